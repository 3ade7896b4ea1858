//! The words that a shipment is found by, and those that someone asks for, folded alike: one form of each letter and
//! digit, whether small or capital, of full width or put together of parts (Unicode's NFKC and case folding); `ё` as
//! `е`, traditional characters as simplified ones; codes without their hyphens, in Latin letters where Cyrillic ones look
//! the same; numbers without leading zeros too, which a spreadsheet loses. Chinese has no spaces, so a run of it is cut into neighbouring pairs; its
//! last character stands alone, so that any one of them is the beginning of a word.

use std::collections::HashMap;
use std::sync::LazyLock;

use hanconv::RawDictionary;

use super::{identifier, normal_form};

/// Begins the term of a whole reference, as no word begins.
const WHOLE_REFERENCE: char = '=';
/// Begins the term of a parcel's whole code, and of a paper's whole number.
const WHOLE_PARCEL: char = '#';
const WHOLE_PAPER: char = '%';
/// Begins the term of a whole name of a party or of goods, as it is entered.
const WHOLE_NAME: char = '@';
/// What is longer is no identifier, but a list of them, or a text.
const LONGEST_WHOLE: usize = 128;

/// The longest word, in characters; longer ones are cut.
const LONGEST: usize = 64;
/// The shortest part of a reference that is looked for, in characters: of one, half of them have it.
const SHORTEST_PART: usize = 2;
/// The most words that are asked for at once.
const MOST_ASKED: usize = 8;

/// Whether a character is written without spaces around words.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The simplified character of each traditional one, by OpenCC's table.
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let only = |text: &str| text.chars().next();
    RawDictionary::TSCharacters.iter().filter_map(|(traditional, simplified)| Some((only(traditional)?, only(simplified)?))).collect()
});

/// A text in the form in which it is searched.
fn folded(text: &str) -> String {
    let folded = normal_form::folded(text);
    if folded.contains(is_han) { folded.chars().map(|c| SIMPLIFIED.get(&c).copied().unwrap_or(c)).collect() } else { folded }
}

/// A piece of a text in which a digit stands, so that it may be a code: its letters as Latin ones where they look so.
fn as_code(piece: &str) -> Option<String> {
    piece.contains(|c: char| c.is_ascii_digit()).then(|| piece.chars().map(identifier::as_latin).collect())
}

/// A number without its leading zeros; none where it has none, or nothing else.
fn without_zeros(word: &str) -> Option<&str> {
    let short = word.trim_start_matches('0');
    (short.len() < word.len() && !short.is_empty() && word.bytes().all(|b| b.is_ascii_digit())).then_some(short)
}

/// Runs of letters and digits of a folded text, Chinese apart from other scripts.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut last: Option<bool> = None;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            last = None;
            continue;
        }
        let han = is_han(c);
        if last != Some(han) {
            runs.push(String::new());
        }
        last = Some(han);
        if let Some(run) = runs.last_mut() {
            run.push(c);
        }
    }
    runs
}

fn cut(word: String) -> String {
    match word.char_indices().nth(LONGEST) {
        Some((at, _)) => word[..at].to_owned(),
        None => word,
    }
}

/// Pairs of neighbours, and the last character.
fn pairs(run: &str) -> Vec<String> {
    let characters: Vec<char> = run.chars().collect();
    (0..characters.len()).map(|at| characters[at..(at + 2).min(characters.len())].iter().collect()).collect()
}

fn is_han_run(run: &str) -> bool {
    run.chars().next().is_some_and(is_han)
}

/// Puts the words of a text into a list: each run, and where a piece without spaces is a code of several runs
/// (`HC-2026-0719`), all of it in one as well.
pub fn add(words: &mut Vec<String>, text: &str) {
    for piece in folded(text).split_whitespace() {
        add_piece(words, piece);
        // Words that stand beside a digit are found as they are, too.
        if let Some(code) = as_code(piece).filter(|code| code != piece) {
            add_piece(words, &code);
        }
    }
}

fn add_piece(words: &mut Vec<String>, piece: &str) {
    let found = runs(piece);
    if found.len() > 1 && !found.iter().any(|run| is_han_run(run)) {
        add_word(words, found.concat());
    }
    for run in found {
        if is_han_run(&run) { words.extend(pairs(&run)) } else { add_word(words, run) }
    }
}

fn add_word(words: &mut Vec<String>, word: String) {
    let short = without_zeros(&word).map(|short| cut(short.to_owned()));
    words.push(cut(word));
    words.extend(short);
}

/// The term by which a shipment is found whose reference people read as this one.
pub fn whole_reference(reference: &str) -> String {
    format!("{WHOLE_REFERENCE}{}", identifier::key(reference))
}

