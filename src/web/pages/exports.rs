//! Histories taken away as a file: one shipment's, those of a filtered list, or all.

use std::sync::Arc;

use actix_web::body;
use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::codes::{Cell, Reference};
use crate::domain::local_time;
use crate::formats::histories::Writer;
use crate::office::Progress;
use crate::office::export::{self, ExportError};
use crate::office::find::{ListQuery, meant};
use crate::office::reference_data::ReferenceData;
use crate::office::rights::Right;
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::download::{as_file, download};
use crate::web::field::Field;
use crate::web::form::{self, Form};
use crate::web::frame::Frame;
use crate::web::list_filter::ListFilter;
use crate::web::page::{page_as, redirect};
use crate::web::pages::office::status;
use crate::web::pages::shipments::chips;
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;

/// Where the file is.
pub const FILE: &str = "/exports/histories.csv";
/// What it is.
const TYPE: &str = "text/csv; charset=utf-8";
/// The longest name of a file, in characters, without its day: in Chinese its bytes are three times as many.
const NAME_LENGTH: usize = 60;

#[derive(Template)]
#[template(path = "exports.html")]
struct ExportsPage {
    frame: Frame,
    all: String,
    list: Option<ListOffer>,
    shipment: Field,
}

/// The list that was asked for.
struct ListOffer {
    filters: Vec<String>,
    count: String,
    is_empty: bool,
    /// Where its file is, and the list itself.
    file: String,
    path: String,
}

/// What can be taken away: all, the list whose filters the address has, one shipment.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let form = Form::of_whole_query(&request)?;
    let typed = form.get("shipment").trim().to_owned();
    let asked = ListFilter::new(form);
    let (zone, to_ask) = (request_user.office_zone, asked.clone());
    let (all, listed, known) = office
        .run_as(&request_user, move |office, context| {
            let known = ReferenceData::load(office, context)?;
            let to_ask = to_ask.meant(&known);
            let list = if to_ask.is_narrow() { Some(to_ask.list(context.now.instant().seconds(), zone)) } else { None };
            // A list that is asked for by words that are none has none.
            let listed = list.map(|list| list.map_or(Ok(0), |list| export::count(office, context, Some(&list)))).transpose()?;
            Ok::<_, AppError>((export::count(office, context, None)?, listed, known))
        })
        .await?;
    let (language, query) = (request_user.language, asked.narrow_query());
    let presenter = Presenter::new(&request_user, known);
    let count = |number: u64| language.format("list-count", values!(count = number));
    let mut shipment = Field::line("shipment", language.text("field-shipment")).filled(&typed);
    if !typed.is_empty() {
        shipment = shipment.wrong(language.text("export-no-shipment"), language.text("export-no-shipment-how"));
    }
    let of_list = |number| ListOffer {
        filters: chips(&presenter, &asked, request_user.office_zone).map(|(text, _)| text).collect(),
        count: count(number),
        is_empty: number == 0,
        file: format!("{FILE}?{query}"),
        path: format!("/shipments?{query}"),
    };
    page_as(
        status(shipment.error.is_some()),
        &ExportsPage {
            frame: Frame::new(&request_user, language.text("nav-exports")),
            all: count(all),
            list: listed.map(of_list),
            shipment,
        },
    )
}

/// The file, written while it is sent.
pub async fn file(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let form = Form::of_whole_query(&request)?;
    let typed = form.get("shipment").trim().to_owned();
    let known = office.run_as(&request_user, ReferenceData::load).await?;
    let asked = ListFilter::new(form).meant(&known);
    let now = office.now().instant();
    let today = local_time::shown(now, request_user.zone()).date();
    let (list, parts) = if typed.is_empty() {
        let list = asked.list(now.seconds(), request_user.office_zone);
        let none = ListQuery { among: Some(Vec::new()), ..ListQuery::default() };
        let list = asked.is_narrow().then(|| list.unwrap_or(none));
        (list, asked.narrow().map(|(_, text)| text.to_owned()).collect())
    } else {
        let called = Reference::read(&typed);
        let meant =
            office.run_as(&request_user, move |office, context| called.map_or(Ok(Vec::new()), |called| meant(office, context, &called)));
        let Ok([reference]) = <[Reference; 1]>::try_from(meant.await?) else {
            return Ok(redirect(&format!("/exports?{}", form::query([("shipment", typed.as_str())]))));
        };
        (Some(ListQuery { reference: Some(reference.to_string()), ..ListQuery::default() }), vec![reference.to_string()])
    };
    send(&office, &request_user, &request, &format!("histories-{}-{today}.csv", name(&parts)), list).await
}

/// Histories of a list, or all, as a file of that name, written while it is sent.
pub async fn send(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    request: &HttpRequest,
    file: &str,
    list: Option<ListQuery>,
) -> Result<HttpResponse, AppError> {
    if *request.method() == Method::HEAD {
        return Ok(as_file(file, TYPE, body::None::new()));
    }
    let context = office.context(request_user)?;
    context.require(Right::Export)?;
    let (writing, sent) = download(office.settings.download_patience);
    let turn = office.export_turn().await?;
    // It goes on while the answer is sent; nobody waits for its end.
    drop(web::block({
        let office = office.office();
        move || {
            let quiet: Progress = Arc::new(|_, _| ());
            match export::histories(&office, &context, list.as_ref(), || Writer::begin(&writing), &quiet) {
                Ok(_) => writing.finish(),
                Err(ExportError::Output(_)) => tracing::debug!("a download was not taken to its end"),
                Err(ExportError::Store(error)) => tracing::error!("an export ended early: {error}"),
            }
            drop(turn);
        }
    }));
    Ok(as_file(file, TYPE, sent))
}

/// The name of a file by what was asked for, in letters and digits of any script.
fn name(parts: &[String]) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = parts.join("-").chars().take(NAME_LENGTH).map(plain).collect();
    let name = name.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    match (name.is_empty(), parts.is_empty()) {
        (true, true) => "all".to_owned(),
        (true, false) => "list".to_owned(),
        (false, _) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_what_was_asked_for() {
        for (parts, expected) in [
            (&[][..], "all"),
            (&["held", "CNHCG:RUYEK"], "held-CNHCG-RUYEK"),
            (&["\u{978b}\u{5b50} \"a/b\"", "2026-06-01"], "\u{978b}\u{5b50}-a-b-2026-06-01"),
            (&["../"], "list"),
        ] {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            assert_eq!(name(&parts), expected);
        }
    }
}
