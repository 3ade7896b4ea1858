//! The history as a reader wants it: the latest first, each with the time of its place, who recorded it and how
//! long after. What was retracted stays, struck through, with its reason.

use std::collections::{HashMap, HashSet};

use chrono::Datelike;

use crate::domain::codes::Cell;
use crate::domain::details::Details;
use crate::domain::event::{Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::replay::{EndedBy, Hold, Replay};
use crate::domain::stage::Stage;
use crate::domain::time::Moment;
use crate::values;
use crate::web::presenter::{Presenter, When};

/// One line of the history.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// The event's number.
    pub number: u32,
    /// When it happened.
    pub when: When,
    /// Its icon.
    pub icon: &'static str,
    /// What happened.
    pub verb: String,
    /// To what.
    pub about: String,
    /// Whether it is a plan or an estimate of what happened since.
    pub is_past_plan: bool,
    /// Whether it moved the shipment, or stopped it.
    pub moves: bool,
    /// What else was said.
    pub lines: Vec<String>,
    /// Who recorded it.
    pub who: String,
    /// How long after.
    pub later: String,
    /// Why it counts for nothing, by whom and when.
    pub retracted: Option<(String, String)>,
    /// Whether it can be corrected.
    pub can_correct: bool,
}

/// What one day brought.
#[derive(Debug, Clone)]
pub struct HistoryDay {
    /// The day, as its lines have it.
    pub day: String,
    /// How many lines it has, in words.
    pub count: String,
    /// What moved the shipment that day: stages, holds, milestones and ends.
    pub brought: String,
    /// Whether its lines are folded away until they are asked for.
    pub is_folded: bool,
    /// Its lines, the latest first.
    pub lines: Vec<HistoryLine>,
}

/// A history with more lines than these folds its earlier days.
const UNFOLDED: usize = 12;

/// The lines day by day, the latest first; the earlier days of a long history are folded.
pub fn history_days(presenter: &Presenter, lines: Vec<HistoryLine>) -> Vec<HistoryDay> {
    let (all, mut before) = (lines.len(), 0);
    let (plans, lines): (Vec<HistoryLine>, Vec<HistoryLine>) = lines.into_iter().partition(|line| all > UNFOLDED && line.is_past_plan);
    let mut days: Vec<HistoryDay> = Vec::new();
    for line in lines {
        match days.last_mut().filter(|day| day.day == line.when.day) {
            Some(day) => day.lines.push(line),
            None => {
                let (day, is_folded) = (line.when.day.clone(), all > UNFOLDED && before >= UNFOLDED / 2);
                days.push(HistoryDay { day, is_folded, lines: vec![line], count: String::new(), brought: String::new() });
            }
        }
        before += 1;
    }
    if !plans.is_empty() {
        let day = presenter.say("history-past-plans");
        days.push(HistoryDay { day, is_folded: true, lines: plans, count: String::new(), brought: String::new() });
    }
    for day in &mut days {
        day.count = presenter.language.format("history-count", values!(count = day.lines.len()));
        let stands = |line: &&HistoryLine| line.retracted.is_none();
        let moves = day.lines.iter().any(|line| line.moves && stands(&line));
        let told = day.lines.iter().rev().filter(|line| stands(line) && (line.moves || !moves));
        let told: Vec<String> = told.map(|line| format!("{}{}{}", line.verb, presenter.language.word_space(), line.about)).collect();
        day.brought = told.iter().map(|told| told.trim()).collect::<Vec<_>>().join(" · ");
    }
    days
}

/// The lines of a history, the latest so many of them.
pub fn history_lines(presenter: &Presenter, history: &[Recorded], now: Moment, most: usize) -> Vec<HistoryLine> {
    let year = local_time::shown(now.instant(), presenter.zone).year();
    let mut retractions: HashMap<u32, &Recorded> = HashMap::new();
    for recorded in history {
        if let Kind::Retracted { refers_to } = recorded.event.kind {
            retractions.entry(refers_to).or_insert(recorded);
        }
    }
    let retraction = |number: u32| retractions.get(&number).copied();
    let mut shown: Vec<&Recorded> = history.iter().filter(|recorded| !matches!(recorded.event.kind, Kind::Retracted { .. })).collect();
    shown.sort_by_key(|recorded| std::cmp::Reverse((recorded.event.occurred.instant, recorded.number)));
    let counts = |recorded: &&Recorded| retraction(recorded.number).is_none();
    let happened: HashSet<&str> = shown.iter().filter(|recorded| counts(recorded)).filter_map(|recorded| happened_of(recorded)).collect();
    let (mut stages, mut again) = (HashSet::new(), HashSet::new());
    for (stage, number) in shown.iter().rev().copied().filter(|recorded| counts(recorded)).filter_map(stage_of) {
        if !stages.insert(stage) {
            again.insert(number);
        }
    }
    let replay = Replay::new(history).ok();
    let before = replay.as_ref().map(before_amendments).unwrap_or_default();
    // Which hold each release lifted, whether it names it or not.
    let lifted: HashMap<u32, u32> = replay.iter().flat_map(|replay| &replay.holds).filter_map(released_by).collect();
    let entry = |recorded: &Recorded| {
        let is_again = again.contains(&recorded.number);
        let (verb, about) = match recorded.event.kind {
            Kind::Released { .. } => released(presenter, history, recorded, &lifted),
            _ => presenter.what(&recorded.event, is_again),
        };
        HistoryLine {
            number: recorded.number,
            when: presenter.when(&recorded.event, year),
            icon: Presenter::icon(&recorded.event, is_again),
            verb,
            about,
            is_past_plan: is_past_plan(recorded, &happened),
            moves: match &recorded.event.kind {
                Kind::Entered(_) | Kind::Held { .. } | Kind::Released { .. } | Kind::Closed { .. } | Kind::Registered { .. } => true,
                _ => happened_of(recorded).is_some(),
            },
            lines: lines(presenter, recorded, &before),
            who: recorded.event.actor.as_ref().map(|actor| actor.as_str().to_owned()).unwrap_or_default(),
            later: presenter.later(recorded),
            retracted: retraction(recorded.number).map(|retraction| told(presenter, retraction)),
            can_correct: retraction(recorded.number).is_none() && recorded.event.kind.can_be_retracted(),
        }
    };
    shown.into_iter().take(most).map(entry).collect()
}

