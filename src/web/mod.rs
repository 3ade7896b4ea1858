//! What a browser sees: routes, sessions, forms, the pages' view models and drawings. Thin: a handler takes a
//! form, calls one function of the office, and answers with a page or a redirect. No rule of the trade, no
//! query, and no text for a reader lives here.

mod access;
mod app;
mod app_error;
mod assets;
mod authentication;
mod details_form;
mod download;
mod draft;
mod event_form;
mod faults;
mod field;
mod form;
mod frame;
mod kept_form;
mod list_filter;
mod page;
mod pages;
mod presenter;
mod report_table;
mod request_id;
mod request_user;
mod routes;
mod row;
mod server;
mod settings;
mod state_words;
pub mod track;
mod typed;
mod where_when;
mod wording;

pub use access::Access;
pub use draft::What;
pub use faults::{also, doubted, why};
pub use routes::{Route, table};
pub use server::{ServeError, Served, serve};
pub use settings::Settings;
