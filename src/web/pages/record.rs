//! Recording an event: the form, and what stands beside a field when it is refused.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::refused_form::{Again, Commanded, FormRefused, after, command};
use super::shipment::{HistoryLine, ShipmentData, find};
use crate::domain::field::Field;
use crate::domain::next_step::Step;
use crate::domain::replay::Replay;
use crate::domain::shipment_state::ShipmentState;
use crate::office::command::SeenShipment;
use crate::office::record::{self, RecordEvents};
use crate::values;
use crate::web::app::AppState;
use crate::web::draft::{Draft, What};
use crate::web::event_form::{self, Hidden};
use crate::web::failure::Failure;
use crate::web::field::{Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::where_when::{WhereWhen, likely_place, places_of};

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage {
    frame: Frame,
    path: String,
    reference: String,
    about: String,
    summary: Option<Summary>,
    since: Vec<HistoryLine>,
    whats: Vec<(String, String, bool)>,
    what: String,
    hidden: Hidden,
    fields: Vec<FormField>,
    where_when: WhereWhen,
    written_as: String,
    can_correct: bool,
}

/// Shows the form.
pub async fn show(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    reference: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = find(&office, &request_user, &reference).await?;
    let form = Form::of_query(&request);
    let draft = event_form::draft(&form, &request_user);
    answer(&request_user, found, &form, draft, Again::default(), StatusCode::OK)
}

/// Records what a form says, or shows it again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    mut form: Form,
    reference: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let switched = form.filled("switch").map(str::to_owned);
    if let Some(other) = &switched {
        form.set("what", other);
    }
    let (what, draft) = event_form::draft(&form, &request_user);
    // The short form beside the history has no room for these: the long one takes over what was typed.
    let is_too_short = form.get("from") == "next" && matches!(what, Some(What::Held | What::Customs));
    if switched.is_some() || is_too_short {
        let found = find(&office, &request_user, &reference).await?;
        return answer(&request_user, found, &form, (what, draft), Again::default(), StatusCode::OK);
    }
    if what.is_none() {
        let found = find(&office, &request_user, &reference).await?;
        let faults = vec![("what".to_owned(), (request_user.language.text("wrong-what"), String::new()))];
        let again = Again::from_faults(faults);
        return answer(&request_user, found, &form, (what, draft), again, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (seen, key) = Hidden::sent(&form, &reference, &request_user.actor())?;
    // Whether there is such a shipment, the ledger knows: only a refusal is shown beside what is there.
    let commanded = command(&office, &request_user, &reference, draft, move |office, context, known, (shipment, draft)| {
        let shipments = vec![SeenShipment { shipment, version: Some(seen) }];
        let command = RecordEvents { shipments, events: vec![draft.event(known)?], key };
        record::record(office, context, known, command).map_err(FormRefused::Command)
    });
    match commanded.await? {
        Commanded::Recorded(receipt) => Ok(redirect(&after(&shipment_path(&reference), &receipt, "recorded"))),
        Commanded::Refused(refused) => {
            let (again, status) = refused.again(&request_user, seen)?;
            answer(&request_user, refused.found, &form, (what, refused.draft), again, status)
        }
    }
}

/// The kinds to choose from, with their labels.
fn whats(presenter: &Presenter, chosen: What) -> Vec<(String, String, bool)> {
    What::ALL.iter().map(|what| (what.word().to_owned(), presenter.say(&format!("what-{what}")), *what == chosen)).collect()
}

fn answer(
    request_user: &RequestUser,
    mut found: ShipmentData,
    form: &Form,
    (what, mut draft): (Option<What>, Draft),
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let known = std::mem::take(&mut found.known);
    let presenter = Presenter::new(request_user, known);
    let language = request_user.language;
    let replay = found.replay()?;
    let is_first = !form.has("place");
    let what = what.unwrap_or_else(|| first_what(&replay, &mut draft));
    if is_first && let Some(place) = likely_place(&replay, &draft) {
        draft.set(Field::Place, place.to_string());
    }
    let parts = again.into_parts(&presenter);
    let where_when = WhereWhen::new(&presenter, &draft, found.now, &parts.faults, &places_of(&replay));
    let about = [
        crate::web::state_words::stage_line(&presenter, &ShipmentState::from_replay(&replay)),
        replay.detail(|details| details.goods.as_ref()).map(|goods| goods.as_str().to_owned()).unwrap_or_default(),
    ];
    let page = RecordPage {
        frame: Frame::new(request_user, language.text("record-title")),
        path: found.path(),
        reference: found.reference.to_string(),
        about: about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
        whats: whats(&presenter, what),
        what: what.word().to_owned(),
        hidden: Hidden::again(form, found.version(), parts.is_stale),
        fields: event_form::fields(&presenter, what, &draft, &replay, &parts.faults),
        where_when: parts.dress(where_when, &presenter),
        written_as: language.format("written-as", values!(who = request_user.actor(), when = presenter.moment(found.now))),
        can_correct: false,
        summary: parts.summary,
        since: parts.since,
    };
    page_as(status, &page)
}

/// What is likeliest, for a form that is opened without saying.
fn first_what(replay: &Replay<'_>, draft: &mut Draft) -> What {
    match ShipmentState::from_replay(replay).next_step() {
        Step::Enter(stage) => {
            draft.set(Field::Event, "entered");
            draft.set(Field::Stage, stage.word());
            What::Entered
        }
        Step::Milestone(code) => {
            draft.set(Field::Event, "milestone");
            draft.set(Field::Code, code);
            What::Milestone
        }
        Step::Release => What::Released,
        Step::Deliver => {
            draft.set(Field::Event, "delivered");
            What::Closed
        }
        _ => What::Noted,
    }
}
