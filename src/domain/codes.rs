//! Codes, names and amounts that cannot exist wrong: read once at the edge, trusted everywhere else.
//! Each keeps the text it was given, so that what is exported is what was entered.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;

use super::stage::words;

/// A value of one cell: read from its text, and written back as it was entered.
pub trait Cell: Sized {
    /// The value, unless the text cannot be one.
    fn read(text: &str) -> Option<Self>;
    /// The text as entered.
    fn text(&self) -> Cow<'_, str>;
}

/// Declares a code that is kept as text and checked by one function.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $valid:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The code as entered.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Cell for $name {
            fn read(text: &str) -> Option<Self> {
                let valid: fn(&str) -> bool = $valid;
                valid(text).then(|| Self(text.into()))
            }
            fn text(&self) -> Cow<'_, str> {
                Cow::Borrowed(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::read(&text).ok_or_else(|| serde::de::Error::custom(format_args!("{text} cannot be one")))
            }
        }
    };
}

/// The longest reference, in characters.
pub const REFERENCE_LENGTH: usize = 64;
/// The longest place code, in characters.
pub const PLACE_LENGTH: usize = 64;
/// The most digits of a decimal: all that 96 bits hold exactly.
pub const DECIMAL_DIGITS: usize = 28;

code! {
    /// A shipment's reference: 1 to 64 characters, no `/`, no control character, no space at its ends, not `new`.
    Reference, |text| {
        (1..=REFERENCE_LENGTH).contains(&text.chars().count())
            && text != "new"
            && text.trim() == text
            && !text.contains(|c: char| c == '/' || c.is_control())
    }
}
code! {
    /// A place: UN/LOCODE without its space (`CNHCG`) or a private code (`RU-X-KRASKINO`).
    PlaceCode, |text| {
        (1..=PLACE_LENGTH).contains(&text.chars().count())
            && !text.contains(|c: char| c == '/' || c == ':' || c.is_whitespace() || c.is_control())
    }
}
code! {
    /// Words of people: anything that is more than white space.
    Text, |text| !text.trim().is_empty() && !text.contains('\0')
}
code! {
    /// A commodity code of ten digits: China's HS or the EAEU's TN VED; only their first six agree.
    HsCode, |text| text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit())
}
code! {
    /// ISO 4217: three capitals.
    Currency, |text| text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}
code! {
    /// ISO 3166-1 alpha-2: two capitals.
    Country, |text| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}
code! {
    /// The SHA-256 of a file, 64 hexadecimal digits.
    FileHash, |text| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
code! {
    /// A decimal of 0 or more, at most 28 digits, a point between them if it has a fraction.
    Amount, |text| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        digits(whole) && digits(fraction) && whole.len() + fraction.len() <= DECIMAL_DIGITS && text.parse::<Decimal>().is_ok()
    }
}

impl PlaceCode {
    /// The country in which it lies, where its code begins with one: a UN/LOCODE does, a private code may.
    pub fn country(&self) -> Option<Country> {
        let (country, rest) = self.0.split_at_checked(2)?;
        if self.0.len() == 5 || rest.starts_with('-') { Country::read(country) } else { None }
    }
}

impl Amount {
    /// Its exact value.
    pub fn value(&self) -> Decimal {
        self.0.parse().unwrap_or_default()
    }

    /// What remains when `leaving` is taken off; none if that is more than there is.
    pub fn less(&self, leaving: &Self) -> Option<Self> {
        let rest = self.value().checked_sub(leaving.value())?;
        (!rest.is_sign_negative() || rest.is_zero()).then(|| Self(rest.abs().to_string().into()))
    }
}

words! {
    /// China's supervision mode (监管方式): always asked, never a default.
    Mode {
        /// Retail, direct.
        Retail9610 = "9610",
        /// Retail through a bonded zone.
        Bonded1210 = "1210",
        /// Business to business, direct.
        Business9710 = "9710",
        /// To an overseas warehouse.
        Warehouse9810 = "9810",
        /// General trade.
        General0110 = "0110",
    }
}

