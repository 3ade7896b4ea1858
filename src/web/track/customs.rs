//! What customs said, country by country: a diamond for each code on the same axis, filled when it releases.

use std::collections::BTreeMap;

use super::Scene;
use super::axis::until;
use super::label::{Align, Label, Wanted, lay_out, width};
use super::scale::{Scale, Share};
use super::wording;
use crate::domain::codes::{Country, Text};
use crate::domain::event::{Kind, Recorded};
use crate::domain::time::Instant;
use crate::values;

/// The size of labels, in px.
const SIZE: f64 = 12.0;

/// What the codes of customs mean: data of the office, not of the drawing.
pub trait Customs {
    /// Whether the code releases the goods.
    fn is_release(&self, country: &Country, code: &Text) -> bool;
    /// What the code means, in the reader's language; none if it is not known.
    fn meaning(&self, country: &Country, code: &Text) -> Option<String>;
    /// The name of a country, in the reader's language; its code where it is not known.
    fn country(&self, country: &Country) -> String;
}

/// One code.
#[derive(Debug, Clone, PartialEq)]
pub struct Diamond {
    /// When it was given.
    pub x: Share,
    /// Whether it releases.
    pub released: bool,
    /// The code, its meaning and its time.
    pub title: String,
}

/// One country's row.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomsRow {
    /// Whose customs.
    pub name: String,
    /// Its codes in order.
    pub diamonds: Vec<Diamond>,
    /// The raw codes that have room.
    pub labels: Vec<Label>,
    /// From the first code on: to the release, else to now or the outcome.
    pub line: (Share, Share),
    /// Whether the last code releases.
    pub released: bool,
    /// What the last code means; may be empty.
    pub meaning: String,
    /// The last code and its day.
    pub last: String,
    /// All codes in words.
    pub spoken: String,
}

struct Status<'h> {
    at: Instant,
    code: &'h Text,
    recorded: &'h Recorded,
}

type ByCountry<'h> = BTreeMap<&'h Country, Vec<Status<'h>>>;

fn by_country<'h>(scene: &Scene<'h>) -> ByCountry<'h> {
    let mut countries = ByCountry::new();
    for recorded in &scene.replay.events {
        if let Kind::Customs { country, code } = &recorded.event.kind {
            let status = Status { at: recorded.event.occurred.instant, code, recorded };
            countries.entry(country).or_default().push(status);
        }
    }
    countries
}

/// When customs spoke.
pub(super) fn instants<'h>(scene: &Scene<'h>) -> impl Iterator<Item = Instant> + 'h {
    let is_customs = |recorded: &&&Recorded| matches!(recorded.event.kind, Kind::Customs { .. });
    scene.replay.events.iter().filter(is_customs).map(|recorded| recorded.event.occurred.instant)
}

/// A row for each country whose customs spoke.
pub(super) fn rows(scene: &Scene<'_>, scale: &Scale) -> Vec<CustomsRow> {
    by_country(scene).into_iter().filter_map(|(country, statuses)| row(scene, scale, country, &statuses)).collect()
}

fn row(scene: &Scene<'_>, scale: &Scale, country: &Country, statuses: &[Status<'_>]) -> Option<CustomsRow> {
    let (first, last) = (statuses.first()?, statuses.last()?);
    let released = scene.customs.is_release(country, last.code);
    let line_ends = if released { last.at } else { last.at.max(until(scene)) };
    let meaning = |status: &Status<'_>| scene.customs.meaning(country, status.code);
    let diamonds: Vec<Diamond> = statuses
        .iter()
        .map(|status| {
            let said = scene.said(&wording::local_to(scene, status.recorded, status.at));
            let title = [Some(status.code.to_string()), meaning(status), Some(said)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(scene.language.list_mark());
            Diamond { x: scale.share(status.at), released: scene.customs.is_release(country, status.code), title }
        })
        .collect();
    let name = scene.language.format("track-customs", values!(country = scene.customs.country(country)));
    let titles = diamonds.iter().map(|diamond| diamond.title.as_str()).collect::<Vec<_>>().join(scene.language.clause_mark());
    let day = scene.language.day(wording::local_to(scene, last.recorded, last.at).time.date());
    Some(CustomsRow {
        spoken: [name.as_str(), &titles].join(scene.language.clause_mark()),
        name,
        labels: labels(&diamonds, statuses),
        diamonds,
        line: (scale.share(first.at), scale.share(line_ends)),
        released,
        meaning: meaning(last).unwrap_or_default(),
        last: format!("{} \u{b7} {day}", last.code),
    })
}

/// Releases choose first, then the later before the earlier.
fn labels(diamonds: &[Diamond], statuses: &[Status<'_>]) -> Vec<Label> {
    let mut order: Vec<usize> = (0..diamonds.len()).collect();
    order.sort_by_key(|at| (!diamonds[*at].released, std::cmp::Reverse(*at)));
    let wanted = order.into_iter().map(|at| {
        let text = statuses[at].code.to_string();
        let ways: &[Align] = &[Align::After, Align::Before];
        Wanted { at: diamonds[at].x, width: width(&text, SIZE, false), text, class: "code", lines: &[0], ways, only_wide: false }
    });
    lay_out(&wanted.collect::<Vec<_>>())
}
