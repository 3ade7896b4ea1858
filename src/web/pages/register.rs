//! Registering a shipment.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::codes::{Cell, Reference};
use crate::domain::field::Field;
use crate::domain::time::Moment;
use crate::office::reference_data::ReferenceData;
use crate::office::register;
use crate::office::submit::{self, Refused};
use crate::web::app::AppState;
use crate::web::details_form::{self, DetailFields};
use crate::web::event_form::{self, Faults, Hidden, WhereWhen, fault_of};
use crate::web::failure::Failure;
use crate::web::field::{Control, Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::pages::record::after;
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::wording;

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    frame: Frame,
    summary: Option<Summary>,
    hidden: Hidden,
    reference: FormField,
    details: DetailFields,
    where_when: WhereWhen,
    note: FormField,
    taken: Option<String>,
}

/// Shows the form.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, Failure> {
    answer(&office, &request_user, &Form::default(), Vec::new(), None, StatusCode::OK).await
}

/// Registers, or shows the form again.
pub async fn create(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, Failure> {
    if form.has("more") {
        return answer(&office, &request_user, &form, Vec::new(), None, StatusCode::OK).await;
    }
    let mut draft = event_form::details_draft(&form, &request_user);
    // A registration happens where the shipment starts, unless the form says otherwise.
    if draft.get(Field::Place).is_empty() {
        draft.set(Field::Place, form.get("origin"));
    }
    let (_, key) = Hidden::sent(&form, form.get("reference"), &request_user.actor())?;
    let (reference, lines) = (form.get("reference").trim().to_owned(), details_form::lines(&form, request_user.language));
    let Some(shipment) = Reference::read(&reference).or_else(|| Reference::read("-")) else { return Err(Failure::Unreadable) };
    let sent = submit::Form { shipment, seen: None, key: Some(key) };
    let to_register = (reference.clone(), draft.clone());
    let done = office
        .run_as(&request_user, move |office, context| {
            let known = ReferenceData::load(office, context)?;
            Ok::<_, Failure>(register::register(office, context, &known, (&to_register.0, sent), &to_register.1, &lines))
        })
        .await?;
    match done {
        Ok(receipt) => Ok(redirect(&after(&shipment_path(&reference), &receipt, "registered"))),
        Err(refused) => answer(&office, &request_user, &form, Vec::new(), Some(refused), StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

async fn answer(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    form: &Form,
    mut faults: Faults,
    refused: Option<Refused>,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let (known, now): (Arc<ReferenceData>, Moment) =
        office.run_as(request_user, |office, context| Ok::<_, Failure>((ReferenceData::load(office, context)?, context.now))).await?;
    let presenter = Presenter::new(request_user, known);
    let mut twice = None;
    match refused {
        None => {}
        Some(Refused::Wrong(wrong)) => {
            faults.extend(wrong.iter().map(|wrong| (wrong.field.clone(), wording::wrong(&presenter, wrong))));
        }
        Some(Refused::Twice(first, second)) => twice = Some((first, second)),
        Some(Refused::InFuture(events, at)) => {
            faults.extend(events.get(at).map(|event| ("day".to_owned(), wording::in_future(&presenter, event))));
        }
        Some(Refused::Broken(broken)) => {
            let (field, what, rule) = wording::broken(&presenter, &broken);
            faults.push((field.to_owned(), (what, rule)));
        }
        Some(Refused::Stale(_) | Refused::Unknown) => return Err(Failure::NotFound),
        Some(Refused::Store(error)) => return Err(error.into()),
    }
    let language = request_user.language;
    let mut draft = event_form::details_draft(form, request_user);
    // Without a place of its own, a registration happens at the origin, on the clocks there.
    if draft.get(Field::Place).is_empty() {
        draft.set(Field::Place, form.get("origin"));
    }
    let mut where_when = WhereWhen::new(&presenter, &draft, now, &faults, &[]);
    where_when.no_place = language.text("when-at-origin");
    where_when.no_place_zone = None;
    if draft.get(Field::Place).is_empty() {
        where_when.hint = language.text("when-origin-hint");
        where_when.zone = language.text("when-at-origin");
    }
    if let Some((first, second)) = twice {
        where_when = where_when.with_twice(&presenter, first, second);
    }
    let reference = FormField::line("reference", presenter.field(Field::Shipment))
        .with(Control::Line("text", ""))
        .hint(language.text("reference-hint"))
        .from(form)
        .wrong_if(fault_of(&faults, "reference"));
    let is_taken = reference.error.is_some() && Reference::read(form.get("reference").trim()).is_some();
    let mut listed: Vec<(String, String)> = faults.iter().map(|(field, (what, _))| (field.clone(), what.clone())).collect();
    if twice.is_some() {
        listed.push(("day".to_owned(), presenter.say("wrong-twice")));
    }
    let page = RegisterPage {
        frame: Frame::new(request_user, language.text("register-title")),
        summary: Summary::with(language, listed),
        hidden: Hidden::again(form, 0, false),
        taken: is_taken.then(|| shipment_path(form.get("reference").trim())),
        reference,
        details: details_form::fields(&presenter, form, &faults, false),
        where_when,
        note: FormField::line("note", presenter.field(Field::Note)).with(Control::Area(3)).optional(language).from(form),
    };
    page_as(status, &page)
}
