//! Goods lines: what is in a shipment, line by line, each with the commodity codes of both customs systems.

use std::borrow::Cow;

use serde::Deserialize;

use super::codes::{Amount, Cell, HsCode};

/// The goods of a shipment as a JSON array of lines, kept as it was entered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GoodsLines {
    text: Box<str>,
    lines: Box<[GoodsLine]>,
}

/// One line of goods.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GoodsLine {
    /// In the words of the declaration.
    pub description: String,
    /// China's code, ten digits.
    pub hs_code: Option<HsCode>,
    /// The EAEU's code, ten digits.
    pub tnved_code: Option<HsCode>,
    /// How many `unit`s.
    pub quantity: Option<Amount>,
    /// Unit of the quantity, as declared (pairs, pieces, kg).
    pub unit: Option<String>,
    /// Declared value, in the shipment's currency.
    pub value: Option<Amount>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLine {
    #[serde(default)]
    description: String,
    #[serde(default)]
    hs_code: Option<String>,
    #[serde(default)]
    tnved_code: Option<String>,
    #[serde(default)]
    quantity: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    value: Option<String>,
}

impl GoodsLines {
    /// The lines in their order.
    pub fn lines(&self) -> &[GoodsLine] {
        &self.lines
    }
}

impl Cell for GoodsLines {
    fn read(text: &str) -> Option<Self> {
        let written: Vec<WrittenLine> = serde_json::from_str(text).ok()?;
        let lines = written.into_iter().map(line).collect::<Option<_>>()?;
        Some(Self { text: text.into(), lines })
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.text)
    }
}

fn line(written: WrittenLine) -> Option<GoodsLine> {
    Some(GoodsLine {
        description: written.description,
        hs_code: optional(written.hs_code)?,
        tnved_code: optional(written.tnved_code)?,
        quantity: optional(written.quantity)?,
        unit: written.unit.filter(|unit| !unit.is_empty()),
        value: optional(written.value)?,
    })
}

/// Absent or empty is nothing; what is there must be readable.
fn optional<T: Cell>(text: Option<String>) -> Option<Option<T>> {
    match text.filter(|text| !text.is_empty()) {
        None => Some(None),
        Some(text) => T::read(&text).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_and_wrong_ones_refused() {
        let good = r#"[{"description":"鞋子","hs_code":"6402992900","tnved_code":"6402999800","quantity":"1200","unit":"pair","value":"180000.00"},{"description":"hats","tnved_code":""}]"#;
        let lines = GoodsLines::read(good);
        assert_eq!(lines.as_ref().map(|l| l.lines().len()), Some(2));
        assert_eq!(lines.map(|l| l.text().into_owned()).as_deref(), Some(good));
        for wrong in [
            "",
            "{}",
            "[1]",
            r#"[{"description":"x","value":1}]"#,
            r#"[{"description":"x","value":"1e3"}]"#,
            r#"[{"description":"x","hs_code":"64"}]"#,
            r#"[{"description":"x","colour":"red"}]"#,
        ] {
            assert!(GoodsLines::read(wrong).is_none(), "{wrong}");
        }
    }
}
