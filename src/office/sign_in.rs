//! Coming in and going out. A session ends when its person signs out, when it is ended in a list, after half a
//! day without use, and after a week in any case.

use uuid::Uuid;

use super::guesses::Guesses;
use super::names::LENGTH;
use super::{secrets, users};
use crate::domain::time::{Instant, Moment};
use crate::store::{Error, Session, Store, User};

/// Seconds without use after which a session has ended: 12 hours.
pub const IDLE: i64 = 12 * 3_600;
/// Seconds after which a session has ended in any case: 7 days.
pub const ABSOLUTE: i64 = 7 * 86_400;
/// Seconds between two notes of a session's use.
const NOTED_EACH: i64 = 60;
/// The longest name of a browser that is kept, in characters.
const AGENT_LENGTH: usize = 200;

/// Whoever asks to come in.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Network address.
    pub address: String,
    /// Browser.
    pub agent: String,
}

/// Why someone does not come in.
#[derive(Debug)]
pub enum Refused {
    /// Name or password is wrong; which, is not said.
    Wrong,
    /// Too many guesses; after so many seconds one more may be made.
    TooMany(i64),
    /// The store failed, or the system gave no randomness.
    Failed(Option<Error>),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Failed(Some(error))
    }
}

/// Signs in: gives the token for the cookie. Takes as long for a name that nobody has.
pub fn sign_in(store: &Store, guesses: &Guesses, name: &str, password: &str, caller: &Caller) -> Result<(String, User), Refused> {
    // A longer name is nobody's, and is not kept.
    let name: String = users::fold_name(name).chars().take(LENGTH + 1).collect();
    guesses.take(&name, &caller.address, store.now().instant().seconds()).map_err(Refused::TooMany)?;
    let user = store.user(&name)?.filter(|user| !user.disabled);
    if !secrets::is_password(user.as_ref().map(|user| user.password.as_str()), password) {
        return Err(Refused::Wrong);
    }
    let user = user.ok_or(Refused::Wrong)?;
    guesses.give_back(&name, &caller.address);
    Ok((open(store, &user, caller)?, user))
}

/// Opens a session for someone who has shown who they are.
pub fn open(store: &Store, user: &User, caller: &Caller) -> Result<String, Refused> {
    let (token, hash) = secrets::token().ok_or(Refused::Failed(None))?;
    let now = store.now();
    let session = Session {
        id: Uuid::new_v4().to_string(),
        user: user.id,
        created_at: now,
        seen_at: now,
        address: caller.address.clone(),
        agent: caller.agent.chars().take(AGENT_LENGTH).collect(),
    };
    // Who was shut out or given another password meanwhile does not come in.
    let opened = store.open_session(&session, &hash, &user.password, before(now, IDLE), before(now, ABSOLUTE))?;
    if opened { Ok(token) } else { Err(Refused::Wrong) }
}

fn before(now: Moment, seconds: i64) -> Moment {
    Moment::from_micros(now.micros() - seconds * 1_000_000).unwrap_or_else(Moment::earliest)
}

/// Whose session a token is, if it has not ended.
pub fn whose(store: &Store, token: &str) -> Result<Option<(Session, User)>, Error> {
    let now = store.now();
    let found = store.session(&secrets::token_hash(token))?;
    let Some((session, user)) = found.filter(|(session, user)| !user.disabled && lasts(session, now.instant())) else { return Ok(None) };
    if now.instant().since(session.seen_at.instant()) >= NOTED_EACH {
        store.touch_session(&session.id, now)?;
    }
    Ok(Some((session, user)))
}

/// Whether a session has not ended by itself.
fn lasts(session: &Session, now: Instant) -> bool {
    now.since(session.seen_at.instant()) < IDLE && now.since(session.created_at.instant()) < ABSOLUTE
}
