//! Style sheets, scripts and pictures of the pages: in the binary, under names that change with what they hold,
//! so that browsers may keep them for ever.

use data_encoding::HEXLOWER;
use std::sync::OnceLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::app_error::AppError;

#[derive(RustEmbed)]
#[folder = "static/"]
#[exclude = "pictures/*"]
struct Embedded;

/// One file as it is served.
struct Asset {
    /// Its path with the hash in it.
    url: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

/// The style sheets in the order in which the cascade takes them.
const SHEETS: &[&str] = &[
    "css/tokens.css",
    "css/base.css",
    "css/parts.css",
    "css/track.css",
    "css/pages.css",
    "css/lists.css",
    "css/report.css",
    "css/office.css",
    "css/print.css",
];

/// All files, made once.
struct Assets {
    sheet: Asset,
    script: Asset,
    icons: Asset,
    mark: Asset,
}

fn assets() -> &'static Assets {
    static ASSETS: OnceLock<Assets> = OnceLock::new();
    ASSETS.get_or_init(|| Assets {
        sheet: asset("tumen", "css", "text/css; charset=utf-8", SHEETS),
        script: asset("tumen", "js", "text/javascript; charset=utf-8", &["tumen.js"]),
        icons: asset("icons", "svg", "image/svg+xml", &["icons.svg"]),
        mark: asset("mark", "svg", "image/svg+xml", &["mark.svg"]),
    })
}

fn asset(name: &str, ending: &str, kind: &'static str, parts: &[&str]) -> Asset {
    let mut bytes = Vec::new();
    for part in parts {
        if let Some(file) = Embedded::get(part) {
            bytes.extend_from_slice(&file.data);
            bytes.push(b'\n');
        }
    }
    let hash = HEXLOWER.encode(&Sha256::digest(&bytes)[..6]);
    Asset { url: format!("/static/{name}.{hash}.{ending}"), kind, bytes }
}

/// Where the style sheet is.
pub fn sheet() -> &'static str {
    &assets().sheet.url
}

/// Where the script is.
pub fn script() -> &'static str {
    &assets().script.url
}

/// Where the icons are.
pub fn icons() -> &'static str {
    &assets().icons.url
}

/// Where the mark is.
pub fn mark() -> &'static str {
    &assets().mark.url
}

/// Gives a file.
pub async fn get(name: web::Path<String>) -> Result<HttpResponse, AppError> {
    let Assets { sheet, script, icons, mark } = assets();
    let wanted = format!("/static/{name}");
    let found = [sheet, script, icons, mark].into_iter().find(|asset| asset.url == wanted).ok_or(AppError::NotFound)?;
    let kept = (header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    Ok(HttpResponse::Ok().content_type(found.kind).insert_header(kept).body(found.bytes.as_slice()))
}
