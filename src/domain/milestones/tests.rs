#![allow(clippy::unwrap_used, clippy::panic)]

use super::super::codes::{Cell, Text};
use super::super::details::Details;
use super::super::event::Event;
use super::super::time::{Moment, Stamp};
use super::*;

/// A history as it is told: on lines, a day, what happened, and where, if that is said. A milestone by its code, the rest
/// as `entered STAGE`, `delivered` and so on.
fn history(lane: Option<(&str, &str)>, told: &str) -> Vec<Recorded> {
    let place = |code: &str| PlaceCode::read(code);
    let (origin, destination) = lane.map_or((None, None), |(from, to)| (place(from), place(to)));
    let details = Box::new(Details { origin, destination, ..Details::default() });
    let mut kinds = vec![(1, Kind::Registered { details, parent: None }, None, None)];
    for line in told.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').collect();
        let (kind, at) = match words[1] {
            "entered" => (Kind::Entered(Stage::parse(words[2]).unwrap()), words.get(3)),
            "planned" => (Kind::Milestone { code: Text::read(words[2]).unwrap(), classifier: Some(Classifier::Planned) }, words.get(3)),
            "retracted" => (Kind::Retracted { refers_to: words[2].parse().unwrap() }, None),
            word => match Outcome::parse(word) {
                Some(outcome) => (Kind::closed(outcome), words.get(2)),
                None => (Kind::Milestone { code: Text::read(word).unwrap(), classifier: None }, words.get(2)),
            },
        };
        kinds.push((words[0].parse().unwrap(), kind, at.and_then(|code| place(code)), Text::read("as it went")));
    }
    let recorded = |(number, (day, kind, place, reason)): (u32, (i64, Kind, Option<PlaceCode>, Option<Text>))| {
        let occurred = Stamp::new(Instant::from_seconds(day * 86_400).unwrap(), 0).unwrap();
        let event = Event { occurred, kind, place, reason, note: None, authority: None, responsible: None, actor: None };
        Recorded { number, recorded_at: Moment::from_micros(i64::from(number)).unwrap(), event }
    };
    (1..).zip(kinds).map(recorded).collect()
}

fn told(doubt: &DoubtedMilestone<'_>) -> String {
    let day = |recorded: &Recorded| recorded.event.occurred.instant.seconds() / 86_400;
    let name = |recorded: &Recorded| match &recorded.event.kind {
        Kind::Milestone { code, .. } => code.to_string(),
        kind => kind.word().to_owned(),
    };
    let DoubtedMilestone { milestone, why, other } = doubt;
    format!("{} {} {why} {} {}", day(milestone), name(milestone), day(other), name(other))
}

fn found(lane: Option<(&str, &str)>, told_history: &str) -> Vec<String> {
    let history = history(lane, told_history);
    let replay = Replay::new(&history).unwrap_or_else(|refusal| panic!("{refusal:?}: {told_history}"));
    doubted(&replay).iter().map(told).collect()
}

/// What is doubted of a history from Hunchun to Yekaterinburg.
fn check(told_history: &str, expected: &[&str]) {
    assert_eq!(found(Some(("CNHCG", "RUYEK")), told_history), expected, "{told_history}");
}

#[test]
fn the_whole_way_is_believed_and_so_is_each_part_of_it() {
    let way = "2 loaded CNHCG\n2 departed CNHCG\n3 border_arrived CNHCG\n4 border_crossed RU-X-KRASKINO\n5 transshipped RUUSS\n\
               9 arrived RUYEK\n10 out_for_delivery RUYEK\n10 attempted RUYEK";
    let lines: Vec<&str> = way.lines().collect();
    for chosen in 0..1_u32 << lines.len() {
        let part: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0).map(|(_, line)| *line).collect();
        check(&part.join("\n"), &[]);
    }
    // Brought a second time, and a third.
    check(&format!("{way}\n11 out_for_delivery RUYEK\n12 attempted RUYEK\n13 out_for_delivery RUYEK"), &[]);
}

