//! The seal: worked out here a second time from its description, byte by byte; and what a later version may do.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use support::every_kind::every_kind;
use tumen::domain::actor::{Actor, ActorKind};
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::entry;
use tumen::domain::event::Recorded;
use tumen::domain::field::{Cells, Field};
use tumen::domain::seal::{Layout, NO_SEAL, SealedCommand};
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

/// A stage entered, as event 2, with a note in Chinese.
fn entered(at: Moment) -> [Recorded; 1] {
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
    [Recorded { number: 2, recorded_at: at, event: entry::read(&cells).unwrap() }]
}

#[test]
fn a_seal_is_the_hash_of_what_its_description_says() {
    let at = Moment::parse("2021-07-01T00:00:00.000001Z").unwrap();
    let events = entered(at);
    let shipment = Reference::read("HC-1").unwrap();
    let li = Actor::named("Li");
    let command = SealedCommand { sequence: 7, recorded_at: at, actor: &li, source: "form", shipment: &shipment, events: &events };

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
    assert_eq!(Layout::of_version(1).unwrap().seal(&[9; 32], &command), expected);
    // What says no more than the first layout covers is sealed in it for good.
    assert_eq!(Layout::for_new(&command).version, 1);
}

/// Worked out by Python alone:
///
/// ```python
/// import hashlib
/// def put(tag, value): return bytes([tag]) + len(value).to_bytes(4, "big") + value
/// def i64(number): return number.to_bytes(8, "big", signed=True)
/// event = (put(7, (2).to_bytes(4, "big")) + put(8, i64(1625097600) + i64(28800)) + put(16, b"entered")
///          + put(17, b"declaration") + put(18, b"CNHCG") + put(20, "鞋".encode()))
/// command = (bytes([2]) + put(1, i64(7)) + put(2, i64(1625097600000001)) + put(3, b"Li") + put(9, b"user")
///            + put(10, b"0b8f6c1e-5d1c-4c55-9f0a-3a1f2f4d9e77") + put(4, b"form") + put(5, b"HC-1") + put(6, event))
/// print(command.hex(), hashlib.sha256(bytes([9]) * 32 + command).hexdigest())
/// ```
#[test]
fn the_second_layout_seals_who_acted_by_kind_and_id() {
    let expected = [
        "020100000008000000000000000702000000080005c604852c600103000000024c690900000004757365720a000000243062",
        "3866366331652d356431632d346335352d396630612d3361316632663464396537370400000004666f726d05000000044843",
        "2d31060000004c07000000040000000208000000100000000060dd058000000000000070801000000007656e746572656411",
        "0000000b6465636c61726174696f6e1200000005434e4843471400000003e99e8b",
    ];
    let at = Moment::parse("2021-07-01T00:00:00.000001Z").unwrap();
    let events = entered(at);
    let shipment = Reference::read("HC-1").unwrap();
    let li = Actor::user("0b8f6c1e-5d1c-4c55-9f0a-3a1f2f4d9e77", "Li");
    let others = [Actor::user("0", "Li"), Actor { kind: ActorKind::Machine, ..li.clone() }, Actor::named("Li")];
    let command = |actor| SealedCommand { sequence: 7, recorded_at: at, actor, source: "form", shipment: &shipment, events: &events };
    let layout = Layout::for_new(&command(&li));
    assert_eq!(layout.version, 2);
    let mut bytes = Vec::new();
    layout.write(&mut bytes, &command(&li));
    assert_eq!(HEXLOWER.encode(&bytes), expected.concat());
    let seal = layout.seal(&[9; 32], &command(&li));
    assert_eq!(HEXLOWER.encode(&seal), "7c955b1d872f6ca9b82d946c112bbbc321d6d9c88fa52500167c27cac2e54330");
    // Neither kind nor id can change unseen, nor hide behind the first layout.
    for other in &others {
        assert_ne!(layout.seal(&[9; 32], &command(other)), seal);
    }
    assert!(!Layout::of_version(1).unwrap().covers(&command(&li)));
}

#[test]
fn every_kind_has_its_seal_and_every_field_is_under_it() {
    let rows: Vec<_> = every_kind().into_iter().filter(|row| row["shipment"] == "KINDS").collect();
    let shipment = Reference::read("KINDS").unwrap();
    let actor = Actor::user("1", "a");
    let seal = |events: &[Recorded]| {
        let command =
            SealedCommand { sequence: 1, recorded_at: events[0].recorded_at, actor: &actor, source: "b", shipment: &shipment, events };
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
    let (old, new) =
        (Layout { version: 1, actor_ids: false, fields: OLD_FIELDS }, Layout { version: 3, actor_ids: true, fields: NEW_FIELDS });
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
    let actor = Actor::named("a");
    let command = |events| SealedCommand { sequence: 1, recorded_at: at, actor: &actor, source: "b", shipment: &shipment, events };
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
    assert!(Layout::of_version(2).is_some() && Layout::of_version(3).is_none());
}
