//! Lanes: what each promises today and ever did, and a form that sets it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::codes::PlaceCode;
use crate::domain::lane::Lane;
use crate::domain::stage::ClockName;
use crate::i18n::Language;
use crate::office::places::Place;
use crate::office::targets::{self, BudgetsOver, LaneTarget, LaneTargets, TargetError, TargetInput, TargetsDraft};
use crate::office::{EditError, places};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Choice, Control, Field, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{encoded, page, page_as, redirect};
use crate::web::pages::account::local;
use crate::web::pages::office::{ask, status, with_faults};
use crate::web::pages::office_table::{OfficeCell, OfficeRow, OfficeTable};
use crate::web::request_user::RequestUser;
use crate::web::typed::as_code;

#[derive(Template)]
#[template(path = "lanes.html")]
struct LanesPage {
    frame: Frame,
    lanes: Vec<Card>,
}

/// A lane in the list.
struct Card {
    /// Its part of the addresses.
    path: String,
    title: String,
    codes: String,
    /// Name and target in force of each clock; empty for none.
    clocks: Vec<(String, String)>,
    /// Where the budgets of stages come to more than a span has.
    warnings: Vec<String>,
    /// Every target that was set.
    table: OfficeTable,
}

#[derive(Template)]
#[template(path = "lane.html")]
struct LanePage {
    frame: Frame,
    summary: Option<Summary>,
    fields: Vec<Field>,
    warnings: Vec<String>,
    clocks: Vec<ClockFields>,
}

/// The fields of one clock.
struct ClockFields {
    word: &'static str,
    name: String,
    in_force: Option<String>,
    error: Option<(String, String)>,
    /// Name, label and text of days, hours and minutes.
    parts: Vec<(String, String, String)>,
    is_none: bool,
}

/// What a time is typed in: the end of the fields' names, and the key of the label.
const PARTS: [(&str, &str); 3] = [("days", "lanes-days"), ("hours", "lanes-hours"), ("minutes", "lanes-minutes")];

/// All lanes.
pub async fn list(office: web::Data<AppState>, request_user: RequestUser) -> Result<HttpResponse, AppError> {
    let (places, lanes) = office
        .run_as(&request_user, |office, context| Ok::<_, AppError>((places::all(office, context)?, targets::lanes(office, context)?)))
        .await?;
    let lanes = lanes.iter().map(|lane| card(&request_user, &places, lane)).collect();
    page(&LanesPage { frame: Frame::new(&request_user, request_user.language.text("nav-lanes")), lanes })
}

/// A form for a lane that has no targets yet.
pub async fn new(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let places = office.run_as(&request_user, places::all).await?;
    answer(&new_page(&request_user, &places, &Form::of_query(&request), &[]))
}

/// Sets the first targets of a lane.
pub async fn add(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    match set(&office, &request_user, draft(form.get("origin"), form.get("destination"), &form)).await? {
        Ok(()) => Ok(redirect("/admin/lanes?done=kept")),
        Err(faults) => {
            let places = office.run_as(&request_user, places::all).await?;
            answer(&new_page(&request_user, &places, &form, &faults))
        }
    }
}

/// A form for a lane.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, lane: web::Path<String>) -> Result<HttpResponse, AppError> {
    let (places, lane) = find(&office, &request_user, &lane).await?;
    let mut form = Form::default();
    form.set("from_day", lane.today.to_string());
    answer(&lane_page(&request_user, &places, &lane, &form, &[]))
}

/// Sets targets of a lane.
pub async fn change(
    office: web::Data<AppState>,
    request_user: RequestUser,
    lane: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (places, lane) = find(&office, &request_user, &lane).await?;
    match set(&office, &request_user, draft(lane.lane.origin.as_str(), lane.lane.destination.as_str(), &form)).await? {
        Ok(()) => Ok(redirect("/admin/lanes?done=kept")),
        Err(faults) => answer(&lane_page(&request_user, &places, &lane, &form, &faults)),
    }
}

