//! What the engines do each in their own way: transactions and rows in bulk. Nothing else in the store asks
//! which engine it is; `on_each!` runs one diesel query on whichever it is, where MultiConnection itself
//! cannot (batches, deletes by key, reading row by row).

use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;

use super::connection::AnyConnection;

/// Runs one query on the engine behind a connection: `on_each!(connection, c => query.execute(c))`.
macro_rules! on_each {
    ($connection:expr, $c:ident => $query:expr) => {
        match $connection {
            $crate::store::connection::AnyConnection::Sqlite($c) => $query,
            $crate::store::connection::AnyConnection::Postgres($c) => $query,
        }
    };
}
pub(super) use on_each;

/// Loads a query row by row: neither engine then holds the whole answer in memory.
macro_rules! each_row {
    ($connection:expr, $query:expr, $row:ty, $each:expr) => {{
        let mut each = $each;
        match $connection {
            $crate::store::connection::AnyConnection::Sqlite(c) => {
                diesel::RunQueryDsl::load_iter::<$row, diesel::connection::DefaultLoadingMode>($query, c)?
                    .try_for_each(|row| row.map(&mut each))
            }
            $crate::store::connection::AnyConnection::Postgres(c) => {
                diesel::RunQueryDsl::load_iter::<$row, diesel::pg::PgRowByRowLoadingMode>($query, c)?.try_for_each(|row| row.map(&mut each))
            }
        }
    }};
}
pub(super) use each_row;

/// Inserts rows: on SQLite sixteen to a statement that stays prepared (which takes rows that own what they hold,
/// so that the statement is known by its type), on PostgreSQL many to a round trip.
macro_rules! insert_all {
    ($connection:expr, $table:expr, $rows:expr) => {{
        let mut rows = $rows.into_iter();
        match $connection {
            $crate::store::connection::AnyConnection::Sqlite(c) => loop {
                let many: Vec<_> = rows.by_ref().take($crate::store::engine::SQLITE_ROWS).collect();
                match <[_; $crate::store::engine::SQLITE_ROWS]>::try_from(many) {
                    Ok(many) => {
                        if let Err(error) = diesel::insert_into($table).values(many).execute(c) {
                            break Err(error);
                        }
                    }
                    Err(rest) => {
                        break rest.into_iter().try_for_each(|row| diesel::insert_into($table).values(row).execute(c).map(|_| ()));
                    }
                }
            },
            $crate::store::connection::AnyConnection::Postgres(c) => loop {
                let chunk: Vec<_> = rows.by_ref().take($crate::store::engine::POSTGRES_ROWS).collect();
                if chunk.is_empty() {
                    break Ok(());
                }
                if let Err(error) = diesel::insert_into($table).values(chunk).execute(c) {
                    break Err(error);
                }
            },
        }
    }};
}
pub(super) use insert_all;

/// Rows of one SQLite insert.
pub(super) const SQLITE_ROWS: usize = 16;

/// Rows of one PostgreSQL insert: its 65,535 parameters over the widest table, with room.
pub(super) const POSTGRES_ROWS: usize = 1_000;

/// The advisory lock under which writers of all processes take turns on PostgreSQL: one a schema ("tumen" in
/// ASCII is the seed).
const WRITERS_LOCK: &str = "hashtextextended(current_schema(), 500186309998)";

/// How often a SQLite writer looks whether its turn has come. SQLite's own waiting looks ever more seldom, up to ten
/// times a second: whoever writes act after act and pauses for a moment in between would always be met at work.
const LOOK_AGAIN: Duration = Duration::from_millis(1);

/// Begins a transaction that no other writer shares: what it reads stays true until it ends.
pub(super) fn begin_writing(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(c) => {
            use diesel::connection::SimpleConnection;
            let patience = super::connection::BUSY_MILLISECONDS;
            c.batch_execute("PRAGMA busy_timeout = 0")?;
            let begun = std::time::Instant::now();
            let outcome = loop {
                match AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE") {
                    Err(error) if is_busy(&error) && begun.elapsed() < Duration::from_millis(patience.into()) => {
                        std::thread::sleep(LOOK_AGAIN);
                    }
                    outcome => break outcome,
                }
            };
            let restored = c.batch_execute(&format!("PRAGMA busy_timeout = {patience}"));
            outcome.and(restored)
        }
        AnyConnection::Postgres(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN")?;
            let locked = diesel::sql_query(format!("SELECT pg_advisory_xact_lock({WRITERS_LOCK})")).execute(c);
            locked.map(|_| ()).inspect_err(|_| drop(AnsiTransactionManager::rollback_transaction(c)))
        }
    }
}

