//! Where the time goes: the mean of each stage to scale, one after the other, what of it stood on hold hatched, a
//! whisker to P90.

use super::figures::{FigureRow, FigureTable, clocks};
use crate::domain::report::{ClearanceReport, ClockFigures, FEW};
use crate::domain::report_table::{self, Block, Role};
use crate::domain::stage::{ClockName, Stage};
use crate::values;
use crate::web::presenter::Presenter;
use crate::web::report_table::{DAY, NONE, Parts, TableCell, Told, bare_days, days, percent};

/// What of a stage's clock stands beside its bar; what stood on hold and its share of all follow.
const SHOWN: &Parts<'_> = &[(None, &[Role::Sample]), (Some(Block::Gross), &[Role::Mean, Role::Quantile])];

/// The drawing of a stage's row, in per cent of its width.
pub struct Bar {
    pub depth: usize,
    pub x: String,
    pub width: String,
    pub held_x: String,
    pub held: Option<String>,
    pub whisker: Option<(String, String)>,
}

/// The stages: their table, the drawings of its rows, and the grid below them.
pub struct Stages {
    pub table: FigureTable,
    pub bars: Vec<Bar>,
    pub axis: Vec<(String, String)>,
    /// Why the bars do not end where the whole way does.
    pub why: Option<String>,
}

/// Their figures, drawn on one axis of days.
pub fn stages(presenter: &Presenter, told: &Told<'_>, report: &ClearanceReport) -> Stages {
    let rows: Vec<(ClockName, &report_table::Row)> = clocks(told.table).filter(|(name, _)| name.stage().is_some()).collect();
    let clocks: Vec<(ClockName, &ClockFigures)> = rows.iter().map(|(name, _)| (*name, &report.clocks[name.index()])).collect();
    let all: f64 = clocks.iter().map(|(_, clock)| mean(clock)).sum();
    let mut starts = Vec::new();
    let mut at = 0.0;
    for (_, clock) in &clocks {
        starts.push(at);
        at += mean(clock);
    }
    let far = clocks.iter().zip(&starts).map(|((_, clock), start)| start + p90(clock).unwrap_or(0.0).max(mean(clock)));
    let width = far.fold(DAY / 24.0, f64::max) * 1.03;
    let share = |seconds: f64| format!("{:.3}%", seconds / width * 100.0);
    let bars = clocks.iter().zip(&starts).map(|((name, clock), start)| {
        let (mean, held) = (mean(clock), held(clock));
        Bar {
            depth: name.stage().map_or(1, |stage: Stage| stage as usize + 1),
            x: share(*start),
            width: share(mean - held),
            held_x: share(start + mean - held),
            held: (held / width > 0.001).then(|| share(held)),
            whisker: p90(clock).filter(|p90| *p90 > mean).map(|p90| (share(start + mean), share(start + p90))),
        }
    });
    let drawn = width / DAY;
    let step = [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|step| drawn / f64::from(*step) <= 7.0).unwrap_or(500);
    let marks = (0..).map(|n| n * step).take_while(|day| f64::from(*day) < drawn * 0.95);
    Stages {
        why: why(presenter, &clocks, all, &report.clocks[ClockName::DoorToDoor.index()]),
        bars: bars.collect(),
        axis: marks.map(|day| (share(f64::from(day) * DAY), day.to_string())).collect(),
        table: FigureTable {
            title: presenter.say("report-where"),
            about: presenter.say("report-where-about"),
            heads: told.heads(SHOWN).into_iter().chain(["report-held", "report-share"].map(|head| presenter.say(head))).collect(),
            rows: rows.iter().zip(&clocks).map(|((name, row), (_, clock))| self::row(presenter, told, (row, clock), *name, all)).collect(),
        },
    }
}

/// Why the means of the stages do not add up to the mean of the whole way: they are of other shipments.
fn why(presenter: &Presenter, stages: &[(ClockName, &ClockFigures)], sum: f64, whole: &ClockFigures) -> Option<String> {
    let language = presenter.language;
    let [sum, mean] = [sum, whole.gross.mean?].map(|seconds| days(language, seconds));
    let counts = || stages.iter().map(|(_, clock)| clock.n).filter(|n| *n > 0);
    let values = values!(sum = sum.as_str(), mean = mean.as_str(), least = counts().min()?, most = counts().max()?, n = whole.n);
    (sum != mean).then(|| language.format("report-why-stages", values))
}

fn mean(clock: &ClockFigures) -> f64 {
    clock.gross.mean.unwrap_or(0.0)
}

/// The mean time on pausing holds.
fn held(clock: &ClockFigures) -> f64 {
    (mean(clock) - clock.net.mean.unwrap_or(0.0)).max(0.0)
}

fn p90(clock: &ClockFigures) -> Option<f64> {
    clock.gross.p90.filter(|_| clock.n >= FEW)
}

fn row(presenter: &Presenter, told: &Told<'_>, (row, clock): (&report_table::Row, &ClockFigures), name: ClockName, all: f64) -> FigureRow {
    let language = presenter.language;
    let mut cells = told.cells(row, SHOWN);
    let path = cells.first().map(|sample| sample.path.clone()).unwrap_or_default();
    let held = clock.gross.mean.map(|_| bare_days(language, held(clock)));
    let share = (clock.n > 0 && all > 0.0).then(|| percent(language, mean(clock) / all));
    cells.extend([held, share].map(|text| TableCell { text: text.unwrap_or_else(|| NONE.to_owned()), path: path.clone(), columns: 1 }));
    FigureRow { name: presenter.clock(name), about: String::new(), cells }
}
