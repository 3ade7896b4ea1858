//! The stages in the country of origin: declaration, quarantine, inspection, with what China's customs say.

use std::ops::ControlFlow;

use crate::domain::codes::{Cell, Text};
use crate::domain::details::Details;
use crate::domain::stage::Stage;

use super::calendar::Work;
use super::holds::Along;
use super::places::Land;
use super::script::Draft;
use super::voyage::Voyage;

impl Voyage {
    /// From registration to where the consignee has it, or it ends otherwise.
    pub fn sail(&mut self) -> ControlFlow<()> {
        self.open();
        self.declaration()?;
        self.quarantine()?;
        self.inspection()?;
        self.transport()?;
        self.onward()
    }

    /// Declares it.
    fn declaration(&mut self) -> ControlFlow<()> {
        self.at_desk();
        if self.plan.skips(Stage::Declaration) {
            self.skip(Stage::Declaration, "已在综保区随总单申报");
            return ControlFlow::Continue(());
        }
        self.enter(Stage::Declaration);
        self.customs(Land::China, &["1", "2"]);
        self.minutes(10, 90);
        if self.plan.rejected {
            self.reject();
        }
        self.customs(Land::China, &["3", "120"]);
        if self.dice.happens(330) {
            self.customs(Land::China, &["300"]);
        }
        self.labour(Along::Declaration, 11.0, Work::Desk);
        self.ending(Stage::Declaration)?;
        self.at_desk();
        self.customs(Land::China, &["399"]);
        ControlFlow::Continue(())
    }

    /// China's customs return the declaration, and it is sent again.
    fn reject(&mut self) {
        self.customs(Land::China, &["3", "100"]);
        self.work(3.0, Work::Desk);
        self.at_desk();
        let note = *self.dice.pick(&["商品编码与品名不符，已修改重报", "收款单缺失，平台补传", "毛重小于净重，已更正"]);
        self.note(note);
        self.customs(Land::China, &["2"]);
    }

    /// Has it looked at by quarantine, if its goods need that.
    fn quarantine(&mut self) -> ControlFlow<()> {
        self.work(2.5, Work::Desk);
        self.at_desk();
        if self.plan.skips(Stage::Quarantine) {
            let note = if self.cargo.is_worn() {
                "成品鞋帽，无木质包装，免检疫"
            } else {
                "非检疫物，无木质包装，免检疫"
            };
            self.skip(Stage::Quarantine, note);
            return ControlFlow::Continue(());
        }
        self.enter(Stage::Quarantine);
        self.labour(Along::Quarantine, 20.0, Work::Desk);
        self.ending(Stage::Quarantine)?;
        if self.dice.happens(120) {
            let draft = Draft::attached(self.now, self.spot, "fumigation_certificate");
            self.tell(vec![draft]);
        }
        ControlFlow::Continue(())
    }

    /// Has it inspected, if it is chosen, and released.
    fn inspection(&mut self) -> ControlFlow<()> {
        self.at_desk();
        if self.plan.skips(Stage::Inspection) {
            self.skip(Stage::Inspection, "单证放行，未布控查验");
        } else {
            self.enter(Stage::Inspection);
            self.look_inside(Along::Inspection, 20.0);
            self.ending(Stage::Inspection)?;
            if self.plan.redeclared {
                self.redeclare();
            }
            if self.plan.recounted && !self.plan.splits {
                self.recount();
            }
        }
        self.work(3.0, Work::Desk);
        self.at_desk();
        self.customs(Land::China, &["800"]);
        ControlFlow::Continue(())
    }

    /// The papers are read, and the boxes opened if the plan says so.
    pub fn look_inside(&mut self, along: Along, hours: f64) {
        if !self.plan.opened {
            self.labour(along, hours * 0.7, Work::Desk);
            return;
        }
        self.customs(Land::China, &["500"]);
        self.work(hours * 0.3, Work::Desk);
        self.at_desk();
        self.scan(Stage::Inspection, "inspection");
        self.labour(along, hours, Work::Desk);
        self.at_desk();
        let draft = Draft::attached(self.now, self.spot, "inspection_record");
        self.tell(vec![draft]);
    }

    /// Customs return the declaration in the middle of the inspection: declared again under a new number.
    fn redeclare(&mut self) {
        self.at_desk();
        self.customs(Land::China, &["100"]);
        self.work(2.0, Work::Desk);
        self.at_desk();
        self.go_back(Stage::Declaration, "declaration_amendment", "数量与申报不符，改单重报");
        let mark = if matches!(self.plan.mode, "9610" | "1210") { 'E' } else { '0' };
        let number = self.serial.declaration(self.lane.office, super::opening::year(self.now * 1_000_000), mark, 13);
        self.minutes(20, 120);
        let amended = Details { declaration_number: Text::read(&number), ..Details::default() };
        self.amend(amended, "新报关单号");
        self.customs(Land::China, &["2", "3", "120"]);
        self.work(6.0, Work::Desk);
        self.at_desk();
        self.customs(Land::China, &["399"]);
        self.enter(Stage::Inspection);
        self.work(5.0, Work::Desk);
    }

    /// There are a few packages more or fewer than declared.
    fn recount(&mut self) {
        let counted = (i64::from(self.cargo.packages) + *self.dice.pick(&[-2, -1, 1, 2])).max(self.parcels.len() as i64) as u32;
        self.cargo.packages = counted;
        self.amend(Details { packages: Some(counted), ..Details::default() }, "查验清点件数");
    }
}
