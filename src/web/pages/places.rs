//! Places: all of them, and a form for one.

use actix_web::{HttpResponse, web};

use crate::office::places::{self, Place, PlaceDraft, PlaceError};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Control, Field};
use crate::web::form::Form;
use crate::web::page::redirect;
use crate::web::pages::account::zone_field;
use crate::web::pages::office::{
    self as kept, FormPage, ask, list_of, list_row, name_field, name_fields, named_columns, names, set_names, with_faults,
};
use crate::web::pages::office_table::OfficeCell;
use crate::web::request_user::RequestUser;

const LIST: (&str, &str) = ("/admin/places", "nav-places");

/// All places.
pub async fn list(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let row = |place: Place| {
        let zone = OfficeCell::new(place.time_zone.map(|zone| zone.parse().map_or(zone, |zone| language.zone(zone))).unwrap_or_default());
        list_row(language, LIST.0, place.code.as_str(), (place.names, place.retired), vec![zone])
    };
    let rows = office.run_as(&request_user, places::all).await?.into_iter().map(row).collect();
    list_of(&request_user, LIST, ["places-about", "places-new", "places-code"], &named_columns(&["user-time-zone"]), rows)
}

/// A form for a new place.
pub async fn new(request_user: RequestUser) -> Result<HttpResponse, AppError> {
    form_page(&request_user, None, &Form::default(), &[]).answer()
}

/// Adds a place.
pub async fn add(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let draft = draft(form.get("code"), &form);
    match ask(&office, &request_user, move |office, context| places::add(office, context, &draft)).await? {
        Ok(_) => Ok(redirect("/admin/places?done=kept")),
        Err(faults) => form_page(&request_user, None, &form, &faults).answer(),
    }
}

/// A form for a place that is there.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, code: web::Path<String>) -> Result<HttpResponse, AppError> {
    let places = office.run_as(&request_user, places::all).await?;
    let place = places.iter().find(|place| place.code.as_str() == code.as_str()).ok_or(AppError::NotFound)?;
    let mut form = Form::default();
    set_names(&mut form, &place.names);
    form.set("time_zone", place.time_zone.as_deref().unwrap_or(""));
    form_page(&request_user, Some(&code), &form, &[]).answer()
}

/// Changes names and zone.
pub async fn change(
    office: web::Data<AppState>,
    request_user: RequestUser,
    code: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let draft = draft(&code, &form);
    match ask(&office, &request_user, move |office, context| places::change(office, context, &draft)).await? {
        Ok(_) => Ok(redirect("/admin/places?done=kept")),
        Err(faults) => form_page(&request_user, Some(&code), &form, &faults).answer(),
    }
}

/// Retires a place, or brings it back.
pub async fn retire(
    office: web::Data<AppState>,
    request_user: RequestUser,
    code: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    kept::retire(&office, &request_user, (LIST.0, &form), move |office, context, retired| {
        places::set_retired(office, context, &code, retired)
    })
    .await
}

fn draft(code: &str, form: &Form) -> PlaceDraft {
    PlaceDraft { code: code.to_owned(), names: names(form), time_zone: form.get("time_zone").to_owned() }
}

fn form_page(request_user: &RequestUser, code: Option<&str>, form: &Form, faults: &[PlaceError]) -> FormPage {
    let language = request_user.language;
    let mut fields = Vec::new();
    if code.is_none() {
        let line = Field::line("code", language.text("places-code")).hint(language.text("places-code-hint"));
        fields.push(line.with(Control::Line("text", "code")));
    }
    fields.extend(name_fields(language));
    // A zone may be left empty, and what was typed wrong still stands there, so it is no list to choose from.
    let mut zone = zone_field(language).hint(language.text("places-zone-hint")).optional(language);
    if let Control::Select(choices) = zone.control {
        zone.control = Control::Suggest(choices);
    }
    fields.push(zone);
    let faults: Vec<_> = faults.iter().map(|fault| found(*fault)).collect();
    let title = match code {
        None => language.text("places-new"),
        Some(code) => {
            let named = form.filled(name_field(language)).map(|name| language.format("code-named", values!(code = code, name = name)));
            language.format("places-change", values!(code = named.unwrap_or_else(|| code.to_owned())))
        }
    };
    FormPage::new(request_user, title, LIST, with_faults(language, fields, form, &faults))
}

/// The field of a fault, and the key of what to say.
fn found(fault: PlaceError) -> (&'static str, &'static str) {
    match fault {
        PlaceError::Code => ("code", "places-fault-code"),
        PlaceError::CodeTaken => ("code", "places-fault-code-taken"),
        PlaceError::Name(language) => (name_field(language), "office-fault-name"),
        PlaceError::TimeZone => ("time_zone", "places-fault-zone"),
    }
}
