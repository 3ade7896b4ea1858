//! The database that the environment names, opened.

use std::sync::Arc;

use chrono::Utc;

use super::failure::Failure;
use crate::domain::time::Moment;
use crate::i18n::Language;
use crate::office::{Address, Context, Office};

/// The database where `DATABASE_URL` says none.
const DEFAULT_DATABASE: &str = "tumen.db";

/// Which database, as the environment names it.
pub(super) fn database() -> String {
    std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()).unwrap_or_else(|| DEFAULT_DATABASE.to_owned())
}

/// What the clock of this machine says.
pub(super) fn now() -> Moment {
    Moment::from_micros(Utc::now().timestamp_micros()).unwrap_or_else(Moment::earliest)
}

/// Who works on the command line: the user of the operating system.
fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.trim().is_empty()))
        .unwrap_or_else(|| "tumen".to_owned())
}

/// In what the command line asks: it is whoever runs the machine.
pub(super) fn context(language: Language) -> Context {
    Context::command_line(&user(), now(), language)
}

/// Opens the database, and creates it where there is none.
pub(super) fn open_or_create() -> Result<Office, Failure> {
    Ok(Office::open(&Address::parse(&database()), Arc::new(now))?)
}

/// Opens a database that must be there already.
pub(super) fn open() -> Result<Office, Failure> {
    let address = Address::parse(&database());
    match address.missing_file() {
        Some(path) => Err(Failure::NoDatabase(path.to_owned())),
        None => open_or_create(),
    }
}
