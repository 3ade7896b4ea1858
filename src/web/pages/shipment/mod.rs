//! The page of a shipment: where it is, how it stands against its promise, its drawing, its history, what comes
//! next.

mod clocks;
mod figures;
mod history;
mod next;

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use crate::domain::codes::{Cell, Reference};
use crate::domain::event::Recorded;
use crate::domain::field::Field;
use crate::domain::history::can_retract;
use crate::domain::milestones::{self, DoubtedMilestone};
use crate::domain::plan::misses_by;
use crate::domain::replay::{Outstanding, Replay};
use crate::domain::shipment_state::ShipmentState;
use crate::domain::time::Moment;
use crate::domain::timeline::Timeline;
use crate::i18n::Language;
use crate::office::find::{history as history_of, meant};
use crate::office::reference_data::ReferenceData;
use crate::office::rights::Right;
use crate::office::{Context, Office};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::details_form;
use crate::web::faults::doubted_of;
use crate::web::form::{self, Form};
use crate::web::frame::Frame;
use crate::web::page::{encoded, rendered_page};
use crate::web::pages::exports;
use crate::web::pages::shipments::last_list;
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::state_words::{Chip, chips, stage_line};
use crate::web::track::{Pips, Scene, StageTrack};

pub use clocks::about as clock_about;
use history::{HistoryDay, history_days};
pub use history::{HistoryLine, history_lines};
pub use next::HOLD_REASON;

/// Events that a page shows of a long history, the latest, unless all are asked for.
const EVENTS: usize = 500;

/// What a page of a shipment is made of.
pub struct ShipmentData {
    /// Its reference.
    pub reference: Reference,
    /// Its history.
    pub history: Vec<Recorded>,
    /// What the office knows by name.
    pub known: Arc<ReferenceData>,
    /// Now.
    pub now: Moment,
}

/// Finds a shipment, or says that there is none.
pub async fn find(office: &web::Data<AppState>, request_user: &RequestUser, reference: &str) -> Result<ShipmentData, AppError> {
    let reference = Reference::read(reference).ok_or(AppError::NotFound)?;
    office.run_as(request_user, move |office, context| ShipmentData::read(office, context, reference)).await
}

/// Of a reference that no shipment is written with: where the one is that is read so.
pub fn not_there(office: &Office, context: &Context, called: Reference) -> AppError {
    match meant(office, context, &called) {
        Ok(meant) => match <[Reference; 1]>::try_from(meant) {
            Ok([only]) => AppError::WrittenOtherwise(only),
            Err(several) if several.is_empty() => AppError::NotFound,
            Err(_) => AppError::Several(called),
        },
        Err(error) => error.into(),
    }
}

impl ShipmentData {
    /// Reads it, or says that there is none.
    fn read(office: &Office, context: &Context, reference: Reference) -> Result<Self, AppError> {
        let Some(history) = history_of(office, context, &reference)? else { return Err(not_there(office, context, reference)) };
        Ok(Self { reference, history, known: ReferenceData::load(office, context)?, now: context.now })
    }

    /// Its replay; a stored history is valid.
    pub fn replay(&self) -> Result<Replay<'_>, AppError> {
        Replay::new(&self.history).map_err(|refusal| AppError::Broken(format!("{}: {refusal:?}", self.reference)))
    }

    /// The number of its last event.
    pub fn version(&self) -> u32 {
        crate::domain::history::version(&self.history)
    }

    /// Where its page is.
    pub fn path(&self) -> String {
        format!("/shipments/{}", encoded(self.reference.as_str()))
    }
}

#[derive(Template)]
#[template(path = "shipment.html")]
struct ShipmentPage {
    frame: Frame,
    reference: String,
    path: String,
    /// The list that one came from.
    back: String,
    pips: String,
    stage: String,
    chips: Vec<Chip>,
    goods: String,
    route: Vec<(String, String, String)>,
    figures: figures::ShipmentFigures,
    facts: Vec<(String, String)>,
    track: String,
    promised: String,
    clocks: Vec<clocks::ClockRow>,
    warnings: Vec<String>,
    /// What of it came with what was just recorded.
    just_doubted: Vec<String>,
    history_days: Vec<HistoryDay>,
    events: String,
    other_times: (String, String),
    /// What is said below the latest events of many, and the way to all of them.
    whole: Option<(String, String, String)>,
    next: Option<next::NextStep>,
    can_correct: bool,
    can_record: bool,
    /// Where one like it is registered.
    like: String,
    export: Option<String>,
    details: Vec<(String, String)>,
    lines: Vec<Vec<String>>,
    parcels: Vec<(String, Option<String>)>,
    parcels_title: String,
    printed: String,
}

