//! Set-up, sign-in, sessions, what every answer carries.

use std::thread;

use tumen::domain::role::Role;
use tumen::web::Settings;

use crate::browser::{Office, PASSWORD, Visitor};

fn setup_fields<'a>(token: &'a str, name: &'a str, start: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("token", token),
        ("display_name", "Wang Jun 王军"),
        ("name", name),
        ("password", "a long sentence here"),
        ("language", "zh-CN"),
        ("time_zone", "Asia/Shanghai"),
        ("start", start),
    ]
}

#[test]
fn the_link_makes_the_administrator_once() {
    let office = Office::new();
    let path = office.setup_path.clone().unwrap();
    let token = path.split_once("token=").unwrap().1.to_owned();
    let mut visitor = office.visitor();
    assert_eq!(visitor.get("/setup?token=wrong").status, 410);
    assert_eq!(visitor.get("/setup").status, 410);
    visitor.get(&path).says("Set up Tumen");
    // Too short a password: said beside the field, nothing made.
    let mut fields = setup_fields(&token, "wang.jun", "empty");
    fields[3].1 = "short";
    let page = visitor.post("/setup", &fields);
    assert_eq!(page.status, 422);
    assert!(page.text.contains("Wang Jun 王军"), "what was typed is still there");
    assert!(office.store.users().unwrap().is_empty());
    let page = visitor.post("/setup", &setup_fields(&token, "Wang.Jun ", "empty"));
    assert_eq!((page.status, page.path.as_str()), (200, "/"));
    page.says("尚未登记任何批次");
    let users = office.store.users().unwrap();
    assert_eq!((users.len(), users[0].name.as_str(), users[0].role), (1, "wang.jun", Role::Administrator));
    assert!(users[0].password.starts_with("$argon2id$"));
    assert_eq!(office.store.time_zone().unwrap().as_deref(), Some("Asia/Shanghai"));
    for page in [visitor.get(&path), visitor.post("/setup", &setup_fields(&token, "second", "empty"))] {
        assert_eq!(page.status, 410);
    }
    assert_eq!(office.store.users().unwrap().len(), 1);
}

#[test]
fn two_who_press_at_once_make_one_administrator() {
    let office = Office::new();
    let token = office.setup_path.clone().unwrap().split_once("token=").unwrap().1.to_owned();
    let press = |name: String| {
        let (address, token) = (office.address.clone(), token.clone());
        thread::spawn(move || Visitor::new(&address).post("/setup", &setup_fields(&token, &name, "empty")).status)
    };
    let pressed: Vec<_> = (0..6).map(|number| press(format!("person{number}"))).collect();
    let mut statuses: Vec<u16> = pressed.into_iter().map(|thread| thread.join().unwrap()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410, 410, 410, 410, 410]);
    assert_eq!(office.store.users().unwrap().len(), 1);
}

#[test]
fn a_sample_says_so_on_every_page() {
    let office = Office::new();
    let path = office.setup_path.clone().unwrap();
    let token = path.split_once("token=").unwrap().1.to_owned();
    let mut visitor = office.visitor();
    let page = visitor.post("/setup", &setup_fields(&token, "wang.jun", "sample"));
    assert_eq!(page.status, 200);
    assert!(office.store.count_shipments().unwrap() >= 2_000);
    for path in ["/shipments", "/shipments/HC-SHOES-HATS", "/account", "/nothing"] {
        visitor.get(path).says("这是样例数据");
    }
    office.visitor().get("/login").says("This is a sample");
}

#[test]
fn a_wrong_name_and_a_wrong_password_get_the_same_answer() {
    let office = Office::staffed();
    let mut visitor = office.visitor();
    let wrong = visitor.post("/login", &[("name", "staff"), ("password", "not the password")]);
    let unknown = visitor.post("/login", &[("name", "staff2"), ("password", "not the password")]);
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.text.replace("staff", "N"), unknown.text.replace("staff2", "N"));
    assert_eq!(visitor.cookie("session"), None);
    let page = visitor.post("/login", &[("name", " STAFF "), ("password", PASSWORD), ("next", "/account")]);
    assert_eq!(page.path, "/account");
}

#[test]
fn a_way_back_never_leads_out_of_the_house() {
    let office = Office::staffed();
    for next in ["//evil.example", "https://evil.example/", "/\\evil.example"] {
        let page = office.visitor().once("POST", "/login", &[("name", "staff"), ("password", PASSWORD), ("next", next)]);
        assert_eq!(page.header("location"), Some("/"), "{next}");
    }
}

#[test]
fn guesses_are_slowed_by_name_and_told_so() {
    let office = Office::staffed();
    let mut visitor = office.visitor();
    for _ in 0..10 {
        assert_eq!(visitor.post("/login", &[("name", "staff"), ("password", "guess guess guess")]).status, 422);
    }
    let page = visitor.post("/login", &[("name", "staff"), ("password", PASSWORD)]);
    assert_eq!((page.status, page.header("retry-after")), (429, Some("30")));
    page.says("Too many tries").says("30 s");
    // Another name is not hindered.
    assert_eq!(visitor.post("/login", &[("name", "manager"), ("password", PASSWORD)]).status, 200);
}

