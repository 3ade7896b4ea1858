//! The first run: the page behind the one-time link.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono_tz::Tz;

use crate::demo;
use crate::domain::actor::Source;
use crate::domain::role::Role;
use crate::i18n::Language;
use crate::office::users::NewUser;
use crate::office::{Context, EditError, setup};
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Choice, Control, Field, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{page, page_as};
use crate::web::pages::account::{language_field, user_fault, zone_field};
use crate::web::pages::login;
use crate::web::request_user::RequestUser;

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage {
    frame: Frame,
    token: String,
    summary: Option<Summary>,
    fields: Vec<Field>,
}

/// Where a new office may begin.
const DEFAULT_ZONE: Tz = Tz::Asia__Shanghai;

/// The page, for whoever has the link, as long as there is no user.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = Form::of_query(&request);
    let is_empty = check(&office, &query).await?;
    page(&view(&request_user, &query, is_empty, &[]))
}

/// Makes the administrator, who is signed in at once.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let is_empty = check(&office, &form).await?;
    let (invitation, token) = (Arc::clone(&office.invitation), form.get("token").to_owned());
    let language = Language::from_locale(form.get("language")).unwrap_or(request_user.language);
    let zone = form.get("time_zone").parse().unwrap_or(DEFAULT_ZONE);
    let text = |name: &str| form.get(name).to_owned();
    let new = NewUser {
        name: text("name"),
        display_name: text("display_name"),
        role: Role::Administrator,
        password: text("password"),
        language,
        time_zone: zone,
    };
    let (caller, with_sample) = (office.caller(&request), form.get("start") == "sample");
    let done = office
        .run_slowly(move |office| {
            let made = setup::create(office, (&invitation, &token), new, &caller)?;
            Ok(made.map(|(user, token)| {
                let context = Context::of_user(&user, Source::Form, office.now(), language);
                // Without the sample it is an empty office, with its administrator.
                if with_sample && let Err(error) = demo::fill_new_office(office, &context) {
                    tracing::error!("the sample was not filled in: {error}");
                }
                token
            }))
        })
        .await?;
    match done {
        Ok(Some(token)) => login::enter(&office, &token, language, "/"),
        Ok(None) => Err(AppError::SetupClosed),
        Err(EditError::Invalid(faults)) => {
            let wrong: Vec<_> = faults.iter().map(|fault| user_fault(request_user.language, *fault)).collect();
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &view(&request_user, &form, is_empty, &wrong))
        }
        Err(EditError::Unknown) => Err(AppError::NotFound),
        Err(EditError::Failed(error)) => Err(error.into()),
    }
}

/// Whether the link is good; then, whether the database is empty and can take a sample.
async fn check(office: &web::Data<AppState>, form: &Form) -> Result<bool, AppError> {
    let (invitation, token) = (Arc::clone(&office.invitation), form.get("token").to_owned());
    office.run(move |office| setup::check(office, &invitation, &token)).await?.ok_or(AppError::SetupClosed)
}

fn view(request_user: &RequestUser, form: &Form, is_empty: bool, wrong: &[(&'static str, String, String)]) -> SetupPage {
    let language = request_user.language;
    let chosen = Form::new(vec![
        ("language".to_owned(), form.filled("language").unwrap_or(language.tag()).to_owned()),
        ("time_zone".to_owned(), form.filled("time_zone").unwrap_or(DEFAULT_ZONE.name()).to_owned()),
        ("start".to_owned(), form.filled("start").unwrap_or("empty").to_owned()),
    ]);
    let mut fields = vec![
        Field::line("display_name", language.text("setup-your-name")).hint(language.text("user-display-name-hint")).from(form),
        Field::line("name", language.text("user-name")).hint(language.text("user-name-hint")).from(form),
        Field::line("password", language.text("user-password"))
            .hint(language.text("user-password-hint"))
            .with(Control::Password("new-password")),
        language_field(language).from(&chosen),
        zone_field(language).from(&chosen),
    ];
    if is_empty {
        let starts = [("empty", "setup-start-empty"), ("sample", "setup-start-sample")];
        let choices = starts.map(|(value, key)| Choice::new(value, language.text(key))).to_vec();
        fields.push(Field::line("start", language.text("setup-start")).with(Control::Radios(choices)).from(&chosen));
    }
    for field in &mut fields {
        field.error = wrong.iter().find(|(name, ..)| *name == field.name).map(|(_, what, rule)| (what.clone(), rule.clone()));
    }
    let summary = Summary::new(language, &fields);
    SetupPage { frame: Frame::new(request_user, language.text("setup-title")), token: form.get("token").to_owned(), summary, fields }
}
