//! A file that was judged is written: up to [`ONE_ACT`] events in one act, whole or not at all; more in a series of
//! acts, each of whole shipments in order of reference, so that what others record waits for one act at most and comes
//! in between. What became impossible since the file was judged is left out of a series, and told. timeline.md 2b.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use super::additions::Additions;
use super::file::Part;
use super::scan::Scan;
use super::{ImportRun, Imported, LISTED, NewPlace, Phase, Refusals, RowFault};
use crate::domain::actor::{Actor, Source};
use crate::domain::time::Moment;
use crate::store::ledger::LedgerTransaction;
use crate::store::{Error, ImportRecord, NewImport, Store};

/// Events of an import that are recorded in one act.
pub const ONE_ACT: u64 = 20_000;
/// Rows of one act of a series, at least; a shipment is never split. Others wait for one act: on PostgreSQL 4,000 rows
/// took six tenths of a second.
pub const ROWS_OF_AN_ACT: usize = 1_000;
/// Acts that are read ahead while one is written.
const ACTS_AHEAD: usize = 1;
/// How long the writer is left to others between two acts: a file has no queue in which other processes could wait.
const PAUSE: Duration = Duration::from_millis(3);

/// Shipments that are written together.
#[derive(Default)]
struct Batch {
    parts: Vec<Part>,
    rows: usize,
    /// How many shipments of the file are read with it.
    read: usize,
}

/// What a series has come to, or one act of it.
#[derive(Default)]
struct Series {
    number: Option<i64>,
    left_out: Vec<RowFault>,
    /// Rows of shipments that are left out.
    rows_left_out: u64,
}

/// One act, on its way to the writer.
struct NextAct {
    parts: Vec<Part>,
    actor: Actor,
    import: Arc<NewImport>,
    number: Option<i64>,
    places: Vec<String>,
    unknown_columns: Vec<String>,
    is_whole: bool,
}

/// Writes a file. Of how many events, where it was judged; one that is taken up again goes on with its import.
pub(super) fn write(
    store: &Store,
    work: &ImportRun,
    scan: &mut Scan,
    events: Option<u64>,
    begun: Option<&ImportRecord>,
    phase: &Phase,
) -> Result<Imported, Refusals> {
    let created = serde_json::to_string(&scan.new_places).map_err(|error| Error::unexpected(format!("places cannot be told: {error}")))?;
    let import = Arc::new(work.request.to_note(scan.rows, created)?);
    let mut written = Series { number: begun.map(|import| import.number), ..Series::default() };
    let mut places: Vec<String> = scan.new_places.iter().map(|place| place.code.clone()).collect();
    let is_whole = events.is_some_and(|events| events <= ONE_ACT);
    let rows_of_an_act = if is_whole { usize::MAX } else { ROWS_OF_AN_ACT };
    let (all, unknown_columns) = (scan.shipments.len() as u64, scan.columns.unknown.clone());
    let mut read = 0;
    std::thread::scope(|scope| {
        let (batches, ready) = sync_channel(ACTS_AHEAD);
        let reading = scope.spawn(|| read_ahead(work, scan, rows_of_an_act, batches));
        let acted = ready.iter().try_for_each(|batch: Batch| {
            work.request.go_on()?;
            phase.tell(read, all);
            read += batch.read as u64;
            let act = NextAct {
                parts: batch.parts,
                actor: work.actor.clone(),
                import: Arc::clone(&import),
                number: written.number,
                places: std::mem::take(&mut places),
                unknown_columns: unknown_columns.clone(),
                is_whole,
            };
            let done = store.ledger().alone(move |transaction, now| act.record(transaction, now))?;
            written.take(done);
            std::thread::sleep(PAUSE);
            Ok::<_, Refusals>(())
        });
        // Whoever reads ahead must not wait to hand over more.
        drop(ready);
        let whole = reading.join().unwrap_or(Err(Error::unexpected("the thread that reads a file ended early").into()));
        acted.and(whole)
    })?;
    written.left_out.append(&mut scan.faults.take());
    told(store, scan, written)
}

