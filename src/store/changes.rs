//! What a database has come to: the ledger's sequence and the settings' version. Whoever subscribes hears of each
//! sequence at once: this process's writer tells of its own commits; those of other processes are heard of by a thread
//! that listens (LISTEN/NOTIFY on PostgreSQL) or, where the engine tells no one, looks ten times a second (SQLite).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use tokio::sync::watch;

use super::connection::{Address, AnyConnection};
use super::engine::{self, on_each};
use super::error::Error;
use super::schema::{ledger_head, settings_version};

/// How often the listener looks for notifications that came.
const PAUSE: Duration = Duration::from_millis(20);
/// How often it reads the state where the engine tells of no commit.
const READ_UNTOLD: Duration = Duration::from_millis(100);
/// How often it reads the state where the engine tells, lest a notification be lost; and how soon it tries again.
const READ_TOLD: Duration = Duration::from_secs(1);

/// How far a database has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    /// The ledger's sequence.
    pub sequence: i64,
    /// Counts the changes of settings, names, users and sessions that ended; a session that is used changes nothing.
    pub settings: i64,
}

impl State {
    /// Whether it came later than another.
    pub fn is_after(self, other: Self) -> bool {
        self != other && self.sequence >= other.sequence && self.settings >= other.settings
    }
}

/// The state as it stands in the database: one row, of both tables.
pub(super) fn read(connection: &mut AnyConnection) -> QueryResult<State> {
    let version = settings_version::table.select(settings_version::version).single_value();
    let row: (i64, Option<i64>) = on_each!(connection, c => ledger_head::table.select((ledger_head::sequence, version)).first(c))?;
    Ok(State { sequence: row.0, settings: row.1.unwrap_or(0) })
}

/// Tells whoever subscribed of each sequence that is durable.
#[derive(Debug, Default)]
pub(super) struct Changes {
    ledger: watch::Sender<i64>,
}

impl Changes {
    /// Tells of a sequence that is durable, before whoever recorded it is answered. None is told twice, none goes back.
    pub fn recorded(&self, sequence: i64) {
        self.ledger.send_if_modified(|known| {
            let is_new = sequence > *known;
            *known = sequence.max(*known);
            is_new
        });
    }

    /// Hears of every sequence from now on; the last one only, where several came since one looked.
    pub fn subscribe(&self) -> watch::Receiver<i64> {
        self.ledger.subscribe()
    }
}

/// The thread that hears of other processes' commits, until it is dropped.
#[derive(Debug)]
pub(super) struct Listener {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Begins to listen.
    pub fn start(address: Address, changes: Arc<Changes>) -> std::io::Result<Self> {
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        let listen_on = move || {
            while !over.load(Ordering::Relaxed) {
                if let Err(error) = listen(&address, &changes, &over) {
                    tracing::warn!(%error, "cannot hear of other processes' commits; trying again");
                }
                wait(&over, READ_TOLD, || Ok(false)).unwrap_or_default();
            }
        };
        let thread = std::thread::Builder::new().name("listener".into()).spawn(listen_on)?;
        Ok(Self { is_over, thread: Some(thread) })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn listen(address: &Address, changes: &Changes, is_over: &AtomicBool) -> Result<(), Error> {
    let mut connection = address.connect()?;
    engine::begin_listening(&mut connection)?;
    let every = if matches!(connection, AnyConnection::Postgres(_)) { READ_TOLD } else { READ_UNTOLD };
    while !is_over.load(Ordering::Relaxed) {
        changes.recorded(read(&mut connection)?.sequence);
        wait(is_over, every, || engine::is_notified(&mut connection))?;
    }
    Ok(())
}

/// Waits for so long, or until it is so, or nobody listens any more.
fn wait(is_over: &AtomicBool, duration: Duration, mut is_so: impl FnMut() -> QueryResult<bool>) -> QueryResult<()> {
    let until = Instant::now() + duration;
    while Instant::now() < until && !is_over.load(Ordering::Relaxed) && !is_so()? {
        std::thread::sleep(PAUSE);
    }
    Ok(())
}
