//! Recording what happened to a shipment.

use super::draft::{Draft, What};
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::submit::{self, Form, Refused, Wrong};
use super::{Context, Office};
use crate::domain::event::{Event, Kind};
use crate::domain::field::Field;
use crate::domain::refusal::Rule;
use crate::domain::replay::Replay;
use crate::store::Store;
use crate::store::ledger::Receipt;

/// Records one event.
pub fn record(office: &Office, context: &Context, known: &ReferenceData, form: Form, draft: &Draft) -> Result<Receipt, Refused> {
    context.require(Right::Record)?;
    let event = event(office.store(), context, known, &form, draft)?;
    submit::submit(office.store(), context, form, vec![event])
}

/// The event that a form says, with the office's policy of the day on holds.
fn event(store: &Store, context: &Context, known: &ReferenceData, form: &Form, draft: &Draft) -> Result<Event, Refused> {
    let mut draft = draft.clone();
    match draft.get(Field::Event) {
        "held" => by_policy(known, &mut draft)?,
        "released" if draft.get(Field::RefersTo).trim().is_empty() => name_the_hold(store, form, &mut draft)?,
        _ => {}
    }
    Ok(draft.event(known, context.name())?)
}

/// The event that a form says in the place of one that was mis-keyed: what the form does not ask stays as it was,
/// and so does the policy of a hold whose reason is the same.
pub(super) fn corrected(known: &ReferenceData, context: &Context, draft: &Draft, old: &Event) -> Result<Event, Refused> {
    let mut draft = draft.clone();
    if let Kind::Held { pauses } = old.kind {
        if old.reason.as_ref().map(|reason| reason.as_str()) == Some(draft.get(Field::Reason).trim()) {
            draft.set(Field::Pauses, if pauses { "true" } else { "false" });
        } else {
            by_policy(known, &mut draft)?;
        }
    }
    let asked = What::parse(old.kind.word()).map_or(What::Closed.fields(), What::fields);
    for field in [Field::Reason, Field::Authority, Field::Responsible].into_iter().filter(|field| !asked.contains(field)) {
        if let Some(text) = old.cell(field) {
            draft.set(field, text.into_owned());
        }
    }
    Ok(draft.event(known, context.name())?)
}

/// Fills what the reason's policy says, where the form leaves it open; whether it pauses is never left to the form.
fn by_policy(known: &ReferenceData, draft: &mut Draft) -> Result<(), Refused> {
    let code = draft.get(Field::Reason).trim().to_owned();
    let Some(reason) = known.reason(&code).filter(|_| !code.is_empty()) else {
        let rule = if code.is_empty() { Rule::ReasonMissing } else { Rule::ValueInvalid };
        let mut wrong = vec![Wrong { field: Field::Reason.word().to_owned(), problem: submit::Problem::Rule(rule), value: Some(code) }];
        // The other faults are named with it.
        if let Err(super::draft::Fault::Fields(others)) = draft.event(known, "") {
            wrong.extend(others.into_iter().filter(|fault| fault.field != Some(Field::Reason)).map(Wrong::from));
        }
        return Err(Refused::Wrong(wrong));
    };
    draft.set(Field::Pauses, if reason.pauses { "true" } else { "false" });
    for (field, policy) in [(Field::Authority, &reason.authority), (Field::Responsible, &reason.responsible)] {
        if let (true, Some(word)) = (draft.get(field).trim().is_empty(), policy) {
            draft.set(field, word.clone());
        }
    }
    Ok(())
}

/// Names the one open hold; with several, someone must choose.
fn name_the_hold(store: &Store, form: &Form, draft: &mut Draft) -> Result<(), Refused> {
    let history = submit::history(store, &form.shipment)?;
    let Ok(replay) = Replay::new(&history) else { return Ok(()) };
    let mut open = replay.holds.iter().filter(|hold| hold.ended.is_none());
    match (open.next(), open.next()) {
        (Some(only), None) => draft.set(Field::RefersTo, only.held.number.to_string()),
        (Some(_), Some(_)) => {
            return Err(Refused::Wrong(vec![Wrong::new(Field::RefersTo.word(), submit::Problem::Rule(Rule::HoldAmbiguous))]));
        }
        _ => {}
    }
    Ok(())
}
