//! A report's table as a page shows it: what of it, in which order, in words, each figure leading to its shipments.

use crate::domain::report::DrillDown;
use crate::domain::report_table::{Block, ReportTable, Role, Row, Unit, Value};
use crate::i18n::Language;
use crate::values;

/// Seconds of a day.
pub const DAY: f64 = 86_400.0;

/// Where there is no figure.
pub const NONE: &str = "–";

/// Which columns stand in a table, by what they say.
pub type Parts<'p> = [(Option<Block>, &'p [Role])];

/// A figure in a table, and where its shipments are; empty where it counts none.
pub struct TableCell {
    pub text: String,
    pub path: String,
    /// How many columns it takes.
    pub columns: usize,
}

/// A report's table for a reader.
pub struct Told<'t> {
    pub table: &'t ReportTable,
    pub language: Language,
    /// The address of what a figure counts.
    pub path: &'t dyn Fn(DrillDown) -> String,
    /// The times of a row in a block, as they are shown where they are few.
    pub few: &'t dyn Fn(&Row, Option<Block>) -> String,
}

/// “15.1 d”.
pub fn days(language: Language, seconds: f64) -> String {
    language.format("unit-days", values!(number = bare_days(language, seconds))).replace(' ', "\u{a0}")
}

/// “15.1”.
pub fn bare_days(language: Language, seconds: f64) -> String {
    language.decimal(&format!("{:.1}", seconds / DAY))
}

/// “79.9 %”.
pub fn percent(language: Language, share: f64) -> String {
    format!("{}\u{a0}%", language.decimal(&format!("{:.1}", share * 100.0)))
}

impl Told<'_> {
    /// The heads of some columns.
    pub fn heads(&self, parts: &Parts<'_>) -> Vec<String> {
        let head = |columns: Vec<usize>| {
            let column = &self.table.columns[columns[0]];
            let key = if column.role == Role::Least { "range-head".to_owned() } else { column.key.replace('_', "-") };
            self.language.text(&format!("report-{key}"))
        };
        self.columns(parts).into_iter().map(head).collect()
    }

    /// The cells of a row. Of few, their times stand in place of what says nothing of them.
    pub fn cells(&self, row: &Row, parts: &Parts<'_>) -> Vec<TableCell> {
        let columns = self.columns(parts);
        let is_dropped = |columns: &Vec<usize>| self.table.is_of_few(row) && self.table.columns[columns[0]].role.needs_many();
        let runs = columns.chunk_by(|one, next| is_dropped(one) && is_dropped(next));
        let cells = runs.flat_map(|run| match run {
            [first, ..] if is_dropped(first) => vec![self.times(row, run)],
            run => run.iter().map(|columns| self.cell(row, columns)).collect(),
        });
        cells.collect()
    }

    /// The columns that are shown; the least and the greatest are one.
    fn columns(&self, parts: &Parts<'_>) -> Vec<Vec<usize>> {
        let chosen: Vec<usize> = parts.iter().flat_map(|(block, roles)| self.table.for_readers(*block, roles)).collect();
        let role = |at: &usize| self.table.columns[*at].role;
        chosen.chunk_by(|one, next| role(one) == Role::Least && role(next) == Role::Greatest).map(<[usize]>::to_vec).collect()
    }

    fn times(&self, row: &Row, run: &[Vec<usize>]) -> TableCell {
        let question = run.iter().flatten().find_map(|at| row.cells[*at].drill_down);
        let block = self.table.columns[run[0][0]].block;
        TableCell { columns: run.len(), ..self.linked((self.few)(row, block), question) }
    }

    fn cell(&self, row: &Row, columns: &[usize]) -> TableCell {
        let texts: Option<Vec<String>> = columns.iter().map(|at| self.text(row, *at)).collect();
        let text = texts.map_or_else(|| NONE.to_owned(), |texts| texts.join(" – "));
        self.linked(text, row.cells[columns[0]].drill_down)
    }

    fn linked(&self, text: String, question: Option<DrillDown>) -> TableCell {
        TableCell { text, path: question.map(self.path).unwrap_or_default(), columns: 1 }
    }

    fn text(&self, row: &Row, at: usize) -> Option<String> {
        let (column, value) = (&self.table.columns[at], row.cells[at].value);
        match (column.role, column.unit, value) {
            (Role::Within, ..) => self.table.share_within(row, column.block).map(|share| percent(self.language, share)),
            (_, Unit::Count, Value::Whole(count)) => Some(self.language.number(count.unsigned_abs())),
            (..) => value.number().map(|seconds| bare_days(self.language, seconds)),
        }
    }
}
