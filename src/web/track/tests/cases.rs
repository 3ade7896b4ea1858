//! One case each: what is drawn where.

use super::*;
use crate::domain::stage::Stage;

const TARGET: &str = "origin=CNHCG; destination=RUYEK; target_clearance_minutes=28800";
const BUDGETS: &str = "origin=CNHCG; destination=RUYEK; target_clearance_minutes=28800; target_declaration_minutes=2880; \
     target_quarantine_minutes=4320; target_inspection_minutes=5760; target_transport_minutes=14400; target_delivery_minutes=2880";

fn shares(stretches: &[Stretch]) -> Vec<String> {
    stretches.iter().map(|part| format!("{} +{}", part.x, part.width)).collect()
}

fn near(share: Share, expected: f64) {
    assert!((share.0 - expected).abs() < 0.002, "{share} is not {expected}");
}

fn verdicts(track: &StageTrack) -> Vec<String> {
    track.stages.iter().map(|row| row.verdict.text().replace('\u{a0}', " ")).collect()
}

#[test]
fn a_target_of_20_days_stands_to_scale() {
    // Declaration 2 days before the clock starts; the far bank is a tenth of the target: from −2 to 22, 24 days; a
    // margin of 2.5 % on either side is 0.6: from −2.6 to 22.6, 25.2 days. One day is 100 / 25.2 = 3.9683 %.
    let history = history(TARGET, &[("event=entered; stage=declaration", 0.0), ("event=entered; stage=quarantine; place=CNHCG", 2.0)]);
    let track = track(&history, 16.0);
    near(track.axis.zero, 2.6 * 3.968_254);
    near(must(track.axis.target.as_ref()).x, 22.6 * 3.968_254);
    near(track.axis.now.x, 16.6 * 3.968_254);
    near(track.axis.window, 20.0 * 3.968_254);
    assert_eq!(track.axis.grid.len(), 3); // 5, 10, 15; 20 is the target
    near(track.axis.grid[1], 12.6 * 3.968_254);
    assert_eq!(shares(&track.stages[0].bars), ["2.381% +7.937%"]);
    assert_eq!(shares(&track.stages[1].bars), ["10.317% +55.556%"]);
    assert_eq!(track.stages[0].joints, [Joint { x: track.axis.zero, y1: 22, y2: 400 }]);
    assert_eq!(track.stages[1].joints, [Joint { x: track.axis.zero, y1: -200, y2: 22 }]);
    assert_eq!(track.axis.late, None);
    assert_eq!(track.axis.now.title, "now, day 14");
    assert_eq!(must(track.axis.target).title.replace('\u{a0}', " "), "Target 20 days: due 23 Jul, 08:00, Hunchun UTC+8");
}

#[test]
fn no_promise_counts_from_the_first_entry() {
    let history = history("", &[("event=entered; stage=transport", 1.0)]);
    let track = track(&history, 11.0);
    // 10 days with 0.25 on either side: 10.5.
    near(track.axis.zero, 0.25 / 10.5 * 100.0);
    near(track.axis.now.x, 10.25 / 10.5 * 100.0);
    assert_eq!((track.axis.target, track.axis.late), (None, None));
    near(track.axis.window, 10.25 / 10.5 * 100.0);
    assert_eq!(track.stages[3].budget, "\u{2013}");
    assert_eq!(track.stages[0].verdict, Verdict::Word("missing".to_owned()));
    assert!(track.stages[0].bars.is_empty() && track.stages[0].spent.is_empty());
}

#[test]
fn without_an_entry_it_counts_from_the_registration() {
    let none = history("", &[]);
    let track = track(&none, 0.0);
    // An hour is the shortest axis.
    near(track.axis.zero, 2.5 / 105.0 * 100.0);
    assert!(track.stages.iter().all(|row| row.bars.is_empty() && row.end.is_none()));
    assert!(rendered(&track).contains("not entered yet"));
}

