//! The hand-made cases of the rules of time, through the built binary: imported as a file, printed, compared.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use serde_json::Value;
use support::{Cells, Database, csv, text};

fn cases() -> Value {
    serde_json::from_str(include_str!("cases.json")).unwrap()
}

/// The events of a case as rows; without a time of recording they were recorded as of the case's moment.
fn rows(case: &Value) -> Vec<Cells> {
    let as_of = case["as_of"].as_str().unwrap();
    let row = |event: &Value| {
        let mut cells: Cells =
            event.as_object().unwrap().iter().map(|(key, value)| (key.clone(), value.as_str().unwrap().to_owned())).collect();
        cells.entry("shipment".into()).or_insert_with(|| "CASE".into());
        cells.entry("recorded_at".into()).or_insert_with(|| as_of.into());
        cells
    };
    case["events"].as_array().unwrap().iter().map(row).collect()
}

fn import(database: &Database, case: &Value) -> Value {
    let file = database.write("case.csv", &csv(&rows(case)));
    database.json(&["import", file.to_str().unwrap(), "--as-recorded", "--create-places", "--json"])
}

/// Every key that is expected is there and equal, lists whole, doubles to a relative 1e-9.
fn agrees(mine: &Value, expected: &Value, path: &str) {
    match (mine, expected) {
        (Value::Object(mine), Value::Object(expected)) => {
            for (key, value) in expected {
                agrees(mine.get(key).unwrap_or_else(|| panic!("{path}: no {key}")), value, &format!("{path}.{key}"));
            }
        }
        (Value::Array(mine), Value::Array(expected)) => {
            assert_eq!(mine.len(), expected.len(), "{path}: {mine:?} {expected:?}");
            for (at, (mine, expected)) in mine.iter().zip(expected).enumerate() {
                agrees(mine, expected, &format!("{path}[{at}]"));
            }
        }
        (Value::Number(mine), Value::Number(expected)) => {
            let (mine, expected) = (mine.as_f64().unwrap(), expected.as_f64().unwrap());
            assert!((mine - expected).abs() <= 1e-9 * expected.abs(), "{path}: {mine} {expected}");
        }
        _ => assert_eq!(mine, expected, "{path}"),
    }
}

#[test]
fn every_timeline_is_as_the_case_says() {
    let cases = cases();
    let timelines = cases["timelines"].as_array().unwrap();
    assert_eq!(timelines.len(), 66);
    for case in timelines {
        let name = case["name"].as_str().unwrap();
        let database = Database::fresh();
        let imported = import(&database, case);
        let faults = imported["faults"].as_array().unwrap();
        if let Some(code) = case.get("refused") {
            assert_eq!(&faults[0]["code"], code, "{name}: {faults:?}");
            assert_eq!((&imported["shipments"], &imported["events"]), (&0.into(), &0.into()), "{name}");
            continue;
        }
        assert!(faults.is_empty(), "{name}: {faults:?}");
        let as_of = case["as_of"].as_str().unwrap();
        let timeline = database.json(&["timeline", "CASE", "--json", "--as-of", as_of]);
        agrees(&timeline, &case["expected"], name);
    }
}

#[test]
fn every_report_is_as_the_case_says() {
    let cases = cases();
    let reports = cases["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 9);
    for case in reports {
        let name = case["name"].as_str().unwrap();
        let database = Database::fresh();
        let imported = import(&database, case);
        assert_eq!(imported["faults"], Value::Array(Vec::new()), "{name}");
        let mut options = case["options"].as_object().unwrap().clone();
        options.entry("as_of").or_insert_with(|| case["as_of"].clone());
        let mut arguments = vec!["report".to_owned(), "clearance".to_owned(), "--json".to_owned()];
        for (option, value) in &options {
            arguments.extend([format!("--{}", option.replace('_', "-")), value.as_str().unwrap().to_owned()]);
        }
        let report = database.json(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        agrees(&report, &case["expected"], name);
    }
}

#[test]
fn a_shipment_that_is_not_there_is_not_found() {
    let database = Database::fresh();
    let case = &cases()["timelines"][0];
    import(&database, case);
    let before = database.run(&["timeline", "CASE", "--json", "--as-of", "2020-01-01T00:00:00Z"]);
    assert_eq!((before.status.code(), text(&before.stdout)), (Some(1), String::new()));
    assert_eq!(database.run(&["timeline", "OTHER"]).status.code(), Some(1));
    assert_eq!(database.run(&["timeline"]).status.code(), Some(2));
    assert_eq!(database.run(&["timeline", "CASE", "--as-of", "2021"]).status.code(), Some(2));
    assert_eq!(database.run(&["timeline", "CASE", "--as-of", "2999-01-01T00:00:00Z"]).status.code(), Some(2));
}
