//! *histories.csv* as it is read: once through, then any part of it again. How it is written is in
//! [`histories`](super::histories). design.md §5, timeline.md "In files".

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use csv::{ByteRecord, ReaderBuilder};

use super::histories::{plain, unmarked};
use super::rows::{Columns, Row, RowSource, Span};
use crate::domain::field::{Cells, Field};
use crate::domain::normal_form::excerpt;
use crate::domain::refusal::{FieldFault, Rule};

/// The most bytes of a row.
const LONGEST_ROW: usize = 1 << 20;

/// The columns without which a file is no history.
const REQUIRED: [Field; 3] = [Field::Shipment, Field::Event, Field::OccurredAt];

/// Bytes by which the kind of a file is known.
const BEGINNING: u64 = 4;

/// Characters of a header that are shown.
const SHOWN: usize = 200;

/// How a workbook begins, which is a ZIP archive; told of any, also of the older kind.
pub const WORKBOOK: &str = "PK";

/// How files begin that are no CSV: workbooks, and texts of two bytes a character.
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND_FILE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
const UTF_16: [[u8; 2]; 2] = [[0xff, 0xfe], [0xfe, 0xff]];

/// Says what a file is that can be told from its first bytes to be no CSV in UTF-8.
fn other_kind(beginning: &[u8]) -> Option<FieldFault> {
    let is = |value: &str| Some(FieldFault { rule: Rule::ValueInvalid, field: None, value: Some(value.to_owned()) });
    if beginning.starts_with(ZIP) || beginning.starts_with(COMPOUND_FILE) {
        return is(WORKBOOK);
    }
    let is_utf_16 = UTF_16.iter().any(|mark| beginning.starts_with(mark)) || beginning.contains(&0);
    if is_utf_16 { is("\u{fffd}") } else { None }
}

/// What separates cells in files that are not separated by commas.
const OTHER_SEPARATORS: [char; 3] = [';', '\t', '|'];

/// Reads the header; a required column that is absent, or one that stands twice, is a fault of row 1.
fn columns(header: &ByteRecord) -> Result<Columns, Vec<FieldFault>> {
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
    if let ([name], true) = (unknown.as_slice(), fields.len() == 1)
        && name.contains(OTHER_SEPARATORS)
    {
        return Err(vec![FieldFault { rule: Rule::FieldMissing, field: Some(REQUIRED[0]), value: Some(excerpt(name, SHOWN)) }]);
    }
    // Of a header in another encoding it is not known which columns are absent.
    let garbled = || unknown.iter().find(|name| name.contains(char::REPLACEMENT_CHARACTER));
    if REQUIRED.iter().any(|field| !fields.contains(&Some(*field)))
        && let Some(name) = garbled()
    {
        return Err(vec![FieldFault { rule: Rule::ValueInvalid, field: None, value: Some(excerpt(name, SHOWN)) }]);
    }
    let absent = REQUIRED.iter().filter(|field| !fields.contains(&Some(**field)));
    faults.extend(absent.map(|field| FieldFault { rule: Rule::FieldMissing, field: Some(*field), value: None }));
    if faults.is_empty() { Ok(Columns { fields, unknown }) } else { Err(faults) }
}

/// The cells of a record, by field.
fn cells<'r>(columns: &Columns, record: &'r ByteRecord) -> Result<Cells<'r>, Box<FieldFault>> {
    if record.len() != columns.fields.len() {
        return Err(Box::new(FieldFault { rule: Rule::ValueInvalid, field: None, value: None }));
    }
    let mut cells = Cells::default();
    for (field, bytes) in columns.fields.iter().zip(record) {
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

/// That a quote is opened and never closed: a row is too long to be one, or the file ends inside a cell.
fn never_closed() -> FieldFault {
    FieldFault { rule: Rule::ValueInvalid, field: None, value: Some("\"".to_owned()) }
}

/// The rows of a file or of a part of one, one at a time.
struct Rows<R> {
    reader: csv::Reader<Bounded<R>>,
    record: ByteRecord,
    at: Span,
    line: u64,
    is_too_long: bool,
}

impl<R: Read> Rows<R> {
    fn new(input: R) -> Self {
        let at = Span { first_row: 1, last_row: 1, start: 0, end: 0 };
        Self { reader: reader(input), record: ByteRecord::new(), at, line: 1, is_too_long: false }
    }

    /// Goes on to the next row that holds anything; false if there is none.
    fn advance(&mut self) -> io::Result<bool> {
        loop {
            let begun = self.reader.position().byte();
            match read_row(&mut self.reader, &mut self.record)? {
                _ if self.is_too_long => return Ok(false),
                Some(true) => {}
                Some(false) => return Ok(false),
                None => {
                    // What follows cannot be told from it.
                    self.is_too_long = true;
                    let row = self.at.last_row + 1;
                    self.at = Span { first_row: row, last_row: row, start: begun, end: begun };
                    return Ok(true);
                }
            }
            // The reader passes over blank lines; a spreadsheet counts them.
            let breaks = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
            let line = self.reader.position().line();
            let row = self.at.last_row + (line - self.line).saturating_sub(breaks).max(1);
            self.line = line;
            let start = self.record.position().map_or(0, csv::Position::byte);
            self.at = Span { first_row: row, last_row: row, start, end: self.reader.position().byte() };
            if self.record.iter().any(|cell| !cell.is_empty()) {
                return Ok(true);
            }
        }
    }

    /// The row that was gone on to.
    fn row(&self, columns: &Columns) -> Row<'_> {
        let cells = if self.is_too_long { Err(Box::new(never_closed())) } else { cells(columns, &self.record) };
        Row { at: self.at, cells }
    }
}

