//! Chance that can be repeated: ChaCha numbers, one stream a shipment, shaped by arithmetic that gives the
//! same bits on every machine (no logarithm or power of the platform's own library).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of that number under a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A stream of its own, drawn from this one.
    pub fn fork(&mut self) -> Self {
        Self(ChaCha8Rng::seed_from_u64(self.0.next_u64()))
    }

    /// A whole number from 0, below `limit`; 0 if that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.0.next_u64()) * limit as u128) >> 64) as usize
    }

    /// A whole number between two, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// A number from 0 to 1.
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True so many times in a thousand.
    pub fn happens(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille as usize
    }

    /// One of the items, of which there must be one.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// One of the items, each as likely as its weight; none if they weigh nothing.
    pub fn weigh<T>(&mut self, items: impl Iterator<Item = T> + Clone, weight: impl Fn(&T) -> u32) -> Option<T> {
        let total: usize = items.clone().map(|item| weight(&item) as usize).sum();
        let mut left = self.below(total);
        for item in items {
            let weight = weight(&item) as usize;
            if left < weight {
                return Some(item);
            }
            left -= weight;
        }
        None
    }

    /// About `median`, log-normally spread: two thirds lie within a factor of 1 ± `sigma`, and the rest mostly above.
    pub fn about(&mut self, median: f64, sigma: f64) -> f64 {
        median * exp(sigma * self.normal())
    }

    /// Nearly the normal distribution: the sum of twelve uniform numbers.
    fn normal(&mut self) -> f64 {
        let sum: f64 = (0..12).map(|_| self.unit()).sum();
        sum - 6.0
    }
}

/// The exponential by repeated squaring, close enough for durations.
fn exp(x: f64) -> f64 {
    (0..12).fold(1.0 + x / 4096.0, |power, _| power * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_can_be_repeated_and_differs_from_the_others() {
        let draw = |seed, stream| Dice::new(seed, stream).below(1 << 40);
        assert_eq!(draw(7, 3), draw(7, 3));
        assert_ne!(draw(7, 3), draw(7, 4));
        assert_ne!(draw(7, 3), draw(8, 3));
    }

    #[test]
    fn numbers_lie_where_they_should() {
        let mut dice = Dice::new(1, 1);
        assert!((0..1000).all(|_| (3..=5).contains(&dice.between(3, 5))));
        assert_eq!(dice.below(0), 0);
        let mut durations: Vec<f64> = (0..4001).map(|_| dice.about(100.0, 0.5)).collect();
        durations.sort_by(f64::total_cmp);
        assert!((95.0..105.0).contains(&durations[2000]), "{}", durations[2000]);
        assert!((155.0..175.0).contains(&durations[3366]), "{}", durations[3366]);
        assert_eq!(dice.weigh([("never", 0), ("always", 2)].iter(), |item| item.1).map(|item| item.0), Some("always"));
    }
}
