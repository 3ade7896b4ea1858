//! Tells what happened in the reader's words: places, times where they were, kinds of events, codes with their
//! meaning. Every word comes from the locale files or the office's tables.

use std::sync::Arc;

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::field::Choice;
use super::request_user::RequestUser;
use super::track::{Customs, Places};
use crate::domain::codes::{Cell, Country, Mode, PlaceCode, Text};
use crate::domain::event::{Event, Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::lane::Lane;
use crate::domain::local_time;
use crate::domain::named::{COUNTRIES, CURRENCIES, DOCUMENTS, MILESTONES, NameKind, RESPONSIBLE, TRANSPORT_MODES, UNITS};
use crate::domain::parcel::{Doubt, doubt};
use crate::domain::stage::{ClockName, Outcome, Stage};
use crate::domain::time::{Instant, Moment, Stamp};
use crate::i18n::{Language, clock, offset};
use crate::office::reference_data::ReferenceData;
use crate::values;

/// Whoever tells.
pub struct Presenter {
    /// The reader's language.
    pub language: Language,
    /// The reader's zone, where a place has none.
    pub zone: Tz,
    /// What the office knows by name.
    pub known: Arc<ReferenceData>,
    /// Whether all times are told in the reader's zone.
    pub in_own_zone: bool,
}

/// The word that a reader's name for it means, in whichever language it was typed; another text stays.
pub fn word_of(typed: &str, family: &str, words: &[&'static str]) -> String {
    let wanted = typed.trim().to_lowercase();
    if wanted.is_empty() || words.contains(&typed) {
        return typed.to_owned();
    }
    let is_named = |word: &&&str| Language::ALL.iter().any(|language| language.text(&format!("{family}-{word}")).to_lowercase() == wanted);
    words.iter().find(is_named).map_or_else(|| typed.to_owned(), |word| (*word).to_owned())
}

/// When something happened, in words.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// “18 Jul, ”.
    pub day: String,
    /// “21:15”.
    pub time: String,
    /// “Novosibirsk UTC+7”.
    pub place: String,
}

impl Presenter {
    /// For whoever looks.
    pub fn new(request_user: &RequestUser, known: Arc<ReferenceData>) -> Self {
        Self { language: request_user.language, zone: request_user.zone(), known, in_own_zone: false }
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.language.text(key)
    }

    /// The name of a place.
    pub fn place(&self, code: &str) -> String {
        self.place_name(code).to_owned()
    }

    /// The name of a place; its code, where it has none.
    pub fn place_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.known.place_name(code, self.language.tag())
    }

    /// A lane with its places by their names.
    pub fn lane(&self, lane: &Lane) -> String {
        self.way(lane.origin.as_str(), lane.destination.as_str())
    }

    /// From one place to another, by their names; either may be unknown.
    pub fn way(&self, origin: &str, destination: &str) -> String {
        self.language.format("lane", values!(origin = self.place(origin), destination = self.place(destination)))
    }

    /// What is doubtful about a parcel's code, if anything is.
    pub fn parcel_doubt(&self, code: &str) -> Option<String> {
        doubt(code).map(|doubt| match doubt {
            Doubt::Sscc => self.say("parcels-doubtful"),
            Doubt::Mistyped => self.say("parcels-odd"),
        })
    }

    /// Lanes to choose from.
    pub fn lane_choices(&self, lanes: &[Lane]) -> Vec<Choice> {
        lanes.iter().map(|lane| Choice::new(lane.to_string(), self.lane(lane))).collect()
    }

    /// What a wall shows at an instant, somewhere, with the offset there.
    fn shown(&self, at: Stamp, place: Option<&PlaceCode>) -> (NaiveDateTime, i32) {
        let zone = if self.in_own_zone { Some(self.zone) } else { place.and_then(|place| self.known.zone(place)) };
        let told = zone.and_then(|zone| local_time::stamp(at.instant, zone)).unwrap_or(at);
        let seconds = at.instant.seconds() + i64::from(told.offset());
        let shown = chrono::DateTime::from_timestamp(seconds, 0).map(|local| local.naive_utc()).unwrap_or_default();
        (shown, told.offset())
    }

    /// When and where an event happened.
    pub fn when(&self, event: &Event, year: i32) -> When {
        let (shown, east) = self.shown(event.occurred, event.place.as_ref());
        let place = event.place.as_ref().map(|place| self.place(place.as_str()));
        let place = [place.unwrap_or_default(), offset(east)].join(" ");
        When { day: self.day(shown, year), time: clock(shown), place: place.trim().replace(' ', "\u{a0}") }
    }

    fn day(&self, shown: NaiveDateTime, year: i32) -> String {
        use chrono::Datelike;
        if shown.year() == year { self.language.day(shown.date()) } else { self.language.date(shown.date()) }
    }

    /// An instant at a place: “Sun 25 Jul, 10:40 Hunchun UTC+8”; at none, in the reader's zone.
    pub fn instant(&self, at: Instant, place: Option<&PlaceCode>) -> String {
        let zone = place.and_then(|place| self.known.zone(place)).unwrap_or(self.zone);
        let east = local_time::stamp(at, zone).map_or(0, Stamp::offset);
        let shown = local_time::shown(at, zone);
        let when = self.language.format("local-day-time", values!(day = self.language.weekday(shown.date()), time = clock(shown)));
        let name = place.filter(|place| self.known.zone(place).is_some()).map(|place| self.place(place.as_str()));
        // Time and place each stay together; between them a line may end.
        let place = [name.unwrap_or_default(), offset(east)].join(" ");
        [when, place.trim().to_owned()].map(|part| part.replace(' ', "\u{a0}")).join(" ")
    }

    /// A moment of recording in the reader's zone.
    pub fn moment(&self, at: Moment) -> String {
        let shown = local_time::shown(at.instant(), self.zone);
        let east = local_time::stamp(at.instant(), self.zone).map_or(0, Stamp::offset);
        format!("{}\u{a0}{}", self.language.date_and_time(shown), offset(east))
    }

    /// The name of a stage.
    pub fn stage(&self, stage: Stage) -> String {
        self.say(&format!("stage-{stage}"))
    }

    /// The name of a clock.
    pub fn clock(&self, clock: ClockName) -> String {
        self.say(&format!("clock-{clock}"))
    }

    /// The name of an outcome.
    pub fn outcome(&self, outcome: Outcome) -> String {
        self.say(&format!("outcome-{outcome}"))
    }

    /// A milestone by its code; raw where it is no known word.
    pub fn milestone(&self, code: &str) -> String {
        if MILESTONES.contains(&code) { self.say(&format!("milestone-{code}")) } else { code.to_owned() }
    }

    /// A type of document: a known code by its name, another as it is.
    pub fn document(&self, code: &str) -> String {
        if DOCUMENTS.contains(&code) { self.say(&format!("document-{code}")) } else { code.to_owned() }
    }

    /// The types of documents that have names.
    pub fn documents(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        DOCUMENTS.iter().map(|code| (*code, self.document(code)))
    }

    /// A unit of goods: a known word by its name, another as it is.
    pub fn unit(&self, word: &str) -> String {
        if UNITS.contains(&word) { self.say(&format!("goods-unit-{word}")) } else { word.to_owned() }
    }

    /// A name of a party or of goods, as the directory shows it.
    pub fn named<'a>(&'a self, field: Field, text: &'a str) -> &'a str {
        NameKind::of(field).map_or(text, |kind| self.known.directory.shown(kind, text, self.language))
    }

    /// The milestones that have names.
    pub fn milestones(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        MILESTONES.iter().map(|code| (*code, self.milestone(code)))
    }

    /// Who acts: a known word by its name, another as it is.
    pub fn responsible(&self, word: &str) -> String {
        if RESPONSIBLE.contains(&word) { self.say(&format!("responsible-{word}")) } else { word.to_owned() }
    }

    /// A hold reason.
    pub fn reason(&self, code: &str) -> String {
        self.known.reason_name(code, self.language.tag())
    }

    /// A supervision mode with its meaning.
    pub fn mode(&self, code: &str) -> String {
        if Mode::parse(code).is_some() { format!("{code} {}", self.say(&format!("mode-{code}"))) } else { code.to_owned() }
    }

    /// A means of transport.
    pub fn transport_mode(&self, word: &str) -> String {
        if TRANSPORT_MODES.contains(&word) { self.say(&format!("transport-mode-{word}")) } else { word.to_owned() }
    }

    /// The label of a field.
    pub fn field(&self, field: Field) -> String {
        self.say(&format!("field-{field}"))
    }

    /// The name of a detail where its value stands beside it: a target's is told in days, not in minutes.
    pub fn detail_name(&self, field: Field) -> String {
        field.target_of().map_or_else(|| self.field(field), |clock| self.language.format("target-of", values!(clock = self.clock(clock))))
    }

    /// What a clock counts, in short.
    pub fn clock_ends(&self, clock: ClockName) -> String {
        if clock.stage().is_some() { String::new() } else { self.say(&format!("clock-ends-{clock}")) }
    }

    /// The text of a detail as a reader wants it.
    pub fn detail(&self, field: Field, text: &str) -> String {
        match field {
            Field::Mode => self.mode(text),
            Field::Origin | Field::Destination | Field::Crossing => format!("{} {text}", self.place(text)),
            Field::TransportMode => self.transport_mode(text),
            Field::Currency => self.currency(text),
            Field::Packages | Field::GrossKg | Field::Value => self.language.decimal(text),
            field if field.target_of().is_some() => {
                text.parse::<i64>().map_or_else(|_| text.to_owned(), |minutes| self.language.days(minutes * 60))
            }
            _ => text.to_owned(),
        }
    }

    /// The same where a shipment is told of as it stands: names as the directory shows them. A history says what was entered.
    pub fn detail_now(&self, field: Field, text: &str) -> String {
        if NameKind::of(field).is_some() { self.named(field, text).to_owned() } else { self.detail(field, text) }
    }

    /// What an event says: the verb, and what it is about.
    pub fn what(&self, event: &Event, is_again: bool) -> (String, String) {
        let verb = |key: &str| self.say(&format!("event-{key}"));
        match &event.kind {
            Kind::Entered(stage) => (verb(if is_again { "entered-again" } else { "entered" }), self.stage(*stage)),
            Kind::Skipped(stage) => (verb("skipped"), self.stage(*stage)),
            Kind::Held { .. } => (verb("held"), self.reason(event.reason.as_ref().map_or("", |reason| reason.as_str()))),
            Kind::Milestone { code, classifier } => {
                let classifier = classifier.map_or_else(|| "actual".to_owned(), |classifier| classifier.text().into_owned());
                (verb(&format!("milestone-{classifier}")), self.milestone(code.as_str()))
            }
            Kind::Customs { country, code } => {
                let name = self.known.customs_name(country, code, self.language.tag());
                let text = name.map_or_else(|| code.as_str().to_owned(), |name| format!("{name} ({code})"));
                (self.language.format("event-customs", values!(country = self.country(country.as_str()))), text)
            }
            Kind::Packed(parcels) | Kind::Unpacked(parcels) | Kind::Scanned { parcels, .. } => {
                let count = parcels.codes().count();
                (verb(event.kind.word()), self.language.format("parcels-count", values!(count = count)))
            }
            Kind::Attached { code, .. } => (verb("attached"), self.document(code.as_str())),
            Kind::Split { child, .. } => (verb("split"), child.to_string()),
            Kind::Closed { outcome, .. } => (verb("closed"), self.outcome(*outcome)),
            Kind::Retracted { refers_to } => (verb("retracted"), refers_to.to_string()),
            Kind::Registered { .. } | Kind::Released { .. } | Kind::Noted | Kind::Amended(_) => (verb(event.kind.word()), String::new()),
        }
    }

    /// The same in one line.
    pub fn line(&self, event: &Event) -> String {
        let (verb, about) = self.what(event, false);
        if about.is_empty() {
            verb.trim_end_matches([':', '\u{ff1a}']).to_owned()
        } else {
            self.language.format("event-line", values!(verb = verb, about = about))
        }
    }

    /// An event with its time and place: how it is called when it stands in the way.
    pub fn called(&self, event: &Event) -> String {
        self.called_by(event, Language::day_and_time)
    }

    /// The same with the year: how it is called where that may be what is wrong with it.
    pub fn called_with_year(&self, event: &Event) -> String {
        self.called_by(event, Language::date_and_time)
    }

    fn called_by(&self, event: &Event, time: impl Fn(Language, NaiveDateTime) -> String) -> String {
        let (shown, east) = self.shown(event.occurred, event.place.as_ref());
        let place = event.place.as_ref().map(|place| self.place(place.as_str())).unwrap_or_default();
        let when = format!("{} {place} {}", time(self.language, shown), offset(east)).replace("  ", " ");
        self.language.format("event-called", values!(what = self.line(event), when = when.replace(' ', "\u{a0}")))
    }

    /// A country whose customs speaks.
    pub fn country(&self, code: &str) -> String {
        if COUNTRIES.contains(&code) { self.say(&format!("country-{code}")) } else { code.to_owned() }
    }

    /// A currency: its code with its name.
    pub fn currency(&self, code: &str) -> String {
        if !CURRENCIES.contains(&code) {
            return code.to_owned();
        }
        self.language.format("code-named", values!(code = code, name = self.say(&format!("currency-{code}"))))
    }

    /// An amount with its currency. The number does not part from the code.
    pub fn money(&self, amount: &str, currency: &str) -> String {
        format!("{}\u{a0}{}", self.language.decimal(amount), self.currency(currency))
    }

    /// The icon of an event.
    pub fn icon(event: &Event, is_again: bool) -> &'static str {
        match event.kind {
            Kind::Registered { .. } | Kind::Amended(_) => "pen",
            Kind::Entered(_) if is_again => "again",
            Kind::Entered(_) => "enter",
            Kind::Skipped(_) => "slash",
            Kind::Held { .. } => "pause",
            Kind::Released { .. } => "check",
            Kind::Noted | Kind::Attached { .. } => "note",
            Kind::Milestone { .. } => "truck",
            Kind::Customs { .. } => "diamond",
            Kind::Split { .. } => "split",
            Kind::Packed(_) | Kind::Unpacked(_) | Kind::Scanned { .. } => "box",
            Kind::Closed { outcome: Outcome::Delivered, .. } => "check",
            Kind::Closed { .. } => "flag",
            Kind::Retracted { .. } => "back",
        }
    }

    /// How long after it happened it was recorded.
    pub fn later(&self, recorded: &Recorded) -> String {
        let seconds = recorded.recorded_at.instant().seconds() - recorded.event.occurred.instant.seconds();
        match seconds {
            ..0 => self.say("recorded-ahead"),
            0..60 => self.say("recorded-at-once"),
            _ => self.language.format("recorded-later", values!(after = self.language.duration(seconds))),
        }
    }
}

impl Places for Presenter {
    fn name(&self, code: &PlaceCode) -> String {
        self.place(code.as_str())
    }
    fn zone(&self, code: &PlaceCode) -> Option<Tz> {
        self.known.zone(code)
    }
}

impl Customs for Presenter {
    fn is_release(&self, country: &Country, code: &Text) -> bool {
        self.known.is_release(country, code)
    }
    fn meaning(&self, country: &Country, code: &Text) -> Option<String> {
        self.known.customs_name(country, code, self.language.tag()).map(str::to_owned)
    }
    fn country(&self, country: &Country) -> String {
        Presenter::country(self, country.as_str())
    }
}
