//! The rules of time (timeline.md) written a second time, to be compared with the product's own.
//! Slow on purpose: every question goes through the whole list of events again, nothing is remembered
//! between questions, so that each function can be checked against its rule by reading.

mod draw;
mod fields;

use fields::{EXCEPTIONS, STAGES, cell};
use serde_json::Value;

/// histories.csv cells of one event; absent or empty = empty
pub type Cells = std::collections::BTreeMap<String, String>;

struct Event {
    number: u64,
    kind: String,
    at: i64,       // occurred_at, seconds
    recorded: i64, // recorded_at, microseconds
    cells: Cells,
}

impl Event {
    fn get(&self, field: &str) -> &str {
        cell(&self.cells, field)
    }

    fn refers_to(&self) -> Option<u64> {
        fields::whole(self.get("refers_to"))
    }

    fn is_outcome(&self) -> bool {
        self.kind == "delivered" || EXCEPTIONS.contains(&self.kind.as_str())
    }

    fn stage(&self) -> usize {
        STAGES.iter().position(|stage| *stage == self.get("stage")).unwrap()
    }
}

/// The timeline of one shipment as timeline.md §7's JSON (all keys), or the refusal code.
/// Events are judged as a file imported with --as-recorded would be: field faults in row order, then the second
/// group over the whole history by number, then command after command.
/// (Rule 4's "5 minutes after the import" is not judged: the import lies far in the future. All places are known.)
/// An event without recorded_at was recorded at `default_recorded`.
/// Ok(None): no event is left as of `as_of` (the shipment does not exist then).
pub fn timeline(shipment: &str, events: &[Cells], default_recorded: &str, as_of: &str) -> Result<Option<Value>, String> {
    let t = fields::micros(as_of).ok_or("time_invalid")?;
    for cells in events {
        if let Some(code) = fields::fault(shipment, cells, default_recorded) {
            return Err(code.into());
        }
    }
    let history = numbered(events, default_recorded)?;
    judge_by_number(&history)?;
    // Rule 3: one command is all that shares a recorded_at; the history is valid after each.
    for last in &history {
        judge_state(&live(&history, last.recorded))?;
    }
    if !history.iter().any(|e| e.recorded <= t) {
        return Ok(None);
    }
    Ok(Some(draw::timeline(shipment, &live(&history, t), t)))
}

/// Rule 2 and "In files": the events by number; without any number, in file order.
fn numbered(events: &[Cells], default_recorded: &str) -> Result<Vec<Event>, String> {
    let none = events.iter().all(|cells| cell(cells, "number").is_empty());
    let mut history: Vec<Event> = Vec::new();
    for cells in events {
        let number = match none {
            true => history.len() as u64 + 1,
            false => fields::whole(cell(cells, "number")).ok_or("number_invalid")?,
        };
        if number == 0 || history.iter().any(|e| e.number == number) {
            return Err("number_invalid".into());
        }
        history.push(Event {
            number,
            kind: cell(cells, "event").into(),
            at: fields::occurred(cells).unwrap(),
            recorded: fields::recorded(cells, default_recorded).unwrap(),
            cells: cells.clone(),
        });
    }
    history.sort_by_key(|e| e.number);
    Ok(history)
}

/// The second group of codes: rules 2, 6 and 7.
fn judge_by_number(history: &[Event]) -> Result<(), String> {
    for (i, e) in history.iter().enumerate() {
        let before = &history[..i];
        if before.iter().any(|b| b.recorded > e.recorded) {
            return Err("recorded_backwards".into());
        }
        if i == 0 && (e.kind != "registered" || e.number != 1) {
            return Err("not_registered".into());
        }
        if i > 0 && e.kind == "registered" {
            return Err("registered_twice".into());
        }
        if e.kind == "retracted" {
            judge_retraction(before, e)?;
        }
    }
    Ok(())
}

/// Rule 7.
fn judge_retraction(before: &[Event], e: &Event) -> Result<(), String> {
    let Some(named) = before.iter().find(|b| Some(b.number) == e.refers_to()) else {
        return Err("refers_unknown".into());
    };
    if ["registered", "split", "retracted"].contains(&named.kind.as_str()) {
        return Err("cannot_retract".into());
    }
    if before.iter().any(|b| b.kind == "retracted" && b.refers_to() == e.refers_to()) {
        return Err("already_retracted".into());
    }
    Ok(())
}

/// Rules 7 and 8: what was recorded by `t` (retractions too) and is not retracted, in replay order.
fn live(history: &[Event], t: i64) -> Vec<&Event> {
    let known: Vec<&Event> = history.iter().filter(|e| e.recorded <= t).collect();
    let retracted = |e: &Event| known.iter().any(|r| r.kind == "retracted" && r.refers_to() == Some(e.number));
    let mut live: Vec<&Event> = known.iter().filter(|e| !retracted(e)).copied().collect();
    live.sort_by_key(|e| replay_key(e));
    live
}

