//! The clearance report as values: what was asked, and the figures of every clock. timeline.md §8.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::codes::PlaceCode;
use super::stage::words;
use super::time::Moment;

words! {
    /// By which of its instants a clock belongs to a period.
    Cohort {
        /// By its end.
        Completed = "completed",
        /// By its start.
        Started = "started",
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
    pub lane: Option<(PlaceCode, PlaceCode)>,
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