/// Shows it.
pub async fn show(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    reference: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::read(&reference).ok_or(AppError::NotFound)?;
    let (who, back, query) = (request_user.clone(), last_list(&request, &request_user), Form::of_query(&request));
    let shown = office.run_as(&request_user, move |office, context| {
        let found = ShipmentData::read(office, context, reference)?;
        let later = lane_target_later(office, context, &found)?;
        Ok::<_, AppError>(
            ShipmentPage { back, ..view(&who, found, (query.get("times") == "mine", query.get("events") == "all"), later)? }.render()?,
        )
    });
    Ok(rendered_page(shown.await?))
}

/// The frame, which says of what was just recorded what, where and when, and how it is taken back.
fn frame(request_user: &RequestUser, presenter: &Presenter, found: &ShipmentData) -> Frame {
    let mut frame = Frame::new(request_user, found.reference.as_str());
    let is_own = |recorded: &&Recorded| recorded.event.actor.as_ref().is_some_and(|actor| actor.as_str() == request_user.actor());
    if let (Some("recorded"), Some(last)) = (frame.what_was_done(), found.history.iter().rev().find(is_own)) {
        frame.done = Some(presenter.language.format("done-recorded-what", values!(event = presenter.called(&last.event))));
        if request_user.may(Right::Correct) && can_retract(&found.history, last.number) {
            frame.undo = Some((presenter.say("done-take-back"), format!("{}/events/{}/correct", found.path(), last.number)));
        }
    }
    frame
}

/// From which day the lane of a shipment without a promise has one, if it does: registered too early for it.
fn lane_target_later(office: &Office, context: &Context, found: &ShipmentData) -> Result<Option<NaiveDate>, AppError> {
    let replay = found.replay()?;
    if replay.commitment().is_some() {
        return Ok(None);
    }
    let Some(lane) = replay.details().lane() else { return Ok(None) };
    Ok(crate::office::targets::first_promise(office, context, &lane)?)
}

/// A line of goods as it is read, not as it is typed.
fn told_line(presenter: &Presenter, line: details_form::Line) -> Vec<String> {
    let [description, hs_code, tnved_code, quantity, unit, value] = line;
    let number = |text: String| if text.is_empty() { text } else { presenter.language.decimal(&text) };
    vec![description, hs_code, tnved_code, number(quantity), presenter.unit(&unit), number(value)]
}

/// What is still to be received of a delivery in part.
fn outstanding(language: Language, timeline: &Timeline) -> Vec<String> {
    let Some(Outstanding { parcels, packages }) = &timeline.outstanding else { return Vec::new() };
    let packages = packages.filter(|packages| *packages > 0).map(|count| language.format("outstanding-packages", values!(count = count)));
    let codes = values!(count = parcels.len(), codes = parcels.join(", "));
    let parcels = (!parcels.is_empty()).then(|| language.format("outstanding-parcels", codes));
    packages.into_iter().chain(parcels).collect()
}

/// Why a milestone cannot be as it stands, by both with their times.
fn doubt_words(presenter: &Presenter, doubt: &DoubtedMilestone<'_>) -> String {
    let called = |recorded: &Recorded| presenter.called_with_year(&recorded.event);
    doubted_of(doubt.why, (called(doubt.milestone), called(doubt.other)), presenter.language)
}

