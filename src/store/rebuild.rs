//! Projections, made anew: into temporary tables of the same names, which both engines put before the stored
//! ones, by the very code that writes those. What differs is found by the engine.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::connection::AnyConnection;
use super::engine::{self, on_each};
use super::error::Error;
use super::histories;
use super::ledger::{CachedShipment, write_projections};
use super::schema::{
    doubted_milestones, ended_clocks, holds, running_clocks, search_terms, shipment_summary, shipments, standings, visits,
};
use super::settings;
use crate::domain::codes::{Cell, Reference};
use crate::domain::refusal::Refusal;

/// The projections, by table.
pub(super) const PROJECTIONS: [&str; 8] =
    ["shipment_summary", "search_terms", "visits", "holds", "doubted_milestones", "ended_clocks", "running_clocks", "standings"];

/// A projection that is not what the events make.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Rows of a table differ, are missing or are too many.
    Rows {
        /// The table.
        table: &'static str,
        /// The shipment, where it exists.
        shipment: String,
    },
    /// The history itself breaks a rule.
    History {
        /// The shipment.
        shipment: String,
        /// The rule, as its code.
        code: &'static str,
        /// The number of the event that breaks it.
        event: u32,
    },
}

#[derive(QueryableByName)]
struct DifferingShipment {
    #[diesel(sql_type = BigInt)]
    shipment: i64,
}

/// What projections are made of, and how: stored with them, so that a program that makes others knows.
const VERSION: &str = "6";

/// Makes all projections anew and names every difference; says after each part how many shipments are made.
pub(super) fn compare(connection: &mut AnyConnection, mut different: impl FnMut(Difference), made: impl Fn(u64)) -> Result<(), Error> {
    engine::shadow_tables(connection, &PROJECTIONS)?;
    make(connection, &mut different, made)?;
    for table in PROJECTIONS {
        let query = engine::differing_shipments(connection, table)?;
        let found: Vec<DifferingShipment> = on_each!(&mut *connection, c => diesel::sql_query(&query).load(c))?;
        let ids: BTreeSet<i64> = found.into_iter().map(|row| row.shipment).collect();
        for id in ids {
            let reference = shipments::table.find(id).select(shipments::reference);
            let reference: Option<String> = on_each!(&mut *connection, c => reference.first(c).optional())?;
            different(Difference::Rows { table, shipment: reference.unwrap_or_else(|| format!("#{id}")) });
        }
    }
    Ok(())
}

/// Makes the projections anew where the database has those of another version, in one transaction.
pub(super) fn bring_up(connection: &mut AnyConnection) -> Result<(), Error> {
    if settings::setting(connection, settings::PROJECTIONS)?.as_deref() == Some(VERSION) {
        return Ok(());
    }
    engine::begin_writing(connection)?;
    let done = make_stored(connection);
    match done {
        Ok(()) => Ok(engine::keep(connection)?),
        Err(error) => {
            drop(engine::undo(connection));
            Err(error)
        }
    }
}

fn make_stored(connection: &mut AnyConnection) -> Result<(), Error> {
    // Someone else may have been quicker.
    if settings::setting(connection, settings::PROJECTIONS)?.as_deref() == Some(VERSION) {
        return Ok(());
    }
    on_each!(&mut *connection, c => {
        diesel::delete(shipment_summary::table).execute(c)?;
        diesel::delete(search_terms::table).execute(c)?;
        diesel::delete(visits::table).execute(c)?;
        diesel::delete(holds::table).execute(c)?;
        diesel::delete(doubted_milestones::table).execute(c)?;
        diesel::delete(ended_clocks::table).execute(c)?;
        diesel::delete(running_clocks::table).execute(c)?;
        diesel::delete(standings::table).execute(c)
    })?;
    // A history that breaks a rule has no projections; `check` names it.
    make(connection, &mut |_| {}, |_| {})?;
    settings::set(connection, settings::PROJECTIONS, VERSION)
}

/// Makes the projections of all histories, a part at a time, and writes them.
fn make(connection: &mut AnyConnection, different: &mut impl FnMut(Difference), made: impl Fn(u64)) -> Result<(), Error> {
    let (mut last, mut done) = (String::new(), 0);
    loop {
        let chunk = histories::after(connection, &last)?;
        let Some(end) = chunk.last() else { return Ok(()) };
        end.reference.clone_into(&mut last);
        let mut cached_shipments = Vec::with_capacity(chunk.len());
        for stored in chunk {
            let Some(name) = Reference::read(&stored.reference) else { continue };
            // An event that cannot be read is named by the chain.
            let Ok(events) = stored.events() else { continue };
            match CachedShipment::rebuilt(stored.id, name, events) {
                Ok(cached) => cached_shipments.push(cached),
                Err(Refusal { rule, event, .. }) => {
                    different(Difference::History { shipment: stored.reference, code: rule.word(), event });
                }
            }
        }
        write_projections(connection, &cached_shipments)?;
        done += cached_shipments.len() as u64;
        made(done);
    }
}
