//! The details of a shipment as fields of a form: registered, and amended later.

use super::event_form::{Faults, as_code, fault_of};
use super::field::{Choice, Control, Field as FormField};
use super::form::Form;
use super::presenter::Presenter;
use crate::domain::codes::Mode;
use crate::domain::field::Field;
use crate::domain::named::TRANSPORT_MODES;
use crate::i18n::Language;
use crate::office::goods::{CELLS, Line};
use crate::values;

/// Lines of goods that a form shows at least, and how many more at a time.
const LINES: usize = 3;
/// The most lines a form takes.
const MOST_LINES: usize = 200;

/// A line of goods: its name, and its fields.
pub type LineFields = (String, Vec<FormField>);

/// The groups of details, in the order of a declaration.
pub struct DetailFields {
    /// Mode, places, transport.
    pub way: Vec<FormField>,
    /// What the goods are.
    pub goods: Vec<FormField>,
    /// The goods line by line.
    pub lines: Vec<LineFields>,
    /// How much, and what it is worth.
    pub amounts: Vec<FormField>,
    /// Who.
    pub parties: Vec<FormField>,
    /// Numbers of papers.
    pub papers: Vec<FormField>,
    /// Targets, for those who may amend them.
    pub targets: Vec<FormField>,
}

/// The lines that a form of an amendment sent; none where it had no room for them.
pub fn shown_lines(form: &Form, language: Language) -> Option<Vec<Line>> {
    form.has("rows").then(|| lines(form, language))
}

/// The lines that a form sent.
pub fn lines(form: &Form, language: Language) -> Vec<Line> {
    let rows = rows(form);
    (0..rows).map(|row| CELLS.map(|cell| as_code(cell, form.get(&format!("line-{row}-{cell}")), language))).collect()
}

/// Whether a form can show all lines that there are.
fn has_room(form: &Form) -> bool {
    form.get("rows").parse().unwrap_or(LINES) <= MOST_LINES
}

fn rows(form: &Form) -> usize {
    let sent: usize = form.get("rows").parse().unwrap_or(LINES);
    let more = if form.has("more") { LINES } else { 0 };
    (sent.min(MOST_LINES) + more).clamp(LINES, MOST_LINES)
}

/// The fields, filled with what a form has.
pub fn fields(presenter: &Presenter, form: &Form, faults: &Faults, with_targets: bool) -> DetailFields {
    let language = presenter.language;
    let one = |field: Field, control: Control| {
        let line = FormField::line(field.word(), presenter.field(field)).with(control);
        line.filled(form.get(field.word())).wrong_if(fault_of(faults, field.word()))
    };
    let may = |field: Field, control: Control| one(field, control).optional(language);
    let text = || Control::Line("text", "");
    let places = || {
        let named: Vec<String> =
            [Field::Origin, Field::Destination, Field::Crossing].map(|field| form.get(field.word()).to_owned()).to_vec();
        let place = |place: &crate::office::places::Place| {
            Choice::new(place.code.as_str(), format!("{} · {}", presenter.place(place.code.as_str()), place.code))
        };
        let first = Choice::new("", language.text("choose"));
        Control::Select(std::iter::once(first).chain(presenter.known.offered_places(&named).map(place)).collect())
    };
    let modes = std::iter::once(Choice::new("", language.text("choose")))
        .chain(Mode::ALL.iter().map(|mode| Choice::new(mode.word(), presenter.mode(mode.word()))));
    let transport = TRANSPORT_MODES.iter().map(|word| Choice::new(*word, presenter.transport_mode(word)));
    // A word that an import brought stays as it is.
    let other = Some(form.get("transport_mode")).filter(|word| !word.is_empty() && !TRANSPORT_MODES.contains(word));
    let transport = transport.chain(other.map(|word| Choice::new(word, word)));
    let by = std::iter::once(Choice::new("", language.text("choose"))).chain(transport);
    let currencies = ["CNY", "RUB", "USD", "EUR", "KZT"].map(|code| Choice::new(code, code)).to_vec();
    let targets = crate::domain::stage::ClockName::ALL.iter().map(|clock| may(Field::target(*clock), Control::Line("numeric", "")));
    DetailFields {
        way: vec![
            one(Field::Mode, Control::Select(modes.collect())).hint(language.text("mode-hint")),
            one(Field::Origin, places()),
            one(Field::Destination, places()),
            may(Field::Crossing, places()),
            may(Field::TransportMode, Control::Select(by.collect())),
        ],
        goods: vec![
            may(Field::Goods, text()),
            may(Field::HsCode, Control::Line("numeric", "code")).hint(language.text("form-hs-code")),
            may(Field::TnvedCode, Control::Line("numeric", "code")).hint(language.text("form-hs-code")),
        ],
        lines: (0..if has_room(form) { rows(form) } else { 0 }).map(|row| line(presenter, form, faults, row)).collect(),
        amounts: vec![
            may(Field::Packages, Control::Line("numeric", "")),
            may(Field::GrossKg, Control::Line("decimal", "")),
            may(Field::Value, Control::Line("decimal", "")).hint(language.text("value-hint")),
            may(Field::Currency, Control::Suggest(currencies)),
        ],
        parties: [Field::Consignor, Field::Consignee, Field::Carrier, Field::Broker, Field::Bank].map(|field| may(field, text())).to_vec(),
        papers: [Field::DeclarationNumber, Field::MasterWaybill].map(|field| may(field, Control::Line("text", "code"))).to_vec(),
        targets: if with_targets { targets.collect() } else { Vec::new() },
    }
}

fn line(presenter: &Presenter, form: &Form, faults: &Faults, row: usize) -> LineFields {
    let cell = |name: &&str| {
        let id = format!("line-{row}-{name}");
        let label = Field::parse(name).map_or_else(|| presenter.say(&format!("line-{name}")), |field| presenter.field(field));
        let control = match *name {
            "hs_code" | "tnved_code" => Control::Line("numeric", "code"),
            "quantity" | "value" => Control::Line("decimal", ""),
            _ => Control::Line("text", ""),
        };
        FormField::line(&id, label).with(control).filled(form.get(&id)).wrong_if(fault_of(faults, &id))
    };
    let name = presenter.language.format("line-number", values!(number = row + 1));
    (name, CELLS.iter().map(cell).collect())
}
