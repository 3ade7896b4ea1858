//! Registering quickly: as last time, with names that were used, parcels in the same act, days and numbers as people type
//! them.

use tumen::domain::codes::{Cell, Reference};
use tumen::domain::details::Details;
use tumen::domain::event::Kind;
use tumen::domain::role::Role;

use crate::browser::{Office, Page, Visitor};
use crate::shipment::{history, record, register};
use crate::support::moment;

const FORM: &str = "form[action=\"/shipments/new\"]";

/// The fields of the form on a page, with others in their place.
fn with<'p>(filled: &'p [(String, String)], others: &[(&'p str, &'p str)]) -> Vec<(&'p str, &'p str)> {
    let is_other = |name: &str| others.iter().any(|(other, _)| *other == name);
    let kept = filled.iter().filter(|(name, _)| !is_other(name)).map(|(name, text)| (name.as_str(), text.as_str()));
    kept.chain(others.iter().copied()).collect()
}

fn registered(visitor: &mut Visitor, page: &Page, others: &[(&str, &str)]) -> Page {
    let filled = page.filled(FORM);
    visitor.post("/shipments/new", &with(&filled, others))
}

/// The usual batch, with other fields in their place.
fn batch(others: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = BATCH.iter().filter(|(name, _)| !others.iter().any(|(other, _)| other == name));
    kept.chain(others).copied().collect()
}

fn details(office: &Office, reference: &str) -> Details {
    let history = history(office, reference);
    history[0].event.kind.details().unwrap().clone()
}

/// The office's usual batch.
const BATCH: &[(&str, &str)] = &[
    ("mode", "9610"),
    ("origin", "CNHCG"),
    ("destination", "RUYEK"),
    ("crossing", "RU-X-KRASKINO"),
    ("transport_mode", "road"),
    ("rows", "3"),
    ("line-0-description", "Shoes"),
    ("line-0-hs_code", "6402992900"),
    ("line-0-quantity", "9600"),
    ("line-0-unit", "pair"),
    ("line-0-value", "1753600.00"),
    ("line-1-description", "Hats"),
    ("line-1-quantity", "12,3450"),
    ("line-1-value", "846400.50"),
    ("packages", "2"),
    ("gross_kg", "18839,32"),
    ("currency", "Chinese yuan"),
    ("consignor", "Sanjiang"),
    ("consignee", "Obuv"),
    ("carrier", "Ruitong"),
    ("declaration_number", "150720260000018264"),
    ("master_waybill", "CMR-256986"),
    ("day", "1 Jul 2026"),
    ("time", "09:00"),
];

fn with_batch() -> (Office, Visitor) {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let empty = visitor.get("/shipments/new");
    assert!(!empty.has("nav.usual"), "nothing is usual yet");
    let page = registered(&mut visitor, &empty, &batch(&[("reference", "HC-1")]));
    assert_eq!(page.path, "/shipments/HC-1?done=registered", "{}", page.words());
    (office, visitor)
}

#[test]
fn the_usual_batch_takes_three_presses_and_a_reference() {
    let (office, mut visitor) = with_batch();
    let first = details(&office, "HC-1");
    assert_eq!(first.currency.as_ref().unwrap().as_str(), "CNY");
    assert_eq!(first.gross_kg.as_ref().unwrap().as_str(), "18839.32");
    // The goods in one name, and the declared value, come of the lines.
    assert_eq!((first.goods.as_ref().unwrap().as_str(), first.value.as_ref().unwrap().as_str()), ("Shoes, Hats", "2600000.50"));
    // “Register”, the lane, “Register”.
    let lane = visitor.get("/shipments/new").attributes("nav.usual a", "href");
    assert_eq!(lane, ["/shipments/new?lane=CNHCG%3ARUYEK"]);
    let page = visitor.get(&lane[0]);
    page.says("Filled in as HC-1 was.");
    let page = registered(&mut visitor, &page, &[("reference", "HC-2")]);
    assert_eq!(page.path, "/shipments/HC-2?done=registered", "{}", page.words());
    let second = details(&office, "HC-2");
    let own = |details: Details| Details { declaration_number: None, master_waybill: None, targets: Default::default(), ..details };
    assert_eq!((second.declaration_number.clone(), second.master_waybill.clone()), (None, None));
    assert_eq!(own(second), own(first));
}

