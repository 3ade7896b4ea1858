//! A batch: commands that are accepted and the shipments that they changed, as rows to write. Rows that no
//! longer hold are removed and written anew: a delete and an insert stay prepared, an update of diesel's does not.
//! The row in `now` is changed where it is, if its place in the lists stays: then no index is touched.

use std::ops::Range;
use std::sync::Arc;

use diesel::prelude::*;

use super::in_place;
use super::ship::Ship;
use crate::domain::actor::Actor;
use crate::domain::codes::Reference;
use crate::domain::seal::Seal;
use crate::store::connection::AnyConnection;
use crate::store::engine::{insert_all, on_each};
use crate::store::error::Error;
use crate::store::places;
use crate::store::projection::{EndedRow, NEVER, Version};
use crate::store::rows::{EventRow, PlainRow};
use crate::store::schema::{commands, ended_clocks, events, holds, now, running_clocks, shipments, standings, visits, words};

/// A command that is accepted and not written yet.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) sequence: i64,
    pub(super) recorded_at: i64,
    pub(super) actor: Arc<Actor>,
    pub(super) source: &'static str,
    pub(super) version: u8,
    pub(super) seal: Seal,
    pub(super) shipment: Reference,
    pub(super) events: Range<usize>,
}

/// What waits to be written.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) places: Vec<String>,
    pub(super) commands: Vec<Waiting>,
    /// In order of reference.
    pub(super) ships: Vec<Ship>,
}

impl Batch {
    /// Writes all of it.
    pub(super) fn write(&self, connection: &mut AnyConnection) -> Result<(), Error> {
        if !self.places.is_empty() {
            places::create(connection, &self.places)?;
        }
        self.write_shipments(connection)?;
        self.write_commands(connection)?;
        self.write_events(connection)?;
        write_projections(connection, &self.ships)?;
        Ok(())
    }

    fn write_shipments(&self, connection: &mut AnyConnection) -> QueryResult<()> {
        let new = self.ships.iter().filter(|ship| !ship.is_stored);
        let rows = new.map(|ship| (shipments::id.eq(ship.id), shipments::reference.eq(ship.reference.as_str().to_owned())));
        insert_all!(connection, shipments::table, rows)
    }

    /// The commands with the shipments that they changed.
    fn with_ships(&self) -> impl Iterator<Item = (&Waiting, &Ship)> {
        self.commands.iter().filter_map(|waiting| {
            let at = self.ships.binary_search_by(|ship| ship.reference.cmp(&waiting.shipment)).ok()?;
            Some((waiting, &self.ships[at]))
        })
    }

    fn write_commands(&self, connection: &mut AnyConnection) -> QueryResult<()> {
        let rows = self.with_ships().map(|(waiting, ship)| {
            (
                commands::sequence.eq(waiting.sequence),
                commands::recorded_at.eq(waiting.recorded_at),
                commands::actor.eq(waiting.actor.name.clone()),
                commands::source.eq(waiting.source),
                commands::shipment.eq(ship.id),
                commands::version.eq(i16::from(waiting.version)),
                commands::seal.eq(waiting.seal.to_vec()),
                commands::actor_kind.eq(waiting.actor.kind.word()),
                commands::actor_id.eq(waiting.actor.id.clone()),
            )
        });
        insert_all!(connection, commands::table, rows)
    }

    fn write_events(&self, connection: &mut AnyConnection) -> QueryResult<()> {
        let (mut plain, mut others) = (Vec::new(), Vec::new());
        for (waiting, ship) in self.with_ships() {
            for recorded in &ship.events[waiting.events.clone()] {
                match PlainRow::new(ship.id, waiting.sequence, recorded) {
                    Some(row) => plain.push(row),
                    None => others.push(EventRow::new(ship.id, waiting.sequence, recorded)),
                }
            }
        }
        insert_all!(&mut *connection, events::table, plain)?;
        insert_all!(connection, events::table, others)
    }
}

