//! A simulator: several writers in two processes' places, clocks that jump, back-dated events, retractions and
//! imports; reports printed as of random instants meanwhile are printed again at the end, byte for byte equal.
//! The seed is printed; `SIMULATOR_SEED` replays its plan.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono_tz::Tz;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use support::{Cells, Database, TestClock, cells, csv, machine, moment, office};
use tumen::domain::actor::Actor;
use tumen::domain::clock::State;
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::entry;
use tumen::domain::event::Event;
use tumen::domain::field::{self, Field};
use tumen::domain::lane::Lane;
use tumen::domain::refusal::Rule;
use tumen::domain::report::{Cohort, Question};
use tumen::domain::time::Moment;
use tumen::domain::timeline::Reading;
use tumen::formats;
use tumen::office::import::{ImportRequest, Refusals};
use tumen::office::{Progress, check, clearance, import, timeline};
use tumen::store::Store;
use tumen::store::ledger::{Act, ActRefused, Command, Judgement, Objection};

const START: &str = "2026-01-01T00:00:00Z";
const SHIPMENTS: u32 = 25;
const WRITERS: u64 = 3;
const ACTS: u32 = 400;
const IMPORTS: u32 = 12;
const HOUR: i64 = 3_600;

fn event(cells: &Cells) -> Event {
    let mut read = field::Cells::default();
    for (column, value) in cells {
        read.set(Field::parse(column).unwrap(), value);
    }
    entry::read(&read).unwrap()
}

fn instant(seconds: i64) -> String {
    Moment::from_micros(seconds * 1_000_000).unwrap().to_string()
}

/// Something that could happen to a shipment; often it may not.
fn something(random: &mut ChaCha8Rng, clock: &TestClock) -> Cells {
    let now = (clock.reader())().micros() / 1_000_000;
    let occurred = instant(now - random.random_range(-200..40 * HOUR));
    let stages = ["declaration", "quarantine", "inspection", "transport", "delivery"];
    let stage = stages[random.random_range(0..5)];
    let number = random.random_range(2..14).to_string();
    let own: &[(&str, &str)] = match random.random_range(0..20) {
        0..=8 => &[("event", "entered"), ("stage", stage), ("reason", "so")],
        9 => &[("event", "skipped"), ("stage", stage)],
        10 | 11 => &[("event", "held"), ("reason", "docs")],
        12 | 13 => &[("event", "released")],
        14 | 15 => &[("event", "retracted"), ("refers_to", &number), ("reason", "wrong")],
        16 => &[("event", "amended"), ("origin", "CNHCG"), ("destination", "RUYEK")],
        17 => &[("event", "delivered")],
        18 => &[("event", "seized")],
        _ => &[("event", "milestone"), ("code", "departed")],
    };
    let mut cells = cells(own);
    cells.insert("occurred_at".into(), occurred);
    cells
}

fn registered(clock: &TestClock) -> Cells {
    let now = (clock.reader())().micros() / 1_000_000;
    let details = [("event", "registered"), ("origin", "CNHCG"), ("destination", "RUVVO"), ("target_transport_minutes", "600")];
    let mut cells = cells(&details);
    cells.insert("occurred_at".into(), instant(now - HOUR));
    cells
}

