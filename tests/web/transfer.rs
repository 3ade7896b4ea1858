//! Histories taken away and brought in through the browser.

use std::time::Duration;

use tumen::domain::field::Field;
use tumen::domain::role::Role;
use tumen::i18n::Language;
use tumen::office::users::NewUser;

use crate::browser::{Office, PASSWORD, Page, Visitor};
use crate::shipment::history;

const HEAD: &str = "shipment,event,stage,occurred_at,place,reason,mode,origin,destination,note\n";

/// A page of a file once its work is done.
pub fn settled(visitor: &mut Visitor, mut page: Page) -> Page {
    for _ in 0..400 {
        if !page.text.contains("data-wait") {
            return page;
        }
        assert!(page.text.contains("<noscript><meta http-equiv=\"refresh\""), "without scripts it asks again by itself");
        std::thread::sleep(Duration::from_millis(25));
        page = visitor.get(&page.path);
    }
    panic!("still at work: {}", page.words());
}

pub fn send(visitor: &mut Visitor, content: &str) -> Page {
    let page = visitor.upload("/imports", "summer.csv", content);
    assert_eq!(page.status, 200, "{}", page.text);
    settled(visitor, page)
}

fn sequence(office: &Office) -> i64 {
    office.store.head_as_of(office.store.now()).unwrap().sequence
}

/// Three shipments, one of them on hold.
fn three() -> String {
    let mut file = HEAD.to_owned();
    for name in ["HC-1", "HC-2", "HC-3"] {
        file.push_str(&format!("{name},registered,,2026-07-01T08:00:00+08:00,CNHCG,,9610,CNHCG,RUYEK,\n"));
        file.push_str(&format!("{name},entered,declaration,2026-07-02T08:00:00+08:00,CNHCG,,,,,\n"));
    }
    file + "HC-2,held,,2026-07-03T08:00:00+08:00,CNHCG,document_request,,,,\n"
}

fn cells(file: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_file_is_judged_then_imported_and_the_second_time_nothing_is() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let judged = send(&mut visitor, &three());
    judged.says("summer.csv").says("No faults found. 7 events of 3 shipments would be recorded. Nothing is recorded yet.");
    assert_eq!(sequence(&office), 0);
    assert!(visitor.get("/imports").words().contains("waiting for you to import it"));

    let path = judged.path.clone();
    let page = visitor.post(&path, &[]);
    let done = settled(&mut visitor, page);
    done.says("Recorded 7 events of 3 shipments");
    for name in ["HC-1", "HC-2", "HC-3"] {
        assert!(done.text.contains(&format!("<a href=\"/shipments/{name}\">{name}</a>")));
        assert_eq!(visitor.get(&format!("/shipments/{name}")).status, 200);
    }
    assert_eq!(history(&office, "HC-2").len(), 3);
    assert_eq!(history(&office, "HC-1")[0].event.actor.as_ref().unwrap().to_string(), "administrator one");
    let after = sequence(&office);

    // Said twice, or sent twice, it counts once.
    visitor.post(&path, &[]);
    let again = send(&mut visitor, &three());
    again.says("Every row of the file is recorded already").says("7 rows were there already");
    assert!(!again.text.contains("create_places"));
    assert_eq!(sequence(&office), after);
}

#[test]
fn an_import_that_came_to_no_end_says_what_of_it_is_recorded() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let judged = send(&mut visitor, &three());
    // One that was given up before its first act, and one after.
    let give_up = || office.database.tamper("UPDATE jobs SET state = 'failed', result = '' WHERE kind = 'import_upload'");
    let page = visitor.post(&judged.path, &[]);
    settled(&mut visitor, page);
    give_up();
    let page = visitor.get(&judged.path);
    page.says("7 events of 3 shipments are recorded, the rest of the file is not.").says("Send the file again");
    let words = visitor.get("/imports").words();
    assert!(words.contains("not completed") && !words.contains("refused"), "{words}");
    let nothing = send(&mut visitor, &three());
    office.database.tamper("UPDATE jobs SET state = 'failed', result = '' WHERE kind = 'judge_upload'");
    let page = visitor.get(&nothing.path);
    page.says("The work could not be done.");
    assert!(!page.words().contains("are recorded, the rest"), "{}", page.words());
}