/// Each pair that cannot be, by hand: what comes first, and what cannot come before it.
const PAIRS: &str = "loaded: departed border_arrived border_crossed arrived out_for_delivery attempted
                     departed: border_arrived border_crossed arrived out_for_delivery attempted
                     border_arrived: border_crossed arrived out_for_delivery attempted
                     border_crossed: arrived out_for_delivery attempted
                     transshipped: out_for_delivery attempted
                     arrived: out_for_delivery attempted
                     out_for_delivery: attempted";

#[test]
fn of_every_two_the_order_is_looked_at() {
    let wrong: Vec<(&str, &str)> = PAIRS
        .lines()
        .filter_map(|line| line.trim().split_once(": "))
        .flat_map(|(first, later)| later.split(' ').map(move |later| (first, later)))
        .collect();
    for first in crate::domain::named::MILESTONES {
        for later in crate::domain::named::MILESTONES.iter().filter(|later| *later != first) {
            let expected = format!("2 {later} before 5 {first}");
            let (expected, other) = (vec![expected], format!("5 {first} after 2 {later}"));
            let is_wrong = wrong.contains(&(first, later));
            let told = format!("5 {first}\n2 {later}");
            let found = found(None, &told);
            // What is reloaded has no place on the way of its own: then it is the one to look at.
            assert!(if is_wrong { found == expected || found == [other] } else { found.is_empty() }, "{told}: {found:?}");
            // Entered by the day, nothing is out of order.
            check(&format!("2 {first}\n2 {later}"), &[]);
            check(&format!("2 {later}\n2 {first}"), &[]);
        }
    }
}

#[test]
fn one_that_is_out_of_place_is_named_alone() {
    let way = WAY;
    for from in 0..way.len() {
        for to in (0..way.len()).filter(|to| *to != from) {
            let mut order: Vec<&str> = way.to_vec();
            let moved = order.remove(from);
            order.insert(to, moved);
            let told: Vec<String> = order.iter().enumerate().map(|(day, code)| format!("{} {code}", day + 2)).collect();
            let found = found(None, &told.join("\n"));
            assert_eq!(found.len(), 1, "{order:?}: {found:?}");
            // Of two neighbours either may be wrong.
            let named = found[0].split(' ').nth(1).unwrap();
            assert!(named == moved || from.abs_diff(to) == 1, "{order:?}: {found:?}");
        }
    }
}

#[test]
fn what_is_left_is_always_in_order() {
    // Every order of five.
    let steps = ["loaded", "departed", "border_crossed", "arrived", "out_for_delivery"];
    let mut orders: Vec<Vec<&str>> = vec![Vec::new()];
    for step in steps {
        orders = orders.iter().flat_map(|order| (0..=order.len()).map(move |at| [&order[..at], &[step], &order[at..]].concat())).collect();
    }
    assert_eq!(orders.len(), 120);
    for order in orders {
        let told: Vec<String> = order.iter().enumerate().map(|(day, code)| format!("{} {code}", day + 2)).collect();
        let found = found(None, &told.join("\n"));
        let doubted: Vec<&str> = found.iter().map(|told| told.split(' ').nth(1).unwrap()).collect();
        let left: Vec<&&str> = order.iter().filter(|code| !doubted.contains(code)).collect();
        let steps_of: Vec<usize> = left.iter().map(|code| steps.iter().position(|step| *step == **code).unwrap()).collect();
        assert!(steps_of.is_sorted(), "{order:?}: {found:?}");
        assert_eq!(found.is_empty(), order == steps, "{order:?}: {found:?}");
    }
}

#[test]
fn a_second_leg_is_a_way_of_its_own() {
    // Arrived at a hub, loaded there and on: the second arrival goes with the loading.
    check("2 departed CNHCG\n4 arrived RUUSS\n5 loaded RUUSS\n6 departed RUUSS\n9 arrived RUYEK", &[]);
    // The only arrival lies before the only loading.
    check("4 arrived RUYEK\n5 loaded CNHCG", &["4 arrived before 5 loaded"]);
    // Sent back to be inspected from the border: what was passed before it says nothing of what comes after.
    let back = "2 entered transport\n2 departed\n3 border_arrived\n3 border_crossed\n4 entered inspection\n6 entered transport\n\
                6 loaded\n6 departed\n7 border_arrived\n8 border_crossed\n9 arrived";
    check(back, &[]);
}

