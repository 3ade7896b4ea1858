//! What a form says of an event, widget by widget: what, where, when, in this order, because the place decides the zone.
//! Read once into values of the trade, or each widget at fault named; the form that is shown again is filled from it.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::typed::is_decimal;
use crate::domain::codes::{Cell, PlaceCode};
use crate::domain::details::Details;
use crate::domain::entry;
use crate::domain::event::Event;
use crate::domain::field::{Cells, Field};
use crate::domain::goods::GoodsLines;
use crate::domain::local_time::{self, LocalTime};
use crate::domain::money;
use crate::domain::parcel::Parcels;
use crate::domain::pasted_codes::pasted;
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::stage::words;
use crate::domain::time::Stamp;
use crate::office::command::{Circumstances, Problem, ValidationError};
use crate::office::reference_data::ReferenceData;

words! {
    /// What the form of an event can say.
    What {
        /// A stage was entered.
        Entered = "entered",
        /// A stage is not required.
        Skipped = "skipped",
        /// It was put on hold.
        Held = "held",
        /// A hold was lifted.
        Released = "released",
        /// Something on the way.
        Milestone = "milestone",
        /// Customs said something.
        Customs = "customs",
        /// A remark.
        Noted = "noted",
        /// A document belongs to it.
        Attached = "attached",
        /// It was delivered, or ended otherwise.
        Closed = "closed",
    }
}

impl What {
    /// The fields of its own, besides place, time and note.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Entered | Self::Skipped => &[Field::Stage, Field::Reason],
            Self::Held => &[Field::Reason, Field::Authority, Field::Responsible],
            Self::Released => &[Field::RefersTo],
            Self::Milestone => &[Field::Code, Field::Classifier],
            Self::Customs => &[Field::Country, Field::Code],
            Self::Noted => &[],
            Self::Attached => &[Field::Code, Field::Document],
            Self::Closed => &[Field::Event, Field::Packages, Field::Parcels, Field::Reason],
        }
    }
}

/// When it happened: the time on the wall of the place.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// A day, ISO 8601.
    pub day: String,
    /// A time of day.
    pub time: String,
    /// The offset that is meant, where clocks showed the time twice.
    pub offset: String,
    /// The instant that the form filled in. Where day and time still say what it said, it is meant, whichever
    /// place was chosen since.
    pub suggested: Option<(Stamp, NaiveDateTime)>,
}

/// What a form says.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The cells, by field; the kind among them.
    pub cells: Vec<(Field, String)>,
    /// When.
    pub when: When,
    /// The zone where the place has none, or there is no place.
    pub zone: Option<Tz>,
    /// The goods line by line; none where the form has no room for them.
    pub lines: Option<DraftLines>,
}

/// Goods lines as far as they can be read: cells that cannot are left out, and named.
#[derive(Debug, Clone, Default)]
pub struct DraftLines {
    /// The lines; none without any.
    pub goods: Option<GoodsLines>,
    /// The row of the form that each line stands in.
    pub rows: Vec<usize>,
    /// Cells at fault.
    pub errors: Vec<FormError>,
}

/// A widget of a form whose content cannot stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// The widget's name.
    pub widget: String,
    /// What is wrong.
    pub problem: Problem,
    /// What stood there.
    pub value: Option<String>,
}

/// Why a form says nothing that could be judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// Widgets at fault.
    pub errors: Vec<FormError>,
    /// The time was shown twice on the wall: either instant can be meant. Asked where nothing else is wrong.
    pub twice: Option<(Stamp, Stamp)>,
}

impl FormError {
    /// Of a widget.
    pub fn new(widget: &str, problem: Problem) -> Self {
        Self { widget: widget.to_owned(), problem, value: None }
    }

    fn of_field(field: Option<Field>, problem: Problem, value: Option<String>) -> Self {
        let widget = match field {
            None => "what",
            Some(Field::OccurredAt) => "day",
            Some(Field::Shipment) => "reference",
            Some(field) => field.word(),
        };
        Self { widget: widget.to_owned(), problem, value }
    }
}

impl From<FieldFault> for FormError {
    fn from(fault: FieldFault) -> Self {
        Self::of_field(fault.field, Problem::Rule(fault.rule), fault.value)
    }
}

impl From<Vec<FormError>> for Unread {
    fn from(errors: Vec<FormError>) -> Self {
        Self { errors, twice: None }
    }
}

impl Draft {
    /// The text of a cell.
    pub fn get(&self, field: Field) -> &str {
        self.cells.iter().find(|(named, _)| *named == field).map_or("", |(_, text)| text)
    }

