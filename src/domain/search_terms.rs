//! The words that a shipment is found by, and those that someone asks for, folded alike: one form of each letter and
//! digit, whether small or capital, of full width or put together of parts (Unicode's NFKC and case folding); `ё` as
//! `е`; codes without their hyphens. Chinese has no spaces, so a run of it is cut into neighbouring pairs; its
//! last character stands alone, so that any one of them is the beginning of a word.

use icu::casemap::CaseMapper;

use super::normal_form::nfkc;

/// The longest word, in characters; longer ones are cut.
const LONGEST: usize = 64;
/// The most words that are asked for at once.
const MOST_ASKED: usize = 8;

/// Whether a character is written without spaces around words.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// A text in the form in which it is compared. Folding may take letters apart, so they are put together again.
fn folded(text: &str) -> String {
    let one_case = CaseMapper::new().fold_string(&nfkc(text)).into_owned();
    nfkc(&one_case).replace('\u{451}', "\u{435}")
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
        let found = runs(piece);
        if found.len() > 1 && !found.iter().any(|run| is_han_run(run)) {
            words.push(cut(found.concat()));
        }
        for run in found {
            if is_han_run(&run) { words.extend(pairs(&run)) } else { words.push(cut(run)) }
        }
    }
}

/// The beginnings of words that must all be there for what someone typed.
pub fn asked(text: &str) -> Vec<String> {
    let mut asked = Vec::new();
    for piece in folded(text).split_whitespace() {
        let found = runs(piece);
        if found.iter().any(|run| is_han_run(run)) {
            for run in found {
                if is_han_run(&run) && run.chars().count() > 1 {
                    // The last character alone would ask for the end of a run.
                    asked.extend(pairs(&run).into_iter().filter(|pair| pair.chars().count() == 2));
                } else {
                    asked.push(cut(run));
                }
            }
        } else if !found.is_empty() {
            asked.push(cut(found.concat()));
        }
    }
    asked.truncate(MOST_ASKED);
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(text: &str, query: &str) -> bool {
        let mut words = Vec::new();
        add(&mut words, text);
        let asked = asked(query);
        !asked.is_empty() && asked.iter().all(|prefix| words.iter().any(|word| word.starts_with(prefix.as_str())))
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
