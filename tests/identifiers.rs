//! Identifiers are compared as people read them: references, places, codes and numbers, however they are written.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Database, read_csv, text};

/// HC-77 in capitals; in small letters, with Cyrillic Н and С, in full width, with the hyphens U+2011 and U+2013.
const SPELLINGS: [&str; 6] = ["HC-77", "hc-77", "НС-77", "ＨＣ－７７", "HC\u{2011}77", "HC\u{2013}77"];

fn import(database: &Database, file: &str, options: &[&str]) -> Value {
    let path = database.write("file.csv", file);
    database.json(&[&["import", path.to_str().unwrap(), "--json"], options].concat())
}

/// What was recorded: shipments and events.
fn counted(done: &Value) -> (u64, u64) {
    assert_eq!(done["faults"], json!([]), "{done}");
    (done["shipments"].as_u64().unwrap(), done["events"].as_u64().unwrap())
}

/// The faults of a file: row, column, value and code.
fn faults(done: &Value) -> Vec<(u64, String, String, String)> {
    assert_eq!((&done["shipments"], &done["events"]), (&json!(0), &json!(0)), "{done}");
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let fault = |fault: &Value| (fault["row"].as_u64().unwrap(), text(&fault["column"]), text(&fault["value"]), text(&fault["code"]));
    done["faults"].as_array().unwrap().iter().map(fault).collect()
}

fn registered(spellings: &[&str]) -> String {
    let row = |spelling: &&str| format!("{spelling},registered,,2026-11-20T09:00:00+08:00,CNHCG,CNHCG,RUYEK\n");
    format!("shipment,event,stage,occurred_at,place,origin,destination\n{}", spellings.iter().map(row).collect::<String>())
}

fn entered(spelling: &str, stage: &str, hour: u32) -> String {
    format!("shipment,event,stage,occurred_at\n{spelling},entered,{stage},2026-11-21T{hour:02}:00:00+08:00\n")
}

/// The references of all shipments, as an export has them.
fn references(database: &Database) -> Vec<String> {
    let out = database.path("out.csv");
    assert!(database.run(&["export", "histories", "--out", out.to_str().unwrap()]).status.success());
    let mut references: Vec<String> = read_csv(&out).into_iter().map(|row| row["shipment"].clone()).collect();
    references.dedup();
    references
}

#[test]
fn one_batch_in_six_spellings_is_registered_once() {
    let database = Database::fresh();
    let of_file = import(&database, &registered(&SPELLINGS), &[]);
    let expected: Vec<_> = (3..)
        .zip(&SPELLINGS[1..])
        .map(|(row, spelling)| (row, "shipment".to_owned(), (*spelling).to_owned(), "registered_twice".to_owned()))
        .collect();
    assert_eq!(faults(&of_file), expected);
    assert_eq!(counted(&import(&database, &registered(&SPELLINGS[..1]), &[])), (1, 1));
    // By another file, on another day: the row is there already, so nothing is recorded; another day's is refused.
    for spelling in &SPELLINGS[1..] {
        let again = import(&database, &registered(&[spelling]), &[]);
        assert_eq!((counted(&again), &again["passed_over"]), ((0, 0), &json!(1)), "{spelling}");
        let other = registered(&[spelling]).replace("2026-11-20", "2026-11-19");
        assert_eq!(faults(&import(&database, &other, &[]))[0].3, "registered_twice", "{spelling}");
    }
    assert_eq!(references(&database), ["HC-77"]);
}

#[test]
fn what_happens_to_it_is_recorded_of_it_however_it_is_written() {
    let database = Database::fresh();
    counted(&import(&database, &registered(&["HC-77"]), &[]));
    for (hour, (spelling, stage)) in
        (9..).zip(SPELLINGS.iter().zip(["declaration", "quarantine", "inspection", "transport", "delivery", "transport"]))
    {
        let file = entered(spelling, stage, hour).replace("occurred_at\n", "occurred_at,reason\n").replace(":00+08:00\n", ":00+08:00,\n");
        let file = if hour == 14 { file.replace("+08:00,", "+08:00,back") } else { file };
        assert_eq!(counted(&import(&database, &file, &[])), (1, 1), "{spelling}");
        let again = import(&database, &file, &[]);
        assert_eq!((counted(&again), &again["passed_over"]), ((0, 0), &json!(1)), "{spelling}");
    }
    assert_eq!(references(&database), ["HC-77"]);
    for spelling in SPELLINGS {
        let timeline = database.json(&["timeline", spelling, "--json"]);
        assert_eq!((&timeline["shipment"], timeline["visits"].as_array().unwrap().len()), (&json!("HC-77"), 6), "{spelling}");
    }
    // Digits keep their zeros, hyphens their places.
    for other in ["HC-077", "HC77", "H-C77"] {
        assert_eq!(counted(&import(&database, &registered(&[other]), &[])), (1, 1), "{other}");
    }
    assert_eq!(references(&database), ["H-C77", "HC-077", "HC-77", "HC77"]);
}

