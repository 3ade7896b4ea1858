//! A timeline as JSON, in the shape of timeline.md §7: all keys always present, instants in UTC, durations
//! in whole seconds.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{InOrder, line};
use crate::domain::clock::State;
use crate::domain::codes::Reference;
use crate::domain::replay::EndedBy;
use crate::domain::stage::{ClockName, Stage};
use crate::domain::timeline::{HoldSpan, Reading, Timeline, VisitSpan};

#[derive(Serialize)]
struct TimelineJson<'t> {
    shipment: &'t str,
    as_of: String,
    stage: Option<&'static str>,
    outcome: Option<&'static str>,
    outcome_at: Option<String>,
    delivered_at: Option<String>,
    outstanding: Option<OutstandingJson<'t>>,
    visits: Vec<VisitJson>,
    skipped: Vec<&'static str>,
    holds: Vec<HoldJson<'t>>,
    held_seconds: i64,
    customs: InOrder<'t, &'t str>,
    clocks: InOrder<'static, Option<ClockJson>>,
    warnings: Vec<WarningJson>,
}

#[derive(Serialize)]
struct OutstandingJson<'t> {
    parcels: &'t [String],
    packages: Option<u32>,
}

#[derive(Serialize)]
struct VisitJson {
    stage: &'static str,
    entered_at: String,
    left_at: Option<String>,
    seconds: i64,
}

#[derive(Serialize)]
struct HoldJson<'t> {
    number: u32,
    reason: &'t str,
    pauses: bool,
    held_at: String,
    ended_at: Option<String>,
    ended_by: Option<&'static str>,
    seconds: i64,
}

#[derive(Serialize)]
struct ClockJson {
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
struct WarningJson {
    code: &'static str,
    stage: &'static str,
}

/// Writes one shipment's timeline as one line.
pub fn write(output: &mut impl Write, shipment: &Reference, timeline: &Timeline) -> io::Result<()> {
    let clocks = ClockName::ALL.iter().map(|name| (name.word(), timeline.clock(*name).map(clock)));
    let json = TimelineJson {
        shipment: shipment.as_str(),
        as_of: timeline.as_of.to_string(),
        stage: timeline.stage.map(Stage::word),
        outcome: timeline.outcome.map(|(outcome, _)| outcome.word()),
        outcome_at: timeline.outcome.map(|(_, at)| at.to_string()),
        delivered_at: timeline.delivered_at.map(|at| at.to_string()),
        outstanding: timeline.outstanding.as_ref().map(|out| OutstandingJson { parcels: &out.parcels, packages: out.packages }),
        visits: timeline.visits.iter().map(visit).collect(),
        skipped: timeline.skipped.iter().map(|stage| stage.word()).collect(),
        holds: timeline.holds.iter().map(hold).collect(),
        held_seconds: timeline.held_seconds,
        customs: InOrder(timeline.customs.iter().map(|(country, code)| (country.as_str(), code.as_str())).collect()),
        clocks: InOrder(clocks.collect()),
        warnings: timeline.warnings.iter().map(|(warning, stage)| WarningJson { code: warning.word(), stage: stage.word() }).collect(),
    };
    line(output, &json)
}

fn visit(visit: &VisitSpan) -> VisitJson {
    VisitJson {
        stage: visit.stage.word(),
        entered_at: visit.entered_at.to_string(),
        left_at: visit.left_at.map(|at| at.to_string()),
        seconds: visit.seconds,
    }
}

fn hold(hold: &HoldSpan) -> HoldJson<'_> {
    HoldJson {
        number: hold.number,
        reason: &hold.reason,
        pauses: hold.pauses,
        held_at: hold.held_at.to_string(),
        ended_at: hold.ended.map(|(end, _)| end.to_string()),
        ended_by: hold.ended.map(|(_, by)| if by == EndedBy::Outcome { "outcome" } else { "released" }),
        seconds: hold.seconds,
    }
}

fn clock(reading: &Reading) -> ClockJson {
    let (state, end) = match reading.clock.state {
        State::Running => ("running", None),
        State::Ended(end) => ("ended", Some(end)),
        State::Stopped(end, _) => ("stopped", Some(end)),
    };
    ClockJson {
        state,
        start: reading.clock.start.to_string(),
        end: end.map(|end| end.to_string()),
        gross: reading.elapsed.gross,
        net: reading.elapsed.net,
        target: reading.clock.target.map(|target| target.seconds()),
        within: reading.within(),
        partial: reading.clock.partial,
    }
}
