//! Jobs: each runs once however many workers there are, in the name of whoever asked for it, and outlives its process.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use support::{Database, TestClock, machine, moment, office};
use tumen::domain::actor::Source;
use tumen::domain::role::Role;
use tumen::domain::time::Moment;
use tumen::i18n::Language;
use tumen::jobs::{Kinds, Workers};
use tumen::office::import::{self, ImportRequest};
use tumen::office::jobs::{self, Ending, Job, JobState, Run};
use tumen::office::rights::Right;
use tumen::office::uploads::{self, Upload, UploadState};
use tumen::office::users::{self, NewUser, User};
use tumen::office::{Context, Error, Office, StoreError};
use tumen::store::Store;
use uuid::Uuid;

const NOW: &str = "2026-07-20T04:00:00Z";

/// Leaves a line in a file each time it runs.
#[derive(Serialize, Deserialize)]
struct Note {
    file: PathBuf,
    line: u32,
}

impl Job for Note {
    const NAME: &'static str = "note";
    const RIGHT: Right = Right::Look;

    fn run(self, _: &Office, _: &Context, _: &Run) -> Result<Ending, Error> {
        let mut file = std::fs::File::options().append(true).create(true).open(&self.file).unwrap();
        writeln!(file, "{}", self.line).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        Ok(Ending::Done(self.line.to_string()))
    }
}

#[derive(Serialize, Deserialize)]
struct Panics;

impl Job for Panics {
    const NAME: &'static str = "panics";
    const RIGHT: Right = Right::Look;

    fn run(self, _: &Office, _: &Context, _: &Run) -> Result<Ending, Error> {
        panic!("on purpose")
    }
}

/// Fails by the store so many times; each test has a counter of its own.
#[derive(Serialize, Deserialize)]
struct Fails {
    times: u32,
    counter: usize,
}

static TRIES: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];

impl Job for Fails {
    const NAME: &'static str = "fails";
    const RIGHT: Right = Right::Look;

    fn run(self, _: &Office, _: &Context, _: &Run) -> Result<Ending, Error> {
        let before = TRIES[self.counter].fetch_add(1, Ordering::SeqCst);
        if before < self.times { Err(StoreError::Busy.into()) } else { Ok(Ending::Done(String::new())) }
    }
}

/// Goes on until it is stopped.
#[derive(Serialize, Deserialize)]
struct Endless;

impl Job for Endless {
    const NAME: &'static str = "endless";
    const RIGHT: Right = Right::Import;

    fn run(self, _: &Office, _: &Context, run: &Run) -> Result<Ending, Error> {
        while !run.stop().load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(Ending::Stopped)
    }
}

fn kinds() -> Kinds {
    Kinds::default().with::<Note>().with::<Panics>().with::<Fails>().with::<Endless>()
}

fn asker(office: &Office) -> Context {
    machine("tests", office.now())
}

/// Waits until something is so; a test of what never comes fails here.
fn until<T>(what: &str, seconds: u64, mut found: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(seconds), "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn ended(office: &Office, id: i64) -> Option<jobs::JobRecord> {
    jobs::status(office, &asker(office), id).unwrap().filter(|job| !job.state.is_at_work())
}

fn an_office(database: &Database, clock: &TestClock) -> Arc<Office> {
    Arc::new(office(&database.store(clock)).with_uploads(database.path("uploads")))
}

#[test]
fn two_offices_on_one_database_run_each_job_once() {
    let (database, clock) = (Database::fresh(), TestClock::at(NOW));
    let offices = [an_office(&database, &clock), an_office(&database, &clock)];
    let file = database.path("notes");
    let ids: Vec<i64> = (0..30)
        .map(|line| {
            let office = &offices[line as usize % 2];
            jobs::enqueue(office, &asker(office), &Note { file: file.clone(), line }).unwrap()
        })
        .collect();
    let workers = offices.each_ref().map(|office| Workers::start(Arc::clone(office), kinds()).unwrap());
    for id in &ids {
        assert_eq!(until("a note", 60, || ended(&offices[0], *id)).state, JobState::Done);
    }
    drop(workers);
    let mut lines: Vec<u32> = std::fs::read_to_string(file).unwrap().lines().map(|line| line.parse().unwrap()).collect();
    lines.sort_unstable();
    assert_eq!(lines, (0..30).collect::<Vec<_>>());
}

