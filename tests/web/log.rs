//! What the log says: a line for every fault of ours and every refused sign-in, found by the id that the answer
//! carries; no name and no secret in it.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};

use tumen::domain::role::Role;

use crate::browser::{Office, Page};

/// All that this process logs.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// As the server logs by default, kept instead of printed.
fn listen() -> &'static Lines {
    static LINES: OnceLock<Lines> = OnceLock::new();
    LINES.get_or_init(|| {
        let lines = Lines::default();
        let kept = lines.clone();
        let subscriber = tracing_subscriber::fmt().with_env_filter("warn").with_ansi(false).with_writer(move || kept.clone()).finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        lines
    })
}

/// The lines of the request that a page answers.
fn lines_of(page: &Page) -> Vec<String> {
    let id = format!("id={} ", page.header("x-request-id").unwrap());
    let all = String::from_utf8(listen().0.lock().unwrap().clone()).unwrap();
    all.lines().filter(|line| line.contains(&id)).map(str::to_owned).collect()
}

#[test]
fn a_fault_of_ours_leaves_one_line_with_the_id_of_its_answer() {
    listen();
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Manager);
    let fine = visitor.get("/shipments");
    assert_eq!((fine.status, lines_of(&fine)), (200, vec![]));
    office.database.tamper("ALTER TABLE shipment_summary RENAME TO gone");
    let broken = visitor.get("/shipments?q=Ivanov");
    let lines = lines_of(&broken);
    assert_eq!((broken.status, lines.len()), (500, 1), "{lines:?}");
    assert!(lines[0].contains("ERROR") && lines[0].contains("status=500") && lines[0].contains("route=\"/shipments\""), "{lines:?}");
    assert!(!lines[0].contains("Ivanov"));
}

#[test]
fn a_gate_that_cannot_read_the_session_leaves_a_line() {
    listen();
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    office.database.tamper("ALTER TABLE sessions RENAME TO gone");
    visitor.take_cookie("session", "of-nobody");
    let page = visitor.get("/shipments");
    assert_eq!((page.status, lines_of(&page).len()), (500, 1), "{:?}", lines_of(&page));
}

#[test]
fn a_refused_sign_in_leaves_a_line_without_name_or_password() {
    listen();
    let office = Office::staffed();
    let page = office.visitor().post("/login", &[("name", "manager"), ("password", "not a sentence of mine")]);
    let lines = lines_of(&page);
    assert_eq!((page.status, lines.len()), (422, 1), "{lines:?}");
    assert!(lines[0].contains("WARN") && lines[0].contains("sign-in was refused"));
    assert!(!lines[0].contains("not a sentence") && !lines[0].contains("manager"), "{lines:?}");
}

#[test]
fn a_fault_of_the_writer_is_found_by_the_request_that_it_failed() {
    listen();
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Staff);
    let key = visitor.get("/shipments/new").hidden("key");
    let fields = [
        ("seen", "0"),
        ("key", key.as_str()),
        ("reference", "HC-1"),
        ("mode", "9610"),
        ("origin", "CNHCG"),
        ("destination", "RUYEK"),
        ("consignee", "Ivanov"),
        ("day", "2026-07-01"),
        ("time", "09:00"),
    ];
    // Read by no form, written with every registration.
    office.database.tamper("ALTER TABLE search_terms RENAME TO gone");
    let broken = visitor.once("POST", "/shipments/new", &fields);
    let lines = lines_of(&broken);
    assert_eq!(broken.status, 500, "{}", broken.words());
    let by_writer = lines.iter().filter(|line| line.contains("ERROR") && line.contains("an act was not recorded"));
    assert_eq!(by_writer.count(), 1, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains("route=\"/shipments/new\"") && !line.contains("Ivanov")), "{lines:?}");
    office.database.tamper("ALTER TABLE gone RENAME TO search_terms");
    let recorded = visitor.once("POST", "/shipments/new", &fields);
    assert_eq!((recorded.status, lines_of(&recorded)), (303, vec![]));
}
