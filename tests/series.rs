//! Large files: judged without holding anybody up, written in a series of acts between which others record, and the
//! same in the end whether it was written at one go or broken off.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use support::{Database, TestClock, cells, machine, office};
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::entry;
use tumen::domain::field::{Cells as Fields, Field};
use tumen::domain::refusal::Rule;
use tumen::office::import::{self, ImportRequest, Imported, ONE_ACT, ROWS_OF_AN_ACT, Refusals};
use tumen::office::{Context, Office};
use tumen::store::Store;
use tumen::store::ledger::{Act, ActRefused, Command, Receipt};

/// Events of each shipment of [`file`].
const EACH: usize = 5;

/// So many shipments of five events, in the order of the events: no shipment's rows are neighbours.
fn file(shipments: usize) -> String {
    let mut file = "shipment,event,stage,occurred_at,place,reason,note\n".to_owned();
    for (event, stage, day, note) in [
        ("registered", "", 1, ""),
        ("entered", "declaration", 2, ""),
        ("noted", "", 3, "seen"),
        ("entered", "quarantine", 4, ""),
        ("entered", "transport", 5, ""),
    ] {
        for shipment in (0..shipments).rev() {
            file.push_str(&format!("S-{shipment:06},{event},{stage},2026-07-{day:02}T08:00:00+08:00,,,{note}\n"));
        }
    }
    file
}

/// More than one act records.
fn many() -> usize {
    ONE_ACT as usize / EACH + 200
}

fn reference(text: &str) -> Reference {
    Reference::read(text).unwrap()
}

/// A clerk registers a shipment.
fn register(store: &Store, shipment: &str) -> Result<Receipt, ActRefused> {
    let row = cells(&[("event", "registered"), ("occurred_at", "2026-07-09T08:00:00Z"), ("note", "by a clerk")]);
    let mut fields = Fields::default();
    for (column, value) in &row {
        fields.set(Field::parse(column).unwrap(), value);
    }
    let entry = Command { shipment: reference(shipment), seen: None, events: vec![(None, entry::read(&fields).unwrap())] };
    let actor = tumen::domain::actor::Actor::named("clerk");
    store.ledger().record(Act { actor, source: "form", key: None, entries: vec![entry] })
}

fn importer(office: &Office) -> Context {
    machine("importer", office.now())
}

/// Calls each of these once, when the work has come to so many hundredths of a percent.
fn at(steps: Vec<(u64, Box<dyn Fn() + Send + Sync>)>) -> tumen::office::Progress {
    let next = AtomicUsize::new(0);
    Arc::new(move |done, _| {
        let at = next.load(Ordering::SeqCst);
        if let Some((from, step)) = steps.get(at).filter(|(from, _)| done >= *from) {
            assert!(*from + 4_000 > done, "the step was missed");
            next.store(at + 1, Ordering::SeqCst);
            step();
        }
    })
}

