//! The ledger: the only way an event gets in. Acts wait in a bounded queue; one writer takes all that wait,
//! lets the timeline decide on each, writes commands, events and projections, and makes them durable with
//! one flush. Each caller is answered when its own act is durable. Writers of other processes take turns
//! under the engine's lock, so all commands stand in one order.

mod batch;
mod cached_shipment;
mod in_place;
mod judging;
mod log_keeper;
mod stored_versions;
mod transaction;
mod writer;

pub(super) use batch::write_projections;
pub(super) use cached_shipment::CachedShipment;
pub use judging::judge;
pub(super) use transaction::receipt;
pub use transaction::{Appended, Command, LedgerTransaction};
pub use writer::{Clock, Ledger};

use uuid::Uuid;

use super::error::Error;
use crate::domain::actor::Actor;
use crate::domain::codes::Reference;
use crate::domain::event::{Event, Recorded};
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
#[derive(Debug, thiserror::Error)]
pub enum ActRefused {
    /// Shipments whose histories refuse it, in order of reference: all of them, not the first alone.
    #[error("refused by {}", named(.0))]
    Judged(Vec<Judgement>),
    /// An act that nobody makes: a shipment stands twice, or without events.
    #[error("an act that names {shipment} twice, or without events")]
    Malformed {
        /// Which shipment.
        shipment: Reference,
    },
    /// The store failed; nothing was recorded.
    #[error(transparent)]
    Store(#[from] Error),
}

/// One shipment that refuses its command, with all that was judged.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Which shipment.
    pub shipment: Reference,
    /// Its history as it stood, without the new events; empty where there is no such shipment.
    pub history: Vec<Recorded>,
    /// The events that were to be recorded.
    pub events: Vec<Event>,
    /// What stands in the way.
    pub objection: Objection,
}

/// What stands in the way of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objection {
    /// The history would break a rule of time.
    Rule {
        /// Which rule, by which event.
        refusal: Refusal,
        /// Which of the new events it is, from 0; none where one that is recorded breaks it.
        index: Option<usize>,
    },
    /// An event lies more than five minutes ahead.
    InFuture {
        /// Which of the new events, from 0.
        index: usize,
    },
    /// Another version of the shipment was seen than the one that there is.
    Stale,
    /// A shipment would be opened whose reference people read as that of another.
    ReadsAs {
        /// The other.
        other: Reference,
    },
}

fn named(judgements: &[Judgement]) -> String {
    let one = |judgement: &Judgement| format!("{} ({:?})", judgement.shipment, judgement.objection);
    judgements.iter().map(one).collect::<Vec<_>>().join(", ")
}

impl From<diesel::result::Error> for ActRefused {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}