#[test]
fn rows_of_one_file_meet_in_one_shipment() {
    let database = Database::fresh();
    let mut file = registered(&["hc-78"]);
    for (hour, spelling) in (10..).zip(["HC-78", "НС–78", "hc-78"]) {
        file.push_str(&format!("{spelling},noted,,2026-11-20T{hour}:00:00+08:00,,,\n"));
    }
    let file = file.replace("occurred_at,", "occurred_at,note,").replace("+08:00,", "+08:00,seen,");
    assert_eq!(counted(&import(&database, &file, &[])), (1, 4));
    assert_eq!(references(&database), ["hc-78"]);
}

#[test]
fn old_twins_stay_two_and_are_told() {
    let database = Database::fresh();
    // An earlier version took both; who moves house keeps both.
    let moved = registered(&["HC-77", "hc-77"]);
    assert_eq!(counted(&import(&database, &moved, &["--as-recorded"])), (2, 2));
    let checked = database.json(&["check", "--json"]);
    assert_eq!((&checked["fine"], &checked["read_alike"]), (&json!(true), &json!([["HC-77", "hc-77"]])), "{checked}");
    let told = database.run(&["check"]);
    assert!(told.status.success() && text(&told.stdout).contains("HC-77, hc-77"), "{}", text(&told.stdout));
    // Each is met by its own spelling; another spelling is neither.
    assert_eq!(counted(&import(&database, &entered("hc-77", "declaration", 9), &[])), (1, 1));
    assert_eq!(database.json(&["timeline", "hc-77", "--json"])["stage"], "declaration");
    assert_eq!(database.json(&["timeline", "HC-77", "--json"])["stage"], Value::Null);
    let neither = faults(&import(&database, &entered("НС-77", "declaration", 9), &[]));
    assert_eq!(neither, [(2, "shipment".to_owned(), "НС-77".to_owned(), "value_invalid".to_owned())]);
    assert_eq!(database.run(&["timeline", "НС-77"]).status.code(), Some(1));
    // What is exported imports again, and changes nothing.
    let again = import(&database, &moved, &[]);
    assert_eq!((counted(&again), &again["passed_over"]), ((0, 0), &json!(2)));
}

#[test]
fn a_database_of_an_earlier_version_compares_them_too() {
    let database = Database::fresh();
    counted(&import(&database, &registered(&["HC-77"]), &[]));
    database.tamper("DELETE FROM search_terms WHERE term = '=hc-77'");
    database.tamper("UPDATE settings SET value = '4' WHERE name = 'projections'");
    let other = registered(&["НС-77"]).replace("2026-11-20", "2026-11-19");
    assert_eq!(faults(&import(&database, &other, &[]))[0].3, "registered_twice");
    assert!(database.run(&["check"]).status.success());
}

