//! The form of an event: what, where, when, in this order, because the place decides the zone. Shared by
//! recording, correcting, registering and amending.

use askama::Template;
use uuid::Uuid;

use super::failure::Failure;
use super::field::{Choice, Control, Field as FormField};
use super::form::Form;
use super::presenter::{Presenter, word_of};
use super::request_user::RequestUser;
use crate::domain::codes::PlaceCode;
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::named::{MILESTONES, RESPONSIBLE};
use crate::domain::replay::Replay;
use crate::domain::stage::{Outcome, Stage};
use crate::domain::time::{Moment, Stamp};
use crate::i18n::{Language, clock, offset};
use crate::office::draft::{Draft, What, When};
use crate::values;

/// Countries whose customs are offered by name.
const COUNTRIES: &[&str] = &["CN", "RU", "KZ"];

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
    ///
    /// A form of ours has both. The key is of the form, of who sends it and of what it says: the same sent again counts once, while another text sent from
    /// the same page (by the browser's way back) is another act, and meets what was recorded since.
    pub fn sent(form: &Form, shipment: &str, actor: &str) -> Result<(u32, Uuid), Failure> {
        let said = form.all().filter(|(name, _)| !["seen", "key"].contains(&name.as_str()));
        let said: Vec<String> = said.map(|(name, text)| format!("{}:{name}={}:{text}", name.len(), text.len())).collect();
        let key: Uuid = form.get("key").parse().map_err(|_| Failure::Unreadable)?;
        let about = format!("{shipment}/{actor}/{}", said.join("&"));
        let seen = form.get("seen").parse().map_err(|_| Failure::Unreadable)?;
        Ok((seen, Uuid::new_v5(&key, about.as_bytes())))
    }

    /// With the key that was sent, for a form that is shown again: sent again, it is still the same form.
    ///
    /// It has seen what it saw, not what is there now: that is so only where it is shown what happened since.
    pub fn again(form: &Form, version: u32, is_stale: bool) -> Self {
        let seen = form.get("seen").parse().ok().filter(|_| !is_stale).unwrap_or(version);
        let key = form.get("key").parse::<Uuid>().map_or_else(|_| Uuid::new_v4().to_string(), |key| key.to_string());
        Self { seen, key }
    }
}

/// What a form of an event says, before anything is judged: only the fields that its kind has there are taken.
pub fn draft(form: &Form, request_user: &RequestUser) -> (Option<What>, Draft) {
    let (kind, about) = form.get("what").split_once(':').unwrap_or((form.get("what"), ""));
    let what = What::parse(kind);
    let own = what.map_or(&[][..], What::fields);
    let mut draft = cells(form, request_user, &[own, &[Field::Place, Field::Note]].concat());
    match what {
        Some(What::Entered | What::Skipped) if !about.is_empty() => draft.set(Field::Stage, about),
        Some(What::Milestone) if !about.is_empty() => draft.set(Field::Code, about),
        _ => {}
    }
    let outcome = if about.is_empty() { form.get("event") } else { about };
    draft.set(
        Field::Event,
        match what {
            // An outcome and nothing else: other kinds have forms, and rights, of their own.
            Some(What::Closed) => Outcome::parse(outcome).map_or("", Outcome::word),
            Some(other) => other.word(),
            None => "",
        },
    );
    // Lists offer words by their names; a name that was typed means its word.
    if what == Some(What::Milestone) {
        draft.set(Field::Code, word_of(draft.get(Field::Code), "milestone", MILESTONES));
    }
    draft.set(Field::Authority, word_of(draft.get(Field::Authority), "responsible", RESPONSIBLE));
    draft.set(Field::Country, word_of(draft.get(Field::Country), "country", COUNTRIES));
    (what, draft)
}

/// What a form of details says.
pub fn details_draft(form: &Form, request_user: &RequestUser) -> Draft {
    cells(form, request_user, &[Field::details(), &[Field::Place, Field::Reason, Field::Note]].concat())
}

/// What a form of parcels says.
pub fn parcels_draft(form: &Form, request_user: &RequestUser) -> Draft {
    cells(form, request_user, &[Field::Parcels, Field::Place, Field::Note])
}

fn cells(form: &Form, request_user: &RequestUser, taken: &[Field]) -> Draft {
    let mut draft = Draft { zone: Some(request_user.zone()), when: when(form), ..Draft::default() };
    for field in taken.iter().filter(|field| **field != Field::Event && form.has(field.word())) {
        draft.set(*field, as_code(field.word(), form.get(field.word()), request_user.language));
    }
    draft
}

