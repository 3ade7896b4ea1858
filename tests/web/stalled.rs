//! Whoever stops reading, and whatever stands between a browser and the house.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tumen::domain::role::Role;
use tumen::i18n::Language;
use tumen::office::users::NewUser;
use tumen::web::Settings;

use crate::browser::{Office, PASSWORD, Visitor};
use crate::shipment::{record, register};
use crate::transfer::{send, settled};

/// Sends a request by hand: its lines are what a proxy, or HTTP/2 taken apart, may make of it.
fn ask(office: &Office, path: &str, lines: &[String]) -> TcpStream {
    let mut stream = TcpStream::connect(office.address.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let head: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{head}\r\n").unwrap();
    stream
}

fn answer(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn cookies_may_come_on_lines_of_their_own() {
    let office = Office::staffed();
    let token = office.signed_in(Role::Staff).cookie("session").unwrap();
    let session = format!("cookie: session={token}");
    let others = ["cookie: language=ru".to_owned(), "cookie: a=b; c=\"d e\"".to_owned()];
    let lines = |parts: &[&String]| parts.iter().map(|line| (*line).clone()).collect::<Vec<_>>();
    // RFC 9113, 8.2.3: a cookie field may be split; RFC 6265 lets a browser send one only. Wherever the session stands, it counts.
    for order in [
        lines(&[&session]),
        lines(&[&session, &others[0], &others[1]]),
        lines(&[&others[0], &session, &others[1]]),
        lines(&[&others[0], &others[1], &session]),
        vec![format!("cookie: language=ru; session={token}"), others[1].clone()],
        vec![others[1].clone(), format!("cookie: language=ru; session={token}")],
    ] {
        let page = answer(ask(&office, "/shipments", &order));
        assert!(page.starts_with("HTTP/1.1 200"), "{order:?}: {}", page.lines().next().unwrap_or(""));
    }
    // Without it, or with one that is none, nobody is let in; two of one name are no way around that.
    for order in [lines(&[&others[0]]), vec!["cookie: session=wrong".to_owned(), others[0].clone()]] {
        assert!(answer(ask(&office, "/shipments", &order)).starts_with("HTTP/1.1 303"), "{order:?}");
    }
}

/// Someone with the rights to import and export, in an office that waits for nobody long.
fn impatient(patience: Duration) -> (Office, Visitor) {
    let office = Office::with(Settings { download_patience: Some(patience), ..Settings::default() });
    office.add(&NewUser {
        name: "boss".to_owned(),
        display_name: "Boss".to_owned(),
        role: Role::Administrator,
        password: PASSWORD.to_owned(),
        language: Language::En,
        time_zone: chrono_tz::Tz::UTC,
    });
    let mut visitor = office.visitor();
    assert_eq!(visitor.post("/login", &[("name", "boss"), ("password", PASSWORD)]).status, 200);
    (office, visitor)
}

#[test]
fn a_download_that_stalls_holds_nobody() {
    const PATIENCE: Duration = Duration::from_secs(2);
    let (office, mut visitor) = impatient(PATIENCE);
    // More than fits in what lies between both ends: 24 MB in notes.
    let note = "x".repeat(200_000);
    let rows: String = (0..120).map(|n| format!("BIG-{n},registered,2026-07-01T00:00:00Z,{note}\n")).collect();
    let judged = send(&mut visitor, &format!("shipment,event,occurred_at,note\n{rows}"));
    let page = visitor.post(&judged.path, &[]);
    settled(&mut visitor, page).says("Recorded 120 events");
    register(&mut visitor, "HC-1");

    // As many as may be taken at once, and more, and none of them reads on.
    let session = vec![format!("cookie: session={}", visitor.cookie("session").unwrap())];
    let stalled: Vec<TcpStream> = (0..6).map(|_| ask(&office, "/exports/histories.csv", &session)).collect();
    std::thread::sleep(Duration::from_millis(300));
    // Meanwhile pages are answered, and what happens is recorded.
    let begun = Instant::now();
    let page =
        record(&mut visitor, "HC-1", &[("what", "noted"), ("note", "x"), ("place", "CNHCG"), ("day", "2026-07-02"), ("time", "10:00")]);
    assert!(page.path.ends_with("?done=recorded"), "{}", page.words());
    for path in ["/", "/shipments", "/shipments/HC-1", "/reports/clearance"] {
        assert_eq!(visitor.get(path).status, 200, "{path}");
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    // Nobody holds a turn, a thread or a state of the database for ever: a file is taken whole, while the others still do
    // not read; nothing of the ledger is pinned any more.
    std::thread::sleep(4 * PATIENCE);
    let file = answer(ask(&office, "/exports/histories.csv", &session));
    assert!(file.starts_with("HTTP/1.1 200") && file.ends_with("\r\n0\r\n\r\n"), "{} bytes", file.len());
    assert!(file.len() > 120 * note.len(), "{} bytes", file.len());
    if office.database.is_sqlite() {
        office.database.tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        let log = std::fs::metadata(format!("{}-wal", office.database.url)).map_or(0, |log| log.len());
        assert_eq!(log, 0, "a reader pins the log");
    }
    // What was broken off is seen to be: the chunked answer has no end.
    for mut stream in stalled.into_iter().take(1) {
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes);
        assert!(read.is_err() || !bytes.ends_with(b"0\r\n\r\n"), "{} bytes look whole", bytes.len());
    }
}
