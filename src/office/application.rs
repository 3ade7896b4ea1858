//! The office as those above it hold it: an open database that only use cases reach.

use std::sync::Arc;

use super::error::Error;
use crate::domain::time::Moment;
use crate::store::{Address, Store};

/// What tells the time of recording.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// An open office. The store is handed to use cases of this room and to nobody else.
pub struct Office {
    store: Arc<Store>,
}

impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Office")
    }
}

impl Office {
    /// Opens the office of a database, which is created and migrated where needed. The clock says when acts are recorded.
    pub fn open(address: &Address, clock: Clock) -> Result<Self, Error> {
        Ok(Self::over(Arc::new(Store::open(address, clock)?)))
    }

    /// The office over a store that someone holds already. A store goes in here; none comes out.
    pub fn over(store: Arc<Store>) -> Self {
        Self { store }
    }

    /// What the clock says.
    pub fn now(&self) -> Moment {
        self.store.now()
    }

    /// Whether the database answers. Asks no right: whoever watches the server is nobody.
    pub fn is_ready(&self) -> Result<(), Error> {
        self.store.is_sample()?;
        Ok(())
    }

    /// The store, for use cases.
    pub(in crate::office) fn store(&self) -> &Store {
        &self.store
    }
}