/// The lane of an address, `CNHCG:RUYEK`.
async fn find(office: &web::Data<AppState>, request_user: &RequestUser, lane: &str) -> Result<(Vec<Place>, LaneTargets), AppError> {
    let lane = Lane::parse(lane).ok_or(AppError::NotFound)?;
    let found = office
        .run_as(request_user, move |office, context| {
            Ok::<_, AppError>((places::all(office, context)?, targets::of_lane(office, context, &lane)?))
        })
        .await?;
    Ok((found.0, found.1.ok_or(AppError::NotFound)?))
}

async fn set(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    draft: TargetsDraft,
) -> Result<Result<(), Vec<TargetError>>, AppError> {
    ask(office, request_user, move |office, context| -> Result<(), EditError<TargetError>> { targets::set(office, context, &draft) }).await
}

fn draft(origin: &str, destination: &str, form: &Form) -> TargetsDraft {
    let text = |clock: &ClockName, part: &str| form.get(&format!("{clock}-{part}")).to_owned();
    let entry = |clock: &ClockName| TargetInput {
        days: text(clock, "days"),
        hours: text(clock, "hours"),
        minutes: text(clock, "minutes"),
        is_none: text(clock, "none") == "true",
    };
    TargetsDraft {
        origin: origin.to_owned(),
        destination: destination.to_owned(),
        from_day: as_code("from_day", form.get("from_day")),
        entries: ClockName::ALL.iter().map(entry).collect(),
    }
}

/// The name of a place; its code where it has none.
fn place_name<'p>(language: Language, places: &'p [Place], code: &'p str) -> &'p str {
    places.iter().find(|place| place.code.as_str() == code).map_or(code, |place| place.names.by_tag(language.tag()))
}

fn title(language: Language, places: &[Place], lane: &Lane) -> String {
    lane.ends().map(|end| place_name(language, places, end.as_str())).join(" → ")
}

fn clock_name(language: Language, clock: ClockName) -> String {
    language.text(&format!("clock-{clock}"))
}

/// A target to the minute; or that there is none.
fn target(language: Language, target: &LaneTarget) -> String {
    let Some(minutes) = target.minutes.map(|minutes| minutes.get()) else { return language.text("lanes-none") };
    let units = [("unit-days", minutes / 1_440), ("unit-hours", minutes % 1_440 / 60), ("unit-minutes", minutes % 60)];
    let written = units.into_iter().filter(|(_, number)| *number > 0).map(|(key, number)| language.format(key, values!(number = number)));
    written.collect::<Vec<_>>().join(" ").replace(' ', "\u{a0}")
}

/// That stages have more budget together than the span that they make up.
fn warnings(language: Language, lane: &LaneTargets) -> Vec<String> {
    let say = |over: &BudgetsOver| {
        let (budgets, target) = (language.days(over.budgets), language.days(over.target));
        language.format("lanes-budgets-over", values!(clock = clock_name(language, over.clock), budgets = budgets, target = target))
    };
    lane.budgets_over().iter().map(say).collect()
}

fn card(request_user: &RequestUser, places: &[Place], lane: &LaneTargets) -> Card {
    let language = request_user.language;
    let in_force = |clock: ClockName| lane.in_force(clock).map(|found| target(language, found)).unwrap_or_default();
    let holds = |one: &LaneTarget| if lane.in_force(one.clock) == Some(one) { language.text("lanes-holds") } else { String::new() };
    // Targets of before it was kept who set them have no moment either.
    let at = |one: &LaneTarget| if one.set_at.micros() == 0 { String::new() } else { local(request_user, one.set_at) };
    let row = |one: &LaneTarget| {
        let cells = [clock_name(language, one.clock), target(language, one), holds(one), one.set_by.clone(), at(one)];
        OfficeRow::named(language.date(one.from_day), cells.map(OfficeCell::new).into())
    };
    let title = title(language, places, &lane.lane);
    let columns = ["report-clock", "lanes-target", "office-state", "lanes-by", "lanes-at"].map(|key| language.text(key));
    let caption = format!("{}: {title}", language.text("lanes-dated"));
    let rows = lane.dated.iter().map(row).collect();
    Card {
        path: encoded(&lane.lane.to_string()),
        codes: lane.lane.ends().map(PlaceCode::as_str).join(" → "),
        clocks: ClockName::ALL.iter().map(|clock| (clock_name(language, *clock), in_force(*clock))).collect(),
        warnings: warnings(language, lane),
        table: OfficeTable::new(language, caption, language.text("lanes-from"), columns.into(), rows),
        title,
    }
}

