//! Which language the command line speaks, and its help in it.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::arguments::Arguments;
use crate::i18n::Language;

/// Where POSIX says that a language is asked for, the first that is set.
const LOCALES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language that the environment asks for, else English.
pub(super) fn language() -> Language {
    let asked = LOCALES.iter().filter_map(|name| std::env::var(name).ok()).find(|locale| !locale.is_empty());
    asked.as_deref().and_then(Language::from_locale).unwrap_or(Language::En)
}

/// The command line with its help in a language.
pub fn command(language: Language) -> Command {
    let worded = word(Arguments::command(), "cli", language);
    worded.mut_arg("version", |version| version.help(language.text("cli-version")))
}

/// Gives a command, its arguments and its commands their help: the key is the path of their names.
fn word(command: Command, key: &str, language: Language) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}", language.text("cli-usage"));
    let mut command = command
        .about(language.text(key))
        .help_template(template)
        .subcommand_help_heading(language.text("cli-commands"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "cli-arguments" } else { "cli-options" };
            let help = language.text(&format!("{key}-{}", argument.get_id()));
            argument.help(help).help_heading(language.text(heading))
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(language.text("cli-help"))
                .help_heading(language.text("cli-options")),
        );
    if key == "cli" {
        command = command
            .disable_version_flag(true)
            .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help_heading(language.text("cli-options")));
    }
    for name in names {
        command = command.mut_subcommand(&name, |below| word(below, &format!("{key}-{name}"), language));
    }
    command
}
