//! Identifiers as people type and read them, on the pages: registering, addresses, the search box, filters.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::role::Role;

use crate::browser::{Office, Page, Visitor};
use crate::overview::references;

fn filled() -> (Office, Visitor) {
    let office = Office::staffed();
    let file = "shipment,event,occurred_at,place,origin,destination,declaration_number,goods,parcels\n\
                HC-77,registered,2026-07-01T00:00:00Z,CNHCG,CNHCG,RUYEK,,鞋帽與貨物,\n\
                HC-77,packed,2026-07-01T01:00:00Z,CNHCG,,,,,LX100000025CN 0012345\n\
                000123456,registered,2026-07-01T00:00:00Z,CNHCG,CNHCG,RUYEK,,Сапоги чёрные,\n\
                B-9,registered,2026-07-01T00:00:00Z,CNHCG,CNHCG,RUYEK,10702020/190726/1234567,Hats,\n\
                B-10,registered,2026-07-01T00:00:00Z,CNHCG,CNHCG,RUYEK,,Boots,\n\
                B-10,packed,2026-07-01T01:00:00Z,CNHCG,,,,,A-44 C-1\n\
                B-11,registered,2026-07-01T00:00:00Z,CNHCG,CNHCG,RUYEK,,Boots,\n\
                B-11,packed,2026-07-01T01:00:00Z,CNHCG,,,,,A-44 D-1\n\
                B-11,cancelled,2026-07-01T02:00:00Z,CNHCG,,,,,\n";
    let path = office.database.write("file.csv", file);
    assert!(office.database.run(&["import", path.to_str().unwrap()]).status.success());
    let visitor = office.signed_in(Role::Staff);
    (office, visitor)
}

fn search(visitor: &mut Visitor, typed: &str) -> Page {
    visitor.get(&format!("/shipments?q={}", utf8_percent_encode(typed, NON_ALPHANUMERIC)))
}

#[test]
fn a_reference_that_reads_as_another_is_offered_not_registered() {
    let (office, mut visitor) = filled();
    let key = visitor.get("/shipments/new").hidden("key");
    for typed in ["hc-77", "НС-77", "ＨＣ－７７", "HC\u{2013}77"] {
        let fields = [
            ("seen", "0"),
            ("key", key.as_str()),
            ("reference", typed),
            ("mode", "9610"),
            ("origin", "CNHCG"),
            ("destination", "RUYEK"),
            ("day", "2026-07-01"),
            ("time", "09:00"),
            ("note", "kept"),
        ];
        let page = visitor.post("/shipments/new", &fields);
        assert_eq!(page.status, 422, "{typed}");
        page.says(&format!("“{typed}” reads as HC-77, which is registered: is it this one?"));
        assert!(page.has("a[href=\"/shipments/HC-77\"]") && page.text.contains("kept"), "{}", page.text);
    }
    assert_eq!(office.store.count_shipments().unwrap(), 5);
}

#[test]
fn an_address_meets_the_shipment_however_it_is_written() {
    let (_office, mut visitor) = filled();
    for typed in ["hc-77", "%D0%9D%D0%A1-77", "HC%E2%80%9377"] {
        for rest in ["", "?times=mine", "/record", "/parcels", "/details"] {
            let page = visitor.get(&format!("/shipments/{typed}{rest}"));
            assert_eq!((page.status, page.path.as_str()), (200, format!("/shipments/HC-77{rest}").as_str()), "{typed}{rest}");
        }
        // A form that is sent there is taken there.
        let page = visitor.get("/shipments/HC-77/record?what=noted");
        let (seen, key) = (page.hidden("seen"), page.hidden("key"));
        let fields = [
            ("seen", seen.as_str()),
            ("key", key.as_str()),
            ("what", "noted"),
            ("note", typed),
            ("place", "CNHCG"),
            ("day", "2026-07-02"),
            ("time", "10:00"),
        ];
        let page = visitor.post(&format!("/shipments/{typed}/events"), &fields);
        assert!(page.path.starts_with("/shipments/HC-77?done="), "{} {}", page.path, page.words());
    }
    assert_eq!(visitor.get("/shipments/hc-78").status, 404);
}

