//! Identifiers as people read them: which shipments are called what someone typed, however it is written, and which have
//! a parcel or a paper of that code.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::projection::NEVER;
use super::schema::{search_terms, shipment_summary, shipments};
use super::snapshot::Snapshot;
use crate::domain::codes::{Cell, Reference};
use crate::domain::search_terms::{whole_paper, whole_parcel, whole_reference, whole_references};

/// Terms that one query asks for.
const AT_A_TIME: usize = 500;

/// For each term, the shipments that have it, or those of them that are open, in order of reference.
fn with_terms(connection: &mut AnyConnection, terms: &[String], only_open: bool) -> Result<Vec<Vec<Reference>>, Error> {
    let closed_from = if only_open { NEVER } else { i64::MIN };
    let mut found: HashMap<String, Vec<Reference>> = HashMap::new();
    for part in terms.chunks(AT_A_TIME) {
        let rows: Vec<(String, String)> = on_each!(&mut *connection, c => {
            search_terms::table
                .inner_join(shipment_summary::table.on(shipment_summary::shipment.eq(search_terms::shipment)))
                .filter(search_terms::term.eq_any(part))
                .filter(shipment_summary::closed_at.ge(closed_from))
                .order(shipment_summary::reference)
                .select((search_terms::term, shipment_summary::reference))
                .load(c)
        })?;
        for (term, reference) in rows {
            let damaged = || Error::Damaged { shipment: reference.clone(), number: 0 };
            let reference = Reference::read(&reference).ok_or_else(damaged)?;
            found.entry(term).or_default().push(reference);
        }
    }
    Ok(terms.iter().map(|term| found.get(term).cloned().unwrap_or_default()).collect())
}

/// The shipments that are read as a reference, in order of reference; the one that is written so among them.
pub(super) fn read_as(connection: &mut AnyConnection, reference: &Reference) -> Result<Vec<Reference>, Error> {
    Ok(with_terms(connection, &[whole_reference(reference.as_str())], false)?.concat())
}

/// Shipments that are read as one another: lists of two or more.
pub(super) fn twins(connection: &mut AnyConnection) -> Result<Vec<Vec<Reference>>, Error> {
    let (from, before) = whole_references();
    let terms: Vec<String> = on_each!(&mut *connection, c => {
        search_terms::table
            .filter(search_terms::term.ge(from).and(search_terms::term.lt(before)))
            .group_by(search_terms::term)
            .having(diesel::dsl::count(search_terms::shipment).gt(1))
            .select(search_terms::term)
            .load(c)
    })?;
    let mut twins = with_terms(connection, &terms, false)?;
    twins.sort();
    Ok(twins)
}

/// For each code, the open shipments that have a parcel of it.
fn open_with(connection: &mut AnyConnection, codes: &[&str]) -> Result<Vec<Vec<Reference>>, Error> {
    let terms: Vec<String> = codes.iter().map(|code| whole_parcel(code)).collect();
    with_terms(connection, &terms, true)
}

impl Store {
    /// For each code, the open shipments that have a parcel of it.
    pub fn open_with(&self, codes: &[&str]) -> Result<Vec<Vec<Reference>>, Error> {
        self.read(|connection| open_with(connection, codes))
    }

    /// The shipments that have a parcel or a paper of a code, two of them, where there are more.
    pub fn first_with(&self, code: &str) -> Result<Vec<Reference>, Error> {
        let terms: Vec<String> = std::iter::once(whole_parcel(code)).chain(whole_paper(code)).collect();
        let rows: Vec<String> = self.read(|connection| {
            Ok(on_each!(connection, c => {
                search_terms::table
                    .inner_join(shipments::table.on(shipments::id.eq(search_terms::shipment)))
                    .filter(search_terms::term.eq_any(&terms))
                    .select(shipments::reference)
                    .distinct()
                    .limit(2)
                    .load(c)
            })?)
        })?;
        Ok(rows.iter().filter_map(|reference| Reference::read(reference)).collect())
    }

    /// The shipments that are read as a reference, in order of reference; the one that is written so among them.
    pub fn read_as(&self, reference: &Reference) -> Result<Vec<Reference>, Error> {
        self.read(|connection| read_as(connection, reference))
    }

    /// Shipments that are read as one another, as databases of earlier versions may have them: lists of two or more.
    pub fn twins(&self) -> Result<Vec<Vec<Reference>>, Error> {
        self.read(twins)
    }
}

impl Snapshot {
    /// For each code, the open shipments that have a parcel of it.
    pub fn open_with(&mut self, codes: &[&str]) -> Result<Vec<Vec<Reference>>, Error> {
        if self.is_empty() { Ok(vec![Vec::new(); codes.len()]) } else { open_with(self.connection(), codes) }
    }

    /// For each reference, the shipments that are read as it.
    pub fn all_read_as(&mut self, references: &[Reference]) -> Result<Vec<Vec<Reference>>, Error> {
        if self.is_empty() {
            return Ok(vec![Vec::new(); references.len()]);
        }
        let terms: Vec<String> = references.iter().map(|reference| whole_reference(reference.as_str())).collect();
        with_terms(self.connection(), &terms, false)
    }
}
