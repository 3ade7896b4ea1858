//! Amending the details of a shipment.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::record::{Again, after, refuse};
use super::shipment::{HistoryLine, ShipmentData, find};
use crate::domain::field::Field;
use crate::office::goods::CELLS;
use crate::office::rights::Right;
use crate::office::{amend, submit};
use crate::web::app::AppState;
use crate::web::details_form::{self, DetailFields};
use crate::web::event_form::{self, Hidden, WhereWhen, places_of};
use crate::web::failure::Failure;
use crate::web::field::{Control, Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{page_as, redirect};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;

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
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, reference: web::Path<String>) -> Result<HttpResponse, Failure> {
    let found = find(&office, &request_user, &reference).await?;
    let form = standing(&found)?;
    answer(&request_user, found, &form, Again::default(), StatusCode::OK)
}

/// Amends what was changed, or shows the form again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    form: Form,
    reference: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = find(&office, &request_user, &reference).await?;
    if form.has("more") {
        return answer(&request_user, found, &form, Again::default(), StatusCode::OK);
    }
    let draft = event_form::details_draft(&form, &request_user);
    let (seen, key) = Hidden::sent(&form, found.reference.as_str(), &request_user.actor())?;
    let (seen, key) = (Some(seen), Some(key));
    let sent = submit::Form { shipment: found.reference.clone(), seen, key };
    let (known, to_amend, lines) = (found.known.clone(), draft.clone(), details_form::shown_lines(&form, request_user.language));
    let done = office
        .run_as(&request_user, move |office, context| {
            Ok::<_, Failure>(amend::amend(office, context, &known, sent, &to_amend, lines.as_deref()))
        })
        .await?;
    match done {
        Ok(receipt) => Ok(redirect(&after(&found.path(), &receipt, "amended"))),
        Err(refused) => {
            let found = find(&office, &request_user, &reference).await?;
            let (again, status) = refuse(&request_user, &found, &draft, seen, refused)?;
            answer(&request_user, found, &form, again, status)
        }
    }
}

/// The details as they stand, as the fields of a form.
fn standing(found: &ShipmentData) -> Result<Form, Failure> {
    let details = found.replay()?.details();
    let cells = Field::details().iter().filter(|field| **field != Field::GoodsLines);
    let mut fields: Vec<(String, String)> =
        cells.filter_map(|field| Some((field.word().to_owned(), details.cell(*field)?.into_owned()))).collect();
    let lines = amend::lines(&details);
    fields.push(("rows".to_owned(), (lines.len() + 1).to_string()));
    for (row, line) in lines.into_iter().enumerate() {
        fields.extend(CELLS.iter().zip(line).map(|(cell, text)| (format!("line-{row}-{cell}"), text)));
    }
    Ok(Form::new(fields))
}

fn answer(
    request_user: &RequestUser,
    mut found: ShipmentData,
    form: &Form,
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(request_user, std::mem::take(&mut found.known));
    let language = request_user.language;
    let replay = found.replay()?;
    let mut draft = event_form::details_draft(form, request_user);
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
        details: details_form::fields(&presenter, form, faults, request_user.may(Right::SetTargets)),
        where_when: parts.dress(WhereWhen::new(&presenter, &draft, found.now, faults, &places_of(&replay)), &presenter),
        reason: text(Field::Reason, Control::Line("text", "")).hint(language.text("amend-reason-hint")),
        note: text(Field::Note, Control::Area(3)),
        summary: parts.summary,
        since: parts.since,
        can_correct: false,
    };
    page_as(status, &page)
}
