//! The figures of the report: the headline, and a table of the eight clocks gross and net. Each leads to the
//! shipments that it counts.

use super::report_filter::ReportFilter;
use crate::domain::report::{ClearanceReport, ClockFigures, DrillDown, FEW, Figure, Figures, Question};
use crate::domain::report_table::{self, Block, ReportTable, Role};
use crate::domain::stage::{ClockName, Outcome};
use crate::domain::time::Moment;
use crate::i18n::Language;
use crate::office::clearance::Answer;
use crate::stats::Duration;
use crate::values;
use crate::web::presenter::Presenter;
use crate::web::report_table::{DAY, NONE, Parts, TableCell, Told, bare_days, days, percent};

/// A figure of the headline.
pub struct Headline {
    pub label: String,
    pub value: String,
    pub path: String,
    pub about: String,
    pub change: Option<Change>,
    pub is_wide: bool,
}

/// How a figure differs from the one of the period before.
pub struct Change {
    pub text: String,
    pub is_better: bool,
}

/// A row of a table: a clock, what it counts, its figures.
pub struct FigureRow {
    pub name: String,
    pub about: String,
    pub cells: Vec<TableCell>,
}

/// A table of figures.
pub struct FigureTable {
    pub title: String,
    pub about: String,
    pub heads: Vec<String>,
    pub rows: Vec<FigureRow>,
}

/// Links from the figures of a report to their shipments.
pub struct Links {
    query: String,
}

impl Links {
    /// Of a report as of its moment.
    pub fn new(question: &Question, as_of: Moment) -> Self {
        Self { query: ReportFilter::query(question, Some(as_of)) }
    }

    /// The shipments of a figure.
    pub fn to(&self, DrillDown { clock, figure, seconds }: DrillDown) -> String {
        let path = format!("/reports/clearance/shipments?{}&clock={clock}&figure={figure}", self.query);
        if figure.has_time() { format!("{path}&seconds={seconds}") } else { path }
    }
}

/// The share that met its target; none where none has one.
pub fn within(figures: &Figures) -> Option<f64> {
    (figures.with_target > 0).then(|| figures.within as f64 / figures.with_target as f64)
}

/// The sentence that heads the report.
pub fn sentence(language: Language, clock: &ClockFigures) -> String {
    match (clock.n, clock.gross.median) {
        (0, _) => language.text("report-sentence-none"),
        (n, Some(median)) if n >= FEW => {
            let share = percent(language, within(&clock.gross).unwrap_or(0.0));
            let values = values!(n = n, median = days(language, median), share = share);
            language.format(if clock.gross.with_target > 0 { "report-sentence" } else { "report-sentence-no-target" }, values)
        }
        (n, _) => language.format("report-sentence-few", values!(n = n)),
    }
}

/// The headline: the clearance against its target, gross, beside the period before.
pub fn headline(presenter: &Presenter, links: &Links, answer: &Answer) -> Vec<Headline> {
    let (language, name) = (presenter.language, ClockName::Clearance);
    let (clock, times) = (&answer.report.clocks[name.index()], &answer.times[name.index()]);
    let gross = &clock.gross;
    let before = answer.before.as_ref().map(|(_, before)| &before.gross).filter(|_| clock.n >= FEW);
    let before = before.filter(|_| answer.before.as_ref().is_some_and(|(_, before)| before.n >= FEW));
    let figure = |key: &str, value: Option<String>, figure: Figure, about: String| Headline {
        label: language.text(key),
        path: if value.is_some() { links.to(DrillDown { clock: name, figure, seconds: 0 }) } else { String::new() },
        value: value.unwrap_or_else(|| NONE.to_owned()),
        about,
        change: None,
        is_wide: false,
    };
    let time = |key: &str, of: fn(&Figures) -> Option<f64>, about: String| {
        let change = before.and_then(|before| changed_days(language, of(gross)?, of(before)?));
        Headline { change, ..figure(key, of(gross).map(|seconds| days(language, seconds)), Figure::Ended, about) }
    };
    let of_target = language.format("report-of", values!(part = gross.within, all = gross.with_target));
    let share = figure("report-within", within(gross).map(|share| percent(language, share)), Figure::Within, of_target);
    let share_change = before.and_then(|before| changed_share(language, within(gross)?, within(before)?));
    let range = gross.min.zip(gross.max).map_or_else(String::new, |(min, max)| range(language, min, max));
    let spread = gross
        .sd
        .filter(|_| clock.n >= FEW)
        .map(|sd| language.format("report-spread", values!(sd = days(language, sd), range = range.as_str())));
    let worst = times.gross.iter().filter(|time| time.target > 0).map(|time| time.seconds - time.target).max().filter(|over| *over > 0);
    let late = worst.map_or_else(
        || language.text("report-late-about"),
        |over| language.format("report-worst", values!(over = days(language, over as f64))),
    );
    let mut shown = vec![Headline { change: share_change, ..share }];
    if clock.n >= FEW || clock.n == 0 {
        shown.push(time("report-median", |gross| gross.median, String::new()));
        shown.push(time("report-p90", |gross| gross.p90, String::new()));
    } else {
        let values = language.format("unit-days", values!(number = values(language, &times.gross)));
        let values = figure("report-values", Some(values), Figure::Ended, language.text("report-few-about"));
        shown.push(Headline { is_wide: true, ..values });
    }
    shown.push(time("report-mean", |gross| gross.mean, spread.unwrap_or(range)));
    let counted = |count: u64| Some(count).filter(|count| *count > 0);
    let number = |count: u64| language.number(count);
    let with_zero = |headline: Headline| if headline.path.is_empty() { Headline { value: number(0), ..headline } } else { headline };
    shown.push(with_zero(figure("report-late", counted(gross.late).map(number), Figure::Late, late)));
    let beside = language.format("report-open-about", values!(late = clock.open_late));
    shown.push(with_zero(figure("report-open", counted(clock.open).map(number), Figure::Open, beside)));
    shown
}

