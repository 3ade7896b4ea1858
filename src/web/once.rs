//! Pages that are asked for again at once: by the same person, in the same second, of the same state of the
//! database. Such a page would be made anew with the same words; many people at one moment cost no more than a few.
//! Two tabs opened so hold the same one-time key: what is typed is part of what a form's key counts for.

use std::collections::HashMap;
use std::sync::Mutex;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::http::header::{self, HeaderMap};
use actix_web::http::{Method, StatusCode};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};

use super::visitor::Visitor;
use crate::domain::time::Moment;

/// Bytes of pages that are kept, at most.
const MOST: usize = 16 * 1_024 * 1_024;
/// Pages that change with nothing but the database, the clock and what the browser says in its cookies.
const PAGES: &[&str] = &["/", "/shipments", "/shipments/{reference}", "/reports/clearance"];

/// What was asked for, in which state of the database: the path with its query, the session and the cookies.
#[derive(Debug, Clone)]
pub struct Asked {
    page: (String, String),
    state: u64,
}

impl Asked {
    /// A page of those that are kept, for someone who is signed in.
    pub fn of(http: &HttpRequest, visitor: &Visitor, pattern: Option<&str>, state: Option<u64>) -> Option<Self> {
        let is_kept = visitor.user.is_some() && *http.method() == Method::GET && PAGES.contains(&pattern?);
        // Cookies that were sent in several lines are too many ways to be read.
        let mut lines = http.headers().get_all(header::COOKIE);
        let (Some(line), None) = (lines.next(), lines.next()) else { return None };
        let session = &visitor.session.as_ref()?.id;
        let cookies = format!("{session} {}", line.to_str().ok()?);
        let path = http.uri().path_and_query()?;
        let state = state.filter(|_| is_kept)?;
        Some(Self { page: (path.to_string(), cookies), state })
    }
}

/// The pages of one second and one state.
#[derive(Debug, Default)]
pub struct Pages(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    of: (u64, i64),
    size: usize,
    pages: HashMap<(String, String), (HeaderMap, Bytes)>,
}

impl Pages {
    /// The page, if it was made in this second.
    pub fn given(&self, asked: &Asked, now: Moment) -> Option<HttpResponse> {
        let kept = self.0.lock().ok()?;
        let (headers, body) = kept.pages.get(&asked.page).filter(|_| kept.of == (asked.state, now.instant().seconds()))?;
        let mut answer = HttpResponse::with_body(StatusCode::OK, BoxBody::new(body.clone()));
        *answer.headers_mut() = headers.clone();
        Some(answer)
    }

    /// Keeps a page that was begun at a moment.
    pub fn keep(&self, asked: Asked, begun: Moment, answer: HttpResponse) -> HttpResponse {
        if answer.status() != StatusCode::OK {
            return answer;
        }
        let (answer, body) = answer.into_parts();
        let body = match body.try_into_bytes() {
            Ok(body) => body,
            Err(body) => return answer.set_body(body),
        };
        if let Ok(mut kept) = self.0.lock() {
            let of = (asked.state, begun.instant().seconds());
            if kept.of < of {
                *kept = Kept { of, ..Kept::default() };
            }
            if kept.of == of && kept.size + body.len() <= MOST {
                kept.size += body.len();
                kept.pages.insert(asked.page, (answer.headers().clone(), body.clone()));
            }
        }
        answer.set_body(BoxBody::new(body))
    }
}
