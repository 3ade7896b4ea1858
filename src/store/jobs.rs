//! Work that is stored until it is done. Whoever runs a job holds a lease on it and renews it; a lease that has run out
//! is free for another, so that a job outlives the process that ran it. Every step is one conditional change: of several
//! processes that want the same job, one gets it.

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::jobs;
use crate::domain::stage::words;
use crate::domain::time::Moment;

words! {
    /// How far a job has come.
    JobState {
        /// It waits for its turn.
        Waiting = "waiting",
        /// It runs, or did when its process ended.
        Running = "running",
        /// It did what it was asked.
        Done = "done",
        /// Its answer is no; the result says why.
        Refused = "refused",
        /// It could not be done.
        Failed = "failed",
        /// Whoever asked wants it no more.
        Cancelled = "cancelled",
    }
}

impl JobState {
    /// Whether something is still to come.
    pub fn is_at_work(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// Who asked for a job, so that they can be asked for their rights when it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// What they are: a word of [`ActorKind`](crate::domain::actor::ActorKind).
    pub kind: String,
    /// Their lasting id.
    pub id: String,
    /// Their name then.
    pub name: String,
    /// By which way: a word of [`Source`](crate::domain::actor::Source).
    pub source: String,
    /// In which language, by its tag (BCP 47).
    pub language: String,
}

/// A job that is asked for.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Which work.
    pub kind: &'static str,
    /// What it works on: JSON.
    pub arguments: String,
    /// Who asks.
    pub asker: Asker,
    /// When.
    pub asked_at: Moment,
}

/// A job as it stands; its result is read by [`Store::job_result`], for it may be long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRecord {
    /// Its row.
    pub id: i64,
    /// Which work.
    pub kind: String,
    /// What it works on: JSON.
    pub arguments: String,
    /// How far it has come.
    pub state: JobState,
    /// How often it was begun.
    pub tries: u32,
    /// How far its work has come: done, of all.
    pub progress: (u64, u64),
    /// Who asked.
    pub asker: Asker,
    /// Why it failed; empty if it did not.
    pub reason: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = jobs)]
struct JobRow {
    id: i64,
    kind: String,
    arguments: String,
    state: String,
    tries: i32,
    progress_done: i64,
    progress_all: i64,
    asker_kind: String,
    asker_id: String,
    asker_name: String,
    source: String,
    language: String,
    reason: String,
}

impl From<JobRow> for JobRecord {
    fn from(row: JobRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            arguments: row.arguments,
            // The table lets no other word in.
            state: JobState::parse(&row.state).unwrap_or(JobState::Failed),
            tries: row.tries.unsigned_abs(),
            progress: (row.progress_done.unsigned_abs(), row.progress_all.unsigned_abs()),
            asker: Asker { kind: row.asker_kind, id: row.asker_id, name: row.asker_name, source: row.source, language: row.language },
            reason: row.reason,
        }
    }
}

/// Adds a job that waits, and gives its row.
pub(super) fn add(connection: &mut AnyConnection, job: &NewJob) -> QueryResult<i64> {
    let last: Option<i64> = on_each!(&mut *connection, c => jobs::table.select(diesel::dsl::max(jobs::id)).first(c))?;
    let id = last.unwrap_or(0) + 1;
    let row = (
        (jobs::id.eq(id), jobs::kind.eq(job.kind), jobs::arguments.eq(&job.arguments), jobs::state.eq(JobState::Waiting.word())),
        (jobs::tries.eq(0), jobs::progress_done.eq(0), jobs::progress_all.eq(0), jobs::result.eq(""), jobs::reason.eq("")),
        (jobs::asker_kind.eq(&job.asker.kind), jobs::asker_id.eq(&job.asker.id), jobs::asker_name.eq(&job.asker.name)),
        (jobs::source.eq(&job.asker.source), jobs::language.eq(&job.asker.language)),
        (jobs::asked_at.eq(job.asked_at.micros()), jobs::due_at.eq(job.asked_at.micros()), jobs::ended_at.eq(0)),
        (jobs::lease_holder.eq(""), jobs::lease_until.eq(0)),
    );
    on_each!(connection, c => diesel::insert_into(jobs::table).values(row).execute(c))?;
    Ok(id)
}

/// A job by its row.
pub(super) fn job(connection: &mut AnyConnection, id: i64) -> QueryResult<Option<JobRecord>> {
    let row: Option<JobRow> = on_each!(connection, c => jobs::table.find(id).select(JobRow::as_select()).first(c).optional())?;
    Ok(row.map(JobRecord::from))
}

/// Forgets jobs.
pub(super) fn forget(connection: &mut AnyConnection, ids: &[i64]) -> QueryResult<()> {
    on_each!(connection, c => diesel::delete(jobs::table.filter(jobs::id.eq_any(ids))).execute(c)).map(|_| ())
}

/// The first job that can be run now: one that waits, or one whose lease has run out.
fn next(connection: &mut AnyConnection, kinds: &[&str], now: Moment) -> QueryResult<Option<i64>> {
    let (now, waiting, running) = (now.micros(), JobState::Waiting.word(), JobState::Running.word());
    let is_free = jobs::state.eq(waiting).and(jobs::due_at.le(now)).or(jobs::state.eq(running).and(jobs::lease_until.le(now)));
    let free = jobs::table.filter(is_free).filter(jobs::kind.eq_any(kinds)).order(jobs::id).select(jobs::id);
    on_each!(connection, c => free.first(c).optional())
}

