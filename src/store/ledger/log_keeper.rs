//! Takes what stands in SQLite's log (WAL) into the database file while the writer goes on, where flushes are slow.
//!
//! Left to itself, the writer does so after the flush that makes the log longer than a thousand pages, and whoever waits
//! for that flush waits for all of them. It still does so, for the log is reused only once all of it is in the file; but
//! little is left by then. Where flushes are quick it stays the writer's: two threads would only be in each other's way.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::store::connection::Address;
use crate::store::engine;
use crate::store::error::Error;

/// After how many commands it looks again: each writes some five pages.
const COMMANDS: i64 = 48;
/// A flush that takes so long is slow.
const SLOW: Duration = Duration::from_millis(2);

/// The thread that does it; PostgreSQL has its own.
#[derive(Default)]
pub(super) struct LogKeeper {
    bell: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    /// The last command that it was told of.
    sequence: i64,
}

impl LogKeeper {
    /// Starts it; it opens a connection of its own once there is something to do.
    pub(super) fn start(address: &Address) -> Result<Self, Error> {
        if !matches!(address, Address::Sqlite(_)) {
            return Ok(Self::default());
        }
        let (bell, rung) = sync_channel(1);
        let address = address.clone();
        let thread = std::thread::Builder::new().name("log".into()).spawn(move || keep(&address, &rung));
        Ok(Self { bell: Some(bell), thread: Some(thread.map_err(|error| Error::Connection(error.to_string()))?), sequence: 0 })
    }

    /// Hears the last command of a flush, and how long the flush took.
    pub(super) fn flushed(&mut self, sequence: i64, took: Duration) {
        if let Some(bell) = self.bell.as_ref().filter(|_| took >= SLOW && sequence - self.sequence >= COMMANDS) {
            // Where it is at work already, it goes on with what is new.
            let _ = bell.try_send(());
            self.sequence = sequence;
        }
    }
}

impl Drop for LogKeeper {
    fn drop(&mut self) {
        drop(self.bell.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Works each time it is told. What it cannot do, the writer does: a fault is no more than a line in the log.
fn keep(address: &Address, rung: &Receiver<()>) {
    let mut connection = None;
    while rung.recv().is_ok() {
        let done = match &mut connection {
            Some(connection) => engine::fold_what_is_free(connection).map_err(Error::from),
            none => address.connect().and_then(|opened| engine::fold_what_is_free(none.insert(opened)).map_err(Error::from)),
        };
        if let Err(error) = done {
            tracing::debug!("the log was not taken into the file: {error}");
            connection = None;
        }
    }
}
