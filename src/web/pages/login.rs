//! Signing in and out.

use std::sync::Arc;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::TimeZone;

use crate::i18n::{Language, clock};
use crate::office::sign_in::{self, Outside, SignInError};
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Control, Field};
use crate::web::form::{self, Form};
use crate::web::frame::Frame;
use crate::web::kept_form;
use crate::web::page::{own_path, page, page_as, redirect};
use crate::web::pages::{errors, language};
use crate::web::request_user::RequestUser;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    frame: Frame,
    next: String,
    /// The fields of a form that waits for whoever signs in, if it is theirs.
    typed: String,
    name: Field,
    password: Field,
    wrong: Option<String>,
    is_new: bool,
    clocks: String,
}

/// The door.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    // What was typed comes by a form, never by an address, which anyone can make.
    let mut query = Form::of_query(&request);
    query.remove(|name| name == "form");
    if request_user.user.is_some() {
        return Ok(redirect(own_path(query.get("next"))));
    }
    page(&door(&office, &request_user, &query, None).await?)
}

/// Asks whoever sent a form to sign in first: what they typed waits for them.
pub async fn ask_first(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    typed: &Form,
    path: &str,
) -> Result<HttpResponse, AppError> {
    let fields = form::query(typed.all().map(|(name, text)| (name.as_str(), text.as_str())));
    let asked = Form::new(vec![("next".to_owned(), kept_form::page_of(path)), ("form".to_owned(), fields)]);
    page_as(StatusCode::UNAUTHORIZED, &door(office, request_user, &asked, None).await?)
}

/// Signs in.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (caller, guesses) = (office.caller(&request), Arc::clone(&office.guesses));
    let (name, password) = (form.get("name").to_owned(), form.get("password").to_owned());
    let done = office.run_slowly(move |office| sign_in::sign_in(office, &guesses, &name, &password, &caller)).await?;
    match done {
        Ok((token, user)) => {
            if let Some(old) = request_user.session {
                office.run(move |office| sign_in::sign_out(office, &old)).await?;
            }
            let language = Language::from_locale(&user.language).unwrap_or(request_user.language);
            let (typed, next) = (Form::of_text(form.get("form")), own_path(form.get("next")));
            let to = if kept_form::is_of(&typed, user.id) {
                kept_form::keep(&office, &RequestUser { user: Some(user), session: None, ..request_user }, &typed, next).await?
            } else {
                next.to_owned()
            };
            enter(&office, &token, language, &to)
        }
        Err(SignInError::WrongPassword) => {
            tracing::warn!("a sign-in was refused: name or password is wrong");
            let wrong = request_user.language.text("login-wrong");
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &door(&office, &request_user, &form, Some(wrong)).await?)
        }
        Err(SignInError::TooMany(seconds)) => {
            tracing::warn!(seconds, "a sign-in was refused: too many tries");
            Ok(errors::page(&request_user, &AppError::TooMany(seconds)))
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Signs out.
pub async fn end(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    if let Some(session) = request_user.session {
        office.run(move |office| sign_in::sign_out(office, &session)).await?;
    }
    let mut answer = redirect("/login?done=signed-out");
    let mut gone = session_cookie(&office, String::new());
    gone.make_removal();
    answer.add_cookie(&gone).map_err(|error| AppError::Broken(error.to_string()))?;
    Ok(answer)
}

async fn door(office: &web::Data<AppState>, request_user: &RequestUser, form: &Form, wrong: Option<String>) -> Result<LoginPage, AppError> {
    let language = request_user.language;
    let Outside { is_new, now, places } = office.run(sign_in::outside).await?;
    let clocks = [("CNHCG", chrono_tz::Asia::Shanghai), ("RUYEK", chrono_tz::Asia::Yekaterinburg)];
    let named = clocks.iter().filter_map(|(code, zone)| {
        let place = places.iter().find(|place| place.code.as_str() == *code)?;
        let local = zone.timestamp_opt(now.instant().seconds(), 0).single()?.naive_local();
        Some(format!("{} {}", place.names.by_tag(language.tag()), clock(local)))
    });
    Ok(LoginPage {
        frame: Frame::new(request_user, language.text("login-title")),
        next: own_path(form.get("next")).to_owned(),
        typed: form.get("form").to_owned(),
        name: Field::line("name", language.text("user-name")).filled(form.get("name")),
        password: Field::line("password", language.text("user-password")).with(Control::Password("current-password")),
        wrong,
        is_new,
        clocks: named.collect::<Vec<_>>().join(" · "),
    })
}

/// Goes in with a new session.
pub fn enter(office: &AppState, token: &str, language: Language, to: &str) -> Result<HttpResponse, AppError> {
    let mut answer = redirect(to);
    for cookie in [session_cookie(office, token.to_owned()), language::kept(office, language)] {
        answer.add_cookie(&cookie).map_err(|error| AppError::Broken(error.to_string()))?;
    }
    Ok(answer)
}

fn session_cookie(office: &AppState, token: String) -> Cookie<'static> {
    Cookie::build(office.session_cookie(), token)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(office.settings.is_secure())
        .max_age(Duration::seconds(sign_in::ABSOLUTE))
        .finish()
}
