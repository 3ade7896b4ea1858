//! The field faults of one row (timeline.md §6, the first group of codes), each judged by itself, and how cells are read.

use super::Cells;
use chrono::DateTime;

pub const STAGES: [&str; 5] = ["declaration", "quarantine", "inspection", "transport", "delivery"];

pub const EXCEPTIONS: [&str; 6] = ["returned", "refused", "seized", "destroyed", "lost", "cancelled"];

const TARGETS: [&str; 8] = [
    "target_door_to_door_minutes",
    "target_release_minutes",
    "target_clearance_minutes",
    "target_declaration_minutes",
    "target_quarantine_minutes",
    "target_inspection_minutes",
    "target_transport_minutes",
    "target_delivery_minutes",
];

/// The details but the targets.
#[rustfmt::skip]
const DETAILS: [&str; 20] = [
    "mode", "origin", "destination", "crossing", "goods", "hs_code", "tnved_code", "goods_lines", "packages",
    "gross_kg", "value", "currency", "consignor", "consignee", "carrier", "broker", "bank", "transport_mode",
    "declaration_number", "master_waybill",
];

/// The other fields that may not stand on every event.
#[rustfmt::skip]
const OTHERS: [&str; 9] = [
    "stage", "pauses", "refers_to", "code", "classifier", "country", "related", "parcels", "document",
];

/// The table of kinds in §6: required fields, own optional fields. None: no such kind.
/// (`reason` of `held` and `retracted` has a code of its own, see `reason_missing`.)
fn kind_fields(kind: &str) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
    let details: Vec<&str> = DETAILS.iter().chain(&TARGETS).copied().collect();
    Some(match kind {
        "registered" => (vec![], [details, vec!["related"]].concat()),
        "entered" | "skipped" => (vec!["stage"], vec![]),
        "held" => (vec![], vec!["pauses"]),
        "released" => (vec![], vec!["refers_to"]),
        "noted" => (vec!["note"], vec![]),
        "milestone" => (vec!["code"], vec!["classifier"]),
        "customs" => (vec!["country", "code"], vec![]),
        "amended" => (vec![], details),
        "split" => (vec!["related"], vec!["packages", "gross_kg", "value"]),
        "packed" | "unpacked" => (vec!["parcels"], vec![]),
        "scanned" => (vec!["parcels"], vec!["stage", "code"]),
        "attached" => (vec!["code"], vec!["document"]),
        "retracted" => (vec!["refers_to"], vec![]),
        "delivered" => (vec![], vec!["parcels", "packages"]),
        exception if EXCEPTIONS.contains(&exception) => (vec![], vec![]),
        _ => return None,
    })
}

pub fn cell<'a>(cells: &'a Cells, name: &str) -> &'a str {
    cells.get(name).map_or("", String::as_str)
}

fn filled(cells: &Cells, name: &str) -> bool {
    !cell(cells, name).is_empty()
}

/// The first fault of a row, in the order of the code list in §6.
pub fn fault(shipment: &str, cells: &Cells, default_recorded: &str) -> Option<&'static str> {
    let faults = [
        ("kind_unknown", kind_unknown(cells)),
        ("field_missing", field_missing(shipment, cells)),
        ("field_unexpected", field_unexpected(cells)),
        ("reason_missing", reason_missing(cells)),
        ("stage_unknown", stage_unknown(cells)),
        ("time_invalid", time_invalid(cells, default_recorded)),
        ("value_invalid", value_invalid(shipment, cells)),
        ("in_future", in_future(cells, default_recorded)),
    ];
    faults.iter().find(|fault| fault.1).map(|fault| fault.0)
}

fn kind_unknown(cells: &Cells) -> bool {
    filled(cells, "event") && kind_fields(cell(cells, "event")).is_none()
}

