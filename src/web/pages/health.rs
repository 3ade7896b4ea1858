//! For those who watch the server: whether it lives, and whether its database answers.

use actix_web::{HttpResponse, web};

use crate::web::app::Office;
use crate::web::failure::Failure;

/// It lives.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// It can answer: the database does.
pub async fn ready(office: web::Data<Office>) -> Result<HttpResponse, Failure> {
    office.run(|store| store.is_sample()).await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready\n"))
}
