//! For those who watch the server: whether it lives, and whether its database answers.

use actix_web::{HttpResponse, web};

use crate::web::app::AppState;
use crate::web::app_error::AppError;

/// It lives.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// It can answer: the database does.
pub async fn ready(office: web::Data<AppState>) -> Result<HttpResponse, AppError> {
    office.run(|office| office.is_ready()).await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready\n"))
}