#[test]
fn a_promise_waits_for_its_clock() {
    let history = history(BUDGETS, &[("event=entered; stage=declaration", 0.0)]);
    let track = track(&history, 1.0);
    assert_eq!(track.axis.target, None);
    assert!(track.axis.spoken.starts_with("Target 20\u{a0}days: its clock has not started"), "{}", track.axis.spoken);
    // What is to come: 1 day left of 2, then 3 + 4 + 10 + 2 = 19 days: until 21, with 2.5 % on either side 22.05 days.
    let plan = must(track.stages[1].plan.as_ref());
    near(plan.x, (2.0 + 0.525) / 22.05 * 100.0);
    near(plan.width, 3.0 / 22.05 * 100.0);
    assert!(track.stages[0].plan.is_none());
}

#[test]
fn a_hold_replaces_the_bar_and_over_budget_is_marked() {
    let lines = [
        ("event=entered; stage=quarantine; place=CNHCG", 0.0),
        ("event=held; reason=pests", 1.0),
        ("event=released", 3.0),
        ("event=entered; stage=inspection; place=CNHCG", 4.0),
    ];
    let history = history(BUDGETS, &lines);
    let track = track(&history, 5.0);
    // From 0 to 22 with a margin of 0.55: 23.1 days; a day is 4.329 %.
    let quarantine = &track.stages[1];
    assert_eq!(shares(&quarantine.bars), ["2.381% +4.329%", "15.368% +4.329%"]);
    assert_eq!(shares(&quarantine.holds), ["6.71% +8.658%"]);
    assert_eq!(shares(&quarantine.beds), ["2.381% +12.987%"]);
    assert_eq!(shares(&quarantine.over), ["15.368% +4.329%"]);
    assert_eq!(quarantine.verdict, Verdict::Over("+1\u{a0}d".to_owned()));
    assert_eq!(quarantine.note.replace('\u{a0}', " "), "Hunchun \u{b7} held 2 d");
    assert_eq!(verdicts(&track)[2..], ["3 d", "\u{2013}", "\u{2013}"]);
}

#[test]
fn entered_again_goes_down_and_back_up() {
    let lines = [
        ("event=entered; stage=inspection; place=CNHCG", 0.0),
        ("event=entered; stage=transport; place=CNHCG", 2.0),
        ("event=entered; stage=inspection; place=RU-X-KRASKINO; reason=again", 4.0),
        ("event=entered; stage=transport; place=RU-X-KRASKINO", 5.0),
    ];
    let history = history(BUDGETS, &lines);
    let track = track(&history, 6.0);
    assert_eq!(track.stages[2].note, "2 visits: Hunchun, Kraskino");
    assert_eq!(track.stages[2].joints.len(), 3);
    // 4 days from the first entry, cut where it is entered again; there 2 are left.
    assert_eq!(shares(&track.stages[2].beds), ["2.381% +17.316%", "19.697% +8.658%"]);
    assert_eq!(track.stages[3].note, "Since 6\u{a0}Jul, Kraskino");
    assert_eq!(track.stages[3].end, Some((track.axis.now.x, "open")));
}

#[test]
fn past_its_target_the_far_bank_is_late() {
    let history = history(TARGET, &[("event=entered; stage=transport", 0.0)]);
    let overdue = track(&history, 25.0);
    // 0 to 25 with 0.625 on either side: 26.25; from 20 to the right edge 5.625.
    near(must(overdue.axis.late), 5.625 / 26.25 * 100.0);
    assert_eq!(track(&history, 20.0).axis.late, None);
}

#[test]
fn an_end_has_its_mark_and_now_is_not_drawn() {
    let lines: &[DrawnLine] =
        &[("event=entered; stage=transport", 0.0), ("event=entered; stage=delivery", 12.0), ("event=delivered", 16.0)];
    let delivered = track(&history(TARGET, lines), 400.0);
    assert_eq!(delivered.axis.now.title, "Delivered, day 16");
    assert!(delivered.axis.closed);
    assert_eq!(delivered.stages[4].end, Some((delivered.axis.now.x, "delivered")));
    assert!(delivered.stages.iter().all(|row| row.plan.is_none()));
    let lines: &[DrawnLine] = &[("event=entered; stage=transport", 0.0), ("event=held; reason=x", 3.0), ("event=seized", 5.0)];
    let seized = track(&history(TARGET, lines), 400.0);
    assert_eq!(seized.stages[3].end, Some((seized.axis.now.x, "exception")));
    assert_eq!(shares(&seized.stages[3].holds), ["15.368% +8.658%"]);
}

