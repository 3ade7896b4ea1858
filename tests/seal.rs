//! The seal: worked out here a second time from its description, byte by byte; and what a later version may do.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use sha2::{Digest, Sha256};
use support::every_kind::every_kind;
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::entry;
use tumen::domain::event::Recorded;
use tumen::domain::field::{Cells, Field};
use tumen::domain::seal::{Command, Layout, NO_SEAL};
use tumen::domain::time::Moment;

fn recorded(rows: &[support::Cells]) -> Vec<Recorded> {
    let read = |row: &support::Cells| {
        let mut cells = Cells::default();
        for (column, value) in row {
            cells.set(Field::parse(column).unwrap(), value);
        }
        let number = row["number"].parse().unwrap();
        Recorded { number, recorded_at: Moment::parse(&row["recorded_at"]).unwrap(), event: entry::read(&cells).unwrap() }
    };
    rows.iter().map(read).collect()
}

fn put(bytes: &mut Vec<u8>, tag: u8, value: &[u8]) {
    bytes.push(tag);
    bytes.extend((value.len() as u32).to_be_bytes());
    bytes.extend(value);
}

#[test]
fn a_seal_is_the_hash_of_what_its_description_says() {
    let at = Moment::parse("2021-07-01T00:00:00.000001Z").unwrap();
    let mut cells = Cells::default();
    for (field, text) in [
        (Field::Event, "entered"),
        (Field::Stage, "declaration"),
        (Field::OccurredAt, "2021-07-01T08:00:00+08:00"),
        (Field::Place, "CNHCG"),
        (Field::Note, "鞋"),
    ] {
        cells.set(field, text);
    }
    let events = [Recorded { number: 2, recorded_at: at, event: entry::read(&cells).unwrap() }];
    let shipment = Reference::read("HC-1").unwrap();
    let command = Command { sequence: 7, recorded_at: at, actor: "Li", source: "form", shipment: &shipment, events: &events };

    let mut event = Vec::new();
    put(&mut event, 7, &2_u32.to_be_bytes());
    put(&mut event, 8, &[1_625_097_600_i64.to_be_bytes(), 28_800_i64.to_be_bytes()].concat());
    put(&mut event, 16, b"entered");
    put(&mut event, 17, b"declaration");
    put(&mut event, 18, b"CNHCG");
    put(&mut event, 20, "鞋".as_bytes());
    let mut bytes = vec![1];
    put(&mut bytes, 1, &7_i64.to_be_bytes());
    put(&mut bytes, 2, &1_625_097_600_000_001_i64.to_be_bytes());
    put(&mut bytes, 3, b"Li");
    put(&mut bytes, 4, b"form");
    put(&mut bytes, 5, b"HC-1");
    put(&mut bytes, 6, &event);
    let expected: [u8; 32] = Sha256::digest([&[9; 32][..], &bytes].concat()).into();
    assert_eq!(Layout::CURRENT.seal(&[9; 32], &command), expected);
}

#[test]
fn every_kind_has_its_seal_and_every_field_is_under_it() {
    let rows: Vec<_> = every_kind().into_iter().filter(|row| row["shipment"] == "KINDS").collect();
    let shipment = Reference::read("KINDS").unwrap();
    let seal = |events: &[Recorded]| {
        let command = Command { sequence: 1, recorded_at: events[0].recorded_at, actor: "a", source: "b", shipment: &shipment, events };
        assert!(Layout::CURRENT.covers(&command));
        Layout::CURRENT.seal(&NO_SEAL, &command)
    };
    let whole = seal(&recorded(&rows));
    // A filled cell less is another seal, whichever it is.
    for (at, row) in rows.iter().enumerate() {
        let optional =
            row.keys().filter(|column| !["shipment", "event", "number", "occurred_at", "recorded_at", "pauses"].contains(&column.as_str()));
        for column in optional {
            let mut fewer = rows.clone();
            fewer[at].remove(column);
            let mut cells = Cells::default();
            for (column, value) in &fewer[at] {
                cells.set(Field::parse(column).unwrap(), value);
            }
            if entry::read(&cells).is_ok() {
                assert_ne!(seal(&recorded(&fewer)), whole, "{column} of {}", row["event"]);
            }
        }
    }
}

#[test]
fn a_field_added_by_a_later_version_leaves_old_seals_as_they_are() {
    // A later version, which learned of notes only then; the first did not know them.
    const OLD_FIELDS: &[(u8, Field)] = &[(16, Field::Event), (17, Field::Stage)];
    const NEW_FIELDS: &[(u8, Field)] = &[(16, Field::Event), (17, Field::Stage), (20, Field::Note)];
    let (old, new) = (Layout { version: 1, fields: OLD_FIELDS }, Layout { version: 2, fields: NEW_FIELDS });
    let at = Moment::parse("2021-07-01T00:00:00Z").unwrap();
    let shipment = Reference::read("HC-1").unwrap();
    let event = |note: &str| {
        let mut cells = Cells::default();
        for (field, text) in
            [(Field::Event, "entered"), (Field::Stage, "transport"), (Field::OccurredAt, "2021-07-01T00:00:00Z"), (Field::Note, note)]
        {
            cells.set(field, text);
        }
        [Recorded { number: 1, recorded_at: at, event: entry::read(&cells).unwrap() }]
    };
    let (plain, noted) = (event(""), event("seal checked"));
    let command = |events| Command { sequence: 1, recorded_at: at, actor: "a", source: "b", shipment: &shipment, events };
    let bytes = |layout: Layout, events| {
        let mut bytes = Vec::new();
        layout.write(&mut bytes, &command(events));
        bytes
    };
    // An event of the old days reads the same but for the version byte, so a database keeps its seals by
    // keeping each command's version; an event with the new field is not under an old seal.
    assert_eq!(bytes(old, &plain)[1..], bytes(new, &plain)[1..]);
    assert_ne!(old.seal(&NO_SEAL, &command(&plain)), new.seal(&NO_SEAL, &command(&plain)));
    assert_ne!(new.seal(&NO_SEAL, &command(&noted)), new.seal(&NO_SEAL, &command(&plain)));
    assert!(old.covers(&command(&plain)) && !old.covers(&command(&noted)) && new.covers(&command(&noted)));
    assert!(Layout::of(1).is_some() && Layout::of(2).is_none());
}