/// Rule 5: by instant; skipped, entered by stage, all else, outcomes; by number.
fn replay_key(e: &Event) -> (i64, usize, usize, u64) {
    match e.kind.as_str() {
        "skipped" => (e.at, 0, 0, e.number),
        "entered" => (e.at, 1, e.stage(), e.number),
        _ if e.is_outcome() => (e.at, 3, 0, e.number),
        _ => (e.at, 2, 0, e.number),
    }
}

/// The third to sixth group of codes, on one state of the history.
fn judge_state(live: &[&Event]) -> Result<(), String> {
    let groups = [after_outcome, release_fault, stage_fault, split_exceeds];
    for group in groups {
        for e in live {
            if let Some(code) = group(live, e) {
                return Err(code.into());
            }
        }
    }
    Ok(())
}

/// The events before `e` in replay order.
fn before<'a, 'b>(live: &'b [&'a Event], e: &Event) -> &'b [&'a Event] {
    let place = live.iter().position(|l| l.number == e.number).unwrap();
    &live[..place]
}

fn of_kind<'a>(live: &[&'a Event], kind: &str) -> Vec<&'a Event> {
    live.iter().filter(|e| e.kind == kind).copied().collect()
}

/// Rules 13 and 13b: after a delivery and nothing else, one return.
fn after_outcome(live: &[&Event], e: &Event) -> Option<&'static str> {
    let closed = ["entered", "skipped", "held", "released", "split"].contains(&e.kind.as_str());
    let outcomes: Vec<&str> = before(live, e).iter().filter(|b| b.is_outcome()).map(|b| b.kind.as_str()).collect();
    if e.kind == "returned" && outcomes == ["delivered"] {
        return None;
    }
    ((closed || e.is_outcome()) && !outcomes.is_empty()).then_some("after_outcome")
}

/// Rule 15.
fn release_fault(live: &[&Event], e: &Event) -> Option<&'static str> {
    let answers = releases(live);
    answers.iter().find(|(release, _)| release.number == e.number)?.1.err()
}

type Release<'a> = (&'a Event, Result<u64, &'static str>);

/// Rule 15: every release with the number of its hold, or why it has none. Those with `refers_to` choose first.
fn releases<'a>(live: &[&'a Event]) -> Vec<Release<'a>> {
    let mut answers = Vec::new();
    for release in of_kind(live, "released") {
        if release.refers_to().is_some() {
            answers.push((release, named_hold(live, release, &answers)));
        }
    }
    for release in of_kind(live, "released") {
        if release.refers_to().is_none() {
            answers.push((release, only_hold(live, release, &answers)));
        }
    }
    answers
}

fn taken(answers: &[Release], hold: &Event) -> bool {
    answers.iter().any(|(_, answer)| *answer == Ok(hold.number))
}

fn named_hold(live: &[&Event], release: &Event, answers: &[Release]) -> Result<u64, &'static str> {
    let holds = of_kind(live, "held");
    match holds.iter().find(|hold| Some(hold.number) == release.refers_to()) {
        None => Err("no_open_hold"),
        Some(hold) if taken(answers, hold) => Err("no_open_hold"),
        Some(hold) if hold.at > release.at => Err("release_before_hold"),
        Some(hold) => Ok(hold.number),
    }
}

fn only_hold(live: &[&Event], release: &Event, answers: &[Release]) -> Result<u64, &'static str> {
    let mut choice = of_kind(live, "held");
    choice.retain(|hold| hold.at <= release.at);
    choice.retain(|hold| !taken(answers, hold));
    choice.retain(|hold| ["", hold.get("reason")].contains(&release.get("reason")));
    match choice.len() {
        0 => Err("no_open_hold"),
        1 => Ok(choice[0].number),
        _ => Err("hold_ambiguous"),
    }
}

/// Rule 16: when and by what a hold ended. None: it is open.
fn hold_end(live: &[&Event], hold: &Event) -> Option<(i64, &'static str)> {
    for (release, answer) in releases(live) {
        if answer == Ok(hold.number) {
            return Some((release.at, "released"));
        }
    }
    exception(live).map(|e| (e.at, "outcome"))
}

fn outcome<'a>(live: &[&'a Event]) -> Option<&'a Event> {
    live.iter().find(|e| e.is_outcome()).copied()
}

/// Rule 13b: how it is over, the clocks apart.
fn last_outcome<'a>(live: &[&'a Event]) -> Option<&'a Event> {
    live.iter().rfind(|e| e.is_outcome()).copied()
}