#[test]
fn every_fault_is_named_with_the_text_of_its_row() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let mut file = three();
    file.push_str("HC-4,registered,,yesterday,CNHCG,,9610,CNHCG,RUYEK,\"two\nlines, <b>\"\n");
    file.push_str("HC-2,delivered,,2026-07-04T08:00:00+08:00,RUYEK,,,,,\n");
    let page = send(&mut visitor, &file);
    page.says("Nothing was imported: 2 faults");
    // Row 9 by a spreadsheet's counting: a header, seven events, then this one.
    page.says("9 HC-4 occurred_at When it happened yesterday").says("time_invalid").says("HC-4,registered,,yesterday,CNHCG");
    page.says("two lines, <b>");
    page.says("10 HC-2").says("hold_open").says("HC-2,delivered,,2026-07-04T08:00:00+08:00,RUYEK");
    assert_eq!(sequence(&office), 0);
    assert_eq!(visitor.post(&page.path, &[]).words(), page.words(), "what is refused cannot be imported");
}

#[test]
fn what_is_told_of_faults_does_not_grow_with_what_stands_in_the_file() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let long = "x".repeat(400_000);
    let rows: String = (0..20).map(|_| format!("{long},{long},stage,when,,,mode,,,\n")).collect();
    let page = send(&mut visitor, &(HEAD.to_owned() + &rows));
    page.says("xxx");
    assert!(page.text.len() < 1_000_000, "{}", page.text.len());
    let judging = office.store.all_uploads().unwrap()[0].judging.id;
    let kept = office.store.job_result(judging).unwrap().len();
    assert!((1..2_000_000).contains(&kept), "{kept}");
    // The same once the file is gone, as after a copy of the database was brought back.
    for entry in std::fs::read_dir(office.database.path("uploads")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::remove_file(path).unwrap();
        }
    }
    assert_eq!(visitor.get(&page.path).status, 200);
}

#[test]
fn many_faults_stand_on_pages() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let rows: String = (0..250).map(|n| format!("HC-{n},registered,,never,CNHCG,,9610,,,\n")).collect();
    let page = send(&mut visitor, &format!("{HEAD}{rows}"));
    page.says("Nothing was imported: 250 faults").says("Faults 1 to 100 of 250.");
    let last = visitor.get(&format!("{}?from=200", page.path));
    last.says("Faults 201 to 250 of 250.").says("251 HC-249");
    assert!(!last.text.contains("?from=300"));
}

#[test]
fn places_are_created_by_a_tick_alone() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let file = three().replace("RUYEK", "RU-X-NEW");
    let page = send(&mut visitor, &file);
    page.says("RU-X-NEW from row 2").says("Create these places");
    let refused = visitor.post(&page.path, &[]);
    assert_eq!(refused.status, 422);
    refused.says("The places are not known.");
    assert!(!office.store.place_codes().unwrap().contains("RU-X-NEW"));
    assert_eq!(sequence(&office), 0);
    let page = visitor.post(&page.path, &[("create_places", "true")]);
    let done = settled(&mut visitor, page);
    done.says("Recorded 7 events of 3 shipments");
    assert!(done.text.contains("href=\"/admin/places/RU-X-NEW/change\""));
    assert!(office.store.place_codes().unwrap().contains("RU-X-NEW"));
}

#[test]
fn what_was_recorded_since_the_judgement_counts() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let page = send(&mut visitor, &three());
    let path = office.database.write("before.csv", &(three() + "HC-1,cancelled,,2026-07-02T09:00:00+08:00,,,,,,\n"));
    assert!(office.database.run(&["import", path.to_str().unwrap()]).status.success());
    let page = visitor.post(&page.path, &[]);
    // All rows are there, so nothing is recorded twice.
    settled(&mut visitor, page).says("Recorded 0 events of 0 shipments");
}

