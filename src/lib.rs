//! Tumen tracks cross-border e-commerce shipments and measures how long clearing takes.
//!
//! The house, and which way its arrows point (only down):
//!
//! ```text
//!     main, cli ──► office ──► { store, stats, formats } ──► domain        i18n ──► domain, read by cli
//! ```
//!
//! * [`domain`]: pure. Events, history, course, clocks, timeline, refusals, codes, the seal. No clock, no I/O.
//! * [`store`]: the only room that knows diesel: SQLite and PostgreSQL with one code. [`store::ledger`] is the
//!   only way an event gets in: the timeline decides, then command, events and projections are written together.
//! * [`stats`]: pure: means, deviations, quantiles.
//! * [`formats`]: pure: histories.csv and JSON, to and from domain values, streaming.
//! * [`office`]: what people do, one file each: import, export, clearance, timeline, check, demo.
//! * [`cli`]: arguments and printing. [`i18n`]: every word a reader sees, in three languages.
//!
//! A status goes one way: file or form → `domain::entry` → `office` → `store::ledger` → projections. A figure:
//! `office::clearance` → `store` rows → `stats` → `formats` or `cli`.
//!
//! The history is the truth: events are appended, never changed. All else is derived by one pure function and
//! can be thrown away and rebuilt; `tumen check` does so and compares.

pub mod cli;
pub mod domain;
pub mod formats;
pub mod i18n;
pub mod office;
pub mod stats;
pub mod store;
pub mod web;
