//! Users from the command line, and copies of the database.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use support::every_kind::every_kind;
use support::{Database, csv, text};

#[test]
fn users_are_added_given_a_password_and_shut_out() {
    let database = Database::fresh();
    let added =
        database.run(&["user", "add", "Li.Na", "--role", "administrator", "--display-name", "Li Na", "--time-zone", "Asia/Shanghai"]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let password = |printed: &str| printed.split(" with ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    let first = password(&text(&added.stdout));
    assert!(first.len() >= 12);
    let again = database.run(&["user", "add", "li.na"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("There is a user li.na already."));
    let renewed = database.run(&["user", "passwd", "li.na"]);
    assert_ne!(password(&text(&renewed.stdout)), first);
    let last = database.run(&["user", "disable", "li.na"]);
    assert_eq!(last.status.code(), Some(1));
    assert!(text(&last.stderr).contains("last administrator"));
    database.run(&["user", "add", "wang.jun", "--role", "administrator"]);
    assert!(database.run(&["user", "disable", "li.na"]).status.success());
    assert_eq!(database.run(&["user", "passwd", "nobody"]).status.code(), Some(1));
    for wrong in [["user", "add", "x", "--role", "chief"], ["user", "add", "x", "--time-zone", "Mars/Base"]] {
        assert_eq!(database.run(&wrong).status.code(), Some(2), "{wrong:?}");
    }
    assert_eq!(database.run(&["user", "add", "two words"]).status.code(), Some(1));
}

#[test]
fn a_sample_has_one_user_a_role() {
    let database = Database::fresh();
    let filled = text(&database.run(&["demo", "--shipments", "5", "--at", "2026-11-01T00:00:00Z"]).stdout);
    for role in ["staff", "manager", "administrator"] {
        assert!(filled.contains(&format!("Sign in as {role} with ")), "{filled}");
    }
}

#[test]
fn a_copy_is_made_and_brought_back_whole_or_not_at_all() {
    let database = Database::fresh();
    let file = database.write("file.csv", &csv(&every_kind()));
    assert!(database.run(&["import", file.to_str().unwrap()]).status.success());
    let copy = database.path("copy.db");
    let copied = database.run(&["backup", copy.to_str().unwrap()]);
    if !database.is_sqlite() {
        assert_eq!(copied.status.code(), Some(1));
        assert!(text(&copied.stderr).contains("pg_dump"));
        return;
    }
    assert!(copied.status.success(), "{}", text(&copied.stderr));
    assert_eq!(database.run(&["backup", copy.to_str().unwrap()]).status.code(), Some(1), "it is there already");
    let export = text(&database.run(&["export", "histories"]).stdout);
    // Not over a database that is there.
    assert_eq!(database.run(&["restore", copy.to_str().unwrap()]).status.code(), Some(1));
    let other = Database::fresh();
    let restored = other.run(&["restore", copy.to_str().unwrap()]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    assert_eq!(text(&other.run(&["export", "histories"]).stdout), export);
    // The same seal is printed by both.
    let seal = |printed: &str| printed.trim().trim_end_matches('.').rsplit(' ').next().unwrap().to_owned();
    assert_eq!(seal(&text(&copied.stdout)), seal(&text(&restored.stdout)));
    // One that was tampered with comes back not at all.
    let broken = Database::fresh();
    std::fs::copy(&copy, &broken.url).unwrap();
    broken.tamper("DROP TRIGGER commands_refuse_update; UPDATE commands SET actor = 'someone' WHERE sequence = 1");
    let target = Database::fresh();
    let refused = target.run(&["restore", &broken.url]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("does not agree with itself"), "{}", text(&refused.stderr));
    assert_eq!(names(&target), Vec::<String>::new(), "nothing of it stays");
    assert_eq!(names(&other), ["tumen.db"]);
    assert_eq!(names(&database), ["copy.db", "file.csv", "tumen.db"]);
    // Where it cannot be written, nothing is.
    let nowhere = database.path("nowhere").join("copy.db");
    let refused = database.run(&["backup", nowhere.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("nowhere") && !text(&refused.stderr).contains("ERROR"), "{}", text(&refused.stderr));
}

/// What stands in a database's folder, without what SQLite keeps beside a file that is open.
fn names(database: &Database) -> Vec<String> {
    let names = std::fs::read_dir(database.folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm")).collect();
    names.sort();
    names
}

#[test]
fn a_database_of_an_earlier_version_is_made_anew_where_it_is_read_otherwise() {
    let database = Database::fresh();
    let file = database.write("file.csv", &csv(&every_kind()));
    assert!(database.run(&["import", file.to_str().unwrap()]).status.success());
    // As an earlier version left it: other words to search for.
    let earlier = "UPDATE settings SET value = '3' WHERE name = 'projections'; DELETE FROM search_terms";
    database.tamper(earlier);
    assert!(database.run(&["check"]).status.success(), "{}", text(&database.run(&["check"]).stdout));
    if !database.is_sqlite() {
        return;
    }
    // So is a copy of it that is brought back, all of it in the file.
    database.tamper(earlier);
    let other = Database::fresh();
    let restored = other.run(&["restore", &database.url]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    let count = diesel::dsl::sql::<BigInt>("(SELECT count(*) FROM search_terms)");
    let words: i64 = diesel::select(count).get_result(&mut SqliteConnection::establish(&other.url).unwrap()).unwrap();
    assert!(words > 0);
}

#[test]
fn an_export_is_there_whole_or_yesterdays_is() {
    let database = Database::fresh();
    let file = database.write("file.csv", &csv(&every_kind()));
    assert!(database.run(&["import", file.to_str().unwrap()]).status.success());
    let out = database.write("out.csv", "yesterday");
    let export = || database.run(&["export", "histories", "--out", out.to_str().unwrap()]);
    database.tamper("ALTER TABLE events RENAME TO gone");
    let failed = export();
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "yesterday");
    // The fault is ours: it leaves a line that names the command.
    let logged = text(&failed.stderr).lines().filter(|line| line.contains("ERROR command{name=\"export\"}")).count();
    assert_eq!(logged, 1, "{}", text(&failed.stderr));
    database.tamper("ALTER TABLE gone RENAME TO events");
    assert!(export().status.success());
    assert_eq!(std::fs::read_to_string(&out).unwrap(), text(&database.run(&["export", "histories"]).stdout));
    let left = names(&database);
    assert!(left.iter().all(|name| ["file.csv", "out.csv", "tumen.db"].contains(&name.as_str())), "{left:?}");
}
