//! What comes next: one small table of stage, hold and milestone. The first row that fits is offered first.

use super::named::OFFICE_ITSELF;
use super::shipment_state::{Progress, ShipmentState};
use super::stage::{Outcome, Stage};

/// Something that can be recorded next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Enter a stage.
    Enter(Stage),
    /// Release the hold.
    Release,
    /// Record a milestone.
    Milestone(&'static str),
    /// Deliver.
    Deliver,
    /// Say that it came back after its delivery.
    Return,
    /// Put on hold.
    Hold,
    /// Record a customs status.
    Customs,
    /// Write a note.
    Note,
}

/// One row: the stage, the milestones it goes for (none: any), the step.
type StepAfter = (Option<Stage>, &'static [&'static str], Step);

/// For a shipment that is open and not held.
const TABLE: &[StepAfter] = &[
    (None, &[], Step::Enter(Stage::Declaration)),
    (Some(Stage::Declaration), &[], Step::Enter(Stage::Quarantine)),
    (Some(Stage::Quarantine), &[], Step::Enter(Stage::Inspection)),
    (Some(Stage::Inspection), &[], Step::Enter(Stage::Transport)),
    (Some(Stage::Transport), &["arrived"], Step::Enter(Stage::Delivery)),
    (Some(Stage::Transport), &["border_crossed", "transshipped"], Step::Milestone("arrived")),
    (Some(Stage::Transport), &["border_arrived"], Step::Milestone("border_crossed")),
    (Some(Stage::Transport), &["departed"], Step::Milestone("border_arrived")),
    (Some(Stage::Transport), &[], Step::Milestone("departed")),
    (Some(Stage::Delivery), &["out_for_delivery"], Step::Deliver),
    (Some(Stage::Delivery), &[], Step::Milestone("out_for_delivery")),
];

impl ShipmentState<'_> {
    /// What must happen next: the first of the steps that are offered.
    pub fn next_step(&self) -> Step {
        self.next_steps().first().copied().unwrap_or(Step::Note)
    }

    /// The steps that are offered, the likeliest first; none twice.
    pub fn next_steps(&self) -> Vec<Step> {
        let onward = |step: Step| match step {
            Step::Enter(stage) => self.beyond_skipped(stage),
            other => Some(other),
        };
        let mut steps: Vec<Step> = Vec::new();
        if self.outcome.is_none() {
            if self.is_held() {
                steps.push(Step::Release);
            } else {
                steps.extend(self.table_step().and_then(onward));
                let stage_after = match self.stage.map(|now| now.stage) {
                    Some(Stage::Transport) => Some(Step::Enter(Stage::Delivery)),
                    Some(Stage::Delivery) => Some(Step::Deliver),
                    _ => None,
                };
                steps.extend(stage_after.and_then(onward).filter(|step| !steps.contains(step)));
            }
            steps.extend([Step::Hold, Step::Customs, Step::Note]);
        } else {
            steps.extend([Step::Note, Step::Customs]);
            if matches!(self.outcome, Some((Outcome::Delivered, _))) {
                steps.push(Step::Return);
            }
        }
        steps
    }

    /// Who must act, in the words of timeline.md §6: whom the open hold names, else whoever does the next step; none
    /// where that is the office itself.
    pub fn who_acts(&self) -> Option<&str> {
        self.hold.and_then(|hold| hold.responsible).or(match self.next_step() {
            Step::Milestone(_) | Step::Deliver => Some("carrier"),
            Step::Enter(_) => Some("declarant"),
            _ => None,
        })
    }

    /// Whether others must act before the office can: an open hold names them.
    pub fn waits_for_others(&self) -> bool {
        waits_for_others(self.open_holds, self.hold.and_then(|hold| hold.responsible))
    }

    fn table_step(&self) -> Option<Step> {
        let stage = self.stage.map(|now| now.stage);
        let fits = |(at, milestones, _): &&StepAfter| {
            *at == stage && (milestones.is_empty() || self.milestone.is_some_and(|code| milestones.contains(&code)))
        };
        TABLE.iter().find(fits).map(|(_, _, step)| *step)
    }

    /// The stage, or the first after it that is not skipped; after the last, delivery itself.
    fn beyond_skipped(&self, from: Stage) -> Option<Step> {
        let stage = Stage::ALL.iter().copied().find(|stage| *stage >= from && self.progress_of(*stage) != Progress::Skipped);
        match stage {
            Some(stage) => Some(Step::Enter(stage)),
            None => self.stage.is_some().then_some(Step::Deliver),
        }
    }
}

