//! Tumen.
pub mod domain;
