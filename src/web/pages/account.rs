//! One's own: language, time zone, password, and where one is signed in.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{TimeZone, Utc};
use chrono_tz::{OffsetComponents, Tz};

use crate::domain::time::Moment;
use crate::i18n::{Language, offset};
use crate::office::EditError;
use crate::office::sign_in::Session;
use crate::office::users::{self, Sessions, UserError};
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Choice, Control, Field, Summary};
use crate::web::form::Form;
use crate::web::frame::{Frame, role_key};
use crate::web::page::{page, page_as, redirect};
use crate::web::request_user::RequestUser;

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    name: String,
    role: String,
    language: Field,
    time_zone: Field,
    summary: Option<Summary>,
    passwords: [Field; 2],
    sessions: Vec<SessionRow>,
}

/// A session in a list.
pub struct SessionRow {
    /// What ends it.
    pub id: String,
    /// Whether it is the reader's own.
    pub is_this: bool,
    /// The browser.
    pub agent: String,
    /// From where it was opened.
    pub address: String,
    /// When.
    pub opened: String,
    /// When it was last used.
    pub seen: String,
}

/// Zones that are offered first: those of the seeded places.
const ZONES: &[&str] =
    &["Asia/Shanghai", "Asia/Vladivostok", "Asia/Chita", "Asia/Novosibirsk", "Asia/Yekaterinburg", "Asia/Almaty", "Europe/Moscow", "UTC"];

/// Shows it.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    page(&view(&office, &request_user, None).await?)
}

/// Sets language and time zone.
pub async fn change(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let language = Language::from_locale(form.get("language")).ok_or(AppError::Unreadable)?;
    let zone: Tz = form.get("time_zone").parse().map_err(|_| AppError::Unreadable)?;
    office.run_as(&request_user, move |office, context| users::set_preferences(office, context, language, Some(zone))).await?;
    Ok(redirect("/account?done=account"))
}

/// Sets a new password.
pub async fn change_password(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (Some(user), Some(session)) = (request_user.user.clone(), request_user.session.clone()) else { return Err(AppError::NotAllowed) };
    let address = office.caller(&request).address;
    let (guesses, name) = (std::sync::Arc::clone(&office.guesses), user.name.clone());
    guesses.take(&name, &address, office.now().instant().seconds()).map_err(AppError::TooMany)?;
    let (old, new) = (form.get("old_password").to_owned(), form.get("password").to_owned());
    let done = office
        .run_slowly_as(&request_user, move |office, context| users::change_password(office, context, &old, &new, &session.id))
        .await?;
    match done {
        Ok(_) => {
            guesses.give_back(&name, &address);
            Ok(redirect("/account?done=password"))
        }
        Err(EditError::Invalid(faults)) => {
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &view(&office, &request_user, faults.first().copied()).await?)
        }
        Err(EditError::Unknown) => Err(AppError::NotFound),
        Err(EditError::Failed(error)) => Err(error.into()),
    }
}

/// Ends a session, or all but this one.
pub async fn end_session(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let Some(this) = request_user.session.as_ref() else { return Err(AppError::NotAllowed) };
    let id = form.get("session").to_owned();
    let which = if id == "others" { Sessions::AllBut(Some(this.id.clone())) } else { Sessions::One(id) };
    office.run_as(&request_user, move |office, context| users::end_own_sessions(office, context, &which)).await?;
    Ok(redirect("/account?done=session-ended"))
}

