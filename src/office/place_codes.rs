//! The codes of known places, and which of them is meant by a code however it is typed.

use std::collections::{HashMap, HashSet};

use crate::domain::codes::{Cell, PlaceCode};
use crate::domain::identifier;
use crate::domain::lane::Lane;

/// The codes of known places.
#[derive(Debug, Clone, Default)]
pub struct PlaceCodes {
    codes: HashSet<String>,
    by_key: HashMap<String, String>,
}

impl FromIterator<String> for PlaceCodes {
    fn from_iter<I: IntoIterator<Item = String>>(codes: I) -> Self {
        let mut known = Self::default();
        for code in codes {
            // Of several that are read as one, as earlier versions took them, the first is meant.
            let first = known.by_key.entry(identifier::key(&code)).or_insert_with(|| code.clone());
            if code < *first {
                first.clone_from(&code);
            }
            known.codes.insert(code);
        }
        known
    }
}

impl PlaceCodes {
    /// Whether a place is known by just this code.
    pub fn contains(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    /// The code of the known place that is meant: the one that is written so, else one that is read so.
    pub fn meant(&self, typed: &str) -> Option<&str> {
        self.codes.get(typed).or_else(|| self.by_key.get(&identifier::key(typed))).map(String::as_str)
    }

    /// A lane as it is typed, by the places that are meant; a place that is not known stays as it is typed.
    pub fn lane(&self, typed: &str) -> Option<Lane> {
        let (origin, destination) = typed.split_once(':')?;
        let place = |typed: &str| self.meant(typed).map_or_else(|| typed.to_owned(), str::to_owned);
        Lane::between(&place(origin), &place(destination))
    }
}

/// How the code of a new place is written, which was typed; none where it cannot be one.
pub fn written(typed: &str) -> Option<PlaceCode> {
    PlaceCode::read(&identifier::place_code(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_that_is_meant_is_known_however_it_is_typed() {
        let known: PlaceCodes = ["CNHCG", "RUYEK", "yard-1", "YARD-1"].map(str::to_owned).into_iter().collect();
        for (typed, expected) in [
            ("CNHCG", Some("CNHCG")),
            ("cn hcg", Some("CNHCG")),
            ("\u{ff23}\u{ff2e}\u{ff28}\u{ff23}\u{ff27}", Some("CNHCG")),
            // Two that are read as one stay two; what is neither is the first.
            ("yard-1", Some("yard-1")),
            ("YARD-1", Some("YARD-1")),
            ("Yard\u{2013}1", Some("YARD-1")),
            ("CNHC", None),
        ] {
            assert_eq!(known.meant(typed), expected, "{typed}");
        }
        assert_eq!(known.lane("cnhcg:ru yek").map(|lane| lane.to_string()).as_deref(), Some("CNHCG:RUYEK"));
        assert_eq!(known.lane("cnhcg:XX").map(|lane| lane.to_string()).as_deref(), Some("CNHCG:XX"));
        assert_eq!(known.lane("cnhcg"), None);
    }
}
