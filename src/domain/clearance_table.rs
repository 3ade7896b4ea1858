//! The clearance report as a table: here its columns stand, once. timeline.md §8.

use super::report::{ClearanceReport, ClockFigures, DrillDown, Figure, Figures};
use super::report_table::{Audience, Block, Cell, Column, Dimension, ReportTable, Role, Row, Unit, Value};
use super::stage::{ClockName, Outcome};

/// A column, its value out of figures, and the figure that counts what it is of.
struct Source<F> {
    key: &'static str,
    unit: Unit,
    role: Role,
    audience: Audience,
    value: fn(&F) -> Value,
    counts: fn(is_net: bool) -> Figure,
}

impl<F> Source<F> {
    fn column(&self, block: Option<Block>) -> Column {
        Column { block, key: self.key, unit: self.unit, role: self.role, audience: self.audience }
    }
}

/// A count of clocks.
const fn count<F>(key: &'static str, role: Role, value: fn(&F) -> Value, counts: fn(bool) -> Figure) -> Source<F> {
    Source { key, unit: Unit::Count, role, audience: Audience::All, value, counts }
}

/// A statistic of the clocks that ended.
const fn time(key: &'static str, role: Role, value: fn(&Figures) -> Value) -> Source<Figures> {
    Source { key, unit: Unit::Seconds, role, audience: Audience::All, value, counts: |_| Figure::Ended }
}

const fn in_files(source: Source<Figures>) -> Source<Figures> {
    Source { audience: Audience::Files, ..source }
}

/// What is counted of a clock.
const COUNTS: &[Source<ClockFigures>] = &[
    count("n", Role::Sample, |clock| Value::count(clock.n), |_| Figure::Ended),
    count("partial", Role::Doubtful, |clock| Value::count(clock.partial), |_| Figure::Partial),
    count("open", Role::Beside, |clock| Value::count(clock.open), |_| Figure::Open),
    count("open_late", Role::Beside, |clock| Value::count(clock.open_late), |_| Figure::OpenLate),
    Source {
        audience: Audience::Readers,
        ..count("excluded", Role::Beside, |clock| Value::count(clock.excluded.iter().sum()), |_| Figure::Excluded)
    },
];

/// What is told of its times, gross and net.
const TIMES: &[Source<Figures>] = &[
    time("mean", Role::Mean, |times| times.mean.into()),
    time("sd", Role::Deviation, |times| times.sd.into()),
    time("min", Role::Least, |times| times.min.into()),
    in_files(time("p25", Role::Quantile, |times| times.p25.into())),
    time("median", Role::Quantile, |times| times.median.into()),
    in_files(time("p75", Role::Quantile, |times| times.p75.into())),
    time("p90", Role::Quantile, |times| times.p90.into()),
    in_files(time("p95", Role::Quantile, |times| times.p95.into())),
    time("max", Role::Greatest, |times| times.max.into()),
    count("with_target", Role::WithTarget, |times| Value::count(times.with_target), |_| Figure::WithTarget),
    count("within", Role::Within, |times| Value::count(times.within), |is_net| if is_net { Figure::WithinNet } else { Figure::Within }),
    count("late", Role::Late, |times| Value::count(times.late), |is_net| if is_net { Figure::LateNet } else { Figure::Late }),
];

/// A block of times, and the times of a clock in it.
type TimesOf = (Block, fn(&ClockFigures) -> &Figures);

const BLOCKS: [TimesOf; 2] = [(Block::Gross, |clock| &clock.gross), (Block::Net, |clock| &clock.net)];

impl ClearanceReport {
    /// The figures of all clocks.
    pub fn table(&self) -> ReportTable {
        let counts = COUNTS.iter().map(|source| source.column(None));
        let times = BLOCKS.iter().flat_map(|(block, _)| TIMES.iter().map(|source| source.column(Some(*block))));
        ReportTable {
            dimensions: vec![Dimension::Clock],
            columns: counts.chain(Outcome::exceptions().iter().map(|outcome| excluded(*outcome))).chain(times).collect(),
            rows: ClockName::ALL.iter().zip(&self.clocks).map(|(name, clock)| row(*name, clock)).collect(),
        }
    }
}

/// How many an outcome stopped.
fn excluded(outcome: Outcome) -> Column {
    let (block, key) = (Some(Block::Excluded), outcome.word());
    Column { block, key, unit: Unit::Count, role: Role::Beside, audience: Audience::Files }
}

fn row(name: ClockName, clock: &ClockFigures) -> Row {
    let counts = COUNTS.iter().map(|source| cell(name, source, clock, false, false));
    let excluded = clock.excluded.iter().map(|count| Cell { value: Value::count(*count), drill_down: None });
    let times = BLOCKS.iter().flat_map(|(block, of)| {
        let times = of(clock);
        TIMES.iter().map(move |source| cell(name, source, times, *block == Block::Net, times.with_target > 0))
    });
    Row { key: vec![name.word().to_owned()], cells: counts.chain(excluded).chain(times).collect() }
}

/// A figure with its question; of a share that is 0 there is one too, if it is a share of any.
fn cell<F>(name: ClockName, source: &Source<F>, figures: &F, is_net: bool, has_target: bool) -> Cell {
    let value = (source.value)(figures);
    let is_any = match source.unit {
        Unit::Count if source.role == Role::Within => has_target,
        Unit::Count => value != Value::Whole(0),
        Unit::Seconds => value != Value::None,
    };
    let drill_down = DrillDown { clock: name, figure: (source.counts)(is_net), seconds: 0 };
    Cell { value, drill_down: Some(drill_down).filter(|_| is_any) }
}
