//! The parcels of a shipment: codes are pasted, packed and taken out.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::record::{Again, after, refuse};
use super::shipment::{HistoryLine, ShipmentData, find};
use crate::domain::field::Field;
use crate::domain::parcel::{is_doubtful_sscc, is_odd};
use crate::office::{parcels, submit};
use crate::values;
use crate::web::app::AppState;
use crate::web::event_form::{self, Hidden, WhereWhen, fault_of, likely_place, places_of};
use crate::web::failure::Failure;
use crate::web::field::{Control, Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{page_as, redirect};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;

#[derive(Template)]
#[template(path = "parcels.html")]
struct ParcelsPage {
    frame: Frame,
    path: String,
    reference: String,
    summary: Option<Summary>,
    since: Vec<HistoryLine>,
    hidden: Hidden,
    codes: FormField,
    where_when: WhereWhen,
    note: FormField,
    count: String,
    doubtful: Option<String>,
    packed: Vec<ParcelRow>,
    can_correct: bool,
}

/// A parcel, with what makes one look twice.
struct ParcelRow {
    code: String,
    doubts: Vec<String>,
}

/// Shows the form, and what is packed.
pub async fn show(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    reference: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = find(&office, &request_user, &reference).await?;
    let also = also_in(&office, &request_user, &found).await?;
    answer(&request_user, found, also, &Form::of_query(&request), Again::default(), StatusCode::OK)
}

/// Other shipments that have a parcel of this one.
async fn also_in(office: &web::Data<AppState>, request_user: &RequestUser, found: &ShipmentData) -> Result<Vec<Vec<String>>, Failure> {
    let codes: Vec<String> = found.replay()?.parcels().iter().map(|code| (*code).to_owned()).collect();
    let reference = found.reference.to_string();
    office.run_as(request_user, move |office, context| parcels::also_in(office, context, &codes, &reference)).await
}

/// Packs or takes out, or shows the form again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    form: Form,
    reference: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = find(&office, &request_user, &reference).await?;
    let draft = event_form::parcels_draft(&form, &request_user);
    let (seen, key) = Hidden::sent(&form, found.reference.as_str(), &request_user.actor())?;
    let (seen, key) = (Some(seen), Some(key));
    let sent = submit::Form { shipment: found.reference.clone(), seen, key };
    let (kind, done) = if form.get("do") == "unpack" { ("unpacked", "unpacked") } else { ("packed", "packed") };
    let (known, to_record) = (found.known.clone(), draft.clone());
    let recorded = office
        .run_as(&request_user, move |office, context| Ok::<_, Failure>(parcels::record(office, context, &known, sent, &to_record, kind)))
        .await?;
    match recorded {
        Ok(receipt) => Ok(redirect(&after(&format!("{}/parcels", found.path()), &receipt, done))),
        Err(refused) => {
            let found = find(&office, &request_user, &reference).await?;
            let (again, status) = refuse(&request_user, &found, &draft, seen, refused)?;
            let also = also_in(&office, &request_user, &found).await?;
            answer(&request_user, found, also, &form, again, status)
        }
    }
}

fn answer(
    request_user: &RequestUser,
    mut found: ShipmentData,
    also: Vec<Vec<String>>,
    form: &Form,
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(request_user, std::mem::take(&mut found.known));
    let language = request_user.language;
    let replay = found.replay()?;
    let mut draft = event_form::parcels_draft(form, request_user);
    if !form.has("place")
        && let Some(place) = likely_place(&replay, &draft)
    {
        draft.set(Field::Place, place.to_string());
    }
    let parts = again.into_parts(&presenter);
    let packed = replay.parcels();
    let doubted: Vec<String> = packed.iter().filter(|code| is_doubtful_sscc(code)).map(|code| (*code).to_owned()).collect();
    let doubts = values!(count = doubted.len(), codes = doubted.join(", "));
    let page = ParcelsPage {
        frame: Frame::new(request_user, language.text("parcels-title")),
        path: found.path(),
        reference: found.reference.to_string(),
        hidden: Hidden::again(form, found.version(), parts.is_stale),
        codes: FormField::line("parcels", presenter.field(Field::Parcels))
            .with(Control::Area(8))
            .hint(language.text("parcels-hint"))
            .from(form)
            .wrong_if(fault_of(&parts.faults, "parcels")),
        where_when: parts.dress(WhereWhen::new(&presenter, &draft, found.now, &parts.faults, &places_of(&replay)), &presenter),
        note: FormField::line("note", presenter.field(Field::Note)).optional(language).from(form),
        count: language.format("parcels-count", values!(count = packed.len())),
        doubtful: (!doubted.is_empty()).then(|| language.format("parcels-doubtful-list", doubts)),
        packed: packed.into_iter().zip(also).map(|(code, also)| row(&presenter, code, &also)).collect(),
        can_correct: false,
        summary: parts.summary,
        since: parts.since,
    };
    page_as(status, &page)
}

fn row(presenter: &Presenter, code: &str, also: &[String]) -> ParcelRow {
    let mut doubts = Vec::new();
    if is_doubtful_sscc(code) {
        doubts.push(presenter.say("parcels-doubtful"));
    }
    if is_odd(code) {
        doubts.push(presenter.say("parcels-odd"));
    }
    if !also.is_empty() {
        doubts.push(presenter.language.format("parcels-also", values!(shipments = also.join(", "))));
    }
    ParcelRow { code: code.to_owned(), doubts }
}
