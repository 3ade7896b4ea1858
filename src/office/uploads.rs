//! Files that were sent to be imported: each is judged first, and imported when whoever sent it says so; both are jobs.
//! The files lie in a folder of their own until they are imported, discarded, or too old, whatever becomes of the server.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use uuid::Uuid;

use super::import::{self, ImportRequest, Imported, Refusals, RowFault};
use super::jobs::{Ending, Job, JobRecord, JobState, Run, new_job};
use super::rights::Right;
use super::{Context, Error, Office, StoreError};
use crate::domain::time::Moment;
use crate::formats;
use crate::store::{NewUpload, UploadRecord};

/// Files of one person that are kept; for one more the oldest at rest goes.
pub const KEPT: usize = 12;
/// Days that a file at rest is kept.
pub const KEPT_DAYS: i64 = 14;
/// The folder, among the kept files, in which files arrive.
const ARRIVING_FOLDER: &str = "arriving";
/// How long a file that nobody knows may be on its way in.
const ARRIVING: Duration = Duration::from_secs(3_600);

/// A file on its way in.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its part of the address.
    pub id: Uuid,
    /// What it was called where it came from.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// How far it has come.
    pub state: UploadState,
    /// How far the work has come: done, of all.
    pub progress: (u64, u64),
}

/// How far a file has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadState {
    /// It is read and judged, and nothing is recorded.
    Judging,
    /// It can be imported, and this would be recorded.
    Judged(Imported),
    /// It is imported.
    Importing,
    /// It was imported.
    Done(Imported),
    /// Its faults were named, or it could not be read: see [`answer`].
    Refused,
    /// The work could not be done, or not to its end; how much of it is recorded.
    Failed {
        /// Shipments.
        shipments: u64,
        /// Events.
        events: u64,
    },
}

/// What a judgement or an import came to, as it is stored with its job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// What would be, or was recorded.
    Imported(Imported),
    /// What is wrong with the file.
    Faults {
        /// In order of rows.
        faults: Vec<RowFault>,
        /// Columns that no field is named like.
        unknown_columns: Vec<String>,
    },
    /// The file cannot be read any more.
    Unreadable,
}

/// Judges a file: the places that it names first count as known, and are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeUpload {
    /// Which.
    pub upload: Uuid,
}

/// Imports a file that was judged; it is judged again, for others may have recorded since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportUpload {
    /// Which.
    pub upload: Uuid,
    /// What it was called where it came from.
    pub name: String,
    /// Whether places that are not known are created.
    pub create_places: bool,
}

impl Job for JudgeUpload {
    const NAME: &'static str = "judge_upload";
    const RIGHT: Right = Right::Import;

    fn run(self, office: &Office, context: &Context, run: &Run) -> Result<Ending, Error> {
        let request = ImportRequest { create_places: true, ..request(office, self.upload, run) };
        ending(import::judge(office, context, request))
    }
}

impl Job for ImportUpload {
    const NAME: &'static str = "import_upload";
    const RIGHT: Right = Right::Import;

    fn run(self, office: &Office, context: &Context, run: &Run) -> Result<Ending, Error> {
        let (name, create_places, key) = (self.name, self.create_places, Some(self.upload));
        let request = ImportRequest { name, create_places, key, ..request(office, self.upload, run) };
        ending(import::import(office, context, request))
    }
}

fn request(office: &Office, upload: Uuid, run: &Run) -> ImportRequest {
    ImportRequest { progress: run.progress(), stop: run.stop(), ..ImportRequest::new(file_of(office, upload)) }
}

