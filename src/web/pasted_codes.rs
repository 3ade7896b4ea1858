//! Parcel codes as they are pasted, from a scanner or a sheet.

use std::collections::HashSet;

use crate::domain::parcel::is_s10_shaped;

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
