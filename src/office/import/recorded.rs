//! Moving house: a file's commands are written in the order of their own `recorded_at`, ties by reference,
//! as if each had been recorded on its day.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::file::{FileRow, Part};
use super::scan::Scan;
use super::{Fault, Refusals, Work};
use crate::domain::event::Recorded;
use crate::domain::history;
use crate::domain::time::Moment;
use crate::store::ledger::{self, Book, Refused};

/// Shipments whose rows are kept between their commands; more are read again.
const PARTS_KEPT: usize = 4_000;

/// A command of the file: when, of which shipment, and which of its rows.
struct Planned {
    recorded_at: Moment,
    shipment: usize,
    from: usize,
    to: usize,
}

/// Judges every history by its own times, then writes all commands in their order.
pub(super) fn record(work: &mut Work, book: &mut Book<'_>, scan: &mut Scan) -> Result<(), Refusals> {
    let mut plan = judge(work, scan)?;
    if !work.faults.is_empty() {
        return Ok(());
    }
    plan.sort_by_key(|planned| (planned.recorded_at, planned.shipment));
    let mut parts: HashMap<usize, Vec<FileRow>> = HashMap::new();
    for planned in plan {
        if parts.len() > PARTS_KEPT {
            parts.clear();
        }
        let shipment = scan.shipments[planned.shipment].reference.clone();
        let rows = match parts.entry(planned.shipment) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(free) => match work.read(scan, planned.shipment)? {
                Some(part) => free.insert(part.rows),
                None => continue,
            },
        };
        let events = rows[planned.from..planned.to].iter().map(|row| (Some(row.number), row.event.clone())).collect();
        if planned.from == 0 {
            book.assume_new(&shipment);
        }
        let is_last = planned.to == rows.len();
        match book.append(ledger::Entry { shipment, seen: None, events }, planned.recorded_at) {
            Ok(appended) => work.done.events += appended.numbers.len() as u64,
            Err(Refused::Store(error)) => return Err(error.into()),
            // It was judged by the same rules before.
            Err(_) => {
                return Err(Refusals::Store(crate::store::Error::Unexpected("a command of a file was refused as only a form can be")));
            }
        }
        if is_last {
            parts.remove(&planned.shipment);
            work.done.shipments += 1;
        }
        book.write_if_many()?;
    }
    Ok(())
}

fn judge(work: &mut Work, scan: &mut Scan) -> Result<Vec<Planned>, Refusals> {
    let mut plan = Vec::new();
    let all = scan.shipments.len() as u64;
    for shipment in 0..scan.shipments.len() {
        (work.request.progress)(all + shipment as u64, 2 * all);
        if scan.shipments[shipment].is_faulty {
            continue;
        }
        let Some(part) = work.read(scan, shipment)? else { continue };
        let Part { rows, shipment: reference } = part;
        let events: Vec<Recorded> = rows
            .iter()
            .map(|row| Recorded { number: row.number, recorded_at: row.recorded_at.unwrap_or(work.now), event: row.event.clone() })
            .collect();
        if let Err(refusal) = history::admit(&events, 0) {
            let mut numbers: Vec<(u32, u64)> = rows.iter().map(|row| (row.number, row.row)).collect();
            numbers.sort_unstable_by_key(|(_, row)| *row);
            work.faults.push(Fault::of_rule(reference.as_str(), &refusal, &numbers));
            continue;
        }
        let mut from = 0;
        for to in history::command_ends(&events) {
            plan.push(Planned { recorded_at: events[from].recorded_at, shipment, from, to });
            from = to;
        }
    }
    Ok(plan)
}
