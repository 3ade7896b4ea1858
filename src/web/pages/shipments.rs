//! The shipments of the office: found by words and filters, in an order, a page at a time, the whole state in the
//! address; lists that someone keeps.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono_tz::Tz;

use crate::domain::codes::Mode;
use crate::domain::lane::Lane;
use crate::domain::local_time;
use crate::domain::named::RESPONSIBLE;
use crate::domain::stage::{Outcome, Stage};
use crate::i18n::Language;
use crate::office::find::{self, Alike, Counts, ListPage};
use crate::office::reference_data::ReferenceData;
use crate::office::rights::Right;
use crate::office::{Context, Office};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Choice, Control, Field as FormField};
use crate::web::form::{self, Form};
use crate::web::frame::Frame;
use crate::web::list_filter::{ListFilter, NOBODY};
use crate::web::page::{encoded, redirect, rendered_page, shipment_path};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::row::{RowWords, ShipmentRow};
use crate::web::typed::Unread;
use crate::web::wording::day_fault;

/// A list that everyone has: the key of its name, its state, and how many there are.
type EveryonesTab = (&'static str, &'static str, fn(&Counts) -> usize);

const TABS: &[EveryonesTab] = &[
    ("tab-open", "open", |counts| counts.open),
    ("tab-overdue", "overdue", |counts| counts.overdue),
    ("tab-at-risk", "at_risk", |counts| counts.at_risk),
    ("tab-held", "held", |counts| counts.held),
    ("tab-closed", "closed", |counts| counts.all - counts.open),
    ("tab-all", "all", |counts| counts.all),
];
/// States that can be asked for besides, and their names.
const OTHER_STATES: &[(&str, &str)] = &[
    ("missed", "chip-missed"),
    ("to_do", "board-to-do"),
    ("waiting", "board-waiting"),
    ("needing", "state-needing"),
    ("not_begun", "state-not-begun"),
];
/// Columns that can be shown besides reference, stage, drawing, time left and state.
const COLUMNS: &[&str] = &["goods", "lane", "place", "mode", "registered", "spent", "carrier", "value"];
/// Those that are shown where nobody chose.
const USUAL: &str = "goods,lane,place,spent";
/// The cookie that remembers which list was looked at, so that a shipment's page leads back to it.
const LIST_COOKIE: &str = "list";
/// The longest query that it remembers, in bytes.
const LONGEST_LIST: usize = 1_000;
/// The longest name of a view that someone keeps, in characters.
const NAME_LENGTH: usize = 60;

#[derive(Template)]
#[template(path = "shipments.html")]
struct ShipmentsPage<'p> {
    frame: Frame,
    asked: String,
    query: String,
    is_narrow: bool,
    about: String,
    tabs: Vec<Tab>,
    kept: Vec<Tab>,
    filters: Vec<FormField>,
    /// Whose days the filters ask for.
    zone: String,
    chips: Vec<(String, String)>,
    columns: Vec<(&'static str, String, bool)>,
    has: Vec<&'static str>,
    sorts: [Sort; 3],
    rows: Vec<ShipmentRow<'p>>,
    /// Where nothing is found: the list without one of its filters, and the shipments that begin alike.
    without: Vec<(String, String)>,
    beginning: Option<String>,
    near: Vec<(String, String, String)>,
    next: Option<String>,
    can_register: bool,
    export: Option<String>,
    is_office_empty: bool,
}

/// What is nearest where nothing is found: the list without one of its filters, and what begins alike.
#[derive(Default)]
struct Near {
    without: Vec<(&'static str, usize)>,
    /// What was meant, where it was typed on another keyboard, and how many that finds.
    retyped: Option<(String, usize)>,
    alike: Alike,
}

struct Tab {
    name: String,
    path: String,
    query: String,
    count: String,
    is_here: bool,
}

/// An order in which the list can stand: the head of a column that leads there, or the other way round.
struct Sort {
    /// The column.
    name: &'static str,
    text: String,
    path: String,
    /// Where the list stands so: `ascending` or `descending`.
    is: Option<&'static str>,
}

impl ShipmentsPage<'_> {
    fn has_fault(&self) -> bool {
        self.filters.iter().any(|field| field.error.is_some())
    }

