//! What the stage budgets say of the way ahead: one stage after another, each as long as its own target. No forecast: a
//! stage without a budget takes no time in it.

use super::clock::State;
use super::measure::{self, Span, TargetUse};
use super::replay::Replay;
use super::shipment_state::{Progress, ShipmentState, StageNow};
use super::stage::Stage;
use super::time::Instant;

/// The budgets of the stages to come, one after another: from when the present stage's is used up, or from now.
pub fn plan(replay: &Replay<'_>, state: &ShipmentState<'_>, now: Instant) -> Vec<(Stage, Span)> {
    if state.ended_at().is_some() {
        return Vec::new();
    }
    let mut from = state.stage.map_or(now, |stage| used_up(&stage, now));
    let mut plan = Vec::new();
    for stage in Stage::ALL.iter().copied().filter(|stage| state.progress_of(*stage) == Progress::Ahead) {
        let budget = replay.target(stage.into()).map_or(0, |target| target.seconds());
        let to = measure::after(from, budget).unwrap_or(from);
        if from < to {
            plan.push((stage, (from, to)));
        }
        from = to;
    }
    plan
}

/// When the budget of the stage it is in is used up; now, if it is or there is none.
pub fn used_up(stage: &StageNow, now: Instant) -> Instant {
    let left = stage.target_use(now).map_or(0, TargetUse::left).max(0);
    measure::after(now, left).unwrap_or(now)
}

/// By how many seconds a promise that runs would be missed, if what is to come takes all of its budgets; none where they
/// would keep it.
pub fn misses_by(replay: &Replay<'_>, state: &ShipmentState<'_>, now: Instant) -> Option<i64> {
    let promise = state.commitment?;
    let run = promise.run.filter(|run| run.state == State::Running)?;
    let present = state.stage.filter(|stage| promise.clock.covers(stage.stage)).map(|stage| used_up(&stage, now));
    let ahead = plan(replay, state, now).into_iter().filter(|(stage, _)| promise.clock.covers(*stage)).map(|(_, (_, to))| to);
    let end = ahead.chain(present).max()?;
    (end > run.due && now <= run.due).then(|| measure::length((run.due, end)))
}
