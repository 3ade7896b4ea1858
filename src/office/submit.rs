//! Handing a form's events to the ledger, and what may come back: one vocabulary for all forms.

use uuid::Uuid;

use super::{Context, Error, draft};
use crate::domain::codes::Reference;
use crate::domain::event::{Event, Recorded};
use crate::domain::field::Field;
use crate::domain::refusal::{FieldFault, Refusal, Rule};
use crate::domain::time::{Moment, Stamp};
use crate::store::Store;
pub use crate::store::ledger::Receipt;
use crate::store::ledger::{Act, ActRefused, Command, Judgement, Objection};

/// A form that changes a shipment.
#[derive(Debug, Clone)]
pub struct Form {
    /// Which.
    pub shipment: Reference,
    /// The number of the last event that the form saw.
    pub seen: Option<u32>,
    /// The form's one-time key.
    pub key: Option<Uuid>,
}

/// What is wrong with a field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A rule of timeline.md.
    Rule(Rule),
    /// No reference.
    Reference,
    /// The reference is taken.
    Taken,
    /// The goods lines come to another sum than the declared value.
    Sum(String),
    /// A value without its currency.
    Currency,
    /// What is recorded cannot be emptied, only replaced.
    Emptied,
    /// Nothing was changed.
    Unchanged,
    /// Parcel codes whose check digit is wrong.
    CheckDigit(Vec<String>),
    /// Parcel codes that the shipment does not have.
    NotPacked(Vec<String>),
    /// More than one form takes: how many, and how many it takes.
    TooMany(usize, usize),
    /// Origin and destination are one.
    SamePlace,
}

/// A field of a form at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field's name in the form.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
    /// What stood there.
    pub value: Option<String>,
}

/// A history that a form's events would break.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The rule, the event that breaks it and the one in the way.
    pub refusal: Refusal,
    /// The history as it is.
    pub history: Vec<Recorded>,
    /// The events that were to be recorded.
    pub events: Vec<Event>,
    /// Which of them breaks it, if it is one of the new ones.
    pub at: Option<usize>,
}

impl Broken {
    /// The new event to look at: the one that breaks it, or the only one, where one that is there already breaks.
    pub fn shown(&self) -> Option<&Event> {
        self.event().or(if let [only] = self.events.as_slice() { Some(only) } else { None })
    }

    /// The new event that breaks it.
    pub fn event(&self) -> Option<&Event> {
        self.events.get(self.at?)
    }
}

/// Why nothing was recorded.
#[derive(Debug)]
pub enum Refused {
    /// Fields at fault.
    Wrong(Vec<Wrong>),
    /// The time was shown twice on the wall.
    Twice(Stamp, Stamp),
    /// The history would break a rule.
    Broken(Box<Broken>),
    /// One of the events, by its place among them, lies more than five minutes ahead.
    InFuture(Vec<Event>, usize),
    /// Others recorded meanwhile; the number of the last event now.
    Stale(u32),
    /// There is no such shipment.
    Unknown,
    /// Whoever asks may not, or the store failed.
    Store(Error),
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl From<draft::Fault> for Refused {
    fn from(fault: draft::Fault) -> Self {
        match fault {
            draft::Fault::Twice(first, second) => Self::Twice(first, second),
            draft::Fault::Fields(faults) => Self::Wrong(faults.into_iter().map(Wrong::from).collect()),
        }
    }
}

impl From<FieldFault> for Wrong {
    fn from(fault: FieldFault) -> Self {
        let field = fault.field.map_or("what", |field| if field == Field::OccurredAt { "day" } else { field.word() });
        Self { field: field.to_owned(), problem: Problem::Rule(fault.rule), value: fault.value }
    }
}

impl Wrong {
    /// A field at fault, by its name.
    pub fn new(field: &str, problem: Problem) -> Self {
        Self { field: field.to_owned(), problem, value: None }
    }
}

/// Records a form's events, in the name of whoever asks: all or none. The use case has asked whether they may.
pub(super) fn submit(store: &Store, context: &Context, form: Form, events: Vec<Event>) -> Result<Receipt, Refused> {
    let Form { shipment, seen, key } = form;
    let entries = vec![Command { shipment: shipment.clone(), seen, events: events.into_iter().map(|event| (None, event)).collect() }];
    store.ledger().record(Act { actor: context.acting(), source: context.source().word(), key, entries }).map_err(|refused| match refused {
        ActRefused::Judged(judgements) => judgements.into_iter().next().map_or(Refused::Unknown, Refused::from_judgement),
        ActRefused::Malformed { .. } => Refused::Unknown,
        ActRefused::Store(error) => Refused::Store(error.into()),
    })
}

impl Refused {
    fn from_judgement(judgement: Judgement) -> Self {
        let Judgement { history, events, objection, .. } = judgement;
        match objection {
            Objection::Rule { refusal, index } => Self::Broken(Box::new(Broken { refusal, history, events, at: index })),
            Objection::InFuture { index } => Self::InFuture(events, index),
            Objection::Stale => Self::Stale(history.iter().map(|recorded| recorded.number).max().unwrap_or(0)),
        }
    }
}

/// Whether a form was recorded before: then it is not judged again, against what came of it.
pub(super) fn repeated(store: &Store, form: &Form) -> Result<Option<Receipt>, Refused> {
    Ok(form.key.map(|key| store.receipt(key)).transpose()?.flatten())
}

/// The history of a shipment that must be there.
pub(super) fn history(store: &Store, shipment: &Reference) -> Result<Vec<Recorded>, Refused> {
    store.history(shipment)?.ok_or(Refused::Unknown)
}

/// Whether a history with more events at its end is valid, as if they were recorded at a moment.
pub fn would_hold(history: &[Recorded], events: &[Event], at: Moment) -> bool {
    let mut all = history.to_vec();
    let recorded_at = history.last().map_or(at, |last| last.recorded_at.max(at));
    let recorded_at = Moment::from_micros(recorded_at.micros() + 1).unwrap_or(recorded_at);
    let last = history.iter().map(|recorded| recorded.number).max().unwrap_or(0);
    all.extend(events.iter().zip(last + 1..).map(|(event, number)| Recorded { number, recorded_at, event: event.clone() }));
    let is_past = |event: &Event| event.kind.may_lie_ahead() || recorded_at.allows(event.occurred.instant);
    events.iter().all(is_past) && crate::domain::history::admit(&all, history.len()).is_ok()
}
