//! The people of an office: added, given a new password, a role, shut out. A user is never removed, for the
//! histories name them.

use chrono_tz::Tz;
use uuid::Uuid;

pub use super::credentials::made_password;
use super::credentials::{self, PASSWORD_LEAST, PASSWORD_MOST};
use super::edit_error::EditError;
use super::names::is_name;
use super::rights::Right;
use super::{Context, Error, Forbidden, Office};
use crate::domain::role::Role;
use crate::i18n::Language;
pub use crate::store::User;
use crate::store::{Session, Store};

/// What a new user is to be. It is shown nowhere: it has a password.
#[derive(Clone)]
pub struct NewUser {
    /// For signing in.
    pub name: String,
    /// For the histories.
    pub display_name: String,
    /// Role.
    pub role: Role,
    /// Password.
    pub password: String,
    /// Language.
    pub language: Language,
    /// Time zone.
    pub time_zone: Tz,
}

/// What is wrong with a user, each a field of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UserError {
    /// The name for signing in: 1 to 64 characters without spaces.
    #[error("the name for signing in: 1 to 64 characters without spaces")]
    Name,
    /// Someone has that name.
    #[error("someone has that name")]
    NameTaken,
    /// The name for the histories is empty or too long.
    #[error("the name for the histories is empty or too long")]
    DisplayName,
    /// The password is too short or too long.
    #[error("the password is too short or too long")]
    Password,
    /// The password that was given as the old one is not.
    #[error("the password that was given as the old one is not")]
    OldPassword,
    /// There would be no administrator left.
    #[error("there would be no administrator left")]
    LastAdministrator,
}

/// Names for signing in are compared in small letters, without blanks around them.
pub fn fold_name(name: &str) -> String {
    name.trim().to_lowercase()
}

impl NewUser {
    fn faults(&self) -> Vec<UserError> {
        let name = fold_name(&self.name);
        let is_one_word = is_name(&name) && !name.contains(char::is_whitespace);
        let is_display = is_name(&self.display_name);
        let checks = [(is_one_word, UserError::Name), (is_display, UserError::DisplayName), (is_good(&self.password), UserError::Password)];
        checks.into_iter().filter(|(good, _)| !good).map(|(_, fault)| fault).collect()
    }

    fn made(&self, store: &Store) -> Result<User, EditError<UserError>> {
        let faults = self.faults();
        if !faults.is_empty() {
            return Err(EditError::Invalid(faults));
        }
        Ok(User {
            id: 0,
            name: fold_name(&self.name),
            display_name: self.display_name.trim().to_owned(),
            role: self.role,
            password: credentials::hash(&self.password).ok_or(Error::Randomness)?,
            language: self.language.tag().to_owned(),
            time_zone: self.time_zone.name().to_owned(),
            disabled: false,
            created_at: store.now(),
            lasting_id: Uuid::new_v4().to_string(),
        })
    }
}

fn is_good(password: &str) -> bool {
    (PASSWORD_LEAST..=PASSWORD_MOST).contains(&password.chars().count())
}

/// All users, in order of their names.
pub fn all(office: &Office, context: &Context) -> Result<Vec<User>, Error> {
    context.require(Right::ManageUsers)?;
    Ok(office.store().users()?)
}

/// Adds a user.
pub fn add(office: &Office, context: &Context, new: &NewUser) -> Result<User, EditError<UserError>> {
    context.require(Right::ManageUsers)?;
    let store = office.store();
    let user = new.made(store)?;
    store.add_user(user)?.ok_or(EditError::Invalid(vec![UserError::NameTaken]))
}

/// Makes the administrator of an office that has no user yet; none if someone was quicker.
pub(super) fn add_first(store: &Store, new: &NewUser) -> Result<Option<User>, EditError<UserError>> {
    Ok(store.add_first_user(new.made(store)?, new.time_zone.name())?)
}

/// Gives a user a password, and ends their sessions but one.
pub fn set_password(
    office: &Office,
    context: &Context,
    name: &str,
    password: &str,
    but: Option<&str>,
) -> Result<User, EditError<UserError>> {
    context.require(Right::ManageUsers)?;
    give_password(office.store(), name, password, but)
}

fn give_password(store: &Store, name: &str, password: &str, but: Option<&str>) -> Result<User, EditError<UserError>> {
    if !is_good(password) {
        return Err(EditError::Invalid(vec![UserError::Password]));
    }
    let hash = credentials::hash(password).ok_or(Error::Randomness)?;
    store.set_password(&fold_name(name), &hash, but)?.ok_or(EditError::Unknown)
}

/// Whoever asks, as they stand now.
fn own(store: &Store, context: &Context) -> Result<User, Error> {
    let id = context.account()?;
    Ok(store.users()?.into_iter().find(|user| user.id == id).ok_or(Forbidden::Account)?)
}

/// Changes one's own password, and ends one's sessions but the one that is named.
pub fn change_password(office: &Office, context: &Context, old: &str, new: &str, session: &str) -> Result<User, EditError<UserError>> {
    let store = office.store();
    let user = own(store, context)?;
    if !credentials::is_password(Some(&user.password), old) {
        return Err(EditError::Invalid(vec![UserError::OldPassword]));
    }
    give_password(store, &user.name, new, Some(session))
}

