//! Recording what happened to one shipment, or the same to several: to all of them, or to none.

use uuid::Uuid;

use super::command::{self, Cause, CommandRefused, Problem, Receipt, SeenShipment, ShipmentRefusal, ValidationError};
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::{Context, Office, repair};
use crate::domain::codes::{Cell, PlaceCode};
use crate::domain::event::{Event, Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::refusal::Rule;
use crate::domain::replay::Replay;
use crate::domain::time::Moment;
use crate::domain::{history, whereabouts};
use crate::store::{self, Store};

/// The most shipments of one command: the ledger does nothing else meanwhile.
pub const MOST_SHIPMENTS: usize = 1_000;

/// What happened, to which shipments.
#[derive(Debug, Clone)]
pub struct RecordEvents {
    /// To which: each once.
    pub shipments: Vec<SeenShipment>,
    /// What, in the order of recording. Who recorded it, and whether a hold pauses, is not for them to say.
    pub events: Vec<Event>,
    /// Where it happened for sure, however unlikely it is.
    pub sure_of: Option<PlaceCode>,
    /// The command's one-time key.
    pub key: Uuid,
}

/// Records what happened.
pub fn record(office: &Office, context: &Context, known: &ReferenceData, command: RecordEvents) -> Result<Receipt, CommandRefused> {
    context.require(Right::Record)?;
    let RecordEvents { shipments, mut events, sure_of, key } = command;
    CommandRefused::unless_none(unfit(&shipments, &events))?;
    let mut errors = Vec::new();
    for event in &mut events {
        errors.extend(command::faults(event, known));
        errors.extend(set_policy(event, known).err());
    }
    CommandRefused::unless_none(errors)?;
    let store = office.store();
    ask_where(store, (key, context.now), &shipments, &events, sure_of.as_ref())?;
    let of_each: Result<Vec<_>, store::Error> =
        shipments.into_iter().map(|seen| named_holds(store, &seen, events.clone()).map(|events| (seen, events))).collect();
    command::submit(store, context, known, key, of_each?)
}

/// Asks about places where the shipments can hardly be. What was recorded before is not asked about again, and what the
/// rules refuse is theirs to refuse.
fn ask_where(
    store: &Store,
    (key, now): (Uuid, Moment),
    shipments: &[SeenShipment],
    events: &[Event],
    sure_of: Option<&PlaceCode>,
) -> Result<(), CommandRefused> {
    let in_doubt = || events.iter().filter(|event| event.place.is_some() && event.place.as_ref() != sure_of);
    if in_doubt().next().is_none() || command::repeated(store, key)?.is_some() {
        return Ok(());
    }
    let mut refusals = Vec::new();
    for SeenShipment { shipment, version } in shipments {
        // One that nobody knows, or that was changed since, is the ledger's to refuse.
        let history = store.history(shipment)?.filter(|read| version.is_none_or(|seen| seen == history::version(read)));
        let Some(history) = history else { continue };
        let replay = command::replayed(shipment, &history)?;
        let asked = |event: &Event| {
            let (unlikely, place) = (whereabouts::unlikely(&replay, event)?, event.place.clone()?);
            Some(ValidationError::new(Field::Place, Problem::UnlikelyPlace(place, unlikely)))
        };
        let errors: Vec<ValidationError> = in_doubt().filter_map(asked).collect();
        if !errors.is_empty() && repair::would_hold(&history, events, now) {
            refusals.push(ShipmentRefusal::new(shipment, history.clone(), Cause::Invalid(errors)));
        }
    }
    if refusals.is_empty() { Ok(()) } else { Err(CommandRefused::Shipments(refusals)) }
}

/// What cannot be recorded by this way: nothing, more than is taken, and kinds that have ways, and rights, of their own.
fn unfit(shipments: &[SeenShipment], events: &[Event]) -> Vec<ValidationError> {
    let missing = |is_missing: bool, field: Field| is_missing.then(|| ValidationError::new(field, Problem::Rule(Rule::FieldMissing)));
    let mut errors: Vec<ValidationError> =
        [missing(shipments.is_empty(), Field::Shipment), missing(events.is_empty(), Field::Event)].into_iter().flatten().collect();
    if shipments.len() > MOST_SHIPMENTS {
        errors.push(ValidationError::new(Field::Shipment, Problem::TooMany(shipments.len(), MOST_SHIPMENTS)));
    }
    let others = events.iter().filter(|event| !is_recorded_here(&event.kind));
    errors.extend(others.map(|event| ValidationError {
        field: Some(Field::Event),
        problem: Problem::Rule(Rule::KindUnknown),
        value: Some(event.kind.word().to_owned()),
    }));
    errors
}

fn is_recorded_here(kind: &Kind) -> bool {
    match kind {
        Kind::Entered(_)
        | Kind::Skipped(_)
        | Kind::Held { .. }
        | Kind::Released { .. }
        | Kind::Noted
        | Kind::Milestone { .. }
        | Kind::Customs { .. }
        | Kind::Attached { .. }
        | Kind::Closed { .. } => true,
        Kind::Registered { .. }
        | Kind::Amended(_)
        | Kind::Split { .. }
        | Kind::Packed(_)
        | Kind::Unpacked(_)
        | Kind::Scanned { .. }
        | Kind::Retracted { .. } => false,
    }
}

/// Writes on a hold what its reason's policy of the day says, where the command leaves it open; whether it pauses is
/// never left to the command.
pub(super) fn set_policy(event: &mut Event, known: &ReferenceData) -> Result<(), ValidationError> {
    let Kind::Held { pauses } = &mut event.kind else { return Ok(()) };
    // A hold without a reason is none: that is told before.
    let Some(code) = &event.reason else { return Ok(()) };
    let Some(reason) = known.reason(code.as_str()) else {
        let (problem, value) = (Problem::Rule(Rule::ValueInvalid), Some(code.to_string()));
        return Err(ValidationError { field: Some(Field::Reason), problem, value });
    };
    *pauses = reason.pauses;
    for (said, policy) in [(&mut event.authority, &reason.authority), (&mut event.responsible, &reason.responsible)] {
        if let (None, Some(word)) = (said.as_ref(), policy) {
            *said = Cell::read(word);
        }
    }
    Ok(())
}

/// The events with each release naming the one open hold, where it names none; with several, the ledger asks which. A
/// shipment that nobody knows, or that was changed since, is the ledger's to refuse.
fn named_holds(store: &Store, seen: &SeenShipment, mut events: Vec<Event>) -> Result<Vec<Event>, store::Error> {
    if events.iter().any(|event| event.kind == Kind::Released { hold: None })
        && let Some(only) = store.history(&seen.shipment)?.and_then(|history| only_open_hold(&history))
    {
        for event in events.iter_mut().filter(|event| event.kind == Kind::Released { hold: None }) {
            event.kind = Kind::Released { hold: Some(only) };
        }
    }
    Ok(events)
}

fn only_open_hold(history: &[Recorded]) -> Option<u32> {
    let replay = Replay::new(history).ok()?;
    let mut open = replay.holds.iter().filter(|hold| hold.ended.is_none());
    match (open.next(), open.next()) {
        (Some(only), None) => Some(only.held.number),
        _ => None,
    }
}
