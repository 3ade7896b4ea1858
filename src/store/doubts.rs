//! Milestones that cannot be as they stand: those of all shipments, and those that came with an import.

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::{doubted_milestones, events, shipments};
use crate::domain::codes::{Cell, Reference};
use crate::domain::milestones::{ShipmentDoubt, ToldDoubt, WhyDoubted};

/// A doubt, and the commands with which both events came.
type Found = (ShipmentDoubt, [i64; 2]);

/// A row as it is read: shipment, both numbers, why; of the milestone its code, of the other its kind and its code; their
/// commands.
type Row = (String, i32, i32, String, Option<String>, String, Option<String>, i64, i64);

/// Those of all shipments, in order of reference, but no more than a limit.
fn all(connection: &mut AnyConnection, limit: i64) -> Result<Vec<Found>, Error> {
    let (mine, theirs) = diesel::alias!(events as mine, events as theirs);
    let its = mine.field(events::shipment).eq(doubted_milestones::shipment).and(mine.field(events::number).eq(doubted_milestones::number));
    let of_other =
        theirs.field(events::shipment).eq(doubted_milestones::shipment).and(theirs.field(events::number).eq(doubted_milestones::other));
    let rows: Vec<Row> = on_each!(connection, c => {
        doubted_milestones::table
            .inner_join(shipments::table.on(shipments::id.eq(doubted_milestones::shipment)))
            .inner_join(mine.on(its))
            .inner_join(theirs.on(of_other))
            .order((shipments::reference, doubted_milestones::number))
            .limit(limit)
            .select((
                shipments::reference,
                doubted_milestones::number,
                doubted_milestones::other,
                doubted_milestones::why,
                mine.field(events::code),
                theirs.field(events::kind),
                theirs.field(events::code),
                mine.field(events::command),
                theirs.field(events::command),
            ))
            .load(c)
    })?;
    rows.into_iter().map(read).collect()
}

fn read((reference, number, other_number, why, code, kind, other, mine, theirs): Row) -> Result<Found, Error> {
    let damaged = || Error::Damaged { shipment: reference.clone(), number: number.into() };
    let doubt = ToldDoubt {
        number: number.cast_unsigned(),
        milestone: code.unwrap_or_default(),
        why: WhyDoubted::parse(&why).ok_or_else(damaged)?,
        other_number: other_number.cast_unsigned(),
        other: other.unwrap_or(kind),
    };
    Ok((ShipmentDoubt { shipment: Reference::read(&reference).ok_or_else(damaged)?, row: None, doubt }, [mine, theirs]))
}

fn count(connection: &mut AnyConnection) -> Result<u64, Error> {
    let count: i64 = on_each!(connection, c => doubted_milestones::table.count().get_result(c))?;
    Ok(count.unsigned_abs())
}

impl Store {
    /// How many milestones cannot be as they stand, and the first of them in order of reference.
    pub fn doubted_milestones(&self, most: usize) -> Result<(u64, Vec<ShipmentDoubt>), Error> {
        self.read(|connection| {
            let first = all(connection, i64::try_from(most).unwrap_or(i64::MAX))?;
            Ok((count(connection)?, first.into_iter().map(|(told, _)| told).collect()))
        })
    }

    /// Those that came with commands, given by the first and the last of each act, in their order.
    pub fn doubted_milestones_of(&self, acts: &[(i64, i64)]) -> Result<Vec<ShipmentDoubt>, Error> {
        let came = |command: &i64| {
            let at = acts.partition_point(|(_, last)| last < command);
            acts.get(at).is_some_and(|(first, _)| first <= command)
        };
        let found = self.read(|connection| all(connection, i64::MAX))?;
        Ok(found.into_iter().filter(|(_, commands)| commands.iter().any(came)).map(|(told, _)| told).collect())
    }
}
