//! Milestones that cannot be as they stand: one lies before what must come first, a border is crossed twice without a
//! way back, goods move after their end. No rule of time forbids them (timeline.md §6: "no order among them"), for what
//! is entered late or by several offices is entered all the same; but someone should look again.
//!
//! Only milestones that took place and were not retracted are looked at. Two at one instant are in order: who knows
//! only days enters them so.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::codes::{Classifier, Country, PlaceCode, Reference};
use super::event::{Kind, Recorded};
use super::replay::Replay;
use super::stage::{Outcome, Stage, words};
use super::time::Instant;

words! {
    /// Why a milestone cannot be as it stands.
    WhyDoubted {
        /// It lies before one that comes first.
        Before = "before",
        /// It lies after one that comes later.
        After = "after",
        /// It is there twice, and nothing between says how.
        Again = "again",
        /// The shipment had ended.
        AfterEnd = "after_end",
    }
}

/// A milestone that cannot be as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoubtedMilestone<'h> {
    /// The one to look at.
    pub milestone: &'h Recorded,
    /// Why.
    pub why: WhyDoubted,
    /// The event that it does not go with.
    pub other: &'h Recorded,
}

/// The same as it is told without the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldDoubt {
    /// The milestone's number.
    pub number: u32,
    /// The milestone's code.
    pub milestone: String,
    /// Why.
    pub why: WhyDoubted,
    /// The number of the event that it does not go with.
    pub other_number: u32,
    /// The code of that milestone, or the word of the outcome.
    pub other: String,
}

/// The same of a shipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipmentDoubt {
    /// Which.
    pub shipment: Reference,
    /// The row of the milestone in the file that brings it.
    pub row: Option<u64>,
    /// What is doubted of it.
    pub doubt: ToldDoubt,
}

impl DoubtedMilestone<'_> {
    /// As it is told without the history.
    pub fn told(&self) -> ToldDoubt {
        let word = |recorded: &Recorded| match &recorded.event.kind {
            Kind::Milestone { code, .. } => code.as_str().to_owned(),
            kind => kind.word().to_owned(),
        };
        let (number, other_number) = (self.milestone.number, self.other.number);
        ToldDoubt { number, milestone: word(self.milestone), why: self.why, other_number, other: word(self.other) }
    }
}

/// The way of goods, once.
const WAY: [&str; 7] = ["loaded", "departed", "border_arrived", BORDER_CROSSED, "arrived", "out_for_delivery", "attempted"];
const BORDER_CROSSED: &str = "border_crossed";
/// Goods are reloaded anywhere on their way, but not once they are being delivered.
const TRANSSHIPPED: &str = "transshipped";
/// What shows that goods which crossed a border went on to another, or back.
const ONWARD: [&str; 2] = ["departed", "border_arrived"];
/// What does not happen twice at one place with nothing between: goods are loaded, reloaded and delivered piece by piece.
const ONCE_AT_A_PLACE: [&str; 3] = ["departed", "border_arrived", "arrived"];

/// An actual milestone.
#[derive(Clone, Copy)]
struct Passed<'h> {
    code: &'h str,
    at: Instant,
    place: Option<&'h PlaceCode>,
    recorded: &'h Recorded,
}

/// Whether one milestone cannot follow another on one way.
fn comes_first(one: &str, other: &str) -> bool {
    let step = |code: &str| WAY.iter().position(|step| *step == code);
    match (step(one), step(other)) {
        (Some(one), Some(other)) => one < other,
        _ => one == TRANSSHIPPED && ["out_for_delivery", "attempted"].contains(&other),
    }
}

/// The milestones of a shipment that cannot be as they stand, in replay order.
pub fn doubted<'h>(replay: &Replay<'h>) -> Vec<DoubtedMilestone<'h>> {
    let passed: Vec<Passed<'h>> = replay.events.iter().filter_map(|recorded| passed(recorded)).collect();
    if passed.is_empty() {
        return Vec::new();
    }
    let (moved, mut doubted) = before_end(replay, passed);
    for way in ways(replay, moved) {
        let disordered = disordered(&way);
        let is_free = |passed: &&Passed<'_>| !disordered.iter().any(|doubt| std::ptr::eq(doubt.milestone, passed.recorded));
        let orderly: Vec<Passed<'h>> = way.iter().filter(is_free).copied().collect();
        doubted.extend(crossed_again(replay, &orderly));
        doubted.extend(passed_again(&orderly));
        doubted.extend(disordered);
    }
    doubted.sort_by_key(|doubt| (doubt.milestone.event.occurred.instant, doubt.milestone.number));
    doubted
}

fn passed(recorded: &Recorded) -> Option<Passed<'_>> {
    match &recorded.event.kind {
        Kind::Milestone { code, classifier: None | Some(Classifier::Actual) } => {
            Some(Passed { code: code.as_str(), at: recorded.event.occurred.instant, place: recorded.event.place.as_ref(), recorded })
        }
        _ => None,
    }
}

fn is_known(code: &str) -> bool {
    code == TRANSSHIPPED || WAY.contains(&code)
}

/// Goods that were delivered, seized, destroyed or lost move no more, unless they came back; others may, on their way back.
fn before_end<'h>(replay: &Replay<'h>, passed: Vec<Passed<'h>>) -> (Vec<Passed<'h>>, Vec<DoubtedMilestone<'h>>) {
    let ends = |outcome| matches!(outcome, Outcome::Delivered | Outcome::Seized | Outcome::Destroyed | Outcome::Lost);
    let Some(close) = replay.close.filter(|close| ends(close.outcome) && replay.returned.is_none()) else { return (passed, Vec::new()) };
    let (after, before): (Vec<_>, Vec<_>) = passed.into_iter().partition(|passed| is_known(passed.code) && passed.at > close.at);
    let doubt = |passed: &Passed<'h>| DoubtedMilestone { milestone: passed.recorded, why: WhyDoubted::AfterEnd, other: close.event };
    let doubted = after.iter().map(doubt).collect();
    (before, doubted)
}

