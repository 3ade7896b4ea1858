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

use std::io::{self, Write};
use std::process::ExitCode;

use clap::FromArgMatches;
use tracing_subscriber::EnvFilter;

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
    drop(tracing_subscriber::fmt().with_env_filter(log_filter()).with_writer(io::stderr).try_init());
    let _span = tracing::error_span!("command", name = matches.subcommand_name().unwrap_or("serve")).entered();
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
            failure.log();
            if let Some(words) = failure.words(language) {
                drop(writeln!(std::io::stderr(), "{words}"));
            }
            failure.exit_code()
        }
    }
}

/// What is logged: what `LOG` says, else faults and warnings.
fn log_filter() -> EnvFilter {
    EnvFilter::try_from_env("LOG").unwrap_or_else(|_| "warn".into())
}
