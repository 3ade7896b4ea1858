//! The shipments behind a figure of the report: which clocks it counts, and how each stands against its target.

use super::{Period, Reading};
use crate::domain::report::Question;
use crate::domain::stage::{ClockName, Outcome, words};
use crate::domain::time::Moment;
use crate::office::rights::Right;
use crate::office::{Context, Error, Office};
use crate::store::EndedClock;

words! {
    /// What a figure counts of a clock.
    Figure {
        /// Those that ended.
        Ended = "ended",
        /// Those of them that have a target.
        WithTarget = "with_target",
        /// Those that met it.
        Within = "within",
        /// Those that did not.
        Late = "late",
        /// Those that met it without pausing holds.
        WithinNet = "within_net",
        /// Those that did not, even so.
        LateNet = "late_net",
        /// Those that may be too short.
        Partial = "partial",
        /// Those that ended within a time.
        By = "by",
        /// Those that ended and have one certain target.
        Target = "target",
        /// Those that an exception stopped.
        Excluded = "excluded",
        /// Those that run.
        Open = "open",
        /// Those that run and are above their target.
        OpenLate = "open_late",
    }
}

/// A figure of a clock; the time in seconds of those that have one in their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Of which clock.
    pub clock: ClockName,
    /// Which figure.
    pub figure: Figure,
    /// The time, or the target; 0 for other figures.
    pub seconds: i64,
}

/// Where a clock behind a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It ended.
    Ended,
    /// An exception stopped it.
    Stopped(Outcome),
    /// It runs.
    Running,
}

/// A shipment's clock behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// The shipment's row.
    pub shipment: i64,
    /// When the clock started, in seconds.
    pub started_at: i64,
    /// How long it took, or shows; net if the figure is.
    pub seconds: i64,
    /// Seconds; 0 if there is none.
    pub target: i64,
    /// Where it stands.
    pub stand: Stand,
    /// Whether it may be too short.
    pub partial: bool,
}

impl Behind {
    /// How far above its target it is, below zero if it is not; none without a target.
    pub fn over(&self) -> Option<i64> {
        (self.target > 0).then(|| self.seconds - self.target)
    }
}

impl Figure {
    /// Whether times are told without pausing holds.
    pub fn is_net(self) -> bool {
        matches!(self, Self::WithinNet | Self::LateNet)
    }

    fn is_of_running(self) -> bool {
        matches!(self, Self::Open | Self::OpenLate)
    }
}

impl Asked {
    fn counts(self, one: &Behind, is_stopped: bool) -> bool {
        let is_met = one.over().map(|over| over <= 0);
        is_stopped == (self.figure == Figure::Excluded)
            && match self.figure {
                Figure::Ended | Figure::Excluded | Figure::Open => true,
                Figure::WithTarget => is_met.is_some(),
                Figure::Within | Figure::WithinNet => is_met == Some(true),
                Figure::Late | Figure::LateNet | Figure::OpenLate => is_met == Some(false),
                Figure::Partial => one.partial,
                Figure::By => one.seconds <= self.seconds,
                Figure::Target => one.target == self.seconds,
            }
    }
}

/// The clocks that a figure of the report counts: what is furthest above its target first, those without one last,
/// the longest first.
pub fn behind(office: &Office, context: &Context, question: &Question, as_of: Moment, asked: Asked) -> Result<Vec<Behind>, Error> {
    context.require(Right::Report)?;
    let store = office.store();
    let lane = question.lane.as_ref().map(|lane| store.of_lane(as_of, lane)).transpose()?;
    let lane = lane.map(|found| found.into_iter().map(|(shipment, _)| shipment).collect());
    let reading = Reading { store, period: Period::new(question), before: None, lane, as_of };
    let mut found = Vec::new();
    if asked.figure.is_of_running() {
        store.running_clocks(as_of, |clock| {
            let (shipment, started_at, seconds, target) = (clock.shipment, clock.started_at, clock.gross, clock.target);
            let one = Behind { shipment, started_at, seconds, target, stand: Stand::Running, partial: false };
            if clock.clock == asked.clock.index() && reading.is_running(&clock) && asked.counts(&one, false) {
                found.push(one);
            }
        })?;
    } else {
        reading.each_ended(asked.clock, reading.period, true, |clock| {
            let one = ended(&clock, asked.figure);
            if asked.counts(&one, clock.stopped_by.is_some()) {
                found.push(one);
            }
        })?;
    }
    found.sort_unstable_by_key(|one| (one.target == 0, -one.over().unwrap_or(one.seconds), one.shipment));
    Ok(found)
}

fn ended(clock: &EndedClock, figure: Figure) -> Behind {
    Behind {
        shipment: clock.shipment,
        started_at: clock.started_at,
        seconds: if figure.is_net() { clock.net } else { clock.gross },
        target: clock.target,
        stand: clock.stopped_by.map_or(Stand::Ended, Stand::Stopped),
        partial: clock.partial,
    }
}
