//! Files that were imported: each with its number, what it was, and which commands came with it. Written in the
//! transaction of each act.

use diesel::prelude::*;
use uuid::Uuid;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::{commands, events, import_acts, imports, shipments};
use crate::domain::actor::{Actor, ActorKind};
use crate::domain::codes::{Cell, Reference};
use crate::domain::time::Moment;

/// What is known of an import before its first act.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// Of the request: one that is taken up again goes on with its import.
    pub key: Option<Uuid>,
    /// What the file was called.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_hash: [u8; 32],
    /// Rows of the file that are a shipment's.
    pub file_rows: u64,
    /// Places that it creates, as whoever asks tells them.
    pub created_places: String,
}

/// An import, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    /// Its number, from 1.
    pub number: i64,
    /// What the file was called.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_hash: Vec<u8>,
    /// Who imported.
    pub actor: Actor,
    /// By which way.
    pub source: String,
    /// When its first act was recorded.
    pub begun_at: Moment,
    /// Rows of the file that are a shipment's.
    pub file_rows: u64,
    /// Shipments that were changed.
    pub shipments: u64,
    /// Events that were recorded.
    pub events: u64,
    /// Places that it created, as whoever asked told them.
    pub created_places: String,
    /// Its acts in order: the sequences of the first and the last command of each.
    pub acts: Vec<(i64, i64)>,
}

/// One command of an import: its sequence, its shipment, how many events it has.
pub type ImportCommand = (i64, Reference, u64);

#[derive(Queryable, Insertable)]
#[diesel(table_name = imports)]
struct ImportRow {
    number: i64,
    key: Option<String>,
    file_name: String,
    file_hash: Vec<u8>,
    actor_kind: String,
    actor_id: String,
    actor: String,
    source: String,
    begun_at: i64,
    file_rows: i64,
    shipments: i64,
    events: i64,
    created_places: String,
}

/// An act of an import: its commands, and what they changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct ImportAct {
    /// The import, where it had an act before.
    pub(super) number: Option<i64>,
    pub(super) recorded_at: Moment,
    /// The sequences of its first and last command.
    pub(super) commands: (i64, i64),
    pub(super) shipments: u64,
    pub(super) events: u64,
}

/// Notes an act whose commands are written, and gives the number of its import.
pub(super) fn note(
    connection: &mut AnyConnection,
    import: &NewImport,
    act: ImportAct,
    (actor, source): (&Actor, &str),
) -> Result<i64, Error> {
    let number = match act.number {
        Some(number) => number,
        None => begin(connection, import, act.recorded_at, (actor, source))?,
    };
    let (shipments, events) = (act.shipments.cast_signed(), act.events.cast_signed());
    let more = (imports::shipments.eq(imports::shipments + shipments), imports::events.eq(imports::events + events));
    on_each!(&mut *connection, c => diesel::update(imports::table.find(number)).set(more).execute(c))?;
    let (first, last) = act.commands;
    let row = (import_acts::first_command.eq(first), import_acts::last_command.eq(last), import_acts::import.eq(number));
    on_each!(connection, c => diesel::insert_into(import_acts::table).values(row).execute(c))?;
    Ok(number)
}

fn begin(connection: &mut AnyConnection, import: &NewImport, begun_at: Moment, (actor, source): (&Actor, &str)) -> Result<i64, Error> {
    let last: Option<i64> = on_each!(&mut *connection, c => imports::table.select(diesel::dsl::max(imports::number)).first(c))?;
    let number = last.unwrap_or(0) + 1;
    let row = ImportRow {
        number,
        key: import.key.map(|key| key.to_string()),
        file_name: import.file_name.clone(),
        file_hash: import.file_hash.to_vec(),
        actor_kind: actor.kind.word().to_owned(),
        actor_id: actor.id.clone(),
        actor: actor.name.clone(),
        source: source.to_owned(),
        begun_at: begun_at.micros(),
        file_rows: import.file_rows.cast_signed(),
        shipments: 0,
        events: 0,
        created_places: import.created_places.clone(),
    };
    on_each!(connection, c => diesel::insert_into(imports::table).values(row).execute(c))?;
    Ok(number)
}

fn record(connection: &mut AnyConnection, row: Option<ImportRow>) -> Result<Option<ImportRecord>, Error> {
    let Some(row) = row else { return Ok(None) };
    let acts = import_acts::table.filter(import_acts::import.eq(row.number)).order(import_acts::first_command);
    let acts = on_each!(connection, c => acts.select((import_acts::first_command, import_acts::last_command)).load(c))?;
    Ok(Some(ImportRecord {
        number: row.number,
        file_name: row.file_name,
        file_hash: row.file_hash,
        actor: Actor { kind: ActorKind::parse(&row.actor_kind).unwrap_or(ActorKind::Unknown), id: row.actor_id, name: row.actor },
        source: row.source,
        begun_at: Moment::from_micros(row.begun_at).unwrap_or_else(Moment::earliest),
        file_rows: row.file_rows.unsigned_abs(),
        shipments: row.shipments.unsigned_abs(),
        events: row.events.unsigned_abs(),
        created_places: row.created_places,
        acts,
    }))
}

/// The first commands of an import, in their order.
fn commands_of(connection: &mut AnyConnection, number: i64, most: usize) -> Result<Vec<ImportCommand>, Error> {
    let within = commands::sequence.ge(import_acts::first_command).and(commands::sequence.le(import_acts::last_command));
    let rows: Vec<(i64, i64, String)> = on_each!(&mut *connection, c => {
        import_acts::table
            .inner_join(commands::table.on(within))
            .inner_join(shipments::table.on(shipments::id.eq(commands::shipment)))
            .filter(import_acts::import.eq(number))
            .order(commands::sequence)
            .limit(most as i64)
            .select((commands::sequence, shipments::id, shipments::reference))
            .load(c)
    })?;
    let mut found = Vec::with_capacity(rows.len());
    for (sequence, shipment, reference) in rows {
        let its = events::table.filter(events::shipment.eq(shipment)).filter(events::command.eq(sequence));
        let count: i64 = on_each!(&mut *connection, c => its.count().get_result(c))?;
        let reference = Reference::read(&reference).ok_or(Error::Damaged { shipment: reference, number: 0 })?;
        found.push((sequence, reference, count.unsigned_abs()));
    }
    Ok(found)
}

impl Store {
    /// The import of a number.
    pub fn import(&self, number: i64) -> Result<Option<ImportRecord>, Error> {
        self.read(|connection| {
            let row = on_each!(&mut *connection, c => imports::table.find(number).first(c).optional())?;
            record(connection, row)
        })
    }

    /// The import of a request, if its first act was recorded.
    pub fn import_of(&self, key: Uuid) -> Result<Option<ImportRecord>, Error> {
        self.read(|connection| {
            let row = on_each!(&mut *connection, c => imports::table.filter(imports::key.eq(key.to_string())).first(c).optional())?;
            record(connection, row)
        })
    }

    /// The first commands of an import, in their order.
    pub fn import_commands(&self, number: i64, most: usize) -> Result<Vec<ImportCommand>, Error> {
        self.read(|connection| commands_of(connection, number, most))
    }
}
