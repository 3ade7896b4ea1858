//! Hold reasons and the office's policy for each: all of them, and a form for one.

use actix_web::{HttpResponse, web};

use crate::i18n::Language;
use crate::office::reasons::{self, AUTHORITIES, HoldReason, RESPONSIBLE, ReasonDraft, ReasonError};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Choice, Control, Field};
use crate::web::form::Form;
use crate::web::page::redirect;
use crate::web::pages::office::{
    self as kept, FormPage, ask, list_of, list_row, name_field, name_fields, named_columns, names, set_names, with_faults,
};
use crate::web::pages::office_table::OfficeCell;
use crate::web::request_user::RequestUser;

const LIST: (&str, &str) = ("/admin/reasons", "nav-reasons");

/// All reasons.
pub async fn list(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let named = |word: Option<String>| word.map(|word| party(language, &word)).unwrap_or_default();
    let row = |reason: HoldReason| {
        let more = vec![
            OfficeCell::new(language.text(if reason.pauses { "yes" } else { "no" })),
            OfficeCell::classed("party", named(reason.authority)),
            OfficeCell::classed("party", named(reason.responsible)),
        ];
        list_row(language, LIST.0, &reason.code, (reason.names, reason.retired), more)
    };
    let rows = office.run_as(&request_user, reasons::all).await?.into_iter().map(row).collect();
    let columns = named_columns(&["reasons-pauses", "reasons-authority", "reasons-responsible"]);
    list_of(&request_user, LIST, ["reasons-about", "reasons-new", "reasons-code"], &columns, rows)
}

/// A form for a new reason.
pub async fn new(request_user: RequestUser) -> Result<HttpResponse, AppError> {
    form_page(&request_user, None, &Form::default(), &[]).answer()
}

/// Adds a reason.
pub async fn add(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let draft = draft(form.get("code"), &form);
    match ask(&office, &request_user, move |office, context| reasons::add(office, context, &draft)).await? {
        Ok(_) => Ok(redirect("/admin/reasons?done=kept")),
        Err(faults) => form_page(&request_user, None, &form, &faults).answer(),
    }
}

/// A form for a reason that is there.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, code: web::Path<String>) -> Result<HttpResponse, AppError> {
    let reasons = office.run_as(&request_user, reasons::all).await?;
    let reason = reasons.iter().find(|reason| reason.code == *code).ok_or(AppError::NotFound)?;
    let mut form = Form::default();
    set_names(&mut form, &reason.names);
    form.set("pauses", reason.pauses.to_string());
    form.set("authority", reason.authority.as_deref().unwrap_or(""));
    form.set("responsible", reason.responsible.as_deref().unwrap_or(""));
    form_page(&request_user, Some(&code), &form, &[]).answer()
}

/// Changes names and policy.
pub async fn change(
    office: web::Data<AppState>,
    request_user: RequestUser,
    code: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let draft = draft(&code, &form);
    match ask(&office, &request_user, move |office, context| reasons::change(office, context, &draft)).await? {
        Ok(_) => Ok(redirect("/admin/reasons?done=kept")),
        Err(faults) => form_page(&request_user, Some(&code), &form, &faults).answer(),
    }
}

/// Retires a reason, or brings it back.
pub async fn retire(
    office: web::Data<AppState>,
    request_user: RequestUser,
    code: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    kept::retire(&office, &request_user, (LIST.0, &form), move |office, context, retired| {
        reasons::set_retired(office, context, &code, retired)
    })
    .await
}

fn draft(code: &str, form: &Form) -> ReasonDraft {
    ReasonDraft {
        code: code.to_owned(),
        names: names(form),
        pauses: form.get("pauses") == "true",
        authority: form.get("authority").to_owned(),
        responsible: form.get("responsible").to_owned(),
    }
}

/// The name of who acts: a word of ours in the reader's language, else as it stands.
fn party(language: Language, word: &str) -> String {
    if RESPONSIBLE.contains(&word) { language.text(&format!("responsible-{word}")) } else { word.to_owned() }
}

fn form_page(request_user: &RequestUser, code: Option<&str>, form: &Form, faults: &[ReasonError]) -> FormPage {
    let language = request_user.language;
    let choices = |words: &[&str]| words.iter().map(|word| Choice::new(*word, party(language, word))).collect::<Vec<_>>();
    let mut fields = Vec::new();
    if code.is_none() {
        let line = Field::line("code", language.text("reasons-code")).hint(language.text("reasons-code-hint"));
        fields.push(line.with(Control::Line("text", "code")));
    }
    fields.extend(name_fields(language));
    let nobody = Choice::new("", language.text("reasons-nobody"));
    fields.extend([
        Field::line("pauses", language.text("reasons-pauses-do")).hint(language.text("reasons-pauses-hint")).with(Control::Tick),
        Field::line("authority", language.text("reasons-authority"))
            .hint(language.text("reasons-authority-hint"))
            .optional(language)
            .with(Control::Suggest(choices(AUTHORITIES))),
        Field::line("responsible", language.text("reasons-responsible"))
            .with(Control::Select([vec![nobody], choices(RESPONSIBLE)].concat())),
    ]);
    let faults: Vec<_> = faults.iter().map(|fault| found(*fault)).collect();
    let title = match code {
        None => language.text("reasons-new"),
        Some(code) => {
            let named = form.filled(name_field(language)).map(|name| language.format("code-named", values!(code = code, name = name)));
            language.format("reasons-change", values!(code = named.unwrap_or_else(|| code.to_owned())))
        }
    };
    FormPage::new(request_user, title, LIST, with_faults(language, fields, form, &faults)).about(language.text("reasons-about"))
}

/// The field of a fault, and the key of what to say.
fn found(fault: ReasonError) -> (&'static str, &'static str) {
    match fault {
        ReasonError::Code => ("code", "reasons-fault-code"),
        ReasonError::CodeTaken => ("code", "reasons-fault-code-taken"),
        ReasonError::Name(language) => (name_field(language), "office-fault-name"),
        ReasonError::Authority => ("authority", "reasons-fault-authority"),
        ReasonError::Responsible => ("responsible", "reasons-fault-responsible"),
    }
}
