//! What a shipment's rows add to its history, and what a refusal of it means in the file.

use super::already;
use super::file::Part;
use super::{Also, InTheWay, RowFault};
use crate::domain::codes::Reference;
use crate::domain::event::{Event, Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::milestones::{self, ShipmentDoubt};
use crate::domain::refusal::{FieldFault, Refusal, Rule};
use crate::domain::replay::Replay;
use crate::store::Error;
use crate::store::ledger::{ActRefused, Command, Objection};

/// The rows of a shipment that are not recorded yet.
pub(super) struct Additions {
    pub(super) shipment: Reference,
    /// Their numbers in the history, each with its row.
    rows: Vec<(u32, u64)>,
    events: Vec<(Option<u32>, Event)>,
    /// How many rows are recorded already.
    pub(super) unchanged: u64,
}

impl Additions {
    /// Compares rows with the history of their shipment; the new ones are recorded by an actor of this name.
    pub(super) fn new(history: &[Recorded], part: Part, actor: &str) -> Result<Self, RowFault> {
        let Part { shipment, rows } = part;
        let (rows, unchanged) = if history.is_empty() {
            (rows, 0)
        } else {
            already::leave_out(history, rows).map_err(|(row, rule)| {
                let field = Some(Field::RefersTo).filter(|_| rule == Rule::RefersUnknown);
                RowFault::new(row, &shipment, FieldFault { rule, field, value: None })
            })?
        };
        let numbers = rows.iter().map(|row| (row.number, row.row)).collect();
        let events = rows.into_iter().map(|row| (Some(row.number), row.event.with_actor(actor))).collect();
        Ok(Self { shipment, rows: numbers, events, unchanged })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows are new.
    pub(super) fn count(&self) -> u64 {
        self.rows.len() as u64
    }

    /// The parcels that its new rows pack, each with its row.
    pub(super) fn packed(&self) -> Vec<(u64, String)> {
        let of_row = |((_, event), (_, row)): (&(Option<u32>, Event), &(u32, u64))| match &event.kind {
            Kind::Packed(parcels) => parcels.codes().map(|code| (*row, code.to_owned())).collect(),
            _ => Vec::new(),
        };
        self.events.iter().zip(&self.rows).flat_map(of_row).collect()
    }

    /// A fault of the row that became the event of a number.
    pub(super) fn of_number(&self, (number, fault): (u32, FieldFault)) -> RowFault {
        let row = self.rows.iter().find(|(known, _)| *known == number).map_or(0, |(_, row)| *row);
        RowFault::new(row, &self.shipment, fault)
    }

    /// Milestones that cannot be as they stand in the history with the new events, those from one on: what was there
    /// already is another's.
    pub(super) fn doubted(&self, events: &[Recorded], from: usize) -> Vec<ShipmentDoubt> {
        // It was judged to be valid.
        let Ok(replay) = Replay::new(events) else { return Vec::new() };
        let is_new = |number: u32| events[from..].iter().any(|recorded| recorded.number == number);
        let doubted = milestones::doubted(&replay).into_iter().filter(|doubt| is_new(doubt.milestone.number) || is_new(doubt.other.number));
        let row_of = |number: u32| self.rows.iter().find(|(known, _)| *known == number).map(|(_, row)| *row);
        doubted
            .map(|doubt| ShipmentDoubt { shipment: self.shipment.clone(), row: row_of(doubt.milestone.number), doubt: doubt.told() })
            .collect()
    }

    /// What is to be recorded; taken once.
    pub(super) fn command(&mut self) -> Command {
        Command { shipment: self.shipment.clone(), seen: None, events: std::mem::take(&mut self.events) }
    }

    /// What a refusal of the command means in the file.
    pub(super) fn fault(&mut self, refused: ActRefused) -> Result<RowFault, Error> {
        let objection = match refused {
            ActRefused::Store(error) => return Err(error),
            ActRefused::Judged(judgements) => judgements.into_iter().next().map(|judgement| judgement.objection),
            ActRefused::Malformed { .. } => None,
        };
        match objection {
            Some(Objection::Rule { refusal, .. }) => {
                self.rows.sort_unstable_by_key(|(_, row)| *row);
                Ok(RowFault::of_rule(&self.shipment, &refusal, &self.rows))
            }
            // The clock went back since the file was read.
            Some(Objection::InFuture { index }) => {
                let row = self.rows.get(index).map_or(0, |(_, row)| *row);
                Ok(RowFault::new(row, &self.shipment, FieldFault { rule: Rule::InFuture, field: Some(Field::OccurredAt), value: None }))
            }
            // Someone registered meanwhile what is read as the same.
            Some(Objection::ReadsAs { .. }) => {
                let row = self.rows.iter().map(|(_, row)| *row).min().unwrap_or(0);
                let value = Some(self.shipment.to_string());
                Ok(RowFault::new(row, &self.shipment, FieldFault { rule: Rule::RegisteredTwice, field: Some(Field::Shipment), value }))
            }
            // Nothing was seen that could be stale, and a part of a file is one shipment with rows.
            Some(Objection::Stale) | None => Err(Error::unexpected("an import was refused as only a form can be")),
        }
    }
}

impl RowFault {
    /// A fault of a row.
    pub(super) fn at(row: u64, fault: FieldFault) -> Self {
        Self { row, shipment: None, fault, in_the_way: None, also: Also::default() }
    }

    /// A fault of a shipment's row.
    pub(super) fn new(row: u64, shipment: &Reference, fault: FieldFault) -> Self {
        Self { shipment: Some(shipment.to_string()), ..Self::at(row, fault) }
    }

    /// A history refused by a rule: at the row of the event that breaks it, else of the one in the way, else
    /// at the shipment's first. `rows` are the numbers of the new events with their rows, in order of rows.
    pub(super) fn of_rule(shipment: &Reference, refusal: &Refusal, rows: &[(u32, u64)]) -> Self {
        let row_of = |number: u32| rows.iter().find(|(known, _)| *known == number).map(|(_, row)| *row);
        let in_the_way = refusal.in_the_way.map(|number| row_of(number).map_or(InTheWay::Number(number), InTheWay::Row));
        let (row, in_the_way) = match (row_of(refusal.event), refusal.in_the_way.and_then(row_of)) {
            (Some(row), _) => (row, in_the_way),
            (None, Some(row)) => (row, Some(InTheWay::Number(refusal.event))),
            (None, None) => (rows.first().map_or(0, |(_, row)| *row), in_the_way),
        };
        let fault = FieldFault { rule: refusal.rule, field: refusal.field(), value: None };
        Self { in_the_way, ..Self::new(row, shipment, fault) }
    }
}
