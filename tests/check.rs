//! `tumen check` finds what was done behind the ledger's back; and what the database itself refuses.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::every_kind::every_kind;
use support::{Database, csv};

const TRIGGERS: [&str; 3] = ["shipments", "commands", "events"];

fn filled() -> Database {
    let database = Database::fresh();
    let file = database.write("file.csv", &csv(&every_kind()));
    let done = database.json(&["import", file.to_str().unwrap(), "--as-recorded", "--json"]);
    assert_eq!(done["events"], 28);
    database
}

/// With the triggers dropped, as one would who knows the database.
fn opened() -> Database {
    let database = filled();
    for table in TRIGGERS {
        if database.is_sqlite() {
            for what in ["update", "delete", "replace"] {
                database.tamper(&format!("DROP TRIGGER {table}_refuse_{what}"));
            }
        } else {
            database.tamper(&format!("DROP TRIGGER {table}_refuse_change ON {table}"));
            database.tamper(&format!("DROP TRIGGER {table}_refuse_truncate ON {table}"));
            // What stands on foreign keys goes first, as it would for such a one.
        }
    }
    database
}

/// Runs SQL with foreign keys out of the way on both engines.
fn tamper(database: &Database, sql: &str) {
    if database.is_sqlite() {
        database.tamper(&format!("PRAGMA foreign_keys = OFF; {sql}"));
    } else {
        database.tamper(&format!("SET session_replication_role = replica; {sql}"));
    }
}

