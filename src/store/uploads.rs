//! Files that were sent to be imported, each with the jobs that judge and import it.

use diesel::prelude::*;
use uuid::Uuid;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::jobs::{self, JobRecord, NewJob};
use super::schema::uploads;
use crate::domain::time::Moment;

/// A file that is sent.
#[derive(Debug, Clone)]
pub struct NewUpload {
    /// Its part of the address, and the name of the file in the folder.
    pub id: Uuid,
    /// Who sends it, by their row.
    pub person: i64,
    /// What it was called where it came from.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// When it came.
    pub sent_at: Moment,
}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRecord {
    /// Its part of the address, and the name of the file in the folder.
    pub id: Uuid,
    /// What it was called where it came from.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// When it came.
    pub sent_at: Moment,
    /// The job that judges it.
    pub judging: JobRecord,
    /// The job that imports it, once whoever sent it said so.
    pub importing: Option<JobRecord>,
}

#[derive(Queryable, Insertable, Clone)]
#[diesel(table_name = uploads)]
struct UploadRow {
    id: String,
    person: i64,
    name: String,
    size: i64,
    sent_at: i64,
    judging: i64,
    importing: Option<i64>,
}

impl UploadRecord {
    fn is_at_rest(&self) -> bool {
        ![Some(&self.judging), self.importing.as_ref()].into_iter().flatten().any(|job| job.state.is_at_work())
    }
}

fn record(connection: &mut AnyConnection, row: &UploadRow) -> Result<Option<UploadRecord>, Error> {
    let (Ok(id), Some(judging)) = (row.id.parse(), jobs::job(connection, row.judging)?) else { return Ok(None) };
    let importing = row.importing.map(|job| jobs::job(connection, job)).transpose()?.flatten();
    let sent_at = Moment::from_micros(row.sent_at).unwrap_or_else(Moment::earliest);
    Ok(Some(UploadRecord { id, name: row.name.clone(), size: row.size.unsigned_abs(), sent_at, judging, importing }))
}

/// The files of a person, the latest first.
fn of(connection: &mut AnyConnection, person: i64) -> Result<Vec<UploadRecord>, Error> {
    let theirs = uploads::table.filter(uploads::person.eq(person)).order((uploads::sent_at.desc(), uploads::id));
    let rows: Vec<UploadRow> = on_each!(&mut *connection, c => theirs.load(c))?;
    records(connection, &rows)
}

fn all(connection: &mut AnyConnection) -> Result<Vec<UploadRecord>, Error> {
    let rows: Vec<UploadRow> = on_each!(&mut *connection, c => uploads::table.load(c))?;
    records(connection, &rows)
}

fn records(connection: &mut AnyConnection, rows: &[UploadRow]) -> Result<Vec<UploadRecord>, Error> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.extend(record(connection, row)?);
    }
    Ok(found)
}

fn one(connection: &mut AnyConnection, person: i64, id: Uuid) -> Result<Option<UploadRecord>, Error> {
    let row = uploads::table.find(id.to_string()).filter(uploads::person.eq(person));
    let row: Option<UploadRow> = on_each!(&mut *connection, c => row.first(c).optional())?;
    row.map_or(Ok(None), |row| record(connection, &row))
}

/// Forgets a file with its jobs.
fn forget(connection: &mut AnyConnection, upload: &UploadRecord) -> Result<(), Error> {
    on_each!(&mut *connection, c => diesel::delete(uploads::table.find(upload.id.to_string())).execute(c))?;
    let ids: Vec<i64> = [Some(&upload.judging), upload.importing.as_ref()].into_iter().flatten().map(|job| job.id).collect();
    Ok(jobs::forget(connection, &ids)?)
}

impl Store {
    /// Adds a file with the job that judges it. Of a person's files only so many are kept: the oldest at rest goes, and
    /// is told. None where all of them are at work.
    pub fn add_upload(&self, upload: &NewUpload, judging: &NewJob, kept: usize) -> Result<Option<Vec<Uuid>>, Error> {
        self.change(|connection| {
            let theirs = of(connection, upload.person)?;
            let too_many = (theirs.len() + 1).saturating_sub(kept);
            let going: Vec<&UploadRecord> = theirs.iter().rev().filter(|upload| upload.is_at_rest()).take(too_many).collect();
            if going.len() < too_many {
                return Ok(None);
            }
            for old in &going {
                forget(connection, old)?;
            }
            let row = UploadRow {
                id: upload.id.to_string(),
                person: upload.person,
                name: upload.name.clone(),
                size: upload.size.cast_signed(),
                sent_at: upload.sent_at.micros(),
                judging: jobs::add(connection, judging)?,
                importing: None,
            };
            on_each!(connection, c => diesel::insert_into(uploads::table).values(row).execute(c))?;
            Ok(Some(going.into_iter().map(|old| old.id).collect()))
        })
    }

    /// The files of a person, the latest first.
    pub fn uploads_of(&self, person: i64) -> Result<Vec<UploadRecord>, Error> {
        self.read(|connection| of(connection, person))
    }

    /// A file of a person.
    pub fn upload(&self, person: i64, id: Uuid) -> Result<Option<UploadRecord>, Error> {
        self.read(|connection| one(connection, person, id))
    }

    /// Adds the job that imports a file, if none was added before; of several who ask at once, one does.
    pub fn import_upload(&self, person: i64, id: Uuid, importing: &NewJob) -> Result<bool, Error> {
        self.change(|connection| {
            let Some(upload) = one(connection, person, id)?.filter(|upload| upload.importing.is_none()) else { return Ok(false) };
            let job = jobs::add(connection, importing)?;
            let row = uploads::table.find(upload.id.to_string());
            on_each!(connection, c => diesel::update(row).set(uploads::importing.eq(job)).execute(c))?;
            Ok(true)
        })
    }

    /// Forgets a file of a person with its jobs, unless it is at work; says whether it did.
    pub fn remove_upload(&self, person: i64, id: Uuid) -> Result<bool, Error> {
        self.change(|connection| {
            let Some(upload) = one(connection, person, id)?.filter(UploadRecord::is_at_rest) else { return Ok(false) };
            forget(connection, &upload)?;
            Ok(true)
        })
    }

    /// All files that were sent.
    pub fn all_uploads(&self) -> Result<Vec<UploadRecord>, Error> {
        self.read(all)
    }

    /// Forgets the files at rest that came before a moment.
    pub fn remove_old_uploads(&self, before: Moment) -> Result<(), Error> {
        let is_old = |upload: &UploadRecord| upload.is_at_rest() && upload.sent_at < before;
        if !self.all_uploads()?.iter().any(is_old) {
            return Ok(());
        }
        self.change(|connection| {
            let old = all(connection)?.into_iter().filter(is_old).collect::<Vec<_>>();
            old.iter().try_for_each(|upload| forget(connection, upload))
        })
    }
}
