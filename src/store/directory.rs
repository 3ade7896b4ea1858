//! The directory: names of parties and goods, which of them are one and how they are shown; and the names that were used.

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::rows::read_details;
use super::schema::{directory, events, shipments};
use super::settings::Names;
use crate::domain::codes::Cell;
use crate::domain::field::Field;
use crate::domain::goods::GoodsLines;
use crate::domain::named::NameKind;

/// A name of a party or of goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryName {
    /// What it is a name of.
    pub kind: NameKind,
    /// As it is entered.
    pub name: String,
    /// The name of which it is another spelling; empty of none.
    pub same_as: String,
    /// As it is shown in each language; empty as it is entered.
    pub shown: Names,
    /// Whether no form offers it.
    pub retired: bool,
}

type Columns = (String, String, String, String, String, String, bool);

/// The whole directory, by kind and name.
fn all(connection: &mut AnyConnection) -> Result<Vec<DirectoryName>, Error> {
    let rows: Vec<Columns> = on_each!(connection, c => directory::table.order((directory::kind, directory::name)).load(c))?;
    let name = |(kind, name, same_as, en, zh, ru, retired): Columns| {
        Some(DirectoryName { kind: NameKind::parse(&kind)?, name, same_as, shown: Names { en, zh, ru }, retired })
    };
    Ok(rows.into_iter().filter_map(name).collect())
}

/// Writes a name: a new one, or in the place of the one that is there.
fn write(connection: &mut AnyConnection, name: &DirectoryName) -> Result<(), Error> {
    let one = directory::table.find((name.kind.word(), name.name.as_str()));
    on_each!(&mut *connection, c => diesel::delete(one).execute(c))?;
    let row = (
        directory::kind.eq(name.kind.word()),
        directory::name.eq(name.name.as_str()),
        directory::same_as.eq(name.same_as.as_str()),
        directory::name_en.eq(name.shown.en.as_str()),
        directory::name_zh.eq(name.shown.zh.as_str()),
        directory::name_ru.eq(name.shown.ru.as_str()),
        directory::retired.eq(name.retired),
    );
    on_each!(connection, c => diesel::insert_into(directory::table).values(row).execute(c))?;
    Ok(())
}

/// The names of parties and goods in the last registrations, the latest first.
fn used(connection: &mut AnyConnection, registrations: i64) -> Result<Vec<(Field, String)>, Error> {
    let latest: Vec<i64> =
        on_each!(&mut *connection, c => shipments::table.order(shipments::id.desc()).limit(registrations).select(shipments::id).load(c))?;
    let registered = events::table.filter(events::shipment.eq_any(&latest)).filter(events::number.eq(1));
    let details: Vec<Option<String>> =
        on_each!(connection, c => registered.order(events::shipment.desc()).select(events::details).load(c))?;
    let mut used = Vec::new();
    for (field, text) in details.iter().flatten().filter_map(|json| read_details(json)).flatten() {
        match field {
            Field::GoodsLines => {
                let lines = GoodsLines::read(&text);
                used.extend(lines.iter().flat_map(GoodsLines::lines).map(|line| (Field::GoodsLines, line.description.clone())));
            }
            field if NameKind::of(field).is_some() => used.push((field, text.into_owned())),
            _ => {}
        }
    }
    Ok(used)
}

impl Store {
    /// The whole directory, by kind and name.
    pub fn directory(&self) -> Result<Vec<DirectoryName>, Error> {
        self.read(all)
    }

    /// Changes the directory by what it is now: the names to write, or why not.
    pub fn change_directory<E: From<Error>>(
        &self,
        change: impl FnOnce(&[DirectoryName]) -> Result<Vec<DirectoryName>, E>,
    ) -> Result<(), E> {
        self.change(|connection| {
            for name in change(&all(connection)?)? {
                write(connection, &name)?;
            }
            Ok(())
        })
    }

    /// The names of parties and goods in so many of the last registrations, the latest first.
    pub fn names_used(&self, registrations: usize) -> Result<Vec<(Field, String)>, Error> {
        self.read(|connection| used(connection, i64::try_from(registrations).unwrap_or(i64::MAX)))
    }
}
