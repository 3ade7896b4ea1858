//! When the versions that hold now became known, as it is stored: of a long history, working it out anew would replay it
//! after each of its commands.

use diesel::prelude::*;

use crate::store::connection::AnyConnection;
use crate::store::engine::on_each;
use crate::store::projection::{NEVER, Rows, Version};
use crate::store::schema::{ended_clocks, running_clocks, standings};

/// Gives each version of these rows the moment since which it is known; false where one is not stored.
pub(super) fn date(connection: &mut AnyConnection, rows: &mut Rows) -> QueryResult<bool> {
    for version in rows.versions.iter_mut().flatten() {
        let Some(known_from) = known_from(connection, version)? else { return Ok(false) };
        *version.known().0 = known_from;
    }
    Ok(true)
}

fn known_from(connection: &mut AnyConnection, version: &Version) -> QueryResult<Option<i64>> {
    match version {
        Version::Standing(row) => {
            let stored = standings::table.find((NEVER, row.shipment)).select(standings::known_from);
            on_each!(connection, c => stored.first(c).optional())
        }
        Version::Running(row) => {
            let stored = running_clocks::table.find((NEVER, row.clock, row.shipment)).select(running_clocks::known_from);
            on_each!(connection, c => stored.first(c).optional())
        }
        Version::Ended(row) => {
            let stored = ended_clocks::table
                .filter(ended_clocks::clock.eq(row.clock))
                .filter(ended_clocks::ended_at.eq(row.ended_at))
                .filter(ended_clocks::shipment.eq(row.shipment))
                .filter(ended_clocks::known_to.eq(NEVER))
                .select(ended_clocks::known_from);
            on_each!(connection, c => stored.first(c).optional())
        }
    }
}