/// Milestones by the way on which they were passed: one ends where goods go back to a stage before transport, or come
/// back after their delivery.
fn ways<'h>(replay: &Replay<'h>, passed: Vec<Passed<'h>>) -> Vec<Vec<Passed<'h>>> {
    let goes_back = |pair: &[super::replay::Visit<'_>]| pair[0].stage >= Stage::Transport && pair[1].stage < Stage::Transport;
    let back = replay.visits.windows(2).filter(|pair| goes_back(pair)).map(|pair| pair[1].entered_at);
    let mut turns: Vec<Instant> = back.chain(replay.returned.and(replay.close).map(|close| close.at)).collect();
    turns.sort_unstable();
    let mut ways = vec![Vec::new(); turns.len() + 1];
    for passed in passed {
        ways[turns.partition_point(|turn| *turn < passed.at)].push(passed);
    }
    ways
}

/// All of one kind lie before all of another that comes first. The kind that goes with the fewest is doubted, until the
/// rest go together: of two, the one that comes later.
fn disordered<'h>(way: &[Passed<'h>]) -> Vec<DoubtedMilestone<'h>> {
    let mut kinds: Vec<(Passed<'h>, Passed<'h>)> = Vec::new();
    for passed in way {
        match kinds.iter_mut().find(|(first, _)| first.code == passed.code) {
            Some((_, last)) => *last = *passed,
            None => kinds.push((*passed, *passed)),
        }
    }
    let is_wrong = |(a, b): &(&(Passed<'h>, Passed<'h>), &(Passed<'h>, Passed<'h>))| comes_first(a.0.code, b.0.code) && b.1.at < a.0.at;
    let mut doubted = Vec::new();
    loop {
        let pairs = kinds.iter().flat_map(|a| kinds.iter().map(move |b| (a, b))).filter(is_wrong);
        let wrong: Vec<_> = pairs.map(|(a, b)| (a.0, b.1)).collect();
        let count = |code: &str| wrong.iter().filter(|(a, b)| a.code == code || b.code == code).count();
        let step = |code: &str| WAY.iter().position(|step| *step == code);
        let Some(worst) = kinds.iter().map(|(first, _)| first.code).max_by_key(|code| (count(code), step(code))) else { break };
        let Some((first, last)) = wrong.iter().find(|(a, b)| a.code == worst || b.code == worst) else { break };
        doubted.push(if last.code == worst {
            DoubtedMilestone { milestone: last.recorded, why: WhyDoubted::Before, other: first.recorded }
        } else {
            DoubtedMilestone { milestone: first.recorded, why: WhyDoubted::After, other: last.recorded }
        });
        kinds.retain(|(first, _)| first.code != worst);
    }
    doubted
}

/// A border is crossed again, and nothing between says that the goods went on to another, or back.
fn crossed_again<'h>(replay: &Replay<'h>, way: &[Passed<'h>]) -> Vec<DoubtedMilestone<'h>> {
    let mut doubted = Vec::new();
    let mut crossed: Option<Passed<'h>> = None;
    let mut went_on = false;
    for (index, passed) in way.iter().enumerate() {
        if passed.code == BORDER_CROSSED {
            let goes_on = |later: &&Passed<'h>| later.at == passed.at && ONWARD.contains(&later.code);
            let is_onward = went_on || way[index + 1..].iter().take_while(|later| later.at == passed.at).any(|later| goes_on(&later));
            if let Some(before) = crossed.filter(|before| !is_onward && !is_another_border(replay, before, passed)) {
                doubted.push(DoubtedMilestone { milestone: passed.recorded, why: WhyDoubted::Again, other: before.recorded });
            }
            (crossed, went_on) = (Some(*passed), false);
        } else if ONWARD.contains(&passed.code) {
            went_on = true;
        }
    }
    doubted
}

/// Whether two crossings can be of two borders: with origin and destination they are of three countries at least. Those
/// of two are one border, recorded on either side.
fn is_another_border(replay: &Replay<'_>, one: &Passed<'_>, other: &Passed<'_>) -> bool {
    let country = |place: Option<&PlaceCode>| place.and_then(PlaceCode::country);
    let (Some(one), Some(other)) = (country(one.place), country(other.place)) else { return false };
    let is_same = one == other;
    let ends = [replay.detail(|details| details.origin.as_ref()), replay.detail(|details| details.destination.as_ref())];
    let countries: BTreeSet<Country> = ends.into_iter().filter_map(country).chain([one, other]).collect();
    !is_same && countries.len() > 2
}

/// A milestone is passed twice in a row at one place, and nothing between moved the goods.
fn passed_again<'h>(way: &[Passed<'h>]) -> Vec<DoubtedMilestone<'h>> {
    let known: Vec<&Passed<'h>> = way.iter().filter(|passed| is_known(passed.code)).collect();
    let is_again = |pair: &&[&Passed<'h>]| {
        pair[0].code == pair[1].code && ONCE_AT_A_PLACE.contains(&pair[1].code) && pair[0].place.is_some() && pair[0].place == pair[1].place
    };
    let doubt = |pair: &[&Passed<'h>]| DoubtedMilestone { milestone: pair[1].recorded, why: WhyDoubted::Again, other: pair[0].recorded };
    known.windows(2).filter(is_again).map(doubt).collect()
}

#[cfg(test)]
mod tests;
