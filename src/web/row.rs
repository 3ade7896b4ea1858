//! A shipment as a line of a list or of the board: where it stands, how much time is left, why it is held and who
//! must act, its small drawing, the next action.

use askama::Template;

use super::page::shipment_path;
use super::state_words::{Chip, chips, stage_line, step_sent, step_text};
use super::teller::Teller;
use super::track::{Pips, RowTrack};
use crate::domain::commitment::SlaStatus;
use crate::domain::intervals::Intervals;
use crate::domain::shipment_state::ShipmentState;
use crate::domain::time::Instant;
use crate::store::ListedShipment;
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
pub fn row(teller: &Teller, listed: &ListedShipment, intervals: Option<&Intervals>, now: Instant) -> Row {
    let language = teller.language;
    let state = listed.state();
    let run = state.commitment.and_then(|commitment| commitment.run);
    let name = |code: &Option<String>| code.as_ref().map(|code| teller.place(code)).unwrap_or_default();
    let path = shipment_path(&listed.reference);
    let step = state.next_step();
    let lane = values!(origin = name(&listed.origin), destination = name(&listed.destination));
    let value = listed.value.as_deref().map(|value| language.decimal(value));
    let nowhere = Intervals::default();
    Row {
        reference: listed.reference.clone(),
        goods: listed.goods.clone().unwrap_or_default(),
        mode: listed.mode.clone().unwrap_or_default(),
        pips: Pips::new(state.progress, language).render().unwrap_or_default(),
        stage: stage_line(teller, &state),
        place: name(&listed.place),
        lane: if listed.origin.is_some() { language.format("lane", lane) } else { String::new() },
        track: RowTrack::of(&state, intervals.unwrap_or(&nowhere), now, language).render().unwrap_or_default(),
        spent: run.map(|run| language.duration(run.spent(now))).unwrap_or_default(),
        left: left(teller, &state, now),
        is_over: matches!(state.status(now), SlaStatus::Overdue | SlaStatus::Missed),
        // Of most there is nothing to say: a list names only what is not as it should be.
        chips: chips(teller, &state, now).into_iter().filter(|chip| !chip.class.is_empty()).collect(),
        held: held(teller, &state),
        carrier: listed.carrier.clone().unwrap_or_default(),
        value: value.map(|value| format!("{value}\u{a0}{}", listed.currency.as_deref().unwrap_or(""))).unwrap_or_default(),
        next: step_text(teller, step),
        next_path: format!("{path}/record?what={}", step_sent(step)),
        who: state.who_acts().map(|who| teller.responsible(who)).unwrap_or_default(),
        path,
    }
}

/// How much of the promise is left, or was to spare.
fn left(teller: &Teller, state: &ShipmentState<'_>, now: Instant) -> String {
    let language = teller.language;
    let Some(commitment) = state.commitment else { return String::new() };
    let Some(run) = commitment.run else {
        return if state.outcome.is_none() { teller.say("figure-not-started") } else { String::new() };
    };
    let left = run.left(now);
    let by = language.duration(left.abs());
    match run.status(now) {
        SlaStatus::Kept => language.format("list-kept", values!(by = by)),
        SlaStatus::Missed => language.format("list-missed", values!(by = by)),
        SlaStatus::Stopped => teller.say("figure-stopped"),
        _ if left < 0 => format!("\u{2212}{by}"),
        _ => by,
    }
}

fn held(teller: &Teller, state: &ShipmentState<'_>) -> String {
    let told = [
        state.hold.and_then(|hold| hold.reason).map(|reason| teller.reason(reason)),
        state
            .hold
            .and_then(|hold| hold.responsible)
            .map(|who| teller.language.format("figure-to-act", values!(who = teller.responsible(who)))),
    ];
    match told {
        [Some(reason), Some(who)] => teller.language.format("list-held", values!(reason = reason, who = who)),
        [one, other] => one.or(other).unwrap_or_default(),
    }
}
