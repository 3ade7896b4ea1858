//! The figures of a shipment in their ruled boxes: time left first; then the facts.

use chrono::NaiveDate;

use crate::domain::clock::State;
use crate::domain::codes::PlaceCode;
use crate::domain::commitment::Commitment;
use crate::domain::details::Details;
use crate::domain::field::Field;
use crate::domain::measure::{Elapsed, TargetUse};
use crate::domain::shipment_state::ShipmentState;
use crate::domain::stage::ClockName;
use crate::domain::time::Instant;
use crate::domain::timeline::{Reading, Timeline};
use crate::values;
use crate::web::presenter::Presenter;

/// One figure.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// What belongs to it.
    pub about: String,
    /// Whether it is past its target.
    pub is_over: bool,
}

/// The four figures.
pub type ShipmentFigures = [Figure; 4];

/// Time left, the promised clock so far, the stage, holds.
pub fn figures(
    presenter: &Presenter,
    state: &ShipmentState<'_>,
    timeline: &Timeline,
    origin: Option<&PlaceCode>,
    (later, misses_by): (Option<NaiveDate>, Option<i64>),
) -> ShipmentFigures {
    let at = timeline.as_of.instant();
    let name = state.commitment.map_or(ClockName::Clearance, |commitment| commitment.clock);
    let left = match state.commitment {
        Some(commitment) => time_left(presenter, (commitment, misses_by), timeline.clock(name), origin, at),
        None => no_target(presenter, later),
    };
    [left, promised(presenter, name, timeline), in_stage(presenter, state, timeline), on_hold(presenter, timeline)]
}

/// The promised clock.
fn promised(presenter: &Presenter, name: ClockName, timeline: &Timeline) -> Figure {
    let language = presenter.language;
    let Some(reading) = timeline.clock(name) else {
        return Figure { label: presenter.clock(name), value: presenter.say("figure-not-started"), ..Figure::default() };
    };
    let key = if reading.clock.state == State::Running { "figure-so-far" } else { "figure-took" };
    let Elapsed { gross, net } = reading.elapsed;
    let held = values!(net = language.duration(net), held = language.duration(gross - net));
    Figure {
        label: language.format(key, values!(clock = presenter.clock(name))),
        value: language.duration(gross),
        about: match gross == net {
            false => language.format("figure-net", held),
            true if timeline.holds.is_empty() => presenter.say("figure-no-hold"),
            true => presenter.say("figure-no-pause"),
        },
        is_over: false,
    }
}

fn no_target(presenter: &Presenter, later: Option<NaiveDate>) -> Figure {
    let language = presenter.language;
    let about = later.map(|day| language.format("figure-target-later", values!(day = language.date(day))));
    let about = about.unwrap_or_else(|| presenter.say("figure-no-target-about"));
    Figure { label: presenter.say("figure-time-left"), value: presenter.say("figure-no-target"), about, is_over: false }
}

fn time_left(
    presenter: &Presenter,
    (promise, misses_by): (Commitment, Option<i64>),
    reading: Option<&Reading>,
    origin: Option<&PlaceCode>,
    at: Instant,
) -> Figure {
    let language = presenter.language;
    let target = language.days(promise.target);
    let promise_of = values!(target = target.as_str(), clock = presenter.clock(promise.clock));
    let Some(run) = promise.run else {
        let about = language.format("figure-not-started-about", promise_of);
        let label = presenter.say("figure-time-left");
        return Figure { label, value: presenter.say("figure-not-started"), about, is_over: false };
    };
    let left = run.left(at);
    let by = language.duration(left.abs());
    let is_over = left < 0;
    match run.state {
        State::Running => {
            let due_at = language.format("figure-due", values!(when = presenter.instant(run.due, origin)));
            let is_paused = reading.is_some_and(|reading| reading.elapsed.gross != reading.elapsed.net);
            let missed = misses_by.map(|by| language.format("figure-plan-misses", values!(by = language.duration(by))));
            let paused = is_paused.then(|| presenter.say("figure-gross-note"));
            Figure {
                label: presenter.say("figure-time-left"),
                value: if is_over { format!("\u{2212}{by}") } else { by },
                about: [Some(due_at), paused, missed].into_iter().flatten().collect::<Vec<_>>().join(language.clause_mark()),
                is_over,
            }
        }
        State::Ended(_) => {
            let about = if is_over { "figure-missed-about" } else { "figure-kept-about" };
            Figure {
                label: presenter.say("figure-promise"),
                value: presenter.say(if is_over { "figure-missed" } else { "figure-kept" }),
                about: language.format(about, values!(target = target, by = by.as_str())),
                is_over,
            }
        }
        State::Stopped(..) => Figure {
            label: presenter.say("figure-promise"),
            value: presenter.say("figure-stopped"),
            about: language.format("figure-not-started-about", promise_of),
            is_over: false,
        },
    }
}

