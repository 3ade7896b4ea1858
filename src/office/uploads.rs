//! Files that were sent to be imported: each is judged first, and imported when whoever sent it says so. They are
//! kept while the server runs; an import itself is whole or not at all, so nothing is half done if it ends.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;
use uuid::Uuid;

use super::import::{self, Imported, Refusals, Request};
use super::rights::Right;
use super::{Context, Forbidden, Office};

/// Files of one person that are kept; for one more the oldest at rest goes.
const KEPT: usize = 12;

/// A file on its way in.
pub struct Upload {
    /// Its part of the address.
    pub id: Uuid,
    /// What it was called where it came from.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// The user who sent it, by their row.
    pub owner: i64,
    file: NamedTempFile,
    done: AtomicU64,
    all: AtomicU64,
    state: Mutex<State>,
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload {}", self.id)
    }
}

/// How far it has come.
#[derive(Debug, Clone)]
pub enum State {
    /// It is read and judged, and nothing is recorded.
    Judging,
    /// It can be imported, and this would be recorded.
    Judged(Arc<Imported>),
    /// It is imported.
    Importing,
    /// It was imported.
    Done(Arc<Imported>),
    /// It was refused, whole.
    Refused(Arc<Refusals>),
}

impl Upload {
    /// How far it has come.
    pub fn state(&self) -> State {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the work has come: done, of all.
    pub fn progress(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Judges it: the places that it names first count as known, and are told.
    pub fn judge(self: &Arc<Self>, office: &Office, context: &Context) {
        let judged = import::judge(office, context, self.request(true));
        *self.lock() = match judged {
            Ok(imported) => State::Judged(Arc::new(imported)),
            Err(refusals) => State::Refused(Arc::new(refusals)),
        };
    }

    /// Whether it is now this caller's to import: of several, only the first one's.
    pub fn begin(&self) -> bool {
        let mut state = self.lock();
        let is_judged = matches!(*state, State::Judged(_));
        if is_judged {
            *state = State::Importing;
        }
        is_judged
    }

    /// Imports it, after [`Upload::begin`]. It is judged again, for others may have recorded since.
    pub fn import(self: &Arc<Self>, office: &Office, context: &Context, create_places: bool) {
        let imported = import::import(office, context, self.request(create_places));
        *self.lock() = match imported {
            Ok(imported) => State::Done(Arc::new(imported)),
            Err(refusals) => State::Refused(Arc::new(refusals)),
        };
    }

    fn request(self: &Arc<Self>, create_places: bool) -> Request {
        let told = Arc::clone(self);
        let progress = move |done, all| {
            told.done.store(done, Ordering::Relaxed);
            told.all.store(all, Ordering::Relaxed);
        };
        Request { path: self.path().to_owned(), create_places, as_recorded: false, progress: Arc::new(progress) }
    }

    fn is_at_rest(&self) -> bool {
        !matches!(self.state(), State::Judging | State::Importing)
    }
}

/// The files that are kept.
#[derive(Debug, Default)]
pub struct Uploads(Mutex<Vec<Arc<Upload>>>);

impl Uploads {
    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Upload>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whose files whoever asks may see: their own.
    fn owner(context: &Context) -> Result<i64, Forbidden> {
        context.require(Right::Import)?;
        context.account()
    }

    /// Takes a file to be judged, its size in bytes; none if too many are at work.
    pub fn take(&self, context: &Context, name: String, size: u64, file: NamedTempFile) -> Result<Option<Arc<Upload>>, Forbidden> {
        let owner = Self::owner(context)?;
        let mut kept = self.lock();
        if kept.iter().filter(|upload| upload.owner == owner).count() >= KEPT {
            let oldest = kept.iter().position(|upload| upload.owner == owner && upload.is_at_rest());
            let Some(oldest) = oldest else { return Ok(None) };
            kept.remove(oldest);
        }
        let (done, all) = (AtomicU64::new(0), AtomicU64::new(0));
        let upload = Upload { id: Uuid::new_v4(), name, size, owner, file, done, all, state: Mutex::new(State::Judging) };
        let upload = Arc::new(upload);
        kept.push(Arc::clone(&upload));
        Ok(Some(upload))
    }

    /// A file of whoever asks.
    pub fn get(&self, context: &Context, id: Uuid) -> Result<Option<Arc<Upload>>, Forbidden> {
        let owner = Self::owner(context)?;
        Ok(self.lock().iter().find(|upload| upload.owner == owner && upload.id == id).cloned())
    }

    /// The files of whoever asks, the latest first.
    pub fn of_user(&self, context: &Context) -> Result<Vec<Arc<Upload>>, Forbidden> {
        let owner = Self::owner(context)?;
        Ok(self.lock().iter().rev().filter(|upload| upload.owner == owner).cloned().collect())
    }

    /// Lets a file go, unless it is at work.
    pub fn discard(&self, context: &Context, id: Uuid) -> Result<(), Forbidden> {
        let owner = Self::owner(context)?;
        self.lock().retain(|upload| upload.owner != owner || upload.id != id || !upload.is_at_rest());
        Ok(())
    }
}
