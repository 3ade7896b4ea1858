//! Importing histories.csv: the whole file is read and judged, and recorded whole or not at all. An import is
//! a command of its day; only `as_recorded`, into an empty database, keeps the file's own times of recording. A
//! judgement is the same work, undone at its end. timeline.md "In files".

mod already;
mod file;
mod recorded;
mod scan;
mod texts;

use std::path::PathBuf;

use file::Part;
use scan::Scan;
pub use texts::texts;

use super::lanes::Promises;
use super::rights::Right;
use super::{Context, Error, Office, Progress, StoreError};
use crate::domain::actor::{Actor, Source};
use crate::domain::codes::Reference;
use crate::domain::field::Field;
use crate::domain::refusal::{FieldFault, Refusal, Rule};
use crate::domain::time::Moment;
use crate::store::Store;
use crate::store::ledger::{ActRefused, Command, Judgement, LedgerTransaction, Objection};

/// After so many faults a file is not read on.
pub const MOST_FAULTS: usize = 50_000;

/// Shipments that are listed when an import is done.
pub const LISTED: usize = 1_000;

/// What to import, and how.
#[derive(Clone)]
pub struct Request {
    /// The file.
    pub path: PathBuf,
    /// Whether places that are not known are created.
    pub create_places: bool,
    /// Whether the file's own times of recording are kept.
    pub as_recorded: bool,
    /// Who wants to know how far it has come.
    pub progress: Progress,
}

/// A fault of a file, at a row and, where one cell is at fault, a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// As a spreadsheet counts; the header is 1.
    pub row: u64,
    /// The shipment, where it can be read.
    pub shipment: Option<String>,
    /// The column, the value and the rule.
    pub fault: FieldFault,
    /// The row of the event in the way, where it is in the file.
    pub in_the_way: Option<InTheWay>,
}

/// The earlier event that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InTheWay {
    /// A row of the same file.
    Row(u64),
    /// An event that was recorded before, by number.
    Number(u32),
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Shipments for which something was recorded.
    pub shipments: u64,
    /// Events that were recorded.
    pub events: u64,
    /// Rows that were there already.
    pub passed_over: u64,
    /// Columns that no field is named like.
    pub unknown_columns: Vec<String>,
    /// Places that were created, by their codes.
    pub created_places: Vec<NewPlace>,
    /// The first of the shipments, up to [`LISTED`], by reference, each with how many events were recorded.
    pub listed: Vec<(Reference, u64)>,
}

/// A place that a file names first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlace {
    /// Its code.
    pub code: String,
    /// The first row that names it.
    pub row: u64,
}

/// Why nothing was imported.
#[derive(Debug)]
pub enum Refusals {
    /// The file has faults.
    Faults {
        /// In order of rows.
        faults: Vec<Fault>,
        /// Columns that no field is named like.
        unknown_columns: Vec<String>,
    },
    /// `as_recorded` needs a database without shipments.
    NotEmpty,
    /// The file changed while it was read.
    Changed,
    /// The file cannot be read.
    File(std::io::Error),
    /// Whoever asks may not, or the store failed.
    Store(Error),
}

impl<E: Into<Error>> From<E> for Refusals {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl From<std::io::Error> for Refusals {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}

/// What an import would record now, or everything that is wrong with the file.
pub fn judge(office: &Office, context: &Context, request: Request) -> Result<Imported, Refusals> {
    context.require(Right::Import)?;
    match run(office.store(), context.acting(), request, true) {
        Ok(imported) | Err(Undone::Judged(imported)) => Ok(imported),
        Err(Undone::Refused(refusals)) => Err(refusals),
    }
}

/// Imports a file, or names everything that is wrong with it.
pub fn import(office: &Office, context: &Context, request: Request) -> Result<Imported, Refusals> {
    context.require(Right::Import)?;
    run(office.store(), context.acting(), request, false).map_err(|undone| match undone {
        Undone::Refused(refusals) => refusals,
        Undone::Judged(_) => StoreError::Unexpected("an import that records was only judged").into(),
    })
}

/// Why nothing was kept.
enum Undone {
    Refused(Refusals),
    /// It was only to be judged.
    Judged(Imported),
}

impl<E: Into<Refusals>> From<E> for Undone {
    fn from(why: E) -> Self {
        Self::Refused(why.into())
    }
}

fn run(store: &Store, actor: Actor, request: Request, only_judges: bool) -> Result<Imported, Undone> {
    let known = store.place_codes()?;
    let promises = Promises::load(store)?;
    let scan = scan::scan(&request, &known, store.next_recording()?)?;
    let as_recorded = request.as_recorded;
    let run = move |transaction: &mut LedgerTransaction<'_>, now| {
        if request.as_recorded && !transaction.is_empty() {
            return Err(Undone::Refused(Refusals::NotEmpty));
        }
        let mut work = Work { actor, request, promises, now: transaction.moment(now), faults: Vec::new(), done: Imported::default() };
        let imported = work.run(transaction, scan)?;
        // An error undoes the whole transaction.
        if only_judges { Err(Undone::Judged(imported)) } else { Ok(imported) }
    };
    // As recorded, a shipment's commands lie apart, so its rows must stay at hand.
    if as_recorded { store.ledger().alone(run) } else { store.ledger().alone_apart(run) }
}

/// An import at work inside the open transaction.
struct Work {
    actor: Actor,
    request: Request,
    promises: Promises,
    now: Moment,
    faults: Vec<Fault>,
    done: Imported,
}

