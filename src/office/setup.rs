//! The first run: a link that works once makes the administrator of an office that has no user.

use super::credentials;
use super::users::{self, NewUser, Refused};
use crate::store::{Error, Store, User};

/// The invitation that a server gives when it starts without users. Only a hash of its token is kept.
#[derive(Debug)]
pub struct Invitation(Option<Vec<u8>>);

impl Invitation {
    /// For an office, with its token; none where someone can sign in already.
    pub fn for_office(store: &Store) -> Result<(Self, Option<String>), Error> {
        if !store.users()?.is_empty() {
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

/// Whether an office waits for its administrator.
pub fn is_open(store: &Store) -> Result<bool, Error> {
    Ok(store.users()?.is_empty())
}

/// Makes the administrator; none if someone was quicker.
pub fn create(store: &Store, new: &NewUser) -> Result<Option<User>, Refused> {
    users::add_first(store, new)
}
