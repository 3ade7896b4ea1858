//! What comes next: one small table of stage, hold and milestone. The first row that fits is offered first.

use crate::domain::course::Course;
use crate::domain::stage::Stage;

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
    /// Put on hold.
    Hold,
    /// Record a customs status.
    Customs,
    /// Write a note.
    Note,
}

/// Where a shipment is, as far as the next step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation<'s> {
    /// Whether it has its outcome.
    pub is_closed: bool,
    /// Whether a hold is open.
    pub is_held: bool,
    /// The stage it is in.
    pub stage: Option<Stage>,
    /// Its last actual milestone.
    pub milestone: Option<&'s str>,
}

/// One row: the stage, the milestones it goes for (none: any), the step.
type Row = (Option<Stage>, &'static [&'static str], Step);

/// For a shipment that is open and not held.
const TABLE: &[Row] = &[
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

/// The step that is offered first.
pub fn first(situation: Situation<'_>) -> Step {
    if situation.is_closed {
        return Step::Note;
    }
    if situation.is_held {
        return Step::Release;
    }
    let fits = |(stage, milestones, _): &&Row| {
        *stage == situation.stage && (milestones.is_empty() || situation.milestone.is_some_and(|code| milestones.contains(&code)))
    };
    TABLE.iter().find(fits).map_or(Step::Note, |(_, _, step)| *step)
}

/// The steps that are offered for a course, the likeliest first.
pub fn offered(course: &Course<'_>) -> Vec<Step> {
    let situation = situation(course);
    let next = first(situation);
    let onward = |step: Step| match step {
        Step::Enter(stage) => beyond_skipped(course, stage),
        other => Some(other),
    };
    let mut steps: Vec<Step> = onward(next).into_iter().collect();
    if !situation.is_closed {
        if !situation.is_held {
            let stage_after = match situation.stage {
                Some(Stage::Transport) => Some(Step::Enter(Stage::Delivery)),
                Some(Stage::Delivery) => Some(Step::Deliver),
                _ => None,
            };
            steps.extend(stage_after.and_then(onward));
        }
        steps.push(Step::Hold);
    }
    steps.extend([Step::Customs, Step::Note]);
    let mut seen = Vec::new();
    steps.retain(|step| {
        !seen.contains(step) && {
            seen.push(*step);
            true
        }
    });
    steps
}

/// Where a course stands.
pub fn situation<'h>(course: &Course<'h>) -> Situation<'h> {
    Situation {
        is_closed: course.close.is_some(),
        is_held: course.holds.iter().any(|hold| hold.ended.is_none()),
        stage: course.stage().map(|visit| visit.stage),
        milestone: course.milestone(),
    }
}

/// The stage, or the first after it that was not skipped; after the last, delivery itself.
fn beyond_skipped(course: &Course<'_>, from: Stage) -> Option<Step> {
    let is_skipped = |stage: Stage| course.skipped.iter().any(|(skipped, _)| *skipped == stage);
    let stage = Stage::ALL.iter().copied().find(|stage| *stage >= from && !is_skipped(*stage));
    match stage {
        Some(stage) => Some(Step::Enter(stage)),
        None => (!course.visits.is_empty()).then_some(Step::Deliver),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stage: Option<Stage>, is_held: bool, milestone: Option<&str>, expected: Step) {
        let situation = Situation { is_closed: false, is_held, stage, milestone };
        assert_eq!(first(situation), expected, "{situation:?}");
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
            let closed = Situation { is_closed: true, is_held: false, stage: None, milestone: None };
            assert_eq!(first(closed), Step::Note);
        }
    }
}
