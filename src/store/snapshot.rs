//! One consistent state, read on a connection of its own for as long as a long work takes, while others go on writing.

use super::chain::{self, ChainHead};
use super::connection::AnyConnection;
use super::error::Error;
use super::{Store, engine, histories};
use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::time::Moment;

/// The database as it stood at one moment. Holds no lock that a writer waits for.
pub struct Snapshot {
    connection: AnyConnection,
    head: ChainHead,
}

impl Store {
    /// The database as it stands now.
    pub fn snapshot(&self) -> Result<Snapshot, Error> {
        let mut connection = self.address().connect()?;
        engine::begin_reading(&mut connection)?;
        // The first query fixes what all others see.
        let head = chain::head(&mut connection)?;
        Ok(Snapshot { connection, head })
    }
}

impl Snapshot {
    /// The history of a shipment; empty if there is none.
    pub fn history(&mut self, shipment: &Reference) -> Result<Vec<Recorded>, Error> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        Ok(histories::load(&mut self.connection, shipment)?.map(|(_, events)| events).unwrap_or_default())
    }

    /// Where it is read.
    pub(super) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }

    /// Whether nothing was ever recorded.
    pub fn is_empty(&self) -> bool {
        self.head.sequence == 0
    }

    /// The moment of an act that would happen now: later than every act before it (rule 2).
    pub fn moment(&self, now: Moment) -> Moment {
        self.head.recorded_at.map_or(now, |last| now.later_than(last.micros()))
    }
}
