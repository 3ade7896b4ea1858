//! The clearance report as a table for a terminal.

use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets};

use crate::domain::report::ClearanceReport;
use crate::domain::report_table::{Block, Dimension, ReportTable, Role, Row, Unit};
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
    let (from, to, zone) = (day(question.from), day(question.to), language.zone(question.time_zone));
    writeln!(output, "{}", language.text("report-title"))?;
    let as_of = values!(as_of = report.as_of.to_string(), sequence = head.sequence, seal = head.short_seal());
    writeln!(output, "{}", language.format("report-as-of", as_of))?;
    writeln!(output, "{}", language.format("report-period", values!(from = from, to = to, cohort = cohort, zone = zone)))?;
    if let Some(lane) = &question.lane {
        let lane = values!(origin = lane.origin.as_str(), destination = lane.destination.as_str());
        writeln!(output, "{}", language.format("report-lane", lane))?;
    }
    let counts = values!(total = report.shipments.total, open = report.shipments.open);
    writeln!(output, "{}", language.format("report-shipments", counts))?;
    let figures = report.table();
    let (gross, net) = (Some(Block::Gross), Some(Block::Net));
    for (title, parts) in
        [("report-gross", &[(gross, TIMES)][..]), ("report-targets", &[(gross, TARGETS), (None, BESIDE)]), ("report-net", &[(net, TIMES)])]
    {
        writeln!(output, "\n{}\n{}", language.text(title), table(&figures, parts, language))?;
    }
    if figures.rows.iter().any(|row| figures.is_of_few(row)) {
        writeln!(output, "{}", language.text("report-few"))?;
    }
    writeln!(output, "{}\n{}", language.text("report-ends"), language.text("report-notes"))
}

/// How long the clocks took, each row in one unit.
const TIMES: &[Role] = &[Role::Mean, Role::Quantile, Role::Least, Role::Greatest, Role::Deviation];
/// What was within its target.
const TARGETS: &[Role] = &[Role::WithTarget, Role::Within, Role::Late];
/// What stands beside n, and what of n is in doubt.
const BESIDE: &[Role] = &[Role::Beside, Role::Doubtful];

/// Some columns of a report behind the size of the sample.
fn table(report: &ReportTable, parts: &[(Option<Block>, &[Role])], language: Language) -> Table {
    let chosen = parts.iter().flat_map(|(block, roles)| report.for_readers(*block, roles));
    let columns: Vec<usize> = report.for_readers(None, &[Role::Sample]).into_iter().chain(chosen).collect();
    let heads = columns.iter().map(|at| language.text(&format!("report-{}", report.columns[*at].key.replace('_', "-"))));
    let keys = report.dimensions.iter().map(|dimension| language.text(&format!("report-{dimension}")));
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_header(keys.chain(heads));
    for column in table.column_iter_mut().skip(report.dimensions.len()) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for row in &report.rows {
        let keys = report.dimensions.iter().zip(&row.key).map(|(dimension, word)| named(*dimension, word, language));
        table.add_row(keys.chain(columns.iter().map(|at| told(report, row, *at, language))));
    }
    table
}

/// What a row is of, in words.
fn named(dimension: Dimension, word: &str, language: Language) -> String {
    match dimension {
        Dimension::Clock => language.text(&format!("clock-{word}")),
    }
}

/// A figure in words; none where there is none, or it says nothing of so few.
fn told(report: &ReportTable, row: &Row, at: usize, language: Language) -> String {
    let (column, cell) = (&report.columns[at], &row.cells[at]);
    let is_of_few = report.is_of_few(row);
    let value = cell.value.number().filter(|_| !(is_of_few && column.role.needs_many()));
    let shown = match (column.role, column.unit) {
        (Role::Within, _) => report.share_within(row, column.block).map(|share| format!("{} %", decimal(share * 100.0, language))),
        (_, Unit::Count) => value.map(|count| format!("{count}{}", if is_of_few && column.role == Role::Sample { "*" } else { "" })),
        (_, Unit::Seconds) => {
            let unit = TimeUnit::for_seconds(report.value(row, column.block, Role::Mean).number().unwrap_or(0.0));
            value.map(|seconds| unit.show(seconds, language))
        }
    };
    shown.unwrap_or_else(|| NOTHING.to_owned())
}

/// A unit of time with its message and its seconds.
struct TimeUnit(&'static str, f64);

impl TimeUnit {
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
    TimeUnit::for_seconds(seconds).show(seconds, language)
}

fn decimal(number: f64, language: Language) -> String {
    format!("{number:.1}").replace('.', &language.decimal_mark().to_string())
}