fn ending(result: Result<Imported, Refusals>) -> Result<Ending, Error> {
    let told = |answer: &Answer| {
        serde_json::to_string(answer).map_err(|error| StoreError::unexpected(format!("an answer that cannot be stored: {error}")))
    };
    match result {
        Ok(imported) => Ok(Ending::Done(told(&Answer::Imported(imported))?)),
        Err(Refusals::Faults { faults, unknown_columns }) => Ok(Ending::Refused(told(&Answer::Faults { faults, unknown_columns })?)),
        Err(refused @ (Refusals::Changed | Refusals::File(_) | Refusals::NotEmpty)) => {
            tracing::error!("an uploaded file could not be read again: {refused:?}");
            Ok(Ending::Refused(told(&Answer::Unreadable)?))
        }
        Err(Refusals::Stopped) => Ok(Ending::Stopped),
        Err(Refusals::Store(error)) => Err(error),
    }
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The file could not be kept.
    #[error("{0}")]
    File(#[from] io::Error),
    /// Whoever asks may not, or the store failed.
    #[error("{0}")]
    Failed(Error),
}

impl<E: Into<Error>> From<E> for UploadError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Where the file of an upload lies.
fn file_of(office: &Office, upload: Uuid) -> PathBuf {
    office.uploads().join(file_name(upload))
}

fn file_name(upload: Uuid) -> String {
    format!("{upload}.csv")
}

/// The folder in which a file may arrive, made where there is none.
pub fn arrivals(office: &Office) -> io::Result<PathBuf> {
    office.make_uploads()?;
    let arriving = office.uploads().join(ARRIVING_FOLDER);
    fs::create_dir_all(&arriving)?;
    Ok(arriving)
}

/// Puts a file that arrived in its place, durably.
fn keep(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    let Err(elsewhere) = file.persist(path) else { return Ok(()) };
    // It arrived on another disk.
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut copy = NamedTempFile::new_in(folder)?;
    io::copy(&mut File::open(elsewhere.file.path())?, copy.as_file_mut())?;
    copy.as_file().sync_all()?;
    copy.persist(path).map(|_| ()).map_err(|error| error.error)
}

/// Takes a file to be judged, its size in bytes, and gives its id; none if too many are at work.
pub fn take(office: &Office, context: &Context, name: String, size: u64, file: NamedTempFile) -> Result<Option<Uuid>, UploadError> {
    let person = owner(context)?;
    let id = Uuid::new_v4();
    let judging = new_job(office, context, &JudgeUpload { upload: id })?;
    office.make_uploads()?;
    let path = file_of(office, id);
    keep(file, &path)?;
    let upload = NewUpload { id, person, name, size, sent_at: office.now() };
    match office.store().add_upload(&upload, &judging, KEPT) {
        Ok(Some(gone)) => {
            gone.into_iter().for_each(|old| drop(fs::remove_file(file_of(office, old))));
            office.bell().ring();
            Ok(Some(id))
        }
        Ok(None) => {
            fs::remove_file(path)?;
            Ok(None)
        }
        Err(error) => {
            drop(fs::remove_file(path));
            Err(error.into())
        }
    }
}

/// Whose files whoever asks may see: their own.
fn owner(context: &Context) -> Result<i64, Error> {
    context.require(Right::Import)?;
    Ok(context.account()?)
}

/// A file of whoever asks.
pub fn get(office: &Office, context: &Context, id: Uuid) -> Result<Option<Upload>, Error> {
    let upload = office.store().upload(owner(context)?, id)?;
    upload.map(|record| Upload::new(office, record)).transpose()
}

/// The files of whoever asks, the latest first.
pub fn of_user(office: &Office, context: &Context) -> Result<Vec<Upload>, Error> {
    let uploads = office.store().uploads_of(owner(context)?)?;
    uploads.into_iter().map(|record| Upload::new(office, record)).collect()
}

/// What a file of whoever asks came to; none while something is at work, or where the work failed.
pub fn answer(office: &Office, context: &Context, id: Uuid) -> Result<Option<Answer>, Error> {
    let Some(record) = office.store().upload(owner(context)?, id)? else { return Ok(None) };
    answer_of(office, last_job(&record))
}

/// Asks for the import of a file that was judged; of several who ask, only the first one is heard.
pub fn import(office: &Office, context: &Context, id: Uuid, create_places: bool) -> Result<(), Error> {
    let person = owner(context)?;
    let Some(record) = office.store().upload(person, id)?.filter(|record| record.judging.state == JobState::Done) else { return Ok(()) };
    let job = new_job(office, context, &ImportUpload { upload: id, name: record.name, create_places })?;
    if office.store().import_upload(person, id, &job)? {
        office.bell().ring();
    }
    Ok(())
}

/// Lets a file go, unless it is at work.
pub fn discard(office: &Office, context: &Context, id: Uuid) -> Result<(), Error> {
    if office.store().remove_upload(owner(context)?, id)? {
        drop(fs::remove_file(file_of(office, id)));
    }
    Ok(())
}

/// The texts of some rows of a file of whoever asks, as they stand there, for whoever must mend them.
pub fn texts(office: &Office, context: &Context, id: Uuid, rows: &[u64]) -> Result<BTreeMap<u64, String>, UploadError> {
    let Some(record) = office.store().upload(owner(context)?, id)? else { return Ok(BTreeMap::new()) };
    match File::open(file_of(office, record.id)) {
        // A copy of the database was brought back without the files: the faults are told without the rows' texts.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        file => Ok(formats::texts(file?, rows)?),
    }
}

/// Forgets files at rest that are too old, and removes those of the folder that nobody needs: of uploads that are done,
/// and of those that are forgotten. For workers.
pub fn sweep(office: &Office) -> Result<(), UploadError> {
    let now = office.now();
    let before = Moment::from_micros(now.micros() - KEPT_DAYS * 86_400_000_000).unwrap_or_else(Moment::earliest);
    let store = office.store();
    store.remove_old_uploads(before)?;
    if !office.uploads().is_dir() {
        return Ok(());
    }
    // Whoever sends a file puts it here before it is known: looked at first, one that is known by then is found below.
    let mut lying = Vec::new();
    for folder in [office.uploads().to_owned(), arrivals(office)?] {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let is_arriving = entry.metadata()?.modified()?.elapsed().is_ok_and(|age| age < ARRIVING);
            lying.push((entry.path(), is_arriving));
        }
    }
    let (mut needed, mut done) = (HashSet::new(), HashSet::new());
    for record in store.all_uploads()? {
        let is_done = record.importing.as_ref().is_some_and(|job| job.state == JobState::Done);
        if is_done { &mut done } else { &mut needed }.insert(file_of(office, record.id));
    }
    for (path, is_arriving) in lying {
        let is_ours = is_kept(&path) || path.parent().is_some_and(|folder| folder.ends_with(ARRIVING_FOLDER));
        if is_ours && (done.contains(&path) || !is_arriving && !needed.contains(&path)) {
            drop(fs::remove_file(path));
        }
    }
    Ok(())
}

