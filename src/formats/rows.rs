//! What an import reads, whatever the format of the file: rows of cells by field, each with where it stands. A format
//! implements [`RowSource`]; `office::import` knows nothing else of it.

use std::io;

use crate::domain::field::{Cells, Field};
use crate::domain::refusal::FieldFault;

/// Which field each column of a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// In their order; none where no field is named like the column.
    pub fields: Vec<Option<Field>>,
    /// Columns that no field is named like: they are passed over.
    pub unknown: Vec<String>,
}

impl Columns {
    /// Whether the file has a column for a field.
    pub fn have(&self, field: Field) -> bool {
        self.fields.contains(&Some(field))
    }
}

/// Where neighbouring rows stand. Positions are in the source's own counting, such as bytes, and mean nothing to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first row, as a spreadsheet counts; the header is 1.
    pub first_row: u64,
    /// The last row.
    pub last_row: u64,
    /// Where the first row begins.
    pub start: u64,
    /// Where the last row ends.
    pub end: u64,
}

impl Span {
    /// Takes in a span that follows at once; false where something lies between.
    pub fn extend(&mut self, next: &Self) -> bool {
        let follows = self.last_row + 1 == next.first_row;
        if follows {
            (self.last_row, self.end) = (next.last_row, next.end);
        }
        follows
    }
}

/// A row as it stands in a file.
#[derive(Debug)]
pub struct Row<'r> {
    /// Where it stands: a span of one row.
    pub at: Span,
    /// Its cells, or what keeps it from being read.
    pub cells: Result<Cells<'r>, Box<FieldFault>>,
}

/// A file of histories: its rows in order, and any of them again by where they stand, so that nobody must hold the file
/// in memory. A fault of the file itself, such as a quote that is never closed, comes as a row that cannot be read.
pub trait RowSource: Send {
    /// Which field each column holds.
    fn columns(&self) -> &Columns;
    /// How far it is read: done, of all, in its own counting.
    fn progress(&self) -> (u64, u64);
    /// The next row that holds anything; none at the end, and at the end of what was turned to.
    fn next_row(&mut self) -> io::Result<Option<Row<'_>>>;
    /// Turns back to rows that were read before: those come next, and no others.
    fn turn_to(&mut self, span: Span) -> io::Result<()>;
}
