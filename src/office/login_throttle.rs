//! How fast passwords may be guessed: a bucket of tries per name and per address that fills again with time. A
//! try is taken before the password is looked at, so that guesses made at once count, and given back if it was
//! right. Knows no clock: whoever asks says what time it is.

use std::collections::HashMap;
use std::net::Ipv6Addr;
use std::sync::{Mutex, PoisonError};

/// Tries at once for one name from one address, and the seconds after which one more may be made.
const PAIR: Quota = Quota { tries: 10, seconds_each: 30 };
/// Tries at once for one name from anywhere: many more, so that a stranger's guesses do not keep its owner out.
const NAME: Quota = Quota { tries: 200, seconds_each: 30 };
/// Tries at once from one address, where many may sit, and the seconds after which one more may be made.
const ADDRESS: Quota = Quota { tries: 50, seconds_each: 6 };
/// Buckets beyond which those that are full again are thrown away.
const BUCKETS: usize = 20_000;

#[derive(Debug, Clone, Copy)]
struct Quota {
    tries: i64,
    seconds_each: i64,
}

/// Whose tries are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Pair(String, String),
    Name(String),
    Address(String),
}

/// The tries of all names and addresses.
#[derive(Debug, Default)]
pub struct LoginThrottle {
    /// For each, the second at which its bucket would be full again.
    full_at: Mutex<HashMap<Key, i64>>,
}

impl LoginThrottle {
    /// Takes a try; or says after how many seconds there will be one.
    pub fn take(&self, name: &str, address: &str, now: i64) -> Result<(), i64> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() > BUCKETS {
            full_at.retain(|_, at| *at > now);
        }
        let keys = keys(name, address);
        let waits = keys.iter().map(|(key, quota)| wait(full_at.get(key).copied(), *quota, now));
        match waits.max() {
            Some(seconds) if seconds > 0 => Err(seconds),
            _ => {
                for (key, quota) in keys {
                    let at = full_at.entry(key).or_insert(now);
                    let is_of_now = *at <= now + quota.tries * quota.seconds_each;
                    *at = if is_of_now { (*at).max(now) } else { now } + quota.seconds_each;
                }
                Ok(())
            }
        }
    }

    /// Gives a try back: the password was right.
    pub fn give_back(&self, name: &str, address: &str) {
        if let Ok(mut full_at) = self.full_at.lock() {
            for (key, quota) in keys(name, address) {
                if let Some(at) = full_at.get_mut(&key) {
                    *at -= quota.seconds_each;
                }
            }
        }
    }
}

fn keys(name: &str, address: &str) -> [(Key, Quota); 3] {
    let (name, address) = (name.to_owned(), network(address));
    [(Key::Pair(name.clone(), address.clone()), PAIR), (Key::Name(name), NAME), (Key::Address(address), ADDRESS)]
}

/// What one caller has of addresses: of IPv6 the first half, which is one household's.
fn network(address: &str) -> String {
    match address.parse::<Ipv6Addr>() {
        Ok(six) => six.segments()[..4].iter().map(|segment| format!("{segment:x}")).collect::<Vec<_>>().join(":"),
        Err(_) => address.to_owned(),
    }
}

/// Seconds until a bucket has a try.
fn wait(full_at: Option<i64>, quota: Quota, now: i64) -> i64 {
    let missing = full_at.unwrap_or(now).max(now) - now;
    // More cannot be missing than there was: the clock went back, and nobody waits for that.
    let missing = if missing > quota.tries * quota.seconds_each { 0 } else { missing };
    missing - (quota.tries - 1) * quota.seconds_each
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_guesses_at_a_name_from_an_address_then_one_each_half_minute() {
        let guesses = LoginThrottle::default();
        for _ in 0..10 {
            assert_eq!(guesses.take("li.na", "10.0.0.1", 1_000), Ok(()));
        }
        assert_eq!(guesses.take("li.na", "10.0.0.1", 1_000), Err(30));
        assert_eq!(guesses.take("li.na", "10.0.0.1", 1_029), Err(1));
        assert_eq!(guesses.take("li.na", "10.0.0.1", 1_030), Ok(()));
        assert_eq!(guesses.take("li.na", "10.0.0.1", 1_030), Err(30));
        assert_eq!(guesses.take("wang.jun", "10.0.0.1", 1_030), Ok(()));
        // Its owner sits elsewhere.
        assert_eq!(guesses.take("li.na", "10.0.0.2", 1_030), Ok(()));
    }

    #[test]
    fn two_hundred_at_a_name_from_anywhere() {
        let guesses = LoginThrottle::default();
        for at in 0..200 {
            assert_eq!(guesses.take("li.na", &format!("10.0.{}.{}", at / 100, at % 100), 7), Ok(()));
        }
        assert_eq!(guesses.take("li.na", "10.1.1.1", 7), Err(30));
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::9"));
    }

    #[test]
    fn fifty_from_an_address_whatever_the_names() {
        let guesses = LoginThrottle::default();
        for name in 0..50 {
            assert_eq!(guesses.take(&format!("user{name}"), "10.0.0.1", 5), Ok(()));
        }
        assert_eq!(guesses.take("one.more", "10.0.0.1", 5), Err(6));
        assert_eq!(guesses.take("one.more", "10.0.0.2", 5), Ok(()));
    }

    #[test]
    fn nobody_waits_for_a_clock_that_went_back() {
        let guesses = LoginThrottle::default();
        assert_eq!(guesses.take("li.na", "10.0.0.1", 100_000), Ok(()));
        for _ in 0..10 {
            assert_eq!(guesses.take("li.na", "10.0.0.1", 50_000), Ok(()));
        }
        assert_eq!(guesses.take("li.na", "10.0.0.1", 50_000), Err(30));
    }

    #[test]
    fn a_right_password_costs_nothing() {
        let guesses = LoginThrottle::default();
        for _ in 0..100 {
            assert_eq!(guesses.take("li.na", "10.0.0.1", 7), Ok(()));
            guesses.give_back("li.na", "10.0.0.1");
        }
    }
}