#[test]
fn a_panic_fails_the_job_and_a_failure_that_passes_is_tried_again() {
    let (database, clock) = (Database::fresh(), TestClock::at(NOW));
    let office = an_office(&database, &clock);
    let _workers = Workers::start(Arc::clone(&office), kinds()).unwrap();
    let context = asker(&office);
    let mut later = moment(NOW).micros();
    let mut end = |id| {
        until("an end", 60, || {
            // What waits to be tried again is due; a lease does not run out by that.
            if jobs::status(&office, &context, id).unwrap().unwrap().state == JobState::Waiting {
                later += 11_000_000;
                clock.set(later);
            }
            ended(&office, id)
        })
    };
    let failed = end(jobs::enqueue(&office, &context, &Panics).unwrap());
    assert_eq!((failed.state, failed.tries, failed.reason.as_str()), (JobState::Failed, 1, "on purpose"));
    let passed = end(jobs::enqueue(&office, &context, &Fails { times: 2, counter: 0 }).unwrap());
    assert_eq!((passed.state, passed.tries, TRIES[0].load(Ordering::SeqCst)), (JobState::Done, 3, 3));
    let given_up = end(jobs::enqueue(&office, &context, &Fails { times: u32::MAX, counter: 1 }).unwrap());
    assert_eq!((given_up.state, given_up.reason.as_str()), (JobState::Failed, "the queue of the writer is full"));
    assert_eq!(TRIES[1].load(Ordering::SeqCst), given_up.tries);
    // The workers are still there.
    let after = jobs::enqueue(&office, &context, &Note { file: database.path("notes"), line: 1 }).unwrap();
    assert_eq!(end(after).state, JobState::Done);
}

#[test]
fn a_lease_that_runs_out_frees_the_job_and_the_old_holder_learns_of_it() {
    let (database, clock) = (Database::fresh(), TestClock::at(NOW));
    let (one, two) = (an_office(&database, &clock), an_office(&database, &clock));
    let id = jobs::enqueue(&one, &asker(&one), &Note { file: database.path("notes"), line: 1 }).unwrap();
    let first = jobs::claim(&one, &[Note::NAME], "one").unwrap().unwrap();
    assert!(jobs::claim(&two, &[Note::NAME], "two").unwrap().is_none(), "it is held");
    clock.set(moment(NOW).micros() + 20_000_000);
    assert!(first.renew(&one, &Run::default()).unwrap());
    clock.set(moment(NOW).micros() + 40_000_000);
    assert!(jobs::claim(&two, &[Note::NAME], "two").unwrap().is_none(), "it was renewed");
    clock.set(moment(NOW).micros() + 60_000_000);
    let second = jobs::claim(&two, &[Note::NAME], "two").unwrap().unwrap();
    assert!(!first.renew(&one, &Run::default()).unwrap());
    first.end(&one, Ok(Ending::Done("the first".to_owned()))).unwrap();
    assert!(ended(&one, id).is_none(), "it is the second's to end");
    second.end(&two, Ok(Ending::Done("the second".to_owned()))).unwrap();
    assert_eq!(ended(&one, id).unwrap().tries, 2);
}

#[test]
fn what_a_process_was_at_is_free_at_once_where_no_other_lives_and_only_there() {
    let (database, clock) = (Database::fresh(), TestClock::at(NOW));
    let (one, two, three) = (an_office(&database, &clock), an_office(&database, &clock), an_office(&database, &clock));
    let note = |line| jobs::enqueue(&one, &asker(&one), &Note { file: database.path("notes"), line }).unwrap();
    note(1);
    let living = jobs::attend(&one, "one").unwrap();
    assert_eq!(living.is_some(), database.is_sqlite());
    assert!(jobs::claim(&one, &[Note::NAME], "one").unwrap().is_some());
    let _second = jobs::attend(&two, "two").unwrap();
    assert!(jobs::claim(&two, &[Note::NAME], "two").unwrap().is_none(), "the first lives");
    drop((living, _second));
    let _third = jobs::attend(&three, "three").unwrap();
    // Over a network nobody can tell: there the lease must run out.
    assert_eq!(jobs::claim(&three, &[Note::NAME], "three").unwrap().is_some(), database.is_sqlite());
}

