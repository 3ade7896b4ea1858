//! Correcting: the mis-keyed event is retracted with a reason, and what is right is entered in the same command.
//! Where a hold is corrected that was lifted since, its release goes with it and comes back for the new hold.

use uuid::Uuid;

use super::command::{self, Cause, CommandRefused, Problem, Receipt, SeenShipment, ShipmentRefusal, ValidationError};
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::{Context, Office, record};
use crate::domain::codes::Text;
use crate::domain::event::{Event, Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::refusal::Rule;
use crate::domain::replay::{EndedBy, Replay};
use crate::domain::time::Stamp;

/// What is corrected.
#[derive(Debug, Clone)]
pub struct CorrectEvent {
    /// Of which shipment.
    pub shipment: SeenShipment,
    /// The number of the event.
    pub number: u32,
    /// Why.
    pub reason: Text,
    /// What is right, an event of the same kind; none if it just did not happen.
    pub replacement: Option<Event>,
    /// The command's one-time key.
    pub key: Uuid,
}

/// Records a correction.
pub fn correct(office: &Office, context: &Context, known: &ReferenceData, command: CorrectEvent) -> Result<Receipt, CommandRefused> {
    context.require(Right::Correct)?;
    let CorrectEvent { shipment, number, reason, replacement, key } = command;
    let retract = |number: u32, at: Stamp| Event {
        occurred: local_time::stamp(context.now.instant(), chrono_tz::Tz::UTC).and_then(|stamp| stamp.in_offset(at)).unwrap_or(at),
        kind: Kind::Retracted { refers_to: number },
        place: None,
        reason: Some(reason.clone()),
        note: None,
        authority: None,
        responsible: None,
        actor: None,
    };
    let said = [Some(retract(number, Stamp::earliest())), replacement.clone()];
    CommandRefused::unless_none(said.iter().flatten().flat_map(|event| command::faults(event, known)).collect())?;
    let store = office.store();
    if let Some(receipt) = command::repeated(store, key)? {
        return Ok(receipt);
    }
    let (seen, history) = command::history_as_seen(store, shipment)?;
    let refuse = |error: ValidationError| ShipmentRefusal::new(&seen.shipment, history.clone(), Cause::Invalid(vec![error]));
    let Some(named) = history.iter().find(|recorded| recorded.number == number) else {
        return Err(refuse(ValidationError::new(Field::RefersTo, Problem::Rule(Rule::RefersUnknown))).into());
    };
    let replacement = replacement.map(|event| replacing(event, &history, named, known).map_err(refuse)).transpose()?;
    let release = release_of(&history, number);
    let mut events: Vec<Event> = release.iter().map(|release| retract(release.number, release.event.occurred)).collect();
    events.push(retract(named.number, named.event.occurred));
    if let Some(replacement) = replacement {
        let is_hold = matches!(replacement.kind, Kind::Held { .. });
        events.push(replacement);
        let last = crate::domain::history::version(&history);
        let number = last + u32::try_from(events.len()).unwrap_or(u32::MAX - last);
        if let (true, Some(release)) = (is_hold, release) {
            events.push(Event { kind: Kind::Released { hold: Some(number) }, ..release.event.clone() });
        }
    }
    command::submit(store, context, known, key, [(seen, events)])
}

/// The event in the place of one that was mis-keyed: a release is of the same hold, a hold whose reason is the same keeps
/// its policy, and what is no part of its kind stays as it was unless something else is said: who acts and, where the
/// kind does not ask why, the reason.
fn replacing(mut event: Event, history: &[Recorded], old: &Recorded, known: &ReferenceData) -> Result<Event, ValidationError> {
    let is_same = match (&event.kind, &old.event.kind) {
        (Kind::Closed { .. }, Kind::Closed { .. }) => true,
        (new, old) => new.word() == old.word(),
    };
    if !is_same {
        return Err(ValidationError::new(Field::Event, Problem::Rule(Rule::KindUnknown)));
    }
    if event.kind == (Kind::Released { hold: None }) {
        event.kind = Kind::Released { hold: hold_of(history, old) };
    }
    if let Kind::Held { pauses } = old.event.kind {
        if event.reason == old.event.reason {
            event.kind = Kind::Held { pauses };
        } else {
            record::set_policy(&mut event, known)?;
        }
        return Ok(event);
    }
    let Event { reason, authority, responsible, .. } = &old.event;
    event.authority = event.authority.or_else(|| authority.clone());
    event.responsible = event.responsible.or_else(|| responsible.clone());
    if !matches!(event.kind, Kind::Entered(_) | Kind::Skipped(_) | Kind::Closed { .. }) {
        event.reason = event.reason.or_else(|| reason.clone());
    }
    Ok(event)
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
pub fn hold_of(history: &[Recorded], release: &Recorded) -> Option<u32> {
    let replay = Replay::new(history).ok()?;
    let ended =
        |hold: &&crate::domain::replay::Hold<'_>| matches!(hold.ended, Some((_, EndedBy::Released(number))) if number == release.number);
    replay.holds.iter().find(ended).map(|hold| hold.held.number)
}