fn view(
    request_user: &RequestUser,
    mut found: ShipmentData,
    (in_own_zone, is_whole): (bool, bool),
    later: Option<NaiveDate>,
) -> Result<ShipmentPage, AppError> {
    let mut presenter = Presenter::new(request_user, std::mem::take(&mut found.known));
    presenter.in_own_zone = in_own_zone;
    let (replay, language) = (found.replay()?, request_user.language);
    let timeline = Timeline::measure(&replay, found.now);
    let state = ShipmentState::from_replay(&replay);
    let (frame, doubted) = (frame(request_user, &presenter, &found), milestones::doubted(&replay));
    let last = found.history.last().map(|recorded| recorded.recorded_at);
    let is_new = |doubt: &DoubtedMilestone<'_>| [doubt.milestone, doubt.other].iter().any(|event| Some(event.recorded_at) == last);
    let is_said = frame.done.is_some();
    let details = replay.details();
    // What its own budgets would make late is not said to be on time.
    let misses_by = misses_by(&replay, &state, found.now.instant());
    let chips = chips(&presenter, &state, found.now.instant());
    let scene = Scene {
        replay: &replay,
        state: &state,
        timeline: &timeline,
        language,
        places: &presenter,
        customs: &presenter,
        zone: presenter.zone,
    };
    let text = |field: Field| details.cell(field).map(|text| presenter.detail_now(field, &text));
    let way = [&details.origin, &details.crossing, &details.destination].into_iter().flatten();
    let route = way.map(|code| {
        let east = presenter.known.zone(code).and_then(|zone| crate::domain::local_time::stamp(found.now.instant(), zone));
        let zone = east.map(|stamp| crate::i18n::offset(stamp.offset())).unwrap_or_default();
        (presenter.place(code.as_str()), code.to_string(), zone)
    });
    // Goods have a table of their own, and targets stand with the clocks.
    let shown = Field::details().iter().filter(|field| **field != Field::GoodsLines && field.target_of().is_none());
    let (path, count) = (found.path(), found.history.len());
    let packed = replay.parcels();
    let other = if in_own_zone { ("history-place-times", path.clone()) } else { ("history-own-times", format!("{path}?times=mine")) };
    let own_zone = values!(zone = language.zone(presenter.zone));
    Ok(ShipmentPage {
        frame,
        reference: found.reference.to_string(),
        back: String::new(),
        pips: Pips::new(state.progress, language).render()?,
        stage: stage_line(&presenter, &state),
        chips: chips.into_iter().filter(|chip| misses_by.is_none() || !chip.class.is_empty()).collect(),
        goods: text(Field::Goods).unwrap_or_default(),
        route: route.collect(),
        figures: figures::figures(&presenter, &state, &timeline, details.origin.as_ref(), (later, misses_by)),
        facts: figures::facts(&presenter, &details),
        track: StageTrack::new(&scene).render()?,
        promised: state
            .commitment
            .map(|promise| format!("{}: {}", presenter.clock(promise.clock), presenter.clock_ends(promise.clock)))
            .unwrap_or_default(),
        clocks: clocks::clocks(&presenter, &state, &details, &timeline),
        warnings: timeline
            .warnings
            .iter()
            .map(|(warning, stage)| {
                let text = values!(stage = presenter.stage(*stage), what = language.text(&format!("warning-{warning}")));
                language.format("warning-line", text)
            })
            .chain(outstanding(language, &timeline))
            .chain(doubted.iter().map(|doubt| doubt_words(&presenter, doubt)))
            .collect(),
        just_doubted: doubted.iter().filter(|doubt| is_said && is_new(doubt)).map(|doubt| doubt_words(&presenter, doubt)).collect(),
        history_days: history_days(
            &presenter,
            history_lines(&presenter, &found.history, found.now, if is_whole { usize::MAX } else { EVENTS }),
        ),
        whole: (!is_whole && count > EVENTS).then(|| {
            let shown = values!(shown = EVENTS, count = count);
            (language.format("history-latest", shown), format!("{path}?events=all"), language.text("history-whole"))
        }),
        events: language.format("history-count", values!(count = count)),
        other_times: (language.format(other.0, own_zone), other.1),
        next: request_user.may(Right::Record).then(|| next::next_step(&presenter, (&replay, &state), &found)),
        can_correct: request_user.may(Right::Correct),
        can_record: request_user.may(Right::Record),
        export: request_user
            .may(Right::Export)
            .then(|| format!("{}?{}", exports::FILE, form::query([("shipment", found.reference.as_str())]))),
        like: format!("/shipments/new?{}", form::query([("like", found.reference.as_str())])),
        details: shown.filter_map(|field| Some((presenter.detail_name(*field), text(*field)?))).collect(),
        lines: details_form::lines(&details).into_iter().map(|line| told_line(&presenter, line)).collect(),
        parcels_title: language.format("parcels-count", values!(count = packed.len())),
        parcels: packed.into_iter().map(|code| (code.to_owned(), presenter.parcel_doubt(code))).collect(),
        printed: language.format("printed", values!(when = presenter.moment(found.now), who = request_user.actor())),
        path,
    })
}
