//! What a report is asked for, as its address has it, named as on the command line; and what is wrong with it.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use crate::domain::lane::Lane;
use crate::domain::report::{Cohort, Question};
use crate::domain::time::Moment;
use crate::domain::zone;
use crate::i18n::Language;
use crate::office::lanes::Lanes;
use crate::office::place_codes::PlaceCodes;
use crate::values;
use crate::web::field::{Choice, Control, Field};
use crate::web::form::Form;
use crate::web::page::encoded;
use crate::web::pages::account::zone_choices;
use crate::web::presenter::Presenter;
use crate::web::typed;
use crate::web::wording::day_fault;

/// Days of a report whose period nobody chose.
pub const USUAL_DAYS: u64 = 90;

/// A report that was asked for.
#[derive(Debug, Clone)]
pub struct ReportFilter {
    /// What is asked; what could not be read of it is left out.
    pub question: Question,
    /// As of when; now if none is named.
    pub as_of: Option<Moment>,
    /// Whether nobody chose a period.
    pub is_usual: bool,
    /// What is wrong: the field, the message, what was typed.
    pub faults: Vec<(&'static str, &'static str, String)>,
    form: Form,
}

impl ReportFilter {
    /// As an address asks, now; nothing can be asked as of later than the latest moment of the ledger.
    pub fn new(form: Form, office_zone: Tz, (now, latest): (Moment, Moment), lanes: &Lanes) -> Self {
        let mut faults = Vec::new();
        let mut read = |name: &'static str, key: &'static str, is_read: bool| {
            if !is_read && let Some(typed) = form.filled(name) {
                faults.push((name, key, typed.to_owned()));
            }
        };
        let time_zone: Option<Tz> = form.filled("time_zone").and_then(|name| name.parse().ok());
        read("time_zone", "error-zone", time_zone.is_some());
        let time_zone = time_zone.unwrap_or(office_zone);
        let cohort = Cohort::parse(form.get("cohort").trim());
        read("cohort", "error-cohort", cohort.is_some());
        // A page opened without a period shows the last days; one with an empty `from` shows all.
        let is_usual = !form.has("from") && !form.has("to");
        let [from, to] = ["from", "to"].map(|name| {
            let day = form.filled(name).map(typed::day);
            let key = day.and_then(Result::err).map_or("error-day", day_fault);
            let day = day.and_then(Result::ok);
            read(name, key, day.is_some());
            day
        });
        if let (Some(from), Some(to)) = (from, to) {
            read("to", "error-period", from <= to);
        }
        let lane = form.filled("lane").and_then(|typed| lane(typed, lanes));
        read("lane", "error-lane", lane.is_some());
        let as_of = form.filled("as_of").and_then(Moment::parse);
        read("as_of", "error-instant", as_of.is_some());
        read("as_of", "error-future", as_of.is_none_or(|as_of| as_of <= latest));
        let today = zone::day_of(as_of.unwrap_or(now).instant(), time_zone).unwrap_or_default();
        read("from", "error-period-ahead", from.is_none_or(|from| from <= today));
        let from = if is_usual { today.checked_sub_days(Days::new(USUAL_DAYS - 1)) } else { from };
        let question = Question { from, to, cohort: cohort.unwrap_or(Cohort::Completed), time_zone, lane };
        Self { question, as_of, is_usual, faults, form }
    }

    /// The query of a question as of a moment: whoever follows it finds what was counted, whatever is recorded since.
    pub fn query(question: &Question, as_of: Option<Moment>) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let parts = [
            ("from", day(question.from)),
            ("to", day(question.to)),
            ("cohort", question.cohort.word().to_owned()),
            ("lane", question.lane.as_ref().map(Lane::to_string).unwrap_or_default()),
            ("time_zone", question.time_zone.name().to_owned()),
            ("as_of", as_of.map(|as_of| as_of.to_string()).unwrap_or_default()),
        ];
        let written = parts.iter().filter(|(name, text)| *name == "from" || !text.is_empty());
        written.map(|(name, text)| format!("{name}={}", encoded(text))).collect::<Vec<_>>().join("&")
    }

    /// The fields that ask for another, with what is wrong beside each.
    pub fn fields(&self, presenter: &Presenter, lanes: &Lanes) -> Vec<Field> {
        let label = |key: &str| presenter.say(key);
        let day = |name: &str, day: Option<NaiveDate>| day.map_or_else(|| self.form.get(name).to_owned(), |day| day.to_string());
        let cohorts = Cohort::ALL.iter().map(|cohort| Choice::new(cohort.word(), presenter.say(&format!("cohort-{cohort}"))));
        let any = Choice::new("", label("report-lane-any"));
        let meant = self.question.lane.as_ref().map(Lane::to_string);
        let lane = meant.as_deref().or(self.form.filled("lane")).unwrap_or("");
        let lanes = std::iter::once(any).chain(presenter.lane_choices(&lanes.0));
        let fields = vec![
            Field::line("from", label("report-from")).with(Control::Day(presenter.language)).filled(&day("from", self.question.from)),
            Field::line("to", label("report-to")).with(Control::Day(presenter.language)).filled(&day("to", self.question.to)),
            Field::line("cohort", label("report-cohort")).with(Control::Select(cohorts.collect())).filled(self.question.cohort.word()),
            Field::line("lane", label("filter-lane")).with(Control::Select(lanes.collect())).filled(lane),
            Field::line("as_of", label("report-as-of-field")).hint(label("report-as-of-hint")).filled(self.form.get("as_of")),
            Field::line("time_zone", label("user-time-zone"))
                .with(Control::Suggest(zone_choices(presenter.language)))
                .filled(self.form.filled("time_zone").unwrap_or(self.question.time_zone.name())),
        ];
        fields.into_iter().map(|field| self.with_fault(presenter.language, field)).collect()
    }

    fn with_fault(&self, language: Language, field: Field) -> Field {
        let Some((_, key, typed)) = self.faults.iter().find(|(name, _, _)| *name == field.name) else { return field };
        let from = self.question.from.map(|day| day.to_string()).unwrap_or_default();
        let told = language.format(key, values!(value = typed.as_str(), from = from, to = typed.as_str()));
        let rule = if *key == "error-lane" { language.text("report-lane-rule") } else { String::new() };
        field.wrong(told, rule)
    }
}

/// A lane that shipments have.
fn lane(typed: &str, lanes: &Lanes) -> Option<Lane> {
    let places: PlaceCodes = lanes.0.iter().flat_map(Lane::ends).map(ToString::to_string).collect();
    places.lane(typed).filter(|lane| lanes.0.contains(lane))
}

/// What was asked, in words: the period and whose days it has, the lane, as of when.
pub fn in_words(presenter: &Presenter, question: &Question, as_of: Moment) -> String {
    let language = presenter.language;
    let today = zone::day_of(as_of.instant(), question.time_zone);
    let from = question.from.map_or_else(|| language.text("report-beginning"), |day| language.date(day));
    let to = question.to.or(today).map(|day| language.date(day)).unwrap_or_default();
    let cohort = language.text(&format!("cohort-{}", question.cohort));
    let lane = question.lane.as_ref().map_or_else(|| language.text("report-lane-any"), |lane| presenter.lane(lane));
    [
        language.format("report-period", values!(from = from, to = to, cohort = cohort, zone = language.zone(question.time_zone))),
        lane,
        language.format("report-as-of-short", values!(as_of = presenter.moment(as_of))),
    ]
    .join(" · ")
}
