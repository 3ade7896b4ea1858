//! Words for what is wrong with a form: first what, then the rule. In the reader's language, with the reader's
//! names of fields and places.

use super::draft::FormError;
use super::presenter::Presenter;
use super::typed::{self, is_decimal};
use crate::domain::event::Event;
use crate::domain::field::Field;
use crate::domain::money;
use crate::domain::normal_form::digits;
use crate::domain::refusal::Rule;
use crate::domain::whereabouts::Unlikely;
use crate::i18n::Language;
use crate::office::command::{Elsewhere, Problem, RuleViolation, ShipmentRefusal, TEXT_LENGTH};
use crate::values;

/// The key of what is wrong with a day that cannot be read.
pub fn day_fault(unread: typed::Unread) -> &'static str {
    match unread {
        typed::Unread::No => "error-day",
        typed::Unread::Ambiguous => "error-day-ambiguous",
    }
}

/// That codes stand in a list more than once.
pub fn repeated(language: Language, codes: &[String]) -> (String, String) {
    let told = values!(count = codes.len(), codes = codes.join(", "));
    (language.format("wrong-repeated", told), language.text("wrong-repeated-rule"))
}

/// What is wrong with a field, and the rule.
pub fn wrong(presenter: &Presenter, error: &FormError) -> (String, String) {
    let language = presenter.language;
    let value = error.value.as_deref().unwrap_or("").to_owned();
    let name = field_name(presenter, &error.widget);
    let says = |key: &str| language.format(key, values!(field = name.as_str(), value = value.as_str()));
    match &error.problem {
        Problem::Rule(Rule::FieldMissing) | Problem::Undescribed(_) => (says("wrong-missing"), String::new()),
        Problem::Rule(Rule::ReasonMissing) => (says("wrong-reason"), language.text("wrong-reason-rule")),
        Problem::Rule(Rule::TimeInvalid) if typed::day_and_time(&value) == Err(typed::Unread::Ambiguous) => {
            (says("error-day-ambiguous"), String::new())
        }
        Problem::Rule(Rule::TimeInvalid) => (says("wrong-time"), language.text("wrong-time-rule")),
        Problem::Rule(Rule::PlaceUnknown) => (says("wrong-place"), language.text("wrong-place-rule")),
        Problem::Rule(Rule::ValueInvalid) if error.value.is_none() => {
            (language.format("wrong-too-long", values!(field = name.as_str(), most = TEXT_LENGTH)), String::new())
        }
        Problem::Rule(Rule::ValueInvalid) if is_decimal(cell(&error.widget)) && typed::number(&value) == Err(typed::Unread::Ambiguous) => {
            let meant = two_meanings(&value).map(|meant| meant.join(" / "));
            (says("wrong-two-numbers"), language.format("wrong-two-numbers-rule", values!(meant = meant.unwrap_or_default())))
        }
        Problem::Rule(_) => (says("wrong-value"), shape(&error.widget).map(|key| language.text(key)).unwrap_or_default()),
        Problem::Reference => (says("wrong-value"), language.text("form-reference")),
        Problem::Taken(other) if other.as_str() == value => (says("wrong-taken"), language.text("wrong-taken-rule")),
        Problem::Taken(other) => {
            let told = values!(value = value.as_str(), other = other.as_str());
            (language.format("wrong-reads-as", told), language.text("wrong-taken-rule"))
        }
        Problem::Sum(sum) => {
            let sum = values!(sum = language.decimal(sum), value = language.decimal(&value));
            (language.format("wrong-sum", sum), language.text("wrong-sum-rule"))
        }
        Problem::TooFine { currency, decimals, .. } => {
            let meant = money::meant(&value).iter().map(|meant| language.decimal(meant)).collect::<Vec<_>>();
            let told = values!(value = value.as_str(), currency = currency.as_str(), decimals = *decimals, meant = meant.join(" / "));
            (
                language.format("wrong-too-fine", told),
                if meant.is_empty() { String::new() } else { language.format("wrong-too-fine-rule", values!(meant = meant.join(" / "))) },
            )
        }
        Problem::Currency => (says("wrong-missing"), language.text("wrong-currency-rule")),
        Problem::Emptied => (says("wrong-emptied"), language.text("wrong-emptied-rule")),
        Problem::Unchanged => (language.text("wrong-unchanged"), language.text("wrong-unchanged-rule")),
        Problem::UnlikelyPlace(place, why) => (
            language.format("wrong-unlikely-place", values!(place = presenter.place(place.as_str()))),
            language.text(match why {
                Unlikely::NotThereYet => "wrong-not-there-yet",
                Unlikely::LeftBefore => "wrong-left-before",
                Unlikely::NotAtBorder => "wrong-not-at-border",
            }),
        ),
        Problem::SamePlace => (language.text("wrong-same-place"), language.text("wrong-same-place-rule")),
        Problem::TooMany(count, most) => {
            (language.format("wrong-too-many", values!(count = *count, most = *most)), language.text("wrong-too-many-rule"))
        }
        Problem::CheckDigit(codes) => (
            language.format("wrong-check-digit", values!(count = codes.len(), codes = codes.join(", "))),
            language.text("wrong-check-digit-rule"),
        ),
        Problem::PackedElsewhere(others) => {
            let told = others.iter().map(|other| elsewhere(presenter, other)).collect::<Vec<_>>().join("; ");
            (language.format("wrong-elsewhere", values!(count = others.len(), parcels = told)), language.text("wrong-elsewhere-rule"))
        }
        Problem::MovedTooEarly(other) => {
            (language.format("wrong-moved-early", values!(parcel = elsewhere(presenter, other))), language.text("wrong-moved-early-rule"))
        }
        Problem::NotPacked(codes) => (
            language.format("wrong-not-packed", values!(count = codes.len(), codes = codes.join(", "))),
            language.text("wrong-not-packed-rule"),
        ),
    }
}

