//! What people do, one file each, in their words: the only way from pages and command line to anything below. A use
//! case takes the open [`Office`] and the [`Context`] in which it is asked for, and asks itself whether whoever asks may.
//! What nobody is signed in for takes no context: signing in, the first run, the pulse.

pub mod amend;
mod application;
pub mod backup;
pub mod board;
pub mod check;
pub mod clearance;
pub mod command;
mod command_refused;
mod context;
pub mod correct;
mod credentials;
pub mod directory;
mod edit_error;
mod error;
pub mod export;
pub mod find;
mod goods;
pub mod import;
pub mod jobs;
pub mod kept_forms;
pub mod lanes;
pub mod login_throttle;
mod names;
pub mod parcels;
pub mod place_codes;
pub mod places;
pub mod reasons;
pub mod record;
pub mod reference_data;
pub mod register;
pub mod repair;
pub mod rights;
pub mod sample;
pub mod setup;
pub mod sign_in;
pub mod targets;
pub mod timeline;
pub mod uploads;
pub mod users;
mod whole_file;

pub use crate::store::{Address, Progress};
pub use application::{Bell, Clock, Office};
pub use context::{Context, Forbidden};
pub use edit_error::EditError;
pub use error::{Error, StoreError};
pub use whole_file::WholeFile;
