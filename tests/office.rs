//! What the office keeps: places, targets of lanes, hold reasons, users; and who gets to the pages for them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;

use support::{Database, TestClock, machine, office};
use tumen::domain::actor::{Actor, Source};
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::entry;
use tumen::domain::field::{Cells, Field};
use tumen::domain::lane::Lane;
use tumen::domain::role::Role;
use tumen::domain::stage::ClockName;
use tumen::i18n::Language;
use tumen::office::places::{PlaceDraft, PlaceError};
use tumen::office::reasons::{ReasonDraft, ReasonError};
use tumen::office::targets::{TargetError, TargetsDraft};
use tumen::office::users::UserError;
use tumen::office::{Context, EditError, Office, places, reasons, targets, users};
use tumen::store::ledger::{Act, Command};
use tumen::store::{Names, Store};

fn open(at: &str) -> (Database, Arc<Store>, Office, Context) {
    let database = Database::fresh();
    let store = database.store(&TestClock::at(at));
    let (office, context) = (office(&store), machine("Sofia", store.now()));
    (database, store, office, context)
}

fn names(en: &str, zh: &str, ru: &str) -> Names {
    Names { en: en.to_owned(), zh: zh.to_owned(), ru: ru.to_owned() }
}

fn faults<T: std::fmt::Debug, F: std::fmt::Debug>(done: Result<T, EditError<F>>) -> Vec<F> {
    match done {
        Err(EditError::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

fn place(code: &str, names: Names, zone: &str) -> PlaceDraft {
    PlaceDraft { code: code.to_owned(), names, time_zone: zone.to_owned() }
}

#[test]
fn a_place_is_added_once_changed_and_retired() {
    let (_database, store, office, context) = open("2021-07-18T12:00:00Z");
    let named = || names(" Border post ", "哨所", "Пост");
    let added = places::add(&office, &context, &place(" CN-X-POST ", named(), "Asia/Shanghai")).unwrap();
    assert_eq!((added.code.as_str(), added.names.en.as_str(), added.retired), ("CN-X-POST", "Border post", false));
    assert_eq!(faults(places::add(&office, &context, &place("CN-X-POST", named(), ""))), [PlaceError::CodeTaken]);
    for code in ["", "a/b", "a:b", "..", &"x".repeat(65)] {
        assert_eq!(faults(places::add(&office, &context, &place(code, named(), ""))), [PlaceError::Code], "{code}");
    }
    // A code is written in one way, and stands once however it is typed.
    assert_eq!(faults(places::add(&office, &context, &place("cn\u{2013}x\u{2013}Post", named(), ""))), [PlaceError::CodeTaken]);
    assert_eq!(places::add(&office, &context, &place("cn xab", named(), "")).unwrap().code.as_str(), "CNXAB");
    let wrong = faults(places::add(&office, &context, &place("A", names(" ", &"名".repeat(65), "a\nb"), "Asia/Hunchun")));
    assert_eq!(wrong[..3], Language::ALL.map(PlaceError::Name));
    assert_eq!(wrong[3..], [PlaceError::TimeZone]);

    let changed = places::change(&office, &context, &place("CN-X-POST", names("Post", "哨所", "Пост"), "")).unwrap();
    assert_eq!((changed.names.en.as_str(), changed.time_zone), ("Post", None));
    assert!(matches!(places::change(&office, &context, &place("NOWHERE", named(), "")), Err(EditError::Unknown)));

    let is_offered = || places::offered(&store.places().unwrap()).any(|place| place.code.as_str() == "CN-X-POST");
    places::set_retired(&office, &context, "CN-X-POST", true).unwrap();
    assert!(!is_offered());
    assert!(places::change(&office, &context, &place("CN-X-POST", named(), "")).unwrap().retired);
    places::set_retired(&office, &context, "CN-X-POST", false).unwrap();
    assert!(is_offered());
}

fn reason(code: &str, authority: &str, responsible: &str) -> ReasonDraft {
    let (names, text) = (names("Strike", "罢工", "Забастовка"), str::to_owned);
    ReasonDraft { code: text(code), names, pauses: true, authority: text(authority), responsible: text(responsible) }
}

#[test]
fn a_reason_is_added_once_changed_and_retired() {
    let (_database, store, office, context) = open("2021-07-18T12:00:00Z");
    reasons::add(&office, &context, &reason("strike_2", "", "carrier")).unwrap();
    assert_eq!(faults(reasons::add(&office, &context, &reason("strike_2", "", ""))), [ReasonError::CodeTaken]);
    for code in ["", "Strike", "a b", "a-b", "罢工", &"x".repeat(65)] {
        assert_eq!(faults(reasons::add(&office, &context, &reason(code, "", ""))), [ReasonError::Code], "{code}");
    }
    let wrong = faults(reasons::change(&office, &context, &reason("strike_2", &"x".repeat(65), "nobody")));
    assert_eq!(wrong, [ReasonError::Authority, ReasonError::Responsible]);
    let draft = ReasonDraft { pauses: false, ..reason("strike_2", " Harbour master ", "") };
    let changed = reasons::change(&office, &context, &draft).unwrap();
    assert_eq!((changed.pauses, changed.authority.as_deref(), changed.responsible), (false, Some("Harbour master"), None));
    assert!(matches!(reasons::set_retired(&office, &context, "unknown", true), Err(EditError::Unknown)));
    reasons::set_retired(&office, &context, "strike_2", true).unwrap();
    assert!(reasons::offered(&store.reasons().unwrap()).all(|reason| reason.code != "strike_2"));
    for reason in store.reasons().unwrap() {
        assert!(reason.responsible.is_none_or(|word| reasons::RESPONSIBLE.contains(&word.as_str())));
    }
}

/// A draft for Hunchun to Yekaterinburg: of each clock the days, hours and minutes, or “none”.
fn lane(day: &str, typed: &[(ClockName, &str)]) -> TargetsDraft {
    let mut entries = vec![targets::TargetInput::default(); ClockName::ALL.len()];
    for (clock, text) in typed {
        let mut parts = text.split(' ').map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        entries[clock.index()] = match *text {
            "none" => targets::TargetInput { is_none: true, ..Default::default() },
            _ => targets::TargetInput { days: part(), hours: part(), minutes: part(), is_none: false },
        };
    }
    TargetsDraft { origin: "CNHCG".to_owned(), destination: "RUYEK".to_owned(), from_day: day.to_owned(), entries }
}

#[test]
fn a_target_holds_from_its_day_at_the_origin() {
    // It is the 19th in Hunchun already.
    let (_database, store, office, context) = open("2021-07-18T17:00:00Z");
    let in_force = |clock| {
        let lane = Lane::parse("CNHCG:RUYEK").unwrap();
        let found = targets::of_lane(&office, &context, &lane).unwrap().unwrap();
        found.in_force(clock).map(|target| target.minutes.map(|minutes| minutes.get()))
    };
    targets::set(&office, &context, &lane("", &[(ClockName::Clearance, "20"), (ClockName::Release, "1 12 30")])).unwrap();
    assert_eq!(in_force(ClockName::Clearance), Some(Some(28_800)));
    assert_eq!(in_force(ClockName::Release), Some(Some(2_190)));
    assert_eq!(in_force(ClockName::Delivery), None);
    targets::set(&office, &context, &lane("2021-07-20", &[(ClockName::Clearance, "18")])).unwrap();
    assert_eq!(in_force(ClockName::Clearance), Some(Some(28_800)));
    targets::set(&office, &machine("Oleg", store.now()), &lane("2021-07-19", &[(ClockName::Release, "none")])).unwrap();
    assert_eq!(in_force(ClockName::Release), Some(None));

    let lanes = targets::lanes(&office, &context).unwrap();
    assert_eq!(lanes.len(), 1);
    let dated: Vec<_> = lanes[0].dated.iter().map(|one| (one.from_day.to_string(), one.clock, one.set_by.as_str())).collect();
    let expected = [("2021-07-20", ClockName::Clearance, "Sofia"), ("2021-07-19", ClockName::Release, "Oleg")];
    assert_eq!(dated[..2], expected.map(|(day, clock, by)| (day.to_owned(), clock, by)));
    assert!(lanes[0].dated.iter().all(|one| one.set_at.to_string().starts_with("2021-07-18T17:00")));
}

#[test]
fn what_is_no_target_is_refused_field_by_field() {
    let (_database, store, office, context) = open("2021-07-18T12:00:00Z");
    let refused = |draft: &TargetsDraft| faults(targets::set(&office, &context, draft));
    let clearance = |text| lane("", &[(ClockName::Clearance, text)]);
    assert_eq!(refused(&lane("", &[])), [TargetError::Nothing]);
    for text in ["1.5", "-1", "a", "1234567", "1 + 1", "1 1,5"] {
        assert_eq!(refused(&clearance(text)), [TargetError::Number(ClockName::Clearance)], "{text}");
    }
    assert_eq!(refused(&clearance("0 0 0")), [TargetError::Least(ClockName::Clearance)]);
    let mut both = clearance("1");
    both.entries[ClockName::Clearance.index()].is_none = true;
    assert_eq!(refused(&both), [TargetError::Both(ClockName::Clearance)]);
    for day in ["yesterday", "2021-02-30", "0021-01-01", "+12021-01-01"] {
        assert_eq!(refused(&lane(day, &[(ClockName::Release, "1")])), [TargetError::FromDay], "{day}");
    }
    assert_eq!(refused(&TargetsDraft { destination: "CNHCG".to_owned(), ..clearance("1") }), [TargetError::SamePlace]);
    let nowhere = TargetsDraft { origin: "NOWHERE".to_owned(), destination: String::new(), ..clearance("x") };
    assert_eq!(refused(&nowhere), [TargetError::Origin, TargetError::Destination, TargetError::Number(ClockName::Clearance)]);
    assert!(store.lane_targets().unwrap().is_empty());

    // A retired place begins no lane, but a lane that is there is kept.
    places::set_retired(&office, &context, "RUYEK", true).unwrap();
    assert_eq!(refused(&clearance("1")), [TargetError::Destination]);
    places::set_retired(&office, &context, "RUYEK", false).unwrap();
    targets::set(&office, &context, &clearance("1")).unwrap();
    places::set_retired(&office, &context, "RUYEK", true).unwrap();
    targets::set(&office, &context, &clearance("2")).unwrap();
}

fn user(name: &str, role: Role, password: &str) -> users::NewUser {
    users::NewUser {
        name: name.to_owned(),
        display_name: name.to_owned(),
        role,
        password: password.to_owned(),
        language: Language::En,
        time_zone: chrono_tz::Tz::UTC,
    }
}

#[test]
fn an_office_keeps_an_administrator() {
    let (_database, _, office, context) = open("2021-07-18T12:00:00Z");
    let last = |done: Result<_, EditError<UserError>>| match done {
        Err(EditError::Invalid(faults)) => assert_eq!(faults, [UserError::LastAdministrator]),
        other => panic!("{other:?}"),
    };
    let (sofia, made) = users::welcome(&office, &context, user("sofia", Role::Administrator, "a sentence is good")).unwrap();
    assert_eq!(made, None);
    last(users::describe(&office, &context, "sofia", "Sofia", Role::Manager));
    last(users::set_disabled(&office, &context, "sofia", true));
    let (oleg, made) = users::welcome(&office, &context, user("oleg", Role::Staff, "")).unwrap();
    assert_eq!(made.map(|password| password.len()), Some(19));
    users::describe(&office, &context, "oleg", " Oleg ", Role::Administrator).unwrap();
    assert_eq!(users::by_id(&office, &context, oleg.id).unwrap().unwrap().display_name, "Oleg");
    users::set_disabled(&office, &context, "sofia", true).unwrap();
    last(users::set_disabled(&office, &context, "oleg", true));
    assert!(!users::set_disabled(&office, &context, "sofia", false).unwrap().disabled);
    let (_, made) = users::renew_password(&office, &context, "sofia", "", None).unwrap();
    assert!(made.is_some());
    assert!(matches!(users::renew_password(&office, &context, "sofia", "short", None), Err(EditError::Invalid(_))));
    assert_ne!(users::by_id(&office, &context, sofia.id).unwrap().unwrap().password, sofia.password);
}

#[test]
fn a_new_name_leaves_what_was_recorded_under_the_old_one() {
    let (database, store, office, context) = open("2021-07-18T12:00:00Z");
    let li = users::add(&office, &context, &user("li", Role::Staff, "a sentence is good")).unwrap();
    let other = users::add(&office, &context, &user("other", Role::Administrator, "a sentence is good")).unwrap();
    assert_ne!(li.lasting_id, other.lasting_id);
    let record = |shipment: &str, name: &str| {
        let user = store.user("li").unwrap().unwrap();
        assert_eq!((&user.lasting_id, user.display_name.as_str()), (&li.lasting_id, name));
        let mut cells = Cells::default();
        for (field, text) in [(Field::Event, "registered"), (Field::OccurredAt, "2021-07-01T00:00:00Z"), (Field::Actor, name)] {
            cells.set(field, text);
        }
        let events = vec![(None, entry::read(&cells).unwrap())];
        let entries = vec![Command { shipment: Reference::read(shipment).unwrap(), seen: None, events }];
        let actor = Actor::user(&user.lasting_id, &user.display_name);
        store.ledger().record(Act { actor, source: Source::Form.word(), key: None, entries }).unwrap();
    };
    record("A", "li");
    users::describe(&office, &context, "li", "Li Ming", Role::Manager).unwrap();
    record("B", "Li Ming");
    let mut acts = Vec::new();
    let kept = store.each_history(None, |history| {
        acts.extend(history.acts);
        Ok::<_, tumen::store::Error>(())
    });
    kept.unwrap();
    let expected = ["li", "Li Ming"].map(|name| (Actor::user(&li.lasting_id, name), "form".to_owned()));
    assert_eq!(acts, expected);
    drop((office, store));
    assert!(database.run(&["check"]).status.success());
}

#[test]
fn no_way_of_writing_an_address_passes_the_gate() {
    let database = Database::fresh();
    let office = Arc::new(office(&database.store(&TestClock::at("2021-07-18T12:00:00Z"))));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let served = tumen::web::serve(office, tumen::web::Settings::default(), listener).unwrap();
            sender.send(served.address).unwrap();
            served.server.await.unwrap();
        });
    });
    let address = receiver.recv().unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    for path in ["/admin/users", "/%61dmin/users", "/admin/%75sers", "/admin/users/%31", "/%61dmin/%70laces/new", "/admin//users"] {
        let status = agent.get(format!("http://{address}{path}")).call().unwrap().status().as_u16();
        assert!(matches!(status, 303 | 404), "{path}: {status}");
        let form = [("name", "eve"), ("display_name", "Eve"), ("role", "administrator"), ("language", "en"), ("time_zone", "UTC")];
        let status = agent.post(format!("http://{address}{path}")).send_form(form).unwrap().status().as_u16();
        assert!(matches!(status, 303 | 404 | 405), "{path}: {status}");
    }
    let status = agent.post(format!("http://{address}/%61dmin/users/new")).send_form([("name", "eve")]).unwrap().status().as_u16();
    assert_eq!(status, 303);
}
