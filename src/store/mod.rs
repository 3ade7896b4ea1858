//! The database: the only place that knows diesel. One schema and one code for SQLite and PostgreSQL; what
//! an engine does its own way is in `engine`. Events get in through `ledger` and by no other way.

mod board;
mod cache;
mod chain;
mod changes;
mod clocks;
mod connection;
mod directory;
mod doubts;
mod engine;
mod error;
mod histories;
mod imports;
mod jobs;
mod kept_forms;
pub mod ledger;
mod list;
mod migrations;
mod people;
mod places;
mod pool;
mod projection;
mod rebuild;
mod rows;
mod schema;
mod settings;
mod snapshot;
mod spellings;
mod uploads;
mod views;

use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};

use diesel::r2d2::Pool;
use uuid::Uuid;

pub use board::OpenShipment;
use cache::Cache;
pub use cache::MadeOf;
pub use chain::{ChainFault, ChainHead};
use changes::Changes;
pub use clocks::{EndedClock, EndedQuery, RunningClock};
pub use connection::Address;
use connection::AnyConnection;
pub use directory::DirectoryName;
pub use error::Error;
pub use imports::{ImportCommand, ImportRecord, NewImport};
pub use jobs::{Asker, JobRecord, JobState, NewJob};
use ledger::{Clock, Ledger, Receipt};
pub use list::{ListQuery, ListedShipment, Order};
pub use people::{Session, User};
pub use places::{LaneTarget, Place};
use pool::Manager;
pub use rebuild::Difference;
pub use settings::{CustomsCode, HoldReason, Names};
pub use snapshot::Snapshot;
pub use uploads::{NewUpload, UploadRecord};

use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::history::History;
use crate::domain::lane::Lane;
use crate::domain::stage::Outcome;
use crate::domain::time::Moment;

/// Connections that read at the same time.
const READERS: u32 = 4;
/// Connections that change the office's own tables; they wait for the ledger's writer, and readers do not wait for them.
const SETTERS: u32 = 2;
/// Chunks of histories that are read ahead.
const CHUNKS_AHEAD: usize = 1;

/// How far a long work has come: done, of all.
pub type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// An open database.
pub struct Store {
    ledger: Ledger,
    readers: Pool<Manager>,
    setters: Pool<Manager>,
    clock: Clock,
    probing: Mutex<()>,
    changes: Arc<Changes>,
    cache: Cache,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Opens a database, creating and migrating it where needed. The clock says when acts are recorded.
    pub fn open(address: &Address, clock: Clock) -> Result<Self, Error> {
        let mut writing = address.connect_to_write()?;
        migrations::migrate(&mut writing)?;
        rebuild::bring_up(&mut writing)?;
        let readers = Pool::builder().max_size(READERS).min_idle(Some(0)).build(Manager(address.clone()))?;
        let setters = Pool::builder().max_size(SETTERS).min_idle(Some(0)).build(Manager(address.clone()))?;
        let changes: Arc<Changes> = Arc::default();
        Ok(Self {
            setters,
            ledger: Ledger::start(address, writing, clock.clone(), Arc::clone(&changes))?,
            readers,
            clock,
            probing: Mutex::new(()),
            cache: Cache::new(address.clone(), Arc::clone(&changes)),
            changes,
        })
    }

    /// The way in.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Where the database is.
    pub fn address(&self) -> &Address {
        self.cache.address()
    }

    /// What the clock says.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// The earliest moment at which the next act can be recorded: now, unless the clock has gone back.
    pub fn next_recording(&self) -> Result<Moment, Error> {
        let last = self.read(chain::head)?.recorded_at;
        Ok(last.map_or(self.now(), |last| last.max(self.now())))
    }

    /// A moment as of which the answer will never change: the one asked for, once every act up to it can be
    /// seen; else now or, while someone is recording, the moment of the last act. A moment ahead of the clock
    /// is answered as of now, since what will be recorded until then is not known.
    pub fn settle(&self, asked: Option<Moment>) -> Result<Moment, Error> {
        let now = self.now();
        let mut connection = self.readers.get()?;
        let last = |connection: &mut AnyConnection| chain::head(connection).map(|head| head.recorded_at);
        // What was answered or recorded before is known, even if the clock has gone back since.
        let known = last(&mut connection)?.max(self.ledger.answered()).max(Some(now));
        let Some(asked) = asked.filter(|asked| Some(*asked) <= known) else {
            self.ledger.answer_as_of(now);
            // Readers of this process do not ask at once, lest they take each other for a writer.
            let probing = self.probing.lock();
            let is_quiet = engine::is_quiet(&mut connection)?;
            drop(probing);
            return Ok(match last(&mut connection)? {
                Some(last) if !is_quiet || last > now => last,
                _ => now,
            });
        };
        self.ledger.answer_as_of(asked);
        if last(&mut connection)?.is_none_or(|last| last < asked) {
            engine::begin_writing(&mut connection)?;
            engine::undo(&mut connection)?;
        }
        Ok(asked)
    }

    /// Reads one consistent state.
    fn read<T>(&self, work: impl FnOnce(&mut AnyConnection) -> Result<T, Error>) -> Result<T, Error> {
        let mut connection = self.readers.get()?;
        engine::begin_reading(&mut connection)?;
        let done = work(&mut connection);
        let undone = engine::undo(&mut connection);
        let done = done?;
        undone?;
        Ok(done)
    }

