//! Coming in and going out. A session ends when its person signs out, when it is ended in a list, after half a
//! day without use, and after a week in any case.

use std::collections::HashMap;
use std::sync::Mutex;

use uuid::Uuid;

use super::login_throttle::LoginThrottle;
use super::names::LENGTH;
use super::{Error, Office};
use super::{credentials, users};
use crate::domain::time::{Instant, Moment};
pub use crate::store::Session;
use crate::store::{self, MadeOf, Place, Store, User};

/// Seconds without use after which a session has ended: 12 hours.
pub const IDLE: i64 = 12 * 3_600;
/// Seconds after which a session has ended in any case: 7 days.
pub const ABSOLUTE: i64 = 7 * 86_400;
/// Seconds between two notes of a session's use.
const NOTED_EACH: i64 = 60;
/// Sessions that are at hand.
const SESSIONS_AT_HAND: usize = 1_000;
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
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Name or password is wrong; which, is not said.
    #[error("name or password is wrong; which, is not said")]
    WrongPassword,
    /// Too many guesses; after so many seconds one more may be made.
    #[error("too many guesses; after so many seconds one more may be made")]
    TooMany(i64),
    /// It cannot be done now.
    #[error("it cannot be done now")]
    Failed(Error),
}

impl<E: Into<Error>> From<E> for SignInError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Signs in: gives the token for the cookie. Takes as long for a name that nobody has.
pub fn sign_in(
    office: &Office,
    guesses: &LoginThrottle,
    name: &str,
    password: &str,
    caller: &Caller,
) -> Result<(String, User), SignInError> {
    let store = office.store();
    // A longer name is nobody's, and is not kept.
    let name: String = users::fold_name(name).chars().take(LENGTH + 1).collect();
    guesses.take(&name, &caller.address, store.now().instant().seconds()).map_err(SignInError::TooMany)?;
    let user = store.user(&name)?.filter(|user| !user.disabled);
    if !credentials::is_password(user.as_ref().map(|user| user.password.as_str()), password) {
        return Err(SignInError::WrongPassword);
    }
    let user = user.ok_or(SignInError::WrongPassword)?;
    guesses.give_back(&name, &caller.address);
    Ok((open(store, &user, caller)?, user))
}

/// Opens a session for someone who has shown who they are.
pub(super) fn open(store: &Store, user: &User, caller: &Caller) -> Result<String, SignInError> {
    let (token, hash) = credentials::token().ok_or(Error::Randomness)?;
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
    if opened { Ok(token) } else { Err(SignInError::WrongPassword) }
}

/// Signs out: ends a session that its holder has shown.
pub fn sign_out(office: &Office, session: &Session) -> Result<(), Error> {
    office.store().end_session(session.user, &session.id)?;
    Ok(())
}

/// What stands at the door, for whoever is not in yet.
#[derive(Debug, Clone)]
pub struct Outside {
    /// Whether the office waits for its administrator.
    pub is_new: bool,
    /// What the clock says.
    pub now: Moment,
    /// The places of the office.
    pub places: Vec<Place>,
}

/// What stands at the door.
pub fn outside(office: &Office) -> Result<Outside, Error> {
    let store = office.store();
    Ok(Outside { is_new: store.users()?.is_empty(), now: store.now(), places: store.places()? })
}

fn before(now: Moment, seconds: i64) -> Moment {
    Moment::from_micros(now.micros() - seconds * 1_000_000).unwrap_or_else(Moment::earliest)
}

/// What is asked of the office for every page: who is in, whether it is a sample, its time zone.
#[derive(Debug)]
struct Door {
    is_sample: bool,
    time_zone: Option<String>,
    sessions: Mutex<HashMap<Vec<u8>, (Session, User)>>,
}

/// Who came, and where to.
#[derive(Debug, Clone)]
pub struct Comer {
    /// Whose session the token is, if it has not ended.
    pub session: Option<(Session, User)>,
    /// Whether the office is a sample.
    pub is_sample: bool,
    /// The time zone that was chosen for it.
    pub time_zone: Option<String>,
}

impl Door {
    fn read(store: &Store) -> Result<Self, store::Error> {
        Ok(Self { is_sample: store.is_sample()?, time_zone: store.time_zone()?, sessions: Mutex::default() })
    }

    fn comer(&self, session: Option<(Session, User)>) -> Comer {
        Comer { session, is_sample: self.is_sample, time_zone: self.time_zone.clone() }
    }
}

/// Who comes with a token, or with none.
pub fn who(office: &Office, token: Option<&str>) -> Result<Comer, Error> {
    let store = office.store();
    let door = store.remember(MadeOf::Settings, Door::read)?;
    let Some(hash) = token.map(credentials::token_hash) else { return Ok(door.comer(None)) };
    let now = store.now();
    let found = store.session(&hash)?;
    let Some((session, user)) = found.filter(|(session, user)| !user.disabled && lasts(session, now.instant())) else {
        return Ok(door.comer(None));
    };
    if is_to_note(&session, now) {
        store.touch_session(&session.id, now)?;
    } else if let Ok(mut sessions) = door.sessions.lock() {
        if sessions.len() >= SESSIONS_AT_HAND {
            sessions.clear();
        }
        sessions.insert(hash, (session.clone(), user.clone()));
    }
    Ok(door.comer(Some((session, user))))
}

/// The same at once, of someone who came before; none where one would have to wait for it.
pub fn who_at_hand(office: &Office, token: &str) -> Option<Comer> {
    let store = office.store();
    let door = store.at_hand::<Door>()?;
    let now = store.now();
    let found = door.sessions.lock().ok()?.get(&credentials::token_hash(token)).cloned()?;
    let stays = lasts(&found.0, now.instant()) && !is_to_note(&found.0, now);
    stays.then(|| door.comer(Some(found)))
}

/// Whether it is time to note that a session is used.
fn is_to_note(session: &Session, now: Moment) -> bool {
    now.instant().since(session.seen_at.instant()) >= NOTED_EACH
}

/// Whether a session has not ended by itself.
fn lasts(session: &Session, now: Instant) -> bool {
    now.since(session.seen_at.instant()) < IDLE && now.since(session.created_at.instant()) < ABSOLUTE
}
