//! The scale: from instants to shares of the drawing's width, and where its grid stands.

use std::fmt;

use crate::domain::time::Instant;

pub(super) const MINUTE: i64 = 60;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// Nothing shorter is drawn: a shipment registered this minute has an axis too.
const SHORTEST: i64 = HOUR;

/// A part of the width, in per cent. Written with three decimals at most: a hundredth of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Share(pub f64);

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As whole thousandths: a page has hundreds of these, and printing floats would be a tenth of its cost.
        let thousandths = (self.0 * 1_000.0).round() as i64;
        let (whole, mut part, mut digits) = (thousandths.abs() / 1_000, thousandths.abs() % 1_000, 3);
        while digits > 0 && part % 10 == 0 {
            (part, digits) = (part / 10, digits - 1);
        }
        let sign = if thousandths < 0 { "-" } else { "" };
        if digits == 0 { write!(f, "{sign}{whole}%") } else { write!(f, "{sign}{whole}.{part:0digits$}%") }
    }
}

/// Digits, a point and a sign of per cent.
impl askama::filters::HtmlSafe for Share {}

impl std::ops::Sub for Share {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// From the left edge to the right one, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    left: f64,
    right: f64,
}

impl Scale {
    /// Shows everything between two instants, with a margin on both sides.
    pub fn with_margin(from: i64, to: i64, margin: f64) -> Self {
        let to = to.max(from + SHORTEST);
        let margin = (to - from) as f64 * margin;
        Self { left: from as f64 - margin, right: to as f64 + margin }
    }

    pub fn share(&self, instant: Instant) -> Share {
        self.at(instant.seconds())
    }

    /// Where a second is; what lies outside stands at the edge.
    pub fn at(&self, seconds: i64) -> Share {
        Share(((seconds as f64 - self.left) / self.length() * 100.0).clamp(0.0, 100.0))
    }

    pub fn length(&self) -> f64 {
        self.right - self.left
    }

    pub fn left(&self) -> i64 {
        self.left.ceil() as i64
    }

    pub fn right(&self) -> i64 {
        self.right.floor() as i64
    }

    /// How far apart grid lines stand: the shortest step whose labels have room on a narrow screen.
    pub fn step(&self) -> i64 {
        // Labels of days are bare numbers, those of minutes and hours have a unit and need more room.
        const SHORT: [i64; 6] = [10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR];
        const LONG: [i64; 12] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
        let short = SHORT.into_iter().find(|step| self.length() / *step as f64 <= 5.0);
        let long = || LONG.into_iter().map(|days| days * DAY).find(|step| self.length() / *step as f64 <= 7.0);
        short.filter(|step| *step < 12 * HOUR).or_else(long).unwrap_or(10_000 * DAY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_short() {
        let written = [0.0, 10.0, 100.0 / 3.0, 99.9999, 0.25, -0.0].map(|share| Share(share).to_string());
        assert_eq!(written, ["0%", "10%", "33.333%", "100%", "0.25%", "0%"]);
    }

    #[test]
    fn the_grid_has_room_for_its_labels() {
        let step = |length: i64| Scale::with_margin(0, length, 0.0).step();
        assert_eq!(step(0), 30 * MINUTE); // one hour is the shortest
        assert_eq!(step(2 * HOUR), 30 * MINUTE);
        assert_eq!(step(12 * HOUR), 3 * HOUR);
        assert_eq!(step(30 * HOUR), 6 * HOUR);
        assert_eq!(step(2 * DAY), DAY);
        assert_eq!(step(8 * DAY), 2 * DAY);
        assert_eq!(step(25 * DAY), 5 * DAY);
        assert_eq!(step(400 * DAY), 100 * DAY);
        assert_eq!(step(30_000 * DAY), 5_000 * DAY);
    }
}