fn in_stage(presenter: &Presenter, state: &ShipmentState<'_>, timeline: &Timeline) -> Figure {
    let language = presenter.language;
    if let Some((outcome, closed)) = timeline.ending() {
        let whole = timeline.clock(ClockName::DoorToDoor).map(|reading| language.duration(reading.elapsed.gross));
        let about = presenter.instant(closed, timeline.outcome_place.as_ref());
        return Figure { label: presenter.outcome(outcome), value: whole.unwrap_or_default(), about, is_over: false };
    }
    let Some(now) = state.stage else {
        return Figure { label: presenter.say("figure-stage"), value: presenter.say("stage-none"), ..Figure::default() };
    };
    let at = timeline.as_of.instant();
    let about = match now.target_use(at) {
        Some(used) if used.is_over() => {
            let values = values!(budget = language.days(used.target), over = language.duration(-used.left()));
            language.format("figure-stage-over", values)
        }
        Some(used) => language.format("figure-stage-budget", values!(budget = language.days(used.target))),
        None => presenter.say("figure-stage-no-budget"),
    };
    Figure {
        label: language.format("figure-in-stage", values!(stage = presenter.stage(now.stage))),
        value: language.duration(now.spent(at)),
        about,
        is_over: now.target_use(at).is_some_and(TargetUse::is_over),
    }
}

fn on_hold(presenter: &Presenter, timeline: &Timeline) -> Figure {
    let language = presenter.language;
    let open = || timeline.holds.iter().filter(|hold| hold.ended.is_none());
    let reasons: Vec<String> = open().map(|hold| presenter.reason(&hold.reason)).collect();
    let who: Vec<String> = open().filter_map(|hold| hold.responsible.as_ref()).map(|who| presenter.responsible(who)).collect();
    let about = if reasons.is_empty() {
        language.format("figure-holds", values!(count = timeline.holds.len()))
    } else {
        let now = language.format("figure-held-now", values!(reasons = reasons.join(language.list_mark())));
        if who.is_empty() {
            now
        } else {
            [now, language.format("figure-to-act", values!(who = who.join(language.list_mark())))].join(language.clause_mark())
        }
    };
    let pausing = timeline.holds.iter().filter(|hold| hold.pauses).count();
    let pausing = match pausing {
        _ if timeline.holds.is_empty() => None,
        0 => Some(presenter.say("figure-holds-run")),
        count if count == timeline.holds.len() => Some(presenter.say("figure-holds-pause")),
        count => Some(language.format("figure-holds-some", values!(count = count))),
    };
    let about = [Some(about), pausing].into_iter().flatten().collect::<Vec<_>>().join(language.clause_mark());
    let value = if timeline.holds.is_empty() { "–".to_owned() } else { language.duration(timeline.held_seconds) };
    Figure { label: presenter.say("figure-on-hold"), value, about, is_over: false }
}

/// The six facts that are asked for first.
pub fn facts(presenter: &Presenter, details: &Details) -> Vec<(String, String)> {
    let language = presenter.language;
    let text = |field: Field| details.cell(field).map(|text| presenter.detail_now(field, &text));
    let none = || "–".to_owned();
    let value = details.value.as_ref().map(|value| match &details.currency {
        Some(currency) => presenter.money(value.as_str(), currency.as_str()),
        None => language.decimal(value.as_str()),
    });
    let weight = text(Field::GrossKg).map(|kg| language.format("unit-kg", values!(number = kg)));
    let size = [text(Field::Packages), weight].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let carrier = [text(Field::Carrier), text(Field::TransportMode)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let parties = [text(Field::Consignor), text(Field::Consignee)].into_iter().flatten().collect::<Vec<_>>().join(" \u{2192} ");
    let or_none = |text: String| if text.is_empty() { none() } else { text };
    vec![
        (presenter.field(Field::Mode), text(Field::Mode).unwrap_or_else(none)),
        (presenter.field(Field::Value), value.unwrap_or_else(none)),
        (presenter.say("fact-size"), or_none(size)),
        (presenter.say("fact-parties"), or_none(parties)),
        (presenter.field(Field::Carrier), or_none(carrier)),
        (presenter.field(Field::DeclarationNumber), text(Field::DeclarationNumber).unwrap_or_else(none)),
    ]
}
