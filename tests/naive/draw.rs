//! What a valid history looks like at an instant: timeline.md §7's JSON. `live` is in replay order everywhere.

use super::fields::{STAGES, target_seconds};
use super::{Event, detail, exception, hold_end, last_outcome, of_kind, outcome, outstanding};
use chrono::DateTime;
use serde_json::{Map, Value, json};

/// The eight clocks: name, first and last stage. Those of one stage are stage clocks, the others span clocks.
const CLOCKS: [(&str, usize, usize); 8] = [
    ("door_to_door", 0, 4),
    ("release", 0, 2),
    ("clearance", 1, 3),
    ("declaration", 0, 0),
    ("quarantine", 1, 1),
    ("inspection", 2, 2),
    ("transport", 3, 3),
    ("delivery", 4, 4),
];

/// From and to, in seconds.
type Piece = (i64, i64);

/// `t` is in microseconds. Rule 8: what runs is measured in whole seconds.
pub fn timeline(shipment: &str, live: &[&Event], t: i64) -> Value {
    let now = t / 1_000_000;
    let outcome = outcome(live);
    let current = visits(live).last().map(|visit| STAGES[visit.stage]);
    let clocks: Map<String, Value> =
        CLOCKS.iter().map(|(name, first, last)| (name.to_string(), clock(live, now, name, *first, *last))).collect();
    json!({
        "shipment": shipment,
        "as_of": with_micros(t),
        "stage": if outcome.is_some() { None } else { current },
        "outcome": last_outcome(live).map(|e| e.kind.clone()),
        "outcome_at": last_outcome(live).map(|e| instant(e.at)),
        "delivered_at": outcome.filter(|e| e.kind == "delivered").map(|e| instant(e.at)),
        "outstanding": outstanding(live),
        "visits": visits(live).iter().map(|visit| visit_json(visit, now)).collect::<Vec<_>>(),
        "skipped": names(|stage| has(live, "skipped", stage) && !has(live, "entered", stage)),
        "holds": of_kind(live, "held").iter().map(|hold| hold_json(live, hold, now)).collect::<Vec<_>>(),
        "held_seconds": measure(&hold_pieces(live, now, false), &[]),
        "customs": customs(live),
        "clocks": clocks,
        "warnings": warnings(live),
    })
}

