//! The details of a shipment as fields of a form: registered, and amended later.

use serde_json::json;

use super::draft::{DraftLines, FormError};
use super::field::{Choice, Control, Faults, Field as FormField, fault_of};
use super::form::Form;
use super::presenter::{Presenter, word_of};
use super::typed::{as_code, is_decimal};
use crate::domain::codes::{Amount, Cell, HsCode, Mode};
use crate::domain::details::Details;
use crate::domain::field::Field;
use crate::domain::goods::{GoodsLine, GoodsLines};
use crate::domain::money;
use crate::domain::named::{CURRENCIES, TRANSPORT_MODES, UNITS};
use crate::domain::refusal::Rule;
use crate::office::command::Problem;
use crate::office::directory::NamesUsed;
use crate::values;

/// The cells of a line of goods, by their names in the form: `line-<row>-<cell>`.
const CELLS: [&str; 6] = ["description", "hs_code", "tnved_code", "quantity", "unit", "value"];

/// One line as it was typed, in the order of [`CELLS`].
pub type Line = [String; 6];

/// Who has to do with a shipment.
const PARTIES: [Field; 5] = [Field::Consignor, Field::Consignee, Field::Carrier, Field::Broker, Field::Bank];

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
    /// What the columns of the lines are called.
    pub columns: Vec<String>,
    /// The goods line by line.
    pub lines: Vec<LineFields>,
    /// Goods and units that the lines offer.
    pub offered: Vec<String>,
    pub units: Vec<String>,
    /// How much, and what it is worth.
    pub amounts: Vec<FormField>,
    /// Who.
    pub parties: Vec<FormField>,
    /// The goods in one name, and numbers of papers.
    pub papers: Vec<FormField>,
    /// Targets, for those who may amend them.
    pub targets: Vec<FormField>,
}

/// Whether one of some fields is filled, or at fault: then they are in sight.
pub fn is_used(fields: &[FormField]) -> bool {
    fields.iter().any(|field| field.error.is_some() || !field.value.trim().is_empty())
}

/// The lines that a form sent; none where it had no room for them.
pub fn shown_lines(form: &Form) -> Option<DraftLines> {
    let cell = |row: usize, cell: &str| {
        let typed = form.get(&format!("line-{row}-{cell}"));
        if cell == "unit" { word_of(typed, "goods-unit", UNITS) } else { as_code(cell, typed) }
    };
    let lines = || (0..rows(form)).map(|row| CELLS.map(|name| cell(row, name))).collect::<Vec<Line>>();
    form.has("rows").then(|| read_lines(&lines()))
}

/// Reads lines cell by cell; those that are empty are left out.
fn read_lines(lines: &[Line]) -> DraftLines {
    let (mut read, mut written) = (DraftLines::default(), Vec::new());
    for (row, line) in lines.iter().enumerate().filter(|(_, line)| line.iter().any(|cell| !cell.trim().is_empty())) {
        let mut cells = serde_json::Map::new();
        for (name, text) in CELLS.iter().zip(line).map(|(name, text)| (*name, text.trim())).filter(|(_, text)| !text.is_empty()) {
            let is_readable = match name {
                "hs_code" | "tnved_code" => HsCode::read(text).is_some(),
                "quantity" | "value" => Amount::read(text).is_some() && !money::is_ambiguous(text),
                _ => true,
            };
            if is_readable {
                cells.insert(name.to_owned(), json!(text));
            } else {
                let (widget, value) = (format!("line-{row}-{name}"), Some(text.to_owned()));
                read.errors.push(FormError { widget, problem: Problem::Rule(Rule::ValueInvalid), value });
            }
        }
        read.rows.push(row);
        written.push(cells);
    }
    if !written.is_empty() {
        read.goods = GoodsLines::read(&serde_json::to_string(&written).unwrap_or_default());
    }
    read
}

