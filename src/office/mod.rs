//! What people do, one file each, in their words. Pages, command line and jobs call these and nothing below.

pub mod check;
pub mod clearance;
pub mod demo;
pub mod export;
pub mod import;
pub mod lanes;
pub mod timeline;
