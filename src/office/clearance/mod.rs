//! The clearance report: how long it took, clock by clock, for a period, a cohort and a lane, as of a moment.
//! timeline.md §8. The clocks are read and summarised on both cores.

mod drill_down;

pub use drill_down::{ClockState, CountedClock, describe_as_of, drill_down, narrowed};

use std::collections::HashSet;
use std::sync::Mutex;

use chrono_tz::Tz;

use crate::domain::measure::TargetUse;
use crate::domain::report::{ClearanceReport, ClockFigures, Cohort, FEW, Question, Shipments};
use crate::domain::stage::{ClockName, Outcome};
use crate::domain::time::{Instant, Moment};
use crate::domain::zone::{day_begins, day_ends, day_of};
use crate::office::rights::Right;
use crate::office::{Context, Error as OfficeError, Office};
use crate::stats::{Duration, summarise};
pub use crate::store::ChainHead;
use crate::store::{EndedClock, EndedQuery, Error, RunningClock, Store};

/// Threads that read clocks at the same time.
const READING: usize = 2;

/// A report with what its page draws: from the same reading, so that one agrees with the other.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The report.
    pub report: ClearanceReport,
    /// The times behind the figures, in the order of `ClockName::ALL`.
    pub times: Vec<Times>,
    /// The figures of the clearance in the period before, of the same length; none where it could not be compared.
    pub before: Option<(Question, ClockFigures)>,
}

/// The times of one clock: all of the clearance, which is drawn, and those of which there are few, which are shown
/// as they are; of the others none.
#[derive(Debug, Clone, Default)]
pub struct Times {
    /// With holds.
    pub gross: Vec<Duration>,
    /// Without pausing holds.
    pub net: Vec<Duration>,
    /// Of those that run, with holds.
    pub running: Vec<Duration>,
}

/// Answers a question about clearing times; as of now if no moment is given.
pub fn report(office: &Office, context: &Context, question: Question, as_of: Option<Moment>) -> Result<ClearanceReport, OfficeError> {
    context.require(Right::Report)?;
    let store = office.store();
    let as_of = store.settle(as_of)?;
    Ok(answered(store, question, as_of, None)?.report)
}

/// The same with what is drawn.
pub fn answer(office: &Office, context: &Context, question: Question, as_of: Option<Moment>) -> Result<Answer, OfficeError> {
    context.require(Right::Report)?;
    let store = office.store();
    let as_of = store.settle(as_of)?;
    let before = day_of(as_of.instant(), question.time_zone).and_then(|today| question.before(today));
    Ok(answered(store, question, as_of, before)?)
}

/// A moment as of which the answer will never change: the one asked for once it is past, else the latest there is.
pub fn settle(office: &Office, context: &Context, asked: Option<Moment>) -> Result<Moment, OfficeError> {
    context.require(Right::Report)?;
    Ok(office.store().settle(asked)?)
}

/// The earliest moment at which the next act can be recorded.
pub fn next_recording(office: &Office, context: &Context) -> Result<Moment, OfficeError> {
    context.require(Right::Report)?;
    Ok(office.store().next_recording()?)
}

/// With what the ledger ended as of a moment.
pub fn head_as_of(office: &Office, context: &Context, as_of: Moment) -> Result<ChainHead, OfficeError> {
    context.require(Right::Report)?;
    Ok(office.store().head_as_of(as_of)?)
}

/// The time zone that was chosen for the office, if one was.
pub fn time_zone(office: &Office, context: &Context) -> Result<Option<Tz>, OfficeError> {
    context.require(Right::Report)?;
    Ok(office.store().time_zone()?.and_then(|zone| zone.parse().ok()))
}

fn answered(store: &Store, question: Question, as_of: Moment, before: Option<Question>) -> Result<Answer, Error> {
    let lane = question.lane.as_ref().map(|lane| store.of_lane(as_of, lane)).transpose()?;
    let reading = ClockReader {
        store,
        period: Period::new(&question),
        before: before.as_ref().map(Period::new),
        lane: lane.as_ref().map(|found| found.iter().map(|(shipment, _)| *shipment).collect()),
        as_of,
    };
    let read = reading.all()?;
    let outcomes = match lane {
        None => read.outcomes,
        Some(found) => found.iter().map(|(_, outcome)| (*outcome, 1)).collect(),
    };
    let report = ClearanceReport { as_of, question, shipments: count(outcomes), clocks: read.figures };
    Ok(Answer { report, times: read.times, before: before.zip(read.before) })
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
    fn new(question: &Question) -> Self {
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
    Before(Period),
}

/// What was read.
enum Done {
    Outcomes(Outcomes),
    Ended(ClockName, Box<ClockFigures>, Times),
    Before(Box<ClockFigures>),
}

/// All that was read.
struct Read {
    figures: Vec<ClockFigures>,
    times: Vec<Times>,
    outcomes: Outcomes,
    before: Option<ClockFigures>,
}

struct ClockReader<'s> {
    store: &'s Store,
    period: Period,
    before: Option<Period>,
    lane: Option<HashSet<i64>>,
    as_of: Moment,
}

