//! The clearance report at its edges, the expected figures worked out by hand.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Cells, Database, cells, csv};

fn event(shipment: &str, kind: &str, at: &str, recorded: &str, more: &[(&str, &str)]) -> Cells {
    let mut row = cells(&[("shipment", shipment), ("event", kind), ("occurred_at", at), ("recorded_at", recorded)]);
    row.extend(cells(more));
    row
}

fn filled(rows: &[Cells]) -> Database {
    let database = Database::fresh();
    let file = database.write("file.csv", &csv(rows));
    let done = database.json(&["import", file.to_str().unwrap(), "--as-recorded", "--create-places", "--json"]);
    assert_eq!(done["faults"], json!([]));
    database
}

fn report(database: &Database, options: &[&str]) -> Value {
    database.json(&[&["report", "clearance", "--json"], options].concat())
}

#[test]
fn a_clock_is_late_when_it_is_above_its_target_and_not_at_it() {
    let at = "2026-01-01T00:00:00Z";
    let database = filled(&[
        event("A", "registered", at, at, &[("target_declaration_minutes", "60")]),
        event("A", "entered", at, at, &[("stage", "declaration")]),
    ]);
    for (as_of, late) in [("2026-01-01T01:00:00Z", 0), ("2026-01-01T01:00:00.999999Z", 0), ("2026-01-01T01:00:01Z", 1)] {
        let report = report(&database, &["--as-of", as_of]);
        let clock = &report["clocks"]["declaration"];
        assert_eq!((&clock["open"], &clock["open_late"]), (&json!(1), &json!(late)), "{as_of}");
    }
}

#[test]
fn what_occurs_within_the_grace_after_its_recording_is_never_below_zero() {
    let recorded = "2026-01-01T00:00:00Z";
    let database = filled(&[
        event("A", "registered", recorded, recorded, &[]),
        event("A", "entered", "2026-01-01T00:01:00Z", recorded, &[("stage", "declaration")]),
        event("A", "entered", "2026-01-01T00:05:00Z", recorded, &[("stage", "transport")]),
    ]);
    // As of its recording, declaration has ended (in four minutes' time) and lasted its four minutes.
    let report = report(&database, &["--as-of", recorded]);
    assert_eq!((&report["clocks"]["declaration"]["n"], &report["clocks"]["declaration"]["gross"]["max"]), (&json!(1), &json!(240)));
    assert_eq!(report["clocks"]["transport"]["open"], 1);
}

#[test]
fn a_lane_is_the_lane_of_the_moment() {
    let (first, second) = ("2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z");
    let database = filled(&[
        event("A", "registered", first, first, &[("origin", "CNHCG"), ("destination", "RUYEK")]),
        event("A", "entered", first, first, &[("stage", "declaration")]),
        event("A", "amended", second, second, &[("destination", "RUMOW")]),
    ]);
    let total = |lane: &str, as_of: &str| {
        let report = report(&database, &["--lane", lane, "--as-of", as_of]);
        (report["shipments"]["total"].clone(), report["clocks"]["declaration"]["open"].clone())
    };
    let (one, none) = ((json!(1), json!(1)), (json!(0), json!(0)));
    assert_eq!(total("CNHCG:RUYEK", "2026-01-04T00:00:00Z"), one);
    assert_eq!(total("CNHCG:RUMOW", "2026-01-04T00:00:00Z"), none);
    assert_eq!(total("CNHCG:RUYEK", second), none);
    assert_eq!(total("CNHCG:RUMOW", second), one);
}

#[test]
fn a_question_that_makes_no_sense_is_wrong_usage() {
    let database = filled(&[event("A", "registered", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", &[])]);
    for options in [
        ["--from", "2026-13-01"],
        ["--to", "1 January"],
        ["--cohort", "ended"],
        ["--time-zone", "Hunchun"],
        ["--lane", "CNHCG"],
        ["--as-of", "2026-01-01T00:00:00"],
        ["--as-of", "2999-01-01T00:00:00Z"],
    ] {
        let output = database.run(&[&["report", "clearance"][..], &options].concat());
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    let output = database.run(&["report", "clearance", "--from", "2026-02-01", "--to", "2026-01-01"]);
    assert_eq!(output.status.code(), Some(2));
}
