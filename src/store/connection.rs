//! One connection type over both engines, and how a database is reached and opened.

use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;

use super::error::Error;

/// A connection to either engine.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// How long a SQLite writer of another process is waited for: as long as a large import may take.
pub(super) const BUSY_MILLISECONDS: u32 = 120_000;
/// Page cache of one SQLite connection, in KiB.
pub(super) const CACHE_KIB: u32 = 16_384;

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
