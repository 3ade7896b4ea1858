//! Correcting an event: why it is wrong, and what is right instead, if anything.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::Timelike;

use super::refused_form::{Again, Commanded, FormRefused, after, command};
use super::shipment::{HistoryLine, ShipmentData, find};
use crate::domain::codes::{Cell, Text};
use crate::domain::event::{Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::refusal::Rule;
use crate::i18n::clock;
use crate::office::command::{Problem, SeenShipment};
use crate::office::correct::{self, CorrectEvent};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::draft::{Draft, FormError, What, both};
use crate::web::event_form::{self, Hidden};
use crate::web::field::{Control, Faults, Field as FormField, Summary, fault_of};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::kept_form::kept;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::where_when::{WhereWhen, places_of};

#[derive(Template)]
#[template(path = "correct.html")]
struct CorrectPage {
    frame: Frame,
    path: String,
    reference: String,
    number: u32,
    called: String,
    summary: Option<Summary>,
    since: Vec<HistoryLine>,
    hidden: Hidden,
    why: FormField,
    with_release: Option<String>,
    right: Option<Right>,
    can_correct: bool,
}

/// The form of what is right instead.
struct Right {
    /// The kind, for the form.
    what: String,
    name: String,
    where_when: WhereWhen,
    fields: Vec<FormField>,
}

/// Shows the form, filled with the event as it is.
pub async fn show(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    path: web::Path<(String, u32)>,
) -> Result<HttpResponse, AppError> {
    let found = find(&office, &request_user, &path.0).await?;
    let recorded = named(&found, path.1)?;
    let (form, draft) = match kept(&office, &request_user, &request).await? {
        Some(form) => {
            let draft = event_form::draft(&form, &request_user).1;
            (form, draft)
        }
        None => (Form::default(), as_it_is(&request_user, &found, recorded)),
    };
    answer(&request_user, found, path.1, &form, draft, Again::default(), StatusCode::OK)
}

/// Retracts, and enters what is right if the form says so; or shows the form again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    form: Form,
    path: web::Path<(String, u32)>,
) -> Result<HttpResponse, AppError> {
    let (reference, number) = path.into_inner();
    let (what, draft) = event_form::draft(&form, &request_user);
    if form.has("right") && what.is_none() {
        return Err(AppError::Unreadable);
    }
    let (seen, key) = Hidden::sent(&form, &reference, &request_user.actor())?;
    let has_replacement = form.has("right") && !form.has("only");
    let said = if has_replacement { "corrected" } else { "retracted" };
    let why = form.get("why").trim().to_owned();
    let commanded = command(&office, &request_user, &reference, draft, move |office, context, known, (shipment, draft)| {
        // The form's own field is not the reason of what is entered right.
        let missing = || vec![FormError::new("why", Problem::Rule(Rule::ReasonMissing))];
        let reason = Text::read(&why).ok_or_else(missing);
        let replacement = if has_replacement { draft.event(known).map(Some) } else { Ok(None) };
        let (reason, replacement) = both(reason, replacement)?;
        let shipment = SeenShipment { shipment, version: Some(seen) };
        let command = CorrectEvent { shipment, number, reason, replacement, key };
        correct::correct(office, context, known, command).map_err(FormRefused::Command)
    });
    match commanded.await? {
        Commanded::Recorded(receipt) => Ok(redirect(&after(&shipment_path(&reference), &receipt, said))),
        Commanded::Refused(refused) => {
            // What is right is of the same kind; another kind is recorded, not corrected into.
            if form.has("right") && what != what_of(named(&refused.found, number)?) {
                return Err(AppError::Unreadable);
            }
            let (again, status) = refused.again(&request_user, seen)?;
            answer(&request_user, refused.found, number, &form, refused.draft, again, status)
        }
    }
}

/// The event, if it can be corrected.
fn named(found: &ShipmentData, number: u32) -> Result<&Recorded, AppError> {
    let recorded = found.history.iter().find(|recorded| recorded.number == number).ok_or(AppError::NotFound)?;
    if matches!(recorded.event.kind, Kind::Retracted { .. } | Kind::Registered { .. } | Kind::Split { .. }) {
        return Err(AppError::NotFound);
    }
    Ok(recorded)
}

