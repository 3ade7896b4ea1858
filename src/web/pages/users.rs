//! The people of the office: all of them, a form for a new one, and a page for each.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::TimeZone;

use crate::domain::role::Role;
use crate::domain::time::Moment;
use crate::i18n::Language;
use crate::office::sign_in::Session;
use crate::office::users::{self, NewUser, Sessions, User, UserError};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Choice, Control, Field, Summary};
use crate::web::form::Form;
use crate::web::frame::{Frame, role_key};
use crate::web::page::{page, page_as, redirect};
use crate::web::pages::account::{SessionRow, language_field, session_rows, user_fault, zone_field};
use crate::web::pages::office::{FormPage, ask, done_or_invalid, list_of, status};
use crate::web::pages::office_table::{OfficeCell, OfficeRow};
use crate::web::request_user::RequestUser;

#[derive(Template)]
#[template(path = "user.html")]
struct UserPage {
    frame: Frame,
    user: User,
    summary: Option<Summary>,
    fields: Vec<Field>,
    /// What stands in the way of shutting them out.
    disabled_error: Option<(String, String)>,
    password: Field,
    sessions: Vec<SessionRow>,
}

#[derive(Template)]
#[template(path = "user-password.html")]
struct PasswordPage {
    frame: Frame,
    who: String,
    password: String,
}

/// A form of a user's page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UserPart {
    Describe,
    Disable,
    Password,
}

const LIST: (&str, &str) = ("/admin/users", "nav-users");

/// All users.
pub async fn list(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let row = |user: User| {
        let own_name = Language::from_locale(&user.language).map_or("", Language::own_name);
        let cells = vec![
            OfficeCell::new(user.name),
            OfficeCell::new(language.text(role_key(user.role))),
            OfficeCell::in_language(&user.language, own_name.to_owned()),
            OfficeCell::new(user.time_zone.parse().map_or(user.time_zone, |zone| language.zone(zone))),
            OfficeCell::new(day(&request_user, user.created_at)),
        ];
        OfficeRow::named(user.display_name, cells)
            .ended(user.disabled.then(|| language.text("users-disabled")))
            .changed_at(format!("{}/{}", LIST.0, user.id))
    };
    let rows = office.run_as(&request_user, users::all).await?.into_iter().map(row).collect();
    let columns = ["user-name", "user-role", "nav-language", "user-time-zone", "users-since"];
    list_of(&request_user, LIST, ["users-about", "users-new", "user-display-name"], &columns, rows)
}

/// A form for a new user.
pub async fn new(request_user: RequestUser) -> Result<HttpResponse, AppError> {
    let mut form = Form::default();
    form.set("role", Role::Staff.word());
    form.set("language", request_user.language.tag());
    form.set("time_zone", request_user.office_zone.name());
    new_page(&request_user, &form, &[]).answer()
}

/// Adds a user.
pub async fn add(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let text = |name: &str| form.get(name).to_owned();
    let new = NewUser {
        name: text("name"),
        display_name: text("display_name"),
        role: Role::parse(form.get("role")).ok_or(AppError::Unreadable)?,
        password: text("password"),
        language: Language::from_locale(form.get("language")).ok_or(AppError::Unreadable)?,
        time_zone: form.get("time_zone").parse().map_err(|_| AppError::Unreadable)?,
    };
    match done_or_invalid(office.run_slowly_as(&request_user, move |office, context| users::welcome(office, context, new)).await?)? {
        Ok((user, Some(made))) => password_page(&request_user, &user, made),
        Ok((_, None)) => Ok(redirect("/admin/users?done=user-added")),
        Err(faults) => new_page(&request_user, &form, &faults).answer(),
    }
}

/// The page of a user.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, id: web::Path<i64>) -> Result<HttpResponse, AppError> {
    let user = find(&office, &request_user, *id).await?;
    user_page(&office, &request_user, user, None, None).await
}

/// Changes what someone is called and may do.
pub async fn change(
    office: web::Data<AppState>,
    request_user: RequestUser,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let user = find(&office, &request_user, *id).await?;
    let (name, display_name) = (user.name.clone(), form.get("display_name").to_owned());
    let role = Role::parse(form.get("role")).ok_or(AppError::Unreadable)?;
    let work = move |office: &_, context: &_| users::describe(office, context, &name, &display_name, role);
    match ask(&office, &request_user, work).await? {
        // Who gave up the right to see this page is shown another.
        Ok(changed) if request_user.user.as_ref().is_some_and(|own| own.id == changed.id) && changed.role != Role::Administrator => {
            Ok(redirect("/account?done=kept"))
        }
        Ok(_) => Ok(redirect("/admin/users?done=kept")),
        Err(faults) => user_page(&office, &request_user, user, Some(&form), faults.first().map(|fault| (UserPart::Describe, *fault))).await,
    }
}

/// Shuts a user out, or lets them in again.
pub async fn disable(
    office: web::Data<AppState>,
    request_user: RequestUser,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let user = find(&office, &request_user, *id).await?;
    let disabled = form.get("disabled").parse().map_err(|_| AppError::Unreadable)?;
    let name = user.name.clone();
    match ask(&office, &request_user, move |office, context| users::set_disabled(office, context, &name, disabled)).await? {
        Ok(_) => Ok(redirect(&format!("/admin/users/{id}?done=kept"))),
        Err(faults) => user_page(&office, &request_user, user, None, faults.first().map(|fault| (UserPart::Disable, *fault))).await,
    }
}

