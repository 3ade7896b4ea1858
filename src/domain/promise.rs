//! The promise of a shipment: which clock was promised, and by when it is due. timeline.md rule 23a.

use super::clock::{Clock, State};
use super::replay::Replay;
use super::stage::ClockName;
use super::time::Instant;

/// A clock with a target that someone promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// Clearance, else door to door.
    pub clock: Clock,
    /// Its start plus its target.
    pub due: Instant,
}

impl Promise {
    /// Whether it can still be broken.
    pub fn is_running(&self) -> bool {
        self.clock.state == State::Running
    }
}

impl Replay<'_> {
    /// Which clock is promised, started or not.
    pub fn promised(&self) -> Option<ClockName> {
        [ClockName::Clearance, ClockName::DoorToDoor].into_iter().find(|name| self.target(*name).is_some())
    }

    /// The promise, once its clock has started.
    pub fn promise(&self) -> Option<Promise> {
        let clock = self.clock(self.promised()?)?;
        let due = Instant::from_seconds(clock.start.seconds() + clock.target?.seconds())?;
        Some(Promise { clock, due })
    }
}
