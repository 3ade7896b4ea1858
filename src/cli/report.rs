//! The clearance report as a table for a terminal.

use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets};

use crate::domain::report::{ClearanceReport, ClockFigures, FEW, Figures};
use crate::domain::stage::ClockName;
use crate::i18n::Language;
use crate::office::check::ChainHead;
use crate::values;

/// What stands where there is no figure.
const NOTHING: &str = "–";

/// Prints the report.
pub(super) fn print(output: &mut impl Write, report: &ClearanceReport, head: &ChainHead, language: Language) -> io::Result<()> {
    let question = &report.question;
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| language.text("report-open-day"), |day| day.to_string());
    let cohort = language.text(&format!("cohort-{}", question.cohort));
    let (from, to, zone) = (day(question.from), day(question.to), question.time_zone.name());
    writeln!(output, "{}", language.text("report-title"))?;
    let as_of = values!(as_of = report.as_of.to_string(), sequence = head.sequence.to_string(), seal = head.short_seal());
    writeln!(output, "{}", language.format("report-as-of", as_of))?;
    writeln!(output, "{}", language.format("report-period", values!(from = from, to = to, cohort = cohort, zone = zone)))?;
    if let Some((origin, destination)) = &question.lane {
        let lane = values!(origin = origin.as_str(), destination = destination.as_str());
        writeln!(output, "{}", language.format("report-lane", lane))?;
    }
    let counts = values!(total = report.shipments.total, open = report.shipments.open);
    writeln!(output, "{}", language.format("report-shipments", counts))?;
    writeln!(output, "\n{}\n{}", language.text("report-gross"), durations(report, |clock| &clock.gross, language))?;
    writeln!(output, "\n{}\n{}", language.text("report-targets"), targets(report, language))?;
    writeln!(output, "\n{}\n{}", language.text("report-net"), durations(report, |clock| &clock.net, language))?;
    if report.clocks.iter().any(|clock| (1..FEW).contains(&clock.n)) {
        writeln!(output, "{}", language.text("report-few"))?;
    }
    writeln!(output, "{}\n{}", language.text("report-ends"), language.text("report-notes"))
}

fn table(heads: &[&str], language: Language) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_header(heads.iter().map(|head| language.text(&format!("report-{head}"))));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// How long the clocks took, each row in one unit.
fn durations(report: &ClearanceReport, of: fn(&ClockFigures) -> &Figures, language: Language) -> Table {
    let mut table = table(&["clock", "n", "mean", "median", "p90", "min", "max", "sd"], language);
    for (name, clock) in ClockName::ALL.iter().zip(&report.clocks) {
        let figures = of(clock);
        let unit = Unit::for_seconds(figures.mean.unwrap_or(0.0));
        let show = |seconds: Option<f64>| seconds.map_or_else(|| NOTHING.to_owned(), |seconds| unit.show(seconds, language));
        let unless_few = |seconds: Option<f64>| show(seconds.filter(|_| clock.n >= FEW));
        table.add_row([
            language.text(&format!("clock-{name}")),
            counted(clock),
            show(figures.mean),
            unless_few(figures.median),
            unless_few(figures.p90),
            show(figures.min.map(|seconds| seconds as f64)),
            show(figures.max.map(|seconds| seconds as f64)),
            unless_few(figures.sd),
        ]);
    }
    table
}

/// What was within its target, gross and net, and what stands beside n.
fn targets(report: &ClearanceReport, language: Language) -> Table {
    let mut table = table(&["clock", "n", "with-target", "within", "late", "open", "open-late", "excluded", "partial"], language);
    for (name, clock) in ClockName::ALL.iter().zip(&report.clocks) {
        let figures = &clock.gross;
        let share = match figures.with_target {
            0 => NOTHING.to_owned(),
            all => format!("{} %", decimal(figures.within as f64 * 100.0 / all as f64, language)),
        };
        table.add_row([
            language.text(&format!("clock-{name}")),
            counted(clock),
            figures.with_target.to_string(),
            share,
            figures.late.to_string(),
            clock.open.to_string(),
            clock.open_late.to_string(),
            clock.excluded.iter().sum::<u64>().to_string(),
            clock.partial.to_string(),
        ]);
    }
    table
}

/// The size of a sample, marked where it is small.
fn counted(clock: &ClockFigures) -> String {
    format!("{}{}", clock.n, if (1..FEW).contains(&clock.n) { "*" } else { "" })
}

/// A unit of time with its message and its seconds.
struct Unit(&'static str, f64);

impl Unit {
    /// The unit in which a duration reads best.
    fn for_seconds(seconds: f64) -> Self {
        match seconds {
            seconds if seconds >= 172_800.0 => Self("unit-days", 86_400.0),
            seconds if seconds >= 7_200.0 => Self("unit-hours", 3_600.0),
            _ => Self("unit-minutes", 60.0),
        }
    }

    fn show(&self, seconds: f64, language: Language) -> String {
        language.format(self.0, values!(number = decimal(seconds / self.1, language)))
    }
}

/// A duration in the unit that reads best, with one decimal.
pub(super) fn duration(seconds: f64, language: Language) -> String {
    Unit::for_seconds(seconds).show(seconds, language)
}

fn decimal(number: f64, language: Language) -> String {
    format!("{number:.1}").replace('.', &language.decimal_mark().to_string())
}