impl ClockReader<'_> {
    fn is_in_lane(&self, shipment: i64) -> bool {
        self.lane.as_ref().is_none_or(|lane| lane.contains(&shipment))
    }

    fn tasks(&self) -> Vec<Task> {
        let clocks = ClockName::ALL.iter().map(|name| Task::Ended(*name));
        std::iter::once(Task::Outcomes).chain(clocks).chain(self.before.map(Task::Before)).collect()
    }

    /// The figures of all clocks and the outcomes, each read by whichever thread is free.
    fn all(&self) -> Result<Read, Error> {
        let next = Mutex::new(self.tasks().into_iter());
        let take = || next.lock().ok().and_then(|mut tasks| tasks.next());
        let work = || std::iter::from_fn(take).map(|task| self.work(task)).collect::<Result<Vec<Done>, Error>>();
        let done: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (1..READING).map(|_| scope.spawn(work)).collect();
            let mine = work();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or(Err(Error::unexpected("a thread that reads clocks ended early"))))
                .chain([mine])
                .collect()
        });
        let clocks = ClockName::ALL.len();
        let mut read = Read {
            figures: vec![ClockFigures::default(); clocks],
            times: vec![Times::default(); clocks],
            outcomes: Vec::new(),
            before: None,
        };
        for done in done.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
            match done {
                Done::Ended(name, figures, times) => {
                    read.figures[name.index()] = *figures;
                    read.times[name.index()] = times;
                }
                Done::Outcomes(counted) => read.outcomes = counted,
                Done::Before(figures) => read.before = Some(*figures),
            }
        }
        self.store.running_clocks(self.as_of, |running| self.add_running(&mut read, &running))?;
        Ok(read)
    }

    fn work(&self, task: Task) -> Result<Done, Error> {
        match task {
            Task::Ended(name) => {
                let (figures, times) = self.ended(name, self.period)?;
                let is_shown = name == ClockName::Clearance || figures.n < FEW;
                Ok(Done::Ended(name, Box::new(figures), if is_shown { times } else { Times::default() }))
            }
            Task::Before(period) => Ok(Done::Before(Box::new(self.ended(ClockName::Clearance, period)?.0))),
            Task::Outcomes if self.lane.is_some() => Ok(Done::Outcomes(Vec::new())),
            Task::Outcomes => Ok(Done::Outcomes(self.store.outcomes(self.as_of)?)),
        }
    }

    /// Gives every ended clock that is counted.
    fn each_ended(&self, clock: ClockName, period: Period, with_shipment: bool, mut each: impl FnMut(EndedClock)) -> Result<(), Error> {
        let (from, to) = period.ends();
        let by_start = period.cohort == Cohort::Started;
        let with_shipment = with_shipment || by_start || self.lane.is_some();
        let asked = EndedQuery { clock, from, to, as_of: self.as_of, with_shipment };
        self.store.ended_clocks(asked, |clock: EndedClock| {
            if (!by_start || period.has_started(clock.started_at)) && self.is_in_lane(clock.shipment) {
                each(clock);
            }
        })
    }

    fn ended(&self, clock: ClockName, period: Period) -> Result<(ClockFigures, Times), Error> {
        let (mut figures, mut times) = (ClockFigures::default(), Times::default());
        self.each_ended(clock, period, false, |clock| match clock.stopped_by {
            Some(outcome) => figures.excluded[outcome as usize - 1] += 1,
            None => {
                figures.partial += u64::from(clock.partial);
                times.gross.push(Duration { seconds: clock.gross, target: clock.target });
                times.net.push(Duration { seconds: clock.net, target: clock.target });
            }
        })?;
        figures.n = times.gross.len() as u64;
        figures.gross = summarise(&times.gross);
        figures.net = summarise(&times.net);
        Ok((figures, times))
    }

    /// Whether a running clock stands beside the figures.
    fn is_running(&self, clock: &RunningClock) -> bool {
        let is_counted = match self.period.cohort {
            Cohort::Completed => self.period.is_before_end(clock.started_at),
            Cohort::Started => self.period.has_started(clock.started_at),
        };
        is_counted && self.is_in_lane(clock.shipment)
    }

    fn add_running(&self, read: &mut Read, clock: &RunningClock) {
        if self.is_running(clock) {
            let figures = &mut read.figures[clock.clock];
            figures.open += 1;
            figures.open_late += u64::from(clock.target > 0 && TargetUse { spent: clock.gross, target: clock.target }.is_over());
            if clock.clock == ClockName::Clearance.index() {
                read.times[clock.clock].running.push(Duration { seconds: clock.gross, target: clock.target });
            }
        }
    }
}
