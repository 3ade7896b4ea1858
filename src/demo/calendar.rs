//! Working days: how much of an ordinary day's work gets done on a date in China and in Russia, and when a
//! piece of work begun at one instant is therefore done. Holidays are those that move whole weeks.

use chrono::{DateTime, Datelike, NaiveDate, Weekday};

use super::chance::Dice;
use super::places::{Land, Spot};

/// Seconds in a day.
pub const DAY: i64 = 86_400;
/// Seconds in an hour.
pub const HOUR: i64 = 3_600;

/// Who works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Offices and officers: little on Saturdays, next to nothing on Sundays and holidays.
    Desk,
    /// Lorries, trains and ships: nearly as much on every day.
    Wheels,
}

/// Month and day of the Chinese New Year from 2015.
const NEW_YEARS: [(u32, u32); 22] = [
    (2, 19),
    (2, 8),
    (1, 28),
    (2, 16),
    (2, 5),
    (1, 25),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 10),
    (1, 29),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 13),
    (2, 3),
    (1, 23),
    (2, 11),
    (1, 31),
    (2, 19),
    (2, 8),
    (1, 28),
];

/// The date at a place.
pub fn date(at: i64, spot: &Spot) -> NaiveDate {
    DateTime::from_timestamp(local(at, spot), 0).unwrap_or_default().date_naive()
}

/// Days from the year's Chinese New Year to a date; a rough one for years outside the table.
pub fn days_from_new_year(date: NaiveDate) -> i64 {
    let row = usize::try_from(date.year() - 2015).ok().and_then(|year| NEW_YEARS.get(year));
    let (month, day) = row.copied().unwrap_or((2, 5));
    NaiveDate::from_ymd_opt(date.year(), month, day).map_or(i64::MAX, |new_year| (date - new_year).num_days())
}

/// Whether offices are shut by law.
pub fn is_holiday(date: NaiveDate, land: Land) -> bool {
    let (month, day) = (date.month(), date.day());
    match land {
        Land::China => {
            (-1..=6).contains(&days_from_new_year(date)) || matches!((month, day), (1, 1) | (4, 4 | 5) | (5, 1..=5) | (10, 1..=7))
        }
        Land::Russia => {
            matches!((month, day), (1, 1..=8) | (2, 23) | (3, 8) | (5, 1 | 9) | (6, 12) | (11, 4) | (12, 31))
        }
    }
}

/// The weeks in which everyone ships: before 11 November and before the New Year.
pub fn is_peak(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (10, 18..) | (11, ..=10) | (12, 3..=24))
}

/// How much of an ordinary day's work is done on a date.
fn pace(date: NaiveDate, land: Land, work: Work) -> f64 {
    let new_year = land == Land::China && (-6..=12).contains(&days_from_new_year(date));
    match work {
        Work::Desk => {
            let day = match date.weekday() {
                _ if is_holiday(date, land) => 0.15,
                Weekday::Sat => 0.4,
                Weekday::Sun => 0.2,
                _ => 1.0,
            };
            day * if new_year { 0.6 } else { 1.0 } * if is_peak(date) { 0.85 } else { 1.0 }
        }
        Work::Wheels if is_holiday(date, land) => 0.75,
        Work::Wheels if date.weekday() == Weekday::Sun => 0.95,
        Work::Wheels => 1.0,
    }
}

/// When work of so many ordinary seconds, begun at an instant, is done.
pub fn done(begun: i64, effort: f64, spot: &Spot, work: Work) -> i64 {
    /// No work takes longer than this many days.
    const LONGEST: usize = 1000;
    let (mut now, mut left) = (begun, effort);
    for _ in 0..LONGEST {
        let pace = pace(date(now, spot), spot.land, work);
        let midnight = now + DAY - local(now, spot).rem_euclid(DAY);
        let possible = (midnight - now) as f64 * pace;
        if possible >= left {
            return now + (left / pace) as i64;
        }
        left -= possible;
        now = midnight;
    }
    now
}

/// The same instant if the desk at a place is open, else some time after it opens.
pub fn at_desk(at: i64, spot: &Spot, dice: &mut Dice) -> i64 {
    let of_day = local(at, spot).rem_euclid(DAY);
    match of_day / HOUR {
        8..=18 => at,
        0..=7 => at - of_day + 8 * HOUR + dice.between(10, 150) * 60,
        _ => at - of_day + DAY + 8 * HOUR + dice.between(10, 150) * 60,
    }
}

fn local(at: i64, spot: &Spot) -> i64 {
    at + i64::from(spot.east) * HOUR
}

#[cfg(test)]
mod tests {
    use super::super::places::{HUNCHUN, YEKATERINBURG};
    use super::*;

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).map(|time| time.timestamp()).unwrap_or_default()
    }

    #[test]
    fn work_stands_still_at_weekends_and_holidays() {
        let a_day = |begun: &str, spot| done(at(begun), 8.0 * HOUR as f64, spot, Work::Desk) - at(begun);
        assert_eq!(a_day("2026-09-08T09:00:00+08:00", &HUNCHUN), 8 * HOUR);
        assert!(a_day("2026-09-05T09:00:00+08:00", &HUNCHUN) > 15 * HOUR);
        assert!(a_day("2026-02-17T09:00:00+08:00", &HUNCHUN) > 2 * DAY);
        assert!(a_day("2026-01-04T09:00:00+05:00", &YEKATERINBURG) > 2 * DAY);
    }

    #[test]
    fn the_desk_opens_in_the_morning() {
        let mut dice = Dice::new(1, 1);
        let noon = at("2026-09-08T12:00:00+08:00");
        assert_eq!(at_desk(noon, &HUNCHUN, &mut dice), noon);
        for night in ["2026-09-08T02:00:00+08:00", "2026-09-07T22:00:00+08:00"] {
            let opened = at_desk(at(night), &HUNCHUN, &mut dice);
            assert!((at("2026-09-08T08:00:00+08:00")..at("2026-09-08T11:00:00+08:00")).contains(&opened));
        }
    }
}
