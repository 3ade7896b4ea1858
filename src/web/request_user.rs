//! Who looks at a page: their language, and their user and session where they are signed in. Authentication finds it
//! out before any handler runs.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono_tz::Tz;

use super::app_error::AppError;
use crate::i18n::Language;
use crate::office::rights::{Right, may};
use crate::office::sign_in::Session;
use crate::office::users::User;

/// The cookie that keeps the language of someone who is not signed in.
pub const LANGUAGE_COOKIE: &str = "language";

/// Whoever looks.
#[derive(Debug, Clone)]
pub struct RequestUser {
    /// The language of the pages.
    pub language: Language,
    /// Who it is, if signed in.
    pub user: Option<User>,
    /// Their session.
    pub session: Option<Session>,
    /// The path with its query, to come back to.
    pub here: String,
    /// Whether the office is a sample.
    pub is_sample: bool,
    /// Zone of the office.
    pub office_zone: Tz,
}

impl RequestUser {
    /// Whether they may do it.
    pub fn may(&self, right: Right) -> bool {
        self.user.as_ref().is_some_and(|user| may(user.role, right))
    }

    /// Their row; none has 0.
    pub fn id(&self) -> i64 {
        self.user.as_ref().map_or(0, |user| user.id)
    }

    /// Their time zone, else the office's.
    pub fn zone(&self) -> Tz {
        self.user.as_ref().and_then(|user| user.time_zone.parse().ok()).unwrap_or(self.office_zone)
    }

    /// The name that stands in the histories.
    pub fn actor(&self) -> String {
        self.user.as_ref().map(|user| user.display_name.clone()).unwrap_or_default()
    }
}

impl FromRequest for RequestUser {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or_else(|| AppError::Broken("no request user".to_owned()).into()))
    }
}

/// The language of someone who is not signed in: chosen at the door, else what the browser asks for, the first
/// of its languages that the house speaks.
pub fn language_of(request: &HttpRequest) -> Language {
    let chosen = request.cookie(LANGUAGE_COOKIE).and_then(|cookie| Language::from_locale(cookie.value()));
    chosen.unwrap_or_else(|| {
        let asked = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
        accepted(asked)
    })
}

fn accepted(asked: &str) -> Language {
    let weight = |parameters: &str| parameters.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok());
    let mut wanted: Vec<(f32, Language)> = asked
        .split(',')
        .filter_map(|one| {
            let (tag, parameters) = one.split_once(';').unwrap_or((one, "q=1"));
            Some((weight(parameters)?, Language::from_locale(tag.trim())?))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    wanted.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    wanted.first().map_or(Language::En, |(_, language)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_languages_are_taken_in_their_order() {
        for (asked, expected) in [
            ("ru-RU,ru;q=0.9,en;q=0.8", Language::Ru),
            ("zh-CN", Language::ZhCn),
            ("de-DE,de;q=0.9,zh;q=0.5,en;q=0.4", Language::ZhCn),
            ("en;q=0.2, ru;q=0.7", Language::Ru),
            ("ru;q=0, en", Language::En),
            ("de", Language::En),
            ("", Language::En),
        ] {
            assert_eq!(accepted(asked), expected, "{asked}");
        }
    }
}
