//! A history: the events of one shipment in the order of recording, judged command by command.
//! timeline.md rules 2 to 8.

use super::actor::Actor;
use super::codes::Reference;
use super::event::{Kind, Recorded};
use super::refusal::{Refusal, Rule};
use super::replay::Replay;
use super::time::Moment;

/// One shipment with its history, as it is taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Its reference.
    pub shipment: Reference,
    /// Its events by number.
    pub events: Vec<Recorded>,
    /// Who recorded each event, and by which way; as many as events.
    pub acts: Vec<(Actor, String)>,
}

/// Judges a history whose events before `from` were accepted before: first the whole by number (the second
/// group of rules), then after every command. Gives its replay after the last. Events stand by number.
pub fn admit(events: &[Recorded], from: usize) -> Result<Replay<'_>, Refusal> {
    for at in from..events.len() {
        by_number(&events[..=at])?;
    }
    let mut last = None;
    for end in command_ends(events).filter(|end| *end > from) {
        last = Some(Replay::new(&events[..end])?);
    }
    last.map_or_else(|| Replay::new(events), Ok)
}

/// Where each command ends: events of one `recorded_at` are one command (rule 3).
pub fn command_ends(events: &[Recorded]) -> impl Iterator<Item = usize> + '_ {
    (1..=events.len()).filter(|end| events.get(*end).is_none_or(|next| next.recorded_at != events[end - 1].recorded_at))
}

/// The events recorded at or before a moment (rule 8).
pub fn as_of(events: &[Recorded], moment: Moment) -> &[Recorded] {
    &events[..events.partition_point(|recorded| recorded.recorded_at <= moment)]
}

/// The number of the last event of a history, in which it was changed last; 0 without any.
pub fn version(events: &[Recorded]) -> u32 {
    events.iter().map(|recorded| recorded.number).max().unwrap_or(0)
}

/// Whether an event can be retracted: it counts, and is of a kind that can.
pub fn can_retract(events: &[Recorded], number: u32) -> bool {
    let named = events.iter().find(|recorded| recorded.number == number);
    !events.iter().any(|recorded| retracts(recorded, number))
        && named
            .is_some_and(|recorded| !matches!(recorded.event.kind, Kind::Registered { .. } | Kind::Split { .. } | Kind::Retracted { .. }))
}

/// Judges the last of these events by number.
fn by_number(events: &[Recorded]) -> Result<(), Refusal> {
    let Some((last, before)) = events.split_last() else { return Ok(()) };
    let refuse = |rule, in_the_way| Err(Refusal { rule, event: last.number, in_the_way });
    if let Some(previous) = before.last() {
        if previous.number >= last.number {
            return refuse(Rule::NumberInvalid, Some(previous.number));
        }
        if previous.recorded_at > last.recorded_at {
            return refuse(Rule::RecordedBackwards, Some(previous.number));
        }
    }
    let is_registered = matches!(last.event.kind, Kind::Registered { .. });
    match before.first() {
        None if !is_registered || last.number != 1 => return refuse(Rule::NotRegistered, None),
        Some(first) if is_registered => return refuse(Rule::RegisteredTwice, Some(first.number)),
        _ => {}
    }
    if let Kind::Retracted { refers_to } = last.event.kind {
        let named = before.iter().find(|earlier| earlier.number == refers_to);
        match named.map(|earlier| &earlier.event.kind) {
            None => return refuse(Rule::RefersUnknown, None),
            Some(Kind::Registered { .. } | Kind::Split { .. } | Kind::Retracted { .. }) => {
                return refuse(Rule::CannotRetract, Some(refers_to));
            }
            Some(_) => {}
        }
        if let Some(first) = before.iter().find(|earlier| retracts(earlier, refers_to)) {
            return refuse(Rule::AlreadyRetracted, Some(first.number));
        }
    }
    Ok(())
}

fn retracts(recorded: &Recorded, number: u32) -> bool {
    matches!(recorded.event.kind, Kind::Retracted { refers_to } if refers_to == number)
}
