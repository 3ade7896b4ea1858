//! What is named in several languages in one text, as people write goods: `鞋 / Обувь; 帽 / Шапки`.

use icu::properties::CodePointMapData;
use icu::properties::props::Script;

use super::Language;

impl Language {
    /// The first thing that a text names, in this language where the text names it in several, and how many things more
    /// it names. Two names in one script are two things, and stay together.
    pub fn first_named(self, text: &str) -> (&str, usize) {
        let mut things = text.split([';', '\u{ff1b}']).map(str::trim).filter(|thing| !thing.is_empty());
        let first = things.next().unwrap_or("");
        let names: Vec<&str> = first.split(['/', '\u{ff0f}']).map(str::trim).filter(|name| !name.is_empty()).collect();
        let scripts: Vec<Option<Script>> = names.iter().map(|name| script_of(name)).collect();
        let is_in_several =
            names.len() > 1 && scripts.iter().enumerate().all(|(at, script)| script.is_some() && !scripts[..at].contains(script));
        let own = scripts.iter().position(|script| *script == Some(self.script())).unwrap_or(0);
        (if is_in_several { names[own] } else { first }, things.count())
    }

    fn script(self) -> Script {
        match self {
            Self::En => Script::Latin,
            Self::ZhCn => Script::Han,
            Self::Ru => Script::Cyrillic,
        }
    }
}

/// The script of the first letter.
fn script_of(text: &str) -> Option<Script> {
    let scripts = CodePointMapData::<Script>::new();
    text.chars().find(|c| c.is_alphabetic()).map(|c| scripts.get(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_are_named_in_the_readers_language_where_they_are() {
        let goods = "\u{7ae5}\u{978b} / \u{41e}\u{431}\u{443}\u{432}\u{44c}; \u{5e3d} / \u{428}\u{430}\u{43f}\u{43a}\u{438}; \u{5305}";
        assert_eq!(Language::ZhCn.first_named(goods), ("\u{7ae5}\u{978b}", 2));
        assert_eq!(Language::Ru.first_named(goods), ("\u{41e}\u{431}\u{443}\u{432}\u{44c}", 2));
        // None in English: what was written first.
        assert_eq!(Language::En.first_named(goods), ("\u{7ae5}\u{978b}", 2));
        for (text, expected) in [
            ("Shoes / hats", ("Shoes / hats", 0)),
            ("Winter boots, 820 cartons", ("Winter boots, 820 cartons", 0)),
            ("\u{978b}\u{5e3d}", ("\u{978b}\u{5e3d}", 0)),
            ("A/1; B", ("A/1", 1)),
            ("", ("", 0)),
        ] {
            assert_eq!(Language::Ru.first_named(text), expected, "{text}");
        }
    }
}