words! {
    /// Whether a milestone was planned, is expected, or took place (DCSA: PLN, EST, ACT).
    Classifier {
        /// As planned.
        Planned = "planned",
        /// As expected now.
        Estimated = "estimated",
        /// As it happened.
        Actual = "actual",
    }
}

/// Fixed words are cells too.
macro_rules! word_cells {
    ($($name:ident),+) => {$(
        impl Cell for $name {
            fn read(text: &str) -> Option<Self> {
                Self::parse(text)
            }
            fn text(&self) -> Cow<'_, str> {
                Cow::Borrowed(self.word())
            }
        }
    )+};
}
word_cells!(Mode, Classifier);

/// Whole numbers, written without sign or leading zeros.
macro_rules! whole_cells {
    ($($number:ty),+) => {$(
        impl Cell for $number {
            fn read(text: &str) -> Option<Self> {
                let plain = text == "0" || (!text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit()));
                if plain { text.parse().ok() } else { None }
            }
            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )+};
}
whole_cells!(u32);

impl Cell for bool {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

/// A target: whole minutes, 1 or more (rule 23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(u32);

impl Minutes {
    /// So many minutes, 1 or more.
    pub fn new(minutes: u32) -> Option<Self> {
        (minutes > 0).then_some(Self(minutes))
    }

    /// The number of minutes.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The same in seconds.
    pub fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }
}

impl Cell for Minutes {
    fn read(text: &str) -> Option<Self> {
        u32::read(text).and_then(Self::new)
    }
    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Cell>(good: &[&str], wrong: &[&str]) {
        for text in good {
            assert_eq!(T::read(text).map(|cell| cell.text().into_owned()).as_deref(), Some(*text));
        }
        for text in wrong {
            assert!(T::read(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn codes_cannot_exist_wrong() {
        check::<Reference>(
            &["HC-1", "珲春-2021/07".split('/').next().unwrap_or(""), "a b"],
            &["", "new", " a", "a ", "a/b", "a\u{7}", &"x".repeat(65)],
        );
        check::<PlaceCode>(&["CNHCG", "RU-X-KRASKINO", "X-609"], &["", "CN HCG", "A:B", "A/B"]);
        check::<HsCode>(&["6402992900"], &["", "640299", "64029929001", "640299290a"]);
        check::<Currency>(&["CNY"], &["cny", "CN", "CNYY", "元"]);
        check::<Country>(&["CN", "RU"], &["cn", "CHN", ""]);
        check::<Minutes>(&["1", "28800"], &["", "0", "-1", "1.5", "+1", "01", "99999999999"]);
        check::<Amount>(&["0", "2600000.00", "0.005", "007.50"], &["", ".", "1.", ".5", "-1", "1e3", "1,5", "NaN", " 1", &"9".repeat(29)]);
        check::<u32>(&["0", "500"], &["", "-1", "1.0", "00", "4294967296"]);
        check::<bool>(&["true", "false"], &["TRUE", "1", ""]);
    }

    #[test]
    fn a_place_lies_in_the_country_with_which_its_code_begins() {
        let country = |code| PlaceCode::read(code).and_then(|place| place.country()).map(|country| country.to_string());
        for (code, expected) in
            [("CNHCG", Some("CN")), ("RU-X-KRASKINO", Some("RU")), ("X-609", None), ("HUNCHUN", None), ("\u{73f2}\u{6625}", None)]
        {
            assert_eq!(country(code).as_deref(), expected, "{code}");
        }
    }

    #[test]
    fn amounts_are_exact() {
        let amount = |text| Amount::read(text);
        let rest = |a, b| amount(a).zip(amount(b)).and_then(|(a, b)| a.less(&b)).map(|a| a.text().into_owned());
        assert_eq!(rest("0.3", "0.1").as_deref(), Some("0.2"));
        assert_eq!(rest("2600000.00", "2600000").as_deref(), Some("0.00"));
        assert_eq!(rest("1", "1.01"), None);
    }
}
