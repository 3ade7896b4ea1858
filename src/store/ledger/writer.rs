//! The writer: one thread a process that owns the writing connection, and the queue before it.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Instant;

use tracing::{Span, debug_span};

use super::log_keeper::LogKeeper;
use super::transaction::{Head, LedgerTransaction, Memory};
use super::{Act, ActRefused, Receipt};
use crate::domain::time::Moment;
use crate::store::changes::Changes;
use crate::store::connection::{Address, AnyConnection};
use crate::store::engine;
use crate::store::error::Error;

/// Acts that may wait; one more is told that the ledger is busy.
const QUEUE: usize = 1_024;
/// Acts that become durable with one flush, at most.
const BATCH: usize = 128;

/// What tells the time of recording.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

type Reply<T> = SyncSender<T>;
type LongAct = Box<dyn FnOnce(&mut Writer) + Send>;

enum Job {
    Act(QueuedAct),
    Alone(LongAct),
}

/// An act that waits, with the span of whoever asked: what goes wrong with it is logged in their request.
struct QueuedAct {
    act: Act,
    answer: Reply<Result<Receipt, ActRefused>>,
    span: Span,
}

/// The way to the writer.
pub struct Ledger {
    queue: Option<SyncSender<Job>>,
    writer: Option<JoinHandle<()>>,
    answered: Arc<AtomicI64>,
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ledger")
    }
}

impl Ledger {
    /// Starts the writer on a connection of its own.
    pub(in crate::store) fn start(
        address: &Address,
        connection: AnyConnection,
        clock: Clock,
        changes: Arc<Changes>,
    ) -> Result<Self, Error> {
        let (queue, jobs) = sync_channel(QUEUE);
        let answered = Arc::new(AtomicI64::new(-1));
        let writer = Writer {
            log_keeper: LogKeeper::start(address)?,
            address: address.clone(),
            connection,
            memory: Memory::default(),
            clock,
            answered: Arc::clone(&answered),
            changes,
        };
        let writer = std::thread::Builder::new().name("ledger".into()).spawn(move || writer.run(&jobs));
        let writer = Some(writer.map_err(|error| Error::Connection(error.to_string()))?);
        Ok(Self { queue: Some(queue), writer, answered })
    }

    /// Promises that nothing will be recorded at or before a moment, even if the clock goes back: an answer as
    /// of then was given. The promise holds for this process.
    pub(in crate::store) fn answer_as_of(&self, moment: Moment) {
        self.answered.fetch_max(moment.micros(), Ordering::SeqCst);
    }

    /// The last moment as of which an answer was given.
    pub(in crate::store) fn answered(&self) -> Option<Moment> {
        Moment::from_micros(self.answered.load(Ordering::SeqCst))
    }

    fn send(&self, job: Job) -> Result<(), Error> {
        let queue = self.queue.as_ref().ok_or(Error::Stopped)?;
        queue.try_send(job).map_err(|refused| match refused {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Disconnected(_) => Error::Stopped,
        })
    }

    /// Records an act; answers when it is durable or refused.
    pub fn record(&self, act: Act) -> Result<Receipt, ActRefused> {
        let (answer, answered) = sync_channel(1);
        self.send(Job::Act(QueuedAct { act, answer, span: Span::current() }))?;
        answered.recv().map_err(|_| Error::Stopped)?
    }

    /// Runs a long act in a transaction of its own: durable whole, or not at all.
    pub fn alone<T, E>(&self, work: impl FnOnce(&mut LedgerTransaction<'_>, Moment) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.run(move |writer| {
            let clock = writer.clock_to_record();
            writer.in_transaction(|transaction| work(transaction, clock()))
        })
    }

    fn run<T, E>(&self, work: impl FnOnce(&mut Writer) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, answered) = sync_channel(1);
        let span = Span::current();
        self.send(Job::Alone(Box::new(move |writer| span.in_scope(|| drop(answer.send(work(writer)))))))?;
        answered.recv().map_err(|_| Error::unexpected("a long act ended early"))?
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

/// Why a batch was not recorded.
enum BatchError {
    /// Its rows could not be written.
    Rows(Error),
    /// The transaction failed; on a network, it may be durable all the same.
    Engine(Error),
}

impl From<Error> for BatchError {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

struct Writer {
    log_keeper: LogKeeper,
    address: Address,
    connection: AnyConnection,
    memory: Memory,
    clock: Clock,
    answered: Arc<AtomicI64>,
    changes: Arc<Changes>,
}

impl Writer {
    /// What the clock says, but never a moment as of which an answer was given. It is asked when the writing
    /// transaction has begun: an answer given while this writer waited for its turn must stand.
    fn clock_to_record(&self) -> impl Fn() -> Moment + Send + use<> {
        let (clock, answered) = (Arc::clone(&self.clock), Arc::clone(&self.answered));
        move || clock().later_than(answered.load(Ordering::SeqCst))
    }