/// The term by which a shipment is found that has a parcel of this code.
pub fn whole_parcel(code: &str) -> String {
    format!("{WHOLE_PARCEL}{}", identifier::key(code))
}

/// The term by which a shipment is found that has a paper of this number; none of what is too long to be one.
pub fn whole_paper(number: &str) -> Option<String> {
    let key = identifier::key(number);
    key.chars().nth(LONGEST_WHOLE).is_none().then(|| format!("{WHOLE_PAPER}{key}"))
}

/// The term by which a shipment is found that has this name of a party or of goods; none of what is too long to be one.
pub fn whole_name(name: &str) -> Option<String> {
    let name = name.trim();
    name.chars().nth(LONGEST_WHOLE).is_none().then(|| format!("{WHOLE_NAME}{name}"))
}

/// Whether all words that someone typed begin words of a text.
pub fn is_in(typed: &str, text: &str) -> bool {
    let mut words = Vec::new();
    add(&mut words, text);
    let asked = asked(typed);
    !asked.is_empty() && asked.iter().all(|one| words.iter().any(|word| word.starts_with(&one.begins) || Some(word) == one.or_is.as_ref()))
}

/// The terms of whole references lie from the first of these to before the second.
pub fn whole_references() -> (String, String) {
    (WHOLE_REFERENCE.to_string(), char::from_u32(u32::from(WHOLE_REFERENCE) + 1).map(String::from).unwrap_or_default())
}

/// One of the words that must all be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedWord {
    /// What a word begins with.
    pub begins: String,
    /// What is as good, as a whole word: the same number without zeros that a spreadsheet loses.
    pub or_is: Option<String>,
    /// What is as good: a part of a whole reference, wherever it stands. None of a word without a digit, which is found
    /// by its beginning wherever it stands.
    pub or_within: Option<String>,
}

impl AskedWord {
    /// Any word that begins so.
    pub fn beginning(begins: String) -> Self {
        Self { begins, or_is: None, or_within: None }
    }

    fn new((word, or_within): (String, Option<String>)) -> Self {
        let word = cut(word);
        Self { or_is: without_zeros(&word).map(str::to_owned), begins: word, or_within }
    }
}

/// What stands within the terms of the references of which a piece may be a part.
fn part_of_reference(piece: &str) -> Option<String> {
    let key = as_code(piece).map(|code| identifier::key(&code))?;
    (SHORTEST_PART..=LONGEST).contains(&key.chars().count()).then_some(key)
}

