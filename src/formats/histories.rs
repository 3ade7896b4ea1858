//! *histories.csv*, one row an event: RFC 4180, UTF-8, RFC 3339 times. design.md §5, timeline.md "In files".

use std::borrow::Cow;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use csv::{ByteRecord, ReaderBuilder, WriterBuilder};

use super::HistorySink;
use crate::domain::actor::Actor;
use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::field::{Cells, Field};
use crate::domain::history::History;
use crate::domain::refusal::{FieldFault, Rule};

/// What Excel needs to see in front to read UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// The mark before a cell that a spreadsheet would run as a formula: the cell is text. One is put in front on the way
/// out and taken off on the way in, so that what was typed comes back; what began with marks gets one more.
const TEXT_MARK: char = '\'';

/// Signs that begin a formula, full-width ones included, or that a spreadsheet drops to find one behind.
const FORMULA_SIGNS: [char; 14] =
    ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{fe62}', '\u{fe63}', '\u{fe66}', '\u{fe6b}'];

/// The most bytes of a row.
const LONGEST_ROW: usize = 1 << 20;

/// The columns without which a file is no history.
const REQUIRED: [Field; 3] = [Field::Shipment, Field::Event, Field::OccurredAt];

/// Which field each column of a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    fields: Vec<Option<Field>>,
    /// Columns that no field is named like: they are passed over.
    pub unknown: Vec<String>,
}

/// A row as it stands in a file.
#[derive(Debug)]
pub struct Row<'r> {
    /// Its number as a spreadsheet counts, the header being 1.
    pub row: u64,
    /// Where its bytes begin.
    pub start: u64,
    /// Where they end.
    pub end: u64,
    /// Its cells, or the cell that cannot be read.
    pub cells: Result<Cells<'r>, Box<FieldFault>>,
}

impl Columns {
    /// Reads the header; a required column that is absent, or one that stands twice, is a fault of row 1.
    fn read(header: &ByteRecord) -> Result<Self, Vec<FieldFault>> {
        let (mut fields, mut unknown, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        for name in header {
            let name = String::from_utf8_lossy(name);
            let field = Field::parse(&name);
            if field.is_some() && fields.contains(&field) {
                faults.push(FieldFault { rule: Rule::ValueInvalid, field, value: Some(name.to_string()) });
            }
            if field.is_none() {
                unknown.push(name.into_owned());
            }
            fields.push(field);
        }
        let absent = REQUIRED.iter().filter(|field| !fields.contains(&Some(**field)));
        faults.extend(absent.map(|field| FieldFault { rule: Rule::FieldMissing, field: Some(*field), value: None }));
        if faults.is_empty() { Ok(Self { fields, unknown }) } else { Err(faults) }
    }

    /// Whether the file has a column for a field.
    pub fn have(&self, field: Field) -> bool {
        self.fields.contains(&Some(field))
    }

    /// The cells of a record, by field.
    fn cells<'r>(&self, record: &'r ByteRecord) -> Result<Cells<'r>, Box<FieldFault>> {
        if record.len() != self.fields.len() {
            return Err(Box::new(FieldFault { rule: Rule::ValueInvalid, field: None, value: None }));
        }
        let mut cells = Cells::default();
        for (field, bytes) in self.fields.iter().zip(record) {
            if let Some(field) = *field {
                let text = std::str::from_utf8(bytes).map_err(|_| {
                    let value = Some(String::from_utf8_lossy(bytes).into_owned());
                    Box::new(FieldFault { rule: Rule::ValueInvalid, field: Some(field), value })
                })?;
                cells.set(field, unmarked(text));
            }
        }
        Ok(cells)
    }

    /// Reads rows from parts of the file, which [`Rows::turn_to`] gives.
    pub fn parts(&self) -> Rows<Cursor<Vec<u8>>> {
        Rows { columns: self.clone(), reader: reader(Cursor::default()), record: ByteRecord::new(), row: 1, line: 1, is_over: false }
    }
}

fn reader<R: Read>(input: R) -> csv::Reader<Bounded<R>> {
    ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(Bounded { input, left: LONGEST_ROW })
}