/// A cell as codes and numbers are written in files: codes without blanks and in capitals, numbers with a point
/// and without the marks that group their thousands. What cannot be read so stays as it was typed.
pub fn as_code(name: &str, typed: &str, language: Language) -> String {
    let joined = || typed.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    match name {
        "hs_code" | "tnved_code" => joined(),
        "currency" | "country" => typed.trim().to_uppercase(),
        "packages" | "gross_kg" | "value" | "quantity" => plain_number(&joined(), language).unwrap_or_else(|| typed.to_owned()),
        _ => typed.to_owned(),
    }
}

/// A number without the marks between its thousands. A comma alone is Russian for the point; elsewhere it groups,
/// and only where three digits follow each.
fn plain_number(joined: &str, language: Language) -> Option<String> {
    let groups = |text: &str| {
        let mut parts = text.split(',');
        parts.next().is_some_and(|first| (1..=3).contains(&first.len())) && parts.all(|part| part.len() == 3)
    };
    let (whole, fraction) = match joined.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None if language == Language::Ru && joined.matches(',').count() == 1 => {
            let (whole, fraction) = joined.split_once(',')?;
            (whole, Some(fraction))
        }
        None => (joined, None),
    };
    if whole.contains(',') && !groups(whole) {
        return None;
    }
    let whole = whole.replace(',', "");
    let plain = fraction.map_or_else(|| whole.clone(), |fraction| format!("{whole}.{fraction}"));
    plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.').then_some(plain)
}

