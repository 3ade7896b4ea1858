//! What the office asks of goods lines that people enter: a description each, and a sum that is the declared value.

use rust_decimal::Decimal;

use super::command::{Problem, ValidationError};
use crate::domain::codes::{Amount, Cell, Text};
use crate::domain::details::Details;
use crate::domain::field::Field;
use crate::domain::goods::{GoodsLine, GoodsLines};
use crate::domain::money;
use crate::domain::normal_form::excerpt;

/// The longest name of goods that is made of their lines, in characters.
const NAME_LENGTH: usize = 200;

/// The sum of the lines' values, where every line has one.
pub(super) fn sum(lines: &GoodsLines) -> Option<Amount> {
    let values: Option<Vec<Decimal>> = lines.lines().iter().map(|line| line.value.as_ref().map(Amount::value)).collect();
    let sum = values.filter(|values| !values.is_empty())?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?;
    Amount::read(&sum.to_string())
}

/// The goods in one name, by what the lines are of: each once.
pub(super) fn named(lines: &GoodsLines) -> Option<Text> {
    let mut names: Vec<&str> = Vec::new();
    for name in lines.lines().iter().map(|line| line.description.trim()).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Text::read(&excerpt(&names.join(", "), NAME_LENGTH))
}

/// Whether lines come to the declared value, as far as they tell.
pub(super) fn add_up(lines: &GoodsLines, declared: &Amount) -> Result<(), ValidationError> {
    match sum(lines) {
        Some(sum) if sum.value() != declared.value() => {
            let (problem, value) = (Problem::Sum(sum.to_string()), Some(declared.to_string()));
            Err(ValidationError { field: Some(Field::Value), problem, value })
        }
        _ => Ok(()),
    }
}

/// The lines that do not say what they are of.
pub(super) fn undescribed(lines: &GoodsLines) -> impl Iterator<Item = ValidationError> {
    let without = lines.lines().iter().enumerate().filter(|(_, line)| line.description.is_empty());
    without.map(|(row, _)| ValidationError::new(Field::GoodsLines, Problem::Undescribed(row)))
}

/// The amounts of details that have more decimals than their currency.
pub(super) fn too_fine(details: &Details) -> impl Iterator<Item = ValidationError> {
    money::too_fine(details).into_iter().map(|fine| {
        let problem = Problem::TooFine { currency: fine.currency.to_string(), decimals: fine.decimals, line: fine.line };
        ValidationError { field: Some(Field::Value), problem, value: Some(fine.amount.to_string()) }
    })
}

/// Whether lines say the same, however they are written.
pub(super) fn are_same(some: Option<&GoodsLines>, others: Option<&GoodsLines>) -> bool {
    let trimmed = |line: &GoodsLine| {
        let unit = line.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty()).map(str::to_owned);
        // However an amount is written so that it is one.
        let amount = |amount: &Option<Amount>| amount.as_ref().and_then(|amount| Amount::read(&money::unmistakable(amount.as_str())));
        let (quantity, value) = (amount(&line.quantity), amount(&line.value));
        GoodsLine { description: line.description.trim().to_owned(), unit, quantity, value, ..line.clone() }
    };
    let lines = |lines: Option<&GoodsLines>| lines.map(|lines| lines.lines().iter().map(trimmed).collect::<Vec<_>>()).unwrap_or_default();
    lines(some) == lines(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> GoodsLines {
        GoodsLines::read(text).unwrap_or_else(|| unreachable!("{text}"))
    }

    fn amount(text: &str) -> Amount {
        Amount::read(text).unwrap_or_else(|| unreachable!("{text}"))
    }

    #[test]
    fn lines_add_up_exactly() {
        let both = lines(r#"[{"description":"Shoes","value":"180000.10"},{"description":"Hats","value":"20000.20"}]"#);
        assert_eq!(sum(&both).map(|sum| sum.to_string()).as_deref(), Some("200000.30"));
        assert_eq!(add_up(&both, &amount("200000.3")), Ok(()));
        let problem = add_up(&both, &amount("200000.31")).map_err(|error| error.problem);
        assert_eq!(problem, Err(Problem::Sum("200000.30".to_owned())));
        // One line that has no value tells nothing of the sum.
        assert_eq!(sum(&lines(r#"[{"description":"Shoes","value":"1"},{"description":"Hats"}]"#)), None);
    }

    #[test]
    fn lines_are_the_same_however_they_are_written() {
        let some = lines(r#"[{"description":"Shoes ","unit":"","value":"1.0"}]"#);
        assert!(are_same(Some(&some), Some(&lines(r#"[{"value":"1.0","description":"Shoes"}]"#))));
        assert!(!are_same(Some(&some), Some(&lines(r#"[{"description":"Shoes","value":"1"}]"#))));
        assert!(!are_same(Some(&some), None));
    }

    #[test]
    fn goods_are_named_by_their_lines() {
        let name = |text: &str| named(&lines(text)).map(|name| name.to_string());
        let some = r#"[{"description":"Shoes "},{"description":"Hats"},{"description":"Shoes"},{"value":"1"}]"#;
        assert_eq!(name(some).as_deref(), Some("Shoes, Hats"));
        assert_eq!(name(r#"[{"value":"1"}]"#), None);
    }

    #[test]
    fn each_line_says_what_it_is_of() {
        let named: Vec<Problem> = undescribed(&lines(r#"[{"description":"Shoes"},{"value":"1"}]"#)).map(|error| error.problem).collect();
        assert_eq!(named, [Problem::Undescribed(1)]);
    }
}
