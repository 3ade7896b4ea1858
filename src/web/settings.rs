//! What the server is told by the environment.

use std::net::IpAddr;
use std::time::Duration;

use chrono_tz::Tz;

/// Settings of a running server.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Under which address browsers reach it, if not under the one it listens on: `https://tumen.example`.
    pub public_url: Option<String>,
    /// Proxies whose word on the caller's address is taken.
    pub trusted_proxies: Vec<IpAddr>,
    /// Zone of the office, where the environment names one.
    pub time_zone: Option<Tz>,
    /// How long whoever takes a file may let a part of it wait, if not as long as usual.
    pub download_patience: Option<Duration>,
}

impl Settings {
    /// Whether browsers come over TLS: then cookies are for TLS alone.
    pub fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}
