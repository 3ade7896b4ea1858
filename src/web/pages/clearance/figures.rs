//! The figures of the report: the headline, and a table of the eight clocks gross and net. Each leads to the
//! shipments that it counts.

use super::asked::Wanted;
use crate::domain::report::{ClearanceReport, ClockFigures, FEW, Figure, Figures, Question};
use crate::domain::stage::{ClockName, Outcome};
use crate::domain::time::Moment;
use crate::i18n::Language;
use crate::office::clearance::{Answer, Times};
use crate::stats::Duration;
use crate::values;
use crate::web::presenter::Presenter;

pub const DAY: f64 = 86_400.0;

/// Where there is no figure.
pub const NONE: &str = "–";

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

/// A figure in a table, and where its shipments are; empty where it counts none.
pub struct Cell {
    pub text: String,
    pub path: String,
    pub columns: usize,
}

/// A row of a table: a clock, what it counts, its figures.
pub struct Row {
    pub name: String,
    pub about: String,
    pub cells: Vec<Cell>,
}

/// A table of figures.
pub struct FigureTable {
    pub title: String,
    pub about: String,
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

/// Links from the figures of a report to their shipments.
pub struct Links {
    query: String,
}

impl Links {
    /// Of a report as of its moment.
    pub fn new(question: &Question, as_of: Moment) -> Self {
        Self { query: Wanted::query(question, Some(as_of)) }
    }

    /// The shipments of a figure.
    pub fn to(&self, clock: ClockName, figure: Figure) -> String {
        format!("/reports/clearance/shipments?{}&clock={clock}&figure={figure}", self.query)
    }

    /// The shipments of a figure with a time in its name.
    pub fn to_time(&self, clock: ClockName, figure: Figure, seconds: i64) -> String {
        format!("{}&seconds={seconds}", self.to(clock, figure))
    }

    /// A count with its link; nothing links to nobody.
    pub fn count(&self, language: Language, count: u64, clock: ClockName, figure: Figure) -> Cell {
        self.cell(language.number(count), count > 0, clock, figure)
    }

