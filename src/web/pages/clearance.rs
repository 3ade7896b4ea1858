//! The clearance report: how long it took, against what was promised, where the time goes; every figure with the
//! shipments behind it. The same figures as `tumen report clearance`, from the same function.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::Days;
use chrono_tz::Tz;

use crate::domain::codes::{Cell, PlaceCode};
use crate::domain::report::{ClearanceReport, ClockFigures, Cohort, Figures, Question};
use crate::domain::stage::ClockName;
use crate::domain::time::Moment;
use crate::domain::{wall, zone};
use crate::i18n::Language;
use crate::office::clearance::{self, Members};
use crate::office::find::PAGE;
use crate::office::known::Known;
use crate::stats;
use crate::store::{ListQuery, Order};
use crate::values;
use crate::web::app::Office;
use crate::web::failure::Failure;
use crate::web::field::{Choice, Control, Field as FormField};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{encoded, page};
use crate::web::row::{self, Row};
use crate::web::teller::Teller;
use crate::web::visitor::Visitor;

/// Days of a report whose period nobody chose.
const USUAL_DAYS: u64 = 90;
/// Fewer shipments than this: values, no quantiles.
const FEW: u64 = 5;
const DAY: f64 = 86_400.0;
/// The parts of a report's query, named as on the command line.
const NAMES: &[&str] = &["from", "to", "cohort", "lane", "time_zone", "as_of"];

/// A figure that links to its shipments: its word, and which clocks it counts.
const FIGURES: &[&str] = &["ended", "within", "late", "open", "open_late", "excluded", "partial"];

#[derive(Template)]
#[template(path = "clearance.html")]
struct ClearancePage {
    frame: Frame,
    sentence: String,
    usual: Option<String>,
    fields: Vec<FormField>,
    figures: Vec<FigureView>,
    curve: Curve,
    stages: Vec<ClockRow>,
    clocks: Vec<ClockRow>,
    net: Vec<ClockRow>,
    notes: Vec<String>,
    foot: String,
}

struct FigureView {
    label: String,
    value: String,
    about: String,
    path: Option<String>,
}

struct ClockRow {
    name: String,
    ends: String,
    n: (String, String),
    mean: String,
    sd: String,
    median: String,
    p90: String,
    range: String,
    within: (String, String),
    late: (String, String),
    open: (String, String),
    excluded: (String, String),
    partial: (String, String),
    share: String,
    bar: (String, String),
}

/// The share cleared by day, as a path from 0 to 100 and its table.
struct Curve {
    path: String,
    days: Vec<(String, String)>,
    target_x: Option<String>,
    target: String,
    axis: Vec<(String, String)>,
    label: String,
}

/// A report that was asked for: the question, as of when, and whether the period is the usual one.
struct Wanted {
    question: Question,
    as_of: Option<Moment>,
    is_usual: bool,
    query: String,
}

impl Wanted {
    fn of(form: &Form, visitor: &Visitor, now: Moment) -> Self {
        let time_zone: Tz = form.get("time_zone").parse().unwrap_or(visitor.office_zone);
        let today = zone::day_of(now.instant(), time_zone).unwrap_or_default();
        // A page opened without a period shows the last days; one with an empty `from` shows all.
        let is_usual = !form.has("from") && !form.has("to");
        let from = if is_usual { today.checked_sub_days(Days::new(USUAL_DAYS - 1)) } else { wall::day(form.get("from").trim()) };
        let to = wall::day(form.get("to").trim());
        let cohort = Cohort::parse(form.get("cohort")).unwrap_or(Cohort::Completed);
        let lane = form.get("lane").split_once(':');
        let lane = lane.and_then(|(origin, destination)| Some((PlaceCode::read(origin)?, PlaceCode::read(destination)?)));
        let as_of = Moment::parse(form.get("as_of").trim()).filter(|as_of| *as_of <= now);
        let text = |name: &str| match name {
            "from" => from.map(|day| day.to_string()).unwrap_or_default(),
            "time_zone" => time_zone.name().to_owned(),
            name => form.get(name).trim().to_owned(),
        };
        let parts = NAMES.iter().map(|name| (*name, text(name))).filter(|(name, text)| *name == "from" || !text.is_empty());
        let query = parts.map(|(name, text)| format!("{name}={}", encoded(&text))).collect::<Vec<_>>().join("&");
        Self { question: Question { from, to, cohort, time_zone, lane }, as_of, is_usual, query }
    }
}

