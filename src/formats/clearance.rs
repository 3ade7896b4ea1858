//! The clearance report as JSON, in the shape of timeline.md §8. Seconds; doubles are not rounded.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{InOrder, line};
use super::report_table::ByKey;
use crate::domain::report::ClearanceReport;
use crate::domain::stage::Outcome;

#[derive(Serialize)]
struct Report<'r> {
    as_of: String,
    period: Period,
    filters: Filters<'r>,
    shipments: Shipments<'r>,
    clocks: ByKey<'r>,
}

#[derive(Serialize)]
struct Period {
    from: Option<String>,
    to: Option<String>,
    cohort: &'static str,
    time_zone: &'static str,
}

#[derive(Serialize)]
struct Filters<'r> {
    lane: Option<LaneFilter<'r>>,
}

#[derive(Serialize)]
struct LaneFilter<'r> {
    origin: &'r str,
    destination: &'r str,
}

#[derive(Serialize)]
struct Shipments<'r> {
    total: u64,
    open: u64,
    #[serde(flatten)]
    closed: InOrder<'r, u64>,
}

/// Writes the report as one line.
pub fn write(output: &mut impl Write, report: &ClearanceReport) -> io::Result<()> {
    let question = &report.question;
    let closed = Outcome::ALL.iter().zip(report.shipments.closed).map(|(outcome, count)| (outcome.word(), count));
    let json = Report {
        as_of: report.as_of.to_string(),
        period: Period {
            from: question.from.map(|day| day.to_string()),
            to: question.to.map(|day| day.to_string()),
            cohort: question.cohort.word(),
            time_zone: question.time_zone.name(),
        },
        filters: Filters {
            lane: question.lane.as_ref().map(|lane| LaneFilter { origin: lane.origin.as_str(), destination: lane.destination.as_str() }),
        },
        shipments: Shipments { total: report.shipments.total, open: report.shipments.open, closed: InOrder(closed.collect()) },
        clocks: ByKey(&report.table()),
    };
    line(output, &json)
}
