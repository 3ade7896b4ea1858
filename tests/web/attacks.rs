//! What an attacker tried, and what must not come of it.

use tumen::domain::role::Role;
use tumen::web::Settings;

use crate::browser::{Office, PASSWORD};
use crate::shipment::{history, record, register};

#[test]
fn an_odd_spelling_of_a_path_opens_nothing() {
    let office = Office::staffed();
    for path in ["/%61dmin/users", "/admin%2fusers", "//admin/users", "/admin/users/", "/./admin/users", "/admin/./users", "/ADMIN/users"] {
        for mut visitor in [office.visitor(), office.signed_in(Role::Staff)] {
            let page = visitor.once("GET", path, &[]);
            assert!([303, 403, 404].contains(&page.status), "{path}: {}", page.status);
            assert!(!page.text.contains("administrator one"), "{path}");
            let page = visitor.once("POST", path, &[("name", "x")]);
            assert!([303, 403, 404, 405].contains(&page.status), "{path}: {}", page.status);
        }
    }
}

#[test]
fn a_packed_form_is_not_unpacked() {
    let office = Office::new();
    let mut visitor = office.visitor();
    visitor.headers = vec![("content-encoding".to_owned(), "gzip".to_owned())];
    assert_eq!(visitor.post("/login", &[("name", "x")]).status, 400);
}

#[test]
fn a_form_of_endings_records_endings_alone() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    let kinds = ["registered", "amended", "split", "packed", "unpacked", "scanned", "retracted", "held", "entered", "nonsense", ""];
    for kind in kinds {
        let what = format!("closed:{kind}");
        let fields = [
            ("what", what.as_str()),
            ("event", kind),
            ("target_clearance_minutes", "5"),
            ("related", "GHOST"),
            ("parcels", "X-1234"),
            ("packages", "1"),
            ("stage", "delivery"),
            ("place", "CNHCG"),
            ("day", "2026-07-02"),
            ("time", "10:00"),
        ];
        assert_eq!(record(&mut visitor, "HC-1", &fields).status, 422, "{kind}");
    }
    assert_eq!(history(&office, "HC-1").len(), 1);
}

#[test]
fn fields_that_a_form_does_not_have_are_not_taken() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let key = visitor.get("/shipments/new").hidden("key");
    let fields = [
        ("seen", "0"),
        ("key", key.as_str()),
        ("reference", "HC-1"),
        ("mode", "9610"),
        ("origin", "CNHCG"),
        ("destination", "RUYEK"),
        ("related", "HC-0"),
        ("target_clearance_minutes", "5"),
        ("actor", "someone else"),
        ("pauses", "false"),
        ("day", "2026-07-01"),
        ("time", "09:00"),
    ];
    assert_eq!(visitor.post("/shipments/new", &fields).status, 200);
    let event = &history(&office, "HC-1")[0].event;
    assert!(matches!(event.kind, tumen::domain::event::Kind::Registered { parent: None, .. }));
    assert_eq!(event.kind.details().unwrap().targets, [None; 8]);
    assert_eq!(event.actor.as_ref().unwrap().as_str(), "staff one");
    let held = [("what", "held"), ("reason", "weather"), ("pauses", "false"), ("day", "2026-07-02"), ("time", "10:00")];
    record(&mut visitor, "HC-1", &held);
    assert!(matches!(history(&office, "HC-1")[1].event.kind, tumen::domain::event::Kind::Held { pauses: true }));
}

#[test]
fn a_key_counts_once_for_what_it_was_sent_with() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    register(&mut visitor, "HC-2");
    let key = visitor.get("/shipments/HC-1/record").hidden("key");
    let mut send = |shipment: &str, note: &str, seen: &str| {
        let fields = [("seen", seen), ("key", key.as_str()), ("what", "noted"), ("note", note), ("day", "2026-07-02"), ("time", "10:00")];
        visitor.post(&format!("/shipments/{shipment}/events"), &fields)
    };
    assert!(send("HC-1", "one", "1").path.ends_with("done=recorded"));
    assert!(send("HC-1", "one", "1").path.ends_with("done=repeated"));
    // Back in the browser, another text: it is stale, and nothing is lost.
    let page = send("HC-1", "another", "1");
    assert_eq!(page.status, 409);
    assert!(page.text.contains("another"));
    assert!(send("HC-2", "one", "1").path.ends_with("done=recorded"));
    assert_eq!((history(&office, "HC-1").len(), history(&office, "HC-2").len()), (2, 2));
}

