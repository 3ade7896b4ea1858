//! The first run: a link that works once makes the administrator of an office that has no user.

use super::credentials;
use super::edit_error::EditError;
use super::sign_in::{self, Caller, SignInError};
use super::users::{self, NewUser, User, UserError};
use super::{Error, Office, StoreError};
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

/// Makes the administrator, whatever role was asked for, and signs them in: gives them with the token for the cookie.
/// None if the link is not good, or someone was quicker.
pub fn create(
    office: &Office,
    (invitation, token): (&Invitation, &str),
    new: NewUser,
    caller: &Caller,
) -> Result<Option<(User, String)>, EditError<UserError>> {
    let store = office.store();
    if check(office, invitation, token)?.is_none() {
        return Ok(None);
    }
    let Some(user) = users::add_first(store, &NewUser { role: Role::Administrator, ..new })? else { return Ok(None) };
    match sign_in::open(store, &user, caller) {
        Ok(token) => Ok(Some((user, token))),
        Err(SignInError::Failed(error)) => Err(error.into()),
        // Nobody guessed, and nobody was shut out: the account is a moment old.
        Err(SignInError::WrongPassword | SignInError::TooMany(_)) => Err(StoreError::unexpected("a new account was not let in").into()),
    }
}