/// The details as the fields of a form that is shown for the first time, with a row more than there are lines.
pub fn standing(details: &Details) -> Form {
    let cells = Field::details().iter().filter(|field| **field != Field::GoodsLines);
    let mut fields: Vec<(String, String)> =
        cells.filter_map(|field| Some((field.word().to_owned(), as_typed(field.word(), &details.cell(*field)?)))).collect();
    let lines = lines(details);
    fields.push(("rows".to_owned(), (lines.len() + 1).to_string()));
    for (row, line) in lines.into_iter().enumerate() {
        fields.extend(CELLS.iter().zip(line).map(|(cell, text)| (format!("line-{row}-{cell}"), text)));
    }
    Form::new(fields)
}

/// A cell as it could have been typed, so that it is read as it is.
fn as_typed(name: &str, text: &str) -> String {
    if is_decimal(name) { money::unmistakable(text) } else { text.to_owned() }
}

/// A form with what stands in another wherever nothing was typed.
pub fn completed(form: &Form, other: &Form) -> Form {
    let is_line = |name: &str| name.starts_with("line-");
    let has_lines = form.all().any(|(name, text)| is_line(name) && !text.trim().is_empty());
    let mut completed = form.clone();
    for (name, text) in other.all().filter(|(name, _)| !has_lines || (!is_line(name) && name != "rows")) {
        if name == "rows" || form.get(name).trim().is_empty() {
            completed.set(name, text);
        }
    }
    completed
}

/// A form that was filled over details that have changed since: what nobody touched in it follows the change, so that
/// sending it again takes back nothing; what was typed stays.
pub fn rebased(form: &Form, before: &Details, now: &Details) -> Form {
    let (before, now) = (standing(before), standing(now));
    let is_untouched = |name: &str| form.get(name).trim() == before.get(name);
    let is_line = |name: &str| name.starts_with("line-");
    let names = || form.all().chain(before.all()).map(|(name, _)| name.as_str());
    let has_own_lines = !names().filter(|name| is_line(name)).all(is_untouched);
    let mut rebased = form.clone();
    for field in Field::details().iter().filter(|field| form.has(field.word()) && is_untouched(field.word())) {
        rebased.set(field.word(), now.get(field.word()));
    }
    if form.has("rows") && !has_own_lines {
        rebased.remove(|name| is_line(name) || name == "rows");
        for (name, text) in now.all().filter(|(name, _)| is_line(name) || name == "rows") {
            rebased.set(name, text);
        }
    }
    rebased
}

/// The goods lines, as they could have been typed.
pub fn lines(details: &Details) -> Vec<Line> {
    details.goods_lines.as_ref().map(|lines| lines.lines().iter().map(typed).collect()).unwrap_or_default()
}