#[test]
fn a_judgement_holds_nobody_up_and_sees_one_state() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-07-20T04:00:00Z");
    let (store, other) = (database.store(&clock), database.store(&clock));
    register(&store, "FIRST").unwrap();
    let path = database.write("file.csv", &file(300));
    let recorded = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&recorded);
    let step = move || {
        let (tell, heard) = channel();
        let clerk = Arc::clone(&other);
        // In the middle of the judgement, of a shipment that it has not come to yet.
        std::thread::spawn(move || tell.send(register(&clerk, "S-000299")));
        assert!(heard.recv_timeout(Duration::from_secs(20)).is_ok_and(|answer| answer.is_ok()), "the clerk waits");
        told.store(true, Ordering::SeqCst);
    };
    let request = ImportRequest { progress: at(vec![(7_000, Box::new(step))]), ..ImportRequest::new(path.clone()) };
    let office = office(&store);
    let judged = import::judge(&office, &importer(&office), request).unwrap();
    assert!(recorded.load(Ordering::SeqCst));
    assert_eq!((judged.shipments, judged.events, judged.unchanged), (300, 1_500, 0), "as it stood when it was begun");
    // The next judgement knows it: that shipment is registered otherwise.
    match import::judge(&office, &importer(&office), ImportRequest::new(path)) {
        Err(Refusals::Faults { faults, .. }) => {
            assert_eq!(faults.iter().map(|fault| (fault.row, fault.fault.rule)).collect::<Vec<_>>(), [(2, Rule::RegisteredTwice)]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(store.head().unwrap().sequence, 2);
}

#[test]
fn a_large_file_is_a_series_of_acts_with_others_in_between() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-07-20T04:00:00Z");
    let (store, other) = (database.store(&clock), database.store(&clock));
    let shipments = many();
    let path = database.write("file.csv", &file(shipments));
    let clerks = Arc::new(Mutex::new(Vec::new()));
    let clerk = |name: &'static str| -> Box<dyn Fn() + Send + Sync> {
        let (store, clerks) = (Arc::clone(&other), Arc::clone(&clerks));
        Box::new(move || clerks.lock().unwrap().push(register(&store, name).unwrap()))
    };
    // Before the second act, and before a later one.
    let progress = at(vec![(5_001, clerk("CLERK-1")), (8_000, clerk("CLERK-2"))]);
    let office = office(&store);
    let done = import::import(&office, &importer(&office), ImportRequest { progress, ..ImportRequest::new(path.clone()) }).unwrap();
    assert_eq!((done.number, done.shipments, done.events), (Some(1), shipments as u64, (shipments * EACH) as u64));
    assert_eq!((done.unchanged, done.left_out.len()), (0, 0));

    let record = import::record_of(&office, &importer(&office), 1).unwrap().unwrap();
    assert_eq!((record.events, record.file_name.as_str(), record.source.as_str()), (done.events, "file.csv", "import"));
    assert_eq!(record.actor.told_id(), "machine:command-line");
    let hash = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(file(shipments)));
    assert_eq!(record.file_hash, hash.to_vec());
    assert_eq!(record.acts.len(), (shipments * EACH).div_ceil(ROWS_OF_AN_ACT));
    // The ledger is the acts and the clerks' commands, each in its place.
    let clerks = clerks.lock().unwrap();
    let (first, last) = (record.acts[0].0, record.acts[record.acts.len() - 1].1);
    assert!(clerks.iter().all(|receipt| first < receipt.sequence && receipt.sequence < last));
    let of_acts: BTreeSet<i64> = record.acts.iter().flat_map(|(first, last)| *first..=*last).collect();
    assert!(clerks.iter().all(|receipt| !of_acts.contains(&receipt.sequence)));
    assert_eq!(of_acts.len() + clerks.len(), store.head().unwrap().sequence as usize);

    let commands = import::commands_of(&office, &importer(&office), 1, usize::MAX >> 1).unwrap();
    assert_eq!(commands.iter().map(|(sequence, ..)| *sequence).collect::<BTreeSet<_>>(), of_acts);
    let expected = (0..shipments).map(|shipment| (format!("S-{shipment:06}"), EACH as u64));
    assert!(commands.iter().map(|(_, shipment, events)| (shipment.to_string(), *events)).eq(expected), "whole shipments, by reference");
    // One moment an act, and each act its own.
    let mut moments = Vec::new();
    for (first, last) in &record.acts {
        let of_act = commands.iter().filter(|(sequence, ..)| first <= sequence && sequence <= last);
        let recorded: BTreeSet<_> =
            of_act.flat_map(|(_, shipment, _)| store.history(shipment).unwrap().unwrap()).map(|event| event.recorded_at).collect();
        assert_eq!(recorded.len(), 1);
        moments.extend(recorded);
    }
    assert!(moments.windows(2).all(|pair| pair[0] < pair[1]));

    // The same file again is there already, and is no import.
    let again = import::import(&office, &importer(&office), ImportRequest::new(path)).unwrap();
    assert_eq!((again.number, again.events, again.unchanged), (None, 0, (shipments * EACH) as u64));
    assert!(database.run(&["check"]).status.success());
}

