//! How the pools of connections get theirs.

use diesel::connection::SimpleConnection;
use diesel::r2d2::ManageConnection;

use super::connection::{Address, AnyConnection};
use super::engine;
use super::error::Error;

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
