//! The ledger: the only way an event gets in. Acts wait in a bounded queue; one writer takes all that wait,
//! lets the timeline decide on each, writes commands, events and projections, and makes them durable with
//! one flush. Each caller is answered when its own act is durable. Writers of other processes take turns
//! under the engine's lock, so all commands stand in one order.

mod batch;
mod cached_shipment;
mod in_place;
mod transaction;
mod writer;

pub(super) use batch::write_projections;
pub(super) use cached_shipment::CachedShipment;
pub(super) use transaction::receipt;
pub use transaction::{Appended, Command, LedgerTransaction, judge};
pub use writer::{Clock, Ledger};

use uuid::Uuid;

use super::error::Error;
use crate::domain::actor::Actor;
use crate::domain::codes::Reference;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;

/// What someone did, to one shipment or several: judged together, recorded at one moment, or not at all.
#[derive(Debug, Clone)]
pub struct Act {
    /// Who acted.
    pub actor: Actor,
    /// By which way it came in: a word of [`Source`](crate::domain::actor::Source).
    pub source: &'static str,
    /// The form's one-time key; sent again, it counts once.
    pub key: Option<Uuid>,
    /// What it does to each shipment, in order of reference.
    pub entries: Vec<Command>,
}

/// An act that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// When.
    pub recorded_at: Moment,
    /// The ledger's sequence after it.
    pub sequence: i64,
    /// Whether it had been recorded before under the same key.
    pub repeated: bool,
}

/// Why an act was not recorded.
#[derive(Debug)]
pub enum Refused {
    /// A history would break a rule of time.
    Rule {
        /// Whose history.
        shipment: Reference,
        /// Which rule, by which event.
        refusal: Refusal,
        /// The event, where it is one of the new ones.
        event: Option<Box<Event>>,
    },
    /// An event lies more than five minutes ahead.
    InFuture {
        /// Of which shipment.
        shipment: Reference,
        /// Which of the new events, from 0.
        index: usize,
    },
    /// The form saw an earlier version of the shipment.
    Stale {
        /// Which shipment.
        shipment: Reference,
        /// The number of its last event now.
        version: u32,
    },
    /// An act that no form makes: a shipment stands twice, or without events.
    Malformed {
        /// Which shipment.
        shipment: Reference,
    },
    /// The store failed; nothing was recorded.
    Store(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<diesel::result::Error> for Refused {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}
