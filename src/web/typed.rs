//! Codes and numbers as people type them.

use crate::domain::normal_form::{digits, tariff_code};
use crate::i18n::Language;

/// A cell as codes and numbers are written in files: digits and letters of full width as the usual ones; codes without
/// blanks and in capitals, customs tariff codes without the points between their parts; numbers with a point and without
/// the marks that group their thousands. What cannot be read so stays as it was typed.
pub fn as_code(name: &str, typed: &str, language: Language) -> String {
    match name {
        "hs_code" | "tnved_code" => tariff_code(typed).unwrap_or_else(|| typed.to_owned()),
        "currency" | "country" => digits(typed).to_uppercase(),
        "packages" | "gross_kg" | "value" | "quantity" => plain_number(&digits(typed), language).unwrap_or_else(|| typed.to_owned()),
        name if name.starts_with("target_") => digits(typed),
        _ => typed.to_owned(),
    }
}

/// A number without the marks between its thousands. A comma alone is Russian for the point; elsewhere it groups,
/// and only where three digits follow each.
fn plain_number(joined: &str, language: Language) -> Option<String> {
    let groups = |text: &str| {
        let mut parts = text.split(',');
        parts.next().is_some_and(|first| (1..=3).contains(&first.len())) && parts.all(|part| part.len() == 3)
    };
    let (whole, fraction) = match joined.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None if language == Language::Ru && joined.matches(',').count() == 1 => {
            let (whole, fraction) = joined.split_once(',')?;
            (whole, Some(fraction))
        }
        None => (joined, None),
    };
    if whole.contains(',') && !groups(whole) {
        return None;
    }
    let whole = whole.replace(',', "");
    let plain = fraction.map_or_else(|| whole.clone(), |fraction| format!("{whole}.{fraction}"));
    plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.').then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let check = |typed: &str, language, expected: &str| assert_eq!(as_code("value", typed, language), expected, "{typed}");
        check("32,000", Language::En, "32000");
        check("1,250.5", Language::ZhCn, "1250.5");
        check("1250,5", Language::Ru, "1250.5");
        check("32\u{a0}000,50", Language::Ru, "32000.50");
        check("1,250,000", Language::Ru, "1250000");
        check("1,5", Language::En, "1,5");
        check("12,34", Language::ZhCn, "12,34");
        check("400 pairs", Language::En, "400 pairs");
        check("007.50", Language::En, "007.50");
        check("\u{ff11}\u{ff0c}\u{ff12}\u{ff15}\u{ff10}\u{ff0e}\u{ff15}", Language::ZhCn, "1250.5");
        assert_eq!(as_code("packages", "\u{ff14}\u{ff10}", Language::ZhCn), "40");
        assert_eq!(as_code("tnved_code", "6404 11 000 0", Language::Ru), "6404110000");
        assert_eq!(as_code("hs_code", "6404.11.00.00", Language::En), "6404110000");
        assert_eq!(as_code("hs_code", "\u{ff16}\u{ff14}04.1100.00", Language::ZhCn), "6404110000");
        assert_eq!(as_code("hs_code", "6404.11 sports", Language::En), "6404.11 sports");
        assert_eq!(as_code("currency", "cny ", Language::En), "CNY");
        assert_eq!(as_code("note", " a, b ", Language::En), " a, b ");
    }
}
