//! From a figure of the report down to its shipments: how long the clock took, its target, and what is over it, the worst first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono_tz::Tz;

use super::report_filter::{ReportFilter, in_words};
use crate::domain::codes::{Cell, PlaceCode};
use crate::domain::local_time;
use crate::domain::report::{DrillDown, Figure};
use crate::domain::stage::ClockName;
use crate::domain::time::{Instant, Moment, Stamp};
use crate::i18n::{Language, offset};
use crate::office::clearance::{self, ClockState, CountedClock};
use crate::office::find::{ListQuery, ListedShipment, Order, PAGE, find};
use crate::office::lanes::Lanes;
use crate::office::reference_data::ReferenceData;
use crate::office::rights::Right;
use crate::office::{Context, Office};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::form::{self, Form};
use crate::web::frame::Frame;
use crate::web::list_filter::ListFilter;
use crate::web::page::{page, shipment_path};
use crate::web::pages::exports;
use crate::web::pages::shipment::clock_about;
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::state_words::Chip;

/// Where the histories behind a figure are.
pub const FILE: &str = "/reports/clearance/shipments.csv";
/// The most histories of one file: each is asked for by name.
const MOST_EXPORTED: usize = 20_000;

#[derive(Template)]
#[template(path = "clearance-shipments.html")]
struct DrillDownPage {
    frame: Frame,
    back: String,
    title: String,
    count: String,
    about: Vec<String>,
    rows: Vec<CountedRow>,
    before: Option<(String, String)>,
    next: Option<String>,
    /// The words that narrow it, and the other parts of its address.
    words: String,
    parts: Vec<(String, String)>,
    /// Where its histories are taken away; none where they are more than one file takes.
    export: Option<String>,
}

struct CountedRow {
    path: String,
    reference: String,
    goods: String,
    lane: String,
    started: String,
    time: String,
    target: String,
    over: String,
    is_over: bool,
    chips: Vec<Chip>,
}

/// Shows them, a page at a time.
pub async fn drill_down(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let form = Form::of_query(&request);
    let asked = asked(&form).ok_or(AppError::NotFound)?;
    let number = form.filled("page").map_or(Some(1), |page| page.parse().ok()).filter(|page| *page > 0).ok_or(AppError::NotFound)?;
    let zone = request_user.office_zone;
    let words = form.get("q").trim().to_owned();
    let (wanted, as_of, all, listed, known) = office
        .run_as(&request_user, move |office, context| {
            let (wanted, as_of, all) = counted(office, context, form, asked, zone)?;
            let shown = all.chunks(PAGE).nth(number - 1).unwrap_or_default();
            let among = Some(shown.iter().map(|one| one.shipment).collect());
            let mut listed = find(office, context, &ListQuery { among, order: Order::Reference, ..ListQuery::default() })?.rows;
            clearance::describe_as_of(office, context, &mut listed, as_of)?;
            Ok::<_, AppError>((wanted, as_of, all, listed, ReferenceData::load(office, context)?))
        })
        .await?;
    let presenter = Presenter::new(&request_user, known);
    let language = request_user.language;
    let query = ReportFilter::query(&wanted.question, Some(as_of));
    let whole = format!("{query}&clock={}&figure={}&seconds={}", asked.clock, asked.figure, asked.seconds);
    let narrow = if words.is_empty() { whole.clone() } else { format!("{whole}&{}", form::query([("q", words.as_str())])) };
    let here = |number: usize| format!("/reports/clearance/shipments?{narrow}&page={number}");
    let shown = all.chunks(PAGE).nth(number - 1).unwrap_or_default();
    let found = |one: &CountedClock| listed.iter().find(|listed| listed.shipment == one.shipment);
    let figure = language.format(&format!("report-figure-{}", asked.figure), values!(time = language.days(asked.seconds)));
    let times = if asked.figure.is_net() { "report-net" } else { "report-gross" };
    page(&DrillDownPage {
        frame: Frame::new(&request_user, language.text("nav-reports")),
        back: format!("/reports/clearance?{query}"),
        title: language.format("report-drill-down", values!(clock = presenter.clock(asked.clock), figure = figure)),
        count: language.format("list-count", values!(count = all.len())),
        about: vec![
            clock_about(&presenter, asked.clock),
            language.text(times),
            in_words(&presenter, &wanted.question, as_of),
            language.text("report-worst-first"),
        ],
        rows: shown.iter().filter_map(|one| Some(row(&presenter, one, found(one)?))).collect(),
        before: (number > 1).then(|| (here(number - 1), language.text("report-page-before"))),
        next: (all.len() > number.saturating_mul(PAGE)).then(|| here(number + 1)),
        parts: Form::of_text(&whole).all().cloned().collect(),
        export: (request_user.may(Right::Export) && (1..=MOST_EXPORTED).contains(&all.len())).then(|| format!("{FILE}?{narrow}")),
        words,
    })
}

