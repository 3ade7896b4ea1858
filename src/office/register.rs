//! Registering a shipment: the mode is always asked, goods lines add up, and what its lane promises on that day
//! is written on it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::command::{self, Cause, Circumstances, CommandRefused, Problem, Receipt, SeenShipment, ShipmentRefusal, ValidationError};
use super::lanes::Promises;
use super::parcels::{self, Packing};
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::{Context, Error, Office, goods};
use crate::domain::codes::{Cell, Reference};
use crate::domain::details::Details;
use crate::domain::event::Kind;
use crate::domain::field::Field;
use crate::domain::identifier::is_unseen;
use crate::domain::lane::Lane;
use crate::domain::parcel::Parcels;
use crate::domain::refusal::Rule;
use crate::store::{ListQuery, ListedShipment, Order};

/// Usual lanes are those of so many of the last registrations, and at most so many.
const LOOKED_AT: usize = 100;
const USUAL: usize = 4;

/// What every registration must say.
const REQUIRED: [Field; 3] = [Field::Mode, Field::Origin, Field::Destination];

/// What is registered.
#[derive(Debug, Clone)]
pub struct RegisterShipment {
    /// How it is called.
    pub reference: Reference,
    /// Its details, without targets: those are its lane's.
    pub details: Details,
    /// The parcels that are packed into it in the same act, and whether out of other shipments.
    pub parcels: Option<(Parcels, Packing)>,
    /// When and where; without a place, where it starts.
    pub circumstances: Circumstances,
    /// The command's one-time key.
    pub key: Uuid,
}

/// Registers a shipment.
pub fn register(office: &Office, context: &Context, known: &ReferenceData, command: RegisterShipment) -> Result<Receipt, CommandRefused> {
    context.require(Right::Register)?;
    let RegisterShipment { reference, mut details, parcels, mut circumstances, key } = command;
    if let Some(receipt) = command::repeated(office.store(), key)? {
        return Ok(receipt);
    }
    let mut errors = problems(Some(&reference), &details);
    if details.value.is_none() {
        details.value = details.goods_lines.as_ref().and_then(goods::sum);
    }
    if details.goods.is_none() {
        details.goods = details.goods_lines.as_ref().and_then(goods::named);
    }
    circumstances.place = circumstances.place.or_else(|| details.origin.clone());
    let event = circumstances.clone().event(Kind::Registered { details: Box::new(details), parent: None });
    errors.extend(command::faults(&event, known));
    let leaving = match &parcels {
        Some((parcels, packing)) => parcels::leaving(office.store(), &reference, parcels, *packing, &circumstances)?,
        None => Ok(Vec::new()),
    };
    let leaving = leaving.unwrap_or_else(|problem| {
        errors.push(ValidationError::new(Field::Parcels, problem));
        Vec::new()
    });
    CommandRefused::unless_none(errors)?;
    let packed = parcels.map(|(parcels, _)| circumstances.event(Kind::Packed(parcels)));
    let events = std::iter::once(Promises::load(office.store())?.promise_all(event)).chain(packed).collect();
    let unseen = SeenShipment { shipment: reference.clone(), version: None };
    let commands = leaving.into_iter().chain([(unseen, events)]);
    command::submit(office.store(), context, known, key, commands).map_err(|refused| {
        let CommandRefused::Shipments(refusals) = &refused else { return refused };
        let Some(taker) = refusals.iter().find_map(taker) else { return refused };
        let value = Some(reference.to_string());
        CommandRefused::Invalid(vec![ValidationError { field: Some(Field::Shipment), problem: Problem::Taken(taker), value }])
    })
}

/// The shipment that has the reference, or one that reads the same.
fn taker(refusal: &ShipmentRefusal) -> Option<Reference> {
    match &refusal.cause {
        Cause::Rule(violation) if violation.refusal.rule == Rule::RegisteredTwice => Some(refusal.shipment.clone()),
        Cause::ReadsAs(other) => Some(other.clone()),
        _ => None,
    }
}

/// What a shipment says that another like it says too: all but what is its own, the numbers of its papers and its targets.
fn like(details: Details) -> Details {
    Details { declaration_number: None, master_waybill: None, targets: Default::default(), ..details }
}

/// What a new shipment like one that is there says; none if that is not there.
pub fn as_another(office: &Office, context: &Context, shipment: &Reference) -> Result<Option<Details>, Error> {
    context.require(Right::Register)?;
    let history = office.store().history(shipment)?;
    history.map(|history| command::replayed(shipment, &history).map(|replay| like(replay.details()))).transpose()
}

/// The shipment of a lane that was registered last, and what a new one like it says; none where there was none yet.
pub fn as_last_of(office: &Office, context: &Context, lane: &Lane) -> Result<Option<(Reference, Details)>, Error> {
    context.require(Right::Register)?;
    let asked = ListQuery { lane: Some(lane.clone()), order: Order::Registered, ..ListQuery::default() };
    let last = office.store().list(&asked, 1)?.into_iter().find_map(|row| Reference::read(&row.reference));
    let Some(last) = last else { return Ok(None) };
    Ok(as_another(office, context, &last)?.map(|details| (last, details)))
}

/// The lanes of the shipments that were registered last, the most frequent first.
pub fn usual_lanes(office: &Office, context: &Context) -> Result<Vec<Lane>, Error> {
    context.require(Right::Register)?;
    let asked = ListQuery { order: Order::Registered, ..ListQuery::default() };
    let mut counted: BTreeMap<Lane, usize> = BTreeMap::new();
    for lane in office.store().list(&asked, LOOKED_AT)?.iter().filter_map(ListedShipment::lane) {
        *counted.entry(lane).or_default() += 1;
    }
    let mut lanes: Vec<(Lane, usize)> = counted.into_iter().collect();
    lanes.sort_by_key(|(_, count)| Reverse(*count));
    Ok(lanes.into_iter().take(USUAL).map(|(lane, _)| lane).collect())
}

/// What is wrong with a registration as far as it can be read; a reference that cannot is none.
pub fn problems(reference: Option<&Reference>, details: &Details) -> Vec<ValidationError> {
    let mut errors = Vec::new();
    if !reference.is_some_and(|reference| is_plain(reference.as_str())) {
        let value = reference.map(ToString::to_string);
        errors.push(ValidationError { field: Some(Field::Shipment), problem: Problem::Reference, value });
    }
    let missing = REQUIRED.into_iter().filter(|field| details.cell(*field).is_none());
    errors.extend(missing.map(|field| ValidationError::new(field, Problem::Rule(Rule::FieldMissing))));
    if details.origin.is_some() && details.origin == details.destination {
        errors.push(ValidationError::new(Field::Destination, Problem::SamePlace));
    }
    if let Some(lines) = &details.goods_lines {
        errors.extend(goods::undescribed(lines));
        errors.extend(details.value.as_ref().and_then(|value| goods::add_up(lines, value).err()));
    }
    errors.extend(goods::too_fine(details));
    let has_value = details.value.is_some() || details.goods_lines.as_ref().and_then(goods::sum).is_some();
    if has_value && details.currency.is_none() {
        errors.push(ValidationError::new(Field::Currency, Problem::Currency));
    }
    errors
}

/// Whether a reference can be told from others by eye and stands in an address: no way up a path, and no character
/// that shows nothing.
fn is_plain(reference: &str) -> bool {
    reference != "." && reference != ".." && !reference.contains(|c: char| c != ' ' && is_unseen(c))
}
