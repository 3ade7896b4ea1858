//! Places, and what is promised between them.

use std::collections::HashSet;

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::{insert_all, on_each};
use super::error::Error;
use super::schema::{lane_targets, places};
use super::settings::Names;
use crate::domain::codes::{Cell, Minutes, PlaceCode};
use crate::domain::lane::Lane;
use crate::domain::stage::ClockName;
use crate::domain::time::Moment;

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// Its name.
    pub names: Names,
    /// Its IANA time zone, where it has one.
    pub time_zone: Option<String>,
    /// Whether it is no longer offered.
    pub retired: bool,
}

/// A lane's target for one clock, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneTarget {
    /// Of which lane.
    pub lane: Lane,
    /// Which clock.
    pub clock: ClockName,
    /// The first day on which it holds, at the origin.
    pub from_day: chrono::NaiveDate,
    /// How long it may take; none ends the target before.
    pub minutes: Option<Minutes>,
    /// Who set it.
    pub set_by: String,
    /// When.
    pub set_at: Moment,
}

#[derive(Queryable, Insertable, AsChangeset, Selectable)]
#[diesel(table_name = places, treat_none_as_null = true)]
struct PlaceRow {
    code: String,
    name_en: String,
    name_zh: String,
    name_ru: String,
    time_zone: Option<String>,
    retired: bool,
}

/// All places by code.
pub(super) fn all(connection: &mut AnyConnection) -> Result<Vec<Place>, Error> {
    let rows: Vec<PlaceRow> = on_each!(connection, c => places::table.order(places::code).load(c))?;
    let place = |row: PlaceRow| {
        let names = Names { en: row.name_en, zh: row.name_zh, ru: row.name_ru };
        Some(Place { code: PlaceCode::read(&row.code)?, names, time_zone: row.time_zone, retired: row.retired })
    };
    Ok(rows.into_iter().filter_map(place).collect())
}

/// The codes of all places.
pub(super) fn codes(connection: &mut AnyConnection) -> Result<HashSet<String>, Error> {
    let codes: Vec<String> = on_each!(connection, c => places::table.select(places::code).load(c))?;
    Ok(codes.into_iter().collect())
}

/// Writes a place: a new one, or in the place of the one of its code.
pub(super) fn keep(connection: &mut AnyConnection, place: &Place) -> Result<(), Error> {
    let row = || PlaceRow {
        code: place.code.to_string(),
        name_en: place.names.en.clone(),
        name_zh: place.names.zh.clone(),
        name_ru: place.names.ru.clone(),
        time_zone: place.time_zone.clone(),
        retired: place.retired,
    };
    let one = places::table.find(place.code.as_str());
    if on_each!(&mut *connection, c => diesel::update(one).set(row()).execute(c))? == 0 {
        on_each!(connection, c => diesel::insert_into(places::table).values(row()).execute(c))?;
    }
    Ok(())
}

/// Creates places of which only the code is known: it stands for the name until someone names them.
pub(super) fn create(connection: &mut AnyConnection, codes: &[String]) -> Result<(), Error> {
    let known = self::codes(connection)?;
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

/// Writes targets, each in the place of one of the same lane, clock and day.
pub(super) fn set_targets(connection: &mut AnyConnection, targets: &[LaneTarget]) -> Result<(), Error> {
    for target in targets {
        let one = lane_targets::table.find((
            target.lane.origin.as_str(),
            target.lane.destination.as_str(),
            target.clock.word(),
            target.from_day.to_string(),
        ));
        on_each!(&mut *connection, c => diesel::delete(one).execute(c))?;
    }
    let row = |target: &LaneTarget| {
        (
            lane_targets::origin.eq(target.lane.origin.to_string()),
            lane_targets::destination.eq(target.lane.destination.to_string()),
            lane_targets::clock.eq(target.clock.word()),
            lane_targets::from_day.eq(target.from_day.to_string()),
            lane_targets::minutes.eq(target.minutes.map_or(0, |minutes| i64::from(minutes.get()))),
            lane_targets::set_by.eq(target.set_by.clone()),
            lane_targets::set_at.eq(target.set_at.micros()),
        )
    };
    Ok(insert_all!(connection, lane_targets::table, targets.iter().map(row).collect::<Vec<_>>())?)
}

/// All targets, of every lane and day, in the order of their days.
pub(super) fn targets(connection: &mut AnyConnection) -> Result<Vec<LaneTarget>, Error> {
    type PlaceColumns = (String, String, String, String, i64, String, i64);
    let rows: Vec<PlaceColumns> = on_each!(connection, c => lane_targets::table.order(lane_targets::from_day).load(c))?;
    let target = |(origin, destination, clock, from_day, minutes, set_by, set_at): PlaceColumns| {
        Some(LaneTarget {
            lane: Lane::between(&origin, &destination)?,
            clock: ClockName::parse(&clock)?,
            from_day: from_day.parse().ok()?,
            minutes: Minutes::new(u32::try_from(minutes).ok()?),
            set_by,
            set_at: Moment::from_micros(set_at)?,
        })
    };
    Ok(rows.into_iter().filter_map(target).collect())
}

impl Store {
    /// Adds a place; false if its code is taken.
    pub fn add_place(&self, place: &Place) -> Result<bool, Error> {
        self.change(|connection| {
            let is_new = !codes(connection)?.contains(place.code.as_str());
            if is_new {
                keep(connection, place)?;
            }
            Ok(is_new)
        })
    }

    /// Changes a place by what it is now; none if there is none of that code.
    pub fn change_place(&self, code: &str, change: impl FnOnce(Place) -> Place) -> Result<Option<Place>, Error> {
        self.change(|connection| {
            let found = all(connection)?.into_iter().find(|place| place.code.as_str() == code).map(change);
            if let Some(changed) = &found {
                keep(connection, changed)?;
            }
            Ok(found)
        })
    }

    /// Sets targets of lanes.
    pub fn set_targets(&self, targets: &[LaneTarget]) -> Result<(), Error> {
        self.change(|connection| set_targets(connection, targets))
    }
}
