//! How a shipment ends that does not arrive: called off, sent back, refused, seized, destroyed, lost, and the
//! one that is lost and found.

use std::ops::ControlFlow;

use crate::domain::stage::{Outcome, Stage};

use super::calendar::{DAY, HOUR, Work};
use super::holds::{self, Along};
use super::places::Land;
use super::script::{Draft, Id};
use super::voyage::Voyage;

impl Voyage {
    /// Ends it here, if that is its plan. What is lost is lost on the long haul.
    pub fn ending(&mut self, stage: Stage) -> ControlFlow<()> {
        let Some(outcome) = self.plan.ends_in(stage) else { return ControlFlow::Continue(()) };
        match outcome {
            Outcome::Cancelled => self.call_off(),
            Outcome::Returned => self.send_back(stage),
            Outcome::Refused => self.refuse(stage),
            Outcome::Seized => self.seize(stage),
            Outcome::Destroyed => self.destroy(),
            Outcome::Lost | Outcome::Delivered => return ControlFlow::Continue(()),
        }
        ControlFlow::Break(())
    }

    fn call_off(&mut self) {
        self.at_desk();
        self.close(Outcome::Cancelled, "order_cancelled", "客户取消订单，撤销申报", "consignor");
    }

    /// From quarantine, from the border or from the consignee's door.
    fn send_back(&mut self, stage: Stage) {
        match stage {
            Stage::Quarantine => {
                self.hold_for(Along::Quarantine, "wood_packaging");
                self.work(30.0, Work::Desk);
                self.customs(Land::China, &["700"]);
            }
            Stage::Delivery => {
                self.attempt();
                self.attempt();
                self.now += self.dice.between(7, 14) * DAY;
            }
            _ => {
                self.customs(Land::Russia, &["90"]);
                self.note("Отказ в выпуске, возврат отправителю");
                self.work(70.0, Work::Desk);
                self.spot = self.lane.origin;
            }
        }
        self.at_desk();
        let who = if stage == Stage::Delivery { "consignee" } else { "declarant" };
        self.close(Outcome::Returned, "return_to_sender", "退回寄件人 / возвращено отправителю", who);
    }

    fn refuse(&mut self, stage: Stage) {
        self.at_desk();
        if stage == Stage::Delivery {
            self.close(Outcome::Refused, "consignee_refused", "Получатель отказался от партии", "consignee");
            return;
        }
        self.customs(Land::Russia, &["90"]);
        self.minutes(60, 600);
        self.at_desk();
        self.close(Outcome::Refused, "release_refused", "Отказ в выпуске: нет маркировки", "customs");
    }

    /// The hold stays open: the outcome ends it.
    fn seize(&mut self, stage: Stage) {
        let note = if stage == Stage::Inspection {
            self.hold_for(Along::Inspection, "ip_suspension");
            self.work(40.0, Work::Desk);
            self.customs(Land::China, &["502"]);
            "侵权鞋类，扣留并移交"
        } else {
            self.hold_for(Along::Entry, "ip_suspension");
            self.customs(Land::Russia, &["77"]);
            self.work(90.0, Work::Desk);
            "Изъято: контрафактный товарный знак"
        };
        self.at_desk();
        self.close(Outcome::Seized, "ip_suspension", note, "consignor");
    }

    fn destroy(&mut self) {
        let along = if self.spot.land == Land::China { Along::Quarantine } else { Along::Entry };
        self.hold_for(along, "wood_packaging");
        self.work(46.0, Work::Desk);
        let draft = Draft::attached(self.now, self.spot, "destruction_record");
        self.tell(vec![draft]);
        self.at_desk();
        self.close(Outcome::Destroyed, "wood_packaging", "发现有害生物，监管销毁 / уничтожено по акту", "quarantine");
    }

    /// Nothing is heard of it. Lost for good, or found after some days.
    pub fn lose(&mut self) -> ControlFlow<()> {
        self.now += self.dice.between(70, 160) * HOUR;
        self.at_desk();
        self.note("Нет отметок о движении груза, поиск");
        self.now += self.dice.between(4, 9) * DAY;
        self.at_desk();
        let lost = self.close(Outcome::Lost, "lost_in_transit", "Груз не найден, составлен акт", "carrier");
        if !self.plan.found {
            return ControlFlow::Break(());
        }
        self.now += self.dice.between(2, 8) * DAY;
        self.at_desk();
        self.take_back(lost, "found", "Груз найден на терминале, пломба цела", Vec::new());
        self.now += 12 * HOUR;
        ControlFlow::Continue(())
    }

    fn hold_for(&mut self, along: Along, reason: &str) {
        if let Some(cause) = holds::of_reason(along, reason) {
            self.hold(cause);
        }
    }

    fn close(&mut self, outcome: Outcome, reason: &str, note: &str, responsible: &str) -> Id {
        self.settle();
        let draft = Draft::closed(self.now, self.spot, outcome).reason(reason).note(note).responsible(responsible);
        let is_official = matches!(outcome, Outcome::Seized | Outcome::Destroyed);
        self.chain(vec![if is_official { draft.authority(self.spot.customs) } else { draft }])
    }
}
