//! Why a use case has no answer where nothing is wrong with what was asked.

use std::fmt;

use super::context::Forbidden;
pub use crate::store::Error as StoreError;

/// Why there is no answer.
#[derive(Debug, Clone)]
pub enum Error {
    /// Whoever asks may not.
    Forbidden(Forbidden),
    /// The store failed.
    Store(StoreError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden(forbidden) => forbidden.fmt(f),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl From<Forbidden> for Error {
    fn from(forbidden: Forbidden) -> Self {
        Self::Forbidden(forbidden)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
