//! Every code that a reader sees has its name beside it, and no English word stands in another language's page: every page,
//! in Chinese and in Russian, of an office whose history has every code of every table.

use std::collections::{BTreeMap, BTreeSet};

use scraper::node::Node;
use scraper::{ElementRef, Html};
use tumen::domain::codes::{Classifier, Mode};
use tumen::domain::field::Field;
use tumen::domain::named::{COUNTRIES, CURRENCIES, DOCUMENTS, MILESTONES, RESPONSIBLE, TRANSPORT_MODES, UNITS};
use tumen::domain::refusal::Rule;
use tumen::domain::report::{Cohort, Figure};
use tumen::domain::role::Role;
use tumen::domain::stage::{ClockName, Outcome, Stage};
use tumen::domain::timeline::Warning;
use tumen::i18n::Language;
use tumen::office::users::NewUser;
use tumen::store::Store;
use tumen::web::{What, table};

use crate::browser::{Office, PASSWORD, Page, Visitor};
use crate::support::{Cells, cells, csv};

/// What stands together: a code's name is looked for in the nearest of these around it.
const TOGETHER: &[&str] =
    &["tr", "li", "p", "dd", "dt", "div", "option", "label", "legend", "summary", "h1", "h2", "h3", "caption", "title", "body"];

/// The name that English has everywhere; and words of the tests' own: the program that visits, whoever runs the command line, a code that is no table's.
const OWN: &[&str] = &["English", "ureq", "tester", "RB123456785GB", "csv"];

/// Messages that say what may stand in a file, whose words are no names of anything on the page.
const OF_FILES: &[&str] = &["rule-", "form-", "file-", "error-", "cli", "check-"];

/// What a reader of one language may meet.
struct Reader {
    language: Language,
    /// Each code with the names that it can have.
    codes: BTreeMap<String, BTreeSet<String>>,
    /// Latin words of the language's own messages.
    words: BTreeSet<String>,
    complaints: BTreeSet<String>,
}

fn latin(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The names of all zones, so that none is found in a longer one.
fn zones() -> &'static [&'static str] {
    static ZONES: std::sync::OnceLock<Vec<&str>> = std::sync::OnceLock::new();
    ZONES.get_or_init(|| {
        let mut zones: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| name.contains('/')).collect();
        zones.sort_by_key(|name| std::cmp::Reverse(name.len()));
        zones
    })
}

fn has_letter(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_alphabetic())
}

