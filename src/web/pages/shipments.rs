//! The shipments of the office: found by reference, those that are open first by what is due.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::codes::{Cell, Reference};
use crate::domain::stage::{Outcome, Stage};
use crate::domain::time::Instant;
use crate::office::find::{self, Found};
use crate::office::known::Known;
use crate::office::rights::Right;
use crate::store::{ListQuery, ListedShipment};
use crate::values;
use crate::web::app::Office;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{encoded, page, redirect, shipment_path};
use crate::web::pages::shipment::Chip;
use crate::web::teller::Teller;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "shipments.html")]
struct ShipmentsPage {
    frame: Frame,
    asked: String,
    about: String,
    rows: Vec<Line>,
    next: Option<String>,
    can_register: bool,
    is_office_empty: bool,
}

struct Line {
    path: String,
    reference: String,
    stage: String,
    place: String,
    lane: String,
    mode: String,
    left: String,
    is_over: bool,
    held: String,
    chips: Vec<Chip>,
}

/// The first page is the list.
pub async fn first() -> HttpResponse {
    redirect("/shipments")
}

/// Shows the list; a search that names one shipment exactly leads to it.
pub async fn show(office: web::Data<Office>, visitor: Visitor, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let query = Form::of_query(&request);
    let typed = query.get("q").trim().to_owned();
    let words = find::words(&typed);
    let asked = ListQuery { words: words.clone().unwrap_or_default(), after: find::key_of(query.get("after")), ..ListQuery::default() };
    let exact = Reference::read(&typed);
    let has_no_word = words.is_none() && !typed.is_empty();
    let (found, is_exact, known, now, is_empty) = office
        .run(move |store| {
            let is_exact = exact.map(|reference| store.history(&reference)).transpose()?.flatten().is_some();
            let found = if has_no_word { Found::default() } else { find::find(store, &asked)? };
            Ok::<_, Failure>((found, is_exact, Known::load(store)?, store.now(), store.is_empty()?))
        })
        .await?;
    // What was typed is a reference, or finds one shipment alone: there one goes.
    if is_exact {
        return Ok(redirect(&shipment_path(&typed)));
    }
    if let [only] = found.rows.as_slice()
        && !typed.is_empty()
        && !query.has("after")
    {
        return Ok(redirect(&shipment_path(&only.reference)));
    }
    let teller = Teller::new(&visitor, known);
    let next = found.after.map(|after| format!("/shipments?q={}&after={}", encoded(&typed), encoded(&after)));
    let view = ShipmentsPage {
        frame: Frame::of(&visitor, visitor.language.text("nav-shipments")),
        about: visitor.language.format("list-asked", values!(words = typed.as_str())),
        asked: typed,
        rows: found.rows.iter().map(|row| line(&teller, row, now.instant())).collect(),
        next,
        can_register: visitor.may(Right::Register),
        is_office_empty: is_empty,
    };
    page(&view)
}

fn line(teller: &Teller, row: &ListedShipment, now: Instant) -> Line {
    let language = teller.language;
    let left = Instant::from_seconds(row.due_at).map(|due| due.seconds() - now.seconds());
    let amount = |seconds: i64| if seconds < 0 { format!("\u{2212}{}", language.duration(-seconds)) } else { language.duration(seconds) };
    let chip = |class, icon, text| Chip { class, icon, text };
    let mut chips = Vec::new();
    let outcome = row.outcome.as_deref().and_then(Outcome::parse);
    match outcome {
        Some(Outcome::Delivered) => chips.push(chip("ok", "check", teller.outcome(Outcome::Delivered))),
        Some(other) => chips.push(chip("other", "slash", teller.outcome(other))),
        None if left.is_some_and(|left| left >= 0) && row.risk_at <= now.seconds() => {
            chips.push(chip("risk", "clock", teller.say("chip-at-risk")));
        }
        None if left.is_some_and(|left| left < 0) => chips.push(chip("late", "flag", teller.say("chip-overdue"))),
        None => {}
    }
    let told = [
        row.held_reason.as_deref().map(|reason| teller.reason(reason)),
        row.responsible.as_deref().map(|who| language.format("figure-to-act", values!(who = teller.responsible(who)))),
    ];
    let held = told.into_iter().flatten().collect::<Vec<_>>().join("; ");
    if row.open_holds > 0 {
        chips.push(chip("held", "pause", teller.say("chip-held")));
    }
    let name = |code: &Option<String>| code.as_ref().map(|code| teller.place(code)).unwrap_or_default();
    let lane = values!(origin = name(&row.origin), destination = name(&row.destination));
    Line {
        path: shipment_path(&row.reference),
        reference: row.reference.clone(),
        stage: row
            .stage
            .as_deref()
            .and_then(Stage::parse)
            .map(|stage| teller.stage(stage))
            .unwrap_or_else(|| if outcome.is_some() { String::new() } else { teller.say("stage-none") }),
        place: name(&row.place),
        lane: if row.origin.is_some() { language.format("lane", lane) } else { String::new() },
        mode: row.mode.clone().unwrap_or_default(),
        left: left.map(amount).unwrap_or_default(),
        is_over: left.is_some_and(|left| left < 0),
        held,
        chips,
    }
}
