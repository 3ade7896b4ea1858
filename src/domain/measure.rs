//! How long: what has elapsed, is spent and is left, in whole seconds. Clocks, commitments, states, rows, reports and
//! drawings all work it out here. Which part of the time counts is the [`Measure`]'s to say: gross and net times count
//! all of it. Every instant is given; nothing here knows what time it is.

use super::codes::PlaceCode;
use super::time::Instant;

/// From one instant to another; the second is not before the first.
pub type Span = (Instant, Instant);

/// From an instant to another, or on and on.
pub type OpenSpan = (Instant, Option<Instant>);

/// Which part of the time counts at a place. Working time is another measure, by the calendars of places, handed to
/// [`super::replay::Replay::measured`].
pub trait Measure {
    /// Gives the parts of a span that count: in order, apart from each other, none of them empty.
    fn each_open(&self, place: Option<&PlaceCode>, span: Span, each: impl FnMut(Span));
}

/// Counts all of the time, day and night, everywhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AlwaysOpen;

impl Measure for AlwaysOpen {
    fn each_open(&self, _: Option<&PlaceCode>, span: Span, mut each: impl FnMut(Span)) {
        if span.0 < span.1 {
            each(span);
        }
    }
}

/// How long a clock shows, in seconds: gross ≥ net ≥ 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Elapsed {
    /// All of it.
    pub gross: i64,
    /// Without pausing holds.
    pub net: i64,
}

impl std::ops::Add for Elapsed {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { gross: self.gross + other.gross, net: self.net + other.net }
    }
}

impl std::iter::Sum for Elapsed {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), std::ops::Add::add)
    }
}

/// What counts of a span at a place; net without what lies in a pause. Pauses stand by their beginning and may overlap.
pub fn elapsed(measure: &impl Measure, place: Option<&PlaceCode>, span: Span, pauses: impl Iterator<Item = OpenSpan> + Clone) -> Elapsed {
    let mut elapsed = Elapsed::default();
    measure.each_open(place, span, |open| {
        let gross = length(open);
        elapsed = elapsed + Elapsed { gross, net: gross - covered(pauses.clone(), open) };
    });
    elapsed
}

/// Seconds of a span.
pub fn length((from, to): Span) -> i64 {
    to.since(from)
}

/// Seconds of some spans that do not overlap.
pub fn total(spans: &[Span]) -> i64 {
    spans.iter().copied().map(length).sum()
}

/// Seconds of a span that others cover, those that overlap once; they stand by their beginning.
fn covered(spans: impl Iterator<Item = OpenSpan>, (from, to): Span) -> i64 {
    let (mut reached, mut seconds) = (from, 0);
    for (begin, end) in spans {
        let end = end.unwrap_or(to).min(to);
        seconds += end.since(begin.max(reached));
        reached = reached.max(end);
    }
    seconds
}

/// The union of some spans, which stand by their beginning; what is open goes on to `now`. None of it is empty.
pub fn union(spans: impl Iterator<Item = OpenSpan>, now: Instant) -> Vec<Span> {
    let mut union: Vec<Span> = Vec::new();
    for (from, end) in spans {
        let to = end.unwrap_or(now).max(from);
        match union.last_mut() {
            Some((_, reached)) if from <= *reached => *reached = to.max(*reached),
            _ => union.push((from, to)),
        }
    }
    union.retain(|(from, to)| from < to);
    union
}

/// The parts of some spans that lie within one.
pub fn within(spans: &[Span], (from, to): Span) -> Vec<Span> {
    let clipped = spans.iter().map(|(begin, end)| ((*begin).max(from), (*end).min(to)));
    clipped.filter(|(begin, end)| begin < end).collect()
}

/// What is left of a span when some are taken out of it; an instant stays an instant.
pub fn without(spans: &[Span], (from, to): Span) -> Vec<Span> {
    if from == to {
        return vec![(from, to)];
    }
    let mut rest = Vec::new();
    let mut reached = from;
    for (begin, end) in within(spans, (from, to)) {
        rest.push((reached, begin));
        reached = end;
    }
    rest.push((reached, to));
    rest.retain(|(begin, end)| begin < end);
    rest
}

/// So many seconds after an instant; none where no year of four digits has it.
pub fn after(start: Instant, seconds: i64) -> Option<Instant> {
    Instant::from_seconds(start.seconds() + seconds)
}

/// What runs has shown by `at`: what it showed before, and the time since.
pub fn so_far(accrued: i64, since: Instant, at: Instant) -> i64 {
    accrued + at.since(since)
}

/// The first instant at which what runs shows more than a target.
pub fn exceeds_at(accrued: i64, since: Instant, target: i64) -> Option<Instant> {
    after(since, target - accrued + 1)
}