#[test]
fn every_shipment_is_one_to_register_another_like_it() {
    let (office, mut visitor) = with_batch();
    let page = visitor.get("/shipments/HC-1");
    assert!(page.has("a[href=\"/shipments/new?like=HC-1\"]"), "{}", page.text);
    let page = visitor.get("/shipments/new?like=HC-1");
    let filled = page.filled(FORM);
    let text = |name: &str| filled.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text).to_owned();
    assert_eq!([text("reference"), text("declaration_number"), text("master_waybill"), text("parcels")], [""; 4].map(str::to_owned));
    assert_eq!((text("carrier"), text("line-0-description"), text("line-0-unit")), ("Ruitong".into(), "Shoes".into(), "pair".into()));
    // It happens now, not when that one did.
    assert_eq!(text("day"), "20 Jul 2026");
    assert_eq!(registered(&mut visitor, &page, &[("reference", "HC-9")]).path, "/shipments/HC-9?done=registered");
    assert_eq!(details(&office, "HC-9").carrier, details(&office, "HC-1").carrier);
    assert_eq!(visitor.get("/shipments/new?like=NONE").status, 404);
}

#[test]
fn the_last_shipment_of_a_lane_fills_what_is_empty() {
    let (_office, mut visitor) = with_batch();
    let empty = visitor.get("/shipments/new");
    let lane = [("origin", "CNHCG"), ("destination", "RUYEK"), ("fill", "lane"), ("reference", "HC-3"), ("carrier", "Another")];
    let page = registered(&mut visitor, &empty, &lane);
    assert_eq!(page.status, 200);
    let filled = page.filled(FORM);
    let text = |name: &str| filled.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text);
    assert_eq!([text("reference"), text("carrier"), text("consignor"), text("mode")], ["HC-3", "Another", "Sanjiang", "9610"]);
    // Parties stand inside: they are in sight.
    assert!(page.has("details.fold[open] #consignor") && page.has("details.fold:not([open]) #day"));
    let page = registered(&mut visitor, &empty, &[("origin", "CNHCG"), ("fill", "lane")]);
    assert_eq!(page.status, 422);
    page.says("Destination: please fill this in.");
    let page = registered(&mut visitor, &empty, &[("origin", "RUYEK"), ("destination", "CNHCG"), ("fill", "lane")]);
    page.says("Nothing was registered on this lane yet.");
}

#[test]
fn parcels_are_packed_in_the_same_act() {
    let (office, mut visitor) = with_batch();
    let page = visitor.get("/shipments/new?lane=CNHCG%3ARUYEK");
    // Twice in the list: told before anything is recorded, and kept once.
    let told = registered(&mut visitor, &page, &[("reference", "P-1"), ("parcels", "A-11 A-12\nA-11")]);
    assert_eq!(told.status, 422);
    told.says("1 code stands more than once: A-11");
    let filled = told.filled(FORM);
    assert!(filled.contains(&("parcels".to_owned(), "A-11\nA-12".to_owned())), "{filled:?}");
    let page = visitor.post("/shipments/new", &with(&filled, &[]));
    assert_eq!(page.path, "/shipments/P-1?done=registered", "{}", page.words());
    let recorded = history(&office, "P-1");
    assert_eq!(recorded.len(), 2);
    assert_eq!(recorded[0].recorded_at, recorded[1].recorded_at);
    let Kind::Packed(parcels) = &recorded[1].event.kind else { panic!("{recorded:?}") };
    assert_eq!(parcels.codes().collect::<Vec<_>>(), ["A-11", "A-12"]);

    // Two packages are declared, three parcels packed: told where they stand.
    let page = visitor.get("/shipments/new?lane=CNHCG%3ARUYEK");
    let page = registered(&mut visitor, &page, &[("reference", "P-2"), ("parcels", "B-11 B-12 B-13")]);
    assert_eq!(page.path, "/shipments/P-2/parcels?done=registered");
    page.says("Registered.").says("2 packages are declared, parcels packed: 3.");

    // A parcel that is in another shipment is asked about, and moved in the same act.
    office.clock.set(moment("2026-07-20T05:00:00Z").micros());
    let page = visitor.get("/shipments/new?lane=CNHCG%3ARUYEK");
    let asked = registered(&mut visitor, &page, &[("reference", "P-3"), ("parcels", "A-12 C-11")]);
    assert_eq!(asked.status, 422);
    asked.says("A-12").says("P-1").says("Register, and move the parcels here");
    assert_eq!(office.store.history(&Reference::read("P-3").unwrap()).unwrap(), None);
    let filled = asked.filled(FORM);
    let page = visitor.post("/shipments/new", &with(&filled, &[("do", "move")]));
    assert_eq!(page.path, "/shipments/P-3?done=registered", "{}", page.words());
    assert!(matches!(history(&office, "P-1").last().unwrap().event.kind, Kind::Unpacked(_)));
    // A damaged code is refused with all else kept.
    let page = visitor.get("/shipments/new?lane=CNHCG%3ARUYEK");
    let page = registered(&mut visitor, &page, &[("reference", "P-4"), ("parcels", "LX100000026CN")]);
    assert_eq!(page.status, 422);
    page.says("LX100000026CN");
}

