//! The sample in an empty office: commands that someone made up are recorded as if each had been on its day. What they
//! tell is not this room's business; see `demo`.

use std::collections::HashSet;
use std::sync::Arc;

use super::rights::Right;
pub use super::targets::LaneTarget;
use super::{Context, Error, Office, Progress};
use crate::domain::actor::{Actor, Source};
use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::time::Moment;
use crate::store;
use crate::store::ledger::{ActRefused, Command, LedgerTransaction};

/// What one act did to one shipment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleCommand {
    /// The shipment.
    pub shipment: Reference,
    /// When it was recorded; later than every command before it.
    pub recorded_at: Moment,
    /// Who acted.
    pub actor: String,
    /// Its events, with their numbers in the shipment's history.
    pub events: Vec<Recorded>,
}

/// What an office is filled with.
pub struct Sample<C> {
    /// Targets of its lanes.
    pub targets: Vec<LaneTarget>,
    /// How many shipments the commands are about, for whoever waits.
    pub shipments: u64,
    /// The commands, in the order of their recording.
    pub commands: C,
}

/// What was filled in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    /// Shipments, children of splits included.
    pub shipments: u64,
    /// Events.
    pub events: u64,
}

/// Fills an empty office, which is marked as a sample from then on; none if it has shipments already. The sample is made
/// where it is recorded, and not at all where there is no use for it.
pub fn fill<C: Iterator<Item = SampleCommand>>(
    office: &Office,
    context: &Context,
    make: impl FnOnce() -> Sample<C> + Send + 'static,
    progress: &Progress,
) -> Result<Option<Filled>, Error> {
    context.require(Right::Import)?;
    let progress = Arc::clone(progress);
    let filled = office.store().ledger().alone(move |transaction, _| {
        if !transaction.is_empty() {
            return Ok::<_, store::Error>(None);
        }
        transaction.make_room()?;
        let sample = make();
        transaction.set_targets(&sample.targets)?;
        transaction.mark_sample()?;
        let (mut filled, mut seen) = (Filled::default(), HashSet::new());
        for command in sample.commands {
            filled.events += command.events.len() as u64;
            if seen.insert(command.shipment.clone()) {
                filled.shipments += 1;
                progress(filled.shipments, sample.shipments);
                transaction.assume_new(&command.shipment);
            }
            record(transaction, command)?;
            transaction.write_if_many()?;
        }
        Ok(Some(filled))
    });
    Ok(filled?)
}

fn record(transaction: &mut LedgerTransaction<'_>, command: SampleCommand) -> Result<(), store::Error> {
    let SampleCommand { shipment, recorded_at, actor, events } = command;
    transaction.acting(&Actor::demo(&actor), Source::Demo.word());
    let damaged = store::Error::Damaged { shipment: shipment.to_string(), number: events.first().map_or(0, |first| first.number.into()) };
    let events = events.into_iter().map(|recorded| (Some(recorded.number), recorded.event)).collect();
    transaction.append(Command { shipment, seen: None, events }, recorded_at).map(|_| ()).map_err(|refused| match refused {
        ActRefused::Store(error) => error,
        // Whoever makes a sample makes it valid; its tests say so.
        _ => damaged,
    })
}
