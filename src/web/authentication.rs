//! The authentication before every handler: who comes, whether the route's right is theirs, whether a form came from our
//! own pages; and after it: failures become readable pages, and every answer carries the policy.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use tracing::Instrument;

use super::access::Access;
use super::app::AppState;
use super::app_error::AppError;
use super::form::Form;
use super::page::{own_path, redirect, to_login};
use super::pages::{errors, login};
use super::request_id;
use super::request_user::{RequestUser, language_of};
use crate::i18n::Language;
use crate::office::rights::may;
use crate::office::sign_in;

/// Names a request, so that every line that its work leaves in the log, and its answer, carry one id; then lets it
/// through it. The span names method and route, never the address: that may hold references and names.
pub async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let id = request_id::next();
    // By the decoded path, as the router reads it; looked up once, for each look tries pattern after pattern.
    let route = request.resource_map().match_pattern(request.match_info().as_str());
    let span = tracing::error_span!("request", %id, method = %request.method(), route = route.as_deref().unwrap_or_default());
    let mut answered = admit(request, next, route.as_deref()).instrument(span).await?;
    if let Ok(id) = HeaderValue::from_str(&id) {
        answered.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    Ok(answered)
}

/// Lets a request through, or answers it.
async fn admit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    route: Option<&str>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(office) = request.app_data::<web::Data<AppState>>().cloned() else {
        let failure = AppError::Broken("no office".into());
        failure.log();
        return Err(failure.into());
    };
    let (http, mut payload) = request.into_parts();
    // Files and the pulse are the same for everyone: no one is asked for, and no database.
    let is_same_for_all = http.path().starts_with("/static/") || http.path() == "/healthz";
    let asked = if is_same_for_all { Ok(RequestUser::nobody(&http, &office)) } else { who(&office, &http).await };
    let request_user = match asked {
        Ok(request_user) => request_user,
        Err(failure) => {
            failure.log();
            let request_user = RequestUser::nobody(&http, &office);
            return Ok(ServiceResponse::new(http, errors::page(&request_user, &failure)));
        }
    };
    http.extensions_mut().insert(request_user.clone());
    // What no route of the table takes is not passed on at all.
    if let Some(answer) = turn_away(&office, &http, &request_user, route) {
        let waits = if answer.status() == StatusCode::SEE_OTHER { typed(&http, &mut payload).await } else { None };
        let asked = match &waits {
            Some(typed) => login::ask_first(&office, &request_user, typed, http.path()).await.ok(),
            None => None,
        };
        return Ok(ServiceResponse::new(http, asked.unwrap_or(answer)));
    }
    let answered = next.call(ServiceRequest::from_parts(http, payload)).await?;
    let (http, answer) = answered.into_parts();
    let failure = answer.error().map(|error| error.as_error::<AppError>().map_or_else(|| of_status(answer.status()), AppError::clone));
    let answer = match failure.or_else(|| is_bare(&answer).then(|| of_status(answer.status()))) {
        Some(failure) => {
            failure.log();
            errors::answer(&http, &request_user, &failure)
        }
        None => answer.map_into_boxed_body(),
    };
    Ok(ServiceResponse::new(http, answer))
}

/// An error that no handler of ours made: actix's own, without words.
fn is_bare(answer: &HttpResponse<impl MessageBody>) -> bool {
    answer.status().as_u16() >= 400 && !answer.headers().contains_key(header::CONTENT_TYPE)
}

fn of_status(status: StatusCode) -> AppError {
    match status {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::Method,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        status if status.is_client_error() => AppError::Unreadable,
        status => AppError::Broken(status.to_string()),
    }
}

/// Who comes.
async fn who(office: &web::Data<AppState>, http: &HttpRequest) -> Result<RequestUser, AppError> {
    let mut request_user = RequestUser::nobody(http, office);
    let token = http.cookie(office.session_cookie()).map(|cookie| cookie.value().to_owned());
    let comer = match token.as_deref().and_then(|token| office.glance(|office| sign_in::who_at_hand(office, token))) {
        Some(comer) => comer,
        None => office.run(move |office| sign_in::who(office, token.as_deref())).await?,
    };
    request_user.is_sample = comer.is_sample;
    request_user.office_zone = office.settings.time_zone.or_else(|| comer.time_zone?.parse().ok()).unwrap_or(chrono_tz::Tz::UTC);
    if let Some((session, user)) = comer.session {
        request_user.language = Language::from_locale(&user.language).unwrap_or(request_user.language);
        (request_user.session, request_user.user) = (Some(session), Some(user));
    }
    Ok(request_user)
}

