//! Serving pages: opens the database, listens, prints where, and the set-up link where there is no user yet.

use std::io::{self, Write};
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;

use super::database::open_or_create;
use super::failure::Failure;
use crate::i18n::Language;
use crate::jobs::{Kinds, Workers};
use crate::values;
use crate::web::{self, Settings};

/// Where the server listens, where `LISTEN` says nothing: to this machine alone.
const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

/// Serves until it is stopped.
pub(super) fn serve(language: Language) -> Result<(), Failure> {
    let settings = settings()?;
    let listen = set("LISTEN").unwrap_or_else(|| DEFAULT_LISTEN.to_owned());
    let listener = TcpListener::bind(&listen).map_err(|error| Failure::Listen(listen, error))?;
    let office = open_or_create()?;
    let office = Arc::new(match set("UPLOADS") {
        Some(folder) => office.with_uploads(folder.into()),
        None => office,
    });
    let workers = Workers::start(Arc::clone(&office), Kinds::default())?;
    let public = settings.public_url.clone();
    let served = actix_web::rt::System::new().block_on(async move {
        let served = web::serve(office, settings, listener)?;
        let url = public.map_or_else(|| format!("http://{}", served.address), |url| url.trim_end_matches('/').to_owned());
        let mut output = io::stdout().lock();
        writeln!(output, "{}", language.format("serve-ready", values!(url = url.as_str())))?;
        if let Some(path) = &served.setup_path {
            writeln!(output, "{}", language.format("serve-setup", values!(link = format!("{url}{path}"))))?;
        }
        output.flush()?;
        drop(output);
        Ok(served.server.await?)
    });
    // What they are at is put back, for the next who serves.
    drop(workers);
    served
}

fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn settings() -> Result<Settings, Failure> {
    let time_zone = set("TIME_ZONE").map(|name| name.parse().map_err(|_| Failure::Usage("error-zone", name))).transpose()?;
    let proxies = set("TRUSTED_PROXIES").unwrap_or_default();
    let address = |text: &str| text.parse::<IpAddr>().map_err(|_| Failure::Usage("error-proxy", text.to_owned()));
    let trusted_proxies = proxies.split([',', ' ']).filter(|text| !text.is_empty()).map(address).collect::<Result<_, _>>()?;
    let public_url = set("PUBLIC_URL");
    match public_url.as_deref() {
        Some(url) if !url.starts_with("http://") && !url.starts_with("https://") => Err(Failure::Usage("error-url", url.to_owned())),
        _ => Ok(Settings { public_url, trusted_proxies, time_zone, download_patience: None }),
    }
}

impl From<web::ServeError> for Failure {
    fn from(failed: web::ServeError) -> Self {
        match failed {
            web::ServeError::Io(error) => Self::Output(error),
            web::ServeError::Store(error) => error.into(),
        }
    }
}
