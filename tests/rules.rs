//! The rules of time: every short history over small alphabets, and many long ones, against the second
//! implementation in `naive`; and what must hold of any accepted history.

#![allow(clippy::unwrap_used, clippy::panic)]

#[allow(missing_docs, dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod naive;

use std::sync::atomic::{AtomicUsize, Ordering};

use naive::Cells;
use proptest::prelude::*;
use tumen::domain::codes::{Cell, Reference};
use tumen::domain::event::Recorded;
use tumen::domain::field::{self, Field};
use tumen::domain::history;
use tumen::domain::stage::{ClockName, Outcome};
use tumen::domain::time::Moment;
use tumen::domain::timeline::Timeline;
use tumen::domain::{entry, refusal};
use tumen::formats;

const SHIPMENT: &str = "S";

/// An event of an alphabet: its cells but the times, and when it occurred, in minutes after midnight.
#[derive(Debug, Clone)]
struct Letter(&'static [(&'static str, &'static str)], u32);

fn instant(minutes: u32) -> String {
    format!("2021-07-01T{:02}:{:02}:00Z", minutes / 60, minutes % 60)
}

/// A history: every letter is a command of its own, recorded on the following day, unless `together`.
fn history(letters: &[Letter], together: bool) -> Vec<Cells> {
    let registered = Letter(&[("event", "registered"), ("packages", "10"), ("target_clearance_minutes", "100")], 0);
    let mut events = Vec::new();
    for (at, Letter(cells, minutes)) in std::iter::once(&registered).chain(letters).enumerate() {
        let mut cells: Cells = cells.iter().map(|(column, value)| ((*column).into(), (*value).into())).collect();
        cells.insert("occurred_at".into(), instant(*minutes));
        let second = if together { 0 } else { at };
        cells.insert("recorded_at".into(), format!("2021-07-02T00:00:{second:02}Z"));
        events.push(cells);
    }
    events
}

/// The same judged by the real thing, from the cells on.
fn real(events: &[Cells], as_of: &str) -> Result<Option<serde_json::Value>, String> {
    let recorded = read(events).map_err(|rule| rule.word().to_owned())?;
    history::admit(&recorded, 0).map_err(|refused| refused.rule.word().to_owned())?;
    let timeline = Timeline::new(&recorded, Moment::parse(as_of).unwrap()).unwrap();
    let told = |timeline: Timeline| {
        let mut line = Vec::new();
        formats::timeline::write(&mut line, &Reference::read(SHIPMENT).unwrap(), &timeline).unwrap();
        serde_json::from_slice(&line).unwrap()
    };
    Ok(timeline.map(told))
}

fn read(events: &[Cells]) -> Result<Vec<Recorded>, refusal::Rule> {
    let mut recorded = Vec::new();
    for (number, event) in (1..).zip(events) {
        let mut cells = field::Cells::default();
        for (column, value) in event {
            cells.set(Field::parse(column).unwrap(), value);
        }
        let event = entry::read(&cells).map_err(|faults| faults[0].rule)?;
        recorded.push(Recorded { number, recorded_at: Moment::parse(cells.get(Field::RecordedAt).unwrap()).unwrap(), event });
    }
    Ok(recorded)
}

fn compare(events: &[Cells], as_of: &str) -> bool {
    let (mine, theirs) = (real(events, as_of), naive::timeline(SHIPMENT, events, "2021-07-02T00:00:00Z", as_of));
    assert_eq!(mine, theirs, "{events:#?}");
    mine.is_ok()
}

/// Every sequence up to a length over an alphabet, each letter its own command and all in one; gives how many
/// were accepted and how many refused.
fn exhaust(alphabet: &[Letter], longest: usize) -> (usize, usize) {
    let (mut accepted, mut refused) = (0, 0);
    let mut sequence: Vec<usize> = Vec::new();
    loop {
        let letters: Vec<Letter> = sequence.iter().map(|letter| alphabet[*letter].clone()).collect();
        let together = sequence.iter().sum::<usize>() % 4 == 0;
        if compare(&history(&letters, together), "2021-07-02T12:00:00Z") {
            accepted += 1
        } else {
            refused += 1
        }
        // The next in order of length, then of letters.
        match sequence.iter().rposition(|letter| letter + 1 < alphabet.len()) {
            Some(at) => {
                sequence[at] += 1;
                sequence[at + 1..].fill(0);
            }
            None if sequence.len() < longest => sequence = vec![0; sequence.len() + 1],
            None => return (accepted, refused),
        }
    }
}

#[test]
fn every_short_history_of_stages() {
    let alphabet = [
        Letter(&[("event", "entered"), ("stage", "declaration")], 60),
        Letter(&[("event", "entered"), ("stage", "quarantine")], 60),
        Letter(&[("event", "entered"), ("stage", "quarantine")], 120),
        Letter(&[("event", "entered"), ("stage", "declaration"), ("reason", "again")], 180),
        Letter(&[("event", "skipped"), ("stage", "quarantine")], 120),
        Letter(&[("event", "entered"), ("stage", "delivery")], 120),
        Letter(&[("event", "delivered")], 180),
    ];
    let (accepted, refused) = exhaust(&alphabet, 5);
    assert_eq!(accepted + refused, 1 + 7 + 49 + 343 + 2_401 + 16_807);
    assert!(accepted > 300 && refused > 3_000, "{accepted} {refused}");
}

#[test]
fn every_short_history_of_holds() {
    let alphabet = [
        Letter(&[("event", "entered"), ("stage", "quarantine")], 60),
        Letter(&[("event", "entered"), ("stage", "transport")], 120),
        Letter(&[("event", "held"), ("reason", "a")], 60),
        Letter(&[("event", "held"), ("reason", "b"), ("pauses", "false")], 90),
        Letter(&[("event", "released")], 120),
        Letter(&[("event", "released"), ("reason", "a")], 90),
        Letter(&[("event", "released"), ("refers_to", "3")], 180),
        Letter(&[("event", "seized")], 180),
    ];
    let (accepted, refused) = exhaust(&alphabet, 5);
    assert_eq!(accepted + refused, 1 + 8 + 64 + 512 + 4_096 + 32_768);
    assert!(accepted > 300 && refused > 3_000, "{accepted} {refused}");
}

#[test]
fn every_short_history_of_outcomes_and_corrections() {
    let alphabet = [
        Letter(&[("event", "entered"), ("stage", "inspection")], 60),
        Letter(&[("event", "held"), ("reason", "a")], 120),
        Letter(&[("event", "released")], 180),
        Letter(&[("event", "delivered")], 120),
        Letter(&[("event", "lost")], 120),
        Letter(&[("event", "retracted"), ("refers_to", "2"), ("reason", "wrong")], 180),
        Letter(&[("event", "retracted"), ("refers_to", "3"), ("reason", "wrong")], 180),
        Letter(&[("event", "split"), ("related", "S-1"), ("packages", "6")], 60),
    ];
    let (accepted, refused) = exhaust(&alphabet, 5);
    assert_eq!(accepted + refused, 1 + 8 + 64 + 512 + 4_096 + 32_768);
    assert!(accepted > 300 && refused > 3_000, "{accepted} {refused}");
}

/// Any letter, at any quarter of an hour of a morning.
fn letter() -> impl Strategy<Value = Letter> {
    const KINDS: &[&[(&str, &str)]] = &[
        &[("event", "entered"), ("stage", "declaration")],
        &[("event", "entered"), ("stage", "quarantine")],
        &[("event", "entered"), ("stage", "inspection")],
        &[("event", "entered"), ("stage", "transport")],
        &[("event", "entered"), ("stage", "delivery")],
        &[("event", "entered"), ("stage", "declaration"), ("reason", "again")],
        &[("event", "entered"), ("stage", "inspection"), ("reason", "again")],
        &[("event", "entered"), ("stage", "transport"), ("reason", "again")],
        &[("event", "skipped"), ("stage", "quarantine")],
        &[("event", "skipped"), ("stage", "inspection")],
        &[("event", "held"), ("reason", "a")],
        &[("event", "held"), ("reason", "b"), ("pauses", "false")],
        &[("event", "released")],
        &[("event", "released"), ("reason", "a")],
        &[("event", "released"), ("refers_to", "4")],
        &[("event", "released"), ("refers_to", "5")],
        &[("event", "retracted"), ("refers_to", "3"), ("reason", "wrong")],
        &[("event", "retracted"), ("refers_to", "5"), ("reason", "wrong")],
        &[("event", "milestone"), ("code", "departed")],
        &[("event", "customs"), ("country", "CN"), ("code", "800")],
        &[("event", "customs"), ("country", "CN"), ("code", "120")],
        &[("event", "noted"), ("note", "seal checked")],
        &[("event", "amended"), ("target_clearance_minutes", "30")],
        &[("event", "amended"), ("packages", "4")],
        &[("event", "split"), ("related", "S-1"), ("packages", "6")],
        &[("event", "delivered")],
        &[("event", "returned")],
    ];
    (0..KINDS.len(), 0..24_u32).prop_map(|(kind, quarter)| Letter(KINDS[kind], 60 + quarter * 15))
}

/// An accepted history: letters are tried one after another, those that are refused are left out.
fn accepted(letters: Vec<Letter>) -> Vec<Cells> {
    let mut kept: Vec<Letter> = Vec::new();
    for letter in letters {
        kept.push(letter);
        if real(&history(&kept, false), "2021-07-03T00:00:00Z").is_err() {
            kept.pop();
        }
    }
    history(&kept, false)
}

/// What does not depend on numbers: for comparing two orders of recording.
fn without_numbers(mut timeline: serde_json::Value) -> serde_json::Value {
    for hold in timeline["holds"].as_array_mut().unwrap() {
        hold.as_object_mut().unwrap().remove("number");
    }
    timeline
}

fn occurred(cells: &Cells) -> &str {
    &cells["occurred_at"]
}

static ORDERS_COMPARED: AtomicUsize = AtomicUsize::new(0);

#[test]
fn two_accepted_orders_of_recording_agree_and_are_many() {
    two_orders_of_recording_give_one_timeline();
    assert!(ORDERS_COMPARED.load(Ordering::SeqCst) >= 50, "{ORDERS_COMPARED:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn long_histories_agree_with_the_second_implementation(letters in prop::collection::vec(letter(), 0..25), minute in 0..59_u32) {
        let events = accepted(letters.clone());
        for as_of in ["2021-07-03T00:00:00Z".to_owned(), format!("2021-07-02T00:00:{minute:02}.5Z"), "2021-07-01T06:30:30Z".to_owned()] {
            compare(&events, &as_of);
        }
        compare(&history(&letters, true), "2021-07-03T00:00:00Z");
    }

    #[test]
    fn visits_and_clocks_of_any_accepted_history_hold_together(letters in prop::collection::vec(letter(), 0..30)) {
        let recorded = read(&accepted(letters)).unwrap();
        let timeline = Timeline::new(&recorded, Moment::parse("2021-07-03T00:00:00Z").unwrap()).unwrap().unwrap();
        for pair in timeline.visits.windows(2) {
            prop_assert_eq!(pair[0].left_at, Some(pair[1].entered_at));
            prop_assert!(pair[0].entered_at <= pair[1].entered_at);
        }
        for reading in timeline.clocks.iter().flatten() {
            prop_assert!(reading.elapsed.gross >= reading.elapsed.net && reading.elapsed.net >= 0);
        }
        if timeline.outcome.is_some_and(|(outcome, _)| outcome == Outcome::Delivered) {
            let whole = timeline.clock(ClockName::DoorToDoor).unwrap().elapsed;
            let stages: Vec<_> = ClockName::ALL.iter().filter(|name| name.stage().is_some()).filter_map(|name| timeline.clock(*name)).collect();
            prop_assert_eq!(stages.iter().map(|stage| stage.elapsed.gross).sum::<i64>(), whole.gross);
            prop_assert_eq!(stages.iter().map(|stage| stage.elapsed.net).sum::<i64>(), whole.net);
        }
    }

    // Called by the test below, which wants enough of them compared.
    fn two_orders_of_recording_give_one_timeline(letters in prop::collection::vec(letter(), 0..12), seed in any::<u64>()) {
        // References by number would mean something else in another order, and ties are decided by number.
        let plain: Vec<Letter> = letters.into_iter().filter(|letter| !letter.0.iter().any(|(column, _)| *column == "refers_to")).collect();
        let events = accepted(plain);
        let mut instants: Vec<&str> = events.iter().map(occurred).collect();
        instants.sort_unstable();
        instants.dedup();
        prop_assume!(instants.len() == events.len());
        let mut shuffled = events[1..].to_vec();
        let mut state = seed;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        let mut other = vec![events[0].clone()];
        for (mut event, recorded) in shuffled.into_iter().zip(&events[1..]) {
            event.insert("recorded_at".into(), recorded["recorded_at"].clone());
            other.push(event);
        }
        let as_of = "2021-07-03T00:00:00Z";
        if let Ok(Some(timeline)) = real(&other, as_of) {
            ORDERS_COMPARED.fetch_add(1, Ordering::SeqCst);
            prop_assert_eq!(without_numbers(timeline), without_numbers(real(&events, as_of).unwrap().unwrap()));
        }
    }

    #[test]
    fn retracting_what_was_just_added_restores_the_timeline(letters in prop::collection::vec(letter(), 0..20), last in letter()) {
        let events = accepted(letters);
        let as_of = "2021-07-03T00:00:00Z";
        let before = real(&events, as_of).unwrap();
        let recorded = |cells: &mut Cells, second: u32| {
            cells.insert("recorded_at".into(), format!("2021-07-02T00:01:{second:02}Z"));
        };
        let mut added: Cells = last.0.iter().map(|(column, value)| ((*column).into(), (*value).into())).collect();
        added.insert("occurred_at".into(), instant(last.1));
        recorded(&mut added, 1);
        let mut retracted: Cells = [("event", "retracted"), ("reason", "wrong")].map(|(column, value)| (column.into(), value.into())).into();
        retracted.insert("refers_to".into(), (events.len() + 1).to_string());
        retracted.insert("occurred_at".into(), instant(last.1));
        recorded(&mut retracted, 2);
        let with: Vec<Cells> = events.iter().cloned().chain([added]).collect();
        if real(&with, as_of).is_ok() {
            let without: Vec<Cells> = with.into_iter().chain([retracted]).collect();
            match real(&without, as_of) {
                Ok(after) => prop_assert_eq!(after, before),
                Err(code) => prop_assert_eq!(code, "cannot_retract"),
            }
        }
    }
}
