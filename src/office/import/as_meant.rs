//! Rows with their codes as they are meant, however they are typed: places, tariff codes, numbers in digits of full width,
//! parcels as a scanner or a spreadsheet leaves them. What is said in words stays as it stands.

use std::io;

use crate::domain::field::{Cells, Field};
use crate::domain::normal_form::{digits, tariff_code};
use crate::domain::pasted_codes;
use crate::formats::rows::{Columns, Row, RowSource, Span};
use crate::office::place_codes::{self, PlaceCodes};

/// The rows of a source, as they are meant.
pub(super) struct AsMeant {
    rows: Box<dyn RowSource>,
    places: PlaceCodes,
    /// Whether a place that is not known will be created, so that its code is written as codes are.
    create_places: bool,
    /// Cells of the last row that are meant otherwise than they are typed.
    meant: Vec<(Field, String)>,
}

impl AsMeant {
    pub(super) fn new(rows: Box<dyn RowSource>, places: PlaceCodes, create_places: bool) -> Self {
        Self { rows, places, create_places, meant: Vec::new() }
    }
}

/// What is meant by a cell; none where it is as it is typed, or nothing that can be read.
fn meant(places: &PlaceCodes, create_places: bool, field: Field, typed: &str) -> Option<String> {
    let meant = match field {
        field if field.is_place() => match places.meant(typed) {
            Some(code) => code.to_owned(),
            None if create_places => place_codes::written(typed)?.to_string(),
            None => return None,
        },
        Field::HsCode | Field::TnvedCode => tariff_code(typed)?,
        Field::Packages | Field::GrossKg | Field::Value | Field::Number | Field::RefersTo => digits(typed),
        Field::Parcels => as_scanned(typed),
        field if field.target_of().is_some() => digits(typed),
        _ => return None,
    };
    (meant != typed).then_some(meant)
}

/// Parcel codes as they are meant, separated by spaces.
pub(super) fn as_scanned(typed: &str) -> String {
    pasted_codes::listed(typed).join(" ")
}

impl RowSource for AsMeant {
    fn columns(&self) -> &Columns {
        self.rows.columns()
    }

    fn progress(&self) -> (u64, u64) {
        self.rows.progress()
    }

    fn next_row(&mut self) -> io::Result<Option<Row<'_>>> {
        let Self { rows, places, create_places, meant: cells_meant } = self;
        let Some(Row { at, cells }) = rows.next_row()? else { return Ok(None) };
        let Ok(mut cells) = cells else { return Ok(Some(Row { at, cells })) };
        cells_meant.clear();
        cells_meant.extend(cells.filled().filter_map(|(field, typed)| Some((field, meant(places, *create_places, field, typed)?))));
        for (field, text) in cells_meant.iter() {
            Cells::set(&mut cells, *field, text);
        }
        Ok(Some(Row { at, cells: Ok(cells) }))
    }

    fn turn_to(&mut self, span: Span) -> io::Result<()> {
        self.rows.turn_to(span)
    }
}