/// The two numbers that an amount with one mark can be, written so that each is one.
fn two_meanings(typed: &str) -> Option<[String; 2]> {
    let typed = digits(typed).replace(',', ".");
    Some([typed.replace('.', ""), money::unmistakable(&typed)]).filter(|_| money::is_ambiguous(&typed))
}

/// The cell of a line that a widget is, or the widget itself.
fn cell(widget: &str) -> &str {
    widget.strip_prefix("line-").and_then(|rest| rest.split_once('-')).map_or(widget, |(_, cell)| cell)
}

/// A parcel that is in another shipment: which, where, since when.
fn elsewhere(presenter: &Presenter, other: &Elsewhere) -> String {
    let since = presenter.instant(other.since.instant, other.place.as_ref());
    let told = values!(code = other.code.as_str(), shipment = other.shipment.as_str(), since = since);
    presenter.language.format("parcel-elsewhere", told)
}

/// The reader's name of a form's field.
fn field_name(presenter: &Presenter, field: &str) -> String {
    if let Some((row, cell)) = field.strip_prefix("line-").and_then(|rest| rest.split_once('-')) {
        let number = row.parse::<usize>().unwrap_or(0) + 1;
        let line = presenter.language.format("line-number", values!(number = number));
        return format!("{line} · {}", field_name(presenter, cell));
    }
    let word = field;
    match (word, Field::parse(word)) {
        ("day", _) => presenter.say("field-occurred_at"),
        ("reference", _) => presenter.say("field-shipment"),
        ("description" | "quantity" | "unit", _) => presenter.say(&format!("line-{word}")),
        ("why", _) => presenter.say("field-reason"),
        (_, Some(field)) => presenter.field(field),
        _ => word.to_owned(),
    }
}

/// The message that says what may stand in a field.
fn shape(field: &str) -> Option<&'static str> {
    let word = field.rsplit('-').next().filter(|_| field.starts_with("line-")).unwrap_or(field);
    Some(match word {
        "mode" => "form-mode",
        "hs_code" | "tnved_code" => "form-hs-code",
        "packages" => "form-whole",
        "gross_kg" | "value" | "quantity" => "form-decimal",
        "currency" => "form-currency",
        "country" => "form-country",
        "place" | "origin" | "destination" | "crossing" => "form-place",
        "document" => "form-document",
        "parcels" => "form-parcels",
        word if word.starts_with("target_") => "form-minutes",
        _ => return None,
    })
}

/// Why a history refuses an event: the form's field, what, and the rule.
pub fn violation(presenter: &Presenter, refused: &ShipmentRefusal, violation: &RuleViolation) -> (&'static str, String, String) {
    let language = presenter.language;
    let rule = violation.refusal.rule;
    let find =
        |number: Option<u32>| refused.history.iter().find(|recorded| Some(recorded.number) == number).map(|recorded| &recorded.event);
    let obstacle = find(violation.refusal.in_the_way).map(|event| presenter.called(event));
    let way = obstacle.clone().unwrap_or_else(|| language.text("way-none"));
    let Some(event) = refused.event() else {
        let later = find(Some(violation.refusal.event)).map(|event| presenter.called(event)).unwrap_or_default();
        let key = format!("refuse-{}-rule", rule.word().replace('_', "-"));
        let why = language.text(&key);
        let why = match rule {
            // To go back in order needs a reason; to be early by mistake needs none.
            Rule::BackWithoutReason => String::new(),
            _ if why == key => language.format(&format!("rule-{rule}"), values!(way = way, value = "")),
            _ => why,
        };
        let why = [why, language.text("refuse-later-rule")].join(" ").trim().to_owned();
        return ("day", language.format("refuse-later", values!(event = later)), why);
    };
    let what = presenter.line(event);
    let values = values!(what = what.as_str(), way = obstacle.as_deref().unwrap_or(""));
    let (field, key) = match rule {
        Rule::HoldOpen => ("day", "refuse-hold-open"),
        Rule::AfterOutcome => ("day", "refuse-after-outcome"),
        Rule::AlreadyInStage => ("stage", "refuse-already-in-stage"),
        Rule::BackWithoutReason => ("reason", "refuse-back-without-reason"),
        Rule::AlreadyEntered => ("stage", "refuse-already-entered"),
        Rule::AlreadySkipped => ("stage", "refuse-already-skipped"),
        Rule::ReleaseBeforeHold => ("day", "refuse-release-before-hold"),
        Rule::NoOpenHold => ("refers_to", "refuse-no-open-hold"),
        Rule::NoStage => ("what", "refuse-no-stage"),
        Rule::AlreadyRetracted => ("why", "refuse-already-retracted"),
        Rule::HoldAmbiguous => ("refers_to", "wrong-which-hold"),
        _ => {
            let text = language.format(&format!("rule-{rule}"), values!(way = way.as_str(), value = ""));
            return ("what", language.format("refuse-other", values!(what = what.as_str())), text);
        }
    };
    (field, language.format(key, values).trim_end().to_owned(), language.text(&format!("{key}-rule")))
}

/// That an event lies ahead.
pub fn in_future(presenter: &Presenter, event: &Event) -> (String, String) {
    let what = values!(when = presenter.called_with_year(event));
    (presenter.language.format("refuse-in-future", what), presenter.language.text("refuse-in-future-rule"))
}
