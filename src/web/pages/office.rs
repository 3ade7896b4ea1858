//! What the office's pages share: a form on a page of its own, names in three languages, the way to the office.

use std::fmt::Debug;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::codes::Reference;
use crate::i18n::Language;
use crate::office::places::Names;
use crate::office::{Context, EditError, Office, find};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::faults::doubted;
use crate::web::field::{Field, Summary};
use crate::web::form::Form;
use crate::web::frame::{Frame, rooms};
use crate::web::page::{encoded, page, page_as, redirect, shipment_path};
use crate::web::pages::office_table::{OfficeCell, OfficeList, OfficeRow, OfficeTable};
use crate::web::request_user::RequestUser;

#[derive(Template)]
#[template(path = "office.html")]
struct OfficePage {
    frame: Frame,
    rooms: Vec<(&'static str, String, String, &'static str)>,
    /// References that are read as one another, each with its page.
    read_alike: Vec<Vec<(String, String)>>,
    /// Milestones that cannot be as they stand: the shipment, its page, why.
    doubted: Vec<(String, String, String)>,
    /// How many there are, where not all are shown.
    more_doubted: Option<String>,
}

/// Milestones that are shown of those that cannot be as they stand.
const DOUBTED: usize = 100;

/// The rooms of the office.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    let link = |reference: &Reference| (reference.to_string(), shipment_path(reference.as_str()));
    let twins = office.run_as(&request_user, find::twins).await?;
    let (count, first) = office.run_as(&request_user, |office, context| find::doubted_milestones(office, context, DOUBTED)).await?;
    let language = request_user.language;
    let more = count.saturating_sub(first.len() as u64);
    let doubted = first.iter().map(|told| {
        let (shipment, path) = link(&told.shipment);
        (shipment, path, doubted(&told.doubt, language))
    });
    let read_alike = twins.iter().map(|alike| alike.iter().map(link).collect()).collect();
    page(&OfficePage {
        frame: Frame::new(&request_user, request_user.language.text("nav-office")),
        rooms: rooms(&request_user),
        read_alike,
        doubted: doubted.collect(),
        more_doubted: (more > 0).then(|| language.format("doubted-more", values!(count = more))),
    })
}

/// A page with one form.
#[derive(Template)]
#[template(path = "office-form.html")]
pub struct FormPage {
    frame: Frame,
    /// The list it belongs to, and the list's name.
    back: (&'static str, String),
    about: Option<String>,
    summary: Option<Summary>,
    fields: Vec<Field>,
    button: String,
}

impl FormPage {
    /// A form that is sent to its own address. What is said of its fields stands above it.
    pub fn new(request_user: &RequestUser, title: String, back: (&'static str, &'static str), fields: Vec<Field>) -> Self {
        let language = request_user.language;
        Self {
            frame: Frame::new(request_user, title),
            back: (back.0, language.text(back.1)),
            about: None,
            summary: Summary::new(language, &fields),
            fields,
            button: language.text("form-keep"),
        }
    }

    /// What to know before it is filled.
    pub fn about(mut self, text: String) -> Self {
        self.about = Some(text);
        self
    }

    /// What its button says.
    pub fn button(mut self, text: String) -> Self {
        self.button = text;
        self
    }

    /// The page; refused if a field is wrong.
    pub fn answer(&self) -> Result<HttpResponse, AppError> {
        page_as(status(self.summary.is_some()), self)
    }
}

/// A list of the office, on a page: where it is and its title; what it is for, what the button for a new one says, what
/// the rows' heads are; the other columns.
pub fn list_of(
    request_user: &RequestUser,
    (path, title): (&'static str, &str),
    about: [&str; 3],
    columns: &[&str],
    rows: Vec<OfficeRow>,
) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let title = language.text(title);
    let [about, new, head] = about.map(|key| language.text(key));
    let columns = columns.iter().map(|key| language.text(key)).collect();
    let table = OfficeTable::new(language, title.clone(), head, columns, rows);
    page(&OfficeList { frame: Frame::new(request_user, title), path, about, new, table })
}

/// The columns of things that have a name in each language, and `more`.
pub fn named_columns<'k>(more: &[&'k str]) -> Vec<&'k str> {
    Language::ALL.map(name_key).iter().chain(more).copied().collect()
}