/// Shows the report.
pub async fn show(office: web::Data<Office>, visitor: Visitor, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let form = Form::of_query(&request);
    let now = office.run(|store| Ok::<_, Failure>(store.now())).await?;
    let wanted = Wanted::of(&form, &visitor, now);
    let (question, as_of) = (wanted.question.clone(), wanted.as_of);
    let (report, members, known) = office
        .run(move |store| {
            let report = clearance::report(store, question.clone(), as_of)?;
            let members = clearance::members(store, &question, report.as_of, ClockName::Clearance)?;
            Ok::<_, Failure>((report, members, Known::load(store)?))
        })
        .await?;
    let teller = Teller::new(&visitor, known);
    page(&view(&visitor, &teller, &form, &wanted, &report, &members))
}

fn view(visitor: &Visitor, teller: &Teller, form: &Form, wanted: &Wanted, report: &ClearanceReport, members: &Members) -> ClearancePage {
    let language = visitor.language;
    let clearance = &report.clocks[ClockName::Clearance.index()];
    let rows = |of: fn(&ClockFigures) -> &Figures| -> Vec<ClockRow> {
        ClockName::ALL.iter().map(|name| clock_row(teller, wanted, report, *name, of(&report.clocks[name.index()]))).collect()
    };
    let gross = rows(|clock| &clock.gross);
    let used: f64 = stage_means(report).iter().sum();
    let mut stages = rows(|clock| &clock.gross).split_off(3);
    let mut at = 0.0;
    for (row, mean) in stages.iter_mut().zip(stage_means(report)) {
        let (x, width) = if used > 0.0 { (at / used * 100.0, mean / used * 100.0) } else { (0.0, 0.0) };
        row.bar = (format!("{x:.2}%"), format!("{width:.2}%"));
        row.share = if used > 0.0 { percent(language, mean / used) } else { String::new() };
        at += mean;
    }
    let excluded: u64 = clearance.excluded.iter().sum();
    let counted = values!(n = clearance.n, excluded = excluded, open = clearance.open, partial = clearance.partial);
    ClearancePage {
        frame: Frame::of(visitor, language.text("nav-reports")),
        sentence: sentence(language, clearance),
        usual: wanted.is_usual.then(|| language.format("report-usual", values!(days = USUAL_DAYS))),
        fields: fields(teller, form, wanted),
        figures: figures(teller, wanted, clearance),
        curve: curve(language, members),
        stages,
        clocks: gross,
        net: rows(|clock| &clock.net),
        notes: vec![
            language.text("report-ends"),
            language.format("report-cohort-note", counted),
            language.text("report-notes"),
            language.text("report-curve-note"),
        ],
        foot: language.format(
            "report-foot",
            values!(as_of = teller.moment(report.as_of), zone = wanted.question.time_zone.name(), who = visitor.actor()),
        ),
    }
}

/// The mean of each stage, per shipment whose stage ended.
fn stage_means(report: &ClearanceReport) -> Vec<f64> {
    report.clocks[3..].iter().map(|clock| clock.gross.mean.unwrap_or(0.0)).collect()
}

fn sentence(language: Language, clock: &ClockFigures) -> String {
    match (clock.n, clock.gross.median) {
        (0, _) => language.text("report-sentence-none"),
        (n, Some(median)) if n >= FEW => {
            let share = clock.gross.within as f64 / clock.gross.with_target.max(1) as f64;
            let values = values!(n = n, median = days(language, median), share = percent(language, share));
            language.format(if clock.gross.with_target > 0 { "report-sentence" } else { "report-sentence-no-target" }, values)
        }
        (n, _) => language.format("report-sentence-few", values!(n = n)),
    }
}

fn days(language: Language, seconds: f64) -> String {
    let text = language.decimal(&format!("{:.1}", seconds / DAY));
    language.format("unit-days", values!(number = text)).replace(' ', "\u{a0}")
}

fn percent(language: Language, share: f64) -> String {
    format!("{}\u{a0}%", language.decimal(&format!("{:.1}", share * 100.0)))
}

/// Where the shipments behind a figure are.
fn behind(wanted: &Wanted, clock: ClockName, figure: &str) -> String {
    format!("/reports/clearance/shipments?{}&clock={clock}&figure={figure}", wanted.query)
}

