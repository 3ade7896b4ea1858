//! The clearance report: how long it took, clock by clock, for a period, a cohort and a lane, as of a moment.
//! timeline.md §8. The clocks are read and summarised on both cores.

use std::collections::HashSet;
use std::sync::Mutex;

use crate::domain::report::{ClearanceReport, ClockFigures, Cohort, Question, Shipments};
use crate::domain::stage::{ClockName, Outcome};
use crate::domain::time::{Instant, Moment};
use crate::domain::zone::{day_begins, day_ends};
use crate::stats::{Duration, summarise};
use crate::store::{EndedClock, Error, RunningClock, Store};

/// Threads that read clocks at the same time.
const READING: usize = 2;

/// Answers a question about clearing times; as of now if no moment is given.
pub fn report(store: &Store, question: Question, as_of: Option<Moment>) -> Result<ClearanceReport, Error> {
    let as_of = store.settle(as_of)?;
    let period = Period::of(&question);
    let (shipments, lane) = match &question.lane {
        None => (count(store.outcomes(as_of)?), None),
        Some(lane) => {
            let found = store.of_lane(as_of, lane)?;
            let shipments = count(found.iter().map(|(_, outcome)| (*outcome, 1)).collect());
            (shipments, Some(found.into_iter().map(|(shipment, _)| shipment).collect::<HashSet<_>>()))
        }
    };
    let reading = Reading { store, period, lane, as_of };
    Ok(ClearanceReport { as_of, question, shipments, clocks: reading.figures()? })
}

fn count(outcomes: Vec<(Option<Outcome>, u64)>) -> Shipments {
    let mut shipments = Shipments::default();
    for (outcome, number) in outcomes {
        shipments.total += number;
        match outcome {
            Some(outcome) => shipments.closed[outcome as usize] += number,
            None => shipments.open += number,
        }
    }
    shipments
}

/// A period as instants: from the first of its first day to the first after its last.
#[derive(Debug, Clone, Copy)]
struct Period {
    from: Option<Instant>,
    to: Option<Instant>,
    cohort: Cohort,
}

impl Period {
    fn of(question: &Question) -> Self {
        let from = question.from.and_then(|day| day_begins(day, question.time_zone));
        let to = question.to.and_then(|day| day_ends(day, question.time_zone));
        Self { from, to, cohort: question.cohort }
    }

    /// Which ends can belong to it at all: a clock that started in it ended after it began.
    fn ends(&self) -> (Option<Instant>, Option<Instant>) {
        (self.from, if self.cohort == Cohort::Completed { self.to } else { None })
    }

    fn has_started(&self, started_at: i64) -> bool {
        self.from.is_none_or(|from| from.seconds() <= started_at) && self.is_before_end(started_at)
    }

    fn is_before_end(&self, started_at: i64) -> bool {
        self.to.is_none_or(|to| started_at < to.seconds())
    }
}

struct Reading<'s> {
    store: &'s Store,
    period: Period,
    lane: Option<HashSet<i64>>,
    as_of: Moment,
}

impl Reading<'_> {
    fn is_in_lane(&self, shipment: i64) -> bool {
        self.lane.as_ref().is_none_or(|lane| lane.contains(&shipment))
    }

    /// The figures of all clocks, each read by whichever thread is free.
    fn figures(&self) -> Result<Vec<ClockFigures>, Error> {
        let next = Mutex::new(ClockName::ALL.iter());
        let take = || next.lock().ok().and_then(|mut names| names.next().copied());
        let work = || -> Result<Vec<(ClockName, ClockFigures)>, Error> {
            std::iter::from_fn(take).map(|name| Ok((name, self.ended(name)?))).collect()
        };
        let done: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (1..READING).map(|_| scope.spawn(work)).collect();
            let mine = work();
            threads.into_iter().map(|thread| thread.join().unwrap_or(Err(Error::Stopped))).chain([mine]).collect()
        });
        let mut figures = vec![ClockFigures::default(); ClockName::ALL.len()];
        for (name, clock) in done.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
            figures[name.index()] = clock;
        }
        self.store.running_clocks(self.as_of, |running| self.add_running(&mut figures, &running))?;
        Ok(figures)
    }

    fn ended(&self, name: ClockName) -> Result<ClockFigures, Error> {
        let mut figures = ClockFigures::default();
        let (mut gross, mut net) = (Vec::new(), Vec::new());
        self.store.ended_clocks(name, self.period.ends(), self.as_of, |clock: EndedClock| {
            let is_counted = self.period.cohort == Cohort::Completed || self.period.has_started(clock.started_at);
            if !is_counted || !self.is_in_lane(clock.shipment) {
                return;
            }
            match clock.stopped_by {
                Some(outcome) => figures.excluded[outcome as usize - 1] += 1,
                None => {
                    figures.partial += u64::from(clock.partial);
                    gross.push(Duration { seconds: clock.gross, target: clock.target });
                    net.push(Duration { seconds: clock.net, target: clock.target });
                }
            }
        })?;
        figures.n = gross.len() as u64;
        figures.gross = summarise(&gross);
        figures.net = summarise(&net);
        Ok(figures)
    }

    fn add_running(&self, figures: &mut [ClockFigures], clock: &RunningClock) {
        let is_counted = match self.period.cohort {
            Cohort::Completed => self.period.is_before_end(clock.started_at),
            Cohort::Started => self.period.has_started(clock.started_at),
        };
        if is_counted && self.is_in_lane(clock.shipment) {
            figures[clock.clock].open += 1;
            figures[clock.clock].open_late += u64::from(clock.target > 0 && clock.gross > clock.target);
        }
    }
}
