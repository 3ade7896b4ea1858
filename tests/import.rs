//! histories.csv in and out: whole or not at all, every fault named, the same file twice, the same bytes again.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::every_kind::every_kind;
use support::{Cells, Database, cells, csv, read_csv, text};

fn import(database: &Database, rows: &[Cells], options: &[&str]) -> Value {
    let file = database.write("file.csv", &csv(rows));
    database.json(&[&["import", file.to_str().unwrap(), "--json"], options].concat())
}

fn export(database: &Database, name: &str) -> Vec<u8> {
    let path = database.path(name);
    let output = database.run(&["export", "histories", "--out", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    std::fs::read(path).unwrap()
}

fn event(shipment: &str, kind: &str, at: &str, more: &[(&str, &str)]) -> Cells {
    let mut row = cells(&[("shipment", shipment), ("event", kind), ("occurred_at", at)]);
    row.extend(cells(more));
    row
}

fn short_history() -> Vec<Cells> {
    vec![
        event("A", "registered", "2021-07-01T00:00:00Z", &[]),
        event("A", "entered", "2021-07-01T00:00:00Z", &[("stage", "declaration")]),
        event("A", "held", "2021-07-01T06:00:00Z", &[("reason", "docs")]),
        event("A", "released", "2021-07-01T12:00:00Z", &[("refers_to", "3")]),
        event("A", "entered", "2021-07-02T08:00:00+08:00", &[("stage", "transport")]),
    ]
}

#[test]
fn an_event_of_every_kind_comes_back_as_it_went_in() {
    let rows = every_kind();
    let database = Database::fresh();
    let done = import(&database, &rows, &["--as-recorded"]);
    let expected = json!({
        "shipments": 7, "events": 28, "faults": [], "passed_over": 0, "doubtful_parcels": 1, "doubtful_milestones": 0, "milestone_warnings": [], "unknown_columns": [], "created_places": [],
        "number": 1, "left_out": [],
    });
    assert_eq!(done, expected);
    let first = export(&database, "first.csv");
    let mut expected = rows.clone();
    expected.sort_by(|a, b| (&a["shipment"], a["number"].parse::<u32>().unwrap()).cmp(&(&b["shipment"], b["number"].parse().unwrap())));
    let filled = |row: Cells| row.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Cells>();
    let back: Vec<Cells> = read_csv(&database.path("first.csv")).into_iter().map(filled).collect();
    assert_eq!(back, expected);
    assert!(database.run(&["check"]).status.success());

    let moved = Database::fresh();
    let file = moved.path("moved.csv");
    std::fs::write(&file, &first).unwrap();
    let done = moved.json(&["import", file.to_str().unwrap(), "--as-recorded", "--json"]);
    assert_eq!(done["events"], 28);
    assert_eq!(export(&moved, "again.csv"), first);
    let heads = [&database, &moved].map(|database| database.json(&["check", "--json"]));
    assert_eq!(heads[0], heads[1], "sealed the same");
}

#[test]
fn an_ordinary_import_is_recorded_on_its_day_by_whoever_imports() {
    let database = Database::fresh();
    let mut rows = every_kind();
    let done = import(&database, &rows, &[]);
    assert_eq!(done["events"], 28);
    export(&database, "out.csv");
    rows.sort_by(|a, b| (&a["shipment"], a["number"].parse::<u32>().unwrap()).cmp(&(&b["shipment"], b["number"].parse().unwrap())));
    for (mine, row) in read_csv(&database.path("out.csv")).iter().zip(&rows) {
        for (column, value) in row.iter().filter(|(column, _)| !["recorded_at", "actor"].contains(&column.as_str())) {
            assert_eq!(&mine[column], value, "{column}");
        }
        assert_eq!(["actor", "actor_id", "source"].map(|column| mine[column].as_str()), ["tester", "machine:command-line", "import"]);
        assert!(mine["recorded_at"].as_str() > "2026-11-01");
    }
    // Nothing was known of it before it was imported.
    let before = database.json(&["report", "clearance", "--json", "--as-of", "2021-08-01T00:00:00Z"]);
    assert_eq!(before["shipments"]["total"], 0);
}

#[test]
fn the_same_file_again_records_nothing() {
    let database = Database::fresh();
    for rows in [every_kind(), short_history()] {
        let first = import(&database, &rows, &[]);
        assert_eq!(first["events"], rows.len());
        let again = import(&database, &rows, &[]);
        assert_eq!((&again["events"], &again["shipments"], &again["passed_over"]), (&json!(0), &json!(0), &json!(rows.len())));
    }
    export(&database, "out.csv");
    let own = database.path("out.csv");
    let again = database.json(&["import", own.to_str().unwrap(), "--json"]);
    assert_eq!((&again["events"], &again["faults"]), (&json!(0), &json!([])));
}

#[test]
fn rows_that_are_new_join_the_history_that_is_there() {
    let database = Database::fresh();
    import(&database, &short_history(), &[]);
    // Without the registration and in another order: the hold is row 1 of this file, its release row 2.
    let more = vec![
        event("A", "held", "2021-07-03T00:00:00Z", &[("reason", "marking")]),
        event("A", "released", "2021-07-04T00:00:00Z", &[("refers_to", "1")]),
        event("A", "entered", "2021-07-01T00:00:00Z", &[("stage", "declaration")]),
        event("A", "retracted", "2021-07-05T00:00:00Z", &[("refers_to", "3"), ("reason", "never was")]),
    ];
    let done = import(&database, &more, &[]);
    assert_eq!((&done["events"], &done["passed_over"], &done["faults"]), (&json!(3), &json!(1), &json!([])));
    let timeline = database.json(&["timeline", "A", "--json"]);
    let holds: Vec<_> =
        timeline["holds"].as_array().unwrap().iter().map(|hold| (hold["number"].clone(), hold["seconds"].clone())).collect();
    assert_eq!(holds, [(json!(3), json!(21_600)), (json!(6), json!(86_400))]);
    assert_eq!(timeline["visits"].as_array().unwrap().len(), 1);
    assert!(database.run(&["check"]).status.success());
}

#[test]
fn twins_are_known_by_what_refers_to_them() {
    let row = |kind, at: &str, number, more: &[(&str, &str)]| event("A", kind, at, &[&[("number", number)], more].concat());
    let held = |number| row("held", "2026-01-02T00:00:00Z", number, &[("reason", "r")]);
    let released = |number, of| row("released", "2026-01-04T00:00:00Z", number, &[("refers_to", of)]);
    let registered = || row("registered", "2026-01-01T00:00:00Z", "1", &[]);
    let open_holds = |database: &Database| {
        let timeline = database.json(&["timeline", "A", "--json"]);
        timeline["holds"].as_array().unwrap().iter().filter(|hold| hold["ended_at"].is_null()).count()
    };
    let full = [registered(), held("2"), held("3"), released("4", "3")];
    // First without the hold that stays open, then whole: that hold alone is new.
    let database = Database::fresh();
    import(&database, &[registered(), held("3"), released("4", "3")], &[]);
    assert_eq!(import(&database, &full, &[])["events"], 1);
    assert_eq!(open_holds(&database), 1);
    // The same with the two numbers exchanged says nothing new.
    let exchanged = [registered(), held("3"), held("2"), released("4", "2")];
    assert_eq!(import(&database, &exchanged, &[])["events"], 0);
    // A mis-keyed entry, retracted and entered again alike, stays as it is.
    let database = Database::fresh();
    let entered = |number| row("entered", "2026-01-02T00:00:00Z", number, &[("stage", "declaration")]);
    let retracted = row("retracted", "2026-01-03T00:00:00Z", "3", &[("refers_to", "2"), ("reason", "x")]);
    let again = [registered(), entered("2"), retracted, entered("4")];
    assert_eq!(import(&database, &again, &[])["events"], 4);
    assert_eq!(import(&database, &again, &[])["events"], 0);
    assert_eq!(database.json(&["timeline", "A", "--json"])["stage"], "declaration");
}

#[test]
fn numbers_mean_the_same_on_both_engines_up_to_the_highest() {
    let database = Database::fresh();
    let row = |kind, number, more: &[(&str, &str)]| event("A", kind, "2026-01-01T00:00:00Z", &[&[("number", number)], more].concat());
    let codes = |rows: &[Cells]| {
        let done = import(&database, rows, &[]);
        done["faults"].as_array().unwrap().iter().map(|fault| fault["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for refers_to in ["4000000000", "2147483648", "0"] {
        assert_eq!(codes(&[row("registered", "1", &[]), row("released", "2", &[("refers_to", refers_to)])]), ["value_invalid"]);
    }
    assert_eq!(codes(&[row("registered", "1", &[]), row("noted", "2147483648", &[("note", "x")])]), ["number_invalid"]);
    // A release of nothing that is retracted in the same file is valid, and stays the same.
    let odd = [
        row("registered", "1", &[]),
        row("released", "2", &[("refers_to", "77")]),
        row("retracted", "3", &[("refers_to", "2"), ("reason", "x")]),
        row("noted", "2147483647", &[("note", "the last there can be")]),
    ];
    assert_eq!(codes(&odd), Vec::<String>::new());
    let again = import(&database, &odd, &[]);
    assert_eq!((&again["events"], &again["passed_over"], &again["faults"]), (&json!(0), &json!(4), &json!([])));
    // A reference points within the file: in a history that goes on, 1 is no row of this one.
    assert_eq!(codes(&[event("A", "released", "2026-01-02T00:00:00Z", &[("refers_to", "77")])]), ["no_open_hold"]);
    assert_eq!(codes(&[event("A", "retracted", "2026-01-02T00:00:00Z", &[("refers_to", "77"), ("reason", "x")])]), ["refers_unknown"]);
    // After the highest number there is no other.
    assert_eq!(codes(&[event("A", "noted", "2026-01-02T00:00:00Z", &[("note", "one more")])]), ["number_invalid"]);
    assert!(database.run(&["check"]).status.success());
}

#[test]
fn references_in_a_circle_are_the_same_the_second_time() {
    let database = Database::fresh();
    let row = |kind, number, more: &[(&str, &str)]| event("A", kind, "2026-01-01T00:00:00Z", &[&[("number", number)], more].concat());
    let circle = [
        row("registered", "1", &[]),
        row("released", "2", &[("refers_to", "3")]),
        row("retracted", "3", &[("refers_to", "2"), ("reason", "x")]),
    ];
    assert_eq!(import(&database, &circle, &[])["events"], 3);
    assert_eq!(import(&database, &circle, &[])["events"], 0);
}

#[test]
fn a_mark_inside_a_file_is_text_and_no_row_is_lost() {
    let database = Database::fresh();
    let file = database.write(
        "file.csv",
        "a,b,shipment,event,stage,occurred_at\nq,r,A,registered,,2026-01-01T00:00:00Z\nq,r,B,registered,,2026-01-01T00:00:00Z\n\u{feff}\"x,y\",A,entered,declaration,2026-01-02T00:00:00Z\n",
    );
    let done = database.json(&["import", file.to_str().unwrap(), "--json"]);
    assert_eq!((&done["events"], &done["faults"]), (&json!(3), &json!([])));
}

#[test]
fn rows_that_differ_in_one_cell_only_are_each_their_own() {
    let database = Database::fresh();
    let rows = vec![
        event("A", "registered", "2021-07-01T00:00:00Z", &[]),
        event("A", "noted", "2021-07-01T01:00:00Z", &[("note", "x")]),
        event("A", "noted", "2021-07-01T01:00:00Z", &[("note", "x"), ("place", "CNHCG")]),
    ];
    import(&database, &rows, &[]);
    let turned = vec![rows[0].clone(), rows[2].clone(), rows[1].clone(), rows[1].clone()];
    let done = import(&database, &turned, &[]);
    assert_eq!((&done["events"], &done["passed_over"]), (&json!(1), &json!(3)));
}

#[test]
fn a_file_with_faults_is_refused_whole_and_every_fault_named() {
    let database = Database::fresh();
    import(&database, &short_history(), &[]);
    let rows = vec![
        event("B", "registered", "2021-07-01T00:00:00Z", &[("origin", "NOWHERE"), ("packages", "-1")]),
        event("B", "entered", "2021-07-01 00:00", &[("stage", "Declaration"), ("code", "7")]),
        event("C", "registered", "2021-07-01T00:00:00Z", &[]),
        event("C", "entered", "2021-07-01T00:00:00Z", &[("stage", "quarantine")]),
        event("C", "entered", "2021-07-02T00:00:00Z", &[("stage", "declaration")]),
        event("C", "delivered", "2999-07-02T00:00:00Z", &[]),
        event("D", "registered", "2021-07-01T00:00:00Z", &[]),
        event("D", "delivered", "2021-07-02T00:00:00Z", &[]),
        event("A", "entered", "2021-07-01T09:00:00Z", &[("stage", "inspection")]),
        event("a/b", "departed", "2021-07-01T09:00:00Z", &[]),
        event("", "", "", &[("place", "CN:HCG")]),
        event("E", "registered", "2021-07-01T00:00:00Z", &[("number", "1")]),
        event("E", "held", "2021-07-01T00:00:00Z", &[("number", "1")]),
        event("F", "noted", "2021-07-01T00:00:00Z", &[("note", "x"), ("number", "one")]),
        event("G", "registered", "2021-07-01T00:00:00Z", &[]),
    ];
    let done = import(&database, &rows, &[]);
    let fault = |row: u64, shipment: Option<&str>, column: Option<&str>, value: Option<&str>, code: &str| json!({ "row": row, "shipment": shipment, "column": column, "value": value, "code": code });
    let expected = [
        fault(2, Some("B"), Some("origin"), Some("NOWHERE"), "place_unknown"),
        fault(2, Some("B"), Some("packages"), Some("-1"), "value_invalid"),
        fault(3, Some("B"), Some("stage"), Some("Declaration"), "stage_unknown"),
        fault(3, Some("B"), Some("occurred_at"), Some("2021-07-01 00:00"), "time_invalid"),
        fault(3, Some("B"), Some("code"), Some("7"), "field_unexpected"),
        fault(7, Some("C"), Some("occurred_at"), Some("2999-07-02T00:00:00Z"), "in_future"),
        fault(9, Some("D"), None, None, "no_stage"),
        fault(10, Some("A"), None, None, "hold_open"),
        fault(11, Some("a/b"), Some("shipment"), Some("a/b"), "value_invalid"),
        fault(11, Some("a/b"), Some("event"), Some("departed"), "kind_unknown"),
        fault(12, None, Some("shipment"), None, "field_missing"),
        fault(12, None, Some("event"), None, "field_missing"),
        fault(12, None, Some("occurred_at"), None, "field_missing"),
        fault(12, None, Some("place"), Some("CN:HCG"), "value_invalid"),
        fault(14, Some("E"), Some("reason"), None, "reason_missing"),
        fault(15, Some("F"), Some("number"), Some("one"), "number_invalid"),
    ];
    assert_eq!(done["faults"], Value::Array(expected.to_vec()));
    assert_eq!((&done["shipments"], &done["events"]), (&json!(0), &json!(0)));
    // Nothing of it is there, and what was there before stands.
    for shipment in ["B", "C", "D", "E", "F", "G"] {
        assert_eq!(database.run(&["timeline", shipment]).status.code(), Some(1));
    }
    assert_eq!(database.json(&["check", "--json"])["sequence"], 1);
    // In words a clerk understands, and the exit code says no.
    let file = database.path("file.csv");
    let output = database.run(&["import", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let words = text(&output.stderr);
    assert!(words.contains("Row 3, shipment B, column stage: “Declaration” is not a stage."), "{words}");
    assert!(words.contains("16 faults"), "{words}");
}

#[test]
fn a_file_that_is_no_history_is_refused_at_its_header() {
    let database = Database::fresh();
    let file = database.write("file.csv", "batch,what,when\nA,registered,2021-07-01T00:00:00Z\n");
    let done = database.json(&["import", file.to_str().unwrap(), "--json"]);
    let missing = |column: &str| json!({ "row": 1, "shipment": null, "column": column, "value": null, "code": "field_missing" });
    assert_eq!(done["faults"], json!([missing("shipment"), missing("event"), missing("occurred_at")]));
    assert_eq!(database.run(&["import", "/nowhere/at/all.csv"]).status.code(), Some(1));
}

#[test]
fn cells_that_are_too_many_or_not_utf_8_are_faults_of_their_row() {
    let database = Database::fresh();
    let path = database.path("file.csv");
    let head = b"shipment,event,occurred_at,colour,note\r\n";
    std::fs::write(&path, [&head[..], b"A,registered,2021-07-01T00:00:00Z,red,\xff\r\n", b"A,noted,2021-07-01T00:00:00Z\r\n"].concat())
        .unwrap();
    let done = database.json(&["import", path.to_str().unwrap(), "--json"]);
    assert_eq!(done["unknown_columns"], json!(["colour"]));
    let found: Vec<_> = done["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["row"].clone(), fault["column"].clone(), fault["code"].clone()))
        .collect();
    assert_eq!(found, [(json!(2), json!("note"), json!("value_invalid")), (json!(3), json!(null), json!("value_invalid"))]);
}

#[test]
fn a_quote_that_is_never_closed_is_a_fault() {
    let database = Database::fresh();
    let file = database.write(
        "file.csv",
        "shipment,event,occurred_at,note\r\nA,registered,2021-07-01T00:00:00Z,\"never closed\r\nA,noted,2021-07-01T00:00:00Z,x\r\n",
    );
    let done = database.json(&["import", file.to_str().unwrap(), "--json"]);
    assert_eq!((&done["events"], &done["faults"][0]["row"], &done["faults"][0]["code"]), (&json!(0), &json!(2), &json!("value_invalid")));
    for text in [
        "shipment,event,occurred_at,\"note\nA,registered,2026-01-01T00:00:00Z,\n",
        "shipment,event,occurred_at\nA,registered,2026-01-01T00:00:00Z\n\"",
    ] {
        let file = database.write("file.csv", text);
        assert_eq!(database.json(&["import", file.to_str().unwrap(), "--json"])["faults"][0]["code"], "value_invalid", "{text}");
    }
}

#[test]
fn places_are_created_only_when_asked() {
    let database = Database::fresh();
    let rows = vec![event("A", "registered", "2021-07-01T00:00:00Z", &[("origin", "X-1"), ("destination", "X-2"), ("place", "X-1")])];
    let refused = import(&database, &rows, &[]);
    let columns: Vec<_> = refused["faults"].as_array().unwrap().iter().map(|fault| fault["column"].clone()).collect();
    // A code is named once, in whichever columns it stands.
    assert_eq!(columns, ["place", "destination"]);
    assert_eq!(import(&database, &rows, &["--create-places"])["events"], 1);
    let more = vec![event("B", "registered", "2021-07-01T00:00:00Z", &[("origin", "X-2")])];
    assert_eq!(import(&database, &more, &[])["events"], 1);
}

#[test]
fn as_recorded_needs_an_empty_database_and_keeps_ties_by_reference() {
    let database = Database::fresh();
    let recorded = |shipment, at| event(shipment, "registered", "2021-07-01T00:00:00Z", &[("recorded_at", at)]);
    let rows = vec![recorded("B", "2021-07-02T00:00:00Z"), recorded("C", "2021-07-01T12:00:00Z"), recorded("A", "2021-07-02T00:00:00Z")];
    assert_eq!(import(&database, &rows, &["--as-recorded"])["events"], 3);
    for (as_of, total) in [("2021-07-01T11:59:59Z", 0), ("2021-07-01T12:00:00Z", 1), ("2021-07-02T00:00:00Z", 3)] {
        let report = database.json(&["report", "clearance", "--json", "--as-of", as_of]);
        assert_eq!(report["shipments"]["total"], total, "{as_of}");
    }
    let file = database.path("file.csv");
    let again = database.run(&["import", file.to_str().unwrap(), "--as-recorded"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("--as-recorded needs a database without shipments"));
    let ahead = Database::fresh();
    let done = import(&ahead, &[recorded("A", "2999-01-01T00:00:00Z")], &["--as-recorded"]);
    assert_eq!((&done["faults"][0]["code"], &done["faults"][0]["column"]), (&json!("in_future"), &json!("recorded_at")));
}

#[test]
fn who_recorded_moves_house_under_the_same_seals() {
    let database = Database::fresh();
    import(&database, &every_kind(), &[]);
    let more = vec![event("MORE", "registered", "2021-07-01T00:00:00Z", &[])];
    import(&database, &more, &[]);
    let first = export(&database, "first.csv");
    let moved = Database::fresh();
    let file = database.path("first.csv");
    let done = moved.json(&["import", file.to_str().unwrap(), "--as-recorded", "--json"]);
    assert_eq!((&done["events"], &done["unknown_columns"]), (&json!(29), &json!([])));
    assert!(export(&moved, "again.csv") == first);
    let heads = [&database, &moved].map(|database| database.json(&["check", "--json"]));
    assert_eq!(heads[0], heads[1], "sealed the same as when it was recorded");
}

#[test]
fn a_file_says_who_recorded_only_where_it_moves_house() {
    let said = |shipment, by, source| {
        let more = [("recorded_at", "2021-07-01T01:00:00Z"), ("actor", "李"), ("actor_id", by), ("source", source)];
        event(shipment, "registered", "2021-07-01T00:00:00Z", &more)
    };
    let who = |database: &Database| {
        export(database, "out.csv");
        let rows = read_csv(&database.path("out.csv"));
        rows.iter().map(|row| ["actor", "actor_id", "source"].map(|column| row[column].clone())).collect::<Vec<_>>()
    };
    let rows = vec![said("A", "user:7", "form"), said("B", "", "form"), said("C", "user:8", ""), said("D", "", "")];
    let moved = Database::fresh();
    assert_eq!(import(&moved, &rows, &["--as-recorded"])["events"], 4);
    assert_eq!(who(&moved), [["李", "user:7", "form"], ["李", "", "form"], ["李", "user:8", ""], ["李", "", ""]]);
    // The same file again is there already, whoever recorded it.
    assert_eq!(import(&moved, &[said("A", "user:9", "link")], &[])["passed_over"], 1);
    assert!(moved.run(&["check"]).status.success());

    let wrong = vec![said("A", "Li", "form"), said("B", "user:", "form"), said("C", "user:7", "pigeon")];
    let ordinary = Database::fresh();
    assert_eq!(import(&ordinary, &wrong, &[])["events"], 3);
    assert_eq!(who(&ordinary), [["tester", "machine:command-line", "import"]; 3]);
    let refused = Database::fresh();
    let faults = |rows: &[Cells]| {
        let done = import(&refused, rows, &["--as-recorded"]);
        let fault = |fault: &Value| [&fault["row"], &fault["column"], &fault["value"], &fault["code"]].map(Value::clone);
        done["faults"].as_array().unwrap().iter().map(fault).collect::<Vec<_>>()
    };
    let invalid = |row, column, value| [json!(row), json!(column), value, json!("value_invalid")];
    let expected = [(2, "actor_id", json!("Li")), (3, "actor_id", json!("user:")), (4, "source", json!("pigeon"))];
    assert_eq!(faults(&wrong), expected.map(|(row, column, value)| invalid(row, column, value)));
    // One command is one act, by one.
    let mut second = said("A", "user:8", "form");
    second.insert("event".to_owned(), "entered".to_owned());
    second.insert("stage".to_owned(), "declaration".to_owned());
    assert_eq!(faults(&[said("A", "user:7", "form"), second.clone()]), [invalid(3, "actor_id", json!("user:8"))]);
    assert_eq!(faults(&[said("A", "user:8", ""), second]), [invalid(3, "source", json!("form"))]);
}

#[test]
fn a_lane_writes_its_targets_where_the_file_has_no_column() {
    let database = Database::fresh();
    assert!(database.run(&["migrate"]).status.success());
    database.tamper(
        "INSERT INTO lane_targets (origin, destination, clock, from_day, minutes) VALUES ('CNHCG', 'RUYEK', 'clearance', '2021-01-01', 28800), \
         ('CNHCG', 'RUYEK', 'clearance', '2021-07-02', 14400), ('CNHCG', 'RUYEK', 'transport', '2021-01-01', 1000)",
    );
    let registered = |shipment, at, more: &[(&str, &str)]| {
        event(shipment, "registered", at, &[&[("origin", "CNHCG"), ("destination", "RUYEK")], more].concat())
    };
    // 16:00Z on 1 July is 2 July in Hunchun.
    let rows = [
        registered("A", "2021-07-01T15:59:59Z", &[]),
        registered("B", "2021-07-01T16:00:00Z", &[]),
        registered("C", "2020-12-31T15:00:00Z", &[]),
        registered("D", "2021-07-01T16:00:00Z", &[("target_transport_minutes", "5")]),
    ];
    for row in &rows[..3] {
        import(&database, std::slice::from_ref(row), &[]);
    }
    import(&database, &rows[3..], &[]);
    export(&database, "out.csv");
    let targets: Vec<_> = read_csv(&database.path("out.csv"))
        .into_iter()
        .map(|row| (row["target_clearance_minutes"].clone(), row["target_transport_minutes"].clone()))
        .collect();
    let expected = [("28800", "1000"), ("14400", "1000"), ("", ""), ("14400", "5")];
    assert_eq!(targets, expected.map(|(clearance, transport)| (clearance.to_owned(), transport.to_owned())));
}

/// The faults of a file, as row, column and code.
fn named(done: &Value) -> Vec<(u64, &str, &str)> {
    let faults = done["faults"].as_array().unwrap().iter();
    faults.map(|fault| (fault["row"].as_u64().unwrap(), fault["column"].as_str().unwrap_or(""), fault["code"].as_str().unwrap())).collect()
}

#[test]
fn one_cause_is_named_once() {
    let database = Database::fresh();
    let judge = |bytes: &[u8]| {
        let path = database.path("file.csv");
        std::fs::write(&path, bytes).unwrap();
        database.json(&["import", path.to_str().unwrap(), "--json"])
    };
    // In GBK: the registration cannot be read, and what follows from that is not told.
    let gbk = b"shipment,event,stage,occurred_at,note\nG-1,registered,,2026-11-20T09:00:00+08:00,\xb5\xda\xd2\xbb\xc5\xfa\n\
        G-1,entered,declaration,2026-11-20T10:00:00+08:00,\nG-1,noted,,2026-11-20T11:00:00+08:00,\xb5\xda\n";
    assert_eq!(named(&judge(gbk)), [(2, "note", "value_invalid")]);
    // Separated by other marks: one fault, not one for each column.
    for mark in [";", "\t"] {
        let file = ["shipment,event,occurred_at", "R-1,registered,2026-11-20T09:00:00+08:00"].join("\n").replace(',', mark);
        assert_eq!(named(&judge(file.as_bytes())), [(1, "shipment", "field_missing")], "{mark}");
        let told = database.run(&["import", database.path("file.csv").to_str().unwrap()]);
        assert!(text(&told.stderr).contains("not separated by commas"), "{}", text(&told.stderr));
    }
}

/// The faults of rows, as first row, column, value, code and how many rows.
fn causes(done: &Value) -> Vec<(u64, String, String, String, u64)> {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let cause = |fault: &Value| {
        let rows = fault["rows"].as_u64().unwrap_or(1);
        (fault["row"].as_u64().unwrap(), text(&fault["column"]), text(&fault["value"]), text(&fault["code"]), rows)
    };
    done["faults"].as_array().unwrap().iter().map(cause).collect()
}

#[test]
fn what_many_rows_have_for_one_reason_is_named_once_with_their_number() {
    let database = Database::fresh();
    let check = |file: &str, expected: &[(u64, &str, &str, &str, u64)]| {
        let path = database.write("file.csv", file);
        let done = database.json(&["import", path.to_str().unwrap(), "--json"]);
        let expected: Vec<_> = expected
            .iter()
            .map(|(row, column, value, code, rows)| (*row, (*column).to_owned(), (*value).to_owned(), (*code).to_owned(), *rows))
            .collect();
        assert_eq!(causes(&done), expected, "{file}");
        done
    };
    // 40 shipments from and by way of places that are not known, a row each.
    let rows: String =
        (0..40).map(|n| format!("S-{n},registered,2026-11-20T09:00:00Z,CNZZZ,{},CNZZZ\n", if n < 3 { "RUZZZ" } else { "RUYEK" })).collect();
    let file = format!("shipment,event,occurred_at,origin,destination,place\n{rows}");
    let done = check(&file, &[(2, "place", "CNZZZ", "place_unknown", 40), (2, "destination", "RUZZZ", "place_unknown", 3)]);
    assert_eq!(done["faults"][0]["first_rows"], json!([2, 3, 4, 5, 6, 7]));
    assert_eq!(done["faults"][1]["first_rows"], json!([2, 3, 4]));
    let told = text(&database.run(&["import", database.path("file.csv").to_str().unwrap()]).stderr);
    assert!(told.contains("The same in 39 more rows: 3, 4, 5, 6, 7, \u{2026}."), "{told}");
    assert!(told.contains("The same in 2 more rows: 3, 4."), "{told}");
    assert!(told.contains("2 faults"), "{told}");

    // Other words that repeat, each on its own.
    let rows = "A,arrived,,2026-11-20T09:00:00Z,,\nA,arrived,,2026-11-21T09:00:00Z,,\nB,registered,,2026-11-20T09:00:00Z,9611,RMB\n\
                C,registered,,2026-11-20T09:00:00Z,9611,RMB\nC,entered,transit,2026-11-20T09:00:00Z,,\nC,entered,transit,2026-11-21T09:00:00Z,,\n\
                D,registered,,2026-11-20T09:00:00Z,9612,RUB\n";
    let file = format!("shipment,event,stage,occurred_at,mode,currency\n{rows}").replace("RMB", "rmb");
    check(
        &file,
        &[
            (2, "event", "arrived", "kind_unknown", 2),
            (4, "mode", "9611", "value_invalid", 2),
            (4, "currency", "rmb", "value_invalid", 2),
            (6, "stage", "transit", "stage_unknown", 2),
            (8, "mode", "9612", "value_invalid", 1),
        ],
    );
    // A column of dates without an offset is one thing; a day that does not exist is another, and so is a word.
    let rows = "A,registered,2021-08-11 09:51:00\nA,noted,2021-09-08 08:00:00\nB,registered,2021-02-30T09:00:00Z\nB,noted,2021-02-31T09:00:00Z\n\
                C,registered,never\nC,noted,never\n";
    let rows: String = rows.lines().map(|row| format!("{row},x\n").replace("registered", "noted")).collect();
    check(
        &format!("shipment,event,occurred_at,note\n{rows}"),
        &[
            (2, "occurred_at", "2021-08-11 09:51:00", "time_invalid", 2),
            (4, "occurred_at", "2021-02-30T09:00:00Z", "time_invalid", 1),
            (5, "occurred_at", "2021-02-31T09:00:00Z", "time_invalid", 1),
            (6, "occurred_at", "never", "time_invalid", 1),
            (7, "occurred_at", "never", "time_invalid", 1),
        ],
    );
    // Tariff codes of six digits, amounts with a comma.
    let rows: String = (0..5).map(|n| format!("S-{n},registered,2026-11-20T09:00:00Z,64029{n},\"1{n},5\"\n")).collect();
    check(
        &format!("shipment,event,occurred_at,hs_code,gross_kg\n{rows}"),
        &[(2, "hs_code", "640290", "value_invalid", 5), (2, "gross_kg", "10,5", "value_invalid", 5)],
    );
    // A column that is not there; where it is, each empty cell is to be filled.
    let held = "A,registered,2026-11-20T09:00:00Z\nA,held,2026-11-20T09:00:00Z\nA,held,2026-11-21T09:00:00Z\n";
    check(&format!("shipment,event,occurred_at\n{held}"), &[(3, "reason", "", "reason_missing", 2)]);
    check(
        &format!("shipment,event,occurred_at,reason\n{}", held.replace("Z\n", "Z,\n")),
        &[(3, "reason", "", "reason_missing", 1), (4, "reason", "", "reason_missing", 1)],
    );
    // A column that a kind does not have; rows with other cells.
    let rows: String = (1..4).map(|n| format!("A,entered,2026-11-2{n}T09:00:00Z,declaration,{n}\n")).collect();
    check(&format!("shipment,event,occurred_at,stage,code\n{rows}"), &[(2, "code", "1", "field_unexpected", 3)]);
    check(
        "shipment,event,occurred_at,note\nA,noted,2026-11-20T09:00:00Z,a,b\nA,noted,2026-11-20T09:00:00Z,c,d\nA,noted,2026-11-20T09:00:00Z,e\n",
        &[(2, "", "", "value_invalid", 2)],
    );
    // Nothing is registered, neither in the file nor here: one thing, whatever the shipments.
    let rows: String = (0..6).map(|n| format!("N-{n},noted,2026-11-20T09:00:00Z,x\n")).collect();
    check(&format!("shipment,event,occurred_at,note\n{rows}"), &[(2, "", "", "not_registered", 6)]);
    check(
        &format!("shipment,event,occurred_at,note\nR,registered,2026-11-20T09:00:00Z,\n{rows}"),
        &[3, 4, 5, 6, 7, 8].map(|row| (row, "", "", "not_registered", 1)),
    );
    // A quote that is never closed swallows the rest: what is odd of that row follows from it.
    for open in ["\"2026-11-21T09:00:00Z,x\nA,noted,2026-11-22T09:00:00Z,y", "2026-11-21T09:00:00Z,\"x\nA,noted,2026-11-22T09:00:00Z,y"] {
        check(
            &format!("shipment,event,occurred_at,place\nA,registered,2026-11-20T09:00:00Z,CNHCG,x\nA,noted,{open}\n"),
            &[(2, "", "", "value_invalid", 1), (3, "", "\"", "value_invalid", 1)],
        );
    }
}

#[test]
fn no_fault_follows_from_another() {
    let database = Database::fresh();
    let packed = |shipment: &str, day: u32| event(shipment, "packed", &format!("2026-11-{day}T09:00:00Z"), &[("parcels", "PARCEL-1")]);
    let registered = |shipment: &str| event(shipment, "registered", "2026-11-20T09:00:00Z", &[]);
    import(&database, &[registered("A"), packed("A", 20)], &[]);
    // The row that takes the parcel out of A cannot be read: that it is in A still is no fault of B's.
    let unpacked = event("A", "unpacked", "2026-11-21", &[("parcels", "PARCEL-1")]);
    let done = import(&database, &[unpacked, registered("B"), packed("B", 22)], &[]);
    assert_eq!(named(&done), [(2, "occurred_at", "time_invalid")]);
    // Nor is it one that a shipment is not registered whose registration was refused.
    let refused = event("C", "registered", "2026-11-20T09:00:00Z", &[("mode", "9611")]);
    let entered = event("C", "entered", "2026-11-21T09:00:00Z", &[("stage", "declaration")]);
    assert_eq!(named(&import(&database, &[refused, entered], &[])), [(2, "mode", "value_invalid")]);
}

#[test]
fn milestones_that_cannot_be_are_taken_and_told() {
    let database = Database::fresh();
    let milestone = |shipment, at: &str, code| event(shipment, "milestone", at, &[("code", code)]);
    let registered = |shipment| event(shipment, "registered", "2026-07-01T00:00:00Z", &[("origin", "CNHCG"), ("destination", "RUYEK")]);
    let rows = [
        registered("A"),
        milestone("A", "2026-07-03T00:00:00Z", "arrived"),
        milestone("A", "2026-07-05T00:00:00Z", "loaded"),
        registered("B"),
        milestone("B", "2026-07-03T00:00:00Z", "border_crossed"),
        milestone("B", "2026-07-05T00:00:00Z", "border_crossed"),
        registered("C"),
        milestone("C", "2026-07-03T00:00:00Z", "loaded"),
        milestone("C", "2026-07-05T00:00:00Z", "arrived"),
    ];
    let warning = |shipment, row: u64, event: u32, code, why, other: u32| {
        let mut told = json!({ "shipment": shipment, "event": event, "code": code, "why": why, "other": other });
        if row > 0 {
            told["row"] = json!(row);
        }
        told
    };
    let done = import(&database, &rows, &[]);
    assert_eq!((&done["events"], &done["doubtful_milestones"]), (&json!(9), &json!(2)));
    let both = json!([warning("A", 0, 2, "arrived", "before", 3), warning("B", 0, 3, "border_crossed", "again", 2)]);
    assert_eq!(done["milestone_warnings"], both);
    // What was doubted before the file is not told of it; what comes with it is.
    let more = [milestone("A", "2026-07-06T00:00:00Z", "departed"), registered("D")];
    let done = import(&database, &more, &[]);
    assert_eq!((&done["events"], &done["doubtful_milestones"]), (&json!(2), &json!(0)), "{done}");
    let path = database.write("file.csv", &csv(&[event("C", "milestone", "2026-07-02T00:00:00Z", &[("code", "out_for_delivery")])]));
    let told = text(&database.run(&["import", path.to_str().unwrap()]).stdout);
    assert!(told.contains("1 milestone cannot be as it stands"), "{told}");
    assert!(told.contains("C: \u{201c}Out for delivery\u{201d} stands before \u{201c}Loaded\u{201d}"), "{told}");
    // In the timeline's words, and in what a check finds, which is no fault.
    assert!(text(&database.run(&["timeline", "B"]).stdout).contains("stands a second time"));
    let checked = database.run(&["check", "--json"]);
    assert_eq!(checked.status.code(), Some(0));
    let checked: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let shipments: Vec<_> = checked["milestone_warnings"].as_array().unwrap().iter().map(|one| one["shipment"].as_str().unwrap()).collect();
    assert_eq!((shipments.first(), shipments.len()), (Some(&"A"), 3), "{checked}");
    assert!(text(&database.run(&["check"]).stdout).contains("B: \u{201c}Border crossed\u{201d}"));
    // Corrected, it is doubted no more.
    let corrected = [registered("E"), milestone("E", "2026-07-03T00:00:00Z", "arrived"), milestone("E", "2026-07-05T00:00:00Z", "loaded")];
    import(&database, &corrected, &[]);
    let retracted = event("E", "retracted", "2026-07-06T00:00:00Z", &[("refers_to", "2"), ("reason", "mis-keyed"), ("number", "9")]);
    let again = [corrected.to_vec(), vec![retracted]]
        .concat()
        .into_iter()
        .zip(1..)
        .map(|(row, number): (Cells, u32)| Cells::from_iter(row.into_iter().chain([("number".to_owned(), number.to_string())])));
    let done = import(&database, &again.collect::<Vec<_>>(), &[]);
    assert_eq!((&done["events"], &done["doubtful_milestones"]), (&json!(1), &json!(0)), "{done}");
    let checked = database.json(&["check", "--json"]);
    assert!(checked["fine"] == true && !checked["milestone_warnings"].to_string().contains("\"E\""), "{checked}");
}

#[test]
fn a_long_history_goes_on_as_if_it_had_been_made_anew() {
    // More commands than are replayed to record on a history: what is known of when comes from what is stored.
    let database = Database::fresh();
    let at = |minute: usize| format!("2026-01-{:02}T{:02}:{:02}:00Z", 1 + minute / 1_440, minute / 60 % 24, minute % 60);
    let row =
        |kind, minute: usize, more: &[(&str, &str)]| event("L", kind, &at(minute), &[&[("recorded_at", &*at(minute))], more].concat());
    let mut rows = vec![row("registered", 0, &[("origin", "CNHCG"), ("destination", "RUYEK"), ("target_clearance_minutes", "60")])];
    for minute in 1..400 {
        rows.push(match minute {
            20 => row("entered", minute, &[("stage", "declaration")]),
            40 => row("entered", minute, &[("stage", "quarantine")]),
            60 => row("entered", minute, &[("stage", "transport")]),
            80 => row("amended", minute, &[("destination", "RUMOW")]),
            _ if minute % 10 == 5 => row("held", minute, &[("reason", "weather")]),
            _ if minute % 10 == 8 => row("released", minute, &[]),
            _ => row("noted", minute, &[("note", "x")]),
        });
    }
    assert_eq!(import(&database, &rows, &["--as-recorded"])["events"], 400);
    assert!(database.run(&["check"]).status.success());
    let report = |database: &Database, as_of: &str| {
        let mut report = database.json(&["report", "clearance", "--json", "--as-of", as_of]);
        report.as_object_mut().unwrap().remove("head");
        report
    };
    let moments = [at(30), at(50), at(70), at(90), at(399)];
    let before = moments.each_ref().map(|moment| report(&database, moment));
    // Each import is a process of its own, which holds nothing of the shipment.
    let more = [
        event("L", "entered", &at(500), &[("stage", "delivery")]),
        event("L", "noted", &at(501), &[("note", "late")]),
        event("L", "delivered", &at(600), &[]),
    ];
    for row in [&more[..1], &more[1..2], &more[2..3]] {
        assert_eq!(import(&database, row, &[])["events"], 1);
        assert!(database.run(&["check"]).status.success());
    }
    assert_eq!(moments.each_ref().map(|moment| report(&database, moment)), before);
    let timeline = database.json(&["timeline", "L", "--json"]);
    assert_eq!((&timeline["outcome"], &timeline["holds"].as_array().unwrap().len()), (&json!("delivered"), &40));
}

#[test]
fn money_is_no_finer_than_its_currency() {
    let database = Database::fresh();
    let registered = |name: &str, value: &str, currency: &str| {
        event(name, "registered", "2021-07-01T00:00:00Z", &[("value", value), ("currency", currency)])
    };
    assert_eq!(named(&import(&database, &[registered("A", "1.500", "CNY")], &[])), [(2, "value", "value_invalid")]);
    let lines = r#"[{"description":"shoes","value":"10.125"}]"#;
    let with_lines = event("A", "registered", "2021-07-01T00:00:00Z", &[("goods_lines", lines), ("currency", "RUB")]);
    assert_eq!(named(&import(&database, &[with_lines], &[])), [(2, "goods_lines", "value_invalid")]);
    for (name, value, currency) in [("A", "1.50", "CNY"), ("B", "1.500", "KWD"), ("C", "100", "JPY")] {
        assert_eq!(import(&database, &[registered(name, value, currency)], &[])["events"], 1, "{value} {currency}");
    }
    // By an amendment, with the currency that is there already.
    let amended = |value: &str| event("C", "amended", "2021-07-02T00:00:00Z", &[("value", value)]);
    assert_eq!(named(&import(&database, &[amended("100.5")], &[])), [(2, "value", "value_invalid")]);
    assert_eq!(import(&database, &[amended("105")], &[])["events"], 1);
    // Of goods lines alone, and of what leaves by a split.
    let lines = r#"[{"description":"shoes","value":"10.125"}]"#;
    let with_lines = event("A", "amended", "2021-07-02T00:00:00Z", &[("goods_lines", lines)]);
    assert_eq!(named(&import(&database, &[with_lines], &[])), [(2, "goods_lines", "value_invalid")]);
    let split = event("A", "split", "2021-07-03T00:00:00Z", &[("related", "A-B"), ("value", "0.005")]);
    assert_eq!(named(&import(&database, &[split], &[])), [(2, "value", "value_invalid")]);
}
