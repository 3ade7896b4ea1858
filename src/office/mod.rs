//! What people do, one file each, in their words. Pages and command line call these; some still read the store as well.

pub mod amend;
pub mod backup;
pub mod board;
pub mod check;
pub mod clearance;
pub mod correct;
mod credentials;
pub mod draft;
pub mod export;
pub mod find;
pub mod goods;
pub mod import;
pub mod lanes;
pub mod login_throttle;
mod names;
pub mod parcels;
pub mod places;
pub mod reasons;
pub mod record;
pub mod reference_data;
mod refused;
pub mod register;
pub mod repair;
pub mod rights;
pub mod setup;
pub mod sign_in;
pub mod submit;
pub mod targets;
pub mod timeline;
pub mod uploads;
pub mod users;

use std::sync::Arc;

pub use crate::store::{Address, Error};
pub use refused::Refused;

/// How far a long work has come: done, of all.
pub type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;
