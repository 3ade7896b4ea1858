//! Registering a shipment.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use uuid::Uuid;

use super::refused_form::{Again, FormRefused, after};
use crate::domain::codes::{Cell, Reference};
use crate::domain::field::Field;
use crate::domain::time::Moment;
use crate::office::command::{Cause, CommandRefused, Problem};
use crate::office::reference_data::ReferenceData;
use crate::office::register::{self, RegisterShipment};
use crate::office::{Context, Office};
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::details_form::{self, DetailFields};
use crate::web::draft::{Draft, FormError, Unread, both};
use crate::web::event_form::{self, Hidden};
use crate::web::field::{Control, Field as FormField, Summary, fault_of};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::kept_form::kept;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::where_when::WhereWhen;
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
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let form = kept(&office, &request_user, &request).await?.unwrap_or_default();
    let draft = draft(&form, &request_user);
    blank(&office, &request_user, &form, draft).await
}

/// Registers, or shows the form again.
pub async fn create(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let draft = draft(&form, &request_user);
    if form.has("more") {
        return blank(&office, &request_user, &form, draft).await;
    }
    let typed = form.get("reference").trim().to_owned();
    let (_, key) = Hidden::sent(&form, &typed, &request_user.actor())?;
    let path = shipment_path(&typed);
    let commanded = move |office: &Office, context: &Context| {
        let known = ReferenceData::load(office, context)?;
        let done = match read(&draft, &typed, key, &known) {
            Ok(command) => register::register(office, context, &known, command).map_err(FormRefused::Command),
            Err(unread) => Err(FormRefused::Unread(unread)),
        };
        Ok::<_, AppError>(done.map_err(|refused| (refused, draft, known, context.now)))
    };
    let (refused, draft, known, now) = match office.run_as(&request_user, commanded).await? {
        Ok(receipt) => return Ok(redirect(&after(&path, &receipt, "registered"))),
        Err(refused) => refused,
    };
    let presenter = Presenter::new(&request_user, known);
    let taken = taken(&refused);
    let again = refuse(&presenter, &draft, refused)?;
    answer(&request_user, &presenter, (&form, draft), (again, taken), now, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The way to the shipment that has the reference, or one that reads the same.
fn taken(refused: &FormRefused) -> Option<String> {
    let FormRefused::Command(CommandRefused::Invalid(errors)) = refused else { return None };
    errors.iter().find_map(|error| if let Problem::Taken(other) = &error.problem { Some(shipment_path(other.as_str())) } else { None })
}

/// What the form says. Without a place of its own, a registration happens at the origin, on the clocks there.
fn draft(form: &Form, request_user: &RequestUser) -> Draft {
    let mut draft = event_form::details_draft(form, request_user);
    draft.cells.retain(|(field, _)| field.target_of().is_none());
    if draft.get(Field::Place).is_empty() {
        draft.set(Field::Place, form.get("origin"));
    }
    draft
}

/// The registration that it says, or all that is wrong with it, by its widgets and by the office.
fn read(draft: &Draft, typed: &str, key: Uuid, known: &ReferenceData) -> Result<RegisterShipment, Unread> {
    let (reference, (details, mut errors)) = (Reference::read(typed), draft.details());
    let circumstances = draft.circumstances(known);
    if let (Some(reference), Ok(circumstances), true) = (&reference, &circumstances, errors.is_empty()) {
        let (reference, circumstances) = (reference.clone(), circumstances.clone());
        return Ok(RegisterShipment { reference, details, circumstances, key });
    }
    let of_office: Vec<FormError> = register::problems(reference.as_ref(), &details).iter().map(|error| draft.error(error)).collect();
    for error in of_office {
        if !errors.iter().any(|known| known.widget == error.widget) {
            let value = if error.problem == Problem::Reference { Some(typed.to_owned()) } else { error.value };
            errors.push(FormError { value, ..error });
        }
    }
    let nothing_else = if errors.is_empty() { Ok(()) } else { Err(errors) };
    Err(both(nothing_else, circumstances).err().unwrap_or_default())
}

/// What stands beside the widgets of a form that was refused.
fn refuse(presenter: &Presenter, draft: &Draft, refused: FormRefused) -> Result<Again, AppError> {
    Ok(match refused {
        FormRefused::Unread(unread) => Again::new(presenter, unread.errors, unread.twice),
        FormRefused::Command(CommandRefused::Invalid(errors)) => Again::new(presenter, errors.iter().map(|error| draft.error(error)), None),
        FormRefused::Command(CommandRefused::Shipments(refusals)) => {
            let Some(refusal) = refusals.first() else { return Err(AppError::NotFound) };
            let faults = match (&refusal.cause, refusal.event()) {
                (Cause::InFuture(_), Some(event)) => vec![("day".to_owned(), wording::in_future(presenter, event))],
                (Cause::Rule(violation), _) => {
                    let (field, what, rule) = wording::violation(presenter, refusal, violation);
                    vec![(field.to_owned(), (what, rule))]
                }
                _ => return Err(AppError::NotFound),
            };
            Again::from_faults(faults)
        }
        FormRefused::Command(CommandRefused::Failed(error)) => return Err(error.into()),
    })
}

/// A form that nothing was asked of yet.
async fn blank(office: &web::Data<AppState>, request_user: &RequestUser, form: &Form, draft: Draft) -> Result<HttpResponse, AppError> {
    let (known, now) =
        office.run_as(request_user, |office, context| Ok::<_, AppError>((ReferenceData::load(office, context)?, context.now))).await?;
    answer(request_user, &Presenter::new(request_user, known), (form, draft), (Again::default(), None), now, StatusCode::OK)
}

fn answer(
    request_user: &RequestUser,
    presenter: &Presenter,
    (form, draft): (&Form, Draft),
    (again, taken): (Again, Option<String>),
    now: Moment,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let parts = again.into_parts(presenter);
    let faults = &parts.faults;
    let mut where_when = WhereWhen::new(presenter, &draft, now, faults, &[]);
    where_when.no_place = language.text("when-at-origin");
    where_when.no_place_zone = None;
    if draft.get(Field::Place).is_empty() {
        where_when.hint = language.text("when-origin-hint");
        where_when.zone = language.text("when-at-origin");
    }
    let reference = FormField::line("reference", presenter.field(Field::Shipment))
        .with(Control::Line("text", ""))
        .hint(language.text("reference-hint"))
        .from(form)
        .wrong_if(fault_of(faults, "reference"));
    let page = RegisterPage {
        frame: Frame::new(request_user, language.text("register-title")),
        hidden: Hidden::again(form, 0, false),
        taken,
        reference,
        details: details_form::fields(presenter, form, faults, false),
        where_when: parts.dress(where_when, presenter),
        note: FormField::line("note", presenter.field(Field::Note)).with(Control::Area(3)).optional(language).from(form),
        summary: parts.summary,
    };
    page_as(status, &page)
}
