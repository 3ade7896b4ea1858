//! Histories brought in as a file: it is sent, judged, and imported when whoever sent it has seen what would happen.

use std::collections::BTreeMap;
use std::time::Duration;

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, rt, web};
use askama::Template;
use uuid::Uuid;

use crate::domain::actor::Source;
use crate::domain::field::Field;
use crate::domain::milestones::ShipmentDoubt;
use crate::domain::normal_form::excerpt;
use crate::domain::refusal::FieldFault;
use crate::i18n::Language;
use crate::office::import::{self, Imported, RowFault};
use crate::office::uploads::{self, Answer, Upload, UploadState};
use crate::office::{Context, Error, Office};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::faults::{also, doubted, why};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{encoded, page, page_as, redirect, shipment_path};
use crate::web::pages::office::status;
use crate::web::request_user::RequestUser;

/// The largest file in bytes: some five million rows.
pub const LARGEST: usize = 1 << 30;
/// How long a file may take to arrive.
const PATIENCE: Duration = Duration::from_secs(1_800);
/// Characters of a value that are shown.
const SHOWN: usize = 300;
/// Faults on one page.
const FAULTS: usize = 100;

/// The form as it is sent.
#[derive(MultipartForm)]
struct Sent {
    #[multipart(limit = "1 GiB")]
    file: TempFile,
}

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    frame: Frame,
    error: Option<String>,
    kept_hint: String,
    kept: Vec<(String, String, String, String)>,
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    frame: Frame,
    name: String,
    path: String,
    step: ImportStep,
}

/// What the page of a file shows.
enum ImportStep {
    /// It is judged or imported: what goes on, done, of all, and both in words.
    Working { what: String, done: u64, all: u64, told: String },
    /// It can be imported.
    Ready { sentence: String, notes: Vec<String>, doubts: Vec<DoubtRow>, places: Vec<NewPlace>, must_tick: bool },
    /// Everything is there already.
    Nothing { sentence: String, notes: Vec<String> },
    /// It was refused.
    Faults {
        sentence: String,
        about: Option<String>,
        rows: Vec<FaultRow>,
        from: usize,
        before: Option<(String, String)>,
        next: Option<String>,
    },
    /// It could not be read or recorded at all.
    Failed { sentence: String },
    /// It was imported.
    Done {
        sentence: String,
        notes: Vec<String>,
        doubts: Vec<DoubtRow>,
        left_out: Option<String>,
        faults: Vec<FaultRow>,
        shipments: Vec<(String, String, String)>,
        more: Option<String>,
        places: Vec<NewPlace>,
    },
}

/// A milestone that cannot be as it stands.
struct DoubtRow {
    row: Option<String>,
    shipment: String,
    path: String,
    what: String,
}

struct NewPlace {
    code: String,
    path: String,
    row: String,
}

struct FaultRow {
    row: String,
    shipment: String,
    column: &'static str,
    column_name: String,
    value: String,
    why: String,
    rule: &'static str,
    also: Option<String>,
    text: String,
}

/// Asks for a file, and lists those that were sent.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    page(&asking(&office, &request_user, None).await?)
}

async fn asking(office: &AppState, request_user: &RequestUser, error: Option<&str>) -> Result<ImportsPage, AppError> {
    let language = request_user.language;
    let told = |upload: &Upload| {
        let state = match &upload.state {
            UploadState::Judging => language.text("import-state-judging"),
            UploadState::Judged(imported) if imported.events == 0 => language.text("import-state-nothing"),
            UploadState::Judged(_) => language.text("import-state-judged"),
            UploadState::Importing => language.text("import-state-importing"),
            UploadState::Done(_) => language.text("import-state-done"),
            UploadState::Refused => language.text("import-state-refused"),
            UploadState::Failed { .. } => language.text("import-state-failed"),
        };
        (format!("/imports/{}", upload.id), upload.name.clone(), size(language, upload.size), state)
    };
    let kept = office.run_as(request_user, uploads::of_user).await?;
    let hint = values!(count = uploads::KEPT, days = uploads::KEPT_DAYS);
    Ok(ImportsPage {
        frame: Frame::new(request_user, language.text("nav-imports")),
        error: error.map(|key| language.text(key)),
        kept_hint: language.format("import-kept-hint", hint),
        kept: kept.iter().map(told).collect(),
    })
}

