//! A shipment as the writer holds it: its history, its rows, and what of them is not written yet.

use diesel::prelude::*;

use crate::domain::codes::Reference;
use crate::domain::course::Course;
use crate::domain::event::Recorded;
use crate::domain::refusal::Refusal;
use crate::store::connection::AnyConnection;
use crate::store::engine::{insert_all, on_each};
use crate::store::error::Error;
use crate::store::histories;
use crate::store::projection::{NEVER, Rows, Version};
use crate::store::schema::{ended_clocks, holds, now, running_clocks, shipments, standings, visits};

/// One shipment in the writer's hands.
#[derive(Debug, Clone)]
pub(in crate::store) struct Ship {
    pub(super) id: i64,
    pub(super) reference: Reference,
    pub(super) events: Vec<Recorded>,
    pub(super) is_stored: bool,
    rows: Rows,
    stored: Rows,
    superseded: Vec<Version>,
}

impl Ship {
    /// A shipment of which nothing was recorded yet.
    pub(super) fn new(id: i64, reference: Reference) -> Self {
        let (rows, stored, superseded) = (Rows::default(), Rows::default(), Vec::new());
        Self { id, reference, events: Vec::new(), is_stored: false, rows, stored, superseded }
    }

    /// A shipment from its stored history, if there is one.
    pub(super) fn load(connection: &mut AnyConnection, reference: &Reference) -> Result<Option<Self>, Error> {
        let Some((id, events)) = histories::load(connection, reference)? else { return Ok(None) };
        let damaged = |refusal: Refusal| Error::Damaged { shipment: reference.to_string(), number: refusal.event.into() };
        let (rows, _) = Rows::rebuild(id, reference.as_str(), &events).map_err(damaged)?;
        Ok(Some(Self { id, reference: reference.clone(), events, is_stored: true, stored: rows.clone(), rows, superseded: Vec::new() }))
    }

    /// A shipment whose rows are made from its events alone, none of them written.
    pub(in crate::store) fn rebuilt(id: i64, reference: Reference, events: Vec<Recorded>) -> Result<Self, Refusal> {
        let (rows, superseded) = Rows::rebuild(id, reference.as_str(), &events)?;
        Ok(Self { id, reference, events, is_stored: false, rows, stored: Rows::default(), superseded })
    }

    /// Writes the rows of rebuilt shipments.
    pub(in crate::store) fn write_rebuilt(connection: &mut AnyConnection, ships: &[Self]) -> QueryResult<()> {
        write_projections(connection, &ships.iter().collect::<Vec<_>>())
    }

    /// Takes on the rows of a course that grew by one accepted command.
    pub(super) fn advance(&mut self, course: &Course<'_>, events: &[Recorded]) {
        self.superseded.extend(self.rows.advance(self.id, self.reference.as_str(), course, events));
    }
}

/// Writes what has changed in the rows of these shipments.
pub(super) fn write_shipments(connection: &mut AnyConnection, ships: &[&Ship]) -> QueryResult<()> {
    let new: Vec<_> = ships
        .iter()
        .filter(|ship| !ship.is_stored)
        .map(|ship| (shipments::id.eq(ship.id), shipments::reference.eq(ship.reference.as_str())))
        .collect();
    insert_all!(connection, shipments::table, new)
}

/// Writes the projections of these shipments where they differ from what is stored.
pub(super) fn write_projections(connection: &mut AnyConnection, ships: &[&Ship]) -> QueryResult<()> {
    for ship in ships.iter().filter(|ship| ship.is_stored) {
        remove_old(connection, ship)?;
    }
    let new_now: Vec<_> = ships.iter().filter(|ship| ship.rows.now != ship.stored.now).filter_map(|ship| ship.rows.now.as_ref()).collect();
    insert_all!(connection, now::table, new_now)?;
    let new_visits: Vec<_> = ships.iter().flat_map(|ship| &ship.rows.visits[same(&ship.rows.visits, &ship.stored.visits)..]).collect();
    insert_all!(connection, visits::table, new_visits)?;
    let new_holds: Vec<_> = ships.iter().flat_map(|ship| &ship.rows.holds[same(&ship.rows.holds, &ship.stored.holds)..]).collect();
    insert_all!(connection, holds::table, new_holds)?;
    write_versions(connection, ships)
}