fn field_missing(shipment: &str, cells: &Cells) -> bool {
    let kind = cell(cells, "event");
    let (required, _) = kind_fields(kind).unwrap_or_default();
    let any_detail = DETAILS.iter().chain(&TARGETS).any(|d| filled(cells, d));
    shipment.is_empty()
        || kind.is_empty()
        || !filled(cells, "occurred_at")
        || required.iter().any(|field| !filled(cells, field))
        || kind == "amended" && !any_detail
}

fn field_unexpected(cells: &Cells) -> bool {
    let Some((required, own)) = kind_fields(cell(cells, "event")) else {
        return false;
    };
    let mut named = DETAILS.iter().chain(&TARGETS).chain(&OTHERS);
    named.any(|field| filled(cells, field) && !required.contains(field) && !own.contains(field))
}

fn reason_missing(cells: &Cells) -> bool {
    ["held", "retracted"].contains(&cell(cells, "event")) && !filled(cells, "reason")
}

fn stage_unknown(cells: &Cells) -> bool {
    filled(cells, "stage") && !STAGES.contains(&cell(cells, "stage"))
}

fn time_invalid(cells: &Cells, default_recorded: &str) -> bool {
    let occurred_at = cell(cells, "occurred_at");
    !occurred_at.is_empty() && micros(occurred_at).is_none() || recorded(cells, default_recorded).is_none()
}

/// Rule 4. Planned and estimated milestones are free of it.
fn in_future(cells: &Cells, default_recorded: &str) -> bool {
    let free = cell(cells, "event") == "milestone" && ["planned", "estimated"].contains(&cell(cells, "classifier"));
    let (Some(occurred), Some(recorded)) = (occurred(cells), recorded(cells, default_recorded)) else {
        return false;
    };
    !free && occurred * 1_000_000 > recorded + 5 * 60 * 1_000_000
}

/// Rule 1: an instant in microseconds since 1970.
pub fn micros(text: &str) -> Option<i64> {
    let time = DateTime::parse_from_rfc3339(text).ok()?;
    let offset = time.offset().local_minus_utc();
    let near = (-14 * 3600..=14 * 3600).contains(&offset);
    (near && time.timestamp_micros() >= 0).then_some(time.timestamp_micros())
}

/// Rule 1: whole seconds, the fraction is dropped.
pub fn occurred(cells: &Cells) -> Option<i64> {
    micros(cell(cells, "occurred_at")).map(|m| m / 1_000_000)
}

/// Rule 1: microseconds are kept.
pub fn recorded(cells: &Cells, default_recorded: &str) -> Option<i64> {
    let own = cell(cells, "recorded_at");
    micros(if own.is_empty() { default_recorded } else { own })
}

fn value_invalid(shipment: &str, cells: &Cells) -> bool {
    let invalid = |name: &str, good: fn(&str) -> bool| filled(cells, name) && !good(cell(cells, name));
    let packed = cell(cells, "event") == "packed";
    !is_reference(shipment)
        || invalid("related", is_reference)
        || invalid("mode", |m| ["9610", "1210", "9710", "9810", "0110"].contains(&m))
        || invalid("hs_code", is_ten_digits)
        || invalid("tnved_code", is_ten_digits)
        || invalid("goods_lines", is_goods_lines)
        || invalid("packages", is_digits)
        || invalid("gross_kg", is_decimal)
        || invalid("value", is_decimal)
        || invalid("currency", |c| is_capitals(c, 3))
        || invalid("country", |c| is_capitals(c, 2))
        || invalid("refers_to", |n| whole(n).is_some())
        || invalid("classifier", |c| ["planned", "estimated", "actual"].contains(&c))
        || invalid("pauses", |p| ["true", "false"].contains(&p))
        || invalid("document", |d| d.len() == 64 && d.bytes().all(|b| b.is_ascii_hexdigit()))
        || invalid("parcels", |p| p.split(' ').any(|code| !code.is_empty()))
        || packed && cell(cells, "parcels").split(' ').any(is_wrong_s10)
        || TARGETS.iter().any(|target| invalid(target, |m| target_seconds(m).is_some()))
}

