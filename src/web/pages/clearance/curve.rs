//! The share cleared by day: the curve takes in the clocks that still run, its table says both shares.

use std::collections::BTreeMap;

use super::figures::{Links, within};
use crate::domain::report::{DrillDown, FEW, Figure, Figures};
use crate::domain::stage::ClockName;
use crate::i18n::Language;
use crate::office::clearance::Times;
use crate::stats::{SurvivalStep, ended_by, share_by};
use crate::values;
use crate::web::report_table::{DAY, TableCell, days, percent};

/// Steps of the curve's drawing: what is nearer than this is one point.
const COLUMNS: f64 = 800.0;
/// The drawing reaches to where this share of those that ended has; a few that took much longer would flatten it.
const REACH: f64 = 0.98;
/// Left of this, in shares of the width, words have no room before a mark.
const NEAR: f64 = 0.3;
/// Right of this they have none behind it.
const FAR: f64 = 0.7;
/// Targets that are told apart; of more, those that most shipments have.
const TARGETS: usize = 8;

/// The curve as a path from 0 to 100, and its table.
pub struct Curve {
    pub path: String,
    pub axis: Vec<(String, String)>,
    /// The target that most have: where, at which share, what it is, and what had cleared by then.
    pub target: Option<TargetLine>,
    /// Where the other targets are.
    pub others: Vec<String>,
    /// Where half had cleared.
    pub half: Option<TargetLine>,
    pub label: String,
    pub about: Vec<String>,
    /// Why what it says differs from the headline.
    pub why: Vec<String>,
    pub rows: Vec<CurveRow>,
}

/// A place on the curve with its words.
pub struct TargetLine {
    pub x: String,
    pub y: String,
    pub name: String,
    pub share: String,
    /// Whether its words stand before it.
    pub is_before: bool,
}

/// What had cleared by a day.
pub struct CurveRow {
    pub day: String,
    pub target: Option<TableCell>,
    pub count: TableCell,
    pub share: String,
    pub curve: String,
}

/// Draws it; none where there are too few for a curve.
pub fn curve(language: Language, links: &Links, times: &Times, figures: &Figures) -> Option<Curve> {
    let mut ended: Vec<i64> = times.gross.iter().map(|time| time.seconds).collect();
    if (ended.len() as u64) < FEW {
        return None;
    }
    ended.sort_unstable();
    let running: Vec<i64> = times.running.iter().map(|time| time.seconds).collect();
    let steps = ended_by(&ended, &running);
    let targets = targets(times);
    let width = width(&ended, &targets);
    let at = |seconds: i64| format!("{:.3}%", seconds as f64 / width * 100.0);
    let line = |seconds: i64, name: String, share: String, room: f64| TargetLine {
        x: at(seconds),
        y: format!("{:.3}%", 100.0 - share_by(&steps, seconds) * 100.0),
        name,
        share,
        is_before: seconds as f64 > width * room,
    };
    let shown = targets.iter().filter(|(target, _)| (**target as f64) < width);
    let main = shown.clone().max_by_key(|(_, count)| **count).map(|(target, _)| *target);
    let by = |target: i64| {
        language.format("report-by-target", values!(share = percent(language, share_by(&steps, target)), day = language.days(target)))
    };
    let named = |target: i64| language.format("report-target-line", values!(target = language.days(target)));
    let step = step(width);
    let half = steps.iter().find(|step| step.share >= 0.5).map(|step| step.at);
    Some(Curve {
        path: path(&steps, width),
        axis: (0..)
            .map(|n| n * step)
            .take_while(|day| (*day as f64) * DAY < width * 0.97)
            .map(|day| (at(day * 86_400), day.to_string()))
            .collect(),
        target: main.map(|target| line(target, named(target), by(target), FAR)),
        others: shown.filter(|(target, _)| Some(**target) != main).map(|(target, _)| at(*target)).collect(),
        half: half.map(|half| line(half, language.format("report-half", values!(days = days(language, half as f64))), String::new(), NEAR)),
        label: language.format("report-curve-label", values!(ended = ended.len(), running = running.len())),
        about: about(language, &targets, main, &ended, width),
        why: why(language, figures, (half, main), (&ended, running.len()), &steps),
        rows: rows(language, links, &ended, &steps, &targets, (width, step)),
    })
}

/// How many of those that ended have each target.
fn targets(times: &Times) -> BTreeMap<i64, usize> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for time in times.gross.iter().filter(|time| time.target > 0) {
        *counts.entry(time.target).or_default() += 1;
    }
    let mut most: Vec<(i64, usize)> = counts.into_iter().collect();
    most.sort_by_key(|(target, count)| (std::cmp::Reverse(*count), *target));
    most.into_iter().take(TARGETS).collect()
}