/// Seconds that are spent of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetUse {
    /// Spent; not below 0.
    pub spent: i64,
    /// Of these.
    pub target: i64,
}

impl TargetUse {
    /// Seconds that are left; below 0 what it is over by.
    pub fn left(self) -> i64 {
        self.target - self.spent
    }

    /// Whether more is spent than there was: a target that is met to the second is met.
    pub fn is_over(self) -> bool {
        self.left() < 0
    }

    /// The share that is spent: 1.0 is all of it.
    pub fn share(self) -> f64 {
        self.spent as f64 / self.target as f64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::time::Moment;
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_seconds(second).unwrap_or_else(|| Moment::earliest().instant())
    }

    fn span(from: i64, to: i64) -> Span {
        (at(from), at(to))
    }

    /// Counts the first so many seconds of each hundred; at a place that has a code, all of them.
    struct Shift(i64);

    impl Measure for Shift {
        fn each_open(&self, place: Option<&PlaceCode>, (from, to): Span, mut each: impl FnMut(Span)) {
            if place.is_some() {
                return AlwaysOpen.each_open(place, (from, to), each);
            }
            for hundred in from.seconds() / 100..=to.seconds() / 100 {
                let open = (at(hundred * 100).max(from), at(hundred * 100 + self.0).min(to));
                if open.0 < open.1 {
                    each(open);
                }
            }
        }
    }

    #[test]
    fn a_hold_takes_its_place() {
        let holds = [span(10, 20), span(30, 40)];
        assert_eq!(without(&holds, span(0, 50)), [span(0, 10), span(20, 30), span(40, 50)]);
        assert_eq!(without(&holds, span(10, 40)), [span(20, 30)]);
        assert_eq!(without(&holds, span(12, 18)), []);
        assert_eq!(without(&holds, span(15, 15)), [span(15, 15)]);
        assert_eq!(within(&holds, span(15, 35)), [span(15, 20), span(30, 35)]);
        assert_eq!(total(&holds), 20);
    }

    #[test]
    fn a_closed_hour_that_is_also_a_hold_is_taken_off_once() {
        // Open in 0–60 and 100–160 of 0–200; on hold in 50–110 and 105–120: of the open time 50–60 and 100–120.
        let holds = [(at(50), Some(at(110))), (at(105), Some(at(120)))];
        let elapsed = |measure: &Shift, place| super::elapsed(measure, place, span(0, 200), holds.into_iter());
        assert_eq!(elapsed(&Shift(60), None), Elapsed { gross: 120, net: 90 });
        let place = super::super::codes::Cell::read("CNHCG");
        assert!(place.is_some());
        assert_eq!(elapsed(&Shift(60), place.as_ref()), Elapsed { gross: 200, net: 130 });
    }

    #[test]
    fn a_target_is_over_the_second_after_it_is_met() {
        let used = |spent| TargetUse { spent, target: 60 };
        assert_eq!((used(60).is_over(), used(61).is_over(), used(61).left()), (false, true, -1));
        assert_eq!(exceeds_at(20, at(1000), 60), Some(at(1041)));
        assert_eq!([1040, 1041].map(|now| used(so_far(20, at(1000), at(now))).is_over()), [false, true]);
    }

    proptest! {
        /// Counted second by second.
        #[test]
        fn what_counts_is_what_a_look_at_each_second_finds(
            from in 0..300_i64, length in 0..300_i64, shift in 0..100_i64,
            mut holds in prop::collection::vec((0..600_i64, prop::option::of(0..200_i64)), 0..5),
        ) {
            holds.sort_unstable();
            let spans = holds.iter().map(|(begin, lasts)| (at(*begin), lasts.map(|lasts| at(begin + lasts))));
            let found = elapsed(&Shift(shift), None, span(from, from + length), spans.clone());
            let is_held = |second: i64| holds.iter().any(|(begin, lasts)| *begin <= second && lasts.is_none_or(|lasts| second < begin + lasts));
            let open: Vec<i64> = (from..from + length).filter(|second| second % 100 < shift).collect();
            let free = open.iter().filter(|second| !is_held(**second)).count();
            prop_assert_eq!((found.gross, found.net), (open.len() as i64, free as i64));
            let all = elapsed(&AlwaysOpen, None, span(from, from + length), spans.clone());
            prop_assert!(all.gross >= all.net && all.net >= found.net && all.gross >= found.gross && found.net >= 0);
            // The drawings part a span by the same union.
            let still = union(spans, at(10_000));
            prop_assert_eq!(total(&without(&still, span(from, from + length))), all.net);
            prop_assert_eq!(total(&within(&still, span(from, from + length))), all.gross - all.net);
        }
    }
}
