//! Where and when something happened, as widgets: a place, a day and a time on the clock there, what the form suggests,
//! and what would repair a refused time.

use askama::Template;

use super::draft::Draft;
use super::field::{Choice, Faults, fault_of};
use super::presenter::Presenter;
use crate::domain::codes::PlaceCode;
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::replay::Replay;
use crate::domain::time::{Moment, Stamp};
use crate::i18n::{clock, offset};
use crate::values;

/// A place to choose, with what its clocks show now.
#[derive(Debug, Clone)]
pub struct PlaceChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Seconds east of UTC, now.
    pub east: i32,
    /// “UTC+8”.
    pub offset: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A likely repair: what may have happened, and the button.
#[derive(Debug, Clone)]
pub struct RepairView {
    /// What may have happened.
    pub question: String,
    /// What the button says.
    pub button: String,
    /// The time that it sets, or where it leads.
    pub does: RepairDoes,
}

/// What a repair's button does.
#[derive(Debug, Clone)]
pub enum RepairDoes {
    /// Sends the form with another time.
    Use(String),
    /// Leads to another page.
    Go(String),
}

/// Place and time of a form.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/where-when.html")]
pub struct WhereWhen {
    /// The label of the place.
    pub place_label: String,
    /// The places to choose from.
    pub places: Vec<PlaceChoice>,
    /// What stands for no place.
    pub no_place: String,
    /// Seconds east of UTC that are meant then, and in words; none where another field decides.
    pub no_place_zone: Option<(i32, String)>,
    /// What is wrong with the place.
    pub place_error: Option<(String, String)>,
    /// The place that is asked about, or that was confirmed.
    pub sure: String,
    /// The button that confirms it.
    pub sure_button: Option<String>,
    /// The label of the time.
    pub label: String,
    /// What clock is meant, and what it shows.
    pub hint: String,
    /// The same with gaps, for another place.
    pub hint_blank: String,
    /// What is wrong with the time.
    pub error: Option<(String, String)>,
    /// The day in the reader's order; what is none, as it was typed.
    pub day: String,
    /// The day as pickers have it; nothing where it is none.
    pub picked: String,
    /// What the button of the picker is called.
    pub pick: String,
    /// A day in the reader's order.
    pub example: String,
    /// The day's own label.
    pub day_label: String,
    /// The time.
    pub time: String,
    /// The time's own label.
    pub time_label: String,
    /// “Kraskino, UTC+10”.
    pub zone: String,
    /// What the form filled in.
    pub suggested: String,
    /// The two offsets, where clocks showed the time twice.
    pub twice: Vec<Choice>,
    /// The drawing of a refused time.
    pub drawing: String,
    /// Likely repairs.
    pub repairs: Vec<RepairView>,
}

