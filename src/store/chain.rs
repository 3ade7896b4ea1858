//! The chain of seals, verified: every command's seal is made anew from its events and the seal before it.
//! What was changed, removed or added behind the ledger's back is named.

use data_encoding::HEXLOWER;
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::rows::EventRow;
use super::schema::{commands, events, ledger_head, shipments};
use crate::domain::actor::{Actor, ActorKind};
use crate::domain::codes::{Cell, Reference};
use crate::domain::event::Recorded;
use crate::domain::seal::{Layout, NO_SEAL, Seal, SealedCommand};
use crate::domain::time::Moment;

/// Commands verified at a time.
const COMMANDS_AT_A_TIME: i64 = 2_000;

/// What is wrong with the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainFault {
    /// The commands of a range are gone.
    CommandsMissing {
        /// The first that is missing.
        from: i64,
        /// The last.
        to: i64,
    },
    /// A command or one of its events is not what was sealed.
    SealDiffers {
        /// Its place in the ledger.
        sequence: i64,
        /// Its shipment, where that is known.
        shipment: Option<String>,
        /// The numbers of its events as they stand.
        numbers: Vec<i32>,
    },
    /// An event that no ledger can have written.
    EventUnreadable {
        /// Its shipment, where that is known.
        shipment: Option<String>,
        /// Its number.
        number: i32,
    },
    /// An event that belongs to no command of its shipment.
    EventWithoutCommand {
        /// Its shipment, where that is known.
        shipment: Option<String>,
        /// Its number.
        number: i32,
    },
    /// A shipment of which nothing was recorded.
    ShipmentWithoutEvents {
        /// Its reference.
        shipment: String,
    },
    /// The head is not the last command.
    HeadDiffers {
        /// The sequence that the head says.
        head: Option<i64>,
        /// The last command that there is.
        last: i64,
    },
}

/// The end of the chain: printed on reports, so that it can be compared later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainHead {
    /// Commands in the ledger.
    pub sequence: i64,
    /// When the last was recorded.
    pub recorded_at: Option<Moment>,
    /// Its seal.
    pub seal: Seal,
}

impl ChainHead {
    /// The seal in hexadecimal digits.
    pub fn full_seal(&self) -> String {
        HEXLOWER.encode(&self.seal)
    }

    /// The beginning of the seal: enough to compare by eye.
    pub fn short_seal(&self) -> String {
        HEXLOWER.encode(&self.seal[..8])
    }
}

type CommandRow = (i64, i64, String, String, i64, i16, Vec<u8>, String, String);

/// What the head says; a missing head reads as an empty ledger.
pub(super) fn head(connection: &mut AnyConnection) -> Result<ChainHead, Error> {
    Ok(stored_head(connection)?.unwrap_or(ChainHead { sequence: 0, recorded_at: None, seal: NO_SEAL }))
}

/// The last command recorded by a moment: what a report as of then stands on. Times of recording never go
/// back along the sequence, so halving finds it.
pub(super) fn head_as_of(connection: &mut AnyConnection, as_of: Moment) -> Result<ChainHead, Error> {
    let mut found = ChainHead { sequence: 0, recorded_at: None, seal: NO_SEAL };
    let mut after = head(connection)?.sequence + 1;
    while after - found.sequence > 1 {
        let middle = found.sequence + (after - found.sequence) / 2;
        let query = commands::table.find(middle).select((commands::recorded_at, commands::seal));
        let row: Option<(i64, Vec<u8>)> = on_each!(&mut *connection, c => query.first(c).optional())?;
        match row {
            Some((micros, seal)) if micros <= as_of.micros() => {
                let seal = seal.try_into().unwrap_or(NO_SEAL);
                found = ChainHead { sequence: middle, recorded_at: Moment::from_micros(micros), seal };
            }
            _ => after = middle,
        }
    }
    Ok(found)
}

fn stored_head(connection: &mut AnyConnection) -> Result<Option<ChainHead>, Error> {
    let query = ledger_head::table.select((ledger_head::sequence, ledger_head::recorded_at, ledger_head::seal));
    let row: Option<(i64, i64, Vec<u8>)> = on_each!(connection, c => query.first(c).optional())?;
    Ok(row.map(|(sequence, micros, seal)| ChainHead {
        sequence,
        recorded_at: Moment::from_micros(micros),
        seal: seal.try_into().unwrap_or(NO_SEAL),
    }))
}

/// Verifies the whole chain and gives its end as it stands; says after each part how many commands are verified.
pub(super) fn verify(
    connection: &mut AnyConnection,
    mut broken: impl FnMut(ChainFault),
    verified: impl Fn(u64),
) -> Result<ChainHead, Error> {
    let mut end = ChainHead { sequence: 0, recorded_at: None, seal: NO_SEAL };
    loop {
        let chunk = commands_after(connection, end.sequence)?;
        let Some(last) = chunk.last().map(|(command, _)| command.0) else { break };
        let rows = events_of(connection, end.sequence, last)?;
        let mut rows = rows.into_iter().peekable();
        for (command, shipment) in chunk {
            let sequence = command.0;
            let own: Vec<EventRow> = std::iter::from_fn(|| rows.next_if(|row| row.command == sequence)).collect();
            let follows = sequence == end.sequence + 1;
            if !follows {
                broken(ChainFault::CommandsMissing { from: end.sequence + 1, to: sequence - 1 });
            }
            end = verify_command(&end.seal, command, shipment, &own, follows, &mut broken);
        }
        verified(end.sequence.unsigned_abs());
    }
    let stored = stored_head(connection)?;
    if stored.as_ref() != Some(&end) {
        broken(ChainFault::HeadDiffers { head: stored.map(|head| head.sequence), last: end.sequence });
    }
    strays(connection, broken)?;
    Ok(end)
}

