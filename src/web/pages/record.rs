//! Recording an event: the form, and what stands beside a field when it is refused.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::refused_form::{Again, Commanded, FormRefused, after, command};
use super::shipment::{HOLD_REASON, HistoryLine, ShipmentData, find};
use crate::domain::codes::{Cell, PlaceCode};
use crate::domain::field::Field;
use crate::domain::next_step::Step;
use crate::domain::replay::Replay;
use crate::domain::shipment_state::ShipmentState;
use crate::office::command::{Problem, SeenShipment};
use crate::office::record::{self, RecordEvents};
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::draft::{Draft, What};
use crate::web::event_form::{self, Hidden};
use crate::web::field::{Field as FormField, Summary};
use crate::web::form::Form;
use crate::web::frame::Frame;
use crate::web::kept_form::kept;
use crate::web::page::{page_as, redirect, shipment_path};
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::where_when::{WhereWhen, likely_place, places_of};

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

/// Shows the form.
pub async fn show(
    office: web::Data<AppState>,
    request_user: RequestUser,
    request: HttpRequest,
    reference: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let found = find(&office, &request_user, &reference).await?;
    let form = kept(&office, &request_user, &request).await?.unwrap_or_else(|| Form::of_query(&request));
    let draft = event_form::draft(&form, &request_user);
    answer(&request_user, found, &form, draft, Again::default(), StatusCode::OK)
}

