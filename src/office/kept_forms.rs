//! What someone typed into a form that could not be taken yet, kept for them for a day: their session had ended, or they
//! asked for the page in another language.

use uuid::Uuid;

use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::time::Moment;

/// How long a form is kept, in microseconds.
const KEPT: i64 = 24 * 3_600 * 1_000_000;

/// Keeps what whoever asks typed.
pub fn keep(office: &Office, context: &Context, fields: &str) -> Result<Uuid, Error> {
    context.require(Right::Look)?;
    let id = Uuid::new_v4();
    office.store().keep_form(&id.to_string(), context.account()?, fields, context.now, a_day_before(context.now))?;
    Ok(id)
}

/// What whoever asks typed; none where it is not theirs, or too long ago.
pub fn kept(office: &Office, context: &Context, id: Uuid) -> Result<Option<String>, Error> {
    context.require(Right::Look)?;
    Ok(office.store().kept_form(&id.to_string(), context.account()?, a_day_before(context.now))?)
}

fn a_day_before(now: Moment) -> Moment {
    Moment::from_micros(now.micros() - KEPT).unwrap_or(now)
}