/// The words that must all be there for what someone typed.
pub fn asked(text: &str) -> Vec<AskedWord> {
    let mut asked = Vec::new();
    for piece in folded(text).split_whitespace() {
        let found = runs(&as_code(piece).unwrap_or_else(|| piece.to_owned()));
        if found.iter().any(|run| is_han_run(run)) {
            for run in found {
                if is_han_run(&run) && run.chars().count() > 1 {
                    // The last character alone would ask for the end of a run.
                    asked.extend(pairs(&run).into_iter().filter(|pair| pair.chars().count() == 2).map(|pair| (pair, None)));
                } else {
                    asked.push((run, None));
                }
            }
        } else if !found.is_empty() {
            asked.push((found.concat(), part_of_reference(piece)));
        }
    }
    asked.truncate(MOST_ASKED);
    asked.into_iter().map(AskedWord::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(text: &str, query: &str) -> bool {
        let mut words = Vec::new();
        add(&mut words, text);
        let asked = asked(query);
        let has =
            |asked: &AskedWord| words.iter().any(|word| word.starts_with(asked.begins.as_str()) || asked.or_is.as_ref() == Some(word));
        !asked.is_empty() && asked.iter().all(has)
    }

    #[test]
    fn codes_are_found_by_their_beginning_with_hyphens_or_without() {
        for query in ["HC-2026-0719", "hc-2026", "HC20260719", "0719", "2026-0719"] {
            assert_eq!(finds("HC-2026-0719", query), query != "2026-0719", "{query}");
        }
        assert!(finds("LX100000025CN", "lx1000"));
        assert!(!finds("HC-2026-0719", "HC-2027"));
    }

    #[test]
    fn chinese_is_found_by_any_two_neighbours_or_one_character() {
        let text = "\u{767e}\u{8d27}\u{978b}\u{5e3d}";
        for (query, expected) in
            [("\u{978b}\u{5e3d}", true), ("\u{767e}\u{8d27}\u{978b}", true), ("\u{5e3d}", true), ("\u{8d27}\u{5e3d}", false)]
        {
            assert_eq!(finds(text, query), expected, "{query}");
        }
    }

    #[test]
    fn a_letter_is_found_however_it_is_written() {
        for (text, query) in [
            // Full width, as Chinese keyboards type it, with a full-width hyphen.
            ("\u{ff28}\u{ff23}\u{ff0d}\u{ff12}\u{ff10}\u{ff12}\u{ff16}", "hc-2026"),
            ("HC-2026", "\u{ff48}\u{ff43}\u{ff12}\u{ff10}"),
            // Китай, its last letter put together of two; ЗВЁЗДА, its third.
            ("\u{41a}\u{438}\u{442}\u{430}\u{438}\u{306}", "\u{43a}\u{438}\u{442}\u{430}\u{439}"),
            ("\u{417}\u{412}\u{415}\u{308}\u{417}\u{414}\u{410}", "\u{437}\u{432}\u{435}\u{437}\u{434}\u{430}"),
            ("\u{437}\u{432}\u{435}\u{437}\u{434}\u{430}", "\u{417}\u{412}\u{401}\u{417}\u{414}\u{410}"),
            ("Weststra\u{df}e", "WESTSTRASSE"),
            ("WESTSTRASSE", "weststra\u{df}e"),
            // One character for kg, one for a radical of Chinese that looks like a word, one kept for Korean.
            ("12\u{338f}", "12kg"),
            ("\u{2f9e}", "\u{8eca}"),
            ("\u{8c48}\u{6709}", "\u{f900}\u{6709}"),
        ] {
            assert!(finds(text, query), "{text} by {query}");
        }
        // и is another letter than й.
        assert!(!finds("\u{43c}\u{43e}\u{439}", "\u{43c}\u{43e}\u{438}"));
    }

    #[test]
    fn traditional_and_simplified_are_one() {
        // 鞋帽與貨物 and 鞋帽与货物; 琿春 and 珲春; 後 and 后.
        assert!(finds("\u{978b}\u{5e3d}\u{8207}\u{8ca8}\u{7269}", "\u{4e0e}\u{8d27}\u{7269}"));
        assert!(finds("\u{73f2}\u{6625}", "\u{743f}\u{6625}"));
        assert!(finds("\u{540e}", "\u{5f8c}"));
    }

    #[test]
    fn letters_of_a_code_are_latin_where_they_look_so() {
        assert!(finds("HC-77", "\u{41d}\u{421}-7"));
        assert!(finds("\u{41d}\u{421}-77", "hc77"));
        for query in ["Сибирь", "сибирь-24", "24", "Сибир"] {
            assert!(finds("«Сибирь-24»", query), "{query}");
        }
        // A word of a language is not a code.
        assert!(!finds("\u{441}\u{43e}\u{43a}", "cok"));
    }

    #[test]
    fn zeros_that_a_spreadsheet_lost_are_no_matter() {
        for (stored, query, expected) in [
            ("000123456", "123456", true),
            ("000123456", "1234", true),
            ("000123456", "000123456", true),
            ("123456", "000123456", true),
            // As a whole only: else each beginning with zeros would find everything.
            ("1234567", "000123456", false),
            ("HC-2026-0719", "719", true),
            ("1000", "00", false),
        ] {
            assert_eq!(finds(stored, query), expected, "{stored} by {query}");
        }
    }

    #[test]
    fn a_whole_reference_is_no_word() {
        let (from, before) = whole_references();
        let term = whole_reference("HC-77");
        assert_eq!(term, "=hc-77");
        assert!(term >= from && term < before);
        assert!(asked("=hc-77").iter().all(|asked| asked.begins == "hc77"));
    }

    #[test]
    fn the_words_of_a_text_are_these() {
        let mut words = Vec::new();
        add(&mut words, "\u{ff28}\u{ff23}\u{ff0d}\u{ff12}\u{ff10} \u{417}\u{432}\u{451}\u{437}\u{434}\u{44b}, \u{767e}\u{8d27}");
        let expected = ["hc20", "hc", "20", "\u{437}\u{432}\u{435}\u{437}\u{434}\u{44b}", "\u{767e}\u{8d27}", "\u{8d27}"];
        assert_eq!(words, expected);
    }

    #[test]
    fn cyrillic_and_latin_are_folded() {
        assert!(finds("\u{41e}\u{41e}\u{41e} \u{ab}\u{417}\u{432}\u{451}\u{437}\u{434}\u{430}\u{bb}", "\u{437}\u{432}\u{435}\u{437}"));
        assert!(finds("Jilin Yuefeng E-commerce", "YUE jil"));
        assert!(!finds("Jilin Yuefeng", "yuefengs"));
        assert!(!finds("Jilin", " - "));
    }
}