#[test]
fn skipped_missing_and_empty_visits_are_told_apart() {
    let lines =
        [("event=skipped; stage=quarantine", 0.0), ("event=entered; stage=inspection", 0.0), ("event=entered; stage=transport", 0.0)];
    let history = history(BUDGETS, &lines);
    let track = track(&history, 2.0);
    assert_eq!(verdicts(&track)[..3], ["missing", "not required", "4 d"]);
    assert_eq!(track.stages[1].skipped, Some((track.axis.zero, 5)));
    assert!(track.stages[2].bars[0].slight);
    assert!(rendered(&track).contains("class=\"bar tick w3\""));
    assert_eq!(track.stages[0].spoken, "Declaration, missing");
}

#[test]
fn ten_entries_two_hours_and_400_days_fit() {
    let mut lines = vec![("event=entered; stage=inspection", 0.0)];
    for round in 0..10 {
        lines.push(("event=entered; stage=transport", f64::from(round) + 0.5));
        lines.push(("event=entered; stage=inspection; reason=again", f64::from(round) + 1.0));
    }
    let again = track(&history(BUDGETS, &lines), 11.0);
    assert_eq!((again.stages[2].bars.len(), again.stages[3].bars.len()), (11, 10));
    assert_eq!(again.stages[2].joints.len(), 20);
    for (days, first) in [(2.0 / 24.0, "30\u{a0}min"), (400.0, "100")] {
        let track = track(&history("", &[("event=entered; stage=transport", 0.0)]), days);
        let labels: Vec<&str> = track
            .axis
            .labels
            .iter()
            .filter(|label| ["day", "day wide"].contains(&label.class.as_str()))
            .map(|label| label.text.as_str())
            .collect();
        assert_eq!(labels[..2], ["day 0", first]);
    }
}

#[test]
fn events_before_the_registration_are_drawn() {
    let mut recorded = history("", &[("event=entered; stage=declaration", 3.0), ("event=held; reason=x", 1.0)]);
    recorded[0].event.occurred = recorded[1].event.occurred;
    let track = track(&recorded, 5.0);
    // The hold lies before the first stage, from 1 on: it stands still in the row of the first stage.
    near(track.stages[0].holds[0].x, 0.1 / 4.2 * 100.0);
    assert_eq!(track.stages[0].holds.len(), 2);
}

#[test]
fn customs_have_diamonds_and_labels_that_do_not_collide() {
    let lines = [
        ("event=entered; stage=quarantine", 0.0),
        ("event=customs; country=CN; code=1", 1.0),
        ("event=customs; country=CN; code=120", 1.1),
        ("event=customs; country=CN; code=500", 6.0),
        ("event=customs; country=CN; code=800", 6.1),
        ("event=customs; country=RU; code=81", 9.0),
    ];
    let history = history(TARGET, &lines);
    let track = track(&history, 10.0);
    let (china, russia) = (&track.customs[0], &track.customs[1]);
    assert_eq!((china.name.as_str(), china.last.as_str(), china.released), ("Customs (CN)", "800 \u{b7} 7\u{a0}Jul", true));
    assert_eq!(china.diamonds.iter().filter(|diamond| diamond.released).count(), 1);
    // “800” chooses first and stands right of its diamond, “500” goes to the left. On a narrow drawing “120” (6.8 %
    // + 6 px to 47 px) would run into it, so that only “1” is shown; on a wide one “1” goes to the left of “120”.
    let placed = china.labels.iter().map(|label| (label.text.as_str(), label.class.as_str(), label.anchor));
    let expected = [
        ("800", "code", "start"),
        ("500", "code", "end"),
        ("120", "code wide", "start"),
        ("1", "code narrow", "start"),
        ("1", "code wide", "end"),
    ];
    assert_eq!(placed.collect::<Vec<_>>(), expected);
    assert_eq!(china.line.1, china.diamonds[3].x);
    assert_eq!(russia.line.1, track.axis.now.x);
    assert!(!russia.released);
}

