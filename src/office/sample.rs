//! The sample in an empty office, for whoever runs the machine; the first run offers it too, see `setup`.

use super::{Context, Error, Office, Progress};
use crate::demo;
pub use crate::demo::Filled;
use crate::domain::time::Moment;

/// Fills an empty office up to a moment; none if it has shipments already. The same arguments give the same histories.
pub fn fill(
    office: &Office,
    context: &Context,
    (shipments, seed): (usize, u64),
    at: Moment,
    progress: &Progress,
) -> Result<Option<Filled>, Error> {
    context.require_machine()?;
    Ok(demo::fill(office.store(), shipments, seed, at, progress)?)
}
