//! The intervals of a few shipments: their visits and holds, for the small drawings of a list.

use std::collections::HashMap;

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::{holds, visits};
use crate::domain::intervals::Intervals;
use crate::domain::stage::Stage;
use crate::domain::time::Instant;

/// The intervals of these shipments, by their rows.
pub(super) fn of_shipments(connection: &mut AnyConnection, shipments: &[i64]) -> Result<HashMap<i64, Intervals>, Error> {
    let mut found: HashMap<i64, Intervals> = HashMap::new();
    let visited: Vec<(i64, String, i64, i64)> = on_each!(&mut *connection, c => {
        visits::table
            .filter(visits::shipment.eq_any(shipments))
            .order((visits::shipment, visits::ordinal))
            .select((visits::shipment, visits::stage, visits::entered_at, visits::left_at))
            .load(c)
    })?;
    for (shipment, stage, from, to) in visited {
        if let Some((stage, from)) = Stage::parse(&stage).zip(Instant::from_seconds(from)) {
            found.entry(shipment).or_default().visits.push((stage, from, Instant::from_seconds(to)));
        }
    }
    let held: Vec<(i64, i64, i64)> = on_each!(connection, c => {
        holds::table
            .filter(holds::shipment.eq_any(shipments))
            .order((holds::shipment, holds::held_at, holds::number))
            .select((holds::shipment, holds::held_at, holds::ended_at))
            .load(c)
    })?;
    for (shipment, from, to) in held {
        if let Some(from) = Instant::from_seconds(from) {
            found.entry(shipment).or_default().holds.push((from, Instant::from_seconds(to)));
        }
    }
    Ok(found)
}
