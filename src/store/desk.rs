//! The office's own tables, read and changed: users, sessions, settings, places, targets, reasons.

use std::collections::HashMap;
use std::path::Path;

use uuid::Uuid;

use super::board::{self, OpenShipment};
use super::error::Error;
use super::intervals;
use super::ledger::{self, Receipt};
use super::list::{self, ListQuery, ListedShipment};
use super::people::{self, Session, User};
use super::places::{self, LaneTarget, Place};
use super::settings::{self, CustomsCode, HoldReason};
use super::{ChainHead, Store, chain, engine, histories, views};
use crate::domain::intervals::Intervals;
use crate::domain::time::Moment;

impl Store {
    /// All users by name.
    pub fn users(&self) -> Result<Vec<User>, Error> {
        self.read(people::users)
    }

    /// The user of a name.
    pub fn user(&self, name: &str) -> Result<Option<User>, Error> {
        self.read(|connection| people::user(connection, name))
    }

    /// Adds a user; none if the name is taken.
    pub fn add_user(&self, mut user: User) -> Result<Option<User>, Error> {
        self.change(|connection| Ok(people::add(connection, &mut user)?.then_some(user)))
    }

    /// Adds the first user of an office; none if there is one already, however many ask at once.
    pub fn add_first_user(&self, mut user: User, time_zone: &str) -> Result<Option<User>, Error> {
        self.change(|connection| {
            if !people::users(connection)?.is_empty() || !people::add(connection, &mut user)? {
                return Ok(None);
            }
            settings::set(connection, settings::TIME_ZONE, time_zone)?;
            Ok(Some(user))
        })
    }

    /// Changes a user by what they are now; none if there is none of that name, or the change gives none.
    pub fn change_user(&self, name: &str, change: impl FnOnce(User, &[User]) -> Option<User>) -> Result<Option<User>, Error> {
        self.change(|connection| {
            let all = people::users(connection)?;
            let Some(user) = all.iter().find(|user| user.name == name).cloned() else { return Ok(None) };
            let Some(changed) = change(user, &all) else { return Ok(None) };
            people::change(connection, &changed)?;
            Ok(Some(changed))
        })
    }

    /// Opens a session for a user whose password is still this, and forgets sessions that ended by themselves; false
    /// if it is not, or the user is disabled.
    pub fn open_session(
        &self,
        session: &Session,
        token_hash: &[u8],
        password: &str,
        seen_before: Moment,
        created_before: Moment,
    ) -> Result<bool, Error> {
        self.change(|connection| {
            let users = people::users(connection)?;
            if !users.iter().any(|user| user.id == session.user && user.password == password && !user.disabled) {
                return Ok(false);
            }
            people::forget_sessions(connection, seen_before, created_before)?;
            people::open_session(connection, session, token_hash)?;
            Ok(true)
        })
    }

    /// Gives a user another password and ends their sessions but one, at once; none if there is none of that name.
    pub fn set_password(&self, name: &str, password: &str, but: Option<&str>) -> Result<Option<User>, Error> {
        self.change(|connection| {
            let Some(user) = people::user(connection, name)? else { return Ok(None) };
            let user = User { password: password.to_owned(), ..user };
            people::change(connection, &user)?;
            people::end_sessions(connection, user.id, but)?;
            Ok(Some(user))
        })
    }

    /// The session of a token with its user.
    pub fn session(&self, token_hash: &[u8]) -> Result<Option<(Session, User)>, Error> {
        self.read(|connection| people::session(connection, token_hash))
    }

    /// Notes that a session was used, unless someone is writing just now: no page waits for that.
    pub fn touch_session(&self, id: &str, seen_at: Moment) -> Result<(), Error> {
        let mut connection = self.desks.get()?;
        engine::without_waiting(&mut connection, |connection| people::touch_session(connection, id, seen_at).is_ok())?;
        Ok(())
    }

    /// The sessions of a user, the last used first.
    pub fn sessions_of(&self, user: i64) -> Result<Vec<Session>, Error> {
        self.read(|connection| people::sessions_of(connection, user))
    }

    /// Ends one session of a user; false if there is none such.
    pub fn end_session(&self, user: i64, id: &str) -> Result<bool, Error> {
        self.change(|connection| people::end_session(connection, user, id))
    }

    /// Ends all sessions of a user but one.
    pub fn end_sessions(&self, user: i64, but: Option<&str>) -> Result<(), Error> {
        self.change(|connection| people::end_sessions(connection, user, but))
    }

    /// Whether the database holds a sample.
    pub fn is_sample(&self) -> Result<bool, Error> {
        Ok(self.read(|connection| settings::setting(connection, settings::SAMPLE))?.is_some())
    }

    /// The time zone that was chosen for the office.
    pub fn time_zone(&self) -> Result<Option<String>, Error> {
        self.read(|connection| settings::setting(connection, settings::TIME_ZONE))
    }

