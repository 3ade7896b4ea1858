//! The clearance report's page: that it says what the command line says, and that every figure leads to as many
//! shipments as it counts.

use std::collections::BTreeSet;

use serde_json::Value;
use tumen::domain::role::Role;

use crate::browser::{Office, Page, Visitor};
use crate::overview::{at, filled, references};

const ZONE: &str = "Asia/Shanghai";
const HERE: &str = "/reports/clearance/shipments?";

/// A sample of six lanes, recorded as it happened, and its manager.
fn sample() -> (Office, Visitor) {
    let office = Office::new();
    let filled = office.database.run(&["demo", "--shipments", "160", "--seed", "7", "--at", "2026-07-20T04:00:00Z"]);
    let said = String::from_utf8(filled.stdout).unwrap();
    let password = said.lines().find_map(|line| line.strip_prefix("Sign in as manager with ")).unwrap();
    let mut visitor = office.visitor();
    assert_eq!(visitor.post("/login", &[("name", "manager"), ("password", password)]).status, 200);
    (office, visitor)
}

/// The report of the command line for a query of the page.
fn report(office: &Office, query: &str) -> Value {
    let mut options: Vec<String> = ["report", "clearance", "--json"].map(str::to_owned).to_vec();
    for (name, text) in query.split('&').filter_map(|part| part.split_once('=')).filter(|(_, text)| !text.is_empty()) {
        options.extend([format!("--{}", name.replace('_', "-")), text.replace("%3A", ":")]);
    }
    if !query.contains("as_of") {
        options.extend(["--as-of".to_owned(), "2026-07-20T04:00:00Z".to_owned()]);
    }
    office.database.json(&options.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Links to shipments: query and text.
fn links(page: &Page) -> Vec<(String, String)> {
    let links = format!("a[href^=\"{HERE}\"]");
    let queries = page.attributes(&links, "href").into_iter().map(|path| path[HERE.len()..].to_owned());
    queries.zip(page.texts(&links)).collect()
}

fn part<'q>(query: &'q str, name: &str) -> &'q str {
    query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('=')).unwrap_or("")
}

/// How many a figure counts, as the command line says.
fn counted(report: &Value, query: &str) -> Option<u64> {
    let clock = &report["clocks"][part(query, "clock")];
    match part(query, "figure") {
        "ended" => clock["n"].as_u64(),
        "with_target" => clock["gross"]["with_target"].as_u64(),
        "within" => clock["gross"]["within"].as_u64(),
        "late" => clock["gross"]["late"].as_u64(),
        "within_net" => clock["net"]["within"].as_u64(),
        "late_net" => clock["net"]["late"].as_u64(),
        "excluded" => Some(clock["excluded"].as_object().unwrap().values().filter_map(Value::as_u64).sum()),
        figure @ ("open" | "open_late" | "partial") => clock[figure].as_u64(),
        _ => None,
    }
}

/// All that a list has, page after page, and how many it says there are.
fn listed(visitor: &mut Visitor, query: &str) -> (Vec<String>, usize) {
    let mut found = Vec::new();
    for number in 1.. {
        let page = visitor.get(&format!("{HERE}{query}&page={number}"));
        assert_eq!(page.status, 200, "{query}");
        let rows = references(&page);
        let says = page.texts("#count")[0].split_whitespace().next().unwrap().parse().unwrap();
        found.extend(rows);
        if found.len() >= says || number > 20 {
            return (found, says);
        }
    }
    unreachable!()
}

/// The cells of a row of the table with this name.
fn cells(page: &Page, table: &str, row: usize) -> Vec<String> {
    page.texts(&format!("[aria-label=\"{table}\"] > table > tbody > tr:nth-child({}) > td.number", row + 1))
}

/// A row of the gross or net table, out of what the command line says.
fn expected(clock: &Value, figures: &Value) -> Vec<String> {
    let days = |name: &str| figures[name].as_f64().map_or_else(|| "–".to_owned(), |seconds| format!("{:.1}", seconds / 86_400.0));
    let count = |value: &Value| value.as_u64().unwrap().to_string();
    let (with, within) = (figures["with_target"].as_u64().unwrap(), figures["within"].as_u64().unwrap());
    let share = if with > 0 { format!("{:.1} %", within as f64 * 100.0 / with as f64) } else { "–".to_owned() };
    let range = if days("min") == "–" { "–".to_owned() } else { format!("{} – {}", days("min"), days("max")) };
    let is_few = (1..5).contains(&clock["n"].as_u64().unwrap());
    let mut row = vec![count(&clock["n"]), days("mean")];
    if is_few {
        row.push(String::new())
    } else {
        row.extend(["sd", "median", "p90"].map(days))
    }
    row.extend([range, with.to_string(), share, count(&figures["late"])]);
    row
}

