//! The first reading of a file: every fault of a field is named, and where each shipment's rows lie is noted,
//! so that they can be read again in order of reference without holding the file in memory.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::file::{FileRow, Part, by, numbered, source};
use super::{ImportRequest, MOST_FAULTS, NewPlace, Phase, Refusals, RowFault};
use crate::domain::codes::{Cell, Reference};
use crate::domain::entry;
use crate::domain::event::Event;
use crate::domain::field::{Cells, Field};
use crate::domain::normal_form::excerpt;
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::time::{Instant, Moment};
use crate::formats::rows::{Columns, Row, RowSource, Span};
use crate::office::lanes::Promises;

/// A shipment of the file.
#[derive(Debug)]
pub(super) struct Shipment {
    pub(super) reference: Reference,
    /// Whether one of its rows has a fault of a field.
    pub(super) is_faulty: bool,
    /// Whether every row of it is known to be recorded.
    pub(super) is_there: bool,
    spans: Vec<Span>,
}

/// A file that was read once.
pub(super) struct Scan {
    pub(super) columns: Columns,
    source: Box<dyn RowSource>,
    /// In order of reference.
    pub(super) shipments: Vec<Shipment>,
    pub(super) faults: Vec<RowFault>,
    pub(super) new_places: Vec<NewPlace>,
    /// Rows that are a shipment's.
    pub(super) rows: u64,
}

/// Reads a file and checks every field of it.
pub(super) fn scan(
    mut source: Box<dyn RowSource>,
    request: &ImportRequest,
    known_places: &HashSet<String>,
    now: Moment,
    phase: &Phase,
) -> Result<Scan, Refusals> {
    let mut reading = Reading {
        request,
        known_places,
        now,
        index: HashMap::new(),
        shipments: Vec::new(),
        faults: Vec::new(),
        new_places: BTreeMap::new(),
        rows: 0,
        kept: 0,
    };
    while reading.faults.len() < MOST_FAULTS {
        let (done, all) = source.progress();
        phase.tell(done, all);
        request.go_on()?;
        let Some(row) = source.next_row()? else { break };
        reading.take(&row);
    }
    let Reading { mut shipments, faults, new_places, rows, .. } = reading;
    shipments.sort_by(|a, b| a.reference.cmp(&b.reference));
    let new_places = new_places.into_iter().map(|(code, row)| NewPlace { code, row }).collect();
    Ok(Scan { columns: source.columns().clone(), source, shipments, faults, new_places, rows })
}

/// Characters that are kept of a value at fault, as long as not much is kept in all; and what is much, in bytes.
const LONG_VALUE: usize = 4_096;
const MUCH: usize = 4 * 1_048_576;
/// Characters that are kept of each after that.
const SHORT_VALUE: usize = 100;

struct Reading<'s> {
    request: &'s ImportRequest,
    known_places: &'s HashSet<String>,
    now: Moment,
    index: HashMap<Reference, usize>,
    shipments: Vec<Shipment>,
    faults: Vec<RowFault>,
    new_places: BTreeMap<String, u64>,
    rows: u64,
    /// Bytes of the values and references that stand in the faults.
    kept: usize,
}

impl Reading<'_> {
    fn take(&mut self, row: &Row<'_>) {
        let cells = match &row.cells {
            Ok(cells) => cells,
            Err(fault) => {
                self.name(row.at.first_row, None, (**fault).clone());
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
        faults.extend(self.faults_of(cells, row.at.first_row));
        if let Some(reference) = reference {
            self.note(reference, row.at, !faults.is_empty());
        }
        for fault in faults {
            self.name(row.at.first_row, cells.get(Field::Shipment), fault);
        }
    }

    /// Notes a fault: what is stored and shown of it does not grow with what stands in the file.
    fn name(&mut self, row: u64, shipment: Option<&str>, fault: FieldFault) {
        let most = if self.kept < MUCH { LONG_VALUE } else { SHORT_VALUE };
        let (shipment, value) = (shipment.map(|text| excerpt(text, most)), fault.value.as_deref().map(|text| excerpt(text, most)));
        self.kept += [&shipment, &value].into_iter().flatten().map(String::len).sum::<usize>();
        self.faults.push(RowFault { row, shipment, fault: FieldFault { value, ..fault }, in_the_way: None });
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

    fn note(&mut self, reference: Reference, at: Span, is_faulty: bool) {
        self.rows += 1;
        let index = match self.shipments.last() {
            Some(last) if last.reference == reference => self.shipments.len() - 1,
            _ => *self.index.entry(reference.clone()).or_insert_with(|| {
                self.shipments.push(Shipment { reference, is_faulty: false, is_there: false, spans: Vec::new() });
                self.shipments.len() - 1
            }),
        };
        let shipment = &mut self.shipments[index];
        shipment.is_faulty |= is_faulty;
        if !shipment.spans.last_mut().is_some_and(|span| span.extend(&at)) {
            shipment.spans.push(at);
        }
    }
}

fn fault(rule: Rule, field: Field, cells: &Cells<'_>) -> FieldFault {
    FieldFault { rule, field: Some(field), value: cells.get(field).map(str::to_owned) }
}

impl Scan {
    /// Reads a shipment's rows again, unless a field of them is at fault, or their numbers cannot be numbers: that is
    /// noted as a fault.
    pub(super) fn read(&mut self, index: usize, promises: &Promises) -> Result<Option<Part>, Refusals> {
        if self.shipments[index].is_faulty {
            return Ok(None);
        }
        let part = self.part(index, promises)?;
        Ok(part.map_err(|fault| self.faults.push(fault)).ok())
    }

    /// Goes on only where nothing is wrong with the file.
    pub(super) fn without_faults(&mut self) -> Result<(), Refusals> {
        if self.faults.is_empty() {
            return Ok(());
        }
        let mut faults = std::mem::take(&mut self.faults);
        faults.sort_by_key(|fault| fault.row);
        Err(Refusals::Faults { faults, unknown_columns: self.columns.unknown.clone() })
    }

    /// Reads a shipment's rows again; all of their fields are known to be right. A number that is none, or
    /// stands twice, is their fault together.
    fn part(&mut self, index: usize, promises: &Promises) -> Result<Result<Part, RowFault>, Refusals> {
        let shipment = &self.shipments[index];
        let mut rows = Vec::new();
        for span in &shipment.spans {
            self.source.turn_to(*span)?;
            while let Some(row) = self.source.next_row()? {
                let read = row.cells.as_ref().ok().and_then(|cells| Some((cells, entry::read(cells).ok()?)));
                let Some((cells, event)) = read else { return Err(Refusals::Changed) };
                rows.push(FileRow::new(row.at.first_row, cells, promises.promise(event, &self.columns)));
            }
        }
        Ok(numbered(rows).map(|rows| Part { shipment: shipment.reference.clone(), rows }).map_err(|(row, value)| {
            let fault = FieldFault { rule: Rule::NumberInvalid, field: Some(Field::Number), value };
            RowFault { row, shipment: Some(shipment.reference.to_string()), fault, in_the_way: None }
        }))
    }
}
