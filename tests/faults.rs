//! When the database fails: each caller is told what is wrong with it, nothing is recorded by halves, and the writer
//! goes on when the database does.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use support::{Database, TestClock, machine, office};
use tumen::domain::actor::Actor;
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::entry;
use tumen::domain::field::{Cells, Field};
use tumen::office::check;
use tumen::store::ledger::{Act, ActRefused, Command, Receipt};
use tumen::store::{Error, Store};
use uuid::Uuid;

const CALLERS: usize = 8;

/// Registers a shipment.
fn registration(name: &str) -> Act {
    let mut cells = Cells::default();
    for (field, text) in [
        (Field::Event, "registered"),
        (Field::Mode, "9610"),
        (Field::Origin, "CNHCG"),
        (Field::Destination, "RUYEK"),
        (Field::OccurredAt, "2026-07-01T00:00:00Z"),
    ] {
        cells.set(field, text);
    }
    let entry = Command { shipment: Reference::read(name).unwrap(), seen: None, events: vec![(None, entry::read(&cells).unwrap())] };
    Act { actor: Actor::named("a"), source: "form", key: None, entries: vec![entry] }
}

/// Breaks the engine at every command as it breaks when its disk is full, or when it is stopped: what was begun is
/// rolled back whole by the engine itself. Gives what it says then, and what makes it whole again.
fn break_engine(database: &Database) -> (&'static str, &'static str) {
    if database.is_sqlite() {
        database.tamper("CREATE TRIGGER full_disk BEFORE INSERT ON commands BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END");
        ("database or disk is full", "DROP TRIGGER full_disk")
    } else {
        database.tamper(
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS \
             'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NEW; END'; \
             CREATE TRIGGER stop BEFORE INSERT ON commands FOR EACH ROW EXECUTE FUNCTION stop()",
        );
        ("terminating connection due to administrator command", "DROP TRIGGER stop ON commands; DROP FUNCTION stop()")
    }
}

/// What callers are told whose acts wait while the writer is busy, so that they become one batch.
fn in_one_batch(store: &Arc<Store>, act: impl Fn(usize) -> Act) -> Vec<Result<Receipt, ActRefused>> {
    let (is_held, asking) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let callers: Vec<_> = (1..=CALLERS)
        .map(|number| {
            let (act, store, is_held, asking) = (act(number), Arc::clone(store), Arc::clone(&is_held), Arc::clone(&asking));
            std::thread::spawn(move || {
                while !is_held.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                asking.fetch_add(1, Ordering::SeqCst);
                store.ledger().record(act)
            })
        })
        .collect();
    // The writer is busy until all of them wait, so that they become one batch.
    let held = store.ledger().alone(move |_, _| {
        is_held.store(true, Ordering::SeqCst);
        while asking.load(Ordering::SeqCst) < CALLERS {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(200));
        Ok::<_, Error>(())
    });
    held.unwrap();
    callers.into_iter().map(|caller| caller.join().unwrap()).collect()
}

#[test]
fn what_breaks_a_batch_is_told_to_each_of_its_callers() {
    let database = Database::fresh();
    let store = database.store(&TestClock::at("2026-07-20T04:00:00Z"));
    store.ledger().record(registration("HC-0")).unwrap();
    let (says, repair) = break_engine(&database);
    let told = in_one_batch(&store, |number| registration(&format!("HC-{number}")));
    for told in told {
        let Err(ActRefused::Store(Error::Database(cause))) = told else { panic!("{told:?}") };
        assert!(cause.to_string().contains(says), "{cause}");
    }
    database.tamper(repair);
    let recorded = store.ledger().record(registration("HC-1")).unwrap();
    assert_eq!((recorded.sequence, recorded.repeated), (2, false));
    let checked = check::check(&office(&store), &machine("tests", store.now()), &(Arc::new(|_, _| {}) as _)).unwrap();
    assert!(checked.is_fine(), "{checked:?}");
    assert_eq!(checked.head.sequence, 2);
}

#[test]
fn rows_that_the_engine_refuses_take_nobody_else_s_with_them() {
    let database = Database::fresh();
    let store = database.store(&TestClock::at("2026-07-20T04:00:00Z"));
    if database.is_sqlite() {
        database.tamper(
            "CREATE TRIGGER poison BEFORE INSERT ON shipments WHEN NEW.reference = 'HC-5' BEGIN SELECT RAISE(ABORT, 'cannot be kept'); END",
        );
    } else {
        database.tamper("ALTER TABLE shipments ADD CONSTRAINT cannot_be_kept CHECK (reference <> 'HC-5')");
    }
    let told = in_one_batch(&store, |number| registration(&format!("HC-{number}")));
    let refused: Vec<usize> = (0..CALLERS).filter(|caller| told[*caller].is_err()).collect();
    assert_eq!(refused, [4], "{told:?}");
    let mut sequences: Vec<i64> = told.iter().flatten().map(|receipt| receipt.sequence).collect();
    sequences.sort_unstable();
    assert_eq!(sequences, [1, 2, 3, 4, 5, 6, 7]);
    let checked = check::check(&office(&store), &machine("tests", store.now()), &(Arc::new(|_, _| {}) as _)).unwrap();
    assert!(checked.is_fine(), "{checked:?}");
}

#[test]
fn one_form_that_is_sent_many_times_at_once_counts_once() {
    let database = Database::fresh();
    let store = database.store(&TestClock::at("2026-07-20T04:00:00Z"));
    let key = Some(Uuid::from_u128(7));
    let told = in_one_batch(&store, |_| Act { key, ..registration("HC-1") });
    let receipts: Vec<Receipt> = told.into_iter().map(Result::unwrap).collect();
    assert!(receipts.iter().all(|receipt| receipt.sequence == 1 && receipt.recorded_at == receipts[0].recorded_at), "{receipts:?}");
    assert_eq!(receipts.iter().filter(|receipt| !receipt.repeated).count(), 1, "{receipts:?}");
}
