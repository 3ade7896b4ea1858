//! Finding shipments: by words, by where they stand, in an order, a page at a time.

use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::codes::Reference;
use crate::domain::event::Recorded;
use crate::domain::search_terms;
pub use crate::store::{ListQuery, ListedShipment, Order};

/// Shipments on one page.
pub const PAGE: usize = 50;
/// Beyond so many, how many is not counted.
pub const COUNTED: usize = 1_000;

/// Shipments that are named where a search finds none.
const NEAREST: usize = 5;
/// A beginning of fewer characters is near to everything.
const SHORTEST: usize = 2;

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct ListPage {
    /// Its shipments.
    pub rows: Vec<ListedShipment>,
    /// Where the next page begins, if there is one.
    pub after: Option<String>,
    /// How many there are in all, up to [`COUNTED`] and one more.
    pub count: usize,
}

/// The words that a search asks for; none if it has none to ask for.
pub fn words(typed: &str) -> Option<Vec<String>> {
    Some(search_terms::asked(typed)).filter(|asked| !asked.is_empty())
}

/// A page of shipments.
pub fn find(office: &Office, context: &Context, asked: &ListQuery) -> Result<ListPage, Error> {
    context.require(Right::Look)?;
    let store = office.store();
    let mut rows = store.list(asked, PAGE + 1)?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let after = rows.last().filter(|_| has_more).map(|last| key(asked.order, last));
    let count = if has_more || asked.after.is_some() { store.count_listed(asked, COUNTED + 1)? } else { rows.len() };
    Ok(ListPage { rows, after, count })
}

/// How many shipments a list has, up to [`COUNTED`] and one more.
pub fn count(office: &Office, context: &Context, asked: &ListQuery) -> Result<usize, Error> {
    context.require(Right::Look)?;
    Ok(office.store().count_listed(asked, COUNTED + 1)?)
}

/// The history of a shipment, in order of numbers; none if there is no such shipment.
pub fn history(office: &Office, context: &Context, shipment: &Reference) -> Result<Option<Vec<Recorded>>, Error> {
    context.require(Right::Look)?;
    Ok(office.store().history(shipment)?)
}

/// Whether nothing was ever registered.
pub fn is_office_empty(office: &Office, context: &Context) -> Result<bool, Error> {
    context.require(Right::Look)?;
    Ok(office.store().is_empty()?)
}

/// The lists that whoever asks keeps: name and query.
pub fn kept(office: &Office, context: &Context) -> Result<Vec<(String, String)>, Error> {
    context.require(Right::Look)?;
    Ok(office.store().views(context.account()?)?)
}

/// Keeps a list of whoever asks under a name; an empty query lets it go.
pub fn keep(office: &Office, context: &Context, name: &str, query: &str) -> Result<(), Error> {
    context.require(Right::Look)?;
    Ok(office.store().keep_view(context.account()?, name, query)?)
}

/// Shipments that begin alike.
#[derive(Debug, Clone, Default)]
pub struct Alike {
    /// The words, as far as they are found.
    pub words: Vec<String>,
    /// The first few.
    pub rows: Vec<ListedShipment>,
}

/// What is found by the longest beginnings of words that find nothing whole; empty if nothing is.
pub fn nearest(office: &Office, context: &Context, words: &[String]) -> Result<Alike, Error> {
    context.require(Right::Look)?;
    let mut words = words.to_vec();
    while let Some(longest) = words.iter_mut().max_by_key(|word| word.chars().count()).filter(|word| word.chars().count() > SHORTEST) {
        longest.pop();
        let asked = ListQuery { words: words.clone(), order: Order::Registered, ..ListQuery::default() };
        let rows = office.store().list(&asked, NEAREST)?;
        if !rows.is_empty() {
            return Ok(Alike { words, rows });
        }
    }
    Ok(Alike::default())
}

/// The place of a row in an order, as an address has it.
fn key(order: Order, row: &ListedShipment) -> String {
    match order {
        Order::Left => format!("{} {} {}", row.closed_at, row.due_at, row.reference),
        Order::Reference => format!("0 0 {}", row.reference),
        Order::Registered => format!("{} 0 {}", row.registered_at, row.reference),
    }
}

/// The same read from an address.
pub fn key_of(text: &str) -> Option<(i64, i64, String)> {
    let mut parts = text.splitn(3, ' ');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.to_owned()))
}
