//! The first reading of a file: every fault of a field is named, and where each shipment's rows lie is noted,
//! so that they can be read again in order of reference without holding the file in memory.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use super::file::{FileRow, Part, by, numbered, source};
use super::{Fault, MOST_FAULTS, NewPlace, Refusals, Request};
use crate::domain::codes::{Cell, Reference};
use crate::domain::entry;
use crate::domain::event::Event;
use crate::domain::field::{Cells, Field};
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::time::{Instant, Moment};
use crate::formats::histories::{Columns, Row, Rows, is_unclosed};
use crate::office::lanes::Promises;

/// A shipment of the file.
#[derive(Debug)]
pub(super) struct Shipment {
    pub(super) reference: Reference,
    /// Whether one of its rows has a fault of a field.
    pub(super) is_faulty: bool,
    runs: Vec<Run>,
}

/// Neighbouring rows of one shipment.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: u64,
    end: u64,
    first_row: u64,
    last_row: u64,
}

/// A file that was read once.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) columns: Columns,
    /// In order of reference.
    pub(super) shipments: Vec<Shipment>,
    pub(super) faults: Vec<Fault>,
    pub(super) new_places: Vec<NewPlace>,
    file: File,
    parts: Rows<Cursor<Vec<u8>>>,
}

/// Reads a file and checks every field of it.
pub(super) fn scan(request: &Request, known_places: &HashSet<String>, now: Moment) -> Result<Scan, Refusals> {
    let file = File::open(&request.path)?;
    let size = file.metadata()?.len();
    let mut rows = match Rows::begin(BufReader::new(file.try_clone()?))? {
        Ok(rows) => rows,
        Err(faults) => {
            let at_header = |fault| Fault { row: 1, shipment: None, fault, in_the_way: None };
            return Err(Refusals::Faults { faults: faults.into_iter().map(at_header).collect(), unknown_columns: Vec::new() });
        }
    };
    let columns = rows.columns().clone();
    let mut reading = Reading {
        request,
        known_places,
        now,
        index: HashMap::new(),
        shipments: Vec::new(),
        faults: Vec::new(),
        new_places: BTreeMap::new(),
    };
    let (mut last_row, mut last_start) = (1, 0);
    while let Some(row) = if reading.faults.len() < MOST_FAULTS { rows.next_row()? } else { None } {
        (request.progress)(row.start, 2 * size);
        reading.take(&row);
        (last_row, last_start) = (row.row, row.start);
    }
    (&file).seek(SeekFrom::Start(last_start))?;
    if is_unclosed(&file)? {
        let fault = FieldFault { rule: Rule::ValueInvalid, field: None, value: Some("\"".to_owned()) };
        reading.faults.push(Fault { row: last_row, shipment: None, fault, in_the_way: None });
    }
    let Reading { mut shipments, faults, new_places, .. } = reading;
    shipments.sort_by(|a, b| a.reference.cmp(&b.reference));
    let parts = columns.parts();
    let new_places = new_places.into_iter().map(|(code, row)| NewPlace { code, row }).collect();
    Ok(Scan { parts, columns, shipments, faults, new_places, file })
}

struct Reading<'s> {
    request: &'s Request,
    known_places: &'s HashSet<String>,
    now: Moment,
    index: HashMap<Reference, usize>,
    shipments: Vec<Shipment>,
    faults: Vec<Fault>,
    new_places: BTreeMap<String, u64>,
}

