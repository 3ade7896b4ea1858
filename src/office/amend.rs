//! Amending details: only what was changed is recorded. What is recorded can be replaced, never emptied.

use uuid::Uuid;

use super::command::{self, Cause, Circumstances, CommandRefused, Problem, Receipt, SeenShipment, ShipmentRefusal, ValidationError};
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::{Context, Office, goods};
use crate::domain::details::Details;
use crate::domain::event::Kind;
use crate::domain::field::Field;
use crate::domain::money;

/// What is amended.
#[derive(Debug, Clone)]
pub struct AmendDetails {
    /// Of which shipment.
    pub shipment: SeenShipment,
    /// The details as they should be; those that are recorded so, or absent here, stay.
    pub details: Details,
    /// Details that should be nothing. What is recorded cannot be: it is told.
    pub emptied: Vec<Field>,
    /// When, where and why it was found out.
    pub circumstances: Circumstances,
    /// The command's one-time key.
    pub key: Uuid,
}

/// Records what a command changes; targets only for whoever may set them.
pub fn amend(office: &Office, context: &Context, known: &ReferenceData, command: AmendDetails) -> Result<Receipt, CommandRefused> {
    context.require(Right::Correct)?;
    let AmendDetails { shipment, details, emptied, circumstances, key } = command;
    let store = office.store();
    if let Some(receipt) = command::repeated(store, key)? {
        return Ok(receipt);
    }
    let (seen, history) = command::history_as_seen(store, shipment)?;
    let now = command::replayed(&seen.shipment, &history)?.details();
    let changes = changes(&now, &details);
    if changes.targets.iter().any(Option::is_some) {
        context.require(Right::SetTargets)?;
    }
    let mut errors = problems(&now, &changes, &details, &emptied);
    let event = circumstances.event(Kind::Amended(Box::new(changes)));
    if errors.is_empty() {
        errors = command::faults(&event, known);
    }
    if !errors.is_empty() {
        return Err(ShipmentRefusal::new(&seen.shipment, history, Cause::Invalid(errors)).into());
    }
    command::submit(store, context, known, key, [(seen, vec![event])])
}

/// Of the details as they should be, those that are not so now.
fn changes(now: &Details, wanted: &Details) -> Details {
    let mut changes = Details::default();
    for field in Field::details() {
        let Some(after) = wanted.cell(*field) else { continue };
        let is_same = match field {
            Field::GoodsLines => goods::are_same(wanted.goods_lines.as_ref(), now.goods_lines.as_ref()),
            Field::GrossKg | Field::Value => {
                now.cell(*field).is_some_and(|before| money::unmistakable(&before) == money::unmistakable(&after))
            }
            field => now.cell(*field).is_some_and(|before| before == after),
        };
        if !is_same {
            changes.read(*field, &after);
        }
    }
    changes
}

/// What is wrong with changes. Lines that nobody touched, or that were not said, are not judged again, nor is what they
/// come to as long as the value stays.
fn problems(now: &Details, changes: &Details, wanted: &Details, emptied: &[Field]) -> Vec<ValidationError> {
    let mut errors = Vec::new();
    if let Some(lines) = &changes.goods_lines {
        errors.extend(goods::undescribed(lines));
    }
    let mut after = now.clone();
    after.overlay(changes);
    let is_judged = changes.goods_lines.is_some() || (changes.value.is_some() && wanted.goods_lines.is_some());
    if let (true, Some(lines), Some(value)) = (is_judged, &after.goods_lines, &after.value) {
        errors.extend(goods::add_up(lines, value).err());
    }
    if changes.value.is_some() || changes.currency.is_some() || changes.goods_lines.is_some() {
        errors.extend(goods::too_fine(&after));
    }
    for field in emptied {
        if let Some(before) = now.cell(*field) {
            errors.push(ValidationError { field: Some(*field), problem: Problem::Emptied, value: Some(before.into_owned()) });
        }
    }
    if after.value.is_some() && after.currency.is_none() {
        errors.push(ValidationError::new(Field::Currency, Problem::Currency));
    }
    let moves = changes.origin.is_some() || changes.destination.is_some();
    if moves && after.origin.is_some() && after.origin == after.destination {
        errors.push(ValidationError::new(Field::Destination, Problem::SamePlace));
    }
    if *changes == Details::default() && errors.is_empty() {
        errors.push(ValidationError { field: None, problem: Problem::Unchanged, value: None });
    }
    errors
}
