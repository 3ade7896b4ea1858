//! Histories as they were recorded: one shipment's, or all of them in order of reference, a few at a time.

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::rows::EventRow;
use super::schema::{commands, events, shipments};
use crate::domain::codes::{Cell, Reference};
use crate::domain::event::Recorded;

/// Shipments read at a time when all are read.
const SHIPMENTS_AT_A_TIME: i64 = 500;

/// One shipment with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Its reference.
    pub shipment: Reference,
    /// Its events by number.
    pub events: Vec<Recorded>,
}

/// The row and the history of a shipment, if it exists.
pub(super) fn load(connection: &mut AnyConnection, reference: &Reference) -> Result<Option<(i64, Vec<Recorded>)>, Error> {
    let row = shipments::table.filter(shipments::reference.eq(reference.as_str())).select(shipments::id);
    let Some(id) = on_each!(&mut *connection, c => row.first::<i64>(c).optional())? else { return Ok(None) };
    let rows: Vec<(EventRow, i64)> = on_each!(&mut *connection, c => {
        events::table
            .inner_join(commands::table.on(commands::sequence.eq(events::command)))
            .filter(events::shipment.eq(id))
            .order(events::number)
            .select((EventRow::as_select(), commands::recorded_at))
            .load(c)
    })?;
    let events = rows.iter().map(|(row, recorded_at)| row.recorded(*recorded_at)).collect::<Result<_, _>>()?;
    Ok(Some((id, events)))
}

/// A shipment's row, its reference, and its history where every event of it can be read.
pub(super) type Stored = (i64, String, Result<Vec<Recorded>, Error>);

/// The histories that follow a reference in code-point order, a chunk at a time; none when all were read.
pub(super) fn after(connection: &mut AnyConnection, reference: &str) -> Result<Vec<Stored>, Error> {
    let chunk = shipments::table.filter(shipments::reference.gt(reference)).order(shipments::reference).limit(SHIPMENTS_AT_A_TIME);
    let listed: Vec<(i64, String)> = on_each!(&mut *connection, c => chunk.load(c))?;
    let ids: Vec<i64> = listed.iter().map(|(id, _)| *id).collect();
    let rows: Vec<(EventRow, i64)> = on_each!(&mut *connection, c => {
        events::table
            .inner_join(commands::table.on(commands::sequence.eq(events::command)))
            .filter(events::shipment.eq_any(&ids))
            .order((events::shipment, events::number))
            .select((EventRow::as_select(), commands::recorded_at))
            .load(c)
    })?;
    let mut rows = rows.into_iter().peekable();
    let mut by_id = std::collections::HashMap::new();
    while let Some((first, _)) = rows.peek() {
        let id = first.shipment;
        let mut history = Ok(Vec::new());
        while let Some((row, recorded_at)) = rows.next_if(|(row, _)| row.shipment == id) {
            history = history.and_then(|mut events: Vec<Recorded>| {
                events.push(row.recorded(recorded_at)?);
                Ok(events)
            });
        }
        by_id.insert(id, history);
    }
    let stored = |(id, reference)| (id, reference, by_id.remove(&id).unwrap_or_else(|| Ok(Vec::new())));
    Ok(listed.into_iter().map(stored).collect())
}

impl History {
    /// A stored history that must be whole.
    pub(super) fn whole((_, reference, events): Stored) -> Result<Self, Error> {
        let shipment = Reference::read(&reference).ok_or(Error::Damaged { shipment: reference, number: 0 })?;
        Ok(Self { shipment, events: events? })
    }
}

/// How many shipments there are.
pub(super) fn count(connection: &mut AnyConnection) -> Result<u64, Error> {
    let count: i64 = on_each!(connection, c => shipments::table.count().get_result(c))?;
    Ok(count.unsigned_abs())
}
