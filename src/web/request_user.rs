//! Who looks at a page: their language, and their user and session where they are signed in. Authentication finds it
//! out before any handler runs.

use std::fmt::Display;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{AcceptLanguage, Header, Preference, Quality};
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
    chosen.unwrap_or_else(|| accepted(AcceptLanguage::parse(request).unwrap_or_else(|_| AcceptLanguage(Vec::new()))))
}

/// The language of the house that a range names.
fn spoken(range: &Preference<impl Display>) -> Option<Language> {
    Language::from_locale(&range.item()?.to_string())
}

/// What suits a browser best. `*` stands for all that it does not name; a weight of 0 is a no.
fn accepted(AcceptLanguage(asked): AcceptLanguage) -> Language {
    let named: Vec<Language> = asked.iter().filter_map(|range| spoken(&range.item)).collect();
    let unnamed = Language::ALL.into_iter().find(|language| !named.contains(language));
    let wanted = AcceptLanguage(asked.into_iter().filter(|range| range.quality > Quality::ZERO).collect());
    let best = wanted.ranked().iter().find_map(|range| if range.is_any() { unnamed } else { spoken(range) });
    best.unwrap_or(Language::En)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_browsers_languages_are_taken_in_their_order() {
        for (asked, expected) in [
            ("ru-RU,ru;q=0.9,en;q=0.8", Language::Ru),
            ("zh-CN", Language::ZhCn),
            ("zh", Language::ZhCn),
            ("zh-Hans", Language::ZhCn),
            ("zh-Hans-CN, en", Language::ZhCn),
            ("RU-ru", Language::Ru),
            ("de-DE,de;q=0.9,zh;q=0.5,en;q=0.4", Language::ZhCn),
            ("en;q=0.2, ru;q=0.7", Language::Ru),
            ("en; q=0.2, ru; q=0.201", Language::Ru),
            ("ru;q=0, en", Language::En),
            ("ru;q=0", Language::En),
            ("zh;q=0.5, ru;q=0.5", Language::ZhCn),
            ("de", Language::En),
            ("*", Language::En),
            ("fr, *;q=0.1, ru;q=0.5", Language::Ru),
            ("en;q=0.1, *", Language::ZhCn),
            ("*, en;q=0, zh;q=0", Language::Ru),
            ("not a language at all, ru;q=0.3", Language::Ru),
            ("", Language::En),
        ] {
            let request = TestRequest::default().insert_header(("accept-language", asked)).to_http_request();
            assert_eq!(language_of(&request), expected, "{asked}");
        }
        assert_eq!(language_of(&TestRequest::default().to_http_request()), Language::En);
    }

    #[test]
    fn the_language_that_was_chosen_goes_before_the_browsers() {
        let request = TestRequest::default().insert_header(("accept-language", "ru"));
        let request = request.cookie(actix_web::cookie::Cookie::new(LANGUAGE_COOKIE, "zh-CN")).to_http_request();
        assert_eq!(language_of(&request), Language::ZhCn);
    }
}
