//! Correcting an event: why it is wrong, and what is right instead, if anything.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Timelike;

use super::record::{Again, after, refuse};
use super::shipment::{HistoryLine, ShipmentData, find};
use crate::domain::event::{Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::i18n::clock;
use crate::office::correct::{self, Correction};
use crate::office::draft::{Draft, What};
use crate::office::submit;
use crate::values;
use crate::web::app::AppState;
use crate::web::event_form::{self, Hidden, WhereWhen, fault_of, places_of};
use crate::web::failure::Failure;
use crate::web::field::{Control, Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{page_as, redirect};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;

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
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, path: web::Path<(String, u32)>) -> Result<HttpResponse, Failure> {
    let found = find(&office, &request_user, &path.0).await?;
    let recorded = named(&found, path.1)?;
    let draft = as_it_is(&request_user, &found, recorded);
    answer(&request_user, found, path.1, &Form::default(), draft, Again::default(), StatusCode::OK)
}

/// Retracts, and enters what is right if the form says so; or shows the form again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    form: Form,
    path: web::Path<(String, u32)>,
) -> Result<HttpResponse, Failure> {
    let found = find(&office, &request_user, &path.0).await?;
    let recorded = named(&found, path.1)?;
    let (what, draft) = event_form::draft(&form, &request_user);
    // What is right is of the same kind; another kind is recorded, not corrected into.
    if form.has("right") && (what.is_none() || what != what_of(recorded)) {
        return Err(Failure::Unreadable);
    }
    let (seen, key) = Hidden::sent(&form, found.reference.as_str(), &request_user.actor())?;
    let (seen, key) = (Some(seen), Some(key));
    let sent = submit::Form { shipment: found.reference.clone(), seen, key };
    let right = (form.has("right") && !form.has("only")).then(|| draft.clone());
    let said = if right.is_some() { "corrected" } else { "retracted" };
    let correction = Correction { number: path.1, reason: form.get("why").to_owned(), right };
    let known = found.known.clone();
    let done = office
        .run_as(&request_user, move |office, context| Ok::<_, Failure>(correct::correct(office, context, &known, sent, &correction)))
        .await?;
    match done {
        Ok(receipt) => Ok(redirect(&after(&found.path(), &receipt, said))),
        Err(refused) => {
            let found = find(&office, &request_user, &path.0).await?;
            let (again, status) = refuse(&request_user, &found, &draft, seen, refused)?;
            answer(&request_user, found, path.1, &form, draft, again, status)
        }
    }
}

/// The event, if it can be corrected.
fn named(found: &ShipmentData, number: u32) -> Result<&Recorded, Failure> {
    let recorded = found.history.iter().find(|recorded| recorded.number == number).ok_or(Failure::NotFound)?;
    if matches!(recorded.event.kind, Kind::Retracted { .. } | Kind::Registered { .. } | Kind::Split { .. }) {
        return Err(Failure::NotFound);
    }
    Ok(recorded)
}

fn as_it_is(request_user: &RequestUser, found: &ShipmentData, recorded: &Recorded) -> Draft {
    let mut draft = correct::draft_of(&found.history, recorded);
    draft.zone = Some(request_user.zone());
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
        Kind::Closed(_) => Some(What::Closed),
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
) -> Result<HttpResponse, Failure> {
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
fn fields(
    presenter: &Presenter,
    what: What,
    draft: &Draft,
    found: &ShipmentData,
    recorded: &Recorded,
    faults: &event_form::Faults,
) -> Vec<FormField> {
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
