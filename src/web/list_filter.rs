//! What a list is asked for: its whole state stands in the query of its address, so that it can be sent as a link.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::form::{self, Form};
use super::typed;
use crate::domain::lane::Lane;
use crate::domain::local_time;
use crate::domain::stage::Outcome;
use crate::domain::zone::{day_begins, day_ends};
use crate::office::directory::NameKind;
use crate::office::find::{self, ListQuery, Order};
use crate::office::reference_data::ReferenceData;

/// The parts of a list's query, in the order in which an address has them.
pub const NAMES: &[&str] = &[
    "q",
    "state",
    "stage",
    "lane",
    "mode",
    "carrier",
    "place",
    "reason",
    "responsible",
    "outcome",
    "from",
    "to",
    "time_zone",
    "sort",
    "columns",
];

/// Asks for holds in which nobody is named.
pub const NOBODY: &str = "nobody";
/// States that can be asked for.
const STATES: &[&str] = &["all", "open", "to_do", "waiting", "not_begun", "needing", "overdue", "at_risk", "missed", "held", "closed"];
/// Asks for the open and the ended, where that must be said.
const ALL: (&str, &str) = ("state", "all");

/// What a list is asked for.
#[derive(Debug, Clone, Default)]
pub struct ListFilter {
    form: Form,
    /// Other spellings of the carrier, and whole names that are found by the words that are asked for.
    carriers: Vec<String>,
    names: Vec<String>,
}

impl ListFilter {
    /// As an address has it.
    pub fn new(mut form: Form) -> Self {
        for name in ["from", "to"] {
            if let Ok(day) = typed::day(form.get(name)) {
                form.set(name, day.to_string());
            }
        }
        Self { form, ..Self::default() }
    }

    /// As the list of shipments is opened: where nothing is asked for, the open ones.
    pub fn opened(form: Form) -> Self {
        let mut asked = Self::new(form);
        if asked.get("state").is_empty() && !asked.is_narrow() {
            asked.form.set("state", "open");
        }
        asked
    }

    /// With places by their codes, however they are typed, and what the directory knows by other names.
    pub fn meant(mut self, known: &ReferenceData) -> Self {
        let places = known.place_codes();
        self.carriers = known.directory.alike(NameKind::Party, self.get("carrier"));
        self.names = known.directory.found_by(self.get("q"));
        if let Some(place) = places.meant(self.get("place")) {
            self.form.set("place", place);
        }
        if let Some(lane) = places.lane(self.get("lane")) {
            self.form.set("lane", lane.to_string());
        }
        self
    }

    /// One part.
    pub fn get(&self, name: &str) -> &str {
        self.form.filled(name).unwrap_or("")
    }

    /// The parts that say something: whose days are meant says nothing where there are none.
    pub fn filled(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let has_days = self.has_days();
        let says = move |(name, text): &(&str, &str)| !text.is_empty() && (*name != "time_zone" || has_days);
        NAMES.iter().map(|name| (*name, self.get(name))).filter(says)
    }

    /// The filled parts that leave shipments out, unlike an order and columns, each to be named.
    pub fn narrow(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.filled().filter(|part| !["time_zone", "sort", "columns"].contains(&part.0) && *part != ALL)
    }

    /// Whether it asks for days.
    pub fn has_days(&self) -> bool {
        ["from", "to"].iter().any(|name| !self.get(name).is_empty())
    }

    /// Whose days are meant: those of the zone that it names, else the office's, for everyone who has its address.
    pub fn zone(&self, office_zone: Tz) -> Tz {
        self.get("time_zone").parse().unwrap_or(office_zone)
    }

    /// Whether it leaves any out.
    pub fn is_narrow(&self) -> bool {
        self.narrow().next().is_some()
    }

    /// The query of what leaves shipments out.
    pub fn narrow_query(&self) -> String {
        form::query(self.filled().filter(|part| !["sort", "columns"].contains(&part.0) && *part != ALL))
    }

    /// The query with one part changed; empty text takes it out: what then leaves nothing out says that all are asked for.
    pub fn with(&self, name: &str, text: &str) -> String {
        let mut changed = self.form.clone();
        changed.set(name, text);
        let mut changed = Self::new(changed);
        if !name.is_empty() && !changed.is_narrow() {
            changed.form.set(ALL.0, ALL.1);
        }
        form::query(changed.filled())
    }

    /// The order: by what, and whether the other way round.
    fn order(&self) -> (Order, bool) {
        let sort = self.get("sort");
        let order = match sort.strip_prefix('-').unwrap_or(sort) {
            "reference" => Order::Reference,
            "registered" => Order::Registered,
            _ => Order::Left,
        };
        (order, sort.starts_with('-'))
    }

    /// The query as it is.
    pub fn query(&self) -> String {
        self.with("", "")
    }

    /// The lane, if one is asked for.
    pub fn lane(&self) -> Option<Lane> {
        Lane::parse(self.get("lane"))
    }

    /// Why a day that is asked for is none.
    pub fn day_fault(&self, name: &str) -> Option<typed::Unread> {
        typed::day(self.get(name)).err().filter(|_| !self.get(name).is_empty())
    }

    fn day(&self, name: &str) -> Option<NaiveDate> {
        local_time::day(self.get(name))
    }

