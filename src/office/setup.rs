//! The first run: a link that works once makes the administrator of an office that has no user, and fills in a
//! sample if asked.

use std::sync::Arc;

use super::users::{self, NewUser, Refused};
use super::{demo, secrets};
use crate::store::{Error, Store, User};

/// Shipments of the sample office, and its seed.
const SAMPLE: (usize, u64) = (2_000, 1);

/// The invitation that a server gives when it starts without users. Only a hash of its token is kept.
#[derive(Debug)]
pub struct Invitation(Option<Vec<u8>>);

impl Invitation {
    /// For an office, with its token; none where someone can sign in already.
    pub fn for_office(store: &Store) -> Result<(Self, Option<String>), Error> {
        if !store.users()?.is_empty() {
            return Ok((Self(None), None));
        }
        let made = secrets::token();
        Ok(made.map_or((Self(None), None), |(token, hash)| (Self(Some(hash)), Some(token))))
    }

    /// Whether a token is the one.
    pub fn is_for(&self, token: &str) -> bool {
        self.0.as_deref() == Some(&secrets::token_hash(token))
    }
}

/// Whether an office waits for its administrator.
pub fn is_open(store: &Store) -> Result<bool, Error> {
    Ok(store.users()?.is_empty())
}

/// Makes the administrator, and fills in the sample if asked; none if someone was quicker. A sample that cannot be
/// filled in leaves an empty office, with its administrator, and the reason.
pub fn create(store: &Store, new: &NewUser, with_sample: bool) -> Result<Option<(User, Option<Error>)>, Refused> {
    let Some(made) = users::add_first(store, new)? else { return Ok(None) };
    let failed = if with_sample { fill(store).err() } else { None };
    Ok(Some((made, failed)))
}

fn fill(store: &Store) -> Result<(), Error> {
    let (shipments, seed) = SAMPLE;
    demo::fill(store, shipments, seed, store.now(), &(Arc::new(|_, _| {}) as super::Progress)).map(|_| ())
}