/// Whether a file is the kept one of an upload, by its name: others may keep theirs in the folder too.
fn is_kept(path: &Path) -> bool {
    let id = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| Uuid::parse_str(stem).ok());
    id.is_some_and(|id| path.file_name().is_some_and(|name| name.to_str() == Some(&file_name(id))))
}

fn last_job(record: &UploadRecord) -> &JobRecord {
    record.importing.as_ref().unwrap_or(&record.judging)
}

fn answer_of(office: &Office, job: &JobRecord) -> Result<Option<Answer>, Error> {
    let result = office.store().job_result(job.id)?;
    if result.is_empty() {
        return Ok(None);
    }
    let answer = serde_json::from_str(&result);
    Ok(answer.inspect_err(|error| tracing::warn!(job = job.id, "the answer of a job cannot be read: {error}")).ok())
}

impl Upload {
    fn new(office: &Office, record: UploadRecord) -> Result<Self, Error> {
        let (job, is_import) = (last_job(&record), record.importing.is_some());
        let imported = || {
            Ok::<_, Error>(
                answer_of(office, job)?.and_then(|answer| if let Answer::Imported(imported) = answer { Some(imported) } else { None }),
            )
        };
        let failed = || {
            let recorded = office.store().import_of(record.id)?.map_or((0, 0), |import| (import.shipments, import.events));
            Ok::<_, Error>(UploadState::Failed { shipments: recorded.0, events: recorded.1 })
        };
        let state = match job.state {
            JobState::Waiting | JobState::Running if is_import => UploadState::Importing,
            JobState::Waiting | JobState::Running => UploadState::Judging,
            JobState::Done => match imported()? {
                Some(imported) if is_import => UploadState::Done(imported),
                Some(imported) => UploadState::Judged(imported),
                None => failed()?,
            },
            JobState::Refused => UploadState::Refused,
            JobState::Failed | JobState::Cancelled => failed()?,
        };
        Ok(Self { id: record.id, size: record.size, state, progress: job.progress, name: record.name })
    }
}
