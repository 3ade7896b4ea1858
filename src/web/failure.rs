//! What can go wrong on the way to a page: each a readable page in the reader's language, with a way on.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::office::{Error, Forbidden, StoreError, sign_in, uploads};

/// A page that says what went wrong. Authentication dresses it, for only it knows the reader.
#[derive(Debug, Clone)]
pub enum Failure {
    /// There is nothing at that address.
    NotFound,
    /// The role does not have the right.
    NotAllowed,
    /// A form came from another site.
    CrossSite,
    /// The method is not known there.
    Method,
    /// Something that no page of ours sends.
    Unreadable,
    /// More than is taken.
    TooLarge,
    /// Too many tries; seconds to wait.
    TooMany(i64),
    /// The set-up link is no good, or was used.
    SetupClosed,
    /// A file that was sent is not kept any more.
    UploadGone,
    /// Too much at once, or the database cannot be reached now; what, for the log.
    Busy(String),
    /// Our fault; what, for the log.
    Broken(String),
}

impl Failure {
    /// The word in the keys of its messages.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotAllowed => "not-allowed",
            Self::CrossSite => "cross-site",
            Self::Method => "method",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too-large",
            Self::TooMany(_) => "too-many",
            Self::SetupClosed => "setup-closed",
            Self::UploadGone => "upload-gone",
            Self::Busy(_) => "busy",
            Self::Broken(_) => "broken",
        }
    }
}

impl Failure {
    /// Leaves a line in the log, where the fault is ours. What a browser did wrong leaves none.
    pub fn log(&self) {
        if let Self::Broken(why) | Self::Busy(why) = self {
            tracing::error!(status = self.status_code().as_u16(), "{why}");
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::UploadGone => StatusCode::NOT_FOUND,
            Self::NotAllowed | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::SetupClosed => StatusCode::GONE,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Forbidden(_) => Self::NotAllowed,
            Error::Store(busy @ (StoreError::Busy | StoreError::Pool(_))) => Self::Busy(busy.to_string()),
            Error::Store(other) => Self::Broken(other.to_string()),
        }
    }
}

impl From<Forbidden> for Failure {
    fn from(_: Forbidden) -> Self {
        Self::NotAllowed
    }
}

impl From<actix_web::error::BlockingError> for Failure {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<sign_in::Refused> for Failure {
    fn from(refused: sign_in::Refused) -> Self {
        match refused {
            sign_in::Refused::TooMany(seconds) => Self::TooMany(seconds),
            sign_in::Refused::Failed(Some(error)) => error.into(),
            sign_in::Refused::Failed(None) | sign_in::Refused::Wrong => Self::Broken("no session".to_owned()),
        }
    }
}

impl From<uploads::Refused> for Failure {
    fn from(refused: uploads::Refused) -> Self {
        match refused {
            uploads::Refused::File(error) => Self::Broken(error.to_string()),
            uploads::Refused::Failed(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::rights::Right;

    #[test]
    fn what_a_use_case_refuses_is_the_authentications_page() {
        let refused = [Forbidden::Right(Right::Import), Forbidden::Machine, Forbidden::Account];
        for failure in refused.map(|forbidden| Failure::from(Error::from(forbidden))) {
            assert_eq!((failure.word(), failure.status_code()), ("not-allowed", StatusCode::FORBIDDEN));
        }
    }
}
