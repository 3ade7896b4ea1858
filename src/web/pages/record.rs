//! Recording an event: the form, and what stands beside a field when it is refused.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::shipment::{HistoryLine, ShipmentData, find, history_lines};
use crate::domain::codes::{Cell, Reference};
use crate::domain::event::Recorded;
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::next_step::Step;
use crate::domain::replay::Replay;
use crate::domain::shipment_state::ShipmentState;
use crate::domain::time::{Instant, Stamp};
use crate::domain::timeline::Timeline;
use crate::i18n::clock;
use crate::office::draft::{Draft, What};
use crate::office::reference_data::ReferenceData;
use crate::office::repair::{self, Repair};
use crate::office::submit::{self, Receipt, Refused};
use crate::office::{record, submit::Broken};
use crate::values;
use crate::web::app::AppState;
use crate::web::event_form::{self, Faults, Hidden, RepairDoes, RepairView, WhereWhen};
use crate::web::failure::Failure;
use crate::web::field::{Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::track::{RefusalTrack, Scene};
use crate::web::wording;

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

/// What came back from the office, for a form that is shown again.
#[derive(Debug, Default)]
pub struct Again {
    faults: Faults,
    twice: Option<(Stamp, Stamp)>,
    drawing: String,
    repairs: Vec<RepairView>,
    since: Vec<HistoryLine>,
    is_stale: bool,
}

/// The same as the parts of a page.
pub struct Parts {
    /// Fields at fault.
    pub faults: Faults,
    /// What stands above the form.
    pub summary: Option<Summary>,
    /// What others recorded since.
    pub since: Vec<HistoryLine>,
    /// Whether others recorded since.
    pub is_stale: bool,
    twice: Option<(Stamp, Stamp)>,
    drawing: String,
    repairs: Vec<RepairView>,
}

impl Again {
    /// As the parts of a page.
    pub fn into_parts(self, presenter: &Presenter) -> Parts {
        let language = presenter.language;
        let mut listed: Vec<(String, String)> = self.faults.iter().map(|(field, (what, _))| (field.clone(), what.clone())).collect();
        if self.twice.is_some() {
            listed.push(("day".to_owned(), language.text("wrong-twice")));
        }
        let stale = || Summary { heading: language.text("stale-heading"), faults: vec![("since".to_owned(), language.text("stale-what"))] };
        let summary = if self.is_stale { Some(stale()) } else { Summary::with(language, listed) };
        let Self { faults, twice, drawing, repairs, since, is_stale } = self;
        Parts { faults, summary, since, is_stale, twice, drawing, repairs }
    }
}

impl Parts {
    /// Puts the drawing, the repairs and the two meanings of a time beside it.
    pub fn dress(&self, mut where_when: WhereWhen, presenter: &Presenter) -> WhereWhen {
        if let Some((first, second)) = self.twice {
            where_when = where_when.with_twice(presenter, first, second);
        }
        self.drawing.clone_into(&mut where_when.drawing);
        where_when.repairs.clone_from(&self.repairs);
        where_when
    }
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
    answer(&request_user, found, &form, Again::default(), StatusCode::OK)
}

/// Records what a form says, or shows it again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    mut form: Form,
    reference: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    if let Some(other) = form.filled("switch").map(str::to_owned) {
        form.set("what", other);
        return answer(&request_user, find(&office, &request_user, &reference).await?, &form, Again::default(), StatusCode::OK);
    }
    let (what, draft) = event_form::draft(&form, &request_user);
    let Some(what) = what else {
        let faults = vec![("what".to_owned(), (request_user.language.text("wrong-what"), String::new()))];
        let found = find(&office, &request_user, &reference).await?;
        return answer(&request_user, found, &form, Again { faults, ..Again::default() }, StatusCode::UNPROCESSABLE_ENTITY);
    };
    // The short form beside the history has no room for these: the long one takes over what was typed.
    if form.get("from") == "next" && matches!(what, What::Held | What::Customs) {
        return answer(&request_user, find(&office, &request_user, &reference).await?, &form, Again::default(), StatusCode::OK);
    }
    // Whether there is such a shipment, the ledger knows: only a refusal is shown beside what is there.
    let shipment = Reference::read(&reference).ok_or(Failure::NotFound)?;
    let path = shipment_path(shipment.as_str());
    let (seen, key) = Hidden::sent(&form, shipment.as_str(), &request_user.actor())?;
    let (seen, key) = (Some(seen), Some(key));
    let sent = submit::Form { shipment, seen, key };
    let to_record = draft.clone();
    let done = office
        .run_as(&request_user, move |office, context| {
            let known = ReferenceData::load(office, context)?;
            Ok::<_, Failure>(record::record(office, context, &known, sent, &to_record))
        })
        .await?;
    match done {
        Ok(receipt) => Ok(redirect(&after(&path, &receipt, "recorded"))),
        Err(refused) => {
            let found = find(&office, &request_user, &reference).await?;
            let (again, status) = refuse(&request_user, &found, &draft, seen, refused)?;
            answer(&request_user, found, &form, again, status)
        }
    }
}