/// Rule 13c: what is outstanding where `delivered` says what was received.
fn outstanding(live: &[&Event]) -> Option<Value> {
    let delivered = outcome(live).filter(|e| e.kind == "delivered")?;
    if delivered.get("parcels").is_empty() && delivered.get("packages").is_empty() {
        return None;
    }
    let mut received: Vec<String> = Vec::new();
    let later = live.iter().filter(|e| before(live, e).iter().any(|b| b.number == delivered.number));
    let named: Vec<String> = delivered.get("parcels").split(' ').map(str::to_lowercase).collect();
    for e in later.filter(|e| e.kind == "scanned" && e.get("code") == "received") {
        received.extend(e.get("parcels").split(' ').filter(|code| !code.is_empty()).map(str::to_lowercase));
    }
    received.sort();
    received.dedup();
    received.retain(|code| !named.contains(code));
    let packages = match (fields::whole(delivered.get("packages")), fields::whole(&detail(live, live, "packages"))) {
        (Some(got), Some(all)) => Some(all.saturating_sub(got).saturating_sub(received.len() as u64)),
        _ => None,
    };
    let mut parcels: Vec<String> = Vec::new();
    if !delivered.get("parcels").is_empty() {
        received.extend(named);
        for e in live {
            let codes = e.get("parcels").split(' ').filter(|code| !code.is_empty());
            match e.kind.as_str() {
                "packed" => codes.for_each(|code| {
                    if !parcels.iter().any(|known| known == code) {
                        parcels.push(code.into())
                    }
                }),
                "unpacked" => codes.for_each(|code| parcels.retain(|known| known != code)),
                _ => {}
            }
        }
        parcels.retain(|code| !received.contains(&code.to_lowercase()));
    }
    if parcels.is_empty() && packages.unwrap_or(0) == 0 {
        return None;
    }
    Some(serde_json::json!({"parcels": parcels, "packages": packages}))
}

/// Rule 13: an outcome that is not `delivered`.
fn exception<'a>(live: &[&'a Event]) -> Option<&'a Event> {
    outcome(live).filter(|e| e.kind != "delivered")
}

/// Rules 10, 12, 13 and 17, of one event.
fn stage_fault(live: &[&Event], e: &Event) -> Option<&'static str> {
    let before = before(live, e);
    let current = of_kind(before, "entered").last().map(|entered| entered.stage());
    let earlier = |kind| of_kind(before, kind).iter().any(|b| b.get("stage") == e.get("stage"));
    match e.kind.as_str() {
        "entered" if current == Some(e.stage()) => Some("already_in_stage"),
        "entered" if current.is_some_and(|c| e.stage() < c) && e.get("reason").is_empty() => Some("back_without_reason"),
        "entered" if current.is_some() && inside_hold(live, e) => Some("hold_open"),
        "skipped" if earlier("entered") => Some("already_entered"),
        "skipped" if earlier("skipped") => Some("already_skipped"),
        "delivered" if current.is_none() => Some("no_stage"),
        "delivered" if held_beyond(live, e) => Some("hold_open"),
        _ => None,
    }
}

/// Rule 17: strictly between a hold's beginning and end.
fn inside_hold(live: &[&Event], e: &Event) -> bool {
    of_kind(live, "held").iter().any(|hold| {
        let end = hold_end(live, hold);
        hold.at < e.at && end.is_none_or(|end| e.at < end.0)
    })
}

/// Rule 17: not every hold is released at or before it.
fn held_beyond(live: &[&Event], e: &Event) -> bool {
    of_kind(live, "held").iter().any(|hold| {
        let end = hold_end(live, hold);
        end.is_none_or(|end| end.0 > e.at)
    })
}

/// Rule 25, `split_exceeds`; unchecked where the parent's figure is unknown.
fn split_exceeds(live: &[&Event], e: &Event) -> Option<&'static str> {
    let exceeds = |field: &&str| {
        let there = detail(live, before(live, e), field);
        let leaves = e.get(field);
        !there.is_empty() && !leaves.is_empty() && fields::less(&there, leaves)
    };
    let exceeded = e.kind == "split" && ["packages", "gross_kg", "value"].iter().any(exceeds);
    exceeded.then_some("split_exceeds")
}

/// Rule 24: what `registered` says, whenever that occurred, overlaid and lessened by `changes` in replay order.
fn detail(live: &[&Event], changes: &[&Event], field: &str) -> String {
    let mut known = of_kind(live, "registered")[0].get(field).to_string();
    for e in changes {
        let change = e.get(field);
        let counts = !change.is_empty() && !known.is_empty();
        match e.kind.as_str() {
            "amended" if !change.is_empty() => known = change.to_string(),
            "split" if counts => known = fields::minus(&known, change),
            _ => {}
        }
    }
    known
}
