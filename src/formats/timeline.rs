//! A timeline as JSON, in the shape of timeline.md §7: all keys always present, instants in UTC, durations
//! in whole seconds.

use serde_json::{Map, Value, json};

use crate::domain::clock::State;
use crate::domain::codes::Reference;
use crate::domain::replay::EndedBy;
use crate::domain::stage::{ClockName, Stage};
use crate::domain::time::Instant;
use crate::domain::timeline::{HoldSpan, Reading, Timeline};

/// One shipment's timeline.
pub fn json(shipment: &Reference, timeline: &Timeline) -> Value {
    let visits: Vec<Value> = timeline
        .visits
        .iter()
        .map(|visit| json!({ "stage": visit.stage.word(), "entered_at": instant(visit.entered_at), "left_at": visit.left_at.map(instant), "seconds": visit.seconds }))
        .collect();
    let clocks: Map<String, Value> =
        ClockName::ALL.iter().map(|name| (name.word().to_owned(), timeline.clock(*name).map_or(Value::Null, clock))).collect();
    let customs: Map<String, Value> =
        timeline.customs.iter().map(|(country, code)| (country.as_str().to_owned(), code.as_str().into())).collect();
    let warnings: Vec<Value> =
        timeline.warnings.iter().map(|(warning, stage)| json!({ "code": warning.word(), "stage": stage.word() })).collect();
    json!({
        "shipment": shipment.as_str(),
        "as_of": timeline.as_of.to_string(),
        "stage": timeline.stage.map(Stage::word),
        "outcome": timeline.outcome.map(|(outcome, _)| outcome.word()),
        "outcome_at": timeline.outcome.map(|(_, at)| instant(at)),
        "visits": visits,
        "skipped": timeline.skipped.iter().map(|stage| stage.word()).collect::<Vec<_>>(),
        "holds": timeline.holds.iter().map(hold).collect::<Vec<_>>(),
        "held_seconds": timeline.held_seconds,
        "customs": customs,
        "clocks": clocks,
        "warnings": warnings,
    })
}

fn instant(instant: Instant) -> String {
    instant.to_string()
}

fn hold(hold: &HoldSpan) -> Value {
    json!({
        "number": hold.number,
        "reason": hold.reason,
        "pauses": hold.pauses,
        "held_at": instant(hold.held_at),
        "ended_at": hold.ended.map(|(end, _)| instant(end)),
        "ended_by": hold.ended.map(|(_, by)| if by == EndedBy::Outcome { "outcome" } else { "released" }),
        "seconds": hold.seconds,
    })
}

fn clock(reading: &Reading) -> Value {
    let (state, end) = match reading.clock.state {
        State::Running => ("running", None),
        State::Ended(end) => ("ended", Some(end)),
        State::Stopped(end, _) => ("stopped", Some(end)),
    };
    json!({
        "state": state,
        "start": instant(reading.clock.start),
        "end": end.map(instant),
        "gross": reading.elapsed.gross,
        "net": reading.elapsed.net,
        "target": reading.clock.target.map(|target| target.seconds()),
        "within": reading.within(),
        "partial": reading.clock.partial,
    })
}