/// The fields of an event that a form may enter right.
const CELLS: &[Field] = &[
    Field::Event,
    Field::Stage,
    Field::Place,
    Field::Reason,
    Field::Note,
    Field::Code,
    Field::Country,
    Field::Classifier,
    Field::RefersTo,
    Field::Authority,
    Field::Responsible,
    Field::Document,
    Field::Packages,
    Field::Parcels,
    Field::Parcels,
];

fn as_it_is(request_user: &RequestUser, found: &ShipmentData, recorded: &Recorded) -> Draft {
    let cells = CELLS.iter().filter_map(|field| recorded.event.cell(*field).map(|text| (*field, text.into_owned()))).collect();
    let mut draft = Draft { cells, zone: Some(request_user.zone()), ..Draft::default() };
    // Of a release, the hold that it ended, whether it names it or not.
    if let Some(hold) = correct::hold_of(&found.history, recorded) {
        draft.set(Field::RefersTo, hold.to_string());
    }
    let shown = local_time::shown(recorded.event.occurred.instant, draft.zone_in(&found.known));
    draft.when.day = shown.date().to_string();
    draft.when.time = clock(shown);
    // To the second, and with its offset, as long as nobody types another time.
    let at_minute = shown.with_second(0).unwrap_or(shown);
    draft.when.suggested = local_time::stamp(recorded.event.occurred.instant, draft.zone_in(&found.known)).map(|stamp| (stamp, at_minute));
    draft
}

/// What a form can enter again: kinds that a form enters in the first place, but for parcels, which have a page
/// of their own.
fn what_of(recorded: &Recorded) -> Option<What> {
    match recorded.event.kind {
        Kind::Closed { .. } => Some(What::Closed),
        ref kind => What::parse(kind.word()),
    }
}

fn answer(
    request_user: &RequestUser,
    mut found: ShipmentData,
    number: u32,
    form: &Form,
    draft: Draft,
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let presenter = Presenter::new(request_user, std::mem::take(&mut found.known));
    let language = request_user.language;
    let (replay, recorded) = (found.replay()?, named(&found, number)?);
    let parts = again.into_parts(&presenter);
    let release = correct::release_of(&found.history, number);
    let right = what_of(recorded).map(|what| Right {
        what: match what {
            What::Closed => what.word().to_owned(),
            _ => recorded.event.kind.word().to_owned(),
        },
        name: presenter.say(&format!("what-{what}")),
        where_when: parts.dress(WhereWhen::new(&presenter, &draft, found.now, &parts.faults, &places_of(&replay)), &presenter),
        fields: fields(&presenter, what, &draft, &found, recorded, &parts.faults),
    });
    let why = FormField::line("why", language.text("correct-why"))
        .with(Control::Line("text", ""))
        .hint(language.text("correct-why-hint"))
        .from(form)
        .wrong_if(fault_of(&parts.faults, "why"));
    let page = CorrectPage {
        frame: Frame::new(request_user, language.text("correct-title")),
        path: found.path(),
        reference: found.reference.to_string(),
        number,
        called: presenter.called(&recorded.event),
        hidden: Hidden::again(form, found.version(), parts.is_stale),
        why,
        with_release: release.map(|release| language.format("correct-with-release", values!(release = presenter.called(&release.event)))),
        right,
        can_correct: false,
        summary: parts.summary,
        since: parts.since,
    };
    page_as(status, &page)
}

/// The fields of what is right. A release keeps the hold that it names, which may not be open now.
fn fields(presenter: &Presenter, what: What, draft: &Draft, found: &ShipmentData, recorded: &Recorded, faults: &Faults) -> Vec<FormField> {
    let without: Vec<Recorded> = found.history.iter().filter(|other| other.number != recorded.number).cloned().collect();
    let replay = crate::domain::replay::Replay::new(&without).or_else(|_| found.replay().map_err(|_| ()));
    let Ok(replay) = replay else { return Vec::new() };
    let mut fields = event_form::fields(presenter, what, draft, &replay, faults);
    if what == What::Held && !draft.get(Field::Reason).is_empty() && presenter.known.reason(draft.get(Field::Reason)).is_none() {
        // A word that an import brought is kept as it is.
        if let Some(reason) = fields.iter_mut().find(|field| field.name == Field::Reason.word()) {
            reason.control = Control::Line("text", "");
        }
    }
    fields
}