    /// Whether every part can be read: an address may be typed.
    fn is_readable(&self) -> bool {
        let reads = |name: &str, reads: &dyn Fn(&str) -> bool| self.get(name).is_empty() || reads(self.get(name));
        reads("lane", &|_| self.lane().is_some())
            && ["from", "to"].iter().all(|name| reads(name, &|_| self.day(name).is_some()))
            && reads("outcome", &|word| Outcome::parse(word).is_some())
            && reads("time_zone", &|name| name.parse::<Tz>().is_ok())
            && reads("state", &|word| STATES.contains(&word))
    }

    /// What the store is asked, at a second; none if something is asked for that cannot be.
    pub fn list(&self, now: i64, office_zone: Tz) -> Option<ListQuery> {
        if !self.is_readable() {
            return None;
        }
        let zone = self.zone(office_zone);
        let words = match self.get("q") {
            "" => Vec::new(),
            typed => find::words(typed)?,
        };
        let text = |name: &str| Some(self.get(name)).filter(|text| !text.is_empty()).map(str::to_owned);
        let state = self.get("state");
        let (order, is_reversed) = self.order();
        Some(ListQuery {
            words,
            stage: text("stage"),
            lane: self.lane(),
            mode: text("mode"),
            carriers: text("carrier").map(|carrier| [vec![carrier], self.carriers.clone()].concat()).unwrap_or_default(),
            names: self.names.clone(),
            place: text("place"),
            open: match state {
                "open" | "not_begun" => Some(true),
                "closed" => Some(false),
                // A hold is of now: what is closed has none.
                _ if ["reason", "responsible"].iter().any(|name| !self.get(name).is_empty()) => Some(true),
                _ => None,
            },
            outcome: Outcome::parse(self.get("outcome")).map(|outcome| outcome.word().to_owned()),
            held: state == "held",
            not_begun: state == "not_begun",
            reason: text("reason"),
            responsible: text("responsible").filter(|who| who != NOBODY),
            nobody_responsible: self.get("responsible") == NOBODY,
            overdue_at: (state == "overdue").then_some(now),
            at_risk_at: (state == "at_risk").then_some(now),
            waits_for_others: match state {
                "to_do" => Some(false),
                "waiting" => Some(true),
                _ => None,
            },
            missed: state == "missed",
            needing_at: (state == "needing").then_some(now),
            registered_from: self.day("from").and_then(|day| day_begins(day, zone)).map(|at| at.seconds()),
            registered_before: self.day("to").and_then(|day| day_ends(day, zone)).map(|at| at.seconds()),
            reference: None,
            among: None,
            order,
            is_reversed,
            after: find::key_of(self.form.get("after")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lists_state_is_its_address() {
        let fields = [("q", "\u{978b}\u{5b50} HC"), ("lane", "CNHCG:RUYEK"), ("state", "held"), ("nothing", "x"), ("stage", "")];
        let asked = ListFilter::new(Form::new(fields.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec()));
        assert_eq!(asked.query(), "q=%E9%9E%8B%E5%AD%90+HC&state=held&lane=CNHCG%3ARUYEK");
        assert_eq!(asked.with("state", ""), "q=%E9%9E%8B%E5%AD%90+HC&lane=CNHCG%3ARUYEK");
        let list = asked.list(5, Tz::UTC).unwrap_or_default();
        let words: Vec<&str> = list.words.iter().map(|word| word.begins.as_str()).collect();
        assert_eq!(words, ["\u{978b}\u{5b50}", "hc"]);
        assert_eq!((list.held, list.lane), (true, Lane::between("CNHCG", "RUYEK")));
    }

    #[test]
    fn the_list_opens_on_the_open_ones_and_says_all_where_that_is_meant() {
        let opened = |query: &str| ListFilter::opened(Form::of_text(query)).query();
        assert_eq!(opened(""), "state=open");
        assert_eq!(opened("q=&sort=reference"), "state=open&sort=reference");
        assert_eq!(opened("state=all"), "state=all");
        assert_eq!(opened("place=RUYEK"), "place=RUYEK");
        let all = ListFilter::opened(Form::of_text("state=all"));
        assert_eq!((all.is_narrow(), all.narrow_query().as_str()), (false, ""));
        assert!(all.list(0, Tz::UTC).is_some_and(|list| list.open.is_none()));
        assert_eq!(ListFilter::opened(Form::of_text("place=RUYEK")).with("place", ""), "state=all");
    }

    #[test]
    fn days_are_those_of_the_zone_that_the_address_names() {
        let asked = |query: &str| ListFilter::new(Form::of_text(query));
        let begins = |query: &str| asked(query).list(0, Tz::UTC).and_then(|list| list.registered_from);
        // 19 November begins at 16:00 of the day before in UTC where it is Shanghai's.
        assert_eq!(begins("from=2026-11-19"), Some(1_795_046_400));
        assert_eq!(begins("from=2026-11-19&time_zone=Asia%2FShanghai"), Some(1_795_046_400 - 8 * 3_600));
        assert_eq!(asked("from=2026-11-19&time_zone=Nowhere").list(0, Tz::UTC), None);
        // Without days, there is nothing to say of them.
        assert_eq!(asked("state=open&time_zone=Asia%2FShanghai").query(), "state=open");
        let with_days = asked("from=2026-11-19&time_zone=UTC&sort=reference");
        assert_eq!(with_days.narrow_query(), "from=2026-11-19&time_zone=UTC");
        assert_eq!(with_days.with("from", ""), "state=all&sort=reference");
    }
}
