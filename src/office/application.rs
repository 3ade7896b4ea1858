//! The office as those above it hold it: an open database that only use cases reach.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::error::Error;
use crate::domain::time::Moment;
pub use crate::store::ledger::Clock;
use crate::store::{Address, Store};

/// An open office. The store is handed to use cases of this room and to nobody else.
pub struct Office {
    store: Arc<Store>,
    uploads: PathBuf,
    bell: Bell,
}

/// Where files that were sent lie, beside no database file.
const UPLOADS: &str = "tumen-uploads";

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
        let uploads = match store.address() {
            Address::Sqlite(file) => {
                let mut beside = file.clone().into_os_string();
                beside.push(".uploads");
                beside.into()
            }
            Address::Postgres(_) => UPLOADS.into(),
        };
        Self { store, uploads, bell: Bell::default() }
    }

    /// The same, with files that were sent in another folder.
    pub fn with_uploads(self, folder: PathBuf) -> Self {
        Self { uploads: folder, ..self }
    }

    /// The folder where files that were sent to be imported lie.
    pub fn uploads(&self) -> &Path {
        &self.uploads
    }

    /// Makes that folder where there is none: for whoever runs the program alone, since files may hold anything.
    pub(in crate::office) fn make_uploads(&self) -> std::io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.uploads)
    }

    /// Rings when a job is asked for in this process.
    pub fn bell(&self) -> &Bell {
        &self.bell
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

/// Wakes who waits for jobs.
#[derive(Debug, Default)]
pub struct Bell {
    rung: Mutex<u64>,
    rings: Condvar,
}

impl Bell {
    /// How often it was rung.
    pub fn rung(&self) -> u64 {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes all who wait.
    pub fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.rings.notify_all();
    }

    /// Waits until it has rung more often than so, or for so long.
    pub fn wait(&self, heard: u64, patience: Duration) {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.rings.wait_timeout_while(rung, patience, |rung| *rung <= heard));
    }
}
