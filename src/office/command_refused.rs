//! Why a command was not recorded: what is wrong with it, or what stands in the way of which shipment, with all that was
//! judged, so that whoever tells of it needs to read nothing again.

use super::Error;
use crate::domain::codes::{PlaceCode, Reference};
use crate::domain::event::{Event, Recorded};
use crate::domain::field::Field;
use crate::domain::history;
use crate::domain::refusal::{FieldFault, Refusal, Rule};
use crate::domain::time::Stamp;
use crate::domain::whereabouts::Unlikely;

/// What is wrong with a part of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A rule of timeline.md.
    Rule(Rule),
    /// No reference, or one that cannot be told from others.
    Reference,
    /// The reference is taken, or reads as that of this shipment.
    Taken(Reference),
    /// A line of goods without a description; which, from 0.
    Undescribed(usize),
    /// The goods lines come to another sum than the declared value.
    Sum(String),
    /// An amount with more decimals than its currency has; of which goods line, from 0, or of the whole.
    TooFine {
        /// The currency.
        currency: String,
        /// Its decimals.
        decimals: u16,
        /// The goods line.
        line: Option<usize>,
    },
    /// A value without its currency.
    Currency,
    /// What is recorded cannot be emptied, only replaced.
    Emptied,
    /// Nothing was changed.
    Unchanged,
    /// Parcel codes whose check digit is wrong.
    CheckDigit(Vec<String>),
    /// Parcels that are in other open shipments.
    PackedElsewhere(Vec<Elsewhere>),
    /// A parcel would leave another shipment before it was packed there.
    MovedTooEarly(Elsewhere),
    /// Parcel codes that the shipment does not have.
    NotPacked(Vec<String>),
    /// More than one command takes: how many, and how many it takes.
    TooMany(usize, usize),
    /// Origin and destination are one.
    SamePlace,
    /// It hardly happened at this place: whoever commands can say that it did.
    UnlikelyPlace(PlaceCode, Unlikely),
}

/// A parcel that is in another open shipment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its code.
    pub code: String,
    /// The other shipment.
    pub shipment: Reference,
    /// Since when.
    pub since: Stamp,
    /// Where it was packed there.
    pub place: Option<PlaceCode>,
}

/// A part of a command that cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {problem:?}", field.map_or("command", Field::word))]
pub struct ValidationError {
    /// The field at fault; none where it is the command as a whole.
    pub field: Option<Field>,
    /// What is wrong.
    pub problem: Problem,
    /// What stood there.
    pub value: Option<String>,
}

impl ValidationError {
    /// Of a field.
    pub fn new(field: Field, problem: Problem) -> Self {
        Self { field: Some(field), problem, value: None }
    }
}

impl From<FieldFault> for ValidationError {
    fn from(fault: FieldFault) -> Self {
        Self { field: fault.field, problem: Problem::Rule(fault.rule), value: fault.value }
    }
}

/// A likely repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// The time was read from the clock of another place: this is what it is here.
    OtherClock {
        /// Whose clock.
        place: PlaceCode,
        /// The time that was meant, on the clock of the event's place.
        meant: Stamp,
    },
    /// It happened when the obstacle ended.
    AtEnd {
        /// When, on the clock of the event's place.
        at: Stamp,
    },
    /// The obstacle was recorded wrong.
    Correct {
        /// Its number.
        number: u32,
    },
    /// A hold is to be lifted first.
    Release {
        /// Its number.
        hold: u32,
    },
}

/// A rule of time that a history would break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleViolation {
    /// The rule, the event that breaks it and the one in the way.
    pub refusal: Refusal,
    /// Which of the new events breaks it, from 0; none where one that is recorded would.
    pub index: Option<usize>,
}

/// Why a shipment refuses a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// There is no such shipment.
    Unknown,
    /// Others recorded since it was seen.
    Stale,
    /// It would be opened, and its reference reads as that of another.
    ReadsAs(Reference),
    /// Something in the command does not go with the shipment as it is.
    Invalid(Vec<ValidationError>),
    /// The history would break a rule.
    Rule(RuleViolation),
    /// One of the events, by its place among them, lies more than five minutes ahead.
    InFuture(usize),
}

/// One shipment that refuses a command, with all that was judged: nothing of it needs to be read again.
#[derive(Debug, Clone)]
pub struct ShipmentRefusal {
    /// Which.
    pub shipment: Reference,
    /// Its history as it was judged.
    pub history: Vec<Recorded>,
    /// The events that were to be recorded, as far as they were known.
    pub events: Vec<Event>,
    /// Why.
    pub cause: Cause,
    /// What would repair it, each tried on that history.
    pub repairs: Vec<Repair>,
}

impl ShipmentRefusal {
    /// The new event that stands in the way.
    pub fn event(&self) -> Option<&Event> {
        match self.cause {
            Cause::Rule(RuleViolation { index: Some(index), .. }) | Cause::InFuture(index) => self.events.get(index),
            _ => None,
        }
    }

    /// The new event to look at: the one that stands in the way, or the only one, where one that is recorded does.
    pub fn shown(&self) -> Option<&Event> {
        self.event().or(if let [only] = self.events.as_slice() { Some(only) } else { None })
    }

    /// The number of the last event of the history that was judged.
    pub fn version(&self) -> u32 {
        history::version(&self.history)
    }

    /// Of a shipment whose history was read to find out what a command means there.
    pub(super) fn new(shipment: &Reference, history: Vec<Recorded>, cause: Cause) -> Self {
        Self { shipment: shipment.clone(), history, events: Vec::new(), cause, repairs: Vec::new() }
    }
}

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum CommandRefused {
    /// What is wrong with the command, whatever the shipments.
    #[error("not valid: {0:?}")]
    Invalid(Vec<ValidationError>),
    /// The shipments that refuse it, in order of reference.
    #[error("refused by {0:?}")]
    Shipments(Vec<ShipmentRefusal>),
    /// Whoever asks may not, or the store failed.
    #[error("{0}")]
    Failed(Error),
}

impl<E: Into<Error>> From<E> for CommandRefused {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl From<ShipmentRefusal> for CommandRefused {
    fn from(refusal: ShipmentRefusal) -> Self {
        Self::Shipments(vec![refusal])
    }
}

impl CommandRefused {
    /// Goes on only where nothing is wrong.
    pub(super) fn unless_none(errors: Vec<ValidationError>) -> Result<(), Self> {
        if errors.is_empty() { Ok(()) } else { Err(Self::Invalid(errors)) }
    }
}
