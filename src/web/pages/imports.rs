//! Histories brought in as a file: it is sent, judged, and imported when whoever sent it has seen what would happen.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, rt, web};
use askama::Template;
use uuid::Uuid;

use crate::domain::actor::Source;
use crate::domain::field::Field;
use crate::domain::refusal::FieldFault;
use crate::i18n::Language;
use crate::office::Context;
use crate::office::import::{self, Fault, Imported, Refusals};
use crate::office::uploads::{State, Upload};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::faults::why;
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
    kept: Vec<(String, String, String, String)>,
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    frame: Frame,
    name: String,
    path: String,
    step: Step,
}

/// What the page of a file shows.
enum Step {
    /// It is judged or imported: what goes on, done, of all, and both in words.
    Working { what: String, done: u64, all: u64, told: String },
    /// It can be imported.
    Ready { sentence: String, notes: Vec<String>, places: Vec<NewPlace>, must_tick: bool },
    /// Everything is there already.
    Nothing { sentence: String, notes: Vec<String> },
    /// It was refused.
    Faults { sentence: String, about: Option<String>, rows: Vec<FaultRow>, from: usize, previous: Option<String>, next: Option<String> },
    /// It could not be read or recorded at all.
    Failed { sentence: String },
    /// It was imported.
    Done { sentence: String, notes: Vec<String>, shipments: Vec<(String, String, String)>, more: Option<String>, places: Vec<NewPlace> },
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
    value: String,
    why: String,
    rule: &'static str,
    text: String,
}

/// Asks for a file, and lists those that were sent.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    page(&asking(&office, &request_user, None)?)
}

