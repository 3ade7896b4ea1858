//! The result of an import: counts, or every fault by row, column and value, in words and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::field::Field;
use crate::domain::milestones::{ShipmentDoubt, WhyDoubted};
use crate::domain::refusal::{FieldFault, Rule};
use crate::i18n::Language;
use crate::office::import::{Imported, NewPlace, Refusals, RowFault};
use crate::values;
use crate::web::{also, doubted, why};

/// Milestones that are printed of those that cannot be.
const DOUBTS_PRINTED: usize = 20;

/// The result in the shape of timeline.md §6.
#[derive(Serialize, Default)]
struct Told<'r> {
    shipments: u64,
    events: u64,
    faults: Vec<ToldFault<'r>>,
    #[serde(rename = "passed_over")]
    unchanged: u64,
    doubtful_parcels: u64,
    doubtful_milestones: u64,
    milestone_warnings: Vec<DoubtJson<'r>>,
    unknown_columns: &'r [String],
    created_places: Vec<&'r str>,
    number: Option<i64>,
    left_out: Vec<ToldFault<'r>>,
}

/// A milestone that cannot be as it stands.
#[derive(Serialize)]
pub(super) struct DoubtJson<'d> {
    shipment: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    event: u32,
    code: &'d str,
    why: WhyDoubted,
    other: u32,
}

impl<'d> DoubtJson<'d> {
    pub(super) fn new(told: &'d ShipmentDoubt) -> Self {
        let ShipmentDoubt { shipment, row, doubt } = told;
        let (event, code, other) = (doubt.number, doubt.milestone.as_str(), doubt.other_number);
        Self { shipment: shipment.as_str(), row: *row, event, code, why: doubt.why, other }
    }
}

#[derive(Serialize)]
struct ToldFault<'r> {
    row: u64,
    shipment: Option<&'r str>,
    column: Option<Field>,
    value: Option<&'r str>,
    code: Rule,
    /// How many rows have it, where that is more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    /// The first of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    first_rows: Vec<u64>,
}

impl<'r> ToldFault<'r> {
    fn new(fault: &'r RowFault) -> Self {
        let FieldFault { rule, field, value } = &fault.fault;
        let is_alone = fault.also.count == 0;
        let first_rows = if is_alone { Vec::new() } else { std::iter::once(fault.row).chain(fault.also.first.iter().copied()).collect() };
        let rows = (!is_alone).then_some(fault.also.count + 1);
        Self { row: fault.row, shipment: fault.shipment.as_deref(), column: *field, value: value.as_deref(), code: *rule, rows, first_rows }
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
            doubtful_milestones: done.doubted_milestones,
            milestone_warnings: done.first_doubted.iter().map(DoubtJson::new).collect(),
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
            print_doubts(output, done, language)?;
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

/// How many milestones cannot be, and the first few.
fn print_doubts(output: &mut impl Write, done: &Imported, language: Language) -> io::Result<()> {
    if done.doubted_milestones > 0 {
        writeln!(output, "{}", language.format("import-doubted", values!(count = done.doubted_milestones)))?;
    }
    for told in done.first_doubted.iter().take(DOUBTS_PRINTED) {
        writeln!(output, "  {}: {}", told.shipment, doubted(&told.doubt, language))?;
    }
    if done.doubted_milestones > DOUBTS_PRINTED as u64 {
        writeln!(output, "  …")?;
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
    let also = also(fault, language).map_or_else(String::new, |also| format!(" {also}"));
    format!("{}: {} [{}]{also}", place.join(", "), why(fault, language), fault.fault.rule)
}

/// The first few of many.
fn listed(places: &[NewPlace]) -> String {
    const SHOWN: usize = 20;
    let more = if places.len() > SHOWN { ", …" } else { "" };
    let codes: Vec<&str> = places.iter().take(SHOWN).map(|place| place.code.as_str()).collect();
    format!("{}{more}", codes.join(", "))
}
