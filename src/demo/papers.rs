//! Numbers as the trade writes them: references, customs declarations, waybills and the barcodes of parcels,
//! each unique within a world and with its right check digit.

use super::chance::Dice;

/// How many numbers each shipment has to itself.
const BLOCK: u64 = 16;
/// Coprime with any power of ten, so that multiplying by it shuffles all numbers of so many digits.
const SHUFFLE: u64 = 7_368_787;

/// What identifies a shipment among the others: its place in the world.
#[derive(Debug, Clone, Copy)]
pub struct Serial(pub u64);

impl Serial {
    /// One of the shipment's own numbers, shuffled among those of so many digits.
    fn number(self, of: u64, digits: u32) -> u64 {
        let all = 10_u64.pow(digits);
        (self.0 * BLOCK + of % BLOCK) % all * SHUFFLE % all
    }

    /// China's number of a declaration: customs, year, mark (`E` list, `0` declaration), nine digits.
    pub fn declaration(self, office: &str, year: i32, mark: char, version: u64) -> String {
        format!("{office}{year:04}{mark}{:09}", self.number(version, 9))
    }

    /// Russia's number of a declaration: post, date, serial.
    pub fn goods_declaration(self, post: &str, day: chrono::NaiveDate) -> String {
        format!("{post}/{}/{:07}", day.format("%d%m%y"), self.number(15, 7))
    }

    /// Number of the master waybill: CMR by road, SMGS by rail, bill of lading by sea.
    pub fn waybill(self, by: &str, prefix: &str) -> String {
        match by {
            "rail" => format!("{:08}", 20_000_000 + self.number(14, 7)),
            "sea" => format!("ZRB{prefix}{:06}", self.number(14, 6)),
            _ => format!("CMR-{prefix}-{:06}", self.number(14, 6)),
        }
    }

    /// Barcodes of parcels: S10 with the suffix CN, or now and then SSCC.
    pub fn parcels(self, count: usize, dice: &mut Dice) -> Vec<String> {
        let pallets = dice.happens(120);
        let service = *dice.pick(&["LX", "LP", "RX", "CX"]);
        (0..count as u64).map(|of| if pallets { sscc(self.number(of, 9)) } else { s10(service, self.number(of, 8)) }).collect()
    }
}

/// A reference: `HC-2025-00412`.
pub fn reference(prefix: &str, year: i32, number: usize) -> String {
    format!("{prefix}-{year}-{number:05}")
}

/// UPU S10: weights 8 6 4 2 3 5 9 7; 11 less the remainder by 11, where 10 stands as 0 and 11 as 5.
pub fn s10(service: &str, serial: u64) -> String {
    let digits = format!("{serial:08}");
    let sum: u32 = digits.chars().filter_map(|c| c.to_digit(10)).zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(digit, weight)| digit * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    format!("{service}{digits}{check}CN")
}

/// GS1 SSCC: extension, company prefix, nine digits, and the check digit with weights 3 and 1 from the right.
pub fn sscc(serial: u64) -> String {
    let digits = format!("36901234{serial:09}");
    let sum: u32 =
        digits.chars().rev().filter_map(|c| c.to_digit(10)).zip([3, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::codes::Cell;
    use crate::domain::parcel::{Parcels, doubt, is_s10_shaped};

    #[test]
    fn check_digits_hold() {
        for serial in [0, 1, 12_345_678, 99_999_999, 47_312_482] {
            let code = s10("LX", serial);
            assert!(is_s10_shaped(&code) && Parcels::read(&code).is_some(), "{code}");
            assert!(doubt(&sscc(serial)).is_none() && sscc(serial).len() == 18);
        }
        assert_eq!(s10("RB", 12_345_678), "RB123456785CN");
    }

    #[test]
    fn no_number_comes_twice() {
        let mut dice = Dice::new(2, 2);
        let mut seen = BTreeSet::new();
        for serial in (0..2000).map(Serial) {
            for code in serial.parcels(12, &mut dice) {
                assert!(seen.insert(code));
            }
            for version in 12..14 {
                let number = serial.declaration("1507", 2025, 'E', version);
                assert!(number.len() == 18 && seen.insert(number));
            }
        }
    }
}
