//! Work that takes longer than a page may wait: asked for here, stored, and run by the workers of a serving process
//! (`jobs`), once however many processes there are, and again where one was killed.

use std::fs::{File, TryLockError};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::rights::Right;
use super::{Context, Error, Office, Progress, StoreError};
use crate::domain::time::Moment;
use crate::store::{Address, NewJob};
pub use crate::store::{JobRecord, JobState};

/// How long a process may be silent before another takes up its job.
const LEASE: i64 = 30_000_000;
/// How often a job is begun before it is given up; a process that was killed counts too.
const MOST_TRIES: u32 = 5;
/// How long one waits before it is tried again, times its tries: microseconds.
const PAUSE: i64 = 2_000_000;
/// The file that the workers of each process hold.
const WORKERS: &str = ".workers";

/// A kind of work: a value that can be stored, and says what it does.
pub trait Job: Serialize + DeserializeOwned {
    /// Its name in the table; none is ever renamed.
    const NAME: &'static str;
    /// What whoever asks for it may do; asked when it is asked for, and by the work itself when it runs.
    const RIGHT: Right;

    /// Does the work. It may be begun again where it was broken off, and must then come to the same.
    fn run(self, office: &Office, context: &Context, run: &Run) -> Result<Ending, Error>;
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It did what it was asked; what came of it as JSON.
    Done(String),
    /// Its answer is no; why, as JSON.
    Refused(String),
    /// It was stopped, and is to be begun again.
    Stopped,
}

/// One run of a job, as seen by the work and by whoever watches over it.
#[derive(Debug, Default)]
pub struct Run {
    done: Arc<AtomicU64>,
    all: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
}

impl Run {
    /// Whom the work tells how far it has come.
    pub fn progress(&self) -> Progress {
        let (told_done, told_all) = (Arc::clone(&self.done), Arc::clone(&self.all));
        Arc::new(move |done, all| {
            told_done.store(done, Ordering::Relaxed);
            told_all.store(all, Ordering::Relaxed);
        })
    }

    /// How far the work has come: done, of all.
    pub fn come(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }

    /// Set once the work is to stop where it is.
    pub fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }
}

/// What is stored of a job that whoever asks wants done.
pub(super) fn new_job<J: Job>(office: &Office, context: &Context, job: &J) -> Result<NewJob, Error> {
    context.require(J::RIGHT)?;
    let arguments = serde_json::to_string(job).map_err(|error| StoreError::unexpected(format!("a job that cannot be stored: {error}")))?;
    Ok(NewJob { kind: J::NAME, arguments, asker: context.asker(), asked_at: office.now() })
}

/// Asks for a job, and gives its number.
pub fn enqueue<J: Job>(office: &Office, context: &Context, job: &J) -> Result<i64, Error> {
    let id = office.store().add_job(&new_job(office, context, job)?)?;
    office.bell().ring();
    Ok(id)
}

/// A job that whoever asks has asked for; none of another's. The command line sees all.
pub fn status(office: &Office, context: &Context, id: i64) -> Result<Option<JobRecord>, Error> {
    context.require(Right::Look)?;
    let asker = context.asker();
    let is_theirs = |job: &JobRecord| context.is_machine() || (&job.asker.kind, &job.asker.id) == (&asker.kind, &asker.id);
    Ok(office.store().job(id)?.filter(is_theirs))
}

/// Cancels a job that whoever asks has asked for; false if it is ended, or none of theirs. What it recorded by then stays.
pub fn cancel(office: &Office, context: &Context, id: i64) -> Result<bool, Error> {
    let is_theirs = status(office, context, id)?.is_some();
    Ok(is_theirs && office.store().cancel_job(id)?)
}

/// A job in the hands of a worker, for as long as the lease is renewed.
#[derive(Debug)]
pub struct Claim {
    job: JobRecord,
    holder: String,
}

/// Why a job came to no end.
#[derive(Debug)]
pub enum Broken {
    /// Whoever asked may not any more, or the store failed.
    Failed(Error),
    /// The work itself went wrong, and would again; how, for the log.
    Panicked(String),
}

fn lease(now: Moment) -> Moment {
    Moment::from_micros(now.micros() + LEASE).unwrap_or(now)
}

