//! What is read for every page and seldom changes, remembered as long as nothing in the database has: whoever
//! wrote, this process or another, a row of the ledger or a session that was ended.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::connection::{Address, AnyConnection};
use super::error::Error;
use super::{Store, engine};

/// Watches over the state of the database, on a connection that never writes: SQLite tells a connection of
/// others' changes alone.
pub(super) struct Watch {
    address: Address,
    watching: Mutex<Watching>,
}

#[derive(Default)]
struct Watching {
    connection: Option<AnyConnection>,
    mark: String,
    /// Counts the states that were seen.
    state: u64,
    things: HashMap<TypeId, (u64, Arc<dyn Any + Send + Sync>)>,
}

impl Watching {
    /// The state now. What is read after this is of this state, or of a later one.
    fn look(&mut self, address: &Address) -> Result<u64, Error> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(address.connect()?),
        };
        match engine::mark(connection) {
            Ok(mark) if mark == self.mark => {}
            Ok(mark) => {
                self.mark = mark;
                self.state += 1;
            }
            Err(error) => {
                // Marks of another connection mean nothing here: the next look begins anew.
                (self.connection, self.mark) = (None, String::new());
                return Err(error.into());
            }
        }
        Ok(self.state)
    }

    fn thing<T: Any + Send + Sync>(&self, state: u64) -> Option<Arc<T>> {
        let (of, thing) = self.things.get(&TypeId::of::<T>())?;
        Arc::clone(thing).downcast().ok().filter(|_| *of == state)
    }
}

impl Watch {
    pub(super) fn new(address: Address) -> Self {
        Self { address, watching: Mutex::default() }
    }
}

impl Store {
    /// The number of the state of the database: another, once anything was changed by anyone.
    pub fn state(&self) -> Result<u64, Error> {
        let mut watching = self.watch.watching.lock().unwrap_or_else(PoisonError::into_inner);
        let looked = watching.look(&self.watch.address);
        // A connection that was lost is made once more.
        if looked.is_err() { watching.look(&self.watch.address) } else { looked }
    }

    /// A thing of which there is one a state: as it was made before, or made now.
    pub fn remember<T: Any + Send + Sync>(&self, make: impl FnOnce(&Self) -> Result<T, Error>) -> Result<Arc<T>, Error> {
        let state = self.state()?;
        let lock = || self.watch.watching.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thing) = lock().thing::<T>(state) {
            return Ok(thing);
        }
        let made = Arc::new(make(self)?);
        lock().things.insert(TypeId::of::<T>(), (state, Arc::clone(&made) as Arc<dyn Any + Send + Sync>));
        Ok(made)
    }

    /// The thing with its state if it is at hand without waiting for anyone, which it never is where asking
    /// for the state is a way over the network.
    pub fn at_hand<T: Any + Send + Sync>(&self) -> Option<(u64, Arc<T>)> {
        if matches!(self.watch.address, Address::Postgres(_)) {
            return None;
        }
        let mut watching = self.watch.watching.try_lock().ok()?;
        let state = watching.look(&self.watch.address).ok()?;
        Some((state, watching.thing(state)?))
    }
}
