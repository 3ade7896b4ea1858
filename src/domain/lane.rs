//! A lane: where a shipment starts and where it goes, written `CNHCG:RUYEK`.

use std::fmt;

use super::codes::{Cell, PlaceCode};

/// Where a shipment starts and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lane {
    /// Where it starts.
    pub origin: PlaceCode,
    /// Where it goes.
    pub destination: PlaceCode,
}

impl Lane {
    /// Between two places by their codes; none if one cannot be a code.
    pub fn between(origin: &str, destination: &str) -> Option<Self> {
        Some(Self { origin: PlaceCode::read(origin)?, destination: PlaceCode::read(destination)? })
    }

    /// As addresses and the command line write it, `CNHCG:RUYEK`; no code has a colon.
    pub fn parse(text: &str) -> Option<Self> {
        let (origin, destination) = text.split_once(':')?;
        Self::between(origin, destination)
    }

    /// Both ends, the origin first.
    pub fn ends(&self) -> [&PlaceCode; 2] {
        [&self.origin, &self.destination]
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.origin, self.destination)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_read_as_it_is_written() {
        let lane = Lane::between("CNHCG", "RU-X-KRASKINO");
        assert_eq!(lane.as_ref().map(Lane::to_string).as_deref(), Some("CNHCG:RU-X-KRASKINO"));
        assert_eq!(Lane::parse("CNHCG:RU-X-KRASKINO"), lane);
        for text in ["", "CNHCG", ":", "CNHCG:", ":RUYEK", "CNHCG:RUYEK:RUMOW", "CN HCG:RUYEK", "CNHCG/RUYEK"] {
            assert_eq!(Lane::parse(text), None, "{text}");
        }
    }
}
