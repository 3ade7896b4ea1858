//! The words of the drawing: every mark says in words what it shows, with the time of its place.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset};
use chrono_tz::Tz;

use super::Scene;
use crate::domain::codes::PlaceCode;
use crate::domain::event::Recorded;
use crate::domain::measure::{self, Span};
use crate::domain::replay::Visit;
use crate::domain::time::Instant;
use crate::i18n;
use crate::values;

/// An instant on the clock of some place.
pub(super) struct Local {
    pub time: NaiveDateTime,
    offset: i32,
}

/// When the promise is due: short for the axis, and with its zone.
pub(super) struct Due {
    pub shown: String,
    place: String,
}

impl Due {
    /// “Target 20 days: due 25 Jul, 10:40, Hunchun UTC+8”.
    pub fn spoken(&self, scene: &Scene<'_>, target: &str) -> String {
        scene.language.format("track-due", values!(target = target, at = self.shown.as_str(), place = self.place.as_str()))
    }
}

impl Local {
    pub fn offset(&self) -> i32 {
        self.offset
    }
}

pub(super) fn local(instant: Instant, zone: Tz) -> Local {
    let at = DateTime::from_timestamp(instant.seconds(), 0).unwrap_or_default().with_timezone(&zone);
    Local { time: at.naive_local(), offset: at.offset().fix().local_minus_utc() }
}

/// On the clock of the event's place; on that of whoever entered it, where the place has none (rule 1).
pub(super) fn local_to(scene: &Scene<'_>, recorded: &Recorded, instant: Instant) -> Local {
    let zone = recorded.event.place.as_ref().and_then(|place| scene.places.zone(place));
    if let Some(zone) = zone {
        return local(instant, zone);
    }
    let stamp = recorded.event.occurred;
    let entered_with = FixedOffset::east_opt(stamp.offset()).filter(|_| recorded.event.place.is_some() || stamp.offset() != 0);
    match entered_with {
        Some(offset) => {
            let at = DateTime::from_timestamp(instant.seconds(), 0).unwrap_or_default().with_timezone(&offset);
            Local { time: at.naive_local(), offset: stamp.offset() }
        }
        None => local(instant, scene.zone),
    }
}

impl Scene<'_> {
    /// “5 Jul, 10:40 UTC+8”: a time never parts from its zone.
    pub(super) fn said(&self, local: &Local) -> String {
        format!("{}\u{a0}{}", self.language.day_and_time(local.time), i18n::offset(local.offset))
    }

    fn origin(&self) -> Option<&PlaceCode> {
        self.replay.detail(|details| details.origin.as_ref())
    }

    pub(super) fn destination(&self) -> Option<&PlaceCode> {
        self.replay.detail(|details| details.destination.as_ref())
    }
}

/// On the clock of the origin, else of the office.
pub(super) fn due(scene: &Scene<'_>, due: Instant) -> Due {
    let origin = scene.origin();
    let zone = origin.and_then(|place| scene.places.zone(place));
    let at = local(due, zone.unwrap_or(scene.zone));
    let shown = scene.language.day_and_time(at.time);
    let named = origin.filter(|_| zone.is_some()).map(|place| scene.places.name(place));
    let place = [named, Some(i18n::offset(at.offset))].into_iter().flatten().collect::<Vec<_>>().join("\u{a0}");
    Due { shown, place }
}

/// A visit in words.
pub(super) fn visit(scene: &Scene<'_>, visit: &Visit<'_>, (from, to): Span) -> String {
    let language = scene.language;
    let stage = language.text(&format!("stage-{}", visit.stage));
    let begun = scene.said(&local_to(scene, visit.entered, from));
    let took = language.duration(measure::length((from, to)));
    if visit.left_at.is_none() {
        return language.format("track-visit-open", values!(stage = stage, from = begun, duration = took));
    }
    let ended = scene.said(&local_to(scene, visit.entered, to));
    language.format("track-visit", values!(stage = stage, from = begun, to = ended, duration = took))
}

/// A stretch on hold in words, on the clock of an event's place.
pub(super) fn hold(scene: &Scene<'_>, recorded: &Recorded, (from, to): Span, is_open: bool) -> String {
    let language = scene.language;
    let begun = scene.said(&local_to(scene, recorded, from));
    let took = language.duration(measure::length((from, to)));
    if is_open {
        return language.format("track-hold-open", values!(from = begun, duration = took));
    }
    let ended = scene.said(&local_to(scene, recorded, to));
    language.format("track-hold", values!(from = begun, to = ended, duration = took))
}