impl Reading<'_> {
    fn take(&mut self, row: &Row<'_>) {
        let cells = match &row.cells {
            Ok(cells) => cells,
            Err(fault) => {
                self.faults.push(Fault { row: row.row, shipment: None, fault: (**fault).clone(), in_the_way: None });
                return;
            }
        };
        let (reference, mut faults) = match cells.get(Field::Shipment) {
            None => (None, vec![FieldFault { rule: Rule::FieldMissing, field: Some(Field::Shipment), value: None }]),
            Some(text) => match Reference::read(text) {
                Some(reference) => (Some(reference), Vec::new()),
                None => (None, vec![fault(Rule::ValueInvalid, Field::Shipment, cells)]),
            },
        };
        faults.extend(self.faults_of(cells, row.row));
        if let Some(reference) = reference {
            self.note(reference, row, !faults.is_empty());
        }
        let shipment = cells.get(Field::Shipment).map(str::to_owned);
        self.faults.extend(faults.into_iter().map(|fault| Fault { row: row.row, shipment: shipment.clone(), fault, in_the_way: None }));
    }

    fn faults_of(&mut self, cells: &Cells<'_>, row: u64) -> Vec<FieldFault> {
        let (event, mut faults) = match entry::read(cells) {
            Ok(event) => (Some(event), Vec::new()),
            Err(faults) => (None, faults),
        };
        faults.extend(self.fault_of_times(cells, event.as_ref()));
        if self.request.as_recorded {
            // An ordinary import is its importer's, whatever the file says.
            faults.extend(by(cells, "").is_none().then(|| fault(Rule::ValueInvalid, Field::ActorId, cells)));
            faults.extend(source(cells).is_none().then(|| fault(Rule::ValueInvalid, Field::Source, cells)));
        }
        for field in Field::ALL.iter().copied().filter(|field| field.is_place()) {
            let Some(code) = cells.get(field).filter(|code| !self.known_places.contains(*code)) else { continue };
            if self.request.create_places {
                if !self.new_places.contains_key(code) {
                    self.new_places.insert(code.to_owned(), row);
                }
            } else if !faults.iter().any(|fault| fault.field == Some(field)) {
                faults.push(fault(Rule::PlaceUnknown, field, cells));
            }
        }
        faults.sort_by_key(|fault| fault.field.map_or(Field::COUNT, Field::index));
        faults
    }

    /// Rule 4, for the time of recording that the file or this import gives.
    fn fault_of_times(&self, cells: &Cells<'_>, event: Option<&Event>) -> Option<FieldFault> {
        let recorded_at = match cells.get(Field::RecordedAt).map(Moment::parse) {
            Some(None) => return Some(fault(Rule::TimeInvalid, Field::RecordedAt, cells)),
            Some(Some(own)) if self.request.as_recorded => own,
            _ => self.now,
        };
        if !self.now.allows_recording(recorded_at) {
            return Some(fault(Rule::InFuture, Field::RecordedAt, cells));
        }
        let lies_ahead = |occurred: Instant| !recorded_at.allows(occurred);
        let event = event.filter(|event| !event.kind.may_lie_ahead() && lies_ahead(event.occurred.instant));
        event.map(|_| fault(Rule::InFuture, Field::OccurredAt, cells))
    }

    fn note(&mut self, reference: Reference, row: &Row<'_>, is_faulty: bool) {
        let index = match self.shipments.last() {
            Some(last) if last.reference == reference => self.shipments.len() - 1,
            _ => *self.index.entry(reference.clone()).or_insert_with(|| {
                self.shipments.push(Shipment { reference, is_faulty: false, runs: Vec::new() });
                self.shipments.len() - 1
            }),
        };
        let shipment = &mut self.shipments[index];
        shipment.is_faulty |= is_faulty;
        match shipment.runs.last_mut() {
            Some(run) if run.last_row + 1 == row.row => (run.end, run.last_row) = (row.end, row.row),
            _ => shipment.runs.push(Run { start: row.start, end: row.end, first_row: row.row, last_row: row.row }),
        }
    }
}

fn fault(rule: Rule, field: Field, cells: &Cells<'_>) -> FieldFault {
    FieldFault { rule, field: Some(field), value: cells.get(field).map(str::to_owned) }
}

impl Scan {
    /// Reads a shipment's rows again; all of their fields are known to be right. A number that is none, or
    /// stands twice, is their fault together.
    pub(super) fn part(&mut self, index: usize, promises: &Promises) -> Result<Result<Part, Fault>, Refusals> {
        let shipment = &self.shipments[index];
        let mut rows = Vec::new();
        for run in &shipment.runs {
            self.parts.turn_to(run.first_row, (run.end - run.start) as usize, |buffer| {
                self.file.seek(SeekFrom::Start(run.start))?;
                self.file.read_exact(buffer)
            })?;
            while let Some(row) = self.parts.next_row()? {
                let read = row.cells.as_ref().ok().and_then(|cells| Some((cells, entry::read(cells).ok()?)));
                let Some((cells, event)) = read else { return Err(Refusals::Changed) };
                rows.push(FileRow::new(row.row, cells, promises.promise(event, &self.columns)));
            }
        }
        Ok(numbered(rows).map(|rows| Part { shipment: shipment.reference.clone(), rows }).map_err(|(row, value)| {
            let fault = FieldFault { rule: Rule::NumberInvalid, field: Some(Field::Number), value };
            Fault { row, shipment: Some(shipment.reference.to_string()), fault, in_the_way: None }
        }))
    }
}
