//! Where the time goes: the mean of each stage to scale, one after the other, what of it stood on hold hatched, a
//! whisker to P90.

use super::figures::{Cell, DAY, FigureTable, Links, NONE, Row, bare_days, percent, values};
use crate::domain::report::{ClockFigures, FEW, Figure};
use crate::domain::stage::{ClockName, Stage};
use crate::office::clearance::Answer;
use crate::web::presenter::Presenter;

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
}

/// Their figures, drawn on one axis of days.
pub fn stages(presenter: &Presenter, links: &Links, answer: &Answer) -> Stages {
    let clocks: Vec<(ClockName, &ClockFigures)> = ClockName::ALL
        .iter()
        .zip(&answer.report.clocks)
        .filter(|(name, _)| name.stage().is_some())
        .map(|(name, clock)| (*name, clock))
        .collect();
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
    let days = width / DAY;
    let step = [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|step| days / f64::from(*step) <= 7.0).unwrap_or(500);
    let marks = (0..).map(|n| n * step).take_while(|day| f64::from(*day) < days * 0.95);
    Stages {
        bars: bars.collect(),
        axis: marks.map(|day| (share(f64::from(day) * DAY), day.to_string())).collect(),
        table: FigureTable {
            title: presenter.say("report-where"),
            about: presenter.say("report-where-about"),
            heads: ["n", "mean", "median", "p90", "held", "share"].iter().map(|head| presenter.say(&format!("report-{head}"))).collect(),
            rows: clocks.iter().map(|(name, clock)| row(presenter, links, answer, (*name, clock), all)).collect(),
        },
    }
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

fn row(presenter: &Presenter, links: &Links, answer: &Answer, (name, clock): (ClockName, &ClockFigures), all: f64) -> Row {
    let language = presenter.language;
    let ended = |seconds: Option<f64>| {
        let text = seconds.map_or_else(|| NONE.to_owned(), |seconds| bare_days(language, seconds));
        links.cell(text, seconds.is_some(), name, Figure::Ended)
    };
    let mut cells = vec![links.count(language, clock.n, name, Figure::Ended), ended(clock.gross.mean)];
    if clock.n > 0 && clock.n < FEW {
        let times = values(language, &answer.times[name.index()].gross);
        cells.push(Cell { columns: 2, ..links.cell(times, true, name, Figure::Ended) });
    } else {
        cells.extend([clock.gross.median, clock.gross.p90].map(ended));
    }
    cells.push(ended(clock.gross.mean.map(|_| held(clock))));
    let share = if clock.n > 0 && all > 0.0 { percent(language, mean(clock) / all) } else { NONE.to_owned() };
    cells.push(links.cell(share, clock.n > 0, name, Figure::Ended));
    Row { name: presenter.clock(name), about: String::new(), cells }
}
