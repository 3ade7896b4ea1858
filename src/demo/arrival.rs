//! The delivery stage, and what is recorded long after it: the customs of the country of origin close.

use std::ops::ControlFlow;

use crate::domain::stage::{Outcome, Stage};

use super::calendar::{self, DAY, Work};
use super::holds::Along;
use super::places::Land;
use super::script::Draft;
use super::voyage::Voyage;

impl Voyage {
    /// Hands it to the consignee.
    pub fn hand_over(&mut self) -> ControlFlow<()> {
        self.work(7.0, Work::Desk);
        if self.plan.skips(Stage::Delivery) {
            self.skip(Stage::Delivery, "Самовывоз со склада терминала");
            self.work(8.0, Work::Desk);
        } else {
            self.at_desk();
            self.enter(Stage::Delivery);
            self.labour(Along::Delivery, 16.0, Work::Desk);
            self.ending(Stage::Delivery)?;
            if self.plan.redelivered {
                self.redeliver();
            }
            self.go_out();
        }
        self.deliver();
        ControlFlow::Continue(())
    }

    /// Out for delivery, in vain now and then.
    fn go_out(&mut self) {
        self.at_desk();
        if self.dice.happens(600) {
            self.scan(Stage::Delivery, "delivery");
        }
        self.milestone("out_for_delivery");
        if self.dice.happens(80) {
            self.attempt();
            self.milestone("out_for_delivery");
        }
        self.minutes(50, 420);
    }

    /// Nobody there; tried again the next day.
    pub fn attempt(&mut self) {
        self.minutes(60, 300);
        self.milestone("attempted");
        let note = *self.dice.pick(&["Получатель не отвечает", "Склад закрыт", "Перенос по просьбе получателя"]);
        self.note(note);
        self.work(14.0, Work::Desk);
        self.at_desk();
    }

    /// Delivery fails, and it goes on to another depot.
    fn redeliver(&mut self) {
        self.go_out();
        self.milestone("attempted");
        self.minutes(30, 200);
        self.go_back(Stage::Transport, "delivery_failed", "Адрес неверный, перевозка на другой склад");
        self.work(30.0, Work::Wheels);
        self.at_desk();
        self.settle();
        let draft = Draft::entered(self.now, self.spot, Stage::Delivery);
        self.chain(vec![draft]);
        self.work(6.0, Work::Desk);
    }

    fn deliver(&mut self) {
        self.at_desk();
        self.settle();
        let draft = Draft::closed(self.now, self.spot, Outcome::Delivered);
        self.chain(vec![draft]);
        self.minutes(5, 240);
        if self.dice.happens(500) {
            let draft = Draft::attached(self.now, self.spot, "delivery_proof");
            self.tell(vec![draft]);
        }
        self.close_books();
    }

    /// The monthly summary closes the declaration, between the fifth and the fifteenth.
    pub fn close_books(&mut self) {
        use chrono::Datelike;
        self.spot = self.lane.origin;
        let today = calendar::date(self.now, self.spot);
        let left = 31_i64 - i64::from(today.day());
        self.now += (left + self.dice.between(5, 15)) * DAY;
        self.at_desk();
        self.customs(Land::China, &["899"]);
    }
}
