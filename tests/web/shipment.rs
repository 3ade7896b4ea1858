//! A shipment from its registration to its delivery, as a clerk without scripts does it.

use tumen::domain::actor::Actor;
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::event::Recorded;
use tumen::domain::role::Role;

use crate::browser::{Office, Page, Visitor};

/// Registers a shipment with the least that a registration needs.
pub fn register(visitor: &mut Visitor, reference: &str) -> Page {
    let form = visitor.get("/shipments/new");
    let key = form.hidden("key");
    let fields = [
        ("seen", "0"),
        ("key", key.as_str()),
        ("reference", reference),
        ("mode", "9610"),
        ("origin", "CNHCG"),
        ("destination", "RUYEK"),
        ("crossing", "RU-X-KRASKINO"),
        ("day", "2026-07-01"),
        ("time", "09:00"),
    ];
    let page = visitor.post("/shipments/new", &fields);
    assert_eq!(page.status, 200, "{}", page.words());
    page
}

/// Sends the form of an event; the fields override those of the form.
pub fn record(visitor: &mut Visitor, reference: &str, fields: &[(&str, &str)]) -> Page {
    let form = visitor.get(&format!("/shipments/{reference}/record"));
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let mut all = vec![("seen", seen.as_str()), ("key", key.as_str())];
    all.extend_from_slice(fields);
    visitor.post(&format!("/shipments/{reference}/events"), &all)
}

pub fn history(office: &Office, reference: &str) -> Vec<Recorded> {
    office.store.history(&Reference::read(reference).unwrap()).unwrap().unwrap()
}

fn recorded(page: &Page) {
    assert_eq!(page.status, 200, "{}", page.words());
    assert!(page.path.ends_with("?done=recorded"), "{}: {}", page.path, page.words());
}

#[test]
fn a_batch_is_registered_with_every_detail() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let key = visitor.get("/shipments/new").hidden("key");
    let fields = [
        ("seen", "0"),
        ("key", key.as_str()),
        ("reference", "HC-2026-0719"),
        ("mode", "9610"),
        ("origin", "CNHCG"),
        ("destination", "RUYEK"),
        ("crossing", "RU-X-KRASKINO"),
        ("transport_mode", "road"),
        ("goods", "鞋帽（百货）"),
        ("hs_code", "6402992900"),
        ("tnved_code", "6402999800"),
        ("rows", "3"),
        ("line-0-description", "鞋子"),
        ("line-0-hs_code", "6402992900"),
        ("line-0-quantity", "9600"),
        ("line-0-unit", "pair"),
        ("line-0-value", "1753600.00"),
        ("line-1-description", "帽子"),
        ("line-1-value", "846400.50"),
        ("packages", "1286"),
        ("gross_kg", "18839.32"),
        ("value", "2600000.50"),
        ("currency", "CNY"),
        ("consignor", "珲春三疆"),
        ("consignee", "ООО «Обувь»"),
        ("carrier", "Ruitong"),
        ("broker", "Broker"),
        ("bank", "Bank"),
        ("declaration_number", "150720260000018264"),
        ("master_waybill", "CMR-256986"),
        ("day", "2026-07-01"),
        ("time", "09:00"),
        ("note", "first"),
    ];
    let page = visitor.post("/shipments/new", &fields);
    assert_eq!(page.path, "/shipments/HC-2026-0719?done=registered", "{}", page.words());
    for text in [
        "HC-2026-0719",
        "鞋帽（百货）",
        "2,600,000.50 CNY",
        "1,286 · 18,839.32 kg",
        "9610 direct B2C retail",
        "珲春三疆 → ООО «Обувь»",
        "CMR-256986",
    ] {
        page.says(text);
    }
    let history = history(&office, "HC-2026-0719");
    let event = &history[0].event;
    // Nine on the wall in Hunchun; a registration without a place is at the origin.
    assert_eq!(event.occurred.to_string(), "2026-07-01T09:00:00+08:00");
    assert_eq!(event.place.as_ref().unwrap().as_str(), "CNHCG");
    assert_eq!(event.actor.as_ref().unwrap().as_str(), "staff one");
    // Under the seal stands the account, by an id that outlives its name.
    let account = office.store.user("staff").unwrap().unwrap();
    let mut acts = Vec::new();
    let read = office.store.each_history(None, |history| {
        acts.extend(history.acts);
        Ok::<_, tumen::store::Error>(())
    });
    read.unwrap();
    assert!(acts.contains(&(Actor::user(&account.lasting_id, "staff one"), "form".to_owned())), "{acts:?}");
    let details = event.kind.details().unwrap();
    assert_eq!(details.goods_lines.as_ref().unwrap().lines().len(), 2);
    assert_eq!(details.bank.as_ref().unwrap().as_str(), "Bank");
}

