//! Why the office does not do what it was asked.

use super::error::Error;

/// Why nothing was changed.
#[derive(Debug)]
pub enum Refused<F> {
    /// What is wrong with what was typed.
    Faults(Vec<F>),
    /// What was to be changed does not exist.
    Unknown,
    /// Whoever asks may not, or the store failed.
    Failed(Error),
}

impl<F> Refused<F> {
    /// Goes on only where nothing is wrong.
    pub(super) fn unless_none(faults: Vec<F>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self::Faults(faults)) }
    }
}

impl<F, E: Into<Error>> From<E> for Refused<F> {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}