fn administrator(office: &Office, name: &str) -> User {
    let (name, password) = (name.to_owned(), "a sentence of many words".to_owned());
    let zone = chrono_tz::Tz::UTC;
    let new = NewUser { display_name: name.clone(), name, role: Role::Administrator, password, language: Language::En, time_zone: zone };
    users::add(office, &asker(office), &new).unwrap()
}

fn context(office: &Office, user: &User) -> Context {
    Context::of_user(user, Source::Import, office.now(), Language::En)
}

/// More than one act records: shipments of five events.
const SHIPMENTS: usize = 6_000;

fn file(shipments: usize) -> String {
    let mut file = "shipment,event,stage,occurred_at,note\n".to_owned();
    for shipment in 0..shipments {
        for (event, stage, day, note) in [
            ("registered", "", 1, ""),
            ("entered", "declaration", 2, ""),
            ("noted", "", 3, "seen"),
            ("entered", "quarantine", 4, ""),
            ("entered", "transport", 5, ""),
        ] {
            file.push_str(&format!("S-{shipment:06},{event},{stage},2026-07-{day:02}T08:00:00+08:00,{note}\n"));
        }
    }
    file
}

/// Sends a file.
fn send(office: &Office, context: &Context, content: &str) -> Uuid {
    let mut sent = tempfile::NamedTempFile::new().unwrap();
    sent.write_all(content.as_bytes()).unwrap();
    uploads::take(office, context, "summer.csv".to_owned(), content.len() as u64, sent).unwrap().unwrap()
}

fn upload(office: &Office, context: &Context, id: Uuid) -> Upload {
    uploads::get(office, context, id).unwrap().unwrap()
}

#[test]
fn a_job_of_someone_who_lost_the_right_fails() {
    let (database, clock) = (Database::fresh(), TestClock::at(NOW));
    let (office, store) = (an_office(&database, &clock), database.store(&clock));
    let (user, other) = (administrator(&office, "li"), administrator(&office, "wang"));
    let li = context(&office, &user);
    let content = file(3);
    let (first, second) = (send(&office, &li, &content), send(&office, &li, &content));
    let workers = Workers::start(Arc::clone(&office), kinds()).unwrap();
    for id in [first, second] {
        until("a judgement", 60, || matches!(upload(&office, &li, id).state, UploadState::Judged(_)).then_some(()));
    }
    drop(workers);
    uploads::import(&office, &li, first, false).unwrap();
    // Others neither see nor cancel it; whoever asked does.
    let theirs = store.upload(user.id, first).unwrap().unwrap().importing.unwrap().id;
    assert!(jobs::status(&office, &context(&office, &other), theirs).unwrap().is_none());
    assert!(!jobs::cancel(&office, &context(&office, &other), theirs).unwrap());
    uploads::import(&office, &li, second, false).unwrap();
    let cancelled = store.upload(user.id, second).unwrap().unwrap().importing.unwrap().id;
    assert!(jobs::cancel(&office, &li, cancelled).unwrap());
    store.change_user("li", |user, _| Some(User { role: Role::Staff, ..user })).unwrap();

    let _workers = Workers::start(Arc::clone(&office), kinds()).unwrap();
    let failed = until("an end", 60, || ended(&office, theirs));
    assert_eq!((failed.state, failed.tries), (JobState::Failed, 1));
    assert!(failed.reason.starts_with("forbidden"), "{}", failed.reason);
    assert_eq!(ended(&office, cancelled).unwrap().state, JobState::Cancelled);
    assert_eq!(store.head().unwrap().sequence, 0);
    // One who is shut out is nobody.
    let shut = jobs::enqueue(&office, &context(&office, &other), &Note { file: database.path("notes"), line: 1 });
    until("an end", 60, || ended(&office, shut.as_ref().copied().unwrap()));
    drop(_workers);
    let shut = jobs::enqueue(&office, &context(&office, &other), &Note { file: database.path("notes"), line: 2 }).unwrap();
    store.change_user("wang", |user, _| Some(User { disabled: true, ..user })).unwrap();
    let _workers = Workers::start(Arc::clone(&office), kinds()).unwrap();
    assert_eq!(until("an end", 60, || ended(&office, shut)).state, JobState::Failed);
    assert_eq!(std::fs::read_to_string(database.path("notes")).unwrap(), "1\n");
}