fn answer(page: &LanePage) -> Result<HttpResponse, AppError> {
    page_as(status(page.summary.is_some()), page)
}

fn new_page(request_user: &RequestUser, places: &[Place], form: &Form, faults: &[TargetError]) -> LanePage {
    let language = request_user.language;
    let nowhere = || Choice::new("", language.text("lanes-choose"));
    let place = |place: &Place| Choice::new(place.code.as_str(), format!("{} ({})", place.names.by_tag(language.tag()), place.code));
    let choices = || std::iter::once(nowhere()).chain(places::offered(places).map(place)).collect();
    let fields = vec![
        Field::line("origin", language.text("lanes-origin")).with(Control::Select(choices())),
        Field::line("destination", language.text("lanes-destination")).with(Control::Select(choices())),
    ];
    form_page(request_user, language.text("lanes-new"), fields, None, form, faults)
}

fn lane_page(request_user: &RequestUser, places: &[Place], lane: &LaneTargets, form: &Form, faults: &[TargetError]) -> LanePage {
    form_page(request_user, title(request_user.language, places, &lane.lane), Vec::new(), Some(lane), form, faults)
}

fn form_page(
    request_user: &RequestUser,
    title: String,
    mut fields: Vec<Field>,
    lane: Option<&LaneTargets>,
    form: &Form,
    faults: &[TargetError],
) -> LanePage {
    let language = request_user.language;
    fields.push(Field::line("from_day", language.text("lanes-from")).hint(language.text("lanes-from-hint")).with(Control::Day(language)));
    let found: Vec<_> = faults.iter().map(|fault| fault_of(*fault)).collect();
    let fields = with_faults(language, fields, form, &found);
    let clocks: Vec<ClockFields> = ClockName::ALL.iter().map(|clock| clock_fields(language, *clock, lane, form, &found)).collect();
    let of_fields = fields.iter().filter_map(|field| Some((field.name.clone(), field.error.clone()?.0)));
    let of_clocks = clocks.iter().filter_map(|clock| Some((format!("{}-days", clock.word), clock.error.clone()?.0)));
    LanePage {
        frame: Frame::new(request_user, title),
        summary: Summary::with(language, of_fields.chain(of_clocks).collect()),
        fields,
        warnings: lane.map(|lane| warnings(language, lane)).unwrap_or_default(),
        clocks,
    }
}

fn clock_fields(
    language: Language,
    clock: ClockName,
    lane: Option<&LaneTargets>,
    form: &Form,
    found: &[(&'static str, &str)],
) -> ClockFields {
    let word = clock.word();
    let error = found.iter().find(|(field, _)| *field == word);
    let part = |(end, key): (&str, &str)| {
        let name = format!("{word}-{end}");
        let typed = form.get(&name).to_owned();
        (name, language.text(key), typed)
    };
    let in_force = lane.and_then(|lane| lane.in_force(clock)).filter(|found| found.minutes.is_some());
    ClockFields {
        word,
        name: clock_name(language, clock),
        in_force: in_force.map(|found| language.format("lanes-in-force", values!(target = target(language, found)))),
        error: error.map(|(_, key)| (language.text(key), language.text(&format!("{key}-rule")))),
        parts: PARTS.into_iter().map(part).collect(),
        is_none: form.get(&format!("{word}-none")) == "true",
    }
}

/// The field of a fault, and the key of what to say. That nothing would change is said at the first clock.
fn fault_of(fault: TargetError) -> (&'static str, &'static str) {
    match fault {
        TargetError::Origin => ("origin", "lanes-fault-place"),
        TargetError::Destination => ("destination", "lanes-fault-place"),
        TargetError::SamePlace => ("destination", "lanes-fault-same"),
        TargetError::FromDay => ("from_day", "lanes-fault-day"),
        TargetError::Nothing => (ClockName::DoorToDoor.word(), "lanes-fault-nothing"),
        TargetError::Number(clock) => (clock.word(), "lanes-fault-number"),
        TargetError::Least(clock) => (clock.word(), "lanes-fault-least"),
        TargetError::Both(clock) => (clock.word(), "lanes-fault-both"),
    }
}
