//! The parcels of a shipment: codes are pasted, packed and taken out.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::refused_form::{Again, Commanded, FormRefused, after, command};
use super::shipment::{HistoryLine, ShipmentData, find};
use crate::domain::codes::Reference;
use crate::domain::field::Field;
use crate::domain::parcel::{Doubt, doubt};
use crate::domain::pasted_codes::{pasted, repeated};
use crate::office::command::{Problem, SeenShipment};
use crate::office::parcels::{self, PackParcels, Packing};
use crate::office::{Context, Office};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::draft::{Draft, both};
use crate::web::event_form::{self, Hidden};
use crate::web::field::{Control, Field as FormField, Summary, fault_of};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::kept_form::kept;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::where_when::{WhereWhen, likely_place, places_of};
use crate::web::wording;

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
    doubtful: Vec<String>,
    packed: Vec<ParcelRow>,
    can_correct: bool,
    /// Whether it is asked to move what is in other shipments.
    asks_to_move: bool,
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
) -> Result<HttpResponse, AppError> {
    let found = find(&office, &request_user, &reference).await?;
    let also = also_in(&office, &request_user, &found).await?;
    let form = kept(&office, &request_user, &request).await?.unwrap_or_else(|| Form::of_query(&request));
    let draft = event_form::parcels_draft(&form, &request_user);
    answer(&request_user, found, also, (&form, draft), (Again::default(), false), StatusCode::OK)
}

/// Other shipments that have a parcel of this one.
async fn also_in(office: &web::Data<AppState>, request_user: &RequestUser, found: &ShipmentData) -> Result<Vec<Vec<Reference>>, AppError> {
    let codes: Vec<String> = found.replay()?.parcels().iter().map(|code| (*code).to_owned()).collect();
    let reference = found.reference.clone();
    let also = move |office: &Office, context: &Context| {
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        parcels::also_in(office, context, &codes, &reference)
    };
    office.run_as(request_user, also).await
}

/// Packs or takes out, or shows the form again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    mut form: Form,
    reference: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let repeated = repeated(form.get("parcels"));
    if !repeated.is_empty() {
        form.set("parcels", pasted(form.get("parcels")).join("\n"));
        let found = find(&office, &request_user, &reference).await?;
        let also = also_in(&office, &request_user, &found).await?;
        let fault = ("parcels".to_owned(), wording::repeated(request_user.language, &repeated));
        let again = (Again::from_faults(vec![fault]), form.get("do") == "move");
        let draft = event_form::parcels_draft(&form, &request_user);
        return answer(&request_user, found, also, (&form, draft), again, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let draft = event_form::parcels_draft(&form, &request_user);
    let (seen, key) = Hidden::sent(&form, &reference, &request_user.actor())?;
    let (packing, done) = match form.get("do") {
        "unpack" => (Packing::Out, "unpacked"),
        "move" => (Packing::Moved, "packed"),
        _ => (Packing::In, "packed"),
    };
    let commanded = command(&office, &request_user, &reference, draft, move |office, context, known, (shipment, draft)| {
        let (parcels, circumstances) = both(draft.parcels(), draft.circumstances(known))?;
        let shipment = SeenShipment { shipment, version: Some(seen) };
        let command = PackParcels { shipment, parcels, packing, circumstances, key };
        parcels::pack(office, context, known, command).map_err(FormRefused::Command)
    });
    match commanded.await? {
        Commanded::Recorded(receipt) => Ok(redirect(&after(&format!("{}/parcels", shipment_path(&reference)), &receipt, done))),
        Commanded::Refused(refused) => {
            let (again, status) = refused.again(&request_user, seen)?;
            let again = (again, refused.is_for(|problem| matches!(problem, Problem::PackedElsewhere(_) | Problem::MovedTooEarly(_))));
            let also = also_in(&office, &request_user, &refused.found).await?;
            answer(&request_user, refused.found, also, (&form, refused.draft), again, status)
        }
    }
}

fn answer(
    request_user: &RequestUser,
    mut found: ShipmentData,
    also: Vec<Vec<Reference>>,
    (form, mut draft): (&Form, Draft),
    (again, asks_to_move): (Again, bool),
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let presenter = Presenter::new(request_user, std::mem::take(&mut found.known));
    let language = request_user.language;
    let replay = found.replay()?;
    if !form.has("place")
        && let Some(place) = likely_place(&replay, &draft)
    {
        draft.set(Field::Place, place.to_string());
    }
    let parts = again.into_parts(&presenter);
    let packed = replay.parcels();
    let told = |why: Doubt, key: &str| {
        let codes: Vec<&str> = packed.iter().copied().filter(|code| doubt(code) == Some(why)).collect();
        (!codes.is_empty()).then(|| language.format(key, values!(count = codes.len(), codes = codes.join(", "))))
    };
    let doubtful = [told(Doubt::Sscc, "parcels-doubtful-list"), told(Doubt::Mistyped, "parcels-odd-list")];
    let packages = replay.detail(|details| details.packages).filter(|packages| !packed.is_empty() && *packages as usize != packed.len());
    let declared =
        [packages.map(|packages| language.format("parcels-not-as-declared", values!(packed = packed.len(), packages = packages)))];
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
        doubtful: declared.into_iter().chain(doubtful).flatten().collect(),
        packed: packed.into_iter().zip(also).map(|(code, also)| row(&presenter, code, &also)).collect(),
        can_correct: false,
        asks_to_move,
        summary: parts.summary,
        since: parts.since,
    };
    page_as(status, &page)
}

fn row(presenter: &Presenter, code: &str, also: &[Reference]) -> ParcelRow {
    let mut doubts: Vec<String> = presenter.parcel_doubt(code).into_iter().collect();
    if !also.is_empty() {
        doubts.push(
            presenter
                .language
                .format("parcels-also", values!(shipments = also.iter().map(Reference::as_str).collect::<Vec<_>>().join(", "))),
        );
    }
    ParcelRow { code: code.to_owned(), doubts }
}
