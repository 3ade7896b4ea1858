//! The form of an event: what, where, when, in this order, because the place decides the zone. Shared by
//! recording, correcting, registering and amending.

use askama::Template;
use chrono_tz::Tz;
use uuid::Uuid;

use super::field::{Choice, Control, Field as FormField};
use super::form::Form;
use super::teller::Teller;
use crate::domain::codes::PlaceCode;
use crate::domain::course::Course;
use crate::domain::field::Field;
use crate::domain::named::RESPONSIBLE;
use crate::domain::stage::{Outcome, Stage};
use crate::domain::time::{Moment, Stamp};
use crate::domain::wall;
use crate::i18n::{clock, offset};
use crate::office::draft::{Draft, What, When};
use crate::values;

/// Fields at fault, each with what and the rule.
pub type Faults = Vec<(String, (String, String))>;

/// The error of a field.
pub fn fault_of(faults: &Faults, name: &str) -> Option<(String, String)> {
    faults.iter().find(|(field, _)| field == name).map(|(_, fault)| fault.clone())
}

/// Hidden fields that every form of a shipment carries.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// The number of the last event that the form saw.
    pub seen: u32,
    /// The form's one-time key.
    pub key: String,
}

impl Hidden {
    /// Of a form that is shown anew.
    pub fn new(seen: u32) -> Self {
        Self { seen, key: Uuid::new_v4().to_string() }
    }

    /// The version and the key that a form sent.
    pub fn sent(form: &Form) -> (Option<u32>, Option<Uuid>) {
        (form.get("seen").parse().ok(), form.get("key").parse().ok())
    }

    /// With the key that was sent, for a form that is shown again: sent again, it is still the same form.
    pub fn again(form: &Form, seen: u32) -> Self {
        let key = form.get("key").parse::<Uuid>().map_or_else(|_| Uuid::new_v4().to_string(), |key| key.to_string());
        Self { seen, key }
    }
}

/// What a form says, before anything is judged.
pub fn draft(form: &Form, zone: Tz) -> (Option<What>, Draft) {
    let mut draft = Draft { zone: Some(zone), ..Draft::default() };
    for field in Field::ALL {
        if form.has(field.word()) && !matches!(field, Field::Event | Field::Shipment | Field::Actor | Field::Pauses) {
            draft.set(*field, form.get(field.word()));
        }
    }
    let (kind, about) = form.get("what").split_once(':').unwrap_or((form.get("what"), ""));
    let what = What::parse(kind);
    match what {
        Some(What::Entered | What::Skipped) if !about.is_empty() => draft.set(Field::Stage, about),
        Some(What::Milestone) if !about.is_empty() => draft.set(Field::Code, about),
        _ => {}
    }
    let event = match what {
        Some(What::Closed) if about.is_empty() => form.get("event").to_owned(),
        Some(What::Closed) => about.to_owned(),
        Some(other) => other.word().to_owned(),
        None => String::new(),
    };
    draft.set(Field::Event, event);
    draft.when = when(form);
    (what, draft)
}

