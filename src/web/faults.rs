//! Why a row of a file is refused, and what to do, in the reader's language: for pages and for the command line.

use crate::domain::codes::{Amount, Cell};
use crate::domain::field::Field;
use crate::domain::milestones::{ToldDoubt, WhyDoubted};
use crate::domain::money;
use crate::domain::named::MILESTONES;
use crate::domain::refusal::Rule;
use crate::domain::stage::Outcome;
use crate::formats::WORKBOOK;
use crate::i18n::Language;
use crate::office::import::{Also, InTheWay, RowFault};
use crate::values;

/// What is wrong with a row, and what may stand in the cell.
pub fn why(fault: &RowFault, language: Language) -> String {
    let way = match &fault.in_the_way {
        Some(InTheWay::Row(row)) => language.format("way-row", values!(row = *row)),
        Some(InTheWay::Shipment(shipment)) => language.format("way-shipment", values!(shipment = shipment.as_str())),
        Some(InTheWay::Number(number)) => language.format("way-number", values!(number = *number)),
        None => language.text("way-none"),
    };
    let value = fault.fault.value.as_deref().unwrap_or("");
    let column = fault.fault.field.map_or("", Field::word);
    let meant = money::meant(value).join(" / ");
    let meant = if meant.is_empty() { String::new() } else { language.format("wrong-too-fine-rule", values!(meant = meant)) };
    let words = language.format(&message(fault), values!(value = value, way = way, column = column, meant = meant));
    let form = fault.fault.field.and_then(form).filter(|_| fault.fault.rule == Rule::ValueInvalid);
    let form = form.map_or_else(String::new, |form| format!(" {}", language.text(form)));
    format!("{words}{form}")
}

/// Which other rows have the same fault for the same reason, if any have.
pub fn also(fault: &RowFault, language: Language) -> Option<String> {
    let Also { count, first } = &fault.also;
    let rows: Vec<String> = first.iter().map(|row| language.number(*row)).collect();
    let more = if *count > first.len() as u64 { ", \u{2026}" } else { "" };
    let rows = format!("{}{more}", rows.join(", "));
    (*count > 0).then(|| language.format("fault-also", values!(count = *count, rows = rows)))
}

/// Why a milestone cannot be as it stands, by the names of both.
pub fn doubted(doubt: &ToldDoubt, language: Language) -> String {
    let name = |word: &str| match Outcome::parse(word) {
        Some(outcome) => language.text(&format!("outcome-{outcome}")),
        None if MILESTONES.contains(&word) => language.text(&format!("milestone-{word}")),
        None => word.to_owned(),
    };
    let quoted = |word: &str| language.format("quoted", values!(text = name(word)));
    doubted_of(doubt.why, (quoted(&doubt.milestone), quoted(&doubt.other)), language)
}

/// The same, where both are called otherwise.
pub fn doubted_of(why: WhyDoubted, (milestone, other): (String, String), language: Language) -> String {
    language.format(&format!("doubted-{why}"), values!(milestone = milestone, other = other))
}

/// The message for a fault: mostly its rule's, but a fault of the file itself is told as one.
fn message(fault: &RowFault) -> String {
    let key = match (fault.fault.rule, fault.fault.field, fault.fault.value.as_deref()) {
        (Rule::FieldMissing, Some(_), Some(_)) if fault.row == 1 => "file-separator",
        (Rule::FieldMissing, Some(_), _) if fault.row == 1 => "file-column-missing",
        (Rule::ValueInvalid, None, Some(WORKBOOK)) => "file-workbook",
        (Rule::ValueInvalid, None, Some(value)) if fault.row == 1 && value.contains(char::REPLACEMENT_CHARACTER) => "file-not-utf8",
        (Rule::ValueInvalid, Some(_), _) if fault.row == 1 => "file-column-twice",
        (Rule::NotRegistered, ..) if fault.also.count > 0 => "file-nothing-registered",
        (Rule::RegisteredTwice, Some(_), _) => "file-reads-as",
        (Rule::ValueInvalid, Some(Field::Value | Field::GoodsLines), Some(value)) if Amount::read(value).is_some() => "file-too-fine",
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
