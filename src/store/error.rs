//! What can go wrong with a database, apart from a refusal by the rules.

use std::fmt;

/// A failure of the store.
#[derive(Debug)]
pub enum Error {
    /// The engine said no.
    Database(diesel::result::Error),
    /// The engine could not be reached.
    Connection(String),
    /// The tables could not be brought up to this version.
    Migration(String),
    /// A row that the ledger cannot have written.
    Damaged {
        /// The shipment's reference, or its row where that is unknown.
        shipment: String,
        /// The event's number.
        number: i64,
    },
    /// The queue of the writer is full.
    Busy,
    /// The writer has stopped.
    Stopped,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => write!(f, "{error}"),
            Self::Connection(error) | Self::Migration(error) => f.write_str(error),
            Self::Damaged { shipment, number } => write!(f, "damaged event {number} of {shipment}"),
            Self::Busy => f.write_str("busy"),
            Self::Stopped => f.write_str("stopped"),
        }
    }
}

impl std::error::Error for Error {}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error)
    }
}

impl From<diesel::ConnectionError> for Error {
    fn from(error: diesel::ConnectionError) -> Self {
        Self::Connection(error.to_string())
    }
}

/// No connection became free in time, or none could be made.
impl From<diesel::r2d2::PoolError> for Error {
    fn from(_: diesel::r2d2::PoolError) -> Self {
        Self::Busy
    }
}