/// Whether SQLite says that another holds the lock.
fn is_busy(error: &diesel::result::Error) -> bool {
    matches!(error, diesel::result::Error::DatabaseError(_, why) if why.message().contains("locked"))
}

/// Whether no writer is at work just now; waits for none. Others who ask at the same moment are no writers: on
/// PostgreSQL they share the lock; on SQLite, which has no lock to share, one asks again a few times.
pub(super) fn is_quiet(connection: &mut AnyConnection) -> QueryResult<bool> {
    match connection {
        AnyConnection::Sqlite(c) => {
            use diesel::connection::SimpleConnection;
            c.batch_execute("PRAGMA busy_timeout = 0")?;
            let quiet = (0..PROBES).any(|probe| {
                std::thread::sleep(PROBE_PAUSE * probe);
                c.batch_execute("BEGIN IMMEDIATE; ROLLBACK;").is_ok()
            });
            c.batch_execute(&format!("PRAGMA busy_timeout = {}", super::connection::BUSY_MILLISECONDS))?;
            Ok(quiet)
        }
        AnyConnection::Postgres(c) => {
            #[derive(diesel::QueryableByName)]
            struct Locked {
                #[diesel(sql_type = diesel::sql_types::Bool)]
                locked: bool,
            }
            let asked = format!("SELECT pg_try_advisory_xact_lock_shared({WRITERS_LOCK}) AS locked");
            Ok(diesel::sql_query(asked).get_result::<Locked>(c)?.locked)
        }
    }
}

/// Does a small work of one statement without waiting for a writer; says whether it was done.
pub(super) fn without_waiting(connection: &mut AnyConnection, work: impl FnOnce(&mut AnyConnection) -> bool) -> QueryResult<bool> {
    let patience = |connection: &mut AnyConnection, milliseconds: u32| match connection {
        AnyConnection::Sqlite(c) => {
            diesel::connection::SimpleConnection::batch_execute(c, &format!("PRAGMA busy_timeout = {milliseconds}"))
        }
        // A row of the office's own is locked by no one for long.
        AnyConnection::Postgres(_) => Ok(()),
    };
    patience(connection, 0)?;
    let done = work(connection);
    patience(connection, super::connection::BUSY_MILLISECONDS)?;
    Ok(done)
}

/// Begins to hear of other processes' commits, where the engine tells of them.
pub(super) fn begin_listening(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(c) => {
            use diesel::connection::SimpleConnection;
            #[derive(diesel::QueryableByName)]
            struct Channel {
                #[diesel(sql_type = diesel::sql_types::Text)]
                name: String,
            }
            let channel: Channel = diesel::sql_query("SELECT 'tumen_' || md5(current_schema()) AS name").get_result(c)?;
            c.batch_execute(&format!("LISTEN {}", channel.name))
        }
    }
}

/// Whether the engine has told of a commit since it was asked last; SQLite tells of none.
pub(super) fn is_notified(connection: &mut AnyConnection) -> QueryResult<bool> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(false),
        AnyConnection::Postgres(c) => Ok(!c.notifications_iter().collect::<QueryResult<Vec<_>>>()?.is_empty()),
    }
}

/// How often SQLite is asked whether a writer is at work, each time after a longer pause.
const PROBES: u32 = 6;
const PROBE_PAUSE: Duration = Duration::from_millis(2);

/// Begins a transaction in which every query sees the same state.
pub(super) fn begin_reading(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN DEFERRED"),
        AnyConnection::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN ISOLATION LEVEL REPEATABLE READ"),
    }
}

/// Marks a point inside a transaction to come back to.
pub(super) fn savepoint(connection: &mut AnyConnection) -> QueryResult<()> {
    on_each!(connection, c => AnsiTransactionManager::begin_transaction(c))
}

