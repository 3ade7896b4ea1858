//! Showing where a shipment is, and where it was as of any past moment.

use crate::domain::codes::Reference;
use crate::domain::time::Moment;
use crate::domain::timeline::Timeline;
use crate::store::{Error, Store};

/// One shipment's timeline; none if it does not exist, or did not by then.
pub fn of(store: &Store, shipment: &Reference, as_of: Option<Moment>) -> Result<Option<Timeline>, Error> {
    let as_of = store.settle(as_of)?;
    let Some(events) = store.history(shipment)? else { return Ok(None) };
    Timeline::of(&events, as_of).map_err(|refusal| Error::Damaged { shipment: shipment.to_string(), number: refusal.event.into() })
}

/// Gives the timeline of every shipment that exists as of a moment, in order of reference.
pub fn all<E: From<Error>>(
    store: &Store,
    as_of: Option<Moment>,
    mut each: impl FnMut(&Reference, &Timeline) -> Result<(), E>,
) -> Result<(), E> {
    let as_of = store.settle(as_of)?;
    store.each_history(None, |history| {
        let timeline = Timeline::of(&history.events, as_of)
            .map_err(|refusal| Error::Damaged { shipment: history.shipment.to_string(), number: refusal.event.into() })?;
        timeline.map_or(Ok(()), |timeline| each(&history.shipment, &timeline))
    })
}
