//! Commands as a program gives them: values, a version, a key. What is refused comes back with what was judged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;

use support::{Database, TestClock, machine, office};
use tumen::domain::codes::{Cell, PlaceCode, Reference, Text};
use tumen::domain::details::Details;
use tumen::domain::event::{Event, Kind};
use tumen::domain::field::Field;
use tumen::domain::goods::GoodsLines;
use tumen::domain::parcel::Parcels;
use tumen::domain::refusal::Rule;
use tumen::domain::stage::{Outcome, Stage};
use tumen::domain::time::Stamp;
use tumen::office::amend::AmendDetails;
use tumen::office::command::{
    Cause, Circumstances, CommandRefused, Problem, Receipt, Repair, RuleViolation, SeenShipment, ShipmentRefusal, ValidationError,
};
use tumen::office::correct::CorrectEvent;
use tumen::office::parcels::{PackParcels, Packing};
use tumen::office::record::{MOST_SHIPMENTS, RecordEvents};
use tumen::office::reference_data::ReferenceData;
use tumen::office::register::RegisterShipment;
use tumen::office::{Context, Error, Office, StoreError, amend, correct, parcels, record, register};
use tumen::store::Store;
use uuid::Uuid;

fn reference(text: &str) -> Reference {
    Reference::read(text).unwrap()
}

fn seen(text: &str, version: u32) -> SeenShipment {
    SeenShipment { shipment: reference(text), version: Some(version) }
}

fn event(at: &str, kind: Kind) -> Event {
    let (occurred, place) = (Stamp::parse(at).unwrap(), PlaceCode::read("CNHCG"));
    Event { occurred, kind, place, reason: None, note: None, authority: None, responsible: None, actor: None }
}

fn noted(at: &str) -> Event {
    Event { note: Text::read("seen"), ..event(at, Kind::Noted) }
}

fn held(at: &str, reason: &str) -> Event {
    Event { reason: Text::read(reason), ..event(at, Kind::Held { pauses: false }) }
}

fn at(at: &str) -> Circumstances {
    Circumstances { occurred: Stamp::parse(at).unwrap(), place: None, reason: None, note: None }
}

/// An office whose clock says noon in Hunchun on 20 July 2026.
struct Trial {
    store: Arc<Store>,
    office: Office,
    database: Database,
}

impl Trial {
    fn new() -> Self {
        let database = Database::fresh();
        let store = database.store(&TestClock::at("2026-07-20T04:00:00Z"));
        Self { office: office(&store), store, database }
    }

    /// With shipments that were registered on 1 July.
    fn with(shipments: &[&str]) -> Self {
        let trial = Self::new();
        for shipment in shipments {
            let details = Details {
                mode: Cell::read("9610"),
                origin: PlaceCode::read("CNHCG"),
                destination: PlaceCode::read("RUYEK"),
                ..Details::default()
            };
            let circumstances = at("2026-07-01T09:00:00+08:00");
            trial
                .register(RegisterShipment { reference: reference(shipment), details, parcels: None, circumstances, key: Uuid::new_v4() })
                .unwrap();
        }
        trial
    }

    fn context(&self) -> Context {
        machine("Sofia", self.store.now())
    }

    fn known(&self) -> Arc<ReferenceData> {
        ReferenceData::load(&self.office, &self.context()).unwrap()
    }

    fn register(&self, command: RegisterShipment) -> Result<Receipt, CommandRefused> {
        register::register(&self.office, &self.context(), &self.known(), command)
    }

    fn record(&self, shipments: Vec<SeenShipment>, events: Vec<Event>, key: Uuid) -> Result<Receipt, CommandRefused> {
        record::record(&self.office, &self.context(), &self.known(), RecordEvents { shipments, events, sure_of: None, key })
    }

    /// Records one event of a shipment, whatever was seen.
    fn happens(&self, shipment: &str, event: Event) {
        let unseen = SeenShipment { shipment: reference(shipment), version: None };
        self.record(vec![unseen], vec![event], Uuid::new_v4()).unwrap();
    }

    fn history(&self, shipment: &str) -> Vec<Event> {
        let history = self.store.history(&reference(shipment)).unwrap().unwrap();
        history.into_iter().map(|recorded| recorded.event).collect()
    }

    fn versions(&self, shipments: &[&str]) -> Vec<usize> {
        shipments.iter().map(|shipment| self.history(shipment).len()).collect()
    }
}