#[test]
fn from_declaration_to_delivery() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    let steps: &[&[(&str, &str)]] = &[
        &[("what", "entered:declaration"), ("place", "CNHCG"), ("day", "2026-07-01"), ("time", "10:00")],
        &[
            ("what", "customs"),
            ("country", "CN"),
            ("code", "120"),
            ("note", "海关入库"),
            ("place", "CNHCG"),
            ("day", "2026-07-01"),
            ("time", "11:00"),
        ],
        &[("what", "entered:quarantine"), ("place", "CNHCG"), ("day", "2026-07-02"), ("time", "10:00")],
        &[
            ("what", "held"),
            ("reason", "wood_packaging"),
            ("place", "CNHCG"),
            ("day", "2026-07-02"),
            ("time", "12:00"),
            ("note", "6 pallets"),
        ],
        &[("what", "released"), ("place", "CNHCG"), ("day", "2026-07-03"), ("time", "12:00")],
        &[("what", "entered:inspection"), ("place", "CNHCG"), ("day", "2026-07-03"), ("time", "12:00")],
        &[("what", "entered:transport"), ("place", "CNHCG"), ("day", "2026-07-04"), ("time", "10:00")],
        &[("what", "milestone:departed"), ("classifier", "actual"), ("place", "CNHCG"), ("day", "2026-07-04"), ("time", "11:00")],
        &[("what", "milestone:arrived"), ("classifier", "estimated"), ("place", "RUYEK"), ("day", "2026-09-19"), ("time", "11:00")],
        &[
            ("what", "entered:inspection"),
            ("reason", "chosen by risk"),
            ("place", "RU-X-KRASKINO"),
            ("day", "2026-07-06"),
            ("time", "10:00"),
        ],
        &[("what", "customs"), ("country", "RU"), ("code", "10"), ("place", "RU-X-KRASKINO"), ("day", "2026-07-06"), ("time", "18:00")],
        &[("what", "entered:transport"), ("place", "RU-X-KRASKINO"), ("day", "2026-07-07"), ("time", "10:00")],
        &[("what", "milestone:arrived"), ("classifier", "actual"), ("place", "RUYEK"), ("day", "2026-07-15"), ("time", "11:00")],
        &[("what", "entered:delivery"), ("place", "RUYEK"), ("day", "2026-07-16"), ("time", "10:00")],
        &[("what", "closed:delivered"), ("place", "RUYEK"), ("day", "2026-07-17"), ("time", "10:00")],
    ];
    for step in steps {
        recorded(&record(&mut visitor, "HC-1", step));
    }
    let page = visitor.get("/shipments/HC-1");
    // Clearance: quarantine entered 2 July 10:00 +08 to delivery entered 16 July 10:00 +05: 14 days and 3 hours.
    page.says("14 d 3 h").says("Delivered").says("Entered again: Inspection").says("Entered again: Transport");
    // Of these, the hold paused one day.
    page.says("13 d 3 h net, without 1 d of pausing holds");
    // Hunchun and Kraskino have their own clocks.
    page.says("Kraskino UTC+10").says("Yekaterinburg UTC+5").says("Customs of China: Accepted (120)").says("Reason: chosen by risk");
    let held = history(&office, "HC-1").into_iter().find(|recorded| recorded.event.kind.word() == "held").unwrap().event;
    // The reason's policy filled these in.
    assert_eq!((held.authority.unwrap().as_str(), held.responsible.unwrap().as_str()), ("quarantine", "consignor"));
}

#[test]
fn the_next_step_needs_one_press() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let mut page = register(&mut visitor, "HC-1");
    for expected in ["entered:declaration", "entered:quarantine", "entered:inspection", "entered:transport", "milestone:departed"] {
        assert_eq!(page.attributes("input[type=radio][name=what][checked]", "value"), [expected]);
        let (seen, key, suggested) = (page.hidden("seen"), page.hidden("key"), page.hidden("suggested"));
        let (day, time) = (page.hidden_value("day"), page.hidden_value("time"));
        let fields = [
            ("seen", seen.as_str()),
            ("key", key.as_str()),
            ("from", "next"),
            ("what", expected),
            ("place", "CNHCG"),
            ("suggested", suggested.as_str()),
            ("day", day.as_str()),
            ("time", time.as_str()),
        ];
        page = visitor.post("/shipments/HC-1/events", &fields);
        recorded(&page);
        // The next form is for the next minute: a stage entered twice in one minute would be one of zero seconds.
        let now = history(&office, "HC-1").last().unwrap().recorded_at.micros();
        office.clock.set(now + 60_000_000);
    }
}

