//! How a database is brought up to this version of the program.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::AnyConnection;
use super::engine;
use super::error::Error;

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Brings the database's tables up to this version, in one transaction. Where several begin at once, one does it
/// and the others wait: on PostgreSQL even looking makes diesel's own table, so one looks under the lock; on
/// SQLite that would wait for every writer, and looking is safe.
pub fn migrate(connection: &mut AnyConnection) -> Result<(), Error> {
    if matches!(connection, AnyConnection::Sqlite(_)) && !is_pending(connection)? {
        return Ok(());
    }
    engine::begin_writing(connection)?;
    let done = is_pending(connection).and_then(|pending| if pending { run_pending(connection) } else { Ok(()) });
    match done {
        Ok(()) => Ok(engine::keep(connection)?),
        Err(error) => {
            drop(engine::undo(connection));
            Err(error)
        }
    }
}

fn is_pending(connection: &mut AnyConnection) -> Result<bool, Error> {
    let pending = match connection {
        AnyConnection::Sqlite(c) => c.has_pending_migration(SQLITE_MIGRATIONS),
        AnyConnection::Postgres(c) => c.has_pending_migration(POSTGRES_MIGRATIONS),
    };
    pending.map_err(|error| Error::Migration(error.to_string()))
}

fn run_pending(connection: &mut AnyConnection) -> Result<(), Error> {
    let run = match connection {
        AnyConnection::Sqlite(c) => c.run_pending_migrations(SQLITE_MIGRATIONS).map(|_| ()),
        AnyConnection::Postgres(c) => c.run_pending_migrations(POSTGRES_MIGRATIONS).map(|_| ()),
    };
    run.map_err(|error| Error::Migration(error.to_string()))
}
