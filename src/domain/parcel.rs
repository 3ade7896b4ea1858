//! Parcel codes and their check digits: UPU S10 (13 characters) and GS1 SSCC (18 digits).

use std::borrow::Cow;

use super::codes::Cell;

/// The longest parcel code, in characters.
pub const CODE_LENGTH: usize = 64;

/// A shorter code is likely a part of one.
const SHORTEST: usize = 4;

/// The barcodes on one event, in the order they were entered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Parcels(Box<str>);

impl Parcels {
    /// Each code.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|code| !code.is_empty())
    }
}

impl Cell for Parcels {
    fn read(text: &str) -> Option<Self> {
        let known = |code: &str| {
            code.chars().count() <= CODE_LENGTH
                && !code.contains(|c: char| c.is_whitespace() || c.is_control())
                && (!is_s10_shaped(code) || s10_check_holds(code))
        };
        let mut codes = text.split(' ').filter(|code| !code.is_empty()).peekable();
        (codes.peek().is_some() && codes.all(known)).then(|| Self(text.into()))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

/// Two letters, nine digits, two letters: the shape of a UPU S10 item identifier.
pub fn is_s10_shaped(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 13 && bytes[..2].iter().chain(&bytes[11..]).all(u8::is_ascii_uppercase) && bytes[2..11].iter().all(u8::is_ascii_digit)
}

/// S10: weights 8 6 4 2 3 5 9 7; 11 less the sum modulo 11, where 10 stands as 0 and 11 as 5.
fn s10_check_holds(code: &str) -> bool {
    let digits = digits(&code[2..11]);
    let sum: u32 = digits[..8].iter().zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(digit, weight)| digit * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    digits[8] == check
}

/// Why a code is doubted. It is kept all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Eighteen digits, as an SSCC has, that fail its check.
    Sscc,
    /// It is likely mistyped.
    Mistyped,
}

/// Why a code is doubted, if it is.
pub fn doubt(code: &str) -> Option<Doubt> {
    if code.len() == 18 && gs1_check_holds(code) == Some(false) {
        return Some(Doubt::Sscc);
    }
    is_odd(code).then_some(Doubt::Mistyped)
}

/// GS1's check of a number of digits: modulo 10, weights 3 and 1 from the right. None of what is no such number.
pub(super) fn gs1_check_holds(code: &str) -> Option<bool> {
    let digits = digits(code);
    let (last, rest) = digits.split_last().filter(|_| code.bytes().all(|b| b.is_ascii_digit()))?;
    let sum: u32 = rest.iter().rev().zip([3, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    Some((10 - sum % 10) % 10 == *last)
}

/// Whether a code is what a spreadsheet makes of a long number, `6.94E+12`: its last digits are lost.
fn is_scientific(code: &str) -> bool {
    let number = code.to_ascii_uppercase().replace(',', ".");
    number.split_once("E+").is_some_and(|(number, power)| {
        let is_all = |text: &str, also: char| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == also);
        is_all(number, '.') && is_all(power, '0')
    })
}

/// Whether a code is likely mistyped: as long as a UPU S10 number with letters at both ends, but not of its shape;
/// with letters of another script; too short to be a barcode; a GTIN (EAN-8, EAN-13, GTIN-14) that fails its
/// check; or a number that a spreadsheet has shortened.
fn is_odd(code: &str) -> bool {
    if is_scientific(code) || (matches!(code.len(), 8 | 13 | 14) && gs1_check_holds(code) == Some(false)) {
        return true;
    }
    let letters_at_ends = code.chars().take(2).chain(code.chars().rev().take(2)).all(char::is_alphabetic);
    let is_nearly_s10 = code.chars().count() == 13 && letters_at_ends && !is_s10_shaped(code);
    is_nearly_s10 || !code.is_ascii() || code.chars().count() < SHORTEST
}

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s10_numbers_carry_their_check_digit() {
        let valid = "RB123456785GB RB123456785US RB123456785CV RB123456785CF LX100000025CN LX100000140CN LX100000079CN \
                     LX100000048CN LX100000017CN LX100000096CN LX100000065CN LX100000034CN LX100000003CN LX100000082CN LX100000051CN";
        for code in valid.split(' ').filter(|code| !code.is_empty()) {
            assert!(Parcels::read(code).is_some(), "{code}");
            let last = code.as_bytes()[10];
            for digit in (b'0'..=b'9').filter(|digit| *digit != last) {
                let wrong = format!("{}{}{}", &code[..10], digit as char, &code[11..]);
                assert!(Parcels::read(&wrong).is_none(), "{wrong}");
            }
        }
        assert!(Parcels::read("RB123456786US").is_none());
    }

    #[test]
    fn an_sscc_that_fails_is_kept_and_doubted() {
        for (code, doubtful) in [
            ("376104250021234569", false),
            ("106141412345678908", false),
            ("050123450000000428", false),
            ("951356230501236986", false),
            ("376104250021234568", true),
            ("376104250021234566", true),
            ("37610425002123456", false),
        ] {
            assert!(Parcels::read(code).is_some(), "{code}");
            assert_eq!(doubt(code) == Some(Doubt::Sscc), doubtful, "{code}");
        }
    }

    #[test]
    fn what_is_likely_mistyped_is_told() {
        for (code, odd) in [
            ("LX100000025CN", false),
            ("LX1000O0025CN", true),
            ("LX", true),
            ("771", true),
            ("YT2632412345678", false),
            ("\u{415}\u{415}123456785RU", true),
            ("376104250021234569", false),
            // EAN-13, EAN-8 and GTIN-14 with their check digits, and with others.
            ("6901234567892", false),
            ("6901234567893", true),
            ("96385074", false),
            ("96385073", true),
            ("10614141000415", false),
            ("10614141000416", true),
            ("6.90123E+12", true),
            ("6,94E+12", true),
            ("1e+05", true),
            ("E+12", false),
            ("BOX-E+1", false),
        ] {
            assert_eq!(doubt(code) == Some(Doubt::Mistyped), odd, "{code}");
        }
    }

    #[test]
    fn codes_are_separated_by_spaces() {
        let parcels = Parcels::read("A1  B2 ");
        assert_eq!(parcels.as_ref().map(|p| p.codes().collect::<Vec<_>>()), Some(vec!["A1", "B2"]));
        assert!(Parcels::read("  ").is_none());
        assert!(Parcels::read("A1\tB2").is_none());
    }
}
