//! The boundary of the office: every use case asks itself whether whoever asks may, as its table of rights says; and
//! web and cli have no way around it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;
use support::sources::files_of;
use support::{Database, TestClock, machine, office};
use tumen::domain::actor::Source;
use tumen::domain::codes::{Cell, Reference, Text};
use tumen::domain::details::Details;
use tumen::domain::lane::Lane;
use tumen::domain::parcel::Parcels;
use tumen::domain::report::{Cohort, DrillDown, Figure, Question};
use tumen::domain::role::Role;
use tumen::domain::stage::ClockName;
use tumen::domain::time::Stamp;
use tumen::formats::histories::Writer;
use tumen::i18n::Language;
use tumen::office::amend::AmendDetails;
use tumen::office::command::{Circumstances, CommandRefused, SeenShipment};
use tumen::office::correct::CorrectEvent;
use tumen::office::find::ListQuery;
use tumen::office::import::{ImportRequest, Refusals};
use tumen::office::jobs::{self, Job};
use tumen::office::parcels::{PackParcels, Packing};
use tumen::office::record::RecordEvents;
use tumen::office::reference_data::ReferenceData;
use tumen::office::register::RegisterShipment;
use tumen::office::rights::{Right, may};
use tumen::office::sample::Sample;
use tumen::office::uploads::{self, JudgeUpload};
use tumen::office::users::{NewUser, Sessions, User};
use tumen::office::{
    Address, Context, EditError, Error, Forbidden, Office, Progress, amend, backup, board, check, clearance, correct, directory, export,
    find, import, kept_forms, lanes, parcels, places, reasons, record, register, sample, targets, timeline, users,
};
use uuid::Uuid;

/// What a use case asks of whoever asks for it.
#[derive(Debug, Clone, Copy)]
enum Needs {
    /// A right.
    Right(Right),
    /// A right, and an account of their own.
    Own(Right),
    /// An account of their own.
    Account,
    /// The machine.
    Machine,
}

impl Needs {
    /// By a person of a role, or by the command line, which has none.
    fn are_met(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Right(right) | Self::Own(right), Some(role)) => may(role, right),
            (Self::Account, Some(_)) | (Self::Right(_) | Self::Machine, None) => true,
            (Self::Machine, Some(_)) | (Self::Own(_) | Self::Account, None) => false,
        }
    }
}

/// What came of a use case: whether it was refused for lack of a right.
trait Outcome {
    fn is_forbidden(&self) -> bool;
}

impl Outcome for Error {
    fn is_forbidden(&self) -> bool {
        matches!(self, Self::Forbidden(_))
    }
}

impl Outcome for Forbidden {
    fn is_forbidden(&self) -> bool {
        true
    }
}

impl Outcome for CommandRefused {
    fn is_forbidden(&self) -> bool {
        matches!(self, Self::Failed(Error::Forbidden(_)))
    }
}

impl<E: std::fmt::Debug> Outcome for EditError<E> {
    fn is_forbidden(&self) -> bool {
        matches!(self, Self::Failed(Error::Forbidden(_)))
    }
}

impl Outcome for Refusals {
    fn is_forbidden(&self) -> bool {
        matches!(self, Self::Store(Error::Forbidden(_)))
    }
}

impl Outcome for export::ExportError {
    fn is_forbidden(&self) -> bool {
        matches!(self, Self::Store(Error::Forbidden(_)))
    }
}

impl Outcome for backup::BackupError {
    fn is_forbidden(&self) -> bool {
        matches!(self, Self::Store(Error::Forbidden(_)))
    }
}

impl<T, E: Outcome> Outcome for Result<T, E> {
    fn is_forbidden(&self) -> bool {
        self.as_ref().is_err_and(Outcome::is_forbidden)
    }
}

impl Outcome for uploads::UploadError {
    fn is_forbidden(&self) -> bool {
        matches!(self, Self::Failed(Error::Forbidden(_)))
    }
}

/// What use cases are tried on.
struct Trial {
    office: Office,
    database: Database,
    known: Arc<ReferenceData>,
}

