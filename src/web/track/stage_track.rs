//! The stage track of one shipment: a table whose drawing cells join into one picture.

use askama::Template;

use super::Scene;
use super::axis::{self, Axis, until};
use super::customs::{self, CustomsRow};
use super::stage_row::{Drawing, StageRow};
use crate::domain::intervals::Intervals;
use crate::domain::measure::Span;
use crate::domain::plan::{plan, used_up};
use crate::domain::stage::Stage;
use crate::domain::time::Instant;

/// The hatch that holds are filled with. A page that draws any track has it once, anywhere in its body.
#[derive(Debug, Clone, Copy, Default, Template)]
#[template(path = "parts/hatch.html")]
pub struct Hatch;

/// The stage track of one shipment.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "parts/track.html")]
pub struct StageTrack {
    /// What all rows share.
    pub axis: Axis,
    /// The five stages.
    pub stages: Vec<StageRow>,
    /// What customs said, by country.
    pub customs: Vec<CustomsRow>,
    words: TrackWords,
}

/// The heads of the table and the legend.
#[derive(Debug, Clone, PartialEq)]
struct TrackWords {
    caption: String,
    stage: String,
    spent: String,
    budget: String,
    left: String,
    legend: String,
    /// What a mark is called: its class and its name. Only marks that occur.
    marks: Vec<(&'static str, String)>,
}

impl StageTrack {
    /// Draws a shipment.
    pub fn new(scene: &Scene<'_>) -> Self {
        let still = Intervals::from_replay(scene.replay).stillness(until(scene));
        let plan = plan(scene.replay, scene.state, scene.now());
        let due = scene.promise().map(|promise| promise.due);
        let scale = axis::scale(axis::zero(scene), due, marks(scene, &still, &plan));
        let drawing = Drawing { scene, scale: &scale, still, plan };
        let stages: Vec<StageRow> = Stage::ALL.iter().map(|stage| drawing.row(*stage)).collect();
        let customs = customs::rows(scene, &scale);
        let axis = Axis::new(scene, &scale);
        let words = TrackWords::new(scene, &axis, &stages, &customs);
        Self { axis, stages, customs, words }
    }
}

/// Every instant that must be inside the drawing.
fn marks<'a>(scene: &'a Scene<'a>, still: &'a [Span], plan: &'a [(Stage, Span)]) -> impl Iterator<Item = Instant> + 'a {
    let entries = scene.timeline.visits.iter().map(|visit| visit.entered_at);
    let held = still.iter().flat_map(|(from, to)| [*from, *to]);
    let planned = plan.iter().map(|(_, (_, to))| *to);
    let budget_ends = scene.state.stage.map(|stage| used_up(&stage, scene.now()));
    [until(scene)].into_iter().chain(budget_ends).chain(entries).chain(held).chain(planned).chain(customs::instants(scene))
}

impl TrackWords {
    fn new(scene: &Scene<'_>, axis: &Axis, stages: &[StageRow], customs: &[CustomsRow]) -> Self {
        let text = |key: &str| scene.language.text(key);
        let any = |has: fn(&StageRow) -> bool| stages.iter().any(has);
        let is_released = customs.iter().any(|row| row.diamonds.iter().any(|diamond| diamond.released));
        let marks = [
            ("bar", "track-legend-stage", any(|row| !row.bars.is_empty())),
            ("hold", "track-legend-held", any(|row| !row.holds.is_empty())),
            ("bed", "track-legend-budget", any(|row| !row.beds.is_empty())),
            ("plan", "track-legend-plan", any(|row| row.plan.is_some())),
            ("over", "track-legend-over", any(|row| !row.over.is_empty())),
            ("skipped", "track-skipped", any(|row| row.skipped.is_some())),
            ("target", "track-legend-target", axis.target.is_some()),
            ("released", "track-legend-released", is_released),
        ];
        Self {
            caption: text("track-caption"),
            stage: text("timeline-stage-head"),
            spent: text("track-spent"),
            budget: text("track-budget"),
            left: text("track-left"),
            legend: text("track-legend"),
            marks: marks.into_iter().filter(|(_, _, occurs)| *occurs).map(|(class, key, _)| (class, text(key))).collect(),
        }
    }
}