#[test]
fn places_tariff_codes_and_numbers_are_read_however_they_are_typed() {
    let database = Database::fresh();
    let file = "shipment,event,occurred_at,place,origin,destination,hs_code,tnved_code,packages,gross_kg,value,currency,target_clearance_minutes\n\
                PL-1,registered,2026-11-20T09:00:00+08:00,ＣＮＨＣＧ,cnhcg,RU YEK,6402.99.2900,6404 11 000 0,４０,１２．５,２６００,CNY,２８８００\n";
    // No place is made: all of them are known.
    let done = import(&database, file, &["--create-places"]);
    assert_eq!((counted(&done), &done["created_places"]), ((1, 1), &json!([])));
    let out = database.path("out.csv");
    assert!(database.run(&["export", "histories", "--out", out.to_str().unwrap()]).status.success());
    let row = &read_csv(&out)[0];
    for (column, expected) in [
        ("place", "CNHCG"),
        ("origin", "CNHCG"),
        ("destination", "RUYEK"),
        ("hs_code", "6402992900"),
        ("tnved_code", "6404110000"),
        ("packages", "40"),
        ("gross_kg", "12.5"),
        ("value", "2600"),
        ("target_clearance_minutes", "28800"),
    ] {
        assert_eq!(row[column], expected, "{column}");
    }
    // A new place is made once, in the letters that codes are written in.
    let new = "shipment,event,occurred_at,place\nPL-2,registered,2026-11-20T09:00:00+08:00,cn xqq\n\
               PL-3,registered,2026-11-20T09:00:00+08:00,ＣＮＸＱＱ\nPL-4,registered,2026-11-20T09:00:00+08:00,ru–x–shed\n";
    let done = import(&database, new, &["--create-places"]);
    let codes: Vec<&str> = done["created_places"].as_array().unwrap().iter().map(|code| code.as_str().unwrap_or("")).collect();
    assert_eq!((counted(&done), codes), ((3, 3), vec!["CNXQQ", "RU-X-SHED"]), "{done}");
    // One that is not known is told as it was typed.
    let unknown = "shipment,event,occurred_at,place\nPL-5,registered,2026-11-20T09:00:00+08:00,cnzzz\n";
    let expected = [(2, "place".to_owned(), "cnzzz".to_owned(), "place_unknown".to_owned())];
    assert_eq!(faults(&import(&database, unknown, &[])), expected);
}

#[test]
fn a_lane_is_asked_for_however_it_is_typed() {
    let database = Database::fresh();
    counted(&import(&database, &registered(&["HC-77"]), &[]));
    for lane in ["CNHCG:RUYEK", "cnhcg:ruyek", "CN HCG:ＲＵＹＥＫ"] {
        let report = database.json(&["report", "clearance", "--lane", lane, "--json"]);
        assert_eq!(report["filters"]["lane"], json!({"origin": "CNHCG", "destination": "RUYEK"}), "{lane}");
        assert_eq!(report["shipments"]["total"], 1, "{lane}");
    }
}

/// Packed rows, each of a shipment, at an hour, with its codes, after the registrations of those shipments.
fn packed(rows: &[(&str, u32, &str)]) -> String {
    let mut file = "shipment,event,occurred_at,parcels,reason\n".to_owned();
    let mut shipments: Vec<&str> = rows.iter().map(|(shipment, ..)| *shipment).collect();
    shipments.sort_unstable();
    shipments.dedup();
    for shipment in shipments {
        file.push_str(&format!("{shipment},registered,2026-11-20T08:00:00+08:00,,\n"));
    }
    for (shipment, hour, codes) in rows {
        file.push_str(&format!("{shipment},packed,2026-11-20T{hour:02}:00:00+08:00,\"{}\",\n", codes.replace('"', "\"\"")));
    }
    file
}

#[test]
fn a_parcel_is_in_one_open_shipment() {
    let database = Database::fresh();
    let elsewhere = |row: u64, code: &str| (row, "parcels".to_owned(), code.to_owned(), "parcel_elsewhere".to_owned());
    // Twice in one file: the second row says so, whatever its spelling.
    let file = packed(&[("P-1", 10, "RB123456785CN A-1"), ("P-2", 11, "B-1 rb123456785cn а-1")]);
    assert_eq!(faults(&import(&database, &file, &[])), [elsewhere(5, "RB123456785CN"), elsewhere(5, "а-1")]);
    // In the database.
    assert_eq!(counted(&import(&database, &packed(&[("P-1", 10, "RB123456785CN A-1")]), &[])), (1, 2));
    assert_eq!(faults(&import(&database, &packed(&[("P-2", 11, "B-1 КИ123456785СТ")]), &[])), [elsewhere(3, "RB123456785CN")]);
    // Into the same shipment again, it is only there twice said; a file that takes it out there packs it here.
    let again = import(&database, &packed(&[("P-1", 10, "RB123456785CN A-1")]), &[]);
    assert_eq!((counted(&again), &again["passed_over"]), ((0, 0), &json!(2)));
    let moved = packed(&[("P-2", 12, "RB123456785CN")]) + "P-1,unpacked,2026-11-20T11:00:00+08:00,RB123456785CN,\n";
    assert_eq!(counted(&import(&database, &moved, &[])), (2, 3));
    // Of a shipment that has ended, a parcel may be in another; the file may be what ends it.
    let ended = packed(&[("P-3", 13, "A-1")]) + "P-1,cancelled,2026-11-20T12:00:00+08:00,,\n";
    assert_eq!(counted(&import(&database, &ended, &[])), (2, 3));
    assert!(database.run(&["check"]).status.success());
}