fn is_reference(text: &str) -> bool {
    let length = text.chars().count();
    let strange = text.chars().any(|c| c == '/' || c.is_control());
    (1..=64).contains(&length) && !strange && text.trim() == text && text != "new"
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_ten_digits(text: &str) -> bool {
    text.len() == 10 && is_digits(text)
}

fn is_decimal(text: &str) -> bool {
    match text.split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(text),
    }
}

fn is_capitals(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_uppercase())
}

pub fn whole(text: &str) -> Option<u64> {
    if !is_digits(text) {
        return None;
    }
    text.parse().ok()
}

/// Rule 23: whole minutes, 1 or more.
pub fn target_seconds(minutes: &str) -> Option<i64> {
    let minutes = i64::try_from(whole(minutes)?).ok()?;
    if minutes < 1 {
        return None;
    }
    minutes.checked_mul(60)
}

/// A JSON array of objects with no key but the six, each value a string, "" for none.
fn is_goods_lines(text: &str) -> bool {
    let Ok(serde_json::Value::Array(lines)) = serde_json::from_str(text) else {
        return false;
    };
    lines.iter().all(|line| match line.as_object() {
        Some(line) => line.iter().all(|(key, value)| is_goods_field(key, value)),
        None => false,
    })
}

fn is_goods_field(key: &str, value: &serde_json::Value) -> bool {
    let Some(text) = value.as_str() else {
        return false;
    };
    match key {
        "description" | "unit" => true,
        "hs_code" | "tnved_code" => text.is_empty() || is_ten_digits(text),
        "quantity" | "value" => text.is_empty() || is_decimal(text),
        _ => false,
    }
}

/// Two capitals, nine digits, two capitals, of which the ninth digit is not the check digit (UPU S10).
fn is_wrong_s10(code: &str) -> bool {
    let shaped =
        code.is_ascii() && code.len() == 13 && is_capitals(&code[..2], 2) && is_digits(&code[2..11]) && is_capitals(&code[11..], 2);
    if !shaped {
        return false;
    }
    let digits: Vec<u32> = code[2..11].chars().map(|c| c.to_digit(10).unwrap()).collect();
    let weights = [8, 6, 4, 2, 3, 5, 9, 7];
    let sum: u32 = (0..8).map(|i| digits[i] * weights[i]).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    digits[8] != check
}

/// Two decimals written with equally many digits before and after the point, without it, so that they
/// compare and subtract digit by digit. Also the number of digits after the point.
fn aligned(a: &str, b: &str) -> (Vec<u8>, Vec<u8>, usize) {
    let (a, a_fraction) = a.split_once('.').unwrap_or((a, ""));
    let (b, b_fraction) = b.split_once('.').unwrap_or((b, ""));
    let (before, after) = (a.len().max(b.len()), a_fraction.len().max(b_fraction.len()));
    let padded = |whole: &str, fraction: &str| format!("{whole:0>before$}{fraction:0<after$}").into_bytes();
    (padded(a, a_fraction), padded(b, b_fraction), after)
}

pub fn less(a: &str, b: &str) -> bool {
    let (a, b, _) = aligned(a, b);
    a < b
}

/// a − b on paper; b is not more than a.
pub fn minus(a: &str, b: &str) -> String {
    let (a, b, after) = aligned(a, b);
    let mut digits = Vec::new();
    let mut borrow = 0;
    for i in (0..a.len()).rev() {
        let difference = 10 + a[i] - b[i] - borrow;
        borrow = if difference < 10 { 1 } else { 0 };
        digits.insert(0, char::from(b'0' + difference % 10));
    }
    assert_eq!(borrow, 0, "split_exceeds was not refused");
    if after > 0 {
        digits.insert(digits.len() - after, '.');
    }
    digits.into_iter().collect()
}