fn write_versions(connection: &mut AnyConnection, ships: &[&Ship]) -> QueryResult<()> {
    let (mut ended, mut running, mut standing) = (Vec::new(), Vec::new(), Vec::new());
    for version in ships.iter().flat_map(|ship| ship.superseded.iter().chain(new_versions(ship))) {
        match version {
            Version::Ended(row) => ended.push(row),
            Version::Running(row) => running.push(row),
            Version::Standing(row) => standing.push(row),
        }
    }
    insert_all!(connection, ended_clocks::table, ended)?;
    insert_all!(connection, running_clocks::table, running)?;
    insert_all!(connection, standings::table, standing)
}

fn new_versions(ship: &Ship) -> impl Iterator<Item = &Version> {
    ship.rows.versions.iter().zip(&ship.stored.versions).filter(|(mine, stored)| mine != stored).filter_map(|(mine, _)| mine.as_ref())
}

/// Removes rows that no longer hold; a superseded version comes back with its end.
fn remove_old(connection: &mut AnyConnection, ship: &Ship) -> QueryResult<()> {
    let id = ship.id;
    if ship.rows.now != ship.stored.now {
        on_each!(connection, c => diesel::delete(now::table.filter(now::shipment.eq(id))).execute(c))?;
    }
    let kept = same(&ship.rows.visits, &ship.stored.visits);
    if let Some(first) = ship.stored.visits.get(kept) {
        let gone = visits::table.filter(visits::shipment.eq(id)).filter(visits::ordinal.ge(first.ordinal));
        on_each!(connection, c => diesel::delete(gone).execute(c))?;
    }
    let kept = same(&ship.rows.holds, &ship.stored.holds);
    if let Some(first) = ship.stored.holds.get(kept) {
        let gone = holds::table.filter(holds::shipment.eq(id)).filter(holds::number.ge(first.number));
        on_each!(connection, c => diesel::delete(gone).execute(c))?;
    }
    for (_, stored) in ship.rows.versions.iter().zip(&ship.stored.versions).filter(|(mine, stored)| mine != stored) {
        if let Some(stored) = stored {
            remove_version(connection, stored)?;
        }
    }
    Ok(())
}

fn remove_version(connection: &mut AnyConnection, version: &Version) -> QueryResult<()> {
    let removed = match version {
        Version::Ended(row) => {
            let gone = ended_clocks::table
                .filter(ended_clocks::clock.eq(row.clock))
                .filter(ended_clocks::ended_at.eq(row.ended_at))
                .filter(ended_clocks::shipment.eq(row.shipment))
                .filter(ended_clocks::known_from.eq(row.known_from));
            on_each!(connection, c => diesel::delete(gone).execute(c))
        }
        Version::Running(row) => {
            let gone = running_clocks::table
                .filter(running_clocks::known_to.eq(NEVER))
                .filter(running_clocks::clock.eq(row.clock))
                .filter(running_clocks::shipment.eq(row.shipment));
            on_each!(connection, c => diesel::delete(gone).execute(c))
        }
        Version::Standing(row) => {
            let gone = standings::table.filter(standings::known_to.eq(NEVER)).filter(standings::shipment.eq(row.shipment));
            on_each!(connection, c => diesel::delete(gone).execute(c))
        }
    };
    removed.map(|_| ())
}

/// How many rows at the beginning are the same.
fn same<T: PartialEq>(mine: &[T], stored: &[T]) -> usize {
    mine.iter().zip(stored).take_while(|(mine, stored)| mine == stored).count()
}

impl Ship {
    /// Notes that all of it is written.
    pub(super) fn settle(&mut self) {
        self.is_stored = true;
        self.superseded.clear();
        self.stored.clone_from(&self.rows);
    }
}
