//! What is refused, what stands beside the field, and that nothing typed is lost.

use tumen::domain::role::Role;

use crate::browser::{Office, Page, Visitor};
use crate::shipment::{history, record, register};

/// In quarantine since 1 July 10:00, held from 2 July 10:00 to 3 July 15:00, all on Hunchun's clocks.
fn held_once(office: &Office) -> Visitor {
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    for step in [
        &[("what", "entered:quarantine"), ("place", "CNHCG"), ("day", "2026-07-01"), ("time", "10:00")][..],
        &[("what", "held"), ("reason", "document_request"), ("place", "CNHCG"), ("day", "2026-07-02"), ("time", "10:00")],
        &[("what", "released"), ("place", "CNHCG"), ("day", "2026-07-03"), ("time", "15:00")],
    ] {
        let page = record(&mut visitor, "HC-1", step);
        assert!(page.path.ends_with("done=recorded"), "{}", page.words());
    }
    visitor
}

/// Fields, the field at fault, and what is said.
type Case = (&'static [(&'static str, &'static str)], &'static str, &'static str);

/// The value of the button with this text.
fn button(page: &Page, text: &str) -> String {
    let at = page.texts("button[value]").iter().position(|words| words == text).unwrap();
    page.attributes("button[value]", "value").remove(at)
}

#[test]
fn a_time_inside_a_hold_comes_with_what_would_repair_it() {
    let office = Office::staffed();
    let mut visitor = held_once(&office);
    // 14:00 on the wall in Kraskino is 12:00 in Hunchun, inside the hold; read from Hunchun's clock it is 16:00 there.
    let fields =
        [("what", "entered:inspection"), ("place", "RU-X-KRASKINO"), ("day", "2026-07-03"), ("time", "16:00"), ("note", "loaded & sealed")];
    let page = record(&mut visitor, "HC-1", &fields);
    assert_eq!(page.status, 422);
    page.says("Nothing was recorded. One thing stands in the way")
        .says("the shipment was on hold")
        .says("A stage does not end while a hold is open.")
        .says("Did you read a clock in Hunchun? 16:00 there is 18:00 in Kraskino.")
        .says("Did it happen when the hold was lifted?")
        .says("Use 17:00");
    assert!(page.text.contains("loaded &#38; sealed"), "what was typed is still there");
    assert!(page.text.contains("<svg"), "the drawing");
    assert!(page.text.contains("/shipments/HC-1/events/4/correct"), "the release can be corrected");
    assert_eq!(history(&office, "HC-1").len(), 4);
    // The button records it with the time that was meant.
    let used = button(&page, "Use 18:00");
    let (seen, key) = (page.hidden("seen"), page.hidden("key"));
    let mut again = vec![("seen", seen.as_str()), ("key", key.as_str()), ("use", used.as_str())];
    again.extend_from_slice(&fields);
    let page = visitor.post("/shipments/HC-1/events", &again);
    assert!(page.path.ends_with("done=recorded"), "{}", page.words());
    assert_eq!(history(&office, "HC-1")[4].event.occurred.to_string(), "2026-07-03T18:00:00+10:00");
}

#[test]
fn the_future_is_refused_and_a_wrong_clock_is_found() {
    let office = Office::staffed();
    let mut visitor = held_once(&office);
    // Now it is 12:00 in Hunchun, 14:00 in Kraskino, 09:00 in Yekaterinburg. 13:55 was read in Kraskino.
    let page =
        record(&mut visitor, "HC-1", &[("what", "entered:inspection"), ("place", "CNHCG"), ("day", "2026-07-20"), ("time", "13:55")]);
    assert_eq!(page.status, 422);
    page.says("This lies ahead").says("20 Jul 2026, 13:55").says("Did you read a clock in Kraskino? 13:55 there is 11:55 in Hunchun.");
}

#[test]
fn a_stage_entered_too_early_leads_to_the_event_that_stands_later() {
    let office = Office::staffed();
    let mut visitor = held_once(&office);
    // Inspection before quarantine was entered, on 1 July at 10:00: then quarantine would go back.
    let page =
        record(&mut visitor, "HC-1", &[("what", "entered:inspection"), ("place", "CNHCG"), ("day", "2026-07-01"), ("time", "09:00")]);
    assert_eq!(page.status, 422);
    page.says("This would make a later event impossible:").says("Check the day and the time here; or correct that event first.");
    assert!(!page.words().contains("Give the reason"), "a reason is no way out: {}", page.words());
    assert!(page.text.contains("/shipments/HC-1/events/2/correct"), "the entry can be corrected");
    assert!(page.text.contains("<svg"), "the drawing");
    // A clock in Kraskino showed 12:30 when it was 10:30 in Hunchun: read from there it is refused, and found.
    let page = record(
        &mut visitor,
        "HC-1",
        &[("what", "entered:inspection"), ("place", "RU-X-KRASKINO"), ("day", "2026-07-01"), ("time", "11:30")],
    );
    page.says("Did you read a clock in Hunchun? 11:30 there is 13:30 in Kraskino.");
}

#[test]
fn refusals_name_the_rule_and_the_event_in_the_way() {
    let office = Office::staffed();
    let mut visitor = held_once(&office);
    let cases: &[Case] = &[
        (
            &[("what", "entered:quarantine"), ("day", "2026-07-04"), ("time", "10:00")],
            "stage",
            "It is in that stage already: “Entered Quarantine”",
        ),
        (&[("what", "entered:declaration"), ("day", "2026-07-04"), ("time", "10:00")], "reason", "Give the reason"),
        (&[("what", "skipped:quarantine"), ("day", "2026-07-04"), ("time", "10:00")], "stage", "The stage was entered"),
        (&[("what", "held"), ("day", "2026-07-04"), ("time", "10:00")], "reason", "Give a reason."),
        (&[("what", "noted"), ("day", "2026-07-04"), ("time", "10:00")], "note", "Note: please fill this in."),
        (&[("what", "noted"), ("note", "x"), ("day", ""), ("time", "")], "day", "When it happened: please fill this in."),
        (&[("what", "noted"), ("note", "x"), ("day", "2026-02-30"), ("time", "10:00")], "day", "is no time there"),
        (
            &[("what", "customs"), ("country", "Chin"), ("code", "800"), ("day", "2026-07-04"), ("time", "10:00")],
            "country",
            "“CHIN” cannot stand here",
        ),
        (&[("what", "released"), ("day", "2026-07-04"), ("time", "10:00")], "refers_to", "There is no open hold to lift."),
        (&[("what", "nonsense"), ("day", "2026-07-04"), ("time", "10:00")], "what", "Choose what happened."),
    ];
    for (fields, field, says) in cases {
        let mut all = vec![("place", "CNHCG")];
        all.extend_from_slice(fields);
        let page = record(&mut visitor, "HC-1", &all);
        assert_eq!(page.status, 422, "{fields:?}: {}", page.words());
        page.says(says);
        assert!(page.has(&format!("a[href=\"#{field}\"]")), "{fields:?}: the summary leads to {field}");
        assert!(page.has(&format!("#{field}")), "{fields:?}: {field} is there");
    }
    assert_eq!(history(&office, "HC-1").len(), 4);
}

#[test]
fn a_stale_form_shows_what_happened_and_loses_nothing() {
    let office = Office::staffed();
    let mut visitor = held_once(&office);
    let form = visitor.get("/shipments/HC-1/record?what=noted");
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let mut other = office.signed_in(Role::Manager);
    record(&mut other, "HC-1", &[("what", "entered:inspection"), ("place", "CNHCG"), ("day", "2026-07-05"), ("time", "10:00")]);
    let fields = [
        ("seen", seen.as_str()),
        ("key", key.as_str()),
        ("what", "noted"),
        ("note", "typed with care"),
        ("place", "CNHCG"),
        ("day", "2026-07-06"),
        ("time", "10:00"),
    ];
    let page = visitor.post("/shipments/HC-1/events", &fields);
    assert_eq!(page.status, 409);
    page.says("Others recorded meanwhile").says("What happened since").says("Entered Inspection").says("manager one");
    assert!(page.text.contains("typed with care") && page.text.contains("2026-07-06"));
    assert_eq!(history(&office, "HC-1").len(), 5);
    let seen = page.hidden("seen");
    assert_eq!((seen.as_str(), page.hidden("key")), ("5", key.clone()));
    let mut again = fields;
    again[0].1 = &seen;
    assert!(visitor.post("/shipments/HC-1/events", &again).path.ends_with("done=recorded"));
    assert_eq!(history(&office, "HC-1").len(), 6);
}

#[test]
fn a_form_sent_twice_counts_once() {
    let office = Office::staffed();
    let mut visitor = held_once(&office);
    let form = visitor.get("/shipments/HC-1/record?what=noted");
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let fields =
        [("seen", seen.as_str()), ("key", key.as_str()), ("what", "noted"), ("note", "once"), ("day", "2026-07-06"), ("time", "10:00")];
    visitor.post("/shipments/HC-1/events", &fields);
    let page = visitor.post("/shipments/HC-1/events", &fields);
    page.says("it counts once");
    assert_eq!(history(&office, "HC-1").len(), 5);
    // A registration, too.
    let key = visitor.get("/shipments/new").hidden("key");
    let fields = [
        ("seen", "0"),
        ("key", key.as_str()),
        ("reference", "HC-2"),
        ("mode", "9610"),
        ("origin", "CNHCG"),
        ("destination", "RUYEK"),
        ("day", "2026-07-06"),
        ("time", "10:00"),
    ];
    visitor.post("/shipments/new", &fields);
    assert_eq!(visitor.post("/shipments/new", &fields).path, "/shipments/HC-2?done=repeated");
    assert_eq!(history(&office, "HC-2").len(), 1);
}

#[test]
fn a_registration_names_every_field_at_fault() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    register(&mut visitor, "HC-1");
    let key = visitor.get("/shipments/new").hidden("key");
    let mut fields = vec![
        ("key", key.as_str()),
        ("reference", "HC/2"),
        ("mode", ""),
        ("origin", "CNHCG"),
        ("destination", ""),
        ("hs_code", "640299290"),
        ("rows", "3"),
        ("line-0-description", "Shoes"),
        ("line-0-value", "10.5"),
        ("line-1-description", "Hats"),
        ("line-1-value", "1,500"),
        ("value", "12"),
        ("day", "2026-07-06"),
        ("time", "10:00"),
        ("consignee", "ООО «Обувь» <script>"),
        ("seen", "0"),
    ];
    let page = visitor.post("/shipments/new", &fields);
    assert_eq!(page.status, 422);
    for id in ["reference", "mode", "destination", "hs_code", "line-1-value", "currency"] {
        assert!(page.has(&format!("a[href=\"#{id}\"]")), "{id}: {}", page.words());
    }
    assert!(!page.text.contains("<script>\""), "what was typed is text");
    assert!(page.text.contains("ООО «Обувь» &#60;script&#62;"));
    fields[1].1 = "HC-1";
    fields[2].1 = "9610";
    fields[4].1 = "RUYEK";
    fields[5].1 = "6402992900";
    fields[10].1 = "1.5";
    fields.push(("currency", "CNY"));

    visitor.post("/shipments/new", &fields).says("The reference “HC-1” is taken.");
    fields[1].1 = "HC-2";
    fields[11].1 = "12.01";
    visitor.post("/shipments/new", &fields).says("The lines come to 12.0, the declared value is 12.01.");
    fields[11].1 = "12";
    let page = visitor.post("/shipments/new", &fields);
    assert_eq!(page.path, "/shipments/HC-2?done=registered", "{}", page.words());
}

