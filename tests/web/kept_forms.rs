//! Nothing typed is lost: a form waits for who typed it while they sign in again, or choose another language.

use tumen::domain::role::Role;

use crate::browser::{Office, PASSWORD, Page, Visitor};

/// What a clerk has typed into the form of a registration, in Russian numbers where the page is Russian.
fn typed(page: &Page) -> Vec<(String, String)> {
    let mut fields =
        vec![("by".to_owned(), page.hidden("by")), ("key".to_owned(), page.hidden("key")), ("seen".to_owned(), "0".to_owned())];
    for (name, text) in [
        ("reference", "LANG-1"),
        ("mode", "9610"),
        ("origin", "CNHCG"),
        ("destination", "RUYEK"),
        ("consignee", "ООО «Обувь»"),
        ("gross_kg", "1250.5"),
        ("line-0-description", "鞋子"),
        ("rows", "3"),
        ("day", "2026-07-01"),
        ("time", "09:15"),
        ("note", "first & only"),
    ] {
        fields.push((name.to_owned(), text.to_owned()));
    }
    fields
}

fn as_pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// What stands in the fields of a page's form, of those that were typed.
fn stands(page: &Page, fields: &[(String, String)]) -> Vec<(String, String)> {
    let there = page.filled("form[data-entry]");
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).filter(|name| !["by", "key"].contains(name)).collect();
    let mut found: Vec<(String, String)> = there.into_iter().filter(|(name, _)| names.contains(&name.as_str())).collect();
    found.sort();
    found
}

/// The day in the order of the page's readers.
fn expected(fields: &[(String, String)], day: &str) -> Vec<(String, String)> {
    let mut expected: Vec<_> = fields.iter().filter(|(name, _)| !["by", "key"].contains(&name.as_str())).cloned().collect();
    expected.iter_mut().filter(|(name, _)| name == "day").for_each(|(_, text)| day.clone_into(text));
    expected.sort();
    expected
}

/// Signs in at the page that asks for it, with what waits there.
fn sign_in(visitor: &mut Visitor, asked: &Page, name: &str) -> Page {
    let (next, form) = (asked.hidden("next"), asked.hidden("form"));
    visitor.post("/login", &[("next", &next), ("form", &form), ("name", name), ("password", PASSWORD)])
}

#[test]
fn a_form_waits_while_its_sender_signs_in_again() {
    let office = Office::staffed();
    let mut clerk = office.signed_in(Role::Staff);
    let fields = typed(&clerk.get("/shipments/new"));
    // The session has ended: another browser without it sends the same form.
    let mut again = office.visitor();
    let asked = again.post("/shipments/new", &as_pairs(&fields));
    assert_eq!(asked.status, 401);
    asked.says("Your session has ended. What you typed is kept");
    // A wrong password loses nothing.
    let (next, form) = (asked.hidden("next"), asked.hidden("form"));
    let asked = again.post("/login", &[("next", &next), ("form", &form), ("name", "staff"), ("password", "wrong")]);
    assert_eq!((asked.status, asked.hidden("form")), (422, form));
    let page = sign_in(&mut again, &asked, "staff");
    assert!(page.path.starts_with("/shipments/new?kept="), "{}", page.path);
    assert_eq!(stands(&page, &fields), expected(&fields, "1 Jul 2026"));
    // It can be sent now, and counts once.
    let mut sent = page.filled("form[data-entry]");
    sent.retain(|(name, _)| name != "more");
    assert_eq!(again.post("/shipments/new", &as_pairs(&sent)).path, "/shipments/LANG-1?done=registered");
    // Nobody else gets it, by the address either.
    let mut manager = office.signed_in(Role::Manager);
    assert_eq!(manager.get(&page.path).filled("form[data-entry]").iter().find(|(name, _)| name == "reference").unwrap().1, "");
}

#[test]
fn another_person_who_signs_in_finds_an_empty_form() {
    let office = Office::staffed();
    let fields = typed(&office.signed_in(Role::Staff).get("/shipments/new"));
    let mut other = office.visitor();
    let asked = other.post("/shipments/new", &as_pairs(&fields));
    let page = sign_in(&mut other, &asked, "manager");
    assert_eq!(page.path, "/shipments/new");
    assert!(!page.text.contains("LANG-1"));
}

#[test]
fn what_is_recorded_of_a_shipment_waits_too() {
    let office = Office::staffed();
    let mut clerk = office.signed_in(Role::Staff);
    let fields = typed(&clerk.get("/shipments/new"));
    clerk.post("/shipments/new", &as_pairs(&fields));
    let page = clerk.get("/shipments/LANG-1/record?what=held");
    let (key, by) = (page.hidden("key"), page.hidden("by"));
    let fields =
        [("seen", "1"), ("key", &*key), ("by", &*by), ("what", "held"), ("note", "waits"), ("day", "2026-07-02"), ("time", "10:07")];
    let mut again = office.visitor();
    let asked = again.post("/shipments/LANG-1/events", &fields);
    let page = sign_in(&mut again, &asked, "staff");
    assert!(page.path.starts_with("/shipments/LANG-1/record?kept="), "{}", page.path);
    assert!(page.has("input[name=what][value=held]") && page.has("input[value='10:07']") && page.text.contains("waits"), "{}", page.text);
}

#[test]
fn another_language_keeps_what_was_typed() {
    let office = Office::staffed();
    let mut clerk = office.signed_in(Role::Staff);
    let page = clerk.get("/shipments/new");
    let fields = typed(&page);
    // As the page's script sends it.
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
    let page = clerk.post("/language", &[("language", "ru"), ("back", "/shipments/new"), ("form", &form)]);
    assert!(page.path.starts_with("/shipments/new?kept="), "{}", page.path);
    page.says("Новая партия");
    assert_eq!(stands(&page, &fields), expected(&fields, "01.07.2026"));
    // With scripts off, a button of the form itself; a Russian comma is the same number in any language.
    let mut russian = fields.clone();
    russian.iter_mut().filter(|(name, _)| name == "gross_kg").for_each(|(_, text)| "1250,5".clone_into(text));
    russian.push(("language".to_owned(), "zh-CN".to_owned()));
    clerk.headers.push(("referer".to_owned(), format!("{}/shipments/new?kept=x", office.address)));
    let page = clerk.post("/language", &as_pairs(&russian));
    assert!(page.path.starts_with("/shipments/new?kept="), "{}", page.path);
    assert_eq!(stands(&page, &fields), expected(&fields, "2026-07-01"));
}

#[test]
fn a_form_is_kept_for_a_day() {
    let office = Office::staffed();
    let mut clerk = office.signed_in(Role::Staff);
    let fields = typed(&clerk.get("/shipments/new"));
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
    let page = clerk.post("/language", &[("language", "en"), ("back", "/shipments/new"), ("form", &form)]);
    assert!(clerk.get(&page.path).text.contains("LANG-1"));
    office.clock.set(office.clock.reader()().micros() + 24 * 3_600 * 1_000_000 + 1_000_000);
    let mut later = office.signed_in(Role::Staff);
    assert!(!later.get(&page.path).text.contains("LANG-1"));
}
