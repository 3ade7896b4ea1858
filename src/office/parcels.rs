//! The parcels of a shipment: packed, taken out, and found in other shipments.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::command::{
    self, Cause, Circumstances, CommandRefused, Elsewhere, Problem, Receipt, SeenShipment, ShipmentRefusal, ValidationError,
};
use super::record::MOST_SHIPMENTS;
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::codes::{Cell, Reference};
use crate::domain::event::{Event, Kind};
use crate::domain::field::Field;
use crate::domain::identifier;
use crate::domain::parcel::Parcels;
use crate::domain::replay::Replay;
use crate::store::Store;

/// The most codes of one command.
const MOST_CODES: usize = 10_000;
/// The most parcels elsewhere that are told of one command.
const MOST_ELSEWHERE: usize = 50;

/// Whether parcels go in or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// They join the shipment: none of them is in another open one.
    In,
    /// They join the shipment, out of any other open one that has them.
    Moved,
    /// They leave it.
    Out,
}

/// Which parcels go in or out.
#[derive(Debug, Clone)]
pub struct PackParcels {
    /// Of which shipment.
    pub shipment: SeenShipment,
    /// Which.
    pub parcels: Parcels,
    /// In or out.
    pub packing: Packing,
    /// When and where.
    pub circumstances: Circumstances,
    /// The command's one-time key.
    pub key: Uuid,
}

/// For each parcel of a shipment, the other open shipments that have it.
pub fn also_in(office: &Office, context: &Context, codes: &[&str], but: &Reference) -> Result<Vec<Vec<Reference>>, Error> {
    context.require(Right::Look)?;
    let mut found = office.store().open_with(codes)?;
    found.iter_mut().for_each(|others| others.retain(|other| other != but));
    Ok(found)
}

/// The parcels that are in other open shipments, by shipment; those of no more shipments than it takes to have so many.
fn elsewhere(store: &Store, codes: &[&str], but: &Reference, most: usize) -> Result<Vec<Elsewhere>, Error> {
    let mut of_each: BTreeMap<Reference, Vec<&str>> = BTreeMap::new();
    for (code, others) in codes.iter().zip(store.open_with(codes)?) {
        for other in others.into_iter().filter(|other| other != but) {
            of_each.entry(other).or_default().push(code);
        }
    }
    let mut found = Vec::new();
    for (shipment, codes) in of_each {
        if found.len() >= most {
            break;
        }
        let history = store.history(&shipment)?.unwrap_or_default();
        let packed = command::replayed(&shipment, &history)?.packed();
        for (code, by) in codes.into_iter().filter_map(|code| Some((code, packed.get(&identifier::key(code))?))) {
            let (since, place) = (by.event.occurred, by.event.place.clone());
            found.push(Elsewhere { code: code.to_owned(), shipment: shipment.clone(), since, place });
        }
    }
    Ok(found)
}

/// Packs or takes out.
pub fn pack(office: &Office, context: &Context, known: &ReferenceData, command: PackParcels) -> Result<Receipt, CommandRefused> {
    context.require(Right::Record)?;
    let PackParcels { shipment, parcels, packing, circumstances, key } = command;
    let (store, count) = (office.store(), parcels.codes().count());
    let many = (count > MOST_CODES).then(|| ValidationError::new(Field::Parcels, Problem::TooMany(count, MOST_CODES)));
    CommandRefused::unless_none(many.into_iter().collect())?;
    if let Some(receipt) = command::repeated(store, key)? {
        return Ok(receipt);
    }
    let leaving = match leaving(store, &shipment.shipment, &parcels, packing, &circumstances)? {
        Ok(leaving) => leaving,
        Err(problem) => {
            let (seen, history) = command::history_as_seen(store, shipment)?;
            let error = ValidationError::new(Field::Parcels, problem);
            return Err(ShipmentRefusal::new(&seen.shipment, history, Cause::Invalid(vec![error])).into());
        }
    };
    let (seen, kind) = match packing {
        Packing::In | Packing::Moved => (shipment, Kind::Packed(parcels)),
        Packing::Out => {
            let (seen, history) = command::history_as_seen(store, shipment)?;
            let missing = not_packed(&command::replayed(&seen.shipment, &history)?, &parcels);
            if !missing.is_empty() {
                let error = ValidationError::new(Field::Parcels, Problem::NotPacked(missing));
                return Err(ShipmentRefusal::new(&seen.shipment, history, Cause::Invalid(vec![error])).into());
            }
            (seen, Kind::Unpacked(parcels))
        }
    };
    let event = circumstances.event(kind);
    CommandRefused::unless_none(command::faults(&event, known))?;
    command::submit(store, context, known, key, leaving.into_iter().chain([(seen, vec![event])]))
}

/// What leaves other shipments.
pub(super) type Leaving = Vec<(SeenShipment, Vec<Event>)>;

/// What packing takes out of other shipments; or what stands in its way: that they have parcels of it, where none is to be
/// moved, or that one would leave another shipment before it was packed there.
pub(super) fn leaving(
    store: &Store,
    shipment: &Reference,
    parcels: &Parcels,
    packing: Packing,
    circumstances: &Circumstances,
) -> Result<Result<Leaving, Problem>, Error> {
    let codes: Vec<&str> = parcels.codes().collect();
    if codes.len() > MOST_CODES {
        return Ok(Err(Problem::TooMany(codes.len(), MOST_CODES)));
    }
    let others = match packing {
        Packing::In => elsewhere(store, &codes, shipment, MOST_ELSEWHERE)?,
        Packing::Moved => elsewhere(store, &codes, shipment, usize::MAX)?,
        Packing::Out => Vec::new(),
    };
    let objection = match packing {
        Packing::In => (!others.is_empty()).then(|| Problem::PackedElsewhere(others.iter().take(MOST_ELSEWHERE).cloned().collect())),
        // Out of the other shipment before it was packed there, it would be in both.
        Packing::Moved => {
            let later = others.iter().find(|other| other.since.instant >= circumstances.occurred.instant);
            later.map(|later| Problem::MovedTooEarly(later.clone()))
        }
        Packing::Out => None,
    };
    if let Some(problem) = objection {
        return Ok(Err(problem));
    }
    let leaving = others.chunk_by(|one, next| one.shipment == next.shipment).filter_map(|of_one| {
        let codes = of_one.iter().map(|other| other.code.as_str()).collect::<Vec<_>>().join(" ");
        let event = circumstances.clone().event(Kind::Unpacked(Parcels::read(&codes)?));
        Some((SeenShipment { shipment: of_one.first()?.shipment.clone(), version: None }, vec![event]))
    });
    let leaving: Vec<_> = leaving.collect();
    let count = leaving.len();
    Ok(if count >= MOST_SHIPMENTS { Err(Problem::TooMany(count, MOST_SHIPMENTS)) } else { Ok(leaving) })
}

/// The codes that a shipment does not have.
fn not_packed(replay: &Replay<'_>, parcels: &Parcels) -> Vec<String> {
    let has = replay.packed();
    parcels.codes().filter(|code| !has.contains_key(&identifier::key(code))).map(str::to_owned).collect()
}
