//! The result of an import: counts, or every fault by row, column and value, in words and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::domain::field::Field;
use crate::domain::refusal::Rule;
use crate::i18n::Language;
use crate::office::import::{Fault, Imported, InTheWay, Refusals};
use crate::values;

/// The result as JSON, in the shape of timeline.md §6.
pub(super) fn json(result: &Result<Imported, Refusals>) -> Option<Value> {
    let (done, faults) = match result {
        Ok(done) => (done.clone(), &[][..]),
        Err(Refusals::Faults { faults, unknown_columns }) => {
            (Imported { unknown_columns: unknown_columns.clone(), ..Imported::default() }, faults.as_slice())
        }
        Err(_) => return None,
    };
    let fault = |fault: &Fault| {
        json!({
            "row": fault.row,
            "shipment": fault.shipment,
            "column": fault.fault.field.map(Field::word),
            "value": fault.fault.value,
            "code": fault.fault.rule.word(),
        })
    };
    Some(json!({
        "shipments": done.shipments,
        "events": done.events,
        "faults": faults.iter().map(fault).collect::<Vec<_>>(),
        "passed_over": done.passed_over,
        "unknown_columns": done.unknown_columns,
        "created_places": done.created_places,
    }))
}

/// The result in words.
pub(super) fn print(output: &mut impl Write, result: &Result<Imported, Refusals>, language: Language) -> io::Result<()> {
    let unknown = match result {
        Ok(done) => {
            let counts = values!(events = done.events, shipments = done.shipments);
            writeln!(output, "{}", language.format("import-done", counts))?;
            if done.passed_over > 0 {
                writeln!(output, "{}", language.format("import-passed-over", values!(rows = done.passed_over)))?;
            }
            if !done.created_places.is_empty() {
                let places = values!(places = done.created_places.len(), codes = listed(&done.created_places));
                writeln!(output, "{}", language.format("import-created-places", places))?;
            }
            &done.unknown_columns
        }
        Err(Refusals::Faults { faults, unknown_columns }) => {
            for fault in faults {
                writeln!(output, "{}", line(fault, language))?;
            }
            writeln!(output, "{}", language.format("import-refused", values!(faults = faults.len())))?;
            unknown_columns
        }
        Err(_) => return Ok(()),
    };
    if !unknown.is_empty() {
        writeln!(output, "{}", language.format("import-unknown-columns", values!(columns = unknown.join(", "))))?;
    }
    Ok(())
}

/// One fault: where, what, and what to do.
fn line(fault: &Fault, language: Language) -> String {
    let mut place = vec![language.format("fault-where", values!(row = fault.row.to_string()))];
    if let Some(shipment) = &fault.shipment {
        place.push(language.format("fault-shipment", values!(shipment = shipment.as_str())));
    }
    if let Some(field) = fault.fault.field {
        place.push(language.format("fault-column", values!(column = field.word())));
    }
    let way = match &fault.in_the_way {
        Some(InTheWay::Row(row)) => language.format("way-row", values!(row = row.to_string())),
        Some(InTheWay::Number(number)) => language.format("way-number", values!(number = number.to_string())),
        None => language.text("way-none"),
    };
    let rule = fault.fault.rule.word();
    let value = fault.fault.value.as_deref().unwrap_or("");
    let column = fault.fault.field.map_or("", Field::word);
    let words = language.format(&message(fault), values!(value = value, way = way, column = column));
    let form = fault.fault.field.and_then(form).filter(|_| fault.fault.rule == Rule::ValueInvalid);
    let form = form.map_or_else(String::new, |form| format!(" {}", language.text(form)));
    format!("{}: {words}{form} [{rule}]", place.join(", "))
}

/// The message for a fault: mostly its rule's, but a fault of the file itself is told as one.
fn message(fault: &Fault) -> String {
    let key = match (fault.fault.rule, fault.fault.field, fault.fault.value.as_deref()) {
        (Rule::FieldMissing, Some(_), _) if fault.row == 1 => "file-column-missing",
        (Rule::ValueInvalid, Some(_), _) if fault.row == 1 => "file-column-twice",
        (Rule::FieldMissing, None, _) => "file-no-detail",
        (Rule::ValueInvalid, None, Some(_)) => "file-quote-open",
        (Rule::ValueInvalid, None, None) => "file-cells",
        (Rule::ValueInvalid, Some(_), Some(value)) if value.contains(char::REPLACEMENT_CHARACTER) => "file-not-utf8",
        (rule, ..) => return format!("rule-{rule}"),
    };
    key.to_owned()
}

/// What may stand in a field, where that is not any text.
fn form(field: Field) -> Option<&'static str> {
    match field {
        Field::Shipment | Field::Related => Some("form-reference"),
        Field::Place | Field::Origin | Field::Destination | Field::Crossing => Some("form-place"),
        Field::Mode => Some("form-mode"),
        Field::HsCode | Field::TnvedCode => Some("form-hs-code"),
        Field::GoodsLines => Some("form-goods-lines"),
        Field::Packages | Field::RefersTo => Some("form-whole"),
        Field::GrossKg | Field::Value => Some("form-decimal"),
        Field::Currency => Some("form-currency"),
        Field::Country => Some("form-country"),
        Field::Classifier => Some("form-classifier"),
        Field::Pauses => Some("form-pauses"),
        Field::Parcels => Some("form-parcels"),
        Field::Document => Some("form-document"),
        field if field.target_of().is_some() => Some("form-minutes"),
        _ => None,
    }
}

/// The first few of many.
fn listed(codes: &[String]) -> String {
    const SHOWN: usize = 20;
    let more = if codes.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", codes[..codes.len().min(SHOWN)].join(", "))
}