/// When a form says it happened.
pub fn when(form: &Form) -> When {
    let suggested = Stamp::parse(form.get("suggested")).map(|stamp| {
        let seconds = stamp.instant.seconds() + i64::from(stamp.offset());
        (stamp, chrono::DateTime::from_timestamp(seconds, 0).map(|local| local.naive_utc()).unwrap_or_default())
    });
    When { day: form.get("day").to_owned(), time: form.get("time").to_owned(), offset: form.get("offset").to_owned(), suggested }
}

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
    /// What is wrong with the place.
    pub place_error: Option<(String, String)>,
    /// The label of the time.
    pub label: String,
    /// What clock is meant, and what it shows.
    pub hint: String,
    /// What is wrong with the time.
    pub error: Option<(String, String)>,
    /// The day.
    pub day: String,
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
    pub fn of(teller: &Teller, draft: &Draft, now: Moment, faults: &Faults, named: &[String]) -> Self {
        let language = teller.language;
        let chosen = draft.get(Field::Place).to_owned();
        let zone = draft.zone_in(&teller.known);
        let at_minute = crate::domain::time::Instant::from_seconds(now.instant().seconds() / 60 * 60).unwrap_or(now.instant());
        let is_blank = draft.when.day.is_empty() && draft.when.time.is_empty();
        let shown = wall::shown(at_minute, zone);
        let suggested = match (is_blank, draft.when.suggested) {
            (false, Some((stamp, _))) => stamp.to_string(),
            _ => wall::stamp(at_minute, zone).map(|stamp| stamp.to_string()).unwrap_or_default(),
        };
        let place = |place: &crate::store::Place| {
            let zone = teller.known.zone(&place.code).unwrap_or(teller.zone);
            let east = wall::stamp(now.instant(), zone).map_or(0, Stamp::offset);
            let code = place.code.to_string();
            PlaceChoice { name: teller.place(&code), east, offset: offset(east), is_chosen: code == chosen, code }
        };
        let mut named = named.to_vec();
        named.push(chosen.clone());
        let east = wall::stamp(now.instant(), zone).map_or(0, Stamp::offset);
        let place_name = if chosen.is_empty() { language.text("when-your-zone") } else { teller.place(&chosen) };
        let hint = values!(place = place_name.as_str(), zone = offset(east), time = clock(wall::shown(now.instant(), zone)));
        Self {
            place_label: teller.field(Field::Place),
            places: teller.known.offered_places(&named).map(place).collect(),
            no_place: language.text("when-no-place"),
            place_error: fault_of(faults, Field::Place.word()),
            label: language.text("field-occurred_at"),
            hint: language.format("when-hint", hint).replace("UTC ", "UTC\u{a0}"),
            error: fault_of(faults, "day"),
            day: if is_blank { shown.date().to_string() } else { draft.when.day.clone() },
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

    /// With the two instants that the time can mean.
    pub fn with_twice(mut self, teller: &Teller, first: Stamp, second: Stamp) -> Self {
        let choice = |stamp: Stamp| Choice::new(stamp.offset().to_string(), offset(stamp.offset()));
        self.twice = vec![choice(first), choice(second)];
        self.error = Some((teller.say("wrong-twice"), teller.say("wrong-twice-rule")));
        self
    }
}

/// The places that a shipment's history names.
pub fn places_of(course: &Course<'_>) -> Vec<String> {
    let details = course.events.iter().filter_map(|recorded| recorded.event.kind.details());
    let of_way = details.flat_map(|details| [&details.origin, &details.crossing, &details.destination]).flatten();
    of_way.chain(course.events.iter().filter_map(|recorded| recorded.event.place.as_ref())).map(ToString::to_string).collect()
}

/// Where the next thing likely happens.
pub fn likely_place(course: &Course<'_>, draft: &Draft) -> Option<PlaceCode> {
    let detail = |field: fn(&crate::domain::details::Details) -> Option<PlaceCode>| course.detail(field);
    let (origin, crossing, destination) = (
        || detail(|details| details.origin.clone()),
        || detail(|details| details.crossing.clone()),
        || detail(|details| details.destination.clone()),
    );
    let here = || course.place().cloned().or_else(origin);
    match (draft.get(Field::Event), draft.get(Field::Stage), draft.get(Field::Code)) {
        ("entered", "declaration" | "quarantine", _) => origin(),
        ("entered", "delivery", _) | ("milestone", _, "arrived" | "out_for_delivery" | "attempted") | ("delivered", ..) => destination(),
        ("milestone", _, "border_arrived" | "border_crossed") => crossing().or_else(here),
        _ => here(),
    }
}

/// The fields of what happened, besides place and time.
pub fn fields(teller: &Teller, what: What, draft: &Draft, course: &Course<'_>, faults: &Faults) -> Vec<FormField> {
    let language = teller.language;
    let field =
        |field: Field| FormField::line(field.word(), teller.field(field)).filled(draft.get(field)).wrong_if(fault_of(faults, field.word()));
    let chosen = |form: FormField, of: Field| form.filled(draft.get(of));
    let mut fields = Vec::new();
    for own in what.fields() {
        fields.push(match (what, own) {
            (_, Field::Stage) => chosen(field(*own).with(Control::Radios(stages(teller))), *own),
            (What::Held, Field::Reason) => chosen(field(*own).with(Control::Select(reasons(teller))), *own),
            (_, Field::Reason) => field(*own).hint(language.text("reason-hint")).optional(language),
            (_, Field::RefersTo) => chosen(field(*own).with(Control::Radios(holds(teller, course))), *own),
            (What::Milestone, Field::Code) => {
                let choices = teller.milestones().map(|(code, name)| Choice::new(code, name)).collect();
                FormField { label: teller.say("field-milestone"), ..field(*own).with(Control::Suggest(choices)) }
            }
            (_, Field::Classifier) => {
                let choices = ["actual", "estimated", "planned"].map(|word| Choice::new(word, teller.say(&format!("classifier-{word}"))));
                let value = if draft.get(*own).is_empty() { "actual" } else { draft.get(*own) };
                field(*own).with(Control::Radios(choices.to_vec())).filled(value)
            }
            (_, Field::Country) => {
                let choices = ["CN", "RU", "KZ"].map(|code| Choice::new(code, teller.country(code)));
                field(*own).with(Control::Suggest(choices.to_vec())).hint(language.text("country-hint"))
            }
            (What::Customs, Field::Code) => {
                let codes = ["CN", "RU"].into_iter().flat_map(|country| {
                    let known = teller.known.customs_of(country);
                    known.into_iter().map(move |code| (country, code.code.clone(), code.names.by_tag(language.tag()).to_owned()))
                });
                let choices = codes.map(|(country, code, name)| Choice::new(code, format!("{country} · {name}"))).collect();
                FormField { label: teller.say("field-customs-code"), ..field(*own).with(Control::Suggest(choices)) }
                    .hint(language.text("customs-code-hint"))
            }
            (_, Field::Code) => FormField { label: teller.say("field-document-type"), ..field(*own) },
            (_, Field::Document) => field(*own).hint(language.text("form-document")).optional(language),
            (_, Field::Authority) => {
                let choices = ["customs", "quarantine"].map(|word| Choice::new(word, teller.responsible(word)));
                field(*own).with(Control::Suggest(choices.to_vec())).hint(language.text("policy-hint")).optional(language)
            }
            (_, Field::Responsible) => {
                let first = [Choice::new("", language.text("policy-choice"))];
                let words = RESPONSIBLE.iter().map(|word| Choice::new(*word, teller.responsible(word)));
                chosen(field(*own).with(Control::Select(first.into_iter().chain(words).collect())), *own).optional(language)
            }
            (_, Field::Event) => {
                let choices = Outcome::ALL.iter().map(|outcome| Choice::new(outcome.word(), teller.outcome(*outcome))).collect();
                let value = if draft.get(*own) == "closed" { "" } else { draft.get(*own) };
                FormField { label: teller.say("field-outcome"), ..field(*own).with(Control::Radios(choices)) }.filled(value)
            }
            _ => field(*own).optional(language),
        });
    }
    let note = field(Field::Note).with(Control::Area(3));
    fields.push(match what {
        What::Noted => note,
        What::Customs => FormField { label: teller.say("field-customs-text"), ..note.optional(language) },
        _ => note.optional(language),
    });
    fields
}

fn stages(teller: &Teller) -> Vec<Choice> {
    Stage::ALL.iter().map(|stage| Choice::new(stage.word(), teller.stage(*stage))).collect()
}

fn reasons(teller: &Teller) -> Vec<Choice> {
    let language = teller.language;
    let first = Choice::new("", language.text("choose"));
    let reason = |reason: &crate::store::HoldReason| {
        let key = if reason.pauses { "reason-pausing" } else { "reason-not-pausing" };
        let name = reason.names.by_tag(language.tag());
        Choice::new(reason.code.clone(), language.format(key, values!(reason = name)))
    };
    std::iter::once(first).chain(teller.known.offered_reasons().map(reason)).collect()
}

fn holds(teller: &Teller, course: &Course<'_>) -> Vec<Choice> {
    let open: Vec<_> = course.holds.iter().filter(|hold| hold.ended.is_none()).collect();
    let is_only = open.len() == 1;
    let choice = |hold: &&crate::domain::course::Hold<'_>| Choice {
        is_chosen: is_only,
        ..Choice::new(hold.held.number.to_string(), teller.called(&hold.held.event))
    };
    open.iter().map(choice).collect()
}
