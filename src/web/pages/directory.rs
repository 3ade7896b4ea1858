//! The directory of parties and goods: all names, and a form for one: how it is shown, of which other it is a spelling.

use actix_web::{HttpRequest, HttpResponse, web};

use crate::domain::named::NameKind;
use crate::i18n::Language;
use crate::office::directory::{self, Directory, DirectoryName, NameDraft, NameError};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Choice, Control, Field};
use crate::web::form::{self, Form};
use crate::web::page::redirect;
use crate::web::pages::office::{FormPage, ask, list_of, name_field, name_fields, named_columns, names, set_names, with_faults};
use crate::web::pages::office_table::{OfficeCell, OfficeRow};
use crate::web::request_user::RequestUser;

const LIST: (&str, &str) = ("/admin/directory", "nav-directory");

/// All names.
pub async fn list(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let (directory, names) = office.run_as(&request_user, directory::all).await?;
    let rows = names.iter().map(|name| row(language, &directory, name)).collect();
    let columns = named_columns(&["directory-kind", "directory-same"]);
    list_of(&request_user, LIST, ["directory-about", "directory-new", "directory-name"], &columns, rows)
}

fn row(language: Language, directory: &Directory, name: &DirectoryName) -> OfficeRow {
    let shown = Language::ALL.map(|one| OfficeCell::in_language(one.tag(), name.shown.by_tag(one.tag()).to_owned()));
    let spellings = directory.spellings(name.kind, &name.name).collect::<Vec<_>>().join(", ");
    let same = match (name.same_as.is_empty(), spellings.is_empty()) {
        (false, _) => language.format("directory-is-same", values!(name = name.same_as.as_str())),
        (true, false) => language.format("directory-has-same", values!(names = spellings)),
        (true, true) => String::new(),
    };
    let more = [OfficeCell::new(kind(language, name.kind)), OfficeCell::classed("party", same)];
    let path = form::query([("kind", name.kind.word()), ("name", name.name.as_str())]);
    OfficeRow::named(name.name.clone(), shown.into_iter().chain(more).collect())
        .ended(name.retired.then(|| language.text("office-retired")))
        .changed_at(format!("{}/name?{path}", LIST.0))
}

fn kind(language: Language, kind: NameKind) -> String {
    language.text(&format!("directory-{kind}"))
}

/// A form for a new name.
pub async fn new(request_user: RequestUser) -> Result<HttpResponse, AppError> {
    new_page(&request_user, &Form::default(), &[]).answer()
}

/// Adds a name.
pub async fn add(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let kind = NameKind::parse(form.get("kind")).ok_or(AppError::Unreadable)?;
    let draft = NameDraft { kind, name: form.get("name").to_owned(), same_as: String::new(), shown: names(&form), retired: false };
    match ask(&office, &request_user, move |office, context| directory::keep(office, context, &draft)).await? {
        Ok(()) => Ok(redirect("/admin/directory?done=kept")),
        Err(faults) => new_page(&request_user, &form, &faults).answer(),
    }
}

/// The name that an address names, among all.
async fn named(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    request: &HttpRequest,
) -> Result<(DirectoryName, Vec<DirectoryName>), AppError> {
    let query = Form::of_query(request);
    let (_, all) = office.run_as(request_user, directory::all).await?;
    let is_meant = |name: &&DirectoryName| name.kind.word() == query.get("kind") && name.name == query.get("name");
    let name = all.iter().find(is_meant).cloned().ok_or(AppError::NotFound)?;
    Ok((name, all))
}

/// A form for a name that is used, or in the directory.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (name, all) = named(&office, &request_user, &request).await?;
    let mut form = Form::default();
    set_names(&mut form, &name.shown);
    form.set("same_as", name.same_as.as_str());
    form.set("retired", name.retired.to_string());
    name_page(&request_user, &name, &all, &form, &[]).answer()
}

/// Keeps what is said of it.
pub async fn change(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (name, all) = named(&office, &request_user, &request).await?;
    let draft = NameDraft {
        kind: name.kind,
        name: name.name.clone(),
        same_as: form.get("same_as").to_owned(),
        shown: names(&form),
        retired: form.get("retired") == "true",
    };
    match ask(&office, &request_user, move |office, context| directory::keep(office, context, &draft)).await? {
        Ok(()) => Ok(redirect("/admin/directory?done=kept")),
        Err(faults) => name_page(&request_user, &name, &all, &form, &faults).answer(),
    }
}

fn new_page(request_user: &RequestUser, form: &Form, faults: &[NameError]) -> FormPage {
    let language = request_user.language;
    let kinds = NameKind::ALL.iter().map(|one| Choice::new(one.word(), kind(language, *one))).collect();
    let mut fields = vec![
        Field::line("kind", language.text("directory-kind")).with(Control::Select(kinds)),
        Field::line("name", language.text("directory-name")).hint(language.text("directory-name-hint")),
    ];
    fields.extend(shown_fields(language));
    page(request_user, language.text("directory-new"), fields, form, faults)
}

fn name_page(request_user: &RequestUser, name: &DirectoryName, all: &[DirectoryName], form: &Form, faults: &[NameError]) -> FormPage {
    let language = request_user.language;
    let others = all.iter().filter(|other| other.kind == name.kind && other.name != name.name && other.same_as.is_empty());
    let others = others.map(|other| Choice::new(other.name.as_str(), "")).collect();
    let mut fields: Vec<Field> = shown_fields(language).collect();
    fields.extend([
        Field::line("same_as", language.text("directory-same-as"))
            .hint(language.text("directory-same-as-hint"))
            .optional(language)
            .with(Control::Suggest(others)),
        Field::line("retired", language.text("directory-retire")).hint(language.text("directory-retire-hint")).with(Control::Tick),
    ]);
    page(request_user, language.format("directory-change", values!(name = name.name.as_str())), fields, form, faults)
}

fn shown_fields(language: Language) -> impl Iterator<Item = Field> {
    name_fields(language).into_iter().map(move |field| field.optional(language))
}

fn page(request_user: &RequestUser, title: String, fields: Vec<Field>, form: &Form, faults: &[NameError]) -> FormPage {
    let language = request_user.language;
    let found: Vec<_> = faults.iter().map(|fault| fault_of(*fault)).collect();
    FormPage::new(request_user, title, LIST, with_faults(language, fields, form, &found)).about(language.text("directory-about"))
}

/// The field of a fault, and the key of what to say.
fn fault_of(fault: NameError) -> (&'static str, &'static str) {
    match fault {
        NameError::Name => ("name", "directory-fault-name"),
        NameError::SameAs => ("same_as", "directory-fault-same"),
        NameError::Shown(language) => (name_field(language), "directory-fault-name"),
    }
}
