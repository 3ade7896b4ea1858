//! Texts in the one form in which they are compared and read: Unicode's NFKC, in which letters and digits of full width
//! are the usual ones, and a letter that is put together of parts is one.

use std::borrow::Cow;

use icu::casemap::CaseMapper;
use icu::normalizer::ComposingNormalizer;

/// A text in NFKC.
pub fn nfkc(text: &str) -> Cow<'_, str> {
    ComposingNormalizer::new_nfkc().normalize(text)
}

/// A text in the form in which it is searched: NFKC in one case, `ё` as `е`. Folding may take letters apart, so they are
/// put together again.
pub fn folded(text: &str) -> String {
    let one_case = CaseMapper::new().fold_string(&nfkc(text)).into_owned();
    nfkc(&one_case).replace('\u{451}', "\u{435}")
}

/// Digits and marks as numbers are written in files: those of full width as the usual ones, without blanks.
pub fn digits(typed: &str) -> String {
    nfkc(typed).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A customs tariff code without the points, hyphens and blanks between its parts; none of what is more than digits.
pub fn tariff_code(typed: &str) -> Option<String> {
    Some(digits(typed).replace(['.', '-'], "")).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The beginning of a text that may be of any length, marked where more follows.
pub fn excerpt(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}\u{2026}", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_marked_where_something_is_left_out() {
        for (text, most, expected) in [("", 2, ""), ("ab", 2, "ab"), ("abc", 2, "ab\u{2026}"), ("\u{978b}\u{5b50}", 1, "\u{978b}\u{2026}")]
        {
            assert_eq!(excerpt(text, most), expected);
        }
    }
}