#[test]
fn every_figure_is_the_command_lines_and_leads_to_as_many_shipments() {
    let (office, mut visitor) = sample();
    let zone = format!("time_zone={}", ZONE.replace('/', "%2F"));
    let weeks = (1..=22).map(|day| format!("from=2026-06-{day:02}&to=2026-06-{:02}&lane=CNHRN%3ARUOVB", day + 7));
    let is_few = |week: &String| {
        (1..5).contains(&report(&office, &format!("{week}&time_zone={ZONE}"))["clocks"]["clearance"]["n"].as_u64().unwrap())
    };
    let few = weeks.into_iter().find(is_few).unwrap();
    for (asked, same) in [
        (String::new(), "from=2026-04-22"),
        ("from=&cohort=started".to_owned(), "cohort=started"),
        ("from=2026-03-01&to=2026-05-31&cohort=started".to_owned(), ""),
        ("from=&lane=CNHCG%3ARUYEK".to_owned(), "lane=CNHCG%3ARUYEK"),
        ("from=2026-03-01&to=2026-05-31&as_of=2026-05-15T00:00:00Z".to_owned(), ""),
        ("from=2020-01-01&to=2020-01-31".to_owned(), ""),
        (few, ""),
    ] {
        let same = if same.is_empty() { asked.as_str() } else { same };
        let report = report(&office, &format!("{same}&time_zone={ZONE}"));
        let page = visitor.get(&format!("/reports/clearance?{asked}{}{zone}", if asked.is_empty() { "" } else { "&" }));
        assert_eq!(page.status, 200, "{asked}");
        let clocks = report["clocks"].as_object().unwrap();
        let names = ["door_to_door", "release", "clearance", "declaration", "quarantine", "inspection", "transport", "delivery"];
        for (row, name) in names.iter().enumerate() {
            let clock = &clocks[*name];
            for (table, part) in [("Gross (holds included)", "gross"), ("Net (without pausing holds)", "net")] {
                let (shown, expected) = (cells(&page, table, row), expected(clock, &clock[part]));
                let told = shown.iter().zip(&expected).filter(|(_, expected)| !expected.is_empty());
                told.for_each(|(shown, expected)| assert_eq!(shown, expected, "{asked} {name} {part}"));
                assert_eq!(shown.len(), expected.len() + if part == "gross" { 4 } else { 0 }, "{asked} {name} {part}");
            }
            let beside = ["open", "open_late", "partial"].map(|word| clock[word].to_string());
            let shown = cells(&page, "Gross (holds included)", row);
            assert_eq!([&shown[shown.len() - 4], &shown[shown.len() - 3], &shown[shown.len() - 1]], beside.each_ref(), "{asked} {name}");
        }
        // What is no link counts nothing.
        for cell in page.texts("td.number:not(:has(a[href]))") {
            assert!(["0", "–", ""].contains(&cell.as_str()) || cell.ends_with('%'), "{asked}: {cell}");
        }
        let links = links(&page);
        let queries: BTreeSet<&str> = links.iter().map(|(query, _)| query.as_str()).collect();
        let mut checked = 0;
        for query in queries {
            let (found, says) = listed(&mut visitor, query);
            assert_eq!(found.len(), says, "{query}");
            assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), says, "{query}");
            if let Some(expected) = counted(&report, query) {
                assert_eq!(says as u64, expected, "{query}");
                checked += 1;
            }
            for (_, text) in links.iter().filter(|(link, _)| link == query) {
                let number = text.strip_prefix("target of ").map_or(text.as_str(), |rest| rest.split(' ').next().unwrap());
                if let Ok(number) = number.parse::<usize>() {
                    assert_eq!(number, says, "{query}: {text}");
                }
            }
        }
        let least = if asked.contains("2020") { 0 } else { 10 };
        assert!(checked >= least, "{asked}: {checked}");
    }
}

#[test]
fn the_sentence_and_the_headline_say_what_the_command_line_says() {
    let (office, mut visitor) = sample();
    let report = report(&office, "from=2026-04-22&time_zone=Asia/Shanghai");
    let before = self::report(&office, "from=2026-01-22&to=2026-04-21&time_zone=Asia/Shanghai");
    let (clock, gross) = (&report["clocks"]["clearance"], &report["clocks"]["clearance"]["gross"]);
    let days = |figures: &Value, name: &str| figures[name].as_f64().unwrap() / 86_400.0;
    let share = |figures: &Value| figures["within"].as_f64().unwrap() * 100.0 / figures["with_target"].as_f64().unwrap();
    let page = visitor.get("/reports/clearance?time_zone=Asia/Shanghai");
    page.says(&format!(
        "Half of {} shipments cleared within {:.1} d; {:.1} % met their target.",
        clock["n"],
        days(gross, "median"),
        share(gross)
    ));
    page.says("Period 22 Apr 2026 – 20 Jul 2026, completed in the period, days of Asia/Shanghai · All lanes");
    // The period before has as many days, and the change is named with its unit.
    let earlier = &before["clocks"]["clearance"];
    page.says(&format!("Compared with 22 Jan 2026 – 21 Apr 2026, as many days before: {} cleared", earlier["n"]));
    let change = share(gross) - share(&earlier["gross"]);
    page.says(&format!("{} {:.1} pp", if change < 0.0 { "▼" } else { "▲" }, change.abs()));
    let change = days(gross, "median") - days(&earlier["gross"], "median");
    page.says(&format!("{} {:.1} d", if change < 0.0 { "▼" } else { "▲" }, change.abs()));
    // What started lately has had less time to end: by start, nothing is compared.
    assert!(!visitor.get("/reports/clearance?cohort=started").words().contains("Compared with"));
    // The head of the ledger is printed.
    let foot = page.words();
    assert!(foot.contains("ledger ") && foot.contains("seal "), "{foot}");
}