#[test]
fn a_file_is_its_senders_and_an_empty_one_is_none() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let page = visitor.upload("/imports", "", "");
    assert_eq!(page.status, 422);
    page.says("Choose a file first");
    let page = send(&mut visitor, "nothing but words\n");
    page.says("Nothing was imported").says("The file has no column named shipment");
    page.says("nothing but words");
    // Another administrator does not see it, and cannot import or discard it.
    let zone = chrono_tz::Tz::Asia__Shanghai;
    let (name, password) = ("other".to_owned(), PASSWORD.to_owned());
    let new =
        NewUser { display_name: "Other".to_owned(), name, role: Role::Administrator, password, language: Language::En, time_zone: zone };
    office.add(&new);
    let mut other = office.visitor();
    other.post("/login", &[("name", "other"), ("password", PASSWORD)]);
    assert!(!other.get("/imports").text.contains(&page.path));
    assert_eq!(other.get(&page.path).status, 404);
    assert_eq!(other.post(&page.path, &[]).status, 404);
    assert_eq!(other.post(&format!("{}/discard", page.path), &[]).status, 404);
    assert_eq!(visitor.get(&page.path).status, 200);
    for from in ["99", "18446744073709551615", "-1"] {
        assert_eq!(visitor.get(&format!("{}?from={from}", page.path)).words(), page.words(), "{from}");
    }
    visitor.post(&format!("{}/discard", page.path), &[]);
    let gone = visitor.get(&page.path);
    assert_eq!(gone.status, 404);
    gone.says("This file is not kept any more");
    assert_eq!(visitor.get("/imports/nonsense").status, 404);
}

