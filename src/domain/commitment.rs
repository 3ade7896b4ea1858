//! How a shipment stands against what was promised: spent, left, at risk, overdue, kept. timeline.md rule 23a.
//! All durations are whole seconds, gross.

use super::clock::State;
use super::measure::{self, TargetUse};
use super::replay::Replay;
use super::stage::ClockName;
use super::time::Instant;

/// What was promised of a shipment: a clock and its target, and how that clock runs once it has started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment {
    /// Clearance, else door to door.
    pub clock: ClockName,
    /// Its target, in seconds.
    pub target: i64,
    /// None before the clock starts.
    pub run: Option<CommitmentRun>,
}

/// The promised clock, once it has started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommitmentRun {
    /// When it started.
    pub start: Instant,
    /// Its start plus its target.
    pub due: Instant,
    /// Whether it runs, ended or was stopped.
    pub state: State,
    /// From when on it is at risk; only of a clock that runs.
    pub risk_from: Option<Instant>,
}

/// How a shipment stands against its commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlaStatus {
    /// Nothing was promised, or what was promised has not begun.
    None,
    /// The promised clock runs, and the promise will likely be kept.
    OnTime,
    /// More than four fifths of the target are spent, or the stage's own target is exceeded.
    AtRisk,
    /// It is past due.
    Overdue,
    /// The promise was kept.
    Kept,
    /// It was not.
    Missed,
    /// An exception came before.
    Stopped,
}

impl SlaStatus {
    /// Of a clock that runs, as of an instant.
    pub fn running(due: Instant, risk_from: Option<Instant>, at: Instant) -> Self {
        match risk_from {
            _ if at > due => Self::Overdue,
            Some(from) if at >= from => Self::AtRisk,
            _ => Self::OnTime,
        }
    }
}

impl CommitmentRun {
    /// The instant that is measured to: the end of the clock, or `at` while it runs.
    pub fn until(&self, at: Instant) -> Instant {
        match self.state {
            State::Running => at,
            State::Ended(end) | State::Stopped(end, _) => end,
        }
    }

    /// Seconds of the target that are spent; never below 0.
    pub fn spent(&self, at: Instant) -> i64 {
        measure::length((self.start, self.until(at)))
    }

    /// Seconds that are left, or were to spare; below 0 what it is over by.
    pub fn left(&self, at: Instant) -> i64 {
        self.target_use(at).left()
    }

    /// What is spent of the target.
    pub fn target_use(&self, at: Instant) -> TargetUse {
        TargetUse { spent: self.spent(at), target: measure::length((self.start, self.due)) }
    }

    /// How it stands as of an instant.
    pub fn status(&self, at: Instant) -> SlaStatus {
        match self.state {
            State::Running => SlaStatus::running(self.due, self.risk_from, at),
            State::Ended(end) if end <= self.due => SlaStatus::Kept,
            State::Ended(_) => SlaStatus::Missed,
            State::Stopped(..) => SlaStatus::Stopped,
        }
    }
}

impl Replay<'_> {
    /// Which clock is promised, started or not.
    fn promised(&self) -> Option<ClockName> {
        [ClockName::Clearance, ClockName::DoorToDoor].into_iter().find(|name| self.target(*name).is_some())
    }

    /// What was promised, and how it stands; none without a target.
    pub fn commitment(&self) -> Option<Commitment> {
        let name = self.promised()?;
        let target = self.target(name)?.seconds();
        let run = self.clock(name).and_then(|clock| {
            let risk_from = if clock.state == State::Running { self.at_risk_from(clock.start, target) } else { None };
            Some(CommitmentRun { start: clock.start, due: measure::after(clock.start, target)?, state: clock.state, risk_from })
        });
        Some(Commitment { clock: name, target, run })
    }

    /// From when on a promise that runs is at risk: more than four fifths of it are spent, or the stage's own
    /// target is exceeded.
    fn at_risk_from(&self, start: Instant, target: i64) -> Option<Instant> {
        let stage = self.stage().and_then(|visit| self.clock(ClockName::from(visit.stage)));
        let stage_over = stage.and_then(|clock| measure::exceeds_at(clock.accrued.gross, clock.since, clock.target?.seconds()));
        [measure::exceeds_at(0, start, target * 4 / 5), stage_over].into_iter().flatten().min()
    }
}
