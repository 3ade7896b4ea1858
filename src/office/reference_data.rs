//! What the office knows by name: places with their zones, hold reasons with their policy, customs codes with
//! their meaning. Read once, until one of them is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono_tz::Tz;

use super::directory::Directory;
use super::place_codes::PlaceCodes;
use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::codes::{Country, PlaceCode, Text};
use crate::domain::lane::Lane;
use crate::store::{self, CustomsCode, HoldReason, MadeOf, Place, Store};

/// Meanings of customs codes after which goods may move on.
const RELEASED: [&str; 2] = ["released", "closed"];

/// Places, reasons and codes, each by its code.
#[derive(Debug, Clone, Default)]
pub struct ReferenceData {
    places: BTreeMap<String, Place>,
    place_codes: PlaceCodes,
    reasons: BTreeMap<String, HoldReason>,
    customs: BTreeMap<(String, String), CustomsCode>,
    /// How parties and goods are called.
    pub directory: Directory,
    /// Lanes that have targets.
    pub lanes: Vec<Lane>,
}

impl ReferenceData {
    /// As they stand now.
    pub fn load(office: &Office, context: &Context) -> Result<Arc<Self>, Error> {
        context.require(Right::Look)?;
        Ok(office.store().remember(MadeOf::Settings, Self::read)?)
    }

    fn read(store: &Store) -> Result<Self, store::Error> {
        let places: BTreeMap<String, Place> = store.places()?.into_iter().map(|place| (place.code.to_string(), place)).collect();
        Ok(Self {
            place_codes: places.keys().cloned().collect(),
            places,
            directory: Directory::new(store.directory()?),
            reasons: store.reasons()?.into_iter().map(|reason| (reason.code.clone(), reason)).collect(),
            lanes: store.lane_targets()?.into_iter().map(|target| target.lane).collect::<BTreeSet<_>>().into_iter().collect(),
            customs: store.customs_codes()?.into_iter().map(|code| ((code.country.clone(), code.code.clone()), code)).collect(),
        })
    }

    /// A place.
    pub fn place(&self, code: &str) -> Option<&Place> {
        self.places.get(code)
    }

    /// Whether there is any place.
    pub fn has_places(&self) -> bool {
        !self.places.is_empty()
    }

    /// The codes of places, however they are typed.
    pub fn place_codes(&self) -> &PlaceCodes {
        &self.place_codes
    }

    /// Places that are offered, and those that are named here already, by code.
    pub fn offered_places<'k>(&'k self, named: &'k [String]) -> impl Iterator<Item = &'k Place> {
        self.places.values().filter(|place| !place.retired || named.contains(&place.code.to_string()))
    }

    /// The name of a place in a language; its code where it has none.
    pub fn place_name<'a>(&'a self, code: &'a str, tag: &str) -> &'a str {
        self.place(code).map_or(code, |place| place.names.by_tag(tag))
    }

    /// The zone of a place, where it has one.
    pub fn zone(&self, code: &PlaceCode) -> Option<Tz> {
        self.place(code.as_str())?.time_zone.as_deref()?.parse().ok()
    }

    /// A hold reason.
    pub fn reason(&self, code: &str) -> Option<&HoldReason> {
        self.reasons.get(code)
    }

    /// Reasons that are offered, and the one that is named here already.
    pub fn offered_reasons<'k>(&'k self, named: &'k str) -> impl Iterator<Item = &'k HoldReason> {
        self.reasons.values().filter(move |reason| !reason.retired || reason.code == named)
    }

    /// The name of a reason; the word itself where it has none.
    pub fn reason_name(&self, code: &str, tag: &str) -> String {
        self.reason(code).map_or_else(|| code.to_owned(), |reason| reason.names.by_tag(tag).to_owned())
    }

    /// The codes of a country's customs, in the order of their numbers.
    pub fn customs_of(&self, country: &str) -> Vec<&CustomsCode> {
        let mut codes: Vec<_> = self.customs.values().filter(|code| code.country == country).collect();
        codes.sort_by_key(|code| (code.code.len(), code.code.clone()));
        codes
    }

    /// What a code of customs means in words; none where it is not known.
    pub fn customs_name(&self, country: &Country, code: &Text, tag: &str) -> Option<&str> {
        self.customs_code(country, code).map(|known| known.names.by_tag(tag))
    }

    /// Whether goods may move on after a code of customs.
    pub fn is_release(&self, country: &Country, code: &Text) -> bool {
        self.customs_code(country, code).is_some_and(|known| RELEASED.contains(&known.meaning.as_str()))
    }

    fn customs_code(&self, country: &Country, code: &Text) -> Option<&CustomsCode> {
        self.customs.get(&(country.as_str().to_owned(), code.as_str().to_owned()))
    }
}
