//! *histories.csv*, one row an event: RFC 4180, UTF-8, RFC 3339 times; as it is written. How it is read is in
//! [`histories_source`](super::histories_source). design.md §5, timeline.md "In files".

use std::borrow::Cow;
use std::io::{self, Write};

use csv::WriterBuilder;

use super::HistorySink;
use crate::domain::actor::Actor;
use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::field::Field;
use crate::domain::history::History;

/// What Excel needs to see in front to read UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// The mark before a cell that a spreadsheet would run as a formula: the cell is text. One is put in front on the way
/// out and taken off on the way in, so that what was typed comes back; what began with marks gets one more.
const TEXT_MARK: char = '\'';

/// Signs that begin a formula, full-width ones included, or that a spreadsheet drops to find one behind.
const FORMULA_SIGNS: [char; 14] =
    ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{fe62}', '\u{fe63}', '\u{fe66}', '\u{fe6b}'];

/// Whether a cell begins like a formula, behind any marks.
fn is_like_formula(cell: &str) -> bool {
    cell.trim_start_matches(TEXT_MARK).starts_with(FORMULA_SIGNS)
}

/// A cell as a spreadsheet shows it and does not run it.
fn marked(cell: Cow<'_, str>) -> Cow<'_, str> {
    if is_like_formula(&cell) { Cow::Owned(format!("{TEXT_MARK}{cell}")) } else { cell }
}

/// A cell as it was typed.
pub(super) fn unmarked(cell: &str) -> &str {
    cell.strip_prefix(TEXT_MARK).filter(|typed| is_like_formula(typed)).unwrap_or(cell)
}

/// Writes histories as a file with every column.
#[derive(Debug)]
pub struct Writer<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    /// Begins with the mark that Excel needs and the header.
    pub fn begin(mut output: W) -> io::Result<Self> {
        output.write_all(BOM)?;
        let mut writer = WriterBuilder::new().buffer_capacity(1 << 16).from_writer(output);
        writer.write_record(Field::ALL.iter().map(|field| field.word())).map_err(plain)?;
        Ok(Self { writer })
    }

    /// Writes one event of a shipment, with who recorded it and by which way.
    fn write(&mut self, shipment: &Reference, recorded: &Recorded, (actor, source): &(Actor, String)) -> io::Result<()> {
        for field in Field::ALL {
            let cell = match field {
                Field::Shipment => Some(Cow::Borrowed(shipment.as_str())),
                Field::Number => Some(Cow::Owned(recorded.number.to_string())),
                Field::RecordedAt => Some(Cow::Owned(recorded.recorded_at.to_string())),
                Field::ActorId => Some(Cow::Owned(actor.told_id())),
                Field::Source => Some(Cow::Borrowed(source.as_str())),
                field => recorded.event.cell(*field),
            };
            let cell = cell.map(marked);
            self.writer.write_field(cell.as_deref().unwrap_or("").as_bytes()).map_err(plain)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(plain)
    }
}

impl<W: Write> HistorySink for Writer<W> {
    fn take(&mut self, history: &History) -> io::Result<()> {
        let rows = history.events.iter().zip(&history.acts);
        rows.into_iter().try_for_each(|(recorded, act)| self.write(&history.shipment, recorded, act))
    }

    fn finish(self) -> io::Result<()> {
        self.writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?.flush()
    }
}

/// The fault of the output itself, so that a reader who went away can be told from a full disk.
pub(super) fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_comes_back_as_it_was_typed() {
        for (typed, written) in [
            ("=1+1", "'=1+1"),
            ("+7 914 000", "'+7 914 000"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("'=1", "''=1"),
            ("''+", "'''+"),
            ("'quoted'", "'quoted'"),
            ("'", "'"),
            ("1-2", "1-2"),
            (" =1", " =1"),
            ("", ""),
        ] {
            assert_eq!((marked(typed.into()).as_ref(), unmarked(written)), (written, typed));
        }
    }
}
