//! Importing histories: the whole file is read and judged, then recorded whole or not at all; a large one in a series of
//! acts. An import is a command of its day; only `as_recorded`, into an empty database, keeps the file's own times of
//! recording. A judgement reads one state of the ledger, and others record meanwhile. timeline.md "In files" and 2b.

mod acts;
mod additions;
mod already;
mod as_meant;
mod causes;
mod file;
mod judging;
mod new_parcels;
mod recorded;
mod scan;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use acts::{ONE_ACT, ROWS_OF_AN_ACT};
use as_meant::AsMeant;
use scan::Scan;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::lanes::Promises;
use super::place_codes::PlaceCodes;
use super::rights::Right;
use super::{Context, Error, Office, Progress};
use crate::domain::actor::Actor;
use crate::domain::codes::Reference;
use crate::domain::milestones::ShipmentDoubt;
use crate::domain::refusal::FieldFault;
use crate::formats;
pub use crate::store::{ImportCommand, ImportRecord};
use crate::store::{NewImport, Store};

/// After so many faults a file is not read on.
pub const MOST_FAULTS: usize = 50_000;

/// Shipments that are listed when an import is done.
pub const LISTED: usize = 1_000;

impl Imported {
    /// Notes milestones that cannot be as they stand.
    fn doubt(&mut self, doubts: impl IntoIterator<Item = ShipmentDoubt>) {
        for doubt in doubts {
            self.doubted_milestones += 1;
            if self.first_doubted.len() < LISTED {
                self.first_doubted.push(doubt);
            }
        }
    }
}

/// What to import, and how.
#[derive(Clone)]
pub struct ImportRequest {
    /// The file.
    pub path: PathBuf,
    /// What it was called where it came from.
    pub name: String,
    /// Whether places that are not known are created.
    pub create_places: bool,
    /// Whether the file's own times of recording are kept.
    pub as_recorded: bool,
    /// The request's own, where it may be taken up again after its process ended: it then goes on with its import.
    pub key: Option<Uuid>,
    /// Who wants to know how far it has come.
    pub progress: Progress,
    /// Set once it is to stop: what was recorded by then stays.
    pub stop: Arc<AtomicBool>,
}

/// A fault of a file, at a row and, where one cell is at fault, a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    /// As a spreadsheet counts; the header is 1.
    pub row: u64,
    /// The shipment, where it can be read.
    pub shipment: Option<String>,
    /// The column, the value and the rule.
    pub fault: FieldFault,
    /// The row of the event in the way, where it is in the file.
    pub in_the_way: Option<InTheWay>,
    /// Further rows with the same fault, for the same reason.
    #[serde(default)]
    pub also: Also,
}

/// Further rows that have a fault too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Also {
    /// How many.
    pub count: u64,
    /// The first of them.
    pub first: Vec<u64>,
}

/// The earlier event that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum InTheWay {
    /// A row of the same file.
    Row(u64),
    /// An event that was recorded before, by number.
    Number(u32),
    /// Another shipment.
    Shipment(Reference),
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The import's number; none where nothing was recorded.
    pub number: Option<i64>,
    /// Shipments for which something was recorded.
    pub shipments: u64,
    /// Events that were recorded.
    pub events: u64,
    /// Rows that were there already.
    #[serde(rename = "passed_over")]
    pub unchanged: u64,
    /// Parcel codes of the file that are doubted, and kept.
    #[serde(default)]
    pub doubtful: u64,
    /// How many milestones cannot be as they stand with what the file brings; they are taken.
    #[serde(default)]
    pub doubted_milestones: u64,
    /// The first of them, up to [`LISTED`], in order of reference.
    #[serde(default)]
    pub first_doubted: Vec<ShipmentDoubt>,
    /// Columns that no field is named like.
    pub unknown_columns: Vec<String>,
    /// Places that were created, by their codes.
    pub created_places: Vec<NewPlace>,
    /// The first of the shipments, up to [`LISTED`], by reference, each with how many events were recorded.
    pub listed: Vec<(Reference, u64)>,
    /// Shipments of a large file that became impossible after it was judged, each by its first fault: nothing was
    /// recorded of their rows.
    pub left_out: Vec<RowFault>,
}

/// A place that a file names first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPlace {
    /// Its code.
    pub code: String,
    /// The first row that names it.
    pub row: u64,
}

/// Why nothing was imported.
#[derive(Debug)]
pub enum Refusals {
    /// The file has faults.
    Faults {
        /// In order of rows.
        faults: Vec<RowFault>,
        /// Columns that no field is named like.
        unknown_columns: Vec<String>,
    },
    /// `as_recorded` needs a database without shipments.
    NotEmpty,
    /// The file changed while it was read.
    Changed,
    /// It was stopped; what was recorded by then stays.
    Stopped,
    /// The file cannot be read.
    File(std::io::Error),
    /// Whoever asks may not, or the store failed.
    Store(Error),
}

