//! One stage's row: its name and places, its pieces, and what it spent of its budget.

use super::Scene;
use super::axis::until;
use super::pieces::{self, Budget, Joint, Stretch};
use super::scale::{Scale, Share};
use super::wording;
use crate::domain::measure::{self, Span};
use crate::domain::replay::Visit;
use crate::domain::shipment_state::Progress;
use crate::domain::stage::{ClockName, Stage};
use crate::domain::time::Instant;
use crate::domain::timeline::Reading;
use crate::values;

/// Nothing to say in a column of figures.
const NONE: &str = "\u{2013}";

/// What stands in the last column.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// What is left of the budget, or nothing to say.
    Left(String),
    /// How much it is over.
    Over(String),
    /// A word instead of figures: not required, missing.
    Word(String),
}

impl Verdict {
    /// Its class in the sheet.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Left(_) => "left",
            Self::Over(_) => "over",
            Self::Word(_) => "word",
        }
    }

    /// What it says.
    pub fn text(&self) -> &str {
        match self {
            Self::Left(text) | Self::Over(text) | Self::Word(text) => text,
        }
    }
}

/// One stage of the track.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRow {
    /// Its depth, 1 to 5.
    pub depth: usize,
    /// What it is called.
    pub name: String,
    /// Where, how often, how long on hold; may be empty.
    pub note: String,
    /// The drawing in words.
    pub spoken: String,
    /// Whether the shipment is in it.
    pub is_current: bool,
    /// Whether it was skipped or passed over.
    pub is_quiet: bool,
    /// Whether it was not entered yet.
    pub is_ahead: bool,
    /// The budget from each entry.
    pub beds: Vec<Stretch>,
    /// The budget of a stage to come.
    pub plan: Option<Stretch>,
    /// Visits, without their holds.
    pub bars: Vec<Stretch>,
    /// Holds.
    pub holds: Vec<Stretch>,
    /// What went over the budget.
    pub over: Vec<Stretch>,
    /// Where the replay line passes.
    pub joints: Vec<Joint>,
    /// Where it was said that it is not required, and how far beside it the mark stands, in px.
    pub skipped: Option<(Share, i32)>,
    /// Where the shipment is, or where it ended: `open`, `delivered`, `exception`.
    pub end: Option<(Share, &'static str)>,
    /// How long.
    pub spent: String,
    /// Its target.
    pub budget: String,
    /// Left, over, or why there are no figures.
    pub verdict: Verdict,
}

/// A mark of 20 px stands beside its instant, so that no line goes through it.
fn beside(at: Share) -> (Share, i32) {
    (at, if at.0 < 90.0 { 5 } else { -25 })
}

/// What the rows of one drawing share.
pub(super) struct Drawing<'a> {
    pub scene: &'a Scene<'a>,
    pub scale: &'a Scale,
    /// When the shipment stood still.
    pub still: Vec<Span>,
    /// The budgets of the stages to come, one after another.
    pub plan: Vec<(Stage, Span)>,
}

