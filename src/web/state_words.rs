//! The state of a shipment in words: its stage, its chips, what comes next. A row of a list and the page say it alike.

use super::presenter::Presenter;
use crate::domain::commitment::SlaStatus;
use crate::domain::next_step::Step;
use crate::domain::shipment_state::ShipmentState;
use crate::domain::stage::Outcome;
use crate::domain::time::Instant;
use crate::values;

/// A status: icon and word, always.
#[derive(Debug, Clone)]
pub struct Chip {
    /// Its kind, for the style sheet.
    pub class: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its word.
    pub text: String,
}

/// The stage, or the outcome, in words.
pub fn stage_line(presenter: &Presenter, state: &ShipmentState<'_>) -> String {
    match (state.stage, state.outcome) {
        (_, Some((outcome, _))) => presenter.outcome(outcome),
        (Some(now), _) => presenter.stage(now.stage),
        (None, None) => presenter.say("stage-none"),
    }
}

/// The chips of a shipment: outcome, promise, hold.
pub fn chips(presenter: &Presenter, state: &ShipmentState<'_>, now: Instant) -> Vec<Chip> {
    let chip = |class, icon, key: &str| Chip { class, icon, text: presenter.say(key) };
    let mut chips = Vec::new();
    let status = state.status(now);
    match state.outcome {
        // What was delivered late is not green: one state, one colour.
        Some((Outcome::Delivered, _)) => {
            let class = if status == SlaStatus::Missed { "other" } else { "ok" };
            chips.push(Chip { class, icon: "check", text: presenter.outcome(Outcome::Delivered) });
        }
        Some((other, _)) => chips.push(Chip { class: "other", icon: "slash", text: presenter.outcome(other) }),
        None => {}
    }
    match status {
        // What stands still is not said to be on time.
        SlaStatus::OnTime if !state.is_held() => chips.push(chip("", "check", "chip-on-time")),
        SlaStatus::AtRisk => chips.push(chip("risk", "clock", "chip-at-risk")),
        SlaStatus::Overdue => chips.push(chip("late", "flag", "chip-overdue")),
        SlaStatus::Missed => chips.push(chip("late", "flag", "chip-missed")),
        SlaStatus::None | SlaStatus::OnTime | SlaStatus::Kept | SlaStatus::Stopped => {}
    }
    if state.is_held() {
        chips.push(chip("held", "pause", "chip-held"));
    }
    chips
}

/// How a step is sent.
pub fn step_sent(step: Step) -> String {
    match step {
        Step::Enter(stage) => format!("entered:{stage}"),
        Step::Milestone(code) => format!("milestone:{code}"),
        Step::Deliver => "closed:delivered".to_owned(),
        Step::Return => "closed:returned".to_owned(),
        Step::Release => "released".to_owned(),
        Step::Hold => "held".to_owned(),
        Step::Customs => "customs".to_owned(),
        Step::Note => "noted".to_owned(),
    }
}

/// What a step is called.
pub fn step_text(presenter: &Presenter, step: Step) -> String {
    match step {
        Step::Enter(stage) => presenter.language.format("step-enter", values!(stage = presenter.stage(stage))),
        Step::Milestone(code) => presenter.language.format("step-milestone", values!(milestone = presenter.milestone(code))),
        Step::Deliver => presenter.say("step-deliver"),
        Step::Return => presenter.say("step-return"),
        Step::Release => presenter.say("step-release"),
        Step::Hold => presenter.say("step-hold"),
        Step::Customs => presenter.say("step-customs"),
        Step::Note => presenter.say("step-note"),
    }
}
