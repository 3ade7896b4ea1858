//! Clocks: from when to when, how long gross and net, and what of it is over. timeline.md §4.

use super::codes::Minutes;
use super::event::Kind;
use super::measure::{self, AlwaysOpen, Elapsed, Measure, OpenSpan, Span};
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
    /// What the parts that have ended show.
    pub accrued: Elapsed,
}

/// The clocks of a replay, counting what a measure counts.
#[derive(Debug, Clone, Copy)]
pub struct Clocks<'r, 'h, M> {
    replay: &'r Replay<'h>,
    measure: M,
}

impl<M: Measure> Clocks<'_, '_, M> {
    /// The clock of a span or a stage, if it has started.
    pub fn clock(&self, name: ClockName) -> Option<Clock> {
        match name.stage() {
            Some(stage) => self.stage_clock(name, stage),
            None => self.span_clock(name),
        }
    }

    /// What a clock of these shows as of an instant (rules 19, 20 and 22).
    pub fn elapsed(&self, clock: &Clock, as_of: Instant) -> Elapsed {
        match clock.state {
            State::Running => clock.accrued + self.between((clock.since, as_of)),
            State::Ended(_) | State::Stopped(..) => clock.accrued,
        }
    }

    /// A stage's clock is the sum of its visits; entered again, it runs again (rule 19).
    fn stage_clock(&self, name: ClockName, stage: Stage) -> Option<Clock> {
        let visits = || self.replay.visits.iter().filter(|visit| visit.stage == stage);
        let (first, last) = (visits().next()?, visits().next_back()?);
        let is_final = self.replay.visits.last().is_some_and(|visit| std::ptr::eq(visit, last));
        let state = match (last.left_at, self.replay.close) {
            (None, _) => State::Running,
            (Some(left), Some(close)) if is_final && close.outcome.is_exception() => State::Stopped(left, close.outcome),
            (Some(left), _) => State::Ended(left),
        };
        let ended = visits().filter_map(|visit| Some(self.of_visit(visit, (visit.entered_at, visit.left_at?))));
        Some(Clock {
            name,
            start: first.entered_at,
            state,
            target: self.replay.target(name),
            partial: false,
            since: last.left_at.unwrap_or(last.entered_at),
            accrued: ended.sum(),
        })
    }

    /// A span's clock runs from the first entry into it to the first entry past it; once ended it stays so (rule 20).
    fn span_clock(&self, name: ClockName) -> Option<Clock> {
        let (_, last) = name.stages();
        let visits = &self.replay.visits;
        let begins = visits.iter().position(|visit| name.covers(visit.stage))?;
        let start = visits[begins].entered_at;
        let past = visits[begins..].iter().find(|visit| visit.stage > last);
        let state = match (past, self.replay.close) {
            (Some(Visit { entered_at, .. }), _) => State::Ended(*entered_at),
            (None, Some(close)) if close.outcome == Outcome::Delivered => State::Ended(close.at),
            (None, Some(close)) => State::Stopped(close.at, close.outcome),
            (None, None) => State::Running,
        };
        let end = match state {
            State::Running => start,
            State::Ended(end) | State::Stopped(end, _) => end,
        };
        Some(Clock {
            name,
            start,
            state,
            target: self.replay.target(name),
            partial: self.replay.missing().any(|stage| name.covers(stage)),
            since: end,
            accrued: self.between((start, end)),
        })
    }

    /// What counts between two instants: of each visit its part of them, at the visit's place.
    fn between(&self, (from, to): Span) -> Elapsed {
        let part = |visit: &Visit<'_>| self.of_visit(visit, (visit.entered_at.max(from), visit.left_at.unwrap_or(to).min(to)));
        self.replay.visits.iter().map(part).sum()
    }

    fn of_visit(&self, visit: &Visit<'_>, span: Span) -> Elapsed {
        measure::elapsed(&self.measure, visit.entered.event.place.as_ref(), span, self.replay.pauses_within(span))
    }
}

impl<'h> Replay<'h> {
    /// Its clocks, counting what a measure counts.
    pub fn measured<M: Measure>(&self, measure: M) -> Clocks<'_, 'h, M> {
        Clocks { replay: self, measure }
    }

    /// The clock of a span or a stage, if it has started: gross and net.
    pub fn clock(&self, name: ClockName) -> Option<Clock> {
        self.measured(AlwaysOpen).clock(name)
    }

    /// What a clock shows as of an instant, gross and net.
    pub fn elapsed(&self, clock: &Clock, as_of: Instant) -> Elapsed {
        self.measured(AlwaysOpen).elapsed(clock, as_of)
    }

    /// The holds that are taken off net times of a span, by their beginning.
    fn pauses_within(&self, span: Span) -> impl Iterator<Item = OpenSpan> + Clone + '_ {
        self.holds_within(span).iter().filter(|hold| hold.pauses).map(Hold::span)
    }

    /// Seconds on hold as of an instant, pausing or not, as their union.
    pub fn held_seconds(&self, as_of: Instant) -> i64 {
        measure::total(&measure::union(self.holds.iter().map(Hold::span), as_of))
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
