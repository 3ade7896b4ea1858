//! One connection type over both engines, and how a database is reached, opened and migrated.

use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::r2d2::ManageConnection;
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::engine;
use super::error::Error;

/// A connection to either engine.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// How long a SQLite writer of another process is waited for: as long as a large import may take.
pub(super) const BUSY_MILLISECONDS: u32 = 120_000;
/// Page cache of one SQLite connection, in KiB.
const CACHE_KIB: u32 = 16_384;

/// Where a database is: what `DATABASE_URL` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A PostgreSQL URL.
    Postgres(String),
    /// A SQLite file.
    Sqlite(PathBuf),
}

impl Address {
    /// A `postgres://` URL, else the path of a file, with or without `sqlite:` before it.
    pub fn parse(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::Postgres(url.to_owned());
        }
        let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url);
        Self::Sqlite(PathBuf::from(path))
    }

    /// The file that must exist before anything can be read, where it does not.
    pub fn missing_file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) if !path.exists() => Some(path),
            _ => None,
        }
    }

    /// Opens a connection, set up for durable writes and consistent reads.
    pub fn connect(&self) -> Result<AnyConnection, Error> {
        match self {
            Self::Postgres(url) => Ok(AnyConnection::Postgres(PgConnection::establish(url)?)),
            Self::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(&path.to_string_lossy())?;
                connection.batch_execute(&format!(
                    "PRAGMA busy_timeout = {BUSY_MILLISECONDS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA foreign_keys = ON; PRAGMA cache_size = -{CACHE_KIB}; PRAGMA trusted_schema = OFF;"
                ))?;
                Ok(AnyConnection::Sqlite(connection))
            }
        }
    }
}

impl Address {
    /// Opens the connection that writes. SQLite keeps what a statement may have to undo in memory there: on
    /// disk, each of an import's statements would write its pages twice.
    pub fn connect_to_write(&self) -> Result<AnyConnection, Error> {
        let mut connection = self.connect()?;
        if let AnyConnection::Sqlite(c) = &mut connection {
            c.batch_execute("PRAGMA temp_store = MEMORY")?;
        }
        Ok(connection)
    }
}

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

/// Hands connections to the pool.
#[derive(Debug)]
pub struct Manager(pub Address);

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = Error;

    fn connect(&self) -> Result<AnyConnection, Error> {
        self.0.connect()
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), Error> {
        match connection {
            // A file does not hang up.
            AnyConnection::Sqlite(_) => Ok(()),
            AnyConnection::Postgres(c) => Ok(c.batch_execute("SELECT 1")?),
        }
    }

    /// A connection that is still in a transaction must not be used by another reader.
    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking() || !engine::is_idle(connection)
    }
}
