//! Setting what lanes promise. A target holds from a day on for shipments that are registered from then on, and
//! changes nothing that is written: timeline.md rule 23.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::edit_error::EditError;
use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::codes::Minutes;
use crate::domain::lane::Lane;
use crate::domain::stage::{ClockName, Stage};
use crate::domain::time::Moment;
use crate::domain::zone::day_of;
pub use crate::store::LaneTarget;
use crate::store::{self, Place, Store};

/// The most digits of a number of days, hours or minutes: their sum is always a number of minutes.
const DIGITS: usize = 6;

/// A lane with all its targets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneTargets {
    /// Which lane.
    pub lane: Lane,
    /// The day it is at the origin.
    pub today: NaiveDate,
    /// What was ever set, the latest day first.
    pub dated: Vec<LaneTarget>,
}

impl LaneTargets {
    /// The entry in force today for a clock; it may say that there is no target.
    pub fn in_force(&self, clock: ClockName) -> Option<&LaneTarget> {
        self.dated.iter().find(|target| target.clock == clock && target.from_day <= self.today)
    }
}

/// What was typed for one clock: a time, or that there is none; or nothing, which leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct TargetInput {
    /// Days.
    pub days: String,
    /// Hours besides.
    pub hours: String,
    /// Minutes besides.
    pub minutes: String,
    /// Whether the target ends.
    pub is_none: bool,
}

/// Targets of a lane as they were typed.
#[derive(Debug, Clone, Default)]
pub struct TargetsDraft {
    /// Code of the place where it starts.
    pub origin: String,
    /// Code of the place where it goes.
    pub destination: String,
    /// From which day at the origin; empty for today.
    pub from_day: String,
    /// One entry a clock, in their order.
    pub entries: Vec<TargetInput>,
}

/// What is wrong with targets, each a field of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// The place where the lane starts is not offered.
    #[error("the place where the lane starts is not offered")]
    Origin,
    /// The place where it goes is not offered.
    #[error("the place where it goes is not offered")]
    Destination,
    /// It goes where it starts.
    #[error("it goes where it starts")]
    SamePlace,
    /// This is no day.
    #[error("this is no day")]
    FromDay,
    /// No clock would change.
    #[error("no clock would change")]
    Nothing,
    /// A number of that clock is none.
    #[error("a number of that clock is none")]
    Number(ClockName),
    /// The clock's time is less than a minute.
    #[error("the clock's time is less than a minute")]
    Least(ClockName),
    /// The clock has a time and none at once.
    #[error("the clock has a time and none at once")]
    Both(ClockName),
}

/// All lanes that ever had a target, in the order of their places.
pub fn lanes(office: &Office, context: &Context) -> Result<Vec<LaneTargets>, Error> {
    context.require(Right::SetTargets)?;
    Ok(all(office.store(), context.now)?)
}

fn all(store: &Store, now: Moment) -> Result<Vec<LaneTargets>, store::Error> {
    let places = store.places()?;
    let mut lanes: Vec<LaneTargets> = Vec::new();
    for target in store.lane_targets()? {
        match lanes.iter_mut().find(|found| found.lane == target.lane) {
            Some(found) => found.dated.push(target),
            None => {
                let today = today(&places, target.lane.origin.as_str(), now);
                lanes.push(LaneTargets { lane: target.lane.clone(), today, dated: vec![target] });
            }
        }
    }
    for found in &mut lanes {
        found.dated.sort_by(|a, b| (b.from_day, a.clock).cmp(&(a.from_day, b.clock)));
    }
    lanes.sort_by(|a, b| a.lane.cmp(&b.lane));
    Ok(lanes)
}

/// One lane's, if it ever had a target.
pub fn of_lane(office: &Office, context: &Context, lane: &Lane) -> Result<Option<LaneTargets>, Error> {
    Ok(lanes(office, context)?.into_iter().find(|found| found.lane == *lane))
}

/// A span whose stages have more budget together than it has itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetsOver {
    /// The span.
    pub clock: ClockName,
    /// Its target in force, in seconds.
    pub target: i64,
    /// What the targets of its stages come to, in seconds.
    pub budgets: i64,
}

impl LaneTargets {
    /// The spans that a shipment may miss while each of its stages keeps its budget.
    pub fn budgets_over(&self) -> Vec<BudgetsOver> {
        let seconds = |clock: ClockName| self.in_force(clock).and_then(|target| target.minutes).map(Minutes::seconds);
        let stages = |clock: ClockName| Stage::ALL.iter().filter(move |stage| clock.covers(**stage)).map(|stage| ClockName::from(*stage));
        let spans = ClockName::ALL.iter().filter(|clock| clock.stage().is_none());
        let over = spans.filter_map(|clock| {
            let (target, budgets) = (seconds(*clock)?, stages(*clock).filter_map(seconds).sum());
            (budgets > target).then_some(BudgetsOver { clock: *clock, target, budgets })
        });
        over.collect()
    }
}

