//! What likely went wrong with a refused time, and what would repair it: each repair was tried on the history
//! before it is offered.

use super::draft::Draft;
use super::reference_data::ReferenceData;
use super::submit::{Broken, would_hold};
use crate::domain::codes::PlaceCode;
use crate::domain::event::{Event, Recorded};
use crate::domain::local_time::{self, LocalTime};
use crate::domain::refusal::Rule;
use crate::domain::replay::{EndedBy, Replay};
use crate::domain::time::{Moment, Stamp};

/// A likely repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// The time was read from the clock of another place: this is what it is here.
    OtherClock {
        /// Whose clock.
        place: PlaceCode,
        /// The time that was meant, in the zone of the form's place.
        meant: Stamp,
    },
    /// It happened when the obstacle ended.
    AtEnd {
        /// When, in the zone of the form's place.
        at: Stamp,
    },
    /// The obstacle was recorded wrong.
    Correct {
        /// Its number.
        number: u32,
    },
    /// A hold is to be lifted first.
    Release {
        /// Its number.
        hold: u32,
    },
}

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

/// The clocks on which the typed time would have been accepted.
pub fn other_clocks(
    known: &ReferenceData,
    history: &[Recorded],
    draft: &Draft,
    (events, at): (&[Event], usize),
    now: Moment,
) -> Vec<Repair> {
    let Some(event) = events.get(at) else { return Vec::new() };
    let (Some(wall), here) = (draft.wall(), draft.zone_in(known)) else { return Vec::new() };
    let mut repairs: Vec<Repair> = Vec::new();
    for place in clocks(history) {
        let Some(zone) = known.zone(&place) else { continue };
        let LocalTime::Unambiguous(read) = local_time::resolve(wall, zone) else { continue };
        let Some(meant) = local_time::stamp(read.instant, here).filter(|meant| meant.instant != event.occurred.instant) else { continue };
        let is_new = !repairs.iter().any(|repair| matches!(repair, Repair::OtherClock { meant: other, .. } if *other == meant));
        if is_new && would_hold(history, &moved(events, at, meant), now) {
            repairs.push(Repair::OtherClock { place, meant });
        }
    }
    repairs
}

/// What would repair a broken rule.
pub fn likely(known: &ReferenceData, broken: &Broken, draft: &Draft, now: Moment) -> Vec<Repair> {
    let history = &broken.history;
    let Some(place) = broken.at else {
        // What is recorded as after it cannot be any more: the one time was mistaken, or the other.
        let number = broken.refusal.event;
        let own = if broken.events.len() == 1 { other_clocks(known, history, draft, (&broken.events, 0), now) } else { Vec::new() };
        let other = super::correct::can_retract(history, number).then_some(Repair::Correct { number });
        return own.into_iter().chain(other).collect();
    };
    let mut repairs = other_clocks(known, history, draft, (&broken.events, place), now);
    let Some(way) = broken.refusal.in_the_way else { return repairs };
    match broken.refusal.rule {
        Rule::HoldOpen => {
            let Ok(replay) = Replay::new(history) else { return repairs };
            let hold = replay.holds.iter().find(|hold| hold.held.number == way);
            match hold.and_then(|hold| hold.ended) {
                Some((end, EndedBy::Released(release))) => {
                    let at = local_time::stamp(end, draft.zone_in(known));
                    let fits = |at: &Stamp| would_hold(history, &moved(&broken.events, place, *at), now);
                    repairs.extend(at.filter(fits).map(|at| Repair::AtEnd { at }));
                    repairs.push(Repair::Correct { number: release });
                }
                _ => repairs.push(Repair::Release { hold: way }),
            }
        }
        Rule::AfterOutcome
        | Rule::AlreadyInStage
        | Rule::AlreadySkipped
        | Rule::AlreadyEntered
        | Rule::ReleaseBeforeHold
        | Rule::NoOpenHold
            if super::correct::can_retract(history, way) =>
        {
            repairs.push(Repair::Correct { number: way });
        }
        _ => {}
    }
    repairs
}

/// The instant that stands in the way, for the drawing: where the obstacle ended, else where it is.
pub fn obstacle(broken: &Broken) -> Option<(crate::domain::time::Instant, u32)> {
    let way = if broken.at.is_some() { broken.refusal.in_the_way? } else { broken.refusal.event };
    let replay = Replay::new(&broken.history).ok()?;
    let hold = replay.holds.iter().find(|hold| hold.held.number == way);
    if let (Rule::HoldOpen, Some((end, EndedBy::Released(release)))) = (broken.refusal.rule, hold.and_then(|hold| hold.ended)) {
        return Some((end, release));
    }
    let recorded = broken.history.iter().find(|recorded| recorded.number == way)?;
    Some((recorded.event.occurred.instant, way))
}
