//! From a figure of the report down to the clocks that it counts, and how each stands against its target.

use std::collections::HashSet;

use super::{ClockReader, Period};
use crate::domain::history::{self, History};
use crate::domain::measure::TargetUse;
use crate::domain::report::{DrillDown, Figure, Question};
use crate::domain::stage::Outcome;
use crate::domain::time::Moment;
use crate::office::rights::Right;
use crate::office::{Context, Error, Office, command};
use crate::store::{EndedClock, ListQuery, ListedShipment};

/// Whether a clock that a figure counts runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// It ended.
    Ended,
    /// An exception stopped it.
    Stopped(Outcome),
    /// It runs.
    Running,
}

/// A clock that a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedClock {
    /// The shipment's row.
    pub shipment: i64,
    /// When the clock started, in seconds.
    pub started_at: i64,
    /// How long it took, or shows; net if the figure is.
    pub seconds: i64,
    /// Seconds; 0 if there is none.
    pub target: i64,
    /// Whether it runs, ended or was stopped.
    pub state: ClockState,
    /// Whether it may be too short.
    pub partial: bool,
}

impl CountedClock {
    /// How far above its target it is, below zero if it is not; none without a target.
    pub fn over(&self) -> Option<i64> {
        (self.target > 0).then(|| -TargetUse { spent: self.seconds, target: self.target }.left())
    }
}

/// Whether a figure counts a clock.
fn counts(asked: DrillDown, one: &CountedClock, is_stopped: bool) -> bool {
    let is_met = one.over().map(|over| over <= 0);
    is_stopped == (asked.figure == Figure::Excluded)
        && match asked.figure {
            Figure::Ended | Figure::Excluded | Figure::Open => true,
            Figure::WithTarget => is_met.is_some(),
            Figure::Within | Figure::WithinNet => is_met == Some(true),
            Figure::Late | Figure::LateNet | Figure::OpenLate => is_met == Some(false),
            Figure::Partial => one.partial,
            Figure::By => one.seconds <= asked.seconds,
            Figure::Target => one.target == asked.seconds,
        }
}

/// The clocks that a figure of the report counts: what is furthest above its target first, those without one last,
/// the longest first.
pub fn drill_down(
    office: &Office,
    context: &Context,
    question: &Question,
    as_of: Moment,
    asked: DrillDown,
) -> Result<Vec<CountedClock>, Error> {
    context.require(Right::Report)?;
    let store = office.store();
    let lane = question.lane.as_ref().map(|lane| store.of_lane(as_of, lane)).transpose()?;
    let lane = lane.map(|found| found.into_iter().map(|(shipment, _)| shipment).collect());
    let reading = ClockReader { store, period: Period::new(question), before: None, lane, as_of };
    let mut found = Vec::new();
    if asked.figure.is_of_running() {
        store.running_clocks(as_of, |clock| {
            let (shipment, started_at, seconds, target) = (clock.shipment, clock.started_at, clock.gross, clock.target);
            let one = CountedClock { shipment, started_at, seconds, target, state: ClockState::Running, partial: false };
            if clock.clock == asked.clock.index() && reading.is_running(&clock) && counts(asked, &one, false) {
                found.push(one);
            }
        })?;
    } else {
        reading.each_ended(asked.clock, reading.period, true, |clock| {
            let one = ended(&clock, asked.figure);
            if counts(asked, &one, clock.stopped_by.is_some()) {
                found.push(one);
            }
        })?;
    }
    found.sort_unstable_by_key(|one| (one.target == 0, -one.over().unwrap_or(one.seconds), one.shipment));
    Ok(found)
}

/// Of the clocks that a figure counts, those of the shipments that a list has.
pub fn narrowed(office: &Office, context: &Context, counted: Vec<CountedClock>, asked: &ListQuery) -> Result<Vec<CountedClock>, Error> {
    context.require(Right::Report)?;
    let listed: HashSet<i64> = office.store().rows_listed(asked)?.into_iter().collect();
    Ok(counted.into_iter().filter(|one| listed.contains(&one.shipment)).collect())
}

/// Makes lines of a list say of shipments what was known of them at a moment: what they carry, from where to where. The
/// list itself says what is known now.
pub fn describe_as_of(office: &Office, context: &Context, listed: &mut [ListedShipment], as_of: Moment) -> Result<(), Error> {
    context.require(Right::Report)?;
    let among = Some(listed.iter().map(|line| line.shipment).collect());
    office.store().each_history(Some(&ListQuery { among, ..ListQuery::default() }), |History { shipment, events, .. }| {
        let Some(line) = listed.iter_mut().find(|line| line.reference == shipment.as_str()) else { return Ok(()) };
        let details = command::replayed(&shipment, history::as_of(&events, as_of))?.details();
        line.goods = details.goods.as_ref().map(ToString::to_string);
        line.origin = details.origin.as_ref().map(ToString::to_string);
        line.destination = details.destination.as_ref().map(ToString::to_string);
        Ok(())
    })
}

fn ended(clock: &EndedClock, figure: Figure) -> CountedClock {
    CountedClock {
        shipment: clock.shipment,
        started_at: clock.started_at,
        seconds: if figure.is_net() { clock.net } else { clock.gross },
        target: clock.target,
        state: clock.stopped_by.map_or(ClockState::Ended, ClockState::Stopped),
        partial: clock.partial,
    }
}
