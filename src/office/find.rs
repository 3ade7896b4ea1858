//! Finding shipments: by the beginning of their reference; the open ones first, by what is due.

use crate::domain::stage::Outcome;
use crate::domain::time::Instant;
use crate::store::{Error, ListedShipment, Store};

/// Shipments on one page.
const PAGE: usize = 50;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What was typed.
    pub words: String,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// One shipment of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its reference.
    pub reference: String,
    /// The stage it is in.
    pub stage: Option<String>,
    /// How it closed.
    pub outcome: Option<Outcome>,
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
    /// When its promise is due, while it runs.
    pub due: Option<Instant>,
}

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its shipments.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub after: Option<String>,
}

/// A page of shipments. The place of a row in the order is its key: whether it is closed, when it is due, its
/// reference.
pub fn find(store: &Store, asked: &Asked) -> Result<Found, Error> {
    let after = asked.after.as_deref().and_then(|text| {
        let mut parts = text.splitn(3, ' ');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.to_owned()))
    });
    let mut listed = store.list(&asked.words, after, PAGE + 1)?;
    let has_more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let after = listed.last().filter(|_| has_more).map(|last| format!("{} {} {}", last.closed_at, last.due_at, last.reference));
    Ok(Found { rows: listed.into_iter().map(row).collect(), after })
}

fn row(listed: ListedShipment) -> Row {
    Row {
        reference: listed.reference,
        stage: listed.stage,
        outcome: listed.outcome.as_deref().and_then(Outcome::parse),
        open_holds: listed.open_holds,
        place: listed.place,
        mode: listed.mode,
        origin: listed.origin,
        destination: listed.destination,
        due: Instant::from_seconds(listed.due_at),
    }
}
