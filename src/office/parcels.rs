//! The parcels of a shipment: packed, taken out, and found in other shipments.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::command::{self, Cause, Circumstances, CommandRefused, Problem, Receipt, SeenShipment, ShipmentRefusal, ValidationError};
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::event::Kind;
use crate::domain::field::Field;
use crate::domain::parcel::Parcels;
use crate::domain::replay::Replay;
use crate::domain::search_terms;

/// The most codes of one command.
const MOST_CODES: usize = 10_000;
/// The shortest code that is looked for in other shipments.
const TELLING: usize = 8;
/// The most finds in other shipments, of some hundred codes.
const MOST_OTHERS: i64 = 1_000;

/// Whether parcels go in or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// They join the shipment.
    In,
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

/// For each parcel, the references of other shipments that have it. Found by the words of shipments, so only codes
/// that are long enough to be nothing else are looked for.
pub fn also_in(office: &Office, context: &Context, codes: &[String], reference: &str) -> Result<Vec<Vec<String>>, Error> {
    context.require(Right::Look)?;
    let word = |code: &String| {
        let mut words = Vec::new();
        search_terms::add(&mut words, code);
        words.into_iter().next().filter(|word| word.chars().count() >= TELLING)
    };
    let words: Vec<Option<String>> = codes.iter().map(word).collect();
    let asked: Vec<String> = words.iter().flatten().cloned().collect();
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    for (word, other) in office.store().others_with(&asked, reference, MOST_OTHERS)? {
        found.entry(word).or_default().push(other);
    }
    Ok(words.into_iter().map(|word| word.and_then(|word| found.get(&word).cloned()).unwrap_or_default()).collect())
}

/// Packs or takes out.
pub fn pack(office: &Office, context: &Context, known: &ReferenceData, command: PackParcels) -> Result<Receipt, CommandRefused> {
    context.require(Right::Record)?;
    let PackParcels { shipment, parcels, packing, circumstances, key } = command;
    let (store, count) = (office.store(), parcels.codes().count());
    let many = (count > MOST_CODES).then(|| ValidationError::new(Field::Parcels, Problem::TooMany(count, MOST_CODES)));
    CommandRefused::unless_none(many.into_iter().collect())?;
    let (seen, kind) = match packing {
        Packing::In => (shipment, Kind::Packed(parcels)),
        Packing::Out => {
            if let Some(receipt) = command::repeated(store, key)? {
                return Ok(receipt);
            }
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
    command::submit(store, context, known, key, [(seen, vec![event])])
}

/// The codes that a shipment does not have.
fn not_packed(replay: &Replay<'_>, parcels: &Parcels) -> Vec<String> {
    let has: HashSet<&str> = replay.parcels().into_iter().collect();
    parcels.codes().filter(|code| !has.contains(code)).map(str::to_owned).collect()
}
