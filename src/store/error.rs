//! What can go wrong with a database, apart from a refusal by the rules.

use std::borrow::Cow;
use std::sync::Arc;

/// A failure of the store. It can be answered to several callers at once: all whose acts shared a flush.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The engine said no.
    #[error("{0}")]
    Database(Arc<diesel::result::Error>),
    /// The engine could not be reached.
    #[error("{0}")]
    Connection(String),
    /// No connection became free in time, or none could be made.
    #[error("no connection to the database: {0}")]
    Pool(String),
    /// The tables could not be brought up to this version.
    #[error("{0}")]
    Migration(String),
    /// A row that the ledger cannot have written.
    #[error("damaged event {number} of {shipment}")]
    Damaged {
        /// The shipment's reference, or its row where that is unknown.
        shipment: String,
        /// The event's number.
        number: i64,
    },
    /// The queue of the writer is full.
    #[error("the queue of the writer is full")]
    Busy,
    /// The writer has stopped.
    #[error("the writer has stopped")]
    Stopped,
    /// The program broke a promise to itself; which.
    #[error("unexpected: {0}")]
    Unexpected(Cow<'static, str>),
}

impl Error {
    /// A promise that the program broke to itself; which.
    pub fn unexpected(what: impl Into<Cow<'static, str>>) -> Self {
        Self::Unexpected(what.into())
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl From<diesel::ConnectionError> for Error {
    fn from(error: diesel::ConnectionError) -> Self {
        Self::Connection(error.to_string())
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Self::Pool(error.to_string())
    }
}