impl Reader {
    fn new(language: Language, store: &Store) -> Self {
        let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut name = |code: &str, name: String| {
            let name = name.trim_end_matches([':', '：']).to_owned();
            drop(codes.entry(code.to_owned()).or_default().replace(name));
        };
        let families: [(&str, Vec<&str>); 20] = [
            ("stage", Stage::ALL.iter().map(|word| word.word()).collect()),
            ("clock", ClockName::ALL.iter().map(|word| word.word()).collect()),
            ("outcome", Outcome::ALL.iter().map(|word| word.word()).collect()),
            ("cohort", Cohort::ALL.iter().map(|word| word.word()).collect()),
            ("report-figure", Figure::ALL.iter().map(|word| word.word()).collect()),
            ("warning", Warning::ALL.iter().map(|word| word.word()).collect()),
            ("what", What::ALL.iter().map(|word| word.word()).collect()),
            ("classifier", Classifier::ALL.iter().map(|word| word.word()).collect()),
            ("mode", Mode::ALL.iter().map(|word| word.word()).collect()),
            ("role", Role::ALL.iter().map(|word| word.word()).collect()),
            ("responsible", RESPONSIBLE.to_vec()),
            ("milestone", MILESTONES.to_vec()),
            ("document", DOCUMENTS.to_vec()),
            ("goods-unit", UNITS.to_vec()),
            ("transport-mode", TRANSPORT_MODES.to_vec()),
            ("country", COUNTRIES.to_vec()),
            ("currency", CURRENCIES.to_vec()),
            ("event", vec!["registered", "amended", "split", "packed", "unpacked", "scanned", "retracted"]),
            ("chip", vec!["held", "missed", "overdue"]),
            ("field", Field::ALL.iter().map(|word| word.word()).collect()),
        ];
        for (family, words) in &families {
            words.iter().for_each(|word| name(word, language.text(&format!("{family}-{word}"))));
        }
        let tag = language.tag();
        store.reasons().unwrap().iter().for_each(|reason| name(&reason.code, reason.names.by_tag(tag).to_owned()));
        store.places().unwrap().iter().for_each(|place| name(place.code.as_str(), place.names.by_tag(tag).to_owned()));
        let messages = language.source().lines().filter(|line| !line.starts_with('#'));
        let told = messages.filter(|line| !OF_FILES.iter().any(|family| line.starts_with(family)));
        let text: Vec<&str> =
            told.map(|line| line.split_once(" = ").filter(|(key, _)| !key.starts_with(' ')).map_or(line, |(_, text)| text)).collect();
        // Without the places for values.
        let text = text.join("\n").split('{').map(|part| part.split_once('}').map_or(part, |(_, text)| text)).collect::<Vec<_>>().join(" ");
        let of_customs = store.customs_codes().unwrap().into_iter().map(|code| code.names.by_tag(tag).to_owned());
        let text = codes.values().flatten().cloned().chain(of_customs).chain([text]).collect::<Vec<_>>().join(" ");
        let words = latin(&text).filter(|word| has_letter(word)).map(str::to_owned).collect();
        Self { language, codes, words, complaints: BTreeSet::new() }
    }

    /// Looks at all that a page shows, and at what it tells those who hear it.
    fn read(&mut self, page: &Page, path: &str) {
        assert!(page.status < 500, "{path}: {}", page.status);
        if !page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            return;
        }
        let html = Html::parse_document(&page.text);
        for node in html.tree.nodes() {
            match node.value() {
                Node::Text(text) if !text.trim().is_empty() => {
                    let around = node.ancestors().filter_map(ElementRef::wrap);
                    let names: Vec<_> = around.clone().map(|element| element.value().name()).collect();
                    let is_said = !names.iter().any(|name| ["script", "style", "noscript", "samp", "textarea"].contains(name));
                    // What says that it is in another language is.
                    let is_own = around.clone().all(|element| element.attr("lang").is_none_or(|tag| tag == self.language.tag()));
                    if !is_said || !is_own {
                        continue;
                    }
                    let together = around.into_iter().find(|element| TOGETHER.contains(&element.value().name()));
                    self.judge(text, &together.map(|element| element.text().collect::<String>()).unwrap_or_default(), path);
                }
                Node::Element(element) => {
                    for name in ["aria-label", "title", "placeholder", "data-label", "alt"] {
                        element.attr(name).into_iter().for_each(|text| self.judge(text, text, path));
                    }
                }
                _ => {}
            }
        }
    }

    fn judge(&mut self, text: &str, together: &str, path: &str) {
        let (mut text, together) = (text.replace('\u{a0}', " "), together.replace('\u{a0}', " "));
        let (mut wrong, has_slash) = (Vec::new(), text.contains('/'));
        // Codes that are more than one word: zones with their city before them, places with their names.
        for zone in zones().iter().filter(|_| has_slash) {
            if text.contains(*zone) {
                let before = together.split(*zone).next().unwrap_or("").trim_end_matches(['(', '（', ' ']);
                let after = together.split(*zone).nth(1).unwrap_or("").trim_start_matches(['(', '（', ' ']);
                let is_named = before.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii())
                    || after.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
                (!is_named).then(|| wrong.push((*zone).to_owned()));
                text = text.replace(*zone, " ");
            }
        }
        let is_beside = |names: &BTreeSet<String>| names.iter().any(|name| together.to_lowercase().contains(&name.to_lowercase()));
        for (code, names) in self.codes.iter().filter(|(code, _)| code.contains('-')) {
            if text.contains(code.as_str()) {
                (!is_beside(names)).then(|| wrong.push(code.clone()));
                text = text.replace(code.as_str(), " ");
            }
        }
        // “held (приостановка)”: what it is follows in brackets.
        let is_explained = |word: &str| {
            let mut after = together.split(word).skip(1).filter_map(|after| after.trim_start().strip_prefix(['(', '（']));
            after.any(|after| after.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()))
        };
        for word in latin(&text) {
            let is_known = match self.codes.get(word) {
                Some(names) => is_beside(names) || is_explained(word),
                // The code of a rule stands behind its sentence; so does a moment as an example.
                None if Rule::ALL.iter().any(|rule| rule.word() == word) => together.len() > 2 * word.len(),
                None if word.contains('T') && word.replace('T', "").bytes().all(|byte| byte.is_ascii_digit()) => true,
                None if is_explained(word) => true,
                // A digest, or the beginning of one.
                None if word.len() >= 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit()) => true,
                None if has_letter(word) => self.words.contains(word) || OWN.contains(&word) || word == "UTC",
                // Thousands are parted; a year, a code of goods and a number of a paper are no quantities.
                None => word.len() < 4 || (word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))) || word.len() >= 10,
            };
            (!is_known).then(|| wrong.push(word.to_owned()));
        }
        let said: String = together.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
        let pattern: String = path.chars().take(90).collect();
        self.complaints.extend(wrong.into_iter().map(|word| format!("{} {pattern}: {word} in “{said}”", self.language.tag())));
    }
}

