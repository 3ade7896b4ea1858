//! The clearance report as JSON, in the shape of timeline.md §8. Seconds; doubles are not rounded.

use serde_json::{Map, Value, json};

use crate::domain::report::{ClearanceReport, ClockFigures, Figures};
use crate::domain::stage::{ClockName, Outcome};

/// The report.
pub fn json(report: &ClearanceReport) -> Value {
    let question = &report.question;
    let clocks: Map<String, Value> =
        ClockName::ALL.iter().zip(&report.clocks).map(|(name, figures)| (name.word().to_owned(), clock(figures))).collect();
    let mut shipments =
        Map::from_iter([("total".to_owned(), report.shipments.total.into()), ("open".to_owned(), report.shipments.open.into())]);
    shipments.extend(counts(Outcome::ALL, &report.shipments.closed));
    json!({
        "as_of": report.as_of.to_string(),
        "period": {
            "from": question.from.map(|day| day.to_string()),
            "to": question.to.map(|day| day.to_string()),
            "cohort": question.cohort.word(),
            "time_zone": question.time_zone.name(),
        },
        "filters": {
            "lane": question.lane.as_ref().map(|(origin, destination)| json!({ "origin": origin.as_str(), "destination": destination.as_str() })),
        },
        "shipments": shipments,
        "clocks": clocks,
    })
}

fn counts(outcomes: &[Outcome], counts: &[u64]) -> impl Iterator<Item = (String, Value)> {
    outcomes.iter().zip(counts).map(|(outcome, count)| (outcome.word().to_owned(), (*count).into()))
}

fn clock(figures: &ClockFigures) -> Value {
    json!({
        "n": figures.n,
        "partial": figures.partial,
        "open": figures.open,
        "open_late": figures.open_late,
        "excluded": Map::from_iter(counts(Outcome::exceptions(), &figures.excluded)),
        "gross": durations(&figures.gross),
        "net": durations(&figures.net),
    })
}

fn durations(figures: &Figures) -> Value {
    json!({
        "mean": figures.mean,
        "sd": figures.sd,
        "min": figures.min,
        "p25": figures.p25,
        "median": figures.median,
        "p75": figures.p75,
        "p90": figures.p90,
        "p95": figures.p95,
        "max": figures.max,
        "with_target": figures.with_target,
        "within": figures.within,
        "late": figures.late,
    })
}
