//! What all handlers of the server share.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::Method;
use actix_web::{HttpRequest, rt, web};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::Span;

use super::access::Access;
use super::app_error::AppError;
use super::request_user::RequestUser;
use super::settings::Settings;
use crate::domain::actor::Source;
use crate::domain::time::Moment;
use crate::office::login_throttle::LoginThrottle;
use crate::office::setup::Invitation;
use crate::office::sign_in::Caller;
use crate::office::{Context, Office};

/// Passwords that are looked at at once: each takes 19 MiB and a core.
const PASSWORDS_AT_ONCE: usize = 2;
/// Files that are taken away at once: each holds a reader of the database.
const EXPORTS_AT_ONCE: usize = 2;
/// How long the turn of one is waited for.
const TURN_PATIENCE: Duration = Duration::from_secs(20);

/// What all handlers share.
pub struct AppState {
    office: Arc<Office>,
    /// Settings of the server.
    pub settings: Settings,
    /// Tries at passwords.
    pub guesses: Arc<LoginThrottle>,
    /// The set-up link, until it was used.
    pub invitation: Arc<Invitation>,
    passwords: Arc<Semaphore>,
    exports: Arc<Semaphore>,
    accesses: Vec<(Method, &'static str, Access)>,
}

impl AppState {
    /// Over an open office; `accesses` are the routes with who may use them.
    pub fn new(office: Arc<Office>, settings: Settings, invitation: Invitation, accesses: Vec<(Method, &'static str, Access)>) -> Self {
        Self {
            office,
            settings,
            guesses: Arc::default(),
            invitation: Arc::new(invitation),
            passwords: Arc::new(Semaphore::new(PASSWORDS_AT_ONCE)),
            exports: Arc::new(Semaphore::new(EXPORTS_AT_ONCE)),
            accesses,
        }
    }

    /// Asks the office, away from the threads that answer.
    pub async fn run<T, E>(&self, work: impl FnOnce(&Office) -> Result<T, E> + Send + 'static) -> Result<T, AppError>
    where
        T: Send + 'static,
        E: Into<AppError> + Send + 'static,
    {
        let (office, span) = (Arc::clone(&self.office), Span::current());
        web::block(move || span.in_scope(|| work(&office))).await?.map_err(Into::into)
    }

    /// In what someone asks by a form or a page; refused to whoever is not signed in.
    pub fn context(&self, request_user: &RequestUser) -> Result<Context, AppError> {
        let user = request_user.user.as_ref().ok_or(AppError::NotAllowed)?;
        Ok(Context::of_user(user, Source::Form, self.now(), request_user.language))
    }

    /// Asks the office in the name of whoever is signed in, away from the threads that answer.
    pub async fn run_as<T, E>(
        &self,
        request_user: &RequestUser,
        work: impl FnOnce(&Office, &Context) -> Result<T, E> + Send + 'static,
    ) -> Result<T, AppError>
    where
        T: Send + 'static,
        E: Into<AppError> + Send + 'static,
    {
        let context = self.context(request_user)?;
        self.run(move |office| work(office, &context)).await
    }

    /// The same for work with a password, of which only a few run at once.
    pub async fn run_slowly_as<T: Send + 'static>(
        &self,
        request_user: &RequestUser,
        work: impl FnOnce(&Office, &Context) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let context = self.context(request_user)?;
        self.run_slowly(move |office| work(office, &context)).await
    }

    /// Asks for what is at hand, which no one waits for.
    pub fn glance<T>(&self, work: impl FnOnce(&Office) -> T) -> T {
        work(&self.office)
    }

    /// Asks the office for work with a password, of which only a few run at once.
    pub async fn run_slowly<T: Send + 'static>(&self, work: impl FnOnce(&Office) -> T + Send + 'static) -> Result<T, AppError> {
        let permit = Arc::clone(&self.passwords).acquire_owned().await.map_err(|error| AppError::Broken(error.to_string()))?;
        let (office, span) = (Arc::clone(&self.office), Span::current());
        let work = move || {
            let done = span.in_scope(|| work(&office));
            drop(permit);
            done
        };
        Ok(web::block(work).await?)
    }

    /// The office, for work that goes on after the answer.
    pub fn office(&self) -> Arc<Office> {
        Arc::clone(&self.office)
    }

    /// The turn of a file that is taken away; others may hold it for long, so it is not waited for without end.
    pub async fn export_turn(&self) -> Result<OwnedSemaphorePermit, AppError> {
        let turn = rt::time::timeout(TURN_PATIENCE, Arc::clone(&self.exports).acquire_owned()).await;
        turn.map_err(|_| AppError::Busy("no turn for an export became free in time".to_owned()))?
            .map_err(|error| AppError::Broken(error.to_string()))
    }

    /// What the clock says.
    pub fn now(&self) -> Moment {
        self.office.now()
    }

    /// The name of the session's cookie.
    pub fn session_cookie(&self) -> &'static str {
        if self.settings.is_secure() { "__Host-session" } else { "session" }
    }

    /// Who may use a route.
    pub fn access(&self, method: &Method, pattern: &str) -> Option<Access> {
        self.accesses.iter().find(|(known, path, _)| known == method && *path == pattern).map(|(_, _, access)| *access)
    }

    /// Who calls: the address that is connected or, where that is a trusted proxy, the last one before it that is
    /// none. A proxy may add its word to the caller's own or on a line of its own: both are read from the end.
    pub fn caller(&self, request: &HttpRequest) -> Caller {
        let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
        let is_trusted = |address: &IpAddr| self.settings.trusted_proxies.iter().any(|proxy| proxy.to_canonical() == *address);
        let lines = request.headers().get_all("x-forwarded-for").filter_map(|line| line.to_str().ok());
        let named: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        let mut address = peer;
        for text in named.into_iter().rev() {
            let Some(proxy) = address.filter(is_trusted) else { break };
            address = text.parse::<IpAddr>().map(|named| named.to_canonical()).ok().or(Some(proxy));
        }
        let agent = request.headers().get("user-agent").and_then(|agent| agent.to_str().ok()).unwrap_or("").to_owned();
        Caller { address: address.map(|address| address.to_string()).unwrap_or_default(), agent }
    }
}