#[test]
fn a_form_without_its_version_or_key_is_none_of_ours() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    let key = visitor.get("/shipments/HC-1/record").hidden("key");
    for (seen, key) in [("", key.as_str()), ("abc", &key), ("-1", &key), ("4294967296", &key), ("1", ""), ("1", "x")] {
        let fields = [("seen", seen), ("key", key), ("what", "noted"), ("note", "x"), ("day", "2026-07-02"), ("time", "10:00")];
        assert_eq!(visitor.post("/shipments/HC-1/events", &fields).status, 400, "{seen:?} {key:?}");
    }
    assert_eq!(history(&office, "HC-1").len(), 1);
}

#[test]
fn many_fields_and_odd_numbers_break_nothing() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let page = visitor.post("/shipments/new", &[("more", "1"), ("rows", "18446744073709551615")]);
    assert_eq!(page.status, 200);
    let many: Vec<(&str, &str)> = std::iter::repeat_n(("a", ""), 2_001).collect();
    assert_eq!(visitor.post("/shipments/new", &many).status, 413);
    register(&mut visitor, "HC-1");
    // The last second that can be written, in a zone where its local time could not.
    let fields = [
        ("what", "milestone:arrived"),
        ("classifier", "planned"),
        ("place", "RUYEK"),
        ("suggested", "9999-12-31T23:59:59Z"),
        ("day", "9999-12-31"),
        ("time", "23:59"),
    ];
    assert_eq!(record(&mut visitor, "HC-1", &fields).status, 422);
    let long = "x".repeat(4_001);
    let page = record(&mut visitor, "HC-1", &[("what", "noted"), ("note", &long), ("day", "2026-07-02"), ("time", "10:00")]);
    assert_eq!(page.status, 422);
    page.says("At most 4,000 characters");
    for number in ["0", "4294967295", "4294967296", "-1"] {
        assert_eq!(visitor.get(&format!("/shipments/HC-1/events/{number}/correct")).status, 404, "{number}");
    }
    assert!(office.store.verify_chain(|_| panic!("broken"), |_| {}).is_ok());
}

#[test]
fn references_that_cannot_be_seen_or_reached_are_refused() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    for reference in [".", "..", "A\u{200b}", "\u{feff}A", "A\u{202e}B"] {
        let key = visitor.get("/shipments/new").hidden("key");
        let fields = [
            ("seen", "0"),
            ("key", key.as_str()),
            ("reference", reference),
            ("mode", "9610"),
            ("origin", "CNHCG"),
            ("destination", "RUYEK"),
            ("day", "2026-07-01"),
            ("time", "09:00"),
        ];
        assert_eq!(visitor.post("/shipments/new", &fields).status, 422, "{reference:?}");
    }
}

#[test]
fn an_address_cannot_be_forged_past_the_proxy() {
    let settings = Settings { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..Settings::default() };
    let office = Office::with(settings);
    let mut statuses = Vec::new();
    for number in 0..60 {
        let mut visitor = office.visitor();
        visitor.headers =
            vec![("x-forwarded-for".to_owned(), format!("9.9.8.{number}")), ("x-forwarded-for".to_owned(), "10.0.0.2".to_owned())];
        statuses.push(visitor.post("/login", &[("name", &format!("name{number}")), ("password", "guess")]).status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 10);
}

#[test]
fn a_stranger_does_not_keep_the_owner_out() {
    let settings = Settings { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..Settings::default() };
    let office = Office::with(settings);
    let new = tumen::office::users::NewUser {
        name: "li.na".to_owned(),
        display_name: "Li Na".to_owned(),
        role: Role::Staff,
        password: PASSWORD.to_owned(),
        language: tumen::i18n::Language::En,
        time_zone: chrono_tz::Tz::UTC,
    };
    office.add(&new);
    let mut stranger = office.visitor();
    stranger.headers = vec![("x-forwarded-for".to_owned(), "10.6.6.6".to_owned())];
    for _ in 0..12 {
        stranger.post("/login", &[("name", "li.na"), ("password", "guess")]);
    }
    assert_eq!(stranger.post("/login", &[("name", "li.na"), ("password", PASSWORD)]).status, 429);
    let mut owner = office.visitor();
    owner.headers = vec![("x-forwarded-for".to_owned(), "10.0.0.7".to_owned())];
    assert_eq!(owner.post("/login", &[("name", "li.na"), ("password", PASSWORD)]).status, 200);
}

#[test]
fn a_character_that_is_none_is_refused_before_any_engine_sees_it() {
    let office = Office::staffed();
    assert_eq!(office.visitor().post("/login", &[("name", "a\0b"), ("password", "x")]).status, 400);
    let mut visitor = office.signed_in(Role::Staff);
    assert_eq!(visitor.get("/shipments?after=0%200%20%00").status, 200);
    assert_eq!(visitor.post("/account/sessions/end", &[("session", "\0")]).status, 400);
}