fn found(database: &Database) -> Vec<Value> {
    let output = database.run(&["check", "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = answer["found"].as_array().unwrap().clone();
    assert_eq!(output.status.code(), Some(i32::from(!found.is_empty())), "{answer}");
    assert_eq!(answer["fine"], found.is_empty());
    found
}

fn whats(found: &[Value]) -> Vec<&str> {
    found.iter().map(|one| one["what"].as_str().unwrap()).collect()
}

#[test]
fn a_book_that_nobody_touched_is_fine() {
    assert_eq!(found(&filled()), Vec::<Value>::new());
    let empty = Database::fresh();
    assert!(empty.run(&["migrate"]).status.success());
    assert_eq!(found(&empty), Vec::<Value>::new());
}

#[test]
fn an_event_edited_in_any_column_is_named() {
    let text = [
        ("stage", 3),
        ("place", 2),
        ("reason", 4),
        ("note", 6),
        ("actor", 2),
        ("code", 7),
        ("country", 8),
        ("classifier", 7),
        ("related", 10),
        ("authority", 5),
        ("responsible", 5),
        ("parcels", 11),
        ("document", 14),
        ("details", 1),
    ];
    let mut edits: Vec<(String, i32)> = Vec::new();
    for (column, number) in text {
        edits.push((format!("{column} = replace({column}, substr({column}, 1, 1), 'x')"), number));
        edits.push((format!("{column} = NULL"), number));
        edits.push((format!("{column} = {column} || ' '"), number));
    }
    edits.extend([
        ("kind = 'noted'".to_owned(), 16),
        ("occurred_at = occurred_at + 1".to_owned(), 3),
        ("utc_offset = 0".to_owned(), 3),
        ("refers_to = 3".to_owned(), 15),
        ("pauses = NOT pauses".to_owned(), 4),
        ("command = command + 1".to_owned(), 2),
        ("number = 99".to_owned(), 12),
        ("shipment = shipment + 1".to_owned(), 12),
        ("note = 'slipped in'".to_owned(), 16),
    ]);
    let database = opened();
    database.tamper("CREATE TABLE kept AS SELECT * FROM events");
    for (edit, number) in edits {
        tamper(
            &database,
            &format!(
                "UPDATE events SET {edit} WHERE number = {number} AND shipment = (SELECT id FROM shipments WHERE reference = 'KINDS')"
            ),
        );
        let found = found(&database);
        let names = |one: &Value| one["event"] == number || one["what"] == "seal_differs";
        let named = found.iter().any(|one| one["shipment"] == "KINDS" && names(one));
        assert!(named, "{edit}: {found:?}");
        tamper(&database, "DELETE FROM events; INSERT INTO events SELECT * FROM kept;");
    }
    assert_eq!(found(&database), Vec::<Value>::new());
}

#[test]
fn a_command_edited_in_any_column_is_named() {
    let database = opened();
    database.tamper("CREATE TABLE kept AS SELECT * FROM commands");
    let seal = if database.is_sqlite() { "seal = zeroblob(32)" } else { "seal = decode(repeat('00', 32), 'hex')" };
    let edits = [
        "recorded_at = recorded_at + 1",
        "actor = 'someone else'",
        "source = 'form'",
        "shipment = 2",
        "version = 9",
        "version = 2",
        "actor_kind = 'user'",
        "actor_kind = 'nobody'",
        "actor_id = '1'",
        seal,
    ];
    for edit in edits {
        tamper(&database, &format!("UPDATE commands SET {edit} WHERE sequence = 7"));
        let found = found(&database);
        assert!(found.iter().any(|one| one["sequence"] == 7 || one["what"] == "event_without_command"), "{edit}: {found:?}");
        tamper(&database, "DELETE FROM commands; INSERT INTO commands SELECT * FROM kept;");
    }
    tamper(&database, "UPDATE shipments SET reference = 'OTHER' WHERE reference = 'KINDS'");
    assert!(whats(&found(&database)).contains(&"seal_differs"));
}

#[test]
fn who_acted_is_named_where_it_was_edited_among_commands_of_both_layouts() {
    let database = opened();
    // The file that was moved says of no row who recorded it: its commands are of the first layout.
    let file = database.write("more.csv", "shipment,event,occurred_at\nMORE,registered,2021-07-01T00:00:00Z\n");
    assert_eq!(database.json(&["import", file.to_str().unwrap(), "--json"])["events"], 1);
    // Were one of another layout, this would break it.
    tamper(&database, "UPDATE commands SET actor = 'x' WHERE version <> (CASE WHEN sequence = 29 THEN 2 ELSE 1 END)");
    assert_eq!(found(&database), Vec::<Value>::new());
    database.tamper("CREATE TABLE kept AS SELECT * FROM commands");
    for edit in
        ["actor_kind = 'user'", "actor_kind = ''", "actor_kind = '', actor_id = ''", "actor_id = 'other'", "version = 1", "actor = ''"]
    {
        tamper(&database, &format!("UPDATE commands SET {edit} WHERE sequence = 29"));
        assert_eq!(found(&database), [json!({ "what": "seal_differs", "sequence": 29, "shipment": "MORE", "events": [1] })], "{edit}");
        tamper(&database, "DELETE FROM commands; INSERT INTO commands SELECT * FROM kept;");
    }
    assert_eq!(found(&database), Vec::<Value>::new());
}

#[test]
fn the_last_event_removed_with_its_command_shows_at_the_head() {
    let database = opened();
    tamper(
        &database,
        "DELETE FROM events WHERE command = (SELECT max(sequence) FROM commands); \
         DELETE FROM commands WHERE sequence = (SELECT max(sequence) FROM commands)",
    );
    let found = found(&database);
    assert_eq!(found[0], json!({ "what": "head_differs", "head": 28, "last": 27 }));
    assert!(whats(&found).contains(&"rows_differ"), "{found:?}");
}

#[test]
fn the_last_event_removed_alone_shows_at_its_command() {
    let database = opened();
    tamper(&database, "DELETE FROM events WHERE command = 28");
    assert_eq!(found(&database)[0]["what"], "seal_differs");
    assert_eq!(found(&database)[0]["sequence"], 28);
}

#[test]
fn a_middle_event_removed_with_its_command_leaves_a_gap() {
    let database = opened();
    tamper(&database, "DELETE FROM events WHERE command = 9; DELETE FROM commands WHERE sequence = 9");
    assert_eq!(found(&database)[0], json!({ "what": "commands_missing", "from": 9, "to": 9 }));
}

#[test]
fn a_whole_shipment_removed_leaves_gaps_and_its_projections() {
    let database = opened();
    tamper(
        &database,
        "DELETE FROM events WHERE shipment = (SELECT id FROM shipments WHERE reference = 'KINDS-lost'); \
         DELETE FROM commands WHERE shipment = (SELECT id FROM shipments WHERE reference = 'KINDS-lost'); \
         DELETE FROM shipments WHERE reference = 'KINDS-lost'",
    );
    let found = found(&database);
    assert!(whats(&found).contains(&"commands_missing"), "{found:?}");
    assert!(whats(&found).contains(&"rows_differ"), "{found:?}");
}

#[test]
fn an_event_inserted_is_named() {
    let database = opened();
    let row = "INSERT INTO events (shipment, number, command, kind, occurred_at, utc_offset, note) SELECT id, 50, {}, 'noted', 1625097600, 0, 'slipped in' \
               FROM shipments WHERE reference = 'KINDS'";
    tamper(&database, &row.replace("{}", "99"));
    assert_eq!(found(&database)[0], json!({ "what": "event_without_command", "shipment": "KINDS", "event": 50 }));
    tamper(&database, "DELETE FROM events WHERE number = 50");
    let command = "(SELECT command FROM events WHERE number = 6 AND shipment = (SELECT id FROM shipments WHERE reference = 'KINDS'))";
    tamper(&database, &row.replace("{}", command));
    let found = found(&database);
    assert_eq!((&found[0]["what"], &found[0]["events"]), (&json!("seal_differs"), &json!([6, 50])));
}

#[test]
fn a_command_or_a_shipment_inserted_is_named() {
    let database = opened();
    let seal = if database.is_sqlite() { "zeroblob(32)" } else { "decode(repeat('00', 32), 'hex')" };
    tamper(
        &database,
        &format!(
            "INSERT INTO commands SELECT 29, recorded_at, actor, source, shipment, version, {seal}, actor_kind, actor_id FROM commands WHERE sequence = 28"
        ),
    );
    assert_eq!(whats(&found(&database)), ["seal_differs", "head_differs"]);
    tamper(&database, "DELETE FROM commands WHERE sequence = 29; INSERT INTO shipments VALUES (77, 'GHOST')");
    assert_eq!(found(&database), [json!({ "what": "shipment_without_events", "shipment": "GHOST" })]);
}

#[test]
fn a_command_before_the_first_is_refused_and_named() {
    let database = opened();
    let row = "INSERT INTO commands SELECT 0, recorded_at, actor, source, shipment, version, seal, actor_kind, actor_id FROM commands WHERE sequence = 1";
    assert!(database.try_sql(row).is_err());
    if database.is_sqlite() {
        database.tamper(&format!(
            "PRAGMA ignore_check_constraints = ON; {row}; INSERT INTO events (shipment, number, command, kind, occurred_at, utc_offset, note) \
             VALUES (1, 99, 0, 'noted', 0, 0, 'slipped in')"
        ));
        assert_eq!(whats(&found(&database))[..2], ["seal_differs", "event_without_command"]);
    }
}

#[test]
fn a_projection_changed_is_named() {
    let edits = [
        ("shipment_summary", "UPDATE shipment_summary SET place = 'RUVVO' WHERE reference = 'KINDS'"),
        ("shipment_summary", "UPDATE shipment_summary SET due_at = 0 WHERE reference = 'KINDS'"),
        ("visits", "UPDATE visits SET entered_at = entered_at - 1"),
        ("visits", "DELETE FROM visits"),
        ("search_terms", "DELETE FROM search_terms WHERE term LIKE 'k%'"),
        ("search_terms", "INSERT INTO search_terms VALUES ('nobody', 1)"),
        ("holds", "UPDATE holds SET ended_at = ended_at + 1"),
        ("ended_clocks", "UPDATE ended_clocks SET gross = gross + 1 WHERE clock = 3"),
        ("ended_clocks", "UPDATE ended_clocks SET known_to = known_from WHERE clock = 0"),
        ("running_clocks", "DELETE FROM running_clocks WHERE clock = 0"),
        ("standings", "UPDATE standings SET destination = 'RUVVO'"),
        ("standings", "INSERT INTO standings VALUES (1, 1, 0, 'lost', NULL, NULL)"),
    ];
    for (table, edit) in edits {
        let database = filled();
        database.tamper(edit);
        let found = found(&database);
        assert!(
            found.contains(&json!({ "what": "rows_differ", "table": table, "shipment": "KINDS" })) || found[0]["table"] == table,
            "{edit}: {found:?}"
        );
        assert!(found.iter().all(|one| one["table"] == table), "{edit}: {found:?}");
    }
}

#[test]
fn a_head_that_is_gone_or_changed_is_named() {
    let database = filled();
    database.tamper("UPDATE ledger_head SET sequence = 27");
    assert_eq!(found(&database), [json!({ "what": "head_differs", "head": 27, "last": 28 })]);
    database.tamper("DELETE FROM ledger_head");
    assert_eq!(found(&database), [json!({ "what": "head_differs", "head": null, "last": 28 })]);
}

#[test]
fn the_database_itself_refuses_changes_to_the_ledger() {
    let database = filled();
    let mut refused = vec![
        "UPDATE events SET note = 'x'".to_owned(),
        "DELETE FROM events".to_owned(),
        "UPDATE commands SET actor = 'x'".to_owned(),
        "DELETE FROM commands WHERE sequence = 28".to_owned(),
        "UPDATE shipments SET reference = 'x' WHERE id = 1".to_owned(),
        "DELETE FROM shipments".to_owned(),
        "INSERT INTO events SELECT * FROM events WHERE number = 1".to_owned(),
    ];
    if database.is_sqlite() {
        refused.extend([
            "INSERT OR REPLACE INTO events SELECT * FROM events WHERE number = 1".to_owned(),
            "REPLACE INTO commands SELECT * FROM commands WHERE sequence = 28".to_owned(),
            "REPLACE INTO shipments VALUES (99, 'KINDS')".to_owned(),
            "INSERT INTO commands SELECT * FROM commands WHERE sequence = 28 ON CONFLICT DO UPDATE SET actor = 'x'".to_owned(),
        ]);
    } else {
        refused.extend(TRIGGERS.map(|table| format!("TRUNCATE {table} CASCADE")));
        refused.push(
            "INSERT INTO commands SELECT * FROM commands WHERE sequence = 28 ON CONFLICT (sequence) DO UPDATE SET actor = 'x'".to_owned(),
        );
    }
    for sql in refused {
        assert!(database.try_sql(&sql).is_err(), "{sql}");
    }
    assert_eq!(found(&database), Vec::<Value>::new());
}
