//! What likely went wrong with a refused time, and what would repair it: each repair was tried on the history
//! before it is offered.

use super::command_refused::{Cause, Repair, RuleViolation, ShipmentRefusal};
use super::reference_data::ReferenceData;
use crate::domain::codes::PlaceCode;
use crate::domain::event::{Event, Recorded};
use crate::domain::history::{self, can_retract};
use crate::domain::local_time::{self, LocalTime};
use crate::domain::refusal::Rule;
use crate::domain::replay::{EndedBy, Replay};
use crate::domain::time::{Instant, Moment, Stamp};

/// Places whose clocks may have been read: those on the shipment's way.
fn clocks(history: &[Recorded]) -> Vec<PlaceCode> {
    let mut places: Vec<PlaceCode> = Vec::new();
    let details = history.iter().filter_map(|recorded| recorded.event.kind.details());
    let of_way = details.flat_map(|details| [&details.origin, &details.crossing, &details.destination]).flatten();
    for place in of_way.chain(history.iter().filter_map(|recorded| recorded.event.place.as_ref())) {
        if !places.contains(place) {
            places.push(place.clone());
        }
    }
    places
}

/// The same events, one of them at another time.
fn moved(events: &[Event], at: usize, to: Stamp) -> Vec<Event> {
    let mut events = events.to_vec();
    if let Some(event) = events.get_mut(at) {
        event.occurred = to;
    }
    events
}

/// An instant as the clock shows it by which an event was timed: that of its place, else one of the same offset.
fn on_its_clock(known: &ReferenceData, event: &Event, at: Instant) -> Option<Stamp> {
    match event.place.as_ref().and_then(|place| known.zone(place)) {
        Some(zone) => local_time::stamp(at, zone),
        None => Stamp::new(at, event.occurred.offset()),
    }
}

/// The clocks on which the time of an event would have been accepted.
fn other_clocks(known: &ReferenceData, history: &[Recorded], events: &[Event], index: usize, now: Moment) -> Vec<Repair> {
    let Some(event) = events.get(index) else { return Vec::new() };
    let Some(wall) = local_time::shown_by(event.occurred) else { return Vec::new() };
    let mut repairs: Vec<Repair> = Vec::new();
    for place in clocks(history) {
        let Some(zone) = known.zone(&place) else { continue };
        let LocalTime::Unambiguous(read) = local_time::resolve(wall, zone) else { continue };
        let Some(meant) = on_its_clock(known, event, read.instant).filter(|meant| meant.instant != event.occurred.instant) else {
            continue;
        };
        let is_new = !repairs.iter().any(|repair| matches!(repair, Repair::OtherClock { meant: other, .. } if *other == meant));
        if is_new && would_hold(history, &moved(events, index, meant), now) {
            repairs.push(Repair::OtherClock { place, meant });
        }
    }
    repairs
}

/// What would repair a command that a shipment refuses.
pub(super) fn likely(known: &ReferenceData, refused: &ShipmentRefusal, now: Moment) -> Vec<Repair> {
    let ShipmentRefusal { history, events, .. } = refused;
    match refused.cause {
        Cause::InFuture(index) => other_clocks(known, history, events, index, now),
        Cause::Rule(RuleViolation { refusal, index: Some(index) }) => {
            let mut repairs = other_clocks(known, history, events, index, now);
            repairs.extend(refusal.in_the_way.into_iter().flat_map(|way| around(known, refused, (refusal.rule, index), way, now)));
            repairs
        }
        // What is recorded as after it cannot be any more: the one time was mistaken, or the other.
        Cause::Rule(RuleViolation { refusal, index: None }) => {
            let own = if events.len() == 1 { other_clocks(known, history, events, 0, now) } else { Vec::new() };
            let other = can_retract(history, refusal.event).then_some(Repair::Correct { number: refusal.event });
            own.into_iter().chain(other).collect()
        }
        Cause::Unknown | Cause::Stale | Cause::ReadsAs(_) | Cause::Invalid(_) => Vec::new(),
    }
}

/// What would clear an event out of the way.
fn around(known: &ReferenceData, refused: &ShipmentRefusal, (rule, index): (Rule, usize), way: u32, now: Moment) -> Vec<Repair> {
    let ShipmentRefusal { history, events, .. } = refused;
    match rule {
        Rule::HoldOpen => {
            let Ok(replay) = Replay::new(history) else { return Vec::new() };
            let hold = replay.holds.iter().find(|hold| hold.held.number == way);
            match hold.and_then(|hold| hold.ended) {
                Some((end, EndedBy::Released(release))) => {
                    let at = events.get(index).and_then(|event| on_its_clock(known, event, end));
                    let fits = |at: &Stamp| would_hold(history, &moved(events, index, *at), now);
                    let at_end = at.filter(fits).map(|at| Repair::AtEnd { at });
                    at_end.into_iter().chain([Repair::Correct { number: release }]).collect()
                }
                _ => vec![Repair::Release { hold: way }],
            }
        }
        Rule::AfterOutcome
        | Rule::AlreadyInStage
        | Rule::AlreadySkipped
        | Rule::AlreadyEntered
        | Rule::ReleaseBeforeHold
        | Rule::NoOpenHold
            if can_retract(history, way) =>
        {
            vec![Repair::Correct { number: way }]
        }
        _ => Vec::new(),
    }
}

/// Whether a history with more events at its end is valid, as if they were recorded at a moment.
pub(super) fn would_hold(history: &[Recorded], events: &[Event], at: Moment) -> bool {
    let mut all = history.to_vec();
    let recorded_at = history.last().map_or(at, |last| last.recorded_at.max(at));
    let recorded_at = Moment::from_micros(recorded_at.micros() + 1).unwrap_or(recorded_at);
    let last = history::version(history);
    all.extend(events.iter().zip(last + 1..).map(|(event, number)| Recorded { number, recorded_at, event: event.clone() }));
    let is_past = |event: &Event| event.kind.may_lie_ahead() || recorded_at.allows(event.occurred.instant);
    events.iter().all(is_past) && history::admit(&all, history.len()).is_ok()
}

/// The instant that stands in the way, for a drawing, with the event's number: where the obstacle ended, else where it is.
pub fn obstacle(refused: &ShipmentRefusal) -> Option<(Instant, u32)> {
    let Cause::Rule(RuleViolation { refusal, index }) = refused.cause else { return None };
    let way = if index.is_some() { refusal.in_the_way? } else { refusal.event };
    let replay = Replay::new(&refused.history).ok()?;
    let hold = replay.holds.iter().find(|hold| hold.held.number == way);
    if let (Rule::HoldOpen, Some((end, EndedBy::Released(release)))) = (refusal.rule, hold.and_then(|hold| hold.ended)) {
        return Some((end, release));
    }
    let recorded = refused.history.iter().find(|recorded| recorded.number == way)?;
    Some((recorded.event.occurred.instant, way))
}
