//! Tumen tracks cross-border e-commerce shipments and measures how long clearing takes.
//!
//! The house, and which way its arrows point (only down):
//!
//! ```text
//!     main, cli ──► web ──► { jobs, demo } ──► office ──► { store, stats, formats } ──► domain        i18n, read by web, cli, office
//! ```
//!
//! * [`domain`]: pure. Events, history, replay, clocks, timeline, refusals, codes, the seal. No clock, no I/O.
//!   [`domain::shipment_state`] is the one reading of a shipment: state, commitment, progress, next step, who acts.
//!   [`domain::measure`] is the one place where time is counted; [`domain::report_table`] is a report as data, its
//!   columns listed once ([`domain::clearance_table`]) for page, terminal and files.
//! * [`store`]: the only room that knows diesel: SQLite and PostgreSQL with one code. [`store::ledger`] is the
//!   only way an event gets in: the timeline decides, then command, events and projections are written together.
//! * [`stats`]: pure: means, deviations, quantiles.
//! * [`formats`]: pure: histories.csv and JSON, to and from domain values, streaming. What is taken away goes to a
//!   [`formats::HistorySink`].
//! * [`office`]: what people do, one file each: register, record, correct, amend, parcels; users, places, lanes'
//!   targets, reasons, the directory of names; import, export, clearance, timeline, check. Each takes the open [`office::Office`], whose store
//!   nobody above can reach, and the [`office::Context`] in which it is asked, and asks the rights itself.
//!   [`office::rights`] is the one table of who may do what.
//! * [`jobs`]: what runs by itself: workers of a serving process that run stored jobs, such as imports, once however many
//!   processes there are, and again after one was killed. [`office::jobs`] is where they are asked for.
//! * [`demo`]: the sample: believable histories for an empty office, through the ledger.
//! * [`web`]: actix: one table of routes, authentication before them, pages beside their handlers, drawings. Thin.
//! * [`cli`]: arguments and printing. [`i18n`]: every word a reader sees, in three languages.
//!
//! A status goes one way: route → form → `web`'s draft, read once by `domain::entry` → `office::record`, policy →
//! `store::ledger` → redirect → page; a refusal comes back with the history it was judged by, and is shown from that.
//! From a file: `office::uploads` → `jobs` → `office::import` → `formats` rows → `domain::entry` → `store::ledger`. A figure:
//! `office::clearance` → `store` rows → `stats` → `formats` or `cli`.
//!
//! The history is the truth: events are appended, never changed. All else is derived by one pure function and
//! can be thrown away and rebuilt; `tumen check` does so and compares.
//!
//! What holds, and what holds it:
//!
//! * Arrows point down, no files stand in a circle, the domain knows no clock, diesel lives in the store: `tests/house.rs`.
//! * A row of a list says of a shipment what its history says, and all its times add up: `tests/state.rs`.
//! * Every column of the report says the same on the page, in the terminal and in JSON: `tests/web/clearance.rs`.
//! * The rules of time are those of a second implementation: `tests/rules.rs`; the cases made by hand: `tests/cases.rs`.
//! * Every seal, old and new, is verified, and every edit behind the ledger's back is named: `tests/seal.rs`, `tests/check.rs`.
//! * Web and cli reach nothing below but by the office: its store is private, and no source there names another:
//!   `tests/rights.rs`.
//! * Every code has its name beside it on every page, in each language; numbers have their thousands parted: `tests/web/names.rs`.
//! * Late is one word, one mark and one clock on board, list, shipment and report: `tests/web/overview.rs`.
//! * Each use case answers the roles of [`office::rights`] and no other: `tests/rights.rs`. Each route does too:
//!   `tests/web/rights.rs`.
//! * A job runs once, and again where its process was killed; a large import lets others record: `tests/jobs.rs`,
//!   `tests/series.rs`. What was committed is heard of, and pages follow it: `tests/changes.rs`.
//! * A refused command comes back with what it was judged by; of several shipments, all or none: `tests/commands.rs`.
//! * Every fault of ours leaves a line in the log with the id of its answer: `tests/web/log.rs`; a batch's callers each
//!   hear what broke it, and nobody falls with another's rows: `tests/faults.rs`.
//!
//! Where to look: the hold rule (no stage ends inside a hold) is `Replay::enter` in [`domain::replay`]; the group commit
//! is `store::ledger`'s writer; the row of a fault in a file is found by [`office::import`].

pub mod cli;
pub mod demo;
pub mod domain;
pub mod formats;
pub mod i18n;
pub mod jobs;
pub mod office;
pub mod stats;
pub mod store;
pub mod web;
