//! Why the office does not do what it was asked.

use crate::store::Error;

/// Why nothing was changed.
#[derive(Debug)]
pub enum Refused<F> {
    /// What is wrong with what was typed.
    Faults(Vec<F>),
    /// What was to be changed does not exist.
    Unknown,
    /// The store failed.
    Failed(Error),
}

impl<F> Refused<F> {
    /// Goes on only where nothing is wrong.
    pub(super) fn unless_none(faults: Vec<F>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self::Faults(faults)) }
    }
}

impl<F> From<Error> for Refused<F> {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}