async fn view(office: &web::Data<AppState>, request_user: &RequestUser, fault: Option<UserError>) -> Result<AccountPage, AppError> {
    let language = request_user.language;
    let Some(user) = request_user.user.clone() else { return Err(AppError::NotAllowed) };
    let sessions = office.run_as(request_user, users::own_sessions).await?;
    let wrong = fault.map(|fault| user_fault(language, fault));
    let error = |name: &str| wrong.as_ref().filter(|(field, ..)| *field == name).map(|(_, what, rule)| (what.clone(), rule.clone()));
    let passwords = [
        Field::line("old_password", language.text("account-old-password"))
            .with(Control::Password("current-password"))
            .wrong_if(error("old_password")),
        Field::line("password", language.text("account-new-password"))
            .hint(language.text("user-password-hint"))
            .with(Control::Password("new-password"))
            .wrong_if(error("password")),
    ];
    Ok(AccountPage {
        frame: Frame::new(request_user, language.text("nav-account")),
        name: format!("{} ({})", user.display_name, user.name),
        role: language.text(role_key(user.role)),
        language: language_field(language).filled(&user.language),
        time_zone: zone_field(language).filled(&user.time_zone),
        summary: Summary::new(language, &passwords),
        passwords,
        sessions: session_rows(request_user, sessions),
    })
}

/// Sessions as they are listed.
pub fn session_rows(request_user: &RequestUser, sessions: Vec<Session>) -> Vec<SessionRow> {
    let row = |session: Session| SessionRow {
        is_this: request_user.session.as_ref().is_some_and(|this| this.id == session.id),
        agent: if session.agent.is_empty() { request_user.language.text("account-agent-unknown") } else { session.agent },
        address: session.address,
        opened: local(request_user, session.created_at),
        seen: local(request_user, session.seen_at),
        id: session.id,
    };
    sessions.into_iter().map(row).collect()
}

/// A moment on the reader's own clock, with its offset.
pub fn local(request_user: &RequestUser, moment: Moment) -> String {
    let at = request_user.zone().timestamp_opt(moment.instant().seconds(), 0).single();
    at.map_or_else(
        || moment.to_string(),
        |at| format!("{} {}", request_user.language.date_and_time(at.naive_local()), offset_of(&at)).replace(' ', "\u{a0}"),
    )
}

/// “UTC+8”.
pub fn offset_of(at: &chrono::DateTime<Tz>) -> String {
    offset(seconds_east(at))
}

fn seconds_east(at: &chrono::DateTime<Tz>) -> i32 {
    let parts = at.offset();
    i32::try_from((parts.base_utc_offset() + parts.dst_offset()).num_seconds()).unwrap_or(0)
}

/// The languages to choose from.
pub fn language_field(language: Language) -> Field {
    let choices = Language::ALL.map(|one| Choice::new(one.tag(), one.own_name())).to_vec();
    Field::line("language", language.text("nav-language")).with(Control::Select(choices))
}

/// The time zones to choose from: those of the trade first.
pub fn zone_field(language: Language) -> Field {
    Field::line("time_zone", language.text("user-time-zone"))
        .hint(language.text("user-time-zone-hint"))
        .with(Control::Select(zone_choices(language)))
}

/// All time zones by their names in the reader's language: those of the trade first.
pub fn zone_choices(language: Language) -> Vec<Choice> {
    let others = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| name.contains('/') && !ZONES.contains(name));
    let names = ZONES.iter().copied().chain(others.filter(|name| !name.starts_with("Etc/")));
    names.map(|name| Choice::new(name, zone_name(language, name))).collect()
}

/// “Shanghai (Asia/Shanghai, UTC+8)”.
fn zone_name(language: Language, name: &str) -> String {
    let zone = name.parse::<Tz>();
    zone.map_or_else(|_| name.to_owned(), |zone| language.zone_with_offset(zone, seconds_east(&Utc::now().with_timezone(&zone))))
}

/// A fault of a user: its field, what is wrong, and the rule.
pub fn user_fault(language: Language, fault: UserError) -> (&'static str, String, String) {
    let (field, key) = match fault {
        UserError::Name => ("name", "user-fault-name"),
        UserError::NameTaken => ("name", "user-fault-name-taken"),
        UserError::DisplayName => ("display_name", "user-fault-display-name"),
        UserError::Password => ("password", "user-fault-password"),
        UserError::OldPassword => ("old_password", "user-fault-old-password"),
        UserError::LastAdministrator => ("role", "user-fault-last-administrator"),
    };
    (field, language.text(key), language.text(&format!("{key}-rule")))
}
