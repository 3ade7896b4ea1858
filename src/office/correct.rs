//! Correcting: the mis-keyed event is retracted with a reason, and what is right is entered in the same command.
//! Where a hold is corrected that was lifted since, its release goes with it and comes back for the new hold.

use super::draft::Draft;
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::submit::{self, Form, Refused};
use super::{Context, Office, record};
use crate::domain::codes::{Cell, Text};
use crate::domain::event::{Event, Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::replay::{EndedBy, Replay};
use crate::store::ledger::Receipt;

/// What a form corrects.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The number of the event.
    pub number: u32,
    /// Why.
    pub reason: String,
    /// What is right; none if it just did not happen.
    pub right: Option<Draft>,
}

/// Records a correction.
pub fn correct(office: &Office, context: &Context, known: &ReferenceData, form: Form, correction: &Correction) -> Result<Receipt, Refused> {
    context.require(Right::Correct)?;
    let store = office.store();
    if let Some(receipt) = submit::repeated(store, &form)? {
        return Ok(receipt);
    }
    let history = submit::history(store, &form.shipment)?;
    let Some(reason) = Text::read(correction.reason.trim()).filter(|_| !correction.reason.trim().is_empty()) else {
        // The form's own field is not the reason of what is entered right.
        let missing = FieldFault { rule: Rule::ReasonMissing, field: None, value: None };
        return Err(Refused::Wrong(vec![submit::Wrong { field: "why".to_owned(), ..missing.into() }]));
    };
    let retract = |number: u32, at: &Event| Event {
        occurred: local_time::stamp(context.now.instant(), chrono_tz::Tz::UTC)
            .and_then(|stamp| stamp.in_offset(at.occurred))
            .unwrap_or(at.occurred),
        kind: Kind::Retracted { refers_to: number },
        place: None,
        reason: Some(reason.clone()),
        note: None,
        authority: None,
        responsible: None,
        actor: Text::read(context.name()),
    };
    let Some(named) = history.iter().find(|recorded| recorded.number == correction.number) else { return Err(Refused::Unknown) };
    let right = correction.right.as_ref().map(|draft| {
        let mut draft = draft.clone();
        if let (true, Some(hold)) = (draft.get(Field::RefersTo).trim().is_empty(), hold_of(&history, named)) {
            draft.set(Field::RefersTo, hold.to_string());
        }
        record::corrected(known, context, &draft, &named.event)
    });
    let right = right.transpose()?;
    let release = release_of(&history, correction.number);
    let mut events: Vec<Event> = release.iter().map(|release| retract(release.number, &release.event)).collect();
    events.push(retract(named.number, &named.event));
    let last = history.iter().map(|recorded| recorded.number).max().unwrap_or(0);
    if let Some(right) = right {
        let is_hold = matches!(right.kind, Kind::Held { .. });
        events.push(right);
        let number = last + u32::try_from(events.len()).unwrap_or(u32::MAX - last);
        if let (true, Some(release)) = (is_hold, release) {
            events.push(Event { kind: Kind::Released { hold: Some(number) }, actor: Text::read(context.name()), ..release.event.clone() });
        }
    }
    submit::submit(store, context, form, events)
}

/// The release that ended a hold, if the event is one that was released.
pub fn release_of(history: &[Recorded], number: u32) -> Option<&Recorded> {
    let replay = Replay::new(history).ok()?;
    let hold = replay.holds.iter().find(|hold| hold.held.number == number)?;
    match hold.ended {
        Some((_, EndedBy::Released(release))) => history.iter().find(|recorded| recorded.number == release),
        _ => None,
    }
}

/// The hold that a release ended, whether it names it or not.
fn hold_of(history: &[Recorded], release: &Recorded) -> Option<u32> {
    let replay = Replay::new(history).ok()?;
    let ended =
        |hold: &&crate::domain::replay::Hold<'_>| matches!(hold.ended, Some((_, EndedBy::Released(number))) if number == release.number);
    replay.holds.iter().find(ended).map(|hold| hold.held.number)
}

/// Whether an event can be retracted: it counts, and is of a kind that can.
pub fn can_retract(history: &[Recorded], number: u32) -> bool {
    let is_retracted = history.iter().any(|recorded| matches!(recorded.event.kind, Kind::Retracted { refers_to } if refers_to == number));
    let named = history.iter().find(|recorded| recorded.number == number);
    !is_retracted
        && named
            .is_some_and(|recorded| !matches!(recorded.event.kind, Kind::Registered { .. } | Kind::Split { .. } | Kind::Retracted { .. }))
}

/// The fields of an event, as a form may enter it right; of a release, the hold that it ended.
pub fn draft_of(history: &[Recorded], recorded: &Recorded) -> Draft {
    let event = &recorded.event;
    let fields = [
        Field::Event,
        Field::Stage,
        Field::Place,
        Field::Reason,
        Field::Note,
        Field::Code,
        Field::Country,
        Field::Classifier,
        Field::RefersTo,
        Field::Authority,
        Field::Responsible,
        Field::Document,
        Field::Parcels,
    ];
    let cells = fields.into_iter().filter_map(|field| event.cell(field).map(|text| (field, text.into_owned()))).collect();
    let mut draft = Draft { cells, ..Draft::default() };
    if let Some(hold) = hold_of(history, recorded) {
        draft.set(Field::RefersTo, hold.to_string());
    }
    draft
}
