//! From cells to an event: the first group of rules, each faulty field named (timeline.md §6). Files and
//! forms both come in through here.

use super::codes::{Cell, Classifier, Country, Text};
use super::details::{Amounts, Details};
use super::event::{Event, HIGHEST_NUMBER, Kind, Received};
use super::field::{Cells, Field};
use super::parcel::Parcels;
use super::refusal::{FieldFault, Rule};
use super::stage::{Outcome, Stage};
use super::time::Stamp;

/// Which fields a kind has of its own.
struct Shape {
    required: &'static [Field],
    optional: &'static [Field],
    details: bool,
}

/// On every event, besides the kind's own.
const COMMON: &[Field] = &[
    Field::Shipment,
    Field::Event,
    Field::OccurredAt,
    Field::Place,
    Field::Reason,
    Field::Note,
    Field::Number,
    Field::RecordedAt,
    Field::Actor,
    Field::ActorId,
    Field::Source,
    Field::Authority,
    Field::Responsible,
];

fn shape(kind: &str) -> Option<Shape> {
    use Field::{Classifier, Code, Country, Document, GrossKg, Note, Packages, Parcels, Pauses, Reason, RefersTo, Related, Stage, Value};
    let (required, optional, details): (&[Field], &[Field], bool) = match kind {
        "registered" => (&[], &[Related], true),
        "entered" | "skipped" => (&[Stage], &[], false),
        "held" => (&[Reason], &[Pauses], false),
        "released" => (&[], &[RefersTo], false),
        "noted" => (&[Note], &[], false),
        "milestone" => (&[Code], &[Classifier], false),
        "customs" => (&[Country, Code], &[], false),
        "amended" => (&[], &[], true),
        "split" => (&[Related], &[Packages, GrossKg, Value], false),
        "packed" | "unpacked" => (&[Parcels], &[], false),
        "scanned" => (&[Parcels], &[Stage, Code], false),
        "attached" => (&[Code], &[Document], false),
        "retracted" => (&[RefersTo, Reason], &[], false),
        "delivered" => (&[], &[Parcels, Packages], false),
        word => {
            Outcome::parse(word)?;
            (&[], &[], false)
        }
    };
    Some(Shape { required, optional, details })
}

impl Shape {
    fn has(&self, field: Field) -> bool {
        COMMON.contains(&field) || self.required.contains(&field) || self.optional.contains(&field) || (self.details && field.is_detail())
    }
}

/// Reads one event from its cells, or names every field that is at fault.
pub fn read(cells: &Cells<'_>) -> Result<Event, Vec<FieldFault>> {
    let mut entry = Entry { cells, faults: Vec::new() };
    let occurred = entry.occurred();
    entry.finish(occurred)
}

/// Reads one event whose time is known already.
pub fn read_at(occurred: Stamp, cells: &Cells<'_>) -> Result<Event, Vec<FieldFault>> {
    Entry { cells, faults: Vec::new() }.finish(Some(occurred))
}

struct Entry<'c, 'a> {
    cells: &'c Cells<'a>,
    faults: Vec<FieldFault>,
}

impl Entry<'_, '_> {
    fn finish(mut self, occurred: Option<Stamp>) -> Result<Event, Vec<FieldFault>> {
        match self.event(occurred) {
            Some(event) if self.faults.is_empty() => Ok(event),
            _ => {
                self.faults.sort_by_key(|fault| fault.field.map_or(Field::COUNT, Field::index));
                Err(self.faults)
            }
        }
    }

    fn occurred(&mut self) -> Option<Stamp> {
        match self.cells.get(Field::OccurredAt) {
            None => self.missing(Field::OccurredAt),
            Some(text) => Stamp::parse(text).or_else(|| self.fault(Rule::TimeInvalid, Field::OccurredAt)),
        }
    }

    fn event(&mut self, occurred: Option<Stamp>) -> Option<Event> {
        let place = self.optional(Field::Place);
        let [reason, note, authority, responsible, actor] =
            [Field::Reason, Field::Note, Field::Authority, Field::Responsible, Field::Actor].map(|field| self.optional(field));
        let kind = self.kind();
        Some(Event { occurred: occurred?, kind: kind?, place, reason, note, authority, responsible, actor })
    }

