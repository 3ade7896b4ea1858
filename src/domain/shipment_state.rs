//! The one reading of a shipment: where it is, how far it came, what was promised and how that stands, what must
//! happen next and who acts. Read from a history, or from the row that is stored of it; both are equal. Board,
//! list, page, drawings and exports show it and derive nothing.

use super::codes::PlaceCode;
use super::commitment::{Commitment, SlaStatus};
use super::measure::{self, TargetUse};
use super::replay::Replay;
use super::stage::{ClockName, Outcome, Stage};
use super::time::Instant;

/// How far a shipment came with one stage (timeline.md rules 9 to 12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress {
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

/// A set of stages, a bit each: 1 declaration … 16 delivery.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StageSet(u8);

impl StageSet {
    /// From its bits; others than those of the five stages are passed over.
    pub fn from_bits(bits: i16) -> Self {
        Self((bits & 0b1_1111) as u8)
    }

    /// Its bits.
    pub fn bits(self) -> i16 {
        self.0.into()
    }

    /// Whether a stage is in it.
    pub fn has(self, stage: Stage) -> bool {
        self.0 & (1 << stage as u8) != 0
    }
}

impl FromIterator<Stage> for StageSet {
    fn from_iter<I: IntoIterator<Item = Stage>>(stages: I) -> Self {
        Self(stages.into_iter().fold(0, |bits, stage| bits | 1 << stage as u8))
    }
}

/// How far it came with each stage: from those that were entered and skipped, the one it is in, and whether it was
/// delivered. A visit overrules a skip (rule 12); a stage is missing once a later one was entered, or all is
/// delivered (rule 11).
pub fn progress(entered: StageSet, skipped: StageSet, current: Option<Stage>, is_delivered: bool) -> [Progress; 5] {
    let last = Stage::ALL.iter().rposition(|stage| entered.has(*stage));
    std::array::from_fn(|index| match Stage::ALL[index] {
        stage if current == Some(stage) => Progress::Current,
        stage if entered.has(stage) => Progress::Done,
        stage if skipped.has(stage) => Progress::Skipped,
        _ if is_delivered || last.is_some_and(|last| index < last) => Progress::Missing,
        _ => Progress::Ahead,
    })
}

/// The stage that a shipment is in. Durations are whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageNow {
    /// Which.
    pub stage: Stage,
    /// When the visit that is open began.
    pub since: Instant,
    /// Seconds of earlier visits to it.
    pub accrued: i64,
    /// Its own target in seconds, where it has one.
    pub target: Option<i64>,
}

impl StageNow {
    /// Seconds spent in it, all visits together.
    pub fn spent(&self, at: Instant) -> i64 {
        measure::so_far(self.accrued, self.since, at)
    }

    /// What is spent of its target, if it has one.
    pub fn target_use(&self, at: Instant) -> Option<TargetUse> {
        self.target.map(|target| TargetUse { spent: self.spent(at), target })
    }
}

/// The open hold that began first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenHold<'s> {
    /// When it began.
    pub since: Instant,
    /// Why.
    pub reason: Option<&'s str>,
    /// Who must act.
    pub responsible: Option<&'s str>,
}

/// The state of a shipment after all its events, whatever the moment; what depends on the moment takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShipmentState<'s> {
    /// The stage it is in: none before the first entry and after the outcome.
    pub stage: Option<StageNow>,
    /// How far it came with each stage.
    pub progress: [Progress; 5],
    /// How and when it closed.
    pub outcome: Option<(Outcome, Instant)>,
    /// When it was delivered, whatever came after.
    pub delivered_at: Option<Instant>,
    /// How many holds are open.
    pub open_holds: u32,
    /// The first of them.
    pub hold: Option<OpenHold<'s>>,
    /// Its last actual milestone.
    pub milestone: Option<&'s str>,
    /// Where it was last seen.
    pub place: Option<&'s str>,
    /// What was promised, and how that stands.
    pub commitment: Option<Commitment>,
}

