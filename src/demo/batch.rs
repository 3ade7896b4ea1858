//! The batch that started it all, as a finished story: shoes and hats worth over 2.6 million yuan from Hunchun
//! to Yekaterinburg, whose quarantine, inspection and transport took exactly 20 days.

use std::collections::VecDeque;

use crate::domain::codes::{Cell, Classifier, Reference, Text};
use crate::domain::event::Kind;
use crate::domain::stage::{Outcome, Stage};

use super::calendar::{DAY, HOUR};
use super::chance::Dice;
use super::goods::{Cargo, Line, WARES, Ware};
use super::lanes::LANES;
use super::opening::{details, year};
use super::papers::Serial;
use super::parties::Parties;
use super::places::{HUNCHUN, KRASKINO, Land, Spot, USSURIYSK, YEKATERINBURG};
use super::script::{Draft, Id, Pending, Script, parcels};
use super::season::midnight;

/// Its reference.
pub const REFERENCE: &str = "HC-SHOES-HATS";
/// How many days before the end of the world it is registered, or a few more: it begins on a Monday.
const DAYS_AGO: i64 = 88;
/// In a second.
const MICROS: i64 = 1_000_000;

/// When it is registered: at 09:12 on a Monday in Hunchun.
pub fn opening(end: i64) -> i64 {
    let day = midnight(end / MICROS) - DAYS_AGO * DAY;
    let east = i64::from(HUNCHUN.east) * HOUR;
    let weekday = ((day + east).div_euclid(DAY) + 3).rem_euclid(7);
    (day - weekday * DAY + 9 * HOUR + 12 * 60) * MICROS + 180_000
}

/// Its commands, in order, recorded before `end`.
pub fn commands(opened: i64, serial: Serial, end: i64) -> VecDeque<Pending> {
    let mut story = Story { monday: midnight(opened / MICROS), script: Script::opened(opened) };
    story.register(opened, serial);
    story.clear();
    story.travel();
    story.arrive();
    match Reference::read(REFERENCE) {
        Some(reference) => story.script.commands(&reference, end),
        None => VecDeque::new(),
    }
}

/// Day, hour and minute, as the clock in Hunchun shows them.
type ClockTimes = (i64, i64, i64);

struct Story {
    monday: i64,
    script: Script,
}

impl Story {
    fn at(&self, (day, hour, minute): ClockTimes) -> i64 {
        self.monday + day * DAY + hour * HOUR + minute * 60
    }

    /// What the desk of a place records, some minutes later.
    fn tell(&mut self, clock: ClockTimes, clerk: &str, drafts: Vec<Draft>) -> Id {
        let (_, hour, minute) = clock;
        let later = (3 + (hour + minute) % 9) * 60 + 17;
        self.script.record((self.at(clock) + later) * MICROS, true, clerk, drafts)
    }

    fn milestone(&mut self, clock: ClockTimes, spot: &'static Spot, code: &str) {
        let draft = Draft::milestone(self.at(clock), spot, code);
        self.tell(clock, &format!("{}.1", spot.desk), vec![draft]);
    }

    fn customs(&mut self, clock: ClockTimes, spot: &'static Spot, land: Land, codes: &[&str]) {
        let at = self.at(clock);
        let drafts = codes.iter().zip(0..).map(|(code, after)| Draft::customs(at + after * 95, spot, land, code).authority(spot.customs));
        let link = if land == Land::China { "single-window.cn" } else { "customs-link.ru" };
        self.tell(clock, link, drafts.collect());
    }

    fn enter(&mut self, clock: ClockTimes, spot: &'static Spot, stage: Stage) {
        let draft = Draft::entered(self.at(clock), spot, stage);
        self.tell(clock, &format!("{}.1", spot.desk), vec![draft]);
    }

    fn register(&mut self, opened: i64, serial: Serial) {
        let (lane, route) = (&LANES[0], &LANES[0].routes[0]);
        let cargo = cargo();
        let parties = Parties {
            consignor: "珲春三疆步履鞋帽有限公司",
            consignee: "ООО «Обувальня Исети»",
            carrier: "珲春驭岭国际公路运输有限公司",
            broker: "珲春长岭通关服务有限公司",
            bank: "图们江示范银行珲春支行",
        };
        let mut details = details(lane, route, &cargo, &parties, "9610");
        details.goods = Text::read("百货鞋帽 / Обувь и головные уборы");
        details.declaration_number = Text::read(&serial.declaration(lane.office, year(opened), 'E', 12));
        details.master_waybill = Text::read(&serial.waybill(route.by, lane.prefix));
        let registered = Kind::Registered { details: Box::new(details), parent: None };
        let draft = Draft::new(self.at((0, 9, 5)), &HUNCHUN, registered).note("跨境电商监管中心本周发往俄罗斯的第三批货物");
        self.tell((0, 9, 5), "hunchun.1", vec![draft]);
        let codes = serial.parcels(12, &mut Dice::new(0, 0));
        let packed = Draft::new(self.at((0, 10, 40)), &HUNCHUN, parcels(&codes).map(Kind::Packed));
        self.tell((0, 10, 40), "hunchun.2", vec![packed]);
        let papers = ["invoice", "packing_list", "export_list"].map(|code| Draft::attached(self.at((0, 11, 15)), &HUNCHUN, code));
        self.tell((0, 11, 15), "hunchun.1", papers.to_vec());
    }

