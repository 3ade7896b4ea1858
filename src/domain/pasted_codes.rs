//! Parcel codes as they are pasted, from a scanner or a sheet.

use std::collections::HashSet;

use super::identifier;
use super::normal_form::nfkc;
use super::parcel::{gs1_check_holds, is_s10_shaped};

/// GS1's identifier before an SSCC on a label: (00).
const SSCC_IDENTIFIER: &str = "00";
/// The digits of an SSCC.
const SSCC_LENGTH: usize = 18;

/// What stands between codes, once the forms of full width are those of half width: `，` and `；` too.
const BETWEEN: [char; 4] = [',', ';', '\t', '\u{3001}'];

/// Digits in a row that no name of a box has: with so many, letters are those of a barcode.
const DIGITS: usize = 8;

/// The codes in a pasted text: one or several a line, with commas, semicolons, tabs or spaces between them, in Chinese
/// punctuation too. A line that as a whole is one code written in groups (`LV 384 211 906 CN`) is that code. Digits and
/// letters of full width are read as the usual ones, Cyrillic letters of a barcode as the Latin ones that were meant, and
/// the marks by which a spreadsheet keeps leading zeros (`="0012"`) are left out. Each code stands once.
pub fn pasted(text: &str) -> Vec<String> {
    codes(text, true)
}

/// The codes that stand in a pasted text more than once, each once.
pub fn repeated(text: &str) -> Vec<String> {
    let mut repeated: Vec<String> = Vec::new();
    let (mut known, mut told) = (HashSet::new(), HashSet::new());
    each(text, true, |code| {
        if !known.insert(code.clone()) && told.insert(code.clone()) {
            repeated.push(code);
        }
    });
    repeated
}

/// The codes in a cell of a file, where a space always stands between two.
pub fn listed(text: &str) -> Vec<String> {
    codes(text, false)
}

fn codes(text: &str, has_groups: bool) -> Vec<String> {
    let (mut codes, mut known): (Vec<String>, HashSet<String>) = (Vec::new(), HashSet::new());
    each(text, has_groups, |code| {
        if known.insert(code.clone()) {
            codes.push(code);
        }
    });
    codes
}

/// Each code of a text, as often as it stands there.
fn each(text: &str, has_groups: bool, mut take: impl FnMut(String)) {
    for line in text.lines() {
        let line = nfkc(line);
        for part in line.split(BETWEEN).map(|part| unmarked(part.trim())).filter(|part| !part.is_empty()) {
            let joined: String = part.split_whitespace().collect();
            // Several codes have no shape as one; several numbers may have the length of one, but hardly its check digit.
            let is_shaped = |code: &String| is_s10_shaped(code) || (code.len() == SSCC_LENGTH && gs1_check_holds(code) == Some(true));
            let whole = as_code(&joined).filter(|code| joined == part || (has_groups && is_shaped(code)));
            let found = if whole.is_some() {
                whole.into_iter().collect()
            } else {
                part.split_whitespace().map(|token| one_code(unmarked(token))).collect::<Vec<_>>()
            };
            found.into_iter().for_each(&mut take);
        }
    }
}

/// Without what a spreadsheet puts around a text of digits.
fn unmarked(part: &str) -> &str {
    let inner = part.strip_prefix('=').unwrap_or(part).strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    inner.unwrap_or_else(|| part.strip_prefix('\'').unwrap_or(part)).trim()
}

/// A barcode that was scanned while the keyboard was Russian, or typed with letters that only look Latin.
fn latin(upper: &str) -> Option<String> {
    let is_cyrillic = |c: char| matches!(c, '\u{400}'..='\u{4ff}');
    let has_many = upper.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= DIGITS);
    if !has_many || !upper.contains(is_cyrillic) {
        return None;
    }
    // Of a scanner all letters are Cyrillic; a person mixes both.
    if !upper.contains(|c: char| c.is_ascii_alphabetic()) {
        return identifier::on_latin_keys(upper);
    }
    let meant = |c: char| identifier::as_latin(c.to_lowercase().next().unwrap_or(c)).to_ascii_uppercase();
    Some(upper.chars().map(meant).collect::<String>()).filter(|latin| latin.is_ascii())
}

/// A text without its spaces that has the shape of a UPU S10 number or of an SSCC, with or without its identifier.
fn as_code(joined: &str) -> Option<String> {
    let upper = joined.to_uppercase();
    if let Some(latin) = latin(&upper) {
        return Some(latin);
    }
    if is_s10_shaped(&upper) {
        return Some(upper);
    }
    let digits = joined
        .strip_prefix("(00)")
        .or_else(|| joined.strip_prefix(SSCC_IDENTIFIER).filter(|rest| rest.len() == SSCC_LENGTH))
        .unwrap_or(joined);
    (digits.len() == SSCC_LENGTH && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.to_owned())
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

    #[test]
    fn what_stands_twice_is_known() {
        assert_eq!(repeated("A-1 A-2\nLX100000025CN\nA-1\nlx 100 000 025 CN\nA-1"), ["A-1", "LX100000025CN"]);
        assert!(repeated("A-1 A-2").is_empty() && repeated("").is_empty());
    }

    #[test]
    fn several_numbers_are_not_one() {
        // 18 digits in all, whose check digit is wrong; of one that holds, the groups are one on a page, and several in a file.
        assert_eq!(pasted("100001 100002 100003"), ["100001", "100002", "100003"]);
        assert_eq!(pasted("376104250 021234569"), ["376104250021234569"]);
        assert_eq!(listed("376104250 021234569"), ["376104250", "021234569"]);
        assert_eq!(listed("LX 100 000 025 CN"), ["LX", "100", "000", "025", "CN"]);
        assert_eq!(listed("КИ123456785СТ，=\"0012\" a"), ["RB123456785CN", "0012", "a"]);
    }

    #[test]
    fn codes_are_read_as_scanners_and_spreadsheets_send_them() {
        let check = |text: &str, expected: &[&str]| assert_eq!(pasted(text), expected, "{text}");
        // Scanned while the keyboard is Russian, while an input method is at full width; and one that is there already.
        check("КИ123456785СТ\nＲＢ１２３４５６７８５ＣＮ\nrb123456785cn", &["RB123456785CN"]);
        check("ДЗ00012345678905", &["LP00012345678905"]);
        check(
            "LP00012345678905、LP00012345678906，LP00012345678907；A-1",
            &["LP00012345678905", "LP00012345678906", "LP00012345678907", "A-1"],
        );
        check("=\"0012345\"\n\"0012346\"\n'0012347", &["0012345", "0012346", "0012347"]);
        // Letters that look Latin among Latin ones: С and N, В.
        check("RВ123456785СN", &["RB123456785CN"]);
        check("B-1 КИ123456785СТ а-1", &["B-1", "RB123456785CN", "а-1"]);
        // Names of boxes stay what they are.
        check("ЯЩИК-12 箱4 КОРОБКА", &["ЯЩИК-12", "箱4", "КОРОБКА"]);
    }
}
