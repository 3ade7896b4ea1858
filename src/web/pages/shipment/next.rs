//! The next step beside the history: the likeliest first, already chosen, with the place and time it needs.

use super::ShipmentData;
use crate::domain::field::Field;
use crate::domain::next_step::Step;
use crate::domain::replay::Replay;
use crate::domain::shipment_state::ShipmentState;
use crate::web::draft::Draft;
use crate::web::event_form::{self, Hidden};
use crate::web::field::{Choice, Control, Field as FormField};
use crate::web::presenter::Presenter;
use crate::web::state_words::{step_sent, step_text};
use crate::web::where_when::{WhereWhen, likely_place, places_of};

/// The field of the reason of a hold, which is no other step's.
pub const HOLD_REASON: &str = "hold_reason";

/// The form of the next step.
#[derive(Debug, Clone)]
pub struct NextStep {
    /// Where it is sent.
    pub path: String,
    /// Version and key.
    pub hidden: Hidden,
    /// The likeliest step in words.
    pub first: String,
    /// The steps.
    pub what: FormField,
    /// Why it is held, where holding it is a step.
    pub hold_reason: FormField,
    /// Where and when.
    pub where_when: WhereWhen,
    /// A note.
    pub note: FormField,
}

/// The next steps of a shipment.
pub fn next_step(presenter: &Presenter, (replay, state): (&Replay<'_>, &ShipmentState<'_>), found: &ShipmentData) -> NextStep {
    let steps = state.next_steps();
    let choices: Vec<Choice> = steps.iter().map(|step| Choice::new(step_sent(*step), step_text(presenter, *step))).collect();
    let first = choices.first().map(|choice| choice.value.clone()).unwrap_or_default();
    let mut draft = Draft { zone: Some(presenter.zone), ..Draft::default() };
    if let Some(step) = steps.first() {
        let (event, field, about) = cells(*step);
        draft.set(Field::Event, event);
        if let Some(field) = field {
            draft.set(field, about);
        }
    }
    if let Some(place) = likely_place(replay, &draft) {
        draft.set(Field::Place, place.to_string());
    }
    NextStep {
        path: found.path(),
        first: choices.first().map(|choice| choice.text.clone()).unwrap_or_default(),
        hidden: Hidden::new(found.version()),
        what: FormField::line("what", presenter.say("next-step")).with(Control::Radios(choices)).filled(&first),
        hold_reason: FormField::line(HOLD_REASON, presenter.field(Field::Reason))
            .with(Control::Select(event_form::reasons(presenter)))
            .hint(presenter.say("hold-reason-hint")),
        where_when: WhereWhen::new(presenter, &draft, found.now, &Vec::new(), &places_of(replay)),
        note: FormField::line("note", presenter.field(Field::Note)).optional(presenter.language),
    }
}

fn cells(step: Step) -> (&'static str, Option<Field>, &'static str) {
    match step {
        Step::Enter(stage) => ("entered", Some(Field::Stage), stage.word()),
        Step::Milestone(code) => ("milestone", Some(Field::Code), code),
        Step::Deliver => ("delivered", None, ""),
        Step::Return => ("returned", None, ""),
        Step::Release => ("released", None, ""),
        Step::Hold => ("held", None, ""),
        Step::Customs => ("customs", None, ""),
        Step::Note => ("noted", None, ""),
    }
}
