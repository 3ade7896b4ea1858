//! Finding shipments: by words, by where they stand, in an order, a page at a time.

use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::codes::{Cell, Reference};
use crate::domain::commitment::SlaStatus;
use crate::domain::milestones::ShipmentDoubt;
use crate::domain::search_terms::{self, AskedWord};
use crate::domain::time::Instant;
use crate::domain::{event::Recorded, identifier};
pub use crate::store::{ListQuery, ListedShipment, Order};
use crate::store::{MadeOf, Store};

/// Shipments on one page.
pub const PAGE: usize = 50;
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
    /// How many there are in all.
    pub count: usize,
    /// How many the lists have that everyone has.
    pub counts: Counts,
}

/// How many shipments the lists have that everyone has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The open and the ended.
    pub all: usize,
    /// The open ones.
    pub open: usize,
    /// Open and past due.
    pub overdue: usize,
    /// Open and likely to be late.
    pub at_risk: usize,
    /// Open and on hold.
    pub held: usize,
}

/// The words that a search asks for; none if it has none to ask for.
pub fn words(typed: &str) -> Option<Vec<AskedWord>> {
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
    let counts = counts(store, context.now.instant())?;
    let count = if has_more || asked.after.is_some() { total(store, asked, &counts)? } else { rows.len() };
    Ok(ListPage { rows, after, count, counts })
}

/// The page of a list that is asked for by what cannot be: it has none.
pub fn none(office: &Office, context: &Context) -> Result<ListPage, Error> {
    context.require(Right::Look)?;
    Ok(ListPage { counts: counts(office.store(), context.now.instant())?, ..ListPage::default() })
}

/// How many shipments a list has.
pub fn count(office: &Office, context: &Context, asked: &ListQuery) -> Result<usize, Error> {
    context.require(Right::Look)?;
    Ok(office.store().count_listed(asked)?)
}

/// How many shipments a list has, which may be known already.
fn total(store: &Store, asked: &ListQuery, counts: &Counts) -> Result<usize, Error> {
    let whole = ListQuery { order: Order::default(), is_reversed: false, after: None, ..asked.clone() };
    let of = |open| ListQuery { open, ..ListQuery::default() };
    Ok(match whole {
        whole if whole == of(None) => counts.all,
        whole if whole == of(Some(true)) => counts.open,
        whole if whole == of(Some(false)) => counts.all - counts.open,
        whole => store.count_listed(&whole)?,
    })
}

fn counts(store: &Store, at: Instant) -> Result<Counts, Error> {
    let standing = store.remember(MadeOf::Ledger, Store::standing)?;
    let mut counts = Counts { all: standing.all, open: standing.open.len(), ..Counts::default() };
    for shipment in &standing.open {
        match shipment.status(at) {
            SlaStatus::Overdue => counts.overdue += 1,
            SlaStatus::AtRisk => counts.at_risk += 1,
            _ => {}
        }
        counts.held += usize::from(shipment.open_holds > 0);
    }
    Ok(counts)
}

/// The history of a shipment, in order of numbers; none if there is no such shipment.
pub fn history(office: &Office, context: &Context, shipment: &Reference) -> Result<Option<Vec<Recorded>>, Error> {
    context.require(Right::Look)?;
    Ok(office.store().history(shipment)?)
}

/// The shipments that people mean by a reference: the one that is written so, else all that are read so.
pub fn meant(office: &Office, context: &Context, called: &Reference) -> Result<Vec<Reference>, Error> {
    context.require(Right::Look)?;
    let mut read_as = office.store().read_as(called)?;
    if read_as.contains(called) {
        read_as.retain(|reference| reference == called);
    }
    Ok(read_as)
}

/// Shipments that are read as one another, as databases of earlier versions may have them: lists of two or more.
pub fn twins(office: &Office, context: &Context) -> Result<Vec<Vec<Reference>>, Error> {
    context.require(Right::Look)?;
    Ok(office.store().twins()?)
}

/// How many milestones cannot be as they stand, and the first so many of them in order of reference.
pub fn doubted_milestones(office: &Office, context: &Context, most: usize) -> Result<(u64, Vec<ShipmentDoubt>), Error> {
    context.require(Right::Look)?;
    Ok(office.store().doubted_milestones(most)?)
}

/// The only shipment that something typed identifies, as a whole: by its reference, the code of a parcel in it, or the
/// number of its declaration or waybill.
pub fn identified(office: &Office, context: &Context, typed: &str) -> Result<Option<Reference>, Error> {
    context.require(Right::Look)?;
    let store = office.store();
    let mut found = Reference::read(typed.trim()).map_or(Ok(Vec::new()), |called| meant(office, context, &called))?;
    for reference in store.first_with(typed)? {
        if !found.contains(&reference) {
            found.push(reference);
        }
    }
    Ok(<[Reference; 1]>::try_from(found).ok().map(|[only]| only))
}

/// What was meant, where it was typed on a keyboard that was Russian; none where nothing is found by that.
pub fn retyped(office: &Office, context: &Context, typed: &str) -> Result<Option<(String, usize)>, Error> {
    let Some(meant) = identifier::on_latin_keys(typed) else { return Ok(None) };
    let Some(words) = words(&meant) else { return Ok(None) };
    let count = count(office, context, &ListQuery { words, ..ListQuery::default() })?;
    Ok((count > 0).then_some((meant, count)))
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
pub fn nearest(office: &Office, context: &Context, words: &[AskedWord]) -> Result<Alike, Error> {
    context.require(Right::Look)?;
    let mut words: Vec<String> = words.iter().map(|word| word.begins.clone()).collect();
    while let Some(longest) = words.iter_mut().max_by_key(|word| word.chars().count()).filter(|word| word.chars().count() > SHORTEST) {
        longest.pop();
        let beginnings = words.iter().cloned().map(AskedWord::beginning).collect();
        let asked = ListQuery { words: beginnings, order: Order::Registered, ..ListQuery::default() };
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
