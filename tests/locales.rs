//! The three languages say the same things: no key is missing, none is unused, and each message takes the same values.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use support::every_kind::every_kind;
use support::{Database, csv, text};
use tumen::domain::codes::{Classifier, Mode};
use tumen::domain::field::Field;
use tumen::domain::milestones::WhyDoubted;
use tumen::domain::named::{COUNTRIES, CURRENCIES, DOCUMENTS, MILESTONES, NameKind, RESPONSIBLE, TRANSPORT_MODES, UNITS};
use tumen::domain::refusal::Rule;
use tumen::domain::report::{Cohort, Figure};
use tumen::domain::stage::{ClockName, Outcome, Stage};
use tumen::domain::timeline::Warning;
use tumen::i18n::Language;
use tumen::web::What;

/// Each key with the values that its message takes.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in language.source().lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|(name, _)| !name.starts_with(char::is_whitespace)) {
            key = name.to_owned();
            assert!(messages.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice in {}", language.tag());
        }
        for value in line.split('$').skip(1) {
            let name: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            messages.entry(key.clone()).or_default().insert(name);
        }
    }
    messages
}

fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "html") {
            *found += &std::fs::read_to_string(path).unwrap();
        }
    }
}

#[test]
fn every_language_has_every_message_with_the_same_values() {
    let english = messages(Language::En);
    assert!(english.len() > 150);
    for language in [Language::ZhCn, Language::Ru] {
        assert_eq!(messages(language), english, "{}", language.tag());
    }
}

#[test]
fn messages_are_written_in_their_language() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    for key in messages(Language::En).keys().filter(|key| !LETTERLESS.contains(&key.as_str())) {
        assert!(Language::ZhCn.text(key).contains(is_han), "{key}");
        assert!(Language::Ru.text(key).contains(is_cyrillic), "{key}");
        assert!(!Language::En.text(key).contains(|c| is_han(c) || is_cyrillic(c)), "{key}");
    }
}

/// Messages that put values together without a word of their own.
const LETTERLESS: &[&str] = &[
    "error-file",
    "import-size",
    "import-size-large",
    "list-goods",
    "list-held",
    "report-n",
    "report-p90",
    "timeline-number",
    "timeline-outcome",
    "local-day-time",
    "event-line",
    "event-called",
    "quoted",
    "history-amended",
    "history-changed",
    "report-drill-down",
    "report-by-outcome",
    "report-outcome",
    "list-filter",
    "history-retracted-by",
    "warning-line",
    "check-doubted",
    "step-milestone",
    "lane",
    "reason-pausing",
    "code-named",
    "zone-named",
    "zone-offset",
];

/// Events that are told by a verb of their own.
const EVENTS: &[&str] = &[
    "registered",
    "entered",
    "entered-again",
    "skipped",
    "held",
    "released",
    "noted",
    "amended",
    "split",
    "packed",
    "unpacked",
    "scanned",
    "attached",
    "closed",
    "retracted",
];

/// What can go wrong on the way to a page.
const FAILURES: &[&str] = &[
    "not-found",
    "not-allowed",
    "cross-site",
    "method",
    "unreadable",
    "too-large",
    "too-many",
    "setup-closed",
    "upload-gone",
    "busy",
    "broken",
];

