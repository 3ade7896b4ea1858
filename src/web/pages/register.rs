//! Registering a shipment.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use uuid::Uuid;

use super::refused_form::{Again, FormRefused, after};
use crate::domain::codes::{Cell, Reference};
use crate::domain::field::Field;
use crate::domain::lane::Lane;
use crate::domain::pasted_codes::{pasted, repeated};
use crate::domain::refusal::Rule;
use crate::domain::time::Moment;
use crate::office::command::{Cause, CommandRefused, Problem};
use crate::office::directory::{self, NamesUsed};
use crate::office::parcels::Packing;
use crate::office::reference_data::ReferenceData;
use crate::office::register::{self, RegisterShipment};
use crate::office::{Context, Office};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::details_form::{self, DetailFields, completed};
use crate::web::draft::{Draft, FormError, Unread, both};
use crate::web::event_form::{self, Hidden};
use crate::web::field::{Control, Field as FormField, Summary, fault_of};
use crate::web::form::{self, Form};
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
    parcels: FormField,
    where_when: WhereWhen,
    note: FormField,
    taken: Option<String>,
    /// Usual lanes, each with the way to the form as its last shipment fills it.
    usual: Vec<(String, String)>,
    /// Of what the form was filled.
    told: Option<String>,
    /// Whether place, time and note are in sight.
    is_when_open: bool,
    /// Whether it is asked to move what is in other shipments.
    asks_to_move: bool,
}

/// What a page is made of besides its form.
struct Around {
    known: Arc<ReferenceData>,
    used: Arc<NamesUsed>,
    now: Moment,
}

impl Around {
    fn load(office: &Office, context: &Context) -> Result<Self, AppError> {
        Ok(Self { known: ReferenceData::load(office, context)?, used: directory::used(office, context)?, now: context.now })
    }
}

/// What stands above a form that is not refused: usual lanes, and of what it was filled.
#[derive(Default)]
struct Above {
    usual: Vec<Lane>,
    told: Option<Filled>,
}

/// Of what a form was filled.
enum Filled {
    /// Of this shipment.
    Of(Reference),
    /// Of none: the lane has none yet.
    NoneYet,
}

/// Shows the form: empty, or filled as another shipment, or as the last one of a lane.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    if let Some(form) = kept(&office, &request_user, &request).await? {
        return blank(&office, &request_user, form, |_, _, form| Ok((form, Above::default()))).await;
    }
    let query = Form::of_query(&request);
    blank(&office, &request_user, query, |office, context, query| {
        let (like, lane) = (query.filled("like").and_then(Reference::read), query.filled("lane").and_then(Lane::parse));
        match (like, lane) {
            (Some(like), _) => {
                let details = register::as_another(office, context, &like)?.ok_or(AppError::NotFound)?;
                Ok((details_form::standing(&details), Above { told: Some(Filled::Of(like)), ..Above::default() }))
            }
            (None, Some(lane)) => as_last_of(office, context, &lane, &Form::default()),
            (None, None) => {
                let usual = register::usual_lanes(office, context)?;
                Ok((Form::default(), Above { usual, ..Above::default() }))
            }
        }
    })
    .await
}

/// The form, filled as the last shipment of a lane wherever nothing was typed.
fn as_last_of(office: &Office, context: &Context, lane: &Lane, form: &Form) -> Result<(Form, Above), AppError> {
    let (filled, told) = match register::as_last_of(office, context, lane)? {
        Some((last, details)) => (completed(form, &details_form::standing(&details)), Filled::Of(last)),
        None => (form.clone(), Filled::NoneYet),
    };
    Ok((filled, Above { told: Some(told), ..Above::default() }))
}

