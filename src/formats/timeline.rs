//! A timeline as JSON, in the shape of timeline.md §7: all keys always present, instants in UTC, durations
//! in whole seconds.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::domain::clock::State;
use crate::domain::codes::Reference;
use crate::domain::replay::EndedBy;
use crate::domain::stage::{ClockName, Outcome, Stage};
use crate::domain::time::Instant;
use crate::domain::timeline::{HoldSpan, Reading, Timeline, VisitSpan};

#[derive(Serialize)]
struct Written<'a> {
    shipment: &'a str,
    as_of: String,
    stage: Option<&'static str>,
    outcome: Option<&'static str>,
    outcome_at: Option<String>,
    visits: Vec<WrittenVisit>,
    skipped: Vec<&'static str>,
    holds: Vec<WrittenHold<'a>>,
    held_seconds: i64,
    customs: BTreeMap<&'a str, &'a str>,
    #[serde(serialize_with = "clocks")]
    clocks: &'a Timeline,
    warnings: Vec<WrittenWarning>,
}

#[derive(Serialize)]
struct WrittenVisit {
    stage: &'static str,
    entered_at: String,
    left_at: Option<String>,
    seconds: i64,
}

#[derive(Serialize)]
struct WrittenHold<'a> {
    number: u32,
    reason: &'a str,
    pauses: bool,
    held_at: String,
    ended_at: Option<String>,
    ended_by: Option<&'static str>,
    seconds: i64,
}

#[derive(Serialize)]
struct WrittenClock {
    state: &'static str,
    start: String,
    end: Option<String>,
    gross: i64,
    net: i64,
    target: Option<i64>,
    within: Option<bool>,
    partial: bool,
}

#[derive(Serialize)]
struct WrittenWarning {
    code: &'static str,
    stage: &'static str,
}

/// One shipment's timeline.
pub fn json(shipment: &Reference, timeline: &Timeline) -> Value {
    let warnings = timeline.warnings.iter().map(|(warning, stage)| WrittenWarning { code: warning.word(), stage: stage.word() });
    let written = Written {
        shipment: shipment.as_str(),
        as_of: timeline.as_of.to_string(),
        stage: timeline.stage.map(Stage::word),
        outcome: timeline.outcome.map(|(outcome, _)| Outcome::word(outcome)),
        outcome_at: timeline.outcome.map(|(_, at)| instant(at)),
        visits: timeline.visits.iter().map(visit).collect(),
        skipped: timeline.skipped.iter().map(|stage| stage.word()).collect(),
        holds: timeline.holds.iter().map(hold).collect(),
        held_seconds: timeline.held_seconds,
        customs: timeline.customs.iter().map(|(country, code)| (country.as_str(), code.as_str())).collect(),
        clocks: timeline,
        warnings: warnings.collect(),
    };
    // Nothing in it can fail to be written.
    serde_json::to_value(written).unwrap_or_default()
}

fn instant(instant: Instant) -> String {
    instant.to_string()
}

fn visit(visit: &VisitSpan) -> WrittenVisit {
    let (entered_at, left_at) = (instant(visit.entered_at), visit.left_at.map(instant));
    WrittenVisit { stage: visit.stage.word(), entered_at, left_at, seconds: visit.seconds }
}

fn hold(hold: &HoldSpan) -> WrittenHold<'_> {
    WrittenHold {
        number: hold.number,
        reason: &hold.reason,
        pauses: hold.pauses,
        held_at: instant(hold.held_at),
        ended_at: hold.ended.map(|(end, _)| instant(end)),
        ended_by: hold.ended.map(|(_, by)| if by == EndedBy::Outcome { "outcome" } else { "released" }),
        seconds: hold.seconds,
    }
}

/// Each clock by its name, in the order of [`ClockName::ALL`].
fn clocks<S: Serializer>(timeline: &Timeline, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(ClockName::ALL.iter().map(|name| (name.word(), timeline.clock(*name).map(clock))))
}

fn clock(reading: &Reading) -> WrittenClock {
    let (state, end) = match reading.clock.state {
        State::Running => ("running", None),
        State::Ended(end) => ("ended", Some(end)),
        State::Stopped(end, _) => ("stopped", Some(end)),
    };
    WrittenClock {
        state,
        start: instant(reading.clock.start),
        end: end.map(instant),
        gross: reading.elapsed.gross,
        net: reading.elapsed.net,
        target: reading.clock.target.map(|target| target.seconds()),
        within: reading.within(),
        partial: reading.clock.partial,
    }
}
