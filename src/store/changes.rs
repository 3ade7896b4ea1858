//! What a database has come to, heard at once: the ledger's sequence and the settings' version. This process's writer
//! tells of its own commits; those of other processes are heard of by a thread that listens (LISTEN/NOTIFY on
//! PostgreSQL) or, where the engine tells no one, looks ten times a second (SQLite).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use tokio::sync::watch;

use super::connection::{Address, AnyConnection};
use super::engine::{self, on_each};
use super::schema::{ledger_head, settings_version};

/// How often other processes' commits are looked for: of PostgreSQL's notifications, those that came.
const PAUSE: Duration = Duration::from_millis(20);
/// How often the state itself is read: on SQLite, and on PostgreSQL lest a notification be lost.
const READ_EVERY: [Duration; 2] = [Duration::from_millis(100), Duration::from_secs(1)];
/// What was heard counts no longer when the listener has been silent for so long.
const SILENCE: Duration = Duration::from_secs(3);

/// How far a database has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct State {
    /// The ledger's sequence.
    pub sequence: i64,
    /// Counts the changes of settings, names, users and sessions that ended; a session that is used changes nothing.
    pub settings: i64,
}

/// What was heard last, and until when it counts.
#[derive(Debug, Clone, Copy, Default)]
struct Heard {
    state: State,
    /// When the listener last read the state; none while it hears nothing.
    at: Option<Instant>,
}

/// The state of a database as this process hears of it.
#[derive(Debug)]
pub(super) struct Changes {
    heard: watch::Sender<Heard>,
    ledger: watch::Sender<i64>,
    is_over: AtomicBool,
}

impl Default for Changes {
    fn default() -> Self {
        Self { heard: watch::Sender::default(), ledger: watch::Sender::default(), is_over: AtomicBool::new(false) }
    }
}

impl Changes {
    /// Tells of a sequence that is durable, before whoever recorded it is answered.
    pub fn recorded(&self, sequence: i64) {
        self.heard.send_modify(|heard| heard.state.sequence = heard.state.sequence.max(sequence));
        self.ledger.send_if_modified(|known| {
            let is_new = sequence > *known;
            *known = sequence.max(*known);
            is_new
        });
    }

    /// Tells of a version of the settings that is durable.
    pub fn set(&self, version: i64) {
        self.heard.send_modify(|heard| heard.state.settings = heard.state.settings.max(version));
    }

    /// Hears of every sequence of the ledger from now on; the last one only, where several came since one looked.
    pub fn subscribe(&self) -> watch::Receiver<i64> {
        self.ledger.subscribe()
    }

    /// The state, if someone listens to other processes.
    pub fn heard(&self) -> Option<State> {
        let heard = *self.heard.borrow();
        heard.at.filter(|at| at.elapsed() < SILENCE).map(|_| heard.state)
    }

    fn hear(&self, state: State) {
        self.recorded(state.sequence);
        self.set(state.settings);
        self.heard.send_modify(|heard| heard.at = Some(Instant::now()));
    }

    fn deaf(&self) {
        self.heard.send_modify(|heard| heard.at = None);
    }
}

/// The state as it stands in the database: one row, of both tables.
pub(super) fn read(connection: &mut AnyConnection) -> QueryResult<State> {
    let version = settings_version::table.select(settings_version::version).single_value();
    let row: (i64, Option<i64>) = on_each!(connection, c => ledger_head::table.select((ledger_head::sequence, version)).first(c))?;
    Ok(State { sequence: row.0, settings: row.1.unwrap_or(0) })
}

/// The thread that hears of other processes' commits, until it is dropped.
#[derive(Debug)]
pub(super) struct Listener {
    changes: Arc<Changes>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Begins to listen.
    pub fn start(address: Address, changes: Arc<Changes>) -> std::io::Result<Self> {
        let heard = Arc::clone(&changes);
        let thread = std::thread::Builder::new().name("listener".into()).spawn(move || {
            while !heard.is_over.load(Ordering::Relaxed) {
                // Cut off, it hears nothing, and whoever asks reads for themselves; then it tries again.
                drop(listen(&address, &heard));
                heard.deaf();
                wait(&heard, READ_EVERY[1]);
            }
        })?;
        Ok(Self { changes, thread: Some(thread) })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.changes.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Waits, but no longer than anyone listens.
fn wait(changes: &Changes, duration: Duration) {
    let until = Instant::now() + duration;
    while Instant::now() < until && !changes.is_over.load(Ordering::Relaxed) {
        std::thread::sleep(PAUSE.min(duration));
    }
}

fn listen(address: &Address, changes: &Changes) -> Result<(), super::error::Error> {
    let mut connection = address.connect()?;
    engine::begin_listening(&mut connection)?;
    let every = READ_EVERY[usize::from(matches!(connection, AnyConnection::Postgres(_)))];
    while !changes.is_over.load(Ordering::Relaxed) {
        changes.hear(read(&mut connection)?);
        let until = Instant::now() + every;
        while Instant::now() < until && !changes.is_over.load(Ordering::Relaxed) {
            if engine::is_notified(&mut connection)? {
                break;
            }
            std::thread::sleep(PAUSE);
        }
    }
    Ok(())
}