    fn clear(&mut self) {
        self.enter((0, 14, 5), &HUNCHUN, Stage::Declaration);
        self.customs((0, 14, 20), &HUNCHUN, Land::China, &["1", "2"]);
        self.customs((0, 15, 30), &HUNCHUN, Land::China, &["3", "120"]);
        self.customs((1, 9, 30), &HUNCHUN, Land::China, &["300"]);
        self.customs((1, 13, 40), &HUNCHUN, Land::China, &["399"]);
        self.enter((1, 14, 20), &HUNCHUN, Stage::Quarantine);
        self.enter((3, 10, 30), &HUNCHUN, Stage::Inspection);
        self.customs((3, 11, 0), &HUNCHUN, Land::China, &["500"]);
        let record = Draft::attached(self.at((4, 10, 10)), &HUNCHUN, "inspection_record");
        self.tell((4, 10, 10), "hunchun.2", vec![record]);
        self.customs((4, 16, 40), &HUNCHUN, Land::China, &["800"]);
        let planned = [
            Draft::ahead(self.at((5, 9, 0)), &HUNCHUN, "departed", Classifier::Planned),
            Draft::ahead(self.at((21, 8, 0)), &YEKATERINBURG, "arrived", Classifier::Planned),
        ];
        self.tell((4, 17, 0), "hunchun.1", planned.to_vec());
    }

    fn travel(&mut self) {
        self.milestone((5, 8, 40), &HUNCHUN, "loaded");
        self.enter((5, 9, 30), &HUNCHUN, Stage::Transport);
        self.milestone((5, 9, 50), &HUNCHUN, "departed");
        self.milestone((5, 13, 30), &HUNCHUN, "border_arrived");
        let queue = Draft::new(self.at((5, 16, 0)), &HUNCHUN, Kind::Held { pauses: false }).reason("border_queue");
        let held = self.tell((5, 16, 0), "hunchun.2", vec![queue.responsible("force_majeure").note("口岸排队，等候过境")]);
        let moves = Draft::new(self.at((7, 9, 15)), &HUNCHUN, Kind::Released { hold: Some(held) });
        self.tell((7, 9, 15), "hunchun.2", vec![moves]);
        self.milestone((7, 10, 5), &KRASKINO, "border_crossed");
        self.customs((9, 11, 20), &KRASKINO, Land::Russia, &["10"]);
        let expected = Draft::ahead(self.at((21, 12, 0)), &YEKATERINBURG, "arrived", Classifier::Estimated);
        self.tell((9, 12, 0), "kraskino.1", vec![expected]);
        self.milestone((10, 8, 30), &USSURIYSK, "transshipped");
        self.milestone((21, 12, 50), &YEKATERINBURG, "arrived");
    }

    /// Twenty days to the minute after quarantine began, at 11:20 in Yekaterinburg, it is there.
    fn arrive(&mut self) {
        self.enter((21, 14, 20), &YEKATERINBURG, Stage::Delivery);
        self.milestone((23, 12, 10), &YEKATERINBURG, "out_for_delivery");
        let delivered = Draft::closed(self.at((23, 15, 45)), &YEKATERINBURG, Outcome::Delivered);
        self.tell((23, 15, 45), "yekaterinburg.1", vec![delivered]);
        let proof = Draft::attached(self.at((23, 16, 0)), &YEKATERINBURG, "delivery_proof");
        self.tell((23, 16, 0), "yekaterinburg.1", vec![proof]);
        self.customs((39, 10, 0), &HUNCHUN, Land::China, &["899"]);
    }
}

/// 2,613,480.00 yuan in five lines.
fn cargo() -> Cargo {
    let line = |name: &str, quantity, price| -> Option<Line<'static>> {
        let ware: &Ware = WARES.iter().find(|ware| ware.name.starts_with(name))?;
        Some((ware, quantity, price))
    };
    let lines = [
        line("人造革女式凉鞋", 9_600, 7_850),
        line("皮面男鞋", 4_200, 16_500),
        line("运动鞋", 6_800, 11_860),
        line("针织帽", 12_400, 2_150),
        line("草帽", 3_500, 2_680),
    ];
    let lines: Vec<Line<'_>> = lines.into_iter().flatten().collect();
    Cargo::new(&lines, "CNY", 1_286)
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use crate::domain::codes::Amount;
    use crate::domain::event::Recorded;
    use crate::domain::history;
    use crate::domain::stage::ClockName;
    use crate::domain::time::Moment;
    use crate::domain::timeline::Timeline;

    fn told(end: i64) -> Vec<Recorded> {
        let pendings = commands(opening(end), Serial(77), end);
        let moment = |at| Moment::from_micros(at).expect("a moment");
        let recorded = |pending: Pending| {
            pending.events.into_iter().map(move |(number, event)| Recorded { number, recorded_at: moment(pending.at), event })
        };
        pendings.into_iter().flat_map(recorded).collect()
    }

    #[test]
    fn it_took_twenty_days_and_was_delivered() {
        for end in [1_795_507_200_000_000, 1_750_000_000_123_456, 1_700_000_000_000_001] {
            let events = told(end);
            assert!(history::admit(&events, 0).is_ok());
            let timeline = Timeline::new(&events, Moment::from_micros(end).expect("a moment")).expect("valid").expect("known");
            assert_eq!(timeline.outcome.map(|(outcome, _)| outcome), Some(Outcome::Delivered));
            let clearance = timeline.clock(ClockName::Clearance).expect("a clock");
            assert_eq!(clearance.elapsed.gross, 20 * DAY);
            assert_eq!(clearance.within(), Some(true));
            let details = events[0].event.kind.details().expect("details");
            assert_eq!(details.value.as_ref().map(Amount::as_str), Some("2613480.00"));
        }
    }
}