/// Verifies one command; one that follows a gap cannot be held against what is gone.
fn verify_command(
    previous: &Seal,
    (sequence, recorded_at, name, source, _, version, seal, kind, id): CommandRow,
    shipment: Option<String>,
    rows: &[EventRow],
    follows: bool,
    broken: &mut impl FnMut(ChainFault),
) -> ChainHead {
    let mut events: Vec<Recorded> = Vec::with_capacity(rows.len());
    let mut is_readable = true;
    for row in rows {
        match row.recorded(recorded_at) {
            Ok(recorded) if EventRow::new(row.shipment, row.command, &recorded) == *row => events.push(recorded),
            _ => {
                is_readable = false;
                broken(ChainFault::EventUnreadable { shipment: shipment.clone(), number: row.number });
            }
        }
    }
    let stored: Seal = seal.try_into().unwrap_or(NO_SEAL);
    let moment = Moment::from_micros(recorded_at);
    let actor = ActorKind::parse(&kind).map(|kind| Actor { kind, id, name });
    let mine = u8::try_from(version).ok().and_then(Layout::of_version).and_then(|layout| {
        let reference = Reference::read(shipment.as_deref()?)?;
        let command = SealedCommand {
            sequence,
            recorded_at: moment?,
            actor: actor.as_ref()?,
            source: &source,
            shipment: &reference,
            events: &events,
        };
        layout.covers(&command).then(|| layout.seal(previous, &command))
    });
    if is_readable && (mine.is_none() || (follows && mine != Some(stored)) || events.is_empty()) {
        broken(ChainFault::SealDiffers { sequence, shipment, numbers: rows.iter().map(|row| row.number).collect() });
    }
    ChainHead { sequence, recorded_at: moment, seal: stored }
}

fn commands_after(connection: &mut AnyConnection, sequence: i64) -> Result<Vec<(CommandRow, Option<String>)>, Error> {
    let query = commands::table
        .left_join(shipments::table.on(shipments::id.eq(commands::shipment)))
        .filter(commands::sequence.gt(sequence))
        .order(commands::sequence)
        .limit(COMMANDS_AT_A_TIME)
        .select((commands::all_columns, shipments::reference.nullable()));
    Ok(on_each!(connection, c => query.load(c))?)
}

fn events_of(connection: &mut AnyConnection, after: i64, to: i64) -> Result<Vec<EventRow>, Error> {
    Ok(on_each!(connection, c => {
        commands::table
            .inner_join(events::table.on(events::shipment.eq(commands::shipment).and(events::command.eq(commands::sequence))))
            .filter(commands::sequence.gt(after))
            .filter(commands::sequence.le(to))
            .order((commands::sequence, events::number))
            .select(EventRow::as_select())
            .load(c)
    })?)
}

/// Commands before the first, and events and shipments that no command accounts for.
fn strays(connection: &mut AnyConnection, mut broken: impl FnMut(ChainFault)) -> Result<(), Error> {
    let before_first = commands::table
        .left_join(shipments::table.on(shipments::id.eq(commands::shipment)))
        .filter(commands::sequence.lt(1))
        .order(commands::sequence)
        .select((commands::sequence, shipments::reference.nullable()));
    let rows: Vec<(i64, Option<String>)> = on_each!(&mut *connection, c => before_first.load(c))?;
    for (sequence, shipment) in rows {
        broken(ChainFault::SealDiffers { sequence, shipment, numbers: Vec::new() });
    }
    let without_command = events::table
        .left_join(
            commands::table
                .on(commands::sequence.eq(events::command).and(commands::shipment.eq(events::shipment)).and(commands::sequence.ge(1))),
        )
        .left_join(shipments::table.on(shipments::id.eq(events::shipment)))
        .filter(commands::sequence.is_null())
        .order((events::shipment, events::number))
        .select((shipments::reference.nullable(), events::number));
    let rows: Vec<(Option<String>, i32)> = on_each!(&mut *connection, c => without_command.load(c))?;
    for (shipment, number) in rows {
        broken(ChainFault::EventWithoutCommand { shipment, number });
    }
    let without_events = shipments::table
        .left_join(events::table.on(events::shipment.eq(shipments::id).and(events::number.eq(1))))
        .filter(events::number.is_null())
        .order(shipments::reference)
        .select(shipments::reference);
    let rows: Vec<String> = on_each!(connection, c => without_events.load(c))?;
    for shipment in rows {
        broken(ChainFault::ShipmentWithoutEvents { shipment });
    }
    Ok(())
}
