//! The real server, in this process, on a port of its own, with its own database.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attacks;
mod browser;
mod clearance;
mod door;
mod kept_forms;
mod log;
mod milestones;
mod names;
mod overview;
mod refusals;
mod registering;
mod rights;
mod shipment;
mod spellings;
mod stalled;
#[path = "../support/mod.rs"]
mod support;
mod transfer;
