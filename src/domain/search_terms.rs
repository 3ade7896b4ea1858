//! The words that a shipment is found by, and those that someone asks for, folded alike: small letters, `ё` as
//! `е`, codes without their hyphens. Chinese has no spaces, so a run of it is cut into neighbouring pairs; its
//! last character stands alone, so that any one of them is the beginning of a word.

/// The longest word, in characters; longer ones are cut.
const LONGEST: usize = 64;
/// The most words that are asked for at once.
const MOST_ASKED: usize = 8;

/// Whether a character is written without spaces around words.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn fold(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|c| if c == '\u{451}' { '\u{435}' } else { c })
}

/// Runs of letters and digits, Chinese apart from other scripts.
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
            run.extend(fold(c));
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
    for piece in text.split_whitespace() {
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
    for piece in text.split_whitespace() {
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
    fn cyrillic_and_latin_are_folded() {
        assert!(finds("\u{41e}\u{41e}\u{41e} \u{ab}\u{417}\u{432}\u{451}\u{437}\u{434}\u{430}\u{bb}", "\u{437}\u{432}\u{435}\u{437}"));
        assert!(finds("Jilin Yuefeng E-commerce", "YUE jil"));
        assert!(!finds("Jilin Yuefeng", "yuefengs"));
        assert!(!finds("Jilin", " - "));
    }
}
