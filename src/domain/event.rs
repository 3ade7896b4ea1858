//! An event: one line of a shipment's history, with exactly the fields that its kind has (timeline.md §6).

use std::borrow::Cow;

use super::codes::{Cell, Classifier, Country, FileHash, PlaceCode, Reference, Text};
use super::details::{Amounts, Details};
use super::field::Field;
use super::parcel::Parcels;
use super::stage::{Outcome, Stage};
use super::time::{Moment, Stamp};

/// The highest number of an event: what both engines hold in 32 bits with a sign.
pub const HIGHEST_NUMBER: u32 = i32::MAX.cast_unsigned();

/// One thing that happened to a shipment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    /// When it happened.
    pub occurred: Stamp,
    /// What happened, with the fields of its own.
    pub kind: Kind,
    /// Where.
    pub place: Option<PlaceCode>,
    /// Why; a hold and a retraction always have it.
    pub reason: Option<Text>,
    /// In words.
    pub note: Option<Text>,
    /// The authority that acts.
    pub authority: Option<Text>,
    /// Who must act.
    pub responsible: Option<Text>,
    /// Who recorded it.
    pub actor: Option<Text>,
}

/// The kinds of events.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Opens the history.
    Registered {
        /// The details of the shipment.
        details: Box<Details>,
        /// The shipment it was split from.
        parent: Option<Reference>,
    },
    /// Enters a stage.
    Entered(Stage),
    /// Says that a stage is not required.
    Skipped(Stage),
    /// Opens a hold.
    Held {
        /// Whether it is taken off net times; empty in a file is `true`.
        pauses: bool,
    },
    /// Ends a hold.
    Released {
        /// The number of its `held`.
        hold: Option<u32>,
    },
    /// A remark.
    Noted,
    /// Something on the way.
    Milestone {
        /// What.
        code: Text,
        /// Planned, estimated or actual, as entered; actual if it was not said.
        classifier: Option<Classifier>,
    },
    /// What customs says.
    Customs {
        /// Whose customs.
        country: Country,
        /// Its raw code.
        code: Text,
    },
    /// Overlays details.
    Amended(Box<Details>),
    /// Part of it leaves as another shipment.
    Split {
        /// The child.
        child: Reference,
        /// What leaves.
        leaving: Amounts,
    },
    /// Parcels join it.
    Packed(Parcels),
    /// Parcels leave it.
    Unpacked(Parcels),
    /// Parcels were seen.
    Scanned {
        /// Which.
        parcels: Parcels,
        /// In which stage.
        stage: Option<Stage>,
        /// What was scanned for.
        code: Option<Text>,
    },
    /// A document was attached.
    Attached {
        /// The document's type.
        code: Text,
        /// The file's SHA-256.
        document: Option<FileHash>,
    },
    /// The history closes.
    Closed {
        /// How.
        outcome: Outcome,
        /// What of a delivery was received, where that is not all of it.
        received: Received,
    },
    /// An earlier event counts for nothing.
    Retracted {
        /// Its number.
        refers_to: u32,
    },
}

/// What was received of a delivery in part; of all of it, nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Received {
    /// Which parcels.
    pub parcels: Option<Parcels>,
    /// How many packages.
    pub packages: Option<u32>,
}

/// An event in the history of its shipment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recorded {
    /// Its place in the history, in the order of recording, from 1.
    pub number: u32,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// What was recorded.
    pub event: Event,
}

impl Kind {
    /// The word in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::Entered(_) => "entered",
            Self::Skipped(_) => "skipped",
            Self::Held { .. } => "held",
            Self::Released { .. } => "released",
            Self::Noted => "noted",
            Self::Milestone { .. } => "milestone",
            Self::Customs { .. } => "customs",
            Self::Amended(_) => "amended",
            Self::Split { .. } => "split",
            Self::Packed(_) => "packed",
            Self::Unpacked(_) => "unpacked",
            Self::Scanned { .. } => "scanned",
            Self::Attached { .. } => "attached",
            Self::Closed { outcome, .. } => outcome.word(),
            Self::Retracted { .. } => "retracted",
        }
    }

    /// The history closes so, and nothing else is said.
    pub fn closed(outcome: Outcome) -> Self {
        Self::Closed { outcome, received: Received::default() }
    }

    /// Whether one can be retracted (rule 7).
    pub fn can_be_retracted(&self) -> bool {
        !matches!(self, Self::Registered { .. } | Self::Split { .. } | Self::Retracted { .. })
    }

    /// Whether stages, holds, outcome or details may be others by it. What moves nothing is allowed always (timeline.md §6).
    pub fn moves(&self) -> bool {
        !matches!(
            self,
            Self::Noted
                | Self::Milestone { .. }
                | Self::Customs { .. }
                | Self::Packed(_)
                | Self::Unpacked(_)
                | Self::Scanned { .. }
                | Self::Attached { .. }
        )
    }

    /// Whether it may lie in the future: a milestone that is planned or estimated (rule 4).
    pub fn may_lie_ahead(&self) -> bool {
        matches!(self, Self::Milestone { classifier: Some(Classifier::Planned | Classifier::Estimated), .. })
    }

    /// The details that it carries.
    pub fn details(&self) -> Option<&Details> {
        match self {
            Self::Registered { details, .. } | Self::Amended(details) => Some(details),
            _ => None,
        }
    }
}

