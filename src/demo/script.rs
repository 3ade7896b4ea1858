//! What people recorded about one shipment, act by act, and the commands that come of it: put in the order of
//! recording, numbered, and cut off where the world ends.

use std::collections::{BTreeMap, VecDeque};

use crate::domain::codes::{Cell, Classifier, Country, PlaceCode, Reference, Text};
use crate::domain::event::{Event, Kind};
use crate::domain::parcel::Parcels;
use crate::domain::stage::{Outcome, Stage};
use crate::domain::time::{Instant, Stamp};

use super::calendar::HOUR;
use super::places::{Land, Spot};

/// What stands for a number in an event before the events are numbered.
pub type Id = u32;

/// An event before its place in the history is known.
#[derive(Debug, Clone)]
pub struct Draft {
    at: i64,
    spot: &'static Spot,
    kind: Option<Kind>,
    reason: Option<Text>,
    note: Option<Text>,
    authority: Option<Text>,
    responsible: Option<Text>,
}

impl Draft {
    /// Something that happened at a second, at a place.
    pub fn new(at: i64, spot: &'static Spot, kind: impl Into<Option<Kind>>) -> Self {
        Self { at, spot, kind: kind.into(), reason: None, note: None, authority: None, responsible: None }
    }

    /// A stage entered.
    pub fn entered(at: i64, spot: &'static Spot, stage: Stage) -> Self {
        Self::new(at, spot, Kind::Entered(stage))
    }

    /// The history closed.
    pub fn closed(at: i64, spot: &'static Spot, outcome: Outcome) -> Self {
        Self::new(at, spot, Kind::closed(outcome))
    }

    /// A milestone that took place.
    pub fn milestone(at: i64, spot: &'static Spot, code: &str) -> Self {
        Self::new(at, spot, Text::read(code).map(|code| Kind::Milestone { code, classifier: None }))
    }

    /// A milestone that lies ahead.
    pub fn ahead(at: i64, spot: &'static Spot, code: &str, classifier: Classifier) -> Self {
        Self::new(at, spot, Text::read(code).map(|code| Kind::Milestone { code, classifier: Some(classifier) }))
    }

    /// What the customs of the place, or of another country, say.
    pub fn customs(at: i64, spot: &'static Spot, land: Land, code: &str) -> Self {
        let kind = Country::read(land.code()).zip(Text::read(code)).map(|(country, code)| Kind::Customs { country, code });
        Self::new(at, spot, kind).note(saying(land, code))
    }

    /// A document that was attached.
    pub fn attached(at: i64, spot: &'static Spot, code: &str) -> Self {
        Self::new(at, spot, Text::read(code).map(|code| Kind::Attached { code, document: None }))
    }

    /// With a reason.
    pub fn reason(mut self, reason: &str) -> Self {
        self.reason = Text::read(reason);
        self
    }

    /// With a note.
    pub fn note(mut self, note: &str) -> Self {
        self.note = Text::read(note);
        self
    }

    /// With the authority that acts.
    pub fn authority(mut self, authority: &str) -> Self {
        self.authority = Text::read(authority);
        self
    }

    /// With the party that must act.
    pub fn responsible(mut self, responsible: &str) -> Self {
        self.responsible = Text::read(responsible);
        self
    }

    fn event(self, actor: &str) -> Option<Event> {
        Some(Event {
            occurred: Stamp::new(Instant::from_seconds(self.at)?, self.spot.east * HOUR as i32)?,
            kind: self.kind?,
            place: PlaceCode::read(self.spot.code),
            reason: self.reason,
            note: self.note,
            authority: self.authority,
            responsible: self.responsible,
            actor: Text::read(actor),
        })
    }
}

/// What a customs code says, in its country's words.
fn saying(land: Land, code: &str) -> &'static str {
    match (land, code) {
        (Land::China, "1") => "电子口岸已暂存",
        (Land::China, "2") => "电子口岸申报中",
        (Land::China, "3") => "发送海关成功",
        (Land::China, "100") => "海关退单",
        (Land::China, "120") => "海关入库",
        (Land::China, "300") => "人工审核",
        (Land::China, "399") => "海关审结",
        (Land::China, "500") => "查验",
        (Land::China, "502") => "扣留移送缉私",
        (Land::China, "700") => "退运",
        (Land::China, "800") => "放行",
        (Land::China, "899") => "结关",
        (Land::Russia, "10") => "Выпуск разрешён",
        (Land::Russia, "11") => "Выпуск под обеспечение",
        (Land::Russia, "21") => "Условный выпуск",
        (Land::Russia, "77") => "Выпуск приостановлен",
        (Land::Russia, "90") => "Отказ в выпуске",
        _ => "",
    }
}

