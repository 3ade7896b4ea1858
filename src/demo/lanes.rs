//! The six lanes: how many shipments each has, what is promised on it clock by clock, and by which ways it
//! crosses the border, with the hours that each part of the way usually takes.

use crate::domain::codes::Minutes;
use crate::domain::lane::Lane;

use super::places::{
    GRODEKOVO, HARBIN, HUNCHUN, KHABAROVSK, KRASKINO, MAKHALINO, MANZHOULI, MOSCOW, NOVOSIBIRSK, SUIFENHE, Spot, USSURIYSK, VLADIVOSTOK,
    YEKATERINBURG, ZABAYKALSK, ZARUBINO,
};

/// A lane as the sample trades on it, its targets in force from the first day.
#[derive(Debug, PartialEq, Eq)]
pub struct TradeLane {
    /// Where it starts.
    pub origin: &'static Spot,
    /// Where it ends.
    pub destination: &'static Spot,
    /// What its references begin with.
    pub prefix: &'static str,
    /// How many of a hundred shipments go this way.
    pub share: u32,
    /// The four digits of the declaring customs.
    pub office: &'static str,
    /// Targets in hours, in the order of the clocks; 0 for none.
    pub targets: [u32; 8],
    /// By which ways.
    pub routes: &'static [Route],
}

/// One way across the border.
#[derive(Debug, PartialEq, Eq)]
pub struct Route {
    /// How many of a hundred of the lane's shipments take it.
    pub share: u32,
    /// Road, rail or sea.
    pub by: &'static str,
    /// The last place in China.
    pub gate: &'static Spot,
    /// The first place in Russia.
    pub crossing: &'static Spot,
    /// Where the goods change to another vehicle.
    pub hub: &'static Spot,
    /// Hours from the origin to the gate.
    pub approach: u32,
    /// Hours of waiting at the gate.
    pub queue: u32,
    /// Hours at Russian customs.
    pub entry: u32,
    /// Hours from the crossing to the hub.
    pub to_hub: u32,
    /// Hours from the hub to the destination.
    pub haul: u32,
}

