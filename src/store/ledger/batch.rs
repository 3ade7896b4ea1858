//! A batch: commands that are accepted and the shipments that they changed, as rows to write. Rows that no
//! longer hold are removed and written anew: a delete and an insert stay prepared, an update of diesel's does not.
//! The row in `shipment_summary` is changed where it is, if its place in the lists stays: then no index is touched.

use std::ops::Range;
use std::sync::Arc;

use diesel::prelude::*;

use super::cached_shipment::CachedShipment;
use super::in_place;
use crate::domain::actor::Actor;
use crate::domain::codes::Reference;
use crate::domain::seal::Seal;
use crate::store::connection::AnyConnection;
use crate::store::engine::{insert_all, on_each};
use crate::store::error::Error;
use crate::store::places;
use crate::store::projection::{EndedRow, NEVER, Version};
use crate::store::rows::{EventRow, PlainRow};
use crate::store::schema::{
    commands, doubted_milestones, ended_clocks, events, holds, running_clocks, search_terms, shipment_summary, shipments, standings, visits,
};

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
    pub(super) cached_shipments: Vec<CachedShipment>,
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
        write_projections(connection, &self.cached_shipments)?;
        Ok(())
    }

    fn write_shipments(&self, connection: &mut AnyConnection) -> QueryResult<()> {
        let new = self.cached_shipments.iter().filter(|cached| !cached.is_stored);
        let rows = new.map(|cached| (shipments::id.eq(cached.id), shipments::reference.eq(cached.reference.as_str().to_owned())));
        insert_all!(connection, shipments::table, rows)
    }

    /// The commands with the shipments that they changed.
    fn with_shipments(&self) -> impl Iterator<Item = (&Waiting, &CachedShipment)> {
        self.commands.iter().filter_map(|waiting| {
            let at = self.cached_shipments.binary_search_by(|cached| cached.reference.cmp(&waiting.shipment)).ok()?;
            Some((waiting, &self.cached_shipments[at]))
        })
    }

    fn write_commands(&self, connection: &mut AnyConnection) -> QueryResult<()> {
        let rows = self.with_shipments().map(|(waiting, cached)| {
            (
                commands::sequence.eq(waiting.sequence),
                commands::recorded_at.eq(waiting.recorded_at),
                commands::actor.eq(waiting.actor.name.clone()),
                commands::source.eq(waiting.source),
                commands::shipment.eq(cached.id),
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
        for (waiting, cached) in self.with_shipments() {
            for recorded in &cached.events[waiting.events.clone()] {
                match PlainRow::new(cached.id, waiting.sequence, recorded) {
                    Some(row) => plain.push(row),
                    None => others.push(EventRow::new(cached.id, waiting.sequence, recorded)),
                }
            }
        }
        insert_all!(&mut *connection, events::table, plain)?;
        insert_all!(connection, events::table, others)
    }
}

/// Writes the projections of these shipments where they differ from what is stored.
pub(in crate::store) fn write_projections(connection: &mut AnyConnection, cached_shipments: &[CachedShipment]) -> QueryResult<()> {
    for cached in cached_shipments.iter().filter(|cached| cached.is_stored) {
        remove_old(connection, cached)?;
    }
    let (staying, moving): (Vec<&CachedShipment>, Vec<&CachedShipment>) =
        cached_shipments.iter().filter(|cached| cached.rows.now != cached.stored.now).partition(|cached| stays_in_place(cached));
    for row in staying.into_iter().filter_map(|cached| cached.rows.now.as_ref()) {
        // One that is not there was taken away behind the ledger's back.
        if in_place::change(connection, row)? == 0 {
            insert_all!(&mut *connection, shipment_summary::table, [row.clone()])?;
        }
    }
    insert_all!(&mut *connection, shipment_summary::table, moving.into_iter().filter_map(|cached| cached.rows.now.clone()))?;
    let new_words = cached_shipments.iter().filter(|cached| has_other_words(cached)).flat_map(|cached| {
        let new = cached.rows.words.iter().filter(|word| cached.stored.words.binary_search(word).is_err());
        new.map(|word| (word.as_str(), cached.id))
    });
    // In the order of their key, neighbours land on one page.
    let mut new_words: Vec<(&str, i64)> = new_words.collect();
    new_words.sort_unstable();
    let new_words = new_words.into_iter().map(|(word, id)| (search_terms::term.eq(word.to_owned()), search_terms::shipment.eq(id)));
    insert_all!(&mut *connection, search_terms::table, new_words)?;
    let new_visits = cached_shipments.iter().flat_map(|cached| &cached.rows.visits[same(&cached.rows.visits, &cached.stored.visits)..]);
    insert_all!(&mut *connection, visits::table, new_visits.cloned())?;
    let new_holds = cached_shipments.iter().flat_map(|cached| &cached.rows.holds[same(&cached.rows.holds, &cached.stored.holds)..]);
    insert_all!(&mut *connection, holds::table, new_holds.cloned())?;
    let new_doubts = cached_shipments.iter().filter(|cached| has_other_doubts(cached)).flat_map(|cached| &cached.rows.doubts);
    insert_all!(&mut *connection, doubted_milestones::table, new_doubts.copied())?;
    write_versions(connection, cached_shipments)
}

fn write_versions(connection: &mut AnyConnection, cached_shipments: &[CachedShipment]) -> QueryResult<()> {
    let (mut ended, mut running, mut standing) = (Vec::new(), Vec::new(), Vec::new());
    for version in cached_shipments.iter().flat_map(|cached| cached.superseded.iter().chain(new_versions(cached))) {
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

fn new_versions(cached: &CachedShipment) -> impl Iterator<Item = &Version> {
    cached.rows.versions.iter().zip(&cached.stored.versions).filter(|(mine, stored)| mine != stored).filter_map(|(mine, _)| mine.as_ref())
}

/// Whether the row in `shipment_summary` is changed where it is.
fn stays_in_place(cached: &CachedShipment) -> bool {
    cached.stored.now.as_ref().zip(cached.rows.now.as_ref()).is_some_and(|(stored, row)| in_place::stays(stored, row))
}

/// Whether it is found by other words than are stored; at once, where they are shared.
fn has_other_words(cached: &CachedShipment) -> bool {
    cached.rows.words != cached.stored.words
}

/// Whether other milestones of it are doubted than are stored.
fn has_other_doubts(cached: &CachedShipment) -> bool {
    cached.rows.doubts != cached.stored.doubts
}

/// Removes rows that no longer hold; a superseded version comes back with its end.
fn remove_old(connection: &mut AnyConnection, cached: &CachedShipment) -> QueryResult<()> {
    let id = cached.id;
    if cached.rows.now != cached.stored.now && !stays_in_place(cached) {
        on_each!(connection, c => diesel::delete(shipment_summary::table.filter(shipment_summary::shipment.eq(id))).execute(c))?;
    }
    if has_other_words(cached) {
        for word in cached.stored.words.iter().filter(|word| cached.rows.words.binary_search(word).is_err()) {
            let gone = search_terms::table.find((word.as_str(), id));
            on_each!(&mut *connection, c => diesel::delete(gone).execute(c))?;
        }
    }
    let kept = same(&cached.rows.visits, &cached.stored.visits);
    if let Some(first) = cached.stored.visits.get(kept) {
        let gone = visits::table.filter(visits::shipment.eq(id)).filter(visits::ordinal.ge(first.ordinal));
        on_each!(connection, c => diesel::delete(gone).execute(c))?;
    }
    let kept = same(&cached.rows.holds, &cached.stored.holds);
    if let Some(first) = cached.stored.holds.get(kept) {
        let gone = holds::table.filter(holds::shipment.eq(id)).filter(holds::number.ge(first.number));
        on_each!(connection, c => diesel::delete(gone).execute(c))?;
    }
    if has_other_doubts(cached) {
        let gone = doubted_milestones::table.filter(doubted_milestones::shipment.eq(id));
        on_each!(connection, c => diesel::delete(gone).execute(c))?;
    }
    for (_, stored) in cached.rows.versions.iter().zip(&cached.stored.versions).filter(|(mine, stored)| mine != stored) {
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