/// Where to go after a form was taken.
pub fn after(path: &str, receipt: &Receipt, done: &str) -> String {
    format!("{path}?done={}", if receipt.repeated { "repeated" } else { done })
}

/// What a refusal means for the form, with the status of the answer.
pub fn refuse(
    request_user: &RequestUser,
    found: &ShipmentData,
    draft: &Draft,
    seen: Option<u32>,
    refused: Refused,
) -> Result<(Again, StatusCode), Failure> {
    let presenter = Presenter::new(request_user, found.known.clone());
    let mut again = Again::default();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match refused {
        Refused::Wrong(wrong) => {
            again.faults = wrong.iter().map(|wrong| (wrong.field.clone(), wording::wrong(&presenter, wrong))).collect();
        }
        Refused::Twice(first, second) => again.twice = Some((first, second)),
        Refused::Broken(broken) => broken_rule(&presenter, found, draft, &broken, &mut again)?,
        Refused::InFuture(events, at) => {
            let Some(event) = events.get(at) else { return Err(Failure::NotFound) };
            let repairs = repair::other_clocks(&found.known, &found.history, draft, (&events, at), found.now);
            again.repairs = repairs.iter().filter_map(|repair| repair_view(&presenter, found, draft, repair)).collect();
            let replay = found.replay()?;
            again.drawing = drawing(&presenter, found, &replay, draft, event.occurred.instant, None);
            again.faults = vec![("day".to_owned(), wording::in_future(&presenter, event))];
        }
        Refused::Stale(_) => {
            status = StatusCode::CONFLICT;
            again.is_stale = true;
            again.since = since(&presenter, found, seen);
        }
        Refused::Unknown => return Err(Failure::NotFound),
        Refused::Store(error) => return Err(error.into()),
    }
    Ok((again, status))
}

/// What others recorded since the form saw the shipment.
fn since(presenter: &Presenter, found: &ShipmentData, seen: Option<u32>) -> Vec<HistoryLine> {
    let is_new = |number: u32| seen.is_none_or(|seen| number > seen);
    let retracted_since =
        |number: u32| found.history.iter().any(|recorded: &Recorded| is_new(recorded.number) && recorded.event.refers_to() == Some(number));
    let all = history_lines(presenter, &found.history, found.now);
    all.into_iter().filter(|entry| is_new(entry.number) || (entry.retracted.is_some() && retracted_since(entry.number))).collect()
}

fn broken_rule(presenter: &Presenter, found: &ShipmentData, draft: &Draft, broken: &Broken, again: &mut Again) -> Result<(), Failure> {
    let (field, what, rule) = wording::broken(presenter, broken);
    let repairs = repair::likely(&found.known, broken, draft, found.now);
    again.repairs = repairs.iter().filter_map(|repair| repair_view(presenter, found, draft, repair)).collect();
    if let Some(event) = broken.shown()
        && field == "day"
    {
        let replay = found.replay()?;
        let obstacle = repair::obstacle(broken).and_then(|(at, number)| {
            let recorded = found.history.iter().find(|recorded| recorded.number == number)?;
            Some((at, presenter.line(&recorded.event)))
        });
        again.drawing = drawing(presenter, found, &replay, draft, event.occurred.instant, obstacle);
    }
    again.faults = vec![(field.to_owned(), (what, rule))];
    Ok(())
}