/// How far the drawing reaches, in seconds, for times that stand in order.
fn width(ended: &[i64], targets: &BTreeMap<i64, usize>) -> f64 {
    let at = |share: f64| ended.get(((ended.len() - 1) as f64 * share) as usize).map_or(0.0, |time| *time as f64);
    let most = targets.iter().max_by_key(|(_, count)| **count).map_or(0.0, |(target, _)| *target as f64);
    let (width, longest) = ((at(REACH) * 1.08).max(most * 1.15).max(DAY), at(1.0));
    if longest < width * 1.2 { width.max(longest * 1.02) } else { width }
}

/// Days between two marks of the axis.
fn step(width: f64) -> i64 {
    let whole = (width / DAY).ceil() as i64;
    [1, 2, 4, 5, 10, 20, 50, 100, 200].into_iter().find(|step| whole / step <= 10).unwrap_or(500)
}

fn path(steps: &[SurvivalStep], width: f64) -> String {
    let (mut path, mut last) = (String::from("M0 100"), 100.0);
    let column = |step: &SurvivalStep| (step.at as f64 / width * COLUMNS) as i64;
    for (index, step) in steps.iter().enumerate() {
        if steps.get(index + 1).is_some_and(|next| column(next) == column(step)) {
            continue;
        }
        let (x, y) = (step.at as f64 / width * 100.0, 100.0 - step.share * 100.0);
        if x > 100.0 {
            break;
        }
        path.push_str(&format!("L{x:.2} {last:.2}L{x:.2} {y:.2}"));
        last = y;
    }
    path.push_str(&format!("L100 {last:.2}"));
    path
}

fn about(language: Language, targets: &BTreeMap<i64, usize>, main: Option<i64>, ended: &[i64], width: f64) -> Vec<String> {
    let mut told = vec![language.text("report-curve-about")];
    if let Some(main) = main.filter(|_| targets.len() > 1) {
        let count = targets.get(&main).copied().unwrap_or(0);
        told.push(language.format("report-curve-targets", values!(target = language.days(main), count = count, n = ended.len())));
    }
    let beyond = ended.len() - ended.partition_point(|seconds| *seconds as f64 <= width);
    if let Some(longest) = ended.last().filter(|_| beyond > 0) {
        told.push(language.format("report-curve-beyond", values!(count = beyond, longest = days(language, *longest as f64))));
    }
    told
}

/// Why half and the share by the target are not those of the headline: it counts clocks that ended, each by its own target.
fn why(
    language: Language,
    figures: &Figures,
    (half, main): (Option<i64>, Option<i64>),
    (ended, running): (&[i64], usize),
    steps: &[SurvivalStep],
) -> Vec<String> {
    let half = figures.median.zip(half).map(|(median, half)| [days(language, median), days(language, half as f64)]);
    let half = half.filter(|[median, half]| median != half).map(|[median, half]| {
        let values = values!(median = median, half = half, running = running);
        language.format("report-why-half", values)
    });
    let shares = within(figures).zip(main).map(|(met, main)| {
        let count = ended.partition_point(|time| *time <= main);
        let shares = [met, count as f64 / ended.len() as f64, share_by(steps, main)];
        (language.days(main), shares.map(|share| percent(language, share)))
    });
    let shares = shares.filter(|(_, [met, ended, curve])| met != ended || ended != curve).map(|(target, [met, ended, curve])| {
        let values = values!(met = met, all = figures.with_target, target = target, ended = ended, curve = curve, running = running);
        language.format("report-why-share", values)
    });
    half.into_iter().chain(shares).collect()
}

/// The marks of the axis and the targets, up to where all have cleared.
fn rows(
    language: Language,
    links: &Links,
    ended: &[i64],
    steps: &[SurvivalStep],
    targets: &BTreeMap<i64, usize>,
    (width, step): (f64, i64),
) -> Vec<CurveRow> {
    let marks = (1..).map(|n| n * step * 86_400).take_while(|seconds| (*seconds as f64) < width);
    let whole = |seconds: i64| (seconds + 86_399) / 86_400 * 86_400;
    let mut at: Vec<i64> = marks.chain(targets.keys().copied()).chain(ended.last().map(|longest| whole(*longest))).collect();
    at.sort_unstable();
    at.dedup();
    let row = |seconds: i64| {
        let count = ended.partition_point(|time| *time <= seconds);
        let link = |text: String, figure: Figure| TableCell {
            text,
            path: links.to(DrillDown { clock: ClockName::Clearance, figure, seconds }),
            columns: 1,
        };
        let target = targets.get(&seconds).map(|count| link(language.format("report-target-of", values!(count = *count)), Figure::Target));
        let number = language.number(count as u64);
        CurveRow {
            day: language.days(seconds),
            target,
            count: if count > 0 { link(number, Figure::By) } else { TableCell { text: number, path: String::new(), columns: 1 } },
            share: percent(language, count as f64 / ended.len() as f64),
            curve: percent(language, share_by(steps, seconds)),
        }
    };
    at.into_iter().map(row).collect()
}