type Case = (&'static str, Needs, fn(&Trial, &Context) -> bool);

fn shipment() -> Reference {
    Reference::read("HC-1").unwrap()
}

fn seen() -> SeenShipment {
    SeenShipment { shipment: shipment(), version: None }
}

fn circumstances() -> Circumstances {
    Circumstances { occurred: Stamp::parse("2026-07-20T10:00:00+08:00").unwrap(), place: None, reason: None, note: None }
}

const KEY: Uuid = Uuid::nil();

fn quiet() -> Progress {
    Arc::new(|_, _| {})
}

fn question() -> Question {
    Question { from: None, to: None, cohort: Cohort::Completed, time_zone: Tz::UTC, lane: None }
}

fn someone() -> NewUser {
    let text = |text: &str| text.to_owned();
    let (name, display_name, password) = (text("someone"), text("Someone"), text("a sentence is good"));
    NewUser { name, display_name, role: Role::Staff, password, language: Language::En, time_zone: Tz::UTC }
}

impl Trial {
    fn request(&self) -> ImportRequest {
        ImportRequest::new(self.database.write("trial.csv", "nothing but words\n"))
    }
}

fn judgement() -> JudgeUpload {
    JudgeUpload { upload: uuid::Uuid::nil() }
}

fn context(office: &Office, role: Role, id: i64) -> Context {
    let user = User {
        id,
        name: role.to_string(),
        display_name: role.to_string(),
        role,
        password: String::new(),
        language: "en".to_owned(),
        time_zone: "UTC".to_owned(),
        disabled: false,
        created_at: office.now(),
        lasting_id: format!("id-{role}"),
    };
    Context::of_user(&user, Source::Form, office.now(), Language::En)
}

/// Every use case of the office that takes a context, by its file and name.
#[rustfmt::skip]
const CASES: &[Case] = &[
    ("amend::amend", Needs::Right(Right::Correct), |t, c| {
        let command = AmendDetails { shipment: seen(), details: Details::default(), emptied: Vec::new(), circumstances: circumstances(), key: KEY };
        amend::amend(&t.office, c, &t.known, command).is_forbidden()
    }),
    ("backup::back_up", Needs::Machine, |t, c| backup::back_up(&t.office, c, &t.database.address(), &t.database.path("copy")).is_forbidden()),
    ("backup::restore", Needs::Machine, |t, c| {
        let address = Address::Sqlite(t.database.path("restored"));
        backup::restore(c, &address, &t.database.path("no copy"), tumen::domain::time::Moment::earliest).is_forbidden()
    }),
    ("board::board", Needs::Right(Right::Look), |t, c| board::board(&t.office, c, None).is_forbidden()),
    ("board::changes", Needs::Right(Right::Look), |t, c| board::changes(&t.office, c).is_forbidden()),
    ("check::check", Needs::Machine, |t, c| check::check(&t.office, c, &quiet()).is_forbidden()),
    ("clearance::answer", Needs::Right(Right::Report), |t, c| clearance::answer(&t.office, c, question(), None).is_forbidden()),
    ("clearance::drill_down::describe_as_of", Needs::Right(Right::Report), |t, c| {
        clearance::describe_as_of(&t.office, c, &mut [], t.office.now()).is_forbidden()
    }),
    ("clearance::drill_down::drill_down", Needs::Right(Right::Report), |t, c| {
        let asked = DrillDown { clock: ClockName::Clearance, figure: Figure::Ended, seconds: 0 };
        clearance::drill_down(&t.office, c, &question(), t.office.now(), asked).is_forbidden()
    }),
    ("clearance::drill_down::narrowed", Needs::Right(Right::Report), |t, c| {
        clearance::narrowed(&t.office, c, Vec::new(), &ListQuery::default()).is_forbidden()
    }),
    ("clearance::head_as_of", Needs::Right(Right::Report), |t, c| clearance::head_as_of(&t.office, c, t.office.now()).is_forbidden()),
    ("clearance::next_recording", Needs::Right(Right::Report), |t, c| clearance::next_recording(&t.office, c).is_forbidden()),
    ("clearance::report", Needs::Right(Right::Report), |t, c| clearance::report(&t.office, c, question(), None).is_forbidden()),
    ("clearance::settle", Needs::Right(Right::Report), |t, c| clearance::settle(&t.office, c, None).is_forbidden()),
    ("clearance::time_zone", Needs::Right(Right::Report), |t, c| clearance::time_zone(&t.office, c).is_forbidden()),
    ("correct::correct", Needs::Right(Right::Correct), |t, c| {
        let command = CorrectEvent { shipment: seen(), number: 1, reason: Text::read("so").unwrap(), replacement: None, key: KEY };
        correct::correct(&t.office, c, &t.known, command).is_forbidden()
    }),
    ("export::count", Needs::Right(Right::Export), |t, c| export::count(&t.office, c, None).is_forbidden()),
    ("directory::all", Needs::Right(Right::ManageDirectory), |t, c| directory::all(&t.office, c).is_forbidden()),
    ("directory::keep", Needs::Right(Right::ManageDirectory), |t, c| {
        let (name, same_as, shown) = (String::new(), String::new(), directory::Names::default());
        let draft = directory::NameDraft { kind: directory::NameKind::Party, name, same_as, shown, retired: false };
        directory::keep(&t.office, c, &draft).is_forbidden()
    }),
    ("directory::used", Needs::Right(Right::Look), |t, c| directory::used(&t.office, c).is_forbidden()),
    ("export::histories", Needs::Right(Right::Export), |t, c| export::histories(&t.office, c, None, || Writer::begin(Vec::new()), &quiet()).is_forbidden()),
    ("find::none", Needs::Right(Right::Look), |t, c| find::none(&t.office, c).is_forbidden()),
    ("find::doubted_milestones", Needs::Right(Right::Look), |t, c| find::doubted_milestones(&t.office, c, 1).is_forbidden()),
    ("find::count", Needs::Right(Right::Look), |t, c| find::count(&t.office, c, &ListQuery::default()).is_forbidden()),
    ("find::find", Needs::Right(Right::Look), |t, c| find::find(&t.office, c, &ListQuery::default()).is_forbidden()),
    ("find::history", Needs::Right(Right::Look), |t, c| find::history(&t.office, c, &shipment()).is_forbidden()),
    ("find::keep", Needs::Own(Right::Look), |t, c| find::keep(&t.office, c, "mine", "state=held").is_forbidden()),
    ("find::kept", Needs::Own(Right::Look), |t, c| find::kept(&t.office, c).is_forbidden()),
    ("find::identified", Needs::Right(Right::Look), |t, c| find::identified(&t.office, c, "HC-1").is_forbidden()),
    ("find::meant", Needs::Right(Right::Look), |t, c| find::meant(&t.office, c, &shipment()).is_forbidden()),
    ("find::nearest", Needs::Right(Right::Look), |t, c| find::nearest(&t.office, c, &find::words("hc").unwrap()).is_forbidden()),
    ("find::retyped", Needs::Right(Right::Look), |t, c| find::retyped(&t.office, c, "\u{440}\u{441}").is_forbidden()),
    ("find::twins", Needs::Right(Right::Look), |t, c| find::twins(&t.office, c).is_forbidden()),
    ("import::commands_of", Needs::Right(Right::Import), |t, c| import::commands_of(&t.office, c, 1, 1).is_forbidden()),
    ("import::import", Needs::Right(Right::Import), |t, c| import::import(&t.office, c, t.request()).is_forbidden()),
    ("import::judge", Needs::Right(Right::Import), |t, c| import::judge(&t.office, c, t.request()).is_forbidden()),
    ("import::record_of", Needs::Right(Right::Import), |t, c| import::record_of(&t.office, c, 1).is_forbidden()),
    ("jobs::cancel", Needs::Right(Right::Look), |t, c| jobs::cancel(&t.office, c, 0).is_forbidden()),
    ("jobs::enqueue", Needs::Right(JudgeUpload::RIGHT), |t, c| jobs::enqueue(&t.office, c, &judgement()).is_forbidden()),
    ("jobs::status", Needs::Right(Right::Look), |t, c| jobs::status(&t.office, c, 0).is_forbidden()),
    ("kept_forms::keep", Needs::Own(Right::Look), |t, c| kept_forms::keep(&t.office, c, "a=b").is_forbidden()),
    ("kept_forms::kept", Needs::Own(Right::Look), |t, c| kept_forms::kept(&t.office, c, uuid::Uuid::nil()).is_forbidden()),
    ("lanes::load", Needs::Right(Right::Report), |t, c| lanes::Lanes::load(&t.office, c).is_forbidden()),
    ("parcels::also_in", Needs::Right(Right::Look), |t, c| parcels::also_in(&t.office, c, &["LV384211906CN"], &shipment()).is_forbidden()),
    ("parcels::pack", Needs::Right(Right::Record), |t, c| {
        let (parcels, packing) = (Parcels::read("A-1").unwrap(), Packing::In);
        let command = PackParcels { shipment: seen(), parcels, packing, circumstances: circumstances(), key: KEY };
        parcels::pack(&t.office, c, &t.known, command).is_forbidden()
    }),
    ("places::add", Needs::Right(Right::ManagePlaces), |t, c| places::add(&t.office, c, &places::PlaceDraft::default()).is_forbidden()),
    ("places::all", Needs::Right(Right::Look), |t, c| places::all(&t.office, c).is_forbidden()),
    ("places::change", Needs::Right(Right::ManagePlaces), |t, c| places::change(&t.office, c, &places::PlaceDraft::default()).is_forbidden()),
    ("places::codes", Needs::Right(Right::Look), |t, c| places::codes(&t.office, c).is_forbidden()),
    ("places::set_retired", Needs::Right(Right::ManagePlaces), |t, c| places::set_retired(&t.office, c, "NOWHERE", true).is_forbidden()),
    ("reasons::add", Needs::Right(Right::ManageReasons), |t, c| reasons::add(&t.office, c, &reasons::ReasonDraft::default()).is_forbidden()),
    ("reasons::all", Needs::Right(Right::ManageReasons), |t, c| reasons::all(&t.office, c).is_forbidden()),
    ("reasons::change", Needs::Right(Right::ManageReasons), |t, c| reasons::change(&t.office, c, &reasons::ReasonDraft::default()).is_forbidden()),
    ("reasons::set_retired", Needs::Right(Right::ManageReasons), |t, c| reasons::set_retired(&t.office, c, "none", true).is_forbidden()),
    ("record::record", Needs::Right(Right::Record), |t, c| {
        let command = RecordEvents { shipments: vec![seen()], events: Vec::new(), sure_of: None, key: KEY };
        record::record(&t.office, c, &t.known, command).is_forbidden()
    }),
    ("reference_data::load", Needs::Right(Right::Look), |t, c| ReferenceData::load(&t.office, c).is_forbidden()),
    ("register::as_another", Needs::Right(Right::Register), |t, c| register::as_another(&t.office, c, &shipment()).is_forbidden()),
    ("register::as_last_of", Needs::Right(Right::Register), |t, c| {
        register::as_last_of(&t.office, c, &Lane::parse("CNHCG:RUYEK").unwrap()).is_forbidden()
    }),
    ("register::usual_lanes", Needs::Right(Right::Register), |t, c| register::usual_lanes(&t.office, c).is_forbidden()),
    ("register::register", Needs::Right(Right::Register), |t, c| {
        let command = RegisterShipment { reference: shipment(), details: Details::default(), parcels: None, circumstances: circumstances(), key: KEY };
        register::register(&t.office, c, &t.known, command).is_forbidden()
    }),
    ("sample::fill", Needs::Right(Right::Import), |t, c| {
        let empty = || Sample { targets: Vec::new(), shipments: 0, commands: std::iter::empty() };
        sample::fill(&t.office, c, empty, &quiet()).is_forbidden()
    }),
    ("targets::first_promise", Needs::Right(Right::Look), |t, c| {
        targets::first_promise(&t.office, c, &Lane::parse("CNHCG:RUYEK").unwrap()).is_forbidden()
    }),
    ("targets::of_lane", Needs::Right(Right::SetTargets), |t, c| {
        targets::of_lane(&t.office, c, &Lane::parse("CNHCG:RUYEK").unwrap()).is_forbidden()
    }),
    ("targets::lanes", Needs::Right(Right::SetTargets), |t, c| targets::lanes(&t.office, c).is_forbidden()),
    ("targets::set", Needs::Right(Right::SetTargets), |t, c| targets::set(&t.office, c, &targets::TargetsDraft::default()).is_forbidden()),
    ("timeline::all", Needs::Right(Right::Look), |t, c| timeline::all(&t.office, c, None, |_, _| Ok::<_, Error>(())).is_forbidden()),
    ("timeline::timeline", Needs::Right(Right::Look), |t, c| timeline::timeline(&t.office, c, &shipment(), None).is_forbidden()),
    ("uploads::answer", Needs::Own(Right::Import), |t, c| uploads::answer(&t.office, c, uuid::Uuid::nil()).is_forbidden()),
    ("uploads::discard", Needs::Own(Right::Import), |t, c| uploads::discard(&t.office, c, uuid::Uuid::nil()).is_forbidden()),
    ("uploads::get", Needs::Own(Right::Import), |t, c| uploads::get(&t.office, c, uuid::Uuid::nil()).is_forbidden()),
    ("uploads::import", Needs::Own(Right::Import), |t, c| uploads::import(&t.office, c, uuid::Uuid::nil(), false).is_forbidden()),
    ("uploads::of_user", Needs::Own(Right::Import), |t, c| uploads::of_user(&t.office, c).is_forbidden()),
    ("uploads::take", Needs::Own(Right::Import), |t, c| {
        uploads::take(&t.office, c, "trial.csv".to_owned(), 0, tempfile::NamedTempFile::new().unwrap()).is_forbidden()
    }),
    ("uploads::texts", Needs::Own(Right::Import), |t, c| uploads::texts(&t.office, c, uuid::Uuid::nil(), &[1]).is_forbidden()),
    ("users::add", Needs::Right(Right::ManageUsers), |t, c| users::add(&t.office, c, &NewUser { name: String::new(), ..someone() }).is_forbidden()),
    ("users::add_samples", Needs::Right(Right::ManageUsers), |t, c| users::add_samples(&t.office, c).is_forbidden()),
    ("users::all", Needs::Right(Right::ManageUsers), |t, c| users::all(&t.office, c).is_forbidden()),
    ("users::by_id", Needs::Right(Right::ManageUsers), |t, c| users::by_id(&t.office, c, 1).is_forbidden()),
    ("users::change_password", Needs::Account, |t, c| users::change_password(&t.office, c, "not the old one", "a sentence is good", "").is_forbidden()),
    ("users::describe", Needs::Right(Right::ManageUsers), |t, c| users::describe(&t.office, c, "nobody", "Nobody", Role::Staff).is_forbidden()),
    ("users::disable", Needs::Right(Right::ManageUsers), |t, c| users::disable(&t.office, c, "nobody").is_forbidden()),
    ("users::end_own_sessions", Needs::Account, |t, c| users::end_own_sessions(&t.office, c, &Sessions::AllBut(None)).is_forbidden()),
    ("users::end_sessions", Needs::Right(Right::ManageUsers), |t, c| users::end_sessions(&t.office, c, 1, &Sessions::AllBut(None)).is_forbidden()),
    ("users::own_sessions", Needs::Account, |t, c| users::own_sessions(&t.office, c).is_forbidden()),
    ("users::renew_password", Needs::Right(Right::ManageUsers), |t, c| users::renew_password(&t.office, c, "nobody", "", None).is_forbidden()),
    ("users::sessions_of", Needs::Right(Right::ManageUsers), |t, c| users::sessions_of(&t.office, c, 1).is_forbidden()),
    ("users::set_disabled", Needs::Right(Right::ManageUsers), |t, c| users::set_disabled(&t.office, c, "nobody", true).is_forbidden()),
    ("users::set_password", Needs::Right(Right::ManageUsers), |t, c| users::set_password(&t.office, c, "nobody", "a sentence is good", None).is_forbidden()),
    ("users::set_preferences", Needs::Account, |t, c| users::set_preferences(&t.office, c, Language::En, None).is_forbidden()),
    ("users::welcome", Needs::Right(Right::ManageUsers), |t, c| users::welcome(&t.office, c, NewUser { name: String::new(), ..someone() }).is_forbidden()),
];

/// Use cases for whoever is nobody yet, or shows a secret of their own instead: a password, a link, a session; and what
/// the program's own workers ask, who run each job in the name of whoever asked for it.
const OPEN: &[&str] = &[
    "jobs::attend",
    "jobs::claim",
    "jobs::end",
    "jobs::is_allowed",
    "jobs::renew",
    "jobs::run",
    "setup::check",
    "setup::create",
    "setup::for_office",
    "sign_in::outside",
    "sign_in::sign_in",
    "sign_in::sign_out",
    "sign_in::who",
    "sign_in::who_at_hand",
    "uploads::arrivals",
    "uploads::sweep",
];

#[test]
fn each_use_case_answers_those_who_have_its_right_and_no_other() {
    let database = Database::fresh();
    let store = database.store(&TestClock::at("2026-07-20T04:00:00Z"));
    let office = office(&store).with_uploads(database.path("uploads"));
    let tests = machine("tests", office.now());
    let ids = Role::ALL.iter().map(|role| {
        let new = NewUser { name: role.word().to_owned(), role: *role, ..someone() };
        users::add(&office, &tests, &new).unwrap().id
    });
    let ids: Vec<i64> = ids.collect();
    let mut contexts: Vec<(Option<Role>, Context)> =
        Role::ALL.iter().zip(&ids).map(|(role, id)| (Some(*role), context(&office, *role, *id))).collect();
    contexts.push((None, tests.clone()));
    let known = ReferenceData::load(&office, &tests).unwrap();
    let trial = Trial { office, database, known };
    for (name, needs, ask) in CASES {
        for (role, context) in &contexts {
            assert_eq!(ask(&trial, context), !needs.are_met(*role), "{name} needs {needs:?}: {role:?}");
        }
    }
}

#[test]
fn whoever_is_refused_changes_nothing() {
    let database = Database::fresh();
    let store = database.store(&TestClock::at("2026-07-20T04:00:00Z"));
    let office = office(&store);
    let staff = context(&office, Role::Staff, 1);
    assert!(users::add(&office, &staff, &someone()).is_forbidden());
    assert!(store.users().unwrap().is_empty());
    assert!(places::set_retired(&office, &staff, "CNHCG", true).is_forbidden());
    assert!(store.places().unwrap().iter().all(|place| !place.retired));
    let copy = database.path("copy");
    assert!(backup::back_up(&office, &staff, &database.address(), &copy).is_forbidden());
    assert!(!copy.exists());
}

/// The sources of a room: their paths in it, and their code without comments.
fn sources(room: &str) -> Vec<(PathBuf, String)> {
    let (root, found) = files_of(&format!("src/{room}"), "rs");
    let code = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
    };
    found.iter().map(|path| (path.strip_prefix(&root).unwrap().to_owned(), code(path))).collect()
}

