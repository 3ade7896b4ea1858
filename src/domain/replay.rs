//! The replay of a shipment: its events in replay order, folded into visits, holds and an outcome, or the
//! rule that is broken with the event and the earlier one in the way. timeline.md §1 rule 5, §2, §3.
//! What it means at a moment (what runs, how long) is the timeline's business.

use std::collections::{HashMap, HashSet};

use super::codes::{Classifier, PlaceCode};
use super::details::Details;
use super::event::{Event, Kind, Received, Recorded};
use super::identifier;
use super::measure::{OpenSpan, Span};
use super::parcel::Parcels;
use super::refusal::{Refusal, Rule};
use super::stage::{Outcome, Stage};
use super::time::Instant;

/// One stay in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit<'h> {
    /// The stage.
    pub stage: Stage,
    /// When it was entered.
    pub entered_at: Instant,
    /// When it was left, unless it is still open.
    pub left_at: Option<Instant>,
    /// The event that opened it.
    pub entered: &'h Recorded,
}

/// What ended a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// Its `released`, by number.
    Released(u32),
    /// An exception outcome.
    Outcome,
}

/// One hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold<'h> {
    /// The event that opened it.
    pub held: &'h Recorded,
    /// Whether it is taken off net times.
    pub pauses: bool,
    /// When it began.
    pub held_at: Instant,
    /// When it ended, and by what, unless it is open.
    pub ended: Option<(Instant, EndedBy)>,
}

impl Visit<'_> {
    /// From its beginning to its end, or to `until` while it is open.
    pub fn span(&self, until: Instant) -> Span {
        (self.entered_at, self.left_at.unwrap_or(until).max(self.entered_at))
    }
}

impl Hold<'_> {
    /// From its beginning to its end.
    pub fn span(&self) -> OpenSpan {
        (self.held_at, self.ended.map(|(end, _)| end))
    }
}

/// How and when a history closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Close<'h> {
    /// How.
    pub outcome: Outcome,
    /// When.
    pub at: Instant,
    /// The event.
    pub event: &'h Recorded,
}

/// A history in replay order, folded.
#[derive(Debug, Clone)]
pub struct Replay<'h> {
    /// The events that count, in replay order.
    pub events: Vec<&'h Recorded>,
    /// The registration, number 1.
    pub registered: Option<&'h Recorded>,
    /// The visits, in order; they neither overlap nor leave gaps.
    pub visits: Vec<Visit<'h>>,
    /// The stages that were skipped, whether entered later or not.
    pub skipped: Vec<(Stage, &'h Recorded)>,
    /// The holds, in replay order of their beginning.
    pub holds: Vec<Hold<'h>>,
    /// For each hold the last second in which it or one before it stood, so that those of a span are found at once.
    reach: Vec<i64>,
    /// The outcome that ended it and its clocks.
    pub close: Option<Close<'h>>,
    /// That goods came back after they were delivered: no clock knows of it (rule 13b).
    pub returned: Option<Close<'h>>,
}

/// What is outstanding of a delivery in part (rule 13c).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outstanding {
    /// Parcels that were packed and not received.
    pub parcels: Vec<String>,
    /// Packages that were not received, where they were counted.
    pub packages: Option<u32>,
}

/// The code of a scan by which a parcel is received.
const RECEIVED: &str = "received";

impl<'h> Replay<'h> {
    /// Folds the events of a history, which stand by number and passed the rules by number.
    pub fn new(history: &'h [Recorded]) -> Result<Self, Refusal> {
        let mut replay = Self {
            events: in_replay_order(history),
            registered: history.first(),
            visits: Vec::new(),
            skipped: Vec::new(),
            holds: Vec::new(),
            reach: Vec::new(),
            close: None,
            returned: None,
        };
        replay.find_outcome()?;
        replay.match_releases()?;
        replay.walk_stages()?;
        replay.take_splits()?;
        Ok(replay)
    }

