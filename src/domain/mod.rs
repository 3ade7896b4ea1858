//! The trade: events, histories, timelines, clocks, refusals, codes. Pure: nothing in here knows the time of
//! day, a file, a database or a web page. Read in this order, a newcomer knows the trade: `stage`, `event`,
//! `replay`, `clock`, `timeline`.

pub mod actor;
pub mod clearance_table;
pub mod clock;
pub mod codes;
pub mod commitment;
pub mod details;
pub mod entry;
pub mod event;
pub mod field;
pub mod goods;
pub mod history;
pub mod identifier;
pub mod intervals;
pub mod lane;
pub mod local_time;
pub mod measure;
pub mod milestones;
pub mod money;
pub mod named;
pub mod next_step;
pub mod normal_form;
pub mod parcel;
pub mod pasted_codes;
pub mod plan;
pub mod refusal;
pub mod replay;
pub mod report;
pub mod report_table;
pub mod role;
pub mod seal;
pub mod search_terms;
pub mod shipment_state;
pub mod stage;
pub mod time;
pub mod timeline;
pub mod whereabouts;
pub mod zone;