/// Registers, or shows the form again.
pub async fn create(office: web::Data<AppState>, request_user: RequestUser, mut form: Form) -> Result<HttpResponse, AppError> {
    if form.has("more") {
        return blank(&office, &request_user, form, |_, _, form| Ok((form, Above::default()))).await;
    }
    if form.has("fill") {
        let Some(lane) = Lane::between(form.get("origin"), form.get("destination")) else {
            return unfilled(&office, &request_user, &form, ["origin", "destination"].into_iter()).await;
        };
        return blank(&office, &request_user, form, move |office, context, form| as_last_of(office, context, &lane, &form)).await;
    }
    let repeated = repeated(form.get("parcels"));
    if !repeated.is_empty() {
        form.set("parcels", pasted(form.get("parcels")).join("\n"));
        let around = office.run_as(&request_user, Around::load).await?;
        let presenter = Presenter::new(&request_user, Arc::clone(&around.known));
        let fault = ("parcels".to_owned(), wording::repeated(request_user.language, &repeated));
        let again = (Again::from_faults(vec![fault]), None, false);
        let draft = draft(&form, &request_user);
        return answer(&request_user, &presenter, (&form, draft), again, (Above::default(), around), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let draft = draft(&form, &request_user);
    let typed = form.get("reference").trim().to_owned();
    let (_, key) = Hidden::sent(&form, &typed, &request_user.actor())?;
    let path = shipment_path(&typed);
    let packing = if form.get("do") == "move" { Packing::Moved } else { Packing::In };
    let commanded = move |office: &Office, context: &Context| {
        let around = Around::load(office, context)?;
        let done = match read(&draft, &typed, packing, key, &around.known) {
            Ok(command) => {
                let (parcels, packages) = (command.parcels.as_ref().map(|(parcels, _)| parcels.codes().count()), command.details.packages);
                let is_other = parcels.zip(packages).is_some_and(|(parcels, packages)| parcels != packages as usize);
                let done = register::register(office, context, &around.known, command);
                done.map(|receipt| (receipt, is_other)).map_err(FormRefused::Command)
            }
            Err(unread) => Err(FormRefused::Unread(unread)),
        };
        Ok::<_, AppError>(done.map_err(|refused| (refused, draft, around)))
    };
    let (refused, draft, around) = match office.run_as(&request_user, commanded).await? {
        // Where other parcels were packed than packages declared, both are told.
        Ok((receipt, true)) => return Ok(redirect(&after(&format!("{path}/parcels"), &receipt, "registered"))),
        Ok((receipt, false)) => return Ok(redirect(&after(&path, &receipt, "registered"))),
        Err(refused) => refused,
    };
    let presenter = Presenter::new(&request_user, Arc::clone(&around.known));
    let again = (taken(&refused), asks_to_move(&refused));
    let again = (refuse(&presenter, &draft, refused)?, again.0, again.1);
    answer(&request_user, &presenter, (&form, draft), again, (Above::default(), around), StatusCode::UNPROCESSABLE_ENTITY)
}

/// Whether parcels of it are in other shipments.
fn asks_to_move(refused: &FormRefused) -> bool {
    let FormRefused::Command(CommandRefused::Invalid(errors)) = refused else { return false };
    errors.iter().any(|error| matches!(error.problem, Problem::PackedElsewhere(_) | Problem::MovedTooEarly(_)))
}

/// The form with fields that must be filled before anything can be done with them.
async fn unfilled(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    form: &Form,
    names: impl Iterator<Item = &'static str>,
) -> Result<HttpResponse, AppError> {
    let around = office.run_as(request_user, Around::load).await?;
    let presenter = Presenter::new(request_user, Arc::clone(&around.known));
    let empty = names.filter(|name| form.filled(name).is_none()).map(|name| FormError::new(name, Problem::Rule(Rule::FieldMissing)));
    let again = (Again::new(&presenter, empty, None), None, false);
    let draft = draft(form, request_user);
    answer(request_user, &presenter, (form, draft), again, (Above::default(), around), StatusCode::UNPROCESSABLE_ENTITY)
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
    draft.set(Field::Parcels, form.get("parcels"));
    if draft.get(Field::Place).is_empty() {
        draft.set(Field::Place, form.get("origin"));
    }
    draft
}

/// The registration that it says, or all that is wrong with it, by its widgets and by the office.
fn read(draft: &Draft, typed: &str, packing: Packing, key: Uuid, known: &ReferenceData) -> Result<RegisterShipment, Unread> {
    let (reference, (details, mut errors)) = (Reference::read(typed), draft.details());
    let circumstances = draft.circumstances(known);
    let has_parcels = !draft.get(Field::Parcels).trim().is_empty();
    let parcels = has_parcels.then(|| draft.parcels()).transpose().map_err(|wrong| errors.extend(wrong)).unwrap_or_default();
    if let (Some(reference), Ok(circumstances), true) = (&reference, &circumstances, errors.is_empty()) {
        let (reference, circumstances) = (reference.clone(), circumstances.clone());
        let parcels = parcels.map(|parcels| (parcels, packing));
        return Ok(RegisterShipment { reference, details, parcels, circumstances, key });
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

/// A form of which nothing is asked yet, as `fill` makes it.
async fn blank(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    form: Form,
    fill: impl FnOnce(&Office, &Context, Form) -> Result<(Form, Above), AppError> + Send + 'static,
) -> Result<HttpResponse, AppError> {
    let load = move |office: &Office, context: &Context| Ok::<_, AppError>((fill(office, context, form)?, Around::load(office, context)?));
    let ((form, above), around) = office.run_as(request_user, load).await?;
    let presenter = Presenter::new(request_user, Arc::clone(&around.known));
    let draft = draft(&form, request_user);
    answer(request_user, &presenter, (&form, draft), (Again::default(), None, false), (above, around), StatusCode::OK)
}

fn answer(
    request_user: &RequestUser,
    presenter: &Presenter,
    (form, draft): (&Form, Draft),
    (again, taken, asks_to_move): (Again, Option<String>, bool),
    (above, around): (Above, Around),
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let language = request_user.language;
    let parts = again.into_parts(presenter);
    let faults = &parts.faults;
    let mut where_when = WhereWhen::new(presenter, &draft, around.now, faults, &[]);
    where_when.no_place = language.text("when-at-origin");
    where_when.no_place_zone = None;
    if draft.get(Field::Place).is_empty() {
        where_when.hint = language.text("when-origin-hint");
        where_when.zone = language.text("when-at-origin");
    }
    let where_when = parts.dress(where_when, presenter);
    let reference = FormField::line("reference", presenter.field(Field::Shipment))
        .with(Control::Line("text", ""))
        .hint(language.text("reference-hint"))
        .from(form)
        .wrong_if(fault_of(faults, "reference"));
    let note = FormField::line("note", presenter.field(Field::Note)).with(Control::Area(3)).optional(language).from(form);
    let told = above.told.map(|filled| match filled {
        Filled::Of(shipment) => language.format("register-filled", values!(shipment = shipment.as_str())),
        Filled::NoneYet => language.text("register-none-yet"),
    });
    let way_to = |lane: &Lane| format!("/shipments/new?{}", form::query([("lane", lane.to_string().as_str())]));
    // What the form filled in itself needs no look.
    let is_typed = draft.when.suggested.is_some_and(|(_, shown)| draft.wall() != Some(shown));
    let is_elsewhere = form.filled("place").is_some_and(|place| place != form.get("origin"));
    let is_at_fault = where_when.error.is_some() || where_when.place_error.is_some() || fault_of(faults, "note").is_some();
    let page = RegisterPage {
        frame: Frame::new(request_user, language.text("register-title")),
        hidden: Hidden::again(form, 0, false),
        taken,
        reference,
        details: details_form::fields(presenter, &around.used, form, faults, false),
        parcels: FormField::line("parcels", presenter.field(Field::Parcels))
            .with(Control::Area(3))
            .optional(language)
            .hint(language.text("parcels-hint"))
            .from(form)
            .wrong_if(fault_of(faults, "parcels")),
        is_when_open: is_at_fault || is_typed || is_elsewhere || form.filled("note").is_some(),
        where_when,
        note,
        summary: parts.summary,
        usual: above.usual.iter().map(|lane| (way_to(lane), presenter.lane(lane))).collect(),
        told,
        asks_to_move,
    };
    page_as(status, &page)
}