    /// How and when it is over: by the return, where it came back after its delivery.
    pub fn outcome(&self) -> Option<Close<'h>> {
        self.returned.or(self.close)
    }

    /// When it was delivered, whatever came after.
    pub fn delivered_at(&self) -> Option<Instant> {
        self.close.filter(|close| close.outcome == Outcome::Delivered).map(|close| close.at)
    }

    /// What is still to be received, where a delivery said that not all was; none where nothing is.
    pub fn outstanding(&self) -> Option<Outstanding> {
        let delivery = self.close?.event;
        let Kind::Closed { received, .. } = &delivery.event.kind else { return None };
        if *received == Received::default() {
            return None;
        }
        let later = self.events.iter().skip_while(|recorded| !std::ptr::eq(**recorded, delivery));
        let scans = later.filter_map(|recorded| match &recorded.event.kind {
            Kind::Scanned { parcels, code: Some(code), .. } if code.as_str() == RECEIVED => Some(parcels),
            _ => None,
        });
        let named: HashSet<String> = received.parcels.iter().flat_map(Parcels::codes).map(identifier::key).collect();
        let scanned: HashSet<String> = scans.flat_map(Parcels::codes).map(identifier::key).filter(|key| !named.contains(key)).collect();
        let packages = received.packages.and_then(|packages| {
            let all = self.details().packages?;
            Some(all.saturating_sub(packages).saturating_sub(u32::try_from(scanned.len()).unwrap_or(u32::MAX)))
        });
        let parcels = received.parcels.as_ref().map(|_| {
            let is_out = |code: &&str| !named.contains(&identifier::key(code)) && !scanned.contains(&identifier::key(code));
            self.parcels().into_iter().filter(is_out).map(str::to_owned).collect()
        });
        let outstanding = Outstanding { parcels: parcels.unwrap_or_default(), packages };
        let is_any = !outstanding.parcels.is_empty() || outstanding.packages.is_some_and(|packages| packages > 0);
        is_any.then_some(outstanding)
    }

    /// The stage it is in: none before the first entry and after the outcome.
    pub fn stage(&self) -> Option<&Visit<'h>> {
        self.visits.last().filter(|visit| visit.left_at.is_none())
    }

    /// Where it was last seen: the place of the last event that moved or showed it, and names one. Where someone
    /// wrote a note, amended, corrected, listed parcels or spoke for customs is not where the goods are.
    pub fn place(&self) -> Option<&'h PlaceCode> {
        let seen = |recorded: &&&'h Recorded| match &recorded.event.kind {
            Kind::Noted | Kind::Amended(_) | Kind::Retracted { .. } | Kind::Attached { .. } | Kind::Customs { .. } => false,
            Kind::Packed(_) | Kind::Unpacked(_) => false,
            kind => !kind.may_lie_ahead(),
        };
        self.events.iter().rev().filter(seen).find_map(|recorded| recorded.event.place.as_ref())
    }

    /// One detail, as the last amendment that has it leaves it: cheaper than all of them.
    pub fn detail<T>(&self, of: impl Fn(&'h Details) -> Option<T>) -> Option<T> {
        let amended = self.events.iter().rev().filter_map(|recorded| match &recorded.event.kind {
            Kind::Amended(details) => Some(&**details),
            _ => None,
        });
        let registered = self.registered.and_then(|recorded| recorded.event.kind.details());
        amended.chain(registered).find_map(of)
    }

    /// The details as they stand: registered's, overlaid and lessened in replay order (rule 24).
    pub fn details(&self) -> Details {
        let mut details = self.registered.and_then(|recorded| recorded.event.kind.details()).cloned().unwrap_or_default();
        for recorded in &self.events {
            match &recorded.event.kind {
                Kind::Amended(amended) => details.overlay(amended),
                // A valid history takes no more than there is.
                Kind::Split { leaving, .. } => drop(details.lessen(leaving)),
                _ => {}
            }
        }
        details
    }

    /// The parcels that it has: packed less unpacked, in the order in which they were packed.
    pub fn parcels(&self) -> Vec<&'h str> {
        let mut codes: Vec<(String, &'h str)> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        for recorded in &self.events {
            match &recorded.event.kind {
                Kind::Packed(parcels) => {
                    let keyed = parcels.codes().map(|code| (identifier::key(code), code));
                    codes.extend(keyed.filter(|(key, _)| known.insert(key.clone())));
                }
                Kind::Unpacked(parcels) => {
                    for code in parcels.codes() {
                        known.remove(&identifier::key(code));
                    }
                    codes.retain(|(key, _)| known.contains(key));
                }
                _ => {}
            }
        }
        codes.into_iter().map(|(_, code)| code).collect()
    }

    /// The parcels of the shipment by the form in which codes are compared, each with the event by which it joined.
    pub fn packed(&self) -> HashMap<String, &'h Recorded> {
        let mut packed = HashMap::new();
        for recorded in &self.events {
            match &recorded.event.kind {
                Kind::Packed(parcels) => packed.extend(parcels.codes().map(|code| (identifier::key(code), *recorded))),
                Kind::Unpacked(parcels) => {
                    for code in parcels.codes() {
                        packed.remove(&identifier::key(code));
                    }
                }
                _ => {}
            }
        }
        packed
    }

    /// The last milestone that took place.
    pub fn milestone(&self) -> Option<&'h str> {
        self.events.iter().rev().find_map(|recorded| match &recorded.event.kind {
            Kind::Milestone { code, classifier: None | Some(Classifier::Actual) } => Some(code.as_str()),
            _ => None,
        })
    }

    /// Rules 13 and 13b: at most one outcome, but for one return after a delivery, and nothing that moves the shipment
    /// after it.
    fn find_outcome(&mut self) -> Result<(), Refusal> {
        for recorded in &self.events {
            let moves = matches!(
                recorded.event.kind,
                Kind::Entered(_) | Kind::Skipped(_) | Kind::Held { .. } | Kind::Released { .. } | Kind::Split { .. } | Kind::Closed { .. }
            );
            let closes = |outcome: Outcome| Some(Close { outcome, at: recorded.event.occurred.instant, event: recorded });
            match (self.outcome(), &recorded.event.kind) {
                (None, Kind::Closed { outcome, .. }) => self.close = closes(*outcome),
                (Some(close), Kind::Closed { outcome: Outcome::Returned, .. }) if close.outcome == Outcome::Delivered => {
                    self.returned = closes(Outcome::Returned);
                }
                (Some(close), _) if moves => return Err(refusal(Rule::AfterOutcome, recorded, Some(close.event))),
                _ => {}
            }
        }
        Ok(())
    }

    /// Rules 14 to 16: which release ends which hold. Those that name their hold choose first.
    fn match_releases(&mut self) -> Result<(), Refusal> {
        self.holds = self.events.iter().filter_map(|recorded| hold(recorded)).collect();
        let by_number: HashMap<u32, usize> = self.holds.iter().enumerate().map(|(at, hold)| (hold.held.number, at)).collect();
        let releases = || self.events.iter().enumerate().filter(|(_, recorded)| matches!(recorded.event.kind, Kind::Released { .. }));
        let (naming, nameless): (Vec<_>, Vec<_>) = releases().partition(|(_, recorded)| recorded.event.refers_to().is_some());
        let mut first_refused: Option<(usize, Refusal)> = None;
        let mut open = OpenHolds::default();
        for (at, recorded) in naming.into_iter().chain(nameless) {
            let chosen = match recorded.event.refers_to() {
                Some(number) => named_hold(&self.holds, by_number.get(&number).copied(), recorded),
                None => open.only(&self.holds, recorded),
            };
            match chosen {
                Ok(index) => {
                    self.holds[index].ended = Some((recorded.event.occurred.instant, EndedBy::Released(recorded.number)));
                }
                Err(refused) if first_refused.is_none_or(|(earliest, _)| at < earliest) => first_refused = Some((at, refused)),
                Err(_) => {}
            }
        }
        if let Some((_, refused)) = first_refused {
            return Err(refused);
        }
        if let Some(close) = self.close.filter(|close| close.outcome.is_exception()) {
            for open in self.holds.iter_mut().filter(|hold| hold.ended.is_none()) {
                open.ended = Some((close.at, EndedBy::Outcome));
            }
        }
        let mut reach = i64::MIN;
        for hold in &self.holds {
            reach = reach.max(hold.ended.map_or(i64::MAX, |(end, _)| end.seconds()));
            self.reach.push(reach);
        }
        Ok(())
    }

    /// The holds that may have a part in a span.
    pub(super) fn holds_within(&self, span: Span) -> &[Hold<'h>] {
        holds_within(&self.holds, &self.reach, span)
    }

    /// Rules 9 to 13 and 17: from stage to stage.
    fn walk_stages(&mut self) -> Result<(), Refusal> {
        for at in 0..self.events.len() {
            let recorded = self.events[at];
            match recorded.event.kind {
                Kind::Entered(stage) => self.enter(stage, recorded)?,
                Kind::Skipped(stage) => self.skip(stage, recorded)?,
                Kind::Closed { outcome, .. } if self.close.is_some_and(|close| std::ptr::eq(close.event, recorded)) => {
                    self.end(outcome, recorded)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn enter(&mut self, stage: Stage, recorded: &'h Recorded) -> Result<(), Refusal> {
        let at = recorded.event.occurred.instant;
        if let Some(current) = self.visits.last_mut() {
            if current.stage == stage {
                return Err(refusal(Rule::AlreadyInStage, recorded, Some(current.entered)));
            }
            if stage < current.stage && recorded.event.reason.is_none() {
                return Err(refusal(Rule::BackWithoutReason, recorded, Some(current.entered)));
            }
            let around = |hold: &&Hold<'_>| hold.held_at < at && hold.ended.is_none_or(|(end, _)| at < end);
            if let Some(hold) = holds_within(&self.holds, &self.reach, (at, at)).iter().find(around) {
                return Err(refusal(Rule::HoldOpen, recorded, Some(hold.held)));
            }
            current.left_at = Some(at);
        }
        self.visits.push(Visit { stage, entered_at: at, left_at: None, entered: recorded });
        Ok(())
    }

    fn skip(&mut self, stage: Stage, recorded: &'h Recorded) -> Result<(), Refusal> {
        if let Some(visit) = self.visits.iter().find(|visit| visit.stage == stage) {
            return Err(refusal(Rule::AlreadyEntered, recorded, Some(visit.entered)));
        }
        if let Some((_, earlier)) = self.skipped.iter().find(|(skipped, _)| *skipped == stage) {
            return Err(refusal(Rule::AlreadySkipped, recorded, Some(*earlier)));
        }
        self.skipped.push((stage, recorded));
        Ok(())
    }

    fn end(&mut self, outcome: Outcome, recorded: &'h Recorded) -> Result<(), Refusal> {
        let at = recorded.event.occurred.instant;
        if outcome == Outcome::Delivered {
            if self.visits.is_empty() {
                return Err(refusal(Rule::NoStage, recorded, None));
            }
            if let Some(open) = self.holds.iter().find(|hold| hold.ended.is_none_or(|(end, _)| end > at)) {
                return Err(refusal(Rule::HoldOpen, recorded, Some(open.held)));
            }
        }
        if let Some(visit) = self.visits.last_mut() {
            visit.left_at = Some(at);
        }
        Ok(())
    }

    /// Rule 25: no more leaves than there is.
    fn take_splits(&self) -> Result<(), Refusal> {
        if !self.events.iter().any(|recorded| matches!(recorded.event.kind, Kind::Split { .. })) {
            return Ok(());
        }
        let mut have = self.registered.and_then(|r| r.event.kind.details()).cloned().unwrap_or_default();
        let mut earlier = self.registered;
        for recorded in &self.events {
            match &recorded.event.kind {
                Kind::Amended(amended) => have.overlay(amended),
                Kind::Split { leaving, .. } => {
                    if !have.lessen(leaving) {
                        return Err(refusal(Rule::SplitExceeds, recorded, earlier));
                    }
                    earlier = Some(recorded);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Rule 5, without what was retracted (rule 7).
fn in_replay_order(history: &[Recorded]) -> Vec<&Recorded> {
    let retracted: HashSet<u32> = history
        .iter()
        .filter_map(|recorded| match recorded.event.kind {
            Kind::Retracted { refers_to } => Some(refers_to),
            _ => None,
        })
        .collect();
    let mut live: Vec<&Recorded> = history.iter().filter(|recorded| !retracted.contains(&recorded.number)).collect();
    live.sort_by_key(|recorded| (recorded.event.occurred.instant, turn(&recorded.event), recorded.number));
    live
}

/// What goes first at one instant: `skipped`, then `entered` in the order of the stages, all else, outcomes.
fn turn(event: &Event) -> (u8, Option<Stage>) {
    match event.kind {
        Kind::Skipped(_) => (0, None),
        Kind::Entered(stage) => (1, Some(stage)),
        Kind::Closed { .. } => (3, None),
        _ => (2, None),
    }
}

fn hold(recorded: &Recorded) -> Option<Hold<'_>> {
    match recorded.event.kind {
        Kind::Held { pauses } => Some(Hold { held: recorded, pauses, held_at: recorded.event.occurred.instant, ended: None }),
        _ => None,
    }
}

/// Of holds, which stand by their beginning, those that begin by the end of a span and do not all end before it.
fn holds_within<'a, 'h>(holds: &'a [Hold<'h>], reach: &[i64], (from, to): Span) -> &'a [Hold<'h>] {
    let before = reach.partition_point(|reach| *reach < from.seconds());
    let begun = holds.partition_point(|hold| hold.held_at <= to);
    &holds[before.min(begun)..begun]
}

/// The hold that a release names, if it is there.
fn named_hold(holds: &[Hold<'_>], index: Option<usize>, release: &Recorded) -> Result<usize, Refusal> {
    let Some(index) = index else {
        return Err(refusal(Rule::NoOpenHold, release, None));
    };
    let hold = &holds[index];
    if let Some((_, EndedBy::Released(earlier))) = hold.ended {
        return Err(Refusal { rule: Rule::NoOpenHold, event: release.number, in_the_way: Some(earlier) });
    }
    if hold.held_at > release.event.occurred.instant {
        return Err(refusal(Rule::ReleaseBeforeHold, release, Some(hold.held)));
    }
    Ok(index)
}

/// The holds that are open as releases without a name are met, which stand in replay order.
#[derive(Default)]
struct OpenHolds {
    open: Vec<usize>,
    begun: usize,
}

impl OpenHolds {
    /// The one hold that a release can mean.
    fn only(&mut self, holds: &[Hold<'_>], release: &Recorded) -> Result<usize, Refusal> {
        let at = release.event.occurred.instant;
        while holds.get(self.begun).is_some_and(|hold| hold.held_at <= at) {
            self.open.push(self.begun);
            self.begun += 1;
        }
        self.open.retain(|index| holds[*index].ended.is_none());
        let reason = release.event.reason.as_ref();
        let is_meant = |index: &&usize| reason.is_none() || holds[**index].held.event.reason.as_ref() == reason;
        let mut meant = self.open.iter().filter(is_meant);
        match (meant.next(), meant.next()) {
            (Some(index), None) => Ok(*index),
            (Some(one), Some(_)) => Err(refusal(Rule::HoldAmbiguous, release, Some(holds[*one].held))),
            (None, _) => Err(refusal(Rule::NoOpenHold, release, self.begun.checked_sub(1).map(|last| holds[last].held))),
        }
    }
}

fn refusal(rule: Rule, event: &Recorded, in_the_way: Option<&Recorded>) -> Refusal {
    Refusal { rule, event: event.number, in_the_way: in_the_way.map(|recorded| recorded.number) }
}
