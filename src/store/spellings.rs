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
/// Shipments of one code that are told.
const MOST_TOLD: usize = 20;

/// The shipments that have these terms, by term, each list in order of reference.
fn with_terms(connection: &mut AnyConnection, terms: &[String]) -> Result<HashMap<String, Vec<Reference>>, Error> {
    let mut found: HashMap<String, Vec<Reference>> = HashMap::new();
    for part in terms.chunks(AT_A_TIME) {
        let rows: Vec<(String, String)> = on_each!(&mut *connection, c => {
            search_terms::table
                .inner_join(shipments::table.on(shipments::id.eq(search_terms::shipment)))
                .filter(search_terms::term.eq_any(part))
                .order(shipments::reference)
                .select((search_terms::term, shipments::reference))
                .load(c)
        })?;
        for (term, reference) in rows {
            let damaged = || Error::Damaged { shipment: reference.clone(), number: 0 };
            let reference = Reference::read(&reference).ok_or_else(damaged)?;
            found.entry(term).or_default().push(reference);
        }
    }
    Ok(found)
}

/// The shipments that are read as a reference, in order of reference; the one that is written so among them.
pub(super) fn read_as(connection: &mut AnyConnection, reference: &Reference) -> Result<Vec<Reference>, Error> {
    let term = whole_reference(reference.as_str());
    Ok(with_terms(connection, std::slice::from_ref(&term))?.remove(&term).unwrap_or_default())
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
    let mut twins: Vec<Vec<Reference>> = with_terms(connection, &terms)?.into_values().collect();
    twins.sort();
    Ok(twins)
}

/// For each code, the open shipments that have a parcel of it.
fn open_with(connection: &mut AnyConnection, codes: &[&str]) -> Result<Vec<Vec<Reference>>, Error> {
    let terms: Vec<String> = codes.iter().map(|code| whole_parcel(code)).collect();
    let mut found: HashMap<String, Vec<Reference>> = HashMap::new();
    for part in terms.chunks(AT_A_TIME) {
        let rows: Vec<(String, String)> = on_each!(&mut *connection, c => {
            search_terms::table
                .inner_join(shipment_summary::table.on(shipment_summary::shipment.eq(search_terms::shipment)))
                .filter(search_terms::term.eq_any(part))
                .filter(shipment_summary::closed_at.eq(NEVER))
                .order(shipment_summary::reference)
                .select((search_terms::term, shipment_summary::reference))
                .load(c)
        })?;
        for (term, reference) in rows {
            let told = found.entry(term).or_default();
            if told.len() < MOST_TOLD {
                told.extend(Reference::read(&reference));
            }
        }
    }
    Ok(terms.iter().map(|term| found.get(term).cloned().unwrap_or_default()).collect())
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
        let found = with_terms(self.connection(), &terms)?;
        Ok(terms.iter().map(|term| found.get(term).cloned().unwrap_or_default()).collect())
    }
}
