//! Who may come in, and who is in: users and their sessions.

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::{sessions, users};
use super::{Store, engine, settings};
use crate::domain::role::Role;
use crate::domain::time::Moment;

/// A user of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Its row.
    pub id: i64,
    /// The name for signing in.
    pub name: String,
    /// The name that stands in the histories.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
    /// Hash of the password (Argon2id, PHC string).
    pub password: String,
    /// Language tag.
    pub language: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Whether they may no longer come in.
    pub disabled: bool,
    /// Since when.
    pub created_at: Moment,
    /// Who they are in the ledger, for good and in every office: a UUID, given once, never another's.
    pub lasting_id: String,
}

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Shown in lists; no secret.
    pub id: String,
    /// Whose.
    pub user: i64,
    /// Since when.
    pub created_at: Moment,
    /// When it was last used, to the minute.
    pub seen_at: Moment,
    /// From where it was opened.
    pub address: String,
    /// With which browser.
    pub agent: String,
}

#[derive(Queryable, Insertable, AsChangeset, Selectable, Clone)]
#[diesel(table_name = users)]
struct UserRow {
    id: i64,
    name: String,
    display_name: String,
    role: String,
    password: String,
    language: String,
    time_zone: String,
    disabled: bool,
    created_at: i64,
    lasting_id: String,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = sessions)]
struct SessionRow {
    id: String,
    token_hash: Vec<u8>,
    person: i64,
    created_at: i64,
    seen_at: i64,
    address: String,
    agent: String,
}

fn moment(micros: i64) -> Moment {
    Moment::from_micros(micros).unwrap_or_else(Moment::earliest)
}

impl From<UserRow> for User {
    fn from(row: UserRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            display_name: row.display_name,
            // The table lets no other word in; the least is the safe reading.
            role: Role::parse(&row.role).unwrap_or(Role::Staff),
            password: row.password,
            language: row.language,
            time_zone: row.time_zone,
            disabled: row.disabled,
            created_at: moment(row.created_at),
            lasting_id: row.lasting_id,
        }
    }
}

impl From<&User> for UserRow {
    fn from(user: &User) -> Self {
        Self {
            id: user.id,
            name: user.name.clone(),
            display_name: user.display_name.clone(),
            role: user.role.word().to_owned(),
            password: user.password.clone(),
            language: user.language.clone(),
            time_zone: user.time_zone.clone(),
            disabled: user.disabled,
            created_at: user.created_at.micros(),
            lasting_id: user.lasting_id.clone(),
        }
    }
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        let (created_at, seen_at) = (moment(row.created_at), moment(row.seen_at));
        Self { id: row.id, user: row.person, created_at, seen_at, address: row.address, agent: row.agent }
    }
}

/// All users by name.
pub(super) fn users(connection: &mut AnyConnection) -> Result<Vec<User>, Error> {
    let rows: Vec<UserRow> = on_each!(connection, c => users::table.order(users::name).load(c))?;
    Ok(rows.into_iter().map(User::from).collect())
}

/// The user of a name.
pub(super) fn user(connection: &mut AnyConnection, name: &str) -> Result<Option<User>, Error> {
    let row: Option<UserRow> = on_each!(connection, c => users::table.filter(users::name.eq(name)).first(c).optional())?;
    Ok(row.map(User::from))
}

/// Adds a user, with the next free row; false if the name is taken.
pub(super) fn add(connection: &mut AnyConnection, user: &mut User) -> Result<bool, Error> {
    if self::user(connection, &user.name)?.is_some() {
        return Ok(false);
    }
    let last: Option<i64> = on_each!(&mut *connection, c => users::table.select(diesel::dsl::max(users::id)).first(c))?;
    user.id = last.unwrap_or(0) + 1;
    on_each!(connection, c => diesel::insert_into(users::table).values(UserRow::from(&*user)).execute(c))?;
    Ok(true)
}

/// Writes a user that is there.
pub(super) fn change(connection: &mut AnyConnection, user: &User) -> Result<(), Error> {
    let row = UserRow::from(user);
    on_each!(connection, c => diesel::update(users::table.find(user.id)).set(row).execute(c))?;
    Ok(())
}

/// Opens a session.
pub(super) fn open_session(connection: &mut AnyConnection, session: &Session, token_hash: &[u8]) -> Result<(), Error> {
    let row = SessionRow {
        id: session.id.clone(),
        token_hash: token_hash.to_vec(),
        person: session.user,
        created_at: session.created_at.micros(),
        seen_at: session.seen_at.micros(),
        address: session.address.clone(),
        agent: session.agent.clone(),
    };
    on_each!(connection, c => diesel::insert_into(sessions::table).values(row).execute(c))?;
    Ok(())
}

/// The session of a token with its user.
pub(super) fn session(connection: &mut AnyConnection, token_hash: &[u8]) -> Result<Option<(Session, User)>, Error> {
    let row: Option<(SessionRow, UserRow)> = on_each!(connection, c => {
        sessions::table
            .inner_join(users::table.on(users::id.eq(sessions::person)))
            .filter(sessions::token_hash.eq(token_hash))
            .select((sessions::all_columns, users::all_columns))
            .first(c)
            .optional()
    })?;
    Ok(row.map(|(session, user)| (session.into(), user.into())))
}