impl Event {
    /// The number of the event that this one names.
    pub fn refers_to(&self) -> Option<u32> {
        match self.kind {
            Kind::Released { hold } => hold,
            Kind::Retracted { refers_to } => Some(refers_to),
            _ => None,
        }
    }

    /// The same event, naming another number.
    pub fn referring_to(mut self, number: u32) -> Self {
        match &mut self.kind {
            Kind::Released { hold } => *hold = Some(number),
            Kind::Retracted { refers_to } => *refers_to = number,
            _ => {}
        }
        self
    }

    /// The same event, recorded by someone else.
    pub fn with_actor(mut self, actor: &str) -> Self {
        self.actor = Text::read(actor);
        self
    }

    /// The text of a field as an export writes it; the shipment, number and recording, with who and by
    /// which way, are not the event's own.
    pub fn cell(&self, field: Field) -> Option<Cow<'_, str>> {
        match field {
            Field::Event => Some(Cow::Borrowed(self.kind.word())),
            Field::OccurredAt => Some(Cow::Owned(self.occurred.to_string())),
            Field::Place => self.place.as_ref().map(Cell::text),
            Field::Reason => self.reason.as_ref().map(Cell::text),
            Field::Note => self.note.as_ref().map(Cell::text),
            Field::Authority => self.authority.as_ref().map(Cell::text),
            Field::Responsible => self.responsible.as_ref().map(Cell::text),
            Field::Actor => self.actor.as_ref().map(Cell::text),
            _ => self.kind_cell(field),
        }
    }

    fn kind_cell(&self, field: Field) -> Option<Cow<'_, str>> {
        let stage = |stage: Stage| Some(Cow::Borrowed(stage.word()));
        match (&self.kind, field) {
            (Kind::Entered(entered), Field::Stage) => stage(*entered),
            (Kind::Skipped(skipped), Field::Stage) => stage(*skipped),
            (Kind::Held { pauses }, Field::Pauses) => Some(Cow::Borrowed(if *pauses { "true" } else { "false" })),
            (Kind::Released { hold }, Field::RefersTo) => hold.map(|number| Cow::Owned(number.to_string())),
            (Kind::Retracted { refers_to }, Field::RefersTo) => Some(Cow::Owned(refers_to.to_string())),
            (Kind::Milestone { code, .. } | Kind::Customs { code, .. } | Kind::Attached { code, .. }, Field::Code) => Some(code.text()),
            (Kind::Milestone { classifier, .. }, Field::Classifier) => classifier.as_ref().map(Cell::text),
            (Kind::Customs { country, .. }, Field::Country) => Some(country.text()),
            (Kind::Attached { document, .. }, Field::Document) => document.as_ref().map(Cell::text),
            (Kind::Packed(parcels) | Kind::Unpacked(parcels) | Kind::Scanned { parcels, .. }, Field::Parcels) => Some(parcels.text()),
            (Kind::Scanned { stage: seen, .. }, Field::Stage) => seen.and_then(stage),
            (Kind::Scanned { code, .. }, Field::Code) => code.as_ref().map(Cell::text),
            (Kind::Registered { parent, .. }, Field::Related) => parent.as_ref().map(Cell::text),
            (Kind::Split { child, .. }, Field::Related) => Some(child.text()),
            (Kind::Closed { received, .. }, Field::Parcels) => received.parcels.as_ref().map(Cell::text),
            (Kind::Closed { received, .. }, Field::Packages) => received.packages.as_ref().map(Cell::text),
            (Kind::Split { leaving, .. }, Field::Packages) => leaving.packages.as_ref().map(Cell::text),
            (Kind::Split { leaving, .. }, Field::GrossKg) => leaving.gross_kg.as_ref().map(Cell::text),
            (Kind::Split { leaving, .. }, Field::Value) => leaving.value.as_ref().map(Cell::text),
            (kind, field) if field.is_detail() => kind.details().and_then(|details| details.cell(field)),
            _ => None,
        }
    }
}
