//! The clearance report: how long it took, against what was promised, where the time goes; every figure with the
//! shipments behind it. The same figures as `tumen report clearance`, from the same reading.

mod curve;
mod drill_down;
mod figures;
mod report_filter;
mod stages;

pub use drill_down::{FILE, drill_down, file};

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use self::curve::Curve;
use self::figures::{FigureTable, Headline, Links};
use self::report_filter::{ReportFilter, USUAL_DAYS, in_words};
use self::stages::Stages;
use crate::domain::report::FEW;
use crate::domain::report_table::Row;
use crate::domain::stage::ClockName;
use crate::office::check::ChainHead;
use crate::office::clearance::{self, Answer};
use crate::office::lanes::Lanes;
use crate::office::reference_data::ReferenceData;
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::field::{Field, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::page_as;
use crate::web::presenter::Presenter;
use crate::web::report_table::Told;
use crate::web::request_user::RequestUser;

#[derive(Template)]
#[template(path = "clearance.html")]
struct ClearancePage {
    frame: Frame,
    fields: Vec<Field>,
    summary: Option<Summary>,
    usual: Option<String>,
    report: Option<ReportView>,
}

/// The report itself; a page that cannot answer its question has none.
struct ReportView {
    sentence: String,
    asked: String,
    headline: Vec<Headline>,
    before: Option<(String, String)>,
    curve: Option<Curve>,
    n: String,
    stages: Stages,
    tables: [FigureTable; 2],
    notes: Vec<(String, String)>,
    foot: String,
}

/// Shows the report; what is wrong with its question stands beside the field.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (form, zone) = (Form::of_query(&request), request_user.office_zone);
    let (wanted, lanes, answer, known) = office
        .run_as(&request_user, move |office, context| {
            let lanes = Lanes::load(office, context)?;
            let wanted = ReportFilter::new(form, zone, (context.now, clearance::next_recording(office, context)?), &lanes);
            let answer = if wanted.faults.is_empty() {
                let answer = clearance::answer(office, context, wanted.question.clone(), wanted.as_of)?;
                let head = clearance::head_as_of(office, context, answer.report.as_of)?;
                Some((answer, head))
            } else {
                None
            };
            Ok::<_, AppError>((wanted, lanes, answer, ReferenceData::load(office, context)?))
        })
        .await?;
    let status = if answer.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let presenter = Presenter::new(&request_user, known);
    page_as(status, &view(&request_user, &presenter, &wanted, &lanes, answer))
}

fn view(
    request_user: &RequestUser,
    presenter: &Presenter,
    wanted: &ReportFilter,
    lanes: &Lanes,
    answer: Option<(Answer, ChainHead)>,
) -> ClearancePage {
    let language = request_user.language;
    let fields = wanted.fields(presenter, lanes);
    ClearancePage {
        frame: Frame::new(request_user, language.text("nav-reports")),
        summary: Summary::new(language, &fields)
            .map(|summary| Summary { heading: language.format("report-faults", values!(count = summary.faults.len())), ..summary }),
        fields,
        usual: (wanted.is_usual && answer.is_some()).then(|| language.format("report-usual", values!(days = USUAL_DAYS))),
        report: answer.map(|(answer, head)| report(request_user, presenter, &answer, &head)),
    }
}

fn report(request_user: &RequestUser, presenter: &Presenter, answer: &Answer, head: &ChainHead) -> ReportView {
    let (language, report) = (request_user.language, &answer.report);
    let (clearance, times) = (&report.clocks[ClockName::Clearance.index()], &answer.times[ClockName::Clearance.index()]);
    let links = Links::new(&report.question, report.as_of);
    let (table, path) = (report.table(), |asked| links.to(asked));
    let few = |row: &Row, block| figures::few(language, answer, row, block);
    let told = Told { table: &table, language, path: &path, few: &few };
    let before = answer.before.as_ref().filter(|(_, before)| before.n >= FEW && clearance.n >= FEW);
    let foot = values!(
        as_of = presenter.moment(report.as_of),
        zone = language.zone(report.question.time_zone),
        sequence = head.sequence,
        seal = head.short_seal(),
        who = request_user.actor(),
    );
    ReportView {
        sentence: figures::sentence(language, clearance),
        asked: in_words(presenter, &report.question, report.as_of),
        headline: figures::headline(presenter, &links, answer),
        before: before.map(|(question, before)| {
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| language.date(day)).unwrap_or_default();
            let values = values!(from = day(question.from), to = day(question.to), n = before.n);
            (language.format("report-before", values), format!("/reports/clearance?{}", ReportFilter::query(question, Some(report.as_of))))
        }),
        curve: curve::curve(language, &links, times, &clearance.gross),
        n: language.number(clearance.n),
        stages: stages::stages(presenter, &told, report),
        tables: figures::tables(presenter, &told),
        notes: vec![
            (language.text("report-clock"), language.text("report-ends")),
            (language.text("report-cohort"), figures::counted(presenter, report)),
            (
                language.text("report-method"),
                format!("{}{}{}", language.text("report-notes"), language.word_space(), language.text("report-curve-note")),
            ),
        ],
        foot: language.format("report-foot", foot),
    }
}