fn typed(line: &GoodsLine) -> Line {
    let text = |amount: &Option<Amount>| amount.as_ref().map(|amount| money::unmistakable(amount.as_str())).unwrap_or_default();
    let code = |code: &Option<HsCode>| code.as_ref().map(ToString::to_string).unwrap_or_default();
    let unit = line.unit.clone().unwrap_or_default();
    [line.description.clone(), code(&line.hs_code), code(&line.tnved_code), text(&line.quantity), unit, text(&line.value)]
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
pub fn fields(presenter: &Presenter, used: &NamesUsed, form: &Form, faults: &Faults, with_targets: bool) -> DetailFields {
    let language = presenter.language;
    let offered = |field: Field| presenter.known.directory.offered(field, used, language);
    let names = |field: Field| Control::Suggest(offered(field).into_iter().map(|name| Choice::new(name, "")).collect());
    let one = |field: Field, control: Control| {
        let line = FormField::line(field.word(), presenter.field(field)).with(control);
        line.filled(form.get(field.word())).wrong_if(fault_of(faults, field.word()))
    };
    let may = |field: Field, control: Control| one(field, control).optional(language);
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
    let currencies = CURRENCIES.iter().map(|code| Choice::new(*code, presenter.currency(code))).collect();
    let targets = crate::domain::stage::ClockName::ALL.iter().map(|clock| may(Field::target(*clock), Control::Line("numeric", "")));
    DetailFields {
        way: vec![
            one(Field::Mode, Control::Select(modes.collect())).hint(language.text("mode-hint")),
            one(Field::Origin, places()),
            one(Field::Destination, places()),
            may(Field::Crossing, places()),
            may(Field::TransportMode, Control::Select(by.collect())),
        ],
        columns: CELLS.iter().map(|cell| cell_name(presenter, cell)).collect(),
        offered: offered(Field::GoodsLines),
        units: UNITS.iter().map(|unit| presenter.unit(unit)).collect(),
        lines: (0..if has_room(form) { rows(form) } else { 0 }).map(|row| line(presenter, form, faults, row)).collect(),
        amounts: vec![
            may(Field::Packages, Control::Line("numeric", "")),
            may(Field::GrossKg, Control::Line("decimal", "")),
            may(Field::Value, Control::Line("decimal", "")).hint(language.text("value-hint")),
            may(Field::Currency, Control::Suggest(currencies)).hint(language.text("currency-hint")),
        ],
        parties: PARTIES.map(|field| may(field, names(field))).to_vec(),
        papers: vec![
            may(Field::Goods, names(Field::Goods)).hint(language.text("goods-hint")),
            may(Field::HsCode, Control::Line("numeric", "code")).hint(language.text("form-hs-code")),
            may(Field::TnvedCode, Control::Line("numeric", "code")).hint(language.text("form-hs-code")),
            may(Field::DeclarationNumber, Control::Line("text", "code")),
            may(Field::MasterWaybill, Control::Line("text", "code")),
        ],
        targets: if with_targets { targets.collect() } else { Vec::new() },
    }
}

fn line(presenter: &Presenter, form: &Form, faults: &Faults, row: usize) -> LineFields {
    let cell = |name: &&str| {
        let id = format!("line-{row}-{name}");
        let control = match *name {
            "hs_code" | "tnved_code" => Control::Line("numeric", "code"),
            "quantity" | "value" => Control::Line("decimal", ""),
            _ => Control::Line("text", ""),
        };
        let typed = if *name == "unit" { presenter.unit(form.get(&id)) } else { form.get(&id).to_owned() };
        FormField::line(&id, cell_name(presenter, name)).with(control).filled(&typed).wrong_if(fault_of(faults, &id))
    };
    let name = presenter.language.format("line-number", values!(number = row + 1));
    (name, CELLS.iter().map(cell).collect())
}

/// What a cell of a line is called.
fn cell_name(presenter: &Presenter, name: &str) -> String {
    Field::parse(name).map_or_else(|| presenter.say(&format!("line-{name}")), |field| presenter.field(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: [&str; 6]) -> Line {
        cells.map(str::to_owned)
    }

    #[test]
    fn lines_are_read_as_they_were_typed_and_empty_ones_left_out() {
        let shoes = line(["Shoes ", "6402992900", "6402999800", "1200", "pair", "180000.10"]);
        let read = read_lines(&[shoes, line([""; 6]), line(["Hats", "", "", "300", "", "20000.20"])]);
        assert_eq!((read.rows, read.errors), (vec![0, 2], Vec::new()));
        assert_eq!(
            read.goods.map(|goods| goods.text().into_owned()).as_deref(),
            Some(
                r#"[{"description":"Shoes","hs_code":"6402992900","tnved_code":"6402999800","quantity":"1200","unit":"pair","value":"180000.10"},{"description":"Hats","quantity":"300","value":"20000.20"}]"#
            )
        );
    }

    #[test]
    fn each_wrong_cell_is_named_and_the_others_are_read() {
        let read = read_lines(&[line([""; 6]), line(["", "64", "", "1,5", "pair", "x"])]);
        let named: Vec<String> = read.errors.into_iter().map(|error| error.widget).collect();
        assert_eq!(named, ["hs_code", "quantity", "value"].map(|cell| format!("line-1-{cell}")));
        assert_eq!(read.goods.map(|goods| goods.text().into_owned()).as_deref(), Some(r#"[{"unit":"pair"}]"#));
    }
}
