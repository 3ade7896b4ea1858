//! Exporting histories: every event of every shipment, as it was entered, in order of reference and number.

use std::io::Write;

use super::rights::Right;
use super::{Context, Error, Office, Progress};
use crate::formats::histories::Writer;
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
#[derive(Debug)]
pub enum Failed {
    /// The output could not be written.
    Output(std::io::Error),
    /// Whoever asks may not, or the store failed.
    Store(Error),
}

impl<E: Into<Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// How many shipments all histories are of, or those of a list.
pub fn count(office: &Office, context: &Context, asked: Option<&ListQuery>) -> Result<u64, Error> {
    context.require(Right::Export)?;
    let store = office.store();
    Ok(asked.map_or_else(|| store.count_shipments(), |asked| store.count_all_listed(asked))?)
}

/// Writes all histories, or those of a list, as histories.csv, out of one consistent state.
pub fn histories(
    office: &Office,
    context: &Context,
    asked: Option<&ListQuery>,
    output: impl Write,
    progress: &Progress,
) -> Result<Exported, Failed> {
    let all = count(office, context, asked)?;
    let mut writer = Writer::begin(output)?;
    let mut done = Exported { shipments: 0, events: 0 };
    office.store().each_history(asked, |history| {
        for (recorded, (actor, source)) in history.events.iter().zip(&history.acts) {
            writer.write(&history.shipment, recorded, actor, source)?;
        }
        done.shipments += 1;
        done.events += history.events.len() as u64;
        progress(done.shipments, all);
        Ok::<_, Failed>(())
    })?;
    writer.finish()?.flush()?;
    Ok(done)
}
