//! A file as a whole, judged against one state of the ledger: what would be recorded, or everything that is wrong.
//! Others go on recording meanwhile, for nothing is locked.

use super::additions::Additions;
use super::new_parcels::NewParcels;
use super::scan::Scan;
use super::{ImportRun, Imported, LISTED, Phase, Refusals, recorded};
use crate::domain::details::Details;
use crate::domain::event::{Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::money;
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::replay::Replay;
use crate::store::{Store, ledger};

/// The first new event with an amount that has more decimals than its currency: its number, and the fault. What is
/// recorded already is judged no more.
fn too_fine(events: &[Recorded], from: usize) -> Option<(u32, FieldFault)> {
    let has_money = |recorded: &Recorded| match &recorded.event.kind {
        Kind::Registered { details, .. } | Kind::Amended(details) => {
            details.value.is_some() || details.goods_lines.is_some() || details.currency.is_some()
        }
        Kind::Split { leaving, .. } => leaving.value.is_some(),
        _ => false,
    };
    if !events[from..].iter().any(has_money) {
        return None;
    }
    let now = Replay::new(events).ok()?.details();
    events[from..].iter().find_map(|recorded| Some((recorded.number, fault_of_money(&recorded.event.kind, &now)?)))
}

/// What is too fine of what an event says, by the currency that the shipment has now.
fn fault_of_money(kind: &Kind, now: &Details) -> Option<FieldFault> {
    let (value, goods_lines, currency) = match kind {
        Kind::Registered { details, .. } => (details.value.clone(), details.goods_lines.clone(), details.currency.clone()),
        Kind::Amended(details) => {
            let is_other_currency = details.currency.is_some();
            let of_now = |is_said: bool| is_said || is_other_currency;
            let value = now.value.clone().filter(|_| of_now(details.value.is_some()));
            (value, now.goods_lines.clone().filter(|_| of_now(details.goods_lines.is_some())), now.currency.clone())
        }
        Kind::Split { leaving, .. } => (leaving.value.clone(), None, now.currency.clone()),
        _ => return None,
    };
    let fine = money::too_fine(&Details { value, goods_lines, currency, ..Details::default() }).into_iter().next()?;
    let field = if fine.line.is_some() { Field::GoodsLines } else { Field::Value };
    Some(FieldFault { rule: Rule::ValueInvalid, field: Some(field), value: Some(fine.amount.to_string()) })
}

/// Judges every shipment of the file, and notes of which nothing is new.
pub(super) fn judge(store: &Store, work: &ImportRun, scan: &mut Scan, phase: &Phase) -> Result<Imported, Refusals> {
    if scan.is_unreadable {
        scan.without_faults()?;
    }
    let mut snapshot = store.snapshot()?;
    let now = snapshot.moment(store.now());
    let mut done = Imported::default();
    if work.request.as_recorded {
        if !snapshot.is_empty() {
            return Err(Refusals::NotEmpty);
        }
        let plan = recorded::plan(work, scan, now, phase)?;
        (done.shipments, done.events) = (scan.shipments.len() as u64, plan.iter().map(recorded::Planned::events).sum());
    }
    let mut parcels = NewParcels::default();
    let all = if work.request.as_recorded { 0 } else { scan.shipments.len() };
    for index in 0..all {
        phase.tell(index as u64, all as u64);
        work.request.go_on()?;
        let Some(part) = scan.read(index, &work.promises)? else { continue };
        let history = snapshot.history(&part.shipment)?;
        let mut new = match Additions::new(&history, part, &work.actor.name) {
            Ok(new) => new,
            Err(fault) => {
                scan.faults.add(fault);
                continue;
            }
        };
        done.unchanged += new.unchanged;
        if new.is_empty() {
            scan.shipments[index].is_there = true;
            continue;
        }
        let packed = new.packed();
        match ledger::judge(&history, new.command(), now) {
            Ok(events) => {
                let added = (events.len() - history.len()) as u64;
                if let Some(fine) = too_fine(&events, history.len()) {
                    scan.faults.add(new.of_number(fine));
                    continue;
                }
                if !packed.is_empty() {
                    parcels.take(&new.shipment, &events, packed)?;
                }
                done.shipments += 1;
                done.events += added;
                done.doubt(new.doubted(&events, history.len()));
                if done.listed.len() < LISTED {
                    done.listed.push((new.shipment, added));
                }
            }
            Err(refused) => {
                let fault = new.fault(refused)?;
                scan.add_of_history(fault);
            }
        }
    }
    parcels.judge(&mut snapshot, work, scan, now)?;
    scan.without_faults()?;
    done.doubtful = scan.doubtful;
    done.unknown_columns.clone_from(&scan.columns.unknown);
    done.created_places.clone_from(&scan.new_places);
    Ok(done)
}