/// One of them, with what its further columns say.
pub fn list_row(language: Language, list: &str, code: &str, (names, retired): (Names, bool), more: Vec<OfficeCell>) -> OfficeRow {
    let names = Language::ALL.map(|one| OfficeCell::in_language(one.tag(), names.by_tag(one.tag()).to_owned()));
    let path = format!("{list}/{}", encoded(code));
    OfficeRow::coded(code, names.into_iter().chain(more).collect())
        .ended(retired.then(|| language.text("office-retired")))
        .changed_at(format!("{path}/change"))
        .retired_at(format!("{path}/retired"), retired)
}

/// Retires one of them, or brings it back, as a form says: `set` does it.
pub async fn retire<T, E>(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    (list, form): (&str, &Form),
    set: impl FnOnce(&Office, &Context, bool) -> Result<T, EditError<E>> + Send + 'static,
) -> Result<HttpResponse, AppError>
where
    T: Send + 'static,
    E: Debug + Send + 'static,
{
    let retired = form.get("retired").parse().map_err(|_| AppError::Unreadable)?;
    let done = ask(office, request_user, move |office, context| set(office, context, retired)).await?;
    done.map_err(|_| AppError::Unreadable)?;
    Ok(redirect(&format!("{list}?done=kept")))
}

/// The status of a page with a form.
pub fn status(is_refused: bool) -> StatusCode {
    if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// Asks the office to change something: what was done, or the faults of what was typed.
pub async fn ask<T, F>(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    work: impl FnOnce(&Office, &Context) -> Result<T, EditError<F>> + Send + 'static,
) -> Result<Result<T, Vec<F>>, AppError>
where
    T: Send + 'static,
    F: Debug + Send + 'static,
{
    office.run_as(request_user, move |office, context| done_or_invalid(work(office, context))).await
}

/// What was done, or the faults of what was typed; anything else is a page of its own.
pub fn done_or_invalid<T, E: Debug>(done: Result<T, EditError<E>>) -> Result<Result<T, Vec<E>>, AppError> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(EditError::Invalid(errors)) => Ok(Err(errors)),
        Err(EditError::Unknown) => Err(AppError::NotFound),
        Err(EditError::Failed(error)) => Err(error.into()),
    }
}

/// The field of a name in a language.
pub fn name_field(language: Language) -> &'static str {
    match language {
        Language::En => "name_en",
        Language::ZhCn => "name_zh",
        Language::Ru => "name_ru",
    }
}

/// The names, a field each.
pub fn name_fields(language: Language) -> [Field; 3] {
    Language::ALL.map(|one| Field::line(name_field(one), language.text(name_key(one))))
}

/// The key of what a name in a language is called.
fn name_key(language: Language) -> &'static str {
    match language {
        Language::En => "office-name-en",
        Language::ZhCn => "office-name-zh",
        Language::Ru => "office-name-ru",
    }
}

/// The names that were typed.
pub fn names(form: &Form) -> Names {
    let name = |language: Language| form.get(name_field(language)).to_owned();
    Names { en: name(Language::En), zh: name(Language::ZhCn), ru: name(Language::Ru) }
}

/// Fills a form with names.
pub fn set_names(form: &mut Form, names: &Names) {
    for language in Language::ALL {
        form.set(name_field(language), names.by_tag(language.tag()));
    }
}

/// Fields with what was typed, and each with its fault: its name, and the key of what is wrong, which the key of
/// the rule extends.
pub fn with_faults(language: Language, fields: Vec<Field>, form: &Form, faults: &[(&'static str, &'static str)]) -> Vec<Field> {
    let wrong = |name: &str| {
        let found = faults.iter().find(|(field, _)| *field == name);
        found.map(|(_, key)| (language.text(key), language.text(&format!("{key}-rule"))))
    };
    let filled = |field: Field| {
        let error = wrong(&field.name);
        field.from(form).wrong_if(error)
    };
    fields.into_iter().map(filled).collect()
}
