//! One shipment on its way: where it is, what time it is there, and the verbs of which the stages are told
//! (`clearing`, `journey`, `arrival`, `endings`): enter, skip, work, be held, hear from customs, amend.

use crate::domain::codes::{Cell, Reference, Text};
use crate::domain::details::Details;
use crate::domain::event::Kind;
use crate::domain::stage::Stage;

use super::calendar::{self, DAY, HOUR, Work};
use super::chance::Dice;
use super::goods::Cargo;
use super::holds::{self, Acting, Along, Cause};
use super::lanes::{Route, TradeLane};
use super::papers::Serial;
use super::places::{Land, Spot};
use super::plan::Plan;
use super::script::{Draft, Id, Script};

/// A shipment on its way.
#[derive(Debug)]
pub struct Voyage {
    /// Its own chance.
    pub dice: Dice,
    /// What it will meet.
    pub plan: Plan,
    /// From where to where.
    pub lane: &'static TradeLane,
    /// By which way.
    pub route: &'static Route,
    /// Its place in the world.
    pub serial: Serial,
    /// Its reference.
    pub reference: Reference,
    /// What was recorded.
    pub script: Script,
    /// The second it is.
    pub now: i64,
    /// When the last stage or hold began or ended.
    pub settled: i64,
    /// Where it is.
    pub spot: &'static Spot,
    /// The stages it has been in.
    pub visited: Vec<Stage>,
    /// The goods.
    pub cargo: Cargo,
    /// Its details as amended.
    pub details: Details,
    /// Its parcels.
    pub parcels: Vec<String>,
    /// What left it.
    pub part: Option<Box<Part>>,
}

/// A part that left, with the split that it left by.
#[derive(Debug)]
pub struct Part {
    /// The split.
    pub split: Id,
    /// The way that the part goes.
    pub voyage: Voyage,
}

impl Voyage {
    /// Works for so many hours.
    pub fn work(&mut self, hours: f64, work: Work) {
        let effort = self.dice.about(hours * HOUR as f64 * self.plan.pace, 0.24);
        self.now = calendar::done(self.now, effort, self.spot, work);
    }

    /// Waits until the desk is open.
    pub fn at_desk(&mut self) {
        self.now = calendar::at_desk(self.now, self.spot, &mut self.dice);
    }

    /// Lets minutes pass.
    pub fn minutes(&mut self, low: i64, high: i64) {
        self.now += self.dice.between(low, high) * 60;
    }

    /// Goes on at a whole minute, after everything that bounds a stage.
    pub fn settle(&mut self) {
        self.now = ((self.now + 59) / 60 * 60).max(self.settled + 60);
        self.settled = self.now;
    }

    /// Who records here.
    pub fn clerk(&mut self) -> String {
        format!("{}.{}", self.spot.desk, self.dice.between(1, 3))
    }

    /// When what happens now is recorded: within the hour, or hours to days later.
    pub fn soon(&mut self) -> i64 {
        let seconds = if self.dice.happens(98) {
            self.dice.about(14.0 * HOUR as f64, 0.8).clamp(2.0 * HOUR as f64, 6.0 * DAY as f64)
        } else {
            self.dice.about(480.0, 0.7).clamp(60.0, 3_300.0)
        };
        (self.now + seconds as i64) * 1_000_000 + self.dice.between(0, 999_999)
    }

    /// Records what can stand anywhere.
    pub fn tell(&mut self, drafts: Vec<Draft>) -> Id {
        let (at, clerk) = (self.soon(), self.clerk());
        self.script.record(at, false, &clerk, drafts)
    }

    /// Records what makes sense only after what was recorded before.
    pub fn chain(&mut self, drafts: Vec<Draft>) -> Id {
        let (at, clerk) = (self.soon(), self.clerk());
        self.script.record(at, true, &clerk, drafts)
    }

    /// A remark.
    pub fn note(&mut self, note: &str) {
        let draft = Draft::new(self.now, self.spot, Kind::Noted).note(note);
        self.tell(vec![draft]);
    }

    /// A milestone, now.
    pub fn milestone(&mut self, code: &str) {
        self.now = (self.now + 59) / 60 * 60;
        let draft = Draft::milestone(self.now, self.spot, code);
        self.tell(vec![draft]);
    }

