//! The list of shipments, out of the row that each has in `shipment_summary`: filtered, in an order, a page at a time from
//! where the page before ended.

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::projection::stage_sets;
use super::schema::{search_terms, shipment_summary};
use crate::domain::clock::State;
use crate::domain::commitment::{Commitment, CommitmentRun};
use crate::domain::intervals::Intervals;
use crate::domain::lane::Lane;
use crate::domain::named::OFFICE_ITSELF;
use crate::domain::search_terms::{AskedWord, whole_references};
use crate::domain::shipment_state::{OpenHold, ShipmentState, StageNow, progress};
use crate::domain::stage::{ClockName, Outcome, Stage};
use crate::domain::time::Instant;

/// One shipment as it is listed. Instants in seconds; the largest integer is one that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = shipment_summary)]
#[allow(missing_docs)]
pub struct ListedShipment {
    pub shipment: i64,
    pub reference: String,
    pub registered_at: i64,
    pub stage: Option<String>,
    pub stage_since: i64,
    pub stage_accrued: i64,
    pub stage_target: i64,
    pub stages: i16,
    pub outcome: Option<String>,
    pub closed_at: i64,
    pub delivered_at: i64,
    pub open_holds: i32,
    pub held_since: i64,
    pub held_reason: Option<String>,
    pub responsible: Option<String>,
    pub milestone: Option<String>,
    pub place: Option<String>,
    pub mode: Option<String>,
    pub origin: Option<String>,
    pub destination: Option<String>,
    pub carrier: Option<String>,
    pub goods: Option<String>,
    pub value: Option<String>,
    pub promised: i16,
    pub promise_start: i64,
    pub promise_target: i64,
    pub due_at: i64,
    pub risk_at: i64,
    pub promise_end: i64,
    pub promise_state: i16,
    pub intervals: String,
}

/// An instant of a row; none where it is not there.
pub(super) fn instant(seconds: i64) -> Option<Instant> {
    Instant::from_seconds(seconds)
}

impl ListedShipment {
    /// From where to where; none while one of both is unknown.
    pub fn lane(&self) -> Option<Lane> {
        Lane::between(self.origin.as_deref()?, self.destination.as_deref()?)
    }

    /// The declared value, and its currency.
    pub fn money(&self) -> Option<(&str, &str)> {
        self.value.as_deref()?.split_once(' ')
    }

    /// The state of the shipment: what its history says of it.
    pub fn state(&self) -> ShipmentState<'_> {
        let outcome = self.outcome.as_deref().and_then(Outcome::parse).zip(instant(self.closed_at));
        let stage = self.stage.as_deref().and_then(Stage::parse);
        let delivered_at = instant(self.delivered_at);
        let (entered, skipped) = stage_sets(self.stages);
        ShipmentState {
            stage: stage_now(stage, self.stage_since, self.stage_accrued, self.stage_target),
            progress: progress(entered, skipped, stage, delivered_at.is_some()),
            outcome,
            delivered_at,
            open_holds: self.open_holds.unsigned_abs(),
            hold: instant(self.held_since).map(|since| OpenHold {
                since,
                reason: self.held_reason.as_deref(),
                responsible: self.responsible.as_deref(),
            }),
            milestone: self.milestone.as_deref(),
            place: self.place.as_deref(),
            commitment: self.commitment(outcome.map(|(outcome, _)| outcome)),
        }
    }

    /// Its visits and holds; none of a row that another program wrote.
    pub fn intervals(&self) -> Intervals {
        Intervals::parse(&self.intervals).unwrap_or_default()
    }

    fn commitment(&self, outcome: Option<Outcome>) -> Option<Commitment> {
        let clock = usize::try_from(self.promised).ok().and_then(|index| ClockName::ALL.get(index).copied())?;
        let (promised, ended) = ((self.promise_start, self.promise_target), (self.promise_state, self.promise_end));
        Some(Commitment { clock, target: self.promise_target, run: promise_run(promised, ended, outcome, self.risk_at) })
    }
}