/// Reads no more than a row may have: a quote that is never closed must not take the whole file into memory.
#[derive(Debug)]
struct Bounded<R> {
    input: R,
    left: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.input.read(buffer)?;
        self.left = self.left.saturating_sub(read);
        Ok(read)
    }
}

impl<R: Seek> Seek for Bounded<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}

/// Reads a record; false where one is longer than a row may be.
fn read_row<R: Read>(reader: &mut csv::Reader<Bounded<R>>, record: &mut ByteRecord) -> io::Result<Option<bool>> {
    reader.get_mut().left = LONGEST_ROW;
    match reader.read_byte_record(record).map_err(plain) {
        Ok(is_there) => Ok(Some(is_there)),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Ok(None),
        Err(error) => Err(error),
    }
}

/// That a row is too long to be one: a quote is opened and never closed.
fn too_long() -> FieldFault {
    FieldFault { rule: Rule::ValueInvalid, field: None, value: Some("\"".to_owned()) }
}

/// The rows of a file, one at a time.
#[derive(Debug)]
pub struct Rows<R> {
    columns: Columns,
    reader: csv::Reader<Bounded<R>>,
    record: ByteRecord,
    row: u64,
    line: u64,
    is_over: bool,
}

impl<R: Read> Rows<R> {
    /// Begins with the header. A file without one of the required columns is refused there.
    pub fn begin(input: R) -> io::Result<Result<Self, Vec<FieldFault>>> {
        let mut reader = reader(input);
        let mut header = ByteRecord::new();
        if read_row(&mut reader, &mut header)?.is_none() {
            return Ok(Err(vec![too_long()]));
        }
        let line = reader.position().line();
        Ok(Columns::read(&header).map(|columns| Self { columns, reader, record: ByteRecord::new(), row: 1, line, is_over: false }))
    }

    /// Which field each column holds.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The next row that holds anything.
    pub fn next_row(&mut self) -> io::Result<Option<Row<'_>>> {
        loop {
            let begun = self.reader.position().byte();
            match read_row(&mut self.reader, &mut self.record)? {
                _ if self.is_over => return Ok(None),
                Some(true) => {}
                Some(false) => return Ok(None),
                None => {
                    // What follows cannot be told from it.
                    self.is_over = true;
                    return Ok(Some(Row { row: self.row + 1, start: begun, end: begun, cells: Err(Box::new(too_long())) }));
                }
            }
            // The reader passes over blank lines; a spreadsheet counts them.
            let breaks = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
            let line = self.reader.position().line();
            self.row += (line - self.line).saturating_sub(breaks).max(1);
            self.line = line;
            if self.record.iter().any(|cell| !cell.is_empty()) {
                break;
            }
        }
        let start = self.record.position().map_or(0, csv::Position::byte);
        let end = self.reader.position().byte();
        Ok(Some(Row { row: self.row, start, end, cells: self.columns.cells(&self.record) }))
    }
}

impl Rows<Cursor<Vec<u8>>> {
    /// Turns to a part of the file, which `fill` reads; `row` is the number of its first row.
    pub fn turn_to(&mut self, row: u64, length: usize, fill: impl FnOnce(&mut [u8]) -> io::Result<()>) -> io::Result<()> {
        let buffer = self.reader.get_mut().input.get_mut();
        // A line break comes first: a byte order mark inside a file is text, which a reader drops at a beginning.
        buffer.resize(length + 1, 0);
        buffer[0] = b'\n';
        fill(&mut buffer[1..])?;
        self.reader.seek_raw(SeekFrom::Start(0), csv::Position::new())?;
        (self.row, self.line) = (row - 1, 2);
        Ok(())
    }
}

/// Whether what is read ends inside a quoted cell: its quote was never closed (RFC 4180).
pub fn is_unclosed(mut input: impl Read) -> io::Result<bool> {
    let (mut in_quotes, mut at_start) = (false, true);
    let mut chunk = [0; 1 << 13];
    loop {
        let read = input.read(&mut chunk)?;
        if read == 0 {
            return Ok(in_quotes);
        }
        for byte in &chunk[..read] {
            match byte {
                // A doubled quote leaves and enters again.
                b'"' if in_quotes || at_start => in_quotes = !in_quotes,
                _ => {}
            }
            at_start = if in_quotes { *byte == b'"' } else { matches!(byte, b',' | b'\r' | b'\n' | b'"') };
        }
    }
}

