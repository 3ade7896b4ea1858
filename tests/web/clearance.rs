//! The clearance report's page: that it says what the command line says, and that every figure leads to as many
//! shipments as it counts.

use std::collections::BTreeSet;

use serde_json::Value;
use tumen::domain::report::{ClearanceReport, ClockFigures, Cohort, Question, Shipments};
use tumen::domain::report_table::{Audience, Column, Role as Says, Unit};
use tumen::domain::role::Role;
use tumen::domain::stage::ClockName;
use tumen::domain::time::Moment;
use tumen::i18n::Language;

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

/// The columns of the report.
fn columns() -> Vec<Column> {
    let question = Question { from: None, to: None, cohort: Cohort::Completed, time_zone: chrono_tz::Tz::UTC, lane: None };
    let clocks = vec![ClockFigures::default(); ClockName::ALL.len()];
    ClearanceReport { as_of: Moment::earliest(), question, shipments: Shipments::default(), clocks }.table().columns
}

/// What JSON has under a column, of a clock.
fn in_json<'v>(clock: &'v Value, column: &Column) -> Option<&'v Value> {
    column.block.map_or(Some(clock), |block| clock.get(block.word()))?.get(column.key)
}

/// A table of the terminal by its title: its heads, and the row of a clock.
fn printed(text: &str, title: &str, clock: &str) -> Vec<(String, String)> {
    let lines = text.split(&format!("\n{title}\n")).nth(1).unwrap().lines().take_while(|line| !line.starts_with('└'));
    let rows: Vec<Vec<String>> = lines
        .filter(|line| line.starts_with('│'))
        .map(|line| line.trim_matches('│').split("  ").map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect())
        .collect();
    let row = rows.iter().find(|row| row[0] == clock).unwrap();
    assert_eq!(row.len(), rows[0].len(), "{row:?}");
    rows[0].iter().cloned().zip(row.iter().cloned()).skip(1).collect()
}

/// A table of the page in the same way.
fn shown(page: &Page, title: &str, clock: usize) -> Vec<(String, String)> {
    let table = page.text.split(&format!("<caption class=\"hidden\">{title}</caption>")).nth(1).unwrap();
    let heads = table.split("</thead>").next().unwrap().split("class=\"number\">").skip(1);
    let heads: Vec<String> = heads.map(|head| head.split('<').next().unwrap().to_owned()).collect();
    let row = cells(page, title, clock);
    assert_eq!(row.len(), heads.len(), "{row:?}");
    heads.into_iter().zip(row).collect()
}

/// What a reader was told, in the unit of the column: shares of 1, seconds; and half of its last digit. Numbers without
/// a unit are days.
fn read(column: &Column, told: &str) -> (f64, f64) {
    let (number, unit) = told.split_once(' ').unwrap_or((told, "d"));
    let number: f64 = number.replace(',', "").parse().unwrap();
    let scale = match (column.role, column.unit, unit) {
        (Says::Within, _, "%") => 0.01,
        (_, Unit::Count, _) => return (number, 0.0),
        (_, Unit::Seconds, "d") => 86_400.0,
        (_, Unit::Seconds, "h") => 3_600.0,
        (_, Unit::Seconds, "min") => 60.0,
        _ => panic!("{told}"),
    };
    (number * scale, 0.05 * scale * 1.000_001)
}

