//! The commands, each a few lines: open the database, ask the office, print the answer.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::{Arguments, Check, Clearance, Command, Demo, Export, Histories, Import, Report, Timeline};
use super::database::{context, database, now, open, open_or_create};
use super::failure::Failure;
use super::{faults, found, keep, people, report, serve, timeline};
use crate::demo;
use crate::domain::actor::Source;
use crate::domain::codes::{Cell, Reference};
use crate::domain::report::{Cohort, Question};
use crate::domain::time::Moment;
use crate::formats;
use crate::formats::histories::Writer;
use crate::i18n::Language;
use crate::office::export::{self, ExportError};
use crate::office::import::ImportRequest;
use crate::office::{Progress, WholeFile, check, clearance, import, places};
use crate::values;

pub(super) fn run(arguments: Arguments, language: Language) -> Result<(), Failure> {
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(language),
        Command::User(asked) => people::manage(&asked, language),
        Command::Backup(backup) => keep::back_up(&backup.file, language),
        Command::Restore(backup) => keep::restore(&backup.file, language),
        Command::Demo(demo) => fill(&demo, language),
        Command::Import(import) => take_in(&import, language),
        Command::Export(Export::Histories(histories)) => take_out(&histories, language),
        Command::Timeline(timeline) => show(&timeline, language),
        Command::Report(Report::Clearance(clearance)) => clear(&clearance, language),
        Command::Check(check) => verify(&check, language),
        Command::Migrate => {
            open_or_create()?;
            Ok(writeln!(io::stdout(), "{}", language.format("migrate-done", values!(database = database())))?)
        }
    }
}

/// A bar on the terminal; none where the output is not one.
fn bar(key: &str, language: Language) -> (ProgressBar, Progress) {
    let bar = ProgressBar::new(0).with_message(language.text(key));
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent} % {eta}") {
        bar.set_style(style);
    }
    let shown = bar.clone();
    let progress = Arc::new(move |done: u64, all: u64| {
        // A step of a hundredth is enough to see.
        if shown.length() != Some(all) || done * 100 >= shown.position() * 100 + all {
            shown.set_length(all);
            shown.set_position(done);
        }
    });
    (bar, progress)
}

fn fill(demo: &Demo, language: Language) -> Result<(), Failure> {
    let at = match &demo.at {
        None => now(),
        Some(text) => past(text)?,
    };
    let office = open_or_create()?;
    let (bar, progress) = bar("progress-demo", language);
    let filled = demo::fill(&office, &context(language), (demo.shipments as usize, demo.seed), at, &progress);
    bar.finish_and_clear();
    match filled? {
        None => Err(Failure::Refused("demo-not-empty", database())),
        Some(filled) => {
            let counts = values!(
                database = database(),
                shipments = filled.shipments,
                events = filled.events,
                seed = demo.seed.to_string(),
                at = at.to_string()
            );
            writeln!(io::stdout(), "{}", language.format("demo-done", counts))?;
            people::print_sample(&office, language)
        }
    }
}

fn take_in(import: &Import, language: Language) -> Result<(), Failure> {
    if let Err(error) = File::open(&import.file) {
        return Err(Failure::File(import.file.clone(), error));
    }
    let office = open_or_create()?;
    let (bar, progress) = bar("progress-import", language);
    let (create_places, as_recorded) = (import.create_places, import.as_recorded);
    let request = ImportRequest { create_places, as_recorded, progress, ..ImportRequest::new(import.file.clone()) };
    let result = import::import(&office, &context(language).by(Source::Import), request);
    bar.finish_and_clear();
    match faults::json(&result).filter(|_| import.json) {
        Some(json) => writeln!(io::stdout(), "{json}")?,
        None if result.is_ok() => faults::print(&mut io::stdout(), &result, language)?,
        None => faults::print(&mut io::stderr(), &result, language)?,
    }
    match result {
        Ok(imported) if imported.left_out.is_empty() => Ok(()),
        // What was left out has been printed.
        Ok(_) => Err(Failure::Said),
        Err(refusals) => Err(Failure::of_import(refusals, import.file.clone())),
    }
}

fn take_out(histories: &Histories, language: Language) -> Result<(), Failure> {
    let office = open()?;
    let (bar, progress) = bar("progress-export", language);
    let exported = match &histories.out {
        None => export::histories(&office, &context(language), None, || Writer::begin(io::stdout()), &progress)?,
        Some(path) => write_whole(path, |file| export::histories(&office, &context(language), None, || Writer::begin(file), &progress))?,
    };
    bar.finish_and_clear();
    let counts = values!(events = exported.events, shipments = exported.shipments);
    Ok(writeln!(io::stderr(), "{}", language.format("export-done", counts))?)
}

/// Writes a file that is put at its place when it is whole: a failed export leaves yesterday's. What is no plain file,
/// such as a pipe, is written as it is.
fn write_whole<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T, ExportError>) -> Result<T, Failure> {
    let in_file = |error| Failure::File(path.to_owned(), error);
    let failed = |failed| match failed {
        ExportError::Output(error) => in_file(error),
        other => other.into(),
    };
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        return write(&mut BufWriter::new(File::create(path).map_err(in_file)?)).map_err(failed);
    }
    let file = WholeFile::begin(path).map_err(in_file)?;
    let done = write(&mut BufWriter::new(file.file())).map_err(failed)?;
    file.put().map_err(in_file)?;
    Ok(done)
}