/// Sets how one is addressed oneself.
pub fn set_preferences(office: &Office, context: &Context, language: Language, time_zone: Option<Tz>) -> Result<(), Error> {
    let store = office.store();
    let name = own(store, context)?.name;
    let zone = |user: &User| time_zone.map_or_else(|| user.time_zone.clone(), |zone| zone.name().to_owned());
    store.change_user(&name, |user, _| Some(User { language: language.tag().to_owned(), time_zone: zone(&user), ..user }))?;
    Ok(())
}

/// Changes what someone is called and may do. An office keeps an administrator.
pub fn describe(office: &Office, context: &Context, name: &str, display_name: &str, role: Role) -> Result<User, EditError<UserError>> {
    context.require(Right::ManageUsers)?;
    if !is_name(display_name) {
        return Err(EditError::Invalid(vec![UserError::DisplayName]));
    }
    alter(office.store(), name, |user| User { display_name: display_name.trim().to_owned(), role, ..user })
}

/// Shuts a user out, or lets them in again.
pub fn set_disabled(office: &Office, context: &Context, name: &str, disabled: bool) -> Result<User, EditError<UserError>> {
    context.require(Right::ManageUsers)?;
    let store = office.store();
    let user = alter(store, name, |user| User { disabled, ..user })?;
    if user.disabled {
        store.end_sessions(user.id, None)?;
    }
    Ok(user)
}

/// Shuts a user out.
pub fn disable(office: &Office, context: &Context, name: &str) -> Result<User, EditError<UserError>> {
    set_disabled(office, context, name, true)
}

/// Changes a user, unless there would be no administrator left.
fn alter(store: &Store, name: &str, change: impl FnOnce(User) -> User) -> Result<User, EditError<UserError>> {
    let is_administrator = |user: &User| user.role == Role::Administrator && !user.disabled;
    let mut refused = EditError::Unknown;
    let changed = store.change_user(&fold_name(name), |user, all| {
        refused = EditError::Invalid(vec![UserError::LastAdministrator]);
        let changed = change(user);
        let mut others = all.iter().filter(|other| other.id != changed.id);
        (is_administrator(&changed) || others.any(is_administrator)).then_some(changed)
    })?;
    changed.ok_or(refused)
}

/// Which sessions of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sessions {
    /// The one of this id.
    One(String),
    /// All but the one of this id.
    AllBut(Option<String>),
}

/// One's own sessions, the last used first.
pub fn own_sessions(office: &Office, context: &Context) -> Result<Vec<Session>, Error> {
    Ok(office.store().sessions_of(context.account()?)?)
}

/// Ends sessions of one's own.
pub fn end_own_sessions(office: &Office, context: &Context, which: &Sessions) -> Result<(), Error> {
    end(office.store(), context.account()?, which)
}

/// The sessions of a user, by their row, the last used first.
pub fn sessions_of(office: &Office, context: &Context, user: i64) -> Result<Vec<Session>, Error> {
    context.require(Right::ManageUsers)?;
    Ok(office.store().sessions_of(user)?)
}

/// Ends sessions of a user, by their row.
pub fn end_sessions(office: &Office, context: &Context, user: i64, which: &Sessions) -> Result<(), Error> {
    context.require(Right::ManageUsers)?;
    end(office.store(), user, which)
}

fn end(store: &Store, user: i64, which: &Sessions) -> Result<(), Error> {
    match which {
        Sessions::One(id) => store.end_session(user, id).map(|_| ())?,
        Sessions::AllBut(but) => store.end_sessions(user, but.as_deref())?,
    }
    Ok(())
}

/// The user of a row.
pub fn by_id(office: &Office, context: &Context, id: i64) -> Result<Option<User>, Error> {
    Ok(all(office, context)?.into_iter().find(|user| user.id == id))
}

/// Adds a user; where no password was thought of one is made. It is given back once, and kept nowhere.
pub fn welcome(office: &Office, context: &Context, new: NewUser) -> Result<(User, Option<String>), EditError<UserError>> {
    context.require(Right::ManageUsers)?;
    let (password, made) = or_made(&new.password)?;
    add(office, context, &NewUser { password, ..new }).map(|user| (user, made))
}

/// Gives a user a password, made where none was thought of, and ends their sessions but one.
pub fn renew_password(
    office: &Office,
    context: &Context,
    name: &str,
    password: &str,
    but: Option<&str>,
) -> Result<(User, Option<String>), EditError<UserError>> {
    context.require(Right::ManageUsers)?;
    let (password, made) = or_made(password)?;
    set_password(office, context, name, &password, but).map(|user| (user, made))
}

fn or_made(password: &str) -> Result<(String, Option<String>), EditError<UserError>> {
    if !password.is_empty() {
        return Ok((password.to_owned(), None));
    }
    let made = made_password().ok_or(Error::Randomness)?;
    Ok((made.clone(), Some(made)))
}

/// Adds one user a role to a sample, named by it; gives their passwords, which are kept nowhere.
pub fn add_samples(office: &Office, context: &Context) -> Result<Vec<(&'static str, Role, String)>, EditError<UserError>> {
    let one = |role: &Role| {
        let password = made_password().ok_or(Error::Randomness)?;
        let (name, display_name) = (role.word().to_owned(), role.word().to_owned());
        let new = NewUser {
            name,
            display_name,
            role: *role,
            password: password.clone(),
            language: context.language,
            time_zone: Tz::Asia__Shanghai,
        };
        add(office, context, &new).map(|_| (role.word(), *role, password))
    };
    Role::ALL.iter().map(one).collect()
}
