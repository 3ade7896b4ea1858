//! A form that commands something, and what it is shown with when that is refused: what was judged, and nothing that is
//! read anew.

use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

use super::shipment::{HistoryLine, ShipmentData, history_lines, not_there};
use crate::domain::codes::{Cell, Reference};
use crate::domain::event::Recorded;
use crate::domain::field::Field;
use crate::domain::local_time;
use crate::domain::replay::Replay;
use crate::domain::shipment_state::ShipmentState;
use crate::domain::time::{Instant, Stamp};
use crate::domain::timeline::Timeline;
use crate::i18n::clock;
use crate::office::command::{Cause, CommandRefused, Problem, Receipt, Repair, ShipmentRefusal, ValidationError};
use crate::office::reference_data::ReferenceData;
use crate::office::{Context, Office, find, repair};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::draft::{Draft, FormError, Unread};
use crate::web::field::{Faults, Summary};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::track::{RefusalTrack, Scene};
use crate::web::where_when::{RepairDoes, RepairView, WhereWhen};
use crate::web::wording;

/// Why a form was not taken.
#[derive(Debug)]
pub enum FormRefused {
    /// It says nothing that could be judged.
    Unread(Unread),
    /// What it says was refused.
    Command(CommandRefused),
}

impl<E: Into<Unread>> From<E> for FormRefused {
    fn from(unread: E) -> Self {
        Self::Unread(unread.into())
    }
}

/// A form of a shipment that was not taken.
pub struct RefusedForm {
    /// The shipment as it was judged; where the form was not, as it is.
    pub found: ShipmentData,
    /// What the form says.
    pub draft: Draft,
    refused: FormRefused,
}

impl RefusedForm {
    /// Whether this is what is wrong with it.
    pub fn is_for(&self, is_it: impl Fn(&Problem) -> bool) -> bool {
        let FormRefused::Command(CommandRefused::Shipments(refusals)) = &self.refused else { return false };
        let invalid = |refusal: &ShipmentRefusal| matches!(&refusal.cause, Cause::Invalid(errors) if errors.iter().any(|error| is_it(&error.problem)));
        refusals.iter().any(invalid)
    }
}

/// What came of a form.
pub enum Commanded {
    /// It was recorded, now or before.
    Recorded(Receipt),
    /// It was not.
    Refused(Box<RefusedForm>),
}

/// Commands what a form says of a shipment: `command` reads the draft, once, and hands it to its use case.
pub async fn command(
    office: &web::Data<AppState>,
    request_user: &RequestUser,
    reference: &str,
    draft: Draft,
    command: impl FnOnce(&Office, &Context, &ReferenceData, (Reference, &Draft)) -> Result<Receipt, FormRefused> + Send + 'static,
) -> Result<Commanded, AppError> {
    let reference = Reference::read(reference).ok_or(AppError::NotFound)?;
    office.run_as(request_user, move |office, context| judge(office, context, reference, draft, command)).await
}

/// The same, where one may wait.
pub fn judge(
    office: &Office,
    context: &Context,
    reference: Reference,
    draft: Draft,
    command: impl FnOnce(&Office, &Context, &ReferenceData, (Reference, &Draft)) -> Result<Receipt, FormRefused>,
) -> Result<Commanded, AppError> {
    let known = ReferenceData::load(office, context)?;
    match command(office, context, &known, (reference.clone(), &draft)) {
        Ok(receipt) => Ok(Commanded::Recorded(receipt)),
        Err(refused) => {
            let history = judged(office, context, &reference, &refused)?;
            let found = ShipmentData { reference, history, known, now: context.now };
            Ok(Commanded::Refused(Box::new(RefusedForm { found, draft, refused })))
        }
    }
}

/// The history by which a form was judged; where it was judged by none, the one to show it with.
fn judged(office: &Office, context: &Context, reference: &Reference, refused: &FormRefused) -> Result<Vec<Recorded>, AppError> {
    match refused {
        FormRefused::Command(CommandRefused::Shipments(refusals)) => match refusals.first() {
            Some(ShipmentRefusal { cause: Cause::Unknown, .. }) | None => Err(not_there(office, context, reference.clone())),
            Some(refusal) => Ok(refusal.history.clone()),
        },
        FormRefused::Unread(_) | FormRefused::Command(CommandRefused::Invalid(_) | CommandRefused::Failed(_)) => {
            find::history(office, context, reference)?.ok_or(AppError::NotFound)
        }
    }
}

/// What stands beside the widgets of a form that is shown again.
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
    /// Of widgets at fault, and of a time that can mean two instants.
    pub fn new(presenter: &Presenter, errors: impl IntoIterator<Item = FormError>, twice: Option<(Stamp, Stamp)>) -> Self {
        let faults = errors.into_iter().map(|error| (error.widget.clone(), wording::wrong(presenter, &error))).collect();
        Self { twice, ..Self::from_faults(faults) }
    }

    /// Of faults in words.
    pub fn from_faults(faults: Faults) -> Self {
        Self { faults, ..Self::default() }
    }

    /// Whether others recorded since the form was opened.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

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

