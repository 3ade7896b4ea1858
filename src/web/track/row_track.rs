//! The track in a row of a list: the promised clock alone, from 0 to 1.3 times its target.

use askama::Template;

use super::scale::Share;
use crate::domain::intervals::Intervals;
use crate::domain::measure::{self, Span};
use crate::domain::shipment_state::ShipmentState;
use crate::domain::stage::Stage;
use crate::domain::time::Instant;
use crate::i18n::Language;
use crate::values;

/// How much of the row's width the target takes: what lies past 1.3 times the target stands at the edge.
const REACH: f64 = 1.3;

/// A part of the way: from and to as shares of the target, so that 1 is the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// The stage it was spent in.
    pub stage: Stage,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Whether it was spent on hold.
    pub held: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct DrawnPart {
    x: Share,
    width: Share,
    depth: usize,
    held: bool,
}

/// The track in a row.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "parts/row-track.html")]
pub struct RowTrack {
    parts: Vec<DrawnPart>,
    base: Share,
    target: Option<Share>,
    over: Option<(Share, Share)>,
    now: Share,
    beyond: bool,
    text: String,
}

impl RowTrack {
    /// From plain numbers, as a list has them: `now` is a share of the target, too; none of them is negative. What
    /// has no target is drawn as if it were at its target, without the line.
    pub fn new(segments: &[Segment], now: f64, overdue: bool, has_target: bool, language: Language) -> Self {
        let target = share(1.0);
        let share_used = language.number((now.max(0.0) * 100.0).floor() as u64);
        let part = |segment: &Segment| {
            let (x, end) = (share(segment.from), share(segment.to));
            DrawnPart { x, width: end - x, depth: segment.stage as usize + 1, held: segment.held }
        };
        Self {
            parts: segments.iter().map(part).filter(|part| part.width.0 > 0.0).collect(),
            base: target,
            target: has_target.then_some(target),
            over: overdue.then(|| (target, share(now) - target)).filter(|(_, width)| width.0 > 0.0),
            now: share(now),
            beyond: now > REACH,
            text: if has_target { language.format("track-row", values!(share = share_used)) } else { language.text("track-row-no-target") },
        }
    }

    /// The promised clock as of an instant, to its end where it has ended; the way since the first entry, where
    /// nothing was promised.
    pub fn of_shipment(state: &ShipmentState<'_>, intervals: &Intervals, at: Instant, language: Language) -> Self {
        let until = state.ended_at().map_or(at, |ended| ended.min(at));
        let run = state.commitment.and_then(|commitment| commitment.run);
        let (start, end) = match (run, state.commitment) {
            (Some(run), _) => (run.start, run.until(at)),
            (None, Some(_)) => (until, until),
            (None, None) => (intervals.visits.first().map_or(until, |(_, entered, _)| *entered), until),
        };
        let whole = run.map_or_else(|| measure::length((start, end)), |run| run.target_use(at).target).max(1);
        let of = |instant: Instant| measure::length((start, instant)) as f64 / whole as f64;
        let is_late = run.is_some_and(|run| run.left(at) < 0);
        Self::new(&segments(intervals, (start, end), of), of(end), is_late, state.commitment.is_some(), language)
    }
}

/// The visits within a clock, parted where it stood still.
fn segments(intervals: &Intervals, (start, end): Span, of: impl Fn(Instant) -> f64) -> Vec<Segment> {
    let still = intervals.stillness(end);
    let mut segments = Vec::new();
    for (stage, entered, left) in &intervals.visits {
        let span = ((*entered).max(start), left.unwrap_or(end).min(end));
        if span.0 >= span.1 {
            continue;
        }
        let part = |(from, to): Span, held| Segment { stage: *stage, from: of(from), to: of(to), held };
        segments.extend(measure::without(&still, span).into_iter().map(|span| part(span, false)));
        segments.extend(measure::within(&still, span).into_iter().map(|span| part(span, true)));
    }
    segments.sort_by(|a, b| a.from.total_cmp(&b.from));
    segments
}

fn share(of_target: f64) -> Share {
    Share((of_target / REACH * 100.0).clamp(0.0, 100.0))
}
