//! Board and list: that they say the same as the timelines.

use tumen::domain::commitment::SlaStatus;
use tumen::domain::replay::Replay;
use tumen::domain::role::Role;
use tumen::domain::shipment_state::ShipmentState;
use tumen::domain::time::Moment;
use tumen::i18n::Language;
use tumen::office::users::NewUser;
use tumen::store::ListQuery;

use crate::browser::{Office, Page, Visitor};

/// Five shipments on one lane, with a clearance of 10 days and a quarantine of 2.
pub fn filled() -> (Office, Visitor) {
    let office = Office::staffed();
    let mut file = String::from(
        "shipment,event,stage,occurred_at,place,reason,mode,origin,destination,goods,carrier,consignee,master_waybill,\
         target_clearance_minutes,target_quarantine_minutes,parcels,responsible\n",
    );
    let mut add = |cells: &str| file.push_str(&format!("{cells}\n"));
    for (name, goods, carrier) in [
        ("HC-1", "鞋子", "Ruitong"),
        ("HC-2", "Ботинки зимние", "Ruitong"),
        ("HC-3", "Felt hats", "Amur Trans"),
        ("HC-4", "Felt hats", "Amur Trans"),
        ("HC-5", "Belts", "Amur Trans"),
    ] {
        add(&format!(
            "{name},registered,,2026-07-01T00:00:00Z,CNHCG,,9610,CNHCG,RUYEK,{goods},{carrier},ООО «Звёзда»,CMR-{name},14400,2880,,"
        ));
    }
    // Clearance from 2 July 00:00; four fifths are spent on 10 July, it is due on 12 July.
    for name in ["HC-1", "HC-2", "HC-3", "HC-4"] {
        add(&format!("{name},entered,quarantine,2026-07-02T00:00:00Z,CNHCG,,,,,,,,,,,,"));
        add(&format!("{name},entered,transport,2026-07-03T00:00:00Z,CNHCG,,,,,,,,,,,,"));
    }
    add("HC-2,held,,2026-07-05T00:00:00Z,RU-X-KRASKINO,document_request,,,,,,,,,,,broker");
    add("HC-3,entered,delivery,2026-07-08T00:00:00Z,RUYEK,,,,,,,,,,,,");
    add("HC-3,delivered,,2026-07-09T00:00:00Z,RUYEK,,,,,,,,,,,,");
    add("HC-4,entered,delivery,2026-07-14T00:00:00Z,RUYEK,,,,,,,,,,,,");
    add("HC-1,packed,,2026-07-02T00:00:00Z,CNHCG,,,,,,,,,,,LX100000025CN,");
    let path = office.database.write("file.csv", &file);
    let done = office.database.run(&["import", path.to_str().unwrap()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let visitor = office.signed_in(Role::Manager);
    (office, visitor)
}

/// The references of a list's rows.
pub fn references(page: &Page) -> Vec<String> {
    page.texts("tbody th[scope=row] > a[href^=\"/shipments/\"]")
}

pub fn at(text: &str) -> i64 {
    Moment::parse(text).unwrap().micros()
}

#[test]
fn the_list_and_the_timeline_agree_on_what_is_late_and_at_risk() {
    let (office, _) = filled();
    // Four fifths of ten days end at 10 July 00:00:00: at risk a second later; due at 12 July, overdue a second later.
    for (now, status) in [
        ("2026-07-10T00:00:00Z", SlaStatus::OnTime),
        ("2026-07-10T00:00:01Z", SlaStatus::AtRisk),
        ("2026-07-12T00:00:00Z", SlaStatus::AtRisk),
        ("2026-07-12T00:00:01Z", SlaStatus::Overdue),
    ] {
        let now = Moment::parse(now).unwrap().instant();
        let history = crate::shipment::history(&office, "HC-1");
        assert_eq!(ShipmentState::from_replay(&Replay::new(&history).unwrap()).status(now), status, "{now}");
        let listed = |query: ListQuery| office.store.list(&query, 10).unwrap().iter().any(|row| row.reference == "HC-1");
        let seconds = now.seconds();
        assert_eq!(listed(ListQuery { overdue_at: Some(seconds), ..ListQuery::default() }), status == SlaStatus::Overdue, "{now}");
        assert_eq!(listed(ListQuery { at_risk_at: Some(seconds), ..ListQuery::default() }), status == SlaStatus::AtRisk, "{now}");
    }
}

#[test]
fn board_list_and_page_say_the_same_of_a_shipment() {
    let office = Office::staffed();
    let file = "shipment,event,stage,occurred_at,origin,destination,target_clearance_minutes\n\
        SKIPS,registered,,2026-07-01T00:00:00Z,CNHCG,RUYEK,1440\n\
        SKIPS,entered,declaration,2026-07-01T00:00:00Z,,,\n\
        SKIPS,entered,quarantine,2026-07-02T00:00:00Z,,,\n\
        SKIPS,skipped,inspection,2026-07-02T00:00:00Z,,,\n\
        KEPT,registered,,2026-07-01T00:00:00Z,CNHCG,RUYEK,28800\n\
        KEPT,entered,quarantine,2026-07-01T00:00:00Z,,,\n\
        KEPT,entered,transport,2026-07-02T00:00:00Z,,,\n\
        KEPT,entered,delivery,2026-07-10T00:00:00Z,,,\n\
        SHORT,registered,,2026-07-01T00:00:00Z,CNHCG,RUYEK,28800\n\
        SHORT,entered,transport,2026-07-02T00:00:00Z,,,\n\
        SHORT,skipped,declaration,2026-07-02T00:00:00Z,,,\n\
        SHORT,skipped,quarantine,2026-07-02T00:00:00Z,,,\n\
        SHORT,skipped,inspection,2026-07-02T00:00:00Z,,,\n\
        SHORT,delivered,,2026-07-03T00:00:00Z,,,\n";
    let path = office.database.write("file.csv", file);
    assert!(office.database.run(&["import", path.to_str().unwrap()]).status.success());
    office.clock.set(at("2026-07-28T00:00:00Z"));
    let mut visitor = office.signed_in(Role::Manager);
    // (a) Inspection is not required: what comes next is transport, here and there.
    visitor.get("/").says("Enter Transport").says("Overdue");
    assert!(!visitor.get("/").text.contains("Enter Inspection"));
    assert!(visitor.get("/shipments/SKIPS").has("input[value=\"entered:transport\"][checked]"));
    // (b) Cleared in 9 days of 20, now 18 days in delivery: kept, with 11 days to spare, 45 % of the target used.
    visitor.get("/shipments/KEPT").says("Kept").says("11 d to spare");
    let list = visitor.get("/shipments?stage=delivery");
    list.says("11 d to spare");
    assert!(list.text.contains("45 % of the target used") && !list.has(".chip.late"), "{}", list.words());
    // (c) Delivered out of transport: delivery itself was passed over.
    for page in ["/shipments/SHORT", "/shipments?state=closed"] {
        let page = visitor.get(page);
        assert_eq!(page.attributes(".pips svg [class]", "class"), ["skipped", "skipped", "skipped", "done", "missing"]);
    }
}

/// The figures of a shipment's page: what each is, and what it says.
fn figures(page: &Page) -> Vec<(String, String, String)> {
    let list = page.text.split("<dl class=\"figures\">").nth(1).unwrap().split("</dl>").next().unwrap();
    let text = |part: &str| part.split_once('>').unwrap().1.split('<').next().unwrap().replace('\u{a0}', " ");
    let figure = |figure: &str| {
        let parts: Vec<String> =
            ["<dt", "<dd class=\"figure", "<dd class=\"about\""].map(|tag| text(figure.split(tag).nth(1).unwrap())).to_vec();
        (parts[0].clone(), parts[1].clone(), parts[2].clone())
    };
    list.split("<div>").skip(1).map(figure).collect()
}

/// What the drawing of a page says of a stage: spent and left.
fn drawn(page: &Page, stage: &str) -> (String, String) {
    let row = page.text.split("<tr").find(|row| row.contains(&format!("<span class=\"name\">{stage}</span>"))).unwrap();
    let cells = row.split("<td role=\"cell\" class=\"figure").skip(1);
    let cells: Vec<String> = cells.map(|cell| cell.split_once('>').unwrap().1.split('<').next().unwrap().replace('\u{a0}', " ")).collect();
    (cells[0].clone(), cells[2].clone())
}

#[test]
fn time_left_is_the_same_on_the_page_in_its_drawing_and_in_the_list() {
    let (office, _) = filled();
    // The clearance began on 2 July and is due on 12 July: two and a half days ago. Nothing of transport was promised.
    office.clock.set(at("2026-07-14T12:00:00Z"));
    let mut visitor = office.signed_in(Role::Manager);
    for (name, label, value, listed, stage, spent) in [
        ("HC-1", "Time left", "\u{2212}2 d 12 h", "\u{2212}2 d 12 h", "Transport", "11 d 12 h"),
        ("HC-2", "Time left", "\u{2212}2 d 12 h", "\u{2212}2 d 12 h", "Transport", "11 d 12 h"),
        // Cleared in 6 of 10 days; delivered 7 days after the first entry.
        ("HC-3", "Promise", "Kept", "4 d to spare", "", "7 d"),
        ("HC-4", "Promise", "Missed", "over by 2 d", "Delivery", "12 h"),
        ("HC-5", "Time left", "Not started", "Not started", "", "Not begun"),
    ] {
        let page = visitor.get(&format!("/shipments/{name}"));
        let figures = figures(&page);
        assert_eq!((figures[0].0.as_str(), figures[0].1.as_str()), (label, value), "{name}: {figures:?}");
        assert_eq!(figures[2].1, spent, "{name}: {figures:?}");
        if label == "Promise" {
            assert!(figures[0].2.ends_with(listed), "{name}: {figures:?}");
        }
        if !stage.is_empty() {
            assert_eq!(
                (figures[2].0.as_str(), drawn(&page, stage)),
                (format!("In stage: {stage}").as_str(), (spent.to_owned(), "–".to_owned()))
            );
        }
        visitor.get(&format!("/shipments?q={name}")).says(listed);
    }
    // On hold since 5 July, and nobody else.
    let held = figures(&visitor.get("/shipments/HC-2"));
    assert_eq!(held[3].1, "9 d 12 h");
    assert!(held[3].2.contains("Document") && held[3].2.contains("Customs broker"), "{held:?}");
    assert_eq!(held[1].1, "12 d 12 h");
    assert!(held[1].2.contains("3 d") && held[1].2.contains("9 d 12 h"), "{held:?}");
    // Quarantine took 1 of its 2 days.
    assert_eq!(drawn(&visitor.get("/shipments/HC-1"), "Quarantine"), ("1 d".to_owned(), "1 d".to_owned()));
}

#[test]
fn who_holds_what_is_counted_and_leads_to_the_shipments() {
    let (office, mut visitor) = filled();
    office.clock.set(at("2026-07-11T00:00:00Z"));
    let page = visitor.get("/");
    page.says("On hold, by who must act").says("Customs broker Documents requested 1");
    assert!(page.has("a[href=\"/shipments?state=held&responsible=broker&reason=document_request\"]"), "{}", page.text);
    assert_eq!(references(&visitor.get("/shipments?responsible=broker")), ["HC-2"]);
    assert_eq!(references(&visitor.get("/shipments?responsible=customs")), Vec::<String>::new());
    // HC-5 is registered and in no stage yet.
    assert!(page.has("a[href=\"/shipments?state=not_begun\"]"));
    assert_eq!(references(&visitor.get("/shipments?state=not_begun")), ["HC-5"]);
}

#[test]
fn a_shipment_leads_back_to_the_list_that_one_came_from() {
    let (office, mut visitor) = filled();
    let page = visitor.get("/shipments/HC-1");
    assert_eq!(page.attributes("a.back", "href"), ["/shipments"]);
    for (query, shown) in [
        ("q=HC&state=open&sort=reference", "q=HC&state=open&sort=reference"),
        ("q=A%20%26%20B%2B50%2525&state=held", "q=A+%26+B%2B50%2525&state=held"),
    ] {
        visitor.get(&format!("/shipments?{query}"));
        let page = visitor.get("/shipments/HC-1");
        assert_eq!(page.attributes("a.back", "href"), [format!("/shipments?{shown}")], "{query}");
    }
    // Another person at the same desk has their own.
    let mut other = office.signed_in(Role::Staff);
    other.take_cookie("list", &visitor.cookie("list").unwrap());
    assert_eq!(other.get("/shipments/HC-1").attributes("a.back", "href"), ["/shipments"]);
}

#[test]
fn shipments_are_found_by_words_in_three_scripts_and_by_filters() {
    let (office, mut visitor) = filled();
    office.clock.set(at("2026-07-20T00:00:00Z"));
    for (query, expected) in [
        ("state=open&sort=reference", vec!["HC-1", "HC-2", "HC-4", "HC-5"]),
        ("state=closed", vec!["HC-3"]),
        ("state=held", vec!["HC-2"]),
        ("state=overdue&sort=reference", vec!["HC-1", "HC-2"]),
        ("stage=delivery", vec!["HC-4"]),
        ("lane=CNHCG%3ARUYEK&mode=9610&carrier=Ruitong&sort=reference", vec!["HC-1", "HC-2"]),
        ("lane=CNHCG%3ARUMOW", vec![]),
        ("reason=document_request", vec!["HC-2"]),
        ("outcome=delivered", vec!["HC-3"]),
        ("q=felt&sort=reference", vec!["HC-3", "HC-4"]),
        ("q=%D0%B7%D0%B2%D0%B5%D0%B7&sort=reference", vec!["HC-1", "HC-2", "HC-3", "HC-4", "HC-5"]),
        ("q=nothing", vec![]),
        ("from=2026-07-02", vec![]),
        ("from=2026-07-01&to=2026-07-01&sort=reference", vec!["HC-1", "HC-2", "HC-3", "HC-4", "HC-5"]),
    ] {
        assert_eq!(references(&visitor.get(&format!("/shipments?{query}"))), expected, "{query}");
    }
    // What is part of a word finds; what identifies one shipment leads to it.
    for (query, reference) in [("%E9%9E%8B%E5%AD%90", "HC-1"), ("%E9%9E%8B", "HC-1"), ("lx1000", "HC-1"), ("%D0%B7%D0%B8%D0%BC", "HC-2")] {
        assert_eq!(references(&visitor.get(&format!("/shipments?q={query}"))), [reference], "{query}");
    }
    for (query, path) in [("CMR-HC-4", "HC-4"), ("lx100000025cn", "HC-1"), ("hc-5", "HC-5")] {
        assert_eq!(visitor.get(&format!("/shipments?q={query}")).path, format!("/shipments/{path}"), "{query}");
    }
    visitor.get("/shipments?q=nothing").says("Nothing is found by that.");
}

#[test]
fn pages_of_a_list_follow_one_another_without_a_gap() {
    let office = Office::staffed();
    let mut file = String::from("shipment,event,occurred_at\n");
    for number in 0..120 {
        file.push_str(&format!("S-{number:03},registered,2026-07-01T00:00:{:02}Z\n", number % 60));
    }
    let path = office.database.write("file.csv", &file);
    assert!(office.database.run(&["import", path.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Staff);
    for sort in ["", "reference", "registered"] {
        let mut seen = Vec::new();
        let mut path = format!("/shipments?sort={sort}");
        loop {
            let page = visitor.get(&path);
            seen.extend(references(&page));
            let Some(next) = page.attributes(".pager a", "href").pop() else { break };
            path = next;
        }
        assert_eq!(seen.len(), 120, "{sort}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 120, "{sort}");
    }
}

#[test]
fn a_list_is_kept_by_a_person_for_themselves() {
    let (office, mut visitor) = filled();
    let page = visitor.post("/shipments", &[("name", "Held at the border"), ("query", "state=held&place=RU-X-KRASKINO&nothing=x")]);
    assert_eq!(page.path, "/shipments?state=held&place=RU-X-KRASKINO&done=kept");
    page.says("Saved.");
    page.says("Held at the border");
    assert!(!office.signed_in(Role::Staff).get("/shipments").words().contains("Held at the border"));
    visitor.post("/shipments", &[("name", "Held at the border"), ("query", "state=held"), ("forget", "true")]);
    assert!(!visitor.get("/shipments").words().contains("Held at the border"));
}

#[test]
fn the_board_counts_what_is_open_and_offers_the_next_action() {
    let (office, mut visitor) = filled();
    office.clock.set(at("2026-07-11T00:00:00Z"));
    let page = visitor.get("/");
    page.says("4 shipments open, 0 overdue").says("1 registered and in no stage yet");
    // HC-1 and HC-2 are at risk, HC-2 waits for its broker to lift the hold; HC-4 is due too, HC-5 has no clock.
    assert_eq!(references(&page), ["HC-1", "HC-4", "HC-5", "HC-2"]);
    page.says("Lift the hold HC-2").says("Documents requested; to act: Customs broker").says("2 at risk").says("1 held");
    assert!(page.text.contains("/shipments/HC-2/record?what=released"));
    // A second look says what was recorded since the first.
    office.clock.set(at("2026-07-13T00:00:00Z"));
    crate::shipment::record(
        &mut visitor,
        "HC-5",
        &[("what", "entered:declaration"), ("place", "CNHCG"), ("day", "2026-07-12"), ("time", "10:00")],
    );
    visitor.get("/").says("Since you last looked").says("HC-5 Declaration").says("2 overdue");
    // To look again after a while is the same look.
    office.clock.set(at("2026-07-13T00:20:00Z"));
    visitor.get("/").says("HC-5 Declaration");
}

#[test]
fn what_another_process_changes_is_shown_at_once() {
    // The clock of these pages stands still: nothing but the change itself can make them new.
    let (office, mut visitor) = filled();
    for _ in 0..2 {
        assert_eq!(references(&visitor.get("/shipments?state=all")).len(), 5);
    }
    let row = "shipment,event,occurred_at,place\nHC-6,registered,2026-07-04T00:00:00Z,CNHCG\n";
    assert!(office.database.run(&["import", office.database.write("more.csv", row).to_str().unwrap()]).status.success());
    assert!(references(&visitor.get("/shipments")).contains(&"HC-6".to_owned()));
    visitor.get("/shipments/HC-6").says("Hunchun");
    office.database.tamper("UPDATE places SET name_en = 'Gate of the east' WHERE code = 'CNHCG'");
    visitor.get("/shipments/HC-6").says("Gate of the east");
    assert_eq!(visitor.once("GET", "/shipments/HC-6", &[]).status, 200);
    office.database.tamper("DELETE FROM sessions");
    assert_eq!(visitor.once("GET", "/shipments/HC-6", &[]).status, 303);
}

#[test]
fn a_place_is_asked_for_among_open_and_closed_ones_alike() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let file = "shipment,event,stage,occurred_at,place,mode,origin,destination\n\
                HC-OPEN,registered,,2026-07-01T08:00:00+08:00,CNHCG,9610,CNHCG,RUYEK\n\
                HC-OPEN,entered,declaration,2026-07-02T08:00:00+08:00,RUYEK,,,\n\
                HC-DONE,registered,,2026-07-01T08:00:00+08:00,CNHCG,9610,CNHCG,RUYEK\n\
                HC-DONE,entered,delivery,2026-07-02T08:00:00+08:00,RUYEK,,,\n\
                HC-DONE,delivered,,2026-07-03T08:00:00+08:00,RUYEK,,,\n\
                views,registered,,2026-07-01T08:00:00+08:00,CNHCG,9610,CNHCG,RUYEK\n";
    let file = office.database.write("places.csv", file);
    assert!(office.database.run(&["import", file.to_str().unwrap()]).status.success());
    let mut found = |query: &str| visitor.get(&format!("/shipments?{query}")).texts("tbody th[scope=row]");
    assert_eq!(found("place=RUYEK&sort=reference"), ["HC-DONE", "HC-OPEN"]);
    assert_eq!(found("place=RUYEK&state=open"), ["HC-OPEN"]);
    assert_eq!(found("place=RUYEK&outcome=delivered"), ["HC-DONE"]);
    // The board counts what is open, and leads to as many.
    let board = visitor.get("/");
    assert!(board.has("a[href=\"/shipments?state=open&place=RUYEK\"]"), "{}", board.text);
    // A shipment may be called like a part of an address.
    visitor.get("/shipments/views").says("views");
}

#[test]
fn what_the_board_counts_the_list_behind_it_has() {
    let office = Office::staffed();
    let mut file = String::from("shipment,event,stage,occurred_at,place,reason,origin,destination,target_clearance_minutes,responsible\n");
    // 9 on hold, 5 past due, 4 at risk (9 of 10 days are spent), 3 that need nobody; at 11 places.
    for number in 0..21 {
        let (place, begun, target) = match number {
            0..9 => ("CNHCG", "2026-07-18", 14_400),
            9..14 => ("RUYEK", "2026-07-05", 14_400),
            14..18 => ("RUVVO", "2026-07-11", 14_400),
            _ => ("RUMOW", "2026-07-19", 14_400),
        };
        file.push_str(&format!("N-{number:02},registered,,2026-07-01T00:00:00Z,{place},,CNHCG,RUYEK,{target},\n"));
        file.push_str(&format!("N-{number:02},entered,quarantine,{begun}T00:00:00Z,{place},,,,,\n"));
        // Of the nine on hold, one is for the declarant, which is the office, and one for nobody who is named.
        if number < 9 {
            let who = ["declarant", ""].get(number).unwrap_or(&"customs");
            file.push_str(&format!("N-{number:02},held,,2026-07-19T00:00:00Z,{place},docs,,,,{who}\n"));
        }
    }
    let path = office.database.write("file.csv", &file);
    let done = office.database.run(&["import", path.to_str().unwrap()]);
    assert!(done.status.success(), "{}", crate::support::text(&done.stderr));
    let mut visitor = office.signed_in(Role::Manager);
    let page = visitor.get("/");
    page.says("14 in all").says("7 in all");
    assert_eq!(references(&visitor.get("/shipments?state=to_do")).len(), 14);
    let waiting = references(&visitor.get("/shipments?state=waiting"));
    assert_eq!(waiting, ["N-02", "N-03", "N-04", "N-05", "N-06", "N-07", "N-08"]);
    // What waits for others is not what someone here must do, though it may be late sooner.
    let parts = page.text.split("<h2>").filter(|part| part.starts_with("What comes next") || part.starts_with("Waits for others"));
    let parts: Vec<&str> = parts.collect();
    assert!(!parts[0].contains("/shipments/N-02") && parts[1].contains("/shipments/N-02"), "{}", page.text);
    // Each figure of the board that leads to a list, counted against it.
    let counts: Vec<(String, String)> =
        page.attributes("main a[href^='/shipments?']", "href").into_iter().zip(page.texts("main a[href^='/shipments?']")).collect();
    for (path, text) in counts {
        let Some(count) = text.split_whitespace().next().and_then(|word| word.parse::<usize>().ok()) else { continue };
        assert_eq!(references(&visitor.get(&path)).len(), count, "{text} leads to {path}");
    }
}

#[test]
fn the_board_says_what_comes_next_where_nothing_is_late() {
    let (office, _) = filled();
    office.clock.set(at("2026-07-06T00:00:00Z"));
    let mut visitor = office.signed_in(Role::Staff);
    let page = visitor.get("/");
    // HC-1 is due on 12 July, HC-5 has no clock yet; HC-2 waits for its broker; HC-3 and HC-4 come after.
    let rows = page.texts("h2 + .hint, tbody th[scope=row] > a");
    assert_eq!(rows.iter().filter(|text| *text == "HC-1").count(), 1, "{rows:?}");
    let [next, waits] = ["What comes next", "Waits for others"].map(|title| page.text.find(title).unwrap());
    assert!(next < page.text.find("/shipments/HC-1\"").unwrap() && waits < page.text.find("/shipments/HC-2\"").unwrap());
    assert!(page.text.find("/shipments/HC-5\"").unwrap() < waits, "{}", page.text);
}

#[test]
fn an_empty_office_shows_what_to_do_first_to_those_who_may() {
    let office = Office::staffed();
    let steps = |role: Role| office.signed_in(role).get("/").attributes(".first-steps a", "href");
    assert_eq!(steps(Role::Administrator), ["/admin/places", "/admin/lanes", "/imports", "/shipments/new"]);
    assert!(steps(Role::Staff).contains(&"/shipments/new".to_owned()) && !steps(Role::Staff).contains(&"/admin/lanes".to_owned()));
}

#[test]
fn the_list_opens_on_the_open_ones_and_its_tabs_count_what_they_lead_to() {
    let (office, mut visitor) = filled();
    office.clock.set(at("2026-07-13T00:00:00Z"));
    let page = visitor.get("/shipments");
    assert!(!references(&page).contains(&"HC-3".to_owned()), "{:?}", references(&page));
    assert_eq!(page.texts(".tabs a[aria-current]"), ["Open 4"]);
    let tabs: Vec<(String, String)> = page.attributes(".tabs a", "href").into_iter().zip(page.texts(".tabs a")).collect();
    assert_eq!(tabs.len(), 6);
    for (path, text) in tabs {
        let count: usize = text.rsplit(' ').next().unwrap().parse().unwrap();
        assert_eq!(references(&visitor.get(&path)).len(), count, "{text}");
    }
    // An order is a way to look at the same list; a filter is another list.
    let turned = visitor.get("/shipments?state=all&sort=-reference");
    assert_eq!(references(&turned), ["HC-5", "HC-4", "HC-3", "HC-2", "HC-1"]);
    assert_eq!(turned.attributes("th[aria-sort]", "aria-sort"), ["descending"]);
    assert_eq!(turned.texts(".tabs a[aria-current]"), ["All 5"]);
    assert_eq!(references(&visitor.get("/shipments?state=all&sort=reference")), ["HC-1", "HC-2", "HC-3", "HC-4", "HC-5"]);
    // HC-1 and HC-2 are due on 12 July, HC-4 too; HC-5 has no clock.
    assert_eq!(references(&visitor.get("/shipments?sort=-left"))[0], "HC-5");
    // Without its only filter a list is that of all.
    assert_eq!(visitor.get("/shipments?place=RUYEK").attributes("a.used-filter[href^='/shipments?state=all']", "href").len(), 1);
}

#[test]
fn the_pages_of_an_order_and_of_the_other_way_round_have_each_shipment_once() {
    let office = Office::staffed();
    let mut file = String::from("shipment,event,stage,occurred_at,origin,destination,target_clearance_minutes\n");
    for number in 0..120 {
        let day = number % 7 + 1;
        file.push_str(&format!("P-{number:03},registered,,2026-07-0{day}T00:00:00Z,CNHCG,RUYEK,{}\n", 1_440 * (number % 5 + 1)));
        if number % 3 > 0 {
            file.push_str(&format!("P-{number:03},entered,quarantine,2026-07-0{day}T00:00:00Z,,,\n"));
        }
        if number % 3 > 1 {
            file.push_str(&format!("P-{number:03},cancelled,,2026-07-0{day}T0{}:00:00Z,,,\n", number % 9 + 1));
        }
    }
    let path = office.database.write("file.csv", &file);
    let done = office.database.run(&["import", path.to_str().unwrap()]);
    assert!(done.status.success(), "{}", crate::support::text(&done.stderr));
    let mut visitor = office.signed_in(Role::Manager);
    for sort in ["left", "-left", "reference", "-reference", "registered", "-registered"] {
        let (mut path, mut seen) = (Some(format!("/shipments?state=all&sort={sort}")), Vec::new());
        while let Some(here) = path {
            let page = visitor.get(&here);
            page.says("120 shipments");
            seen.extend(references(&page));
            path = page.attributes(".pager a", "href").pop();
        }
        assert_eq!(seen.len(), 120, "{sort}");
        let mut sorted = seen.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), 120, "{sort}");
        match sort {
            "reference" => assert_eq!(seen, sorted),
            "-reference" => assert!(seen.iter().eq(sorted.iter().rev())),
            _ => {}
        }
    }
}

/// Someone of a language, by their own account.
fn reads(office: &Office, language: Language) -> Visitor {
    let name = format!("reader-{}", language.tag());
    let (password, zone) = (crate::browser::PASSWORD.to_owned(), chrono_tz::Tz::Asia__Shanghai);
    office.add(&NewUser { display_name: name.clone(), name: name.clone(), role: Role::Administrator, password, language, time_zone: zone });
    let mut visitor = office.visitor();
    assert_eq!(visitor.post("/login", &[("name", &name), ("password", crate::browser::PASSWORD)]).status, 200);
    visitor
}

#[test]
fn late_has_one_word_and_one_mark_on_every_page() {
    let (office, mut visitor) = filled();
    crate::shipment::record(
        &mut visitor,
        "HC-4",
        &[("what", "closed:delivered"), ("place", "RUYEK"), ("day", "2026-07-15"), ("time", "05:00")],
    );
    // HC-5 has cleared late as well, and is still under way.
    let more =
        "shipment,event,stage,occurred_at\nHC-5,entered,transport,2026-07-02T00:00:00Z\nHC-5,entered,delivery,2026-07-19T00:00:00Z\n";
    assert!(office.database.run(&["import", office.database.write("more.csv", more).to_str().unwrap()]).status.success());
    office.clock.set(at("2026-07-20T00:00:00Z"));
    for (language, overdue, missed, clearance, spent) in [
        (Language::En, "Overdue", "Missed", "Clearance", "12 d"),
        (Language::ZhCn, "已超时", "未达标", "通关", "12 天"),
        (Language::Ru, "Просрочено", "Не в срок", "Таможенное оформление", "12 д"),
    ] {
        let mut visitor = reads(&office, language);
        for (reference, word) in [("HC-1", overdue), ("HC-4", missed), ("HC-5", missed)] {
            let page = visitor.get(&format!("/shipments/{reference}"));
            assert_eq!(page.texts(".title .chip.late"), [word], "{reference}");
            assert!(!page.has(".title .chip.ok"), "what was late is not green: {reference}");
            // The clock of the promise has one name.
            assert!(page.texts(".figures dt").iter().any(|label| label.starts_with(clearance)), "{:?}", page.texts(".figures dt"));
            assert!(page.texts(".track-section .section-head .hint")[0].starts_with(clearance));
        }
        assert!(visitor.get("/shipments/HC-3").has(".title .chip.ok"));
        assert!(visitor.get("/shipments/HC-4").texts(".figures .figure").contains(&missed.to_owned()));
        // The list of the ended says it, with what was spent; a list of the missed has both.
        let list = visitor.get("/shipments?state=closed&sort=reference");
        assert_eq!(references(&list), ["HC-3", "HC-4"]);
        assert_eq!(list.texts("tbody .chip.late"), [missed]);
        assert_eq!(list.texts("tbody .cell-spent")[1].replace('\u{a0}', " "), spent);
        assert_eq!(references(&visitor.get("/shipments?state=missed&sort=reference")), ["HC-4", "HC-5"]);
        assert_eq!(visitor.get("/shipments?state=overdue").texts("tbody .chip.late"), [overdue; 2]);
        // The report names both as the shipments do.
        let report = visitor.get("/reports/clearance?from=");
        assert!(report.texts(".headline dt, .figures dt").contains(&missed.to_owned()), "{}", report.words());
        let heads = report.texts(".clocks-part.gross thead th");
        assert!(heads.contains(&missed.to_owned()) && heads.contains(&overdue.to_owned()), "{heads:?}");
        for (figure, word) in [("late", missed), ("open_late", overdue)] {
            let page = visitor.get(&format!("/reports/clearance/shipments?from=&clock=clearance&figure={figure}"));
            assert_eq!(page.texts("tbody .chip.late"), [word; 2], "{figure}");
        }
        // What the words mean can be opened where they stand.
        for path in ["/", "/shipments", "/shipments/HC-1", "/reports/clearance?from="] {
            let page = visitor.get(path);
            assert!(page.texts("details.words dt").contains(&language.text("chip-at-risk")), "{path}");
        }
        // As many marks as the board counts, by one clock: past the target is red, and nothing else.
        let board = visitor.get("/");
        let beyond = |mark: &str| mark.trim_end_matches('%').parse::<f64>().unwrap() > 76.9;
        for (class, count) in [("overdue", 2), ("missed", 1), ("held", 1), ("risk", 0)] {
            let marks = board.attributes(&format!(".reach .mark.{class}"), "x");
            assert_eq!(marks.len(), count, "{class}");
            let said: usize = board
                .texts(&format!(".reach-counts .{class} a"))
                .iter()
                .filter_map(|text| text.split(' ').find_map(|word| word.parse::<usize>().ok()))
                .sum();
            assert_eq!(said, count, "{class}");
            if ["overdue", "missed"].contains(&class) {
                assert!(marks.iter().all(|mark| beyond(mark)), "{marks:?}");
            }
        }
        assert_eq!(board.attributes(".reach .mark", "x").len(), 3);
    }
}

#[test]
fn words_and_facts_agree() {
    let office = Office::staffed();
    let file = "shipment,event,stage,occurred_at,place,reason,pauses,origin,destination,target_clearance_minutes,target_quarantine_minutes,\
        target_inspection_minutes,target_transport_minutes\n\
        TIGHT,registered,,2026-07-01T00:00:00Z,CNHCG,,,CNHCG,RUYEK,28800,4320,5760,23040\n\
        TIGHT,entered,quarantine,2026-07-01T00:00:00Z,CNHCG,,,,,,,,\n\
        ROOMY,registered,,2026-07-01T00:00:00Z,CNHCG,,,CNHCG,RUYEK,28800,1440,1440,1440\n\
        ROOMY,entered,quarantine,2026-07-01T00:00:00Z,CNHCG,,,,,,,,\n\
        ROOMY,skipped,inspection,2026-07-01T00:00:00Z,CNHCG,,,,,,,,\n\
        HELD,registered,,2026-07-01T00:00:00Z,CNHCG,,,CNHCG,RUYEK,28800,,,\n\
        HELD,entered,quarantine,2026-07-01T00:00:00Z,CNHCG,,,,,,,,\n\
        HELD,held,,2026-07-01T01:00:00Z,CNHCG,border_queue,false,,,,,,\n\
        BOTH,registered,,2026-07-01T00:00:00Z,CNHCG,,,CNHCG,RUYEK,28800,,,\n\
        BOTH,entered,quarantine,2026-07-01T00:00:00Z,CNHCG,,,,,,,,\n\
        BOTH,held,,2026-07-01T01:00:00Z,CNHCG,document_request,true,,,,,,\n\
        BOTH,released,,2026-07-01T02:00:00Z,CNHCG,,,,,,,,\n\
        BOTH,held,,2026-07-01T03:00:00Z,CNHCG,border_queue,false,,,,,,\n\
        BOTH,released,,2026-07-01T05:00:00Z,CNHCG,,,,,,,,\n";
    let path = office.database.write("file.csv", file);
    let done = office.database.run(&["import", path.to_str().unwrap()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    office.clock.set(at("2026-07-02T00:00:00Z"));
    let mut visitor = office.signed_in(Role::Administrator);
    // Budgets of 3, 4 and 16 days under a target of 20: by them it ends 3 days late, and is not said to be on time.
    let tight = visitor.get("/shipments/TIGHT");
    tight.says("by the stage budgets it would end 3 d too late");
    assert!(!tight.texts(".title .chip").contains(&"On time".to_owned()));
    // What has room is on time; a stage is not required here and there.
    let roomy = visitor.get("/shipments/ROOMY");
    assert_eq!(roomy.texts(".title .chip"), ["On time"]);
    let inspection = roomy.texts(".clocks tbody tr").into_iter().find(|row| row.starts_with("Inspection")).unwrap();
    assert!(inspection.contains("not required") && !inspection.contains("Not"), "{inspection}");
    // What stands still is not on time; what holds do to the clocks stands beside both figures.
    let held = visitor.get("/shipments/HELD");
    assert_eq!(held.texts(".title .chip"), ["Held"]);
    held.says("no hold paused the clock: gross and net alike").says("the clocks run on");
    let both = visitor.get("/shipments/BOTH");
    both.says("23 h net, without 1 h of pausing holds").says("2 holds; of them pausing the net clock: 1");
    visitor.get("/shipments/ROOMY").says("never on hold: gross and net alike");
    // The same is said where targets are set.
    let days = |name: &str, days: &str| (format!("{name}-days"), days.to_owned());
    let typed = [days("clearance", "20"), days("quarantine", "3"), days("inspection", "4"), days("transport", "16")];
    let mut fields = vec![("origin", "CNHCG"), ("destination", "RUYEK"), ("from_day", "2026-07-01")];
    fields.extend(typed.iter().map(|(name, days)| (name.as_str(), days.as_str())));
    let lanes = visitor.post("/admin/lanes/new", &fields);
    let warned = "Clearance: the stages’ budgets come to 23 days, more than its target of 20 days.";
    lanes.says(warned);
    visitor.get("/admin/lanes/CNHCG:RUYEK").says(warned);
    visitor.post("/admin/lanes/CNHCG:RUYEK", &[("from_day", "2026-07-01"), ("transport-days", "13")]);
    assert!(!visitor.get("/admin/lanes").words().contains("budgets come to"));
}

#[test]
fn what_is_counted_by_place_adds_up_to_all_that_is_open() {
    let office = Office::staffed();
    let places = ["CNHCG", "CNCGC", "CNSFE", "CNSFH", "CNMLX", "CNDON", "CNHEK", "CNHRN", "RUVVO", "RUUSS", "RUYEK"];
    let rows = places.iter().enumerate().map(|(at, place)| format!("S-{at},registered,2026-07-01T00:00:00Z,{place}\n"));
    let file = "shipment,event,occurred_at,place\n".to_owned() + &rows.collect::<String>() + "S-NOWHERE,registered,2026-07-01T00:00:00Z,\n";
    assert!(office.database.run(&["import", office.database.write("file.csv", &file).to_str().unwrap()]).status.success());
    let board = office.signed_in(Role::Staff).get("/");
    board.says("12 shipments open").says("4 other places");
    let counts: Vec<usize> = board.texts(".place-row strong").iter().map(|count| count.parse().unwrap()).collect();
    assert_eq!((counts.len(), counts.iter().sum::<usize>()), (9, 12), "{counts:?}");
}
