//! Commands that change shipments, and what comes of them: one vocabulary for pages and programs. A command is made of
//! values that are read already; how they were typed, whoever read them knows.

use std::borrow::Cow;

use uuid::Uuid;

pub use super::command_refused::{Cause, CommandRefused, Elsewhere, Problem, Repair, RuleViolation, ShipmentRefusal, ValidationError};
use super::reference_data::ReferenceData;
use super::{Context, Error, repair};
use crate::domain::codes::{PlaceCode, Reference, Text};
use crate::domain::entry;
use crate::domain::event::{Event, Kind, Recorded};
use crate::domain::field::{Cells, Field};
use crate::domain::history;
use crate::domain::refusal::Rule;
use crate::domain::replay::Replay;
use crate::domain::time::Stamp;
pub use crate::store::ledger::Receipt;
use crate::store::ledger::{Act, ActRefused, Command, Judgement, Objection};
use crate::store::{Error as StoreError, Store};

/// The longest text of a command, in characters; codes and goods lines have limits of their own.
pub const TEXT_LENGTH: usize = 4_000;

/// A shipment that a command is about, as whoever commands saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenShipment {
    /// Which.
    pub shipment: Reference,
    /// The number of its last event then; with none, whatever was recorded since is as good.
    pub version: Option<u32>,
}

/// When, where and why something happened, whatever it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
    /// When.
    pub occurred: Stamp,
    /// Where.
    pub place: Option<PlaceCode>,
    /// Why.
    pub reason: Option<Text>,
    /// In words.
    pub note: Option<Text>,
}

impl Circumstances {
    /// What happened so.
    pub(super) fn event(self, kind: Kind) -> Event {
        let Self { occurred, place, reason, note } = self;
        Event { occurred, kind, place, reason, note, authority: None, responsible: None, actor: None }
    }
}

/// What of an event cannot stand in any history here: what no file could say, for a program can make what nobody reads;
/// texts that are too long, and places that nobody knows.
pub(super) fn faults(event: &Event, known: &ReferenceData) -> Vec<ValidationError> {
    let texts: Vec<(Field, Cow<'_, str>)> = Field::ALL.iter().filter_map(|field| Some((*field, event.cell(*field)?))).collect();
    let mut cells = Cells::default();
    for (field, text) in &texts {
        cells.set(*field, text);
    }
    let mut errors: Vec<ValidationError> =
        entry::read_at(event.occurred, &cells).err().unwrap_or_default().into_iter().map(ValidationError::from).collect();
    errors.extend(texts.into_iter().filter_map(|(field, text)| {
        let is_long = !matches!(field, Field::Parcels | Field::GoodsLines) && text.chars().nth(TEXT_LENGTH).is_some();
        let (rule, value) = match field.is_place() && known.place(&text).is_none() {
            _ if is_long => (Rule::ValueInvalid, None),
            true => (Rule::PlaceUnknown, Some(text.into_owned())),
            false => return None,
        };
        Some(ValidationError { field: Some(field), problem: Problem::Rule(rule), value })
    }));
    errors
}

/// Records events, in the name of whoever asks: all or none. The use case has asked whether they may.
pub(super) fn submit(
    store: &Store,
    context: &Context,
    known: &ReferenceData,
    key: Uuid,
    commands: impl IntoIterator<Item = (SeenShipment, Vec<Event>)>,
) -> Result<Receipt, CommandRefused> {
    let entry = |(seen, events): (SeenShipment, Vec<Event>)| Command {
        shipment: seen.shipment,
        seen: seen.version,
        events: events.into_iter().map(|event| (None, event.with_actor(context.name()))).collect(),
    };
    let entries = commands.into_iter().map(entry).collect();
    let act = Act { actor: context.acting(), source: context.source().word(), key: Some(key), entries };
    store.ledger().record(act).map_err(|refused| match refused {
        ActRefused::Judged(judgements) => {
            let refusal = |judgement| refusal(judgement, known, context);
            CommandRefused::Shipments(judgements.into_iter().map(refusal).collect())
        }
        ActRefused::Malformed { shipment } => {
            let problem = Problem::Rule(Rule::ValueInvalid);
            CommandRefused::Invalid(vec![ValidationError { field: Some(Field::Shipment), problem, value: Some(shipment.to_string()) }])
        }
        ActRefused::Store(error) => CommandRefused::Failed(error.into()),
    })
}

/// What the ledger judged, with what would repair it.
fn refusal(judgement: Judgement, known: &ReferenceData, context: &Context) -> ShipmentRefusal {
    let Judgement { shipment, history, events, objection } = judgement;
    let is_opened = events.first().is_some_and(|event| matches!(event.kind, Kind::Registered { .. }));
    let cause = match objection {
        _ if history.is_empty() && !is_opened => Cause::Unknown,
        Objection::Rule { refusal, index } => Cause::Rule(RuleViolation { refusal, index }),
        Objection::InFuture { index } => Cause::InFuture(index),
        Objection::Stale => Cause::Stale,
        Objection::ReadsAs { other } => Cause::ReadsAs(other),
    };
    let mut refusal = ShipmentRefusal { shipment, history, events, cause, repairs: Vec::new() };
    refusal.repairs = repair::likely(known, &refusal, context.now);
    refusal
}

/// Whether a command was recorded before: then it is not judged again, against what came of it.
pub(super) fn repeated(store: &Store, key: Uuid) -> Result<Option<Receipt>, Error> {
    Ok(store.receipt(key)?)
}

/// What a stored history says. Every one was judged before it was stored: one that cannot be followed is damaged.
pub(super) fn replayed<'h>(shipment: &Reference, history: &'h [Recorded]) -> Result<Replay<'h>, Error> {
    Replay::new(history).map_err(|refusal| StoreError::Damaged { shipment: shipment.to_string(), number: refusal.event.into() }.into())
}

/// The history of a shipment by which it is found out what a command means, and the shipment as it is seen by that: the
/// ledger then takes the command on this history, or on none.
pub(super) fn history_as_seen(store: &Store, seen: SeenShipment) -> Result<(SeenShipment, Vec<Recorded>), CommandRefused> {
    let SeenShipment { shipment, version: told } = seen;
    let Some(history) = store.history(&shipment)? else {
        return Err(ShipmentRefusal::new(&shipment, Vec::new(), Cause::Unknown).into());
    };
    let read = history::version(&history);
    if told.is_some_and(|told| told != read) {
        return Err(ShipmentRefusal::new(&shipment, history, Cause::Stale).into());
    }
    Ok((SeenShipment { shipment, version: Some(read) }, history))
}