impl Rows<Cursor<Vec<u8>>> {
    /// Turns to a part of a file, which `fill` reads.
    fn turn_to(&mut self, part: Span, fill: impl FnOnce(&mut [u8]) -> io::Result<()>) -> io::Result<()> {
        let buffer = self.reader.get_mut().input.get_mut();
        // A line break comes first: a byte order mark inside a file is text, which a reader drops at a beginning.
        buffer.resize((part.end - part.start) as usize + 1, 0);
        buffer[0] = b'\n';
        fill(&mut buffer[1..])?;
        self.reader.seek_raw(SeekFrom::Start(0), csv::Position::new())?;
        (self.at.last_row, self.line) = (part.first_row - 1, 2);
        Ok(())
    }
}

/// Reads a histories.csv: once through, then any part of it again.
pub struct Reader<R> {
    columns: Columns,
    file: Rows<R>,
    part: Rows<Cursor<Vec<u8>>>,
    /// Its size in bytes.
    size: u64,
    is_through: bool,
    is_in_part: bool,
}

impl<R: Read + Seek> Reader<R> {
    /// Begins with the header. A file without one of the required columns is refused there.
    pub fn begin(mut input: R) -> io::Result<Result<Self, Vec<FieldFault>>> {
        let size = input.seek(SeekFrom::End(0))?;
        input.rewind()?;
        let mut beginning = Vec::new();
        input.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
        if let Some(fault) = other_kind(&beginning) {
            return Ok(Err(vec![fault]));
        }
        input.rewind()?;
        let mut file = Rows::new(input);
        if read_row(&mut file.reader, &mut file.record)?.is_none() {
            return Ok(Err(vec![never_closed()]));
        }
        file.line = file.reader.position().line();
        let part = Rows::new(Cursor::default());
        Ok(columns(&file.record).map(|columns| Self { columns, file, part, size, is_through: false, is_in_part: false }))
    }

    /// The bytes of the file, for whoever has read it through.
    fn bytes(&mut self) -> &mut R {
        &mut self.file.reader.get_mut().input
    }
}

impl<R: Read + Seek + Send> RowSource for Reader<R> {
    fn columns(&self) -> &Columns {
        &self.columns
    }

    fn progress(&self) -> (u64, u64) {
        (self.file.at.start, self.size)
    }

    fn next_row(&mut self) -> io::Result<Option<Row<'_>>> {
        if self.is_in_part {
            return Ok(if self.part.advance()? { Some(self.part.row(&self.columns)) } else { None });
        }
        if !self.is_through && self.file.advance()? {
            return Ok(Some(self.file.row(&self.columns)));
        }
        let last = self.file.at;
        let is_open = !self.is_through && {
            self.bytes().seek(SeekFrom::Start(last.start))?;
            is_unclosed(BufReader::new(self.bytes()))?
        };
        self.is_through = true;
        Ok(is_open.then(|| Row { at: last, cells: Err(Box::new(never_closed())) }))
    }

    fn turn_to(&mut self, span: Span) -> io::Result<()> {
        self.is_in_part = true;
        let Self { file, part, .. } = self;
        let input = &mut file.reader.get_mut().input;
        part.turn_to(span, |buffer| {
            input.seek(SeekFrom::Start(span.start))?;
            input.read_exact(buffer)
        })
    }
}

/// The most that is shown of a row, in bytes.
const LONGEST_TEXT: u64 = 1_000;