/// Notes that a session was used.
pub(super) fn touch_session(connection: &mut AnyConnection, id: &str, seen_at: Moment) -> Result<(), Error> {
    on_each!(connection, c => diesel::update(sessions::table.find(id)).set(sessions::seen_at.eq(seen_at.micros())).execute(c))?;
    Ok(())
}

/// The sessions of a user, the last used first.
pub(super) fn sessions_of(connection: &mut AnyConnection, user: i64) -> Result<Vec<Session>, Error> {
    let rows: Vec<SessionRow> =
        on_each!(connection, c => sessions::table.filter(sessions::person.eq(user)).order(sessions::seen_at.desc()).load(c))?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// Ends one session of a user; false if there is none such.
pub(super) fn end_session(connection: &mut AnyConnection, user: i64, id: &str) -> Result<bool, Error> {
    let one = sessions::table.filter(sessions::id.eq(id)).filter(sessions::person.eq(user));
    Ok(on_each!(connection, c => diesel::delete(one).execute(c))? > 0)
}

/// Ends all sessions of a user but one.
pub(super) fn end_sessions(connection: &mut AnyConnection, user: i64, but: Option<&str>) -> Result<(), Error> {
    let others = sessions::table.filter(sessions::person.eq(user)).filter(sessions::id.ne(but.unwrap_or("")));
    on_each!(connection, c => diesel::delete(others).execute(c))?;
    Ok(())
}

/// Forgets sessions that ended by themselves: last used or opened before these moments.
pub(super) fn forget_sessions(connection: &mut AnyConnection, seen_before: Moment, created_before: Moment) -> Result<(), Error> {
    let old = sessions::table.filter(sessions::seen_at.lt(seen_before.micros()).or(sessions::created_at.lt(created_before.micros())));
    on_each!(connection, c => diesel::delete(old).execute(c))?;
    Ok(())
}

impl Store {
    /// All users by name.
    pub fn users(&self) -> Result<Vec<User>, Error> {
        self.read(users)
    }

    /// The user of a name.
    pub fn user(&self, name: &str) -> Result<Option<User>, Error> {
        self.read(|connection| user(connection, name))
    }

    /// Adds a user; none if the name is taken.
    pub fn add_user(&self, mut user: User) -> Result<Option<User>, Error> {
        self.change(|connection| Ok(add(connection, &mut user)?.then_some(user)))
    }

    /// Adds the first user of an office; none if there is one already, however many ask at once.
    pub fn add_first_user(&self, mut user: User, time_zone: &str) -> Result<Option<User>, Error> {
        self.change(|connection| {
            if !users(connection)?.is_empty() || !add(connection, &mut user)? {
                return Ok(None);
            }
            settings::set(connection, settings::TIME_ZONE, time_zone)?;
            Ok(Some(user))
        })
    }

    /// Changes a user by what they are now; none if there is none of that name, or the change gives none.
    pub fn change_user(&self, name: &str, change: impl FnOnce(User, &[User]) -> Option<User>) -> Result<Option<User>, Error> {
        self.change(|connection| {
            let all = users(connection)?;
            let Some(user) = all.iter().find(|user| user.name == name).cloned() else { return Ok(None) };
            let Some(changed) = change(user, &all) else { return Ok(None) };
            self::change(connection, &changed)?;
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
            let users = users(connection)?;
            if !users.iter().any(|user| user.id == session.user && user.password == password && !user.disabled) {
                return Ok(false);
            }
            forget_sessions(connection, seen_before, created_before)?;
            open_session(connection, session, token_hash)?;
            Ok(true)
        })
    }

    /// Gives a user another password and ends their sessions but one, at once; none if there is none of that name.
    pub fn set_password(&self, name: &str, password: &str, but: Option<&str>) -> Result<Option<User>, Error> {
        self.change(|connection| {
            let Some(user) = user(connection, name)? else { return Ok(None) };
            let user = User { password: password.to_owned(), ..user };
            change(connection, &user)?;
            end_sessions(connection, user.id, but)?;
            Ok(Some(user))
        })
    }

    /// The session of a token with its user.
    pub fn session(&self, token_hash: &[u8]) -> Result<Option<(Session, User)>, Error> {
        self.read(|connection| session(connection, token_hash))
    }

    /// Notes that a session was used, unless someone is writing just now: no page waits for that.
    pub fn touch_session(&self, id: &str, seen_at: Moment) -> Result<(), Error> {
        let mut connection = self.setters.get()?;
        engine::without_waiting(&mut connection, |connection| touch_session(connection, id, seen_at).is_ok())?;
        Ok(())
    }

    /// The sessions of a user, the last used first.
    pub fn sessions_of(&self, user: i64) -> Result<Vec<Session>, Error> {
        self.read(|connection| sessions_of(connection, user))
    }

    /// Ends one session of a user; false if there is none such.
    pub fn end_session(&self, user: i64, id: &str) -> Result<bool, Error> {
        self.change(|connection| end_session(connection, user, id))
    }

    /// Ends all sessions of a user but one.
    pub fn end_sessions(&self, user: i64, but: Option<&str>) -> Result<(), Error> {
        self.change(|connection| end_sessions(connection, user, but))
    }
}