#[test]
fn the_search_box_leads_on_only_by_what_identifies_one() {
    let (_office, mut visitor) = filled();
    for (typed, path) in [
        ("HC-77", "/shipments/HC-77"),
        ("НС-77", "/shipments/HC-77"),
        ("ｈｃ－７７", "/shipments/HC-77"),
        ("lx100000025cn", "/shipments/HC-77"),
        ("0012345", "/shipments/HC-77"),
        ("000123456", "/shipments/000123456"),
        ("10702020/190726/1234567", "/shipments/B-9"),
        ("C-1", "/shipments/B-10"),
    ] {
        assert_eq!(search(&mut visitor, typed).path, path, "{typed}");
    }
    for (typed, expected) in [
        // A part of a number; a reference whose zeros a spreadsheet lost stands beside what begins so.
        ("123456", vec!["000123456", "B-9"]),
        ("HC-7", vec!["HC-77"]),
        ("НС-7", vec!["HC-77"]),
        // A word is no identifier, though it finds one alone.
        ("сапоги", vec!["000123456"]),
        ("ЧЕРНЫЕ", vec!["000123456"]),
        ("货物", vec!["HC-77"]),
        ("貨物", vec!["HC-77"]),
        // The parcel of two.
        ("A-44", vec!["B-10", "B-11"]),
        ("0000123456", vec!["000123456"]),
    ] {
        let page = search(&mut visitor, typed);
        assert!(page.path.starts_with("/shipments?q="), "{typed} leads to {}", page.path);
        let mut found = references(&page);
        found.sort();
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn what_was_typed_on_a_russian_keyboard_is_offered() {
    let (_office, mut visitor) = filled();
    // The keys of H and C, in Russian.
    let page = search(&mut visitor, "рс-77");
    page.says("“HC-77”, if the keyboard was Russian: 1 shipment");
    assert!(page.has("a[href=\"/shipments?q=HC-77\"]"), "{}", page.text);
}

#[test]
fn filters_know_a_place_however_it_is_typed() {
    let (_office, mut visitor) = filled();
    for query in ["place=cnhcg", "place=CN+HCG", "lane=cnhcg%3Aruyek", "lane=%EF%BC%A3NHCG%3ARU+YEK"] {
        assert_eq!(references(&visitor.get(&format!("/shipments?{query}&sort=reference"))).len(), 5, "{query}");
    }
}

#[test]
fn twins_of_an_earlier_version_are_listed() {
    let office = Office::staffed();
    let file = "shipment,event,occurred_at\nHC-77,registered,2026-07-01T00:00:00Z\nhc-77,registered,2026-07-01T00:00:00Z\n";
    let path = office.database.write("file.csv", file);
    assert!(office.database.run(&["import", path.to_str().unwrap(), "--as-recorded"]).status.success());
    let mut visitor = office.signed_in(Role::Administrator);
    let page = visitor.get("/admin");
    page.says("References that are read alike");
    assert!(page.has("a[href=\"/shipments/HC-77\"]") && page.has("a[href=\"/shipments/hc-77\"]"), "{}", page.text);
    // Either has its page; what is read as both is a list of both.
    assert_eq!(visitor.get("/shipments/hc-77").path, "/shipments/hc-77");
    let both = visitor.get("/shipments/Hc-77");
    assert!(both.path.starts_with("/shipments?q="), "{}", both.path);
}

#[test]
fn a_parcel_in_another_open_shipment_is_asked_about_and_moved_in_one_act() {
    let (office, mut visitor) = filled();
    let fields = |visitor: &mut Visitor, codes: &str, time: &str, what: &str| {
        let page = visitor.get("/shipments/B-9/parcels");
        let (seen, key) = (page.hidden("seen"), page.hidden("key"));
        let fields = [
            ("seen", seen.as_str()),
            ("key", key.as_str()),
            ("parcels", codes),
            ("do", what),
            ("place", "CNHCG"),
            ("day", "2026-07-02"),
            ("time", time),
            ("note", ""),
        ];
        visitor.post("/shipments/B-9/parcels", &fields)
    };
    let page = fields(&mut visitor, "E-1 c-1 LX100000025CN", "10:00", "pack");
    assert_eq!(page.status, 422);
    page.says("c-1 on B-10 since Wed 1 Jul, 09:00 Hunchun UTC+8").says("LX100000025CN on HC-77 since");
    assert!(page.has("button[name=do][value=move]") && page.text.contains("E-1 c-1"), "{}", page.text);
    // Of a shipment that was cancelled it is free: D-1 lies in B-11.
    let page = fields(&mut visitor, "D-1", "10:00", "pack");
    assert!(page.path.contains("done=packed"), "{}", page.words());
    let page = fields(&mut visitor, "E-1 c-1 LX100000025CN", "10:05", "move");
    assert!(page.path.contains("done=packed"), "{}", page.words());
    let parcels = |visitor: &mut Visitor, name: &str| {
        let page = visitor.get(&format!("/shipments/{name}/parcels"));
        page.texts("ul.codes > li").iter().map(|text| text.split_whitespace().next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parcels(&mut visitor, "B-9"), ["D-1", "E-1", "c-1", "LX100000025CN"]);
    assert_eq!(parcels(&mut visitor, "B-10"), ["A-44"]);
    assert_eq!(parcels(&mut visitor, "HC-77"), ["0012345"]);
    // It was one act.
    let last = |name: &str| {
        let history = office.store.history(&Reference::read(name).unwrap()).unwrap().unwrap();
        history.last().unwrap().recorded_at
    };
    assert!(last("B-9") == last("B-10") && last("B-10") == last("HC-77"));
    // Before it was packed there, it cannot leave: it was at 9:00 in Hunchun.
    let history = |name: &str| office.store.history(&Reference::read(name).unwrap()).unwrap().unwrap().len();
    let before = (history("B-9"), history("B-10"));
    let page = visitor.get("/shipments/B-9/parcels");
    let (seen, key) = (page.hidden("seen"), page.hidden("key"));
    let early = [
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("parcels", "A-44"),
        ("do", "move"),
        ("place", "CNHCG"),
        ("day", "2026-07-01"),
        ("time", "08:59"),
    ];
    let page = visitor.post("/shipments/B-9/parcels", &early);
    assert_eq!((page.status, (history("B-9"), history("B-10"))), (422, before));
    page.says("it cannot have left before");
}

#[test]
fn an_address_with_days_means_the_same_to_everyone() {
    let office = Office::staffed();
    // Around midnight in Shanghai: 18, 19 and 20 November there, all of 18 or 19 November in UTC.
    let file = "shipment,event,occurred_at\nM-1,registered,2026-07-18T15:59:59Z\nM-2,registered,2026-07-18T16:00:00Z\n\
                M-3,registered,2026-07-19T15:59:59Z\nM-4,registered,2026-07-19T16:00:00Z\n";
    let path = office.database.write("file.csv", file);
    office.clock.set(crate::overview::at("2026-07-21T00:00:00Z"));
    assert!(office.database.run(&["import", path.to_str().unwrap(), "--as-recorded"]).status.success());
    let (mut clerk, mut manager) = (office.signed_in(Role::Staff), office.signed_in(Role::Manager));
    assert_eq!(manager.post("/account", &[("language", "en"), ("time_zone", "Asia/Shanghai")]).path, "/account?done=account");
    for (query, expected) in [
        ("from=2026-07-19&to=2026-07-19&sort=reference", vec!["M-3", "M-4"]),
        ("from=2026-07-19&to=2026-07-19&time_zone=Asia%2FShanghai&sort=reference", vec!["M-2", "M-3"]),
    ] {
        for visitor in [&mut clerk, &mut manager] {
            let page = visitor.get(&format!("/shipments?{query}"));
            assert_eq!(references(&page), expected, "{query}");
            page.says(if query.contains("Shanghai") {
                "19 Jul 2026, days of Shanghai (Asia/Shanghai)"
            } else {
                "19 Jul 2026, days of UTC"
            });
        }
    }
}

#[test]
fn a_retired_place_stays_choosable_where_a_filter_names_it() {
    let (office, mut visitor) = filled();
    let mut administrator = office.signed_in(Role::Administrator);
    administrator.post("/admin/places/CNHCG/retired", &[("retired", "true")]);
    let page = visitor.get("/shipments?place=CNHCG&sort=reference");
    assert!(page.has("select[name=place] option[value=CNHCG][selected]"), "{}", page.text);
    assert_eq!(references(&page).len(), 5);
    assert_eq!(page.texts("select[name=place] option[selected]"), ["Hunchun (retired)"]);
    assert!(!visitor.get("/shipments").has("select[name=place] option[value=CNHCG]"));
}

#[test]
fn a_part_of_a_reference_is_found_wherever_it_stands() {
    let office = Office::staffed();
    let file = "shipment,event,occurred_at,place\n\
                HCH-2026-0719,registered,2026-07-01T00:00:00Z,CNHCG\n\
                HCH-2026-1719,registered,2026-07-01T00:00:00Z,CNHCG\n\
                X_71%9,registered,2026-07-01T00:00:00Z,CNHCG\n";
    let path = office.database.write("file.csv", file);
    assert!(office.database.run(&["import", path.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Staff);
    for (typed, expected) in [
        ("2026-07", &["HCH-2026-0719"][..]),
        ("719", &["HCH-2026-0719", "HCH-2026-1719"]),
        ("26\u{2011}17", &["HCH-2026-1719"]),
        // СН-2026, its letters Cyrillic.
        ("\u{441}\u{43d}-2026-0", &["HCH-2026-0719"]),
        ("026-2", &[]),
    ] {
        assert_eq!(references(&search(&mut visitor, typed)), expected, "{typed}");
    }
    // Marks that a database takes for others stand for themselves, or for any one.
    assert!(references(&search(&mut visitor, "71%9")).contains(&"X_71%9".to_owned()));
}
