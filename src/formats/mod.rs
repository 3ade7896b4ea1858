//! Files and JSON, pure: to and from domain values, one at a time, over any reader or writer.

pub mod clearance;
pub mod histories;
pub mod json;
mod report_table;
pub mod timeline;
