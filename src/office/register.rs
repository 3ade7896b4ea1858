//! Registering a shipment: the mode is always asked, goods lines add up, and what its lane promises on that day
//! is written on it.

use uuid::Uuid;

use super::command::{self, Cause, Circumstances, CommandRefused, Problem, Receipt, SeenShipment, ShipmentRefusal, ValidationError};
use super::lanes::Promises;
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::{Context, Office, goods};
use crate::domain::codes::Reference;
use crate::domain::details::Details;
use crate::domain::event::Kind;
use crate::domain::field::Field;
use crate::domain::identifier::is_unseen;
use crate::domain::refusal::Rule;

/// What every registration must say.
const REQUIRED: [Field; 3] = [Field::Mode, Field::Origin, Field::Destination];

/// What is registered.
#[derive(Debug, Clone)]
pub struct RegisterShipment {
    /// How it is called.
    pub reference: Reference,
    /// Its details, without targets: those are its lane's.
    pub details: Details,
    /// When and where; without a place, where it starts.
    pub circumstances: Circumstances,
    /// The command's one-time key.
    pub key: Uuid,
}

/// Registers a shipment.
pub fn register(office: &Office, context: &Context, known: &ReferenceData, command: RegisterShipment) -> Result<Receipt, CommandRefused> {
    context.require(Right::Register)?;
    let RegisterShipment { reference, mut details, mut circumstances, key } = command;
    let mut errors = problems(Some(&reference), &details);
    if details.value.is_none() {
        details.value = details.goods_lines.as_ref().and_then(goods::sum);
    }
    circumstances.place = circumstances.place.or_else(|| details.origin.clone());
    let event = circumstances.event(Kind::Registered { details: Box::new(details), parent: None });
    errors.extend(command::faults(&event, known));
    CommandRefused::unless_none(errors)?;
    let event = Promises::load(office.store())?.promise_all(event);
    let unseen = SeenShipment { shipment: reference.clone(), version: None };
    command::submit(office.store(), context, known, key, [(unseen, vec![event])]).map_err(|refused| {
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
