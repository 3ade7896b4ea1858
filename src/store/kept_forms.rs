//! Forms that could not be taken yet, kept for whoever typed them.

use diesel::prelude::*;

use super::Store;
use super::engine::on_each;
use super::error::Error;
use super::schema::kept_forms;
use crate::domain::time::Moment;

impl Store {
    /// Keeps what a person typed; what was kept before a moment, of anyone, goes.
    pub fn keep_form(&self, id: &str, person: i64, fields: &str, now: Moment, before: Moment) -> Result<(), Error> {
        self.change(|connection| {
            on_each!(connection, c => {
                diesel::delete(kept_forms::table.filter(kept_forms::kept_at.lt(before.micros()))).execute(c)?;
                let row = (
                    kept_forms::id.eq(id),
                    kept_forms::person.eq(person),
                    kept_forms::fields.eq(fields),
                    kept_forms::kept_at.eq(now.micros()),
                );
                diesel::insert_into(kept_forms::table).values(row).execute(c)
            })?;
            Ok(())
        })
    }

    /// What a person typed, kept since a moment.
    pub fn kept_form(&self, id: &str, person: i64, since: Moment) -> Result<Option<String>, Error> {
        self.read(|connection| {
            let kept = kept_forms::table
                .filter(kept_forms::id.eq(id))
                .filter(kept_forms::person.eq(person))
                .filter(kept_forms::kept_at.ge(since.micros()))
                .select(kept_forms::fields);
            Ok(on_each!(connection, c => kept.first(c).optional())?)
        })
    }
}
