//! When shipments are registered: over two years, in working hours of the north-east, more before the sales
//! and the New Year, few at weekends, next to none while China is at home.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{DAY, HOUR, date, days_from_new_year, is_holiday, is_peak};
use super::chance::Dice;
use super::places::{HUNCHUN, Land};

/// How many days the demo looks back.
pub const DAYS: i64 = 730;
const MICROS: i64 = 1_000_000;

/// The instants, in microseconds and in order, at which so many shipments are registered before `end`.
pub fn openings(count: usize, end: i64, dice: &mut Dice) -> Vec<i64> {
    let first = midnight(end) - DAYS * DAY;
    let days: Vec<(i64, u32)> = (0..=DAYS).map(|day| (first + day * DAY, share(first + day * DAY, day))).collect();
    let reached: Vec<usize> = days
        .iter()
        .scan(0, |sum, (_, share)| {
            *sum += *share as usize;
            Some(*sum)
        })
        .collect();
    let total = reached.last().copied().unwrap_or_default();
    let mut openings: Vec<i64> = (0..count)
        .map(|_| {
            let drawn = dice.below(total);
            let day = days[reached.partition_point(|sum| *sum <= drawn).min(days.len() - 1)].0;
            earlier(day + time_of_day(dice), end) * MICROS + dice.between(0, MICROS - 1)
        })
        .collect();
    openings.sort_unstable();
    openings
}

/// On an earlier day, if the time has not come yet.
fn earlier(at: i64, end: i64) -> i64 {
    let too_late = (at - end + 2).max(0);
    at - (too_late + DAY - 1) / DAY * DAY
}

/// Midnight in Hunchun before an instant, or at it.
pub fn midnight(at: i64) -> i64 {
    let east = i64::from(HUNCHUN.east) * HOUR;
    (at + east).div_euclid(DAY) * DAY - east
}

/// Between half past eight and half past five, less around noon.
fn time_of_day(dice: &mut Dice) -> i64 {
    let morning = dice.happens(560);
    let (from, to) = if morning { (8 * 60 + 30, 11 * 60 + 50) } else { (13 * 60, 17 * 60 + 30) };
    dice.between(from * 60, to * 60)
}

/// How many of the shipments fall on a day, as a weight: trade grows by a third over the two years.
fn share(at: i64, day: i64) -> u32 {
    let date = date(at, &HUNCHUN);
    let grown = 1000 + (day * 333 / DAYS) as u32;
    let weekday = match date.weekday() {
        Weekday::Sat => 30,
        Weekday::Sun => 10,
        _ => 100,
    };
    grown * weekday / 100 * of_year(date) / 100
}

fn of_year(date: NaiveDate) -> u32 {
    let home = days_from_new_year(date);
    match (date.month(), date.day()) {
        _ if (-2..=8).contains(&home) => 6,
        _ if (-8..=14).contains(&home) => 45,
        _ if is_holiday(date, Land::China) => 15,
        _ if is_peak(date) => 165,
        (1, ..=8) => 55,
        (11, 11..=25) => 80,
        (6..=8, _) => 90,
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: i64 = 1_790_000_000;

    #[test]
    fn seasons_and_weekends_show() {
        let openings = openings(20_000, END, &mut Dice::new(3, 0));
        assert!(openings.is_sorted());
        assert!(openings.iter().all(|at| (END - (DAYS + 1) * DAY) * MICROS <= *at && *at < (END - 1) * MICROS));
        let dates: Vec<NaiveDate> = openings.iter().map(|at| date(at / MICROS, &HUNCHUN)).collect();
        let count = |of: fn(&NaiveDate) -> bool| dates.iter().filter(|date| of(date)).count();
        let sundays = count(|date| date.weekday() == Weekday::Sun);
        let tuesdays = count(|date| date.weekday() == Weekday::Tue);
        assert!(sundays * 6 < tuesdays, "{sundays} {tuesdays}");
        let home = count(|date| (-2..=8).contains(&days_from_new_year(*date)));
        assert!(home < 100, "{home}");
        let (sales, spring) = (count(|date| date.month() == 12 && date.day() <= 24), count(|date| date.month() == 4 && date.day() <= 24));
        assert!(sales * 3 > spring * 4, "{sales} {spring}");
    }

    #[test]
    fn nothing_is_registered_after_the_end() {
        assert_eq!(earlier(100, 200), 100);
        assert_eq!(earlier(200, 200), 200 - DAY);
        assert_eq!(earlier(200 + 3 * HOUR, 200), 200 + 3 * HOUR - DAY);
    }
}
