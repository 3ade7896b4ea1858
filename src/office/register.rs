//! Registering a shipment: the mode is always asked, goods lines add up, and what its lane promises on that day
//! is written on it.

use super::draft::Draft;
use super::goods::{self, Line};
use super::lanes::Promises;
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::submit::{self, Form, Problem, Refused, Wrong};
use super::{Context, Office};
use crate::domain::codes::{Cell, Reference};
use crate::domain::field::Field;
use crate::domain::refusal::{FieldFault, Rule};
use crate::store::ledger::Receipt;

/// What every registration must say.
const REQUIRED: [Field; 3] = [Field::Mode, Field::Origin, Field::Destination];

/// Registers a shipment.
pub fn register(
    office: &Office,
    context: &Context,
    known: &ReferenceData,
    (reference, form): (&str, Form),
    draft: &Draft,
    lines: &[Line],
) -> Result<Receipt, Refused> {
    context.require(Right::Register)?;
    let store = office.store();
    let mut wrong = Vec::new();
    let shipment = Reference::read(reference.trim()).filter(|reference| is_plain(reference.as_str()));
    if shipment.is_none() {
        wrong.push(Wrong { field: "reference".to_owned(), problem: Problem::Reference, value: Some(reference.to_owned()) });
    }
    let mut draft = draft.clone();
    draft.set(Field::Event, "registered");
    for field in REQUIRED.into_iter().filter(|field| draft.get(*field).trim().is_empty()) {
        wrong.push(FieldFault { rule: Rule::FieldMissing, field: Some(field), value: None }.into());
    }
    if !draft.get(Field::Origin).is_empty() && draft.get(Field::Origin) == draft.get(Field::Destination) {
        wrong.push(Wrong::new(Field::Destination.word(), Problem::SamePlace));
    }
    match goods::read(lines, draft.get(Field::Value)) {
        Ok(lines) => {
            if let (true, Some(sum)) = (draft.get(Field::Value).trim().is_empty(), &lines.sum) {
                draft.set(Field::Value, sum.clone());
            }
            draft.set(Field::GoodsLines, lines.json);
        }
        Err(of_lines) => wrong.extend(of_lines),
    }
    if !draft.get(Field::Value).trim().is_empty() && draft.get(Field::Currency).trim().is_empty() {
        wrong.push(Wrong::new(Field::Currency.word(), Problem::Currency));
    }
    let event = match draft.event(known, context.name()) {
        Ok(event) if wrong.is_empty() => event,
        Ok(_) => return Err(Refused::Wrong(wrong)),
        Err(super::draft::Fault::Fields(faults)) => {
            let named: Vec<Wrong> = faults.into_iter().map(Wrong::from).collect();
            wrong.extend(named);
            return Err(Refused::Wrong(wrong));
        }
        Err(twice) if wrong.is_empty() => return Err(twice.into()),
        Err(_) => return Err(Refused::Wrong(wrong)),
    };
    let event = Promises::load(store)?.promise_all(event);
    let form = Form { shipment: shipment.unwrap_or(form.shipment), seen: None, ..form };
    submit::submit(store, context, form, vec![event]).map_err(|refused| match refused {
        Refused::Broken(broken) if broken.refusal.rule == Rule::RegisteredTwice => {
            Refused::Wrong(vec![Wrong { field: "reference".to_owned(), problem: Problem::Taken, value: Some(reference.trim().to_owned()) }])
        }
        other => other,
    })
}

/// Whether a reference can be told from others by eye and stands in an address: no way up a path, and no character
/// that shows nothing.
fn is_plain(reference: &str) -> bool {
    let is_unseen =
        |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    reference != "." && reference != ".." && !reference.contains(is_unseen)
}