/// The promised clock of a row, once it has started.
pub(super) fn promise_run(
    (start, target): (i64, i64),
    (state, end): (i16, i64),
    outcome: Option<Outcome>,
    risk_at: i64,
) -> Option<CommitmentRun> {
    let state = match (state, instant(end), outcome) {
        (1, Some(end), _) => State::Ended(end),
        (2, Some(end), Some(outcome)) => State::Stopped(end, outcome),
        _ => State::Running,
    };
    let (due, start) = (instant(start.saturating_add(target))?, instant(start)?);
    Some(CommitmentRun { start, due, state, risk_from: instant(risk_at) })
}

/// The stage that a row names, with what is spent in it.
pub(super) fn stage_now(stage: Option<Stage>, since: i64, accrued: i64, target: i64) -> Option<StageNow> {
    let (stage, since) = stage.zip(instant(since))?;
    Some(StageNow { stage, since, accrued, target: (target > 0).then_some(target) })
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The open ones first, by what is due; then the closed, the latest first.
    #[default]
    Left,
    /// By reference.
    Reference,
    /// The latest registered first.
    Registered,
}

/// The place of a row in an order: a page begins behind one.
pub type Key = (i64, i64, String);

/// Which shipments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Words, all of which it is found by.
    pub words: Vec<AskedWord>,
    /// Whole names of parties or goods, each of which is as good as all words.
    pub names: Vec<String>,
    /// In this stage.
    pub stage: Option<String>,
    /// On this lane.
    pub lane: Option<Lane>,
    /// In this mode.
    pub mode: Option<String>,
    /// With a carrier who is entered as one of these.
    pub carriers: Vec<String>,
    /// Last seen here.
    pub place: Option<String>,
    /// Open, or not.
    pub open: Option<bool>,
    /// Closed so.
    pub outcome: Option<String>,
    /// On hold now.
    pub held: bool,
    /// On hold now, the first hold for this reason.
    pub reason: Option<String>,
    /// On hold now, and they must act.
    pub responsible: Option<String>,
    /// On hold now, and nobody is named who must act.
    pub nobody_responsible: bool,
    /// In no stage yet.
    pub not_begun: bool,
    /// Past due at this second.
    pub overdue_at: Option<i64>,
    /// At risk at this second, and not past due.
    pub at_risk_at: Option<i64>,
    /// Open, and the office's to do (false), or waiting for others whom a hold names (true).
    pub waits_for_others: Option<bool>,
    /// Its promise ended late.
    pub missed: bool,
    /// Past due, at risk or on hold at this second.
    pub needing_at: Option<i64>,
    /// Registered at or after this second.
    pub registered_from: Option<i64>,
    /// Registered before this second.
    pub registered_before: Option<i64>,
    /// Only this one.
    pub reference: Option<String>,
    /// Only these, by their rows.
    pub among: Option<Vec<i64>>,
    /// In this order.
    pub order: Order,
    /// The other way round; the open ones stay first.
    pub is_reversed: bool,
    /// Behind this row.
    pub after: Option<Key>,
}