fn refusals(done: Result<Receipt, CommandRefused>) -> Vec<ShipmentRefusal> {
    match done {
        Err(CommandRefused::Shipments(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

fn invalid(done: Result<Receipt, CommandRefused>) -> Vec<ValidationError> {
    match done {
        Err(CommandRefused::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

/// Which shipment, and why.
fn told(refusals: &[ShipmentRefusal]) -> Vec<(&str, &Cause)> {
    refusals.iter().map(|refusal| (refusal.shipment.as_str(), &refusal.cause)).collect()
}

#[test]
fn the_same_happens_to_several_shipments_at_once() {
    let trial = Trial::with(&["A", "B", "C"]);
    let entered = event("2026-07-02T10:00:00+08:00", Kind::Entered(Stage::Declaration));
    let (all, key) = (vec![seen("C", 1), seen("A", 1), seen("B", 1)], Uuid::new_v4());
    let receipt = trial.record(all.clone(), vec![entered.clone()], key).unwrap();
    let stored = |shipment: &str| trial.store.history(&reference(shipment)).unwrap().unwrap().pop().unwrap();
    for shipment in ["A", "B", "C"] {
        assert_eq!(stored(shipment).event, entered.clone().with_actor("Sofia"));
        assert_eq!(stored(shipment).recorded_at, receipt.recorded_at, "one act has one moment");
    }
    // Sent again it counts once, though all three have another version by now.
    let again = trial.record(all, vec![entered], key).unwrap();
    assert!(again.repeated && again.sequence == receipt.sequence);
    assert_eq!(trial.versions(&["A", "B", "C"]), [2, 2, 2]);
}

#[test]
fn one_that_stands_in_the_way_stops_all_and_each_is_named() {
    let trial = Trial::with(&["A", "B", "C", "D"]);
    trial.happens("B", event("2026-07-02T10:00:00+08:00", Kind::Entered(Stage::Declaration)));
    trial.happens("D", noted("2026-07-02T10:00:00+08:00"));
    // B is in that stage, C does not take it for a hold, D was changed since it was seen, and E is none.
    trial.happens("C", event("2026-07-02T10:00:00+08:00", Kind::Entered(Stage::Declaration)));
    trial.happens("C", held("2026-07-02T11:00:00+08:00", "weather"));
    let before = trial.versions(&["A", "B", "C", "D"]);
    let entered = event("2026-07-03T10:00:00+08:00", Kind::Entered(Stage::Declaration));
    let shipments = vec![seen("E", 3), seen("D", 1), seen("C", 3), seen("B", 2), seen("A", 1)];
    let refused = refusals(trial.record(shipments, vec![entered.clone()], Uuid::new_v4()));
    let names: Vec<&str> = refused.iter().map(|refusal| refusal.shipment.as_str()).collect();
    assert_eq!(names, ["B", "C", "D", "E"]);
    let rules: Vec<Option<(Rule, Option<u32>)>> = refused
        .iter()
        .map(|refusal| match refusal.cause {
            Cause::Rule(RuleViolation { refusal, index: Some(0) }) => Some((refusal.rule, refusal.in_the_way)),
            _ => None,
        })
        .collect();
    assert_eq!(rules[0], Some((Rule::AlreadyInStage, Some(2))));
    assert_eq!(rules[1].map(|(_, way)| way), Some(Some(2)), "{:?}", refused[1].cause);
    assert_eq!((&refused[2].cause, &refused[3].cause), (&Cause::Stale, &Cause::Unknown));
    // Each has what was judged: the history as it is, and the event that was to be recorded.
    let lengths: Vec<usize> = refused.iter().map(|refusal| refusal.history.len()).collect();
    assert_eq!(lengths, [2, 3, 2, 0]);
    assert!(refused.iter().all(|refusal| refusal.events == [entered.clone().with_actor("Sofia")]));
    assert_eq!(refused[0].repairs, [Repair::Correct { number: 2 }]);
    assert_eq!(trial.versions(&["A", "B", "C", "D"]), before, "nothing was recorded of any");
}

#[test]
fn a_refusal_tells_what_was_judged_though_more_was_recorded_since() {
    let trial = Trial::with(&["A"]);
    trial.happens("A", event("2026-07-02T10:00:00+08:00", Kind::Entered(Stage::Declaration)));
    trial.happens("A", held("2026-07-02T11:00:00+08:00", "weather"));
    let onward = event("2026-07-03T10:00:00+08:00", Kind::Entered(Stage::Quarantine));
    let refused = refusals(trial.record(vec![seen("A", 3)], vec![onward.clone()], Uuid::new_v4()));
    // The hold that stood in the way is lifted before anyone is told of it.
    trial.happens("A", event("2026-07-02T12:00:00+08:00", Kind::Released { hold: None }));
    let [refusal] = refused.as_slice() else { panic!("{refused:?}") };
    assert_eq!((refusal.history.len(), refusal.version()), (3, 3));
    assert!(
        matches!(refusal.cause, Cause::Rule(RuleViolation { refusal, .. }) if (refusal.rule, refusal.in_the_way) == (Rule::HoldOpen, Some(3)))
    );
    assert_eq!(refusal.event(), Some(&onward.with_actor("Sofia")));
    assert_eq!(refusal.repairs, [Repair::Release { hold: 3 }]);
}

#[test]
fn a_stale_command_gets_what_happened_since() {
    let trial = Trial::with(&["A"]);
    trial.happens("A", event("2026-07-02T10:00:00+08:00", Kind::Entered(Stage::Declaration)));
    let circumstances = || at("2026-07-03T10:00:00+08:00");
    let commanded = [
        trial.record(vec![seen("A", 1)], vec![noted("2026-07-03T10:00:00+08:00")], Uuid::new_v4()),
        {
            let (shipment, reason) = (seen("A", 1), Text::read("so").unwrap());
            let command = CorrectEvent { shipment, number: 2, reason, replacement: None, key: Uuid::new_v4() };
            correct::correct(&trial.office, &trial.context(), &trial.known(), command)
        },
        {
            let details = Details { bank: Text::read("Bank"), ..Details::default() };
            let (shipment, emptied, circumstances, key) = (seen("A", 1), Vec::new(), circumstances(), Uuid::new_v4());
            let command = AmendDetails { shipment, details, emptied, circumstances, key };
            amend::amend(&trial.office, &trial.context(), &trial.known(), command)
        },
        {
            let (parcels, key) = (Parcels::read("A-1").unwrap(), Uuid::new_v4());
            let command = PackParcels { shipment: seen("A", 1), parcels, packing: Packing::Out, circumstances: circumstances(), key };
            parcels::pack(&trial.office, &trial.context(), &trial.known(), command)
        },
    ];
    for done in commanded {
        let refused = refusals(done);
        assert_eq!(told(&refused), [("A", &Cause::Stale)]);
        assert_eq!(refused[0].history[1].event.kind, Kind::Entered(Stage::Declaration));
    }
    assert_eq!(trial.versions(&["A"]), [2]);
}

#[test]
fn policy_is_the_offices_whoever_commands() {
    let trial = Trial::with(&["A", "B"]);
    let both = || vec![seen("A", 2), seen("B", 2)];
    for shipment in ["A", "B"] {
        trial.happens(shipment, event("2026-07-02T10:00:00+08:00", Kind::Entered(Stage::Declaration)));
    }
    // The command said that the hold does not pause; the reason's policy says that it does, and who acts.
    let said = Event { responsible: Text::read("carrier"), ..held("2026-07-02T12:00:00+08:00", "wood_packaging") };
    trial.record(both(), vec![said], Uuid::new_v4()).unwrap();
    for shipment in ["A", "B"] {
        let recorded = trial.history(shipment).pop().unwrap();
        assert_eq!(recorded.kind, Kind::Held { pauses: true });
        let words = (recorded.authority.unwrap().to_string(), recorded.responsible.unwrap().to_string());
        assert_eq!(words, ("quarantine".to_owned(), "carrier".to_owned()));
    }
    // Each shipment's release is of its own hold.
    trial.happens("B", noted("2026-07-02T13:00:00+08:00"));
    trial.happens("B", event("2026-07-02T13:00:00+08:00", Kind::Released { hold: None }));
    trial.happens("B", held("2026-07-02T14:00:00+08:00", "weather"));
    let lifted = event("2026-07-03T12:00:00+08:00", Kind::Released { hold: None });
    trial.record(vec![seen("A", 3), seen("B", 6)], vec![lifted.clone()], Uuid::new_v4()).unwrap();
    let refers = |shipment: &str| trial.history(shipment).pop().unwrap().refers_to();
    assert_eq!((refers("A"), refers("B")), (Some(3), Some(6)));
    // With two that are open, someone must choose.
    trial.happens("A", held("2026-07-04T10:00:00+08:00", "weather"));
    trial.happens("A", held("2026-07-04T11:00:00+08:00", "value_doubt"));
    let later = Event { occurred: Stamp::parse("2026-07-05T10:00:00+08:00").unwrap(), ..lifted };
    let refused = refusals(trial.record(vec![seen("A", 6)], vec![later], Uuid::new_v4()));
    assert!(matches!(refused[0].cause, Cause::Rule(violation) if violation.refusal.rule == Rule::HoldAmbiguous), "{refused:?}");
}

#[test]
fn what_cannot_be_recorded_of_any_shipment_is_told_field_by_field() {
    let trial = Trial::with(&["A"]);
    let rule = |field: Field, rule: Rule, value: Option<&str>| ValidationError {
        field: Some(field),
        problem: Problem::Rule(rule),
        value: value.map(str::to_owned),
    };
    let one = || vec![seen("A", 1)];
    let day = "2026-07-02T10:00:00+08:00";
    // Kinds that have a way, and a right, of their own.
    let amended = Details { bank: Text::read("Bank"), ..Details::default() };
    for kind in [Kind::Amended(Box::new(amended)), Kind::Retracted { refers_to: 1 }, Kind::Packed(Parcels::read("A-1").unwrap())] {
        let word = kind.word();
        assert_eq!(
            invalid(trial.record(one(), vec![event(day, kind)], Uuid::new_v4())),
            [rule(Field::Event, Rule::KindUnknown, Some(word))]
        );
    }
    // Values that a program can make, and no file can say.
    assert_eq!(invalid(trial.record(one(), vec![event(day, Kind::Noted)], Uuid::new_v4())), [rule(Field::Note, Rule::FieldMissing, None)]);
    let unsaid = event(day, Kind::Held { pauses: true });
    assert_eq!(invalid(trial.record(one(), vec![unsaid], Uuid::new_v4())), [rule(Field::Reason, Rule::ReasonMissing, None)]);
    let nothing = invalid(trial.record(Vec::new(), Vec::new(), Uuid::new_v4()));
    assert_eq!(nothing, [rule(Field::Shipment, Rule::FieldMissing, None), rule(Field::Event, Rule::FieldMissing, None)]);
    let twice = invalid(trial.record(vec![seen("A", 1), seen("A", 1)], vec![noted(day)], Uuid::new_v4()));
    assert_eq!(twice, [rule(Field::Shipment, Rule::ValueInvalid, Some("A"))]);
    let many: Vec<SeenShipment> = (0..=MOST_SHIPMENTS).map(|number| seen(&format!("S{number}"), 1)).collect();
    let many = invalid(trial.record(many, vec![noted(day)], Uuid::new_v4()));
    assert_eq!(many[0].problem, Problem::TooMany(1_001, 1_000));
    let wrong = Event { place: PlaceCode::read("NOWHERE"), note: Text::read(&"x".repeat(4_001)), ..held(day, "no_such_reason") };
    let expected = [
        rule(Field::Place, Rule::PlaceUnknown, Some("NOWHERE")),
        rule(Field::Note, Rule::ValueInvalid, None),
        rule(Field::Reason, Rule::ValueInvalid, Some("no_such_reason")),
    ];
    assert_eq!(invalid(trial.record(one(), vec![wrong], Uuid::new_v4())), expected);
    assert_eq!(trial.versions(&["A"]), [1]);
}

#[test]
fn a_correction_is_of_an_event_that_is_there_and_of_its_kind() {
    let trial = Trial::with(&["A"]);
    trial.happens("A", event("2026-07-02T10:00:00+08:00", Kind::Entered(Stage::Declaration)));
    let correct = |number: u32, replacement: Option<Event>| {
        let reason = Text::read("mis-keyed").unwrap();
        let command = CorrectEvent { shipment: seen("A", 2), number, reason, replacement, key: Uuid::new_v4() };
        correct::correct(&trial.office, &trial.context(), &trial.known(), command)
    };
    let refused = refusals(correct(3, None));
    let unknown = ValidationError::new(Field::RefersTo, Problem::Rule(Rule::RefersUnknown));
    assert_eq!(told(&refused), [("A", &Cause::Invalid(vec![unknown]))]);
    let other = event("2026-07-02T10:00:00+08:00", Kind::closed(Outcome::Delivered));
    let refused = refusals(correct(2, Some(other)));
    let another_kind = ValidationError::new(Field::Event, Problem::Rule(Rule::KindUnknown));
    assert_eq!(told(&refused), [("A", &Cause::Invalid(vec![another_kind]))]);
    let refused = refusals(correct(1, None));
    assert!(matches!(refused[0].cause, Cause::Rule(violation) if violation.refusal.rule == Rule::CannotRetract));
    correct(2, Some(event("2026-07-01T10:00:00+08:00", Kind::Entered(Stage::Declaration)))).unwrap();
    let kinds: Vec<&str> = trial.history("A").iter().map(|event| event.kind.word()).collect();
    assert_eq!(kinds, ["registered", "entered", "retracted", "entered"]);
}

#[test]
fn an_amendment_records_what_differs_and_judges_what_it_touches() {
    // A line that a file brought without a description, whose value is not the declared one.
    let trial = Trial::new();
    let lines = r#"[{""hs_code"":""6402992900"",""value"":""7""}]"#;
    let file = format!(
        "shipment,event,occurred_at,mode,origin,destination,goods_lines,value,currency\n\
         A,registered,2026-07-01T00:00:00Z,9610,CNHCG,RUYEK,\"{lines}\",8,CNY\n"
    );
    let file = trial.database.write("file.csv", &file);
    assert!(trial.database.run(&["import", file.to_str().unwrap()]).status.success());
    let amend = |version: u32, details: Details, emptied: &[Field]| {
        let (circumstances, emptied, key) = (at("2026-07-03T10:00:00+08:00"), emptied.to_vec(), Uuid::new_v4());
        let command = AmendDetails { shipment: seen("A", version), details, emptied, circumstances, key };
        amend::amend(&trial.office, &trial.context(), &trial.known(), command)
    };
    let causes = |done| match refusals(done).remove(0).cause {
        Cause::Invalid(errors) => errors.into_iter().map(|error| (error.field, error.problem)).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let nowhere = Details { destination: PlaceCode::read("CNHCG"), ..Details::default() };
    assert_eq!(causes(amend(1, nowhere, &[])), [(Some(Field::Destination), Problem::SamePlace)]);
    let said = |lines: &str| GoodsLines::read(lines).unwrap();
    let as_it_is = said(r#"[{"hs_code":"6402992900","description":"","value":"7"}]"#);
    let unchanged = Details { goods_lines: Some(as_it_is.clone()), currency: Cell::read("CNY"), ..Details::default() };
    assert_eq!(causes(amend(1, unchanged.clone(), &[Field::Bank])), [(None, Problem::Unchanged)]);
    assert_eq!(causes(amend(1, unchanged.clone(), &[Field::Value])), [(Some(Field::Value), Problem::Emptied)]);
    let value = Details { value: Cell::read("9"), ..unchanged.clone() };
    assert_eq!(causes(amend(1, value, &[])), [(Some(Field::Value), Problem::Sum("7".to_owned()))]);
    let lines = Details { goods_lines: Some(said(r#"[{"value":"8"}]"#)), ..Details::default() };
    assert_eq!(causes(amend(1, lines, &[])), [(Some(Field::GoodsLines), Problem::Undescribed(0))]);
    // What is not touched is not judged, and not recorded again.
    let bank = Details { bank: Text::read("Bank"), ..unchanged };
    amend(1, bank, &[]).unwrap();
    let only_bank = Details { bank: Text::read("Bank"), ..Details::default() };
    assert_eq!(trial.history("A")[1].kind, Kind::Amended(Box::new(only_bank)));
}

#[test]
fn a_history_that_was_damaged_is_a_fault_and_no_shipment_that_is_not_there() {
    let trial = Trial::with(&["A"]);
    // A release of a hold that never was, slipped in behind the ledger's back.
    trial.database.tamper(
        "INSERT INTO events (shipment, number, command, kind, occurred_at, utc_offset) \
         SELECT shipment, 2, command, 'released', occurred_at, utc_offset FROM events WHERE number = 1",
    );
    let shipment = || SeenShipment { shipment: reference("A"), version: None };
    let details = Details { goods: Text::read("shoes"), ..Details::default() };
    let (when, key) = (|| at("2026-07-03T10:00:00+08:00"), Uuid::new_v4);
    let amended = AmendDetails { shipment: shipment(), details, emptied: Vec::new(), circumstances: when(), key: key() };
    let unpacked = PackParcels {
        shipment: shipment(),
        parcels: Parcels::read("LP001").unwrap(),
        packing: Packing::Out,
        circumstances: when(),
        key: key(),
    };
    let done = [
        amend::amend(&trial.office, &trial.context(), &trial.known(), amended),
        parcels::pack(&trial.office, &trial.context(), &trial.known(), unpacked),
    ];
    for done in done {
        match done {
            Err(CommandRefused::Failed(Error::Store(StoreError::Damaged { shipment, number }))) => {
                assert_eq!((shipment.as_str(), number), ("A", 2))
            }
            other => panic!("{other:?}"),
        }
    }
}
