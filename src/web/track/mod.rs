//! One drawing, three sizes: the stage track of a shipment's page, the row track of a list, and the small one
//! beside a refused time. Time runs to scale from left to right and the target is a line. In here: from a shipment's
//! state and timeline to positions and words; how they look is the templates' and the sheet's business. Nothing here knows a request.

mod axis;
mod customs;
mod label;
mod pieces;
mod pips;
mod refusal_track;
mod row_track;
mod scale;
mod stage_row;
mod stage_track;
#[cfg(test)]
mod tests;
mod wording;

pub use axis::{Axis, GridLine};
pub use customs::{Customs, CustomsRow, Diamond};
pub use label::Label;
pub use pieces::{Joint, Stretch};
pub use pips::Pips;
pub use refusal_track::RefusalTrack;
pub use row_track::{RowTrack, Segment};
pub use scale::Share;
pub use stage_row::{StageRow, Verdict};
pub use stage_track::{Hatch, StageTrack};

use chrono_tz::Tz;

use crate::domain::codes::PlaceCode;
use crate::domain::replay::Replay;
use crate::domain::shipment_state::ShipmentState;
use crate::domain::time::Instant;
use crate::domain::timeline::Timeline;
use crate::i18n::Language;

/// What is drawn, for whom, and as of when.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The events that are marked and named.
    pub replay: &'a Replay<'a>,
    /// Where the shipment is, what was promised and how that stands.
    pub state: &'a ShipmentState<'a>,
    /// How long all of it took, at the moment at which it is looked at: at or after all recordings.
    pub timeline: &'a Timeline,
    /// The reader's language.
    pub language: Language,
    /// What places are called, and what their clocks show.
    pub places: &'a dyn Places,
    /// What the codes of customs mean.
    pub customs: &'a dyn Customs,
    /// The office's zone: for what has no place, and places that have no zone.
    pub zone: Tz,
}

/// What the drawing must know of places.
pub trait Places {
    /// The name in the reader's language; the code, where it has none.
    fn name(&self, code: &PlaceCode) -> String;
    /// The zone of its clocks.
    fn zone(&self, code: &PlaceCode) -> Option<Tz>;
}

impl Scene<'_> {
    /// The moment at which it is looked at.
    fn now(&self) -> Instant {
        self.timeline.as_of.instant()
    }
}
