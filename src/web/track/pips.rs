//! Five bars that say how far a shipment came: small enough for a line of text.

use askama::Template;

use crate::domain::course::Course;
use crate::domain::stage::Stage;
use crate::i18n::Language;
use crate::values;

/// One bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pip {
    /// Entered and left.
    Done,
    /// The shipment is in it.
    Current,
    /// Not required.
    Skipped,
    /// Passed over without a word.
    Missing,
    /// Still to come.
    Ahead,
}

impl Pip {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Skipped => "skipped",
            Self::Missing => "missing",
            Self::Ahead => "ahead",
        }
    }
}

/// Five bars with a text for those who do not see them.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/pips.html")]
pub struct Pips {
    /// Where each begins, in px, and its class.
    bars: Vec<(usize, &'static str)>,
    text: String,
}

/// From one bar to the next, in px.
const PITCH: usize = 6;

impl Pips {
    /// From what is known of each stage.
    pub fn new(pips: [Pip; 5], language: Language) -> Self {
        let current = pips.iter().position(|pip| *pip == Pip::Current);
        let text = match current.and_then(|at| Stage::ALL.get(at).map(|stage| (at, stage))) {
            Some((at, stage)) => language.format("track-pips", values!(number = at + 1, stage = language.text(&format!("stage-{stage}")))),
            None => language.text("track-pips-none"),
        };
        Self { bars: pips.iter().enumerate().map(|(at, pip)| (at * PITCH, pip.class())).collect(), text }
    }

    /// From a course.
    pub fn of(course: &Course<'_>, language: Language) -> Self {
        let mut pips = [Pip::Ahead; 5];
        for (stage, pip) in Stage::ALL.iter().zip(&mut pips) {
            *pip = if course.stage().is_some_and(|visit| visit.stage == *stage) {
                Pip::Current
            } else if course.visits.iter().any(|visit| visit.stage == *stage) {
                Pip::Done
            } else if course.skipped.iter().any(|(skipped, _)| skipped == stage) {
                Pip::Skipped
            } else if course.missing().any(|missing| missing == *stage) {
                Pip::Missing
            } else {
                Pip::Ahead
            };
        }
        Self::new(pips, language)
    }
}