impl Work {
    fn run(&mut self, transaction: &mut LedgerTransaction<'_>, mut scan: Scan) -> Result<Imported, Refusals> {
        self.faults = std::mem::take(&mut scan.faults);
        transaction.acting(&self.actor, Source::Import.word());
        if self.faults.is_empty() {
            let codes: Vec<String> = scan.new_places.iter().map(|place| place.code.clone()).collect();
            transaction.create_places(&codes);
        }
        if self.request.as_recorded {
            recorded::record(self, transaction, &mut scan)?;
        } else {
            self.record(transaction, &mut scan)?;
        }
        let unknown_columns = scan.columns.unknown.clone();
        if self.faults.is_empty() {
            let created_places = std::mem::take(&mut scan.new_places);
            return Ok(Imported { unknown_columns, created_places, ..std::mem::take(&mut self.done) });
        }
        let mut faults = std::mem::take(&mut self.faults);
        faults.sort_by_key(|fault| fault.row);
        Err(Refusals::Faults { faults, unknown_columns })
    }

    /// One command a shipment, in order of reference.
    fn record(&mut self, transaction: &mut LedgerTransaction<'_>, scan: &mut Scan) -> Result<(), Refusals> {
        let is_empty = transaction.is_empty();
        let all = scan.shipments.len() as u64;
        for index in 0..scan.shipments.len() {
            (self.request.progress)(all + index as u64, 2 * all);
            if scan.shipments[index].is_faulty {
                continue;
            }
            let Some(part) = self.read(scan, index)? else { continue };
            if is_empty {
                transaction.assume_new(&part.shipment);
            }
            self.record_part(transaction, part)?;
            transaction.write_if_many()?;
        }
        Ok(())
    }

    /// The rows of one shipment, if their numbers can be numbers.
    fn read(&mut self, scan: &mut Scan, index: usize) -> Result<Option<Part>, Refusals> {
        match scan.part(index, &self.promises)? {
            Ok(part) => Ok(Some(part)),
            Err(fault) => {
                self.faults.push(fault);
                Ok(None)
            }
        }
    }

    fn record_part(&mut self, transaction: &mut LedgerTransaction<'_>, part: Part) -> Result<(), Refusals> {
        let history = transaction.history(&part.shipment)?;
        let is_new = history.is_empty();
        let left = if is_new { Ok((part.rows, 0)) } else { already::leave_out(history, part.rows) };
        let (rows, passed_over) = match left {
            Ok(left) => left,
            Err((row, rule)) => {
                let field = Some(Field::RefersTo);
                let fault = FieldFault { rule, field: field.filter(|_| rule == Rule::RefersUnknown), value: None };
                self.faults.push(Fault { row, shipment: Some(part.shipment.to_string()), fault, in_the_way: None });
                return Ok(());
            }
        };
        self.done.passed_over += passed_over;
        if rows.is_empty() {
            return Ok(());
        }
        let new: Vec<(u32, u64)> = rows.iter().map(|row| (row.number, row.row)).collect();
        let events = rows.into_iter().map(|row| (Some(row.number), row.event.with_actor(&self.actor.name))).collect();
        match transaction.append(Command { shipment: part.shipment.clone(), seen: None, events }, self.now) {
            Ok(appended) => {
                let events = appended.numbers.len() as u64;
                self.done.shipments += 1;
                self.done.events += events;
                if self.done.listed.len() < LISTED {
                    self.done.listed.push((part.shipment, events));
                }
                Ok(())
            }
            Err(ActRefused::Store(error)) => Err(error.into()),
            Err(ActRefused::Judged(judgements)) => judgements.iter().try_for_each(|judgement| self.refused(judgement, &new)),
            // A part of a file is one shipment with rows.
            Err(ActRefused::Malformed { .. }) => Err(StoreError::Unexpected("an import was refused as only a form can be").into()),
        }
    }

    /// Notes why a shipment refuses its rows, the new events by their numbers with their rows.
    fn refused(&mut self, judgement: &Judgement, new: &[(u32, u64)]) -> Result<(), Refusals> {
        let shipment = judgement.shipment.as_str();
        match judgement.objection {
            Objection::Rule { refusal, .. } => {
                let mut by_row = new.to_vec();
                by_row.sort_unstable_by_key(|(_, row)| *row);
                self.faults.push(Fault::of_rule(shipment, &refusal, &by_row));
            }
            // The clock went back since the file was read.
            Objection::InFuture { index } => {
                let row = new.get(index).map_or(0, |(_, row)| *row);
                let fault = FieldFault { rule: Rule::InFuture, field: Some(Field::OccurredAt), value: None };
                self.faults.push(Fault { row, shipment: Some(shipment.to_owned()), fault, in_the_way: None });
            }
            // Nothing was seen that could be stale.
            Objection::Stale => return Err(StoreError::Unexpected("an import was refused as only a form can be").into()),
        }
        Ok(())
    }
}

impl Fault {
    /// A history refused by a rule: at the row of the event that breaks it, else of the one in the way, else
    /// at the shipment's first. `rows` are the numbers of the new events with their rows, in order of rows.
    fn of_rule(shipment: &str, refusal: &Refusal, rows: &[(u32, u64)]) -> Self {
        let row_of = |number: u32| rows.iter().find(|(known, _)| *known == number).map(|(_, row)| *row);
        let in_the_way = refusal.in_the_way.map(|number| row_of(number).map_or(InTheWay::Number(number), InTheWay::Row));
        let (row, in_the_way) = match (row_of(refusal.event), refusal.in_the_way.and_then(row_of)) {
            (Some(row), _) => (row, in_the_way),
            (None, Some(row)) => (row, Some(InTheWay::Number(refusal.event))),
            (None, None) => (rows.first().map_or(0, |(_, row)| *row), in_the_way),
        };
        let fault = FieldFault { rule: refusal.rule, field: refusal.field(), value: None };
        Self { row, shipment: Some(shipment.to_owned()), fault, in_the_way }
    }
}
