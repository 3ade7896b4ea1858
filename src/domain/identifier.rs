//! Identifiers as people read them: a reference is the same whether it stands in small letters or capitals, in full
//! width, with whichever hyphen, with blanks in it or without, in Latin letters or in Cyrillic ones that look the same.
//! Digits keep their zeros, and hyphens their places: `1-23` is another than `12-3`.

use icu::properties::CodePointSetData;
use icu::properties::props::{Dash, DefaultIgnorableCodePoint};

use super::normal_form::{folded, nfkc};

/// The first small letter of the Russian alphabet without its seventh letter, which stands apart in Unicode.
const FIRST: u32 = 0x430;
/// The Latin letter that each Russian letter looks like, as a capital, in the order of the alphabet; a point where none.
const LOOKS: &[u8; 32] = b"a.b..e....k.mho.pcty.x..........";

/// The Latin letter on the key of each Russian letter; a point where the key has none.
const KEYS: &[u8; 32] = b"f.dult.pbqrkvyjghcnea.wxio.sm..z";

/// What someone typed, or scanned, who did not know that the keyboard was Russian: in capitals. None where no Russian
/// letter is in it, or one whose key has no Latin letter.
pub fn on_latin_keys(text: &str) -> Option<String> {
    let is_cyrillic = |c: char| matches!(c, '\u{400}'..='\u{4ff}');
    let key = |c: char| {
        let index = u32::from(c.to_lowercase().next()?).checked_sub(FIRST)? as usize;
        KEYS.get(index).map(|latin| char::from(latin.to_ascii_uppercase())).filter(char::is_ascii_alphabetic)
    };
    text.contains(is_cyrillic).then(|| text.chars().map(|c| if is_cyrillic(c) { key(c) } else { Some(c) }).collect())?
}

/// The Latin letter that a small letter of another script looks like as a capital; else the letter itself.
pub fn as_latin(c: char) -> char {
    match c {
        '\u{455}' => 's',
        '\u{456}' => 'i',
        '\u{458}' => 'j',
        _ => {
            let look = u32::from(c).checked_sub(FIRST).and_then(|index| LOOKS.get(index as usize));
            look.map(|latin| char::from(*latin)).filter(char::is_ascii_alphabetic).unwrap_or(c)
        }
    }
}

/// Whether a character shows nothing, or nothing but space.
pub fn is_unseen(c: char) -> bool {
    c.is_whitespace() || c.is_control() || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// The form in which two identifiers are compared. Of a text in which nothing is to be seen, the text.
pub fn key(text: &str) -> String {
    let dashes = CodePointSetData::new::<Dash>();
    let seen = folded(text).chars().filter(|c| !is_unseen(*c)).collect::<String>();
    if seen.is_empty() {
        return text.to_owned();
    }
    seen.chars().map(|c| if dashes.contains(c) { '-' } else { as_latin(c) }).collect()
}

/// Whether two texts are read as one identifier.
pub fn reads_as(one: &str, other: &str) -> bool {
    one == other || key(one) == key(other)
}

/// How a code of a place is written that was typed in any of these ways: in capitals, without blanks. One that is not
/// of Latin letters alone keeps its own.
pub fn place_code(typed: &str) -> String {
    let code = key(typed).to_uppercase();
    if code.is_ascii() {
        return code;
    }
    let dashes = CodePointSetData::new::<Dash>();
    let seen = nfkc(typed).to_uppercase();
    seen.chars().filter(|c| !is_unseen(*c)).map(|c| if dashes.contains(c) { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_read_as_one_is_one() {
        // Small, Cyrillic Н and С, full width, hyphens U+2011, U+2013, U+2212 and an em dash, blanks, a byte order mark.
        for other in [
            "hc-77",
            "\u{41d}\u{421}-77",
            "\u{43d}\u{441}-77",
            "\u{ff28}\u{ff23}\u{ff0d}\u{ff17}\u{ff17}",
            "HC\u{2011}77",
            "HC\u{2013}77",
            "HC\u{2212}77",
            "HC\u{2014}77",
            "HC -\u{a0}77",
            "\u{feff}HC-7\u{200b}7",
        ] {
            assert!(reads_as("HC-77", other), "{other:?} is {:?}", key(other));
        }
        for (one, other) in [("HC-77", "HC-077"), ("1-23", "12-3"), ("HC-77", "HC77"), ("HC-O1", "HC-01"), ("\u{419}-1", "\u{418}-1")] {
            assert!(!reads_as(one, other), "{one} and {other}");
        }
        // ё as е, as е looks like e; composed of two, or one.
        assert!(reads_as("\u{401}-1", "E-1"));
        assert!(reads_as("\u{418}\u{306}-1", "\u{439}-1"));
    }

    #[test]
    fn a_keyboard_that_was_russian_is_read() {
        // РС on the keys of H and C; БЮ on the keys of marks.
        assert_eq!(on_latin_keys("\u{440}\u{441}-77").as_deref(), Some("HC-77"));
        for text in ["HC-77", "\u{431}\u{44e}-1", ""] {
            assert_eq!(on_latin_keys(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_to_be_seen_is_only_itself() {
        assert_eq!(key("\u{200b}"), "\u{200b}");
        assert!(!reads_as("\u{200b}", "\u{200c}"));
    }

    #[test]
    fn a_place_is_written_in_capitals() {
        for typed in ["cnhcg", "CN HCG", "\u{ff23}\u{ff2e}\u{ff28}\u{ff23}\u{ff27}", "\u{421}N\u{41d}CG", " CNHCG "] {
            assert_eq!(place_code(typed), "CNHCG", "{typed}");
        }
        // Of its own letters, with its ё.
        assert_eq!(place_code("орёл\u{2013}2"), "ОРЁЛ-2");
        assert_eq!(place_code("ru\u{2013}x\u{2013}kraskino"), "RU-X-KRASKINO");
    }
}
