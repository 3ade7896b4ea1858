//! What comes after a delivery: goods that come back, and what of a delivery in part is outstanding (rules 13b, 13c).

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Database, read_csv};

const HEAD: &str = "shipment,event,stage,occurred_at,origin,destination,parcels,packages,code,target_clearance_minutes\n";

/// Delivered 10 days and 3 hours after the declaration began, of which the clearance took 9 days; packed and counted.
const DELIVERED: &str = "R-1,registered,,2026-10-01T00:00:00Z,CNHCG,RUYEK,,40,,14400\n\
    R-1,packed,,2026-10-01T01:00:00Z,,,A-1 A-2 A-3,,,\n\
    R-1,entered,declaration,2026-10-01T06:00:00Z,,,,,,\n\
    R-1,entered,quarantine,2026-10-02T00:00:00Z,,,,,,\n\
    R-1,entered,delivery,2026-10-11T00:00:00Z,,,,,,\n";

fn import(database: &Database, rows: &str) -> Value {
    let path = database.write("file.csv", &format!("{HEAD}{rows}"));
    database.json(&["import", path.to_str().unwrap(), "--json"])
}

fn taken(database: &Database, rows: &str) {
    let done = import(database, rows);
    assert_eq!(done["faults"], json!([]), "{done}");
}

fn first_code(done: &Value) -> &str {
    done["faults"][0]["code"].as_str().unwrap_or("none")
}

fn timeline(database: &Database, more: &[&str]) -> Value {
    database.json(&[&["timeline", "R-1", "--json"], more].concat())
}

fn delivered(more: &str) -> String {
    format!("R-1,delivered,,2026-10-11T09:00:00Z,,,{more},,\n")
}

#[test]
fn what_comes_back_after_its_delivery_is_returned_and_its_clocks_stay() {
    let database = Database::fresh();
    taken(&database, DELIVERED);
    taken(&database, &delivered(","));
    let before = timeline(&database, &[]);
    let delivery = &before["clocks"]["door_to_door"];
    // 10 d 3 h.
    assert_eq!((&delivery["state"], &delivery["gross"]), (&json!("ended"), &json!(10 * 86_400 + 3 * 3_600)));
    assert_eq!((&before["outcome"], &before["delivered_at"]), (&json!("delivered"), &json!("2026-10-11T09:00:00Z")));

    // Not before the delivery, not anything else, and once.
    for (row, code) in [
        ("R-1,returned,,2026-10-11T08:59:59Z,,,,,,\n", "after_outcome"),
        ("R-1,lost,,2026-10-14T00:00:00Z,,,,,,\n", "after_outcome"),
        ("R-1,entered,transport,2026-10-14T00:00:00Z,,,,,,\n", "after_outcome"),
    ] {
        assert_eq!(first_code(&import(&database, row)), code, "{row}");
    }
    taken(&database, "R-1,returned,,2026-10-14T00:00:00Z,,,,,,\n");
    for row in ["R-1,returned,,2026-10-15T00:00:00Z,,,,,,\n", "R-1,delivered,,2026-10-15T00:00:00Z,,,,,,\n"] {
        assert_eq!(first_code(&import(&database, row)), "after_outcome", "{row}");
    }
    let after = timeline(&database, &[]);
    assert_eq!((&after["outcome"], &after["outcome_at"]), (&json!("returned"), &json!("2026-10-14T00:00:00Z")));
    assert_eq!((&after["delivered_at"], &after["visits"]), (&before["delivered_at"], &before["visits"]));
    assert_eq!(after["clocks"], before["clocks"]);

    let report = database.json(&["report", "clearance", "--json"]);
    assert_eq!((&report["shipments"]["returned"], &report["shipments"]["delivered"]), (&json!(1), &json!(0)), "{report}");
    let clearance = &report["clocks"]["clearance"];
    assert_eq!((&clearance["n"], &clearance["excluded"]["returned"], &clearance["gross"]["within"]), (&json!(1), &json!(0), &json!(1)));
    assert_eq!(clearance["gross"]["mean"], json!(9.0 * 86_400.0));
    let all = database.run(&["check", "--json"]);
    assert!(all.status.success());
}

