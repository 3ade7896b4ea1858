//! What someone says happened, as a form has it: what, where, when, in this order, because the place decides the
//! zone. Read into an event, or each field at fault named.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::reference_data::ReferenceData;
use crate::domain::codes::{Cell, PlaceCode};
use crate::domain::entry;
use crate::domain::event::Event;
use crate::domain::field::{Cells, Field};
use crate::domain::local_time::{self, LocalTime};
use crate::domain::refusal::{FieldFault, Rule};
use crate::domain::stage::words;
use crate::domain::time::Stamp;

/// The longest text of a form, in characters.
pub const TEXT_LENGTH: usize = 4_000;

words! {
    /// What a form can say.
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
            Self::Closed => &[Field::Event, Field::Reason],
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
}

/// Why a draft is no event yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Fields at fault.
    Fields(Vec<FieldFault>),
    /// The time was shown twice: either instant can be meant.
    Twice(Stamp, Stamp),
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

    /// The instant that is meant.
    pub fn stamp(&self, known: &ReferenceData) -> Result<Stamp, Fault> {
        let zone = self.zone_in(known);
        let at_fault = |rule, value: &str| {
            let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            Fault::Fields(vec![FieldFault { rule, field: Some(Field::OccurredAt), value }])
        };
        let typed = format!("{} {}", self.when.day, self.when.time);
        if self.when.day.trim().is_empty() || self.when.time.trim().is_empty() {
            return Err(at_fault(Rule::FieldMissing, &typed));
        }
        let Some(shown) = self.wall() else { return Err(at_fault(Rule::TimeInvalid, &typed)) };
        if let Some((suggested, as_shown)) = self.when.suggested
            && as_shown == shown
        {
            return local_time::stamp(suggested.instant, zone).ok_or_else(|| at_fault(Rule::TimeInvalid, &typed));
        }
        match local_time::resolve(shown, zone) {
            LocalTime::Unambiguous(stamp) => Ok(stamp),
            LocalTime::Ambiguous(first, second) => match self.when.offset.as_str() {
                meant if meant == first.offset().to_string() => Ok(first),
                meant if meant == second.offset().to_string() => Ok(second),
                _ => Err(Fault::Twice(first, second)),
            },
            LocalTime::Nonexistent => Err(at_fault(Rule::TimeInvalid, &typed)),
        }
    }

    /// Cells that are longer than a text of a form may be; codes and lines have limits of their own.
    fn too_long(&self) -> Vec<FieldFault> {
        let is_long = |(field, text): &&(Field, String)| {
            !matches!(field, Field::Parcels | Field::GoodsLines) && text.chars().nth(TEXT_LENGTH).is_some()
        };
        let fault = |(field, _): &(Field, String)| FieldFault { rule: Rule::ValueInvalid, field: Some(*field), value: None };
        self.cells.iter().filter(is_long).map(fault).collect()
    }

    /// The event that it says.
    pub fn event(&self, known: &ReferenceData, actor: &str) -> Result<Event, Fault> {
        let too_long = self.too_long();
        if !too_long.is_empty() {
            return Err(Fault::Fields(too_long));
        }
        let stamp = self.stamp(known);
        let mut cells = Cells::default();
        for (field, text) in &self.cells {
            cells.set(*field, text.trim());
        }
        cells.set(Field::Actor, actor);
        let mut faults = match (&stamp, entry::read_at(stamp.clone().unwrap_or_else(|_| Stamp::earliest()), &cells)) {
            (Ok(_), Ok(event)) => {
                let faults = self.unknown_places(known);
                return if faults.is_empty() { Ok(event) } else { Err(Fault::Fields(faults)) };
            }
            (_, Ok(_)) => Vec::new(),
            (_, Err(faults)) => faults,
        };
        match stamp {
            Err(Fault::Fields(of_time)) => faults.extend(of_time),
            Err(twice) if faults.is_empty() => return Err(twice),
            _ => {}
        }
        faults.extend(self.unknown_places(known));
        Err(Fault::Fields(faults))
    }

    fn unknown_places(&self, known: &ReferenceData) -> Vec<FieldFault> {
        let named = self.cells.iter().filter(|(field, text)| field.is_place() && PlaceCode::read(text.trim()).is_some());
        let unknown = named.filter(|(_, text)| known.place(text.trim()).is_none());
        unknown.map(|(field, text)| FieldFault { rule: Rule::PlaceUnknown, field: Some(*field), value: Some(text.clone()) }).collect()
    }
}