#[test]
fn work_stops_once_whoever_asked_may_not_any_more() {
    let (database, clock) = (Database::fresh(), TestClock::at(NOW));
    let (office, store) = (an_office(&database, &clock), database.store(&clock));
    let _workers = Workers::start(Arc::clone(&office), kinds()).unwrap();
    let li = context(&office, &administrator(&office, "li"));
    let id = jobs::enqueue(&office, &li, &Endless).unwrap();
    let state = || jobs::status(&office, &asker(&office), id).unwrap().unwrap().state;
    until("it begins", 60, || (state() == JobState::Running).then_some(()));
    store.change_user("li", |user, _| Some(User { role: Role::Staff, ..user })).unwrap();
    let failed = until("it ends", 60, || ended(&office, id));
    assert_eq!(failed.state, JobState::Failed);
    assert!(failed.reason.starts_with("forbidden"), "{}", failed.reason);
}

#[test]
fn files_of_others_in_the_folder_are_left_alone() {
    let (database, clock) = (Database::fresh(), TestClock::at(NOW));
    let office = an_office(&database, &clock);
    let arriving = uploads::arrivals(&office).unwrap();
    let kept = database.path("uploads");
    let theirs = [kept.join("customers.csv"), kept.join(".tmpnotes"), kept.join("notes.txt"), kept.join("folder.csv/one.csv")];
    let ours = [kept.join(format!("{}.csv", uuid::Uuid::new_v4())), arriving.join(".tmpA1b2"), arriving.join("half")];
    std::fs::create_dir(kept.join("folder.csv")).unwrap();
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(3 * 3_600);
    for path in theirs.iter().chain(&ours) {
        std::fs::write(path, "1").unwrap();
        std::fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }
    // One is on its way right now.
    let coming = arriving.join(".tmpC3d4");
    std::fs::write(&coming, "1").unwrap();
    uploads::sweep(&office).unwrap();
    assert!(theirs.iter().chain([&coming]).all(|path| path.exists()));
    assert!(!ours.iter().any(|path| path.exists()));
}

#[test]
fn files_are_kept_as_long_as_they_are_needed() {
    let (database, clock) = (Database::fresh(), TestClock::at(NOW));
    let office = an_office(&database, &clock);
    let li = context(&office, &administrator(&office, "li"));
    let _workers = Workers::start(Arc::clone(&office), kinds()).unwrap();
    let lying = || {
        std::fs::read_dir(database.path("uploads"))
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|e| e == "csv"))
            .count()
    };
    let done = send(&office, &li, &file(3));
    until("a judgement", 60, || matches!(upload(&office, &li, done).state, UploadState::Judged(_)).then_some(()));
    assert_eq!(lying(), 1);
    uploads::import(&office, &li, done, false).unwrap();
    until("an import", 60, || matches!(upload(&office, &li, done).state, UploadState::Done(_)).then_some(()));
    until("the file goes", 60, || (lying() == 0).then_some(()));
    // Of one person's so many are kept, the oldest goes first.
    let mut sent = Vec::new();
    for _ in 0..uploads::KEPT {
        let id = send(&office, &li, "nothing but words\n");
        until("a refusal", 60, || (upload(&office, &li, id).state == UploadState::Refused).then_some(()));
        sent.push(id);
    }
    assert!(uploads::get(&office, &li, done).unwrap().is_none());
    assert_eq!((uploads::of_user(&office, &li).unwrap().len(), lying()), (uploads::KEPT, uploads::KEPT));
    uploads::discard(&office, &li, sent[0]).unwrap();
    assert_eq!(lying(), uploads::KEPT - 1);
    clock.set(moment(NOW).micros() + (uploads::KEPT_DAYS + 1) * 86_400_000_000);
    uploads::sweep(&office).unwrap();
    assert!(uploads::of_user(&office, &li).unwrap().is_empty());
}