/// Takes a file and begins to judge it.
pub async fn take(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let mut payload = payload.into_inner();
    let read = MultipartForm::<Sent>::from_request(&request, &mut payload);
    let sent = rt::time::timeout(PATIENCE, read).await.map_err(|_| AppError::Unreadable)?;
    let MultipartForm(Sent { file }) = sent.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        _ => AppError::Unreadable,
    })?;
    if file.size == 0 {
        return refused(&office, &request_user, "import-no-file").await;
    }
    let name = file.file_name.unwrap_or_default();
    let name: String = name.rsplit(['/', '\\']).next().unwrap_or("").chars().filter(|c| !c.is_control()).take(120).collect();
    let context = as_import(&office, &request_user)?;
    // It is judged by itself; the page of the file tells how far it is.
    match office.run(move |office| uploads::take(office, &context, name, file.size as u64, file.file)).await? {
        Some(id) => Ok(redirect(&format!("/imports/{id}"))),
        None => refused(&office, &request_user, "import-too-many").await,
    }
}

async fn refused(office: &AppState, request_user: &RequestUser, key: &str) -> Result<HttpResponse, AppError> {
    page_as(status(true), &asking(office, request_user, Some(key)).await?)
}

/// Shows how far a file has come, and what came of it.
pub async fn follow(
    office: web::Data<AppState>,
    request_user: RequestUser,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let from = Form::of_query(&request).get("from").parse().unwrap_or(0);
    view(&office, &request_user, id_of(&id)?, from, false).await
}

/// Imports a file that was judged.
pub async fn confirm(
    office: web::Data<AppState>,
    request_user: RequestUser,
    id: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id_of(&id)?;
    let creates = form.get("create_places") == "true";
    let upload = office.run_as(&request_user, move |office, context| uploads::get(office, context, id)).await?;
    match upload.ok_or(AppError::UploadGone)?.state {
        UploadState::Judged(imported) if !imported.created_places.is_empty() && !creates => view(&office, &request_user, id, 0, true).await,
        _ => {
            let context = as_import(&office, &request_user)?;
            office.run(move |office| uploads::import(office, &context, id, creates)).await?;
            Ok(redirect(&format!("/imports/{id}")))
        }
    }
}

/// Lets a file go.
pub async fn discard(office: web::Data<AppState>, request_user: RequestUser, id: web::Path<String>) -> Result<HttpResponse, AppError> {
    let id = id_of(&id)?;
    let discard = move |office: &Office, context: &Context| match uploads::get(office, context, id)? {
        Some(_) => uploads::discard(office, context, id).map(Some),
        None => Ok::<_, Error>(None),
    };
    office.run_as(&request_user, discard).await?.ok_or(AppError::UploadGone)?;
    Ok(redirect("/imports"))
}

/// In what someone asks by a file.
fn as_import(office: &AppState, request_user: &RequestUser) -> Result<Context, AppError> {
    Ok(office.context(request_user)?.by(Source::Import))
}

fn id_of(text: &str) -> Result<Uuid, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// A file, with what it came to, and the texts of the rows whose faults are shown: those from one on.
struct Seen {
    upload: Upload,
    answer: Option<Answer>,
    from: usize,
    texts: BTreeMap<u64, String>,
}