/// Keys that are put together from a family and a word.
fn families() -> BTreeSet<String> {
    let family = |name: &str, words: Vec<&str>| words.into_iter().map(|word| format!("{name}-{word}")).collect::<Vec<_>>();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    keys.extend(family("rule", Rule::ALL.iter().map(|rule| rule.word()).collect()));
    keys.extend(family("stage", Stage::ALL.iter().map(|stage| stage.word()).collect()));
    keys.extend(family("clock", ClockName::ALL.iter().map(|clock| clock.word()).collect()));
    keys.extend(family("outcome", Outcome::ALL.iter().map(|outcome| outcome.word()).collect()));
    keys.extend(family("cohort", Cohort::ALL.iter().map(|cohort| cohort.word()).collect()));
    keys.extend(family("warning", Warning::ALL.iter().map(|warning| warning.word()).collect()));
    keys.extend(family("doubted", WhyDoubted::ALL.iter().map(|why| why.word()).collect()));
    let fields = Field::ALL.iter().map(|field| field.word());
    keys.extend(family("field", fields.collect()));
    keys.extend(family("what", What::ALL.iter().map(|what| what.word()).collect()));
    keys.extend(family("responsible", RESPONSIBLE.to_vec()));
    keys.extend(family("milestone", MILESTONES.to_vec()));
    keys.extend(family("document", DOCUMENTS.to_vec()));
    keys.extend(family("goods-unit", UNITS.to_vec()));
    keys.extend(family("country", COUNTRIES.to_vec()));
    keys.extend(family("currency", CURRENCIES.to_vec()));
    keys.extend(family("directory", NameKind::ALL.iter().map(|kind| kind.word()).collect()));
    keys.extend(family("transport-mode", TRANSPORT_MODES.to_vec()));
    keys.extend(family("mode", Mode::ALL.iter().map(|mode| mode.word()).collect()));
    keys.extend(family("classifier", Classifier::ALL.iter().map(|word| word.word()).collect()));
    keys.extend(family("event-milestone", Classifier::ALL.iter().map(|word| word.word()).collect()));
    keys.extend(family("event", EVENTS.to_vec()));
    keys.extend(family("fail", FAILURES.to_vec()));
    keys.extend(FAILURES.iter().map(|failure| format!("fail-{failure}-how")));
    let filters = ["q", "state", "stage", "lane", "mode", "carrier", "place", "reason", "responsible", "outcome", "from", "to"];
    keys.extend(family("filter", filters.to_vec()));
    keys.extend(family("report-figure", Figure::ALL.iter().map(|figure| figure.word()).collect()));
    keys.extend(family("line", vec!["description", "quantity", "unit"]));
    let spans = ClockName::ALL.iter().filter(|clock| clock.stage().is_none());
    keys.extend(family("clock-ends", spans.map(|clock| clock.word()).collect()));
    help(&tumen::cli::command(Language::En), "cli", &mut keys);
    keys
}

fn help(command: &clap::Command, key: &str, keys: &mut BTreeSet<String>) {
    keys.insert(key.to_owned());
    let own = command.get_arguments().map(|argument| argument.get_id().as_str()).filter(|id| !["help", "version"].contains(id));
    keys.extend(own.map(|id| format!("{key}-{id}")));
    for below in command.get_subcommands() {
        help(below, &format!("{key}-{}", below.get_name()), keys);
    }
}

#[test]
fn no_key_is_missing_and_none_is_unused() {
    let known: BTreeSet<String> = messages(Language::En).into_keys().collect();
    let families = families();
    assert_eq!(families.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
    let mut code = String::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut code);
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")), &mut code);
    let literal = |key: &str| code.contains(&format!("\"{key}\""));
    // Heads of tables are the table's name and theirs.
    let is_head = |key: &str| {
        let is_named = |head: &str| literal(head) || literal(&head.replace('-', "_"));
        key.split_once('-').is_some_and(|(table, head)| ["report", "timeline"].contains(&table) && is_named(head))
    };
    for key in known.difference(&families) {
        let base = key.strip_suffix("-rule").filter(|base| known.contains(*base));
        assert!(literal(key) || is_head(key) || base.is_some_and(literal), "{key} is unused");
    }
    for word in code.split('"').skip(1).step_by(2) {
        let looks_like_a_key =
            ["error-", "check-", "import-", "export-", "progress-", "demo-", "migrate-", "way-", "fault-", "unit-", "file-", "form-"]
                .iter()
                .any(|family| word.strip_prefix(family).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        assert!(!looks_like_a_key || known.contains(word), "{word} is no key");
    }
}

#[test]
fn what_is_printed_is_in_the_readers_language() {
    let database = Database::fresh();
    let file = database.write("file.csv", &csv(&every_kind()));
    let run = |locale: &str, arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_tumen"))
            .args(arguments)
            .env("DATABASE_URL", &database.url)
            .env("LC_ALL", locale)
            .output()
            .unwrap();
        text(&output.stdout) + &text(&output.stderr)
    };
    assert!(run("zh_CN.UTF-8", &["import", file.to_str().unwrap()]).contains("已录入 7 个批次的 28 个事件。"));
    for locale in ["en_US.UTF-8", "zh_CN.UTF-8", "ru_RU.UTF-8"] {
        let commands: [&[&str]; 5] =
            [&["report", "clearance"], &["timeline", "KINDS"], &["timeline", "NOBODY"], &["check"], &["timeline", "--help"]];
        for arguments in commands {
            let printed = run(locale, arguments);
            let is_key = |word: &str| {
                ["report-", "timeline-", "clock-", "stage-", "cli-", "error-", "check-"].iter().any(|family| word.starts_with(family))
            };
            assert!(!printed.split_whitespace().any(is_key), "{locale} {arguments:?}: {printed}");
            assert!(!printed.contains("{$") && !printed.contains("{ $"), "{printed}");
        }
    }
    assert!(run("ru_RU.UTF-8", &["report", "clearance"]).contains("7 партий"));
    assert!(run("zh_CN.UTF-8", &["timeline", "NOBODY"]).contains("没有批次 NOBODY"));
}