#[test]
fn a_border_is_not_crossed_twice_without_a_way_back() {
    check("3 border_crossed RU-X-KRASKINO\n5 border_crossed RU-X-KRASKINO", &["5 border_crossed again 3 border_crossed"]);
    check("3 border_crossed\n5 border_crossed", &["5 border_crossed again 3 border_crossed"]);
    check("3 border_crossed\n4 arrived\n5 border_crossed", &["5 border_crossed again 3 border_crossed"]);
    check("3 border_crossed\n4 transshipped\n5 border_crossed", &["5 border_crossed again 3 border_crossed"]);
    check(
        "3 border_crossed\n5 border_crossed\n7 border_crossed",
        &["5 border_crossed again 3 border_crossed", "7 border_crossed again 5 border_crossed"],
    );
    // The same crossing, told on either side.
    check("3 border_crossed CNHCG\n3 border_crossed RU-X-KRASKINO", &["3 border_crossed again 3 border_crossed"]);
    // On to another border, or back over this one.
    check("2 border_arrived\n3 border_crossed\n4 border_arrived\n5 border_crossed", &[]);
    check("3 border_crossed\n5 border_crossed\n5 border_arrived", &[]);
    check("3 border_crossed\n4 departed\n5 border_crossed\n2 departed", &[]);
    check("2 entered transport\n3 border_crossed\n4 entered declaration\n5 entered transport\n6 border_crossed", &[]);
    // Two borders on one way: China to Russia, Russia to Kazakhstan.
    let two = "3 border_crossed RU-X-KRASKINO\n7 border_crossed KZ-X-ZHAISAN";
    assert_eq!(found(Some(("CNHCG", "KZALA")), two), Vec::<String>::new());
    check(two, &[]);
    check("3 border_crossed RU-X-KRASKINO\n7 border_crossed CNHCG", &["7 border_crossed again 3 border_crossed"]);
}

#[test]
fn what_cannot_happen_twice_at_one_place_is_asked_about() {
    for code in ["departed", "border_arrived", "arrived"] {
        let again = format!("3 {code} again 2 {code}");
        check(&format!("2 {code} RUUSS\n3 {code} RUUSS"), &[&again]);
        // Elsewhere it is another leg; without a place nobody knows.
        check(&format!("2 {code} RUUSS\n3 {code} RUYEK"), &[]);
        check(&format!("2 {code}\n3 {code}"), &[]);
        check(&format!("2 {code} RUUSS\n3 left_the_yard RUUSS\n3 {code} RUUSS"), &[&again]);
    }
    check("2 departed RUUSS\n3 arrived RUUSS\n4 departed RUUSS", &[]);
    for code in ["loaded", "transshipped", "out_for_delivery", "attempted"] {
        check(&format!("2 {code} RUUSS\n3 {code} RUUSS"), &[]);
    }
}

#[test]
fn nothing_moves_after_its_end() {
    for code in crate::domain::named::MILESTONES {
        for end in ["seized", "destroyed", "lost"] {
            check(&format!("2 {end}\n3 {code}"), &[&format!("3 {code} after_end 2 {end}")]);
        }
        check(&format!("1 entered delivery\n2 delivered\n3 {code}"), &[&format!("3 {code} after_end 2 delivered")]);
        check(&format!("1 entered delivery\n2 delivered\n2 {code}"), &[]);
        // On its way back.
        check(&format!("1 entered delivery\n2 delivered\n3 {code}\n4 returned"), &[]);
        for end in ["returned", "refused", "cancelled"] {
            check(&format!("2 {end}\n3 {code}"), &[]);
        }
    }
    check("1 entered delivery\n2 delivered\n3 weighed", &[]);
    check("1 entered delivery\n2 departed\n3 arrived\n4 delivered\n5 loaded\n6 departed\n7 border_crossed\n8 returned", &[]);
}

#[test]
fn what_is_planned_or_retracted_is_not_looked_at() {
    check("2 arrived\n5 planned loaded", &[]);
    check("2 planned arrived\n5 loaded", &[]);
    check("2 arrived\n5 loaded\n6 retracted 2", &[]);
    check("2 arrived\n5 loaded\n6 retracted 3", &[]);
    check("2 unknown_word\n1 other_word", &[]);
}
