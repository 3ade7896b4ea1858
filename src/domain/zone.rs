//! Days in a time zone: where each begins, and which one an instant lies in.

use chrono::{DateTime, Days, MappedLocalTime, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::time::Instant;

/// No zone is further from UTC than this.
const WIDEST: i64 = 26 * 3600;

/// The first instant of a day in a zone (rule 27): mostly its midnight, but not every day has one.
pub fn day_begins(day: NaiveDate, zone: Tz) -> Option<Instant> {
    let midnight = day.and_time(NaiveTime::MIN);
    let begins = match zone.from_local_datetime(&midnight) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.timestamp(),
        MappedLocalTime::None => {
            let (mut before, mut after) = (midnight.and_utc().timestamp() - WIDEST, midnight.and_utc().timestamp() + WIDEST);
            while after - before > 1 {
                let middle = before + (after - before) / 2;
                let reached = local_day(middle, zone)? >= day;
                if reached { after = middle } else { before = middle }
            }
            after
        }
    };
    Instant::from_seconds(begins.max(0))
}

/// The first instant after a day.
pub fn day_ends(day: NaiveDate, zone: Tz) -> Option<Instant> {
    day_begins(day.checked_add_days(Days::new(1))?, zone)
}

/// The day that an instant lies in.
pub fn day_of(instant: Instant, zone: Tz) -> Option<NaiveDate> {
    local_day(instant.seconds(), zone)
}

fn local_day(seconds: i64, zone: Tz) -> Option<NaiveDate> {
    Some(DateTime::from_timestamp(seconds, 0)?.with_timezone(&zone).date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expected values by Python's zoneinfo.
    #[test]
    fn a_day_begins_at_its_first_instant() {
        let check = |day: &str, zone: Tz, expected: &str| {
            let begins = day.parse().ok().and_then(|day| day_begins(day, zone)).map(|at| at.to_string());
            assert_eq!(begins.as_deref(), Some(expected), "{day} {zone}");
        };
        check("2021-08-01", Tz::Asia__Shanghai, "2021-07-31T16:00:00Z");
        check("2021-08-01", Tz::UTC, "2021-08-01T00:00:00Z");
        check("2021-03-28", Tz::Asia__Beirut, "2021-03-27T22:00:00Z");
        check("2021-03-29", Tz::Asia__Beirut, "2021-03-28T21:00:00Z");
        // Havana fell back from 01:00 to 00:00: midnight comes twice, the day begins with the first.
        check("2021-11-07", Tz::America__Havana, "2021-11-07T04:00:00Z");
        // Samoa had no 30 December 2011.
        check("2011-12-30", Tz::Pacific__Apia, "2011-12-30T10:00:00Z");
        check("2011-12-31", Tz::Pacific__Apia, "2011-12-30T10:00:00Z");
    }
}
