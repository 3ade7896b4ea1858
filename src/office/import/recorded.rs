//! Moving house: a file's commands are written in the order of their own `recorded_at`, ties by reference,
//! as if each had been recorded on its day, by whom and by which way the file says. Where it does not say it, that
//! stays empty, so that the same file is sealed the same whoever moves; a command without an id keeps the first layout.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::file::{FileRow, Part};
use super::scan::Scan;
use super::{ImportRun, Imported, LISTED, Phase, Refusals, RowFault};
use crate::domain::actor::{Actor, Source};
use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::field::Field;
use crate::domain::history;
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::time::Moment;
use crate::store::Store;
use crate::store::ledger::{self, ActRefused, LedgerTransaction};

/// Shipments whose rows are kept between their commands; more are read again.
const PARTS_KEPT: usize = 4_000;

/// A command of the file: when, of which shipment, and which of its rows.
pub(super) struct Planned {
    recorded_at: Moment,
    shipment: usize,
    from: usize,
    to: usize,
}

impl Planned {
    /// How many events it has.
    pub(super) fn events(&self) -> u64 {
        (self.to - self.from) as u64
    }
}

/// Moves a file in: one transaction, for its commands keep their own times.
pub(super) fn import(store: &Store, work: ImportRun, mut scan: Scan, phase: Phase) -> Result<Imported, Refusals> {
    let created = serde_json::to_string(&scan.new_places)
        .map_err(|error| crate::store::Error::unexpected(format!("places cannot be told: {error}")))?;
    let note = work.request.to_note(scan.rows, created)?;
    if scan.is_unreadable {
        scan.without_faults()?;
    }
    let mut done = store.ledger().alone(move |transaction, now| {
        if !transaction.is_empty() {
            return Err(Refusals::NotEmpty);
        }
        let plan = plan(&work, &mut scan, transaction.moment(now), &phase)?;
        scan.without_faults()?;
        transaction.make_room()?;
        transaction.keep_spellings();
        let codes: Vec<String> = scan.new_places.iter().map(|place| place.code.clone()).collect();
        transaction.create_places(&codes);
        let mut done = Imported { doubtful: scan.doubtful, unknown_columns: scan.columns.unknown.clone(), ..Imported::default() };
        record(&work, transaction, &mut scan, plan, &mut done)?;
        transaction.acting(&work.actor, Source::Import.word());
        done.number = transaction.note_import(&note, None, 0, transaction.moment(now), (done.shipments, done.events))?;
        done.created_places = std::mem::take(&mut scan.new_places);
        Ok::<_, Refusals>(done)
    })?;
    let (all, first) = store.doubted_milestones(LISTED)?;
    (done.doubted_milestones, done.first_doubted) = (all, first);
    Ok(done)
}

/// Writes all commands in their order.
fn record(
    work: &ImportRun,
    transaction: &mut LedgerTransaction<'_>,
    scan: &mut Scan,
    mut plan: Vec<Planned>,
    done: &mut Imported,
) -> Result<(), Refusals> {
    plan.sort_by_key(|planned| (planned.recorded_at, planned.shipment));
    let mut parts: HashMap<usize, Vec<FileRow>> = HashMap::new();
    for planned in plan {
        if parts.len() > PARTS_KEPT {
            parts.clear();
        }
        let shipment = scan.shipments[planned.shipment].reference.clone();
        let rows = match parts.entry(planned.shipment) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(free) => match scan.read(planned.shipment, &work.promises)? {
                Some(part) => free.insert(part.rows),
                None => continue,
            },
        };
        let command = &rows[planned.from..planned.to];
        let events = command.iter().map(|row| (Some(row.number), row.event.clone())).collect();
        transaction.acting(&who(command), command.first().map_or("", |row| row.source));
        if planned.from == 0 {
            transaction.assume_new(&shipment);
        }
        let is_last = planned.to == rows.len();
        match transaction.append(ledger::Command { shipment, seen: None, events }, planned.recorded_at) {
            Ok(appended) => done.events += appended.numbers.len() as u64,
            Err(ActRefused::Store(error)) => return Err(error.into()),
            // It was judged by the same rules before.
            Err(_) => {
                return Err(crate::store::Error::unexpected("a command of a file was refused as only a form can be").into());
            }
        }
        if is_last {
            parts.remove(&planned.shipment);
            done.shipments += 1;
        }
        transaction.write_if_many()?;
    }
    Ok(())
}

/// Who recorded a command: as its rows say, called as the first of them that has a name.
fn who(command: &[FileRow]) -> Actor {
    let named = command.iter().find(|row| !row.by.name.is_empty()).or(command.first());
    named.map_or_else(|| Actor::named(""), |row| row.by.clone())
}

/// One command is one act: a row of it that says another id or another way than the first.
fn differing(shipment: &Reference, command: &[FileRow]) -> Option<RowFault> {
    let (first, others) = command.split_first()?;
    let (row, field) = others.iter().find_map(|row| {
        let is_other = (row.by.kind, &row.by.id) != (first.by.kind, &first.by.id);
        let field = if is_other { Some(Field::ActorId) } else { (row.source != first.source).then_some(Field::Source) };
        Some((row, field?))
    })?;
    let value = if field == Field::ActorId { row.by.told_id() } else { row.source.to_owned() };
    let fault = FieldFault { rule: Rule::ValueInvalid, field: Some(field), value: Some(value).filter(|value| !value.is_empty()) };
    Some(RowFault::new(row.row, shipment, fault))
}

/// Judges every history by its own times; gives the commands of the file, faults apart.
pub(super) fn plan(work: &ImportRun, scan: &mut Scan, now: Moment, phase: &Phase) -> Result<Vec<Planned>, Refusals> {
    let mut plan = Vec::new();
    let all = scan.shipments.len() as u64;
    for shipment in 0..scan.shipments.len() {
        phase.tell(shipment as u64, all);
        let Some(part) = scan.read(shipment, &work.promises)? else { continue };
        let Part { rows, shipment: reference } = part;
        let events: Vec<Recorded> = rows
            .iter()
            .map(|row| Recorded { number: row.number, recorded_at: row.recorded_at.unwrap_or(now), event: row.event.clone() })
            .collect();
        if let Err(refusal) = history::admit(&events, 0) {
            let mut numbers: Vec<(u32, u64)> = rows.iter().map(|row| (row.number, row.row)).collect();
            numbers.sort_unstable_by_key(|(_, row)| *row);
            scan.add_of_history(RowFault::of_rule(&reference, &refusal, &numbers));
            continue;
        }
        let mut from = 0;
        for to in history::command_ends(&events) {
            if let Some(fault) = differing(&reference, &rows[from..to]) {
                scan.faults.add(fault);
            }
            plan.push(Planned { recorded_at: events[from].recorded_at, shipment, from, to });
            from = to;
        }
    }
    Ok(plan)
}