/// One act: what one person recorded at once.
#[derive(Debug, Clone)]
struct Act {
    recorded: i64,
    actor: String,
    events: Vec<(Id, Event)>,
}

/// All acts on one shipment.
#[derive(Debug, Clone)]
pub struct Script {
    acts: Vec<Act>,
    next: Id,
    /// When the last act was recorded that must not be overtaken.
    chained: i64,
    /// When the first was.
    opened: i64,
}

/// A command before it has its moment in the world.
#[derive(Debug, Clone)]
pub struct Pending {
    /// When it is recorded, in microseconds.
    pub at: i64,
    /// The shipment.
    pub shipment: Reference,
    /// Who acted.
    pub actor: String,
    /// Its events with their numbers.
    pub events: Vec<(u32, Event)>,
}

impl Script {
    /// A script whose first act is recorded at that microsecond.
    pub fn opened(at: i64) -> Self {
        Self { acts: Vec::new(), next: 1, chained: at, opened: at }
    }

    /// Records an act, the first one when the script was opened; a chained one is never recorded before another chained one that stands before it, for
    /// stages and holds only make sense in their order. Gives the first event's id; the others' follow.
    pub fn record(&mut self, at: i64, is_chained: bool, actor: &str, drafts: Vec<Draft>) -> Id {
        /// Between two acts entered one after the other.
        const BREATH: i64 = 41_000_000;
        let recorded = match (self.acts.is_empty(), is_chained) {
            (true, _) => self.opened,
            (false, true) => at.max(self.chained + BREATH),
            (false, false) => at.max(self.opened + BREATH),
        };
        if is_chained {
            self.chained = recorded;
        }
        let first = self.next;
        self.next += drafts.len() as Id;
        let events = drafts.into_iter().zip(first..).filter_map(|(draft, id)| Some((id, draft.event(actor)?))).collect();
        self.acts.push(Act { recorded, actor: actor.to_owned(), events });
        first
    }

    /// When the last chained act was recorded.
    pub fn last_recorded(&self) -> i64 {
        self.chained
    }

    /// A script for a part that leaves with the last act: it knows the same ids, and nothing yet.
    pub fn part(&self) -> Self {
        Self { acts: Vec::new(), next: self.next, chained: self.chained, opened: self.chained }
    }

    /// Puts what was inherited behind the registration of a part.
    pub fn inherit(&mut self, copies: Vec<(Id, Event)>) {
        if let Some(first) = self.acts.first_mut() {
            let after = first.events.len().min(1);
            first.events.splice(after..after, copies);
        }
    }

    /// What a part inherits that leaves with the event `split`: rule 25.
    pub fn heritage(&mut self, split: Id) -> Vec<(Id, Event)> {
        self.sort();
        let holds_split = |act: &Act| act.events.iter().any(|(id, _)| *id == split);
        let Some(last) = self.acts.iter().position(holds_split) else { return Vec::new() };
        let known = || self.acts[..=last].iter().flat_map(|act| &act.events);
        let Some(left_at) = known().find(|(id, _)| *id == split).map(|(_, event)| event.occurred.instant) else { return Vec::new() };
        let is_retracted = |id: Id| known().any(|(_, event)| matches!(event.kind, Kind::Retracted { refers_to } if refers_to == id));
        let is_copied = |event: &Event| {
            event.occurred.instant <= left_at
                && matches!(
                    event.kind,
                    Kind::Entered(_)
                        | Kind::Skipped(_)
                        | Kind::Held { .. }
                        | Kind::Released { .. }
                        | Kind::Milestone { .. }
                        | Kind::Customs { .. }
                )
        };
        known().filter(|(id, event)| is_copied(event) && !is_retracted(*id)).cloned().collect()
    }

    /// The commands, in order, that are recorded before `end`.
    pub fn commands(mut self, shipment: &Reference, end: i64) -> VecDeque<Pending> {
        self.sort();
        let mut numbers = BTreeMap::new();
        let mut commands = VecDeque::new();
        for act in self.acts.into_iter().take_while(|act| act.recorded < end) {
            let mut events = Vec::with_capacity(act.events.len());
            for (id, event) in act.events {
                let number = numbers.len() as u32 + 1;
                numbers.insert(id, number);
                let named = event.refers_to().and_then(|id| numbers.get(&id)).copied();
                events.push((number, if let Some(named) = named { event.referring_to(named) } else { event }));
            }
            if !events.is_empty() {
                commands.push_back(Pending { at: act.recorded, shipment: shipment.clone(), actor: act.actor, events });
            }
        }
        commands
    }

    fn sort(&mut self) {
        self.acts.sort_by_key(|act| act.recorded);
    }
}

/// Barcodes as an event carries them.
pub fn parcels(codes: &[String]) -> Option<Parcels> {
    Parcels::read(&codes.join(" "))
}
