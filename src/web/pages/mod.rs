//! The pages, one file each: what is shown as a struct beside its handlers, the form's way to the office.

pub mod account;
pub mod amend;
pub mod board;
pub mod clearance;
pub mod correct;
pub mod directory;
pub mod errors;
pub mod exports;
pub mod health;
pub mod imports;
pub mod lanes;
pub mod language;
pub mod login;
pub mod office;
pub mod office_table;
pub mod parcels;
pub mod places;
pub mod reasons;
pub mod record;
mod refused_form;
pub mod register;
pub mod setup;
pub mod shipment;
pub mod shipments;
pub mod users;
