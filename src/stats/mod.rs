//! Statistics of durations, pure: means, deviations, quantiles, survival. Nothing here knows what a shipment is.

mod summary;
mod survival;

pub use summary::{Duration, summarise};
pub use survival::{SurvivalStep, ended_by, share_by};
