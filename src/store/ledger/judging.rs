//! What a history says to a command, before anything is written: whether it can be numbered, and whether the timeline
//! with it is valid.

use super::{ActRefused, Command, Judgement, Objection};
use crate::domain::codes::Reference;
use crate::domain::event::{Event, HIGHEST_NUMBER, Recorded};
use crate::domain::history;
use crate::domain::refusal::{Refusal, Rule};
use crate::domain::time::Moment;

/// Lets the timeline decide on a command after a history, and writes nothing; gives the history with it.
pub fn judge(history: &[Recorded], command: Command, recorded_at: Moment) -> Result<Vec<Recorded>, ActRefused> {
    let Command { shipment, seen, events: new } = command;
    if let Err(objection) = check_numbers(history, seen, &new, recorded_at) {
        return Err(Judgement::new(shipment, history.to_vec(), new, objection).into());
    }
    let mut events = history.to_vec();
    extend(&mut events, new, recorded_at);
    match history::admit(&events, history.len()).map(drop) {
        Ok(()) => Ok(events),
        Err(refusal) => Err(Judgement::by_rule(shipment, events, history.len(), refusal).into()),
    }
}

/// Gives new events their numbers, and puts them at the end of a history.
pub(super) fn extend(events: &mut Vec<Recorded>, new: Vec<(Option<u32>, Event)>, recorded_at: Moment) {
    let mut last = last_number(events);
    for (number, event) in new {
        last = number.unwrap_or(last + 1);
        events.push(Recorded { number: last, recorded_at, event });
    }
}

impl Judgement {
    pub(super) fn new(shipment: Reference, history: Vec<Recorded>, new: Vec<(Option<u32>, Event)>, objection: Objection) -> Self {
        Self { shipment, history, events: new.into_iter().map(|(_, event)| event).collect(), objection }
    }

    /// Of a history whose new events, those from one on, would break a rule.
    pub(super) fn by_rule(shipment: Reference, mut history: Vec<Recorded>, from: usize, refusal: Refusal) -> Self {
        let new = history.split_off(from);
        let index = new.iter().position(|recorded| recorded.number == refusal.event);
        let events = new.into_iter().map(|recorded| recorded.event).collect();
        Self { shipment, history, events, objection: Objection::Rule { refusal, index } }
    }
}

impl From<Judgement> for ActRefused {
    fn from(judgement: Judgement) -> Self {
        Self::Judged(vec![judgement])
    }
}

fn last_number(events: &[Recorded]) -> u32 {
    events.iter().map(|recorded| recorded.number).max().unwrap_or(0)
}

/// Says whether the new events can be numbered: what was seen still holds, none lies ahead, and there are numbers left.
pub(super) fn check_numbers(
    events: &[Recorded],
    seen: Option<u32>,
    new: &[(Option<u32>, Event)],
    recorded_at: Moment,
) -> Result<(), Objection> {
    let mut last = last_number(events);
    if seen.is_some_and(|seen| seen != last) {
        return Err(Objection::Stale);
    }
    for (index, (number, event)) in new.iter().enumerate() {
        if !event.kind.may_lie_ahead() && !recorded_at.allows(event.occurred.instant) {
            return Err(Objection::InFuture { index });
        }
        last = number.unwrap_or(last + 1);
        if last > HIGHEST_NUMBER {
            let refusal = Refusal { rule: Rule::NumberInvalid, event: last, in_the_way: None };
            return Err(Objection::Rule { refusal, index: Some(index) });
        }
    }
    Ok(())
}