/// Days as readers of each language type them: all are 19 July 2026.
const DAYS: &[&str] =
    &["2026-07-19", "2026/07/19", "19.07.2026", "19 Jul 2026", "19 июля 2026 г.", "2026年7月19日", "２０２６年７月１９日", "07/19/2026"];

#[test]
fn days_are_read_on_every_form_in_every_language() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Manager);
    let expected = "2026-07-19T14:05:00+08:00";
    for (at, language) in ["en", "zh-CN", "ru"].into_iter().enumerate() {
        visitor.post("/language", &[("language", language), ("back", "/")]);
        for (number, day) in DAYS.iter().enumerate() {
            let reference = format!("D-{at}-{number}");
            let when = [("day", *day), ("time", "14.05"), ("place", "CNHCG")];
            let form = visitor.get("/shipments/new");
            let least = [("reference", reference.as_str()), ("mode", "9610"), ("origin", "CNHCG"), ("destination", "RUYEK")];
            let page = registered(&mut visitor, &form, &[&least[..], &when].concat());
            assert_eq!(page.status, 200, "{language} {day}: {}", page.words());
            let page = record(&mut visitor, &reference, &[&[("what", "noted"), ("note", "x")][..], &when].concat());
            assert!(page.path.ends_with("done=recorded"), "{language} {day}: {}", page.words());
            for (path, fields) in [
                ("details", &[("carrier", "Ruitong")][..]),
                ("parcels", &[("parcels", reference.as_str())][..]),
                ("events/2/correct", &[("right", "true"), ("what", "noted"), ("note", "y"), ("why", "z")][..]),
            ] {
                let path = format!("/shipments/{reference}/{path}");
                let form = visitor.get(&path);
                let own = [("seen", form.hidden("seen")), ("key", form.hidden("key"))];
                let own: Vec<(&str, &str)> = own.iter().map(|(name, text)| (*name, text.as_str())).collect();
                let page = visitor.post(&path, &[&own[..], &when, fields].concat());
                assert!(page.path.contains("?done="), "{language} {day} {path}: {}", page.words());
            }
            let times: Vec<String> = history(&office, &reference).iter().map(|one| one.event.occurred.to_string()).collect();
            // The retraction happened when it was recorded.
            assert_eq!(times.iter().filter(|time| *time == expected).count(), 5, "{language} {day}: {times:?}");
        }
        // Two days can be meant: told, and nothing recorded.
        let before = history(&office, "D-0-0").len();
        for day in ["07/08/2026", "7-8-2026", "19.07.26"] {
            let page = record(&mut visitor, "D-0-0", &[("what", "noted"), ("note", "x"), ("day", day), ("time", "14:05")]);
            assert_eq!(page.status, 422);
            assert!(page.texts("#day-error").concat().contains(day) && page.has(&format!("#day[value=\"{day}\"]")), "{}", page.text);
        }
        assert_eq!(history(&office, "D-0-0").len(), before);
        // The day says its order; a time may stand behind it.
        let form = visitor.get("/shipments/D-0-0/record?what=noted");
        let (seen, key, suggested) = (form.hidden("seen"), form.hidden("key"), form.hidden("suggested"));
        let (day, example) = [("20 Jul 2026", "28 Nov 2026"), ("2026-07-20", "2026-11-28"), ("20.07.2026", "28.11.2026")][at];
        assert_eq!((form.hidden("day").as_str(), form.attributes("#day", "placeholder")), (day, vec![example.to_owned()]));
        let fields = [
            ("seen", seen.as_str()),
            ("key", key.as_str()),
            ("suggested", suggested.as_str()),
            ("what", "noted"),
            ("note", "x"),
            ("place", "CNHCG"),
            ("day", "19.07.2026 14:05"),
            ("time", "12:00"),
        ];
        visitor.post("/shipments/D-0-0/events", &fields);
        let last = history(&office, "D-0-0").last().unwrap().event.occurred.to_string();
        assert_eq!(last, expected);
    }
}

