//! The result of an import: counts, or every fault by row, column and value, in words and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::field::Field;
use crate::domain::refusal::{FieldFault, Rule};
use crate::i18n::Language;
use crate::office::import::{Imported, NewPlace, Refusals, RowFault};
use crate::values;
use crate::web::why;

/// The result in the shape of timeline.md §6.
#[derive(Serialize, Default)]
struct Told<'r> {
    shipments: u64,
    events: u64,
    faults: Vec<ToldFault<'r>>,
    #[serde(rename = "passed_over")]
    unchanged: u64,
    doubtful_parcels: u64,
    unknown_columns: &'r [String],
    created_places: Vec<&'r str>,
    number: Option<i64>,
    left_out: Vec<ToldFault<'r>>,
}

#[derive(Serialize)]
struct ToldFault<'r> {
    row: u64,
    shipment: Option<&'r str>,
    column: Option<Field>,
    value: Option<&'r str>,
    code: Rule,
}

impl<'r> ToldFault<'r> {
    fn new(fault: &'r RowFault) -> Self {
        let FieldFault { rule, field, value } = &fault.fault;
        Self { row: fault.row, shipment: fault.shipment.as_deref(), column: *field, value: value.as_deref(), code: *rule }
    }
}

/// The result as JSON; none where there is nothing of that shape to tell.
pub(super) fn json(result: &Result<Imported, Refusals>) -> Option<String> {
    let told = match result {
        Ok(done) => Told {
            shipments: done.shipments,
            events: done.events,
            faults: Vec::new(),
            unchanged: done.unchanged,
            doubtful_parcels: done.doubtful,
            unknown_columns: &done.unknown_columns,
            created_places: done.created_places.iter().map(|place| place.code.as_str()).collect(),
            number: done.number,
            left_out: done.left_out.iter().map(ToldFault::new).collect(),
        },
        Err(Refusals::Faults { faults, unknown_columns }) => {
            Told { faults: faults.iter().map(ToldFault::new).collect(), unknown_columns, ..Told::default() }
        }
        Err(_) => return None,
    };
    serde_json::to_string(&told).ok()
}

/// The result in words.
pub(super) fn print(output: &mut impl Write, result: &Result<Imported, Refusals>, language: Language) -> io::Result<()> {
    let unknown = match result {
        Ok(done) => {
            let counts = values!(events = done.events, shipments = done.shipments);
            writeln!(output, "{}", language.format("import-done", counts))?;
            if done.unchanged > 0 {
                writeln!(output, "{}", language.format("import-passed-over", values!(rows = done.unchanged)))?;
            }
            if done.doubtful > 0 {
                writeln!(output, "{}", language.format("import-doubtful", values!(count = done.doubtful)))?;
            }
            if !done.created_places.is_empty() {
                let places = values!(places = done.created_places.len(), codes = listed(&done.created_places));
                writeln!(output, "{}", language.format("import-created-places", places))?;
            }
            for fault in &done.left_out {
                writeln!(output, "{}", line(fault, language))?;
            }
            if !done.left_out.is_empty() {
                writeln!(output, "{}", language.format("import-left-out", values!(shipments = done.left_out.len())))?;
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
fn line(fault: &RowFault, language: Language) -> String {
    let mut place = vec![language.format("fault-where", values!(row = fault.row))];
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