fn show(asked: &Timeline, language: Language) -> Result<(), Failure> {
    let as_of = asked.as_of.as_deref().map(past).transpose()?;
    let mut output = BufWriter::new(io::stdout().lock());
    if asked.all {
        let office = open()?;
        crate::office::timeline::all(&office, &context(language), as_of, |shipment, timeline| {
            Ok::<_, Failure>(formats::timeline::write(&mut output, shipment, timeline)?)
        })?;
        return Ok(output.flush()?);
    }
    let Some(text) = &asked.reference else { return Err(Failure::Usage("error-which", String::new())) };
    let Some(shipment) = Reference::read(text) else { return Err(Failure::Usage("error-reference", text.clone())) };
    let office = open()?;
    let context = context(language);
    let mut meant = crate::office::find::meant(&office, &context, &shipment)?;
    let (Some(shipment), true) = (meant.pop(), meant.is_empty()) else { return Err(Failure::NotFound(text.clone())) };
    let Some(found) = crate::office::timeline::timeline(&office, &context, &shipment, as_of)? else {
        return Err(Failure::NotFound(text.clone()));
    };
    if asked.json {
        formats::timeline::write(&mut output, &shipment, &found)?;
    } else {
        timeline::print(&mut output, &shipment, &found, language)?;
    }
    Ok(output.flush()?)
}

fn clear(asked: &Clearance, language: Language) -> Result<(), Failure> {
    let mut question = question(asked)?;
    let as_of = asked.as_of.as_deref().map(past).transpose()?;
    let (office, context) = (open()?, context(language));
    if named_zone(asked).is_none() {
        question.time_zone = clearance::time_zone(&office, &context)?.unwrap_or(question.time_zone);
    }
    if let Some(typed) = &asked.lane {
        let known = places::codes(&office, &context)?;
        let lane = known.lane(typed).ok_or_else(|| Failure::Usage("error-lane", typed.clone()))?;
        for place in lane.ends().into_iter().filter(|place| !known.contains(place.as_str())) {
            writeln!(io::stderr(), "{}", language.format("report-lane-unknown", values!(place = place.as_str())))?;
        }
        question.lane = Some(lane);
    }
    let answer = clearance::report(&office, &context, question, as_of)?;
    let mut output = BufWriter::new(io::stdout().lock());
    if asked.json {
        formats::clearance::write(&mut output, &answer)?;
    } else {
        report::print(&mut output, &answer, &clearance::head_as_of(&office, &context, answer.as_of)?, language)?;
    }
    Ok(output.flush()?)
}

/// What is asked, but for the lane: which one is meant, the office's places say.
fn question(asked: &Clearance) -> Result<Question, Failure> {
    let day = |text: &Option<String>| -> Result<Option<NaiveDate>, Failure> {
        text.as_ref().map(|text| parse_day(text).ok_or_else(|| Failure::Usage("error-day", text.clone()))).transpose()
    };
    let (from, to) = (day(&asked.from)?, day(&asked.to)?);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err(Failure::Period(from.to_string(), to.to_string()));
    }
    let cohort = match &asked.cohort {
        None => Cohort::Completed,
        Some(word) => Cohort::parse(word).ok_or_else(|| Failure::Usage("error-cohort", word.clone()))?,
    };
    let time_zone = match named_zone(asked) {
        None => Tz::UTC,
        Some(name) => name.parse().map_err(|_| Failure::Usage("error-zone", name))?,
    };
    Ok(Question { from, to, cohort, time_zone, lane: None })
}

/// The zone that the command or the environment names.
fn named_zone(asked: &Clearance) -> Option<String> {
    asked.time_zone.clone().or_else(|| std::env::var("TIME_ZONE").ok().filter(|zone| !zone.is_empty()))
}

/// A day as ISO 8601 writes it, ten characters.
fn parse_day(text: &str) -> Option<NaiveDate> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

fn moment(text: &str) -> Result<Moment, Failure> {
    Moment::parse(text).ok_or_else(|| Failure::Usage("error-instant", text.to_owned()))
}

/// A moment that is not ahead: what is recorded by then is known already.
fn past(text: &str) -> Result<Moment, Failure> {
    let asked = moment(text)?;
    if asked > now() { Err(Failure::Usage("error-future", text.to_owned())) } else { Ok(asked) }
}

fn verify(asked: &Check, language: Language) -> Result<(), Failure> {
    let office = open()?;
    let (bar, progress) = bar("progress-check", language);
    let checked = check::check(&office, &context(language), &progress);
    bar.finish_and_clear();
    let checked = checked?;
    let mut output = BufWriter::new(io::stdout().lock());
    if asked.json {
        found::write_json(&mut output, &checked)?;
    } else {
        found::print(&mut output, &checked, language)?;
    }
    output.flush()?;
    if checked.is_fine() { Ok(()) } else { Err(Failure::Said) }
}
