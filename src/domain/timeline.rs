//! The timeline: what a replay means as of a moment. timeline.md §7 shows it as JSON.

use std::collections::BTreeMap;

use super::clock::{Clock, State};
use super::codes::{Country, PlaceCode, Text};
use super::event::{Kind, Recorded};
use super::history;
use super::measure::{self, Elapsed, TargetUse};
use super::milestones::{self, DoubtedMilestone, ToldDoubt};
use super::refusal::Refusal;
use super::replay::{EndedBy, Hold, Outstanding, Replay, Visit};
use super::stage::{ClockName, Outcome, Stage, words};
use super::time::{Instant, Moment};

words! {
    /// What a reader should be told of a valid history.
    Warning {
        /// A stage was entered though it had been skipped.
        EnteredAfterSkip = "entered_after_skip",
        /// A stage was passed over, neither entered nor skipped.
        StageMissing = "stage_missing",
        /// A visit lasted 0 seconds.
        ZeroVisit = "zero_visit",
    }
}

/// A shipment as of a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The moment it is looked at.
    pub as_of: Moment,
    /// The stage it is in.
    pub stage: Option<Stage>,
    /// How and when it is over.
    pub outcome: Option<(Outcome, Instant)>,
    /// When it was delivered, whatever came after (rule 13b).
    pub delivered_at: Option<Instant>,
    /// Where its clocks ended.
    pub outcome_place: Option<PlaceCode>,
    /// What is outstanding of a delivery in part (rule 13c).
    pub outstanding: Option<Outstanding>,
    /// The visits in order.
    pub visits: Vec<VisitSpan>,
    /// Stages skipped and not entered, in their order.
    pub skipped: Vec<Stage>,
    /// The holds, in replay order of their beginning.
    pub holds: Vec<HoldSpan>,
    /// Seconds on hold, as the union of all holds.
    pub held_seconds: i64,
    /// The last code of each country's customs.
    pub customs: BTreeMap<Country, Text>,
    /// The clocks in the order of [`ClockName::ALL`].
    pub clocks: [Option<Reading>; 8],
    /// By code, then by stage.
    pub warnings: Vec<(Warning, Stage)>,
    /// Milestones that cannot be as they stand.
    pub doubted: Vec<ToldDoubt>,
}

/// A visit with its length in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitSpan {
    /// The stage.
    pub stage: Stage,
    /// When it was entered.
    pub entered_at: Instant,
    /// When it was left.
    pub left_at: Option<Instant>,
    /// How long it lasted, or has lasted.
    pub seconds: i64,
}

/// A hold with its length in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldSpan {
    /// The number of its `held`.
    pub number: u32,
    /// Why.
    pub reason: String,
    /// Who must act.
    pub responsible: Option<String>,
    /// Whether it is taken off net times.
    pub pauses: bool,
    /// When it began.
    pub held_at: Instant,
    /// When it ended, and by what.
    pub ended: Option<(Instant, EndedBy)>,
    /// How long it lasted, or has lasted.
    pub seconds: i64,
}

/// A clock and what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The clock.
    pub clock: Clock,
    /// What it shows.
    pub elapsed: Elapsed,
}

impl Reading {
    /// Whether it ended within its target, if it ended and has one; gross.
    pub fn within(&self) -> Option<bool> {
        match (self.clock.state, self.clock.target) {
            (State::Ended(_), Some(_)) => self.target_use().map(|used| !used.is_over()),
            _ => None,
        }
    }

    /// What is spent of its target, if it has one; gross.
    pub fn target_use(&self) -> Option<TargetUse> {
        self.clock.target.map(|target| TargetUse { spent: self.elapsed.gross, target: target.seconds() })
    }
}