/// Whether a cell begins like a formula, behind any marks.
fn is_like_formula(cell: &str) -> bool {
    cell.trim_start_matches(TEXT_MARK).starts_with(FORMULA_SIGNS)
}

/// A cell as a spreadsheet shows it and does not run it.
fn marked(cell: Cow<'_, str>) -> Cow<'_, str> {
    if is_like_formula(&cell) { Cow::Owned(format!("{TEXT_MARK}{cell}")) } else { cell }
}

/// A cell as it was typed.
fn unmarked(cell: &str) -> &str {
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
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;

    fn numbers(file: &str) -> Vec<(u64, Option<String>)> {
        let mut rows = Rows::begin(file.as_bytes()).ok().and_then(Result::ok);
        let mut found = Vec::new();
        while let Some(row) = rows.as_mut().and_then(|rows| rows.next_row().ok().flatten()) {
            found.push((row.row, row.cells.ok().and_then(|cells| cells.get(Field::Shipment).map(str::to_owned))));
        }
        found
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let file = "\u{feff}shipment,event,occurred_at,note\r\nA,x,y,\"two\nlines\"\r\n\r\n,,,\r\nB,x,y,\r\nC,x\r\n";
        let row = |row, shipment: &str| (row, Some(shipment.to_owned()));
        assert_eq!(numbers(file), [row(2, "A"), row(5, "B"), (6, None)]);
    }

    #[test]
    fn bytes_of_a_row_read_again_to_the_same_row() {
        let file = "shipment,event,occurred_at\r\nA,noted,\"a,\"\"b\"\"\"\r\nB,noted,c\r\n";
        let mut rows = match Rows::begin(file.as_bytes()) {
            Ok(Ok(rows)) => rows,
            other => panic!("{other:?}"),
        };
        let mut again = rows.columns().parts();
        while let Ok(Some(row)) = rows.next_row() {
            let bytes = &file.as_bytes()[row.start as usize..row.end as usize];
            let turned = again.turn_to(row.row, bytes.len(), |buffer| {
                buffer.copy_from_slice(bytes);
                Ok(())
            });
            assert!(turned.is_ok());
            let read = again.next_row().ok().flatten();
            let cell = |cells: &Result<Cells<'_>, _>| {
                cells.as_ref().ok().and_then(|cells: &Cells<'_>| cells.get(Field::OccurredAt).map(str::to_owned))
            };
            assert_eq!(read.as_ref().map(|again| (again.row, cell(&again.cells))), Some((row.row, cell(&row.cells))));
        }
    }

    #[test]
    fn a_row_that_never_ends_does_not_take_the_file_into_memory() {
        let file = format!("shipment,event,occurred_at\nA,x,y\nB,\"{}\nC,x,y\n", "x,y\n".repeat(1 << 20));
        assert_eq!(numbers(&file), [(2, Some("A".to_owned())), (3, None)]);
        assert!(Rows::begin(",".repeat(1 << 22).as_bytes()).is_ok_and(|begun| begun.is_err()));
    }

    #[test]
    fn a_quote_that_is_never_closed_is_seen() {
        for closed in ["a,b\r\n", "a,\"b, c\"\r\n", "a,\"b \"\"c\"\"\"\n", "a,5\" pipe\n", "\"\"", "a,\"two\nlines\""] {
            assert_eq!(is_unclosed(closed.as_bytes()).ok(), Some(false), "{closed}");
        }
        for open in ["a,\"b\r\nc,d\r\n", "\"", "a,\"b \"\"c\n", "a,\"b\"\",c\n"] {
            assert_eq!(is_unclosed(open.as_bytes()).ok(), Some(true), "{open}");
        }
    }

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

    #[test]
    fn a_file_without_its_columns_is_refused_at_the_header() {
        let faults = Rows::begin("shipment,stage,event,event\n".as_bytes()).ok().and_then(Result::err);
        let named: Vec<_> = faults.iter().flatten().map(|fault| (fault.rule, fault.field)).collect();
        assert_eq!(named, [(Rule::ValueInvalid, Some(Field::Event)), (Rule::FieldMissing, Some(Field::OccurredAt))]);
    }
}