/// Gives a user a new password.
pub async fn set_password(
    office: web::Data<AppState>,
    request_user: RequestUser,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let user = find(&office, &request_user, *id).await?;
    let (name, password) = (user.name.clone(), form.get("password").to_owned());
    // Whoever sets their own stays in.
    let this = request_user.session.as_ref().map(|session| session.id.clone());
    let done = office
        .run_slowly_as(&request_user, move |office, context| users::renew_password(office, context, &name, &password, this.as_deref()))
        .await?;
    match done_or_invalid(done)? {
        Ok((user, Some(made))) => password_page(&request_user, &user, made),
        Ok((_, None)) => Ok(redirect(&format!("/admin/users/{id}?done=kept"))),
        Err(faults) => user_page(&office, &request_user, user, None, faults.first().map(|fault| (UserPart::Password, *fault))).await,
    }
}

/// Ends a session of a user, or all of them.
pub async fn end_session(
    office: web::Data<AppState>,
    request_user: RequestUser,
    id: web::Path<i64>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (user, session) = (find(&office, &request_user, *id).await?, form.get("session").to_owned());
    let which = if session == "all" { Sessions::AllBut(None) } else { Sessions::One(session) };
    office.run_as(&request_user, move |office, context| users::end_sessions(office, context, user.id, &which)).await?;
    Ok(redirect(&format!("/admin/users/{id}?done=session-ended")))
}

async fn find(office: &web::Data<AppState>, request_user: &RequestUser, id: i64) -> Result<User, AppError> {
    office.run_as(request_user, move |office, context| users::by_id(office, context, id)).await?.ok_or(AppError::NotFound)
}

/// The day of a moment, on the reader's calendar.
fn day(request_user: &RequestUser, moment: Moment) -> String {
    let at = request_user.zone().timestamp_opt(moment.instant().seconds(), 0).single();
    at.map(|at| request_user.language.date(at.date_naive())).unwrap_or_default()
}

/// Shows a password that was made, once: it is in no address, and no browser keeps the page.
fn password_page(request_user: &RequestUser, user: &User, password: String) -> Result<HttpResponse, AppError> {
    let mut frame = Frame::new(request_user, request_user.language.text("users-made-title"));
    frame.here = format!("/admin/users/{}", user.id);
    let who = request_user.language.format("users-made-who", values!(name = user.display_name.as_str(), user = user.name.as_str()));
    let mut answer = page(&PasswordPage { frame, who, password })?;
    answer.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    Ok(answer)
}

fn role_field(language: Language) -> Field {
    let choices = Role::ALL.iter().map(|role| Choice::new(role.word(), language.text(role_key(*role)))).collect();
    Field::line("role", language.text("user-role")).with(Control::Select(choices))
}

fn display_name_field(language: Language) -> Field {
    Field::line("display_name", language.text("user-display-name")).hint(language.text("users-display-name-hint"))
}

fn password_field(language: Language) -> Field {
    Field::line("password", language.text("user-password"))
        .hint(language.text("users-password-hint"))
        .optional(language)
        .with(Control::Password("new-password"))
}

fn error(language: Language, name: &str, fault: Option<UserError>) -> Option<(String, String)> {
    let (field, what, rule) = user_fault(language, fault?);
    (field == name).then_some((what, rule))
}

fn new_page(request_user: &RequestUser, form: &Form, faults: &[UserError]) -> FormPage {
    let language = request_user.language;
    let mut fields = vec![
        display_name_field(language),
        Field::line("name", language.text("user-name")).hint(language.text("user-name-hint")),
        role_field(language),
        language_field(language),
        zone_field(language),
        password_field(language),
    ];
    for field in &mut fields {
        let wrong = faults.iter().find_map(|fault| error(language, &field.name, Some(*fault)));
        *field = field.clone().from(form).wrong_if(wrong);
    }
    FormPage::new(request_user, language.text("users-new"), LIST, fields).button(language.text("users-add"))
}

async fn user_page(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    user: User,
    typed: Option<&Form>,
    fault: Option<(UserPart, UserError)>,
) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let id = user.id;
    let sessions: Vec<Session> = office.run_as(request_user, move |office, context| users::sessions_of(office, context, id)).await?;
    let of = |part: UserPart| fault.filter(|(found, _)| *found == part).map(|(_, fault)| fault);
    let (display_name, role) =
        typed.map_or((user.display_name.as_str(), user.role.word()), |form| (form.get("display_name"), form.get("role")));
    let fields = vec![
        display_name_field(language).filled(display_name).wrong_if(error(language, "display_name", of(UserPart::Describe))),
        role_field(language).filled(role).wrong_if(error(language, "role", of(UserPart::Describe))),
    ];
    let password = password_field(language).wrong_if(error(language, "password", of(UserPart::Password)));
    let disabled_error = error(language, "role", of(UserPart::Disable));
    let found = fields.iter().chain([&password]).filter_map(|field| Some((field.name.clone(), field.error.clone()?.0)));
    let disabled = disabled_error.iter().map(|(what, _)| ("disabled".to_owned(), what.clone()));
    let summary = Summary::with(language, found.chain(disabled).collect());
    let mut frame = Frame::new(request_user, user.display_name.clone());
    // The address of a form that was refused cannot be come back to.
    if typed.is_some() || fault.is_some() {
        frame.here = format!("/admin/users/{id}");
    }
    let page = UserPage { frame, summary, fields, disabled_error, password, sessions: session_rows(request_user, sessions), user };
    page_as(status(page.summary.is_some()), &page)
}
