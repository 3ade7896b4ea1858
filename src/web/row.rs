//! A shipment as a line of a list or of the board: where it stands, how much time is left, why it is held and who
//! must act, its small drawing, the next action.

use askama::Template;

use super::page::shipment_path;
use super::presenter::Presenter;
use super::state_words::{Chip, chips, stage_line, step_sent, step_text};
use super::track::{Pips, RowTrack};
use crate::domain::commitment::SlaStatus;
use crate::domain::shipment_state::ShipmentState;
use crate::domain::time::Instant;
use crate::office::find::ListedShipment;
use crate::values;

/// A line.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where its page is.
    pub path: String,
    /// Its reference.
    pub reference: String,
    /// What it carries.
    pub goods: String,
    /// Supervision mode.
    pub mode: String,
    /// Five bars.
    pub pips: String,
    /// The stage it is in.
    pub stage: String,
    /// Where it was last seen.
    pub place: String,
    /// From where to where.
    pub lane: String,
    /// The drawing of its promise.
    pub track: String,
    /// How much of the promise is spent.
    pub spent: String,
    /// How much is left.
    pub left: String,
    /// Whether it is past due.
    pub is_over: bool,
    /// How it stands.
    pub chips: Vec<Chip>,
    /// Why it is held, and who must act.
    pub held: String,
    /// Who carries it.
    pub carrier: String,
    /// Declared value with its currency.
    pub value: String,
    /// What comes next.
    pub next: String,
    /// Where that is recorded.
    pub next_path: String,
    /// Who must act.
    pub who: String,
}

/// A line of a shipment as of an instant.
pub fn row(presenter: &Presenter, listed: &ListedShipment, now: Instant) -> Row {
    let language = presenter.language;
    let state = listed.state();
    let run = state.commitment.and_then(|commitment| commitment.run);
    let name = |code: &Option<String>| code.as_ref().map(|code| presenter.place(code)).unwrap_or_default();
    let path = shipment_path(&listed.reference);
    let step = state.next_step();
    let lane = values!(origin = name(&listed.origin), destination = name(&listed.destination));
    let value = listed.value.as_deref().map(|value| language.decimal(value));
    Row {
        reference: listed.reference.clone(),
        goods: listed.goods.clone().unwrap_or_default(),
        mode: listed.mode.clone().unwrap_or_default(),
        pips: Pips::new(state.progress, language).render().unwrap_or_default(),
        stage: stage_line(presenter, &state),
        place: name(&listed.place),
        lane: if listed.origin.is_some() { language.format("lane", lane) } else { String::new() },
        track: RowTrack::of_shipment(&state, &listed.intervals(), now, language).render().unwrap_or_default(),
        spent: run.map(|run| language.duration(run.spent(now))).unwrap_or_default(),
        left: left(presenter, &state, now),
        is_over: matches!(state.status(now), SlaStatus::Overdue | SlaStatus::Missed),
        // Of most there is nothing to say: a list names only what is not as it should be.
        chips: chips(presenter, &state, now).into_iter().filter(|chip| !chip.class.is_empty()).collect(),
        held: held(presenter, &state),
        carrier: listed.carrier.clone().unwrap_or_default(),
        value: value.map(|value| format!("{value}\u{a0}{}", listed.currency.as_deref().unwrap_or(""))).unwrap_or_default(),
        next: step_text(presenter, step),
        next_path: format!("{path}/record?what={}", step_sent(step)),
        who: state.who_acts().map(|who| presenter.responsible(who)).unwrap_or_default(),
        path,
    }
}

/// How much of the promise is left, or was to spare.
fn left(presenter: &Presenter, state: &ShipmentState<'_>, now: Instant) -> String {
    let language = presenter.language;
    let Some(commitment) = state.commitment else { return String::new() };
    let Some(run) = commitment.run else {
        return if state.outcome.is_none() { presenter.say("figure-not-started") } else { String::new() };
    };
    let left = run.left(now);
    let by = language.duration(left.abs());
    match run.status(now) {
        SlaStatus::Kept => language.format("list-kept", values!(by = by)),
        SlaStatus::Missed => language.format("list-missed", values!(by = by)),
        SlaStatus::Stopped => presenter.say("figure-stopped"),
        _ if left < 0 => format!("\u{2212}{by}"),
        _ => by,
    }
}

fn held(presenter: &Presenter, state: &ShipmentState<'_>) -> String {
    let told = [
        state.hold.and_then(|hold| hold.reason).map(|reason| presenter.reason(reason)),
        state
            .hold
            .and_then(|hold| hold.responsible)
            .map(|who| presenter.language.format("figure-to-act", values!(who = presenter.responsible(who)))),
    ];
    match told {
        [Some(reason), Some(who)] => presenter.language.format("list-held", values!(reason = reason, who = who)),
        [one, other] => one.or(other).unwrap_or_default(),
    }
}