fn drawing(
    presenter: &Presenter,
    found: &ShipmentData,
    replay: &Replay<'_>,
    draft: &Draft,
    yours: Instant,
    obstacle: Option<(Instant, String)>,
) -> String {
    let zone = draft.zone_in(&found.known);
    let (state, timeline) = (ShipmentState::from_replay(replay), Timeline::measure(replay, found.now));
    let scene = Scene {
        replay,
        state: &state,
        timeline: &timeline,
        language: presenter.language,
        places: presenter,
        customs: presenter,
        zone: presenter.zone,
    };
    RefusalTrack::new(&scene, yours, zone, obstacle).render().unwrap_or_default()
}

fn repair_view(presenter: &Presenter, found: &ShipmentData, draft: &Draft, repair: &Repair) -> Option<RepairView> {
    let language = presenter.language;
    let zone = draft.zone_in(&found.known);
    let here = draft.get(Field::Place);
    let here = if here.is_empty() { language.text("when-your-zone") } else { presenter.place(here) };
    let typed = clock(draft.wall()?);
    let used = |stamp: Stamp| {
        let shown = local_time::shown(stamp.instant, zone);
        (clock(shown), RepairDoes::Use(shown.format("%Y-%m-%dT%H:%M:%S").to_string()))
    };
    let find = |number: u32| found.history.iter().find(|recorded| recorded.number == number);
    Some(match repair {
        Repair::OtherClock { place, meant } => {
            let (time, does) = used(*meant);
            let values = values!(place = presenter.place(place.as_str()), typed = typed, time = time.as_str(), here = here);
            RepairView {
                question: language.format("repair-other-clock", values),
                button: language.format("repair-use", values!(time = time)),
                does,
            }
        }
        Repair::AtEnd { at } => {
            let (time, does) = used(*at);
            RepairView { question: language.text("repair-at-end"), button: language.format("repair-use", values!(time = time)), does }
        }
        Repair::Correct { number } => {
            let recorded = find(*number)?;
            let actor = recorded.event.actor.as_ref().map(|actor| actor.as_str().to_owned()).unwrap_or_default();
            let values = values!(event = presenter.called(&recorded.event), who = actor, later = presenter.later(recorded));
            RepairView {
                question: language.format("repair-correct", values),
                button: language.text("repair-correct-do"),
                does: RepairDoes::Go(format!("{}/events/{number}/correct", found.path())),
            }
        }
        Repair::Release { hold } => RepairView {
            question: language
                .format("repair-release", values!(hold = find(*hold).map(|held| presenter.called(&held.event)).unwrap_or_default())),
            button: language.text("step-release"),
            does: RepairDoes::Go(format!("{}/record?what=released&refers_to={hold}", found.path())),
        },
    })
}

/// The kinds to choose from, with their labels.
fn whats(presenter: &Presenter, chosen: What) -> Vec<(String, String, bool)> {
    What::ALL.iter().map(|what| (what.word().to_owned(), presenter.say(&format!("what-{what}")), *what == chosen)).collect()
}

fn answer(
    request_user: &RequestUser,
    mut found: ShipmentData,
    form: &Form,
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let known = std::mem::take(&mut found.known);
    let presenter = Presenter::new(request_user, known);
    let language = request_user.language;
    let replay = found.replay()?;
    let (what, mut draft) = event_form::draft(form, request_user);
    let is_first = !form.has("place");
    let what = what.unwrap_or_else(|| first_what(&replay, &mut draft));
    if is_first && let Some(place) = event_form::likely_place(&replay, &draft) {
        draft.set(Field::Place, place.to_string());
    }
    let parts = again.into_parts(&presenter);
    let where_when = WhereWhen::new(&presenter, &draft, found.now, &parts.faults, &event_form::places_of(&replay));
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
