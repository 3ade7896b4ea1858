//! The parcels of a shipment: codes are pasted, packed and taken out.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::record::{Again, after, refuse};
use super::shipment::{Entry, Found, find};
use crate::domain::field::Field;
use crate::domain::parcel::is_doubtful_sscc;
use crate::office::{parcels, submit};
use crate::values;
use crate::web::app::Office;
use crate::web::event_form::{self, Hidden, WhereWhen, fault_of, likely_place, places_of};
use crate::web::failure::Failure;
use crate::web::field::{Control, Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{page_as, redirect};
use crate::web::teller::Teller;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "parcels.html")]
struct ParcelsPage {
    frame: Frame,
    path: String,
    reference: String,
    summary: Option<Summary>,
    since: Vec<Entry>,
    hidden: Hidden,
    codes: FormField,
    where_when: WhereWhen,
    note: FormField,
    count: String,
    doubtful: Option<String>,
    packed: Vec<(String, bool)>,
    can_correct: bool,
}

/// Shows the form, and what is packed.
pub async fn show(
    office: web::Data<Office>,
    visitor: Visitor,
    request: HttpRequest,
    reference: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = find(&office, &reference).await?;
    answer(&visitor, found, &Form::of_query(&request), Again::default(), StatusCode::OK)
}

/// Packs or takes out, or shows the form again.
pub async fn create(
    office: web::Data<Office>,
    visitor: Visitor,
    form: Form,
    reference: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = find(&office, &reference).await?;
    let (_, draft) = event_form::draft(&form, visitor.zone());
    let (seen, key) = Hidden::sent(&form);
    let sent = submit::Form { shipment: found.reference.clone(), seen, key, actor: visitor.actor() };
    let (kind, done) = if form.get("do") == "unpack" { ("unpacked", "unpacked") } else { ("packed", "packed") };
    let (known, to_record) = (found.known.clone(), draft.clone());
    let recorded = office.run(move |store| Ok::<_, Failure>(parcels::record(store, &known, sent, &to_record, kind))).await?;
    match recorded {
        Ok(receipt) => Ok(redirect(&after(&format!("{}/parcels", found.path()), &receipt, done))),
        Err(refused) => {
            let found = find(&office, &reference).await?;
            let (again, status) = refuse(&visitor, &found, &draft, seen, refused)?;
            answer(&visitor, found, &form, again, status)
        }
    }
}

fn answer(visitor: &Visitor, mut found: Found, form: &Form, again: Again, status: StatusCode) -> Result<HttpResponse, Failure> {
    let teller = Teller::new(visitor, std::mem::take(&mut found.known));
    let language = visitor.language;
    let course = found.course()?;
    let (_, mut draft) = event_form::draft(form, visitor.zone());
    if !form.has("place")
        && let Some(place) = likely_place(&course, &draft)
    {
        draft.set(Field::Place, place.to_string());
    }
    let parts = again.into_parts(&teller);
    let packed = parcels::packed(&course);
    let doubted: Vec<String> = packed.iter().filter(|code| is_doubtful_sscc(code)).cloned().collect();
    let doubts = values!(count = doubted.len(), codes = doubted.join(", "));
    let page = ParcelsPage {
        frame: Frame::of(visitor, language.text("parcels-title")),
        path: found.path(),
        reference: found.reference.to_string(),
        hidden: Hidden::again(form, found.version()),
        codes: FormField::line("parcels", teller.field(Field::Parcels))
            .with(Control::Area(8))
            .hint(language.text("parcels-hint"))
            .from(form)
            .wrong_if(fault_of(&parts.faults, "parcels")),
        where_when: parts.dress(WhereWhen::of(&teller, &draft, found.now, &parts.faults, &places_of(&course)), &teller),
        note: FormField::line("note", teller.field(Field::Note)).optional(language).from(form),
        count: language.format("parcels-count", values!(count = packed.len())),
        doubtful: (!doubted.is_empty()).then(|| language.format("parcels-doubtful-list", doubts)),
        packed: packed.into_iter().map(|code| (code.clone(), is_doubtful_sscc(&code))).collect(),
        can_correct: false,
        summary: parts.summary,
        since: parts.since,
    };
    page_as(status, &page)
}