fn look(office: &Office, context: &Context, id: Uuid, from: usize) -> Result<Option<Seen>, uploads::UploadError> {
    let Some(upload) = uploads::get(office, context, id)? else { return Ok(None) };
    let answer = if upload.state == UploadState::Refused { uploads::answer(office, context, id)? } else { None };
    let (from, texts) = match &answer {
        Some(Answer::Faults { faults, .. }) => {
            let from = if from < faults.len() { from } else { 0 };
            let rows: Vec<u64> = faults.iter().skip(from).take(FAULTS).map(|fault| fault.row).collect();
            (from, uploads::texts(office, context, id, &rows)?)
        }
        _ => (0, BTreeMap::new()),
    };
    Ok(Some(Seen { upload, answer, from, texts }))
}

async fn view(office: &AppState, request_user: &RequestUser, id: Uuid, from: usize, must_tick: bool) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let seen = office.run_as(request_user, move |office, context| look(office, context, id, from)).await?;
    let Seen { upload, answer, from, texts } = seen.ok_or(AppError::UploadGone)?;
    let mut frame = Frame::new(request_user, language.text("nav-imports"));
    let path = format!("/imports/{id}");
    frame.is_waiting = matches!(upload.state, UploadState::Judging | UploadState::Importing);
    let step = match &upload.state {
        UploadState::Judging => working(language, "import-judging", upload.progress),
        UploadState::Importing => working(language, "import-importing", upload.progress),
        UploadState::Judged(imported) if imported.events == 0 => {
            let sentence = if imported.unchanged > 0 { "import-nothing" } else { "import-no-rows" };
            ImportStep::Nothing { sentence: language.text(sentence), notes: notes(language, imported) }
        }
        UploadState::Judged(imported) => ImportStep::Ready {
            sentence: counted(language, "import-would", imported),
            notes: notes(language, imported),
            doubts: doubts(language, imported),
            places: places(language, imported),
            must_tick,
        },
        UploadState::Done(imported) => done(language, imported),
        UploadState::Refused => match &answer {
            Some(Answer::Faults { faults, unknown_columns }) => named(language, &path, faults, unknown_columns, from, &texts),
            _ => ImportStep::Failed { sentence: language.text("import-unreadable") },
        },
        UploadState::Failed { shipments, events } => {
            let partly = values!(shipments = *shipments, events = *events);
            let partly = (*events > 0).then(|| language.format("import-failed-partly", partly));
            ImportStep::Failed { sentence: [partly.as_deref().unwrap_or(""), &language.text("import-failed")].join(" ").trim().to_owned() }
        }
    };
    page_as(status(must_tick), &ImportPage { frame, name: upload.name, path, step })
}

fn working(language: Language, what: &str, (done, all): (u64, u64)) -> ImportStep {
    let share = (done * 100).checked_div(all).unwrap_or(0);
    let told = language.format("import-progress", values!(share = share));
    ImportStep::Working { what: language.text(what), done, all: all.max(1), told }
}

fn done(language: Language, imported: &Imported) -> ImportStep {
    let listed = imported.listed.iter().map(|(reference, events)| {
        let events = language.format("import-events", values!(events = *events));
        (reference.to_string(), shipment_path(reference.as_str()), events)
    });
    let more = imported.shipments.saturating_sub(imported.listed.len() as u64);
    let left_out = imported.left_out.len();
    ImportStep::Done {
        sentence: counted(language, "import-done", imported),
        notes: notes(language, imported),
        doubts: doubts(language, imported),
        left_out: (left_out > 0).then(|| language.format("import-left-out", values!(shipments = left_out))),
        faults: imported.left_out.iter().take(FAULTS).map(|fault| fault_row(language, fault, String::new())).collect(),
        shipments: listed.collect(),
        more: (more > 0).then(|| language.format("import-more", values!(count = more))),
        places: places(language, imported),
    }
}

