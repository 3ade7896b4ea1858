//! Places of the office: added, named, given a zone, retired. A place is never removed, for histories name it.

use chrono_tz::Tz;

use super::edit_error::EditError;
use super::names;
use super::place_codes::{self, PlaceCodes};
use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::codes::PlaceCode;
use crate::i18n::Language;
pub use crate::store::{Names, Place};
/// Codes that browsers take for a way within an address.
const MISTAKEN: &[&str] = &[".", ".."];

/// A place as it was typed.
#[derive(Debug, Clone, Default)]
pub struct PlaceDraft {
    /// Its code; of a place that is there, it says which.
    pub code: String,
    /// Its name.
    pub names: Names,
    /// Its IANA time zone; empty for none.
    pub time_zone: String,
}

/// What is wrong with a place, each a field of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// This is no code.
    #[error("this is no code")]
    Code,
    /// There is a place of that code.
    #[error("there is a place of that code")]
    CodeTaken,
    /// The name in that language is missing or too long.
    #[error("the name in that language is missing or too long")]
    Name(Language),
    /// There is no such zone.
    #[error("there is no such zone")]
    TimeZone,
}

/// The places that a new form offers: those in use.
pub fn offered(places: &[Place]) -> impl Iterator<Item = &Place> {
    places.iter().filter(|place| !place.retired)
}

impl PlaceDraft {
    fn code(&self) -> Option<PlaceCode> {
        place_codes::written(&self.code).filter(|code| !MISTAKEN.contains(&code.as_str()))
    }

    /// The zone, if any was typed.
    fn zone(&self) -> Result<Option<String>, PlaceError> {
        match self.time_zone.trim() {
            "" => Ok(None),
            name => name.parse::<Tz>().map(|zone| Some(zone.name().to_owned())).map_err(|_| PlaceError::TimeZone),
        }
    }

    fn faults(&self) -> Vec<PlaceError> {
        names::wrong(&self.names).map(PlaceError::Name).chain(self.zone().err()).collect()
    }
}

/// All places, in order of their codes. Whoever may look sees their names.
pub fn all(office: &Office, context: &Context) -> Result<Vec<Place>, Error> {
    context.require(Right::Look)?;
    Ok(office.store().places()?)
}

/// The codes of all places.
pub fn codes(office: &Office, context: &Context) -> Result<PlaceCodes, Error> {
    context.require(Right::Look)?;
    Ok(office.store().place_codes()?.into_iter().collect())
}

/// Adds a place.
pub fn add(office: &Office, context: &Context, draft: &PlaceDraft) -> Result<Place, EditError<PlaceError>> {
    context.require(Right::ManagePlaces)?;
    let (code, zone) = (draft.code(), draft.zone());
    let mut faults: Vec<PlaceError> = code.is_none().then_some(PlaceError::Code).into_iter().chain(draft.faults()).collect();
    if let (Some(code), Ok(time_zone), true) = (code, zone, faults.is_empty()) {
        let place = Place { code, names: names::trimmed(&draft.names), time_zone, retired: false };
        if codes(office, context)?.meant(place.code.as_str()).is_none() && office.store().add_place(&place)? {
            return Ok(place);
        }
        faults.push(PlaceError::CodeTaken);
    }
    Err(EditError::Invalid(faults))
}

/// Changes the names and the zone of a place.
pub fn change(office: &Office, context: &Context, draft: &PlaceDraft) -> Result<Place, EditError<PlaceError>> {
    context.require(Right::ManagePlaces)?;
    EditError::unless_none(draft.faults())?;
    let time_zone = draft.zone().unwrap_or_default();
    let changed = office.store().change_place(&draft.code, |place| Place { names: names::trimmed(&draft.names), time_zone, ..place })?;
    changed.ok_or(EditError::Unknown)
}

/// Retires a place, or brings it back.
pub fn set_retired(office: &Office, context: &Context, code: &str, retired: bool) -> Result<Place, EditError<PlaceError>> {
    context.require(Right::ManagePlaces)?;
    office.store().change_place(code, |place| Place { retired, ..place })?.ok_or(EditError::Unknown)
}