    fn has(&self, column: &str) -> bool {
        self.has.contains(&column)
    }

    fn sort(&self, column: &str) -> Option<&Sort> {
        self.sorts.iter().find(|sort| sort.name == column)
    }
}

/// What a search leads to.
enum Shown {
    /// The page of the one shipment that it names.
    Only(String),
    /// The list, rendered.
    List(String),
}

/// Shows the list; a search for what identifies one shipment and no other leads to it.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = Form::of_query(&request);
    let is_later_page = query.has("after");
    let asked = ListFilter::opened(query);
    let typed = asked.get("q").to_owned();
    let (person, who, to_ask) = (request_user.id(), request_user.clone(), asked.clone());
    let shown = office.run_as(&request_user, move |office, context| {
        if !is_later_page && let Some(only) = find::identified(office, context, &typed)? {
            return Ok(Shown::Only(shipment_path(only.as_str())));
        }
        let to_ask = to_ask.meant(&*ReferenceData::load(office, context)?);
        let list = to_ask.list(context.now.instant().seconds(), who.office_zone);
        let found = list.map_or_else(|| find::none(office, context), |list| find::find(office, context, &list))?;
        list_page(office, context, &who, &to_ask, &found).map(Shown::List)
    });
    let mut answer = match shown.await? {
        Shown::Only(path) => return Ok(redirect(&path)),
        Shown::List(html) => rendered_page(html),
    };
    let query = Some(asked.query()).filter(|query| query.len() <= LONGEST_LIST).unwrap_or_default();
    let list = format!("{person} {query}");
    let list = Cookie::build(LIST_COOKIE, encoded(&list)).path("/").http_only(true).same_site(SameSite::Lax);
    answer.add_cookie(&list.secure(office.settings.is_secure()).finish()).map_err(|error| AppError::Broken(error.to_string()))?;
    Ok(answer)
}

fn list_page(
    office: &Office,
    context: &Context,
    request_user: &RequestUser,
    asked: &ListFilter,
    found: &ListPage,
) -> Result<String, AppError> {
    let near = if found.rows.is_empty() { nearest(office, context, asked, request_user.office_zone)? } else { Near::default() };
    let presenter = Presenter::new(request_user, ReferenceData::load(office, context)?);
    let words = RowWords::new(&presenter, context.now.instant());
    let kept = kept_lists(office, context, request_user)?;
    Ok(view(request_user, &presenter, asked, (found, near), words.rows(&found.rows), kept).render()?)
}

/// The lists that the reader keeps: name, query, and how many there are.
fn kept_lists(office: &Office, context: &Context, request_user: &RequestUser) -> Result<Vec<(String, String, usize)>, AppError> {
    let mut lists = Vec::new();
    for (name, query) in find::kept(office, context)? {
        // One that was kept by an earlier version may be written otherwise.
        let asked = ListFilter::new(Form::of_text(&query));
        let list = asked.list(context.now.instant().seconds(), request_user.office_zone);
        let count = list.map(|list| find::count(office, context, &list)).transpose()?;
        lists.push((name, asked.query(), count.unwrap_or_default()));
    }
    Ok(lists)
}

/// What is nearest to a list that has none.
fn nearest(office: &Office, context: &Context, asked: &ListFilter, zone: Tz) -> Result<Near, AppError> {
    let (mut near, known) = (Near::default(), ReferenceData::load(office, context)?);
    let used: Vec<&'static str> = asked.narrow().map(|(name, _)| name).collect();
    // Without the only one it is the list of all.
    for name in if used.len() > 1 { used.as_slice() } else { &[] } {
        let wider = ListFilter::new(Form::of_text(&asked.with(name, ""))).meant(&known);
        let Some(wider) = wider.list(context.now.instant().seconds(), zone) else {
            continue;
        };
        let count = find::count(office, context, &wider)?;
        if count > 0 {
            near.without.push((name, count));
        }
    }
    if let Some(words) = find::words(asked.get("q")) {
        near.retyped = find::retyped(office, context, asked.get("q"))?;
        near.alike = find::nearest(office, context, &words)?;
    }
    Ok(near)
}