#[test]
fn a_refused_time_stands_beside_what_is_in_its_way() {
    let lines =
        [("event=entered; stage=inspection; place=RU-X-KRASKINO", 0.0), ("event=held; reason=documents", 1.0), ("event=released", 5.0)];
    let history = history("", &lines);
    let text = drawn(&history, 5.25, Language::En, |scene| {
        rendered(&RefusalTrack::new(scene, at(4.95), Tz::Asia__Vladivostok, Some((at(5.0), "hold lifted".to_owned()))))
    });
    // From 12 hours before yours (4.45) to 12 hours after now (5.75): 1.3 days; yours at 0.5 / 1.3.
    assert!(text.contains("class=\"yours\" x1=\"38.462%\""), "{text}");
    assert!(text.contains("class=\"obstacle\" x1=\"42.308%\""));
    assert!(text.contains("class=\"bank\" x=\"61.538%\""));
    assert!(text.contains("class=\"now\" x1=\"61.538%\""));
    assert!(text.contains("yours 08:48") && text.contains("hold lifted 10:00") && text.contains("now 16:00"), "{text}");
}

#[test]
fn a_time_a_year_ahead_is_all_not_yet() {
    let recorded = history("", &[("event=entered; stage=inspection", 0.0)]);
    let text = drawn(&recorded, 5.0, Language::En, |scene| rendered(&RefusalTrack::new(scene, at(370.0), Tz::UTC, None)));
    assert!(text.contains("class=\"bank\" x=\"0%\" y=\"24\" width=\"100%\"") && text.contains("not yet"), "{text}");
    assert!(text.contains("yours 6\u{a0}Jul\u{a0}2022, 00:00") && !text.contains("class=\"now"), "{text}");
}

#[test]
fn a_row_reaches_to_1_3_targets() {
    let segment = |stage, from, to, held| Segment { stage, from, to, held };
    let row = RowTrack::new(&[segment(Stage::Quarantine, 0.0, 0.65, false)], 0.65, false, true, Language::En);
    let text = rendered(&row);
    assert!(text.contains("class=\"bar w2\" x=\"0%\" y=\"5\" width=\"50%\"") && text.contains("65 % of the target used"), "{text}");
    let late = rendered(&RowTrack::new(&[], 1.17, true, true, Language::En));
    assert!(late.contains("class=\"over\" x=\"76.923%\" y=\"17\" width=\"13.077%\""), "{late}");
    assert!(rendered(&RowTrack::new(&[], 2.0, true, true, Language::En)).contains("class=\"beyond\""));
    let of = |details, lines: &[DrawnLine], day| {
        let recorded = history(details, lines);
        drawn(&recorded, day, Language::En, row_track)
    };
    assert!(of(TARGET, &[("event=entered; stage=transport", 0.0)], 10.0).contains("width=\"38.462%\""));
    assert!(of(TARGET, &[("event=entered; stage=declaration", 0.0)], 10.0).contains("x=\"0%\" y=\"10\""));
    assert!(of("", &[("event=entered; stage=declaration", 0.0)], 10.0).contains("endless"));
}

#[test]
fn pips_say_where_it_is() {
    let lines = [("event=skipped; stage=declaration", 0.0), ("event=entered; stage=inspection", 0.0)];
    let recorded = history("", &lines);
    let text = drawn(&recorded, 1.0, Language::En, |scene| rendered(&Pips::new(scene.replay.progress(), scene.language)));
    assert!(text.contains("Stage 3 of 5: Inspection"), "{text}");
    for class in ["skipped", "missing", "current", "ahead"] {
        assert!(text.contains(&format!("class=\"{class}\"")), "{class}");
    }
}
