//! A part of a shipment leaves it at the border as a shipment of its own: what is released goes on, the rest
//! waits. timeline.md rule 25.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use crate::domain::codes::{Amount, Cell, Reference};
use crate::domain::details::Amounts;
use crate::domain::event::Kind;

use super::calendar::Work;
use super::goods::{Cargo, decimal};
use super::holds::{self, Along, Cause};
use super::script::{Draft, Id, Pending, parcels};
use super::voyage::{Part, Voyage};

impl Voyage {
    /// Splits it, with or without a hold that is open at the time; the part goes its own way to the end.
    pub fn part_off(&mut self) {
        let held = if self.dice.happens(550) { holds::of_reason(Along::Entry, "document_request") } else { None };
        let hold = held.map(|cause| (self.hold(cause), cause));
        self.work(5.0, Work::Desk);
        self.at_desk();
        self.settle();
        let moved = self.parcels.split_off(self.parcels.len().div_ceil(2));
        let percent = self.dice.between(25, 60);
        let leaving = share(&self.cargo, percent);
        let Some(child) = Reference::read(&format!("{}-B", self.reference)) else { return };
        let amounts = Amounts {
            packages: Some(leaving.packages),
            gross_kg: Amount::read(&decimal(leaving.weight)),
            value: Amount::read(&decimal(leaving.cents)),
        };
        let reason = if hold.is_some() { "partial_release" } else { "split_consignment" };
        let split = Kind::Split { child: child.clone(), leaving: amounts.clone() };
        let drafts = vec![
            Draft::new(self.now, self.spot, split).reason(reason).note("Часть партии следует отдельно"),
            Draft::new(self.now, self.spot, parcels(&moved).map(Kind::Unpacked)),
        ];
        let id = self.chain(drafts);
        let mut voyage = self.leave(child, leaving, &amounts, moved);
        self.details.lessen(&amounts);
        voyage.continue_part(hold);
        self.part = Some(Box::new(Part { split: id, voyage }));
        if let Some((hold, cause)) = hold {
            self.work(30.0, Work::Desk);
            self.at_desk();
            self.release_by_name(hold, cause);
        }
    }

    /// The part as it leaves, registered.
    fn leave(&mut self, reference: Reference, cargo: Cargo, amounts: &Amounts, moved: Vec<String>) -> Self {
        let mut dice = self.dice.fork();
        let mut details = self.details.clone();
        (details.packages, details.gross_kg, details.value) = (amounts.packages, amounts.gross_kg.clone(), amounts.value.clone());
        let mut script = self.script.part();
        let registered = Kind::Registered { details: Box::new(details.clone()), parent: Some(self.reference.clone()) };
        let drafts = vec![Draft::new(self.now, self.spot, registered), Draft::new(self.now, self.spot, parcels(&moved).map(Kind::Packed))];
        script.record(self.script.last_recorded(), true, &self.clerk(), drafts);
        Self {
            plan: self.plan.of_part(&mut dice),
            dice,
            reference,
            script,
            cargo,
            details,
            parcels: moved,
            part: None,
            visited: self.visited.clone(),
            ..*self
        }
    }

    /// The part's own hold is lifted first; then it goes on like any other.
    fn continue_part(&mut self, hold: Option<(Id, &'static Cause)>) {
        if let Some((hold, cause)) = hold {
            self.minutes(20, 180);
            self.release_by_name(hold, cause);
        }
        let _: ControlFlow<()> = self.onward();
    }

    /// The commands of a shipment and of what left it, in order, recorded before `end`.
    pub fn commands(mut self, end: i64) -> VecDeque<Pending> {
        let part = self.part.take();
        let copies = part.as_ref().map(|part| self.script.heritage(part.split)).unwrap_or_default();
        let mut commands = self.script.commands(&self.reference, end);
        if let Some(part) = part {
            let mut voyage = part.voyage;
            voyage.script.inherit(copies);
            commands.extend(voyage.script.commands(&voyage.reference, end));
            commands.make_contiguous().sort_by_key(|pending| pending.at);
        }
        commands
    }
}

/// So many hundredths of the goods.
fn share(cargo: &Cargo, percent: i64) -> Cargo {
    let packages = (i64::from(cargo.packages) * percent / 100).max(1) as u32;
    Cargo { packages, weight: cargo.weight * percent / 100, cents: cargo.cents * percent / 100, ..cargo.clone() }
}