    fn kind(&mut self) -> Option<Kind> {
        let Some(word) = self.cells.get(Field::Event) else {
            return self.missing(Field::Event);
        };
        let Some(shape) = shape(word) else {
            return self.fault(Rule::KindUnknown, Field::Event);
        };
        for field in shape.required {
            if self.cells.get(*field).is_none() {
                self.missing::<()>(*field);
            }
        }
        for (field, _) in self.cells.filled().filter(|(field, _)| !shape.has(*field)) {
            self.fault::<()>(Rule::FieldUnexpected, field);
        }
        self.own(word)
    }

    /// The kind with its own fields; a required one that is empty was named before.
    fn own(&mut self, word: &str) -> Option<Kind> {
        Some(match word {
            "registered" => {
                let (parent, details) = (self.optional(Field::Related), self.details());
                Kind::Registered { details, parent }
            }
            "entered" => Kind::Entered(self.stage()?),
            "skipped" => Kind::Skipped(self.stage()?),
            "held" => Kind::Held { pauses: self.optional(Field::Pauses).unwrap_or(true) },
            "released" => Kind::Released { hold: self.number() },
            "noted" => Kind::Noted,
            "milestone" => {
                let (code, classifier): (Option<Text>, Option<Classifier>) = (self.optional(Field::Code), self.optional(Field::Classifier));
                Kind::Milestone { code: code?, classifier }
            }
            "customs" => {
                let (country, code): (Option<Country>, Option<Text>) = (self.optional(Field::Country), self.optional(Field::Code));
                Kind::Customs { country: country?, code: code? }
            }
            "amended" => self.amended()?,
            "split" => self.split()?,
            "packed" => Kind::Packed(self.optional(Field::Parcels)?),
            "unpacked" => Kind::Unpacked(self.optional(Field::Parcels)?),
            "scanned" => {
                let (parcels, stage, code): (Option<Parcels>, _, _) =
                    (self.optional(Field::Parcels), self.stage(), self.optional(Field::Code));
                Kind::Scanned { parcels: parcels?, stage, code }
            }
            "attached" => {
                let (code, document) = (self.optional(Field::Code), self.optional(Field::Document));
                Kind::Attached { code: code?, document }
            }
            "retracted" => Kind::Retracted { refers_to: self.number()? },
            outcome => {
                let outcome = Outcome::parse(outcome)?;
                let (parcels, packages) = (self.optional(Field::Parcels), self.optional(Field::Packages));
                let received = if outcome == Outcome::Delivered { Received { parcels, packages } } else { Received::default() };
                Kind::Closed { outcome, received }
            }
        })
    }

    fn amended(&mut self) -> Option<Kind> {
        let details = self.details();
        if !self.cells.filled().any(|(field, _)| field.is_detail()) {
            self.faults.push(FieldFault { rule: Rule::FieldMissing, field: None, value: None });
            return None;
        }
        Some(Kind::Amended(details))
    }

    fn split(&mut self) -> Option<Kind> {
        let leaving = Amounts {
            packages: self.optional(Field::Packages),
            gross_kg: self.optional(Field::GrossKg),
            value: self.optional(Field::Value),
        };
        Some(Kind::Split { child: self.optional(Field::Related)?, leaving })
    }

    fn details(&mut self) -> Box<Details> {
        let mut details = Box::<Details>::default();
        for (field, text) in self.cells.filled().filter(|(field, _)| field.is_detail()) {
            if !details.read(field, text) {
                self.fault::<()>(Rule::ValueInvalid, field);
            }
        }
        details
    }

    fn stage(&mut self) -> Option<Stage> {
        let word = self.cells.get(Field::Stage)?;
        Stage::parse(word).or_else(|| self.fault(Rule::StageUnknown, Field::Stage))
    }

    /// The number of another event.
    fn number(&mut self) -> Option<u32> {
        let number: u32 = self.optional(Field::RefersTo)?;
        if (1..=HIGHEST_NUMBER).contains(&number) { Some(number) } else { self.fault(Rule::ValueInvalid, Field::RefersTo) }
    }

    fn optional<T: Cell>(&mut self, field: Field) -> Option<T> {
        let text = self.cells.get(field)?;
        T::read(text).or_else(|| self.fault(Rule::ValueInvalid, field))
    }

    fn missing<T>(&mut self, field: Field) -> Option<T> {
        let rule = if field == Field::Reason { Rule::ReasonMissing } else { Rule::FieldMissing };
        self.faults.push(FieldFault { rule, field: Some(field), value: None });
        None
    }

    fn fault<T>(&mut self, rule: Rule, field: Field) -> Option<T> {
        let value = self.cells.get(field).map(str::to_owned);
        self.faults.push(FieldFault { rule, field: Some(field), value });
        None
    }
}
