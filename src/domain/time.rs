//! Instants: when a thing happened (whole seconds, with the offset it was entered with) and when it was
//! recorded (microseconds). timeline.md rule 1. Nothing here knows what time it is now.

use std::fmt;

use chrono::{DateTime, Datelike, Timelike};

/// An instant in whole seconds since 1970-01-01T00:00:00Z; never before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// When an act was recorded: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// An instant as it was entered: with the offset from UTC in seconds, within ±14:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The instant that counts.
    pub instant: Instant,
    offset: i32,
}

/// The last second that RFC 3339 can write, 9999-12-31T23:59:59Z.
const LAST_SECOND: i64 = 253_402_300_799;
const WIDEST_OFFSET: i32 = 14 * 3600;
const MICROS: i64 = 1_000_000;

/// How far an event may lie after the moment it was recorded (rule 4): 5 minutes, in seconds.
pub const GRACE: i64 = 300;

impl Instant {
    /// The instant so many seconds after 1970 began, if RFC 3339 can write it.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        (0..=LAST_SECOND).contains(&seconds).then_some(Self(seconds))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// Seconds from an earlier instant to this one; 0 if that one is not earlier.
    pub fn since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).max(0)
    }
}

impl Moment {
    /// The moment so many microseconds after 1970 began, if RFC 3339 can write it.
    pub fn from_micros(micros: i64) -> Option<Self> {
        (0..(LAST_SECOND + 1) * MICROS).contains(&micros).then_some(Self(micros))
    }

    /// The first moment there is.
    pub fn earliest() -> Self {
        Self(0)
    }

    /// This moment; the next after so many microseconds, where it is not later than that (rule 2).
    pub fn later_than(self, micros: i64) -> Self {
        Self::from_micros(micros + 1).map_or(self, |next| next.max(self))
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// The whole second it lies in: what runs as of a moment is measured to this.
    pub fn instant(self) -> Instant {
        Instant(self.0 / MICROS)
    }

    /// Whether something that happened then may be recorded now (rule 4).
    pub fn allows(self, occurred: Instant) -> bool {
        occurred.0 * MICROS <= self.0 + GRACE * MICROS
    }

    /// Whether a file's time of recording may be kept now (rule 4).
    pub fn allows_recording(self, recorded_at: Self) -> bool {
        recorded_at.0 <= self.0 + GRACE * MICROS
    }

    /// Reads RFC 3339, keeping microseconds.
    pub fn parse(text: &str) -> Option<Self> {
        let read = read(text)?;
        Self::from_micros(read.timestamp_micros())
    }
}

impl Stamp {
    /// An instant with the offset, in seconds, that it was entered with; its local time must be one that RFC 3339
    /// can write.
    pub fn new(instant: Instant, offset: i32) -> Option<Self> {
        let is_written = instant.0 + i64::from(offset) <= LAST_SECOND;
        (is_written && offset.abs() <= WIDEST_OFFSET && offset % 60 == 0).then_some(Self { instant, offset })
    }

    /// The first instant there is.
    pub fn earliest() -> Self {
        Self { instant: Instant(0), offset: 0 }
    }

    /// The same instant with the offset of another.
    pub fn in_offset(self, other: Self) -> Option<Self> {
        Self::new(self.instant, other.offset)
    }

    /// Seconds east of UTC.
    pub fn offset(self) -> i32 {
        self.offset
    }

