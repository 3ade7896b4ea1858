//! The id of a request: eight digits of the process, then a count. It stands in every line of the log that the
//! request leaves, and in its answer (`x-request-id`), so that whoever is shown a fault can name it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

static COUNT: AtomicU64 = AtomicU64::new(0);
static PROCESS: OnceLock<u32> = OnceLock::new();

/// The next one: differs from all others of this process, and very likely from those of others.
pub(super) fn next() -> String {
    let process = PROCESS.get_or_init(|| getrandom::u32().unwrap_or_else(|_| std::process::id()));
    format!("{process:08x}-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}
