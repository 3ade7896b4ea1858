//! The result of an import: counts, or every fault by row, column and value, in words and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::domain::field::Field;
use crate::i18n::Language;
use crate::office::import::{Fault, Imported, NewPlace, Refusals};
use crate::values;
use crate::web::why;

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
        "created_places": done.created_places.iter().map(|place| &place.code).collect::<Vec<_>>(),
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
    format!("{}: {} [{}]", place.join(", "), why(fault, language), fault.fault.rule)
}

/// The first few of many.
fn listed(places: &[NewPlace]) -> String {
    const SHOWN: usize = 20;
    let more = if places.len() > SHOWN { ", …" } else { "" };
    let codes: Vec<&str> = places.iter().take(SHOWN).map(|place| place.code.as_str()).collect();
    format!("{}{more}", codes.join(", "))
}
