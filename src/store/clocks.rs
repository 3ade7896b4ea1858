//! Clocks as reports read them: narrow rows in the order of the report, as of any moment. The ended ones
//! stand in the order of their end, so a period is one range; a row's *known from* and *known to* decide
//! whether it was there at the moment.

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::{each_row, on_each};
use super::error::Error;
use super::projection::NEVER;
use super::schema::{ended_clocks, running_clocks, standings};
use crate::domain::lane::Lane;
use crate::domain::measure;
use crate::domain::stage::{ClockName, Outcome};
use crate::domain::time::{GRACE, Instant, Moment};

/// A clock that has ended or was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedClock {
    /// The shipment's row.
    pub shipment: i64,
    /// When it started, in seconds.
    pub started_at: i64,
    /// The exception that stopped it; none if it reached its end.
    pub stopped_by: Option<Outcome>,
    /// Whether a stage of the span is missing.
    pub partial: bool,
    /// Seconds.
    pub gross: i64,
    /// Seconds without pausing holds.
    pub net: i64,
    /// Target in seconds; 0 if there is none.
    pub target: i64,
}

/// A clock that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunningClock {
    /// Which.
    pub clock: usize,
    /// The shipment's row.
    pub shipment: i64,
    /// When it started, in seconds.
    pub started_at: i64,
    /// Gross seconds as of the moment.
    pub gross: i64,
    /// Target in seconds; 0 if there is none.
    pub target: i64,
}

/// Which ended clocks are asked for, and whether it matters whose they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedQuery {
    /// Which clock.
    pub clock: ClockName,
    /// The first instant at which one may end.
    pub from: Option<Instant>,
    /// The first at which it may no longer.
    pub to: Option<Instant>,
    /// As of when.
    pub as_of: Moment,
    /// Whether the shipment and the start are wanted; 0 stands for both where not.
    pub with_shipment: bool,
}

/// Gives every ended clock that is asked for.
pub(super) fn ended(connection: &mut AnyConnection, asked: EndedQuery, mut each: impl FnMut(EndedClock)) -> Result<(), Error> {
    // No end lies more than the grace after its recording.
    let known = asked.as_of.instant().seconds() + GRACE + 1;
    let found = ended_clocks::table
        .filter(ended_clocks::clock.eq(asked.clock.index() as i16))
        .filter(ended_clocks::ended_at.ge(asked.from.map_or(0, Instant::seconds)))
        .filter(ended_clocks::ended_at.lt(asked.to.map_or(NEVER, Instant::seconds).min(known)))
        .filter(ended_clocks::known_from.le(asked.as_of.micros()))
        .filter(ended_clocks::known_to.gt(asked.as_of.micros()));
    let figures = (ended_clocks::outcome, ended_clocks::partial, ended_clocks::gross, ended_clocks::net, ended_clocks::target);
    type ClockColumns = (i16, i16, i64, i64, i64);
    let mut give = |shipment: i64, started_at: i64, (outcome, partial, gross, net, target): ClockColumns| {
        let stopped_by = if outcome == 0 { None } else { Outcome::ALL.get(outcome as usize).copied() };
        each(EndedClock { shipment, started_at, stopped_by, partial: partial != 0, gross, net, target });
    };
    // Reading two columns less is a third of the time.
    if asked.with_shipment {
        let query = found.select((ended_clocks::shipment, ended_clocks::started_at, figures));
        each_row!(connection, query, (i64, i64, ClockColumns), |(shipment, started_at, figures)| give(shipment, started_at, figures))?;
    } else {
        each_row!(connection, found.select(figures), ClockColumns, |figures| give(0, 0, figures))?;
    }
    Ok(())
}

/// Gives every clock that runs as of a moment.
pub(super) fn running(connection: &mut AnyConnection, as_of: Moment, mut each: impl FnMut(RunningClock)) -> Result<(), Error> {
    let at = as_of.instant();
    let query = running_clocks::table
        .filter(running_clocks::known_to.gt(as_of.micros()))
        .filter(running_clocks::known_from.le(as_of.micros()))
        .select((
            running_clocks::clock,
            running_clocks::shipment,
            running_clocks::started_at,
            running_clocks::since,
            running_clocks::accrued,
            running_clocks::target,
        ));
    type EndedColumns = (i16, i64, i64, i64, i64, i64);
    each_row!(connection, query, EndedColumns, |(clock, shipment, started_at, since, accrued, target): EndedColumns| {
        let gross = Instant::from_seconds(since).map_or(accrued, |since| measure::so_far(accrued, since, at));
        each(RunningClock { clock: clock as usize, shipment, started_at, gross, target });
    })?;
    Ok(())
}

/// How many shipments stood with each outcome as of a moment; without one they are open.
pub(super) fn outcomes(connection: &mut AnyConnection, as_of: Moment) -> Result<Vec<(Option<Outcome>, u64)>, Error> {
    let query = standings::table
        .filter(standings::known_to.gt(as_of.micros()))
        .filter(standings::known_from.le(as_of.micros()))
        .group_by(standings::outcome)
        .select((standings::outcome, diesel::dsl::count_star()));
    let rows: Vec<(Option<String>, i64)> = on_each!(connection, c => query.load(c))?;
    Ok(rows.into_iter().map(|(outcome, count)| (outcome.and_then(|word| Outcome::parse(&word)), count.unsigned_abs())).collect())
}

/// The shipments of a lane as of a moment, with their outcome.
pub(super) fn of_lane(connection: &mut AnyConnection, as_of: Moment, lane: &Lane) -> Result<Vec<(i64, Option<Outcome>)>, Error> {
    let query = standings::table
        .filter(standings::known_to.gt(as_of.micros()))
        .filter(standings::known_from.le(as_of.micros()))
        .filter(standings::origin.eq(lane.origin.as_str()))
        .filter(standings::destination.eq(lane.destination.as_str()))
        .select((standings::shipment, standings::outcome));
    let rows: Vec<(i64, Option<String>)> = on_each!(connection, c => query.load(c))?;
    Ok(rows.into_iter().map(|(shipment, outcome)| (shipment, outcome.and_then(|word| Outcome::parse(&word)))).collect())
}

/// Every lane that a shipment has, or had before it was amended, in their order.
pub(super) fn lanes(connection: &mut AnyConnection) -> Result<Vec<Lane>, Error> {
    let query = standings::table
        .filter(standings::origin.is_not_null().and(standings::destination.is_not_null()))
        .select((standings::origin.assume_not_null(), standings::destination.assume_not_null()))
        .distinct();
    let ends: Vec<(String, String)> = on_each!(connection, c => query.load(c))?;
    let mut lanes: Vec<Lane> = ends.iter().filter_map(|(origin, destination)| Lane::between(origin, destination)).collect();
    lanes.sort();
    Ok(lanes)
}
