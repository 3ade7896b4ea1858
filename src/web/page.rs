//! Answers: a page, a page that refuses, a redirect after something was done.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use askama::Template;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::app_error::AppError;
use super::form;

/// What stands unencoded in a segment of a path.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A page.
pub fn page(template: &impl Template) -> Result<HttpResponse, AppError> {
    page_as(StatusCode::OK, template)
}

/// A page with a status: 422 where a form is refused.
pub fn page_as(status: StatusCode, template: &impl Template) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(template.render()?))
}

/// A page that is rendered already: by the thread that read what it shows, which then need not hand over each word of it.
pub fn rendered_page(html: String) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html)
}

/// Sends the browser on, by a GET.
pub fn redirect(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish()
}

/// A text as it may stand in the path of an address; in its query, [`form::query`] writes it.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

/// Where a shipment's page is.
pub fn shipment_path(reference: &str) -> String {
    format!("/shipments/{}", encoded(reference))
}

/// The way to the door, and back from there.
pub fn to_login(back: &str) -> String {
    if back.is_empty() || back == "/" { "/login".to_owned() } else { format!("/login?{}", form::query([("next", back)])) }
}

/// A way back inside our own pages; anything else is the first page.
pub fn own_path(path: &str) -> &str {
    let is_own = path.starts_with('/') && !path.starts_with("//") && !path.contains(|c: char| c == '\\' || c.is_control());
    if is_own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_stays_in_the_house() {
        for (path, expected) in [
            ("/shipments?lane=CNHCG%3ARUYEK", "/shipments?lane=CNHCG%3ARUYEK"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("", "/"),
            ("/a\r\nSet-Cookie: x", "/"),
        ] {
            assert_eq!(own_path(path), expected);
        }
        assert_eq!(shipment_path("珲春-1 a"), "/shipments/%E7%8F%B2%E6%98%A5-1%20a");
    }
}
