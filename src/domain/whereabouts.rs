//! Where a shipment can hardly be: what someone most likely recorded at the wrong place. It is asked about, never refused:
//! goods do go ways that nobody foresaw.

use super::codes::PlaceCode;
use super::event::{Event, Kind};
use super::replay::Replay;
use super::stage::{Outcome, Stage};
use super::time::Instant;

/// A place where a shipment can hardly be, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlikely {
    /// At its destination, before it came over the border.
    NotThereYet,
    /// At its origin, of what happens after the way.
    LeftBefore,
    /// At either end, of what happens at the border.
    NotAtBorder,
}

/// Why an event hardly happened at its place, if so: by the two ends of the way and by what was recorded before it.
pub fn unlikely(replay: &Replay<'_>, event: &Event) -> Option<Unlikely> {
    let details = replay.details();
    let (place, origin, destination) = (event.place.as_ref()?, details.origin.as_ref()?, details.destination.as_ref()?);
    if origin == destination {
        return None;
    }
    let is_crossing = details.crossing.as_ref() == Some(place);
    let end = if place == destination {
        End::Destination
    } else if place == origin {
        End::Origin
    } else {
        return None;
    };
    match (end, leg(&event.kind)?) {
        (_, Leg::Border) if !is_crossing => Some(Unlikely::NotAtBorder),
        (End::Destination, Leg::Before) if !is_over(replay, event.occurred.instant, destination) => Some(Unlikely::NotThereYet),
        (End::Origin, Leg::After) => Some(Unlikely::LeftBefore),
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum End {
    Origin,
    Destination,
}

/// The part of the way on which something happens.
#[derive(Clone, Copy)]
enum Leg {
    /// Before the border.
    Before,
    /// At the border.
    Border,
    /// After the way.
    After,
}

fn leg(kind: &Kind) -> Option<Leg> {
    match kind {
        Kind::Entered(Stage::Delivery) | Kind::Closed { outcome: Outcome::Delivered, .. } => Some(Leg::After),
        Kind::Entered(_) => Some(Leg::Before),
        Kind::Milestone { code, .. } if !kind.may_lie_ahead() => match code.as_str() {
            "loaded" | "departed" => Some(Leg::Before),
            "border_arrived" | "border_crossed" => Some(Leg::Border),
            "arrived" | "out_for_delivery" | "attempted" => Some(Leg::After),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the shipment was over the border by an instant: it crossed it, arrived, or was seen at its destination for
/// what happens there.
fn is_over(replay: &Replay<'_>, at: Instant, destination: &PlaceCode) -> bool {
    replay.events.iter().filter(|recorded| recorded.event.occurred.instant <= at).any(|recorded| match &recorded.event.kind {
        Kind::Entered(Stage::Delivery) => true,
        kind @ Kind::Milestone { code, .. } if !kind.may_lie_ahead() => {
            code.as_str() == "border_crossed" || code.as_str() == "arrived" && recorded.event.place.as_ref() == Some(destination)
        }
        _ => false,
    })
}
