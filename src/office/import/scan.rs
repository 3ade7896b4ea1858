//! The first reading of a file: every fault of a field is named, and where each shipment's rows lie is noted,
//! so that they can be read again in order of reference without holding the file in memory.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::causes::{FaultyRow, NamedFaults};
use super::file::{FileRow, Part, by, numbered, source};
use super::{ImportRequest, InTheWay, MOST_FAULTS, NewPlace, Phase, Refusals, RowFault};
use crate::domain::codes::{Cell, Reference};
use crate::domain::entry;
use crate::domain::event::Event;
use crate::domain::field::{Cells, Field};
use crate::domain::identifier;
use crate::domain::parcel::doubt;
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::time::{Instant, Moment};
use crate::formats::rows::{Columns, Row, RowSource, Span};
use crate::office::lanes::Promises;
use crate::office::place_codes::PlaceCodes;
use crate::store::Snapshot;

/// A shipment of the file.
#[derive(Debug)]
pub(super) struct Shipment {
    pub(super) reference: Reference,
    /// Whether one of its rows has a fault of a field.
    pub(super) is_faulty: bool,
    /// Whether every row of it is known to be recorded.
    pub(super) is_there: bool,
    /// How it is written where it is registered, and in which row.
    registered: Option<(Reference, u64)>,
    spans: Vec<Span>,
}

/// A file that was read once.
pub(super) struct Scan {
    pub(super) columns: Columns,
    source: Box<dyn RowSource>,
    /// In order of reference.
    pub(super) shipments: Vec<Shipment>,
    pub(super) faults: NamedFaults,
    /// Whether a row of it registers a shipment.
    is_anything_registered: bool,
    pub(super) new_places: Vec<NewPlace>,
    /// Rows that are a shipment's.
    pub(super) rows: u64,
    /// Parcel codes that are doubted.
    pub(super) doubtful: u64,
    /// Whether a row of it could not be read at all: then nobody knows which shipment lacks it.
    pub(super) is_unreadable: bool,
}

/// Reads a file and checks every field of it.
pub(super) fn scan(
    mut source: Box<dyn RowSource>,
    request: &ImportRequest,
    (known_places, twins): (&PlaceCodes, &HashSet<Reference>),
    now: Moment,
    phase: &Phase,
) -> Result<Scan, Refusals> {
    let mut reading = Reading {
        request,
        known_places,
        twins,
        now,
        index: HashMap::new(),
        by_key: HashMap::new(),
        shipments: Vec::new(),
        faults: NamedFaults::default(),
        is_anything_registered: false,
        new_places: BTreeMap::new(),
        rows: 0,
        doubtful: 0,
        is_unreadable: false,
    };
    let columns = source.columns().clone();
    while reading.faults.len() < MOST_FAULTS {
        let (done, all) = source.progress();
        phase.tell(done, all);
        request.go_on()?;
        let Some(row) = source.next_row()? else { break };
        reading.take(&row, &columns);
    }
    let Reading { mut shipments, faults, is_anything_registered, new_places, rows, doubtful, is_unreadable, .. } = reading;
    shipments.sort_by(|a, b| a.reference.cmp(&b.reference));
    let new_places = new_places.into_iter().map(|(code, row)| NewPlace { code, row }).collect();
    Ok(Scan { columns, source, shipments, faults, is_anything_registered, new_places, rows, doubtful, is_unreadable })
}

/// The word of the event that opens a history.
const REGISTERED: &str = "registered";
/// The word of the event by which parcels join.
const PACKED: &str = "packed";

struct Reading<'s> {
    request: &'s ImportRequest,
    known_places: &'s PlaceCodes,
    /// References of shipments that are read as one another.
    twins: &'s HashSet<Reference>,
    now: Moment,
    /// Shipments as they are written, and as they are read.
    index: HashMap<Reference, usize>,
    by_key: HashMap<String, usize>,
    shipments: Vec<Shipment>,
    faults: NamedFaults,
    is_anything_registered: bool,
    new_places: BTreeMap<String, u64>,
    rows: u64,
    doubtful: u64,
    is_unreadable: bool,
}