fn real_clock() -> Arc<dyn Fn() -> Moment + Send + Sync> {
    Arc::new(|| Moment::from_micros(chrono::Utc::now().timestamp_micros()).unwrap())
}

/// The program, serving this database.
struct Served(Child);

impl Served {
    fn start(database: &Database) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tumen"));
        command.arg("serve").env("DATABASE_URL", &database.url).env("UPLOADS", database.path("uploads")).env("LISTEN", "127.0.0.1:0");
        Self(command.stdout(Stdio::null()).current_dir(database.folder.path()).spawn().unwrap())
    }

    /// Ends it as a power cut does.
    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn a_server_that_is_killed_goes_on_where_it_was() {
    let database = Database::fresh();
    let store = Arc::new(Store::open(&database.address(), real_clock()).unwrap());
    let office = office(&store).with_uploads(database.path("uploads"));
    let user = administrator(&office, "li");
    let li = context(&office, &user);
    let content = file(SHIPMENTS);
    let id = send(&office, &li, &content);
    let state =
        |wanted: fn(&UploadState) -> bool| until("a state", 240, || Some(upload(&office, &li, id)).filter(|upload| wanted(&upload.state)));

    // Killed while it judges: the judgement is begun again.
    let first = Served::start(&database);
    let judging = || store.upload(user.id, id).unwrap().unwrap().judging;
    until("a judgement at work", 120, || (judging().state == JobState::Running).then_some(()));
    first.kill();
    assert_eq!(upload(&office, &li, id).state, UploadState::Judging);
    let second = Served::start(&database);
    // A file tells that no other process lives; over a network the lease must run out.
    let patience = if database.is_sqlite() { 20 } else { 90 };
    until("it is taken up", patience, || (judging().tries == 2).then_some(()));
    state(|state| matches!(state, UploadState::Judged(_)));
    uploads::import(&office, &li, id, false).unwrap();
    // Killed between its acts: some are recorded, and stay.
    until("an act", 240, || (store.head().unwrap().sequence > 0).then_some(()));
    second.kill();
    let recorded = store.import(1).unwrap().unwrap();
    assert!(recorded.shipments < SHIPMENTS as u64, "it was killed too late: {}", recorded.shipments);
    assert_eq!(upload(&office, &li, id).state, UploadState::Importing);

    let _third = Served::start(&database);
    let done = match state(|state| matches!(state, UploadState::Done(_))).state {
        UploadState::Done(done) => done,
        other => panic!("{other:?}"),
    };
    let whole = Database::fresh();
    let other = Arc::new(Store::open(&whole.address(), real_clock()).unwrap());
    let path = whole.write("summer.csv", &content);
    let expected = import::import(&support::office(&other), &machine("tests", other.now()), ImportRequest::new(path)).unwrap();
    assert_eq!(done, expected);
    assert_eq!(store.import(1).unwrap().unwrap().acts.len(), other.import(1).unwrap().unwrap().acts.len());
    assert!(store.import(2).unwrap().is_none());
    let told = |store: &Store| {
        let mut told = Vec::new();
        let each = |history: tumen::domain::history::History| {
            told.push((
                history.shipment,
                history.events.into_iter().map(|recorded| (recorded.number, recorded.event.with_actor(""))).collect::<Vec<_>>(),
            ));
            Ok::<_, StoreError>(())
        };
        store.each_history(None, each).unwrap();
        told
    };
    assert!(told(&store) == told(&other));
    assert_eq!(store.head().unwrap().sequence, SHIPMENTS as i64, "one command a shipment");
}
