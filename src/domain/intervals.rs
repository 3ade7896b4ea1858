//! When a shipment was in which stage, and when it was on hold: what its small drawings need of a history.

use super::measure::{self, OpenSpan, Span};
use super::replay::{Hold, Replay};
use super::stage::Stage;
use super::time::Instant;

/// Visits and holds; what is open has no end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intervals {
    /// Stage, from, to: in order, without gaps.
    pub visits: Vec<(Stage, Instant, Option<Instant>)>,
    /// From, to: by their beginning; they may overlap.
    pub holds: Vec<OpenSpan>,
}

impl Intervals {
    /// From a folded history.
    pub fn from_replay(replay: &Replay<'_>) -> Self {
        Self {
            visits: replay.visits.iter().map(|visit| (visit.stage, visit.entered_at, visit.left_at)).collect(),
            holds: replay.holds.iter().map(Hold::span).collect(),
        }
    }

    /// Written as a row keeps it: `stage from to;` for each visit, then `|`, then `from to;` for each hold. Stages by
    /// their place in their order, instants in seconds since 1970; an end that is open is left out.
    pub fn to_text(&self) -> String {
        let span = |from: Instant, to: Option<Instant>| {
            let to = to.map(|to| to.seconds().to_string()).unwrap_or_default();
            format!("{} {to};", from.seconds())
        };
        let visits = self.visits.iter().map(|(stage, from, to)| format!("{} {}", *stage as usize, span(*from, *to)));
        let holds = self.holds.iter().map(|(from, to)| span(*from, *to));
        visits.chain(["|".to_owned()]).chain(holds).collect()
    }

    /// What [`Intervals::to_text`] wrote; none where it is something else.
    pub fn parse(text: &str) -> Option<Self> {
        let (visits, holds) = text.split_once('|')?;
        let span = |text: &str| {
            let (from, to) = text.split_once(' ')?;
            let to = if to.is_empty() { None } else { Some(instant(to)?) };
            Some((instant(from)?, to))
        };
        let visit = |text: &str| {
            let (stage, text) = text.split_once(' ')?;
            let (from, to) = span(text)?;
            Some((*Stage::ALL.get(stage.parse::<usize>().ok()?)?, from, to))
        };
        Some(Self {
            visits: visits.split_terminator(';').map(visit).collect::<Option<_>>()?,
            holds: holds.split_terminator(';').map(span).collect::<Option<_>>()?,
        })
    }

    /// When it stood still: the union of its holds, those that are open up to `now`; without those of no length.
    pub fn stillness(&self, now: Instant) -> Vec<Span> {
        measure::union(self.holds.iter().copied(), now)
    }
}

fn instant(seconds: &str) -> Option<Instant> {
    Instant::from_seconds(seconds.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_keeps_reads_back() {
        let at = |seconds| Instant::from_seconds(seconds);
        let check = |visits: &[(Stage, i64, Option<i64>)], holds: &[(i64, Option<i64>)], text: &str| {
            let intervals = Intervals {
                visits: visits.iter().filter_map(|(stage, from, to)| Some((*stage, at(*from)?, to.and_then(at)))).collect(),
                holds: holds.iter().filter_map(|(from, to)| Some((at(*from)?, to.and_then(at)))).collect(),
            };
            assert_eq!(intervals.to_text(), text);
            assert_eq!(Intervals::parse(text), Some(intervals));
        };
        check(&[], &[], "|");
        check(&[(Stage::Declaration, 0, Some(60)), (Stage::Delivery, 60, None)], &[], "0 0 60;4 60 ;|");
        check(&[(Stage::Transport, 1_700_000_000, None)], &[(5, Some(5)), (6, None)], "3 1700000000 ;|5 5;6 ;");
        for wrong in ["", "0 0 60;", "5 0 60;|", "0 0;|", "x|", "0 a ;|", "0 0 60|1"] {
            assert_eq!(Intervals::parse(wrong), None, "{wrong}");
        }
    }
}