#[test]
fn all_is_exported_as_on_the_command_line() {
    let office = Office::staffed();
    let file = office.database.write("three.csv", &three());
    assert!(office.database.run(&["import", file.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Manager);
    visitor.get("/exports").says("All shipments 3 shipments");
    let page = visitor.get("/exports/histories.csv");
    assert!(page.text.starts_with('\u{feff}'));
    // The office's day: 20 July noon in Hunchun.
    assert_eq!(page.header("content-disposition"), Some("attachment; filename=\"histories-all-2026-07-20.csv\""));
    let printed = office.database.run(&["export", "histories"]);
    assert_eq!(page.text.as_bytes(), printed.stdout);
}

#[test]
fn a_filtered_list_is_exported_as_the_screen_shows_it() {
    let office = Office::staffed();
    let file = office.database.write("three.csv", &three());
    assert!(office.database.run(&["import", file.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Manager);
    let list = visitor.get("/shipments?state=held&lane=CNHCG%3ARUYEK&columns=goods&sort=reference");
    assert!(list.text.contains("href=\"/exports?state=held&#38;lane=CNHCG%3ARUYEK\""), "{}", list.text);
    let offer = visitor.get("/exports?state=held&lane=CNHCG%3ARUYEK");
    offer.says("1 shipment").says("State: Held");
    let page = visitor.get("/exports/histories.csv?state=held&lane=CNHCG%3ARUYEK");
    let rows = cells(&page.text);
    assert_eq!(rows.iter().skip(1).map(|row| row[0].as_str()).collect::<Vec<_>>(), ["HC-2", "HC-2", "HC-2"]);
    assert!(page.header("content-disposition").unwrap().contains("\"histories-held-CNHCG-RUYEK-2026-07-20.csv\""));
    // What is asked for and cannot be is nothing, on the screen and in the file.
    for query in ["lane=CNHCG", "state=lost", "from=yesterday", "q=nobody"] {
        let found = visitor.get(&format!("/shipments?{query}"));
        found.says("Nothing is found by that.");
        visitor.get(&format!("/exports?{query}")).says("0 shipments");
        assert_eq!(cells(&visitor.get(&format!("/exports/histories.csv?{query}")).text).len(), 1, "{query}");
    }
    for unreadable in ["q=%ff", "shipment=%ff", "state=held&q=%00"] {
        assert_eq!(visitor.get(&format!("/exports/histories.csv?{unreadable}")).status, 400, "{unreadable}");
    }
    assert_eq!(visitor.once("HEAD", "/exports/histories.csv", &[]).status, 200);
    let chinese = visitor.get("/exports/histories.csv?q=%E9%9E%8B%E5%AD%90").header("content-disposition").unwrap().to_owned();
    assert!(chinese.contains("filename*=UTF-8''histories%2D%E9%9E%8B%E5%AD%90%2D2026%2D07%2D20.csv"), "{chinese}");
}

#[test]
fn one_shipment_is_exported_and_one_that_is_not_there_is_said() {
    let office = Office::staffed();
    let file = office.database.write("three.csv", &three());
    assert!(office.database.run(&["import", file.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Manager);
    assert!(visitor.get("/shipments/HC-3").text.contains("href=\"/exports/histories.csv?shipment=HC-3\""));
    assert!(!office.signed_in(Role::Staff).get("/shipments/HC-3").text.contains("/exports/"));
    let page = visitor.get("/exports/histories.csv?shipment=HC-3");
    assert_eq!(cells(&page.text).iter().skip(1).map(|row| row[0].as_str()).collect::<Vec<_>>(), ["HC-3", "HC-3"]);
    let missing = visitor.get("/exports/histories.csv?shipment=HC-9");
    assert_eq!(missing.status, 422);
    missing.says("No shipment has this reference.");
    assert!(missing.text.contains("value=\"HC-9\""));
}

#[test]
fn formulas_come_back_as_they_were_typed() {
    let typed = ["=1+1", "+7 914 000-00-00", "-5", "@SUM(A1:A9)", "'=quoted", "''@twice", "\u{ff1d}wide", "'plain'", "a=b"];
    let office = Office::staffed();
    let mut file = format!("{HEAD}HC-1,registered,,2026-07-01T08:00:00+08:00,CNHCG,,9610,CNHCG,RUYEK,\n");
    for (minute, note) in typed.iter().enumerate() {
        // In the file that is sent a mark stands before each, as an export writes it.
        let marked = !matches!(*note, "'plain'" | "a=b");
        let mark = if marked { "'" } else { "" };
        file.push_str(&format!("HC-1,noted,,2026-07-02T08:{minute:02}:00+08:00,CNHCG,,,,,{mark}{note}\n"));
    }
    let mut visitor = office.signed_in(Role::Administrator);
    let page = send(&mut visitor, &file);
    let page = visitor.post(&page.path, &[]);
    settled(&mut visitor, page);
    let notes = |office: &Office| -> Vec<String> {
        let told = history(office, "HC-1");
        told.iter().filter_map(|recorded| recorded.event.cell(Field::Note).map(|note| note.into_owned())).collect()
    };
    assert_eq!(notes(&office), typed);

    // On a form it is taken as it is typed, and no cell of the file begins like a formula.
    let fields = [("what", "noted"), ("note", "=2+2"), ("place", "CNHCG"), ("day", "2026-07-03"), ("time", "10:00")];
    assert!(crate::shipment::record(&mut visitor, "HC-1", &fields).path.ends_with("done=recorded"));
    let typed = [&typed[..], &["=2+2"]].concat();
    assert_eq!(notes(&office), typed);
    let exported = visitor.get("/exports/histories.csv").text;
    for row in cells(&exported) {
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}'])), "{row:?}");
    }
    let second = Office::staffed();
    let mut visitor = second.signed_in(Role::Administrator);
    let page = send(&mut visitor, &exported);
    let page = visitor.post(&page.path, &[]);
    settled(&mut visitor, page).says("Recorded 11 events of 1 shipment");
    assert_eq!(notes(&second), typed);
}

#[test]
fn an_empty_answer_says_what_is_nearest() {
    let office = Office::staffed();
    let file = office.database.write("three.csv", &three());
    assert!(office.database.run(&["import", file.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Staff);
    let page = visitor.get("/shipments?q=HC-17");
    page.says("Nothing is found by that.").says("Nearest, beginning with");
    assert!(page.text.contains("<a href=\"/shipments/HC-1\">HC-1</a>"));
    let page = visitor.get("/shipments?stage=transport&state=held");
    page.says("Without “Stage: Transport”: 1 shipment");
    assert!(page.text.contains("href=\"/shipments?state=held\""));
}
