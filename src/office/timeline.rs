//! Showing where a shipment is, and where it was as of any past moment.

use super::rights::Right;
use super::{Context, Error, Office, StoreError};
use crate::domain::codes::Reference;
use crate::domain::time::Moment;
use crate::domain::timeline::Timeline;

/// One shipment's timeline; none if it does not exist, or did not by then.
pub fn timeline(office: &Office, context: &Context, shipment: &Reference, as_of: Option<Moment>) -> Result<Option<Timeline>, Error> {
    context.require(Right::Look)?;
    let store = office.store();
    let as_of = store.settle(as_of)?;
    let Some(events) = store.history(shipment)? else { return Ok(None) };
    let damaged = |number: u32| StoreError::Damaged { shipment: shipment.to_string(), number: number.into() };
    Ok(Timeline::new(&events, as_of).map_err(|refusal| damaged(refusal.event))?)
}

/// Gives the timeline of every shipment that exists as of a moment, in order of reference.
pub fn all<E: From<Error> + From<StoreError>>(
    office: &Office,
    context: &Context,
    as_of: Option<Moment>,
    mut each: impl FnMut(&Reference, &Timeline) -> Result<(), E>,
) -> Result<(), E> {
    context.require(Right::Look).map_err(Error::from)?;
    let store = office.store();
    let as_of = store.settle(as_of)?;
    store.each_history(None, |history| {
        let timeline = Timeline::new(&history.events, as_of)
            .map_err(|refusal| StoreError::Damaged { shipment: history.shipment.to_string(), number: refusal.event.into() })?;
        timeline.map_or(Ok(()), |timeline| each(&history.shipment, &timeline))
    })
}
