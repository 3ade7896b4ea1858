//! The sample: fills an empty database with believable histories, through the ledger, each command as if it
//! had been recorded on its day.

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

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use crate::domain::actor::{Actor, Source};
use crate::domain::stage::ClockName;
use crate::domain::time::Moment;
use crate::domain::zone::day_of;
use crate::store::ledger::{Book, Entry, Refused};
use crate::store::{Error, LaneTarget, Progress, Store};
use lanes::DemoLane;
use world::DemoCommand;

/// Days for which the lanes of the sample have had their targets: longer than it has shipments.
const LANES_SINCE: u64 = 4 * 365;

/// Shipments of the sample that a newcomer looks around in, and its seed.
const SAMPLE: (usize, u64) = (2_000, 1);

/// What was filled in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    /// Shipments, children of splits included.
    pub shipments: u64,
    /// Events.
    pub events: u64,
}

/// Fills a new office with the sample that the first run offers, up to now; an office with shipments stays as it is.
pub fn fill_new_office(store: &Store) -> Result<(), Error> {
    let (shipments, seed) = SAMPLE;
    fill(store, shipments, seed, store.now(), &(Arc::new(|_, _| {}) as Progress)).map(|_| ())
}

/// Fills an empty database; none if it has shipments already. The same arguments give the same histories.
pub fn fill(store: &Store, shipments: usize, seed: u64, at: Moment, progress: &Progress) -> Result<Option<Filled>, Error> {
    let progress = Arc::clone(progress);
    store.ledger().alone(move |book, _| {
        if !book.is_empty() {
            return Ok(None);
        }
        let world = world::world(shipments, seed, at);
        let day = day_of(at.instant(), Tz::UTC).unwrap_or_default();
        let first_day = day.checked_sub_days(Days::new(LANES_SINCE)).unwrap_or_default();
        let targets: Vec<LaneTarget> = world.lanes.iter().flat_map(|lane| targets(lane, first_day, at)).collect();
        book.set_targets(&targets)?;
        book.mark_sample()?;
        let mut filled = Filled::default();
        let mut seen = HashSet::new();
        for command in world.commands() {
            filled.events += command.events.len() as u64;
            if seen.insert(command.shipment.clone()) {
                filled.shipments += 1;
                progress(filled.shipments, shipments as u64);
                book.assume_new(&command.shipment);
            }
            record(book, command)?;
            book.write_if_many()?;
        }
        Ok(Some(filled))
    })
}

fn targets(lane: &DemoLane, from_day: NaiveDate, set_at: Moment) -> Vec<LaneTarget> {
    let target = |(clock, minutes): (&ClockName, Option<_>)| {
        let (origin, destination) = (lane.origin.clone(), lane.destination.clone());
        let minutes = Some(minutes?);
        Some(LaneTarget { origin, destination, clock: *clock, from_day, minutes, set_by: Source::Demo.word().to_owned(), set_at })
    };
    ClockName::ALL.iter().zip(lane.targets).filter_map(target).collect()
}

fn record(book: &mut Book<'_>, command: DemoCommand) -> Result<(), Error> {
    let DemoCommand { shipment, recorded_at, actor, events } = command;
    book.acting(&Actor::demo(&actor), Source::Demo.word());
    let damaged = Error::Damaged { shipment: shipment.to_string(), number: events.first().map_or(0, |first| first.number.into()) };
    let events = events.into_iter().map(|recorded| (Some(recorded.number), recorded.event)).collect();
    book.append(Entry { shipment, seen: None, events }, recorded_at).map(|_| ()).map_err(|refused| match refused {
        Refused::Store(error) => error,
        // The sample is made to be valid; its tests say so.
        _ => damaged,
    })
}
