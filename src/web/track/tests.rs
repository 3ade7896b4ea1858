//! Positions worked out by hand, one case each, and pages to look at: `target/tmp/drawing-*.html`.

#![allow(clippy::panic)]

mod cases;
mod pages;

use askama::Template;
use chrono_tz::Tz;

use super::*;
use crate::domain::codes::{Country, Text};
use crate::domain::entry;
use crate::domain::event::Recorded;
use crate::domain::field::{Cells, Field};
use crate::domain::history;
use crate::domain::intervals::Intervals;
use crate::domain::time::Moment;

/// The small drawing of a list.
fn row_track(scene: &Scene<'_>) -> String {
    rendered(&RowTrack::of_shipment(scene.state, &Intervals::from_replay(scene.replay), scene.now(), scene.language))
}

/// Four places, two of them with their zones, and the codes of customs that release.
pub(super) struct Data(pub Language);

impl Places for Data {
    fn name(&self, code: &PlaceCode) -> String {
        let names = match code.as_str() {
            "CNHCG" => ["Hunchun", "\u{73f2}\u{6625}", "\u{425}\u{443}\u{43d}\u{44c}\u{447}\u{443}\u{43d}"],
            "RU-X-KRASKINO" => {
                ["Kraskino", "\u{514b}\u{62c9}\u{65af}\u{57fa}\u{8bfa}", "\u{41a}\u{440}\u{430}\u{441}\u{43a}\u{438}\u{43d}\u{43e}"]
            }
            "RUYEK" => [
                "Yekaterinburg",
                "\u{53f6}\u{5361}\u{6377}\u{7433}\u{5821}",
                "\u{415}\u{43a}\u{430}\u{442}\u{435}\u{440}\u{438}\u{43d}\u{431}\u{443}\u{440}\u{433}",
            ],
            other => [other, other, other],
        };
        names[self.0 as usize].to_owned()
    }

    fn zone(&self, code: &PlaceCode) -> Option<Tz> {
        match code.as_str() {
            "CNHCG" => Some(Tz::Asia__Shanghai),
            "RU-X-KRASKINO" => Some(Tz::Asia__Vladivostok),
            "RUYEK" => Some(Tz::Asia__Yekaterinburg),
            _ => None,
        }
    }
}

impl Customs for Data {
    fn is_release(&self, country: &Country, code: &Text) -> bool {
        matches!((country.as_str(), code.as_str()), ("CN", "800" | "899") | ("RU", "10" | "11" | "20" | "21" | "22" | "23"))
    }

    fn meaning(&self, country: &Country, code: &Text) -> Option<String> {
        let released = ["Released", "\u{653e}\u{884c}", "\u{412}\u{44b}\u{43f}\u{443}\u{441}\u{43a}"];
        self.is_release(country, code).then(|| released[self.0 as usize].to_owned())
    }

    fn country(&self, country: &Country) -> String {
        country.to_string()
    }
}

/// `(cells, days after 1 July 2021, 00:00 UTC)`: the cells as `column=value`, separated by `; `.
pub(super) type DrawnLine = (&'static str, f64);

/// Reads a history; the registration is added, at day 0, with what `details` says.
pub(super) fn history(details: &'static str, lines: &[DrawnLine]) -> Vec<Recorded> {
    let registered: DrawnLine = (details, 0.0);
    let all = [registered].into_iter().chain(lines.iter().copied());
    let recorded = (1_u32..).zip(all).map(|(number, (text, day))| {
        let mut cells = Cells::default();
        if number == 1 {
            cells.set(Field::Event, "registered");
        }
        for (column, value) in text.split("; ").filter_map(|cell| cell.split_once('=')) {
            cells.set(must(Field::parse(column)), value);
        }
        let occurred_at = at(day).to_string();
        cells.set(Field::OccurredAt, &occurred_at);
        let recorded_at = must(Moment::from_micros(at(1000.0).seconds() * 1_000_000 + i64::from(number)));
        Recorded { number, recorded_at, event: must(entry::read(&cells).ok()) }
    });
    recorded.collect()
}

/// So many days after 1 July 2021, 00:00 UTC.
pub(super) fn at(days: f64) -> Instant {
    must(Instant::from_seconds(1_625_097_600 + (days * 86_400.0) as i64))
}

pub(super) fn now(days: f64) -> Moment {
    must(Moment::from_micros(at(days).seconds() * 1_000_000))
}

/// Draws a history as of a day.
pub(super) fn drawn<T>(history: &[Recorded], day: f64, language: Language, draw: impl Fn(&Scene<'_>) -> T) -> T {
    let replay = must(history::admit(history, 0).ok());
    let data = Data(language);
    let (state, timeline) = (ShipmentState::from_replay(&replay), Timeline::measure(&replay, now(day)));
    let zone = Tz::Asia__Shanghai;
    draw(&Scene { replay: &replay, state: &state, timeline: &timeline, language, places: &data, customs: &data, zone })
}

pub(super) fn track(history: &[Recorded], day: f64) -> StageTrack {
    drawn(history, day, Language::En, StageTrack::new)
}

/// Every x and width of a text is inside the drawing.
pub(super) fn rendered(template: &impl Template) -> String {
    must(template.render().ok())
}

/// What a test has made itself and must be there.
fn must<T>(value: Option<T>) -> T {
    value.unwrap_or_else(|| panic!("missing"))
}
