//! The axis of a stage track: where it begins and ends, its window, grid, target and now, and their labels.

use super::Scene;
use super::label::{Align, Label, Wanted, lay_out, width};
use super::scale::{DAY, HOUR, Scale, Share};
use super::wording;
use crate::domain::commitment::{Commitment, CommitmentRun};
use crate::domain::measure;
use crate::domain::stage::ClockName;
use crate::domain::time::Instant;
use crate::i18n::Language;
use crate::values;

/// The size of labels, in px.
const SIZE: f64 = 12.0;
/// A stretch beyond the target, of its length: so that the far bank is seen.
const FAR_BANK: f64 = 0.1;
const MARGIN: f64 = 0.025;

/// A vertical line over all rows.
#[derive(Debug, Clone, PartialEq)]
pub struct GridLine {
    /// Where.
    pub x: Share,
    /// What it stands for, in words.
    pub title: String,
}

/// What all rows share.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The labels over the rows.
    pub labels: Vec<Label>,
    /// Whether the labels need a third line.
    pub tall: bool,
    /// Day 0.
    pub zero: Share,
    /// Lines of the grid, without day 0 and the target.
    pub grid: Vec<Share>,
    /// The window from day 0 to the target: its width.
    pub window: Share,
    /// The target.
    pub target: Option<GridLine>,
    /// From the target to the right edge, if the target is past.
    pub late: Option<Share>,
    /// Now, or when the shipment closed.
    pub now: GridLine,
    /// Whether `now` is when it closed.
    pub closed: bool,
    /// All that the labels say, for those who do not see them.
    pub spoken: String,
}

impl Scene<'_> {
    /// The promised clock, once it has started.
    pub(super) fn promise(&self) -> Option<CommitmentRun> {
        self.state.commitment.and_then(|commitment| commitment.run)
    }
}

/// When the axis counts from: the start of the promised clock, else the first entry, else the registration.
pub(super) fn zero(scene: &Scene<'_>) -> Instant {
    let registered = scene.replay.registered.map(|recorded| recorded.event.occurred.instant);
    let promised = scene.promise().map(|promise| promise.start);
    promised.or(scene.timeline.visits.first().map(|visit| visit.entered_at)).or(registered).unwrap_or_else(|| scene.now())
}

/// Up to when a shipment is drawn: now, or its outcome.
pub(super) fn until(scene: &Scene<'_>) -> Instant {
    scene.timeline.ending().map_or_else(|| scene.now(), |(_, at)| at)
}

/// A scale that shows day 0, the target with a part of the far bank, and everything in `marks`.
pub(super) fn scale(zero: Instant, due: Option<Instant>, marks: impl Iterator<Item = Instant>) -> Scale {
    let (mut from, mut to) = (zero.seconds(), zero.seconds());
    if let Some(due) = due {
        let length = measure::length((zero, due));
        to = due.seconds() + (length as f64 * FAR_BANK) as i64;
    }
    for mark in marks {
        from = from.min(mark.seconds());
        to = to.max(mark.seconds());
    }
    Scale::with_margin(from, to, MARGIN)
}

impl Axis {
    pub(super) fn new(scene: &Scene<'_>, scale: &Scale) -> Self {
        let (start, until) = (zero(scene), until(scene));
        let (zero, now) = (scale.share(start), scale.share(until));
        let promise = scene.promise();
        let due = promise.map(|promise| promise.due);
        let target_at = due.map(|due| scale.share(due));
        let window_ends = target_at.unwrap_or(Share(100.0));
        let wording = AxisWords::new(scene, scale, measure::length((start, until)));
        let steps = steps(scale, start, due);
        let grid = steps.iter().map(|(second, _)| scale.at(*second)).collect();
        let labels = lay_out(&wanted(scene, scale, &wording, &steps, (zero, now, target_at)));
        let is_past = promise.is_some_and(|promise| promise.until(until) > promise.due);
        Self {
            tall: labels.iter().any(|label| label.line == 0),
            labels,
            zero,
            grid,
            window: window_ends - zero,
            late: target_at.filter(|_| is_past).map(|target| Share(100.0) - target),
            target: target_at.map(|x| GridLine { x, title: wording.due_spoken.clone() }),
            now: GridLine { x: now, title: wording.now.clone() },
            closed: scene.timeline.outcome.is_some(),
            spoken: wording.spoken(scene.language),
        }
    }
}

/// Where grid lines stand, and their number of days or hours.
fn steps(scale: &Scale, zero: Instant, due: Option<Instant>) -> Vec<(i64, i64)> {
    let step = scale.step();
    let all = (1..).map(|count| (zero.seconds() + count * step, count * step));
    let inside = all.take_while(|(second, _)| *second <= scale.right());
    inside.filter(|(second, _)| due.is_none_or(|due| due.seconds() != *second)).collect()
}

