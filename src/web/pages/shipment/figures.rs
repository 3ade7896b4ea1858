//! The figures of a shipment in their ruled boxes: time left first; then the facts.

use chrono::NaiveDate;

use crate::domain::clock::State;
use crate::domain::details::Details;
use crate::domain::field::Field;
use crate::domain::promise::Promise;
use crate::domain::replay::Replay;
use crate::domain::stage::ClockName;
use crate::domain::time::Moment;
use crate::domain::timeline::Timeline;
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
pub type Figures = [Figure; 4];

/// Time left, the promised clock so far, the stage, holds.
pub fn figures(presenter: &Presenter, replay: &Replay<'_>, timeline: &Timeline, now: Moment, later: Option<NaiveDate>) -> Figures {
    let language = presenter.language;
    let name = replay.promised().unwrap_or(ClockName::Clearance);
    let clock = match timeline.clock(name) {
        None => Figure { label: presenter.clock(name), value: presenter.say("figure-not-started"), ..Figure::default() },
        Some(reading) => {
            let key = if reading.clock.state == State::Running { "figure-so-far" } else { "figure-took" };
            let (gross, net) = (reading.elapsed.gross, reading.elapsed.net);
            let held = values!(net = language.duration(net), held = language.duration(gross - net));
            Figure {
                label: language.format(key, values!(clock = presenter.clock(name))),
                value: language.duration(gross),
                about: if gross == net { presenter.say("figure-no-pause") } else { language.format("figure-net", held) },
                is_over: false,
            }
        }
    };
    [time_left(presenter, replay, now, name, later), clock, in_stage(presenter, replay, timeline), on_hold(presenter, replay, timeline)]
}

fn time_left(presenter: &Presenter, replay: &Replay<'_>, now: Moment, name: ClockName, later: Option<NaiveDate>) -> Figure {
    let language = presenter.language;
    let label = presenter.say("figure-time-left");
    let Some(target) = replay.target(name) else {
        let about = later.map(|day| language.format("figure-target-later", values!(day = language.date(day))));
        let about = about.unwrap_or_else(|| presenter.say("figure-no-target-about"));
        return Figure { label, value: presenter.say("figure-no-target"), about, is_over: false };
    };
    let promise_of = values!(target = language.days(target.seconds()), clock = presenter.clock(name));
    let Some(Promise { clock, due }) = replay.promise() else {
        let about = language.format("figure-not-started-about", promise_of);
        return Figure { label, value: presenter.say("figure-not-started"), about, is_over: false };
    };
    let origin = replay.detail(|details| details.origin.as_ref());
    let due_at = language.format("figure-due", values!(when = presenter.instant(due, origin)));
    match clock.state {
        State::Running => {
            let left = due.seconds() - now.instant().seconds();
            let amount = language.duration(left.abs());
            let value = if left < 0 { format!("\u{2212}{amount}") } else { amount };
            let elapsed = replay.elapsed(&clock, now.instant());
            let about = if elapsed.gross == elapsed.net { due_at } else { format!("{due_at}; {}", presenter.say("figure-gross-note")) };
            Figure { label, value, about, is_over: left < 0 }
        }
        State::Ended(end) => {
            let over = end.seconds() - due.seconds();
            let key = if over > 0 { "figure-missed" } else { "figure-kept" };
            let about = if over > 0 { "figure-missed-about" } else { "figure-kept-about" };
            let by = language.duration(over.abs());
            let values = values!(target = language.days(target.seconds()), by = by.as_str());
            Figure {
                label: presenter.say("figure-promise"),
                value: presenter.say(key),
                about: language.format(about, values),
                is_over: over > 0,
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

fn in_stage(presenter: &Presenter, replay: &Replay<'_>, timeline: &Timeline) -> Figure {
    let language = presenter.language;
    match (replay.close, replay.stage()) {
        (Some(close), _) => Figure {
            label: presenter.outcome(close.outcome),
            value: timeline.clock(ClockName::DoorToDoor).map(|reading| language.duration(reading.elapsed.gross)).unwrap_or_default(),
            about: presenter.instant(close.at, close.event.event.place.as_ref()),
            is_over: false,
        },
        (None, Some(visit)) => {
            let name = ClockName::from(visit.stage);
            let spent = timeline.clock(name).map_or(0, |reading| reading.elapsed.gross);
            let about = match replay.target(name) {
                Some(target) if spent > target.seconds() => {
                    let values = values!(budget = language.days(target.seconds()), over = language.duration(spent - target.seconds()));
                    language.format("figure-stage-over", values)
                }
                Some(target) => language.format("figure-stage-budget", values!(budget = language.days(target.seconds()))),
                None => presenter.say("figure-stage-no-budget"),
            };
            let is_over = replay.target(name).is_some_and(|target| spent > target.seconds());
            let label = language.format("figure-in-stage", values!(stage = presenter.stage(visit.stage)));
            Figure { label, value: language.duration(spent), about, is_over }
        }
        (None, None) => {
            Figure { label: presenter.say("figure-stage"), value: presenter.say("stage-none"), about: String::new(), is_over: false }
        }
    }
}

fn on_hold(presenter: &Presenter, replay: &Replay<'_>, timeline: &Timeline) -> Figure {
    let language = presenter.language;
    let open: Vec<String> = replay
        .holds
        .iter()
        .filter(|hold| hold.ended.is_none())
        .filter_map(|hold| hold.held.event.reason.as_ref())
        .map(|reason| presenter.reason(reason.as_str()))
        .collect();
    let about = if open.is_empty() {
        language.format("figure-holds", values!(count = replay.holds.len()))
    } else {
        let who = replay.holds.iter().filter(|hold| hold.ended.is_none()).filter_map(|hold| hold.held.event.responsible.as_ref());
        let who: Vec<String> = who.map(|who| presenter.responsible(who.as_str())).collect();
        let now = language.format("figure-held-now", values!(reasons = open.join(", ")));
        if who.is_empty() { now } else { format!("{now}; {}", language.format("figure-to-act", values!(who = who.join(", ")))) }
    };
    let value = if replay.holds.is_empty() { "–".to_owned() } else { language.duration(timeline.held_seconds) };
    Figure { label: presenter.say("figure-on-hold"), value, about, is_over: false }
}

/// The six facts that are asked for first.
pub fn facts(presenter: &Presenter, details: &Details) -> Vec<(String, String)> {
    let language = presenter.language;
    let text = |field: Field| details.cell(field).map(|text| presenter.detail(field, &text));
    let none = || "–".to_owned();
    let value = text(Field::Value).map(|value| format!("{value}\u{a0}{}", details.currency.as_ref().map_or("", |c| c.as_str())));
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
