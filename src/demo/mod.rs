//! The sample: makes up believable histories for an empty office, each command as if it had been recorded on its day.

mod arrival;
mod batch;
mod calendar;
mod chance;
mod clearing;
mod endings;
mod goods;
mod holds;
mod journey;
mod lanes;
mod opening;
mod papers;
mod parties;
mod parting;
mod places;
mod plan;
mod script;
mod season;
mod voyage;
mod world;

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use crate::domain::actor::Source;
use crate::domain::stage::ClockName;
use crate::domain::time::Moment;
use crate::domain::zone::day_of;
use crate::office::sample::{self, Filled, LaneTarget, Sample};
use crate::office::{Context, Error, Office, Progress};
use lanes::{LANES, TradeLane};

/// Days for which the lanes of the sample have had their targets: longer than it has shipments.
const LANES_SINCE: u64 = 4 * 365;

/// Shipments of the sample that a newcomer looks around in, and its seed.
const SAMPLE: (usize, u64) = (2_000, 1);

/// Fills a new office with the sample that the first run offers, up to now; an office with shipments stays as it is.
pub fn fill_new_office(office: &Office, context: &Context) -> Result<(), Error> {
    fill(office, context, SAMPLE, office.now(), &(Arc::new(|_, _| {}) as Progress)).map(|_| ())
}

/// Fills an empty office up to a moment; none if it has shipments already. The same arguments give the same histories.
pub fn fill(
    office: &Office,
    context: &Context,
    (shipments, seed): (usize, u64),
    at: Moment,
    progress: &Progress,
) -> Result<Option<Filled>, Error> {
    sample::fill(office, context, move || made(shipments, seed, at), progress)
}

fn made(shipments: usize, seed: u64, at: Moment) -> Sample<world::Commands> {
    let world = world::world(shipments, seed, at);
    let day = day_of(at.instant(), Tz::UTC).unwrap_or_default();
    let first_day = day.checked_sub_days(Days::new(LANES_SINCE)).unwrap_or_default();
    let targets = LANES.iter().flat_map(|lane| targets(lane, first_day, at)).collect();
    Sample { targets, shipments: shipments as u64, commands: world.commands() }
}

fn targets(trade: &TradeLane, from_day: NaiveDate, set_at: Moment) -> Vec<LaneTarget> {
    let target = |(clock, minutes): (&ClockName, Option<_>)| {
        let (lane, minutes) = (trade.lane()?, Some(minutes?));
        Some(LaneTarget { lane, clock: *clock, from_day, minutes, set_by: Source::Demo.word().to_owned(), set_at })
    };
    ClockName::ALL.iter().zip(trade.minutes()).filter_map(target).collect()
}
