//! Amending the details of a shipment.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::refused_form::{Again, Commanded, FormRefused, after, command};
use super::shipment::{HistoryLine, ShipmentData, find};
use crate::domain::field::Field;
use crate::domain::replay::Replay;
use crate::office::amend::{self, AmendDetails};
use crate::office::command::SeenShipment;
use crate::office::directory::{self, NamesUsed};
use crate::office::rights::Right;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::details_form::{self, DetailFields, standing};
use crate::web::draft::{Draft, both};
use crate::web::event_form::{self, Hidden};
use crate::web::field::{Control, Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::kept_form::kept;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::where_when::{WhereWhen, places_of};

#[derive(Template)]
#[template(path = "amend.html")]
struct AmendPage {
    frame: Frame,
    path: String,
    reference: String,
    summary: Option<Summary>,
    since: Vec<HistoryLine>,
    hidden: Hidden,
    details: DetailFields,
    where_when: WhereWhen,
    reason: FormField,
    note: FormField,
    can_correct: bool,
}

/// Shows the form with the details as they stand.
pub async fn show(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    reference: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let found = find(&office, &request_user, &reference).await?;
    let form = match kept(&office, &request_user, &request).await? {
        Some(form) => form,
        None => standing(&found.replay()?.details()),
    };
    let (draft, used) = (event_form::details_draft(&form, &request_user), office.run_as(&request_user, directory::used).await?);
    answer(&request_user, (found, &used), &form, draft, Again::default(), StatusCode::OK)
}

/// Amends what was changed, or shows the form again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    form: Form,
    reference: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let (draft, used) = (event_form::details_draft(&form, &request_user), office.run_as(&request_user, directory::used).await?);
    if form.has("more") {
        let found = find(&office, &request_user, &reference).await?;
        return answer(&request_user, (found, &used), &form, draft, Again::default(), StatusCode::OK);
    }
    let (seen, key) = Hidden::sent(&form, &reference, &request_user.actor())?;
    let commanded = command(&office, &request_user, &reference, draft, move |office, context, known, (shipment, draft)| {
        let (details, errors) = draft.details();
        let details = if errors.is_empty() { Ok(details) } else { Err(errors) };
        let (details, circumstances) = both(details, draft.circumstances(known))?;
        let shipment = SeenShipment { shipment, version: Some(seen) };
        let command = AmendDetails { shipment, details, emptied: draft.emptied(), circumstances, key };
        amend::amend(office, context, known, command).map_err(FormRefused::Command)
    });
    match commanded.await? {
        Commanded::Recorded(receipt) => Ok(redirect(&after(&shipment_path(&reference), &receipt, "amended"))),
        Commanded::Refused(refused) => {
            let (again, status) = refused.again(&request_user, seen)?;
            let form = if again.is_stale() { rebased(&form, &refused.found, seen)? } else { form };
            answer(&request_user, (refused.found, &used), &form, refused.draft, again, status)
        }
    }
}

/// The form over the details as they stand now, where it was filled over those of a version before.
fn rebased(form: &Form, found: &ShipmentData, seen: u32) -> Result<Form, AppError> {
    let then = &found.history[..found.history.partition_point(|recorded| recorded.number <= seen)];
    let Ok(before) = Replay::new(then) else { return Ok(form.clone()) };
    Ok(details_form::rebased(form, &before.details(), &found.replay()?.details()))
}

fn answer(
    request_user: &RequestUser,
    (mut found, used): (ShipmentData, &NamesUsed),
    form: &Form,
    mut draft: Draft,
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let presenter = Presenter::new(request_user, std::mem::take(&mut found.known));
    let language = request_user.language;
    let replay = found.replay()?;
    if !form.has("place")
        && let Some(place) = replay.detail(|details| details.origin.as_ref())
    {
        draft.set(Field::Place, place.to_string());
    }
    let parts = again.into_parts(&presenter);
    let faults = &parts.faults;
    let text = |field: Field, control: Control| {
        FormField::line(field.word(), presenter.field(field)).with(control).filled(draft.get(field)).optional(language)
    };
    let page = AmendPage {
        frame: Frame::new(request_user, language.text("amend-title")),
        path: found.path(),
        reference: found.reference.to_string(),
        hidden: Hidden::again(form, found.version(), parts.is_stale),
        details: details_form::fields(&presenter, used, form, faults, request_user.may(Right::SetTargets)),
        where_when: parts.dress(WhereWhen::new(&presenter, &draft, found.now, faults, &places_of(&replay)), &presenter),
        reason: text(Field::Reason, Control::Line("text", "")).hint(language.text("amend-reason-hint")),
        note: text(Field::Note, Control::Area(3)),
        summary: parts.summary,
        since: parts.since,
        can_correct: false,
    };
    page_as(status, &page)
}