impl WhereWhen {
    /// For a draft, as of now; a form that is shown for the first time says now.
    pub fn new(presenter: &Presenter, draft: &Draft, now: Moment, faults: &Faults, named: &[String]) -> Self {
        let language = presenter.language;
        let chosen = draft.get(Field::Place).to_owned();
        let zone = draft.zone_in(&presenter.known);
        let at_minute = crate::domain::time::Instant::from_seconds(now.instant().seconds() / 60 * 60).unwrap_or(now.instant());
        let is_blank = draft.when.day.is_empty() && draft.when.time.is_empty();
        let shown = local_time::shown(at_minute, zone);
        let day = if is_blank { Some(shown.date()) } else { local_time::day(&draft.when.day) };
        let suggested = match (is_blank, draft.when.suggested) {
            (false, Some((stamp, _))) => stamp.to_string(),
            _ => local_time::stamp(at_minute, zone).map(|stamp| stamp.to_string()).unwrap_or_default(),
        };
        let place = |place: &crate::office::places::Place| {
            let zone = presenter.known.zone(&place.code).unwrap_or(presenter.zone);
            let east = local_time::stamp(now.instant(), zone).map_or(0, Stamp::offset);
            let code = place.code.to_string();
            PlaceChoice { name: presenter.place(&code), east, offset: offset(east), is_chosen: code == chosen, code }
        };
        let mut named = named.to_vec();
        named.push(chosen.clone());
        let east = local_time::stamp(now.instant(), zone).map_or(0, Stamp::offset);
        let place_name = if chosen.is_empty() { language.text("when-your-zone") } else { presenter.place(&chosen) };
        let hint = values!(place = place_name.as_str(), zone = offset(east), time = clock(local_time::shown(now.instant(), zone)));
        let blank = values!(place = "%place%", zone = "%zone%", time = "%time%");
        Self {
            place_label: presenter.field(Field::Place),
            places: presenter.known.offered_places(&named).map(place).collect(),
            no_place: language.text("when-no-place"),
            no_place_zone: local_time::stamp(now.instant(), presenter.zone).map(|stamp| (stamp.offset(), offset(stamp.offset()))),
            place_error: fault_of(faults, Field::Place.word()),
            sure: String::new(),
            sure_button: None,
            label: language.text("field-occurred_at"),
            hint_blank: language.format("when-hint", blank),
            hint: language.format("when-hint", hint).replace("UTC ", "UTC\u{a0}"),
            error: fault_of(faults, "day"),
            day: day.map_or_else(|| draft.when.day.clone(), |day| language.typed_day(day)),
            picked: day.map(|day| day.to_string()).unwrap_or_default(),
            pick: language.text("day-pick"),
            example: language.example_day(),
            day_label: language.text("when-day"),
            time: if is_blank { clock(shown) } else { draft.when.time.clone() },
            time_label: language.text("when-time"),
            zone: format!("{place_name}, {}", offset(east)),
            suggested,
            twice: Vec::new(),
            drawing: String::new(),
            repairs: Vec::new(),
        }
    }

    /// With the place that is asked about, or that was confirmed.
    pub fn with_sure(mut self, presenter: &Presenter, place: &str, is_asked: bool) -> Self {
        place.clone_into(&mut self.sure);
        self.sure_button = is_asked.then(|| presenter.language.format("place-sure", values!(place = presenter.place(place))));
        self
    }

    /// With the two instants that the time can mean.
    pub fn with_twice(mut self, presenter: &Presenter, first: Stamp, second: Stamp) -> Self {
        let choice = |stamp: Stamp| Choice::new(stamp.offset().to_string(), offset(stamp.offset()));
        self.twice = vec![choice(first), choice(second)];
        self.error = Some((presenter.say("wrong-twice"), presenter.say("wrong-twice-rule")));
        self
    }
}

/// The places that a shipment's history names.
pub fn places_of(replay: &Replay<'_>) -> Vec<String> {
    let details = replay.events.iter().filter_map(|recorded| recorded.event.kind.details());
    let of_way = details.flat_map(|details| [&details.origin, &details.crossing, &details.destination]).flatten();
    of_way.chain(replay.events.iter().filter_map(|recorded| recorded.event.place.as_ref())).map(ToString::to_string).collect()
}

/// Where the next thing likely happens.
pub fn likely_place(replay: &Replay<'_>, draft: &Draft) -> Option<PlaceCode> {
    let detail = |field: fn(&crate::domain::details::Details) -> Option<PlaceCode>| replay.detail(field);
    let (origin, crossing, destination) = (
        || detail(|details| details.origin.clone()),
        || detail(|details| details.crossing.clone()),
        || detail(|details| details.destination.clone()),
    );
    let here = || replay.place().cloned().or_else(origin);
    match (draft.get(Field::Event), draft.get(Field::Stage), draft.get(Field::Code)) {
        ("entered", "declaration" | "quarantine", _) => origin(),
        ("entered", "delivery", _) | ("milestone", _, "arrived" | "out_for_delivery" | "attempted") | ("delivered", ..) => destination(),
        ("milestone", _, "border_arrived" | "border_crossed") => crossing().or_else(here),
        _ => here(),
    }
}