impl Reading<'_> {
    fn take(&mut self, row: &Row<'_>, columns: &Columns) {
        let has_column = |field: Field| columns.fields.contains(&Some(field));
        let mut at = FaultyRow { row: row.at.first_row, shipment: None, kind: None };
        let cells = match &row.cells {
            Ok(cells) => cells,
            Err(fault) => {
                // Whatever is judged of the other rows would follow from this one.
                self.is_unreadable = true;
                if fault.field.is_none() && fault.value.is_some() {
                    self.faults.name_open_quote(at.row, (**fault).clone());
                } else {
                    self.faults.name(&at, (**fault).clone(), has_column);
                }
                return;
            }
        };
        (at.shipment, at.kind) = (cells.get(Field::Shipment), cells.get(Field::Event));
        let (reference, mut faults) = match cells.get(Field::Shipment) {
            None => (None, vec![FieldFault { rule: Rule::FieldMissing, field: Some(Field::Shipment), value: None }]),
            Some(text) => match Reference::read(text) {
                Some(reference) => (Some(reference), Vec::new()),
                None => (None, vec![fault(Rule::ValueInvalid, Field::Shipment, cells)]),
            },
        };
        faults.extend(self.faults_of(cells, row.at.first_row));
        if let Some(reference) = reference {
            let index = self.index_of(&reference);
            let is_registered = at.kind == Some(REGISTERED);
            self.is_anything_registered |= is_registered;
            let first = if is_registered { self.registered_before(index, &reference, at.row) } else { None };
            if at.kind == Some(PACKED) {
                self.doubtful += cells.get(Field::Parcels).unwrap_or("").split(' ').filter(|code| doubt(code).is_some()).count() as u64;
            }
            self.note(index, row.at, first.is_some() || !faults.is_empty());
            if let Some(first) = first {
                let twice = fault(Rule::RegisteredTwice, Field::Shipment, cells);
                self.faults.add(RowFault { in_the_way: Some(InTheWay::Row(first)), ..RowFault::new(at.row, &reference, twice) });
            }
        }
        for fault in faults {
            self.faults.name(&at, fault, has_column);
        }
    }

    /// Notes that a shipment is registered by a row; gives the row that registered it before in another spelling.
    fn registered_before(&mut self, index: usize, reference: &Reference, row: u64) -> Option<u64> {
        let (first, before) = self.shipments[index].registered.get_or_insert_with(|| (reference.clone(), row));
        (first != reference).then_some(*before)
    }

    /// The shipment that a row is about: the one that is written so, else the one that is read so.
    fn index_of(&mut self, reference: &Reference) -> usize {
        if let Some(last) = self.shipments.last()
            && last.reference == *reference
        {
            return self.shipments.len() - 1;
        }
        if let Some(index) = self.index.get(reference) {
            return *index;
        }
        let is_itself = self.request.as_recorded || self.twins.contains(reference);
        let key = if is_itself { None } else { Some(identifier::key(reference.as_str())) };
        let index = match key.as_ref().and_then(|key| self.by_key.get(key)) {
            Some(index) => *index,
            None => {
                self.shipments.push(Shipment {
                    reference: reference.clone(),
                    is_faulty: false,
                    is_there: false,
                    registered: None,
                    spans: Vec::new(),
                });
                self.shipments.len() - 1
            }
        };
        self.by_key.extend(key.map(|key| (key, index)));
        self.index.insert(reference.clone(), index);
        index
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
            let Some(code) = cells.get(field).filter(|code| !self.known_places.contains(code)) else { continue };
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

    fn note(&mut self, index: usize, at: Span, is_faulty: bool) {
        self.rows += 1;
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
    /// Calls each shipment as it is recorded, where it is written otherwise; one that may be several is at fault.
    pub(super) fn call_as_recorded(&mut self, ledger: &mut Snapshot) -> Result<(), Refusals> {
        let references: Vec<Reference> = self.shipments.iter().map(|shipment| shipment.reference.clone()).collect();
        for (shipment, mut read_as) in self.shipments.iter_mut().zip(ledger.all_read_as(&references)?) {
            match (read_as.contains(&shipment.reference), read_as.len()) {
                (true, _) | (false, 0) => {}
                (false, 1) => shipment.reference = read_as.remove(0),
                (false, _) => {
                    shipment.is_faulty = true;
                    let value = Some(shipment.reference.to_string());
                    let fault = FieldFault { rule: Rule::ValueInvalid, field: Some(Field::Shipment), value: value.clone() };
                    let row = shipment.spans.first().map_or(0, |span| span.first_row);
                    self.faults.add(RowFault::new(row, &shipment.reference, fault));
                }
            }
        }
        self.shipments.sort_by(|a, b| a.reference.cmp(&b.reference));
        Ok(())
    }

    /// Names a fault of a shipment's history.
    pub(super) fn add_of_history(&mut self, fault: RowFault) {
        self.faults.add_of_history(fault, self.is_anything_registered);
    }

    /// Reads a shipment's rows again, unless a field of them is at fault, or their numbers cannot be numbers: that is
    /// noted as a fault.
    pub(super) fn read(&mut self, index: usize, promises: &Promises) -> Result<Option<Part>, Refusals> {
        if self.shipments[index].is_faulty {
            return Ok(None);
        }
        let part = self.part(index, promises)?;
        Ok(part.map_err(|fault| self.faults.add(fault)).ok())
    }

    /// Goes on only where nothing is wrong with the file.
    pub(super) fn without_faults(&mut self) -> Result<(), Refusals> {
        if self.faults.len() == 0 {
            return Ok(());
        }
        Err(Refusals::Faults { faults: self.faults.take(), unknown_columns: self.columns.unknown.clone() })
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
            RowFault::new(row, &shipment.reference, fault)
        }))
    }
}
