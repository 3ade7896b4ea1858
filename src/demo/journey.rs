//! The transport stage: loading, the gate, the border, the customs of the country it enters, the long haul.

use std::ops::ControlFlow;

use crate::domain::codes::{Cell, Classifier, Text};
use crate::domain::details::Details;
use crate::domain::stage::{Outcome, Stage};

use super::calendar::{self, HOUR, Work};
use super::holds::Along;
use super::parties;
use super::places::Land;
use super::script::Draft;
use super::voyage::Voyage;

impl Voyage {
    /// Loads it, takes it to the gate and across the border.
    pub fn transport(&mut self) -> ControlFlow<()> {
        if self.plan.skips(Stage::Transport) {
            self.skip(Stage::Transport, "收货人自备车辆提货 (EXW)");
            return ControlFlow::Continue(());
        }
        self.plan_ahead();
        self.work(7.0, Work::Desk);
        self.load();
        self.work(f64::from(self.route.approach), Work::Wheels);
        self.spot = self.route.gate;
        self.milestone("border_arrived");
        self.labour(Along::Gate, f64::from(self.route.queue), Work::Wheels);
        if self.plan.reinspected {
            self.reinspect();
        }
        self.minutes(30, 240);
        self.spot = self.route.crossing;
        self.milestone("border_crossed");
        self.minutes(40, 300);
        if self.plan.splits {
            self.part_off();
        }
        ControlFlow::Continue(())
    }

    /// Clears it at the border, takes it to the destination and hands it over. A part that left begins here.
    pub fn onward(&mut self) -> ControlFlow<()> {
        if !self.plan.skips(Stage::Transport) {
            self.clear_entry()?;
            self.haul()?;
        }
        self.hand_over()
    }

    /// When it should leave and arrive.
    fn plan_ahead(&mut self) {
        let leaves = self.now / HOUR * HOUR + self.dice.between(10, 26) * HOUR;
        let crosses = leaves + i64::from(self.route.approach + self.route.queue) * HOUR;
        let arrives = self.arrival(crosses + i64::from(self.route.entry) * HOUR);
        let drafts = vec![
            Draft::ahead(leaves, self.spot, "departed", Classifier::Planned),
            Draft::ahead(crosses, self.route.crossing, "border_crossed", Classifier::Planned),
            Draft::ahead(arrives, self.lane.destination, "arrived", Classifier::Planned),
        ];
        self.tell(drafts);
    }

    fn arrival(&self, leaves: i64) -> i64 {
        (leaves + i64::from(self.route.to_hub + self.route.haul) * HOUR) / HOUR * HOUR
    }

    fn load(&mut self) {
        self.milestone("loaded");
        self.minutes(2, 20);
        self.scan(Stage::Transport, "loading");
        self.minutes(5, 30);
        self.enter(Stage::Transport);
        self.minutes(10, 90);
        let paper = match self.route.by {
            "rail" => "smgs",
            "sea" => "bill_of_lading",
            _ => "cmr",
        };
        let draft = Draft::attached(self.now, self.spot, paper);
        self.tell(vec![draft]);
        self.minutes(5, 60);
        self.milestone("departed");
    }

    /// Inspected a second time, at the gate.
    fn reinspect(&mut self) {
        self.at_desk();
        self.go_back(Stage::Inspection, "inspection_ordered", "口岸二次布控查验，掏箱");
        self.customs(Land::China, &["500"]);
        self.work(16.0, Work::Desk);
        self.at_desk();
        self.customs(Land::China, &["800"]);
        self.minutes(20, 120);
        self.settle();
        let draft = Draft::entered(self.now, self.spot, Stage::Transport);
        self.chain(vec![draft]);
    }

    /// Russian customs: release, now and then against security or on condition.
    fn clear_entry(&mut self) -> ControlFlow<()> {
        self.labour(Along::Entry, f64::from(self.route.entry), Work::Desk);
        self.ending(Stage::Transport)?;
        self.at_desk();
        if self.plan.is_trade() {
            let number = self.serial.goods_declaration("10716050", calendar::date(self.now, self.spot));
            self.note(&format!("ДТ {number}"));
        }
        let drawn = self.dice.below(100);
        self.customs(
            Land::Russia,
            if drawn < 90 {
                &["10"]
            } else if drawn < 97 {
                &["11"]
            } else {
                &["21"]
            },
        );
        ControlFlow::Continue(())
    }

    fn haul(&mut self) -> ControlFlow<()> {
        self.minutes(60, 300);
        let expected = self.arrival(self.now);
        let draft = Draft::ahead(expected, self.lane.destination, "arrived", Classifier::Estimated);
        self.tell(vec![draft]);
        self.work(f64::from(self.route.to_hub), Work::Wheels);
        self.spot = self.route.hub;
        self.milestone("transshipped");
        if self.plan.resold {
            let consignee = parties::consignee(self.lane, &mut self.dice);
            self.amend(Details { consignee: Text::read(consignee), ..Details::default() }, "Получатель изменён по письму клиента");
        }
        if self.plan.ends_in(Stage::Transport) == Some(Outcome::Lost) || self.plan.found {
            self.lose()?;
        }
        self.labour(Along::Haul, f64::from(self.route.haul), Work::Wheels);
        self.spot = self.lane.destination;
        self.milestone("arrived");
        ControlFlow::Continue(())
    }
}