impl Timeline {
    /// A history as of a moment; none if nothing was recorded by then.
    pub fn new(events: &[Recorded], as_of: Moment) -> Result<Option<Self>, Refusal> {
        let known = history::as_of(events, as_of);
        if known.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self::measure(&Replay::new(known)?, as_of)))
    }

    /// A replay as of a moment at or after all its recordings.
    pub fn measure(replay: &Replay<'_>, as_of: Moment) -> Self {
        let at = as_of.instant();
        let reading = |name: &ClockName| replay.clock(*name).map(|clock| Reading { clock, elapsed: replay.elapsed(&clock, at) });
        let mut clocks = [None; 8];
        for (slot, name) in clocks.iter_mut().zip(ClockName::ALL) {
            *slot = reading(name);
        }
        Self {
            as_of,
            stage: replay.stage().map(|visit| visit.stage),
            outcome: replay.outcome().map(|close| (close.outcome, close.at)),
            delivered_at: replay.delivered_at(),
            outcome_place: replay.close.and_then(|close| close.event.event.place.clone()),
            outstanding: replay.outstanding(),
            visits: replay.visits.iter().map(|visit| visit_span(visit, at)).collect(),
            skipped: skipped(replay).filter(|stage| !entered(replay, *stage)).collect(),
            holds: replay.holds.iter().map(|hold| hold_span(hold, at)).collect(),
            held_seconds: replay.held_seconds(at),
            customs: customs(replay),
            clocks,
            warnings: warnings(replay),
            doubted: milestones::doubted(replay).iter().map(DoubtedMilestone::told).collect(),
        }
    }

    /// How and when the clocks ended: by its delivery, whatever came after.
    pub fn ending(&self) -> Option<(Outcome, Instant)> {
        self.delivered_at.map(|at| (Outcome::Delivered, at)).or(self.outcome)
    }

    /// The reading of one clock.
    pub fn clock(&self, name: ClockName) -> Option<&Reading> {
        self.clocks[name.index()].as_ref()
    }
}

fn visit_span(visit: &Visit<'_>, at: Instant) -> VisitSpan {
    let seconds = measure::length(visit.span(at));
    VisitSpan { stage: visit.stage, entered_at: visit.entered_at, left_at: visit.left_at, seconds }
}

fn hold_span(hold: &Hold<'_>, at: Instant) -> HoldSpan {
    HoldSpan {
        number: hold.held.number,
        reason: hold.held.event.reason.as_ref().map(|reason| reason.as_str().to_owned()).unwrap_or_default(),
        responsible: hold.held.event.responsible.as_ref().map(|who| who.as_str().to_owned()),
        pauses: hold.pauses,
        held_at: hold.held_at,
        ended: hold.ended,
        seconds: hold.ended.map_or(at, |(end, _)| end).since(hold.held_at),
    }
}

fn skipped(replay: &Replay<'_>) -> impl Iterator<Item = Stage> {
    Stage::ALL.iter().copied().filter(|stage| replay.skipped.iter().any(|(skipped, _)| skipped == stage))
}

fn entered(replay: &Replay<'_>, stage: Stage) -> bool {
    replay.visits.iter().any(|visit| visit.stage == stage)
}

fn customs(replay: &Replay<'_>) -> BTreeMap<Country, Text> {
    let statuses = replay.events.iter().filter_map(|recorded| match &recorded.event.kind {
        Kind::Customs { country, code } => Some((country.clone(), code.clone())),
        _ => None,
    });
    statuses.collect()
}

fn warnings(replay: &Replay<'_>) -> Vec<(Warning, Stage)> {
    let overruled = skipped(replay).filter(|stage| entered(replay, *stage)).map(|stage| (Warning::EnteredAfterSkip, stage));
    let missing = replay.missing().map(|stage| (Warning::StageMissing, stage));
    let is_empty = |stage: &&Stage| replay.visits.iter().any(|visit| visit.stage == **stage && visit.left_at == Some(visit.entered_at));
    let empty = Stage::ALL.iter().filter(is_empty).map(|stage| (Warning::ZeroVisit, *stage));
    overruled.chain(missing).chain(empty).collect()
}