#[test]
fn sessions_are_listed_ended_and_end_by_themselves() {
    let office = Office::staffed();
    let (mut desk, mut handheld) = (office.signed_in(Role::Staff), office.signed_in(Role::Staff));
    let page = desk.get("/account");
    page.says("this browser");
    let other = page.hidden("session");
    desk.post("/account/sessions/end", &[("session", &other)]).says("The session is ended.");
    assert_eq!(handheld.get("/shipments").path, "/login?next=%2Fshipments");
    // Nobody ends the session of someone else.
    let mut manager = office.signed_in(Role::Manager);
    let theirs = office.store.sessions_of(office.store.user("staff").unwrap().unwrap().id).unwrap();
    manager.post("/account/sessions/end", &[("session", &theirs[0].id)]);
    assert_eq!(desk.get("/account").path, "/account");
    // The token is kept as a hash alone.
    let token = desk.cookie("session").unwrap();
    assert!(theirs.iter().all(|session| session.id != token));
    // Half a day without use.
    let hours = |hours: i64| tumen::domain::time::Moment::parse("2026-07-20T04:00:00Z").unwrap().micros() + hours * 3_600_000_000;
    office.clock.set(hours(11));
    assert_eq!(desk.get("/account").path, "/account");
    office.clock.set(hours(24));
    assert_eq!(desk.get("/account").path, "/login?next=%2Faccount");
    // A week in any case, though it is used.
    let mut busy = office.signed_in(Role::Staff);
    for day in 0..14 {
        office.clock.set(hours(24 + day * 11));
        assert_eq!(busy.get("/account").path, "/account", "{day}");
    }
    office.clock.set(hours(24 + 15 * 11 + 4));
    assert_eq!(busy.get("/account").path, "/login?next=%2Faccount");
}

#[test]
fn signing_out_ends_the_session_on_the_server() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let kept = visitor.cookie("session").unwrap();
    visitor.post("/logout", &[]).says("You are signed out.");
    assert_eq!(visitor.cookie("session"), None);
    visitor.take_cookie("session", &kept);
    assert_eq!(visitor.get("/shipments").path, "/login?next=%2Fshipments");
}

#[test]
fn a_new_password_ends_all_other_sessions() {
    let office = Office::staffed();
    let (mut desk, mut handheld) = (office.signed_in(Role::Staff), office.signed_in(Role::Staff));
    let wrong = desk.post("/account/password", &[("old_password", "no"), ("password", "another sentence of words")]);
    assert_eq!(wrong.status, 422);
    wrong.says("That is not your present password.");
    desk.post("/account/password", &[("old_password", PASSWORD), ("password", "another sentence of words")])
        .says("The new password holds.");
    assert_eq!(desk.get("/account").path, "/account");
    assert!(handheld.get("/account").path.starts_with("/login"));
}

#[test]
fn forms_of_other_sites_are_refused() {
    let office = Office::staffed();
    for header in
        [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "null")]
    {
        let mut visitor = office.signed_in(Role::Staff);
        visitor.headers = vec![(header.0.to_owned(), header.1.to_owned())];
        let page = visitor.post("/logout", &[]);
        assert_eq!(page.status, 403, "{header:?}");
        page.says("This form came from another site");
        visitor.headers.clear();
        assert_eq!(visitor.get("/account").path, "/account", "still signed in");
    }
    let mut visitor = office.signed_in(Role::Staff);
    visitor.headers = vec![("origin".to_owned(), office.address.clone()), ("sec-fetch-site".to_owned(), "same-origin".to_owned())];
    assert_eq!(visitor.post("/logout", &[]).status, 200);
}

#[test]
fn every_answer_carries_the_policy_and_cookies_are_closed() {
    let office = Office::staffed();
    let mut visitor = office.visitor();
    for path in ["/login", "/nothing", "/setup", "/healthz"] {
        let page = visitor.get(path);
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    }
    let page = visitor.once("POST", "/login", &[("name", "staff"), ("password", PASSWORD)]);
    let cookies: Vec<&str> = page.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value.as_str()).collect();
    assert_eq!(cookies.len(), 2);
    for cookie in cookies {
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
        assert!(!cookie.contains("Secure"));
    }
}

#[test]
fn behind_tls_the_session_is_for_this_host_alone() {
    let settings = Settings { public_url: Some("https://tumen.example".to_owned()), ..Settings::default() };
    let office = Office::with(settings);
    let token = office.setup_path.clone().unwrap().split_once("token=").unwrap().1.to_owned();
    let page = office.visitor().once("POST", "/setup", &setup_fields(&token, "wang.jun", "empty"));
    let cookie = page.headers.iter().find(|(name, value)| name == "set-cookie" && value.contains("session")).unwrap();
    assert!(cookie.1.starts_with("__Host-session=") && cookie.1.contains("Secure") && !cookie.1.contains("Domain"), "{}", cookie.1);
    assert!(page.header("strict-transport-security").is_some());
}

#[test]
fn the_language_is_the_persons_then_the_doors_then_the_browsers() {
    let office = Office::staffed();
    let mut visitor = office.visitor();
    visitor.headers = vec![("accept-language".to_owned(), "ru-RU,ru;q=0.9".to_owned())];
    visitor.get("/login").says("Вход");
    visitor.post("/language", &[("language", "zh-CN"), ("back", "/login")]).says("登录");
    // The staff user reads English, whatever the door said; then chooses, and it is kept.
    visitor.post("/login", &[("name", "staff"), ("password", PASSWORD)]).says("Shipments");
    visitor.post("/language", &[("language", "ru"), ("back", "/shipments?q=A")]).says("Партии");
    assert_eq!(office.store.user("staff").unwrap().unwrap().language, "ru");
    office.signed_in(Role::Staff).get("/account").says("Ваша учётная запись");
}

#[test]
fn a_form_that_is_too_large_and_one_that_cannot_be_read_are_said_so() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let large = "A".repeat(1_100_000);
    let page = visitor.post("/shipments/new", &[("note", &large)]);
    assert_eq!(page.status, 413);
    page.says("This is more than is taken at once");
    let page = visitor.once("PUT", "/shipments", &[]);
    assert_eq!(page.status, 405);
    page.says("This address does not take that");
}
