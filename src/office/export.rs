//! Exporting histories: every event of every shipment, as it was entered, in order of reference and number. What kind
//! of file comes of them is the sink's business.

use std::io;

use super::rights::Right;
use super::{Context, Error, Office, Progress};
use crate::formats::HistorySink;
use crate::store::ListQuery;

/// What came of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// Shipments written.
    pub shipments: u64,
    /// Events written.
    pub events: u64,
}

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output could not be written.
    #[error("the output could not be written: {0}")]
    Output(#[source] io::Error),
    /// Whoever asks may not, or the store failed.
    #[error("{0}")]
    Store(#[source] Error),
}

impl<E: Into<Error>> From<E> for ExportError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// How many shipments all histories are of, or those of a list.
pub fn count(office: &Office, context: &Context, asked: Option<&ListQuery>) -> Result<u64, Error> {
    context.require(Right::Export)?;
    let store = office.store();
    match asked {
        Some(asked) => Ok(store.count_listed(asked)? as u64),
        None => Ok(store.count_shipments()?),
    }
}

/// Hands all histories, or those of a list, to a sink, out of one consistent state. It is opened once it is sure that
/// something may be written.
pub fn histories<S: HistorySink>(
    office: &Office,
    context: &Context,
    asked: Option<&ListQuery>,
    open: impl FnOnce() -> io::Result<S>,
    progress: &Progress,
) -> Result<Exported, ExportError> {
    let all = count(office, context, asked)?;
    let mut sink = open()?;
    let mut done = Exported { shipments: 0, events: 0 };
    office.store().each_history(asked, |history| {
        sink.take(&history)?;
        done.shipments += 1;
        done.events += history.events.len() as u64;
        progress(done.shipments, all);
        Ok::<_, ExportError>(())
    })?;
    sink.finish()?;
    Ok(done)
}