#[test]
fn fewer_than_five_are_shown_as_they_are() {
    let (office, mut visitor) = filled();
    office.clock.set(at("2026-07-20T00:00:00Z"));
    // Clearance of HC-3 took 6 days and met its target of 10, of HC-4 12 and did not.
    let page = visitor.get("/reports/clearance");
    page.says("2 shipments cleared: too few for a statement.").says("The last 90 days.");
    page.says("6.0 · 12.0 d").says("1 of 2 with a target").says("9.0 d").says("worst 2.0 d over");
    assert!(!page.text.contains("curve-drawing"));
    let late = visitor.get(&format!("{HERE}from=&clock=clearance&figure=ended"));
    assert_eq!(references(&late), ["HC-4", "HC-3"]);
    late.says("12 d").says("10 days").says("+2 d").says("Late").says("\u{2212}4 d");
    // An empty `from` asks for all time; a period before everything has none.
    assert!(!visitor.get("/reports/clearance?from=").words().contains("The last 90 days."));
    visitor.get("/reports/clearance?from=2020-01-01&to=2020-01-31").says("No shipment cleared in this period.");
    assert_eq!(office.signed_in(Role::Staff).get("/reports/clearance").status, 403);
}

#[test]
fn a_question_that_cannot_be_read_is_refused_beside_its_field() {
    let (office, mut visitor) = filled();
    office.clock.set(at("2026-07-20T00:00:00Z"));
    for (query, field, says) in [
        ("from=soon", "from", "“soon” is not a day"),
        ("from=2026-07-02&to=2026-07-01", "to", "The period ends (2026-07-01) before it begins (2026-07-02)."),
        ("cohort=ended", "cohort", "“ended” is not a cohort"),
        ("lane=CNHCG:RUMOW", "lane", "“CNHCG:RUMOW” is not a lane"),
        ("lane=nowhere", "lane", "“nowhere” is not a lane"),
        ("as_of=yesterday", "as_of", "“yesterday” is not a date and time with an offset"),
        ("as_of=2100-01-01T00:00:00Z", "as_of", "2100-01-01T00:00:00Z lies in the future"),
        ("time_zone=Hunchun", "time_zone", "“Hunchun” is not a time zone"),
    ] {
        let page = visitor.get(&format!("/reports/clearance?{query}"));
        assert_eq!(page.status, 422, "{query}");
        page.says(says).says("This question cannot be answered.");
        let error = page.texts(&format!("#{field}-error"));
        assert!(error[0].contains(says), "{query}: {error:?}");
        assert!(!page.text.contains(HERE), "{query}");
        assert_eq!(visitor.get(&format!("{HERE}{query}&clock=clearance&figure=ended")).status, 404, "{query}");
    }
    // A lane is chosen by the names of its places, and named so in the address.
    let page = visitor.get("/reports/clearance?from=&lane=CNHCG:RUYEK");
    assert_eq!(page.texts("option[value=\"CNHCG:RUYEK\"][selected]"), ["Hunchun → Yekaterinburg"]);
    page.says("Hunchun → Yekaterinburg · as of");
    for query in ["clock=speed&figure=ended", "clock=clearance&figure=all", "clock=clearance&figure=by&seconds=x", "figure=late"] {
        assert_eq!(visitor.get(&format!("{HERE}{query}")).status, 404, "{query}");
    }
    assert_eq!(visitor.get(&format!("{HERE}from=&clock=clearance&figure=ended&page=0")).status, 404);
}

#[test]
fn a_link_of_a_report_finds_what_was_counted_whatever_is_recorded_since() {
    let (office, _) = filled();
    office.clock.set(at("2100-01-01T00:00:00Z"));
    let mut visitor = office.signed_in(Role::Manager);
    let page = visitor.get("/reports/clearance?from=");
    let (query, text) = links(&page).into_iter().find(|(query, _)| part(query, "figure") == "open").unwrap();
    assert_eq!(text, "2");
    office.clock.set(at("2100-01-01T00:10:00Z"));
    let entered = [("what", "entered:delivery"), ("place", "RUYEK"), ("day", "2026-07-20"), ("time", "10:00")];
    assert_eq!(crate::shipment::record(&mut visitor, "HC-1", &entered).status, 200);
    assert_eq!(cells(&visitor.get("/reports/clearance?from="), "Gross (holds included)", 2)[8..9], ["1"]);
    let (found, _) = listed(&mut visitor, &query);
    assert_eq!(found.len(), 2, "{query}");
}
