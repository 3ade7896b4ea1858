//! The clearance report: how long it took, clock by clock, for a period, a cohort and a lane, as of a moment.
//! timeline.md §8. The clocks are read and summarised on both cores.

use std::collections::HashSet;
use std::sync::Mutex;

use crate::domain::report::{ClearanceReport, ClockFigures, Cohort, Question, Shipments};
use crate::domain::stage::{ClockName, Outcome};
use crate::domain::time::{Instant, Moment};
use crate::domain::zone::{day_begins, day_ends};
use crate::stats::{Duration, summarise};
use crate::store::{EndedClock, EndedQuery, Error, RunningClock, Store};

/// Threads that read clocks at the same time.
const READING: usize = 2;

/// Answers a question about clearing times; as of now if no moment is given.
pub fn report(store: &Store, question: Question, as_of: Option<Moment>) -> Result<ClearanceReport, Error> {
    let as_of = store.settle(as_of)?;
    let lane = question.lane.as_ref().map(|lane| store.of_lane(as_of, lane)).transpose()?;
    let reading = Reading {
        store,
        period: Period::of(&question),
        lane: lane.as_ref().map(|found| found.iter().map(|(shipment, _)| *shipment).collect()),
        as_of,
    };
    let (clocks, outcomes) = reading.figures()?;
    let outcomes = match lane {
        None => outcomes,
        Some(found) => found.iter().map(|(_, outcome)| (*outcome, 1)).collect(),
    };
    Ok(ClearanceReport { as_of, question, shipments: count(outcomes), clocks })
}

/// The clocks behind the figures of a report: each that was counted, or stands beside it.
#[derive(Debug, Clone, Default)]
pub struct Members {
    /// Those that ended, and those that an exception stopped.
    pub ended: Vec<EndedClock>,
    /// Those that run.
    pub running: Vec<RunningClock>,
}

/// The clocks that a report of this question, as of this moment, counts for one of the eight.
pub fn members(store: &Store, question: &Question, as_of: Moment, clock: ClockName) -> Result<Members, Error> {
    let lane = question.lane.as_ref().map(|lane| store.of_lane(as_of, lane)).transpose()?;
    let lane = lane.map(|found| found.into_iter().map(|(shipment, _)| shipment).collect());
    let reading = Reading { store, period: Period::of(question), lane, as_of };
    let mut members = Members::default();
    reading.each_ended(clock, true, |ended| members.ended.push(ended))?;
    store.running_clocks(as_of, |running| {
        if running.clock == clock.index() && reading.is_running(&running) {
            members.running.push(running);
        }
    })?;
    Ok(members)
}

fn count(outcomes: Outcomes) -> Shipments {
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

/// Shipments by outcome; without one they are open.
type Outcomes = Vec<(Option<Outcome>, u64)>;

/// Something to read.
enum Task {
    Outcomes,
    Ended(ClockName),
}

/// What was read.
enum Done {
    Outcomes(Outcomes),
    Ended(ClockName, Box<ClockFigures>),
}

impl Task {
    fn all() -> Vec<Self> {
        let clocks = ClockName::ALL.iter().map(|name| Self::Ended(*name));
        std::iter::once(Self::Outcomes).chain(clocks).collect()
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

    /// The figures of all clocks and the outcomes, each read by whichever thread is free.
    fn figures(&self) -> Result<(Vec<ClockFigures>, Outcomes), Error> {
        let next = Mutex::new(Task::all().into_iter());
        let take = || next.lock().ok().and_then(|mut tasks| tasks.next());
        let work = || std::iter::from_fn(take).map(|task| self.work(task)).collect::<Result<Vec<Done>, Error>>();
        let done: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (1..READING).map(|_| scope.spawn(work)).collect();
            let mine = work();
            threads.into_iter().map(|thread| thread.join().unwrap_or(Err(Error::Stopped))).chain([mine]).collect()
        });
        let (mut figures, mut outcomes) = (vec![ClockFigures::default(); ClockName::ALL.len()], Vec::new());
        for done in done.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
            match done {
                Done::Ended(name, clock) => figures[name.index()] = *clock,
                Done::Outcomes(counted) => outcomes = counted,
            }
        }
        self.store.running_clocks(self.as_of, |running| self.add_running(&mut figures, &running))?;
        Ok((figures, outcomes))
    }

    fn work(&self, task: Task) -> Result<Done, Error> {
        match task {
            Task::Ended(name) => Ok(Done::Ended(name, Box::new(self.ended(name)?))),
            Task::Outcomes if self.lane.is_some() => Ok(Done::Outcomes(Vec::new())),
            Task::Outcomes => Ok(Done::Outcomes(self.store.outcomes(self.as_of)?)),
        }
    }

    /// Gives every ended clock that is counted.
    fn each_ended(&self, clock: ClockName, with_shipment: bool, mut each: impl FnMut(EndedClock)) -> Result<(), Error> {
        let (from, to) = self.period.ends();
        let by_start = self.period.cohort == Cohort::Started;
        let with_shipment = with_shipment || by_start || self.lane.is_some();
        let asked = EndedQuery { clock, from, to, as_of: self.as_of, with_shipment };
        self.store.ended_clocks(asked, |clock: EndedClock| {
            if (!by_start || self.period.has_started(clock.started_at)) && self.is_in_lane(clock.shipment) {
                each(clock);
            }
        })
    }

    fn ended(&self, clock: ClockName) -> Result<ClockFigures, Error> {
        let mut figures = ClockFigures::default();
        let (mut gross, mut net) = (Vec::new(), Vec::new());
        self.each_ended(clock, false, |clock| match clock.stopped_by {
            Some(outcome) => figures.excluded[outcome as usize - 1] += 1,
            None => {
                figures.partial += u64::from(clock.partial);
                gross.push(Duration { seconds: clock.gross, target: clock.target });
                net.push(Duration { seconds: clock.net, target: clock.target });
            }
        })?;
        figures.n = gross.len() as u64;
        figures.gross = summarise(&gross);
        figures.net = summarise(&net);
        Ok(figures)
    }

    /// Whether a running clock stands beside the figures.
    fn is_running(&self, clock: &RunningClock) -> bool {
        let is_counted = match self.period.cohort {
            Cohort::Completed => self.period.is_before_end(clock.started_at),
            Cohort::Started => self.period.has_started(clock.started_at),
        };
        is_counted && self.is_in_lane(clock.shipment)
    }

    fn add_running(&self, figures: &mut [ClockFigures], clock: &RunningClock) {
        if self.is_running(clock) {
            figures[clock.clock].open += 1;
            figures[clock.clock].open_late += u64::from(clock.target > 0 && clock.gross > clock.target);
        }
    }
}