/// Whether a shipment waits for others than the office, by its open holds and whom the first names. Where nobody is named,
/// the office must find out.
pub fn waits_for_others(open_holds: u32, responsible: Option<&str>) -> bool {
    open_holds > 0 && responsible.is_some_and(|who| who != OFFICE_ITSELF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shipment_state::{OpenHold, StageNow, StageSet, progress};
    use crate::domain::time::Stamp;

    fn check(stage: Option<Stage>, is_held: bool, milestone: Option<&str>, expected: Step) {
        assert_eq!(at(stage, is_held, milestone).next_step(), expected, "{stage:?} {is_held} {milestone:?}");
    }

    fn at(stage: Option<Stage>, is_held: bool, milestone: Option<&str>) -> ShipmentState<'_> {
        let since = Stamp::earliest().instant;
        let entered: StageSet = stage.into_iter().collect();
        ShipmentState {
            stage: stage.map(|stage| StageNow { stage, since, accrued: 0, target: None }),
            progress: progress(entered, StageSet::default(), stage, false),
            outcome: None,
            delivered_at: None,
            open_holds: is_held.into(),
            hold: is_held.then_some(OpenHold { since, reason: Some("weather"), responsible: None }),
            milestone,
            place: None,
            commitment: None,
        }
    }

    #[test]
    fn every_row_of_the_table() {
        use Stage::{Declaration, Delivery, Inspection, Quarantine, Transport};
        check(None, false, None, Step::Enter(Declaration));
        check(Some(Declaration), false, None, Step::Enter(Quarantine));
        check(Some(Quarantine), false, None, Step::Enter(Inspection));
        check(Some(Inspection), false, None, Step::Enter(Transport));
        // Inspected again at the border: transport goes on.
        check(Some(Inspection), false, Some("border_arrived"), Step::Enter(Transport));
        check(Some(Transport), false, None, Step::Milestone("departed"));
        check(Some(Transport), false, Some("loaded"), Step::Milestone("departed"));
        check(Some(Transport), false, Some("departed"), Step::Milestone("border_arrived"));
        check(Some(Transport), false, Some("border_arrived"), Step::Milestone("border_crossed"));
        check(Some(Transport), false, Some("border_crossed"), Step::Milestone("arrived"));
        check(Some(Transport), false, Some("transshipped"), Step::Milestone("arrived"));
        check(Some(Transport), false, Some("arrived"), Step::Enter(Delivery));
        check(Some(Delivery), false, Some("arrived"), Step::Milestone("out_for_delivery"));
        check(Some(Delivery), false, Some("attempted"), Step::Milestone("out_for_delivery"));
        check(Some(Delivery), false, Some("out_for_delivery"), Step::Deliver);
    }

    #[test]
    fn a_hold_comes_before_everything_and_nothing_after_the_outcome() {
        for stage in [None, Some(Stage::Declaration), Some(Stage::Delivery)] {
            check(stage, true, Some("arrived"), Step::Release);
            let closed = ShipmentState { outcome: Some((Outcome::Delivered, Stamp::earliest().instant)), ..at(None, false, None) };
            assert_eq!(closed.next_step(), Step::Note);
        }
    }

    #[test]
    fn what_is_not_required_is_not_asked_for() {
        use Stage::{Declaration, Delivery, Inspection, Quarantine, Transport};
        let skipping = |stage, skipped: &[Stage], milestone| {
            let skipped: StageSet = skipped.iter().copied().collect();
            let entered: StageSet = std::iter::once(stage).collect();
            let state = at(Some(stage), false, milestone);
            ShipmentState { progress: progress(entered, skipped, Some(stage), false), ..state }.next_step()
        };
        assert_eq!(skipping(Declaration, &[Quarantine], None), Step::Enter(Inspection));
        assert_eq!(skipping(Declaration, &[Quarantine, Inspection], None), Step::Enter(Transport));
        assert_eq!(skipping(Transport, &[Delivery], Some("arrived")), Step::Deliver);
        // Nothing was entered, and nothing is required: there is no stage to deliver from.
        let none = ShipmentState { progress: [Progress::Skipped; 5], ..at(None, false, None) };
        assert_eq!(none.next_step(), Step::Hold);
    }

    #[test]
    fn whom_the_hold_names_acts_else_who_does_the_step() {
        let since = Stamp::earliest().instant;
        let held = |responsible| ShipmentState {
            hold: Some(OpenHold { since, reason: None, responsible }),
            ..at(Some(Stage::Transport), true, None)
        };
        assert_eq!(held(Some("bank")).who_acts(), Some("bank"));
        assert_eq!(held(None).who_acts(), None);
        assert_eq!(at(Some(Stage::Transport), false, None).who_acts(), Some("carrier"));
        assert_eq!(at(None, false, None).who_acts(), Some("declarant"));
    }
}
