//! Why a history is refused: the rule as a code (timeline.md §6), the event that breaks it and the event in
//! the way. The words for a reader live in the locale files, not here.

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::stage::words;

words! {
    /// The rules, in their groups and in the order within a group.
    Rule {
        /// A kind that does not exist.
        KindUnknown = "kind_unknown",
        /// A required field is empty.
        FieldMissing = "field_missing",
        /// A field that the kind does not have is filled.
        FieldUnexpected = "field_unexpected",
        /// A hold or a retraction without a reason.
        ReasonMissing = "reason_missing",
        /// A stage that does not exist.
        StageUnknown = "stage_unknown",
        /// Not an instant with an offset.
        TimeInvalid = "time_invalid",
        /// Cannot be read, or lies outside its list.
        ValueInvalid = "value_invalid",
        /// More than five minutes ahead of its recording.
        InFuture = "in_future",
        /// A place that the database does not know.
        PlaceUnknown = "place_unknown",
        /// A parcel that is in another open shipment.
        ParcelElsewhere = "parcel_elsewhere",
        /// A number that is none, or stands twice.
        NumberInvalid = "number_invalid",
        /// Recorded before the event before it.
        RecordedBackwards = "recorded_backwards",
        /// Number 1 is not `registered`.
        NotRegistered = "not_registered",
        /// `registered` a second time.
        RegisteredTwice = "registered_twice",
        /// No earlier event has that number.
        RefersUnknown = "refers_unknown",
        /// A registration, a split or a retraction cannot be retracted.
        CannotRetract = "cannot_retract",
        /// Retracted before.
        AlreadyRetracted = "already_retracted",
        /// After the outcome.
        AfterOutcome = "after_outcome",
        /// No hold to release.
        NoOpenHold = "no_open_hold",
        /// More than one hold could be meant.
        HoldAmbiguous = "hold_ambiguous",
        /// The hold began later.
        ReleaseBeforeHold = "release_before_hold",
        /// Delivered without ever having been in a stage.
        NoStage = "no_stage",
        /// Already in that stage.
        AlreadyInStage = "already_in_stage",
        /// Back to an earlier stage without saying why.
        BackWithoutReason = "back_without_reason",
        /// Skipped, though it was entered before.
        AlreadyEntered = "already_entered",
        /// Skipped before.
        AlreadySkipped = "already_skipped",
        /// A stage would end inside a hold.
        HoldOpen = "hold_open",
        /// More would leave than there is.
        SplitExceeds = "split_exceeds",
    }
}

/// A fault of one field, seen before any history is judged (the first group of codes).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
    /// Which rule.
    pub rule: Rule,
    /// The field at fault, where it is one.
    pub field: Option<Field>,
    /// What stood there.
    pub value: Option<String>,
}

/// A history that breaks a rule of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Which rule.
    pub rule: Rule,
    /// The number of the event that breaks it.
    pub event: u32,
    /// The number of the event in the way, where there is one.
    pub in_the_way: Option<u32>,
}

impl Refusal {
    /// The field whose one cell is at fault, if it is one.
    pub fn field(&self) -> Option<Field> {
        match self.rule {
            Rule::NumberInvalid => Some(Field::Number),
            Rule::RecordedBackwards => Some(Field::RecordedAt),
            Rule::RefersUnknown | Rule::CannotRetract | Rule::AlreadyRetracted => Some(Field::RefersTo),
            _ => None,
        }
    }
}
