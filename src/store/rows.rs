//! Events as rows: each column holds the text of its field as entered, the details as one JSON object.

use std::borrow::Cow;

use diesel::prelude::*;

use super::error::Error;
use super::schema::events;
use crate::domain::codes::Text;
use crate::domain::entry;
use crate::domain::event::{Kind, Received, Recorded};
use crate::domain::field::{Cells, Field};
use crate::domain::time::{Instant, Moment, Stamp};

/// A row of `events`.
#[derive(Debug, Clone, PartialEq, Insertable, Queryable, Selectable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
pub struct EventRow {
    pub(super) shipment: i64,
    pub(super) number: i32,
    pub(super) command: i64,
    pub(super) kind: String,
    pub(super) occurred_at: i64,
    pub(super) utc_offset: i32,
    pub(super) stage: Option<String>,
    pub(super) place: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) note: Option<String>,
    pub(super) actor: Option<String>,
    pub(super) refers_to: Option<i32>,
    pub(super) code: Option<String>,
    pub(super) country: Option<String>,
    pub(super) classifier: Option<String>,
    pub(super) pauses: Option<bool>,
    pub(super) related: Option<String>,
    pub(super) authority: Option<String>,
    pub(super) responsible: Option<String>,
    pub(super) parcels: Option<String>,
    pub(super) document: Option<String>,
    pub(super) details: Option<String>,
}

/// The columns that most events fill: fewer to bind, where all others are empty.
#[derive(Debug, Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
pub(super) struct PlainRow {
    shipment: i64,
    number: i32,
    command: i64,
    kind: &'static str,
    occurred_at: i64,
    utc_offset: i32,
    stage: Option<&'static str>,
    place: Option<String>,
    reason: Option<String>,
    actor: Option<String>,
}

impl PlainRow {
    /// The row of an event of which no other column is filled.
    pub(super) fn new(shipment: i64, command: i64, recorded: &Recorded) -> Option<Self> {
        let event = &recorded.event;
        let stage = match &event.kind {
            Kind::Entered(stage) | Kind::Skipped(stage) => Some(stage.word()),
            Kind::Closed { received, .. } if *received == Received::default() => None,
            _ => return None,
        };
        if event.note.is_some() || event.authority.is_some() || event.responsible.is_some() {
            return None;
        }
        let owned = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
        Some(Self {
            shipment,
            number: recorded.number.cast_signed(),
            command,
            kind: event.kind.word(),
            occurred_at: event.occurred.instant.seconds(),
            utc_offset: event.occurred.offset(),
            stage,
            place: event.place.as_ref().map(|place| place.as_str().to_owned()),
            reason: owned(&event.reason),
            actor: owned(&event.actor),
        })
    }
}

impl EventRow {
    /// The row of an event.
    pub(super) fn new(shipment: i64, command: i64, recorded: &Recorded) -> Self {
        let event = &recorded.event;
        let cell = |field| event.cell(field).map(Cow::into_owned);
        Self {
            shipment,
            number: recorded.number.cast_signed(),
            command,
            kind: event.kind.word().to_owned(),
            occurred_at: event.occurred.instant.seconds(),
            utc_offset: event.occurred.offset(),
            stage: cell(Field::Stage),
            place: cell(Field::Place),
            reason: cell(Field::Reason),
            note: cell(Field::Note),
            actor: cell(Field::Actor),
            refers_to: event.refers_to().map(u32::cast_signed),
            code: cell(Field::Code),
            country: cell(Field::Country),
            classifier: cell(Field::Classifier),
            pauses: match event.kind {
                Kind::Held { pauses } => Some(pauses),
                _ => None,
            },
            related: cell(Field::Related),
            authority: cell(Field::Authority),
            responsible: cell(Field::Responsible),
            parcels: cell(Field::Parcels),
            document: cell(Field::Document),
            details: details(recorded),
        }
    }

    /// The event of a row, if the ledger can have written it.
    pub(super) fn recorded(&self, recorded_at: i64) -> Result<Recorded, Error> {
        self.read(recorded_at).ok_or_else(|| self.damaged())
    }

    /// That the ledger cannot have written it.
    pub(super) fn damaged(&self) -> Error {
        Error::Damaged { shipment: format!("#{}", self.shipment), number: self.number.into() }
    }

    fn read(&self, recorded_at: i64) -> Option<Recorded> {
        let refers_to = self.refers_to.map(|number| number.cast_unsigned().to_string());
        let details: Vec<(Field, Cow<'_, str>)> = match &self.details {
            None => Vec::new(),
            Some(json) => read_details(json)?,
        };
        let stamp = Stamp::new(Instant::from_seconds(self.occurred_at)?, self.utc_offset)?;
        let mut cells = Cells::default();
        let columns = [
            (Field::Event, Some(&self.kind)),
            (Field::Stage, self.stage.as_ref()),
            (Field::Place, self.place.as_ref()),
            (Field::Reason, self.reason.as_ref()),
            (Field::Note, self.note.as_ref()),
            (Field::Actor, self.actor.as_ref()),
            (Field::Code, self.code.as_ref()),
            (Field::Country, self.country.as_ref()),
            (Field::Classifier, self.classifier.as_ref()),
            (Field::Related, self.related.as_ref()),
            (Field::Authority, self.authority.as_ref()),
            (Field::Responsible, self.responsible.as_ref()),
            (Field::Parcels, self.parcels.as_ref()),
            (Field::Document, self.document.as_ref()),
        ];
        for (field, text) in columns {
            cells.set(field, text.map_or("", |text| text.as_str()));
        }
        cells.set(Field::RefersTo, refers_to.as_deref().unwrap_or(""));
        cells.set(Field::Pauses, self.pauses.map_or("", |pauses| if pauses { "true" } else { "false" }));
        for (field, text) in &details {
            cells.set(*field, text);
        }
        let event = entry::read_at(stamp, &cells).ok()?;
        Some(Recorded { number: self.number.cast_unsigned(), recorded_at: Moment::from_micros(recorded_at)?, event })
    }
}

/// The details as a JSON object, in the order of the fields.
fn details(recorded: &Recorded) -> Option<String> {
    let mut object = serde_json::Map::new();
    for field in Field::details() {
        if let Some(text) = recorded.event.cell(*field) {
            object.insert(field.word().to_owned(), text.into());
        }
    }
    (!object.is_empty()).then(|| serde_json::Value::Object(object).to_string())
}

pub(super) fn read_details(json: &str) -> Option<Vec<(Field, Cow<'_, str>)>> {
    let object: std::collections::BTreeMap<Cow<'_, str>, String> = serde_json::from_str(json).ok()?;
    object.into_iter().map(|(word, text)| Some((Field::parse(&word).filter(|field| field.is_detail())?, Cow::Owned(text)))).collect()
}
