//! Names that people give: of themselves, and of places and reasons in the three languages of the house.

use crate::i18n::Language;
use crate::store::Names;

/// The longest name, in characters.
pub(super) const LENGTH: usize = 64;

/// Whether a text is a name: 1 to 64 characters on one line, without the blanks around it.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim();
    (1..=LENGTH).contains(&text.chars().count()) && !text.contains(char::is_control)
}

/// The names without blanks around them.
pub(super) fn trimmed(names: &Names) -> Names {
    let text = |name: &str| name.trim().to_owned();
    Names { en: text(&names.en), zh: text(&names.zh), ru: text(&names.ru) }
}

/// The languages whose name is none.
pub(super) fn wrong(names: &Names) -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| !is_name(names.by_tag(language.tag())))
}