/// The texts of these rows, by row.
pub fn texts(mut input: impl Read + Seek, rows: &[u64]) -> io::Result<BTreeMap<u64, String>> {
    let mut found = BTreeMap::new();
    if rows.contains(&1) {
        let mut header = Vec::new();
        BufReader::new(input.by_ref().take(LONGEST_TEXT)).read_until(b'\n', &mut header)?;
        found.insert(1, told(&header));
    }
    let last = rows.iter().copied().max().unwrap_or(0);
    input.rewind()?;
    let Ok(mut reading) = Reader::begin(input)? else { return Ok(found) };
    let mut lying = Vec::new();
    while reading.file.advance()? && reading.file.at.first_row <= last {
        lying.extend(Some(reading.file.at).filter(|at| rows.contains(&at.first_row)));
    }
    for at in lying {
        reading.bytes().seek(SeekFrom::Start(at.start))?;
        let mut bytes = Vec::new();
        reading.bytes().take((at.end - at.start).min(LONGEST_TEXT)).read_to_end(&mut bytes)?;
        found.insert(at.first_row, told(&bytes));
    }
    Ok(found)
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_matches(['\u{feff}', '\r', '\n']).to_owned()
}

/// Whether what is read ends inside a quoted cell: its quote was never closed (RFC 4180).
fn is_unclosed(mut input: impl Read) -> io::Result<bool> {
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

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;

    fn numbers(file: &str) -> Vec<(u64, Option<String>)> {
        let mut rows = Reader::begin(Cursor::new(file)).ok().and_then(Result::ok);
        let mut found = Vec::new();
        while let Some(row) = rows.as_mut().and_then(|rows| rows.next_row().ok().flatten()) {
            found.push((row.at.first_row, row.cells.ok().and_then(|cells| cells.get(Field::Shipment).map(str::to_owned))));
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
        let mut rows = match Reader::begin(Cursor::new(file)) {
            Ok(Ok(rows)) => rows,
            other => panic!("{:?}", other.map(|begun| begun.err())),
        };
        let told = |row: &Row<'_>| {
            let cell = row.cells.as_ref().ok().and_then(|cells: &Cells<'_>| cells.get(Field::OccurredAt).map(str::to_owned));
            (row.at.first_row, cell)
        };
        let mut read = Vec::new();
        while let Ok(Some(row)) = rows.next_row() {
            read.push((row.at, told(&row)));
        }
        assert_eq!(read.iter().map(|(_, told)| told.0).collect::<Vec<_>>(), [2, 3]);
        for (at, before) in read.into_iter().rev() {
            assert!(rows.turn_to(at).is_ok());
            assert_eq!(rows.next_row().ok().flatten().map(|row| told(&row)), Some(before));
            assert!(rows.next_row().is_ok_and(|row| row.is_none()));
        }
    }

    #[test]
    fn a_row_that_never_ends_does_not_take_the_file_into_memory() {
        let file = format!("shipment,event,occurred_at\nA,x,y\nB,\"{}\nC,x,y\n", "x,y\n".repeat(1 << 20));
        // Once as a row that is too long, once as a quote that is open to the end.
        assert_eq!(numbers(&file), [(2, Some("A".to_owned())), (3, None), (3, None)]);
        assert!(Reader::begin(Cursor::new(",".repeat(1 << 22))).is_ok_and(|begun| begun.is_err()));
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
    fn a_file_of_another_kind_is_one_fault() {
        let utf_16: Vec<u8> = "\u{feff}shipment,event,occurred_at\nA,noted,x".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let without_mark: Vec<u8> = utf_16[2..].to_vec();
        let gbk = b"\xc5\xfa\xb4\xce,\xca\xc2\xbc\xfe,\xca\xb1\xbc\xe4\nA,B,C\n".to_vec();
        let workbook = [b"PK\x03\x04", &[0x14, 0, 6, 0, 8, 0][..]].concat();
        for (bytes, expected) in
            [(utf_16, "\u{fffd}"), (without_mark, "\u{fffd}"), (gbk, "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"), (workbook, WORKBOOK)]
        {
            let faults = Reader::begin(Cursor::new(bytes)).ok().and_then(Result::err).unwrap_or_default();
            let told: Vec<_> = faults.iter().map(|fault| (fault.rule, fault.field, fault.value.as_deref())).collect();
            assert_eq!(told, [(Rule::ValueInvalid, None, Some(expected))]);
        }
    }

    #[test]
    fn a_file_without_its_columns_is_refused_at_the_header() {
        let faults = Reader::begin(Cursor::new("shipment,stage,event,event\n")).ok().and_then(Result::err);
        let named: Vec<_> = faults.iter().flatten().map(|fault| (fault.rule, fault.field)).collect();
        assert_eq!(named, [(Rule::ValueInvalid, Some(Field::Event)), (Rule::FieldMissing, Some(Field::OccurredAt))]);
    }
}