#[test]
fn now_stays_now_when_another_place_is_chosen() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    let form = visitor.get("/shipments/HC-1/record?what=entered:declaration");
    let (seen, key, suggested) = (form.hidden("seen"), form.hidden("key"), form.hidden("suggested"));
    // The form said 12:00 in Hunchun; in Kraskino that is 14:00, and nobody typed a time.
    assert_eq!(suggested, "2026-07-20T12:00:00+08:00");
    let fields = [
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("what", "entered"),
        ("stage", "declaration"),
        ("place", "RU-X-KRASKINO"),
        ("suggested", suggested.as_str()),
        ("day", "2026-07-20"),
        ("time", "12:00"),
    ];
    recorded(&visitor.post("/shipments/HC-1/events", &fields));
    assert_eq!(history(&office, "HC-1")[1].event.occurred.to_string(), "2026-07-20T14:00:00+10:00");
}

#[test]
fn a_mis_keyed_event_is_retracted_and_entered_right() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    recorded(&record(
        &mut visitor,
        "HC-1",
        &[("what", "entered:declaration"), ("place", "CNHCG"), ("day", "2026-07-02"), ("time", "10:00")],
    ));
    let form = visitor.get("/shipments/HC-1/events/2/correct");
    form.says("Correct an event");
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let mut fields = vec![
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("why", ""),
        ("what", "entered"),
        ("stage", "declaration"),
        ("place", "CNHCG"),
        ("day", "2026-07-01"),
        ("time", "10:00"),
        ("right", "true"),
    ];
    let page = visitor.post("/shipments/HC-1/events/2/correct", &fields);
    assert_eq!(page.status, 422);
    page.says("Give a reason.");
    fields[2].1 = "wrong day";
    let page = visitor.post("/shipments/HC-1/events/2/correct", &fields);
    assert_eq!(page.path, "/shipments/HC-1?done=corrected", "{}", page.words());
    page.says("retracted").says("“wrong day”");
    let history = history(&office, "HC-1");
    assert_eq!(history.len(), 4);
    assert_eq!((history[2].event.kind.word(), history[2].event.refers_to()), ("retracted", Some(2)));
    assert_eq!(history[3].event.occurred.to_string(), "2026-07-01T10:00:00+08:00");
    assert_eq!(history[2].recorded_at, history[3].recorded_at, "one command");
}

#[test]
fn a_hold_that_was_lifted_is_corrected_with_its_release() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    for step in [
        &[("what", "entered:declaration"), ("place", "CNHCG"), ("day", "2026-07-01"), ("time", "10:00")][..],
        &[("what", "held"), ("reason", "weather"), ("place", "CNHCG"), ("day", "2026-07-02"), ("time", "10:00")],
        &[("what", "released"), ("place", "CNHCG"), ("day", "2026-07-03"), ("time", "10:00")],
    ] {
        recorded(&record(&mut visitor, "HC-1", step));
    }
    let form = visitor.get("/shipments/HC-1/events/3/correct");
    form.says("Its release is corrected with it");
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let fields = [
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("why", "another reason"),
        ("what", "held"),
        ("reason", "value_doubt"),
        ("place", "CNHCG"),
        ("day", "2026-07-02"),
        ("time", "08:00"),
        ("right", "true"),
    ];
    let page = visitor.post("/shipments/HC-1/events/3/correct", &fields);
    assert_eq!(page.path, "/shipments/HC-1?done=corrected", "{}", page.words());
    let timeline = office.database.json(&["timeline", "HC-1", "--json"]);
    let holds = timeline["holds"].as_array().unwrap();
    assert_eq!(holds.len(), 1);
    assert_eq!((holds[0]["reason"].as_str(), holds[0]["seconds"].as_i64()), (Some("value_doubt"), Some(26 * 3600)));
    assert_eq!(holds[0]["ended_by"].as_str(), Some("released"));
}