#[test]
fn another_kind_is_chosen_without_losing_what_was_typed() {
    let office = Office::staffed();
    let mut visitor = held_once(&office);
    let page = record(
        &mut visitor,
        "HC-1",
        &[("what", "noted"), ("switch", "held"), ("note", "kept"), ("place", "RUYEK"), ("day", "2026-07-06"), ("time", "10:01")],
    );
    assert_eq!(page.status, 200);
    page.says("Who must act");
    assert!(page.text.contains("kept") && page.has("input[value=\"10:01\"]"));
    assert!(page.has("option[value=RUYEK][data-east=\"18000\"][data-offset=\"UTC+5\"][selected]"));
    assert_eq!(history(&office, "HC-1").len(), 4);
}

#[test]
fn a_form_refused_for_another_reason_still_knows_what_it_saw() {
    let office = Office::staffed();
    let mut visitor = held_once(&office);
    let form = visitor.get("/shipments/HC-1/record?what=held");
    let (seen, key) = (form.hidden("seen"), form.hidden("key"));
    let mut other = office.signed_in(Role::Manager);
    record(&mut other, "HC-1", &[("what", "noted"), ("note", "from elsewhere"), ("day", "2026-07-05"), ("time", "10:00")]);
    let mut fields =
        vec![("seen", seen.as_str()), ("key", key.as_str()), ("what", "held"), ("reason", ""), ("day", "2026-07-06"), ("time", "10:00")];
    let page = visitor.post("/shipments/HC-1/events", &fields);
    assert_eq!((page.status, page.hidden("seen").as_str()), (422, "4"));
    fields[3].1 = "weather";
    let page = visitor.post("/shipments/HC-1/events", &fields);
    assert_eq!(page.status, 409);
    page.says("from elsewhere");
}
