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
            State::Running if self.at_risk_from().is_some_and(|from| as_of >= from) => Standing::AtRisk,
            State::Running => Standing::OnTime,
        }
    }

    /// From when on a promise that runs is at risk: more than four fifths of it are spent, or the stage's own
    /// target is exceeded.
    pub fn at_risk_from(&self) -> Option<Instant> {
        let promise = self.promise().filter(Promise::is_running)?;
        let target = promise.clock.target?.seconds();
        let nearly_spent = promise.clock.start.seconds() + target * 4 / 5 + 1;
        let stage = self.stage().and_then(|visit| self.clock(ClockName::from(visit.stage)));
        let stage_over = stage.and_then(|clock| Some(clock.since.seconds() - clock.accrued + clock.target?.seconds() + 1));
        Instant::from_seconds(stage_over.map_or(nearly_spent, |over| over.min(nearly_spent)))
    }
}
