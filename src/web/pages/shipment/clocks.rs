//! All eight clocks of a shipment, with what each counts: nobody has to guess what "20 days" means.

use crate::domain::clock::State;
use crate::domain::details::Details;
use crate::domain::measure::{self, TargetUse};
use crate::domain::shipment_state::{Progress, ShipmentState};
use crate::domain::stage::ClockName;
use crate::domain::time::Instant;
use crate::domain::timeline::{Reading, Timeline};
use crate::values;
use crate::web::presenter::Presenter;

/// One clock.
#[derive(Debug, Clone)]
pub struct ClockRow {
    /// Its name.
    pub name: String,
    /// What it counts, in short.
    pub ends: String,
    /// The same in full.
    pub about: String,
    /// When it started.
    pub started: String,
    /// When it ended, or that it runs.
    pub ended: String,
    /// All of it.
    pub gross: String,
    /// Without pausing holds.
    pub net: String,
    /// Its target.
    pub target: String,
    /// When that is due.
    pub due: String,
    /// Whether it is past its target.
    pub is_over: bool,
}

/// The clocks in their order.
pub fn clocks(presenter: &Presenter, state: &ShipmentState<'_>, details: &Details, timeline: &Timeline) -> Vec<ClockRow> {
    ClockName::ALL.iter().map(|name| row(presenter, state, (details, timeline), *name)).collect()
}

fn row(presenter: &Presenter, state: &ShipmentState<'_>, (details, timeline): (&Details, &Timeline), name: ClockName) -> ClockRow {
    let language = presenter.language;
    let target = details.target(name);
    let reading = timeline.clock(name);
    let origin = details.origin.as_ref();
    let at = |instant: Instant| presenter.instant(instant, origin);
    let due = reading.zip(target).filter(|_| name.stage().is_none());
    let due = due.and_then(|(reading, target)| measure::after(reading.clock.start, target.seconds()));
    ClockRow {
        name: presenter.clock(name),
        ends: presenter.clock_ends(name),
        about: about(presenter, name),
        started: reading.map(|reading| at(reading.clock.start)).unwrap_or_else(|| presenter.say(not_started(state, name))),
        ended: reading
            .map(|reading| match reading.clock.state {
                State::Running => presenter.say("clocks-runs"),
                State::Ended(end) => at(end),
                State::Stopped(end, _) => format!("{}, {}", presenter.say("clocks-stopped"), at(end)),
            })
            .unwrap_or_default(),
        gross: reading.map(|reading| language.duration(reading.elapsed.gross)).unwrap_or_default(),
        net: reading.map(|reading| language.duration(reading.elapsed.net)).unwrap_or_default(),
        target: target.map(|target| language.days(target.seconds())).unwrap_or_default(),
        due: due.map(at).unwrap_or_default(),
        is_over: reading.and_then(Reading::target_use).is_some_and(TargetUse::is_over),
    }
}

/// Why a clock has not started: as the drawing says it of the stage.
fn not_started(state: &ShipmentState<'_>, name: ClockName) -> &'static str {
    match name.stage().map(|stage| state.progress_of(stage)) {
        Some(Progress::Skipped) => "track-skipped",
        Some(Progress::Missing) => "track-missing",
        _ => "figure-not-started",
    }
}

/// What a clock counts, in full.
pub fn about(presenter: &Presenter, name: ClockName) -> String {
    let (first, last) = name.stages();
    let values = values!(clock = presenter.clock(name), first = presenter.stage(first), last = presenter.stage(last));
    presenter.language.format(if name.stage().is_some() { "clocks-stage" } else { "clocks-from-to" }, values)
}