#[test]
fn every_column_says_the_same_on_the_page_in_the_terminal_and_in_json() {
    let (office, mut visitor) = sample();
    let report = report(&office, "");
    let text = String::from_utf8(office.database.run(&["report", "clearance", "--as-of", "2026-07-20T04:00:00Z"]).stdout).unwrap();
    let page = visitor.get("/reports/clearance?from=");
    let (columns, mut compared) = (columns(), 0);
    let in_files_alone: Vec<&str> = columns
        .iter()
        .filter(|column| column.audience == Audience::Files && column.block.is_some_and(|block| block.word() == "gross"))
        .map(|column| column.key)
        .collect();
    assert_eq!(in_files_alone, ["p25", "p75", "p95"]);
    for (at, name) in ClockName::ALL.iter().enumerate() {
        let (clock, called) = (&report["clocks"][name.word()], Language::En.text(&format!("clock-{name}")));
        assert!(clock["n"].as_u64().unwrap() >= 5, "{name}");
        // JSON has the columns and nothing else.
        let blocks = ["excluded", "gross", "net"];
        let keys = clock
            .as_object()
            .unwrap()
            .iter()
            .map(|(key, value)| if blocks.contains(&key.as_str()) { value.as_object().unwrap().len() } else { 1 });
        assert_eq!(keys.sum::<usize>(), columns.iter().filter(|column| column.audience != Audience::Readers).count());
        for column in &columns {
            if column.audience != Audience::Readers {
                assert!(in_json(clock, column).is_some_and(|value| value.is_number()), "{name} {column:?}");
            }
            if column.audience == Audience::Files {
                continue;
            }
            let value = match (column.audience, column.role) {
                (Audience::Readers, _) => clock[column.key].as_object().unwrap().values().filter_map(Value::as_f64).sum(),
                (_, Says::Within) => {
                    let block = &clock[column.block.unwrap().word()];
                    if block["with_target"] == 0 {
                        continue;
                    }
                    block["within"].as_f64().unwrap() / block["with_target"].as_f64().unwrap()
                }
                _ => in_json(clock, column).unwrap().as_f64().unwrap(),
            };
            let is_net = column.block.is_some_and(|block| block.word() == "net");
            let head = Language::En.text(&format!("report-{}", column.key.replace('_', "-")));
            let find = |table: &[(String, String)], head: &str| table.iter().find(|(found, _)| found == head).map(|(_, told)| told.clone());
            let title = if is_net { "Net (without pausing holds)" } else { "Gross (holds included)" };
            let on_page = shown(&page, title, at);
            let on_page = match column.role {
                Says::Least => find(&on_page, "Range").unwrap().split_once(" – ").unwrap().0.to_owned(),
                Says::Greatest => find(&on_page, "Range").unwrap().split_once(" – ").unwrap().1.to_owned(),
                _ => find(&on_page, &head).unwrap_or_else(|| panic!("the page has no {column:?}")),
            };
            let times = printed(&text, title, &called);
            let targets = printed(&text, "Against the targets, and what is not counted", &called);
            let in_terminal = find(&times, &head).or_else(|| find(&targets, &head));
            // What is within its target without holds is told on the page and in JSON.
            let is_there = !is_net || column.unit == Unit::Seconds;
            let in_terminal = in_terminal.filter(|_| is_there);
            assert_eq!(in_terminal.is_some(), is_there, "the terminal and {column:?}");
            for told in [Some(on_page), in_terminal].into_iter().flatten() {
                let (read, within) = read(column, &told);
                assert!((read - value).abs() <= within, "{name} {column:?}: {told} is not {value}");
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "{compared}");
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
    page.says("Period 22 Apr 2026 – 20 Jul 2026, completed in the period, days of Shanghai (Asia/Shanghai) · All lanes");
    // The period before has as many days; a change is named with its unit and what it is from, and is what a reader finds who
    // takes one figure that is shown from the other.
    let earlier = &before["clocks"]["clearance"];
    page.says(&format!("Compared with 22 Jan 2026 – 21 Apr 2026: {} cleared", earlier["n"]));
    let tenth = |figure: f64| format!("{figure:.1}").parse::<f64>().unwrap();
    let (now, then) = (tenth(share(gross)), tenth(share(&earlier["gross"])));
    page.says(&format!("{} {:.1} pp from {then:.1} %", if now < then { "▼" } else { "▲" }, (now - then).abs()));
    let (now, then) = (tenth(days(gross, "median")), tenth(days(&earlier["gross"], "median")));
    page.says(&format!("{} {:.1} d from {then:.1} d", if now < then { "▼" } else { "▲" }, (now - then).abs()));
    // A quarter is compared with the quarter before.
    visitor.get("/reports/clearance?from=2026-04-01&to=2026-06-30").says("Compared with 1 Jan 2026 – 31 Mar 2026");
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
    late.says("12 d").says("10 days").says("+2 d").says("Missed").says("\u{2212}4 d");
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
        ("from=2027-01-01", "from", "The period begins (2027-01-01) after the day that is asked about"),
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
    // Nor does it say another lane of them than was known then.
    let form = visitor.get("/shipments/HC-1/details");
    let mut fields = form.filled("form[action$=\"/details\"]");
    fields.iter_mut().find(|(name, _)| name == "destination").unwrap().1 = "RUVVO".to_owned();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let page = visitor.post("/shipments/HC-1/details", &fields);
    assert!(page.path.ends_with("done=amended"), "{}", page.words());
    page.says("Vladivostok");
    let page = visitor.get(&format!("{HERE}{query}"));
    page.says("HC-1");
    assert!(page.words().contains("Yekaterinburg") && !page.words().contains("Vladivostok"), "{}", page.words());
}

#[test]
fn figures_that_differ_say_why() {
    let office = Office::staffed();
    // Ten clear from 1 June on: six in 10 to 15 days against 12, four run for 20 days; the first three are delivered a day later.
    let mut file = String::from("shipment,event,stage,occurred_at,target_clearance_minutes\n");
    for at in 0..10 {
        let mut add = |cells: String| file.push_str(&format!("S-{at},{cells}\n"));
        add("registered,,2026-06-01T00:00:00Z,17280".to_owned());
        add("entered,quarantine,2026-06-01T00:00:00Z,".to_owned());
        add("entered,transport,2026-06-02T00:00:00Z,".to_owned());
        if at < 6 {
            add(format!("entered,delivery,2026-06-{}T00:00:00Z,", 11 + at));
        }
        if at < 3 {
            add(format!("delivered,,2026-06-{}T00:00:00Z,", 12 + at));
        }
    }
    let path = office.database.write("file.csv", &file);
    assert!(office.database.run(&["import", path.to_str().unwrap()]).status.success());
    office.clock.set(at("2026-06-21T00:00:00Z"));
    let mut visitor = office.signed_in(Role::Manager);
    let page = visitor.get("/reports/clearance?from=2026-06-01&to=2026-06-21&time_zone=UTC");
    // 10, 11, 12, 13, 14, 15: the median is 12.5, and three of six met 12 days. Of ten, the fifth cleared in 14 days, and
    // three had by 12.
    page.says("Half of 6 shipments cleared within 12.5 d; 50.0 % met their target.").says("half within 14.0 d");
    page.says("Half of those that ended took no more than 12.5 d: that is the median above. With the 4 that still run, half take 14.0 d.");
    page.says("50.0 % is the share above: of 6 that ended, each by its own target.");
    page.says("By 12 days, 50.0 % of all that ended had cleared, whatever their target, and 30.0 % with the 4 that still run.");
    // Quarantine 1 day of ten, transport 11.5 of six, delivery 1 of three: 13.5. Door to door 11, 12 and 13.
    page.says("The bars end at 13.5 d, while door to door took 12.0 d in the mean");
    page.says("3 to 10 of a stage and 3 from door to door.");
    // Where they agree there is nothing to say: of those whose clearance began by a day none runs and all are delivered.
    let file = "shipment,event,stage,occurred_at\n".to_owned()
        + &(0..5).map(|at| format!("T-{at},registered,,2026-01-01T00:00:00Z\nT-{at},entered,transport,2026-01-01T00:00:00Z\nT-{at},delivered,,2026-01-03T00:00:00Z\n")).collect::<String>();
    assert!(office.database.run(&["import", office.database.write("more.csv", &file).to_str().unwrap()]).status.success());
    let page = visitor.get("/reports/clearance?from=2026-01-01&to=2026-01-31&time_zone=UTC");
    page.says("Half of 5 shipments cleared within 2.0 d");
    assert!(!page.has(".report-why"), "{}", page.words());
    // A period that lies wholly ahead is refused.
    let ahead = visitor.once("GET", "/reports/clearance?from=2026-06-22&to=2026-06-30&time_zone=UTC", &[]);
    assert_eq!(ahead.status, 422);
    ahead.says("begins").says("after the day that is asked about");
}

#[test]
fn the_list_behind_a_figure_is_narrowed_and_taken_away() {
    let (_office, mut visitor) = sample();
    let query = "from=&time_zone=Asia%2FShanghai&clock=door_to_door&figure=ended&seconds=0";
    let (all, count) = listed(&mut visitor, query);
    assert!(count > 1 && all.len() == count);
    // The words are the list's: of all that it has, those that they find.
    let one = all[0].clone();
    let page = visitor.get(&format!("{HERE}{query}&q={one}"));
    assert_eq!(references(&page), [one.as_str()]);
    assert!(page.says("1 shipment").has("input[type=hidden][name=figure][value=ended]"));
    // Another that is no part of the figure is not found.
    assert!(references(&visitor.get(&format!("{HERE}{query}&q=nothing-like-it"))).is_empty());
    let narrowed = page.attributes("a[href^=\"/reports/clearance/shipments.csv\"]", "href");
    let whole = visitor.get(&format!("{HERE}{query}")).attributes("a[href^=\"/reports/clearance/shipments.csv\"]", "href");
    for (path, expected) in [(&narrowed[0], vec![one]), (&whole[0], all)] {
        let file = visitor.get(path);
        assert_eq!(file.status, 200);
        let shipments = file.text.lines().skip(1).filter_map(|line| line.split(',').next()).filter(|text| text.contains('-'));
        let written: BTreeSet<String> = shipments.map(str::to_owned).collect();
        let expected: BTreeSet<String> = expected.into_iter().collect();
        assert!(expected.is_subset(&written), "{expected:?} {written:?}");
        assert_eq!(file.text.lines().filter(|line| line.contains(",registered,")).count(), expected.len());
    }
}
