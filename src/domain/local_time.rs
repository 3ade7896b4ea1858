//! Local time: a day and a time of day somewhere, and the instant that it means there.

use chrono::{LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::time::{Instant, Stamp};

/// What the time on a wall means in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalTime {
    /// One instant.
    Unambiguous(Stamp),
    /// Clocks were set back: it was shown twice.
    Ambiguous(Stamp, Stamp),
    /// Clocks were set forward past it, or it cannot be written.
    Nonexistent,
}

/// Reads a day as ISO 8601 writes it, ten characters.
pub fn day(text: &str) -> Option<NaiveDate> {
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// Reads a time of day, with or without seconds: `14:05`, `14:05:30`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let format = match text.len() {
        5 => "%H:%M",
        8 if !text.ends_with(":60") => "%H:%M:%S",
        _ => return None,
    };
    NaiveTime::parse_from_str(text, format).ok()
}

/// What a wall shows at an instant.
pub fn shown(at: Instant, zone: Tz) -> NaiveDateTime {
    zone.timestamp_opt(at.seconds(), 0).single().map_or(NaiveDateTime::MIN, |local| local.naive_local())
}

/// What a wall of its own offset shows at an instant.
pub fn shown_by(at: Stamp) -> Option<NaiveDateTime> {
    chrono::DateTime::from_timestamp(at.instant.seconds() + i64::from(at.offset()), 0).map(|local| local.naive_utc())
}

/// An instant with the offset that a zone has then.
pub fn stamp(at: Instant, zone: Tz) -> Option<Stamp> {
    let local = zone.timestamp_opt(at.seconds(), 0).single()?;
    Stamp::new(at, local.offset().fix().local_minus_utc())
}

/// What the time on a wall means.
pub fn resolve(wall: NaiveDateTime, zone: Tz) -> LocalTime {
    let stamp = |local: chrono::DateTime<Tz>| Stamp::new(Instant::from_seconds(local.timestamp())?, local.offset().fix().local_minus_utc());
    match zone.from_local_datetime(&wall) {
        LocalResult::Single(local) => stamp(local).map_or(LocalTime::Nonexistent, LocalTime::Unambiguous),
        LocalResult::Ambiguous(first, second) => {
            stamp(first).zip(stamp(second)).map_or(LocalTime::Nonexistent, |(a, b)| LocalTime::Ambiguous(a, b))
        }
        LocalResult::None => LocalTime::Nonexistent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(day_text: &str, time_text: &str, zone: Tz, expected: &[&str]) {
        let wall = day(day_text).zip(time(time_text)).map(|(day, time)| day.and_time(time)).unwrap_or_default();
        let read: Vec<String> = match resolve(wall, zone) {
            LocalTime::Unambiguous(one) => vec![one.to_string()],
            LocalTime::Ambiguous(first, second) => vec![first.to_string(), second.to_string()],
            LocalTime::Nonexistent => vec![],
        };
        assert_eq!(read, expected, "{day_text} {time_text} {zone}");
    }

    #[test]
    fn a_wall_means_an_instant_where_it_hangs() {
        check("2021-07-19", "14:10", Tz::Asia__Vladivostok, &["2021-07-19T14:10:00+10:00"]);
        check("2021-07-19", "14:10:30", Tz::Asia__Yekaterinburg, &["2021-07-19T14:10:30+05:00"]);
        // Almaty went from +06:00 to +05:00 on 1 March 2024 at midnight: 23:30 of 29 February was shown twice.
        check("2024-02-29", "23:30", Tz::Asia__Almaty, &["2024-02-29T23:30:00+06:00", "2024-02-29T23:30:00+05:00"]);
        // Moscow's clocks went forward on 27 March 2011 from 2:00 to 3:00.
        check("2011-03-27", "02:30", Tz::Europe__Moscow, &[]);
        assert_eq!(day("19.07.2021"), None);
        for wrong in ["25:00", "24:00", "23:59:60", "1:2", ""] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }
}
