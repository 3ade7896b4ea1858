//! Clocks: from when to when, how long gross and net, and what of it is over. timeline.md §4.

use super::codes::Minutes;
use super::event::Kind;
use super::replay::{Hold, Replay, Visit};
use super::stage::{ClockName, Outcome, Stage};
use super::time::Instant;

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It runs on.
    Running,
    /// It reached its end.
    Ended(Instant),
    /// An exception outcome came before its end.
    Stopped(Instant, Outcome),
}

/// A clock that exists, without what depends on the moment of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Which.
    pub name: ClockName,
    /// When it first started.
    pub start: Instant,
    /// Whether it runs, ended or stopped.
    pub state: State,
    /// The target on the shipment.
    pub target: Option<Minutes>,
    /// Whether a stage of the span is missing, so that it may be too short.
    pub partial: bool,
    /// Since when the part that still runs does; the end, where none does.
    pub since: Instant,
    /// Seconds of the parts that have ended.
    pub accrued: i64,
    /// The same without pausing holds.
    pub accrued_net: i64,
}

/// How long a clock shows, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elapsed {
    /// All of it.
    pub gross: i64,
    /// Without pausing holds.
    pub net: i64,
}

impl Replay<'_> {
    /// The clock of a span or a stage, if it has started.
    pub fn clock(&self, name: ClockName) -> Option<Clock> {
        match name.stage() {
            Some(stage) => self.stage_clock(name, stage),
            None => self.span_clock(name),
        }
    }

    /// What a clock shows as of an instant (rules 19, 20 and 22).
    pub fn elapsed(&self, clock: &Clock, as_of: Instant) -> Elapsed {
        match clock.state {
            State::Running => {
                let running = as_of.since(clock.since);
                let paused = self.paused(clock.since, as_of);
                Elapsed { gross: clock.accrued + running, net: clock.accrued_net + running - paused }
            }
            State::Ended(_) | State::Stopped(..) => Elapsed { gross: clock.accrued, net: clock.accrued_net },
        }
    }

    /// Seconds between two instants that lie in a pausing hold; several at once count once.
    fn paused(&self, from: Instant, to: Instant) -> i64 {
        covered(self.holds.iter().filter(|hold| hold.pauses), from, to)
    }

    /// Seconds on hold as of an instant, pausing or not, as their union.
    pub fn held_seconds(&self, as_of: Instant) -> i64 {
        let ends = self.holds.iter().filter_map(|hold| hold.ended.map(|(end, _)| end));
        let last = ends.chain([as_of]).max().unwrap_or(as_of);
        let measured = self.holds.iter().map(|hold| (hold.held_at, hold.ended.map_or(as_of, |(end, _)| end)));
        union(measured, last)
    }

    /// A stage's clock is the sum of its visits; entered again, it runs again (rule 19).
    fn stage_clock(&self, name: ClockName, stage: Stage) -> Option<Clock> {
        let visits = || self.visits.iter().filter(|visit| visit.stage == stage);
        let (first, last) = (visits().next()?, visits().next_back()?);
        let is_final = self.visits.last().is_some_and(|visit| std::ptr::eq(visit, last));
        let state = match (last.left_at, self.close) {
            (None, _) => State::Running,
            (Some(left), Some(close)) if is_final && close.outcome.is_exception() => State::Stopped(left, close.outcome),
            (Some(left), _) => State::Ended(left),
        };
        let ended = || visits().filter_map(|visit| visit.left_at.map(|left| (visit.entered_at, left)));
        let accrued = ended().map(|(entered, left)| left.since(entered)).sum();
        let paused: i64 = ended().map(|(entered, left)| self.paused(entered, left)).sum();
        Some(Clock {
            name,
            start: first.entered_at,
            state,
            target: self.target(name),
            partial: false,
            since: last.left_at.unwrap_or(last.entered_at),
            accrued,
            accrued_net: accrued - paused,
        })
    }

    /// A span's clock runs from the first entry into it to the first entry past it; once ended it stays so (rule 20).
    fn span_clock(&self, name: ClockName) -> Option<Clock> {
        let (_, last) = name.stages();
        let begins = self.visits.iter().position(|visit| name.covers(visit.stage))?;
        let start = self.visits[begins].entered_at;
        let past = self.visits[begins..].iter().find(|visit| visit.stage > last);
        let state = match (past, self.close) {
            (Some(Visit { entered_at, .. }), _) => State::Ended(*entered_at),
            (None, Some(close)) if close.outcome == Outcome::Delivered => State::Ended(close.at),
            (None, Some(close)) => State::Stopped(close.at, close.outcome),
            (None, None) => State::Running,
        };
        let end = match state {
            State::Running => start,
            State::Ended(end) | State::Stopped(end, _) => end,
        };
        let accrued = end.since(start);
        Some(Clock {
            name,
            start,
            state,
            target: self.target(name),
            partial: self.missing().any(|stage| name.covers(stage)),
            since: end,
            accrued,
            accrued_net: accrued - self.paused(start, end),
        })
    }

    /// The target on the shipment (rule 23), as amended.
    pub fn target(&self, name: ClockName) -> Option<Minutes> {
        self.detail(|details| details.target(name))
    }

    /// The shipment it was split from.
    pub fn is_child(&self) -> bool {
        self.registered.is_some_and(|recorded| matches!(recorded.event.kind, Kind::Registered { parent: Some(_), .. }))
    }

    /// Whether an ended clock is the parent's (rule 26): reports leave it out.
    pub fn is_inherited(&self, clock: &Clock) -> bool {
        match (clock.state, self.registered) {
            (State::Ended(end), Some(registered)) => self.is_child() && end <= registered.event.occurred.instant,
            _ => false,
        }
    }
}

fn covered<'a>(holds: impl Iterator<Item = &'a Hold<'a>>, from: Instant, to: Instant) -> i64 {
    let clipped = holds.map(|hold| (hold.held_at.max(from), hold.ended.map_or(to, |(end, _)| end.min(to))));
    union(clipped, to)
}

/// Seconds covered by intervals, which stand by their beginning, up to an instant.
fn union(intervals: impl Iterator<Item = (Instant, Instant)>, to: Instant) -> i64 {
    let mut reached: Option<Instant> = None;
    let mut seconds = 0;
    for (from, until) in intervals {
        let from = reached.map_or(from, |reached| reached.max(from));
        let until = until.min(to);
        seconds += until.since(from);
        reached = Some(reached.map_or(until, |reached| reached.max(until)));
    }
    seconds
}
