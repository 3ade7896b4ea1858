//! The parcels that a file packs: none of them may be in two open shipments once all of it is recorded.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::additions::Additions;
use super::scan::Scan;
use super::{ImportRun, InTheWay, MOST_FAULTS, Refusals, RowFault};
use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::field::Field;
use crate::domain::identifier;
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::replay::Replay;
use crate::domain::time::Moment;
use crate::store::{Snapshot, ledger};

/// Parcels that are looked for in other shipments at a time.
const AT_A_TIME: usize = 500;

/// A parcel of the file, by its code as it is read.
struct NewParcel {
    code: String,
    shipment: Reference,
    row: u64,
}

/// The parcels that rows of a file pack into shipments that stay open, and keep.
#[derive(Default)]
pub(super) struct NewParcels {
    /// By key, the first that packs it.
    packed: HashMap<String, NewParcel>,
    /// Those that others of the file pack too.
    again: Vec<(NewParcel, InTheWay)>,
}

impl NewParcels {
    /// Takes those of a shipment: its whole history with what the file adds, and what new rows pack.
    pub(super) fn take(&mut self, shipment: &Reference, events: &[Recorded], packed: Vec<(u64, String)>) -> Result<(), Refusals> {
        // It was judged to be valid.
        let Ok(replay) = Replay::new(events) else { return Ok(()) };
        if replay.close.is_some() {
            return Ok(());
        }
        let kept = replay.packed();
        for (row, code) in packed {
            let key = identifier::key(&code);
            if !kept.contains_key(&key) {
                continue;
            }
            let parcel = NewParcel { code, shipment: shipment.clone(), row };
            match self.packed.get(&key) {
                Some(other) if other.shipment == *shipment => {}
                Some(other) if self.again.len() < MOST_FAULTS => self.again.push((parcel, InTheWay::Row(other.row))),
                Some(_) => {}
                None => drop(self.packed.insert(key, parcel)),
            }
        }
        Ok(())
    }

    /// Names every parcel that would be in two open shipments.
    pub(super) fn judge(self, ledger: &mut Snapshot, work: &ImportRun, scan: &mut Scan, now: Moment) -> Result<(), Refusals> {
        let mut twice = self.again;
        let mut others = OtherShipments { work, now, packed: BTreeMap::new() };
        let parcels: Vec<NewParcel> = if ledger.is_empty() { Vec::new() } else { self.packed.into_values().collect() };
        let mut parcels = parcels.into_iter();
        loop {
            let part: Vec<NewParcel> = parcels.by_ref().take(AT_A_TIME).collect();
            if part.is_empty() {
                break;
            }
            let codes: Vec<&str> = part.iter().map(|parcel| parcel.code.as_str()).collect();
            let found = ledger.open_with(&codes)?;
            for (parcel, there) in part.into_iter().zip(found) {
                for other in there.into_iter().filter(|other| *other != parcel.shipment) {
                    if others.keep(ledger, scan, &other, &parcel.code)? {
                        twice.push((parcel, InTheWay::Shipment(other)));
                        break;
                    }
                }
            }
        }
        for (parcel, way) in twice {
            let fault = FieldFault { rule: Rule::ParcelElsewhere, field: Some(Field::Parcels), value: Some(parcel.code) };
            scan.faults.add(RowFault { in_the_way: Some(way), ..RowFault::new(parcel.row, &parcel.shipment, fault) });
        }
        Ok(())
    }
}

/// Other shipments as they will be once the file is recorded: it may take a parcel out of one, or end it.
struct OtherShipments<'w> {
    work: &'w ImportRun,
    now: Moment,
    /// By reference, the keys of its parcels; none of one that is not open.
    packed: BTreeMap<Reference, HashSet<String>>,
}

impl OtherShipments<'_> {
    fn keep(&mut self, ledger: &mut Snapshot, scan: &mut Scan, other: &Reference, code: &str) -> Result<bool, Refusals> {
        if !self.packed.contains_key(other) {
            let events = self.events(ledger, scan, other)?;
            let replay = Replay::new(&events).ok().filter(|replay| replay.close.is_none());
            self.packed.insert(other.clone(), replay.map(|replay| replay.packed().into_keys().collect()).unwrap_or_default());
        }
        let key = identifier::key(code);
        Ok(self.packed.get(other).is_some_and(|keys| keys.contains(&key)))
    }

    /// Its history, with what the file adds to it.
    fn events(&self, ledger: &mut Snapshot, scan: &mut Scan, other: &Reference) -> Result<Vec<Recorded>, Refusals> {
        let history = ledger.history(other)?;
        let Ok(index) = scan.shipments.binary_search_by(|shipment| shipment.reference.cmp(other)) else { return Ok(history) };
        // What the file says of it cannot be read: whether it takes the parcel out is told once that is mended.
        let Some(part) = scan.read(index, &self.work.promises)? else { return Ok(Vec::new()) };
        let Ok(mut new) = Additions::new(&history, part, &self.work.actor.name) else { return Ok(history) };
        Ok(ledger::judge(&history, new.command(), self.now).unwrap_or(history))
    }
}
