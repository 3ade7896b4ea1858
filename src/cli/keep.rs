//! Backing up a SQLite database while it is in use, and bringing one back.

use std::io::{self, Write};
use std::path::Path;

use super::database::{context, database, now, open};
use super::failure::Failure;
use crate::i18n::Language;
use crate::office::Address;
use crate::office::backup::{self, BackupError};
use crate::values;

/// Writes a copy of the database.
pub(super) fn back_up(file: &Path, language: Language) -> Result<(), Failure> {
    let head =
        backup::back_up(&open()?, &context(language), &Address::parse(&database()), file).map_err(|refused| failure(refused, file))?;
    let values = values!(path = file.display().to_string(), sequence = head.sequence, seal = head.short_seal());
    Ok(writeln!(io::stdout(), "{}", language.format("backup-done", values))?)
}

/// Brings a copy back, after it was verified.
pub(super) fn restore(file: &Path, language: Language) -> Result<(), Failure> {
    let head = backup::restore(&context(language), &Address::parse(&database()), file, now).map_err(|refused| failure(refused, file))?;
    let values = values!(database = database(), sequence = head.sequence, seal = head.short_seal());
    Ok(writeln!(io::stdout(), "{}", language.format("restore-done", values))?)
}

fn failure(refused: BackupError, file: &Path) -> Failure {
    match refused {
        BackupError::OtherEngine => Failure::Refused("backup-other-engine", database()),
        BackupError::Exists(path) => Failure::Refused("backup-exists", path.display().to_string()),
        BackupError::Broken => Failure::Refused("restore-broken", file.display().to_string()),
        BackupError::File(error) => Failure::File(file.to_owned(), error),
        BackupError::Store(error) => error.into(),
    }
}