/// What the labels say.
struct AxisWords {
    clock: Option<String>,
    target: Option<String>,
    due: Option<String>,
    due_spoken: String,
    now: String,
}

impl AxisWords {
    fn new(scene: &Scene<'_>, scale: &Scale, elapsed: i64) -> Self {
        let language = scene.language;
        let started = scene.state.commitment.filter(|promise| promise.run.is_some());
        let target = started.map(|promise| language.format("track-target", values!(target = language.days(promise.target))));
        let due = scene.promise().map(|run| wording::due(scene, run.due));
        let due_spoken = target.iter().zip(&due).map(|(target, due)| due.spoken(scene, target)).collect();
        Self {
            clock: scene.state.commitment.map(|promise| clock(scene, promise)),
            target,
            due: due.map(|due| due.shown),
            due_spoken,
            now: now(scene, scale, elapsed),
        }
    }

    fn spoken(&self, language: Language) -> String {
        let parts = [self.clock.as_deref(), Some(self.due_spoken.as_str()), Some(self.now.as_str())];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(language.clause_mark())
    }
}

/// Which clock was promised, or that its target has no start yet.
fn clock(scene: &Scene<'_>, promise: Commitment) -> String {
    match (promise.run, promise.clock) {
        (None, _) => scene.language.format("track-clock-waits", values!(target = scene.language.days(promise.target))),
        (Some(_), ClockName::Clearance) => scene.language.text("track-clock-clearance"),
        (Some(_), _) => scene.language.text("track-clock-door"),
    }
}

/// “now, day 14”, “Delivered, day 16”; on a scale of hours “now, 5 h”.
fn now(scene: &Scene<'_>, scale: &Scale, elapsed: i64) -> String {
    let language = scene.language;
    let what = match scene.timeline.ending() {
        Some((outcome, _)) => language.text(&format!("outcome-{outcome}")),
        None => language.text("track-now"),
    };
    if scale.step() < DAY {
        language.format("track-at-hours", values!(what = what, after = language.duration(elapsed)))
    } else {
        language.format("track-at-day", values!(what = what, day = elapsed / DAY))
    }
}

/// The labels in the order in which they choose their place.
fn wanted(
    scene: &Scene<'_>,
    scale: &Scale,
    words: &AxisWords,
    steps: &[(i64, i64)],
    (zero, now, target): (Share, Share, Option<Share>),
) -> Vec<Wanted> {
    let label = |at, text: &str, class, lines, ways| {
        let bold = class != "day" && class != "clock" && class != "due";
        Wanted { at, text: text.to_owned(), class, width: width(text, SIZE, bold), lines, ways, only_wide: false }
    };
    let mut wanted = Vec::new();
    if let (Some(at), Some(target), Some(due)) = (target, &words.target, &words.due) {
        // Two lines of one block: both are as wide as the wider of them, so that both go the same way.
        let block = width(target, SIZE, true).max(width(due, SIZE, false));
        let ways: &[Align] = &[Align::Middle, Align::Edge];
        wanted.push(Wanted { width: block, ..label(at, target, "target", &[1], ways) });
        wanted.push(Wanted { width: block, ..label(at, due, "due", &[2], ways) });
    }
    let aside: &[Align] = if target.is_some_and(|target| now < target) {
        &[Align::Middle, Align::Before, Align::Edge]
    } else {
        &[Align::Middle, Align::After, Align::Edge]
    };
    wanted.push(label(now, &words.now, "now", &[1, 0], aside));
    wanted.push(label(zero, &scene.language.text("track-day-zero"), "day", &[2], &[Align::Middle, Align::Edge]));
    for (second, length) in steps {
        wanted.push(label(scale.at(*second), &distance(scene, scale, *length), "day", &[2], &[Align::Middle]));
    }
    if let Some(clock) = &words.clock {
        // A name is left out where it has no room; that a clock waits is not.
        wanted.push(if target.is_some() {
            Wanted { only_wide: true, ..label(zero, clock, "clock", &[1], &[Align::From]) }
        } else {
            label(zero, clock, "clock", &[1, 0], &[Align::From, Align::Edge])
        });
    }
    wanted
}

/// “10” days, “6 h”, “30 min” after day 0.
fn distance(scene: &Scene<'_>, scale: &Scale, length: i64) -> String {
    if scale.step() >= DAY {
        (length / DAY).to_string()
    } else if scale.step() >= HOUR {
        scene.language.format("unit-hours", values!(number = length / HOUR)).replace(' ', "\u{a0}")
    } else {
        scene.language.duration(length)
    }
}