/// Keeps what was done since the savepoint or, outside one, makes the transaction durable.
pub(super) fn keep(connection: &mut AnyConnection) -> QueryResult<()> {
    on_each!(connection, c => AnsiTransactionManager::commit_transaction(c))
}

/// Undoes what was done since the savepoint or, outside one, the transaction.
pub(super) fn undo(connection: &mut AnyConnection) -> QueryResult<()> {
    on_each!(connection, c => AnsiTransactionManager::rollback_transaction(c))
}

/// The schema of the stored tables, and of temporary ones, which come before them.
fn schemas(connection: &mut AnyConnection) -> QueryResult<(String, &'static str)> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(("main".to_owned(), "temp")),
        AnyConnection::Postgres(c) => {
            #[derive(diesel::QueryableByName)]
            struct Schema {
                #[diesel(sql_type = diesel::sql_types::Text)]
                name: String,
            }
            let schema: Schema = diesel::sql_query("SELECT quote_ident(current_schema()) AS name").get_result(c)?;
            Ok((schema.name, "pg_temp"))
        }
    }
}

/// Puts empty temporary tables before the stored ones of the same names, until the transaction is undone.
pub(super) fn shadow_tables(connection: &mut AnyConnection, tables: &[&str]) -> QueryResult<()> {
    let (stored, _) = schemas(connection)?;
    for table in tables {
        let copy = format!("CREATE TEMPORARY TABLE {table} AS SELECT * FROM {stored}.{table} WHERE 1 = 0");
        on_each!(&mut *connection, c => diesel::sql_query(&copy).execute(c))?;
    }
    Ok(())
}

/// The query for the shipments whose rows differ between a stored table and the temporary one before it.
pub(super) fn differing_shipments(connection: &mut AnyConnection, table: &str) -> QueryResult<String> {
    let (stored, temporary) = schemas(connection)?;
    let (stored, temporary) = (format!("SELECT * FROM {stored}.{table}"), format!("SELECT * FROM {temporary}.{table}"));
    Ok(format!(
        "SELECT shipment FROM ({stored} EXCEPT {temporary}) AS too_many UNION ALL SELECT shipment FROM ({temporary} EXCEPT {stored}) AS missing"
    ))
}

/// Writes a consistent copy into a new file, where the engine has files.
pub(super) fn copy_to(connection: &mut AnyConnection, file: &std::path::Path) -> Result<(), super::error::Error> {
    match connection {
        AnyConnection::Sqlite(c) => {
            let path = file.to_string_lossy().into_owned();
            diesel::sql_query("VACUUM INTO ?").bind::<diesel::sql_types::Text, _>(path).execute(c)?;
            Ok(())
        }
        AnyConnection::Postgres(_) => Err(super::error::Error::Connection("PostgreSQL has no file".to_owned())),
    }
}

/// Takes what stands in the log beside a SQLite file into the file, and flushes it.
pub(super) fn fold_log(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(c) => diesel::connection::SimpleConnection::batch_execute(c, "PRAGMA wal_checkpoint(TRUNCATE)"),
        AnyConnection::Postgres(_) => Ok(()),
    }
}

/// Takes of the log as much into the file as nobody's reading or writing stands in the way of.
pub(super) fn fold_what_is_free(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(c) => diesel::connection::SimpleConnection::batch_execute(c, "PRAGMA wal_checkpoint(PASSIVE)"),
        AnyConnection::Postgres(_) => Ok(()),
    }
}

/// Sets how much of a SQLite database a connection keeps in memory, in KiB; PostgreSQL sees to that itself.
pub(super) fn set_cache(connection: &mut AnyConnection, kib: u32) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(c) => diesel::connection::SimpleConnection::batch_execute(c, &format!("PRAGMA cache_size = -{kib}")),
        AnyConnection::Postgres(_) => Ok(()),
    }
}

/// Whether a connection is in no transaction.
pub(super) fn is_idle(connection: &mut AnyConnection) -> bool {
    on_each!(connection, c => matches!(AnsiTransactionManager::transaction_manager_status_mut(c).transaction_depth(), Ok(None)))
}
