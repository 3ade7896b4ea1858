//! The form of an event: from what was sent to a draft, and from a draft to the widgets of its kind. Shared by
//! recording, correcting, registering and amending.

use uuid::Uuid;

use super::app_error::AppError;
use super::details_form;
use super::draft::{Draft, What, When};
use super::field::{Choice, Control, Faults, Field as FormField, fault_of};
use super::form::Form;
use super::presenter::{Presenter, word_of};
use super::request_user::RequestUser;
use super::typed::{self, as_code};
use crate::domain::field::Field;
use crate::domain::named::{COUNTRIES, DOCUMENTS, MILESTONES, RESPONSIBLE};
use crate::domain::pasted_codes::pasted;
use crate::domain::replay::Replay;
use crate::domain::stage::{Outcome, Stage};
use crate::domain::time::Stamp;
use crate::office::rights::Right;
use crate::values;

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
    pub fn sent(form: &Form, shipment: &str, actor: &str) -> Result<(u32, Uuid), AppError> {
        let said = form.all().filter(|(name, _)| !["seen", "key", "by"].contains(&name.as_str()));
        let said: Vec<String> = said.map(|(name, text)| format!("{}:{name}={}:{text}", name.len(), text.len())).collect();
        let key: Uuid = form.get("key").parse().map_err(|_| AppError::Unreadable)?;
        let about = format!("{shipment}/{actor}/{}", said.join("&"));
        let seen = form.get("seen").parse().map_err(|_| AppError::Unreadable)?;
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
    if what == Some(What::Closed) && !draft.get(Field::Parcels).is_empty() {
        draft.set(Field::Parcels, pasted(draft.get(Field::Parcels)).join(" "));
    }
    // Lists offer words by their names; a name that was typed means its word.
    match what {
        Some(What::Milestone) => draft.set(Field::Code, word_of(draft.get(Field::Code), "milestone", MILESTONES)),
        Some(What::Attached) => draft.set(Field::Code, word_of(draft.get(Field::Code), "document", DOCUMENTS)),
        _ => {}
    }
    draft.set(Field::Authority, word_of(draft.get(Field::Authority), "responsible", RESPONSIBLE));
    draft.set(Field::Country, word_of(draft.get(Field::Country), "country", COUNTRIES));
    (what, draft)
}

/// What a form of details says; targets only of whoever may set them.
pub fn details_draft(form: &Form, request_user: &RequestUser) -> Draft {
    let has_widget = |field: &Field| field.target_of().is_none() || request_user.may(Right::SetTargets);
    let details: Vec<Field> = Field::details().iter().copied().filter(has_widget).collect();
    let draft = cells(form, request_user, &[details.as_slice(), &[Field::Place, Field::Reason, Field::Note]].concat());
    Draft { lines: details_form::shown_lines(form), ..draft }
}

/// What a form of parcels says.
pub fn parcels_draft(form: &Form, request_user: &RequestUser) -> Draft {
    cells(form, request_user, &[Field::Parcels, Field::Place, Field::Note])
}

fn cells(form: &Form, request_user: &RequestUser, taken: &[Field]) -> Draft {
    let mut draft = Draft { zone: Some(request_user.zone()), when: when(form), ..Draft::default() };
    for field in taken.iter().filter(|field| **field != Field::Event && form.has(field.word())) {
        draft.set(*field, as_code(field.word(), form.get(field.word())));
    }
    draft
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
    let (mut day, mut time) = (day.to_owned(), typed::as_code("time", time));
    if let Ok((read, behind)) = typed::day_and_time(&day) {
        // A time behind the day counts, unless the field beside it was filled with another.
        let is_untouched = suggested.is_some_and(|(_, shown)| typed::time(&time) == Some(shown.time()));
        let behind = behind.map(typed::to_minute);
        if behind.as_ref().is_none_or(|behind| is_untouched || time.trim().is_empty() || time == *behind) {
            day = read.to_string();
            time = behind.unwrap_or(time);
        }
    }
    When { day, time, offset: form.get("offset").to_owned(), suggested }
}

/// The fields of what happened, besides place and time.
pub fn fields(presenter: &Presenter, what: What, draft: &Draft, replay: &Replay<'_>, faults: &Faults) -> Vec<FormField> {
    let language = presenter.language;
    let field = |field: Field| {
        FormField::line(field.word(), presenter.field(field)).filled(draft.get(field)).wrong_if(fault_of(faults, field.word()))
    };
    let chosen = |form: FormField, of: Field| form.filled(draft.get(of));
    let mut fields = Vec::new();
    // Files are not kept yet, so nobody is asked for a fingerprint; one that came in by a file is kept.
    let is_asked = |own: &&Field| **own != Field::Document || !draft.get(Field::Document).is_empty();
    for own in what.fields().iter().filter(is_asked) {
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
                let codes = COUNTRIES.iter().copied().flat_map(|country| {
                    let known = presenter.known.customs_of(country);
                    known.into_iter().map(move |code| (country, code.code.clone(), code.names.by_tag(language.tag()).to_owned()))
                });
                let choices =
                    codes.map(|(country, code, name)| Choice::new(code, format!("{} · {name}", presenter.country(country)))).collect();
                FormField { label: presenter.say("field-customs-code"), ..field(*own).with(Control::Suggest(choices)) }
                    .hint(language.text("customs-code-hint"))
            }
            (_, Field::Code) => {
                let choices = presenter.documents().map(|(code, name)| Choice::new(code, name)).collect();
                FormField { label: presenter.say("field-document-type"), ..field(*own).with(Control::Suggest(choices)) }
                    .hint(language.text("document-not-kept"))
            }
            (_, Field::Authority) => {
                let choices = ["customs", "quarantine"].map(|word| Choice::new(word, presenter.responsible(word)));
                field(*own).with(Control::Suggest(choices.to_vec())).hint(language.text("policy-hint")).optional(language)
            }
            (_, Field::Responsible) => {
                let first = [Choice::new("", language.text("policy-choice"))];
                let words = RESPONSIBLE.iter().map(|word| Choice::new(*word, presenter.responsible(word)));
                chosen(field(*own).with(Control::Select(first.into_iter().chain(words).collect())), *own).optional(language)
            }
            (_, Field::Packages) => {
                let received = field(*own).hint(language.text("received-hint")).optional(language);
                FormField { label: presenter.say("received-packages"), ..received }
            }
            (_, Field::Parcels) => {
                let received = field(*own).with(Control::Area(2)).optional(language);
                FormField { label: presenter.say("received-parcels"), ..received }
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

/// The reasons of a hold to choose from.
pub fn reasons(presenter: &Presenter) -> Vec<Choice> {
    let language = presenter.language;
    let first = Choice::new("", language.text("choose"));
    let reason = |reason: &crate::office::reasons::HoldReason| {
        let key = if reason.pauses { "reason-pausing" } else { "reason-not-pausing" };
        let name = reason.names.by_tag(language.tag());
        Choice::new(reason.code.clone(), language.format(key, values!(reason = name)))
    };
    std::iter::once(first).chain(presenter.known.offered_reasons("").map(reason)).collect()
}

fn holds(presenter: &Presenter, replay: &Replay<'_>) -> Vec<Choice> {
    let open = replay.holds.iter().filter(|hold| hold.ended.is_none());
    open.map(|hold| Choice::new(hold.held.number.to_string(), presenter.called(&hold.held.event))).collect()
}