/// What an address asks for, as of when, and the clocks that are counted: of all, those that its words find.
fn counted(
    office: &Office,
    context: &Context,
    form: Form,
    asked: DrillDown,
    zone: Tz,
) -> Result<(ReportFilter, Moment, Vec<CountedClock>), AppError> {
    let words = form.filled("q").map(|words| Form::new(vec![("q".to_owned(), words.to_owned())]));
    let latest = clearance::next_recording(office, context)?;
    let wanted = ReportFilter::new(form, zone, (context.now, latest), Lanes::load(office, context)?.as_ref());
    if !wanted.faults.is_empty() {
        return Err(AppError::NotFound);
    }
    let as_of = clearance::settle(office, context, wanted.as_of)?;
    let all = clearance::drill_down(office, context, &wanted.question, as_of, asked)?;
    let Some(words) = words else { return Ok((wanted, as_of, all)) };
    let known = ReferenceData::load(office, context)?;
    let list = ListFilter::new(words).meant(&known).list(context.now.instant().seconds(), zone);
    let narrowed = list.map_or(Ok(Vec::new()), |list| clearance::narrowed(office, context, all, &list))?;
    Ok((wanted, as_of, narrowed))
}

/// The histories of its shipments, as a file.
pub async fn file(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let form = Form::of_query(&request);
    let asked = asked(&form).ok_or(AppError::NotFound)?;
    let zone = request_user.office_zone;
    let (_, as_of, all) = office.run_as(&request_user, move |office, context| counted(office, context, form, asked, zone)).await?;
    if all.len() > MOST_EXPORTED {
        return Err(AppError::TooLarge);
    }
    let day = local_time::shown(as_of.instant(), request_user.zone()).date();
    let name = format!("histories-{}-{}-{day}.csv", asked.clock, asked.figure);
    let list = ListQuery { among: Some(all.iter().map(|one| one.shipment).collect()), ..ListQuery::default() };
    exports::send(&office, &request_user, &request, &name, Some(list)).await
}

/// The figure that an address names.
fn asked(form: &Form) -> Option<DrillDown> {
    let (clock, figure) = (ClockName::parse(form.get("clock"))?, Figure::parse(form.get("figure"))?);
    let seconds = form.filled("seconds").map_or(Some(0), |seconds| seconds.parse().ok()).filter(|seconds| *seconds >= 0)?;
    Some(DrillDown { clock, figure, seconds })
}

fn row(presenter: &Presenter, one: &CountedClock, listed: &ListedShipment) -> CountedRow {
    let language = presenter.language;
    let over = one.over();
    let origin = listed.origin.as_deref().and_then(PlaceCode::read);
    let zone = origin.and_then(|origin| presenter.known.zone(&origin)).unwrap_or(presenter.zone);
    let started = Instant::from_seconds(one.started_at).map(|at| dated(language, at, zone));
    CountedRow {
        path: shipment_path(&listed.reference),
        reference: listed.reference.clone(),
        goods: listed.goods.clone().unwrap_or_default(),
        lane: listed.lane().map(|lane| presenter.lane(&lane)).unwrap_or_default(),
        started: started.unwrap_or_default(),
        time: language.duration(one.seconds),
        target: if one.target > 0 { language.days(one.target) } else { String::new() },
        over: over.map_or_else(String::new, |over| {
            let written = language.duration(over.abs());
            if over > 0 { format!("+{written}") } else { format!("\u{2212}{written}") }
        }),
        is_over: over.is_some_and(|over| over > 0),
        chips: chips(presenter, one),
    }
}

/// A time at a place, with its year: a list goes over many.
fn dated(language: Language, at: Instant, zone: Tz) -> String {
    let east = local_time::stamp(at, zone).map_or(0, Stamp::offset);
    format!("{}\u{a0}{}", language.date_and_time(local_time::shown(at, zone)), offset(east))
}

/// Where the clock stood as of the report.
fn chips(presenter: &Presenter, one: &CountedClock) -> Vec<Chip> {
    let chip = |class, icon, text: String| Chip { class, icon, text };
    let is_over = one.over().is_some_and(|over| over > 0);
    let mut chips = Vec::new();
    match one.state {
        ClockState::Stopped(outcome) => chips.push(chip("other", "slash", presenter.outcome(outcome))),
        ClockState::Running if is_over => chips.push(chip("late", "flag", presenter.say("chip-overdue"))),
        ClockState::Running => chips.push(chip("other", "clock", presenter.say("clocks-runs"))),
        ClockState::Ended if is_over => chips.push(chip("late", "flag", presenter.say("chip-missed"))),
        ClockState::Ended => {}
    }
    if one.partial {
        chips.push(chip("other", "slash", presenter.say("report-partial")));
    }
    chips
}