fn write(store: &Store, clock: &TestClock, seed: u64, told: &AtomicU64) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..ACTS {
        let shipment = Reference::read(&format!("S-{:02}", random.random_range(0..SHIPMENTS))).unwrap();
        let first = store.history(&shipment).unwrap().is_none();
        let events = if first { vec![registered(clock)] } else { vec![something(&mut random, clock)] };
        let key = uuid::Uuid::from_u128(random.random());
        let entry = Command { shipment, seen: None, events: events.iter().map(|cells| (None, event(cells))).collect() };
        let act = Act { actor: Actor::user("1", "writer"), source: "form", key: Some(key), entries: vec![entry] };
        match store.ledger().record(act.clone()) {
            Ok(receipt) => {
                told.fetch_add(1, Ordering::SeqCst);
                // A form sent twice counts once.
                let again = store.ledger().record(act).unwrap();
                assert!(again.repeated && again.sequence == receipt.sequence && again.recorded_at == receipt.recorded_at);
            }
            Err(ActRefused::Judged(judged)) if judged[0].objection != Objection::Stale => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

fn bring_in(store: &Arc<Store>, clock: &TestClock, database: &Database, seed: u64, told: &AtomicU64) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for number in 0..IMPORTS {
        let mut rows = Vec::new();
        for at in 0..4 {
            let shipment = format!("I-{number}-{at}");
            let mut history = vec![registered(clock)];
            history.extend((0..random.random_range(0..3)).map(|_| something(&mut random, clock)));
            for mut row in history {
                row.insert("shipment".into(), shipment.clone());
                rows.push(row);
            }
        }
        let path = database.write(&format!("import-{number}.csv"), &csv(&rows));
        let request = ImportRequest::new(path);
        match import::import(&office(store), &machine("importer", store.now()), request) {
            Ok(done) => drop(told.fetch_add(done.shipments, Ordering::SeqCst)),
            Err(Refusals::Faults { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// What a report counts of one clock, from timelines alone.
#[derive(Debug, Clone, Default, PartialEq)]
struct Counted {
    ended: u64,
    partial: u64,
    open: u64,
    open_late: u64,
    stopped: u64,
    within: u64,
    sums: [i64; 2],
}

impl Counted {
    fn add(&mut self, reading: &Reading) {
        let target = reading.clock.target.map_or(i64::MAX, |target| target.seconds());
        match reading.clock.state {
            State::Running => {
                self.open += 1;
                self.open_late += u64::from(reading.elapsed.gross > target);
            }
            State::Stopped(..) => self.stopped += 1,
            State::Ended(_) => {
                self.ended += 1;
                self.partial += u64::from(reading.clock.partial);
                self.within += u64::from(reading.within() == Some(true));
                self.sums[0] += reading.elapsed.gross;
                self.sums[1] += reading.elapsed.net;
            }
        }
    }
}

fn quiet() -> Progress {
    Arc::new(|_, _| {})
}

/// The report and every timeline as of a moment, as they are printed.
fn print(store: &Arc<Store>, as_of: Option<Moment>, lane: bool) -> (Moment, String) {
    let lane = lane.then(|| Lane::parse("CNHCG:RUYEK").unwrap());
    let question = Question { from: None, to: None, cohort: Cohort::Completed, time_zone: Tz::Asia__Shanghai, lane };
    let report = clearance::report(&office(store), &machine("tests", store.now()), question, as_of).unwrap();
    let as_of = report.as_of;
    let mut text = Vec::new();
    formats::clearance::write(&mut text, &report).unwrap();
    let mut folded: Vec<Counted> = vec![Counted::default(); 8];
    timeline::all(&office(store), &machine("tests", store.now()), Some(as_of), |shipment, timeline| {
        for (counted, reading) in folded.iter_mut().zip(&timeline.clocks) {
            reading.iter().for_each(|reading| counted.add(reading));
        }
        formats::timeline::write(&mut text, shipment, timeline).unwrap();
        Ok::<_, tumen::office::Error>(())
    })
    .unwrap();
    // The report's rows say what the timelines say, folded anew.
    if report.question.lane.is_none() {
        for (clock, counted) in report.clocks.iter().zip(&folded) {
            let sums = [&clock.gross, &clock.net].map(|figures| (figures.mean.unwrap_or(0.0) * clock.n as f64).round() as i64);
            let mine = Counted {
                ended: clock.n,
                partial: clock.partial,
                open: clock.open,
                open_late: clock.open_late,
                stopped: clock.excluded.iter().sum(),
                within: clock.gross.within,
                sums,
            };
            assert_eq!(&mine, counted, "as of {as_of}");
        }
    }
    (as_of, format!("{}{:?}", String::from_utf8(text).unwrap(), store.head_as_of(as_of).unwrap()))
}

#[test]
fn what_was_printed_once_is_printed_again() {
    let seed = std::env::var("SIMULATOR_SEED")
        .map_or_else(|_| SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs(), |seed| seed.parse().unwrap());
    println!("SIMULATOR_SEED={seed}");
    let database = Database::fresh();
    let clock = TestClock::at(START);
    let (one, two) = (database.store(&clock), database.store(&clock));
    let (told, done) = (AtomicU64::new(0), AtomicBool::new(false));
    let printed = std::thread::scope(|scope| {
        let reporter = scope.spawn(|| {
            let mut random = ChaCha8Rng::seed_from_u64(seed ^ 1);
            let mut printed = Vec::new();
            while !done.load(Ordering::SeqCst) {
                let Some(last) = one.head_as_of(moment("9999-01-01T00:00:00Z")).unwrap().recorded_at else {
                    continue;
                };
                let as_of = Moment::from_micros(random.random_range(moment(START).micros()..=last.micros())).unwrap();
                let lane = random.random_bool(0.3);
                printed.push((print(&one, Some(as_of), lane), lane));
            }
            printed
        });
        let jumper = scope.spawn(|| {
            let mut random = ChaCha8Rng::seed_from_u64(seed ^ 2);
            let mut now = moment(START).micros();
            while !done.load(Ordering::SeqCst) {
                now += random.random_range(-2 * HOUR..5 * HOUR) * 1_000_000;
                clock.set(now.max(moment(START).micros()));
                std::thread::sleep(std::time::Duration::from_millis(3));
            }
        });
        let (told, clock, one, two, database) = (&told, &clock, &one, &two, &database);
        let mut writers: Vec<_> = (0..WRITERS)
            .map(|writer| scope.spawn(move || write(if writer % 2 == 0 { one } else { two }, clock, seed ^ (10 + writer), told)))
            .collect();
        writers.push(scope.spawn(move || bring_in(two, clock, database, seed ^ 3, told)));
        let ended: Vec<_> = writers.into_iter().map(|writer| writer.join()).collect();
        done.store(true, Ordering::SeqCst);
        assert!(ended.iter().all(Result::is_ok));
        jumper.join().unwrap();
        reporter.join().unwrap()
    });
    assert!(printed.len() > 5, "{}", printed.len());
    for ((as_of, text), lane) in &printed {
        assert_eq!(&print(&two, Some(*as_of), *lane).1, text, "as of {as_of}");
    }
    let checked = check::check(&office(&one), &machine("tests", one.now()), &quiet()).unwrap();
    assert!(checked.is_fine(), "{checked:?}");
    assert_eq!(checked.head.sequence.unsigned_abs(), told.load(Ordering::SeqCst));
    println!("{} commands, {} reports printed twice", checked.head.sequence, printed.len());
}

#[test]
fn a_report_as_of_now_stands_though_the_clock_goes_back() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-01-01T12:00:00Z");
    let store = database.store(&clock);
    let record = |shipment: &str| {
        let entry = Command {
            shipment: Reference::read(shipment).unwrap(),
            seen: None,
            events: vec![(None, event(&registered(&TestClock::at("2026-01-01T10:00:00Z"))))],
        };
        store.ledger().record(Act { actor: Actor::named("a"), source: "form", key: None, entries: vec![entry] }).unwrap()
    };
    record("A");
    clock.set(moment("2026-01-01T13:00:00Z").micros());
    let (as_of, text) = print(&store, None, false);
    assert!(as_of >= moment("2026-01-01T13:00:00Z"));
    clock.set(moment("2026-01-01T12:30:00Z").micros());
    assert!(record("B").recorded_at > as_of);
    assert_eq!(print(&store, Some(as_of), false).1, text);
}

#[test]
fn a_refused_act_takes_no_other_with_it_and_a_stale_one_is_told() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-01-01T12:00:00Z");
    let store = database.store(&clock);
    let act = |shipment: &str, seen, cells: Cells| Act {
        actor: Actor::named("a"),
        source: "form",
        key: None,
        entries: vec![Command { shipment: Reference::read(shipment).unwrap(), seen, events: vec![(None, event(&cells))] }],
    };
    let entered = |at: &str| cells(&[("event", "entered"), ("stage", "declaration"), ("occurred_at", at)]);
    let threads: Vec<_> = (0..32)
        .map(|at| {
            let (store, name) = (Arc::clone(&store), format!("S-{at:02}"));
            // Every second one is refused: it enters a stage without being registered.
            let cells = if at % 2 == 0 { registered(&clock) } else { entered("2026-01-01T11:00:00Z") };
            let act = act(&name, None, cells);
            std::thread::spawn(move || store.ledger().record(act).is_ok())
        })
        .collect();
    let recorded: Vec<bool> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert_eq!(recorded, (0..32).map(|at| at % 2 == 0).collect::<Vec<_>>());
    assert_eq!(check::check(&office(&store), &machine("tests", store.now()), &quiet()).unwrap().head.sequence, 16);

    assert!(store.ledger().record(act("S-00", Some(1), entered("2026-01-01T11:00:00Z"))).is_ok());
    match store.ledger().record(act("S-00", Some(1), cells(&[("event", "noted"), ("note", "x"), ("occurred_at", "2026-01-01T11:00:00Z")])))
    {
        Err(ActRefused::Judged(judged)) => assert_eq!((&judged[0].objection, judged[0].history.len()), (&Objection::Stale, 2)),
        other => panic!("{other:?}"),
    }
    // An act on several shipments is whole or nothing.
    let both = Act {
        actor: Actor::named("a"),
        source: "form",
        key: None,
        entries: ["S-99", "S-02", "S-98"]
            .map(|name| Command {
                shipment: Reference::read(name).unwrap(),
                seen: None,
                events: vec![(None, event(&entered("2026-01-01T11:00:00Z")))],
            })
            .to_vec(),
    };
    // Those that refuse are named, each with what was judged.
    let Err(ActRefused::Judged(judged)) = store.ledger().record(both.clone()) else { panic!("recorded") };
    let told = |one: &Judgement| (one.shipment.to_string(), one.history.len(), one.events.clone());
    let expected =
        ["S-98", "S-99"].map(|name| (name.to_owned(), 0, both.entries[0].events.iter().map(|(_, event)| event.clone()).collect()));
    assert_eq!(judged.iter().map(told).collect::<Vec<_>>(), expected);
    let rule =
        |one: &Judgement| matches!(one.objection, Objection::Rule { refusal, index: Some(0) } if refusal.rule == Rule::NotRegistered);
    assert!(judged.iter().all(rule), "{judged:?}");
    assert_eq!(store.history(&Reference::read("S-02").unwrap()).unwrap().unwrap().len(), 1);
    assert!(check::check(&office(&store), &machine("tests", store.now()), &quiet()).unwrap().is_fine());
}

#[test]
fn readers_do_not_take_each_other_for_a_writer() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-01-01T12:00:00Z");
    let store = database.store(&clock);
    let opened = event(&registered(&TestClock::at("2026-01-01T10:00:00Z")));
    let entry = Command { shipment: Reference::read("A").unwrap(), seen: None, events: vec![(None, opened.clone())] };
    store.ledger().record(Act { actor: Actor::named("a"), source: "form", key: None, entries: vec![entry.clone()] }).unwrap();
    clock.set(moment("2026-01-09T12:00:00Z").micros());
    let stale = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let is_stale = store.settle(None).unwrap() < moment("2026-01-09T12:00:00Z");
                    stale.fetch_add(u64::from(is_stale), Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(stale.load(Ordering::SeqCst), 0);
    // A question about the future is answered as of now, and moves nothing.
    assert!(store.settle(Some(moment("2999-01-01T00:00:00Z"))).unwrap() < moment("2026-01-10T00:00:00Z"));
    let noted = event(&cells(&[("event", "noted"), ("note", "x"), ("occurred_at", "2026-01-01T10:00:00Z")]));
    let more = |events| Command { shipment: entry.shipment.clone(), seen: None, events };
    let act = |entries| Act { actor: Actor::named("a"), source: "form", key: None, entries };
    let receipt = store.ledger().record(act(vec![more(vec![(None, noted.clone())])])).unwrap();
    assert!(receipt.recorded_at < moment("2026-01-10T00:00:00Z"));
    // Acts that no form makes are refused, not sealed.
    let twice = act(vec![more(vec![(None, noted.clone())]), more(vec![(None, noted)])]);
    for malformed in [twice, act(vec![more(Vec::new())])] {
        assert!(matches!(store.ledger().record(malformed), Err(ActRefused::Malformed { .. })));
    }
    assert!(check::check(&office(&store), &machine("tests", store.now()), &quiet()).unwrap().is_fine());
}

#[test]
fn a_report_stands_though_an_import_waited_for_its_turn_meanwhile() {
    let database = Database::fresh();
    let clock = TestClock::at("2026-01-01T12:00:00Z");
    let (one, two) = (database.store(&clock), database.store(&clock));
    let path = database.write(
        "waits.csv",
        &csv(&[{
            let mut row = registered(&TestClock::at("2026-01-01T10:00:00Z"));
            row.insert("shipment".into(), "W".into());
            row
        }]),
    );
    let request = ImportRequest::new(path);
    let (as_of, text) = std::thread::scope(|scope| {
        let busy = scope.spawn(|| {
            one.ledger().alone(|_, _| {
                std::thread::sleep(std::time::Duration::from_millis(300));
                Ok::<_, tumen::store::Error>(())
            })
        });
        std::thread::sleep(std::time::Duration::from_millis(100));
        let waiting = scope.spawn(|| import::import(&office(&two), &machine("importer", two.now()), request));
        std::thread::sleep(std::time::Duration::from_millis(100));
        assert!(busy.join().unwrap().is_ok());
        let asked = (clock.reader())();
        // Whatever the order in which the two now get their turn, the answer must stand.
        let printed = print(&one, Some(asked), false);
        assert!(waiting.join().unwrap().is_ok());
        printed
    });
    assert_eq!(print(&one, Some(as_of), false).1, text);
}

#[test]
fn an_engine_that_rolls_back_a_whole_batch_leaves_nothing_of_it() {
    let database = Database::fresh();
    if !database.is_sqlite() {
        return; // PostgreSQL never does; a savepoint there always holds.
    }
    let clock = TestClock::at("2026-01-01T12:00:00Z");
    let store = database.store(&clock);
    // As on a full disk: SQLite undoes all of the transaction, not the statement alone.
    database
        .tamper("CREATE TRIGGER poison BEFORE INSERT ON events WHEN NEW.note = 'poison' BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END");
    let record = |name: &str, note: &str| {
        let mut opened = registered(&TestClock::at("2026-01-01T10:00:00Z"));
        opened.insert("note".into(), note.into());
        let entry = Command { shipment: Reference::read(name).unwrap(), seen: None, events: vec![(None, event(&opened))] };
        store.ledger().record(Act { actor: Actor::named("a"), source: "form", key: None, entries: vec![entry] })
    };
    let recorded: Vec<bool> = std::thread::scope(|scope| {
        // While the writer is busy, four acts come to wait together.
        let busy = scope.spawn(|| {
            store.ledger().alone(|_, _| {
                std::thread::sleep(std::time::Duration::from_millis(300));
                Ok::<_, tumen::store::Error>(())
            })
        });
        std::thread::sleep(std::time::Duration::from_millis(100));
        let record = &record;
        let acts: Vec<_> = ["A", "B", "C", "D"]
            .into_iter()
            .map(|name| {
                std::thread::sleep(std::time::Duration::from_millis(20));
                scope.spawn(move || record(name, if name == "B" { "poison" } else { "fine" }).is_ok())
            })
            .collect();
        assert!(busy.join().unwrap().is_ok());
        acts.into_iter().map(|act| act.join().unwrap()).collect()
    });
    let there = |name: &str| store.history(&Reference::read(name).unwrap()).unwrap().is_some();
    assert_eq!(recorded, ["A", "B", "C", "D"].map(there), "what is told is what is there");
    assert!(!recorded[1]);
    assert!(record("E", "fine").is_ok());
    let checked = check::check(&office(&store), &machine("tests", store.now()), &quiet()).unwrap();
    assert!(checked.is_fine(), "{checked:?}");
}

#[test]
fn a_lost_connection_is_replaced() {
    let database = Database::fresh();
    if database.is_sqlite() {
        return; // A file is not lost this way.
    }
    let clock = TestClock::at("2026-01-01T12:00:00Z");
    let name = format!("lost{}", std::process::id());
    let address = tumen::store::Address::parse(&format!("{}&application_name={name}", database.url));
    let store = Arc::new(Store::open(&address, clock.reader()).unwrap());
    let record = |shipment: &str| {
        let opened = event(&registered(&TestClock::at("2026-01-01T10:00:00Z")));
        let entry = Command { shipment: Reference::read(shipment).unwrap(), seen: None, events: vec![(None, opened)] };
        store.ledger().record(Act { actor: Actor::named("a"), source: "form", key: None, entries: vec![entry] })
    };
    assert!(record("A").is_ok());
    database.tamper(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'"));
    assert!(record("B").is_ok());
    assert!(check::check(&office(&store), &machine("tests", store.now()), &quiet()).unwrap().is_fine());
}
