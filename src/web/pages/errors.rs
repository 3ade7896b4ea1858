//! What went wrong, as a page with a way on.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use crate::values;
use crate::web::app_error::AppError;
use crate::web::form;
use crate::web::frame::Frame;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::request_user::RequestUser;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    what: String,
    how: String,
    way: (&'static str, String),
}

/// What a request is answered that failed: by a page that says so or, where a shipment is written otherwise than it was
/// called, by the way to where it is, for a form too.
pub fn answer(request: &HttpRequest, request_user: &RequestUser, failure: &AppError) -> HttpResponse {
    match failure {
        AppError::WrittenOtherwise(meant) => {
            let asked = request.uri().path_and_query().map_or("", |asked| asked.as_str());
            let rest = asked.splitn(3, '/').nth(2).and_then(|rest| rest.find(['/', '?']).map(|at| &rest[at..])).unwrap_or("");
            let to = format!("{}{rest}", shipment_path(meant.as_str()));
            HttpResponse::TemporaryRedirect().insert_header((header::LOCATION, to)).finish()
        }
        AppError::Several(called) => redirect(&format!("/shipments?{}", form::query([("q", called.as_str())]))),
        _ => page(request_user, failure),
    }
}

/// The page of a failure.
pub fn page(request_user: &RequestUser, failure: &AppError) -> HttpResponse {
    let (language, status) = (request_user.language, failure.status_code());
    let word = failure.word();
    let what = language.text(&format!("fail-{word}"));
    let how = match failure {
        AppError::TooMany(seconds) => language.format("fail-too-many-how", values!(wait = wait(request_user, *seconds))),
        _ => language.text(&format!("fail-{word}-how")),
    };
    let is_in = request_user.user.is_some();
    let way = if is_in { ("/", language.text("fail-way-first")) } else { ("/login", language.text("fail-way-login")) };
    let page = ErrorPage { frame: Frame::new(request_user, what.clone()), status: status.as_u16(), what, how, way };
    let mut answer = page_as(status, &page).unwrap_or_else(|error| {
        error.log();
        HttpResponse::new(StatusCode::INTERNAL_SERVER_ERROR)
    });
    if let AppError::TooMany(seconds) = failure
        && let Ok(seconds) = seconds.to_string().parse()
    {
        answer.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    answer
}

/// How long to wait, never less than a minute in words.
fn wait(request_user: &RequestUser, seconds: i64) -> String {
    if seconds < 60 {
        request_user.language.format("unit-seconds", values!(number = seconds.max(1)))
    } else {
        request_user.language.duration(seconds + 59)
    }
}

/// There is nothing here.
pub async fn not_found() -> Result<HttpResponse, AppError> {
    Err(AppError::NotFound)
}

/// Not by this method.
pub async fn method() -> Result<HttpResponse, AppError> {
    Err(AppError::Method)
}