impl RequestUser {
    fn nobody(http: &HttpRequest, office: &AppState) -> Self {
        let here = match *http.method() {
            Method::GET | Method::HEAD => http.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            _ => form_page(http.headers()),
        };
        let office_zone = office.settings.time_zone.unwrap_or(chrono_tz::Tz::UTC);
        Self { language: language_of(http), user: None, session: None, here, is_sample: false, office_zone }
    }
}

/// The page that a form was sent from: where to come back to, for the form's own address may take no GET. What
/// that page said of something done before is not said again.
fn form_page(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or("");
    let path = referer.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    let path = if path.contains("done=") { path.split('?').next().unwrap_or("/") } else { path };
    own_path(path).to_owned()
}

/// What someone typed into a form of ours who is not signed in any more.
async fn typed(http: &HttpRequest, payload: &mut Payload) -> Option<Form> {
    if http.method() != Method::POST {
        return None;
    }
    Form::from_request(http, payload).await.ok().filter(|form| form.has("key") && form.has("by"))
}

/// The answer to someone who may not go on, if so.
fn turn_away(office: &AppState, http: &HttpRequest, request_user: &RequestUser, route: Option<&str>) -> Option<HttpResponse> {
    let is_read = matches!(*http.method(), Method::GET | Method::HEAD);
    // No browser sends a packed form, and a small one can unpack to more than there is memory.
    if http.headers().contains_key(header::CONTENT_ENCODING) {
        return Some(errors::page(request_user, &AppError::Unreadable));
    }
    if !is_read && !is_own(http.headers(), office.settings.public_url.as_deref()) {
        return Some(errors::page(request_user, &AppError::CrossSite));
    }
    let asked = if is_read { Method::GET } else { http.method().clone() };
    let Some(route) = route else { return Some(errors::page(request_user, &AppError::NotFound)) };
    let Some(access) = office.access(&asked, route) else { return Some(errors::page(request_user, &AppError::Method)) };
    let role = request_user.user.as_ref().map(|user| user.role);
    match (access, role) {
        (Access::Public, _) | (Access::SignedIn, Some(_)) => None,
        (Access::Right(right), Some(role)) if may(role, right) => None,
        (Access::Right(_), Some(_)) => Some(errors::page(request_user, &AppError::NotAllowed)),
        (_, None) if is_read => Some(redirect(&to_login(&request_user.here))),
        (_, None) => Some(redirect(&to_login(""))),
    }
}

/// Whether a form came from our own pages: what the browser says of its site (Fetch Metadata), else of its
/// origin. Whoever says neither is no browser, and carries no one's cookies unknowingly.
fn is_own(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    // What is there and cannot be read is no word of ours.
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else { return true };
    let host = text(header::HOST).unwrap_or("");
    let is_host = origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host));
    is_host || public_url.is_some_and(|url| url.trim_end_matches('/') == origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_of_our_own_pages_pass() {
        let check = |headers: &[(&'static str, &'static str)], public: Option<&str>, expected: bool| {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            assert_eq!(is_own(&map, public), expected, "{headers:?}");
        };
        check(&[("sec-fetch-site", "same-origin")], None, true);
        check(&[("sec-fetch-site", "none")], None, true);
        check(&[("sec-fetch-site", "cross-site"), ("origin", "http://h"), ("host", "h")], None, false);
        check(&[("sec-fetch-site", "same-site")], None, false);
        check(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], None, true);
        check(&[("origin", "http://evil.example"), ("host", "127.0.0.1:8080")], None, false);
        check(&[("origin", "null"), ("host", "127.0.0.1:8080")], None, false);
        check(&[("origin", "https://tumen.example"), ("host", "127.0.0.1:8080")], Some("https://tumen.example/"), true);
        check(&[("host", "127.0.0.1:8080")], None, true);
    }
}
