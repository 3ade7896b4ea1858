//! The board: every open shipment by its stage, what comes next and what waits for others, what was recorded since one
//! looked, where they are.

use std::collections::BTreeMap;

use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::commitment::SlaStatus;
use crate::domain::time::{Instant, Moment};
use crate::store::{ListQuery, ListedShipment, MadeOf, OpenShipment, Store};

/// Shipments that are the office's to do, at most so many on the board.
pub const TO_DO: usize = 12;
/// Shipments that wait for others, at most so many on the board.
pub const WAITING: usize = 6;
/// Shipments that changed since one looked, at most so many.
const CHANGED: usize = 6;

/// How a shipment's mark is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Nothing is wrong.
    Fine,
    /// It will likely be late.
    AtRisk,
    /// It was late: its promised clock has ended.
    Missed,
    /// It is late.
    Overdue,
}

/// One open shipment in a reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// How much of the promise is spent, by the clock that says what is late; none where nothing was promised, or it has
    /// not begun.
    pub share: Option<f64>,
    /// How it is shown.
    pub look: Look,
    /// Whether it stands still.
    pub is_held: bool,
}

/// A stage with the shipments in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reach {
    /// Each of them, by share.
    pub marks: Vec<Mark>,
    /// How many are held, at risk, overdue; one that is overdue and held counts in both.
    pub held: usize,
    /// Not overdue, but likely to be.
    pub at_risk: usize,
    /// Past due.
    pub overdue: usize,
    /// Their promised clock ended past due.
    pub missed: usize,
}

/// Who must act, and the reason of the hold.
pub type Holder = (Option<String>, Option<String>);

/// The board.
#[derive(Debug, Default)]
pub struct Board {
    /// As of when.
    pub now: Option<Moment>,
    /// All open shipments.
    pub open: usize,
    /// Whether nothing was ever registered.
    pub is_empty: bool,
    /// Those past due.
    pub overdue: usize,
    /// Those that entered no stage yet.
    pub not_begun: usize,
    /// The five stages.
    pub reaches: [Reach; 5],
    /// The first that are the office's to do, by what is due.
    pub to_do: Vec<ListedShipment>,
    /// How many are in all.
    pub to_do_count: usize,
    /// The first that wait for others, by what is due.
    pub waiting: Vec<ListedShipment>,
    /// How many do in all.
    pub waiting_count: usize,
    /// What was recorded since one looked, the latest first.
    pub changed: Vec<ListedShipment>,
    /// How many open shipments are at each place, most first.
    pub places: Vec<(Option<String>, usize)>,
    /// How many are held, by who must act and why, most first.
    pub holds: Vec<(Holder, usize)>,
}

impl Look {
    /// By how it stands against its promise.
    pub fn new(status: SlaStatus) -> Self {
        match status {
            SlaStatus::Overdue => Self::Overdue,
            SlaStatus::Missed => Self::Missed,
            SlaStatus::AtRisk => Self::AtRisk,
            SlaStatus::None | SlaStatus::OnTime | SlaStatus::Kept | SlaStatus::Stopped => Self::Fine,
        }
    }
}

/// Hears of the ledger's sequence from now on, whichever process records: of the last one, where several came since one
/// looked.
pub fn changes(office: &Office, context: &Context) -> Result<tokio::sync::watch::Receiver<i64>, Error> {
    context.require(Right::Look)?;
    Ok(office.store().subscribe()?)
}

/// The board as it stands, for someone who looked last at a moment.
pub fn board(office: &Office, context: &Context, looked: Option<Moment>) -> Result<Board, Error> {
    context.require(Right::Look)?;
    let (store, now) = (office.store(), context.now);
    let at = now.instant();
    let standing = store.remember(MadeOf::Ledger, Store::standing)?;
    let open = &standing.open;
    let mut board = Board { now: Some(now), open: open.len(), is_empty: standing.all == 0, ..Board::default() };
    let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut holds: BTreeMap<Holder, usize> = BTreeMap::new();
    let (mut to_do, mut waiting, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for shipment in open.iter() {
        let look = Look::new(shipment.status(at));
        *places.entry(shipment.place.clone()).or_default() += 1;
        board.overdue += usize::from(look == Look::Overdue);
        if shipment.open_holds > 0 {
            *holds.entry((shipment.responsible.clone(), shipment.held_reason.clone())).or_default() += 1;
        }
        match shipment.stage_now() {
            Some(stage) => board.reaches[stage.stage as usize].take(shipment, look, at),
            None => board.not_begun += 1,
        }
        // They come by what is due: the first are those with the least time left.
        if shipment.waits_for_others() { &mut waiting } else { &mut to_do }.push(shipment.shipment);
        if looked.is_some_and(|looked| shipment.recorded_at > looked.micros()) {
            changed.push((shipment.recorded_at, shipment.shipment));
        }
    }
    for reach in &mut board.reaches {
        reach.marks.sort_by(|a, b| a.share.unwrap_or(0.0).total_cmp(&b.share.unwrap_or(0.0)).then(a.look.cmp(&b.look)));
    }
    (board.to_do_count, board.waiting_count) = (to_do.len(), waiting.len());
    to_do.truncate(TO_DO);
    waiting.truncate(WAITING);
    changed.sort_unstable_by(|a, b| b.cmp(a));
    changed.truncate(CHANGED);
    board.to_do = listed(store, to_do)?;
    board.waiting = listed(store, waiting)?;
    board.changed = listed(store, changed.into_iter().map(|(_, shipment)| shipment).collect())?;
    board.places = places.into_iter().collect();
    board.places.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), code.clone()));
    board.holds = holds.into_iter().collect();
    board.holds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(board)
}

/// These shipments, in this order.
fn listed(store: &Store, shipments: Vec<i64>) -> Result<Vec<ListedShipment>, Error> {
    let rows = store.list(&ListQuery { among: Some(shipments.clone()), ..ListQuery::default() }, shipments.len())?;
    let mut rows: Vec<Option<ListedShipment>> = rows.into_iter().map(Some).collect();
    let find = |shipment: i64, rows: &mut Vec<Option<ListedShipment>>| {
        rows.iter_mut().find(|row| row.as_ref().is_some_and(|row| row.shipment == shipment)).and_then(Option::take)
    };
    Ok(shipments.into_iter().filter_map(|shipment| find(shipment, &mut rows)).collect())
}

impl Reach {
    fn take(&mut self, shipment: &OpenShipment, look: Look, at: Instant) {
        let (share, is_held) = (shipment.promise().map(|run| run.target_use(at).share()), shipment.open_holds > 0);
        self.marks.push(Mark { share, look, is_held });
        self.held += usize::from(is_held);
        self.missed += usize::from(look == Look::Missed);
        self.at_risk += usize::from(look == Look::AtRisk);
        self.overdue += usize::from(look == Look::Overdue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_shipment_is_shown_by_how_it_stands() {
        let second = |seconds| Instant::from_seconds(seconds).unwrap_or_else(|| Moment::earliest().instant());
        let look = |at| Look::new(SlaStatus::running(second(100), Some(second(80)), second(at)));
        // Due at 100: at 100 it is not overdue yet, at 101 it is.
        assert_eq!([79, 80, 100, 101].map(look), [Look::Fine, Look::AtRisk, Look::AtRisk, Look::Overdue]);
        assert_eq!([SlaStatus::None, SlaStatus::Kept, SlaStatus::Missed].map(Look::new), [Look::Fine, Look::Fine, Look::Missed]);
    }
}