    /// Sets a cell.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.cells.retain(|(named, _)| *named != field);
        self.cells.push((field, text.into()));
    }

    /// The zone of its place, else the reader's.
    pub fn zone_in(&self, known: &ReferenceData) -> Tz {
        let place = PlaceCode::read(self.get(Field::Place));
        place.and_then(|place| known.zone(&place)).or(self.zone).unwrap_or(Tz::UTC)
    }

    /// What the wall showed, if both were filled.
    pub fn wall(&self) -> Option<NaiveDateTime> {
        Some(local_time::day(self.when.day.trim())?.and_time(local_time::time(self.when.time.trim())?))
    }

    /// Where in the form a fault of the office's stands.
    pub fn error(&self, error: &ValidationError) -> FormError {
        let ValidationError { field, problem, value } = error.clone();
        match problem {
            Problem::Undescribed(line) => {
                let row = self.lines.as_ref().and_then(|lines| lines.rows.get(line)).copied().unwrap_or(line);
                FormError::new(&format!("line-{row}-description"), Problem::Rule(Rule::FieldMissing))
            }
            Problem::TooFine { line: Some(line), .. } => {
                let row = self.lines.as_ref().and_then(|lines| lines.rows.get(line)).copied().unwrap_or(line);
                FormError { value, ..FormError::new(&format!("line-{row}-value"), problem) }
            }
            problem => FormError::of_field(field, problem, value),
        }
    }

    /// The instant that is meant.
    fn stamp(&self, known: &ReferenceData) -> Result<Stamp, Unread> {
        let zone = self.zone_in(known);
        let typed = format!("{} {}", self.when.day, self.when.time);
        let at_fault = |rule| {
            let value = Some(typed.trim().to_owned()).filter(|value| !value.is_empty());
            Unread::from(vec![FieldFault { rule, field: Some(Field::OccurredAt), value }.into()])
        };
        if self.when.day.trim().is_empty() || self.when.time.trim().is_empty() {
            return Err(at_fault(Rule::FieldMissing));
        }
        let Some(shown) = self.wall() else { return Err(at_fault(Rule::TimeInvalid)) };
        if let Some((suggested, as_shown)) = self.when.suggested
            && as_shown == shown
        {
            return local_time::stamp(suggested.instant, zone).ok_or_else(|| at_fault(Rule::TimeInvalid));
        }
        match local_time::resolve(shown, zone) {
            LocalTime::Unambiguous(stamp) => Ok(stamp),
            LocalTime::Ambiguous(first, second) => match self.when.offset.as_str() {
                meant if meant == first.offset().to_string() => Ok(first),
                meant if meant == second.offset().to_string() => Ok(second),
                _ => Err(Unread { errors: Vec::new(), twice: Some((first, second)) }),
            },
            LocalTime::Nonexistent => Err(at_fault(Rule::TimeInvalid)),
        }
    }

    /// The event that it says.
    pub fn event(&self, known: &ReferenceData) -> Result<Event, Unread> {
        let stamp = self.stamp(known);
        let mut cells = Cells::default();
        for (field, text) in &self.cells {
            cells.set(*field, text.trim());
        }
        let read = entry::read_at(stamp.as_ref().map_or(Stamp::earliest(), |stamp| *stamp), &cells);
        let faults = |faults: Vec<FieldFault>| faults.into_iter().map(FormError::from).collect();
        both(read.map_err(faults), stamp).map(|(event, _)| event)
    }

    /// When, where and why it happened.
    pub fn circumstances(&self, known: &ReferenceData) -> Result<Circumstances, Unread> {
        let mut errors = Vec::new();
        let (place, reason, note) =
            (self.cell(Field::Place, &mut errors), self.cell(Field::Reason, &mut errors), self.cell(Field::Note, &mut errors));
        let read = if errors.is_empty() { Ok((place, reason, note)) } else { Err(errors) };
        both(read, self.stamp(known)).map(|((place, reason, note), occurred)| Circumstances { occurred, place, reason, note })
    }

    fn cell<T: Cell>(&self, field: Field, errors: &mut Vec<FormError>) -> Option<T> {
        let text = Some(self.get(field).trim()).filter(|text| !text.is_empty())?;
        let read = T::read(text);
        if read.is_none() {
            errors.push(FieldFault { rule: Rule::ValueInvalid, field: Some(field), value: Some(text.to_owned()) }.into());
        }
        read
    }

    /// The details as far as they can be read, and the cells that cannot.
    pub fn details(&self) -> (Details, Vec<FormError>) {
        let (mut details, mut errors) = (Details::default(), Vec::new());
        for (field, text) in self.cells.iter().filter(|(field, text)| field.is_detail() && !text.trim().is_empty()) {
            let is_unclear = is_decimal(field.word()) && money::is_ambiguous(text.trim());
            if is_unclear || !details.read(*field, text.trim()) {
                let value = Some(text.trim().to_owned());
                errors.push(FieldFault { rule: Rule::ValueInvalid, field: Some(*field), value }.into());
            }
        }
        if let Some(lines) = &self.lines {
            details.goods_lines.clone_from(&lines.goods);
            errors.extend_from_slice(&lines.errors);
        }
        (details, errors)
    }

    /// The details that it has room for and that are left empty.
    pub fn emptied(&self) -> Vec<Field> {
        let empty = self.cells.iter().filter(|(field, text)| field.is_detail() && text.trim().is_empty()).map(|(field, _)| *field);
        let lines = self.lines.as_ref().filter(|lines| lines.rows.is_empty()).map(|_| Field::GoodsLines);
        empty.chain(lines).collect()
    }

    /// The parcels that were pasted.
    pub fn parcels(&self) -> Result<Parcels, Vec<FormError>> {
        let codes = pasted(self.get(Field::Parcels));
        let wrong: Vec<String> = codes.iter().filter(|code| Parcels::read(code).is_none()).cloned().collect();
        let problem = if wrong.is_empty() { Problem::Rule(Rule::FieldMissing) } else { Problem::CheckDigit(wrong) };
        Parcels::read(&codes.join(" ")).ok_or_else(|| vec![FormError::new(Field::Parcels.word(), problem)])
    }
}

/// Two things that a form says, or what is wrong with either; whether a time is meant once is asked last.
pub fn both<A, B>(one: Result<A, Vec<FormError>>, other: Result<B, Unread>) -> Result<(A, B), Unread> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Ok(_), Err(unread)) => Err(unread),
        (Err(errors), Ok(_)) => Err(errors.into()),
        (Err(mut errors), Err(unread)) => {
            errors.extend(unread.errors);
            Err(errors.into())
        }
    }
}