fn without(presenter: &Presenter, asked: &ListFilter, (name, count): (&str, usize), office_zone: Tz) -> String {
    let filter = chip(presenter, name, asked.get(name), asked.zone(office_zone));
    presenter.language.format("list-near-without", values!(filter = filter, count = counted(presenter.language, count)))
}

fn counted(language: Language, count: usize) -> String {
    language.format("list-count", values!(count = count))
}

/// How many there are, and how many of them stand here: a sheet of paper says of which it is a part.
fn about(language: Language, found: &ListPage) -> String {
    let all = counted(language, found.count);
    let is_part = !found.rows.is_empty() && found.rows.len() < found.count;
    if is_part { format!("{all} · {}", language.format("list-shown", values!(shown = found.rows.len()))) } else { all }
}

/// The list that someone looked at last.
pub fn last_list(request: &HttpRequest, request_user: &RequestUser) -> String {
    let cookie = request.cookie(LIST_COOKIE);
    let kept =
        cookie.as_ref().and_then(|cookie| cookie.value().split_once(' ')).filter(|(person, _)| *person == request_user.id().to_string());
    let query = kept.map(|(_, query)| ListFilter::new(Form::of_text(query)).query()).unwrap_or_default();
    if query.is_empty() { "/shipments".to_owned() } else { format!("/shipments?{query}") }
}

/// Keeps the list as it is under a name, or lets one go.
pub async fn keep(office: web::Data<AppState>, request_user: RequestUser, form: Form) -> Result<HttpResponse, AppError> {
    let name: String = form.get("name").trim().chars().take(NAME_LENGTH).collect();
    let query = ListFilter::new(Form::of_text(form.get("query"))).query();
    let to = format!("/shipments?{query}");
    if name.is_empty() || name.contains(char::is_control) {
        return Ok(redirect(&to));
    }
    let kept = if form.has("forget") { String::new() } else { query };
    if kept.len() > LONGEST_LIST {
        return Err(AppError::TooLarge);
    }
    office.run_as(&request_user, move |office, context| find::keep(office, context, &name, &kept)).await?;
    Ok(redirect(&format!("{to}&done=kept")))
}

