//! Why a command did not do what it was asked, and the exit code that says so: 1 refused, different or not
//! found; 2 wrong usage.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::i18n::Language;
use crate::office::export::ExportError;
use crate::office::import::Refusals;
use crate::office::{Error, StoreError};
use crate::values;

/// A command that failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The answer is no, and it has been printed.
    Said,
    /// A message of the locale files, with a value.
    Usage(&'static str, String),
    /// The period ends before it begins.
    Period(String, String),
    /// There is no such shipment.
    NotFound(String),
    /// There is no database file.
    NoDatabase(PathBuf),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// A file changed while it was read.
    Changed(PathBuf),
    /// The output went away.
    Output(io::Error),
    /// Refused, with a message of the locale files about a database.
    Refused(&'static str, String),
    /// The server cannot listen there.
    Listen(String, io::Error),
    /// A message of the locale files about a user.
    User(&'static str, String),
    /// The system gives no random bytes.
    Randomness,
    /// The database failed.
    Store(StoreError),
    /// It is not for whoever asks.
    Forbidden,
}

impl Failure {
    /// What went wrong, in the reader's language; nothing if that has been printed.
    pub(super) fn words(&self, language: Language) -> Option<String> {
        let words = match self {
            Self::Said => return None,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return None,
            Self::Usage(key, value) => language.format(key, values!(value = value.as_str())),
            Self::Period(from, to) => language.format("error-period", values!(from = from.as_str(), to = to.as_str())),
            Self::NotFound(shipment) => language.format("error-not-found", values!(shipment = shipment.as_str())),
            Self::NoDatabase(path) => language.format("error-no-database", values!(path = path.display().to_string())),
            Self::File(path, error) => language.format("error-file", values!(path = path.display().to_string(), error = error.to_string())),
            Self::Output(error) => language.format("error-file", values!(path = "-", error = error.to_string())),
            Self::Refused(key, database) => language.format(key, values!(database = database.as_str())),
            Self::Changed(path) => language.format("error-file-changed", values!(path = path.display().to_string())),
            Self::Listen(at, error) => language.format("error-listen", values!(address = at.as_str(), error = error.to_string())),
            Self::User(key, name) => language.format(key, values!(name = name.as_str())),
            Self::Randomness => language.text("error-randomness"),
            Self::Store(StoreError::Busy | StoreError::Pool(_)) => language.text("error-busy"),
            Self::Store(StoreError::Stopped) => language.text("error-stopped"),
            Self::Forbidden => language.text("fail-not-allowed"),
            Self::Store(StoreError::Damaged { shipment, number }) => {
                language.format("error-damaged", values!(shipment = shipment.as_str(), number = *number))
            }
            Self::Store(error) => language.format("error-database", values!(error = error.to_string())),
        };
        Some(words)
    }

    /// Leaves a line in the log, where the fault is ours. What was asked for wrongly leaves none.
    pub(super) fn log(&self) {
        match self {
            Self::Store(error) => tracing::error!("{error}"),
            Self::Randomness => tracing::error!("the system gives no random bytes"),
            _ => {}
        }
    }

    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(..) | Self::Period(..) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        match error.into() {
            Error::Forbidden(_) => Self::Forbidden,
            Error::Store(error) => Self::Store(error),
            Error::Randomness => Self::Randomness,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<ExportError> for Failure {
    fn from(failed: ExportError) -> Self {
        match failed {
            ExportError::Output(error) => Self::Output(error),
            ExportError::Store(error) => error.into(),
        }
    }
}

impl Failure {
    /// An import that recorded nothing, where its faults have been printed.
    pub(super) fn of_import(refusals: Refusals, path: PathBuf) -> Self {
        match refusals {
            Refusals::Faults { .. } => Self::Said,
            Refusals::NotEmpty => Self::Refused("import-not-empty", String::new()),
            Refusals::Changed => Self::Changed(path),
            // Nobody stops it here but by ending the program.
            Refusals::Stopped => Self::Said,
            Refusals::File(error) => Self::File(path, error),
            Refusals::Store(error) => error.into(),
        }
    }
}