impl RefusedForm {
    /// What stands beside its widgets, and the status of the answer. `seen` is the version that the form saw.
    pub fn again(&self, request_user: &RequestUser, seen: u32) -> Result<(Again, StatusCode), AppError> {
        let presenter = Presenter::new(request_user, self.found.known.clone());
        let invalid = |errors: &[ValidationError]| Again::new(&presenter, errors.iter().map(|error| self.draft.error(error)), None);
        let refusal = match &self.refused {
            FormRefused::Unread(unread) => {
                return Ok((Again::new(&presenter, unread.errors.clone(), unread.twice), StatusCode::UNPROCESSABLE_ENTITY));
            }
            FormRefused::Command(CommandRefused::Invalid(errors)) => return Ok((invalid(errors), StatusCode::UNPROCESSABLE_ENTITY)),
            FormRefused::Command(CommandRefused::Shipments(refusals)) => refusals.first().ok_or(AppError::NotFound)?,
            FormRefused::Command(CommandRefused::Failed(error)) => return Err(error.clone().into()),
        };
        let repairs = refusal.repairs.iter().filter_map(|repair| self.repair_view(&presenter, repair)).collect();
        let again = match &refusal.cause {
            Cause::Unknown | Cause::ReadsAs(_) => return Err(AppError::NotFound),
            Cause::Stale => {
                let again = Again { is_stale: true, since: since(&presenter, &self.found, seen), ..Again::default() };
                return Ok((again, StatusCode::CONFLICT));
            }
            Cause::Invalid(errors) => invalid(errors),
            Cause::Rule(violation) => {
                let (field, what, rule) = wording::violation(&presenter, refusal, violation);
                let drawing = if field == "day" { self.drawing(&presenter, refusal)? } else { String::new() };
                Again { faults: vec![(field.to_owned(), (what, rule))], drawing, repairs, ..Again::default() }
            }
            Cause::InFuture(_) => {
                let fault = refusal.event().map(|event| ("day".to_owned(), wording::in_future(&presenter, event)));
                Again { faults: fault.into_iter().collect(), drawing: self.drawing(&presenter, refusal)?, repairs, ..Again::default() }
            }
        };
        Ok((again, StatusCode::UNPROCESSABLE_ENTITY))
    }

    /// The refused time, and what stands in its way.
    fn drawing(&self, presenter: &Presenter, refusal: &ShipmentRefusal) -> Result<String, AppError> {
        let Some(event) = refusal.shown() else { return Ok(String::new()) };
        let obstacle = repair::obstacle(refusal).and_then(|(at, number)| Some((at, presenter.line(&self.recorded(number)?.event))));
        Ok(draw(presenter, &self.found, &self.found.replay()?, &self.draft, event.occurred.instant, obstacle))
    }

    fn recorded(&self, number: u32) -> Option<&Recorded> {
        self.found.history.iter().find(|recorded| recorded.number == number)
    }

    fn repair_view(&self, presenter: &Presenter, repair: &Repair) -> Option<RepairView> {
        let (found, draft, language) = (&self.found, &self.draft, presenter.language);
        let zone = draft.zone_in(&found.known);
        let here = draft.get(Field::Place);
        let here = if here.is_empty() { language.text("when-your-zone") } else { presenter.place(here) };
        let typed = clock(draft.wall()?);
        let used = |stamp: Stamp| {
            let shown = local_time::shown(stamp.instant, zone);
            (clock(shown), RepairDoes::Use(shown.format("%Y-%m-%dT%H:%M:%S").to_string()))
        };
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
                let recorded = self.recorded(*number)?;
                let actor = recorded.event.actor.as_ref().map(|actor| actor.as_str().to_owned()).unwrap_or_default();
                let values = values!(event = presenter.called(&recorded.event), who = actor, later = presenter.later(recorded));
                RepairView {
                    question: language.format("repair-correct", values),
                    button: language.text("repair-correct-do"),
                    does: RepairDoes::Go(format!("{}/events/{number}/correct", found.path())),
                }
            }
            Repair::Release { hold } => {
                let held = self.recorded(*hold).map(|held| presenter.called(&held.event)).unwrap_or_default();
                RepairView {
                    question: language.format("repair-release", values!(hold = held)),
                    button: language.text("step-release"),
                    does: RepairDoes::Go(format!("{}/record?what=released&refers_to={hold}", found.path())),
                }
            }
        })
    }
}

/// What others recorded since the form saw the shipment.
fn since(presenter: &Presenter, found: &ShipmentData, seen: u32) -> Vec<HistoryLine> {
    let is_new = |number: u32| number > seen;
    let retracted_since =
        |number: u32| found.history.iter().any(|recorded| is_new(recorded.number) && recorded.event.refers_to() == Some(number));
    let all = history_lines(presenter, &found.history, found.now, usize::MAX);
    all.into_iter().filter(|entry| is_new(entry.number) || (entry.retracted.is_some() && retracted_since(entry.number))).collect()
}

fn draw(
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

/// Where to go after a form was taken.
pub fn after(path: &str, receipt: &Receipt, done: &str) -> String {
    format!("{path}?done={}", if receipt.repeated { "repeated" } else { done })
}
