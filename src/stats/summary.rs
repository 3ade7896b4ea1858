//! Mean, sample standard deviation and type 7 quantiles (Hyndman and Fan 1996: Excel's PERCENTILE.INC,
//! numpy's and PostgreSQL's default). timeline.md rule 30.

use crate::domain::report::Figures;

/// A duration in seconds, and the target that it is held against: 0 if there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// Seconds.
    pub seconds: i64,
    /// Seconds; 0 if there is none.
    pub target: i64,
}

const QUANTILES: [f64; 5] = [0.25, 0.5, 0.75, 0.9, 0.95];

/// The figures of a sample.
pub fn summarise(sample: &[Duration]) -> Figures {
    let mut seconds: Vec<i64> = sample.iter().map(|duration| duration.seconds).collect();
    let with_target = sample.iter().filter(|duration| duration.target > 0);
    let within = with_target.clone().filter(|duration| duration.seconds <= duration.target).count() as u64;
    let with_target = with_target.count() as u64;
    let [p25, median, p75, p90, p95] = quantiles(&mut seconds).map_or([None; 5], |values| values.map(Some));
    Figures {
        mean: mean(&seconds),
        sd: deviation(&seconds),
        min: seconds.iter().min().copied(),
        p25,
        median,
        p75,
        p90,
        p95,
        max: seconds.iter().max().copied(),
        with_target,
        within,
        late: with_target - within,
    }
}

fn sum(sample: &[i64]) -> i128 {
    sample.iter().map(|value| i128::from(*value)).sum()
}

fn mean(sample: &[i64]) -> Option<f64> {
    (!sample.is_empty()).then(|| sum(sample) as f64 / sample.len() as f64)
}

/// From exact sums, so that no digit is lost before the one division: (n·Σx² − (Σx)²) ÷ (n·(n − 1)).
fn deviation(sample: &[i64]) -> Option<f64> {
    if sample.len() < 2 {
        return None;
    }
    let n = sample.len() as i128;
    let shift = i128::from(sample[0]);
    let (sum, squares) = sample.iter().map(|value| i128::from(*value) - shift).fold((0, 0), |(sum, squares), x| (sum + x, squares + x * x));
    let spread: i128 = n * squares - sum * sum;
    Some((spread as f64 / (n * (n - 1)) as f64).sqrt())
}

/// The five quantiles, by selection: with x sorted from 0 and h = (n − 1)·q, x⌊h⌋ + (h − ⌊h⌋)·(x⌊h⌋+1 − x⌊h⌋).
fn quantiles(sample: &mut [i64]) -> Option<[f64; 5]> {
    let last = sample.len().checked_sub(1)?;
    let mut values = [0.0; 5];
    let mut sorted_below = 0;
    for (value, q) in values.iter_mut().zip(QUANTILES) {
        let h = last as f64 * q;
        let floor = h.floor() as usize;
        let lower = select(sample, &mut sorted_below, floor);
        let upper = if floor < last { select(sample, &mut sorted_below, floor + 1) } else { lower };
        *value = lower as f64 + (h - h.floor()) * (upper - lower) as f64;
    }
    Some(values)
}

/// The value at a rank. All below the rank before stay below, so only the rest is looked at again.
fn select(sample: &mut [i64], sorted_below: &mut usize, rank: usize) -> i64 {
    if rank >= *sorted_below {
        let rest = &mut sample[*sorted_below..];
        rest.select_nth_unstable(rank - *sorted_below);
        *sorted_below = rank;
    }
    sample[rank]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(mine: Option<f64>, expected: f64) {
        assert!(mine.is_some_and(|mine| ((mine - expected) / expected).abs() < 1e-12), "{mine:?} {expected}");
    }

    fn plain(seconds: &[i64]) -> Vec<Duration> {
        seconds.iter().map(|seconds| Duration { seconds: *seconds, target: 0 }).collect()
    }

    #[test]
    fn nothing_has_no_figures() {
        assert_eq!(summarise(&[]), Figures::default());
    }

    #[test]
    fn one_value_is_every_quantile_and_has_no_deviation() {
        let figures = summarise(&plain(&[14_400]));
        assert_eq!((figures.sd, figures.p95, figures.min, figures.max), (None, Some(14_400.0), Some(14_400), Some(14_400)));
    }

    /// Michelson's 20 speeds of light of his first series (km/s above 299,000), by numpy 2 with ddof=1 and its
    /// default quantiles.
    #[test]
    fn published_numbers_come_out() {
        let speeds = [850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960];
        let figures = summarise(&plain(&speeds));
        close(figures.mean, 909.0);
        close(figures.sd, 104.92603911427577);
        close(figures.p25, 850.0);
        close(figures.median, 940.0);
        close(figures.p75, 980.0);
        close(figures.p90, 1000.0);
        close(figures.p95, 1003.5);
    }

    #[test]
    fn targets_are_met_when_elapsed_is_at_most_the_target() {
        let sample = [(60, 60), (61, 60), (10, 0)].map(|(seconds, target)| Duration { seconds, target });
        let figures = summarise(&sample);
        assert_eq!((figures.with_target, figures.within, figures.late), (2, 1, 1));
    }
}