    /// Changes what is no history, in one transaction that no other writer shares.
    fn change<T, E: From<Error>>(&self, work: impl FnOnce(&mut AnyConnection) -> Result<T, E>) -> Result<T, E> {
        let mut connection = self.setters.get().map_err(Error::from)?;
        engine::begin_writing(&mut connection).map_err(Error::from)?;
        match work(&mut connection) {
            Ok(done) => engine::keep(&mut connection).map(|()| done).map_err(|error| Error::from(error).into()),
            Err(error) => {
                drop(engine::undo(&mut connection));
                Err(error)
            }
        }
    }

    /// The codes of all places.
    pub fn place_codes(&self) -> Result<HashSet<String>, Error> {
        self.read(places::codes)
    }

    /// All places by code.
    pub fn places(&self) -> Result<Vec<Place>, Error> {
        self.read(places::all)
    }

    /// All targets of lanes.
    pub fn lane_targets(&self) -> Result<Vec<LaneTarget>, Error> {
        self.read(places::targets)
    }

    /// The history of a shipment; none if it does not exist.
    pub fn history(&self, shipment: &Reference) -> Result<Option<Vec<Recorded>>, Error> {
        self.read(|connection| Ok(histories::load(connection, shipment)?.map(|(_, events)| events)))
    }

    /// Gives all histories, or those of a list, in order of reference, out of one consistent state. One core reads
    /// rows while the other makes histories of them.
    pub fn each_history<E: From<Error>>(&self, asked: Option<&ListQuery>, mut each: impl FnMut(History) -> Result<(), E>) -> Result<(), E> {
        std::thread::scope(|scope| {
            let (chunks, read) = sync_channel(CHUNKS_AHEAD);
            let reading = scope.spawn(move || self.read(|connection| histories::read_all(connection, asked, &chunks)));
            // Taken by the loop: if it ends early, whoever reads must not wait to hand over more.
            for stored in read.into_iter().flatten() {
                each(stored.history()?)?;
            }
            Ok(reading.join().unwrap_or(Err(Error::unexpected("the thread that reads histories ended early")))?)
        })
    }

    /// How many shipments there are.
    pub fn count_shipments(&self) -> Result<u64, Error> {
        self.read(histories::count)
    }

    /// Gives the clocks that ended or stopped.
    pub fn ended_clocks(&self, asked: EndedQuery, each: impl FnMut(EndedClock)) -> Result<(), Error> {
        self.read(|connection| clocks::ended(connection, asked, each))
    }

    /// Gives the clocks that run as of a moment.
    pub fn running_clocks(&self, as_of: Moment, each: impl FnMut(RunningClock)) -> Result<(), Error> {
        self.read(|connection| clocks::running(connection, as_of, each))
    }

    /// How many shipments stand with each outcome as of a moment; without one they are open.
    pub fn outcomes(&self, as_of: Moment) -> Result<Vec<(Option<Outcome>, u64)>, Error> {
        self.read(|connection| clocks::outcomes(connection, as_of))
    }

    /// The shipments of a lane as of a moment, by their rows, with their outcome.
    pub fn of_lane(&self, as_of: Moment, lane: &Lane) -> Result<Vec<(i64, Option<Outcome>)>, Error> {
        self.read(|connection| clocks::of_lane(connection, as_of, lane))
    }

    /// Every lane that a shipment has or had.
    pub fn lanes(&self) -> Result<Vec<Lane>, Error> {
        self.read(clocks::lanes)
    }

    /// The last command recorded by a moment.
    pub fn head_as_of(&self, as_of: Moment) -> Result<ChainHead, Error> {
        self.read(|connection| chain::head_as_of(connection, as_of))
    }

    /// Verifies the chain of seals over every command and event.
    pub fn verify_chain(&self, broken: impl FnMut(ChainFault), verified: impl Fn(u64)) -> Result<ChainHead, Error> {
        self.read(|connection| chain::verify(connection, broken, verified))
    }

    /// Makes every projection anew from the events and compares.
    pub fn compare_projections(&self, different: impl FnMut(Difference), made: impl Fn(u64)) -> Result<(), Error> {
        self.read(|connection| rebuild::compare(connection, different, made))
    }

    /// What came of a form's key, if it was recorded.
    pub fn receipt(&self, key: Uuid) -> Result<Option<Receipt>, Error> {
        self.read(|connection| ledger::receipt(connection, key))
    }

    /// The end of the ledger.
    pub fn head(&self) -> Result<ChainHead, Error> {
        self.read(chain::head)
    }

    /// Writes a copy of a SQLite database into a file that is not there.
    pub fn copy_to(&self, file: &Path) -> Result<(), Error> {
        let mut connection = self.readers.get()?;
        engine::copy_to(&mut connection, file)
    }

    /// Takes what stands in the log beside a database's file into the file itself.
    pub fn fold_log(&self) -> Result<(), Error> {
        let mut connection = self.readers.get()?;
        Ok(engine::fold_log(&mut connection)?)
    }

    /// Whether nothing was ever registered.
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.read(histories::is_empty)
    }
}
