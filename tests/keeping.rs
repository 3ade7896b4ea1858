//! Users from the command line, and copies of the database.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use support::every_kind::every_kind;
use support::{Database, csv, text};

#[test]
fn users_are_added_given_a_password_and_shut_out() {
    let database = Database::fresh();
    let added = database.run(&["user", "add", "Li.Na", "--role", "administrator", "--display-name", "Li Na", "--time-zone", "Asia/Shanghai"]);
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
    assert!(!std::path::Path::new(&target.url).exists());
}
