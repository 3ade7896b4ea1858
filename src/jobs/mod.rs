//! What runs by itself in a serving process: workers that take jobs one at a time, in the name of whoever asked for
//! them. A job is a stored value with `run` ([`crate::office::jobs::Job`]); here stand which kinds there are, and what
//! becomes of one that fails, panics, or outlives its process.

use std::any::Any;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::office::jobs::{self, Broken, Claim, Ending, Job, Run};
use crate::office::rights::Right;
use crate::office::uploads::{self, ImportUpload, JudgeUpload};
use crate::office::{Error, Office};

/// Jobs that one process runs at the same time: a judgement does not wait for the import of another file.
const AT_ONCE: usize = 2;
/// How long a worker waits before it looks whether another process asked for a job.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How often a lease is renewed and progress noted.
const RENEWED: Duration = Duration::from_millis(500);
/// How long a lease may fail to be renewed before the work is stopped: another may take it up.
const SILENT: Duration = Duration::from_secs(20);
/// How often files that nobody needs are looked for.
const SWEPT: Duration = Duration::from_secs(3_600);

type Runner = fn(&Claim, &Office, &Run) -> Result<Ending, Error>;

/// Which kinds of jobs there are.
pub struct Kinds(Vec<Kind>);

struct Kind {
    name: &'static str,
    right: Right,
    runner: Runner,
}

impl Default for Kinds {
    fn default() -> Self {
        Self(Vec::new()).with::<JudgeUpload>().with::<ImportUpload>()
    }
}

impl Kinds {
    /// With one kind more.
    pub fn with<J: Job>(mut self) -> Self {
        self.0.push(Kind { name: J::NAME, right: J::RIGHT, runner: |claim, office, run| claim.run::<J>(office, run) });
        self
    }
}

/// The workers of a process; they stop when this is dropped, and what they were at is begun again by others.
pub struct Workers {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

struct Shared {
    office: Arc<Office>,
    kinds: Kinds,
    /// Who they are to others.
    holder: String,
    is_stopping: AtomicBool,
    /// Held while they live; see [`jobs::attend`].
    attending: Mutex<Option<Option<File>>>,
    swept: Mutex<Option<Instant>>,
}

impl Workers {
    /// Starts them.
    pub fn start(office: Arc<Office>, kinds: Kinds) -> std::io::Result<Self> {
        let shared = Shared {
            office,
            kinds,
            holder: Uuid::new_v4().to_string(),
            is_stopping: AtomicBool::new(false),
            attending: Mutex::default(),
            swept: Mutex::default(),
        };
        let mut workers = Self { shared: Arc::new(shared), threads: Vec::new() };
        for _ in 0..AT_ONCE {
            let shared = Arc::clone(&workers.shared);
            workers.threads.push(std::thread::Builder::new().name("job".into()).spawn(move || shared.work())?);
        }
        Ok(workers)
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.is_stopping.store(true, Ordering::SeqCst);
        self.shared.office.bell().ring();
        for thread in self.threads.drain(..) {
            drop(thread.join());
        }
    }
}

impl Shared {
    fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::SeqCst)
    }

    /// Runs jobs until it is to stop.
    fn work(&self) {
        let kinds: Vec<&str> = self.kinds.0.iter().map(|kind| kind.name).collect();
        while !self.is_stopping() {
            let heard = self.office.bell().rung();
            if !self.attend() {
                self.office.bell().wait(heard, LOOK_AGAIN);
                continue;
            }
            self.sweep(false);
            match jobs::claim(&self.office, &kinds, &self.holder) {
                Ok(Some(claim)) => {
                    self.run(&claim);
                    self.sweep(true);
                }
                Ok(None) => self.office.bell().wait(heard, LOOK_AGAIN),
                Err(error) => {
                    tracing::error!("no job can be taken: {error}");
                    std::thread::sleep(LOOK_AGAIN);
                }
            }
        }
    }

    /// Notes that these workers live, before they take any job; false where that cannot be noted yet.
    fn attend(&self) -> bool {
        let mut attending = self.attending.lock().unwrap_or_else(PoisonError::into_inner);
        if attending.is_none() {
            match jobs::attend(&self.office, &self.holder) {
                Ok(held) => *attending = Some(held),
                Err(error) => tracing::error!("workers cannot begin: {error}"),
            }
        }
        attending.is_some()
    }

    /// Removes files that nobody needs: from time to time, and once a job is done.
    fn sweep(&self, at_once: bool) {
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        if !at_once && swept.is_some_and(|last| last.elapsed() < SWEPT) {
            return;
        }
        *swept = Some(Instant::now());
        if let Err(error) = uploads::sweep(&self.office) {
            tracing::error!("uploads cannot be swept: {error}");
        }
    }

    /// Runs one job, while a thread beside it renews the lease.
    fn run(&self, claim: &Claim) {
        let run = Run::default();
        let (ended, is_ended) = channel::<()>();
        let outcome = std::thread::scope(|scope| {
            let watched = &run;
            scope.spawn(move || {
                let mut renewed = Instant::now();
                while let Err(RecvTimeoutError::Timeout) = is_ended.recv_timeout(RENEWED) {
                    let allowed = self.kind_of(claim).map_or(Ok(true), |kind| claim.is_allowed(&self.office, kind.right));
                    match allowed.and_then(|allowed| Ok(allowed && claim.renew(&self.office, watched)?)) {
                        Ok(true) => renewed = Instant::now(),
                        Ok(false) => watched.stop().store(true, Ordering::Relaxed),
                        Err(error) => tracing::warn!(job = claim.id(), "a lease is not renewed: {error}"),
                    }
                    if self.is_stopping() || renewed.elapsed() > SILENT {
                        watched.stop().store(true, Ordering::Relaxed);
                    }
                }
            });
            let outcome = self.outcome(claim, &run);
            drop(ended);
            outcome
        });
        if let Err(broken) = &outcome {
            tracing::error!(job = claim.id(), kind = claim.kind(), "a job failed: {broken:?}");
        }
        // Where even that fails the lease runs out, and it is begun again.
        if let Err(error) = claim.end(&self.office, outcome) {
            tracing::error!(job = claim.id(), "how a job ended is not noted: {error}");
        }
    }

    fn kind_of(&self, claim: &Claim) -> Option<&Kind> {
        self.kinds.0.iter().find(|kind| kind.name == claim.kind())
    }

    fn outcome(&self, claim: &Claim, run: &Run) -> Result<Ending, Broken> {
        if claim.is_hopeless() {
            return Err(Broken::Panicked("it was begun too often".to_owned()));
        }
        let Some(kind) = self.kind_of(claim) else {
            return Err(Broken::Panicked("nobody knows this kind".to_owned()));
        };
        match catch_unwind(AssertUnwindSafe(|| (kind.runner)(claim, &self.office, run))) {
            Ok(done) => done.map_err(Broken::Failed),
            Err(panic) => Err(Broken::Panicked(told(panic.as_ref()))),
        }
    }
}

/// What a panic says.
fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without words".to_owned())
}
