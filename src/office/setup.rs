//! The first run: a link that works once makes the administrator of an office that has no user.

use super::credentials;
use super::sign_in::{self, Caller};
use super::users::{self, NewUser, Refused};
use super::{Error, Office};
use crate::demo;
use crate::domain::role::Role;

/// The invitation that a server gives when it starts without users. Only a hash of its token is kept.
#[derive(Debug)]
pub struct Invitation(Option<Vec<u8>>);

impl Invitation {
    /// For an office, with its token; none where someone can sign in already.
    pub fn for_office(office: &Office) -> Result<(Self, Option<String>), Error> {
        if !office.store().users()?.is_empty() {
            return Ok((Self(None), None));
        }
        let made = credentials::token();
        Ok(made.map_or((Self(None), None), |(token, hash)| (Self(Some(hash)), Some(token))))
    }

    /// Whether a token is the one.
    pub fn is_for(&self, token: &str) -> bool {
        self.0.as_deref() == Some(&credentials::token_hash(token))
    }
}

/// Whether the link with a token is good; then, whether the office is empty and can take the sample.
pub fn check(office: &Office, invitation: &Invitation, token: &str) -> Result<Option<bool>, Error> {
    let store = office.store();
    Ok(if store.users()?.is_empty() && invitation.is_for(token) { Some(store.is_empty()?) } else { None })
}

/// Makes the administrator, whatever role was asked for, and signs them in: gives the token for the cookie. None if the
/// link is not good, or someone was quicker. An empty office is filled with the sample where it is wanted.
pub fn create(
    office: &Office,
    (invitation, token): (&Invitation, &str),
    new: NewUser,
    wants_sample: bool,
    caller: &Caller,
) -> Result<Option<String>, Refused> {
    let store = office.store();
    let Some(is_empty) = check(office, invitation, token)? else { return Ok(None) };
    let Some(user) = users::add_first(store, &NewUser { role: Role::Administrator, ..new })? else { return Ok(None) };
    // Without the sample it is an empty office, with its administrator.
    if wants_sample
        && is_empty
        && let Err(error) = demo::fill_new_office(store)
    {
        tracing::error!("the sample was not filled in: {error}");
    }
    match sign_in::open(store, &user, caller) {
        Ok(token) => Ok(Some(token)),
        Err(sign_in::Refused::Failed(error)) => Err(Refused::Failed(error)),
        Err(_) => Err(Refused::Failed(None)),
    }
}
