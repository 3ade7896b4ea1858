//! Copies of a SQLite database: made while it is in use, brought back only whole. A PostgreSQL database is kept
//! by its own tools.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Context, Error, Office, WholeFile, check};
use crate::domain::time::Moment;
use crate::store::{Address, ChainHead, Store};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database is on PostgreSQL.
    #[error("the database is on PostgreSQL")]
    OtherEngine,
    /// What would be written is there already.
    #[error("what would be written is there already")]
    Exists(PathBuf),
    /// The copy does not agree with itself.
    #[error("the copy does not agree with itself")]
    Broken,
    /// A file could not be read or written.
    #[error("a file could not be read or written: {0}")]
    File(#[source] std::io::Error),
    /// Whoever asks may not, or the store failed.
    #[error("{0}")]
    Store(#[source] Error),
}

impl<E: Into<Error>> From<E> for BackupError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl From<std::io::Error> for BackupError {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}

/// Writes a copy, for whoever runs the machine: one consistent state, whoever writes meanwhile. Says what its ledger ends with.
pub fn back_up(office: &Office, context: &Context, address: &Address, file: &Path) -> Result<ChainHead, BackupError> {
    context.require_machine()?;
    if matches!(address, Address::Postgres(_)) {
        return Err(BackupError::OtherEngine);
    }
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let copy = WholeFile::begin(file)?;
    office.store().copy_to(copy.path())?;
    let head = opened(copy.path(), Moment::earliest, |store| Ok(store.head()?))?;
    put(copy, file)?;
    Ok(head)
}

/// Brings a copy back where there is no database yet, after every seal and projection was verified.
pub fn restore(context: &Context, address: &Address, file: &Path, now: fn() -> Moment) -> Result<ChainHead, BackupError> {
    context.require_machine()?;
    let Address::Sqlite(path) = address else { return Err(BackupError::OtherEngine) };
    let named = |ending: &str| {
        let mut name = path.clone().into_os_string();
        name.push(ending);
        PathBuf::from(name)
    };
    // An old log beside the place would be taken for the copy's own.
    if let Some(left) = ["", "-wal", "-shm", "-journal"].into_iter().map(named).find(|left| left.exists()) {
        return Err(BackupError::Exists(left));
    }
    let copy = WholeFile::begin(path)?;
    std::fs::copy(file, copy.path())?;
    let head = opened(copy.path(), now, |store| {
        let checked = check::checked(store, &(Arc::new(|_, _| {}) as super::Progress))?;
        if checked.is_fine() { Ok(store.head()?) } else { Err(BackupError::Broken) }
    })?;
    put(copy, path)?;
    Ok(head)
}

/// Works on a database in a file, and leaves all of it in that file. What is there and no database is refused by SQLite.
fn opened<T>(path: &Path, now: fn() -> Moment, work: impl FnOnce(&Store) -> Result<T, BackupError>) -> Result<T, BackupError> {
    let store = Store::open(&Address::Sqlite(path.to_owned()), Arc::new(now))?;
    let done = work(&store)?;
    store.fold_log()?;
    Ok(done)
}

fn put(copy: WholeFile, place: &Path) -> Result<(), BackupError> {
    copy.put_new().map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => BackupError::Exists(place.to_owned()),
        _ => BackupError::File(error),
    })
}
