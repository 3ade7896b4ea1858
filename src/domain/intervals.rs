//! When a shipment was in which stage, and when it was on hold: what its small drawings need of a history.

use super::replay::Replay;
use super::stage::Stage;
use super::time::Instant;

/// Visits and holds; what is open has no end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intervals {
    /// Stage, from, to: in order, without gaps.
    pub visits: Vec<(Stage, Instant, Option<Instant>)>,
    /// From, to: by their beginning; they may overlap.
    pub holds: Vec<(Instant, Option<Instant>)>,
}

impl Intervals {
    /// From a folded history.
    pub fn from_replay(replay: &Replay<'_>) -> Self {
        Self {
            visits: replay.visits.iter().map(|visit| (visit.stage, visit.entered_at, visit.left_at)).collect(),
            holds: replay.holds.iter().map(|hold| (hold.held_at, hold.ended.map(|(end, _)| end))).collect(),
        }
    }

    /// When it stood still: the union of its holds, those that are open up to `now`; without those of no length.
    pub fn stillness(&self, now: Instant) -> Vec<(Instant, Instant)> {
        let mut still: Vec<(Instant, Instant)> = Vec::new();
        for (from, end) in &self.holds {
            let to = end.unwrap_or(now).max(*from);
            match still.last_mut() {
                Some((_, reached)) if *from <= *reached => *reached = to.max(*reached),
                _ => still.push((*from, to)),
            }
        }
        still.retain(|(from, to)| from < to);
        still
    }
}