/// Records what a form says, or shows it again.
pub async fn create(
    office: web::Data<AppState>,
    request_user: RequestUser,
    mut form: Form,
    reference: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let switched = form.filled("switch").map(str::to_owned);
    if let Some(other) = &switched {
        form.set("what", other);
    }
    let is_short = form.get("from") == "next";
    if is_short && form.get("what") == What::Held.word() {
        form.set(Field::Reason.word(), form.get(HOLD_REASON).to_owned());
    }
    let (what, draft) = event_form::draft(&form, &request_user);
    // The short form beside the history has no room for these: the long one takes over what was typed.
    let is_too_short = is_short && what == Some(What::Customs);
    if switched.is_some() || is_too_short {
        let found = find(&office, &request_user, &reference).await?;
        return answer(&request_user, found, &form, (what, draft), Again::default(), StatusCode::OK);
    }
    if what.is_none() {
        let found = find(&office, &request_user, &reference).await?;
        let faults = vec![("what".to_owned(), (request_user.language.text("wrong-what"), String::new()))];
        let again = Again::from_faults(faults);
        return answer(&request_user, found, &form, (what, draft), again, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let sure_of = PlaceCode::read(form.get("sure"));
    let (seen, key) = Hidden::sent(&form, &reference, &request_user.actor())?;
    // Whether there is such a shipment, the ledger knows: only a refusal is shown beside what is there.
    let commanded = command(&office, &request_user, &reference, draft, move |office, context, known, (shipment, draft)| {
        let shipments = vec![SeenShipment { shipment, version: Some(seen) }];
        let command = RecordEvents { shipments, events: vec![draft.event(known)?], sure_of, key };
        record::record(office, context, known, command).map_err(FormRefused::Command)
    });
    match commanded.await? {
        Commanded::Recorded(receipt) => Ok(redirect(&after(&shipment_path(&reference), &receipt, "recorded"))),
        Commanded::Refused(refused) => {
            let (again, status) = refused.again(&request_user, seen)?;
            // The button that says so: the place that is asked about, or the one that was confirmed already.
            let is_asked = refused.is_for(|problem| matches!(problem, Problem::UnlikelyPlace(..)));
            if is_asked {
                form.set("sure", refused.draft.get(Field::Place));
            }
            form.set("asked", if is_asked { "where" } else { "" });
            answer(&request_user, refused.found, &form, (what, refused.draft), again, status)
        }
    }
}

/// The kinds to choose from, with their labels: a hold is lifted only where one is open.
fn whats(presenter: &Presenter, chosen: What, is_held: bool) -> Vec<(String, String, bool)> {
    let offered = What::ALL.iter().filter(|what| is_held || **what != What::Released || chosen == What::Released);
    offered.map(|what| (what.word().to_owned(), presenter.say(&format!("what-{what}")), *what == chosen)).collect()
}

fn answer(
    request_user: &RequestUser,
    mut found: ShipmentData,
    form: &Form,
    (what, mut draft): (Option<What>, Draft),
    again: Again,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let known = std::mem::take(&mut found.known);
    let presenter = Presenter::new(request_user, known);
    let language = request_user.language;
    let replay = found.replay()?;
    let is_first = !form.has("place");
    let what = what.unwrap_or_else(|| first_what(&replay, &mut draft));
    if is_first && let Some(place) = likely_place(&replay, &draft) {
        draft.set(Field::Place, place.to_string());
    }
    let parts = again.into_parts(&presenter);
    let where_when = WhereWhen::new(&presenter, &draft, found.now, &parts.faults, &places_of(&replay));
    let about = [
        crate::web::state_words::stage_line(&presenter, &ShipmentState::from_replay(&replay)),
        replay.detail(|details| details.goods.as_ref()).map(|goods| goods.as_str().to_owned()).unwrap_or_default(),
    ];
    let page = RecordPage {
        frame: Frame::new(request_user, language.text("record-title")),
        path: found.path(),
        reference: found.reference.to_string(),
        about: about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
        whats: whats(&presenter, what, replay.holds.iter().any(|hold| hold.ended.is_none())),
        what: what.word().to_owned(),
        hidden: Hidden::again(form, found.version(), parts.is_stale),
        fields: event_form::fields(&presenter, what, &draft, &replay, &parts.faults),
        where_when: parts.dress(where_when, &presenter).with_sure(&presenter, form.get("sure"), form.get("asked") == "where"),
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use actix_web::body::MessageBody;
    use chrono_tz::Tz;

    use super::super::refused_form::judge;
    use super::*;
    use crate::domain::actor::Source;
    use crate::domain::codes::{Cell, PlaceCode, Reference};
    use crate::domain::details::Details;
    use crate::domain::role::Role;
    use crate::domain::time::{Moment, Stamp};
    use crate::i18n::Language;
    use crate::office::command::Circumstances;
    use crate::office::reference_data::ReferenceData;
    use crate::office::register::{self, RegisterShipment};
    use crate::office::users::User;
    use crate::office::{Address, Context, Office};

    /// An office with a shipment in declaration that is on hold since 2 July 11:00, in its third version.
    struct Trial {
        office: Office,
        user: RequestUser,
        _folder: tempfile::TempDir,
    }

    impl Trial {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
            let now = Moment::parse("2026-07-20T04:00:00Z").unwrap_or_else(Moment::earliest);
            let address = Address::Sqlite(folder.path().join("tumen.db"));
            let office = Office::open(&address, Arc::new(move || now)).unwrap_or_else(|error| unreachable!("{error}"));
            let user = User {
                id: 1,
                name: "oleg".to_owned(),
                display_name: "Oleg".to_owned(),
                role: Role::Staff,
                password: String::new(),
                language: "en".to_owned(),
                time_zone: "Asia/Shanghai".to_owned(),
                disabled: false,
                created_at: now,
                lasting_id: "1".to_owned(),
            };
            let (language, here, office_zone) = (Language::En, "/".to_owned(), Tz::UTC);
            let user = RequestUser { language, user: Some(user), session: None, here, is_sample: false, office_zone };
            let trial = Self { office, user, _folder: folder };
            trial.register();
            trial.happens(&[("what", "entered:declaration"), ("time", "10:00")]);
            trial.happens(&[("what", "held"), ("reason", "weather"), ("time", "11:00")]);
            trial
        }

        fn context(&self) -> Context {
            self.user.user.as_ref().map_or_else(
                || Context::command_line("tests", self.office.now(), Language::En),
                |user| Context::of_user(user, Source::Form, self.office.now(), Language::En),
            )
        }

        fn known(&self) -> Arc<ReferenceData> {
            ReferenceData::load(&self.office, &self.context()).unwrap_or_default()
        }

        fn register(&self) {
            let (origin, destination) = (PlaceCode::read("CNHCG"), PlaceCode::read("RUYEK"));
            let details = Details { mode: Cell::read("9610"), origin, destination, ..Details::default() };
            let occurred = Stamp::parse("2026-07-01T09:00:00+08:00").unwrap_or_else(Stamp::earliest);
            let circumstances = Circumstances { occurred, place: None, reason: None, note: None };
            let command = RegisterShipment { reference: shipment(), details, parcels: None, circumstances, key: uuid::Uuid::new_v4() };
            assert!(register::register(&self.office, &self.context(), &self.known(), command).is_ok());
        }

        fn form(&self, fields: &[(&str, &str)]) -> (Form, Option<What>, Draft) {
            let fixed = [("place", "CNHCG"), ("day", "2026-07-02")];
            let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
            let form = Form::new(fixed.iter().chain(fields).map(owned).collect());
            let (what, draft) = event_form::draft(&form, &self.user);
            (form, what, draft)
        }

        fn record(&self, draft: &Draft, version: Option<u32>) -> Result<crate::office::command::Receipt, FormRefused> {
            let shipments = vec![SeenShipment { shipment: shipment(), version }];
            let events = vec![draft.event(&self.known())?];
            let command = RecordEvents { shipments, events, sure_of: None, key: uuid::Uuid::new_v4() };
            record::record(&self.office, &self.context(), &self.known(), command).map_err(FormRefused::Command)
        }

        fn happens(&self, fields: &[(&str, &str)]) {
            let done = self.record(&self.form(fields).2, None);
            assert!(done.is_ok(), "{done:?}");
        }

        /// The page that a refused form is shown on, where others record something between judgement and display.
        fn page(&self, fields: &[(&str, &str)], seen: u32, others: &[(&str, &str)]) -> (StatusCode, String) {
            let (form, what, draft) = self.form(fields);
            let judged = judge(&self.office, &self.context(), shipment(), draft, |_, _, _, (_, draft)| {
                let done = self.record(draft, Some(seen));
                self.happens(others);
                done
            });
            let Ok(Commanded::Refused(refused)) = judged else { unreachable!("it was recorded") };
            let (again, status) = refused.again(&self.user, seen).unwrap_or_else(|error| unreachable!("{error}"));
            let page = answer(&self.user, refused.found, &form, (what, refused.draft), again, status);
            let page = page.unwrap_or_else(|error| unreachable!("{error}"));
            let body = page.into_body().try_into_bytes().unwrap_or_default();
            (status, String::from_utf8_lossy(&body).replace('\u{a0}', " "))
        }
    }

    fn shipment() -> Reference {
        Reference::read("HC-1").unwrap_or_else(|| unreachable!())
    }

    #[test]
    fn a_refused_form_shows_what_was_judged_whatever_was_recorded_since() {
        let trial = Trial::new();
        let fields = [("what", "entered:quarantine"), ("time", "12:00"), ("seen", "3")];
        let (status, page) = trial.page(&fields, 3, &[("what", "released"), ("time", "11:30")]);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        // The hold was open when it was judged: that is told, though it is lifted by now.
        assert!(page.contains("A stage does not end while a hold is open."), "{page}");
        assert!(page.contains("/shipments/HC-1/record?what=released&#38;refers_to=3"), "{page}");
        assert!(page.contains("name=\"seen\" value=\"3\""), "{page}");
        // Sent again it is judged again, and goes through.
        let (_, _, draft) = trial.form(&fields);
        assert!(trial.record(&draft, Some(4)).is_ok());
    }

    #[test]
    fn a_stale_form_shows_what_made_it_stale_and_not_what_came_after() {
        let trial = Trial::new();
        trial.happens(&[("what", "noted"), ("note", "seen by the judge"), ("time", "12:00")]);
        let fields = [("what", "noted"), ("note", "mine"), ("time", "12:30"), ("seen", "3")];
        let (status, page) = trial.page(&fields, 3, &[("what", "noted"), ("note", "came later"), ("time", "13:00")]);
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("seen by the judge") && page.contains("mine") && !page.contains("came later"), "{page}");
        // What came later was not seen, and is met when the form is sent again.
        assert!(page.contains("name=\"seen\" value=\"4\""), "{page}");
    }
}