#[test]
fn days_are_read_in_every_filter() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Manager);
    register(&mut visitor, "F-1");
    for (at, language) in ["en", "zh-CN", "ru"].into_iter().enumerate() {
        visitor.post("/language", &[("language", language), ("back", "/")]);
        for day in ["1.07.2026", "1 июля 2026", "2026年7月1日", "1 Jul 2026", "2026/7/1"] {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs([("from", day), ("to", day)]).finish();
            let page = visitor.get(&format!("/shipments?{query}&time_zone=Asia%2FShanghai"));
            assert!(page.has("a[href=\"/shipments/F-1\"]"), "{language} {day}");
            let page = visitor.get(&format!("/reports/clearance?{query}"));
            assert_eq!((page.status, page.attributes("#from + .picker", "value")), (200, vec!["2026-07-01".to_owned()]), "{day}");
        }
        let page = visitor.get("/shipments?from=11%2F12%2F2026");
        assert!(page.has("details.filters[open]") && page.texts("#from-error").concat().contains("11/12/2026"), "{}", page.text);
        let page = visitor.get("/reports/clearance?from=11%2F12%2F2026");
        assert_eq!(page.status, 422);
        assert!(page.texts("#from-error").concat().contains("11/12/2026") && page.has("#from[value=\"11/12/2026\"]"), "{}", page.text);
        let (day, days) = (["19.08.2026", "19 августа 2026", "2026年8月19日"][at], ["20", "21", "22"][at]);
        let target = [("origin", "CNHCG"), ("destination", "RUYEK"), ("clearance-days", days)];
        let page = visitor.post("/admin/lanes/new", &[&target[..], &[("from_day", day)]].concat());
        assert!(page.path.ends_with("done=kept"), "{day}: {}", page.words());
        let page = visitor.post("/admin/lanes/new", &[&target[..], &[("from_day", "11/12/2026")]].concat());
        assert_eq!(page.status, 422);
        assert!(page.has("#from_day[value=\"11/12/2026\"]"), "{}", page.text);
    }
}

#[test]
fn numbers_are_read_with_a_comma_or_a_point_in_every_language() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let least = [("mode", "9610"), ("origin", "CNHCG"), ("destination", "RUYEK"), ("currency", "CNY")];
    for (at, language) in ["en", "zh-CN", "ru"].into_iter().enumerate() {
        visitor.post("/language", &[("language", language), ("back", "/")]);
        let form = visitor.get("/shipments/new");
        for (number, (typed, expected)) in
            [("1250,5", "1250.5"), ("1.250,50", "1250.50"), ("1,250.50", "1250.50"), ("1 250,5", "1250.5"), ("12,3", "12.3")]
                .into_iter()
                .enumerate()
        {
            let reference = format!("N-{at}-{number}");
            let fields = [&least[..], &[("reference", reference.as_str()), ("gross_kg", typed), ("value", typed)]].concat();
            let page = registered(&mut visitor, &form, &fields);
            assert_eq!(page.status, 200, "{language} {typed}: {}", page.words());
            let details = details(&office, &reference);
            let read = [details.gross_kg, details.value].map(|amount| amount.unwrap().as_str().to_owned());
            assert_eq!(read, [expected, expected], "{language} {typed}");
        }
        for typed in ["1,000", "1.500", "32,000"] {
            let whole = typed.replace([',', '.'], "");
            for name in ["gross_kg", "value", "line-0-quantity"] {
                let fields = [&least[..], &[("reference", "N-X"), ("line-0-description", "x"), (name, typed)]].concat();
                let page = registered(&mut visitor, &form, &fields);
                assert_eq!(page.status, 422, "{language} {name} {typed}");
                let told = page.texts(&format!("#{name}-error")).concat();
                assert!(told.contains(typed) && told.contains(&whole), "{told}");
                assert!(page.has(&format!("#{name}[value=\"{typed}\"]")));
            }
        }
        // Packages have no decimals: a mark can only group.
        let fields = [&least[..], &[("reference", ["W-0", "W-1", "W-2"][at]), ("packages", "1,286")]].concat();
        assert_eq!(registered(&mut visitor, &form, &fields).status, 200);
        assert_eq!(details(&office, ["W-0", "W-1", "W-2"][at]).packages, Some(1286));
    }
}

