//! What can be asked for. Help is not here but in the locale files, by the names of commands and arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "tumen", version)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Serve,
    Demo(Demo),
    Import(Import),
    #[command(subcommand)]
    Export(Export),
    Timeline(Timeline),
    #[command(subcommand)]
    Report(Report),
    Check(Check),
    Migrate,
    #[command(subcommand)]
    User(User),
    Backup(Backup),
    Restore(Backup),
}

#[derive(Debug, Subcommand)]
pub(super) enum User {
    Add(AddUser),
    Passwd(NamedUser),
    Disable(NamedUser),
}

#[derive(Debug, Args)]
pub(super) struct AddUser {
    pub(super) name: String,
    #[arg(long, default_value = "staff")]
    pub(super) role: String,
    #[arg(long)]
    pub(super) display_name: Option<String>,
    #[arg(long)]
    pub(super) language: Option<String>,
    #[arg(long)]
    pub(super) time_zone: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct NamedUser {
    pub(super) name: String,
}

#[derive(Debug, Args)]
pub(super) struct Backup {
    pub(super) file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Demo {
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(super) shipments: u32,
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    #[arg(long)]
    pub(super) at: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    pub(super) file: PathBuf,
    #[arg(long)]
    pub(super) create_places: bool,
    #[arg(long)]
    pub(super) as_recorded: bool,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Export {
    Histories(Histories),
}

#[derive(Debug, Args)]
pub(super) struct Histories {
    #[arg(long)]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Timeline {
    #[arg(conflicts_with = "all")]
    pub(super) reference: Option<String>,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long)]
    pub(super) json: bool,
    #[arg(long)]
    pub(super) as_of: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Report {
    Clearance(Clearance),
}

#[derive(Debug, Args)]
pub(super) struct Clearance {
    #[arg(long)]
    pub(super) from: Option<String>,
    #[arg(long)]
    pub(super) to: Option<String>,
    #[arg(long)]
    pub(super) cohort: Option<String>,
    #[arg(long)]
    pub(super) time_zone: Option<String>,
    #[arg(long)]
    pub(super) lane: Option<String>,
    #[arg(long)]
    pub(super) as_of: Option<String>,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(long)]
    pub(super) json: bool,
}