impl<'s> ShipmentState<'s> {
    /// From a folded history.
    pub fn from_replay(replay: &Replay<'s>) -> Self {
        let open = || replay.holds.iter().filter(|hold| hold.ended.is_none());
        let stage = replay.stage().map(|visit| {
            let clock = replay.clock(ClockName::from(visit.stage));
            StageNow {
                stage: visit.stage,
                since: visit.entered_at,
                accrued: clock.map_or(0, |clock| clock.accrued.gross),
                target: clock.and_then(|clock| clock.target).map(|target| target.seconds()),
            }
        });
        Self {
            stage,
            progress: replay.progress(),
            outcome: replay.outcome().map(|close| (close.outcome, close.at)),
            delivered_at: replay.delivered_at(),
            open_holds: u32::try_from(open().count()).unwrap_or(u32::MAX),
            hold: open().next().map(|hold| OpenHold {
                since: hold.held_at,
                reason: hold.held.event.reason.as_ref().map(|reason| reason.as_str()),
                responsible: hold.held.event.responsible.as_ref().map(|who| who.as_str()),
            }),
            milestone: replay.milestone(),
            place: replay.place().map(PlaceCode::as_str),
            commitment: replay.commitment(),
        }
    }

    /// When its clocks ended: by its delivery, whatever came after.
    pub fn ended_at(&self) -> Option<Instant> {
        self.delivered_at.or(self.outcome.map(|(_, at)| at))
    }

    /// How it stands against its commitment as of an instant.
    pub fn status(&self, at: Instant) -> SlaStatus {
        self.commitment.and_then(|commitment| commitment.run).map_or(SlaStatus::None, |run| run.status(at))
    }

    /// Whether a hold is open.
    pub fn is_held(&self) -> bool {
        self.open_holds > 0
    }

    /// How far it came with a stage.
    pub fn progress_of(&self, stage: Stage) -> Progress {
        self.progress[stage as usize]
    }
}

impl Replay<'_> {
    /// The stages that were entered.
    pub fn entered_stages(&self) -> StageSet {
        self.visits.iter().map(|visit| visit.stage).collect()
    }

    /// The stages that were skipped, whether entered later or not.
    pub fn skipped_stages(&self) -> StageSet {
        self.skipped.iter().map(|(stage, _)| *stage).collect()
    }

    /// How far it came with each stage.
    pub fn progress(&self) -> [Progress; 5] {
        let stage = self.stage().map(|visit| visit.stage);
        progress(self.entered_stages(), self.skipped_stages(), stage, self.delivered_at().is_some())
    }

    /// Stages passed over, neither entered nor skipped (rule 11), in their order.
    pub fn missing(&self) -> impl Iterator<Item = Stage> + '_ {
        let progress = self.progress();
        Stage::ALL.iter().copied().filter(move |stage| progress[*stage as usize] == Progress::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `e` entered, `s` skipped, `b` both, `-` neither; the capital is the stage it is in.
    fn check(stages: &str, is_delivered: bool, expected: &str) {
        let of =
            |letters: &str| Stage::ALL.iter().copied().zip(stages.chars()).filter(|(_, c)| letters.contains(*c)).map(|(s, _)| s).collect();
        let current = stages.find(char::is_uppercase).map(|at| Stage::ALL[at]);
        let letter = |progress: &Progress| match progress {
            Progress::Done => 'd',
            Progress::Current => 'c',
            Progress::Skipped => 's',
            Progress::Missing => 'm',
            Progress::Ahead => 'a',
        };
        let told: String = progress(of("eEbB"), of("sbB"), current, is_delivered).iter().map(letter).collect();
        assert_eq!(told, expected, "{stages}");
    }

    #[test]
    fn progress_follows_rules_11_and_12() {
        check("-----", false, "aaaaa");
        check("E----", false, "caaaa");
        check("eE---", false, "dcaaa");
        check("e-E--", false, "dmcaa");
        check("esE--", false, "dscaa");
        check("ebE--", false, "ddcaa");
        check("eB---", false, "dcaaa");
        // Back to the declaration: what came after it stays done, and what lies between was passed over.
        check("E-e--", false, "cmdaa");
        // Delivered out of transport: delivery itself was passed over, unless it was not required.
        check("esee-", true, "dsddm");
        check("esees", true, "dsdds");
        // Lost on the way: what never came is still ahead.
        check("esee-", false, "dsdda");
    }
}