#[test]
fn details_are_amended_and_only_what_changed_is_recorded() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Manager);
    register(&mut visitor, "HC-1");
    let form = visitor.get("/shipments/HC-1/details");
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let mut fields = vec![
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("mode", "9610"),
        ("origin", "CNHCG"),
        ("destination", "RUYEK"),
        ("crossing", "RU-X-KRASKINO"),
        ("day", "2026-07-02"),
        ("time", "10:00"),
        ("place", "CNHCG"),
    ];
    let page = visitor.post("/shipments/HC-1/details", &fields);
    assert_eq!(page.status, 422);
    page.says("Nothing was changed.");
    fields.extend([("value", "100.00"), ("currency", "CNY"), ("target_clearance_minutes", "28800"), ("reason", "contract")]);
    fields[5].1 = "";
    let page = visitor.post("/shipments/HC-1/details", &fields);
    assert_eq!(page.status, 422);
    page.says("Border crossing cannot be emptied; it was “RU-X-KRASKINO”.");
    fields[5].1 = "RU-X-KRASKINO";
    let page = visitor.post("/shipments/HC-1/details", &fields);
    assert_eq!(page.path, "/shipments/HC-1?done=amended", "{}", page.words());
    page.says("Declared value: 100.00").says("Target: Clearance: 20 days").says("Reason: contract");
    let history = history(&office, "HC-1");
    let details = history[1].event.kind.details().unwrap();
    assert!(details.mode.is_none() && details.origin.is_none() && details.crossing.is_none());
    assert_eq!(details.targets[2].unwrap().get(), 28_800);
    // Staff see no targets, and cannot set any.
    let mut staff = office.signed_in(Role::Staff);
    let form = staff.get("/shipments/HC-1/details");
    assert!(!form.text.contains("target_clearance_minutes"));
}

/// Changes fields of a form that a page has filled, and sends it.
fn amend(visitor: &mut Visitor, form: &Page, changes: &[(&str, &str)]) -> Page {
    let mut fields = form.filled("form[action$=\"/details\"]");
    for (name, text) in changes {
        fields.iter_mut().find(|(known, _)| known == name).unwrap().1 = (*text).to_owned();
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    visitor.post("/shipments/HC-1/details", &fields)
}

#[test]
fn an_amendment_sent_again_takes_back_nothing_that_others_amended_meanwhile() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    let form = visitor.get("/shipments/HC-1/details");
    let first = [("carrier", "Old carrier"), ("packages", "10"), ("line-0-description", "shoes"), ("line-0-quantity", "4")];
    assert!(amend(&mut visitor, &form, &first).path.ends_with("done=amended"));

    // Two forms over the same details; the first one changes some, adds one, and another line.
    let form = visitor.get("/shipments/HC-1/details");
    let theirs =
        [("carrier", "New carrier"), ("packages", "12"), ("broker", "Added"), ("consignor", "Theirs"), ("line-1-description", "hats")];
    let mut other = office.signed_in(Role::Manager);
    let other_form = other.get("/shipments/HC-1/details");
    assert!(amend(&mut other, &other_form, &theirs).path.ends_with("done=amended"));
    let page = amend(&mut visitor, &form, &[("consignee", "Uralsk"), ("consignor", "Mine")]);
    assert_eq!(page.status, 409);
    let filled = page.filled("form[action$=\"/details\"]");
    let is = |name: &str, text: &str| filled.contains(&(name.to_owned(), text.to_owned()));
    // What nobody touched here follows; what was typed here stays, though others typed there too.
    assert!(
        is("carrier", "New carrier") && is("packages", "12") && is("broker", "Added") && is("line-1-description", "hats"),
        "{filled:?}"
    );
    assert!(is("consignee", "Uralsk") && is("consignor", "Mine"), "{filled:?}");
    let done = amend(&mut visitor, &page, &[]);
    assert!(done.path.ends_with("done=amended"), "{}", done.words());
    let amended = history(&office, "HC-1").pop().unwrap().event;
    let details = amended.kind.details().unwrap();
    let text = |cell: &Option<tumen::domain::codes::Text>| cell.as_ref().map(ToString::to_string);
    assert_eq!((text(&details.consignee).as_deref(), text(&details.consignor).as_deref()), (Some("Uralsk"), Some("Mine")));
    assert!(details.carrier.is_none() && details.packages.is_none() && details.broker.is_none() && details.goods_lines.is_none());

    // What no form of ours says it saw is stale, and no more.
    for seen in ["0", "4294967295"] {
        let form = visitor.get("/shipments/HC-1/details");
        let page = amend(&mut visitor, &form, &[("seen", seen), ("carrier", "Forged")]);
        assert_eq!(page.status, 409, "{seen}");
    }

    // Lines that were typed here stay as they are typed.
    let form = visitor.get("/shipments/HC-1/details");
    assert!(amend(&mut other, &form, &[("line-0-quantity", "5"), ("carrier", "Third")]).path.ends_with("done=amended"));
    let page = amend(&mut visitor, &form, &[("line-1-quantity", "7")]);
    assert_eq!(page.status, 409);
    let filled = page.filled("form[action$=\"/details\"]");
    let is = |name: &str, text: &str| filled.contains(&(name.to_owned(), text.to_owned()));
    assert!(is("line-1-quantity", "7") && is("line-0-quantity", "4") && is("carrier", "Third"), "{filled:?}");
}