fn instant(seconds: i64) -> String {
    let time = DateTime::from_timestamp(seconds, 0).unwrap();
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn with_micros(t: i64) -> String {
    if t % 1_000_000 == 0 {
        return instant(t / 1_000_000);
    }
    let time = DateTime::from_timestamp_micros(t).unwrap();
    time.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// The names of the stages of which `question` is true, in stage order.
fn names(question: impl Fn(usize) -> bool) -> Vec<&'static str> {
    let stages = (0..STAGES.len()).filter(|stage| question(*stage));
    stages.map(|stage| STAGES[stage]).collect()
}

fn has(live: &[&Event], kind: &str, stage: usize) -> bool {
    of_kind(live, kind).iter().any(|e| e.stage() == stage)
}

struct Visit {
    stage: usize,
    from: i64,
    to: Option<i64>,
}

/// Rule 9: a visit ends by the next `entered` or the outcome.
fn visits(live: &[&Event]) -> Vec<Visit> {
    let entries = of_kind(live, "entered");
    let mut visits = Vec::new();
    for (i, e) in entries.iter().enumerate() {
        let next = entries.get(i + 1).copied();
        let end = next.or(outcome(live));
        visits.push(Visit { stage: e.stage(), from: e.at, to: end.map(|end| end.at) });
    }
    visits
}

fn visit_json(visit: &Visit, now: i64) -> Value {
    json!({
        "stage": STAGES[visit.stage],
        "entered_at": instant(visit.from),
        "left_at": visit.to.map(instant),
        "seconds": length(piece(visit.from, visit.to, now)),
    })
}

/// Rule 8: without an end it runs to now, and is never below 0.
fn piece(from: i64, to: Option<i64>, now: i64) -> Piece {
    (from, to.unwrap_or(now.max(from)))
}

fn length(piece: Piece) -> i64 {
    piece.1 - piece.0
}

fn hold_json(live: &[&Event], hold: &Event, now: i64) -> Value {
    let end = hold_end(live, hold);
    json!({
        "number": hold.number,
        "reason": hold.get("reason"),
        "pauses": pauses(hold),
        "held_at": instant(hold.at),
        "ended_at": end.map(|end| instant(end.0)),
        "ended_by": end.map(|end| end.1),
        "seconds": length(piece(hold.at, end.map(|end| end.0), now)),
    })
}

/// Rule 18: in a file empty is true.
fn pauses(hold: &Event) -> bool {
    hold.get("pauses") != "false"
}

fn hold_pieces(live: &[&Event], now: i64, only_pausing: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for hold in of_kind(live, "held") {
        if pauses(hold) || !only_pausing {
            let end = hold_end(live, hold).map(|end| end.0);
            pieces.push(piece(hold.at, end, now));
        }
    }
    pieces
}

/// The seconds that lie inside any of `inside` and in none of `off`: cut at every instant at which anything
/// begins or ends, and ask of each bit whether it counts.
fn measure(inside: &[Piece], off: &[Piece]) -> i64 {
    let mut cuts: Vec<i64> = Vec::new();
    for piece in inside.iter().chain(off) {
        cuts.extend([piece.0, piece.1]);
    }
    cuts.sort();
    let covers = |pieces: &[Piece], bit: Piece| pieces.iter().any(|p| p.0 <= bit.0 && bit.1 <= p.1);
    let mut seconds = 0;
    for i in 1..cuts.len() {
        let bit = (cuts[i - 1], cuts[i]);
        if covers(inside, bit) && !covers(off, bit) {
            seconds += length(bit);
        }
    }
    seconds
}

/// The last code in replay order of each country.
fn customs(live: &[&Event]) -> Value {
    let mut codes = Map::new();
    for e in of_kind(live, "customs") {
        codes.insert(e.get("country").into(), e.get("code").into());
    }
    codes.into()
}

fn clock(live: &[&Event], now: i64, name: &str, first: usize, last: usize) -> Value {
    if first == last { stage_clock(live, now, name, first) } else { span_clock(live, now, name, first, last) }
}

/// Rule 19.
fn stage_clock(live: &[&Event], now: i64, name: &str, stage: usize) -> Value {
    let mut own = visits(live);
    own.retain(|visit| visit.stage == stage);
    let (Some(first), Some(last)) = (own.first(), own.last()) else {
        return Value::Null;
    };
    // Rule 21: stopped when an exception outcome ended the clock's last visit.
    let in_it = visits(live).last().is_some_and(|visit| visit.stage == stage);
    let state = match last.to {
        None => "running",
        Some(_) if in_it && exception(live).is_some() => "stopped",
        Some(_) => "ended",
    };
    let pieces: Vec<Piece> = own.iter().map(|v| piece(v.from, v.to, now)).collect();
    let mut clock = clock_json(live, now, name, state, &pieces);
    clock["start"] = instant(first.from).into();
    clock["end"] = last.to.map(instant).into();
    clock["partial"] = false.into();
    clock
}

/// Rule 20.
fn span_clock(live: &[&Event], now: i64, name: &str, first: usize, last: usize) -> Value {
    let in_span = |e: &&Event| e.kind == "entered" && (first..=last).contains(&e.stage());
    let past_it = |e: &&&Event| e.kind == "delivered" || e.kind == "entered" && e.stage() > last;
    let Some(begin) = live.iter().position(in_span) else {
        return Value::Null;
    };
    let start = live[begin].at;
    let (state, end) = match (live[begin..].iter().find(past_it), exception(live)) {
        (Some(ended), _) => ("ended", Some(ended.at)),
        (None, Some(stopped)) => ("stopped", Some(stopped.at)),
        (None, None) => ("running", None),
    };
    let mut clock = clock_json(live, now, name, state, &[piece(start, end, now)]);
    clock["start"] = instant(start).into();
    clock["end"] = end.map(instant).into();
    clock["partial"] = (first..=last).any(|stage| missing(live, stage)).into();
    clock
}

/// Rules 22 and 23: what both sorts of clocks have in common.
fn clock_json(live: &[&Event], now: i64, name: &str, state: &str, pieces: &[Piece]) -> Value {
    let gross: i64 = pieces.iter().map(|piece| length(*piece)).sum();
    let target = target_seconds(&detail(live, live, &format!("target_{name}_minutes")));
    json!({
        "state": state,
        "gross": gross,
        "net": measure(pieces, &hold_pieces(live, now, true)),
        "target": target,
        "within": target.filter(|_| state == "ended").map(|target| gross <= target),
    })
}

/// Rule 11.
fn missing(live: &[&Event], stage: usize) -> bool {
    let passed = (stage + 1..STAGES.len()).any(|later| has(live, "entered", later));
    let delivered = !of_kind(live, "delivered").is_empty();
    !has(live, "entered", stage) && !has(live, "skipped", stage) && (passed || delivered)
}

/// §7: by code, then stage order.
fn warnings(live: &[&Event]) -> Vec<Value> {
    let zero = |visit: &Visit| visit.to == Some(visit.from);
    let after_skip = names(|stage| has(live, "skipped", stage) && has(live, "entered", stage));
    let missing = names(|stage| missing(live, stage));
    let zero = names(|stage| visits(live).iter().any(|v| v.stage == stage && zero(v)));
    let mut warnings = Vec::new();
    for (code, stages) in [("entered_after_skip", after_skip), ("stage_missing", missing), ("zero_visit", zero)] {
        for stage in stages {
            warnings.push(json!({"code": code, "stage": stage}));
        }
    }
    warnings
}