    fn run(mut self, jobs: &Receiver<Job>) {
        let mut next = None;
        while let Some(job) = next.take().or_else(|| jobs.recv().ok()) {
            match job {
                Job::Alone(work) => {
                    // Whoever asked hears that it ended without an answer; others' acts go on.
                    if catch_unwind(AssertUnwindSafe(|| work(&mut self))).is_err() {
                        self.give_up();
                    }
                }
                Job::Act(first) => {
                    let mut batch = vec![first];
                    while batch.len() < BATCH {
                        match jobs.try_recv() {
                            Ok(Job::Act(act)) => batch.push(act),
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
    fn commit(&mut self, batch: Vec<QueuedAct>) {
        let span = debug_span!("batch", acts = batch.len(), sequence = tracing::field::Empty).entered();
        let clock = self.clock_to_record();
        let (acts, answers): (Vec<_>, Vec<_>) = batch.into_iter().map(|queued| (queued.act, (queued.answer, queued.span))).unzip();
        // Rows that the engine refuses take the batch with them: then each act is tried by itself.
        let spare = if acts.len() > 1 { acts.clone() } else { Vec::new() };
        let done = self.in_transaction(|transaction| {
            let results = acts.into_iter().map(|act| transaction.record(act, clock())).collect::<Result<Vec<_>, Error>>()?;
            transaction.write().map_err(BatchError::Rows)?;
            Ok(results)
        });
        match done {
            Ok(results) => {
                span.record("sequence", self.memory.sequence());
                tracing::debug!("a batch was recorded");
                for ((answer, asked), result) in answers.into_iter().zip(results) {
                    if let Err(ActRefused::Store(error)) = &result {
                        asked.in_scope(|| tracing::error!("an act was not recorded: {error}"));
                    }
                    drop(answer.send(result));
                }
            }
            Err(BatchError::Rows(_)) if !spare.is_empty() => {
                drop(span);
                for (act, (answer, span)) in spare.into_iter().zip(answers) {
                    self.commit(vec![QueuedAct { act, answer, span }]);
                }
            }
            Err(BatchError::Rows(error) | BatchError::Engine(error)) => {
                for (answer, asked) in answers {
                    asked.in_scope(|| tracing::error!("an act was not recorded: {error}"));
                    drop(answer.send(Err(ActRefused::Store(error.clone()))));
                }
            }
        }
    }

    /// Runs work on the open transaction and makes it durable; undone whole if the work or the engine fails.
    fn in_transaction<T, E: From<Error>>(&mut self, work: impl FnOnce(&mut LedgerTransaction<'_>) -> Result<T, E>) -> Result<T, E> {
        self.begin()?;
        let done = LedgerTransaction::open(&mut self.connection, &mut self.memory).map_err(E::from).and_then(|mut transaction| {
            let result = work(&mut transaction)?;
            Ok((result, transaction.close()?))
        });
        self.end(done)
    }

    /// Makes what was done durable with its head, or undoes it.
    fn end<T, E: From<Error>>(&mut self, done: Result<(T, Head), E>) -> Result<T, E> {
        let kept = done.and_then(|(result, head)| {
            self.memory.store(&mut self.connection, head)?;
            let begun = Instant::now();
            engine::keep(&mut self.connection).map_err(Error::from)?;
            self.changes.recorded(head.sequence());
            self.log_keeper.flushed(head.sequence(), begun.elapsed());
            Ok(result)
        });
        if kept.is_err() {
            self.give_up();
        }
        kept
    }

    /// Undoes what is not durable, and forgets what was remembered of it.
    fn give_up(&mut self) {
        self.memory = Memory::default();
        // A connection that cannot even undo is done for; a new one begins outside any transaction.
        if engine::undo(&mut self.connection).is_err() {
            self.reconnect();
        }
    }

    /// Begins to write; on a new connection if the old one is lost.
    fn begin(&mut self) -> Result<(), Error> {
        if engine::begin_writing(&mut self.connection).is_err() {
            self.reconnect();
            engine::begin_writing(&mut self.connection)?;
        }
        Ok(())
    }

    fn reconnect(&mut self) {
        match self.address.connect_to_write() {
            Ok(connection) => {
                tracing::warn!("the writer lost its connection to the database and has a new one");
                self.connection = connection;
            }
            Err(error) => tracing::error!("the writer lost its connection to the database and gets no other: {error}"),
        }
    }
}
