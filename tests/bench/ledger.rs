//! Appended events against bare commits, and the clearance report's own time. Called by `tests/bench/run`, which
//! puts the figures beside each other; `cargo bench --bench ledger -- append` or `-- report` alone.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use chrono_tz::Tz;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use tumen::domain::actor::Actor;
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::entry;
use tumen::domain::event::Event;
use tumen::domain::field::{Cells, Field};
use tumen::domain::report::{Cohort, Question};
use tumen::domain::time::Moment;
use tumen::i18n::Language;
use tumen::office::{Context, Office, clearance};
use tumen::store::ledger::{Act, Command};
use tumen::store::{Address, Store};

const CALLERS: usize = 16;
const SHIPMENTS_A_CALLER: usize = 40;
const REPORTS: usize = 7;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn now() -> Moment {
    Moment::from_micros(Utc::now().timestamp_micros()).unwrap()
}

fn main() {
    let what = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    match what.as_deref() {
        Some("append") => append(),
        Some("report") => report(),
        other => panic!("append or report, not {other:?}"),
    }
}

/// What a clerk records of a shipment, step by step.
fn steps(at: usize) -> Vec<Event> {
    let event = |kind: &str, stage: &str, reason: &str, minute: usize| {
        let occurred = format!("2026-01-01T{:02}:{:02}:00+08:00", minute / 60, minute % 60);
        let mut cells = Cells::default();
        for (field, text) in [
            (Field::Event, kind),
            (Field::Stage, stage),
            (Field::Reason, reason),
            (Field::OccurredAt, occurred.as_str()),
            (Field::Place, "CNHCG"),
        ] {
            cells.set(field, text);
        }
        if kind == "registered" {
            for (field, text) in [(Field::Origin, "CNHCG"), (Field::Destination, "RUYEK"), (Field::TargetClearance, "28800")] {
                cells.set(field, text);
            }
        }
        entry::read(&cells).unwrap()
    };
    let at = at % 60;
    [
        ("registered", "", ""),
        ("entered", "declaration", ""),
        ("entered", "quarantine", ""),
        ("held", "", "document_request"),
        ("released", "", ""),
        ("entered", "inspection", ""),
        ("entered", "transport", ""),
        ("entered", "delivery", ""),
        ("delivered", "", ""),
    ]
    .into_iter()
    .enumerate()
    .map(|(step, (kind, stage, reason))| event(kind, stage, reason, at + step * 60))
    .collect()
}

/// Bare SQLite: one connection, synchronous=FULL, one row and one index a commit.
fn bare(folder: &std::path::Path, commits: usize) -> f64 {
    let mut connection = SqliteConnection::establish(&folder.join("bare.db").display().to_string()).unwrap();
    connection
        .batch_execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             CREATE TABLE events (id INTEGER PRIMARY KEY, shipment INTEGER, kind TEXT, at INTEGER, note TEXT); \
             CREATE INDEX by_shipment ON events (shipment, at);",
        )
        .unwrap();
    diesel::table! { events (id) { id -> BigInt, shipment -> BigInt, kind -> Text, at -> BigInt, note -> Text, } }
    let started = Instant::now();
    for at in 0..commits as i64 {
        let row = (events::shipment.eq(at % 640), events::kind.eq("entered"), events::at.eq(at), events::note.eq("a note of a clerk"));
        diesel::insert_into(events::table).values(row).execute(&mut connection).unwrap();
    }
    commits as f64 / started.elapsed().as_secs_f64()
}

/// Events appended by callers of one process, each waiting until its own is durable.
fn ledger(folder: &std::path::Path) -> (f64, Duration) {
    let address = Address::parse(&folder.join("ledger.db").display().to_string());
    let store = Arc::new(Store::open(&address, Arc::new(now)).unwrap());
    let started = Instant::now();
    let callers: Vec<_> = (0..CALLERS)
        .map(|caller| {
            let store = Arc::clone(&store);
            std::thread::spawn(move || {
                let (mut longest, mut events) = (Duration::ZERO, 0);
                let histories: Vec<_> = (0..SHIPMENTS_A_CALLER).map(steps).collect();
                for step in 0..histories[0].len() {
                    for (at, history) in histories.iter().enumerate() {
                        let shipment = Reference::read(&format!("HC-{caller:02}-{at:04}")).unwrap();
                        let entry = Command { shipment, seen: Some(step as u32), events: vec![(None, history[step].clone())] };
                        let sent = Instant::now();
                        store
                            .ledger()
                            .record(Act { actor: Actor::user("1", "clerk"), source: "form", key: None, entries: vec![entry] })
                            .unwrap();
                        longest = longest.max(sent.elapsed());
                        events += 1;
                    }
                }
                (longest, events)
            })
        })
        .collect();
    let done: Vec<(Duration, usize)> = callers.into_iter().map(|caller| caller.join().unwrap()).collect();
    let seconds = started.elapsed().as_secs_f64();
    let events: usize = done.iter().map(|(_, events)| events).sum();
    (events as f64 / seconds, done.into_iter().map(|(longest, _)| longest).max().unwrap_or_default())
}

fn append() {
    let is_slow = std::env::var_os("SLOWSYNC_US").is_some();
    let folder = tempfile::tempdir_in(std::env::current_dir().unwrap().join("target")).unwrap();
    let commits = bare(folder.path(), if is_slow { 400 } else { 4_000 });
    let (events, longest) = ledger(folder.path());
    let milliseconds = longest.as_secs_f64() * 1_000.0;
    println!("{{\"bare\":{commits:.0},\"events\":{events:.0},\"ratio\":{:.2},\"longest_ms\":{milliseconds:.1}}}", events / commits);
}

/// Milliseconds of the all-time report in this process: the first time, and the median of those after it.
fn report() {
    let address = Address::parse(&std::env::var("DATABASE_URL").unwrap());
    let (office, machine) = (Office::open(&address, Arc::new(now)).unwrap(), Context::command_line("bench", now(), Language::En));
    let as_of = std::env::var("AS_OF").ok().map(|text| Moment::parse(&text).unwrap());
    let mut taken: Vec<f64> = (0..REPORTS)
        .map(|_| {
            let question = Question { from: None, to: None, cohort: Cohort::Completed, time_zone: Tz::UTC, lane: None };
            let started = Instant::now();
            let report = clearance::report(&office, &machine, question, as_of).unwrap();
            assert!(report.shipments.total > 0);
            started.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    let first = taken.remove(0);
    taken.sort_by(f64::total_cmp);
    println!("{{\"first_ms\":{first:.1},\"median_ms\":{:.1}}}", taken[taken.len() / 2]);
}
