//! Five bars that say how far a shipment came: small enough for a line of text.

use askama::Template;

use crate::domain::shipment_state::Progress;
use crate::domain::stage::Stage;
use crate::i18n::Language;
use crate::values;

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
    /// From how far a shipment came with each stage.
    pub fn new(progress: [Progress; 5], language: Language) -> Self {
        let current = progress.iter().position(|of_stage| *of_stage == Progress::Current);
        let text = match current.and_then(|at| Stage::ALL.get(at).map(|stage| (at, stage))) {
            Some((at, stage)) => language.format("track-pips", values!(number = at + 1, stage = language.text(&format!("stage-{stage}")))),
            None => language.text("track-pips-none"),
        };
        Self { bars: progress.iter().enumerate().map(|(at, of_stage)| (at * PITCH, class(*of_stage))).collect(), text }
    }
}

fn class(progress: Progress) -> &'static str {
    match progress {
        Progress::Done => "done",
        Progress::Current => "current",
        Progress::Skipped => "skipped",
        Progress::Missing => "missing",
        Progress::Ahead => "ahead",
    }
}
