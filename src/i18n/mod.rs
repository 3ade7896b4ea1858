//! Every word a reader sees, in English, Chinese and Russian (`*.ftl`, Project Fluent). No other module has
//! text for a reader; a missing or unused key fails the tests.

mod local;
mod names;

pub use local::{clock, month, offset};

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    ZhCn,
    /// Russian.
    Ru,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::ZhCn, Self::Ru];

    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
            Self::Ru => "ru",
        }
    }

    /// What stands between two words: nothing in Chinese.
    pub fn word_space(self) -> &'static str {
        if self == Self::ZhCn { "" } else { " " }
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhCn => "简体中文",
            Self::Ru => "Русский",
        }
    }

    /// The same where there is little room.
    pub fn short_name(self) -> &'static str {
        match self {
            Self::En => "EN",
            Self::ZhCn => "中文",
            Self::Ru => "РУ",
        }
    }

    /// The one that a tag or a locale (`zh_CN.UTF-8`) asks for.
    pub fn from_locale(locale: &str) -> Option<Self> {
        let language = locale.split(['-', '_', '.', '@']).next().unwrap_or("");
        match language.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "zh" => Some(Self::ZhCn),
            "ru" => Some(Self::Ru),
            _ => None,
        }
    }

    /// The messages as they are written.
    pub fn source(self) -> &'static str {
        match self {
            Self::En => include_str!("en.ftl"),
            Self::ZhCn => include_str!("zh-CN.ftl"),
            Self::Ru => include_str!("ru.ftl"),
        }
    }

    /// What stands between a number and its fraction.
    pub fn decimal_mark(self) -> char {
        if self == Self::Ru { ',' } else { '.' }
    }

    /// What stands between the things of a list.
    pub fn list_mark(self) -> &'static str {
        if self == Self::ZhCn { "\u{3001}" } else { ", " }
    }

    /// What stands between clauses of one line.
    pub fn clause_mark(self) -> &'static str {
        if self == Self::ZhCn { "\u{ff1b}" } else { "; " }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static BUNDLES: OnceLock<[FluentBundle<FluentResource>; 3]> = OnceLock::new();
        &BUNDLES.get_or_init(|| Self::ALL.map(load))[self as usize]
    }

    /// A message without values.
    pub fn text(self, key: &str) -> String {
        self.format(key, &[])
    }

    /// A message with values; a key that does not exist stands for itself, and the tests fail.
    pub fn format(self, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
        let arguments = values.iter().map(|(name, value)| (*name, value.clone()));
        let arguments = (!values.is_empty()).then(|| arguments.collect::<FluentArgs<'_>>());
        bundle.format_pattern(pattern, arguments.as_ref(), &mut Vec::new()).into_owned()
    }
}

fn load(language: Language) -> FluentBundle<FluentResource> {
    // What a damaged file still has is used; the tests refuse such a file.
    let resource = FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(resource, _)| resource);
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::En => |value, _| grouped(Language::En, value),
        Language::ZhCn => |value, _| grouped(Language::ZhCn, value),
        Language::Ru => |value, _| grouped(Language::Ru, value),
    }));
    bundle.add_resource_overriding(resource);
    bundle
}

/// A whole number with the marks between its thousands that the language has; none of what is no whole number.
fn grouped(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let whole = number.value;
    (whole.fract() == 0.0 && (0.0..1e15).contains(&whole)).then(|| language.number(whole as u64))
}

/// `values!(key = value, …)`: the values of a message, counted and worded by the reader's language.
#[macro_export]
macro_rules! values {
    ($($key:ident = $value:expr),* $(,)?) => {
        &[$((stringify!($key), ::fluent_bundle::FluentValue::from($value))),*]
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_each_language() {
        let say = |language: Language, events: u32| language.format("import-done", values!(events = events, shipments = events));
        assert_eq!(say(Language::En, 1), "Recorded 1 event of 1 shipment.");
        assert_eq!(say(Language::Ru, 1), "Записано: 1 событие, 1 партия.");
        assert_eq!(say(Language::Ru, 3), "Записано: 3 события, 3 партии.");
        assert_eq!(say(Language::Ru, 11), "Записано: 11 событий, 11 партий.");
        assert_eq!(say(Language::Ru, 21), "Записано: 21 событие, 21 партия.");
        // With the marks between thousands of each language.
        assert_eq!(say(Language::En, 2_000), "Recorded 2,000 events of 2,000 shipments.");
        assert_eq!(say(Language::Ru, 2_000), "Записано: 2\u{a0}000 событий, 2\u{a0}000 партий.");
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Language::from_locale("zh_CN.UTF-8"), Some(Language::ZhCn));
        assert_eq!(Language::from_locale("ru"), Some(Language::Ru));
        assert_eq!(Language::from_locale("C"), None);
    }
}