fn figures(teller: &Teller, wanted: &Wanted, clock: &ClockFigures) -> Vec<FigureView> {
    let language = teller.language;
    let gross = &clock.gross;
    let is_few = clock.n < FEW;
    let none = || "–".to_owned();
    let quantile = |seconds: Option<f64>| seconds.filter(|_| !is_few).map_or_else(none, |seconds| days(language, seconds));
    let figure = |key: &str, value: String, about: String, figure: Option<&str>| FigureView {
        label: language.text(key),
        value,
        about,
        path: figure.map(|figure| behind(wanted, ClockName::Clearance, figure)),
    };
    let share = (gross.with_target > 0).then(|| percent(language, gross.within as f64 / gross.with_target as f64));
    let of_target = language.format("report-of", values!(part = gross.within, all = gross.with_target));
    let few = if is_few { language.text("report-few-about") } else { String::new() };
    let range = gross.min.zip(gross.max).map_or_else(String::new, |(min, max)| {
        let values = values!(
            sd = gross.sd.map_or_else(none, |sd| days(language, sd)),
            min = days(language, min as f64),
            max = days(language, max as f64)
        );
        language.format("report-range", values)
    });
    vec![
        figure("report-within", share.unwrap_or_else(none), of_target, Some("within")),
        figure("report-median", quantile(gross.median), few.clone(), Some("ended")),
        figure("report-p90", quantile(gross.p90), few, Some("ended")),
        figure("report-mean", gross.mean.map_or_else(none, |mean| days(language, mean)), range, Some("ended")),
        figure("report-late", language.number(gross.late), language.text("report-late-about"), Some("late")),
        figure(
            "report-open",
            language.number(clock.open),
            language.format("report-open-about", values!(late = clock.open_late)),
            Some("open"),
        ),
    ]
}

fn clock_row(teller: &Teller, wanted: &Wanted, report: &ClearanceReport, name: ClockName, figures: &Figures) -> ClockRow {
    let language = teller.language;
    let clock = &report.clocks[name.index()];
    let none = || "–".to_owned();
    let quantile = |seconds: Option<f64>| seconds.filter(|_| clock.n >= FEW).map_or_else(none, |seconds| days(language, seconds));
    let linked = |count: u64, figure: &str| (language.number(count), if count > 0 { behind(wanted, name, figure) } else { String::new() });
    let share = if figures.with_target > 0 { percent(language, figures.within as f64 / figures.with_target as f64) } else { none() };
    ClockRow {
        name: teller.clock(name),
        ends: teller.clock_ends(name),
        n: linked(clock.n, "ended"),
        mean: figures.mean.map_or_else(none, |mean| days(language, mean)),
        sd: quantile(figures.sd),
        median: quantile(figures.median),
        p90: quantile(figures.p90),
        range: figures
            .min
            .zip(figures.max)
            .map_or_else(none, |(min, max)| format!("{} – {}", days(language, min as f64), days(language, max as f64))),
        within: (share, String::new()),
        late: (
            language.number(figures.late),
            if std::ptr::eq(figures, &clock.gross) && figures.late > 0 { behind(wanted, name, "late") } else { String::new() },
        ),
        open: linked(clock.open, "open"),
        excluded: linked(clock.excluded.iter().sum(), "excluded"),
        partial: linked(clock.partial, "partial"),
        share: String::new(),
        bar: (String::new(), String::new()),
    }
}

fn curve(language: Language, members: &Members) -> Curve {
    let ended: Vec<i64> = members.ended.iter().filter(|clock| clock.stopped_by.is_none()).map(|clock| clock.gross).collect();
    let running: Vec<i64> = members.running.iter().map(|clock| clock.gross).collect();
    let steps = stats::ended_by(&ended, &running);
    let target = members.ended.iter().map(|clock| clock.target).filter(|target| *target > 0);
    let mut targets: Vec<i64> = target.collect();
    targets.sort_unstable();
    // One line stands for one target; where there are several, none does.
    let only = targets.first().copied().filter(|first| targets.last() == Some(first));
    let longest = steps.last().map_or(DAY, |step| step.at as f64).max(only.unwrap_or(0) as f64 * 1.1);
    let (width, mut path, mut last) = (longest.max(DAY), String::from("M0 100"), 100.0);
    for step in &steps {
        let (x, y) = (step.at as f64 / width * 100.0, 100.0 - step.share * 100.0);
        path.push_str(&format!("L{x:.3} {last:.3}L{x:.3} {y:.3}"));
        last = y;
    }
    let whole = (width / DAY).ceil() as i64;
    let step = [1, 2, 4, 5, 10, 20, 50, 100, 200].into_iter().find(|step| whole / step <= 8).unwrap_or(500);
    let table = (0..=whole).step_by(step as usize).map(|day| {
        let share = stats::share_by(&steps, day * 86_400);
        (language.days(day * 86_400), percent(language, share))
    });
    let at_target = only.map(|target| percent(language, stats::share_by(&steps, target)));
    Curve {
        path,
        days: table.collect(),
        target_x: only.map(|target| format!("{:.3}%", target as f64 / width * 100.0)),
        target: only.zip(at_target).map_or_else(String::new, |(target, share)| {
            language.format("report-by-target", values!(share = share, target = language.days(target)))
        }),
        axis: (0..whole).step_by(step as usize).map(|day| (format!("{:.3}%", day as f64 * DAY / width * 100.0), day.to_string())).collect(),
        label: language.format("report-curve-label", values!(ended = ended.len(), running = running.len())),
    }
}

