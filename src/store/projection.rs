//! Projections as rows: what the timeline makes of one shipment's events, now and version by version. Pure:
//! the ledger writes them as events come, `check` makes them anew and compares.

use std::sync::Arc;

use diesel::prelude::*;

use super::schema::{doubted_milestones, ended_clocks, holds, running_clocks, shipment_summary, standings, visits};
use crate::domain;
use crate::domain::clock::State;
use crate::domain::codes::{Cell, Currency, PlaceCode, Text};
use crate::domain::details::Details;
use crate::domain::event::{Kind, Recorded};
use crate::domain::history::command_ends;
use crate::domain::intervals::Intervals;
use crate::domain::milestones;
use crate::domain::refusal::Refusal;
use crate::domain::replay::{EndedBy, Replay};
use crate::domain::shipment_state::{ShipmentState, StageSet};
use crate::domain::stage::{ClockName, Stage};
use crate::domain::time::Instant;

/// Stands for an instant that is not there, so that nothing sorted has a NULL.
pub const NEVER: i64 = i64::MAX;

/// Declares a row that is inserted and compared.
macro_rules! row {
    ($(#[$meta:meta])* $name:ident in $table:ident { $($field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Insertable)]
        #[diesel(table_name = $table, treat_none_as_default_value = false)]
        pub struct $name { $(pub(super) $field: $type),+ }
    };
}

row! {
    /// Where a shipment is now.
    SummaryRow in shipment_summary {
        shipment: i64, reference: String, recorded_at: i64, registered_at: i64, stage: Option<&'static str>,
        stage_since: i64, stage_accrued: i64, stage_target: i64, stages: i16, outcome: Option<&'static str>,
        closed_at: i64, delivered_at: i64, open_holds: i32, held_since: i64, held_reason: Option<String>, responsible: Option<String>,
        milestone: Option<String>, place: Option<String>, mode: Option<&'static str>, origin: Option<String>,
        destination: Option<String>, carrier: Option<String>, goods: Option<String>, value: Option<String>,
        promised: i16, promise_start: i64, promise_target: i64, due_at: i64, risk_at: i64,
        promise_end: i64, promise_state: i16, intervals: String,
    }
}
row! {
    /// A visit.
    VisitRow in visits { shipment: i64, ordinal: i32, stage: &'static str, place: Option<String>, entered_at: i64, left_at: i64 }
}
row! {
    /// A hold.
    HoldRow in holds {
        shipment: i64, number: i32, reason: String, pauses: bool, authority: Option<String>, responsible: Option<String>,
        place: Option<String>, held_at: i64, ended_at: i64, ended_by: Option<&'static str>,
    }
}
row! {
    /// A milestone that cannot be as it stands.
    #[derive(Copy)]
    DoubtRow in doubted_milestones { shipment: i64, number: i32, why: &'static str, other: i32 }
}
row! {
    /// A version of a clock that has ended or was stopped.
    #[derive(Copy)]
    EndedRow in ended_clocks {
        clock: i16, ended_at: i64, shipment: i64, known_from: i64, known_to: i64, started_at: i64, outcome: i16,
        partial: i16, gross: i64, net: i64, target: i64,
    }
}
row! {
    /// A version of a clock that runs.
    #[derive(Copy)]
    RunningRow in running_clocks {
        known_to: i64, clock: i16, shipment: i64, known_from: i64, started_at: i64, since: i64, accrued: i64, target: i64,
    }
}
row! {
    /// A version of what reports count and filter by.
    StandingRow in standings {
        known_to: i64, shipment: i64, known_from: i64, outcome: Option<&'static str>, origin: Option<String>, destination: Option<String>,
    }
}

impl EndedRow {
    /// The order of the table.
    pub(super) fn key(&self) -> (i16, i64, i64, i64) {
        (self.clock, self.ended_at, self.shipment, self.known_from)
    }
}

/// A row that holds from one recording until another supersedes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// Of a clock that has ended or was stopped.
    Ended(EndedRow),
    /// Of a clock that runs.
    Running(RunningRow),
    /// Of the standing.
    Standing(StandingRow),
}

impl Version {
    /// When it became known, and until when it holds.
    pub(super) fn known(&mut self) -> (&mut i64, &mut i64) {
        match self {
            Self::Ended(row) => (&mut row.known_from, &mut row.known_to),
            Self::Running(row) => (&mut row.known_from, &mut row.known_to),
            Self::Standing(row) => (&mut row.known_from, &mut row.known_to),
        }
    }

    /// Whether another says the same, whenever it became known.
    fn says_as(&self, other: &Self) -> bool {
        let (mut mine, mut theirs) = (self.clone(), other.clone());
        for version in [&mut mine, &mut theirs] {
            let (from, to) = version.known();
            (*from, *to) = (0, 0);
        }
        mine == theirs
    }

    fn closed_at(mut self, known_to: i64) -> Self {
        *self.known().1 = known_to;
        self
    }
}

/// The rows of one shipment that hold now: the standing first, then the clocks in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    pub(super) now: Option<SummaryRow>,
    /// Shared with what is stored, so that neither is compared nor copied as long as it is the same.
    pub(super) words: Arc<Vec<String>>,
    pub(super) visits: Vec<VisitRow>,
    pub(super) holds: Vec<HoldRow>,
    pub(super) doubts: Vec<DoubtRow>,
    pub(super) versions: [Option<Version>; 9],
}

impl Rows {
    /// All rows of a shipment, made from its events alone, with the versions that were superseded.
    pub fn rebuild(shipment: i64, reference: &str, events: &[Recorded]) -> Result<(Self, Vec<Version>), Refusal> {
        let (mut rows, mut superseded) = (Self::default(), Vec::new());
        let mut begun = 0;
        for end in command_ends(events) {
            let command = &events[std::mem::replace(&mut begun, end)..end];
            // What moves nothing supersedes no version.
            if end < events.len() && !command.iter().any(|recorded| recorded.event.kind.moves()) {
                continue;
            }
            let replay = Replay::new(&events[..end])?;
            superseded.extend(rows.advance_but_words(shipment, reference, &replay, &events[..end]));
            // Words are of the whole: those of earlier commands would be made for nothing.
            if end == events.len() {
                rows.words = Arc::new(words(reference, &replay));
            }
        }
        Ok((rows, superseded))
    }

    /// Whether the shipment is open.
    pub fn is_open(&self) -> bool {
        self.now.as_ref().is_some_and(|now| now.outcome.is_none())
    }

    /// Moves on to a replay with one more command; gives the versions that this supersedes, with their end.
    pub fn advance(&mut self, shipment: i64, reference: &str, replay: &Replay<'_>, events: &[Recorded]) -> Vec<Version> {
        if let Some(last) = events.last()
            && (self.words.is_empty() || events.iter().rev().take_while(|event| event.recorded_at == last.recorded_at).any(names))
        {
            self.words = Arc::new(words(reference, replay));
        }
        self.advance_but_words(shipment, reference, replay, events)
    }

    /// The rows that hold now, of a replay of the whole history; when each version became known is not worked out.
    pub fn now(shipment: i64, reference: &str, events: &[Recorded]) -> Result<Self, Refusal> {
        let mut rows = Self::default();
        rows.advance(shipment, reference, &Replay::new(events)?, events);
        Ok(rows)
    }

    fn advance_but_words(&mut self, shipment: i64, reference: &str, replay: &Replay<'_>, events: &[Recorded]) -> Vec<Version> {
        let Some(last) = events.last() else { return Vec::new() };
        let known_from = last.recorded_at.micros();
        self.now = Some(summary_row(shipment, reference, replay, last));
        self.visits = visit_rows(shipment, replay);
        self.holds = hold_rows(shipment, replay);
        self.doubts = doubt_rows(shipment, replay);
        let mut superseded = Vec::new();
        for (mine, mut next) in self.versions.iter_mut().zip(versions(shipment, replay)) {
            if let (Some(mine), Some(next)) = (mine.as_ref(), next.as_ref())
                && mine.says_as(next)
            {
                continue;
            }
            if let Some(next) = &mut next {
                *next.known().0 = known_from;
            }
            superseded.extend(mine.take().map(|old| old.closed_at(known_from)));
            *mine = next;
        }
        superseded
    }
}

/// Whether an event can change what a shipment is found by.
fn names(recorded: &Recorded) -> bool {
    matches!(recorded.event.kind, Kind::Registered { .. } | Kind::Amended(_) | Kind::Packed(_) | Kind::Unpacked(_) | Kind::Retracted { .. })
}

fn text(code: Option<&PlaceCode>) -> Option<String> {
    code.map(|code| code.as_str().to_owned())
}

fn seconds(instant: Option<Instant>) -> i64 {
    instant.map_or(NEVER, Instant::seconds)
}

fn summary_row(shipment: i64, reference: &str, replay: &Replay<'_>, last: &Recorded) -> SummaryRow {
    let state = ShipmentState::from_replay(replay);
    let run = state.commitment.and_then(|commitment| commitment.run);
    let (promise_end, promise_state) = match run.map(|run| run.state) {
        None | Some(State::Running) => (NEVER, 0),
        Some(State::Ended(end)) => (end.seconds(), 1),
        Some(State::Stopped(end, _)) => (end.seconds(), 2),
    };
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let cell = |text: Option<&Text>| text.map(|text| text.as_str().to_owned());
    SummaryRow {
        shipment,
        reference: reference.to_owned(),
        recorded_at: last.recorded_at.micros(),
        registered_at: seconds(replay.registered.map(|recorded| recorded.event.occurred.instant)),
        stage: state.stage.map(|now| now.stage.word()),
        stage_since: seconds(state.stage.map(|now| now.since)),
        stage_accrued: state.stage.map_or(0, |now| now.accrued),
        stage_target: state.stage.and_then(|now| now.target).unwrap_or(0),
        stages: stage_bits(replay.entered_stages(), replay.skipped_stages()),
        outcome: state.outcome.map(|(outcome, _)| outcome.word()),
        closed_at: seconds(state.outcome.map(|(_, at)| at)),
        delivered_at: seconds(state.delivered_at),
        open_holds: i32::try_from(state.open_holds).unwrap_or(i32::MAX),
        held_since: seconds(state.hold.map(|hold| hold.since)),
        held_reason: owned(state.hold.and_then(|hold| hold.reason)),
        responsible: owned(state.hold.and_then(|hold| hold.responsible)),
        milestone: owned(state.milestone),
        place: owned(state.place),
        mode: replay.detail(|details| details.mode).map(|mode| mode.word()),
        origin: text(replay.detail(|details| details.origin.as_ref())),
        destination: text(replay.detail(|details| details.destination.as_ref())),
        carrier: cell(replay.detail(|details| details.carrier.as_ref())),
        goods: cell(replay.detail(|details| details.goods.as_ref())),
        value: value(replay),
        promised: state.commitment.map_or(-1, |commitment| commitment.clock.index() as i16),
        promise_start: seconds(run.map(|run| run.start)),
        promise_target: state.commitment.map_or(0, |commitment| commitment.target),
        due_at: seconds(run.filter(|run| run.state == State::Running).map(|run| run.due)),
        risk_at: seconds(run.and_then(|run| run.risk_from)),
        promise_end,
        promise_state,
        intervals: Intervals::from_replay(replay).to_text(),
    }
}

/// Both sets of stages in one number.
fn stage_bits(entered: StageSet, skipped: StageSet) -> i16 {
    entered.bits() | skipped.bits() << Stage::ALL.len()
}

/// The stages that a row says were entered, and those that were skipped.
pub(super) fn stage_sets(bits: i16) -> (StageSet, StageSet) {
    let entered = (1 << Stage::ALL.len()) - 1;
    (StageSet::from_bits(bits & entered), StageSet::from_bits(bits >> Stage::ALL.len()))
}

/// The declared value, less what left with splits, with its currency.
fn value(replay: &Replay<'_>) -> Option<String> {
    let is_split = replay.events.iter().any(|recorded| matches!(recorded.event.kind, Kind::Split { .. }));
    let value = if is_split { replay.details().value } else { replay.detail(|details| details.value.clone()) };
    let currency = replay.detail(|details| details.currency.as_ref());
    value.map(|value| format!("{} {}", value.text(), currency.map_or("", Currency::as_str)))
}

/// The words that a shipment is found by, in their order.
fn words(reference: &str, replay: &Replay<'_>) -> Vec<String> {
    let mut words = vec![domain::search_terms::whole_reference(reference)];
    domain::search_terms::add(&mut words, reference);
    let numbers: [fn(&Details) -> Option<&Text>; 2] =
        [|details| details.declaration_number.as_ref(), |details| details.master_waybill.as_ref()];
    let names: [fn(&Details) -> Option<&Text>; 6] = [
        |details| details.goods.as_ref(),
        |details| details.consignor.as_ref(),
        |details| details.consignee.as_ref(),
        |details| details.carrier.as_ref(),
        |details| details.broker.as_ref(),
        |details| details.bank.as_ref(),
    ];
    for text in numbers.into_iter().chain(names).filter_map(|text| replay.detail(text)) {
        domain::search_terms::add(&mut words, text.as_str());
    }
    let names = names.into_iter().filter_map(|name| replay.detail(name));
    words.extend(names.filter_map(|name| domain::search_terms::whole_name(name.as_str())));
    for line in replay.detail(|details| details.goods_lines.as_ref()).map(|lines| lines.lines()).unwrap_or_default() {
        domain::search_terms::add(&mut words, &line.description);
        words.extend(domain::search_terms::whole_name(&line.description));
    }
    let papers = [replay.detail(|details| details.declaration_number.as_ref()), replay.detail(|details| details.master_waybill.as_ref())];
    words.extend(papers.into_iter().flatten().filter_map(|number| domain::search_terms::whole_paper(number.as_str())));
    for code in replay.parcels() {
        domain::search_terms::add(&mut words, code);
        words.push(domain::search_terms::whole_parcel(code));
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn visit_rows(shipment: i64, replay: &Replay<'_>) -> Vec<VisitRow> {
    let row = |(ordinal, visit): (i32, &crate::domain::replay::Visit<'_>)| VisitRow {
        shipment,
        ordinal,
        stage: visit.stage.word(),
        place: text(visit.entered.event.place.as_ref()),
        entered_at: visit.entered_at.seconds(),
        left_at: seconds(visit.left_at),
    };
    (1..).zip(&replay.visits).map(row).collect()
}

fn hold_rows(shipment: i64, replay: &Replay<'_>) -> Vec<HoldRow> {
    let owned = |cell: &Option<crate::domain::codes::Text>| cell.as_ref().map(|text| text.text().into_owned());
    let mut rows: Vec<HoldRow> = replay
        .holds
        .iter()
        .map(|hold| HoldRow {
            shipment,
            number: hold.held.number.cast_signed(),
            reason: owned(&hold.held.event.reason).unwrap_or_default(),
            pauses: hold.pauses,
            authority: owned(&hold.held.event.authority),
            responsible: owned(&hold.held.event.responsible),
            place: text(hold.held.event.place.as_ref()),
            held_at: hold.held_at.seconds(),
            ended_at: seconds(hold.ended.map(|(end, _)| end)),
            ended_by: hold.ended.map(|(_, by)| if by == EndedBy::Outcome { "outcome" } else { "released" }),
        })
        .collect();
    rows.sort_by_key(|row| row.number);
    rows
}

fn doubt_rows(shipment: i64, replay: &Replay<'_>) -> Vec<DoubtRow> {
    let row = |doubt: milestones::DoubtedMilestone<'_>| DoubtRow {
        shipment,
        number: doubt.milestone.number.cast_signed(),
        why: doubt.why.word(),
        other: doubt.other.number.cast_signed(),
    };
    milestones::doubted(replay).into_iter().map(row).collect()
}

fn versions(shipment: i64, replay: &Replay<'_>) -> [Option<Version>; 9] {
    let mut versions = std::array::from_fn(|_| None);
    versions[0] = Some(Version::Standing(StandingRow {
        known_to: NEVER,
        shipment,
        known_from: 0,
        outcome: replay.outcome().map(|close| close.outcome.word()),
        origin: text(replay.detail(|details| details.origin.as_ref())),
        destination: text(replay.detail(|details| details.destination.as_ref())),
    }));
    for (slot, name) in versions[1..].iter_mut().zip(ClockName::ALL) {
        *slot = clock_version(shipment, replay, *name);
    }
    versions
}

fn clock_version(shipment: i64, replay: &Replay<'_>, name: ClockName) -> Option<Version> {
    let clock = replay.clock(name).filter(|clock| !replay.is_inherited(clock))?;
    let (known_from, known_to) = (0, NEVER);
    let (number, started_at) = (name.index() as i16, clock.start.seconds());
    let target = clock.target.map_or(0, |target| target.seconds());
    let (ended, outcome) = match clock.state {
        State::Running => {
            let since = clock.since.seconds();
            return Some(Version::Running(RunningRow {
                known_to,
                clock: number,
                shipment,
                known_from,
                started_at,
                since,
                accrued: clock.accrued.gross,
                target,
            }));
        }
        State::Ended(end) => (end, 0),
        State::Stopped(end, outcome) => (end, outcome as i16),
    };
    Some(Version::Ended(EndedRow {
        clock: number,
        ended_at: ended.seconds(),
        shipment,
        known_from,
        known_to,
        started_at,
        outcome,
        partial: clock.partial.into(),
        gross: clock.accrued.gross,
        net: clock.accrued.net,
        target,
    }))
}
