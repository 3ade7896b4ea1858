//! A report as data: columns with their units, rows of values, and under each counted figure the question for what
//! it counts. Pages, the terminal, JSON and table files show it; none of them lists a column of its own.

use super::report::{DrillDown, FEW};
use super::stage::words;

words! {
    /// What rows are told apart by.
    Dimension {
        /// By clock; a row's key is the clock's word.
        Clock = "clock",
    }
}

words! {
    /// Columns that belong together; in JSON an object of its own.
    Block {
        /// What is not counted, by outcome.
        Excluded = "excluded",
        /// Times with holds.
        Gross = "gross",
        /// Times without pausing holds.
        Net = "net",
    }
}

/// What the values of a column are measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Shipments, clocks.
    Count,
    /// Seconds.
    Seconds,
}

/// What a column says of its row. Whoever shows a table orders its columns by this, so that a new one finds its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// How many the row's figures are of.
    Sample,
    /// Their middle as sum ÷ n.
    Mean,
    /// How far they spread.
    Deviation,
    /// What a share of them is at most.
    Quantile,
    /// The least of them.
    Least,
    /// The greatest.
    Greatest,
    /// How many of them have a target.
    WithTarget,
    /// How many of these met it: told as a share of them.
    Within,
    /// How many did not.
    Late,
    /// What stands beside the sample and is not in it.
    Beside,
    /// How many of the sample are in doubt.
    Doubtful,
}

impl Role {
    /// Whether a column of this role says nothing of fewer than [`FEW`].
    pub fn needs_many(self) -> bool {
        matches!(self, Self::Deviation | Self::Quantile)
    }
}

/// For whom a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// For readers and in files.
    All,
    /// In files alone: too much for a page.
    Files,
    /// For readers alone: files have its parts.
    Readers,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What it belongs to; none if it stands alone.
    pub block: Option<Block>,
    /// Its name in files; once in a block and an audience.
    pub key: &'static str,
    /// Of its values.
    pub unit: Unit,
    /// What it says.
    pub role: Role,
    /// For whom it is.
    pub audience: Audience,
}

/// A value in the unit of its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// There is none.
    None,
    /// A whole number.
    Whole(i64),
    /// Another; not rounded.
    Real(f64),
}

impl Value {
    /// A count.
    pub fn count(count: u64) -> Self {
        Self::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// As a number.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::None => None,
            Self::Whole(value) => Some(value as f64),
            Self::Real(value) => Some(value),
        }
    }
}

impl From<Option<f64>> for Value {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::None, Self::Real)
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::None, Self::Whole)
    }
}

/// A figure, and the question for what it counts; none where it counts nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The figure.
    pub value: Value,
    /// What leads to the shipments, of the report's question.
    pub drill_down: Option<DrillDown>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its words, as many as the table has dimensions.
    pub key: Vec<String>,
    /// Its cells, as many as the table has columns.
    pub cells: Vec<Cell>,
}

/// A table of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportTable {
    /// What its rows are told apart by.
    pub dimensions: Vec<Dimension>,
    /// Its columns in the order of files; those of a block stand together.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl ReportTable {
    /// The readers' columns of a block that have one of these roles, in the order of the roles: where they stand.
    pub fn for_readers(&self, block: Option<Block>, roles: &[Role]) -> Vec<usize> {
        let of_role = |role: &Role| {
            let role = *role;
            let is_shown = move |column: &Column| column.block == block && column.role == role && column.audience != Audience::Files;
            self.columns.iter().enumerate().filter(move |(_, column)| is_shown(column)).map(|(at, _)| at)
        };
        roles.iter().flat_map(of_role).collect()
    }

    /// The value of a row in the first column of a block that has a role.
    pub fn value(&self, row: &Row, block: Option<Block>, role: Role) -> Value {
        let at = self.columns.iter().position(|column| column.block == block && column.role == role);
        at.map_or(Value::None, |at| row.cells[at].value)
    }

    /// Whether a row is of some, and of too few for quantiles.
    pub fn is_of_few(&self, row: &Row) -> bool {
        matches!(self.value(row, None, Role::Sample), Value::Whole(n) if (1..FEW.cast_signed()).contains(&n))
    }

    /// What is told of the share that met its target: within ÷ with target; none where none has one.
    pub fn share_within(&self, row: &Row, block: Option<Block>) -> Option<f64> {
        let [within, all] = [Role::Within, Role::WithTarget].map(|role| self.value(row, block, role).number());
        within.zip(all.filter(|all| *all > 0.0)).map(|(within, all)| within / all)
    }
}