#[test]
fn parcels_are_pasted_checked_and_taken_out() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    let mut send = |codes: &str, what: &str| {
        let form = visitor.get("/shipments/HC-1/parcels");
        let (seen, key) = (form.hidden("seen"), form.hidden("key"));
        let fields = [
            ("seen", seen.as_str()),
            ("key", key.as_str()),
            ("parcels", codes),
            ("place", "CNHCG"),
            ("day", "2026-07-02"),
            ("time", "10:00"),
            ("do", what),
        ];
        visitor.post("/shipments/HC-1/parcels", &fields)
    };
    let page = send("LX100000025CN\nRB123456786US\nRB123456785US", "");
    assert_eq!(page.status, 422);
    page.says("The check digit of one code is wrong: RB123456786US");
    assert!(page.text.contains("RB123456785US"), "what was pasted is still there");
    let page = send("LX 100 000 025 CN\n376104250021234568, A-1", "");
    assert_eq!(page.path, "/shipments/HC-1/parcels?done=packed", "{}", page.words());
    page.says("3 parcels").says("376104250021234568 check digit is wrong").says("One 18-digit code fails the SSCC check digit");
    let page = send("A-2", "unpack");
    assert_eq!(page.status, 422);
    page.says("One code is not packed: A-2");
    send("A-1", "unpack").says("2 parcels");
}

impl Page {
    /// The value of an input by its id.
    pub fn hidden_value(&self, id: &str) -> String {
        self.attributes(&format!("input#{id}"), "value").pop().unwrap_or_else(|| panic!("no {id}"))
    }
}

/// Sends the correction of an event; the form's own fields first.
fn correct(visitor: &mut Visitor, number: u32, fields: &[(&str, &str)]) -> Page {
    let path = format!("/shipments/HC-1/events/{number}/correct");
    let form = visitor.get(&path);
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let mut all = vec![("seen", seen.as_str()), ("key", key.as_str())];
    all.extend_from_slice(fields);
    visitor.post(&path, &all)
}

