//! A history: the events of one shipment in the order of recording, judged command by command.
//! timeline.md rules 2 to 8.

use std::collections::HashMap;

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
    let mut retracted = Retracted::of(&events[..from], &events[from..]);
    for at in from..events.len() {
        by_number(&events[..=at], &mut retracted)?;
    }
    // What moves nothing breaks no rule where all was valid before it.
    let mut begun = from;
    for end in command_ends(events).filter(|end| *end > from) {
        let command = &events[std::mem::replace(&mut begun, end)..end];
        if end == events.len() {
            break;
        }
        if command.iter().any(|recorded| recorded.event.kind.moves()) {
            Replay::new(&events[..end])?;
        }
    }
    Replay::new(events)
}

/// What was retracted so far, and by what; known where it is asked for.
struct Retracted(HashMap<u32, u32>);

impl Retracted {
    fn of(before: &[Recorded], new: &[Recorded]) -> Self {
        let retraction = |recorded: &Recorded| match recorded.event.kind {
            Kind::Retracted { refers_to } => Some((refers_to, recorded.number)),
            _ => None,
        };
        let is_asked_for = new.iter().any(|recorded| retraction(recorded).is_some());
        Self(if is_asked_for { before.iter().filter_map(retraction).collect() } else { HashMap::new() })
    }
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
    !events.iter().any(|recorded| retracts(recorded, number)) && named.is_some_and(|recorded| recorded.event.kind.can_be_retracted())
}

/// Judges the last of these events by number.
fn by_number(events: &[Recorded], retracted: &mut Retracted) -> Result<(), Refusal> {
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
        let named = before.binary_search_by_key(&refers_to, |earlier| earlier.number).ok();
        match named.map(|at| &before[at].event.kind) {
            None => return refuse(Rule::RefersUnknown, None),
            Some(Kind::Registered { .. } | Kind::Split { .. } | Kind::Retracted { .. }) => {
                return refuse(Rule::CannotRetract, Some(refers_to));
            }
            Some(_) => {}
        }
        if let Some(first) = retracted.0.insert(refers_to, last.number) {
            return refuse(Rule::AlreadyRetracted, Some(first));
        }
    }
    Ok(())
}

fn retracts(recorded: &Recorded, number: u32) -> bool {
    matches!(recorded.event.kind, Kind::Retracted { refers_to } if refers_to == number)
}
