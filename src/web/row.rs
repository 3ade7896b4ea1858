//! A shipment as a line of a list or of the board: where it stands, how much time is left, why it is held and who
//! must act, its small drawing, the next action.

use askama::Template;

use super::page::shipment_path;
use super::pages::shipment::{Chip, step_sent, step_text};
use super::teller::Teller;
use super::track::{Pip, Pips, RowTrack, Segment};
use crate::domain::stage::{Outcome, Stage};
use crate::domain::time::Instant;
use crate::office::next_step::{Situation, Step, first};
use crate::store::{ListedShipment, Way};
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

/// A line of a shipment as of a second.
pub fn row(teller: &Teller, listed: &ListedShipment, way: Option<&Way>, now: Instant) -> Row {
    let language = teller.language;
    let outcome = listed.outcome.as_deref().and_then(Outcome::parse);
    let stage = listed.stage.as_deref().and_then(Stage::parse);
    let name = |code: &Option<String>| code.as_ref().map(|code| teller.place(code)).unwrap_or_default();
    let left = (listed.due_at < i64::MAX).then(|| listed.due_at - now.seconds());
    let amount = |seconds: i64| if seconds < 0 { format!("\u{2212}{}", language.duration(-seconds)) } else { language.duration(seconds) };
    let path = shipment_path(&listed.reference);
    let situation =
        Situation { is_closed: outcome.is_some(), is_held: listed.open_holds > 0, stage, milestone: listed.milestone.as_deref() };
    let step = first(situation);
    let lane = values!(origin = name(&listed.origin), destination = name(&listed.destination));
    let value = listed.value.as_deref().map(|value| language.decimal(value));
    let is_running = listed.due_at < i64::MAX;
    Row {
        reference: listed.reference.clone(),
        goods: listed.goods.clone().unwrap_or_default(),
        mode: listed.mode.clone().unwrap_or_default(),
        pips: Pips::new(pips(listed, stage), language).render().unwrap_or_default(),
        stage: match (stage, outcome) {
            (Some(stage), _) => teller.stage(stage),
            (None, Some(outcome)) => teller.outcome(outcome),
            (None, None) => teller.say("stage-none"),
        },
        place: name(&listed.place),
        lane: if listed.origin.is_some() { language.format("lane", lane) } else { String::new() },
        track: track(teller, listed, way, now).render().unwrap_or_default(),
        spent: if is_running { language.duration(now.seconds() - listed.promise_start) } else { String::new() },
        left: left.map(amount).unwrap_or_else(|| {
            if outcome.is_none() && listed.promised >= 0 && listed.promise_start == i64::MAX {
                teller.say("figure-not-started")
            } else {
                String::new()
            }
        }),
        is_over: left.is_some_and(|left| left < 0),
        chips: chips(teller, listed, outcome, left, now),
        held: held(teller, listed),
        carrier: listed.carrier.clone().unwrap_or_default(),
        value: value.map(|value| format!("{value}\u{a0}{}", listed.currency.as_deref().unwrap_or(""))).unwrap_or_default(),
        next: step_text(teller, step),
        next_path: format!("{path}/record?what={}", step_sent(step)),
        who: listed.responsible.as_deref().map(|who| teller.responsible(who)).unwrap_or_else(|| actor(teller, step)),
        path,
    }
}

/// Who acts where no hold names anyone: those who carry on the way, the office's own people else.
fn actor(teller: &Teller, step: Step) -> String {
    match step {
        Step::Milestone(_) | Step::Deliver => teller.responsible("carrier"),
        Step::Enter(_) => teller.responsible("declarant"),
        _ => String::new(),
    }
}

fn held(teller: &Teller, listed: &ListedShipment) -> String {
    let told = [
        listed.held_reason.as_deref().map(|reason| teller.reason(reason)),
        listed.responsible.as_deref().map(|who| teller.language.format("figure-to-act", values!(who = teller.responsible(who)))),
    ];
    match told {
        [Some(reason), Some(who)] => teller.language.format("list-held", values!(reason = reason, who = who)),
        [one, other] => one.or(other).unwrap_or_default(),
    }
}

fn chips(teller: &Teller, listed: &ListedShipment, outcome: Option<Outcome>, left: Option<i64>, now: Instant) -> Vec<Chip> {
    let chip = |class, icon, text| Chip { class, icon, text };
    let mut chips = Vec::new();
    match outcome {
        Some(Outcome::Delivered) => chips.push(chip("ok", "check", teller.outcome(Outcome::Delivered))),
        Some(other) => chips.push(chip("other", "slash", teller.outcome(other))),
        None if left.is_some_and(|left| left < 0) => chips.push(chip("late", "flag", teller.say("chip-overdue"))),
        None if left.is_some() && listed.risk_at <= now.seconds() => chips.push(chip("risk", "clock", teller.say("chip-at-risk"))),
        None => {}
    }
    if listed.open_holds > 0 {
        chips.push(chip("held", "pause", teller.say("chip-held")));
    }
    chips
}

fn pips(listed: &ListedShipment, at: Option<Stage>) -> [Pip; 5] {
    let mut pips = [Pip::Ahead; 5];
    let last = Stage::ALL.iter().rposition(|stage| listed.entered & (1 << *stage as i16) != 0);
    for (index, (pip, stage)) in pips.iter_mut().zip(Stage::ALL).enumerate() {
        let is = |bits: i16| bits & (1 << *stage as i16) != 0;
        *pip = match () {
            () if at == Some(*stage) => Pip::Current,
            () if is(listed.entered) => Pip::Done,
            () if is(listed.skipped) => Pip::Skipped,
            () if last.is_some_and(|last| index < last) => Pip::Missing,
            () => Pip::Ahead,
        };
    }
    pips
}

/// The promised clock, from its start to now or its end; the way since the first entry, where nothing was promised.
fn track(teller: &Teller, listed: &ListedShipment, way: Option<&Way>, now: Instant) -> RowTrack {
    let end = listed.closed_at.min(now.seconds());
    let visits = way.map(|way| way.visits.as_slice()).unwrap_or_default();
    let start = if listed.promise_start < i64::MAX { listed.promise_start } else { visits.first().map_or(end, |(_, from, _)| *from) };
    let has_target = listed.promise_target > 0;
    let whole = if has_target { listed.promise_target } else { (end - start).max(1) } as f64;
    let of = |at: i64| (at - start) as f64 / whole;
    let mut segments = Vec::new();
    for (stage, from, to) in visits {
        let (from, to) = ((*from).max(start), (*to).min(end));
        let mut at = from;
        for (held, released) in way.map(|way| way.holds.as_slice()).unwrap_or_default() {
            let (held, released) = ((*held).max(at), (*released).min(to));
            if held < released {
                segments.push(Segment { stage: *stage, from: of(at), to: of(held), held: false });
                segments.push(Segment { stage: *stage, from: of(held), to: of(released), held: true });
                at = released;
            }
        }
        if at < to {
            segments.push(Segment { stage: *stage, from: of(at), to: of(to), held: false });
        }
    }
    RowTrack::new(&segments, of(end), listed.due_at < now.seconds(), has_target, teller.language)
}
