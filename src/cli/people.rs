//! Users from the command line: for whoever runs the machine. Passwords are made here and printed once.

use std::io::{self, Write};

use chrono_tz::Tz;

use super::arguments::{AddUser, User};
use super::database::{context, open, open_or_create};
use super::failure::Failure;
use crate::domain::role::Role;
use crate::i18n::Language;
use crate::office::users::{self, NewUser, UserError};
use crate::office::{EditError, Office};
use crate::values;

/// Adds, gives a password, or shuts out.
pub(super) fn manage(asked: &User, language: Language) -> Result<(), Failure> {
    match asked {
        User::Add(new) => add(new, language),
        User::Passwd(user) => {
            let password = users::made_password().ok_or(Failure::Randomness)?;
            let changed = users::set_password(&open()?, &context(language), &user.name, &password, None)
                .map_err(|refused| failure(refused, &user.name))?;
            say(language, &user.name, &password)?;
            if changed.disabled {
                writeln!(io::stdout(), "{}", language.format("user-still-disabled", values!(name = changed.name)))?;
            }
            Ok(())
        }
        User::Disable(user) => {
            users::disable(&open()?, &context(language), &user.name).map_err(|refused| failure(refused, &user.name))?;
            Ok(writeln!(io::stdout(), "{}", language.format("user-disabled", values!(name = user.name.as_str())))?)
        }
    }
}

fn add(new: &AddUser, language: Language) -> Result<(), Failure> {
    let role = Role::parse(&new.role).ok_or_else(|| Failure::Usage("error-role", new.role.clone()))?;
    let tongue = match &new.language {
        None => language,
        Some(tag) => Language::from_locale(tag).ok_or_else(|| Failure::Usage("error-language", tag.clone()))?,
    };
    let time_zone = match &new.time_zone {
        None => Tz::UTC,
        Some(name) => name.parse().map_err(|_| Failure::Usage("error-zone", name.clone()))?,
    };
    let password = users::made_password().ok_or(Failure::Randomness)?;
    let display_name = new.display_name.clone().unwrap_or_else(|| new.name.clone());
    let user = NewUser { name: new.name.clone(), display_name, role, password: password.clone(), language: tongue, time_zone };
    users::add(&open_or_create()?, &context(language), &user).map_err(|refused| failure(refused, &new.name))?;
    say(language, &new.name, &password)
}

/// Makes one user a role for a sample, and prints their passwords, once.
pub(super) fn print_sample(office: &Office, language: Language) -> Result<(), Failure> {
    for (name, role, password) in users::add_samples(office, &context(language)).map_err(|refused| failure(refused, ""))? {
        let values = values!(name = name, role = role.word(), password = password);
        writeln!(io::stdout(), "{}", language.format("demo-user", values))?;
    }
    Ok(())
}

fn say(language: Language, name: &str, password: &str) -> Result<(), Failure> {
    Ok(writeln!(io::stdout(), "{}", language.format("user-password-made", values!(name = name, password = password)))?)
}

fn failure(refused: EditError<UserError>, name: &str) -> Failure {
    let key = match refused {
        EditError::Failed(error) => return error.into(),
        EditError::Unknown => "error-user-unknown",
        EditError::Invalid(faults) => match faults.first() {
            Some(UserError::NameTaken) => "error-user-taken",
            Some(UserError::LastAdministrator) => "error-user-last",
            _ => "error-user-name",
        },
    };
    Failure::User(key, name.to_owned())
}
