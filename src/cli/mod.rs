//! The command line: arguments in, printing out. What is done is done by `office`; what is said, by `i18n`.

mod arguments;
mod commands;
mod database;
mod failure;
mod faults;
mod found;
mod keep;
mod people;
mod report;
mod serve;
mod timeline;
mod words;

use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;

use arguments::Arguments;

/// The command line as it is defined, with its help in a language.
pub use words::command;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let language = words::language();
    let matches = match words::command(language).try_get_matches() {
        Ok(matches) => matches,
        Err(usage) => {
            drop(usage.print());
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    let done = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => commands::run(arguments, language),
        Err(usage) => {
            drop(usage.print());
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(words) = failure.words(language) {
                drop(writeln!(std::io::stderr(), "{words}"));
            }
            failure.exit_code()
        }
    }
}
