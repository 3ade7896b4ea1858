//! The pieces of a stage's row, still in time: where the shipment flowed, where it stood still, what its budget
//! was and what went over it. timeline.md rules 9, 16 and 19.

use super::scale::{Scale, Share};
use crate::domain::measure::{self, Span};
use crate::domain::replay::Replay;
use crate::domain::stage::Stage;
use crate::domain::time::Instant;

/// What is narrower than this, in per cent, is drawn as a tick so that it is seen.
const SLIGHT: f64 = 0.35;

/// A stretch of a drawing, and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its left end.
    pub x: Share,
    /// How wide it is.
    pub width: Share,
    /// What it means, in words.
    pub title: String,
    /// Whether it is too narrow to be seen as a bar.
    pub slight: bool,
}

impl Stretch {
    pub(super) fn new(scale: &Scale, (from, to): Span, title: String) -> Self {
        let (x, end) = (scale.share(from), scale.share(to));
        Self { x, width: end - x, title, slight: (end - x).0 < SLIGHT }
    }
}

/// Where the replay goes from one stage to another: its part in one row, in px from the row's top. What lies
/// outside the row is cut off by it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Joint {
    /// When.
    pub x: Share,
    /// From.
    pub y1: i32,
    /// To.
    pub y2: i32,
}

/// The middle of a bar, in px from the row's top.
pub(super) const MIDDLE: i32 = 22;
/// Further up and down than any row is high.
const ABOVE: i32 = -200;
const BELOW: i32 = 400;

/// The visits of a stage up to now, in order.
pub(super) fn visits(replay: &Replay<'_>, stage: Stage, now: Instant) -> Vec<Span> {
    replay.visits.iter().filter(|visit| visit.stage == stage).map(|visit| visit.span(now)).collect()
}

/// The budget of a stage on the axis.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Budget {
    /// From each entry, what is left of it: until it is used up, or the stage is entered again.
    pub beds: Vec<Span>,
    /// What went over it.
    pub over: Vec<Span>,
}

impl Budget {
    pub fn new(visits: &[Span], budget: i64) -> Self {
        let mut drawn = Self::default();
        let mut left = budget;
        for (at, (from, to)) in visits.iter().enumerate() {
            let again = visits.get(at + 1).map(|(from, _)| *from);
            let used_up = measure::after(*from, left.max(0)).unwrap_or(*to);
            let bed_ends = again.map_or(used_up, |again| again.min(used_up));
            if *from < bed_ends {
                drawn.beds.push((*from, bed_ends));
            }
            if used_up < *to {
                drawn.over.push((used_up, *to));
            }
            left -= measure::length((*from, *to));
        }
        drawn
    }
}

/// The parts of the replay line in one stage's row: it joins the visits, down and back up.
pub(super) fn joints(replay: &Replay<'_>, stage: Stage, scale: &Scale) -> Vec<Joint> {
    let mut joints = Vec::new();
    for pair in replay.visits.windows(2) {
        let (before, after) = (pair[0].stage, pair[1].stage);
        let (upper, lower) = (before.min(after), before.max(after));
        if (upper..=lower).contains(&stage) {
            let y1 = if stage == upper { MIDDLE } else { ABOVE };
            let y2 = if stage == lower { MIDDLE } else { BELOW };
            joints.push(Joint { x: scale.share(pair[1].entered_at), y1, y2 });
        }
    }
    joints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_seconds(second).unwrap_or_else(|| Moment::earliest().instant())
    }

    fn span(from: i64, to: i64) -> Span {
        (at(from), at(to))
    }

    use crate::domain::time::Moment;

    #[test]
    fn a_budget_goes_on_where_it_was_left() {
        let check = |visits: &[Span], budget, beds: &[Span], over: &[Span]| {
            let drawn = Budget::new(visits, budget);
            assert_eq!((drawn.beds.as_slice(), drawn.over.as_slice()), (beds, over), "{visits:?}");
        };
        check(&[span(0, 10)], 30, &[span(0, 30)], &[]);
        check(&[span(0, 10)], 10, &[span(0, 10)], &[]);
        check(&[span(0, 10)], 4, &[span(0, 4)], &[span(4, 10)]);
        // 10 of 25 are used when it is left; entered again at 15, 15 are left: until 30, then 2 over.
        check(&[span(0, 10), span(15, 32)], 25, &[span(0, 15), span(15, 30)], &[span(30, 32)]);
        // Nothing is left at the second entry: no bed, all of it over.
        check(&[span(0, 10), span(20, 24)], 8, &[span(0, 8)], &[span(8, 10), span(20, 24)]);
    }
}
