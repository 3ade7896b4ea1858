//! Files and JSON, pure: to and from domain values, one at a time, over any reader or writer.

pub mod clearance;
pub mod histories;
pub mod json;
mod report_table;
pub mod timeline;

use std::io;

use crate::domain::history::History;

/// Where histories go that are taken away: a kind of file each. They come one at a time, in code-point order of
/// their references.
pub trait HistorySink {
    /// Takes one.
    fn take(&mut self, history: &History) -> io::Result<()>;

    /// Writes what must stand at the end, and all that was held back.
    fn finish(self) -> io::Result<()>;
}