/// The query of a list, as diesel has it; engines differ in its type.
macro_rules! filtered {
    ($asked:expr) => {{
        let asked: &ListQuery = $asked;
        let mut page = shipment_summary::table.into_boxed();
        for word in &asked.words {
            let AskedWord { begins, or_is, or_within } = word.clone();
            let (end, whole) = (format!("{begins}\u{10ffff}"), or_is.unwrap_or_else(|| begins.clone()));
            let found = || search_terms::table.select(search_terms::shipment).into_boxed();
            let by_word = found().filter(search_terms::term.ge(begins).and(search_terms::term.lt(end)).or(search_terms::term.eq(whole)));
            let by_word = if asked.names.is_empty() { by_word } else { by_word.or_filter(search_terms::term.eq_any(asked.names.clone())) };
            page = match or_within.map(|part| part.replace(['\\', '%', '_'], "_")) {
                None => page.filter(shipment_summary::shipment.eq_any(by_word)),
                Some(part) => {
                    let (first, before) = whole_references();
                    let by_part = found()
                        .filter(search_terms::term.ge(first.clone()).and(search_terms::term.lt(before)))
                        .filter(search_terms::term.like(format!("{first}%{part}%")));
                    page.filter(shipment_summary::shipment.eq_any(by_word).or(shipment_summary::shipment.eq_any(by_part)))
                }
            };
        }
        if let Some(Lane { origin, destination }) = &asked.lane {
            page = page.filter(shipment_summary::origin.eq(origin.to_string()));
            page = page.filter(shipment_summary::destination.eq(destination.to_string()));
        }
        if !asked.carriers.is_empty() {
            page = page.filter(shipment_summary::carrier.eq_any(asked.carriers.clone()));
        }
        let equals =
            [(&asked.stage, 0), (&asked.mode, 3), (&asked.place, 5), (&asked.outcome, 6), (&asked.reason, 7), (&asked.responsible, 8)];
        for (text, column) in equals {
            let Some(text) = text.clone() else { continue };
            page = match column {
                0 => page.filter(shipment_summary::stage.eq(text)),
                3 => page.filter(shipment_summary::mode.eq(text)),
                5 => page.filter(shipment_summary::place.eq(text)),
                6 => page.filter(shipment_summary::outcome.eq(text)),
                7 => page.filter(shipment_summary::held_reason.eq(text)),
                _ => page.filter(shipment_summary::responsible.eq(text)),
            };
        }
        page = match asked.open {
            Some(true) => page.filter(shipment_summary::closed_at.eq(i64::MAX)),
            Some(false) => page.filter(shipment_summary::closed_at.lt(i64::MAX)),
            None => page,
        };
        // A hold that is open is of a shipment that is: only those are looked at.
        if asked.held {
            page = page.filter(shipment_summary::closed_at.eq(i64::MAX)).filter(shipment_summary::open_holds.gt(0));
        }
        if asked.reason.is_some() {
            page = page.filter(shipment_summary::closed_at.eq(i64::MAX));
        }
        if asked.nobody_responsible {
            page = page.filter(shipment_summary::open_holds.gt(0)).filter(shipment_summary::responsible.is_null());
        }
        if asked.not_begun {
            page = page.filter(shipment_summary::stage.is_null());
        }
        if let Some(at) = asked.overdue_at {
            page = page.filter(shipment_summary::closed_at.eq(i64::MAX)).filter(shipment_summary::due_at.lt(at));
        }
        if let Some(at) = asked.at_risk_at {
            page = page
                .filter(shipment_summary::closed_at.eq(i64::MAX))
                .filter(shipment_summary::risk_at.le(at))
                .filter(shipment_summary::due_at.ge(at))
                .filter(shipment_summary::due_at.lt(i64::MAX));
        }
        if asked.missed {
            let due = shipment_summary::promise_start + shipment_summary::promise_target;
            page = page.filter(shipment_summary::promise_state.eq(1)).filter(shipment_summary::promise_end.gt(due));
        }
        if let Some(at) = asked.needing_at {
            page = page.filter(shipment_summary::closed_at.eq(i64::MAX)).filter(
                shipment_summary::due_at
                    .lt(at)
                    .or(shipment_summary::risk_at.le(at).and(shipment_summary::due_at.lt(i64::MAX)))
                    .or(shipment_summary::open_holds.gt(0)),
            );
        }
        if let Some(waits) = asked.waits_for_others {
            page = page.filter(shipment_summary::closed_at.eq(i64::MAX));
            page = if waits {
                page.filter(shipment_summary::open_holds.gt(0)).filter(shipment_summary::responsible.ne(OFFICE_ITSELF))
            } else {
                page.filter(
                    shipment_summary::open_holds
                        .eq(0)
                        .or(shipment_summary::responsible.is_null())
                        .or(shipment_summary::responsible.eq(OFFICE_ITSELF)),
                )
            };
        }
        if let Some(from) = asked.registered_from {
            page = page.filter(shipment_summary::registered_at.ge(from));
        }
        if let Some(before) = asked.registered_before {
            page = page.filter(shipment_summary::registered_at.lt(before));
        }
        if let Some(reference) = &asked.reference {
            page = page.filter(shipment_summary::reference.eq(reference.clone()));
        }
        if let Some(among) = &asked.among {
            page = page.filter(shipment_summary::shipment.eq_any(among.clone()));
        }
        page
    }};
}