#[test]
fn a_return_can_be_taken_back_and_so_can_the_delivery_before_it() {
    let database = Database::fresh();
    taken(&database, DELIVERED);
    let file = "shipment,event,stage,occurred_at,number,refers_to,reason\n\
                R-2,registered,,2026-10-01T00:00:00Z,1,,\n\
                R-2,entered,transport,2026-10-02T00:00:00Z,2,,\n\
                R-2,delivered,,2026-10-03T00:00:00Z,3,,\n\
                R-2,returned,,2026-10-04T00:00:00Z,4,,\n\
                R-2,retracted,,2026-10-05T00:00:00Z,5,3,never delivered\n";
    let path = database.write("other.csv", file);
    let done = database.json(&["import", path.to_str().unwrap(), "--json"]);
    assert_eq!(done["faults"], json!([]), "{done}");
    // Without the delivery it was returned on its way: then its clocks stop there.
    let timeline = database.json(&["timeline", "R-2", "--json"]);
    assert_eq!((&timeline["outcome"], &timeline["delivered_at"]), (&json!("returned"), &Value::Null));
    assert_eq!(timeline["clocks"]["transport"]["state"], "stopped");
    assert_eq!(timeline["clocks"]["transport"]["gross"], 2 * 86_400);
}

#[test]
fn what_was_not_received_is_outstanding_until_it_is_scanned() {
    let database = Database::fresh();
    taken(&database, DELIVERED);
    taken(&database, &delivered("a-1,"));
    let timeline_now = timeline(&database, &[]);
    assert_eq!(timeline_now["outstanding"], json!({"parcels": ["A-2", "A-3"], "packages": null}));
    let clocks = timeline_now["clocks"].clone();
    taken(&database, "R-1,scanned,,2026-10-12T00:00:00Z,,,A-3,,received,\n");
    assert_eq!(timeline(&database, &[])["outstanding"], json!({"parcels": ["A-2"], "packages": null}));
    // A scan for something else receives nothing.
    taken(&database, "R-1,scanned,,2026-10-13T00:00:00Z,,,A-2,,loaded,\n");
    assert_eq!(timeline(&database, &[])["outstanding"], json!({"parcels": ["A-2"], "packages": null}));
    taken(&database, "R-1,scanned,,2026-10-14T00:00:00Z,,,A-2,,received,\n");
    assert_eq!((&timeline(&database, &[])["outstanding"], &timeline(&database, &[])["clocks"]), (&Value::Null, &clocks));
    assert!(database.run(&["check"]).status.success());
}

#[test]
fn what_was_scanned_before_the_delivery_lessens_nothing_after_it() {
    let database = Database::fresh();
    taken(&database, DELIVERED);
    taken(&database, "R-1,scanned,,2026-10-11T01:00:00Z,,,A-1 A-2,,received,\n");
    // Two of 40 packages, which were scanned before; 38 are missing.
    taken(&database, &delivered(",2"));
    assert_eq!(timeline(&database, &[])["outstanding"]["packages"], 38);
    taken(&database, "R-1,scanned,,2026-10-12T01:00:00Z,,,A-3,,received,\n");
    assert_eq!(timeline(&database, &[])["outstanding"]["packages"], 37);
}

#[test]
fn packages_are_counted_down_and_come_back_as_they_were_exported() {
    let database = Database::fresh();
    taken(&database, DELIVERED);
    taken(&database, &delivered(",37"));
    // 40 declared, 37 received.
    assert_eq!(timeline(&database, &[])["outstanding"], json!({"parcels": [], "packages": 3}));
    taken(&database, "R-1,scanned,,2026-10-12T00:00:00Z,,,A-3,,received,\n");
    assert_eq!(timeline(&database, &[])["outstanding"]["packages"], 2);
    let out = database.path("out.csv");
    assert!(database.run(&["export", "histories", "--out", out.to_str().unwrap()]).status.success());
    let row = read_csv(&out).into_iter().find(|row| row["event"] == "delivered").unwrap();
    assert_eq!(row["packages"], "37");
    let moved = Database::fresh();
    let done = moved.json(&["import", out.to_str().unwrap(), "--as-recorded", "--json"]);
    assert_eq!(done["faults"], json!([]), "{done}");
    // Nothing runs any more: but for the moment of looking, both say the same.
    let [mut mine, mut other] = [timeline(&moved, &[]), timeline(&database, &[])];
    (mine["as_of"], other["as_of"]) = (Value::Null, Value::Null);
    assert_eq!(mine, other);
    // Other outcomes have no such fields; a count is a whole number.
    let other = Database::fresh();
    taken(&other, DELIVERED);
    assert_eq!(first_code(&import(&other, "R-1,lost,,2026-10-12T00:00:00Z,,,A-1,,,\n")), "field_unexpected");
    assert_eq!(first_code(&import(&other, &delivered(",37.5"))), "value_invalid");
}