#[test]
fn an_amount_of_three_decimals_is_not_asked_about_again() {
    let office = Office::staffed();
    let file = "shipment,event,occurred_at,place,mode,origin,destination,gross_kg,goods_lines\n\
                T-1,registered,2026-07-01T00:00:00Z,CNHCG,9610,CNHCG,RUYEK,12.345,\"[{\"\"description\"\":\"\"x\"\",\"\"quantity\"\":\"\"1.500\"\"}]\"\n";
    let path = office.database.write("file.csv", file);
    assert!(office.database.run(&["import", path.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Staff);
    let form = visitor.get("/shipments/T-1/details");
    let filled = form.filled("form[action=\"/shipments/T-1/details\"]");
    let page = visitor.post("/shipments/T-1/details", &with(&filled, &[("carrier", "Ruitong")]));
    assert_eq!(page.path, "/shipments/T-1?done=amended", "{}", page.words());
    let history = history(&office, "T-1");
    let amended = history.last().unwrap().event.kind.details().unwrap();
    assert_eq!((amended.gross_kg.clone(), amended.goods_lines.clone()), (None, None));
}

#[test]
fn names_are_offered_merged_and_translated() {
    let (office, mut visitor) = with_batch();
    let page = visitor.get("/shipments/new");
    let again = [("reference", "HC-2"), ("carrier", "Rui Tong Logistics"), ("declaration_number", ""), ("master_waybill", "")];
    assert!(registered(&mut visitor, &page, &batch(&again)).path.ends_with("done=registered"));
    let offered = |visitor: &mut Visitor, field: &str| {
        let page = visitor.get("/shipments/new");
        page.attributes(&format!("#{field}-list option"), "value")
    };
    assert_eq!(offered(&mut visitor, "carrier"), ["Rui Tong Logistics", "Ruitong"]);
    assert_eq!(offered(&mut visitor, "consignor"), ["Sanjiang"]);
    assert_eq!(visitor.get("/shipments/new").attributes("#goods-names option", "value"), ["Shoes", "Hats"]);

    let mut administrator = office.signed_in(Role::Administrator);
    let page = administrator.get("/admin/directory");
    page.says("Rui Tong Logistics").says("Sanjiang").says("Shoes, Hats");
    assert!(page.has("a[href=\"/admin/directory/name?kind=party&name=Ruitong\"]"), "{}", page.text);
    let path = "/admin/directory/name?kind=party&name=Rui+Tong+Logistics";
    for (same_as, says) in [("Nobody", "This name is not known here."), ("Rui Tong Logistics", "This name is not known here.")] {
        let page = administrator.post(path, &[("same_as", same_as)]);
        assert_eq!(page.status, 422);
        page.says(says);
    }
    let page = administrator.post(path, &[("same_as", "Ruitong")]);
    assert_eq!(page.path, "/admin/directory?done=kept", "{}", page.words());
    let names = [("name_en", ""), ("name_zh", "瑞通"), ("name_ru", "Жуйтун")];
    administrator.post("/admin/directory/name?kind=party&name=Ruitong", &names);
    administrator.get("/admin/directory").says("the same as Ruitong").says("also written Rui Tong Logistics");

    // Two spellings are offered as one, in the reader's language.
    assert_eq!(offered(&mut visitor, "carrier"), ["Ruitong"]);
    // Either finds both, in a filter and by words; what is entered stays in the history, the facts show the one name.
    for query in [
        "carrier=Ruitong",
        "carrier=Rui+Tong+Logistics",
        "carrier=%E7%91%9E%E9%80%9A",
        "q=Ruitong",
        "q=%D0%B6%D1%83%D0%B9%D1%82%D1%83%D0%BD",
        "q=logistics",
    ] {
        let page = visitor.get(&format!("/shipments?{query}&columns=carrier"));
        assert!(page.has("a[href=\"/shipments/HC-1\"]") && page.has("a[href=\"/shipments/HC-2\"]"), "{query}: {}", page.words());
        assert!(!page.texts("table.list").concat().contains("Rui Tong Logistics"), "{query}");
    }
    assert!(!visitor.get("/shipments?q=nobody").has("a[href=\"/shipments/HC-1\"]"));
    let page = visitor.get("/shipments/HC-2");
    assert!(page.texts(".facts").concat().contains("Ruitong"), "{}", page.words());
    visitor.post("/language", &[("language", "zh-CN"), ("back", "/")]);
    assert_eq!(offered(&mut visitor, "carrier"), ["瑞通"]);
    assert!(visitor.get("/shipments/HC-2").texts(".facts").concat().contains("瑞通"));
    assert_eq!(details(&office, "HC-2").carrier.unwrap().as_str(), "Rui Tong Logistics");

    // A name that is not offered any more, and one that nobody has used yet.
    administrator.post("/admin/directory/name?kind=party&name=Sanjiang", &[("retired", "true")]);
    let page = administrator.post("/admin/directory/new", &[("kind", "party"), ("name", "Kraskino Terminal")]);
    assert_eq!(page.path, "/admin/directory?done=kept", "{}", page.words());
    assert_eq!(offered(&mut visitor, "consignor"), ["Kraskino Terminal", "瑞通"]);
    assert!(office.database.run(&["check"]).status.success());
}
