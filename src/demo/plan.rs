//! What a shipment will meet, drawn before it sets out: its mode, the stages it does not need, what goes wrong,
//! how it ends. A world forces some features on some shipments, so that every case is there.

use crate::domain::stage::{Outcome, Stage};

use super::chance::Dice;
use super::goods::Cargo;

/// Something that is certain to happen to a shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// It ends so, in that stage.
    Ends(Stage, Outcome),
    /// It is lost, then found.
    Found,
    /// It does not need the stage.
    Skips(Stage),
    /// Nobody enters the stage.
    Misses(Stage),
    /// Part of it leaves as another shipment.
    Splits,
    /// A hold lasts for months.
    Stuck,
}

/// What a shipment will meet.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Supervision mode.
    pub mode: &'static str,
    /// How it ends, unless delivered, and in which stage.
    pub ends: Option<(Stage, Outcome)>,
    /// Lost, then found.
    pub found: bool,
    /// Stages not required.
    pub skips: Vec<Stage>,
    /// A stage that nobody enters.
    pub misses: Option<Stage>,
    /// China's customs return the declaration once.
    pub rejected: bool,
    /// It goes back from inspection to declaration.
    pub redeclared: bool,
    /// It is inspected again at the border.
    pub reinspected: bool,
    /// It goes back from delivery to transport.
    pub redelivered: bool,
    /// A stage entered wrongly first.
    pub miskeyed: Option<Stage>,
    /// A stage entered long after the next one.
    pub overlooked: Option<Stage>,
    /// A hold meant for another shipment.
    pub held_wrongly: bool,
    /// Part of it leaves as another shipment.
    pub splits: bool,
    /// A hold lasts for months.
    pub stuck: bool,
    /// The boxes are opened.
    pub opened: bool,
    /// The number of packages is amended.
    pub recounted: bool,
    /// The consignee is amended.
    pub resold: bool,
    /// How long everything takes, 1.0 being usual.
    pub pace: f64,
}

/// How shipments end in a thousand that do not arrive, and where.
const ENDINGS: [(u32, Stage, Outcome); 11] = [
    (11, Stage::Declaration, Outcome::Cancelled),
    (2, Stage::Quarantine, Outcome::Returned),
    (6, Stage::Transport, Outcome::Returned),
    (6, Stage::Delivery, Outcome::Returned),
    (4, Stage::Transport, Outcome::Refused),
    (4, Stage::Delivery, Outcome::Refused),
    (2, Stage::Inspection, Outcome::Seized),
    (2, Stage::Transport, Outcome::Seized),
    (2, Stage::Quarantine, Outcome::Destroyed),
    (1, Stage::Transport, Outcome::Destroyed),
    (4, Stage::Transport, Outcome::Lost),
];

/// Stages that can be missed, as often as they are named.
const MISSED: [Stage; 8] = [
    Stage::Quarantine,
    Stage::Quarantine,
    Stage::Quarantine,
    Stage::Inspection,
    Stage::Inspection,
    Stage::Declaration,
    Stage::Transport,
    Stage::Delivery,
];

impl Plan {
    /// Draws a plan; `pace` is how long everything takes on that day of the two years.
    pub fn draw(forced: Option<Feature>, cargo: &Cargo, pace: f64, dice: &mut Dice) -> Self {
        let mut plan = Self {
            mode: dice
                .weigh([("9610", 62), ("1210", 12), ("9810", 13), ("9710", 9), ("0110", 4)].iter(), |mode| mode.1)
                .map_or("9610", |mode| mode.0),
            ends: ending(dice),
            found: dice.happens(2),
            skips: skips(cargo, dice),
            misses: dice.happens(30).then(|| *dice.pick(&MISSED)),
            rejected: dice.happens(45),
            redeclared: dice.happens(58),
            reinspected: dice.happens(70),
            redelivered: dice.happens(24),
            miskeyed: dice.happens(46).then(|| *dice.pick(Stage::ALL)),
            overlooked: dice.happens(20).then(|| *dice.pick(&[Stage::Quarantine, Stage::Inspection])),
            held_wrongly: dice.happens(7),
            splits: false,
            stuck: dice.happens(5),
            opened: dice.happens(420),
            recounted: dice.happens(60),
            resold: dice.happens(30),
            pace: dice.about(pace, 0.10),
        };
        plan.force(forced);
        plan.settle();
        plan
    }