/// When a form says it happened.
pub fn when(form: &Form) -> When {
    let suggested = Stamp::parse(form.get("suggested")).map(|stamp| {
        let seconds = stamp.instant.seconds() + i64::from(stamp.offset());
        // To the minute, as the fields show it.
        (stamp, chrono::DateTime::from_timestamp(seconds / 60 * 60, 0).map(|local| local.naive_utc()).unwrap_or_default())
    });
    // A repair's button sets the time that was meant.
    let (day, time) = form.filled("use").and_then(|used| used.split_once('T')).unwrap_or((form.get("day"), form.get("time")));
    When { day: day.to_owned(), time: time.to_owned(), offset: form.get("offset").to_owned(), suggested }
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
    /// Seconds east of UTC that are meant then, and in words; none where another field decides.
    pub no_place_zone: Option<(i32, String)>,
    /// What is wrong with the place.
    pub place_error: Option<(String, String)>,
    /// The label of the time.
    pub label: String,
    /// What clock is meant, and what it shows.
    pub hint: String,
    /// The same with gaps, for another place.
    pub hint_blank: String,
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
    pub fn new(presenter: &Presenter, draft: &Draft, now: Moment, faults: &Faults, named: &[String]) -> Self {
        let language = presenter.language;
        let chosen = draft.get(Field::Place).to_owned();
        let zone = draft.zone_in(&presenter.known);
        let at_minute = crate::domain::time::Instant::from_seconds(now.instant().seconds() / 60 * 60).unwrap_or(now.instant());
        let is_blank = draft.when.day.is_empty() && draft.when.time.is_empty();
        let shown = local_time::shown(at_minute, zone);
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
            label: language.text("field-occurred_at"),
            hint_blank: language.format("when-hint", blank),
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

/// The fields of what happened, besides place and time.
pub fn fields(presenter: &Presenter, what: What, draft: &Draft, replay: &Replay<'_>, faults: &Faults) -> Vec<FormField> {
    let language = presenter.language;
    let field = |field: Field| {
        FormField::line(field.word(), presenter.field(field)).filled(draft.get(field)).wrong_if(fault_of(faults, field.word()))
    };
    let chosen = |form: FormField, of: Field| form.filled(draft.get(of));
    let mut fields = Vec::new();
    for own in what.fields() {
        fields.push(match (what, own) {
            (_, Field::Stage) => chosen(field(*own).with(Control::Radios(stages(presenter))), *own),
            (What::Held, Field::Reason) => chosen(field(*own).with(Control::Select(reasons(presenter))), *own),
            (What::Entered, Field::Reason) => field(*own).hint(language.text("reason-hint")).optional(language),
            (_, Field::Reason) => field(*own).optional(language),
            (_, Field::RefersTo) => {
                let open = holds(presenter, replay);
                let only = if let [only] = open.as_slice() { only.value.clone() } else { String::new() };
                let value = if draft.get(*own).is_empty() { only } else { draft.get(*own).to_owned() };
                field(*own).with(Control::Radios(open)).filled(&value)
            }
            (What::Milestone, Field::Code) => {
                let choices = presenter.milestones().map(|(code, name)| Choice::new(code, name)).collect();
                FormField { label: presenter.say("field-milestone"), ..field(*own).with(Control::Suggest(choices)) }
            }
            (_, Field::Classifier) => {
                let choices =
                    ["actual", "estimated", "planned"].map(|word| Choice::new(word, presenter.say(&format!("classifier-{word}"))));
                let value = if draft.get(*own).is_empty() { "actual" } else { draft.get(*own) };
                field(*own).with(Control::Radios(choices.to_vec())).filled(value)
            }
            (_, Field::Country) => {
                let choices = COUNTRIES.iter().map(|code| Choice::new(*code, presenter.country(code))).collect::<Vec<_>>();
                field(*own).with(Control::Suggest(choices)).hint(language.text("country-hint"))
            }
            (What::Customs, Field::Code) => {
                let codes = ["CN", "RU"].into_iter().flat_map(|country| {
                    let known = presenter.known.customs_of(country);
                    known.into_iter().map(move |code| (country, code.code.clone(), code.names.by_tag(language.tag()).to_owned()))
                });
                let choices = codes.map(|(country, code, name)| Choice::new(code, format!("{country} · {name}"))).collect();
                FormField { label: presenter.say("field-customs-code"), ..field(*own).with(Control::Suggest(choices)) }
                    .hint(language.text("customs-code-hint"))
            }
            (_, Field::Code) => FormField { label: presenter.say("field-document-type"), ..field(*own) },
            (_, Field::Document) => field(*own).hint(language.text("document-hint")).optional(language),
            (_, Field::Authority) => {
                let choices = ["customs", "quarantine"].map(|word| Choice::new(word, presenter.responsible(word)));
                field(*own).with(Control::Suggest(choices.to_vec())).hint(language.text("policy-hint")).optional(language)
            }
            (_, Field::Responsible) => {
                let first = [Choice::new("", language.text("policy-choice"))];
                let words = RESPONSIBLE.iter().map(|word| Choice::new(*word, presenter.responsible(word)));
                chosen(field(*own).with(Control::Select(first.into_iter().chain(words).collect())), *own).optional(language)
            }
            (_, Field::Event) => {
                let choices = Outcome::ALL.iter().map(|outcome| Choice::new(outcome.word(), presenter.outcome(*outcome))).collect();
                let value = if draft.get(*own) == "closed" { "" } else { draft.get(*own) };
                FormField { label: presenter.say("field-outcome"), ..field(*own).with(Control::Radios(choices)) }.filled(value)
            }
            _ => field(*own).optional(language),
        });
    }
    let note = field(Field::Note).with(Control::Area(3));
    fields.push(match what {
        What::Noted => note,
        What::Customs => FormField { label: presenter.say("field-customs-text"), ..note.optional(language) },
        _ => note.optional(language),
    });
    fields
}

fn stages(presenter: &Presenter) -> Vec<Choice> {
    Stage::ALL.iter().map(|stage| Choice::new(stage.word(), presenter.stage(*stage))).collect()
}

fn reasons(presenter: &Presenter) -> Vec<Choice> {
    let language = presenter.language;
    let first = Choice::new("", language.text("choose"));
    let reason = |reason: &crate::office::reasons::HoldReason| {
        let key = if reason.pauses { "reason-pausing" } else { "reason-not-pausing" };
        let name = reason.names.by_tag(language.tag());
        Choice::new(reason.code.clone(), language.format(key, values!(reason = name)))
    };
    std::iter::once(first).chain(presenter.known.offered_reasons().map(reason)).collect()
}

fn holds(presenter: &Presenter, replay: &Replay<'_>) -> Vec<Choice> {
    let open = replay.holds.iter().filter(|hold| hold.ended.is_none());
    open.map(|hold| Choice::new(hold.held.number.to_string(), presenter.called(&hold.held.event))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let check = |typed: &str, language, expected: &str| assert_eq!(as_code("value", typed, language), expected, "{typed}");
        check("32,000", Language::En, "32000");
        check("1,250.5", Language::ZhCn, "1250.5");
        check("1250,5", Language::Ru, "1250.5");
        check("32\u{a0}000,50", Language::Ru, "32000.50");
        check("1,250,000", Language::Ru, "1250000");
        check("1,5", Language::En, "1,5");
        check("12,34", Language::ZhCn, "12,34");
        check("400 pairs", Language::En, "400 pairs");
        check("007.50", Language::En, "007.50");
        assert_eq!(as_code("tnved_code", "6404 11 000 0", Language::Ru), "6404110000");
        assert_eq!(as_code("currency", "cny ", Language::En), "CNY");
        assert_eq!(as_code("note", " a, b ", Language::En), " a, b ");
    }
}
