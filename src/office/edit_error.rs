//! Why the office does not change what it keeps: places, reasons, targets, users.

use std::fmt::Debug;

use super::error::Error;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError<E: Debug> {
    /// What is wrong with what was typed.
    #[error("not valid: {0:?}")]
    Invalid(Vec<E>),
    /// What was to be changed does not exist.
    #[error("it does not exist")]
    Unknown,
    /// Whoever asks may not, or it cannot be done now.
    #[error("{0}")]
    Failed(Error),
}

impl<E: Debug> EditError<E> {
    /// Goes on only where nothing is wrong.
    pub(super) fn unless_none(errors: Vec<E>) -> Result<(), Self> {
        if errors.is_empty() { Ok(()) } else { Err(Self::Invalid(errors)) }
    }
}

impl<V: Debug, E: Into<Error>> From<E> for EditError<V> {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}
