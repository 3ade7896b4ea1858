//! Lanes and what they promise: the target in force on the day of registration is written on the shipment.
//! timeline.md rule 23.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::codes::{Minutes, PlaceCode};
use crate::domain::event::{Event, Kind};
use crate::domain::field::Field;
use crate::domain::lane::Lane;
use crate::domain::stage::ClockName;
use crate::domain::zone::day_of;
use crate::formats::rows::Columns;
use crate::store::{self, MadeOf, Store};

/// Every lane that a shipment has or had.
#[derive(Debug)]
pub struct Lanes(pub Vec<Lane>);

impl Lanes {
    /// As they stand now.
    pub fn load(office: &Office, context: &Context) -> Result<Arc<Self>, Error> {
        context.require(Right::Report)?;
        Ok(office.store().remember(MadeOf::Ledger, |store| Ok(Self(store.lanes()?)))?)
    }
}

/// A target from a day on; none ends the one before.
type Dated = (NaiveDate, Option<Minutes>);

/// All lanes' targets, with the zones of the places where they start.
#[derive(Debug, Default)]
pub(super) struct Promises {
    targets: HashMap<(Lane, ClockName), Vec<Dated>>,
    zones: HashMap<PlaceCode, Tz>,
}

impl Promises {
    /// As they stand now.
    pub(super) fn load(store: &Store) -> Result<Self, store::Error> {
        let mut promises = Self::default();
        for place in store.places()? {
            if let Some(zone) = place.time_zone.and_then(|zone| zone.parse().ok()) {
                promises.zones.insert(place.code, zone);
            }
        }
        for target in store.lane_targets()? {
            promises.targets.entry((target.lane, target.clock)).or_default().push((target.from_day, target.minutes));
        }
        Ok(promises)
    }

    /// Writes the lane's targets on a registration, for every clock of whose target the file has no column.
    pub(super) fn promise(&self, event: Event, columns: &Columns) -> Event {
        self.write(event, |clock| !columns.have(Field::target(clock)))
    }

    /// Writes all the lane's targets on a registration.
    pub(super) fn promise_all(&self, event: Event) -> Event {
        self.write(event, |_| true)
    }

    fn write(&self, mut event: Event, is_open: impl Fn(ClockName) -> bool) -> Event {
        let at = event.occurred.instant;
        let Kind::Registered { details, .. } = &mut event.kind else { return event };
        let Some(lane) = details.lane() else { return event };
        let zone = self.zones.get(&lane.origin).copied().unwrap_or(Tz::UTC);
        let Some(day) = day_of(at, zone) else { return event };
        for clock in ClockName::ALL.iter().filter(|clock| is_open(**clock)) {
            let dated = self.targets.get(&(lane.clone(), *clock)).into_iter().flatten();
            details.targets[clock.index()] =
                dated.filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from).and_then(|(_, minutes)| *minutes);
        }
        event
    }
}
