//! The parcels of a shipment: codes pasted as they come from a scanner or a sheet, packed and taken out.

use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::submit::{self, Form, Problem, Refused, Wrong};
use super::{Context, Error, Office};
use crate::domain::codes::Cell;
use crate::domain::field::Field;
use crate::domain::parcel::{Parcels, is_s10_shaped};
use crate::domain::replay::Replay;
use crate::domain::search_terms;
use crate::store::ledger::Receipt;

/// The most codes of one form.
const MOST_CODES: usize = 10_000;
/// The shortest code that is looked for in other shipments.
const TELLING: usize = 8;
/// The most finds in other shipments, of some hundred codes.
const MOST_OTHERS: i64 = 1_000;
/// GS1's identifier before an SSCC on a label: (00).
const SSCC_IDENTIFIER: &str = "00";

/// The codes in a pasted text: one or several a line, with commas, semicolons, tabs or spaces between them. A
/// line that as a whole is one code written in groups (`LV 384 211 906 CN`) is that code. Each stands once.
pub fn pasted(text: &str) -> Vec<String> {
    let (mut codes, mut known): (Vec<String>, HashSet<String>) = (Vec::new(), HashSet::new());
    for line in text.lines() {
        for part in line.split([',', ';', '\t']).map(str::trim).filter(|part| !part.is_empty()) {
            let joined: String = part.split_whitespace().collect();
            let whole = as_code(&joined);
            let found =
                if whole.is_some() { whole.into_iter().collect() } else { part.split_whitespace().map(one_code).collect::<Vec<_>>() };
            for code in found {
                if known.insert(code.clone()) {
                    codes.push(code);
                }
            }
        }
    }
    codes
}

/// A text without its spaces that has the shape of a UPU S10 number or of an SSCC, with or without its identifier.
fn as_code(joined: &str) -> Option<String> {
    let upper = joined.to_uppercase();
    if is_s10_shaped(&upper) {
        return Some(upper);
    }
    let digits =
        joined.strip_prefix("(00)").or_else(|| joined.strip_prefix(SSCC_IDENTIFIER).filter(|rest| rest.len() == 18)).unwrap_or(joined);
    (digits.len() == 18 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.to_owned())
}

fn one_code(text: &str) -> String {
    as_code(text).unwrap_or_else(|| text.to_owned())
}

/// For each parcel, the references of other shipments that have it. Found by the words of shipments, so only codes
/// that are long enough to be nothing else are looked for.
pub fn also_in(office: &Office, context: &Context, codes: &[String], reference: &str) -> Result<Vec<Vec<String>>, Error> {
    context.require(Right::Look)?;
    let word = |code: &String| {
        let mut words = Vec::new();
        search_terms::add(&mut words, code);
        words.into_iter().next().filter(|word| word.chars().count() >= TELLING)
    };
    let words: Vec<Option<String>> = codes.iter().map(word).collect();
    let asked: Vec<String> = words.iter().flatten().cloned().collect();
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    for (word, other) in office.store().others_with(&asked, reference, MOST_OTHERS)? {
        found.entry(word).or_default().push(other);
    }
    Ok(words.into_iter().map(|word| word.and_then(|word| found.get(&word).cloned()).unwrap_or_default()).collect())
}

/// Packs or takes out what was pasted.
pub fn record(
    office: &Office,
    context: &Context,
    known: &ReferenceData,
    form: Form,
    draft: &Draft,
    kind: &'static str,
) -> Result<Receipt, Refused> {
    context.require(Right::Record)?;
    let store = office.store();
    if let Some(receipt) = submit::repeated(store, &form)? {
        return Ok(receipt);
    }
    let codes = pasted(draft.get(Field::Parcels));
    if codes.len() > MOST_CODES {
        return Err(Refused::Wrong(vec![Wrong::new(Field::Parcels.word(), Problem::TooMany(codes.len(), MOST_CODES))]));
    }
    let wrong: Vec<String> = codes.iter().filter(|code| Parcels::read(code).is_none()).cloned().collect();
    if !wrong.is_empty() {
        return Err(Refused::Wrong(vec![Wrong::new(Field::Parcels.word(), Problem::CheckDigit(wrong))]));
    }
    if kind == "unpacked" {
        let history = submit::history(store, &form.shipment)?;
        let has: HashSet<&str> = Replay::new(&history).map(|replay| replay.parcels().into_iter().collect()).unwrap_or_default();
        let missing: Vec<String> = codes.iter().filter(|code| !has.contains(code.as_str())).cloned().collect();
        if !missing.is_empty() {
            return Err(Refused::Wrong(vec![Wrong::new(Field::Parcels.word(), Problem::NotPacked(missing))]));
        }
    }
    let mut draft = draft.clone();
    draft.set(Field::Event, kind);
    draft.set(Field::Parcels, codes.join(" "));
    let event = draft.event(known, context.name())?;
    submit::submit(store, context, form, vec![event])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_as_they_are_pasted() {
        let text = "LX100000025CN\r\nlx 100 000 140 CN\nA-1, A-2;A-3\tA-1\n\n(00)376104250021234569\n00106141412345678908  \nB1 B2";
        let expected = ["LX100000025CN", "LX100000140CN", "A-1", "A-2", "A-3", "376104250021234569", "106141412345678908", "B1", "B2"];
        assert_eq!(pasted(text), expected);
    }
}
