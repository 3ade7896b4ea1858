//! What is read for every page and seldom changes, kept as long as it holds, whoever writes, this process or
//! another: what is made of settings as long as their version stands, and anything as long as nothing in the
//! database was changed.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use diesel::prelude::*;

use super::connection::{Address, AnyConnection};
use super::engine::on_each;
use super::error::Error;
use super::schema::settings_version;
use super::{Store, engine};

/// Of what something was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeOf {
    /// Settings, names, meanings of codes, users and sessions.
    Settings,
    /// Anything.
    Everything,
}

/// Watches over the database: where that is a file, on a connection that never writes, for SQLite tells a connection
/// of others' changes alone.
pub(super) struct Watch {
    address: Address,
    watching: Mutex<Watching>,
}

#[derive(Default)]
struct Watching {
    connection: Option<AnyConnection>,
    mark: String,
    /// Counts the marks that were seen.
    state: u64,
    things: HashMap<TypeId, (u64, Arc<dyn Any + Send + Sync>)>,
}

impl Watch {
    pub(super) fn new(address: Address) -> Self {
        Self { address, watching: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Watching> {
        self.watching.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the database is a file: asking it is no way over a network.
    fn is_near(&self) -> bool {
        matches!(self.address, Address::Sqlite(_))
    }
}

impl Watching {
    /// The number of what holds now, by a connection.
    fn look(&mut self, connection: &mut AnyConnection, of: MadeOf) -> QueryResult<u64> {
        if of == MadeOf::Settings {
            return on_each!(connection, c => settings_version::table.select(settings_version::version).first(c)).map(i64::unsigned_abs);
        }
        let mark = engine::mark(connection)?;
        if mark != self.mark {
            self.mark = mark;
            self.state += 1;
        }
        Ok(self.state)
    }

    fn thing<T: Any + Send + Sync>(&self, number: u64) -> Option<Arc<T>> {
        let (of, thing) = self.things.get(&TypeId::of::<T>())?;
        Arc::clone(thing).downcast().ok().filter(|_| *of == number)
    }
}

impl Store {
    /// The number of what holds now. What is read after this is of that number, or of a later one.
    fn look(&self, watching: &mut Watching, of: MadeOf) -> Result<u64, Error> {
        let mut connection = match watching.connection.take() {
            Some(connection) => connection,
            None => {
                // What another connection counted means nothing to this one.
                watching.mark.clear();
                self.watch.address.connect()?
            }
        };
        let number = watching.look(&mut connection, of)?;
        watching.connection = Some(connection);
        Ok(number)
    }

    /// A thing as it was made before, if what it was made of still holds, or made now. There is one of each type.
    pub fn remember<T: Any + Send + Sync>(&self, of: MadeOf, make: impl FnOnce(&Self) -> Result<T, Error>) -> Result<Arc<T>, Error> {
        // Over a network, a connection is waited for before the lock: others look meanwhile.
        let far = if self.watch.is_near() { None } else { Some(self.readers.get()?) };
        let mut watching = self.watch.lock();
        let number = match far {
            Some(mut connection) => watching.look(&mut connection, of)?,
            None => self.look(&mut watching, of)?,
        };
        if let Some(thing) = watching.thing::<T>(number) {
            return Ok(thing);
        }
        drop(watching);
        let made = Arc::new(make(self)?);
        self.watch.lock().things.insert(TypeId::of::<T>(), (number, Arc::clone(&made) as Arc<dyn Any + Send + Sync>));
        Ok(made)
    }

    /// A thing made of settings, if it is at hand: none where one would have to wait.
    pub fn at_hand<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let mut watching = self.watch.is_near().then(|| self.watch.lock())?;
        let version = self.look(&mut watching, MadeOf::Settings).ok()?;
        watching.thing(version)
    }
}