/// A change in days from the period before; none where it is too small to be told.
fn changed_days(language: Language, now: f64, before: f64) -> Option<Change> {
    let change = shown(now / DAY) - shown(before / DAY);
    changed(language, change, days(language, change.abs() * DAY), days(language, before), change < 0.0)
}

fn changed_share(language: Language, now: f64, before: f64) -> Option<Change> {
    let change = shown(now * 100.0) - shown(before * 100.0);
    let points = language.decimal(&format!("{:.1}", change.abs()));
    let points = language.format("unit-points", values!(number = points)).replace(' ', "\u{a0}");
    changed(language, change, points, percent(language, before), change > 0.0)
}

fn changed(language: Language, change: f64, by: String, before: String, is_better: bool) -> Option<Change> {
    let values = values!(change = format!("{}\u{a0}{by}", arrow(change)), before = before);
    (change.abs() >= 0.05).then(|| Change { text: language.format("report-change", values), is_better })
}

/// As it is shown, to a tenth: what two figures differ by is what a reader finds who takes one from the other.
fn shown(figure: f64) -> f64 {
    format!("{figure:.1}").parse().unwrap_or(figure)
}

fn arrow(change: f64) -> char {
    if change < 0.0 { '▼' } else { '▲' }
}

fn range(language: Language, min: i64, max: i64) -> String {
    language.format("report-range", values!(min = bare_days(language, min as f64), max = days(language, max as f64)))
}

/// The times themselves in days, the shortest first.
pub fn values(language: Language, times: &[Duration]) -> String {
    let mut seconds: Vec<i64> = times.iter().map(|time| time.seconds).collect();
    seconds.sort_unstable();
    seconds.iter().map(|seconds| bare_days(language, *seconds as f64)).collect::<Vec<_>>().join(" · ")
}

/// What is told of times.
pub const TIMES: &[Role] =
    &[Role::Mean, Role::Deviation, Role::Quantile, Role::Least, Role::Greatest, Role::WithTarget, Role::Within, Role::Late];

/// The eight clocks with holds, and what is not counted beside them; then without pausing holds.
pub fn tables(presenter: &Presenter, told: &Told<'_>) -> [FigureTable; 2] {
    let sample: (_, &[Role]) = (None, &[Role::Sample]);
    [
        ("report-gross", &[sample, (Some(Block::Gross), TIMES), (None, &[Role::Beside, Role::Doubtful])][..]),
        ("report-net", &[sample, (Some(Block::Net), TIMES)]),
    ]
    .map(|(title, parts)| FigureTable {
        title: presenter.say(title),
        about: presenter.say("report-in-days"),
        heads: told.heads(parts),
        rows: clocks(told.table).map(|(name, row)| clock_row(presenter, told, parts, (name, row))).collect(),
    })
}

/// The rows of a table of clocks with their clocks.
pub fn clocks(table: &ReportTable) -> impl Iterator<Item = (ClockName, &report_table::Row)> {
    table.rows.iter().filter_map(|row| Some((ClockName::parse(row.key.last()?)?, row)))
}

fn clock_row(presenter: &Presenter, told: &Told<'_>, parts: &Parts<'_>, (name, row): (ClockName, &report_table::Row)) -> FigureRow {
    FigureRow { name: presenter.clock(name), about: ends(presenter, name), cells: told.cells(row, parts) }
}

/// The times of a clock, where they are few.
pub fn few(language: Language, answer: &Answer, row: &report_table::Row, block: Option<Block>) -> String {
    let times = row.key.last().and_then(|word| ClockName::parse(word)).map(|name| &answer.times[name.index()]);
    times.map(|times| values(language, if block == Some(Block::Net) { &times.net } else { &times.gross })).unwrap_or_default()
}

/// What a clock counts, in short.
fn ends(presenter: &Presenter, name: ClockName) -> String {
    if name.stage().is_some() { presenter.say("report-stage-ends") } else { presenter.clock_ends(name) }
}

/// Of the clearance: what is counted and what stands beside it, by outcome.
pub fn counted(presenter: &Presenter, report: &ClearanceReport) -> String {
    let (language, clock) = (presenter.language, &report.clocks[ClockName::Clearance.index()]);
    let stopped: Vec<String> = Outcome::exceptions()
        .iter()
        .zip(clock.excluded)
        .filter(|(_, count)| *count > 0)
        .map(|(outcome, count)| language.format("report-outcome", values!(outcome = presenter.outcome(*outcome), count = count)))
        .collect();
    let excluded: u64 = clock.excluded.iter().sum();
    let list = language.format("report-by-outcome", values!(list = stopped.join(language.list_mark())));
    let by = if stopped.is_empty() { String::new() } else { format!("{}{list}", language.word_space()) };
    let values = values!(n = clock.n, excluded = excluded, by = by, open = clock.open, partial = clock.partial);
    language.format("report-cohort-note", values)
}