#[test]
fn parcels_are_read_as_scanners_and_spreadsheets_leave_them() {
    let database = Database::fresh();
    let file = packed(&[("S-1", 10, "КИ123456785СТ"), ("S-1", 11, "LP00012345678905、LP00012345678906，ＡＢ－１；=\"0012345\"")]);
    assert_eq!(counted(&import(&database, &file, &[])), (1, 3));
    let out = database.path("out.csv");
    assert!(database.run(&["export", "histories", "--out", out.to_str().unwrap()]).status.success());
    let codes: Vec<String> = read_csv(&out).into_iter().map(|row| row["parcels"].clone()).collect();
    assert_eq!(codes, ["", "RB123456785CN", "LP00012345678905 LP00012345678906 AB-1 0012345"]);
    // Numbers that together have the length of another code stay what they are.
    assert_eq!(counted(&import(&database, &packed(&[("S-4", 10, "100001 100002 100003")]), &[])), (1, 2));
    assert!(database.run(&["export", "histories", "--out", out.to_str().unwrap()]).status.success());
    assert!(read_csv(&out).iter().any(|row| row["parcels"] == "100001 100002 100003"));
    // What a spreadsheet made of a long number, and an EAN-13 with a wrong check digit: taken, and counted.
    let odd = packed(&[("S-2", 10, "6.90123E+12"), ("S-2", 11, "6901234567893 6901234567892")]);
    let done = import(&database, &odd, &[]);
    assert_eq!((counted(&done), &done["doubtful_parcels"]), ((1, 3), &json!(2)), "{done}");
    // A damaged S10 is refused as ever.
    let damaged = import(&database, &packed(&[("S-3", 10, "RB123456784CN")]), &[]);
    assert_eq!(faults(&damaged), [(3, "parcels".to_owned(), "RB123456784CN".to_owned(), "value_invalid".to_owned())]);
}

#[test]
fn an_old_file_stays_unchanged_and_long_texts_are_no_identifiers() {
    let database = Database::fresh();
    // As an earlier version recorded it: money finer than its currency, a parcel in small letters.
    let old = "shipment,event,occurred_at,value,currency,parcels,carrier,declaration_number\n\
               O-1,registered,2026-11-20T08:00:00+08:00,1234.567,CNY,,,\n\
               O-1,packed,2026-11-20T09:00:00+08:00,,,lx100000025cn,,\n";
    assert_eq!(counted(&import(&database, old, &["--as-recorded"])), (1, 2));
    let again = import(&database, old, &[]);
    assert_eq!((counted(&again), &again["passed_over"]), ((0, 0), &json!(2)));
    // It can be taken out, by whichever spelling.
    let out = "shipment,event,occurred_at,parcels\nO-1,unpacked,2026-11-20T10:00:00+08:00,LX100000025CN\n";
    assert_eq!(counted(&import(&database, out, &[])), (1, 1));
    assert_eq!(counted(&import(&database, &packed(&[("O-2", 11, "LX100000025CN")]), &[])), (1, 2));
    // Texts as long as lists of numbers are recorded on both engines.
    let numbers: String = (0..400).map(|number| format!("{:010}", number * 7_919_393_u64 % 9_999_999_967)).collect();
    let carrier: String = (0..1_500).filter_map(|at| char::from_u32(0x4e00 + at * 13 % 20_000)).collect();
    let long =
        format!("shipment,event,occurred_at,carrier,declaration_number\nO-3,registered,2026-11-20T08:00:00+08:00,{carrier},{numbers}\n");
    assert_eq!(counted(&import(&database, &long, &[])), (1, 1));
    assert!(database.run(&["check"]).status.success());
}
