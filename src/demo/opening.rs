//! How a shipment begins: it is drawn, registered with its details and targets, packed, and its papers attached.

use crate::domain::codes::{Amount, Cell, Currency, HsCode, Mode, PlaceCode, Reference, Text};
use crate::domain::details::Details;
use crate::domain::event::Kind;
use crate::domain::goods::GoodsLines;

use super::calendar::{self, DAY, Work};
use super::chance::Dice;
use super::goods::{Cargo, decimal};
use super::lanes::{LANES, Route, TradeLane};
use super::papers::{self, Serial};
use super::parties::{self, Parties};
use super::plan::{Feature, Plan};
use super::script::{Draft, Script, parcels};
use super::voyage::Voyage;

/// Where a shipment stands among the others.
#[derive(Debug, Clone, Copy)]
pub struct Berth {
    /// The microsecond at which it is registered.
    pub opened: i64,
    /// Its place in the world.
    pub serial: Serial,
    /// The year and the number in that year, for its reference.
    pub number: (i32, usize),
    /// What is certain to happen to it.
    pub forced: Option<Feature>,
    /// How long everything takes on that day of the two years.
    pub pace: f64,
}

impl Voyage {
    /// Draws a shipment.
    pub fn draw(berth: Berth, mut dice: Dice) -> Option<Self> {
        let lane = dice.weigh(LANES.iter(), |lane| lane.share)?;
        let route = dice.weigh(lane.routes.iter(), |route| route.share)?;
        let cargo = Cargo::draw(&mut dice);
        let parties = Parties::draw(lane, route, &mut dice);
        let plan = Plan::draw(berth.forced, &cargo, berth.pace * parties::slowness(parties.carrier), &mut dice);
        let (year, number) = berth.number;
        let count = dice.between(2, 12).min(i64::from(cargo.packages)) as usize;
        let mut details = details(lane, route, &cargo, &parties, plan.mode);
        let mark = if matches!(plan.mode, "9610" | "1210") { 'E' } else { '0' };
        details.declaration_number = Text::read(&berth.serial.declaration(lane.office, year, mark, 12));
        details.master_waybill = Text::read(&berth.serial.waybill(route.by, lane.prefix));
        Some(Self {
            plan,
            lane,
            route,
            serial: berth.serial,
            reference: Reference::read(&papers::reference(lane.prefix, year, number))?,
            script: Script::opened(berth.opened),
            now: berth.opened / 1_000_000,
            settled: 0,
            spot: lane.origin,
            visited: Vec::new(),
            parcels: berth.serial.parcels(count, &mut dice),
            cargo,
            details,
            part: None,
            dice,
        })
    }

    /// Registers it, packs it, attaches its papers.
    pub fn open(&mut self) {
        let days = if self.dice.happens(25) { self.dice.between(1, 3) } else { 0 };
        let occurred = (self.now - days * DAY - self.dice.between(1, 11) * 60) / 60 * 60;
        let registered = Kind::Registered { details: Box::new(self.details.clone()), parent: None };
        let note = *self.dice.pick(&["", "", "", "", "客户要求月底前送达", "与上一批同车", "首次合作客户，资料已核", "易碎，请勿重压"]);
        let draft = Draft::new(occurred, self.spot, registered).note(note);
        self.chain(vec![draft]);
        self.settled = self.now;
        self.minutes(10, 80);
        self.pack();
        self.minutes(5, 60);
        self.attach();
        self.work(5.0, Work::Desk);
    }

    fn pack(&mut self) {
        let halves = if self.parcels.len() > 6 && self.dice.happens(350) { self.parcels.len() / 2 } else { self.parcels.len() };
        let (first, rest) = self.parcels.split_at(halves);
        let mut drafts = vec![Draft::new(self.now, self.spot, parcels(first).map(Kind::Packed))];
        if !rest.is_empty() {
            drafts.push(Draft::new(self.now + 900, self.spot, parcels(rest).map(Kind::Packed)));
            self.now += 900;
        }
        self.tell(drafts);
        if self.parcels.len() > 3 && self.dice.happens(45) {
            self.minutes(5, 40);
            if let Some(removed) = self.parcels.pop() {
                let kind = parcels(std::slice::from_ref(&removed)).map(Kind::Unpacked);
                let draft = Draft::new(self.now, self.spot, kind).note("外包装破损，移出本批");
                self.tell(vec![draft]);
            }
        }
    }

    fn attach(&mut self) {
        let list = if matches!(self.plan.mode, "9610" | "1210") { "export_list" } else { "export_declaration" };
        let codes = ["invoice", "packing_list", list];
        let drafts = codes.map(|code| Draft::attached(self.now, self.spot, code));
        self.tell(drafts.to_vec());
        if self.dice.happens(300) {
            self.minutes(2, 30);
            let code = *self.dice.pick(&["power_of_attorney", "contract", "certificate_of_origin"]);
            let draft = Draft::attached(self.now, self.spot, code);
            self.tell(vec![draft]);
        }
    }
}

/// What a shipment is registered with.
pub fn details(lane: &TradeLane, route: &Route, cargo: &Cargo, parties: &Parties, mode: &str) -> Details {
    Details {
        mode: Mode::parse(mode),
        origin: PlaceCode::read(lane.origin.code),
        destination: PlaceCode::read(lane.destination.code),
        crossing: PlaceCode::read(route.crossing.code),
        goods: Text::read(&cargo.words),
        hs_code: HsCode::read(cargo.codes.0),
        tnved_code: HsCode::read(cargo.codes.1),
        goods_lines: GoodsLines::read(&cargo.lines),
        packages: Some(cargo.packages),
        gross_kg: Amount::read(&decimal(cargo.weight)),
        value: Amount::read(&decimal(cargo.cents)),
        currency: Currency::read(cargo.currency),
        consignor: Text::read(parties.consignor),
        consignee: Text::read(parties.consignee),
        carrier: Text::read(parties.carrier),
        broker: Text::read(parties.broker),
        bank: Text::read(parties.bank),
        transport_mode: Text::read(route.by),
        declaration_number: None,
        master_waybill: None,
        targets: lane.minutes(),
    }
}

/// The year of an instant in microseconds, where the references are given out.
pub fn year(opened: i64) -> i32 {
    use chrono::Datelike;
    calendar::date(opened / 1_000_000, LANES[0].origin).year()
}
