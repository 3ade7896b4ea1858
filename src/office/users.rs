//! The people of an office: added, given a new password, a role, shut out. A user is never removed, for the
//! histories name them.

use chrono_tz::Tz;
use uuid::Uuid;

pub use super::credentials::made_password;
use super::credentials::{self, PASSWORD_LEAST, PASSWORD_MOST};
use super::names::is_name;
use crate::domain::role::Role;
use crate::i18n::Language;
pub use crate::store::User;
use crate::store::{Error, Store};

/// What a new user is to be.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The name for signing in: 1 to 64 characters without spaces.
    Name,
    /// Someone has that name.
    NameTaken,
    /// The name for the histories is empty or too long.
    DisplayName,
    /// The password is too short or too long.
    Password,
    /// The password that was given as the old one is not.
    OldPassword,
    /// There would be no administrator left.
    LastAdministrator,
    /// There is no such user.
    Unknown,
}

/// Why nothing was changed.
#[derive(Debug)]
pub enum Refused {
    /// The fields at fault.
    Faults(Vec<Fault>),
    /// The store failed, or the system gave no randomness.
    Failed(Option<Error>),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Failed(Some(error))
    }
}

/// Names for signing in are compared in small letters, without blanks around them.
pub fn fold_name(name: &str) -> String {
    name.trim().to_lowercase()
}

impl NewUser {
    fn faults(&self) -> Vec<Fault> {
        let name = fold_name(&self.name);
        let is_one_word = is_name(&name) && !name.contains(char::is_whitespace);
        let is_display = is_name(&self.display_name);
        let checks = [(is_one_word, Fault::Name), (is_display, Fault::DisplayName), (is_good(&self.password), Fault::Password)];
        checks.into_iter().filter(|(good, _)| !good).map(|(_, fault)| fault).collect()
    }

    fn made(&self, store: &Store) -> Result<User, Refused> {
        let faults = self.faults();
        if !faults.is_empty() {
            return Err(Refused::Faults(faults));
        }
        Ok(User {
            id: 0,
            name: fold_name(&self.name),
            display_name: self.display_name.trim().to_owned(),
            role: self.role,
            password: credentials::hash(&self.password).ok_or(Refused::Failed(None))?,
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

/// Adds a user.
pub fn add(store: &Store, new: &NewUser) -> Result<User, Refused> {
    let user = new.made(store)?;
    store.add_user(user)?.ok_or(Refused::Faults(vec![Fault::NameTaken]))
}

/// Makes the administrator of an office that has no user yet; none if someone was quicker.
pub fn add_first(store: &Store, new: &NewUser) -> Result<Option<User>, Refused> {
    Ok(store.add_first_user(new.made(store)?, new.time_zone.name())?)
}

/// Gives a user a password, and ends their sessions but one.
pub fn set_password(store: &Store, name: &str, password: &str, but: Option<&str>) -> Result<User, Refused> {
    if !is_good(password) {
        return Err(Refused::Faults(vec![Fault::Password]));
    }
    let hash = credentials::hash(password).ok_or(Refused::Failed(None))?;
    store.set_password(&fold_name(name), &hash, but)?.ok_or(Refused::Faults(vec![Fault::Unknown]))
}

/// Changes one's own password.
pub fn change_password(store: &Store, user: &User, old: &str, new: &str, session: &str) -> Result<User, Refused> {
    if !credentials::is_password(Some(&user.password), old) {
        return Err(Refused::Faults(vec![Fault::OldPassword]));
    }
    set_password(store, &user.name, new, Some(session))
}

/// Sets how one is addressed.
pub fn set_preferences(store: &Store, name: &str, language: Language, time_zone: Option<Tz>) -> Result<(), Error> {
    let zone = |user: &User| time_zone.map_or_else(|| user.time_zone.clone(), |zone| zone.name().to_owned());
    store.change_user(name, |user, _| Some(User { language: language.tag().to_owned(), time_zone: zone(&user), ..user })).map(|_| ())
}

/// Changes what someone is called and may do. An office keeps an administrator.
pub fn describe(store: &Store, name: &str, display_name: &str, role: Role) -> Result<User, Refused> {
    if !is_name(display_name) {
        return Err(Refused::Faults(vec![Fault::DisplayName]));
    }
    alter(store, name, |user| User { display_name: display_name.trim().to_owned(), role, ..user })
}

/// Shuts a user out, or lets them in again.
pub fn set_disabled(store: &Store, name: &str, disabled: bool) -> Result<User, Refused> {
    let user = alter(store, name, |user| User { disabled, ..user })?;
    if user.disabled {
        store.end_sessions(user.id, None)?;
    }
    Ok(user)
}

/// Shuts a user out.
pub fn disable(store: &Store, name: &str) -> Result<User, Refused> {
    set_disabled(store, name, true)
}

/// Changes a user, unless there would be no administrator left.
fn alter(store: &Store, name: &str, change: impl FnOnce(User) -> User) -> Result<User, Refused> {
    let is_administrator = |user: &User| user.role == Role::Administrator && !user.disabled;
    let mut fault = Fault::Unknown;
    let changed = store.change_user(&fold_name(name), |user, all| {
        fault = Fault::LastAdministrator;
        let changed = change(user);
        let mut others = all.iter().filter(|other| other.id != changed.id);
        (is_administrator(&changed) || others.any(is_administrator)).then_some(changed)
    })?;
    changed.ok_or_else(|| Refused::Faults(vec![fault]))
}

/// The user of a row.
pub fn by_id(store: &Store, id: i64) -> Result<Option<User>, Error> {
    Ok(store.users()?.into_iter().find(|user| user.id == id))
}

/// Adds a user; where no password was thought of one is made. It is given back once, and kept nowhere.
pub fn welcome(store: &Store, new: NewUser) -> Result<(User, Option<String>), Refused> {
    let (password, made) = or_made(&new.password)?;
    add(store, &NewUser { password, ..new }).map(|user| (user, made))
}

/// Gives a user a password, made where none was thought of, and ends their sessions but one.
pub fn renew_password(store: &Store, name: &str, password: &str, but: Option<&str>) -> Result<(User, Option<String>), Refused> {
    let (password, made) = or_made(password)?;
    set_password(store, name, &password, but).map(|user| (user, made))
}

fn or_made(password: &str) -> Result<(String, Option<String>), Refused> {
    if !password.is_empty() {
        return Ok((password.to_owned(), None));
    }
    let made = made_password().ok_or(Refused::Failed(None))?;
    Ok((made.clone(), Some(made)))
}

/// Adds one user a role to a sample, named by it; gives their passwords, which are kept nowhere.
pub fn add_samples(store: &Store, language: Language) -> Result<Vec<(&'static str, Role, String)>, Refused> {
    let one = |role: &Role| {
        let password = made_password().ok_or(Refused::Failed(None))?;
        let (name, display_name) = (role.word().to_owned(), role.word().to_owned());
        let new = NewUser { name, display_name, role: *role, password: password.clone(), language, time_zone: Tz::Asia__Shanghai };
        add(store, &new).map(|_| (role.word(), *role, password))
    };
    Role::ALL.iter().map(one).collect()
}
