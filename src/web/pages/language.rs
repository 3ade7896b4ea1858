//! The language of the pages: kept with the person who is signed in, else in a cookie.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpResponse, web};

use crate::i18n::Language;
use crate::office::users;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::form::Form;
use crate::web::kept_form;
use crate::web::page::{own_path, redirect};
use crate::web::request_user::{LANGUAGE_COOKIE, RequestUser};

/// Days for which a browser keeps the language.
const KEPT_DAYS: i64 = 365;

/// Chooses the language, and goes back.
pub async fn choose(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let language = Language::from_locale(form.get("language")).ok_or(AppError::Unreadable)?;
    if request_user.user.is_some() {
        office.run_as(&request_user, move |office, context| users::set_preferences(office, context, language, None)).await?;
    }
    let typed = if form.has("key") { form.clone() } else { Form::of_text(form.get("form")) };
    let back = if form.has("back") { form.get("back") } else { &request_user.here };
    let to = if request_user.user.is_some() && typed.has("key") {
        let mut typed = kept_form::in_any_language(&typed);
        typed.remove(|name| name == "language");
        kept_form::keep(&office, &request_user, &typed, &kept_form::page_of(back)).await?
    } else {
        own_path(back).to_owned()
    };
    let mut answer = redirect(&to);
    answer.add_cookie(&kept(&office, language)).map_err(|error| AppError::Broken(error.to_string()))?;
    Ok(answer)
}

/// The cookie that keeps a language.
pub fn kept(office: &AppState, language: Language) -> Cookie<'static> {
    Cookie::build(LANGUAGE_COOKIE, language.tag())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(office.settings.is_secure())
        .max_age(Duration::days(KEPT_DAYS))
        .finish()
}