    /// Codes of a country's customs, one after the other, in one message.
    pub fn customs(&mut self, land: Land, codes: &[&str]) {
        let mut drafts = Vec::new();
        for code in codes {
            self.now += self.dice.between(15, 400);
            drafts.push(Draft::customs(self.now, self.spot, land, code).authority(self.spot.customs));
        }
        let link = if land == Land::China { "single-window.cn" } else { "customs-link.ru" };
        let seconds = self.now + if self.dice.happens(15) { self.dice.between(3, 30) * HOUR } else { self.dice.between(20, 240) };
        let at = seconds * 1_000_000 + self.dice.between(0, 999_999);
        self.script.record(at, false, link, drafts);
    }

    /// Enters a stage.
    pub fn enter(&mut self, stage: Stage) {
        let before = self.settled;
        self.settle();
        let draft = Draft::entered(self.now, self.spot, stage);
        let is_first = !self.visited.contains(&stage);
        self.visited.push(stage);
        if is_first && self.plan.misses == Some(stage) {
            return;
        }
        if is_first && self.plan.overlooked == Some(stage) {
            let at = (self.now + self.dice.between(40, 110) * HOUR) * 1_000_000 + self.dice.between(0, 999_999);
            let clerk = self.clerk();
            self.script.record(at, false, &clerk, vec![draft.note("补录 / внесено позже")]);
            return;
        }
        if is_first && self.plan.miskeyed == Some(stage) {
            self.enter_wrongly(stage, before, draft);
            return;
        }
        self.chain(vec![draft]);
    }

    /// Enters a stage again, or one before the current, and says why.
    pub fn go_back(&mut self, stage: Stage, reason: &str, note: &str) {
        self.settle();
        self.visited.push(stage);
        let draft = Draft::entered(self.now, self.spot, stage).reason(reason).note(note);
        self.chain(vec![draft]);
    }

    /// Enters it with a wrong day, hour or stage; notices; takes it back and enters it right in one act.
    fn enter_wrongly(&mut self, stage: Stage, before: i64, right: Draft) {
        let hours = *self.dice.pick(&[2, 3, 5]) * HOUR;
        let next = Stage::ALL.iter().copied().find(|other| *other > stage);
        let (wrong, note) = if self.now - DAY > before + 60 {
            (Draft::entered(self.now - DAY, self.spot, stage), "日期录错一天 / ошибка в дате")
        } else if self.now - hours > before + 60 {
            (Draft::entered(self.now - hours, self.spot, stage), "时区看错 / перепутан часовой пояс")
        } else if let Some(next) = next {
            (Draft::entered(self.now, self.spot, next), "环节选错 / выбран не тот этап")
        } else {
            self.chain(vec![right]);
            return;
        };
        let id = self.chain(vec![wrong]);
        self.take_back(id, "wrong_entry", note, vec![right]);
    }

    /// Retracts an event some time later, and records what is right in the same act.
    pub fn take_back(&mut self, id: Id, reason: &str, note: &str, right: Vec<Draft>) {
        let known = self.now.max(self.script.last_recorded() / 1_000_000);
        let noticed = known + self.dice.about(2.0 * HOUR as f64, 0.9) as i64;
        let retracted = Draft::new(noticed / 60 * 60, self.spot, Kind::Retracted { refers_to: id }).reason(reason).note(note);
        let at = (noticed + self.dice.between(30, 300)) * 1_000_000 + self.dice.between(0, 999_999);
        let clerk = self.clerk();
        self.script.record(at, true, &clerk, [vec![retracted], right].concat());
    }

    /// A stage that is not required.
    pub fn skip(&mut self, stage: Stage, note: &str) {
        self.settle();
        let draft = Draft::new(self.now, self.spot, Kind::Skipped(stage)).note(note);
        self.chain(vec![draft]);
    }

    /// Overlays details.
    pub fn amend(&mut self, amended: Details, note: &str) {
        self.details.overlay(&amended);
        let draft = Draft::new(self.now, self.spot, Kind::Amended(Box::new(amended))).note(note);
        self.chain(vec![draft]);
    }

    /// Works for so many hours, and may stand still meanwhile.
    pub fn labour(&mut self, along: Along, hours: f64, work: Work) {
        self.work(hours * 0.45, work);
        let per_mille = along.per_mille();
        if along == Along::Entry && self.plan.stuck {
            self.stick();
        } else if self.dice.happens(per_mille) {
            self.stand_still(along);
        } else if along == Along::Inspection && self.plan.held_wrongly {
            self.hold_wrongly();
        }
        self.work(hours * 0.55, work);
    }