/// All lanes, the main one first.
pub static LANES: [TradeLane; 6] = [
    TradeLane {
        origin: &HUNCHUN,
        destination: &YEKATERINBURG,
        prefix: "HC",
        share: 38,
        office: "1507",
        targets: [26 * 24, 7 * 24, 20 * 24, 2 * 24, 3 * 24, 4 * 24, 16 * 24, 3 * 24],
        routes: &[
            Route {
                share: 58,
                by: "road",
                gate: &HUNCHUN,
                crossing: &KRASKINO,
                hub: &USSURIYSK,
                approach: 4,
                queue: 20,
                entry: 30,
                to_hub: 9,
                haul: 198,
            },
            Route {
                share: 34,
                by: "rail",
                gate: &HUNCHUN,
                crossing: &MAKHALINO,
                hub: &MAKHALINO,
                approach: 6,
                queue: 22,
                entry: 28,
                to_hub: 10,
                haul: 210,
            },
            Route {
                share: 8,
                by: "sea",
                gate: &HUNCHUN,
                crossing: &ZARUBINO,
                hub: &VLADIVOSTOK,
                approach: 5,
                queue: 26,
                entry: 30,
                to_hub: 20,
                haul: 206,
            },
        ],
    },
    TradeLane {
        origin: &HUNCHUN,
        destination: &VLADIVOSTOK,
        prefix: "HC",
        share: 20,
        office: "1507",
        targets: [13 * 24, 6 * 24, 9 * 24, 2 * 24, 3 * 24, 3 * 24, 6 * 24, 3 * 24],
        routes: &[
            Route {
                share: 78,
                by: "road",
                gate: &HUNCHUN,
                crossing: &KRASKINO,
                hub: &USSURIYSK,
                approach: 4,
                queue: 16,
                entry: 22,
                to_hub: 8,
                haul: 6,
            },
            Route {
                share: 22,
                by: "sea",
                gate: &HUNCHUN,
                crossing: &ZARUBINO,
                hub: &ZARUBINO,
                approach: 5,
                queue: 20,
                entry: 22,
                to_hub: 4,
                haul: 12,
            },
        ],
    },
    TradeLane {
        origin: &HUNCHUN,
        destination: &MOSCOW,
        prefix: "HC",
        share: 15,
        office: "1507",
        targets: [29 * 24, 7 * 24, 23 * 24, 2 * 24, 3 * 24, 4 * 24, 19 * 24, 3 * 24],
        routes: &[
            Route {
                share: 55,
                by: "rail",
                gate: &HUNCHUN,
                crossing: &MAKHALINO,
                hub: &MAKHALINO,
                approach: 6,
                queue: 22,
                entry: 28,
                to_hub: 10,
                haul: 282,
            },
            Route {
                share: 45,
                by: "road",
                gate: &HUNCHUN,
                crossing: &KRASKINO,
                hub: &KHABAROVSK,
                approach: 4,
                queue: 20,
                entry: 30,
                to_hub: 24,
                haul: 252,
            },
        ],
    },
    TradeLane {
        origin: &SUIFENHE,
        destination: &YEKATERINBURG,
        prefix: "SF",
        share: 11,
        office: "1902",
        targets: [26 * 24, 7 * 24, 19 * 24, 2 * 24, 3 * 24, 4 * 24, 0, 4 * 24],
        routes: &[Route {
            share: 100,
            by: "rail",
            gate: &SUIFENHE,
            crossing: &GRODEKOVO,
            hub: &GRODEKOVO,
            approach: 3,
            queue: 24,
            entry: 28,
            to_hub: 10,
            haul: 190,
        }],
    },
    TradeLane {
        origin: &MANZHOULI,
        destination: &MOSCOW,
        prefix: "ML",
        share: 9,
        office: "0602",
        targets: [0, 6 * 24, 18 * 24, 2 * 24, 3 * 24, 4 * 24, 14 * 24, 3 * 24],
        routes: &[
            Route {
                share: 70,
                by: "rail",
                gate: &MANZHOULI,
                crossing: &ZABAYKALSK,
                hub: &ZABAYKALSK,
                approach: 3,
                queue: 22,
                entry: 26,
                to_hub: 12,
                haul: 168,
            },
            Route {
                share: 30,
                by: "road",
                gate: &MANZHOULI,
                crossing: &ZABAYKALSK,
                hub: &NOVOSIBIRSK,
                approach: 2,
                queue: 26,
                entry: 26,
                to_hub: 96,
                haul: 76,
            },
        ],
    },
    TradeLane {
        origin: &HARBIN,
        destination: &NOVOSIBIRSK,
        prefix: "HB",
        share: 7,
        office: "1901",
        targets: [20 * 24, 0, 15 * 24, 0, 3 * 24, 4 * 24, 12 * 24, 0],
        routes: &[Route {
            share: 100,
            by: "rail",
            gate: &MANZHOULI,
            crossing: &ZABAYKALSK,
            hub: &ZABAYKALSK,
            approach: 28,
            queue: 20,
            entry: 24,
            to_hub: 10,
            haul: 92,
        }],
    },
];

impl TradeLane {
    /// The targets in the order of the clocks.
    pub fn minutes(&self) -> [Option<Minutes>; 8] {
        self.targets.map(|hours| Minutes::new(hours * 60))
    }

    /// Its ends.
    pub fn lane(&self) -> Option<Lane> {
        Lane::between(self.origin.code, self.destination.code)
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use crate::domain::stage::ClockName;

    #[test]
    fn shares_are_of_a_hundred() {
        assert_eq!(LANES.iter().map(|lane| lane.share).sum::<u32>(), 100);
        for lane in &LANES {
            assert_eq!(lane.routes.iter().map(|route| route.share).sum::<u32>(), 100, "{}", lane.destination.code);
            assert!(lane.minutes()[ClockName::Clearance.index()].is_some());
        }
    }

    #[test]
    fn the_main_lane_promises_twenty_days() {
        assert_eq!(LANES[0].lane(), Lane::parse("CNHCG:RUYEK"));
        assert_eq!(LANES[0].minutes()[ClockName::Clearance.index()].map(Minutes::get), Some(28_800));
    }
}
