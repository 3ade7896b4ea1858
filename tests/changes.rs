//! What was recorded is heard of at once, whichever process recorded it; and what is kept of a database is made anew
//! when what it was made of changed, and only then.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use support::{Database, TestClock, cells, moment};
use tumen::domain::actor::Actor;
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::entry;
use tumen::domain::field::{self, Field};
use tumen::domain::role::Role;
use tumen::store::ledger::{Act, Command};
use tumen::store::{MadeOf, Names, Place, Session, Store, User};

const DAY: &str = "2026-03-01T00:00:00Z";

/// Registers a shipment; gives the ledger's sequence after it.
fn register(store: &Store, reference: &str) -> i64 {
    let mut read = field::Cells::default();
    let row = cells(&[("event", "registered"), ("occurred_at", DAY)]);
    for (column, value) in &row {
        read.set(Field::parse(column).unwrap(), value);
    }
    let command = Command { shipment: Reference::read(reference).unwrap(), seen: None, events: vec![(None, entry::read(&read).unwrap())] };
    let act = Act { actor: Actor::named("Li"), source: "form", key: None, entries: vec![command] };
    store.ledger().record(act).unwrap().sequence
}

/// Waits until it is so: what another process did is heard of within a second.
fn soon(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(5), "not heard of: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn whoever_listens_hears_of_every_process_s_acts() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-03-02T00:00:00Z");
    let (mine, theirs) = (database.store(&clock), database.store(&clock));
    let heard = mine.subscribe().unwrap();
    // One's own act is heard of before it is answered.
    for reference in ["A", "B"] {
        let sequence = register(&mine, reference);
        assert_eq!(*heard.borrow(), sequence);
    }
    let sequence = register(&theirs, "C");
    assert_eq!(sequence, 3);
    soon("another's act", || *heard.borrow() == sequence);
    // Nothing is heard of twice, and nothing goes back.
    assert_eq!(register(&mine, "D"), 4);
    assert_eq!(*heard.borrow(), 4);
}

#[test]
fn what_is_kept_is_made_anew_when_its_ground_changed_and_only_then() {
    struct OfLedger;
    struct OfSettings;
    let database = Database::fresh();
    let clock = TestClock::at("2026-03-02T00:00:00Z");
    let (mine, theirs) = (database.store(&clock), database.store(&clock));
    let (of_ledger, of_settings) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let made = || {
        let count = |counter: &AtomicUsize| counter.fetch_add(1, Ordering::SeqCst);
        mine.remember(MadeOf::Ledger, |_| Ok((count(&of_ledger), OfLedger))).unwrap();
        mine.remember(MadeOf::Settings, |_| Ok((count(&of_settings), OfSettings))).unwrap();
        (of_ledger.load(Ordering::SeqCst), of_settings.load(Ordering::SeqCst))
    };
    assert_eq!(made(), (1, 1));
    assert_eq!(made(), (1, 1));
    register(&mine, "A");
    assert_eq!(made(), (2, 1));
    let now = moment("2026-03-02T00:00:00Z");
    let user = User {
        id: 0,
        name: "li".into(),
        display_name: "Li".into(),
        role: Role::Staff,
        password: "x".into(),
        language: "en".into(),
        time_zone: "UTC".into(),
        disabled: false,
        created_at: now,
        lasting_id: "0e8e8f5a-0000-4000-8000-000000000001".into(),
    };
    let user = mine.add_user(user).unwrap().unwrap();
    let before = made();
    // A session that is opened, and used, undoes nothing.
    let session = Session { id: "s".into(), user: user.id, created_at: now, seen_at: now, address: String::new(), agent: String::new() };
    assert!(mine.open_session(&session, b"hash", "x", moment("2026-01-01T00:00:00Z"), moment("2026-01-01T00:00:00Z")).unwrap());
    mine.touch_session("s", moment("2026-03-02T00:05:00Z")).unwrap();
    theirs.touch_session("s", moment("2026-03-02T00:06:00Z")).unwrap();
    assert_eq!(made(), before);
    // A name that is changed is seen by the next page, whichever process changed it.
    let rename = |store: &Store, name: &str| {
        let names = Names { en: name.into(), zh: name.into(), ru: name.into() };
        assert!(store.change_place("CNHCG", |place| Place { names, ..place }).unwrap().is_some());
    };
    rename(&mine, "One");
    let after = made();
    assert_eq!(after, (before.0 + 1, before.1 + 1));
    rename(&theirs, "Two");
    assert_eq!(made(), (after.0 + 1, after.1 + 1));
    register(&theirs, "B");
    assert_eq!(made(), (after.0 + 2, after.1 + 1));
}

#[test]
fn what_a_later_state_made_is_not_displaced_by_what_was_begun_before_it() {
    struct Kept;
    let database = Database::fresh();
    let store = database.store(&TestClock::at("2026-03-02T00:00:00Z"));
    let count = AtomicUsize::new(0);
    let ask = || store.remember(MadeOf::Ledger, |_| Ok((count.fetch_add(1, Ordering::SeqCst), Kept))).unwrap().0;
    // One is slow: while it makes its own of the state that it found, something is recorded, and another is quicker.
    let slow = store.remember(MadeOf::Ledger, |store| {
        register(store, "A");
        assert_eq!(ask(), 0);
        Ok((77, Kept))
    });
    // Whoever was slow has what it asked for; everyone after it has the later one, which is not made again.
    assert_eq!((slow.unwrap().0, ask(), count.load(Ordering::SeqCst)), (77, 0, 1));
    register(&store, "B");
    assert_eq!((ask(), ask()), (1, 1));
}