/// The day it is at a place; in UTC where it has no zone.
fn today(places: &[Place], code: &str, now: Moment) -> NaiveDate {
    let place = places.iter().find(|place| place.code.as_str() == code);
    let zone = place.and_then(|place| place.time_zone.as_deref()).and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC);
    day_of(now.instant(), zone).unwrap_or_default()
}

/// Sets the targets that were typed, in the name of whoever asks.
pub fn set(office: &Office, context: &Context, draft: &TargetsDraft) -> Result<(), EditError<TargetError>> {
    context.require(Right::SetTargets)?;
    let (store, now) = (office.store(), context.now);
    let typed = Lane::between(&draft.origin, &draft.destination);
    let known = typed.map(|lane| of_lane(office, context, &lane)).transpose()?.flatten();
    let places = store.places()?;
    // A lane keeps its places even where one is retired.
    let offered = |code: &str| places.iter().find(|place| place.code.as_str() == code && (known.is_some() || !place.retired));
    let (origin, destination, from_day) = (offered(&draft.origin), offered(&draft.destination), draft.day(&places, now));
    let (spans, mut faults) = draft.spans();
    let checks = [
        (origin.is_none(), TargetError::Origin),
        (destination.is_none(), TargetError::Destination),
        (origin.is_some() && origin == destination, TargetError::SamePlace),
        (from_day.is_none(), TargetError::FromDay),
        (spans.is_empty() && faults.is_empty(), TargetError::Nothing),
    ];
    faults.splice(0..0, checks.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault));
    let (Some(origin), Some(destination), Some(from_day), true) = (origin, destination, from_day, faults.is_empty()) else {
        return Err(EditError::Invalid(faults));
    };
    let target = |(clock, minutes)| LaneTarget {
        lane: Lane { origin: origin.code.clone(), destination: destination.code.clone() },
        clock,
        from_day,
        minutes,
        set_by: context.name().to_owned(),
        set_at: now,
    };
    Ok(store.set_targets(&spans.into_iter().map(target).collect::<Vec<_>>())?)
}

impl TargetsDraft {
    /// From which day; one that can be written in ten characters, so that days sort as they are written.
    fn day(&self, places: &[Place], now: Moment) -> Option<NaiveDate> {
        match self.from_day.trim() {
            "" => Some(today(places, &self.origin, now)),
            text => text.parse().ok().filter(|day: &NaiveDate| (1970..=9999).contains(&day.year())),
        }
    }

    /// The times that were typed, each with its clock; and what is wrong with the others.
    fn spans(&self) -> (Vec<(ClockName, Option<Minutes>)>, Vec<TargetError>) {
        let (mut spans, mut faults) = (Vec::new(), Vec::new());
        for (clock, entry) in ClockName::ALL.iter().zip(&self.entries) {
            match entry.span(*clock) {
                Ok(Some(span)) => spans.push((*clock, span)),
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
        }
        (spans, faults)
    }
}

impl TargetInput {
    /// The time, or none, or nothing.
    fn span(&self, clock: ClockName) -> Result<Option<Option<Minutes>>, TargetError> {
        let typed = [(&self.days, 1_440), (&self.hours, 60), (&self.minutes, 1)];
        if typed.iter().all(|(text, _)| text.trim().is_empty()) {
            return Ok(self.is_none.then_some(None));
        }
        if self.is_none {
            return Err(TargetError::Both(clock));
        }
        let numbers = typed.into_iter().map(|(text, each)| Some(number(text.trim())? * each));
        let minutes: u32 = numbers.sum::<Option<u32>>().ok_or(TargetError::Number(clock))?;
        Minutes::new(minutes).map(|minutes| Some(Some(minutes))).ok_or(TargetError::Least(clock))
    }
}

/// A whole number; nothing counts as 0.
fn number(text: &str) -> Option<u32> {
    match text {
        "" => Some(0),
        digits => (digits.len() <= DIGITS && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?,
    }
}

/// The first day on which a lane promises something: clearance, or door to door.
pub fn first_promise(office: &Office, context: &Context, lane: &Lane) -> Result<Option<NaiveDate>, Error> {
    context.require(Right::Look)?;
    let promises = |target: &LaneTarget| {
        target.lane == *lane && target.minutes.is_some() && matches!(target.clock, ClockName::Clearance | ClockName::DoorToDoor)
    };
    Ok(office.store().lane_targets()?.iter().filter(|target| promises(target)).map(|target| target.from_day).min())
}