    /// Is held, now and then for two reasons at once.
    fn stand_still(&mut self, along: Along) {
        let Some(cause) = holds::cause(along, &self.plan, self.route.by, &mut self.dice) else { return };
        self.reach(cause);
        let second = if self.dice.happens(170) { holds::cause(along, &self.plan, self.route.by, &mut self.dice) } else { None };
        let id = self.hold(cause);
        let ends = self.freed(cause);
        let Some(second) = second.filter(|second| second.reason != cause.reason) else {
            self.now = ends;
            self.release(id, cause);
            return;
        };
        self.now += (ends - self.now) * self.dice.between(20, 80) / 100;
        self.reach(second);
        let other = self.hold(second);
        let other_ends = self.freed(second);
        let mut releases = [(ends, id, cause), (other_ends, other, second)];
        releases.sort_by_key(|(ends, id, _)| (*ends, *id));
        for (ends, id, cause) in releases {
            self.now = ends.max(self.now);
            self.release_by_name(id, cause);
        }
    }

    /// Authorities act in their hours, the weather at any.
    fn reach(&mut self, cause: &Cause) {
        if cause.acting != Acting::Nobody {
            self.at_desk();
        }
    }

    /// When a hold that begins now ends.
    fn freed(&mut self, cause: &Cause) -> i64 {
        let work = if cause.acting == Acting::Nobody { Work::Wheels } else { Work::Desk };
        let effort = self.dice.about(f64::from(cause.hours) * HOUR as f64, 0.55);
        let done = calendar::done(self.now, effort, self.spot, work);
        if work == Work::Desk { calendar::at_desk(done, self.spot, &mut self.dice) } else { done }
    }

    /// Is held for months.
    fn stick(&mut self) {
        let reason = *self.dice.pick(&["classification_dispute", "ip_suspension", "value_doubt"]);
        let Some(cause) = holds::of_reason(Along::Entry, reason) else { return };
        let id = self.hold(cause);
        self.customs(Land::Russia, &["77"]);
        self.now += self.dice.between(80, 190) * DAY;
        self.at_desk();
        self.release(id, cause);
    }

    /// Is held in place of another shipment.
    fn hold_wrongly(&mut self) {
        if let Some(cause) = holds::of_reason(Along::Inspection, "document_request") {
            let id = self.hold(cause);
            self.take_back(id, "wrong_entry", "扫错批次 / не та партия", Vec::new());
        }
    }

    /// Opens a hold, now.
    pub fn hold(&mut self, cause: &'static Cause) -> Id {
        self.settle();
        let responsible = *self.dice.pick(cause.responsible);
        let draft = Draft::new(self.now, self.spot, Kind::Held { pauses: cause.pauses }).reason(cause.reason).note(cause.note);
        let draft = match cause.acting {
            Acting::Customs => draft.authority(self.spot.customs),
            Acting::Quarantine => draft.authority(self.spot.quarantine),
            Acting::Nobody => draft,
        };
        self.chain(vec![draft.responsible(responsible)])
    }

    /// Ends the only hold that is open, now, with or without naming it.
    pub fn release(&mut self, id: Id, cause: &'static Cause) {
        if self.plan.splits || self.dice.happens(700) {
            self.release_by_name(id, cause);
        } else {
            self.let_go(None, cause);
        }
    }

    /// Ends a hold, now.
    pub fn release_by_name(&mut self, id: Id, cause: &'static Cause) {
        self.let_go(Some(id), cause);
    }

    fn let_go(&mut self, hold: Option<Id>, cause: &'static Cause) {
        self.settle();
        let draft = Draft::new(self.now, self.spot, Kind::Released { hold });
        let draft = match cause.acting {
            Acting::Nobody => draft,
            Acting::Customs => draft.authority(self.spot.customs),
            Acting::Quarantine => draft.authority(self.spot.quarantine),
        };
        let note = match self.spot.land {
            Land::China => *self.dice.pick(&["", "资料已补齐，解除滞留", "处理完毕，恢复流转"]),
            Land::Russia => *self.dice.pick(&["", "Приостановка снята", "Документы приняты"]),
        };
        self.chain(vec![draft.note(note)]);
    }

    /// Some of its parcels pass a scanner.
    pub fn scan(&mut self, stage: Stage, code: &str) {
        let seen = if self.dice.happens(850) { self.parcels.len() } else { self.parcels.len().saturating_sub(1).max(1) };
        let parcels = super::script::parcels(&self.parcels[..seen]);
        let kind = parcels.map(|parcels| Kind::Scanned { parcels, stage: Some(stage), code: Text::read(code) });
        let draft = Draft::new(self.now, self.spot, kind);
        self.tell(vec![draft]);
    }
}
