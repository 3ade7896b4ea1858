//! The rows of one shipment in a file, with the numbers that they have there.

use crate::domain::codes::{Cell, Reference};
use crate::domain::event::{Event, HIGHEST_NUMBER};
use crate::domain::field::{Cells, Field};
use crate::domain::time::Moment;

/// The rows of one shipment, in order of their numbers.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) shipment: Reference,
    pub(super) rows: Vec<FileRow>,
}

/// A row that can be an event.
#[derive(Debug, Clone)]
pub(super) struct FileRow {
    /// As a spreadsheet counts.
    pub(super) row: u64,
    /// In the file's own counting.
    pub(super) number: u32,
    /// What it says.
    pub(super) event: Event,
    /// When the file says that it was recorded.
    pub(super) recorded_at: Option<Moment>,
    /// The fields that it fills.
    pub(super) filled: Vec<Field>,
    written: Option<String>,
}

impl FileRow {
    pub(super) fn new(row: u64, cells: &Cells<'_>, event: Event) -> Self {
        Self {
            row,
            number: 0,
            event,
            recorded_at: cells.get(Field::RecordedAt).and_then(Moment::parse),
            filled: cells.filled().map(|(field, _)| field).collect(),
            written: cells.get(Field::Number).map(str::to_owned),
        }
    }
}

/// Gives each row its number: as written, or in file order where no row has one. The first that cannot be a
/// number of its own is given back with its row.
pub(super) fn numbered(mut rows: Vec<FileRow>) -> Result<Vec<FileRow>, (u64, Option<String>)> {
    if rows.iter().all(|row| row.written.is_none()) {
        for (number, row) in (1..).zip(&mut rows) {
            row.number = number;
        }
        return Ok(rows);
    }
    let mut seen = std::collections::HashSet::new();
    for row in &mut rows {
        let number = row.written.as_deref().and_then(u32::read).filter(|number| (1..=HIGHEST_NUMBER).contains(number));
        match number.filter(|number| seen.insert(*number)) {
            Some(number) => row.number = number,
            None => return Err((row.row, row.written.clone())),
        }
    }
    rows.sort_by_key(|row| row.number);
    Ok(rows)
}
