//! The writer: one thread a process that owns the writing connection, and the queue before it.

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use super::book::{Book, Memory};
use super::{Act, Receipt, Refused};
use crate::domain::time::Moment;
use crate::store::connection::{Address, AnyConnection};
use crate::store::engine;
use crate::store::error::Error;

/// Acts that may wait; one more is told that the ledger is busy.
const QUEUE: usize = 1_024;
/// Acts that become durable with one flush, at most.
const BATCH: usize = 128;

/// What tells the time of recording.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

type Answer<T> = SyncSender<T>;
type Work = Box<dyn FnOnce(&mut AnyConnection, &mut Memory, Moment) + Send>;

enum Job {
    Act(Act, Answer<Result<Receipt, Refused>>),
    Alone(Work),
}

/// The way to the writer.
pub struct Ledger {
    queue: Option<SyncSender<Job>>,
    writer: Option<JoinHandle<()>>,
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ledger")
    }
}

impl Ledger {
    /// Starts the writer on a connection of its own.
    pub fn start(address: &Address, clock: Clock) -> Result<Self, Error> {
        let connection = address.connect()?;
        let (queue, jobs) = sync_channel(QUEUE);
        let writer = Writer { connection, memory: Memory::default(), clock, jobs };
        let writer = std::thread::Builder::new().name("ledger".into()).spawn(move || writer.run());
        Ok(Self { queue: Some(queue), writer: Some(writer.map_err(|error| Error::Connection(error.to_string()))?) })
    }

    fn send(&self, job: Job) -> Result<(), Error> {
        let queue = self.queue.as_ref().ok_or(Error::Stopped)?;
        queue.try_send(job).map_err(|refused| match refused {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Disconnected(_) => Error::Stopped,
        })
    }

    /// Records an act; answers when it is durable or refused.
    pub fn record(&self, act: Act) -> Result<Receipt, Refused> {
        let (answer, answered) = sync_channel(1);
        self.send(Job::Act(act, answer))?;
        answered.recv().map_err(|_| Error::Stopped)?
    }

    /// Runs a long act in a transaction of its own: durable whole, or not at all.
    pub fn alone<T, E>(&self, work: impl FnOnce(&mut Book<'_>, Moment) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, answered) = sync_channel(1);
        self.send(Job::Alone(Box::new(move |connection, memory, now| {
            let done = in_transaction(connection, memory, |book| work(book, now));
            drop(answer.send(done));
        })))?;
        answered.recv().map_err(|_| Error::Stopped)?
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(writer) = self.writer.take() {
            drop(writer.join());
        }
    }
}

struct Writer {
    connection: AnyConnection,
    memory: Memory,
    clock: Clock,
    jobs: Receiver<Job>,
}

impl Writer {
    fn run(mut self) {
        let mut next = None;
        while let Some(job) = next.take().or_else(|| self.jobs.recv().ok()) {
            match job {
                Job::Alone(work) => work(&mut self.connection, &mut self.memory, (self.clock)()),
                Job::Act(act, answer) => {
                    let mut batch = vec![(act, answer)];
                    while batch.len() < BATCH {
                        match self.jobs.try_recv() {
                            Ok(Job::Act(act, answer)) => batch.push((act, answer)),
                            Ok(alone) => {
                                next = Some(alone);
                                break;
                            }
                            Err(_) => break,
                        }
                    }
                    self.commit(batch);
                }
            }
        }
    }

    /// Records acts that waited together with one flush, and answers each.
    fn commit(&mut self, batch: Vec<(Act, Answer<Result<Receipt, Refused>>)>) {
        let clock = Arc::clone(&self.clock);
        let (acts, answers): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        let done = in_transaction(&mut self.connection, &mut self.memory, |book| {
            Ok::<_, Error>(acts.into_iter().map(|act| book.record(act, clock())).collect::<Vec<_>>())
        });
        match done {
            Ok(results) => {
                for (answer, result) in answers.into_iter().zip(results) {
                    drop(answer.send(result));
                }
            }
            Err(error) => {
                let why = error.to_string();
                for answer in answers {
                    drop(answer.send(Err(Refused::Store(Error::Connection(why.clone())))));
                }
            }
        }
    }
}

/// Runs work on the open book and makes it durable; undone whole if the work or the engine fails.
fn in_transaction<T, E: From<Error>>(
    connection: &mut AnyConnection,
    memory: &mut Memory,
    work: impl FnOnce(&mut Book<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let done = attempt(connection, memory, work);
    if done.is_err() {
        *memory = Memory::default();
        drop(engine::undo(connection));
    }
    done
}

fn attempt<T, E: From<Error>>(
    connection: &mut AnyConnection,
    memory: &mut Memory,
    work: impl FnOnce(&mut Book<'_>) -> Result<T, E>,
) -> Result<T, E> {
    engine::begin_writing(connection).map_err(Error::from)?;
    let mut book = Book::open(connection, memory)?;
    let result = work(&mut book)?;
    book.close()?;
    engine::keep(connection).map_err(Error::from)?;
    Ok(result)
}
