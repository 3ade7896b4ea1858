//! The list of shipments, out of the row that each has in `now`: open ones first, by what is due, a page at a
//! time from where the page before ended.

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::now;

/// One shipment as it is listed.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = now)]
pub struct ListedShipment {
    /// Its reference.
    pub reference: String,
    /// The stage it is in.
    pub stage: Option<String>,
    /// How it closed.
    pub outcome: Option<String>,
    /// When; the largest integer while it is open.
    pub closed_at: i64,
    /// How many holds are open.
    pub open_holds: i32,
    /// Where it was last seen.
    pub place: Option<String>,
    /// Supervision mode.
    pub mode: Option<String>,
    /// Where it starts.
    pub origin: Option<String>,
    /// Where it goes.
    pub destination: Option<String>,
    /// When its promise is due; the largest integer without a running one.
    pub due_at: i64,
}

/// The place of a row in the order: when it closed (the open last in time come first), when it is due, its reference.
pub type Key = (i64, i64, String);

/// A page of shipments whose reference begins with a text.
pub(super) fn page(connection: &mut AnyConnection, prefix: &str, after: Option<Key>, limit: usize) -> Result<Vec<ListedShipment>, Error> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let end = format!("{prefix}\u{10ffff}");
    let (closed, due, reference) = after.unwrap_or((i64::MAX, -1, String::new()));
    let follows = now::closed_at
        .lt(closed)
        .or(now::closed_at.eq(closed).and(now::due_at.gt(due).or(now::due_at.eq(due).and(now::reference.gt(reference)))));
    Ok(on_each!(connection, c => {
        now::table
            .filter(now::reference.ge(prefix).and(now::reference.le(end)))
            .filter(follows)
            .order((now::closed_at.desc(), now::due_at, now::reference))
            .limit(limit)
            .select(ListedShipment::as_select())
            .load(c)
    })?)
}