    /// A figure with the link to what it is made of, if that is any.
    pub fn cell(&self, text: String, is_any: bool, clock: ClockName, figure: Figure) -> Cell {
        Cell { text, path: if is_any { self.to(clock, figure) } else { String::new() }, columns: 1 }
    }
}

/// “15.1 d”.
pub fn days(language: Language, seconds: f64) -> String {
    language.format("unit-days", values!(number = bare_days(language, seconds))).replace(' ', "\u{a0}")
}

/// “15.1”.
pub fn bare_days(language: Language, seconds: f64) -> String {
    language.decimal(&format!("{:.1}", seconds / DAY))
}

/// “79.9 %”.
pub fn percent(language: Language, share: f64) -> String {
    format!("{}\u{a0}%", language.decimal(&format!("{:.1}", share * 100.0)))
}

/// The share that met its target; none where none has one.
fn within(figures: &Figures) -> Option<f64> {
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
        path: if value.is_some() { links.to(name, figure) } else { String::new() },
        value: value.unwrap_or_else(|| NONE.to_owned()),
        about,
        change: None,
        is_wide: false,
    };
    let time = |key: &str, of: fn(&Figures) -> Option<f64>, about: String| {
        let change = before.and_then(|before| changed_days(language, of(gross)? - of(before)?));
        Headline { change, ..figure(key, of(gross).map(|seconds| days(language, seconds)), Figure::Ended, about) }
    };
    let of_target = language.format("report-of", values!(part = gross.within, all = gross.with_target));
    let share = figure("report-within", within(gross).map(|share| percent(language, share)), Figure::Within, of_target);
    let share_change = before.and_then(|before| changed_share(language, within(gross)? - within(before)?));
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

/// A change in days; none where it is too small to be told.
fn changed_days(language: Language, change: f64) -> Option<Change> {
    (change.abs() >= DAY / 20.0)
        .then(|| Change { text: format!("{} {}", arrow(change), days(language, change.abs())), is_better: change < 0.0 })
}

fn changed_share(language: Language, change: f64) -> Option<Change> {
    let points = language.decimal(&format!("{:.1}", change.abs() * 100.0));
    let points = language.format("unit-points", values!(number = points)).replace(' ', "\u{a0}");
    (change.abs() >= 0.0005).then(|| Change { text: format!("{} {points}", arrow(change)), is_better: change > 0.0 })
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

/// The eight clocks with holds, and what is not counted beside them.
pub fn gross_table(presenter: &Presenter, links: &Links, answer: &Answer) -> FigureTable {
    let rows = |name: ClockName| {
        let (clock, times) = (&answer.report.clocks[name.index()], &answer.times[name.index()]);
        let mut cells = durations(presenter.language, links, name, (clock, &clock.gross), &times.gross, [Figure::Within, Figure::Late]);
        let beside = [
            (clock.open, Figure::Open),
            (clock.open_late, Figure::OpenLate),
            (clock.excluded.iter().sum(), Figure::Excluded),
            (clock.partial, Figure::Partial),
        ];
        cells.extend(beside.map(|(count, figure)| links.count(presenter.language, count, name, figure)));
        cells
    };
    table(presenter, "report-gross", &["open", "open-late", "excluded", "partial"], rows)
}

/// The eight clocks without pausing holds.
pub fn net_table(presenter: &Presenter, links: &Links, answer: &Answer) -> FigureTable {
    table(presenter, "report-net", &[], |name| {
        let (clock, times): (_, &Times) = (&answer.report.clocks[name.index()], &answer.times[name.index()]);
        durations(presenter.language, links, name, (clock, &clock.net), &times.net, [Figure::WithinNet, Figure::LateNet])
    })
}

fn table(presenter: &Presenter, title: &str, more: &[&str], cells: impl Fn(ClockName) -> Vec<Cell>) -> FigureTable {
    let heads = ["n", "mean", "sd", "median", "p90", "range-head", "with-target", "within", "late"];
    FigureTable {
        title: presenter.say(title),
        about: presenter.say("report-in-days"),
        heads: heads.iter().chain(more).map(|head| presenter.say(&format!("report-{head}"))).collect(),
        rows: ClockName::ALL
            .iter()
            .map(|name| Row { name: presenter.clock(*name), about: ends(presenter, *name), cells: cells(*name) })
            .collect(),
    }
}

/// What a clock counts, in short.
fn ends(presenter: &Presenter, name: ClockName) -> String {
    if name.stage().is_some() { presenter.say("report-stage-ends") } else { presenter.clock_ends(name) }
}

/// A clock's times: statistics where there are enough, else the times themselves; then what met its target.
fn durations(
    language: Language,
    links: &Links,
    name: ClockName,
    (clock, figures): (&ClockFigures, &Figures),
    times: &[Duration],
    [met, missed]: [Figure; 2],
) -> Vec<Cell> {
    let is_any = clock.n > 0;
    // The statistics of a net time are of all that ended, and so are those of a gross one.
    let ended = |text: Option<String>| {
        let is_told = text.is_some();
        links.cell(text.unwrap_or_else(|| NONE.to_owned()), is_told, name, Figure::Ended)
    };
    let time = |seconds: Option<f64>| ended(seconds.map(|seconds| bare_days(language, seconds)));
    let mut cells = vec![links.count(language, clock.n, name, Figure::Ended), time(figures.mean)];
    if is_any && clock.n < FEW {
        cells.push(Cell { columns: 3, ..ended(Some(values(language, times))) });
    } else {
        cells.extend([figures.sd, figures.median, figures.p90].map(time));
    }
    let bounds = figures.min.zip(figures.max);
    cells.push(ended(bounds.map(|(min, max)| format!("{} – {}", bare_days(language, min as f64), bare_days(language, max as f64)))));
    cells.push(links.count(language, figures.with_target, name, Figure::WithTarget));
    let share = within(figures);
    let share_text = share.map_or_else(|| NONE.to_owned(), |share| percent(language, share));
    cells.push(links.cell(share_text, share.is_some(), name, met));
    cells.push(links.count(language, figures.late, name, missed));
    cells
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