fn fault_row(language: Language, fault: &RowFault, text: String) -> FaultRow {
    let short = FieldFault { value: fault.fault.value.as_deref().map(shortened), ..fault.fault.clone() };
    FaultRow {
        row: language.number(fault.row),
        shipment: fault.shipment.clone().unwrap_or_default(),
        column: fault.fault.field.map_or("", Field::word),
        column_name: fault.fault.field.map(|field| language.text(&format!("field-{field}"))).unwrap_or_default(),
        value: short.value.clone().unwrap_or_default(),
        why: why(&RowFault { fault: short, ..fault.clone() }, language),
        rule: fault.fault.rule.word(),
        also: also(fault, language),
        text,
    }
}

fn named(
    language: Language,
    path: &str,
    faults: &[RowFault],
    unknown_columns: &[String],
    from: usize,
    texts: &BTreeMap<u64, String>,
) -> ImportStep {
    let row = |fault: &RowFault| fault_row(language, fault, texts.get(&fault.row).cloned().unwrap_or_default());
    let rows: Vec<FaultRow> = faults.iter().skip(from).take(FAULTS).map(row).collect();
    let about = (faults.len() > FAULTS).then(|| {
        let shown = values!(first = from + 1, last = from + rows.len(), all = faults.len());
        language.format("import-faults-shown", shown)
    });
    let unknown = unknown_note(language, unknown_columns);
    let most = (faults.len() >= import::MOST_FAULTS).then(|| language.text("import-most-faults"));
    ImportStep::Faults {
        sentence: language.format("import-refused", values!(faults = faults.len())),
        about: Some([most, about, unknown].into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|about| !about.is_empty()),
        from: from + 1,
        before: (from > 0).then(|| (format!("{path}?from={}", from.saturating_sub(FAULTS)), language.text("import-previous"))),
        next: (from + rows.len() < faults.len()).then(|| format!("{path}?from={}", from + FAULTS)),
        rows,
    }
}

fn counted(language: Language, key: &str, imported: &Imported) -> String {
    language.format(key, values!(events = imported.events, shipments = imported.shipments))
}

fn notes(language: Language, imported: &Imported) -> Vec<String> {
    let there = (imported.unchanged > 0).then(|| language.format("import-passed-over", values!(rows = imported.unchanged)));
    let doubtful = (imported.doubtful > 0).then(|| language.format("import-doubtful", values!(count = imported.doubtful)));
    let doubted = imported.doubted_milestones;
    let doubted = (doubted > 0).then(|| language.format("import-doubted", values!(count = doubted)));
    [there, doubtful, doubted, unknown_note(language, &imported.unknown_columns)].into_iter().flatten().collect()
}

/// The first of the milestones that cannot be as they stand.
fn doubts(language: Language, imported: &Imported) -> Vec<DoubtRow> {
    let row = |told: &ShipmentDoubt| DoubtRow {
        row: told.row.map(|row| language.format("fault-where", values!(row = row.to_string()))),
        shipment: told.shipment.to_string(),
        path: shipment_path(told.shipment.as_str()),
        what: doubted(&told.doubt, language),
    };
    imported.first_doubted.iter().take(FAULTS).map(row).collect()
}

fn unknown_note(language: Language, columns: &[String]) -> Option<String> {
    (!columns.is_empty()).then(|| language.format("import-unknown-columns", values!(columns = shortened(&columns.join(", ")))))
}

fn places(language: Language, imported: &Imported) -> Vec<NewPlace> {
    let place = |place: &import::NewPlace| NewPlace {
        code: place.code.clone(),
        path: format!("/admin/places/{}/change", encoded(&place.code)),
        row: language.format("import-first-row", values!(row = place.row)),
    };
    imported.created_places.iter().map(place).collect()
}

/// The beginning of a text that may be of any length.
fn shortened(text: &str) -> String {
    excerpt(text, SHOWN)
}

fn size(language: Language, bytes: u64) -> String {
    let (key, unit) = if bytes < 1 << 20 { ("import-size", 1024.0) } else { ("import-size-large", 1_048_576.0) };
    language.format(key, values!(number = language.decimal(&format!("{:.1}", (bytes as f64 / unit).max(0.1)))))
}
