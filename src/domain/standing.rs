//! How a shipment stands against its promise. timeline.md rule 23a.

use super::clock::State;
use super::course::Course;
use super::promise::Promise;
use super::stage::ClockName;
use super::time::Instant;

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was promised, or what was promised has not begun.
    None,
    /// The promise runs, and will likely be kept.
    OnTime,
    /// More than four fifths of the promise are spent, or the stage's own target is exceeded.
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

impl Course<'_> {
    /// How it stands as of an instant.
    pub fn standing(&self, as_of: Instant) -> Standing {
        let Some(promise) = self.promise() else { return Standing::None };
        match promise.clock.state {
            State::Ended(end) if end <= promise.due => Standing::Kept,
            State::Ended(_) => Standing::Missed,
            State::Stopped(..) => Standing::Stopped,
            State::Running if as_of > promise.due => Standing::Overdue,
            State::Running if self.is_at_risk(&promise, as_of) => Standing::AtRisk,
            State::Running => Standing::OnTime,
        }
    }

    fn is_at_risk(&self, promise: &Promise, as_of: Instant) -> bool {
        let target = promise.clock.target.map_or(i64::MAX, |target| target.seconds());
        let is_nearly_spent = self.elapsed(&promise.clock, as_of).gross.saturating_mul(5) > target.saturating_mul(4);
        let is_stage_over = self
            .stage()
            .and_then(|visit| self.clock(ClockName::from(visit.stage)))
            .is_some_and(|clock| clock.target.is_some_and(|target| self.elapsed(&clock, as_of).gross > target.seconds()));
        is_nearly_spent || is_stage_over
    }
}