/// Takes a job that is still free.
fn take(connection: &mut AnyConnection, id: i64, holder: &str, now: Moment, until: Moment) -> QueryResult<bool> {
    let (waiting, running) = (JobState::Waiting.word(), JobState::Running.word());
    let is_free = jobs::state.eq(waiting).or(jobs::state.eq(running).and(jobs::lease_until.le(now.micros())));
    let taken =
        (jobs::state.eq(running), jobs::tries.eq(jobs::tries + 1), jobs::lease_holder.eq(holder), jobs::lease_until.eq(until.micros()));
    let one = jobs::table.filter(jobs::id.eq(id)).filter(is_free);
    Ok(on_each!(connection, c => diesel::update(one).set(taken).execute(c))? == 1)
}

/// Changes a job that a holder runs; false if it is theirs no more.
macro_rules! change_held {
    ($store:expr, $id:expr, $holder:expr, $change:expr) => {{
        let held = jobs::table
            .filter(jobs::id.eq($id))
            .filter(jobs::state.eq(JobState::Running.word()))
            .filter(jobs::lease_holder.eq($holder));
        $store.change(|connection| Ok(on_each!(connection, c => diesel::update(held).set($change).execute(c))? == 1))
    }};
}

impl Store {
    /// Adds a job that waits, and gives its row.
    pub fn add_job(&self, job: &NewJob) -> Result<i64, Error> {
        self.change(|connection| Ok(add(connection, job)?))
    }

    /// A job by its row.
    pub fn job(&self, id: i64) -> Result<Option<JobRecord>, Error> {
        self.read(|connection| Ok(job(connection, id)?))
    }

    /// What came of a job: JSON, once it is done or refused; else empty.
    pub fn job_result(&self, id: i64) -> Result<String, Error> {
        let result = self
            .read(|connection| Ok(on_each!(connection, c => jobs::table.find(id).select(jobs::result).first::<String>(c).optional())?))?;
        Ok(result.unwrap_or_default())
    }

    /// Takes a job of these kinds that can be run now, for one holder until the lease runs out; none if there is none.
    pub fn take_job(&self, kinds: &[&str], holder: &str, lease: impl Fn(Moment) -> Moment) -> Result<Option<JobRecord>, Error> {
        // Nothing to do is the rule, and seen without waiting for a writer.
        if self.read(|connection| Ok(next(connection, kinds, self.now())?))?.is_none() {
            return Ok(None);
        }
        self.change(|connection| {
            let now = self.now();
            match next(connection, kinds, now)? {
                Some(id) if take(connection, id, holder, now, lease(now))? => Ok(job(connection, id)?),
                _ => Ok(None),
            }
        })
    }

    /// Renews the lease on a job and notes how far it has come: done, of all; false if it is not the holder's any more.
    pub fn renew_job(&self, id: i64, holder: &str, until: Moment, (done, all): (u64, u64)) -> Result<bool, Error> {
        let renewed =
            (jobs::lease_until.eq(until.micros()), jobs::progress_done.eq(done.cast_signed()), jobs::progress_all.eq(all.cast_signed()));
        change_held!(self, id, holder, renewed)
    }

    /// Ends a job with its result, or with the reason for which it failed; false if it is not the holder's any more.
    pub fn end_job(&self, id: i64, holder: &str, state: JobState, result: &str, reason: &str) -> Result<bool, Error> {
        let ended = (
            jobs::state.eq(state.word()),
            jobs::result.eq(result),
            jobs::reason.eq(reason),
            jobs::ended_at.eq(self.now().micros()),
            jobs::lease_holder.eq(""),
        );
        change_held!(self, id, holder, ended)
    }

    /// Gives a job back to be begun again, not before a moment. One that was stopped, not tried, does not count as a try.
    pub fn put_back_job(&self, id: i64, holder: &str, due_at: Moment, reason: &str, was_tried: bool) -> Result<bool, Error> {
        let waiting = (
            jobs::state.eq(JobState::Waiting.word()),
            jobs::due_at.eq(due_at.micros()),
            jobs::reason.eq(reason),
            jobs::tries.eq(jobs::tries - i32::from(!was_tried)),
            jobs::lease_holder.eq(""),
        );
        change_held!(self, id, holder, waiting)
    }

    /// Cancels a job that is not ended; whoever runs it learns of it when they renew their lease. False if it is ended.
    pub fn cancel_job(&self, id: i64) -> Result<bool, Error> {
        let at_work = jobs::state.eq(JobState::Waiting.word()).or(jobs::state.eq(JobState::Running.word()));
        let cancelled = (jobs::state.eq(JobState::Cancelled.word()), jobs::ended_at.eq(self.now().micros()), jobs::lease_holder.eq(""));
        let one = jobs::table.filter(jobs::id.eq(id)).filter(at_work);
        self.change(|connection| Ok(on_each!(connection, c => diesel::update(one).set(cancelled).execute(c))? == 1))
    }

    /// Frees the jobs of all holders but one, for whoever knows that none of them lives.
    pub fn free_jobs(&self, but: &str) -> Result<(), Error> {
        let others = jobs::table.filter(jobs::state.eq(JobState::Running.word())).filter(jobs::lease_holder.ne(but));
        let is_there = self.read(|connection| Ok(on_each!(connection, c => others.count().get_result::<i64>(c))? > 0))?;
        if !is_there {
            return Ok(());
        }
        self.change(|connection| {
            on_each!(connection, c => diesel::update(others).set(jobs::lease_until.eq(0)).execute(c))?;
            Ok(())
        })
    }
}