#[test]
fn no_use_case_is_left_out() {
    let (mut asking, mut open) = (BTreeSet::new(), BTreeSet::new());
    for (path, code) in sources("office") {
        let mut parts: Vec<String> = path.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        parts.retain(|part| part != "mod");
        for function in code.split("pub fn ").skip(1) {
            let head = function.split(" {\n").next().unwrap();
            let name = head.split(['(', '<']).next().unwrap();
            let name = format!("{}::{name}", parts.join("::"));
            if head.contains("&Context") {
                asking.insert(name);
            } else if head.contains("&Office") {
                open.insert(name);
            }
            assert!(
                !head.contains("Store>") && !head.contains("&Store") || head.starts_with("over("),
                "the store is handed out or asked for: {head}"
            );
        }
    }
    assert_eq!(asking, CASES.iter().map(|(name, ..)| (*name).to_owned()).collect());
    assert_eq!(open, OPEN.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn web_cli_and_jobs_reach_the_store_by_the_office_alone() {
    for room in ["web", "cli", "jobs"] {
        for (path, code) in sources(room) {
            // A path into a room, also as a part of a tree of uses; `is_whole.store(…)` is none.
            let words = code.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            let wrong: Vec<&str> = words.filter(|word| word.contains("::") && word.split("::").any(|part| part == "store")).collect();
            assert!(wrong.is_empty(), "{room}/{}: {wrong:?}", path.display());
            assert!(!code.contains("crate::{"), "{room}/{}: a tree of uses from the root cannot be read here", path.display());
        }
    }
}
