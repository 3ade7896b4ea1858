//! The clearance report as a table for a terminal.

use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets};

use crate::domain::report::{ClearanceReport, ClockFigures, Figures};
use crate::domain::stage::ClockName;
use crate::i18n::Language;
use crate::store::ChainHead;
use crate::values;

/// Below this many, a sample has no quantiles worth telling.
const FEW: u64 = 5;

/// What stands where there is no figure.
const NOTHING: &str = "–";

/// Prints the report.
pub(super) fn print(output: &mut impl Write, report: &ClearanceReport, head: &ChainHead, language: Language) -> io::Result<()> {
    let question = &report.question;
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| language.text("report-open-day"), |day| day.to_string());
    let cohort = language.text(&format!("cohort-{}", question.cohort));
    let (from, to, zone) = (day(question.from), day(question.to), question.time_zone.name());
    writeln!(output, "{}", language.text("report-title"))?;
    let as_of = values!(as_of = report.as_of.to_string(), sequence = head.sequence.to_string(), seal = seal(head));
    writeln!(output, "{}", language.format("report-as-of", as_of))?;
    writeln!(output, "{}", language.format("report-period", values!(from = from, to = to, cohort = cohort, zone = zone)))?;
    if let Some((origin, destination)) = &question.lane {
        let lane = values!(origin = origin.as_str(), destination = destination.as_str());
        writeln!(output, "{}", language.format("report-lane", lane))?;
    }
    let counts = values!(total = report.shipments.total, open = report.shipments.open);
    writeln!(output, "{}", language.format("report-shipments", counts))?;
    for (title, of) in [("report-gross", gross as fn(&ClockFigures) -> &Figures), ("report-net", net)] {
        writeln!(output, "\n{}\n{}", language.text(title), table(report, of, language))?;
    }
    if report.clocks.iter().any(|clock| (1..FEW).contains(&clock.n)) {
        writeln!(output, "{}", language.text("report-few"))?;
    }
    writeln!(output, "{}", language.text("report-notes"))
}

/// The first and last of a seal: enough to compare by eye.
pub(super) fn seal(head: &ChainHead) -> String {
    head.seal.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn gross(clock: &ClockFigures) -> &Figures {
    &clock.gross
}

fn net(clock: &ClockFigures) -> &Figures {
    &clock.net
}

fn table(report: &ClearanceReport, of: fn(&ClockFigures) -> &Figures, language: Language) -> Table {
    let heads = ["clock", "n", "mean", "median", "p90", "min", "max", "sd", "within", "late", "open", "open-late", "excluded", "partial"];
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_header(heads.map(|head| language.text(&format!("report-{head}"))));
    for (name, clock) in ClockName::ALL.iter().zip(&report.clocks) {
        table.add_row(row(*name, clock, of(clock), language));
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn row(name: ClockName, clock: &ClockFigures, figures: &Figures, language: Language) -> Vec<String> {
    let is_few = clock.n < FEW;
    let show = |seconds: Option<f64>| seconds.map_or_else(|| NOTHING.to_owned(), |seconds| duration(seconds, language));
    let unless_few = |seconds: Option<f64>| show(seconds.filter(|_| !is_few));
    let share = |part: u64, all: u64| match all {
        0 => NOTHING.to_owned(),
        _ => format!("{} %", decimal(part as f64 * 100.0 / all as f64, language)),
    };
    vec![
        language.text(&format!("clock-{name}")),
        format!("{}{}", clock.n, if is_few && clock.n > 0 { "*" } else { "" }),
        show(figures.mean),
        unless_few(figures.median),
        unless_few(figures.p90),
        show(figures.min.map(|seconds| seconds as f64)),
        show(figures.max.map(|seconds| seconds as f64)),
        unless_few(figures.sd),
        share(figures.within, figures.with_target),
        if figures.with_target == 0 { NOTHING.to_owned() } else { figures.late.to_string() },
        clock.open.to_string(),
        clock.open_late.to_string(),
        clock.excluded.iter().sum::<u64>().to_string(),
        clock.partial.to_string(),
    ]
}

/// A duration in the unit that reads best, with one decimal.
pub(super) fn duration(seconds: f64, language: Language) -> String {
    let (key, unit) = match seconds {
        seconds if seconds >= 172_800.0 => ("unit-days", 86_400.0),
        seconds if seconds >= 7_200.0 => ("unit-hours", 3_600.0),
        _ => ("unit-minutes", 60.0),
    };
    language.format(key, values!(number = decimal(seconds / unit, language)))
}

fn decimal(number: f64, language: Language) -> String {
    format!("{number:.1}").replace('.', &language.decimal_mark().to_string())
}