#[test]
fn a_correction_keeps_what_it_does_not_ask() {
    let office = Office::staffed();
    let file = office.database.write(
        "file.csv",
        "shipment,event,stage,occurred_at,place,reason,pauses,authority,responsible,note\n\
         HC-1,registered,,2026-07-01T00:00:00Z,CNHCG,,,,,\n\
         HC-1,entered,quarantine,2026-07-01T10:00:30+08:00,CNHCG,,,,,\n\
         HC-1,held,,2026-07-02T10:00:30+08:00,CNHCG,port_strike,false,Port,carrier,\n\
         HC-1,released,,2026-07-03T10:00:00+08:00,CNHCG,,,Port,carrier,\n\
         HC-1,held,,2026-07-04T10:00:00+08:00,CNHCG,weather,,,,\n",
    );
    assert!(office.database.run(&["import", file.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Staff);
    // The release of the first hold, which it does not name, is still the release of the first.
    let page = correct(
        &mut visitor,
        4,
        &[("why", "wrong hour"), ("right", "true"), ("what", "released"), ("place", "CNHCG"), ("day", "2026-07-03"), ("time", "11:00")],
    );
    assert_eq!(page.path, "/shipments/HC-1?done=corrected", "{}", page.words());
    let released = history(&office, "HC-1").pop().unwrap().event;
    assert_eq!(released.refers_to(), Some(3));
    assert_eq!((released.authority.unwrap().as_str(), released.responsible.unwrap().as_str()), ("Port", "carrier"));
    // A hold of a word that the office does not list, and which does not pause: only its note is wrong. The seconds
    // stay, for nobody typed a time.
    let form = visitor.get("/shipments/HC-1/events/3/correct");
    let (suggested, day, time) = (form.hidden("suggested"), form.hidden_value("day"), form.hidden_value("time"));
    assert_eq!((day.as_str(), time.as_str()), ("2 Jul 2026", "10:00"));
    let fields = [
        ("why", "note"),
        ("right", "true"),
        ("what", "held"),
        ("reason", "port_strike"),
        ("authority", "Port"),
        ("responsible", "carrier"),
        ("note", "two days"),
        ("place", "CNHCG"),
        ("suggested", suggested.as_str()),
        ("day", day.as_str()),
        ("time", time.as_str()),
    ];
    let page = correct(&mut visitor, 3, &fields);
    assert_eq!(page.path, "/shipments/HC-1?done=corrected", "{}", page.words());
    let held = history(&office, "HC-1").into_iter().rev().find(|recorded| recorded.event.kind.word() == "held").unwrap().event;
    assert_eq!(held.occurred.to_string(), "2026-07-02T10:00:30+08:00");
    assert!(matches!(held.kind, tumen::domain::event::Kind::Held { pauses: false }));
    let timeline = office.database.json(&["timeline", "HC-1", "--json"]);
    let holds = timeline["holds"].as_array().unwrap();
    assert_eq!((holds[0]["seconds"].as_i64(), holds[1]["ended_at"].is_null()), (Some(25 * 3600 - 30), true));
}

#[test]
fn a_repair_on_the_page_of_a_correction_corrects() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    for step in [
        &[("what", "entered:quarantine"), ("place", "CNHCG"), ("day", "2026-07-01"), ("time", "10:00")][..],
        &[("what", "held"), ("reason", "weather"), ("place", "CNHCG"), ("day", "2026-07-02"), ("time", "10:00")],
        &[("what", "released"), ("place", "CNHCG"), ("day", "2026-07-03"), ("time", "10:00")],
        &[("what", "entered:inspection"), ("place", "CNHCG"), ("day", "2026-07-05"), ("time", "10:00")],
    ] {
        recorded(&record(&mut visitor, "HC-1", step));
    }
    let mut fields = vec![
        ("why", "wrong day"),
        ("right", "true"),
        ("what", "entered"),
        ("stage", "inspection"),
        ("place", "CNHCG"),
        ("day", "2026-07-03"),
        ("time", "09:00"),
    ];
    let page = correct(&mut visitor, 5, &fields);
    assert_eq!(page.status, 422);
    page.says("Use 10:00");
    fields.push(("use", "2026-07-03T10:00:00"));
    let page = correct(&mut visitor, 5, &fields);
    assert_eq!(page.path, "/shipments/HC-1?done=corrected", "{}", page.words());
    assert_eq!(history(&office, "HC-1").last().unwrap().event.occurred.to_string(), "2026-07-03T10:00:00+08:00");
    let page = correct(&mut visitor, 7, &[("why", "did not happen"), ("right", "true"), ("only", "true"), ("what", "entered")]);
    assert_eq!(page.path, "/shipments/HC-1?done=retracted", "{}", page.words());
}

#[test]
fn details_that_an_import_brought_do_not_stand_in_the_way() {
    let office = Office::staffed();
    let lines: Vec<String> = (0..250).map(|line| format!("{{\"\"description\"\":\"\"Line {line}\"\",\"\"value\"\":\"\"1\"\"}}")).collect();
    let file = office.database.write(
        "file.csv",
        &format!(
            "shipment,event,stage,occurred_at,transport_mode,value,currency,goods_lines\n\
             HC-1,registered,,2026-07-01T00:00:00Z,camel,100,CNY,\"[{}]\"\n",
            lines.join(",")
        ),
    );
    assert!(office.database.run(&["import", file.to_str().unwrap()]).status.success());
    let mut visitor = office.signed_in(Role::Staff);
    let form = visitor.get("/shipments/HC-1/details");
    form.says("There are more lines than a form shows");
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let fields = [
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("transport_mode", "camel"),
        ("value", "100"),
        ("currency", "CNY"),
        ("carrier", "Ruitong"),
        ("day", "2026-07-02"),
        ("time", "10:00"),
    ];
    let page = visitor.post("/shipments/HC-1/details", &fields);
    assert_eq!(page.path, "/shipments/HC-1?done=amended", "{}", page.words());
    let amended = history(&office, "HC-1").pop().unwrap().event;
    let details = amended.kind.details().unwrap();
    assert!(details.carrier.is_some() && details.goods_lines.is_none() && details.transport_mode.is_none());
    // The same form again counts once, though nothing would be changed by it now.
    assert_eq!(visitor.post("/shipments/HC-1/details", &fields).path, "/shipments/HC-1?done=repeated");
}

#[test]
fn a_registration_is_timed_at_its_origin() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    visitor.get("/shipments/new").says("The time on the wall at the origin.");
    let key = visitor.get("/shipments/new").hidden("key");
    let mut fields = vec![
        ("seen", "0"),
        ("key", key.as_str()),
        ("reference", "HC-1"),
        ("mode", ""),
        ("origin", "RUYEK"),
        ("destination", "CNHCG"),
        ("day", "2026-07-01"),
        ("time", "09:00"),
    ];
    visitor.post("/shipments/new", &fields).says("Yekaterinburg, UTC+5");
    fields[3].1 = "9610";
    visitor.post("/shipments/new", &fields);
    assert_eq!(history(&office, "HC-1")[0].event.occurred.to_string(), "2026-07-01T09:00:00+05:00");
}

