//! The demo's world: two years of shipments on six lanes up to a moment, the same for the same seed. Shipments
//! are drawn in the order in which they are registered and merged as they go, so that few are in memory.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, VecDeque};
use std::ops::ControlFlow;

use crate::domain::event::Recorded;
use crate::domain::stage::{Outcome, Stage};
use crate::domain::time::Moment;

use super::batch;
use super::calendar::DAY;
use super::chance::Dice;
use super::opening::{Berth, year};
use super::papers::Serial;
use super::plan::Feature;
use super::script::Pending;
use super::season;
use super::voyage::Voyage;
use crate::office::sample::SampleCommand;

const MICROS: i64 = 1_000_000;
/// Before this, a history would begin before time does.
const EARLIEST: i64 = 10 * DAY * MICROS;
/// From so many shipments on, every case is certain to occur.
const COMPLETE: usize = 500;
/// One shipment in so many is split.
const SPLIT_ONE_IN: usize = 150;
/// A shipment registered so many days ago has crossed the border by now.
const CROSSED: i64 = 80;

/// Everything that a world of some size has once.
const FEATURES: [Feature; 17] = [
    Feature::Ends(Stage::Declaration, Outcome::Cancelled),
    Feature::Ends(Stage::Transport, Outcome::Returned),
    Feature::Ends(Stage::Delivery, Outcome::Refused),
    Feature::Ends(Stage::Inspection, Outcome::Seized),
    Feature::Ends(Stage::Quarantine, Outcome::Destroyed),
    Feature::Ends(Stage::Transport, Outcome::Lost),
    Feature::Found,
    Feature::Skips(Stage::Declaration),
    Feature::Skips(Stage::Quarantine),
    Feature::Skips(Stage::Inspection),
    Feature::Skips(Stage::Transport),
    Feature::Skips(Stage::Delivery),
    Feature::Misses(Stage::Declaration),
    Feature::Misses(Stage::Quarantine),
    Feature::Misses(Stage::Inspection),
    Feature::Misses(Stage::Transport),
    Feature::Misses(Stage::Delivery),
];

/// Two years of shipments.
#[derive(Debug, Clone)]
pub struct World {
    seed: u64,
    /// Nothing is recorded after it.
    at: Moment,
    /// When each shipment is registered, in order, in microseconds; parts that leave others are not among them.
    openings: Vec<i64>,
    /// Which of them is the batch of shoes and hats.
    special: usize,
    /// What is certain to happen to some.
    forced: BTreeMap<usize, Feature>,
}

/// A world of so many shipments, parts that leave others included, up to a moment.
pub fn world(shipments: usize, seed: u64, at: Moment) -> World {
    let end = cut(at);
    let parts = if shipments < 100 { 0 } else { shipments / SPLIT_ONE_IN };
    let ordinary = shipments.saturating_sub(parts + 1);
    let mut openings = season::openings(ordinary, end / MICROS, &mut Dice::new(seed, 0));
    let batch = batch::opening(end);
    let special = openings.partition_point(|opened| *opened < batch);
    if shipments > 0 {
        openings.insert(special, batch);
    }
    let forced = forced(&openings, special, parts, end);
    World { seed, at, openings, special, forced }
}

/// A second before the end: what is recorded at once is set apart by microseconds, and must still fit.
fn cut(at: Moment) -> i64 {
    at.micros() - MICROS
}

/// Spreads what must happen over shipments that have the time for it.
fn forced(openings: &[i64], special: usize, parts: usize, end: i64) -> BTreeMap<usize, Feature> {
    let mut forced = BTreeMap::new();
    let aged = |days: i64| openings.partition_point(|opened| *opened < end - days * DAY * MICROS);
    let mut force = |mut index: usize, feature| {
        while index == special || forced.contains_key(&index) {
            index += 1;
        }
        forced.insert(index, feature);
    };
    let old = aged(CROSSED);
    for part in 0..parts {
        force((2 * part + 1) * old / (2 * parts), Feature::Splits);
    }
    if openings.len() + parts >= COMPLETE {
        for (of, feature) in FEATURES.into_iter().enumerate() {
            force((of + 1) * old / (FEATURES.len() + 2), feature);
        }
        force(aged(45), Feature::Stuck);
        force(aged(70), Feature::Stuck);
    }
    forced
}

impl World {
    /// Everything that was recorded, in order.
    pub fn commands(&self) -> Commands {
        Commands { world: self.clone(), drawn: 0, waiting: BTreeMap::new(), due: BinaryHeap::new(), last: i64::MIN }
    }

    /// What is recorded on one shipment, and on what leaves it.
    fn story(&self, index: usize) -> VecDeque<Pending> {
        let (opened, serial, end) = (self.openings[index], Serial(index as u64), cut(self.at));
        if opened < EARLIEST {
            return VecDeque::new();
        }
        if index == self.special {
            return batch::commands(opened, serial, end);
        }
        let berth = Berth { opened, serial, number: self.number(index), forced: self.forced.get(&index).copied(), pace: pace(opened, end) };
        let Some(mut voyage) = Voyage::draw(berth, Dice::new(self.seed, index as u64 + 1)) else { return VecDeque::new() };
        let _: ControlFlow<()> = voyage.sail();
        voyage.commands(end)
    }

    /// The year of a shipment, and the how-manieth of that year it is.
    fn number(&self, index: usize) -> (i32, usize) {
        let year = year(self.openings[index]);
        let before = self.openings[..index].partition_point(|opened| self::year(*opened) < year);
        (year, index - before + 1)
    }
}

/// Everything gets a little faster over the two years.
fn pace(opened: i64, end: i64) -> f64 {
    let days_left = (end - opened) / MICROS / DAY;
    0.97 + 0.07 * days_left as f64 / season::DAYS as f64
}

/// The commands of all shipments, merged.
pub struct Commands {
    world: World,
    /// How many shipments were drawn.
    drawn: usize,
    /// What those that were drawn still have to say.
    waiting: BTreeMap<usize, VecDeque<Pending>>,
    /// When each of them speaks next.
    due: BinaryHeap<Reverse<(i64, usize)>>,
    last: i64,
}

impl Commands {
    /// Draws the shipments that are registered before anyone else speaks.
    fn draw(&mut self) {
        while let Some(opened) = self.world.openings.get(self.drawn) {
            if self.due.peek().is_some_and(|Reverse((next, _))| next < opened) {
                return;
            }
            let story = self.world.story(self.drawn);
            if let Some(first) = story.front() {
                self.due.push(Reverse((first.at, self.drawn)));
                self.waiting.insert(self.drawn, story);
            }
            self.drawn += 1;
        }
    }

    fn take(&mut self) -> Option<Pending> {
        self.draw();
        let Reverse((_, index)) = self.due.pop()?;
        let story = self.waiting.get_mut(&index)?;
        let pending = story.pop_front();
        match story.front() {
            Some(next) => self.due.push(Reverse((next.at, index))),
            None => {
                self.waiting.remove(&index);
            }
        }
        pending
    }
}

impl Iterator for Commands {
    type Item = SampleCommand;

    fn next(&mut self) -> Option<SampleCommand> {
        let Pending { at, shipment, actor, events } = self.take()?;
        self.last = at.max(self.last.saturating_add(1));
        let recorded_at = Moment::from_micros(self.last).filter(|moment| *moment <= self.world.at)?;
        let events = events.into_iter().map(|(number, event)| Recorded { number, recorded_at, event }).collect();
        Some(SampleCommand { shipment, recorded_at, actor, events })
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests;
