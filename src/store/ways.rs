//! The ways of a few shipments: their visits and holds, for the small drawings of a list.

use std::collections::HashMap;

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::{holds, visits};
use crate::domain::stage::Stage;

/// The visits and holds of a shipment, in seconds; one that is open ends with the largest integer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Way {
    /// Stage, from, to, in order.
    pub visits: Vec<(Stage, i64, i64)>,
    /// From, to.
    pub holds: Vec<(i64, i64)>,
}

/// The ways of these shipments, by their rows.
pub(super) fn of(connection: &mut AnyConnection, shipments: &[i64]) -> Result<HashMap<i64, Way>, Error> {
    let mut ways: HashMap<i64, Way> = HashMap::new();
    let visited: Vec<(i64, String, i64, i64)> = on_each!(&mut *connection, c => {
        visits::table
            .filter(visits::shipment.eq_any(shipments))
            .order((visits::shipment, visits::ordinal))
            .select((visits::shipment, visits::stage, visits::entered_at, visits::left_at))
            .load(c)
    })?;
    for (shipment, stage, from, to) in visited {
        if let Some(stage) = Stage::parse(&stage) {
            ways.entry(shipment).or_default().visits.push((stage, from, to));
        }
    }
    let held: Vec<(i64, i64, i64)> = on_each!(connection, c => {
        holds::table.filter(holds::shipment.eq_any(shipments)).select((holds::shipment, holds::held_at, holds::ended_at)).load(c)
    })?;
    for (shipment, from, to) in held {
        ways.entry(shipment).or_default().holds.push((from, to));
    }
    Ok(ways)
}
