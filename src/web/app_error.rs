//! The one error of pages: what can go wrong on the way to one. Each is a readable page in the reader's language, with
//! a way on; the refusals of use cases that have no form to be shown beside become one.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::domain::codes::Reference;
use crate::office::sign_in::SignInError;
use crate::office::{Error, Forbidden, StoreError, uploads};

/// A page that says what went wrong. Authentication dresses it, for only it knows the reader.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", self.word())]
pub enum AppError {
    /// There is nothing at that address.
    NotFound,
    /// A shipment is not called so, but this one is read the same: its page is meant.
    WrittenOtherwise(Reference),
    /// Several shipments are read so, none is written so.
    Several(Reference),
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

impl AppError {
    /// The word in the keys of its messages.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotFound | Self::WrittenOtherwise(_) | Self::Several(_) => "not-found",
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

    /// Leaves a line in the log, where the fault is ours. What a browser did wrong leaves none.
    pub fn log(&self) {
        if let Self::Broken(why) | Self::Busy(why) = self {
            tracing::error!(status = self.status_code().as_u16(), "{why}");
        }
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::WrittenOtherwise(_) => StatusCode::TEMPORARY_REDIRECT,
            Self::Several(_) => StatusCode::SEE_OTHER,
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

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        match error {
            Error::Forbidden(_) => Self::NotAllowed,
            Error::Store(busy @ (StoreError::Busy | StoreError::Pool(_))) => Self::Busy(busy.to_string()),
            other @ (Error::Store(_) | Error::Randomness) => Self::Broken(other.to_string()),
        }
    }
}

impl From<Forbidden> for AppError {
    fn from(_: Forbidden) -> Self {
        Self::NotAllowed
    }
}

impl From<actix_web::error::BlockingError> for AppError {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<SignInError> for AppError {
    fn from(refused: SignInError) -> Self {
        match refused {
            SignInError::TooMany(seconds) => Self::TooMany(seconds),
            SignInError::Failed(error) => error.into(),
            SignInError::WrongPassword => Self::Broken("no session".to_owned()),
        }
    }
}

impl From<uploads::UploadError> for AppError {
    fn from(refused: uploads::UploadError) -> Self {
        match refused {
            uploads::UploadError::File(error) => Self::Broken(error.to_string()),
            uploads::UploadError::Failed(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::rights::Right;

    #[test]
    fn what_a_use_case_refuses_is_shown_as_authentication_shows_it() {
        let refused = [Forbidden::Right(Right::Import), Forbidden::Machine, Forbidden::Account];
        for failure in refused.map(|forbidden| AppError::from(Error::from(forbidden))) {
            assert_eq!((failure.word(), failure.status_code()), ("not-allowed", StatusCode::FORBIDDEN));
        }
    }
}