impl Drawing<'_> {
    /// What is drawn of one stage, and said of it.
    pub fn row(&self, stage: Stage) -> StageRow {
        let replay = self.scene.replay;
        let language = self.scene.language;
        let visits = pieces::visits(replay, stage, until(self.scene));
        let progress = self.scene.state.progress_of(stage);
        let skipped = replay.skipped.iter().find(|(skipped, _)| *skipped == stage && progress == Progress::Skipped);
        let budget = replay.target(stage.into()).map(|target| target.seconds());
        let drawn = budget.map(|budget| Budget::new(&visits, budget)).unwrap_or_default();
        let holds = self.holds(stage, &visits);
        let word = match progress {
            Progress::Skipped => Some("track-skipped"),
            Progress::Missing => Some("track-missing"),
            Progress::Done | Progress::Current | Progress::Ahead => None,
        };
        let mut row = StageRow {
            depth: stage as usize + 1,
            name: language.text(&format!("stage-{stage}")),
            note: self.note(stage, &visits, &holds),
            spoken: String::new(),
            is_current: progress == Progress::Current,
            is_quiet: word.is_some(),
            is_ahead: progress == Progress::Ahead,
            beds: self.budgets(&drawn.beds, budget.unwrap_or_default()),
            plan: self.planned(stage),
            bars: self.bars(stage),
            holds: holds.iter().map(|hold| self.hold(stage, *hold)).collect(),
            over: self.over(&drawn.over),
            joints: pieces::joints(replay, stage, self.scale),
            skipped: skipped.map(|(_, recorded)| beside(self.scale.share(recorded.event.occurred.instant))),
            end: self.end(stage),
            spent: self.spent(stage).map_or_else(|| NONE.to_owned(), |spent| language.duration(spent)),
            budget: budget.map_or_else(|| NONE.to_owned(), |budget| language.duration(budget)),
            verdict: self.verdict(stage, word),
        };
        if let Verdict::Word(_) = row.verdict {
            row.spent = String::new();
            row.budget = String::new();
        }
        row.spoken = self.spoken(stage, &row);
        row
    }

    /// How long the stage's clock shows.
    fn spent(&self, stage: Stage) -> Option<i64> {
        Some(self.scene.timeline.clock(ClockName::from(stage))?.elapsed.gross)
    }

    fn verdict(&self, stage: Stage, word: Option<&str>) -> Verdict {
        if let Some(word) = word {
            return Verdict::Word(self.scene.language.text(word));
        }
        match self.scene.timeline.clock(stage.into()).and_then(Reading::target_use) {
            Some(used) if used.is_over() => Verdict::Over(format!("+{}", self.scene.language.duration(-used.left()))),
            Some(used) => Verdict::Left(self.scene.language.duration(used.left())),
            None => Verdict::Left(NONE.to_owned()),
        }
    }

    /// The visits' holds; in the row of the first stage also those before it, which lie in none.
    fn holds(&self, stage: Stage, visits: &[Span]) -> Vec<Span> {
        let replay = self.scene.replay;
        let mut holds: Vec<Span> = Vec::new();
        let first = replay.visits.first().map_or_else(|| self.first_to_come(), |visit| Some(visit.stage));
        if first == Some(stage) {
            let begins = replay.visits.first().map_or_else(|| until(self.scene), |visit| visit.entered_at);
            holds.extend(measure::within(&self.still, (Instant::from_seconds(0).unwrap_or(begins), begins)));
        }
        holds.extend(visits.iter().flat_map(|visit| measure::within(&self.still, *visit)));
        holds
    }

    fn first_to_come(&self) -> Option<Stage> {
        Stage::ALL.iter().copied().find(|stage| self.scene.state.progress_of(*stage) != Progress::Skipped)
    }

    /// The stage's visits with the visit of each.
    fn visits_of(&self, stage: Stage) -> impl Iterator<Item = (&Visit<'_>, Span)> {
        let until = until(self.scene);
        let visits = self.scene.replay.visits.iter().filter(move |visit| visit.stage == stage);
        visits.map(move |visit| (visit, visit.span(until)))
    }

    fn bars(&self, stage: Stage) -> Vec<Stretch> {
        let parts = self.visits_of(stage).flat_map(|(visit, span)| {
            let title = wording::visit(self.scene, visit, span);
            measure::without(&self.still, span).into_iter().map(move |part| Stretch::new(self.scale, part, title.clone()))
        });
        parts.collect()
    }

    fn hold(&self, stage: Stage, hold: Span) -> Stretch {
        Stretch::new(self.scale, hold, self.hold_words(stage, hold))
    }

    fn hold_words(&self, stage: Stage, hold: Span) -> String {
        let replay = self.scene.replay;
        let visit = replay.visits.iter().rfind(|visit| visit.stage == stage && visit.entered_at <= hold.0);
        let is_open = self.scene.state.is_held() && hold.1 == until(self.scene);
        match visit.map(|visit| visit.entered).or(replay.registered) {
            Some(recorded) => wording::hold(self.scene, recorded, hold, is_open),
            None => String::new(),
        }
    }

    fn budgets(&self, beds: &[Span], budget: i64) -> Vec<Stretch> {
        let title = self.scene.language.format("track-budget-of", values!(duration = self.scene.language.duration(budget)));
        beds.iter().map(|bed| Stretch::new(self.scale, *bed, title.clone())).collect()
    }

    fn planned(&self, stage: Stage) -> Option<Stretch> {
        let (_, span) = self.plan.iter().find(|(planned, _)| *planned == stage)?;
        self.budgets(&[*span], measure::length(*span)).pop()
    }

    fn over(&self, over: &[Span]) -> Vec<Stretch> {
        let language = self.scene.language;
        let title = |span: &Span| language.format("track-over-by", values!(duration = language.duration(measure::length(*span))));
        over.iter().map(|span| Stretch::new(self.scale, *span, title(span))).collect()
    }

    fn end(&self, stage: Stage) -> Option<(Share, &'static str)> {
        let replay = self.scene.replay;
        let last = replay.visits.last().filter(|visit| visit.stage == stage)?;
        let kind = match self.scene.timeline.ending() {
            Some((outcome, _)) if outcome.is_exception() => "exception",
            Some(_) => "delivered",
            None => "open",
        };
        Some((self.scale.share(last.left_at.unwrap_or_else(|| self.scene.now())), kind))
    }

    /// “Hunchun · held 2 d 5 h”, “2 visits: Hunchun, Kraskino”, “Since 12 Jul, Kraskino”.
    fn note(&self, stage: Stage, visits: &[Span], holds: &[Span]) -> String {
        let language = self.scene.language;
        let places = self.places(stage);
        let current = self.scene.replay.stage().filter(|visit| visit.stage == stage);
        let mut parts = Vec::new();
        match (current, visits.len()) {
            (Some(visit), _) => {
                let day = language.day(wording::local_to(self.scene, visit.entered, visit.entered_at).time.date());
                parts.push(match visit.entered.event.place.as_ref().map(|place| self.scene.places.name(place)) {
                    Some(place) => language.format("track-since-at", values!(day = day, place = place)),
                    None => language.format("track-since", values!(day = day)),
                });
            }
            (None, 0) if stage == Stage::Delivery && !self.scene.timeline.ending().is_some_and(|(outcome, _)| outcome.is_exception()) => {
                parts.extend(self.scene.destination().map(|place| self.scene.places.name(place)));
            }
            (None, 0 | 1) => parts.extend(places.first().cloned()),
            (None, count) if places.is_empty() => parts.push(language.format("track-visits", values!(count = count))),
            (None, count) => {
                parts.push(language.format("track-visits-at", values!(count = count, places = places.join(language.list_mark()))));
            }
        }
        if !holds.is_empty() {
            // In one piece: a duration does not part from what lasted.
            let held = language.format("track-held", values!(duration = language.duration(measure::total(holds))));
            parts.push(held.replace(' ', "\u{a0}"));
        }
        parts.join(" \u{b7} ")
    }

    /// The places of the visits, each once.
    fn places(&self, stage: Stage) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (visit, _) in self.visits_of(stage) {
            let name = visit.entered.event.place.as_ref().map(|place| self.scene.places.name(place));
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names
    }

    /// All marks of the row in words.
    fn spoken(&self, stage: Stage, row: &StageRow) -> String {
        let language = self.scene.language;
        if let Verdict::Word(word) = &row.verdict {
            return [row.name.as_str(), word].join(language.list_mark());
        }
        let visits = self.visits_of(stage).map(|(visit, span)| wording::visit(self.scene, visit, span));
        let mut parts: Vec<String> = visits.collect();
        if parts.is_empty() {
            parts.push(language.format("track-not-entered", values!(stage = row.name.clone())));
        }
        parts.extend(row.holds.iter().map(|hold| hold.title.clone()));
        parts.extend(row.over.iter().map(|over| over.title.clone()));
        parts.join(language.clause_mark())
    }
}
