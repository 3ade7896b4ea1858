//! Places, and what is promised between them.

use std::collections::HashSet;

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::{insert_all, on_each};
use super::error::Error;
use super::schema::{lane_targets, places};
use crate::domain::codes::{Cell, Minutes, PlaceCode};
use crate::domain::stage::ClockName;

/// A lane's target for one clock, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneTarget {
    /// Where the lane starts.
    pub origin: PlaceCode,
    /// Where it goes.
    pub destination: PlaceCode,
    /// Which clock.
    pub clock: ClockName,
    /// The first day on which it holds, at the origin.
    pub from_day: chrono::NaiveDate,
    /// How long it may take.
    pub minutes: Minutes,
}

/// The codes of all places, each with its IANA time zone where it has one.
pub(super) fn all(connection: &mut AnyConnection) -> Result<Vec<(String, Option<String>)>, Error> {
    Ok(on_each!(connection, c => places::table.select((places::code, places::time_zone)).load(c))?)
}

/// Creates places of which only the code is known: it stands for the name until someone names them.
pub(super) fn create(connection: &mut AnyConnection, codes: &[String]) -> Result<(), Error> {
    let known: HashSet<String> = all(connection)?.into_iter().map(|(code, _)| code).collect();
    let rows: Vec<_> = codes
        .iter()
        .filter(|code| !known.contains(*code))
        .cloned()
        .map(|code| {
            (places::name_en.eq(code.clone()), places::name_zh.eq(code.clone()), places::name_ru.eq(code.clone()), places::code.eq(code))
        })
        .collect();
    Ok(insert_all!(connection, places::table, rows)?)
}

/// Writes targets of lanes that have none yet from that day on.
pub(super) fn set_targets(connection: &mut AnyConnection, targets: &[LaneTarget]) -> Result<(), Error> {
    let rows: Vec<_> = targets
        .iter()
        .map(|target| {
            (
                lane_targets::origin.eq(target.origin.to_string()),
                lane_targets::destination.eq(target.destination.to_string()),
                lane_targets::clock.eq(target.clock.word()),
                lane_targets::from_day.eq(target.from_day.to_string()),
                lane_targets::minutes.eq(i64::from(target.minutes.get())),
            )
        })
        .collect();
    Ok(insert_all!(connection, lane_targets::table, rows)?)
}

/// All targets, of every lane and day.
pub(super) fn targets(connection: &mut AnyConnection) -> Result<Vec<LaneTarget>, Error> {
    type Row = (String, String, String, String, i64);
    let rows: Vec<Row> = on_each!(connection, c => lane_targets::table.order(lane_targets::from_day).load(c))?;
    let target = |(origin, destination, clock, from_day, minutes): Row| {
        Some(LaneTarget {
            origin: PlaceCode::read(&origin)?,
            destination: PlaceCode::read(&destination)?,
            clock: ClockName::parse(&clock)?,
            from_day: from_day.parse().ok()?,
            minutes: Minutes::new(u32::try_from(minutes).ok()?)?,
        })
    };
    Ok(rows.into_iter().filter_map(target).collect())
}
