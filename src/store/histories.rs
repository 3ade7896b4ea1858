//! Histories as they were recorded: one shipment's, or all of them in order of reference, a few at a time.

use std::collections::HashMap;
use std::sync::mpsc::SyncSender;

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::list::{self, ListQuery};
use super::rows::EventRow;
use super::schema::{commands, events, shipments};
use crate::domain::actor::{Actor, ActorKind};
use crate::domain::codes::{Cell, Reference};
use crate::domain::event::Recorded;
use crate::domain::history::History;

/// Shipments read at a time when all are read.
const SHIPMENTS_AT_A_TIME: i64 = 250;

/// The row and the history of a shipment, if it exists.
pub(super) fn load(connection: &mut AnyConnection, reference: &Reference) -> Result<Option<(i64, Vec<Recorded>)>, Error> {
    let row = shipments::table.filter(shipments::reference.eq(reference.as_str())).select(shipments::id);
    let Some(id) = on_each!(&mut *connection, c => row.first::<i64>(c).optional())? else { return Ok(None) };
    let rows: Vec<EventRow> = on_each!(&mut *connection, c => {
        events::table.filter(events::shipment.eq(id)).order(events::number).select(EventRow::as_select()).load(c)
    })?;
    // By an index of their own: joined to the events, each command would be a look somewhere else in the ledger.
    let acts = commands::table.filter(commands::shipment.eq(id)).select((commands::sequence, commands::recorded_at));
    let recorded: HashMap<i64, i64> = on_each!(connection, c => acts.load::<(i64, i64)>(c))?.into_iter().collect();
    let read = |row: &EventRow| row.recorded(*recorded.get(&row.command).ok_or_else(|| row.damaged())?);
    let events = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Some((id, events)))
}

/// A command as far as its events' rows need it: when it was recorded; kind, id and name of who acted; by which way.
type ActRow = (i64, String, String, String, String);

/// A shipment's row and reference, with the rows of its events and of the command of each.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) reference: String,
    rows: Vec<(EventRow, ActRow)>,
}

/// The histories that follow a reference in code-point order, a chunk at a time; none when all were read.
pub(super) fn after(connection: &mut AnyConnection, reference: &str) -> Result<Vec<Stored>, Error> {
    let chunk = shipments::table.filter(shipments::reference.gt(reference)).order(shipments::reference).limit(SHIPMENTS_AT_A_TIME);
    let listed: Vec<(i64, String)> = on_each!(&mut *connection, c => chunk.load(c))?;
    of(connection, listed)
}

/// The histories of some shipments, in their order.
fn of(connection: &mut AnyConnection, listed: Vec<(i64, String)>) -> Result<Vec<Stored>, Error> {
    let ids: Vec<i64> = listed.iter().map(|(id, _)| *id).collect();
    let rows: Vec<(EventRow, ActRow)> = on_each!(&mut *connection, c => {
        events::table
            .inner_join(commands::table.on(commands::sequence.eq(events::command)))
            .filter(events::shipment.eq_any(&ids))
            .order((events::shipment, events::number))
            .select((EventRow::as_select(), (commands::recorded_at, commands::actor_kind, commands::actor_id, commands::actor, commands::source)))
            .load(c)
    })?;
    let mut rows = rows.into_iter().peekable();
    let mut by_id = HashMap::with_capacity(listed.len());
    while let Some((first, _)) = rows.peek() {
        let id = first.shipment;
        by_id.insert(id, std::iter::from_fn(|| rows.next_if(|(row, _)| row.shipment == id)).collect());
    }
    let stored = |(id, reference)| Stored { id, reference, rows: by_id.remove(&id).unwrap_or_default() };
    Ok(listed.into_iter().map(stored).collect())
}

/// Hands over all histories, or those of a list, until whoever takes them goes away.
pub(super) fn read_all(connection: &mut AnyConnection, asked: Option<&ListQuery>, chunks: &SyncSender<Vec<Stored>>) -> Result<(), Error> {
    let mut last = String::new();
    loop {
        let chunk = match asked {
            None => after(connection, &last)?,
            Some(asked) => {
                let listed = list::following(connection, asked, &last, SHIPMENTS_AT_A_TIME)?;
                of(connection, listed)?
            }
        };
        let Some(end) = chunk.last() else { return Ok(()) };
        end.reference.clone_into(&mut last);
        if chunks.send(chunk).is_err() {
            return Ok(());
        }
    }
}

impl Stored {
    /// The history, where every event of it can be read.
    pub(super) fn events(&self) -> Result<Vec<Recorded>, Error> {
        self.rows.iter().map(|(row, (recorded_at, ..))| row.recorded(*recorded_at)).collect()
    }

    /// The history, which must be whole, with who recorded each event.
    pub(super) fn history(&self) -> Result<History, Error> {
        let damaged = || Error::Damaged { shipment: self.reference.clone(), number: 0 };
        // A kind that no ledger wrote reads as unknown here; `check` names it.
        let act = |(_, (_, kind, id, name, source)): &(EventRow, ActRow)| {
            let kind = ActorKind::parse(kind).unwrap_or(ActorKind::Unknown);
            (Actor { kind, id: id.clone(), name: name.clone() }, source.clone())
        };
        let acts = self.rows.iter().map(act).collect();
        Ok(History { shipment: Reference::read(&self.reference).ok_or_else(damaged)?, events: self.events()?, acts })
    }
}

/// Whether there is none; without counting them.
pub(super) fn is_empty(connection: &mut AnyConnection) -> Result<bool, Error> {
    let first: Option<i64> = on_each!(connection, c => shipments::table.select(shipments::id).first(c).optional())?;
    Ok(first.is_none())
}

/// How many shipments there are.
pub(super) fn count(connection: &mut AnyConnection) -> Result<u64, Error> {
    let count: i64 = on_each!(connection, c => shipments::table.count().get_result(c))?;
    Ok(count.unsigned_abs())
}