/// Reads the shipments of which something is new, act by act.
fn read_ahead(work: &ImportRun, scan: &mut Scan, rows_of_an_act: usize, batches: SyncSender<Batch>) -> Result<(), Refusals> {
    let mut batch = Batch::default();
    for index in 0..scan.shipments.len() {
        batch.read += 1;
        if !scan.shipments[index].is_there
            && let Some(part) = scan.read(index, &work.promises)?
        {
            batch.rows += part.rows.len();
            batch.parts.push(part);
        }
        if batch.rows >= rows_of_an_act && batches.send(std::mem::take(&mut batch)).is_err() {
            return Ok(());
        }
    }
    if !batch.parts.is_empty() {
        // Without a taker the act before has failed.
        drop(batches.send(batch));
    }
    Ok(())
}

impl NextAct {
    /// Records the act: what is impossible is left out, or takes all of it back where it is whole.
    fn record(self, transaction: &mut LedgerTransaction<'_>, now: Moment) -> Result<Series, Refusals> {
        let (recorded_at, after, is_empty) = (transaction.moment(now), transaction.sequence(), transaction.is_empty());
        transaction.acting(&self.actor, Source::Import.word());
        transaction.create_places(&self.places);
        let mut done = Series::default();
        let (mut shipments, mut events) = (0, 0);
        for part in self.parts {
            let rows = part.rows.len() as u64;
            if is_empty {
                transaction.assume_new(&part.shipment);
            }
            let history = transaction.history(&part.shipment)?;
            let mut new = match Additions::new(history, part, &self.actor.name) {
                Ok(new) if new.is_empty() => continue,
                Ok(new) => new,
                Err(fault) => {
                    done.leave_out(fault, rows);
                    continue;
                }
            };
            match transaction.append(new.command(), recorded_at) {
                Ok(appended) => (shipments, events) = (shipments + 1, events + appended.numbers.len() as u64),
                Err(refused) => {
                    let count = new.count();
                    done.leave_out(new.fault(refused)?, count);
                }
            }
            transaction.write_if_many()?;
        }
        if self.is_whole && !done.left_out.is_empty() {
            // An error undoes the whole transaction.
            let unknown_columns = self.unknown_columns;
            done.left_out.sort_by_key(|fault| fault.row);
            return Err(Refusals::Faults { faults: done.left_out, unknown_columns });
        }
        done.number = transaction.note_import(&self.import, self.number, after, recorded_at, (shipments, events))?;
        Ok(done)
    }
}

impl Series {
    fn leave_out(&mut self, fault: RowFault, rows: u64) {
        self.left_out.push(fault);
        self.rows_left_out += rows;
    }

    fn take(&mut self, act: Self) {
        self.number = act.number;
        self.left_out.extend(act.left_out);
        self.rows_left_out += act.rows_left_out;
    }
}

/// What came of it, by what was noted with the acts: the same whether it was written at one go or taken up again.
fn told(store: &Store, scan: &Scan, written: Series) -> Result<Imported, Refusals> {
    let mut left_out = written.left_out;
    left_out.sort_by_key(|fault| fault.row);
    let import = written.number.map(|number| store.import(number)).transpose()?.flatten();
    let (shipments, events) = import.as_ref().map_or((0, 0), |import| (import.shipments, import.events));
    let listed = import.as_ref().map(|import| store.import_commands(import.number, LISTED)).transpose()?.unwrap_or_default();
    let created: Option<Vec<NewPlace>> = import.as_ref().and_then(|import| serde_json::from_str(&import.created_places).ok());
    let doubted = import.as_ref().map(|import| store.doubted_milestones_of(&import.acts)).transpose()?.unwrap_or_default();
    let mut done = Imported {
        number: import.map(|import| import.number),
        shipments,
        events,
        unchanged: scan.rows.saturating_sub(events + written.rows_left_out),
        doubtful: scan.doubtful,
        unknown_columns: scan.columns.unknown.clone(),
        created_places: created.unwrap_or_default(),
        listed: listed.into_iter().map(|(_, shipment, events)| (shipment, events)).collect(),
        left_out,
        ..Imported::default()
    };
    done.doubt(doubted);
    Ok(done)
}