/// A page of shipments.
pub(super) fn page(connection: &mut AnyConnection, asked: &ListQuery, limit: i64) -> Result<Vec<ListedShipment>, Error> {
    Ok(on_each!(connection, c => {
        let mut page = filtered!(asked);
        let after = asked.after.clone();
        page = match (asked.order, asked.is_reversed, after) {
            (Order::Left, true, Some((closed, due, reference))) => page.filter(
                shipment_summary::closed_at.lt(closed).or(shipment_summary::closed_at
                    .eq(closed)
                    .and(shipment_summary::due_at.lt(due).or(shipment_summary::due_at.eq(due).and(shipment_summary::reference.lt(reference))))),
            ),
            (Order::Left, false, Some((closed, due, reference))) => page.filter(
                shipment_summary::closed_at.lt(closed).or(shipment_summary::closed_at
                    .eq(closed)
                    .and(shipment_summary::due_at.gt(due).or(shipment_summary::due_at.eq(due).and(shipment_summary::reference.gt(reference))))),
            ),
            (Order::Reference, false, Some((_, _, reference))) => page.filter(shipment_summary::reference.gt(reference)),
            (Order::Reference, true, Some((_, _, reference))) => page.filter(shipment_summary::reference.lt(reference)),
            (Order::Registered, false, Some((registered, _, reference))) => page.filter(
                shipment_summary::registered_at.lt(registered).or(shipment_summary::registered_at.eq(registered).and(shipment_summary::reference.gt(reference))),
            ),
            (Order::Registered, true, Some((registered, _, reference))) => page.filter(
                shipment_summary::registered_at.gt(registered).or(shipment_summary::registered_at.eq(registered).and(shipment_summary::reference.lt(reference))),
            ),
            (_, _, None) => page,
        };
        page = match (asked.order, asked.is_reversed) {
            (Order::Left, false) => page.order((shipment_summary::closed_at.desc(), shipment_summary::due_at, shipment_summary::reference)),
            (Order::Left, true) => page.order((shipment_summary::closed_at.desc(), shipment_summary::due_at.desc(), shipment_summary::reference.desc())),
            (Order::Reference, false) => page.order(shipment_summary::reference),
            (Order::Reference, true) => page.order(shipment_summary::reference.desc()),
            (Order::Registered, false) => page.order((shipment_summary::registered_at.desc(), shipment_summary::reference)),
            (Order::Registered, true) => page.order((shipment_summary::registered_at, shipment_summary::reference.desc())),
        };
        page.limit(limit).select(ListedShipment::as_select()).load(c)
    })?)
}

/// How many there are.
pub(super) fn count(connection: &mut AnyConnection, asked: &ListQuery) -> Result<usize, Error> {
    let count: i64 = on_each!(connection, c => filtered!(asked).count().get_result(c))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The rows and references that follow a reference in code-point order.
pub(super) fn following(
    connection: &mut AnyConnection,
    asked: &ListQuery,
    reference: &str,
    limit: i64,
) -> Result<Vec<(i64, String)>, Error> {
    Ok(on_each!(connection, c => {
        let page = filtered!(asked).filter(shipment_summary::reference.gt(reference)).order(shipment_summary::reference).limit(limit);
        page.select((shipment_summary::shipment, shipment_summary::reference)).load(c)
    })?)
}

/// The rows of all that a list has.
pub(super) fn rows(connection: &mut AnyConnection, asked: &ListQuery) -> Result<Vec<i64>, Error> {
    Ok(on_each!(connection, c => filtered!(asked).select(shipment_summary::shipment).load(c))?)
}

impl Store {
    /// The rows of all shipments that a list has.
    pub fn rows_listed(&self, asked: &ListQuery) -> Result<Vec<i64>, Error> {
        self.read(|connection| rows(connection, asked))
    }

    /// A page of shipments.
    pub fn list(&self, asked: &ListQuery, limit: usize) -> Result<Vec<ListedShipment>, Error> {
        self.read(|connection| page(connection, asked, i64::try_from(limit).unwrap_or(i64::MAX)))
    }

    /// How many shipments a list has.
    pub fn count_listed(&self, asked: &ListQuery) -> Result<usize, Error> {
        self.read(|connection| count(connection, asked))
    }
}
