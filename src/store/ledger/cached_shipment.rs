//! A shipment as the writer holds it: its history, its rows, and what of them is not written yet.

use super::stored_versions;
use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::history::command_ends;
use crate::domain::refusal::Refusal;
use crate::domain::replay::Replay;
use crate::store::connection::AnyConnection;
use crate::store::error::Error;
use crate::store::histories;
use crate::store::projection::{Rows, Version};

/// Commands of a history up to which its rows are made anew: a replay for each costs less than asking for what is stored.
const MADE_ANEW: usize = 100;

/// One shipment in the writer's hands.
#[derive(Debug, Clone)]
pub(in crate::store) struct CachedShipment {
    pub(super) id: i64,
    pub(super) reference: Reference,
    pub(super) events: Vec<Recorded>,
    pub(super) is_stored: bool,
    pub(super) rows: Rows,
    pub(super) stored: Rows,
    pub(super) superseded: Vec<Version>,
}

impl CachedShipment {
    /// A shipment of which nothing was recorded yet.
    pub(super) fn new(id: i64, reference: Reference) -> Self {
        let (rows, stored, superseded) = (Rows::default(), Rows::default(), Vec::new());
        Self { id, reference, events: Vec::new(), is_stored: false, rows, stored, superseded }
    }

    /// A shipment from its stored history, if there is one.
    pub(super) fn load(connection: &mut AnyConnection, reference: &Reference) -> Result<Option<Self>, Error> {
        let Some((id, events)) = histories::load(connection, reference)? else { return Ok(None) };
        let damaged = |refusal: Refusal| Error::Damaged { shipment: reference.to_string(), number: refusal.event.into() };
        let rows = Self::stored_rows(connection, (id, reference.as_str()), &events)?
            .map_or_else(|| Rows::rebuild(id, reference.as_str(), &events).map(|(rows, _)| rows), Ok);
        let rows = rows.map_err(damaged)?;
        Ok(Some(Self { id, reference: reference.clone(), events, is_stored: true, stored: rows.clone(), rows, superseded: Vec::new() }))
    }

    /// The rows of a long history as they are stored; none of one that is made anew as quickly, or is not stored so.
    fn stored_rows(connection: &mut AnyConnection, (id, reference): (i64, &str), events: &[Recorded]) -> Result<Option<Rows>, Error> {
        if command_ends(events).nth(MADE_ANEW).is_none() {
            return Ok(None);
        }
        let Ok(mut rows) = Rows::now(id, reference, events) else { return Ok(None) };
        Ok(stored_versions::date(connection, &mut rows)?.then_some(rows))
    }

    /// A shipment whose rows are made from its events alone, none of them written.
    pub(in crate::store) fn rebuilt(id: i64, reference: Reference, events: Vec<Recorded>) -> Result<Self, Refusal> {
        let (rows, superseded) = Rows::rebuild(id, reference.as_str(), &events)?;
        Ok(Self { id, reference, events, is_stored: false, rows, stored: Rows::default(), superseded })
    }

    /// Takes on the rows of a replay that grew by one accepted command.
    pub(super) fn advance(&mut self, replay: &Replay<'_>, events: &[Recorded]) {
        self.superseded.extend(self.rows.advance(self.id, self.reference.as_str(), replay, events));
    }

    /// Whether it is on its way.
    pub(super) fn is_open(&self) -> bool {
        self.rows.is_open()
    }

    /// Notes that all of it is written.
    pub(super) fn settle(&mut self) {
        self.is_stored = true;
        self.superseded.clear();
        self.stored.clone_from(&self.rows);
    }
}