/// Rows of shipments that together have every code. None of their own words is Latin.
fn every_code(store: &Store) -> Vec<Cells> {
    let mut rows: Vec<Cells> = Vec::new();
    let mut shipments = 0;
    let mut add = |events: Vec<Vec<(&str, String)>>| {
        shipments += 1;
        for (hour, event) in events.into_iter().enumerate() {
            let mut row = cells(&[("shipment", &format!("批-{shipments}")), ("place", "CNHCG")]);
            row.insert("occurred_at".to_owned(), format!("2026-07-{:02}T{:02}:00:00+08:00", 1 + hour / 24, hour % 24));
            row.insert("number".to_owned(), (hour + 1).to_string());
            row.extend(event.into_iter().map(|(column, text)| (column.to_owned(), text)));
            rows.push(row);
        }
    };
    let event = |kind: &str, own: &[(&'static str, &str)]| {
        let own = own.iter().map(|(column, text)| (*column, (*text).to_owned()));
        [("event", kind.to_owned())].into_iter().chain(own).collect::<Vec<_>>()
    };
    let entered = |stage: &str| event("entered", &[("stage", stage)]);
    // Modes, means of transport, currencies and units, in every pair that needs the fewest shipments.
    for at in 0..CURRENCIES.len() {
        let (mode, unit) = (Mode::ALL[at % Mode::ALL.len()].word(), UNITS[at % UNITS.len()]);
        let lines = format!(r#"[{{"description":"鞋子","quantity":"12000","unit":"{unit}","value":"26000"}}]"#);
        add(vec![
            event(
                "registered",
                &[
                    ("mode", mode),
                    ("transport_mode", TRANSPORT_MODES[at % TRANSPORT_MODES.len()]),
                    ("currency", CURRENCIES[at]),
                    ("goods_lines", &lines),
                    ("goods", "鞋子"),
                    ("value", "26000"),
                    ("packages", "5000"),
                    ("gross_kg", "4210.5"),
                    ("origin", "CNHCG"),
                    ("crossing", "RU-X-KRASKINO"),
                    ("destination", "RUYEK"),
                    ("target_clearance_minutes", "28800"),
                    ("target_quarantine_minutes", "1440"),
                ],
            ),
            entered("quarantine"),
            event("skipped", &[("stage", "inspection")]),
        ]);
    }
    // Holds for each reason, by each authority and for each party, that pause and do not; the last stays.
    let reasons = store.reasons().unwrap();
    for (at, reason) in reasons.iter().enumerate() {
        let (who, pauses) = (RESPONSIBLE[at % RESPONSIBLE.len()], if at % 2 == 0 { "true" } else { "false" });
        let held = event("held", &[("reason", &reason.code), ("authority", who), ("responsible", who), ("pauses", pauses)]);
        let lifted = event("released", &[("reason", &reason.code)]);
        add(vec![event("registered", &[("mode", "9610")]), entered("declaration"), held.clone(), lifted, held]);
    }
    // What is told of a shipment: milestones, customs, documents, parcels, notes, a stage again, corrections.
    let mut told = vec![
        event("registered", &[("mode", "9610"), ("currency", "CNY"), ("value", "1500")]),
        entered("declaration"),
        entered("transport"),
    ];
    for code in MILESTONES {
        told.extend(Classifier::ALL.iter().map(|word| event("milestone", &[("code", code), ("classifier", word.word())])));
    }
    told.extend(DOCUMENTS.iter().map(|code| event("attached", &[("code", code)])));
    for code in store.customs_codes().unwrap() {
        let (country, code) = (code.country, code.code);
        told.push(vec![("event", "customs".to_owned()), ("country", country), ("code", code)]);
    }
    told.extend(COUNTRIES.iter().map(|country| event("customs", &[("country", country), ("code", "7")])));
    told.extend([
        event("packed", &[("parcels", "RB123456785GB")]),
        event("scanned", &[("parcels", "RB123456785GB"), ("stage", "transport"), ("code", "arrived")]),
        event("unpacked", &[("parcels", "RB123456785GB")]),
        event("noted", &[("note", "一切正常")]),
        event("amended", &[("transport_mode", "rail"), ("mode", "9810"), ("currency", "RUB"), ("target_clearance_minutes", "1500")]),
        event("entered", &[("stage", "declaration"), ("reason", "document_request")]),
        event("retracted", &[("refers_to", "4"), ("reason", "document_request")]),
    ]);
    add(told);
    for stages in [&["declaration", "quarantine", "inspection", "transport", "delivery"][..], &["transport"]] {
        let all = stages.iter().map(|stage| entered(stage));
        let first =
            event("registered", &[("mode", "9610"), ("target_clearance_minutes", "60"), ("origin", "CNHCG"), ("destination", "RUYEK")]);
        add(std::iter::once(first)
            .chain(all)
            .chain([event("delivered", &[]), event("returned", &[("reason", "document_request")])])
            .collect());
    }
    for outcome in Outcome::ALL.iter().map(|outcome| outcome.word()).filter(|word| *word != "delivered") {
        add(vec![event("registered", &[("mode", "9610")]), entered("declaration"), event(outcome, &[("reason", "document_request")])]);
    }
    rows
}

/// An office with every code, and an administrator of a language in it.
fn office() -> Office {
    let office = Office::new();
    for (name, language) in [("王", Language::ZhCn), ("вера", Language::Ru)] {
        let (name, password) = (name.to_owned(), PASSWORD.to_owned());
        let zone = chrono_tz::Tz::Asia__Shanghai;
        office.add(&NewUser { display_name: name.clone(), name, role: Role::Administrator, password, language, time_zone: zone });
    }
    let file = office.database.write("codes.csv", &csv(&every_code(&office.store)));
    let done = office.database.run(&["import", file.to_str().unwrap()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    office
}

fn signed_in(office: &Office, name: &str) -> Visitor {
    let mut visitor = office.visitor();
    assert_eq!(visitor.post("/login", &[("name", name), ("password", PASSWORD)]).status, 200);
    visitor
}

/// The page of a file once it has been looked through.
fn judged(visitor: &mut Visitor, path: &str) -> Page {
    loop {
        let page = visitor.get(path);
        if !page.text.contains("http-equiv=\"refresh\"") {
            return page;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Every page that can be asked for, with all its filters and choices.
fn paths(office: &Office) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    let lane = "CNHCG:RUYEK";
    let references: Vec<String> =
        office.store.list(&tumen::store::ListQuery::default(), 500).unwrap().into_iter().map(|row| row.reference).collect();
    for route in table().iter().filter(|route| route.method.as_str() == "GET") {
        if route.path.contains("{reference}") && !route.path.contains("{number}") {
            paths.extend(references.iter().map(|reference| route.path.replace("{reference}", &encoded(reference))));
        } else if route.path.starts_with("/admin/reasons/{code}") {
            let reasons = office.store.reasons().unwrap();
            paths.extend(reasons.iter().map(|reason| route.path.replace("{code}", &reason.code)));
        } else if route.path.contains("{number}") {
            let told = references.iter().max_by_key(|reference| crate::shipment::history(office, reference).len()).unwrap();
            let numbers = crate::shipment::history(office, told).len();
            let path = route.path.replace("{reference}", &encoded(told));
            paths.extend((2..=numbers).map(|number| path.replace("{number}", &number.to_string())));
        } else {
            paths.push(route.path.replace("{code}", "CNHCG").replace("{lane}", lane).replace("{id}", "1").replace("{name}", "0"));
        }
    }
    let columns = "columns=goods,lane,place,mode,spent,carrier,value";
    paths.push(format!("/shipments?{columns}"));
    let filters: [(&str, Vec<String>); 6] = [
        ("state", ["open", "overdue", "at_risk", "missed", "held", "closed", "needing", "not_begun"].map(str::to_owned).to_vec()),
        ("stage", Stage::ALL.iter().map(|word| word.word().to_owned()).collect()),
        ("mode", Mode::ALL.iter().map(|word| word.word().to_owned()).collect()),
        ("reason", office.store.reasons().unwrap().into_iter().map(|reason| reason.code).collect()),
        ("responsible", RESPONSIBLE.iter().map(|word| (*word).to_owned()).collect()),
        ("outcome", Outcome::ALL.iter().map(|word| word.word().to_owned()).collect()),
    ];
    for (name, words) in filters {
        paths.extend(words.iter().flat_map(|word| [format!("/shipments?{name}={word}&{columns}"), format!("/exports?{name}={word}")]));
    }
    paths.push(format!("/shipments?place=CNHCG&lane={lane}&from=2026-01-01&time_zone=Europe/Moscow"));
    let told = encoded(&references[0]);
    paths.extend(What::ALL.iter().map(|what| format!("/shipments/{told}/record?what={}", what.word())));
    paths.extend(["?times=mine"].map(|query| format!("/shipments/{told}{query}")));
    for cohort in Cohort::ALL {
        paths.push(format!("/reports/clearance?from=&cohort={cohort}&lane={lane}&time_zone=Asia/Yekaterinburg"));
    }
    paths.push("/reports/clearance?from=2027-01-01&time_zone=Мир".to_owned());
    for (clock, figure) in ClockName::ALL.iter().flat_map(|clock| Figure::ALL.iter().map(move |figure| (clock, figure))) {
        paths.push(format!("/reports/clearance/shipments?from=&clock={clock}&figure={figure}"));
    }
    paths
}

#[test]
fn every_code_has_its_name_on_every_page() {
    let office = office();
    let paths = paths(&office);
    assert!(paths.len() > 300, "{}", paths.len());
    let mut complaints = BTreeSet::new();
    for (name, language) in [("王", Language::ZhCn), ("вера", Language::Ru)] {
        let mut visitor = signed_in(&office, name);
        // They are looked at when all have been asked for: a connection that waits for that is closed.
        let mut pages: Vec<(&str, Page)> = paths.iter().map(|path| (path.as_str(), visitor.once("GET", path, &[]))).collect();
        // What is wrong with a file, and with a form.
        let rows = "shipment,event,stage,occurred_at,place,mode,country,code,classifier,currency,pauses,hs_code\n\
            批-900,вход,,2026-07-01T00:00:00Z,,,,,,,,\n批-900,entered,карантин,2026-07-01,,961,,,,юань,,64\n\
            批-900,customs,,2026-07-01T00:00:00Z,РФ,,Ч,9,,,,\n批-900,milestone,,2026-07-01T00:00:00Z,,,,departed,план,,,\n\
            批-900,held,,2026-07-01T00:00:00Z,,,,,,,да,\n";
        let page = visitor.upload("/imports", "файл.csv", rows);
        pages.push(("/imports/{id}", judged(&mut visitor, &page.path)));
        for fields in [
            &[("what", "delivered")][..],
            &[("what", "entered:transport"), ("place", "CNHCG"), ("day", "2026-07-19"), ("time", "10:00")],
            &[("what", "closed:delivered"), ("place", "CNHCG"), ("day", "2026-07-19"), ("time", "10:00")],
            &[("what", "held"), ("place", "CNHCG"), ("day", "x"), ("time", "")],
        ] {
            // On hold: what was asked for is refused, with what stands in the way.
            let held = encoded(&format!("批-{}", CURRENCIES.len() + 1));
            pages.push(("/shipments/{reference}/events", crate::shipment::record(&mut visitor, &held, fields)));
        }
        let mut reader = Reader::new(language, &office.store);
        pages.iter().for_each(|(path, page)| reader.read(page, path));
        complaints.extend(reader.complaints);
    }
    // At the door, before anyone has signed in.
    let door = Office::new();
    for language in [Language::ZhCn, Language::Ru] {
        let mut reader = Reader::new(language, &office.store);
        let mut visitor = door.visitor();
        visitor.headers.push(("accept-language".to_owned(), language.tag().to_owned()));
        for path in ["/login", "/setup", door.setup_path.as_deref().unwrap()] {
            reader.read(&visitor.get(path), path.split('?').next().unwrap());
        }
        complaints.extend(reader.complaints);
    }
    let complaints: Vec<String> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn numbers_have_their_thousands_parted() {
    let office = office();
    let row = |number: usize| {
        let letters: String =
            number.to_string().chars().map(|digit| "абвгдежзик".chars().nth(digit as usize - '0' as usize).unwrap()).collect();
        format!("{letters},registered,,2026-07-01T00:00:00Z,CNHCG,1440\n{letters},entered,quarantine,2026-07-02T00:00:00Z,CNHCG,\n")
    };
    let file: String = (0..1_200).map(row).collect();
    let file = format!("shipment,event,stage,occurred_at,place,target_clearance_minutes\n{file}");
    let path = office.database.write("many.csv", &file);
    assert!(office.database.run(&["import", path.to_str().unwrap()]).status.success());
    for (name, language) in [("王", Language::ZhCn), ("вера", Language::Ru)] {
        let mut reader = Reader::new(language, &office.store);
        let mut visitor = signed_in(&office, name);
        for path in [
            "/",
            "/shipments",
            "/shipments?state=overdue",
            "/reports/clearance?from=",
            "/exports",
            "/reports/clearance/shipments?from=&clock=clearance&figure=open_late",
        ] {
            reader.read(&visitor.get(path), path);
        }
        let mut visitor = signed_in(&office, name);
        let again = visitor.upload("/imports", "файл.csv", &file);
        let judged = judged(&mut visitor, &again.path);
        reader.read(&judged, "/imports/{id}");
        assert!(reader.complaints.is_empty(), "{:#?}", reader.complaints);
    }
}