/// Writes the projections of these shipments where they differ from what is stored.
pub(in crate::store) fn write_projections(connection: &mut AnyConnection, ships: &[Ship]) -> QueryResult<()> {
    for ship in ships.iter().filter(|ship| ship.is_stored) {
        remove_old(connection, ship)?;
    }
    let (staying, moving): (Vec<&Ship>, Vec<&Ship>) =
        ships.iter().filter(|ship| ship.rows.now != ship.stored.now).partition(|ship| stays_in_place(ship));
    for row in staying.into_iter().filter_map(|ship| ship.rows.now.as_ref()) {
        // One that is not there was taken away behind the ledger's back.
        if in_place::change(connection, row)? == 0 {
            insert_all!(&mut *connection, now::table, [row.clone()])?;
        }
    }
    insert_all!(&mut *connection, now::table, moving.into_iter().filter_map(|ship| ship.rows.now.clone()))?;
    let new_words = ships.iter().filter(|ship| has_other_words(ship)).flat_map(|ship| {
        let new = ship.rows.words.iter().filter(|word| ship.stored.words.binary_search(word).is_err());
        new.map(|word| (word.as_str(), ship.id))
    });
    // In the order of their key, neighbours land on one page.
    let mut new_words: Vec<(&str, i64)> = new_words.collect();
    new_words.sort_unstable();
    let new_words = new_words.into_iter().map(|(word, id)| (words::word.eq(word.to_owned()), words::shipment.eq(id)));
    insert_all!(&mut *connection, words::table, new_words)?;
    let new_visits = ships.iter().flat_map(|ship| &ship.rows.visits[same(&ship.rows.visits, &ship.stored.visits)..]);
    insert_all!(&mut *connection, visits::table, new_visits.cloned())?;
    let new_holds = ships.iter().flat_map(|ship| &ship.rows.holds[same(&ship.rows.holds, &ship.stored.holds)..]);
    insert_all!(&mut *connection, holds::table, new_holds.cloned())?;
    write_versions(connection, ships)
}

fn write_versions(connection: &mut AnyConnection, ships: &[Ship]) -> QueryResult<()> {
    let (mut ended, mut running, mut standing) = (Vec::new(), Vec::new(), Vec::new());
    for version in ships.iter().flat_map(|ship| ship.superseded.iter().chain(new_versions(ship))) {
        match version {
            Version::Ended(row) => ended.push(*row),
            Version::Running(row) => running.push(*row),
            Version::Standing(row) => standing.push(row.clone()),
        }
    }
    // In the order of their key, neighbours land on one page.
    ended.sort_unstable_by_key(EndedRow::key);
    insert_all!(&mut *connection, ended_clocks::table, ended)?;
    insert_all!(&mut *connection, running_clocks::table, running)?;
    insert_all!(connection, standings::table, standing)
}

fn new_versions(ship: &Ship) -> impl Iterator<Item = &Version> {
    ship.rows.versions.iter().zip(&ship.stored.versions).filter(|(mine, stored)| mine != stored).filter_map(|(mine, _)| mine.as_ref())
}

/// Whether the row in `now` is changed where it is.
fn stays_in_place(ship: &Ship) -> bool {
    ship.stored.now.as_ref().zip(ship.rows.now.as_ref()).is_some_and(|(stored, row)| in_place::stays(stored, row))
}

/// Whether it is found by other words than are stored; at once, where they are shared.
fn has_other_words(ship: &Ship) -> bool {
    ship.rows.words != ship.stored.words
}

/// Removes rows that no longer hold; a superseded version comes back with its end.
fn remove_old(connection: &mut AnyConnection, ship: &Ship) -> QueryResult<()> {
    let id = ship.id;
    if ship.rows.now != ship.stored.now && !stays_in_place(ship) {
        on_each!(connection, c => diesel::delete(now::table.filter(now::shipment.eq(id))).execute(c))?;
    }
    if has_other_words(ship) {
        for word in ship.stored.words.iter().filter(|word| ship.rows.words.binary_search(word).is_err()) {
            let gone = words::table.find((word.as_str(), id));
            on_each!(&mut *connection, c => diesel::delete(gone).execute(c))?;
        }
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
