//! The rows of one shipment in a file, with the numbers that they have there.

use crate::domain::actor::{Actor, Source};
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
    /// Who recorded it as the file says, by the name on the event; only the name where that is all.
    pub(super) by: Actor,
    /// By which way it came in as the file says; empty if it does not.
    pub(super) source: &'static str,
    /// The fields that it fills.
    pub(super) filled: Vec<Field>,
    written: Option<String>,
}

impl FileRow {
    pub(super) fn new(row: u64, cells: &Cells<'_>, event: Event) -> Self {
        let name = event.actor.as_ref().map_or("", |actor| actor.as_str());
        Self {
            row,
            number: 0,
            by: by(cells, name).unwrap_or_else(|| Actor::named(name)),
            source: source(cells).unwrap_or(""),
            event,
            recorded_at: cells.get(Field::RecordedAt).and_then(Moment::parse),
            filled: cells.filled().map(|(field, _)| field).collect(),
            written: cells.get(Field::Number).map(str::to_owned),
        }
    }
}

/// Who recorded a row as its cells say; none where they say it wrongly.
pub(super) fn by(cells: &Cells<'_>, name: &str) -> Option<Actor> {
    Actor::read(cells.get(Field::ActorId).unwrap_or(""), name)
}

/// By which way a row came in as its cells say, empty where they do not; none where that is no way.
pub(super) fn source(cells: &Cells<'_>) -> Option<&'static str> {
    cells.get(Field::Source).map_or(Some(""), |word| Source::parse(word).map(Source::word))
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
