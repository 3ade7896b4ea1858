//! Lists that someone keeps: a name and the query of an address.

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::views;

/// The views of a person, by name: name and query.
pub(super) fn of_person(connection: &mut AnyConnection, person: i64) -> Result<Vec<(String, String)>, Error> {
    Ok(on_each!(connection, c => {
        views::table.filter(views::person.eq(person)).order(views::name).select((views::name, views::query)).load(c)
    })?)
}

/// Keeps a view, in the place of one of the same name; an empty query lets it go.
pub(super) fn keep(connection: &mut AnyConnection, person: i64, name: &str, query: &str) -> Result<(), Error> {
    on_each!(&mut *connection, c => diesel::delete(views::table.find((person, name))).execute(c))?;
    if !query.is_empty() {
        let row = (views::person.eq(person), views::name.eq(name), views::query.eq(query));
        on_each!(connection, c => diesel::insert_into(views::table).values(row).execute(c))?;
    }
    Ok(())
}

impl Store {
    /// The views that a person keeps: name and query.
    pub fn views(&self, person: i64) -> Result<Vec<(String, String)>, Error> {
        self.read(|connection| of_person(connection, person))
    }

    /// Keeps a view of a person; an empty query lets it go.
    pub fn keep_view(&self, person: i64, name: &str, query: &str) -> Result<(), Error> {
        self.change(|connection| keep(connection, person, name, query))
    }
}
