//! Goods lines as a form has them: each cell read, and their values added up against the declared value.

use rust_decimal::Decimal;
use serde_json::json;

use super::submit::{Problem, Wrong};
use crate::domain::codes::{Amount, Cell, HsCode};
use crate::domain::refusal::Rule;

/// The cells of a line, by their names in the form: `line-<row>-<cell>`.
pub const CELLS: [&str; 6] = ["description", "hs_code", "tnved_code", "quantity", "unit", "value"];

/// One line as it was typed, in the order of [`CELLS`].
pub type Line = [String; 6];

/// What lines come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// The JSON of an event's `goods_lines`; empty without lines.
    pub json: String,
    /// The sum of their values, where every line has one.
    pub sum: Option<String>,
}

/// The sum of the values that can be read, where every line has one.
fn sum(lines: &[Line]) -> Option<Decimal> {
    let filled = lines.iter().filter(|line| line.iter().any(|cell| !cell.trim().is_empty()));
    let values: Option<Vec<Decimal>> = filled.map(|line| Amount::read(line[5].trim()).and_then(|_| line[5].trim().parse().ok())).collect();
    values.filter(|values| !values.is_empty())?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// Reads lines, which must come to the declared value where both are known; those that are empty are left out.
pub fn read(lines: &[Line], value: &str) -> Result<Lines, Vec<Wrong>> {
    let (mut wrong, mut written, sum) = (Vec::new(), Vec::new(), sum(lines).map(|sum| sum.to_string()));
    for (row, line) in lines.iter().enumerate().filter(|(_, line)| line.iter().any(|cell| !cell.trim().is_empty())) {
        let cells: Vec<&str> = line.iter().map(|cell| cell.trim()).collect();
        let readable = [
            !cells[0].is_empty(),
            cells[1].is_empty() || HsCode::read(cells[1]).is_some(),
            cells[2].is_empty() || HsCode::read(cells[2]).is_some(),
            cells[3].is_empty() || Amount::read(cells[3]).is_some(),
            true,
            cells[5].is_empty() || Amount::read(cells[5]).is_some(),
        ];
        for (at, _) in readable.iter().enumerate().filter(|(_, good)| !**good) {
            let rule = if at == 0 { Rule::FieldMissing } else { Rule::ValueInvalid };
            let value = Some(cells[at].to_owned());
            wrong.push(Wrong { field: format!("line-{row}-{}", CELLS[at]), problem: Problem::Rule(rule), value });
        }
        let filled = CELLS.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        written.push(filled.map(|(name, cell)| ((*name).to_owned(), json!(cell))).collect::<serde_json::Map<_, _>>());
    }
    wrong.extend(sum.as_deref().and_then(|sum| add_up(sum, value).err()));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    if written.is_empty() {
        return Ok(Lines::default());
    }
    let json = serde_json::to_string(&written).unwrap_or_default();
    Ok(Lines { json, sum })
}

/// Whether a sum is the declared value.
fn add_up(sum: &str, value: &str) -> Result<(), Wrong> {
    match (sum.parse::<Decimal>(), value.trim().parse::<Decimal>()) {
        (Ok(of_lines), Ok(declared)) if of_lines != declared => {
            Err(Wrong { field: "value".to_owned(), problem: Problem::Sum(sum.to_owned()), value: Some(value.to_owned()) })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: [&str; 6]) -> Line {
        cells.map(str::to_owned)
    }

    #[test]
    fn lines_add_up_exactly() {
        let shoes = line(["Shoes", "6402992900", "6402999800", "1200", "pair", "180000.10"]);
        let hats = line(["Hats", "", "", "300", "", "20000.20"]);
        let lines = [shoes, line([""; 6]), hats];
        let read = read(&lines, "200000.3").unwrap_or_default();
        assert_eq!(read.sum.as_deref(), Some("200000.30"));
        assert_eq!(
            read.json,
            r#"[{"description":"Shoes","hs_code":"6402992900","tnved_code":"6402999800","quantity":"1200","unit":"pair","value":"180000.10"},{"description":"Hats","quantity":"300","value":"20000.20"}]"#
        );
        assert!(super::read(&lines, "").is_ok());
        let problems = super::read(&lines, "200000.31").map_err(|wrong| wrong.into_iter().map(|wrong| wrong.problem).collect::<Vec<_>>());
        assert_eq!(problems, Err(vec![Problem::Sum("200000.30".to_owned())]));
    }

    #[test]
    fn each_wrong_cell_is_named() {
        let wrong = read(&[line(["", "64", "", "1,5", "", "x"])], "1")
            .map_err(|wrong| wrong.into_iter().map(|wrong| wrong.field).collect::<Vec<_>>());
        assert_eq!(wrong, Err(["description", "hs_code", "quantity", "value"].map(|cell| format!("line-0-{cell}")).to_vec()));
    }
}
