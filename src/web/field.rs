//! A field of a form: label, hint, error, control, in this order. What was typed is always still there.

use askama::Template;

use super::form::Form;
use crate::domain::local_time;
use crate::i18n::Language;

/// Fields at fault, each with what and the rule.
pub type Faults = Vec<(String, (String, String))>;

/// The error of a field.
pub fn fault_of(faults: &Faults, name: &str) -> Option<(String, String)> {
    faults.iter().find(|(field, _)| field == name).map(|(_, fault)| fault.clone())
}

/// One field.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/field.html")]
pub struct Field {
    /// Its name in the form, and its id in the page.
    pub name: String,
    /// What it is.
    pub label: String,
    /// What stands behind the label: that it may stay empty.
    pub optional: Option<String>,
    /// How to fill it.
    pub hint: Option<String>,
    /// What is wrong with it: what, and the rule.
    pub error: Option<(String, String)>,
    /// What was typed.
    pub value: String,
    /// How it is filled.
    pub control: Control,
}

/// How a field is filled.
#[derive(Debug, Clone)]
pub enum Control {
    /// One line; with an `inputmode`, whether it is a code, and other attributes.
    Line(&'static str, &'static str),
    /// A password, with its `autocomplete`.
    Password(&'static str),
    /// A day, typed as its readers write it, or picked.
    Day(Language),
    /// Several lines.
    Area(u8),
    /// One of a list.
    Select(Vec<Choice>),
    /// One of a few, all in sight.
    Radios(Vec<Choice>),
    /// A line with suggestions.
    Suggest(Vec<Choice>),
    /// Yes or no.
    Tick,
}

/// A choice of a list.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub text: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Choice {
    /// A choice that is not chosen yet.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), is_chosen: false }
    }
}

impl Field {
    /// A line of text.
    pub fn line(name: &str, label: String) -> Self {
        let control = Control::Line("text", "");
        Self { name: name.to_owned(), label, optional: None, hint: None, error: None, value: String::new(), control }
    }

    /// Another control.
    pub fn with(mut self, control: Control) -> Self {
        self.control = control;
        self
    }

    /// With a hint.
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// It may stay empty, and says so.
    pub fn optional(mut self, language: Language) -> Self {
        self.optional = Some(language.text("form-optional"));
        self
    }

    /// With what was typed, or chosen.
    pub fn filled(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        if let Control::Select(choices) | Control::Radios(choices) = &mut self.control {
            for choice in choices {
                choice.is_chosen = choice.value == value;
            }
        }
        self
    }

    /// With what a form has for it.
    pub fn from(self, form: &Form) -> Self {
        let value = form.get(&self.name).to_owned();
        self.filled(&value)
    }

    /// With an error.
    pub fn wrong(mut self, what: String, rule: String) -> Self {
        self.error = Some((what, rule));
        self
    }

    /// With an error, if there is one.
    pub fn wrong_if(self, error: Option<(String, String)>) -> Self {
        match error {
            Some((what, rule)) => self.wrong(what, rule),
            None => self,
        }
    }

    /// The day in the reader's order; what is none, as it was typed.
    pub fn shown_day(&self, language: &Language) -> String {
        local_time::day(&self.value).map_or_else(|| self.value.clone(), |day| language.typed_day(day))
    }

    /// The day as pickers have it; nothing where it is none.
    pub fn picked_day(&self) -> &str {
        if local_time::day(&self.value).is_some() { &self.value } else { "" }
    }

    /// The ids of what describes the control.
    pub fn described_by(&self) -> String {
        let parts = [(self.hint.is_some(), "hint"), (self.error.is_some(), "error")];
        let ids = parts.into_iter().filter(|(there, _)| *there).map(|(_, part)| format!("{}-{part}", self.name));
        ids.collect::<Vec<_>>().join(" ")
    }
}

/// Above a form that was refused: how many faults, and a link to each.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Its heading.
    pub heading: String,
    /// Id of the field, and what is wrong there.
    pub faults: Vec<(String, String)>,
}

impl Summary {
    /// Of the fields that are wrong; none if none is.
    pub fn new<'f>(language: Language, fields: impl IntoIterator<Item = &'f Field>) -> Option<Self> {
        let fault = |field: &Field| field.error.as_ref().map(|(what, _)| (field.name.clone(), what.clone()));
        Self::with(language, fields.into_iter().filter_map(fault).collect())
    }

    /// Of faults by field.
    pub fn with(language: Language, faults: Vec<(String, String)>) -> Option<Self> {
        let heading = || language.format("form-refused", crate::values!(count = faults.len()));
        (!faults.is_empty()).then(|| Self { heading: heading(), faults: faults.clone() })
    }
}
