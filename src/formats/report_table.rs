//! The rows of a report's table as JSON: an object a row, its blocks objects inside it.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::domain::report_table::{Audience, Column, ReportTable, Row, Value};

/// All rows, each by the last word of its key.
pub(super) struct ByKey<'t>(pub &'t ReportTable);

impl Serialize for ByKey<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.0.rows.iter().map(|row| (row.key.last(), OneRow { columns: &self.0.columns, row }));
        serializer.collect_map(rows)
    }
}

/// The figures of a row by the keys of the columns that files have.
struct OneRow<'t> {
    columns: &'t [Column],
    row: &'t Row,
}

impl Serialize for OneRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        let figures: Vec<(&Column, Figure)> = self
            .columns
            .iter()
            .zip(&self.row.cells)
            .filter(|(column, _)| column.audience != Audience::Readers)
            .map(|(column, cell)| (column, Figure(cell.value)))
            .collect();
        for together in figures.chunk_by(|(one, _), (next, _)| one.block == next.block) {
            match together[0].0.block {
                None => together.iter().try_for_each(|(column, figure)| object.serialize_entry(column.key, figure))?,
                Some(block) => object.serialize_entry(block.word(), &OneBlock(together))?,
            }
        }
        object.end()
    }
}

struct OneBlock<'t>(&'t [(&'t Column, Figure)]);

impl Serialize for OneBlock<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(column, figure)| (column.key, figure)))
    }
}

struct Figure(Value);

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::None => serializer.serialize_none(),
            Value::Whole(value) => serializer.serialize_i64(value),
            Value::Real(value) => serializer.serialize_f64(value),
        }
    }
}
