//! A shipment as a line of a list or of the board: where it stands, how much time is left, why it is held and who
//! must act, its small drawing, the next action.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use askama::Template;

use super::page::shipment_path;
use super::presenter::Presenter;
use super::state_words::{Chip, chips, stage_line, step_sent, step_text};
use super::track::{Pips, RowTrack};
use crate::domain::commitment::SlaStatus;
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::shipment_state::{Progress, ShipmentState};
use crate::domain::time::Instant;
use crate::i18n::Language;
use crate::office::find::ListedShipment;
use crate::values;

/// Words the lines of one page: what many of them share is worded once.
pub struct RowWords<'p> {
    presenter: &'p Presenter,
    now: Instant,
    pips: RefCell<HashMap<[Progress; 5], Rc<str>>>,
    lanes: RefCell<HashMap<(&'p str, &'p str), Rc<str>>>,
}

/// A line: a shipment as it stands at an instant. What a page does not show is not worked out.
pub struct ShipmentRow<'p> {
    words: &'p RowWords<'p>,
    listed: &'p ListedShipment,
    state: ShipmentState<'p>,
}

impl<'p> RowWords<'p> {
    /// For a reader, as of an instant.
    pub fn new(presenter: &'p Presenter, now: Instant) -> Self {
        Self { presenter, now, pips: RefCell::default(), lanes: RefCell::default() }
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.presenter.language
    }

    /// The lines of these shipments.
    pub fn rows(&'p self, listed: &'p [ListedShipment]) -> Vec<ShipmentRow<'p>> {
        listed.iter().map(|listed| ShipmentRow { words: self, listed, state: listed.state() }).collect()
    }
}

impl<'p> ShipmentRow<'p> {
    fn presenter(&self) -> &'p Presenter {
        self.words.presenter
    }

    /// Its reference.
    pub fn reference(&self) -> &'p str {
        &self.listed.reference
    }

    /// Where its page is.
    pub fn path(&self) -> String {
        shipment_path(self.reference())
    }

    /// What it carries.
    pub fn goods(&self) -> &'p str {
        self.listed.goods.as_deref().map_or("", |goods| self.presenter().named(Field::Goods, goods))
    }

    /// The first of its goods in the reader's language, and how many more there are.
    pub fn goods_in_short(&self) -> String {
        let (first, more) = self.presenter().language.first_named(self.goods());
        if more == 0 { first.to_owned() } else { self.presenter().language.format("list-goods", values!(first = first, more = more)) }
    }

    /// When it was registered: the day, in the reader's zone.
    pub fn registered(&self) -> String {
        let registered = Instant::from_seconds(self.listed.registered_at);
        registered.map(|at| self.presenter().language.date(local_time::shown(at, self.presenter().zone).date())).unwrap_or_default()
    }

    /// Supervision mode.
    pub fn mode(&self) -> String {
        self.listed.mode.as_deref().map(|code| self.presenter().mode(code)).unwrap_or_default()
    }

    /// Who carries it.
    pub fn carrier(&self) -> &'p str {
        self.listed.carrier.as_deref().map_or("", |carrier| self.presenter().named(Field::Carrier, carrier))
    }

    /// Five bars, as markup.
    pub fn pips(&self) -> Rc<str> {
        let draw = || Pips::new(self.state.progress, self.presenter().language).render().unwrap_or_default().into();
        Rc::clone(self.words.pips.borrow_mut().entry(self.state.progress).or_insert_with(draw))
    }

    /// The stage it is in, or the outcome.
    pub fn stage(&self) -> String {
        stage_line(self.presenter(), &self.state)
    }

    /// Where it was last seen.
    pub fn place(&self) -> &'p str {
        self.listed.place.as_deref().map_or("", |code| self.presenter().place_name(code))
    }

    /// From where to where.
    pub fn lane(&self) -> Rc<str> {
        let (origin, destination) = (self.listed.origin.as_deref(), self.listed.destination.as_deref());
        let (Some(origin), destination) = (origin, destination.unwrap_or("")) else { return Rc::from("") };
        let say = || self.presenter().way(origin, destination).into();
        Rc::clone(self.words.lanes.borrow_mut().entry((origin, destination)).or_insert_with(say))
    }

    /// The drawing of its promise.
    pub fn track(&self) -> RowTrack {
        RowTrack::of_shipment(&self.state, &self.listed.intervals(), self.words.now, self.presenter().language)
    }

    /// How much of the promise is spent.
    pub fn spent(&self) -> String {
        let run = self.state.commitment.and_then(|commitment| commitment.run);
        run.map(|run| self.presenter().language.duration(run.spent(self.words.now))).unwrap_or_default()
    }

    /// How much of the promise is left, or was to spare.
    pub fn left(&self) -> String {
        left(self.presenter(), &self.state, self.words.now)
    }

    /// Whether it is past due.
    pub fn is_over(&self) -> bool {
        matches!(self.state.status(self.words.now), SlaStatus::Overdue | SlaStatus::Missed)
    }

    /// How it stands: of most there is nothing to say, for a list names only what is not as it should be.
    pub fn chips(&self) -> Vec<Chip> {
        chips(self.presenter(), &self.state, self.words.now).into_iter().filter(|chip| !chip.class.is_empty()).collect()
    }

    /// Why it is held, and who must act.
    pub fn held(&self) -> String {
        held(self.presenter(), &self.state)
    }

    /// Declared value with its currency.
    pub fn value(&self) -> String {
        self.listed.money().map(|(value, currency)| self.presenter().money(value, currency)).unwrap_or_default()
    }

    /// What comes next.
    pub fn next(&self) -> String {
        step_text(self.presenter(), self.state.next_step())
    }

    /// Where that is recorded.
    pub fn next_path(&self) -> String {
        format!("{}/record?what={}", self.path(), step_sent(self.state.next_step()))
    }

    /// Who must act.
    pub fn who(&self) -> String {
        self.state.who_acts().map(|who| self.presenter().responsible(who)).unwrap_or_default()
    }
}

/// How much of the promise is left, or was to spare.
fn left(presenter: &Presenter, state: &ShipmentState<'_>, now: Instant) -> String {
    let language = presenter.language;
    let Some(commitment) = state.commitment else { return String::new() };
    let Some(run) = commitment.run else {
        return if state.outcome.is_none() { presenter.say("figure-not-started") } else { String::new() };
    };
    let left = run.left(now);
    let by = language.duration(left.abs());
    match run.status(now) {
        SlaStatus::Kept => language.format("list-kept", values!(by = by)),
        SlaStatus::Missed => language.format("list-missed", values!(by = by)),
        SlaStatus::Stopped => presenter.say("figure-stopped"),
        _ if left < 0 => format!("\u{2212}{by}"),
        _ => by,
    }
}

fn held(presenter: &Presenter, state: &ShipmentState<'_>) -> String {
    let told = [
        state.hold.and_then(|hold| hold.reason).map(|reason| presenter.reason(reason)),
        state
            .hold
            .and_then(|hold| hold.responsible)
            .map(|who| presenter.language.format("figure-to-act", values!(who = presenter.responsible(who)))),
    ];
    match told {
        [Some(reason), Some(who)] => presenter.language.format("list-held", values!(reason = reason, who = who)),
        [one, other] => one.or(other).unwrap_or_default(),
    }
}