impl<E: Into<Error>> From<E> for Refusals {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl From<std::io::Error> for Refusals {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}

/// What an import would record now, or everything that is wrong with the file. Nobody who records waits for it.
pub fn judge(office: &Office, context: &Context, request: ImportRequest) -> Result<Imported, Refusals> {
    context.require(Right::Import)?;
    let (work, mut scan) = ImportRun::begin(office.store(), context.acting(), request, 50)?;
    judging::judge(office.store(), &work, &mut scan, &work.phase(50, 100))
}

/// Imports a file, or names everything that is wrong with it.
pub fn import(office: &Office, context: &Context, request: ImportRequest) -> Result<Imported, Refusals> {
    context.require(Right::Import)?;
    let store = office.store();
    let (work, mut scan) = ImportRun::begin(store, context.acting(), request, 20)?;
    if work.request.as_recorded {
        let phase = work.phase(20, 100);
        return recorded::import(store, work, scan, phase);
    }
    let begun = work.request.key.map(|key| store.import_of(key)).transpose()?.flatten();
    // The file was judged as a whole before its first act; what became impossible since is told, not refused.
    let judged = if begun.is_some() { None } else { Some(judging::judge(store, &work, &mut scan, &work.phase(20, 50))?) };
    if let Some(judged) = judged.as_ref().filter(|judged| judged.events == 0) {
        return Ok(judged.clone());
    }
    acts::write(store, &work, &mut scan, judged.map(|judged| judged.events), begun.as_ref(), &work.phase(50, 100))
}

/// An import by its number, with its acts.
pub fn record_of(office: &Office, context: &Context, number: i64) -> Result<Option<ImportRecord>, Error> {
    context.require(Right::Import)?;
    Ok(office.store().import(number)?)
}

/// The first commands of an import, in the ledger's order.
pub fn commands_of(office: &Office, context: &Context, number: i64, most: usize) -> Result<Vec<ImportCommand>, Error> {
    context.require(Right::Import)?;
    Ok(office.store().import_commands(number, most)?)
}

/// What every part of an import needs.
struct ImportRun {
    actor: Actor,
    request: ImportRequest,
    promises: Promises,
}

impl ImportRun {
    /// Reads the file once: so much of the whole work, in percent.
    fn begin(store: &Store, actor: Actor, request: ImportRequest, share: u64) -> Result<(Self, Scan), Refusals> {
        let (known, promises): (PlaceCodes, _) = (store.place_codes()?.into_iter().collect(), Promises::load(store)?);
        let work = Self { actor, request, promises };
        let at_header = |fault| RowFault::at(1, fault);
        let source = formats::open(File::open(&work.request.path)?)?
            .map_err(|faults| Refusals::Faults { faults: faults.into_iter().map(at_header).collect(), unknown_columns: Vec::new() })?;
        // What moves house stays as it stands there.
        let is_kept = work.request.as_recorded;
        let source = if is_kept { source } else { Box::new(AsMeant::new(source, known.clone(), work.request.create_places)) };
        let twins = store.twins()?.into_iter().flatten().collect();
        let mut scan = scan::scan(source, &work.request, (&known, &twins), store.next_recording()?, &work.phase(0, share))?;
        if !is_kept {
            scan.call_as_recorded(&mut store.snapshot()?)?;
        }
        Ok((work, scan))
    }

    fn phase(&self, from: u64, to: u64) -> Phase {
        Phase { progress: Arc::clone(&self.request.progress), from, to }
    }
}

/// A part of a long work: from how much of the whole to how much, in percent.
struct Phase {
    progress: Progress,
    from: u64,
    to: u64,
}

impl Phase {
    /// What the whole is, in steps of which each is a hundredth of a percent.
    const WHOLE: u64 = 10_000;

    /// Tells how far this part has come: done, of all.
    fn tell(&self, done: u64, all: u64) {
        let part = (done * 100 * (self.to - self.from)).checked_div(all).unwrap_or(0);
        (self.progress)(self.from * 100 + part, Self::WHOLE);
    }
}

impl ImportRequest {
    /// To import a file by its own name, with nobody to tell how far it has come.
    pub fn new(path: PathBuf) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { path, name, create_places: false, as_recorded: false, key: None, progress: Arc::new(|_, _| {}), stop: Arc::default() }
    }

    /// Goes on only where it is not to stop.
    fn go_on(&self) -> Result<(), Refusals> {
        if self.stop.load(Ordering::Relaxed) { Err(Refusals::Stopped) } else { Ok(()) }
    }

    /// What is noted of the import beside its acts.
    fn to_note(&self, file_rows: u64, created_places: String) -> Result<NewImport, Refusals> {
        let (mut hash, mut file) = (Sha256::new(), BufReader::with_capacity(1 << 16, File::open(&self.path)?));
        loop {
            let bytes = file.fill_buf()?;
            if bytes.is_empty() {
                break;
            }
            hash.update(bytes);
            let read = bytes.len();
            file.consume(read);
        }
        let file_hash = hash.finalize().into();
        Ok(NewImport { key: self.key, file_name: self.name.clone(), file_hash, file_rows, created_places })
    }
}