fn asking(office: &AppState, request_user: &RequestUser, error: Option<&str>) -> Result<ImportsPage, AppError> {
    let language = request_user.language;
    let told = |upload: &Arc<Upload>| {
        let state = match upload.state() {
            State::Judging => language.text("import-state-judging"),
            State::Judged(imported) if imported.events == 0 => language.text("import-state-nothing"),
            State::Judged(_) => language.text("import-state-judged"),
            State::Importing => language.text("import-state-importing"),
            State::Done(_) => language.text("import-state-done"),
            State::Refused(_) => language.text("import-state-refused"),
        };
        (format!("/imports/{}", upload.id), upload.name.clone(), size(language, upload.size), state)
    };
    Ok(ImportsPage {
        frame: Frame::new(request_user, language.text("nav-imports")),
        error: error.map(|key| language.text(key)),
        kept: office.uploads.of_user(&office.context(request_user)?)?.iter().map(told).collect(),
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
    let refused = |key| page_as(status(true), &asking(&office, &request_user, Some(key))?);
    if file.size == 0 {
        return refused("import-no-file");
    }
    let name = file.file_name.unwrap_or_default();
    let name: String = name.rsplit(['/', '\\']).next().unwrap_or("").chars().filter(|c| !c.is_control()).take(120).collect();
    let context = as_import(&office, &request_user)?;
    let Some(upload) = office.uploads.take(&context, name, file.size as u64, file.file)? else {
        return refused("import-too-many");
    };
    let (to, office) = (format!("/imports/{}", upload.id), office.office());
    // It goes on by itself; the page of the file tells how far it is.
    drop(web::block(move || upload.judge(&office, &context)));
    Ok(redirect(&to))
}

/// Shows how far a file has come, and what came of it.
pub async fn follow(
    office: web::Data<AppState>,
    request_user: RequestUser,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let upload = found(&office, &request_user, &id)?;
    let from = Form::of_query(&request).get("from").parse().unwrap_or(0);
    view(&request_user, &upload, from, false).await
}

/// Imports a file that was judged.
pub async fn confirm(
    office: web::Data<AppState>,
    request_user: RequestUser,
    id: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let upload = found(&office, &request_user, &id)?;
    let creates = form.get("create_places") == "true";
    if let State::Judged(imported) = upload.state() {
        if !imported.created_places.is_empty() && !creates {
            return view(&request_user, &upload, 0, true).await;
        }
        if upload.begin() {
            let (upload, context, office) = (Arc::clone(&upload), as_import(&office, &request_user)?, office.office());
            drop(web::block(move || upload.import(&office, &context, creates)));
        }
    }
    Ok(redirect(&format!("/imports/{}", upload.id)))
}

/// Lets a file go.
pub async fn discard(office: web::Data<AppState>, request_user: RequestUser, id: web::Path<String>) -> Result<HttpResponse, AppError> {
    let upload = found(&office, &request_user, &id)?;
    office.uploads.discard(&office.context(&request_user)?, upload.id)?;
    Ok(redirect("/imports"))
}

/// In what a request_user asks by a file.
fn as_import(office: &AppState, request_user: &RequestUser) -> Result<Context, AppError> {
    Ok(office.context(request_user)?.by(Source::Import))
}

fn found(office: &AppState, request_user: &RequestUser, id: &str) -> Result<Arc<Upload>, AppError> {
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    office.uploads.get(&office.context(request_user)?, id)?.ok_or(AppError::UploadGone)
}

async fn view(request_user: &RequestUser, upload: &Arc<Upload>, from: usize, must_tick: bool) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let state = upload.state();
    let from = match &state {
        State::Refused(refusals) => match refusals.as_ref() {
            Refusals::Faults { faults, .. } if from < faults.len() => from,
            _ => 0,
        },
        _ => 0,
    };
    let texts = match &state {
        State::Refused(refusals) => texts(upload, refusals, from).await?,
        _ => BTreeMap::new(),
    };
    let mut frame = Frame::new(request_user, language.text("nav-imports"));
    let path = format!("/imports/{}", upload.id);
    let step = match &state {
        State::Judging | State::Importing => {
            frame.is_waiting = true;
            let (done, all) = upload.progress();
            let what = if matches!(state, State::Judging) { "import-judging" } else { "import-importing" };
            let share = (done * 100).checked_div(all).unwrap_or(0);
            let told = language.format("import-progress", values!(share = share));
            Step::Working { what: language.text(what), done, all: all.max(1), told }
        }
        State::Judged(imported) if imported.events == 0 => {
            let sentence = if imported.passed_over > 0 { "import-nothing" } else { "import-no-rows" };
            Step::Nothing { sentence: language.text(sentence), notes: notes(language, imported) }
        }
        State::Judged(imported) => Step::Ready {
            sentence: counted(language, "import-would", imported),
            notes: notes(language, imported),
            places: places(language, imported),
            must_tick,
        },
        State::Done(imported) => {
            let listed = imported.listed.iter().map(|(reference, events)| {
                let events = language.format("import-events", values!(events = *events));
                (reference.to_string(), shipment_path(reference.as_str()), events)
            });
            let more = imported.shipments.saturating_sub(imported.listed.len() as u64);
            Step::Done {
                sentence: counted(language, "import-done", imported),
                notes: notes(language, imported),
                shipments: listed.collect(),
                more: (more > 0).then(|| language.format("import-more", values!(count = more))),
                places: places(language, imported),
            }
        }
        State::Refused(refusals) => match refusals.as_ref() {
            Refusals::Faults { faults, unknown_columns } => refused(language, &path, faults, unknown_columns, from, &texts),
            Refusals::Changed | Refusals::File(_) => Step::Failed { sentence: language.text("import-unreadable") },
            Refusals::NotEmpty | Refusals::Store(_) => Step::Failed { sentence: language.text("import-failed") },
        },
    };
    page_as(status(must_tick), &ImportPage { frame, name: upload.name.clone(), path, step })
}

/// The texts of the rows whose faults are shown.
async fn texts(upload: &Arc<Upload>, refusals: &Arc<Refusals>, from: usize) -> Result<BTreeMap<u64, String>, AppError> {
    let Refusals::Faults { faults, .. } = refusals.as_ref() else { return Ok(BTreeMap::new()) };
    let rows: Vec<u64> = faults.iter().skip(from).take(FAULTS).map(|fault| fault.row).collect();
    let upload = Arc::clone(upload);
    web::block(move || import::texts(upload.path(), &rows)).await?.map_err(|error| AppError::Broken(error.to_string()))
}

fn refused(
    language: Language,
    path: &str,
    faults: &[Fault],
    unknown_columns: &[String],
    from: usize,
    texts: &BTreeMap<u64, String>,
) -> Step {
    let row = |fault: &Fault| FaultRow {
        row: language.number(fault.row),
        shipment: fault.shipment.clone().unwrap_or_default(),
        column: fault.fault.field.map_or("", Field::word),
        value: shortened(fault.fault.value.as_deref().unwrap_or("")),
        why: why(
            &Fault { fault: FieldFault { value: fault.fault.value.as_deref().map(shortened), ..fault.fault.clone() }, ..fault.clone() },
            language,
        ),
        rule: fault.fault.rule.word(),
        text: texts.get(&fault.row).cloned().unwrap_or_default(),
    };
    let rows: Vec<FaultRow> = faults.iter().skip(from).take(FAULTS).map(row).collect();
    let about = (faults.len() > FAULTS).then(|| {
        let shown = values!(first = from + 1, last = from + rows.len(), all = faults.len());
        language.format("import-faults-shown", shown)
    });
    let unknown = unknown_note(language, unknown_columns);
    let most = (faults.len() >= import::MOST_FAULTS).then(|| language.text("import-most-faults"));
    Step::Faults {
        sentence: language.format("import-refused", values!(faults = faults.len())),
        about: Some([most, about, unknown].into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|about| !about.is_empty()),
        from: from + 1,
        previous: (from > 0).then(|| format!("{path}?from={}", from.saturating_sub(FAULTS))),
        next: (from + rows.len() < faults.len()).then(|| format!("{path}?from={}", from + FAULTS)),
        rows,
    }
}

fn counted(language: Language, key: &str, imported: &Imported) -> String {
    language.format(key, values!(events = imported.events, shipments = imported.shipments))
}

fn notes(language: Language, imported: &Imported) -> Vec<String> {
    let there = (imported.passed_over > 0).then(|| language.format("import-passed-over", values!(rows = imported.passed_over)));
    [there, unknown_note(language, &imported.unknown_columns)].into_iter().flatten().collect()
}

fn unknown_note(language: Language, columns: &[String]) -> Option<String> {
    (!columns.is_empty()).then(|| language.format("import-unknown-columns", values!(columns = shortened(&columns.join(", ")))))
}

fn places(language: Language, imported: &Imported) -> Vec<NewPlace> {
    let place = |place: &import::NewPlace| NewPlace {
        code: place.code.clone(),
        path: format!("/admin/places/{}/change", encoded(&place.code)),
        row: language.format("import-first-row", values!(row = place.row.to_string())),
    };
    imported.created_places.iter().map(place).collect()
}

/// The beginning of a text that may be of any length.
fn shortened(text: &str) -> String {
    let beginning: String = text.chars().take(SHOWN).collect();
    if beginning.len() < text.len() { beginning + "…" } else { beginning }
}

fn size(language: Language, bytes: u64) -> String {
    let (key, unit) = if bytes < 1 << 20 { ("import-size", 1024.0) } else { ("import-size-large", 1_048_576.0) };
    language.format(key, values!(number = language.decimal(&format!("{:.1}", (bytes as f64 / unit).max(0.1)))))
}