    /// Reads RFC 3339, dropping a fraction of a second.
    pub fn parse(text: &str) -> Option<Self> {
        let read = read(text)?;
        let instant = Instant::from_seconds(read.timestamp())?;
        Self::new(instant, read.offset().local_minus_utc())
    }
}

/// RFC 3339 with four digits of year, a `T`, seconds (no leap second) and an offset.
fn read(text: &str) -> Option<DateTime<chrono::FixedOffset>> {
    let bytes = text.as_bytes();
    if bytes.len() < 20 || !text.is_ascii() || bytes[4] != b'-' || !matches!(bytes[10], b'T' | b't') || &bytes[17..19] == b"60" {
        return None;
    }
    DateTime::parse_from_rfc3339(text).ok()
}

fn write_civil(f: &mut fmt::Formatter<'_>, local_seconds: i64) -> fmt::Result {
    let civil = DateTime::from_timestamp(local_seconds, 0).ok_or(fmt::Error)?.naive_utc();
    let mut text = *b"0000-00-00T00:00:00";
    let mut put = |at: usize, width: usize, mut value: u32| {
        for digit in text[at..at + width].iter_mut().rev() {
            *digit = b'0' + (value % 10) as u8;
            value /= 10;
        }
    };
    put(0, 4, civil.year().unsigned_abs());
    put(5, 2, civil.month());
    put(8, 2, civil.day());
    put(11, 2, civil.hour());
    put(14, 2, civil.minute());
    put(17, 2, civil.second());
    f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
}

/// RFC 3339 in UTC: `2021-07-19T06:05:00Z`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_civil(f, self.0)?;
        f.write_str("Z")
    }
}

/// RFC 3339 in UTC, with six digits of a second where they are not zero.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_civil(f, self.0 / MICROS)?;
        match self.0 % MICROS {
            0 => f.write_str("Z"),
            micros => write!(f, ".{micros:06}Z"),
        }
    }
}

/// RFC 3339 with the offset it was entered with, `Z` for none.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_civil(f, self.instant.0 + i64::from(self.offset))?;
        if self.offset == 0 {
            return f.write_str("Z");
        }
        let sign = if self.offset < 0 { '-' } else { '+' };
        let minutes = self.offset.abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Stamp::parse(text).map(|s| s.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn an_instant_is_rfc_3339_with_an_offset() {
        check("2021-07-01T08:00:00+08:00", Some("2021-07-01T08:00:00+08:00"));
        check("2021-07-01T00:00:00.999+00:00", Some("2021-07-01T00:00:00Z"));
        check("2021-07-01T00:00:00-03:30", Some("2021-07-01T00:00:00-03:30"));
        check("2021-07-01t00:00:00z", Some("2021-07-01T00:00:00Z"));
        check("1970-01-01T00:00:00Z", Some("1970-01-01T00:00:00Z"));
        check("1970-01-01T14:00:00+14:00", Some("1970-01-01T14:00:00+14:00"));
        for wrong in [
            "",
            "2021-07-01",
            "2021-07-01T08:00:00",
            "2021-07-01T08:00+08:00",
            "2021-07-01 08:00:00+08:00",
            "2021-02-30T00:00:00Z",
            "2021-07-01T24:00:00Z",
            "2016-12-31T23:59:60Z",
            "2021-07-01T00:00:00+14:01",
            "1970-01-01T00:00:00+00:01",
            "1969-12-31T23:59:59Z",
            "12021-07-01T00:00:00Z",
            "２021-07-01T00:00:00Z",
            "2026-01-01T00:00:00\u{2212}08:00",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn a_moment_keeps_microseconds() {
        let moment = |text: &str| Moment::parse(text).map(|m| m.to_string());
        assert_eq!(moment("2021-07-01T08:00:00.2+08:00").as_deref(), Some("2021-07-01T00:00:00.200000Z"));
        assert_eq!(moment("2021-07-01T00:00:00.7000019Z").as_deref(), Some("2021-07-01T00:00:00.700001Z"));
        assert_eq!(moment("2021-07-01T00:00:00Z").as_deref(), Some("2021-07-01T00:00:00Z"));
    }

    #[test]
    fn five_minutes_ahead_are_let_pass_and_no_more() {
        let recorded = Moment::from_micros(1_000_000_000_000_000).map(Moment::instant).map(|i| i.seconds());
        assert_eq!(recorded, Some(1_000_000_000));
        let at = |seconds: i64| {
            Instant::from_seconds(1_000_000_000 + seconds)
                .is_some_and(|i| Moment::from_micros(1_000_000_000_000_000).is_some_and(|m| m.allows(i)))
        };
        assert!(at(300));
        assert!(!at(301));
        let now = Moment(1_000_000_000_000_000);
        assert!(now.allows_recording(Moment(1_000_000_300_000_000)));
        assert!(!now.allows_recording(Moment(1_000_000_300_000_001)));
    }
}