    /// What is left of it for a part that leaves: how fast it is.
    pub fn of_part(&self, dice: &mut Dice) -> Self {
        Self {
            ends: None,
            found: false,
            misses: None,
            miskeyed: None,
            overlooked: None,
            splits: false,
            stuck: false,
            resold: false,
            pace: dice.about(self.pace, 0.08),
            ..self.clone()
        }
    }

    /// Whether it goes to a trader, who must mark the goods; people who ordered for themselves need not.
    pub fn is_trade(&self) -> bool {
        matches!(self.mode, "9710" | "9810" | "0110")
    }

    /// Whether the stage is not required.
    pub fn skips(&self, stage: Stage) -> bool {
        self.skips.contains(&stage)
    }

    /// Whether it ends in that stage.
    pub fn ends_in(&self, stage: Stage) -> Option<Outcome> {
        self.ends.filter(|(end, _)| *end == stage).map(|(_, outcome)| outcome)
    }

    fn force(&mut self, forced: Option<Feature>) {
        let Some(feature) = forced else { return };
        self.ends = None;
        self.misses = None;
        self.found = false;
        self.stuck = false;
        match feature {
            Feature::Ends(stage, outcome) => self.ends = Some((stage, outcome)),
            Feature::Found => self.found = true,
            Feature::Skips(stage) => self.skips = vec![stage],
            Feature::Misses(stage) => self.misses = Some(stage),
            Feature::Splits => self.splits = true,
            Feature::Stuck => self.stuck = true,
        }
    }

    /// Takes out what cannot happen together.
    fn settle(&mut self) {
        if let Some((end, _)) = self.ends {
            self.skips.retain(|stage| *stage < end && *stage != Stage::Transport);
        }
        if let Some(missed) = self.misses {
            self.skips.retain(|stage| *stage != missed && *stage != Stage::Transport);
        }
        if self.found || self.splits || self.stuck || self.redelivered {
            self.skips.retain(|stage| !matches!(stage, Stage::Transport | Stage::Delivery));
        }
        let is_plain = self.ends.is_none() && self.misses.is_none() && !self.skips(Stage::Transport);
        self.stuck &= is_plain;
        self.redeclared &= is_plain && !self.skips(Stage::Inspection);
        self.reinspected &= is_plain && !self.found;
        self.redelivered &= is_plain;
        self.miskeyed = self.miskeyed.filter(|stage| is_plain && !self.skips(*stage));
        let goes_back = self.redeclared || self.reinspected || self.splits;
        self.overlooked = self.overlooked.filter(|stage| is_plain && !goes_back && self.miskeyed.is_none() && !self.skips(*stage));
    }
}

fn ending(dice: &mut Dice) -> Option<(Stage, Outcome)> {
    let mut drawn = dice.below(1000) as u32;
    for (share, stage, outcome) in ENDINGS {
        if drawn < share {
            return Some((stage, outcome));
        }
        drawn -= share;
    }
    None
}

/// Finished shoes seldom need quarantine; some goods are released on documents alone.
fn skips(cargo: &Cargo, dice: &mut Dice) -> Vec<Stage> {
    let chances = [
        (Stage::Declaration, 3),
        (Stage::Quarantine, if cargo.is_worn() { 310 } else { 180 }),
        (Stage::Inspection, 195),
        (Stage::Transport, 3),
        (Stage::Delivery, 12),
    ];
    chances.into_iter().filter(|(_, chance)| dice.happens(*chance)).map(|(stage, _)| stage).collect()
}