fn view<'p>(
    request_user: &RequestUser,
    presenter: &Presenter,
    asked: &ListFilter,
    (found, near): (&ListPage, Near),
    rows: Vec<ShipmentRow<'p>>,
    kept: Vec<(String, String, usize)>,
) -> ShipmentsPage<'p> {
    let (language, query) = (request_user.language, asked.query());
    let tab = |name: String, of: String, count: usize, is_here: bool| Tab {
        name,
        path: format!("/shipments?{of}"),
        query: of,
        count: language.number(count as u64),
        is_here,
    };
    // An order and columns are ways to look at the same list.
    let narrow: Vec<(&str, &str)> = asked.narrow().collect();
    let is_state = |state: &str| if state == "all" { narrow.is_empty() } else { narrow == [("state", state)] };
    let office_tab =
        |(key, state, count): &EveryonesTab| tab(language.text(key), format!("state={state}"), count(&found.counts), is_state(state));
    let chosen = if asked.get("columns").is_empty() { USUAL } else { asked.get("columns") };
    let has: Vec<&'static str> = COLUMNS.iter().copied().filter(|column| chosen.split(',').any(|named| named == *column)).collect();
    let column = |name: &'static str| {
        let is_shown = has.contains(&name);
        let others = COLUMNS.iter().filter(|other| has.contains(other) != (**other == name));
        let others = others.copied().collect::<Vec<_>>().join(",");
        let others = if others.is_empty() { "none".to_owned() } else { others };
        (name, format!("/shipments?{}", asked.with("columns", &others)), is_shown)
    };
    // What stands first where a column is chosen, and the other way round; the latest registered come first.
    let sort = |name: &'static str, value: &str, key: &str, [one, other]: [&'static str; 2]| {
        let (reversed, now) = (format!("-{value}"), asked.get("sort"));
        let now = if now.is_empty() { "left" } else { now };
        let is = if now == value { Some(one) } else { (now == reversed).then_some(other) };
        let to = if now == value { reversed.as_str() } else { value };
        let to = if to == "left" { "" } else { to };
        Sort { name, text: language.text(key), path: format!("/shipments?{}", asked.with("sort", to)), is }
    };
    let (up, down) = (["ascending", "descending"], ["descending", "ascending"]);
    ShipmentsPage {
        frame: Frame::new(request_user, language.text("nav-shipments")),
        asked: asked.get("q").to_owned(),
        is_narrow: asked.is_narrow(),
        about: about(language, found),
        tabs: TABS.iter().map(office_tab).collect(),
        kept: kept
            .into_iter()
            .map(|(name, of, count)| {
                let is_here = query == of;
                tab(name, of, count, is_here)
            })
            .collect(),
        filters: filters(presenter, asked, request_user),
        zone: form_zone(asked, request_user).to_string(),
        chips: chips(presenter, asked, request_user.office_zone).collect(),
        columns: COLUMNS.iter().map(|name| column(name)).collect(),
        has: has.clone(),
        sorts: [
            sort("left", "left", "figure-time-left", up),
            sort("reference", "reference", "field-shipment", up),
            sort("registered", "registered", "sort-registered", down),
        ],
        rows,
        without: near
            .without
            .iter()
            .map(|(name, count)| {
                (without(presenter, asked, (*name, *count), request_user.office_zone), format!("/shipments?{}", asked.with(name, "")))
            })
            .chain(near.retyped.iter().map(|(meant, count)| {
                let told = values!(meant = meant.as_str(), count = counted(language, *count));
                (language.format("list-near-retyped", told), format!("/shipments?{}", form::query([("q", meant.as_str())])))
            }))
            .collect(),
        beginning: (!near.alike.rows.is_empty()).then(|| language.format("list-near", values!(words = near.alike.words.join(" ")))),
        near: near
            .alike
            .rows
            .iter()
            .map(|row| (row.reference.clone(), shipment_path(&row.reference), row.goods.clone().unwrap_or_default()))
            .collect(),
        next: found.after.as_ref().map(|after| format!("/shipments?{query}&{}", form::query([("after", after.as_str())]))),
        can_register: request_user.may(Right::Register),
        export: request_user.may(Right::Export).then(|| format!("/exports?{}", asked.narrow_query())),
        is_office_empty: found.counts.all == 0,
        query,
    }
}

/// The filters in use, each with the way to the list without it.
pub fn chips<'a>(presenter: &'a Presenter, asked: &'a ListFilter, office_zone: Tz) -> impl Iterator<Item = (String, String)> + 'a {
    let zone = asked.zone(office_zone);
    asked.narrow().map(move |(name, text)| (chip(presenter, name, text, zone), format!("/shipments?{}", asked.with(name, ""))))
}

/// A filter in use: its name and what it asks for.
fn chip(presenter: &Presenter, name: &str, text: &str, zone: Tz) -> String {
    let told = match name {
        "from" | "to" => local_time::day(text).map_or_else(
            || text.to_owned(),
            |day| {
                presenter.language.format("filter-day", values!(day = presenter.language.date(day), zone = presenter.language.zone(zone)))
            },
        ),
        "lane" => Lane::parse(text).map_or_else(|| text.to_owned(), |lane| presenter.lane(&lane)),
        "stage" => Stage::parse(text).map_or_else(|| text.to_owned(), |stage| presenter.stage(stage)),
        "mode" => presenter.mode(text),
        "place" => presenter.place(text),
        "reason" => presenter.reason(text),
        "responsible" if text == NOBODY => presenter.say("board-nobody"),
        "responsible" => presenter.responsible(text),
        "outcome" => Outcome::parse(text).map_or_else(|| text.to_owned(), |outcome| presenter.outcome(outcome)),
        "state" => states().find(|(state, _)| *state == text).map_or_else(|| text.to_owned(), |(_, key)| presenter.say(key)),
        _ => text.to_owned(),
    };
    presenter.language.format("list-filter", values!(name = presenter.say(&format!("filter-{name}")), value = told))
}