    /// Why shipments are held, by code.
    pub fn reasons(&self) -> Result<Vec<HoldReason>, Error> {
        self.read(settings::reasons)
    }

    /// Writes a reason: a new one, or in the place of the one of its code.
    pub fn keep_reason(&self, reason: &HoldReason) -> Result<(), Error> {
        self.change(|connection| settings::keep_reason(connection, reason))
    }

    /// Adds a reason; false if its code is taken.
    pub fn add_reason(&self, reason: &HoldReason) -> Result<bool, Error> {
        self.change(|connection| {
            let is_new = settings::reasons(connection)?.iter().all(|known| known.code != reason.code);
            if is_new {
                settings::keep_reason(connection, reason)?;
            }
            Ok(is_new)
        })
    }

    /// Changes a reason by what it is now; none if there is none of that code.
    pub fn change_reason(&self, code: &str, change: impl FnOnce(HoldReason) -> HoldReason) -> Result<Option<HoldReason>, Error> {
        self.change(|connection| {
            let found = settings::reasons(connection)?.into_iter().find(|reason| reason.code == code).map(change);
            if let Some(changed) = &found {
                settings::keep_reason(connection, changed)?;
            }
            Ok(found)
        })
    }

    /// What customs codes mean.
    pub fn customs_codes(&self) -> Result<Vec<CustomsCode>, Error> {
        self.read(settings::customs_codes)
    }

    /// Writes a place: a new one, or in the place of the one of its code.
    pub fn keep_place(&self, place: &Place) -> Result<(), Error> {
        self.change(|connection| places::keep(connection, place))
    }

    /// Adds a place; false if its code is taken.
    pub fn add_place(&self, place: &Place) -> Result<bool, Error> {
        self.change(|connection| {
            let is_new = !places::codes(connection)?.contains(place.code.as_str());
            if is_new {
                places::keep(connection, place)?;
            }
            Ok(is_new)
        })
    }

    /// Changes a place by what it is now; none if there is none of that code.
    pub fn change_place(&self, code: &str, change: impl FnOnce(Place) -> Place) -> Result<Option<Place>, Error> {
        self.change(|connection| {
            let found = places::all(connection)?.into_iter().find(|place| place.code.as_str() == code).map(change);
            if let Some(changed) = &found {
                places::keep(connection, changed)?;
            }
            Ok(found)
        })
    }

    /// Sets targets of lanes.
    pub fn set_targets(&self, targets: &[LaneTarget]) -> Result<(), Error> {
        self.change(|connection| places::set_targets(connection, targets))
    }

    /// A page of shipments.
    pub fn list(&self, asked: &ListQuery, limit: usize) -> Result<Vec<ListedShipment>, Error> {
        self.read(|connection| list::page(connection, asked, i64::try_from(limit).unwrap_or(i64::MAX)))
    }

    /// How many shipments a list has, but no more than a limit.
    pub fn count_listed(&self, asked: &ListQuery, limit: usize) -> Result<usize, Error> {
        self.read(|connection| list::count(connection, asked, i64::try_from(limit).unwrap_or(i64::MAX)))
    }

    /// How many shipments a list has.
    pub fn count_all_listed(&self, asked: &ListQuery) -> Result<u64, Error> {
        self.read(|connection| list::count_all(connection, asked))
    }

    /// Other shipments that are found by these words, as pairs of word and reference; no more than a limit each time.
    pub fn others_with(&self, words: &[String], but: &str, limit: i64) -> Result<Vec<(String, String)>, Error> {
        self.read(|connection| list::others_with(connection, words, but, limit))
    }

    /// The visits and holds of these shipments.
    pub fn intervals(&self, shipments: &[i64]) -> Result<HashMap<i64, Intervals>, Error> {
        self.read(|connection| intervals::of(connection, shipments))
    }

    /// All open shipments, by what is due.
    pub fn open_shipments(&self) -> Result<Vec<OpenShipment>, Error> {
        self.read(board::open)
    }

    /// The views that a person keeps: name and query.
    pub fn views(&self, person: i64) -> Result<Vec<(String, String)>, Error> {
        self.read(|connection| views::of(connection, person))
    }

    /// Keeps a view of a person; an empty query lets it go.
    pub fn keep_view(&self, person: i64, name: &str, query: &str) -> Result<(), Error> {
        self.change(|connection| views::keep(connection, person, name, query))
    }

    /// What came of a form's key, if it was recorded.
    pub fn receipt(&self, key: Uuid) -> Result<Option<Receipt>, Error> {
        self.read(|connection| ledger::receipt(connection, key))
    }

    /// The end of the ledger.
    pub fn head(&self) -> Result<ChainHead, Error> {
        self.read(chain::head)
    }

    /// Writes a copy of a SQLite database into a file that is not there.
    pub fn copy_to(&self, file: &Path) -> Result<(), Error> {
        let mut connection = self.readers.get()?;
        engine::copy_to(&mut connection, file)
    }

    /// Whether nothing was ever registered.
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.read(histories::is_empty)
    }
}
