//! How the server starts: its state, its routes, authentication before them.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_multipart::form::MultipartFormConfig;
use actix_multipart::form::tempfile::TempFileConfig;
use actix_web::dev::Server;
use actix_web::http::header;
use actix_web::middleware::DefaultHeaders;
use actix_web::{App, HttpServer, middleware, web};

use super::app::AppState;
use super::authentication;
use super::form;
use super::pages::imports;
use super::routes;
use super::settings::Settings;
use crate::office::setup::Invitation;
use crate::office::{Error, Office, uploads};

/// Nothing is loaded from elsewhere, nothing in a page's text runs or styles.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Threads that answer.
const WORKERS: usize = 2;

/// A server that runs.
pub struct Served {
    /// Where it listens.
    pub address: SocketAddr,
    /// The path with the one-time token that makes the administrator, if there is no user yet.
    pub setup_path: Option<String>,
    /// Runs until it is stopped.
    pub server: Server,
}

impl std::fmt::Debug for Served {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Served on {}", self.address)
    }
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The socket.
    #[error("the socket")]
    Io(std::io::Error),
    /// The database.
    #[error("the database")]
    Store(Error),
}

impl From<std::io::Error> for ServeError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Error> for ServeError {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

/// Starts the server on a socket that listens already.
pub fn serve(office: Arc<Office>, settings: Settings, listener: TcpListener) -> Result<Served, ServeError> {
    let address = listener.local_addr()?;
    let (invitation, token) = Invitation::for_office(&office)?;
    let accesses = routes::table().iter().map(|route| (route.method.clone(), route.path, route.access)).collect();
    let is_secure = settings.is_secure();
    let arrivals = uploads::arrivals(&office)?;
    let state = web::Data::new(AppState::new(office, settings, invitation, accesses));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .app_data(web::PayloadConfig::new(form::LARGEST))
            .app_data(MultipartFormConfig::default().total_limit(imports::LARGEST))
            .app_data(TempFileConfig::default().directory(&arrivals))
            .configure(routes::configure)
            .wrap(middleware::from_fn(authentication::authenticate))
            .wrap(headers(is_secure))
            .wrap(middleware::Compress::default())
    });
    let server = server.workers(WORKERS).listen(listener)?.run();
    Ok(Served { address, setup_path: token.map(|token| format!("/setup?token={token}")), server })
}

/// What every answer carries, unless its handler says otherwise.
fn headers(is_secure: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, POLICY))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::REFERRER_POLICY, "same-origin"))
        .add((header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"))
        .add((header::PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=()"))
        .add((header::CACHE_CONTROL, "private, no-cache"));
    if is_secure { headers.add((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")) } else { headers }
}