/// The states that can be asked for, and the keys of their names.
fn states() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABS.iter().map(|(key, state, _)| (*state, *key)).chain(OTHER_STATES.iter().copied())
}

/// A name that new forms do not offer any more.
fn retired(presenter: &Presenter, name: &str) -> String {
    presenter.language.format("filter-retired", values!(name = name))
}

/// Whose days the form asks for: those that are asked for already, else the reader's.
fn form_zone(asked: &ListFilter, request_user: &RequestUser) -> Tz {
    if asked.has_days() { asked.zone(request_user.office_zone) } else { request_user.zone() }
}

fn filters(presenter: &Presenter, asked: &ListFilter, request_user: &RequestUser) -> Vec<FormField> {
    let days = presenter.language.format("filter-days-of", values!(zone = presenter.language.zone(form_zone(asked, request_user))));
    let label = |name: &str| presenter.say(&format!("filter-{name}"));
    let any = || Choice::new("", presenter.say("filter-any"));
    let select = |name: &'static str, choices: Vec<Choice>| {
        let choices = std::iter::once(any()).chain(choices).collect();
        FormField::line(name, label(name)).with(Control::Select(choices)).filled(asked.get(name))
    };
    let day = |name: &str| {
        let told = |unread: Unread| (presenter.language.format(day_fault(unread), values!(value = asked.get(name))), String::new());
        let field = FormField::line(name, label(name)).with(Control::Day(presenter.language)).hint(days.clone());
        field.filled(asked.get(name)).wrong_if(asked.day_fault(name).map(told))
    };
    let named = [asked.get("place").to_owned()];
    let places = || {
        presenter.known.offered_places(&named).map(|place| {
            let name = presenter.place(place.code.as_str());
            Choice::new(place.code.as_str(), if place.retired { retired(presenter, &name) } else { name })
        })
    };
    vec![
        select("state", states().map(|(state, key)| Choice::new(state, presenter.say(key))).collect()),
        select("stage", Stage::ALL.iter().map(|stage| Choice::new(stage.word(), presenter.stage(*stage))).collect()),
        FormField::line("lane", label("lane"))
            .hint(presenter.say("filter-lane-hint"))
            .with(Control::Suggest(presenter.lane_choices(&presenter.known.lanes)))
            .filled(asked.get("lane")),
        select("mode", Mode::ALL.iter().map(|mode| Choice::new(mode.word(), presenter.mode(mode.word()))).collect()),
        FormField::line("carrier", label("carrier")).filled(asked.get("carrier")),
        select("place", places().collect()),
        select(
            "reason",
            presenter
                .known
                .offered_reasons(asked.get("reason"))
                .map(|reason| {
                    let name = presenter.reason(&reason.code);
                    Choice::new(reason.code.clone(), if reason.retired { retired(presenter, &name) } else { name })
                })
                .collect(),
        ),
        select("responsible", RESPONSIBLE.iter().map(|who| Choice::new(*who, presenter.responsible(who))).collect()),
        select("outcome", Outcome::ALL.iter().map(|outcome| Choice::new(outcome.word(), presenter.outcome(*outcome))).collect()),
        day("from"),
        day("to"),
    ]
}

/// The key of a column's head.
pub fn column_key(name: &str) -> &'static str {
    match name {
        "goods" => "field-goods",
        "lane" => "list-lane",
        "place" => "field-place",
        "mode" => "field-mode",
        "registered" => "sort-registered",
        "spent" => "track-spent",
        "carrier" => "field-carrier",
        _ => "field-value",
    }
}