/// The milestone that an event says was reached.
fn happened_of(recorded: &Recorded) -> Option<&str> {
    match &recorded.event.kind {
        Kind::Milestone { code, classifier } if classifier.as_ref().is_none_or(|told| told.text() == "actual") => Some(code.as_str()),
        _ => None,
    }
}

/// Whether an event plans or estimates a milestone that was reached.
fn is_past_plan(recorded: &Recorded, happened: &HashSet<&str>) -> bool {
    match &recorded.event.kind {
        Kind::Milestone { code, .. } => happened_of(recorded).is_none() && happened.contains(code.as_str()),
        _ => false,
    }
}

/// The release that lifted a hold, and the hold.
fn released_by(hold: &Hold<'_>) -> Option<(u32, u32)> {
    match hold.ended {
        Some((_, EndedBy::Released(number))) => Some((number, hold.held.number)),
        _ => None,
    }
}

fn stage_of(recorded: &Recorded) -> Option<(Stage, u32)> {
    match recorded.event.kind {
        Kind::Entered(stage) => Some((stage, recorded.number)),
        _ => None,
    }
}

/// A release says which hold it lifted, whether it names it or not; where that is not known, it is only one.
fn released(presenter: &Presenter, history: &[Recorded], recorded: &Recorded, lifted: &HashMap<u32, u32>) -> (String, String) {
    let named = recorded.event.refers_to().or_else(|| lifted.get(&recorded.number).copied());
    let hold = named.and_then(|number| history.binary_search_by_key(&number, |held| held.number).ok()).map(|at| &history[at]);
    match hold.and_then(|held| held.event.reason.as_ref()) {
        Some(reason) => (presenter.say("event-released"), presenter.reason(reason.as_str())),
        None => (presenter.line(&recorded.event), String::new()),
    }
}

/// The reason of a retraction, and who retracted when.
fn told(presenter: &Presenter, retraction: &Recorded) -> (String, String) {
    let text = |cell: &Option<crate::domain::codes::Text>| cell.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default();
    let who = values!(who = text(&retraction.event.actor), when = presenter.moment(retraction.recorded_at));
    let quoted = presenter.language.format("quoted", values!(text = presenter.reason(&text(&retraction.event.reason))));
    (quoted, presenter.language.format("history-retracted-by", who))
}

/// What the details were before each amendment, in replay order.
fn before_amendments(replay: &Replay<'_>) -> HashMap<u32, Details> {
    let mut details = replay.registered.and_then(|recorded| recorded.event.kind.details()).cloned().unwrap_or_default();
    let mut before = HashMap::new();
    for recorded in &replay.events {
        match &recorded.event.kind {
            Kind::Amended(amended) => {
                before.insert(recorded.number, details.clone());
                details.overlay(amended);
            }
            Kind::Split { leaving, .. } => drop(details.lessen(leaving)),
            _ => {}
        }
    }
    before
}

/// What an amendment changed: each detail, what it was and what it is.
fn changes(presenter: &Presenter, details: &Details, before: Option<&Details>) -> Vec<String> {
    let change = |field: &Field| {
        let text = details.cell(*field)?;
        let name = presenter.detail_name(*field);
        if *field == Field::GoodsLines {
            return Some(presenter.language.format("history-lines", values!(field = name)));
        }
        let told = |text: &str| presenter.detail(*field, text);
        let old = before.and_then(|before| before.cell(*field)).map(|old| told(&old));
        Some(match old {
            Some(old) => presenter.language.format("history-changed", values!(field = name, old = old, new = told(&text))),
            None => presenter.language.format("history-amended", values!(field = name, value = told(&text))),
        })
    };
    Field::details().iter().filter_map(change).collect()
}

/// What else an event says: authority and who must act, reason, details, note.
fn lines(presenter: &Presenter, recorded: &Recorded, before: &HashMap<u32, Details>) -> Vec<String> {
    let event = &recorded.event;
    let language = presenter.language;
    let mut lines = Vec::new();
    let mut first = Vec::new();
    if let Some(authority) = &event.authority {
        first.push(presenter.responsible(authority.as_str()));
    }
    if let Some(responsible) = &event.responsible {
        first.push(language.format("history-to-act", values!(who = presenter.responsible(responsible.as_str()))));
    }
    if let Kind::Held { pauses } = event.kind {
        first.push(language.text(if pauses { "history-pauses" } else { "history-not-pauses" }));
    }
    if !first.is_empty() {
        lines.push(first.join(" · "));
    }
    if let (Some(reason), false) = (&event.reason, matches!(event.kind, Kind::Held { .. } | Kind::Released { .. })) {
        lines.push(language.format("history-reason", values!(reason = presenter.reason(reason.as_str()))));
    }
    if let Kind::Amended(details) = &event.kind {
        lines.extend(changes(presenter, details, before.get(&recorded.number)));
    }
    if let Some(note) = &event.note {
        lines.push(note.text().into_owned());
    }
    lines
}