#[test]
fn where_a_shipment_can_hardly_be_is_asked_about_and_taken_when_confirmed() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    // From Hunchun by Kraskino to Yekaterinburg. What is asked about, and what is taken at once, in the order of the way.
    register(&mut visitor, "HC-30");
    let (asked, taken) = (true, false);
    for (number, (what, place, expected)) in [
        ("entered:declaration", "RUYEK", asked),
        ("entered:declaration", "CNHCG", taken),
        ("entered:inspection", "RUYEK", asked),
        ("entered:transport", "RUYEK", asked),
        ("entered:transport", "CNHCG", taken),
        ("milestone:departed", "RUYEK", asked),
        ("milestone:departed", "CNHCG", taken),
        ("milestone:border_arrived", "RUYEK", asked),
        ("milestone:border_arrived", "CNHCG", asked),
        ("milestone:border_arrived", "RU-X-KRASKINO", taken),
        ("milestone:border_crossed", "RU-X-KRASKINO", taken),
        // Beyond the border it may be inspected where it goes, even again.
        ("entered:inspection", "RUYEK", taken),
        ("entered:delivery", "CNHCG", asked),
        ("entered:delivery", "RUYEK", taken),
        ("closed:delivered", "CNHCG", asked),
        ("noted", "CNHCG", taken),
    ]
    .into_iter()
    .enumerate()
    {
        let (before, time) = (history(&office, "HC-30").len(), format!("10:{number:02}"));
        // Clocks in Yekaterinburg stand three hours behind those of Hunchun, in Kraskino two before.
        let day = match place {
            "RUYEK" => ("2026-07-02", format!("07:{number:02}")),
            "CNHCG" => ("2026-07-02", time),
            _ => ("2026-07-02", format!("12:{number:02}")),
        };
        let fields = [("what", what), ("place", place), ("day", day.0), ("time", day.1.as_str()), ("note", "typed"), ("reason", "again")];
        let page = record(&mut visitor, "HC-30", &fields);
        if expected == taken {
            recorded(&page);
            continue;
        }
        assert_eq!((page.status, history(&office, "HC-30").len()), (422, before), "{what} in {place}: {}", page.words());
        page.says("Really in");
        assert_eq!(page.attributes("button[name=sure]", "value"), [place], "{what}");
        assert!(page.text.contains("typed"), "{what}");
    }
    // Another place confirmed is none of this one.
    let fields = [("what", "milestone:border_arrived"), ("place", "RUYEK"), ("day", "2026-07-02"), ("time", "08:00")];
    let with = |sure: &'static str| [&fields[..], &[("sure", sure)]].concat();
    assert_eq!(record(&mut visitor, "HC-30", &with("CNHCG")).status, 422);
    recorded(&record(&mut visitor, "HC-30", &with("RUYEK")));
}

#[test]
fn what_was_recorded_is_said_with_its_place_and_time_and_how_to_take_it_back() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-31");
    let fields = [("what", "entered:declaration"), ("place", "CNHCG"), ("day", "2026-07-02"), ("time", "10:00")];
    let page = record(&mut visitor, "HC-31", &fields);
    recorded(&page);
    let said = page.texts("[role=status]").concat();
    for part in ["Recorded", "Entered Declaration", "Hunchun", "2 Jul", "10:00", "UTC+8", "Take it back"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(page.attributes("[role=status] a", "href"), ["/shipments/HC-31/events/2/correct"]);
    // The next step comes before the history, so that nobody has to pass it.
    assert!(page.text.find("id=\"next-title\"").unwrap() < page.text.find("class=\"history\"").unwrap());
}