/// Takes the first job of these kinds that is to be run, for one holder; none if there is none.
pub fn claim(office: &Office, kinds: &[&str], holder: &str) -> Result<Option<Claim>, Error> {
    let job = office.store().take_job(kinds, holder, lease)?;
    Ok(job.map(|job| Claim { job, holder: holder.to_owned() }))
}

/// Notes that the workers of this process live, for as long as what is given is kept. Where the database is a file, each
/// such process shares a lock beside it: if no other does, whatever others were at when they ended is free at once, and
/// not only when their leases run out. None where the database is no file.
pub fn attend(office: &Office, holder: &str) -> Result<Option<File>, Error> {
    if !matches!(office.store().address(), Address::Sqlite(_)) {
        return Ok(None);
    }
    let in_folder = |error: io::Error| StoreError::Connection(format!("{}: {error}", office.uploads().display()));
    office.make_uploads().map_err(in_folder)?;
    let path = office.uploads().join(WORKERS);
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(in_folder)?;
    match file.try_lock() {
        Ok(()) => {
            office.store().free_jobs(holder)?;
            file.unlock().map_err(in_folder)?;
        }
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(error)) => return Err(in_folder(error).into()),
    }
    // Whoever holds it alone does so for a moment only.
    file.lock_shared().map_err(in_folder)?;
    Ok(Some(file))
}

impl Claim {
    /// Which work it is.
    pub fn kind(&self) -> &str {
        &self.job.kind
    }

    /// The number of the job.
    pub fn id(&self) -> i64 {
        self.job.id
    }

    /// Does the work in the name of whoever asked for it, with what they may do now.
    pub fn run<J: Job>(&self, office: &Office, run: &Run) -> Result<Ending, Error> {
        let job: J = serde_json::from_str(&self.job.arguments)
            .map_err(|error| StoreError::unexpected(format!("a job that cannot be read: {error}")))?;
        let context = Context::of_asker(office.store(), &self.job.asker)?;
        context.require(J::RIGHT)?;
        job.run(office, &context, run)
    }

    /// Whether it was begun so often that it is given up.
    pub fn is_hopeless(&self) -> bool {
        self.job.tries > MOST_TRIES
    }

    /// Whether whoever asked may still do it: asked again and again while it runs.
    pub fn is_allowed(&self, office: &Office, right: Right) -> Result<bool, Error> {
        match Context::of_asker(office.store(), &self.job.asker).and_then(|context| Ok(context.require(right)?)) {
            Err(Error::Forbidden(_)) => Ok(false),
            allowed => allowed.map(|()| true),
        }
    }

    /// Renews the lease, and notes how far the work has come; false if the job is in other hands, or cancelled.
    pub fn renew(&self, office: &Office, run: &Run) -> Result<bool, Error> {
        Ok(office.store().renew_job(self.job.id, &self.holder, lease(office.now()), run.come())?)
    }

    /// Notes how it ended. A failure of the store is tried again, later and later, and given up in the end.
    pub fn end(&self, office: &Office, outcome: Result<Ending, Broken>) -> Result<(), Error> {
        let (store, id, holder) = (office.store(), self.job.id, self.holder.as_str());
        let failed = |reason: &str| store.end_job(id, holder, JobState::Failed, "", reason);
        match outcome {
            Ok(Ending::Done(result)) => store.end_job(id, holder, JobState::Done, &result, ""),
            Ok(Ending::Refused(result)) => store.end_job(id, holder, JobState::Refused, &result, ""),
            Ok(Ending::Stopped) => store.put_back_job(id, holder, office.now(), "", false),
            Err(Broken::Panicked(reason)) => failed(&reason),
            Err(Broken::Failed(Error::Store(error))) if self.may_pass(&error) => {
                let pause = PAUSE * i64::from(self.job.tries);
                let due_at = Moment::from_micros(office.now().micros() + pause).unwrap_or_else(|| office.now());
                store.put_back_job(id, holder, due_at, &error.to_string(), true)
            }
            Err(Broken::Failed(error)) => failed(&error.to_string()),
        }?;
        Ok(())
    }

    /// Whether a failure of the store may be over when the job is tried again.
    fn may_pass(&self, error: &StoreError) -> bool {
        self.job.tries < MOST_TRIES && !matches!(error, StoreError::Unexpected(_) | StoreError::Damaged { .. })
    }
}
