//! What is read for every page and seldom changes, kept as long as what it was made of stands, whoever writes, this
//! process or another: the settings' version, or that and the ledger's sequence.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Store;
use super::changes::{self, Changes, Listener, State};
use super::connection::{Address, AnyConnection};
use super::error::Error;

/// Of what something was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeOf {
    /// Settings, names, meanings of codes, users and sessions.
    Settings,
    /// Besides, anything that the ledger records.
    Ledger,
}

impl MadeOf {
    /// The part of a state that it is made of.
    fn part(self, state: State) -> State {
        match self {
            Self::Settings => State { sequence: 0, ..state },
            Self::Ledger => state,
        }
    }
}

type Things = HashMap<TypeId, (State, Arc<dyn Any + Send + Sync>)>;

/// What is kept, and the ways to know whether it still holds.
pub(super) struct Cache {
    address: Address,
    changes: Arc<Changes>,
    things: Mutex<Things>,
    /// SQLite is asked on a connection that does nothing else; PostgreSQL by one of the readers'.
    asking: Mutex<Option<AnyConnection>>,
    /// Once someone subscribed.
    listening: Mutex<Option<Listener>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Cache {
    pub(super) fn new(address: Address, changes: Arc<Changes>) -> Self {
        Self { address, changes, things: Mutex::default(), asking: Mutex::default(), listening: Mutex::default() }
    }

    /// Where the database is.
    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    /// Whether the database is a file: asking it is no way over a network.
    fn is_near(&self) -> bool {
        matches!(self.address, Address::Sqlite(_))
    }

    /// Begins to hear of other processes' commits, if it does not already.
    pub(super) fn listen(&self) -> Result<(), Error> {
        let mut listening = lock(&self.listening);
        if listening.is_none() {
            let listener = Listener::start(self.address.clone(), Arc::clone(&self.changes));
            *listening = Some(listener.map_err(|error| Error::Connection(error.to_string()))?);
        }
        Ok(())
    }

    /// The state of a file.
    fn ask(&self) -> Result<State, Error> {
        let mut asking = lock(&self.asking);
        let mut connection = match asking.take() {
            Some(connection) => connection,
            None => self.address.connect()?,
        };
        let state = changes::read(&mut connection)?;
        *asking = Some(connection);
        Ok(state)
    }

    /// Of which state the thing of a type is that is kept.
    fn kept_state<T: Any>(&self) -> Option<State> {
        lock(&self.things).get(&TypeId::of::<T>()).map(|(of, _)| *of)
    }

    fn thing<T: Any + Send + Sync>(&self, state: State) -> Option<Arc<T>> {
        let things = lock(&self.things);
        let (of, thing) = things.get(&TypeId::of::<T>())?;
        Arc::clone(thing).downcast().ok().filter(|_| *of == state)
    }
}

impl Store {
    /// The state that holds now. What is read after this is of that state, or of a later one.
    fn state(&self) -> Result<State, Error> {
        if self.cache.is_near() {
            return self.cache.ask();
        }
        Ok(changes::read(&mut *self.readers.get()?)?)
    }

    /// A thing as it was made before, if what it was made of still holds, or made now. There is one of each type.
    pub fn remember<T: Any + Send + Sync>(&self, of: MadeOf, make: impl FnOnce(&Self) -> Result<T, Error>) -> Result<Arc<T>, Error> {
        let state = of.part(self.state()?);
        if let Some(thing) = self.cache.thing::<T>(state) {
            return Ok(thing);
        }
        let before = self.cache.kept_state::<T>();
        let made = Arc::new(make(self)?);
        let mut things = lock(&self.cache.things);
        // Whoever was quicker has kept what a later state made: what was begun before it does not take its place.
        let kept = things.get(&TypeId::of::<T>()).map(|(of, _)| *of);
        if kept == before || kept.is_none_or(|kept| !kept.is_after(state)) {
            things.insert(TypeId::of::<T>(), (state, Arc::clone(&made) as Arc<dyn Any + Send + Sync>));
        }
        drop(things);
        Ok(made)
    }

    /// A thing made of settings, if it is at hand: none where one would have to wait.
    pub fn at_hand<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let state = self.cache.is_near().then(|| self.cache.ask().ok())??;
        self.cache.thing(MadeOf::Settings.part(state))
    }

    /// Hears of every sequence of the ledger from now on, whichever process records: the last one, where several came.
    pub fn subscribe(&self) -> Result<tokio::sync::watch::Receiver<i64>, Error> {
        self.cache.listen()?;
        Ok(self.changes.subscribe())
    }
}