#[test]
fn what_became_impossible_is_told_and_the_rest_goes_in() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-07-20T04:00:00Z");
    let (store, other) = (database.store(&clock), database.store(&clock));
    let shipments = many();
    let last = format!("S-{:06}", shipments - 1);
    let (path, taken) = (database.write("file.csv", &file(shipments)), last.clone());
    let step: Box<dyn Fn() + Send + Sync> = Box::new(move || assert!(register(&other, &taken).is_ok()));
    let office = office(&store);
    let request = ImportRequest { progress: at(vec![(5_001, step)]), ..ImportRequest::new(path) };
    let done = import::import(&office, &importer(&office), request).unwrap();
    let told: Vec<_> = done.left_out.iter().map(|fault| (fault.row, fault.shipment.clone().unwrap(), fault.fault.rule)).collect();
    // It stands first in the file, below the headings.
    assert_eq!(told, [(2, last.clone(), Rule::RegisteredTwice)]);
    assert_eq!((done.shipments, done.events, done.unchanged), (shipments as u64 - 1, ((shipments - 1) * EACH) as u64, 0));
    assert_eq!(store.history(&reference(&last)).unwrap().unwrap().len(), 1, "the clerk's");
    assert!(database.run(&["check"]).status.success());
}

#[test]
fn a_file_of_one_act_is_refused_whole_by_what_became_impossible() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-07-20T04:00:00Z");
    let (store, other) = (database.store(&clock), database.store(&clock));
    let path = database.write("file.csv", &file(20));
    let step: Box<dyn Fn() + Send + Sync> = Box::new(move || assert!(register(&other, "S-000019").is_ok()));
    let office = office(&store);
    let request = ImportRequest { progress: at(vec![(5_000, step)]), ..ImportRequest::new(path) };
    match import::import(&office, &importer(&office), request) {
        Err(Refusals::Faults { faults, .. }) => assert_eq!(faults[0].fault.rule, Rule::RegisteredTwice),
        other => panic!("{other:?}"),
    }
    assert_eq!(store.head().unwrap().sequence, 1, "the clerk's alone");
    assert!(import::record_of(&office, &importer(&office), 1).unwrap().is_none());
}

#[test]
fn an_import_that_was_broken_off_goes_on_to_the_same_end() {
    let clock = TestClock::at("2026-07-20T04:00:00Z");
    let (database, whole) = (Database::fresh(), Database::fresh());
    let content = file(many());
    let (path, other_path) = (database.write("file.csv", &content), whole.write("file.csv", &content));
    let key = Some(uuid::Uuid::new_v4());
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    let step: Box<dyn Fn() + Send + Sync> = Box::new(move || told.store(true, Ordering::SeqCst));
    {
        let office = office(&database.store(&clock));
        let request = ImportRequest { key, stop, progress: at(vec![(7_000, step)]), ..ImportRequest::new(path.clone()) };
        assert!(matches!(import::import(&office, &importer(&office), request), Err(Refusals::Stopped)));
    }
    let store = database.store(&clock);
    let broken_off = store.head().unwrap().sequence;
    assert!(0 < broken_off && broken_off < many() as i64, "{broken_off}");
    let first = office(&store);
    let done = import::import(&first, &importer(&first), ImportRequest { key, ..ImportRequest::new(path) }).unwrap();
    let second = office(&whole.store(&clock));
    let expected = import::import(&second, &importer(&second), ImportRequest::new(other_path)).unwrap();
    assert_eq!(done, expected);
    assert_eq!(done.number, Some(1));
    assert_same(&store, &whole.store(&clock), &done);
}

/// No shipment differs between two databases but in when it was recorded, and none was recorded twice.
fn assert_same(one: &Store, other: &Store, done: &Imported) {
    let told = |store: &Store| {
        let mut told = Vec::new();
        let each = |history: tumen::domain::history::History| {
            told.push((history.shipment, history.events.into_iter().map(|recorded| (recorded.number, recorded.event)).collect::<Vec<_>>()));
            Ok::<_, tumen::store::Error>(())
        };
        store.each_history(None, each).unwrap();
        told
    };
    assert!(told(one) == told(other));
    assert_eq!([one, other].map(|store| store.head().unwrap().sequence), [done.shipments as i64; 2], "one command a shipment");
}
