//! The clearance report as values: what was asked, and the figures of every clock. timeline.md §8.

use chrono::{Datelike, Days, Months, NaiveDate};
use chrono_tz::Tz;

use super::lane::Lane;
use super::stage::{ClockName, words};
use super::time::Moment;

/// Fewer shipments than this have values, and no quantiles or deviation worth telling.
pub const FEW: u64 = 5;

words! {
    /// By which of its instants a clock belongs to a period.
    Cohort {
        /// By its end.
        Completed = "completed",
        /// By its start.
        Started = "started",
    }
}

words! {
    /// What a figure counts of a clock.
    Figure {
        /// Those that ended.
        Ended = "ended",
        /// Those of them that have a target.
        WithTarget = "with_target",
        /// Those that met it.
        Within = "within",
        /// Those that did not.
        Late = "late",
        /// Those that met it without pausing holds.
        WithinNet = "within_net",
        /// Those that did not, even so.
        LateNet = "late_net",
        /// Those that may be too short.
        Partial = "partial",
        /// Those that ended within a time.
        By = "by",
        /// Those that ended and have one certain target.
        Target = "target",
        /// Those that an exception stopped.
        Excluded = "excluded",
        /// Those that run.
        Open = "open",
        /// Those that run and are above their target.
        OpenLate = "open_late",
    }
}

/// The question for the shipments that a figure counts; the time in seconds of those that have one in their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrillDown {
    /// Of which clock.
    pub clock: ClockName,
    /// Which figure.
    pub figure: Figure,
    /// The time, or the target; 0 for other figures.
    pub seconds: i64,
}

impl Figure {
    /// Whether times are told without pausing holds.
    pub fn is_net(self) -> bool {
        matches!(self, Self::WithinNet | Self::LateNet)
    }

    /// Whether it has a time in its name.
    pub fn has_time(self) -> bool {
        matches!(self, Self::By | Self::Target)
    }

    /// Whether it counts clocks that run.
    pub fn is_of_running(self) -> bool {
        matches!(self, Self::Open | Self::OpenLate)
    }
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day, included.
    pub to: Option<NaiveDate>,
    /// By which instant.
    pub cohort: Cohort,
    /// Whose days.
    pub time_zone: Tz,
    /// Origin and destination.
    pub lane: Option<Lane>,
}

impl Question {
    /// The same question about the period before: the month, quarter, half or year before one, else as many days; a period
    /// without a last day ends today. None where the two could not be compared: without a first day, and by start, for what started lately has had less
    /// time to end.
    pub fn before(&self, today: NaiveDate) -> Option<Self> {
        let from = self.from.filter(|_| self.cohort == Cohort::Completed)?;
        let to = self.to.unwrap_or(today);
        let days = u64::try_from(to.signed_duration_since(from).num_days() + 1).ok().filter(|days| *days > 0)?;
        let first = match whole_months(from, to) {
            Some(months) => from.checked_sub_months(months)?,
            None => from.checked_sub_days(Days::new(days))?,
        };
        Some(Self { from: Some(first), to: from.pred_opt(), ..self.clone() })
    }
}

/// How many months a calendar's month, quarter, half or year has; none where the days are none of these.
fn whole_months(from: NaiveDate, to: NaiveDate) -> Option<Months> {
    let month = |day: NaiveDate| u32::try_from(day.year()).ok().map(|year| year * 12 + day.month0());
    let months = (month(to.succ_opt()?)?).checked_sub(month(from)?)?;
    let is_whole = from.day() == 1 && to.succ_opt()?.day() == 1 && [1, 3, 6, 12].contains(&months) && from.month0().is_multiple_of(months);
    is_whole.then(|| Months::new(months))
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct ClearanceReport {
    /// As of when.
    pub as_of: Moment,
    /// What was asked.
    pub question: Question,
    /// Shipments after filters, whatever the period.
    pub shipments: Shipments,
    /// Figures in the order of `ClockName::ALL`.
    pub clocks: Vec<ClockFigures>,
}

/// How many shipments there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shipments {
    /// All.
    pub total: u64,
    /// Without an outcome.
    pub open: u64,
    /// By outcome, in the order of `Outcome::ALL`.
    pub closed: [u64; 7],
}

/// The figures of one clock.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClockFigures {
    /// How many ended.
    pub n: u64,
    /// How many of them may be too short.
    pub partial: u64,
    /// How many run.
    pub open: u64,
    /// How many of those are above their target already.
    pub open_late: u64,
    /// How many were stopped, in the order of `Outcome::exceptions`.
    pub excluded: [u64; 6],
    /// With holds.
    pub gross: Figures,
    /// Without pausing holds.
    pub net: Figures,
}

/// Statistics of durations in seconds; type 7 quantiles, the sample's standard deviation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Sum ÷ n.
    pub mean: Option<f64>,
    /// n − 1 in the denominator; none below 2.
    pub sd: Option<f64>,
    /// The shortest.
    pub min: Option<i64>,
    /// A quarter are at most this.
    pub p25: Option<f64>,
    /// Half.
    pub median: Option<f64>,
    /// Three quarters.
    pub p75: Option<f64>,
    /// Nine in ten.
    pub p90: Option<f64>,
    /// Nineteen in twenty.
    pub p95: Option<f64>,
    /// The longest.
    pub max: Option<i64>,
    /// How many have a target.
    pub with_target: u64,
    /// How many of them met it.
    pub within: u64,
    /// How many did not.
    pub late: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn the_period_before_is_the_calendars_or_has_as_many_days() {
        let ask = |from: Option<&str>, to: Option<&str>, cohort| Question {
            from: from.map(day),
            to: to.map(day),
            cohort,
            time_zone: Tz::UTC,
            lane: None,
        };
        let before = |question: Question| question.before(day("2026-07-20")).map(|before| (before.from, before.to));
        let expected = |from: &str, to: &str| Some((Some(day(from)), Some(day(to))));
        let completed = |from: &str, to: &str| before(ask(Some(from), Some(to), Cohort::Completed));
        assert_eq!(completed("2026-03-01", "2026-03-31"), expected("2026-02-01", "2026-02-28"));
        assert_eq!(completed("2026-04-01", "2026-06-30"), expected("2026-01-01", "2026-03-31"));
        assert_eq!(completed("2026-01-01", "2026-06-30"), expected("2025-07-01", "2025-12-31"));
        assert_eq!(completed("2025-01-01", "2025-12-31"), expected("2024-01-01", "2024-12-31"));
        // Three months that are no quarter, and a month less a day: as many days.
        assert_eq!(completed("2026-02-01", "2026-04-30"), expected("2025-11-04", "2026-01-31"));
        assert_eq!(completed("2026-03-01", "2026-03-30"), expected("2026-01-30", "2026-02-28"));
        assert_eq!(before(ask(Some("2026-07-19"), None, Cohort::Completed)), expected("2026-07-17", "2026-07-18"));
        assert_eq!(before(ask(Some("2026-07-21"), None, Cohort::Completed)), None);
        assert_eq!(before(ask(None, Some("2026-07-01"), Cohort::Completed)), None);
        assert_eq!(before(ask(Some("2026-03-01"), None, Cohort::Started)), None);
    }
}
