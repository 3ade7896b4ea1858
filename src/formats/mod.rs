//! Files and JSON, pure: to and from domain values, one at a time, over any reader or writer.

pub mod clearance;
pub mod histories;
mod histories_source;
pub mod json;
mod report_table;
pub mod rows;
pub mod timeline;

use std::collections::BTreeMap;
use std::io::{self, Read, Seek};

use crate::domain::history::History;
use crate::domain::refusal::FieldFault;
pub use histories_source::WORKBOOK;
use rows::RowSource;

/// Where histories go that are taken away: a kind of file each. They come one at a time, in code-point order of
/// their references.
pub trait HistorySink {
    /// Takes one.
    fn take(&mut self, history: &History) -> io::Result<()>;

    /// Writes what must stand at the end, and all that was held back.
    fn finish(self) -> io::Result<()>;
}

/// Opens a file that is to be imported, in whichever format it is. One that is no history at all is refused at its
/// first row.
pub fn open(input: impl Read + Seek + Send + 'static) -> io::Result<Result<Box<dyn RowSource>, Vec<FieldFault>>> {
    Ok(histories_source::Reader::begin(input)?.map(|reader| Box::new(reader) as Box<dyn RowSource>))
}

/// The texts of these rows of such a file, as they stand there, for whoever must mend them.
pub fn texts(input: impl Read + Seek, rows: &[u64]) -> io::Result<BTreeMap<u64, String>> {
    histories_source::texts(input, rows)
}