fn fields(teller: &Teller, form: &Form, wanted: &Wanted) -> Vec<FormField> {
    let label = |key: &str| teller.say(key);
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let cohorts = Cohort::ALL.iter().map(|cohort| Choice::new(cohort.word(), teller.say(&format!("cohort-{cohort}"))));
    vec![
        FormField::line("from", label("report-from")).with(Control::Day).filled(&day(wanted.question.from)),
        FormField::line("to", label("report-to")).with(Control::Day).filled(&day(wanted.question.to)),
        FormField::line("cohort", label("report-cohort")).with(Control::Select(cohorts.collect())).filled(wanted.question.cohort.word()),
        FormField::line("lane", label("filter-lane")).hint(label("filter-lane-hint")).filled(form.get("lane")),
        FormField::line("as_of", label("report-as-of-field")).hint(label("report-as-of-hint")).filled(form.get("as_of")),
        FormField::line("time_zone", label("user-time-zone")).filled(wanted.question.time_zone.name()),
    ]
}

#[derive(Template)]
#[template(path = "clearance-shipments.html")]
struct BehindPage {
    frame: Frame,
    back: String,
    title: String,
    count: String,
    rows: Vec<Row>,
    next: Option<String>,
}

/// The shipments behind a figure.
pub async fn shipments(office: web::Data<Office>, visitor: Visitor, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let form = Form::of_query(&request);
    let (Some(clock), Some(figure)) = (ClockName::parse(form.get("clock")), FIGURES.iter().find(|figure| **figure == form.get("figure")))
    else {
        return Err(Failure::NotFound);
    };
    let now = office.run(|store| Ok::<_, Failure>(store.now())).await?;
    let wanted = Wanted::of(&form, &visitor, now);
    let (question, as_of, after) = (wanted.question.clone(), wanted.as_of, form.get("after").to_owned());
    let (ids, rows, ways, known) = office
        .run(move |store| {
            let as_of = store.settle(as_of)?;
            let ids = counted(&clearance::members(store, &question, as_of, clock)?, figure);
            let after = (!after.is_empty()).then_some((0, 0, after));
            let rows =
                store.list(&ListQuery { among: Some(ids.clone()), order: Order::Reference, after, ..ListQuery::default() }, PAGE + 1)?;
            let ways = store.ways(&rows.iter().map(|row| row.shipment).collect::<Vec<_>>())?;
            Ok::<_, Failure>((ids, rows, ways, Known::load(store)?))
        })
        .await?;
    let teller = Teller::new(&visitor, known);
    let language = visitor.language;
    let next = rows
        .get(PAGE - 1)
        .filter(|_| rows.len() > PAGE)
        .map(|last| format!("{}&after={}", behind(&wanted, clock, figure), encoded(&last.reference)));
    let told = values!(clock = teller.clock(clock), figure = language.text(&format!("report-figure-{figure}")));
    page(&BehindPage {
        frame: Frame::of(&visitor, language.text("nav-reports")),
        back: format!("/reports/clearance?{}", wanted.query),
        title: language.format("report-behind", told),
        count: language.format("list-count", values!(count = ids.len())),
        rows: rows.iter().take(PAGE).map(|listed| row::row(&teller, listed, ways.get(&listed.shipment), now.instant())).collect(),
        next,
    })
}

/// The shipments that a figure counts.
fn counted(members: &Members, figure: &str) -> Vec<i64> {
    let ended =
        |is: fn(&crate::store::EndedClock) -> bool| members.ended.iter().filter(|clock| is(clock)).map(|clock| clock.shipment).collect();
    match figure {
        "ended" => ended(|clock| clock.stopped_by.is_none()),
        "within" => ended(|clock| clock.stopped_by.is_none() && clock.target > 0 && clock.gross <= clock.target),
        "late" => ended(|clock| clock.stopped_by.is_none() && clock.target > 0 && clock.gross > clock.target),
        "partial" => ended(|clock| clock.stopped_by.is_none() && clock.partial),
        "excluded" => ended(|clock| clock.stopped_by.is_some()),
        "open_late" => {
            members.running.iter().filter(|clock| clock.target > 0 && clock.gross > clock.target).map(|clock| clock.shipment).collect()
        }
        _ => members.running.iter().map(|clock| clock.shipment).collect(),
    }
}