#[test]
fn a_long_history_folds_its_earlier_days_and_what_was_planned_before_it_happened() {
    let office = Office::staffed();
    let mut file = String::from("shipment,event,stage,occurred_at,place,code,classifier,note,origin,destination\n");
    let mut add = |cells: &str| file.push_str(&format!("HC-32,{cells}\n"));
    add("registered,,2026-07-01T00:00:00Z,CNHCG,,,,CNHCG,RUYEK");
    add("entered,declaration,2026-07-02T00:00:00Z,CNHCG,,,,,");
    for hour in 1..10 {
        add(&format!("noted,,2026-07-02T0{hour}:00:00Z,CNHCG,,,n{hour},,"));
    }
    add("milestone,,2026-07-05T00:00:00Z,RUYEK,departed,planned,,,");
    add("milestone,,2026-07-05T01:00:00Z,CNHCG,departed,actual,,,");
    for hour in 1..8 {
        add(&format!("noted,,2026-07-06T0{hour}:00:00Z,CNHCG,,,late{hour},,"));
    }
    let path = office.database.write("file.csv", &file);
    let done = office.database.run(&["import", path.to_str().unwrap()]);
    assert!(done.status.success(), "{}", crate::support::text(&done.stderr));
    let page = office.signed_in(Role::Staff).get("/shipments/HC-32");
    let folded = page.texts("details.day > summary");
    assert_eq!(folded.len(), 4, "{folded:?}");
    assert!(folded[0].contains("5 Jul") && folded[0].contains("Departed"), "{folded:?}");
    assert!(folded[1].contains("2 Jul") && folded[1].contains("10 events") && folded[1].contains("Entered Declaration"), "{folded:?}");
    assert!(folded[3].contains("Earlier plans"), "{folded:?}");
    // Nothing is left out.
    assert_eq!(page.texts("ol.events > li").len(), 20);
}

#[test]
fn a_hold_has_its_reason_on_one_page_and_a_release_says_which_it_lifts() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let page = register(&mut visitor, "HC-1");
    assert!(!page.has("input[name=what][value=released]"), "nothing is held");
    assert!(page.has(".next select[name=hold_reason] option[value=weather]"));
    let (seen, key) = (page.hidden("seen"), page.hidden("key"));
    let mut fields = vec![
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("from", "next"),
        ("what", "held"),
        ("hold_reason", ""),
        ("place", "CNHCG"),
        ("day", "2026-07-02"),
        ("time", "10:00"),
    ];
    // Without one it is refused, and asked for.
    let refused = visitor.post("/shipments/HC-1/events", &fields);
    assert_eq!(refused.status, 422);
    refused.says("Give a reason.");
    fields[4].1 = "weather";
    let page = visitor.post("/shipments/HC-1/events", &fields);
    recorded(&page);
    assert_eq!(history(&office, "HC-1").last().unwrap().event.reason.as_ref().unwrap().as_str(), "weather");
    // Now it can be lifted; the history says which was, though the form named none.
    assert!(page.has("input[name=what][value=released]"));
    let page = record(&mut visitor, "HC-1", &[("what", "released"), ("place", "CNHCG"), ("day", "2026-07-02"), ("time", "11:00")]);
    recorded(&page);
    page.says("Hold lifted: Weather");
    assert!(!page.has("input[name=what][value=released]"), "nothing is held any more");
    // The reason of a hold is no other step's.
    let (seen, key) = (page.hidden("seen"), page.hidden("key"));
    let fields = [
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("from", "next"),
        ("what", "noted"),
        ("note", "x"),
        ("hold_reason", "weather"),
        ("day", "2026-07-02"),
        ("time", "12:00"),
    ];
    recorded(&visitor.post("/shipments/HC-1/events", &fields));
    assert_eq!(history(&office, "HC-1").last().unwrap().event.reason, None);
    // Of a document, the record is kept, not the file.
    let form = visitor.get("/shipments/HC-1/record?what=attached");
    form.says("The file itself is not kept here yet: this records that there is one.");
    assert!(!form.has("[name=document]"));
}

#[test]
fn of_a_long_history_the_page_shows_the_latest_events_and_the_way_to_all() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let notes: String = (0..600).map(|n| format!("LONG,noted,2026-07-02T{:02}:{:02}:00Z,note {n}\n", n / 60, n % 60)).collect();
    let judged =
        crate::transfer::send(&mut visitor, &format!("shipment,event,occurred_at,note\nLONG,registered,2026-07-01T00:00:00Z,\n{notes}"));
    let page = visitor.post(&judged.path, &[]);
    crate::transfer::settled(&mut visitor, page).says("Recorded 601 events");
    let page = visitor.get("/shipments/LONG");
    page.says("601 events").says("The latest 500 of 601 events.").says("note 599");
    assert_eq!(page.attributes(".events > li", "id").len(), 500);
    assert!(page.has("a[href='/shipments/LONG?events=all']"));
    let whole = visitor.get("/shipments/LONG?events=all");
    assert_eq!(whole.attributes(".events > li", "id").len(), 601);
    assert!(!whole.words().contains("The latest 500"));
}
