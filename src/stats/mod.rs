//! Statistics of durations, pure: means, deviations, quantiles. Nothing here knows what a shipment is.

mod summary;

pub use summary::{Duration, summarise};
