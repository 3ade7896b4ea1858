//! Milestones that cannot be as they stand: taken, and said where they are met.

use tumen::domain::role::Role;

use crate::browser::Office;
use crate::shipment::{record, register};
use crate::transfer::send;

/// Why one is doubted, as the page of its shipment says it.
const BEFORE: &str = "stands before";

fn milestone<'f>(code: &'f str, day: &'f str) -> [(&'f str, &'f str); 5] {
    [("what", "milestone"), ("code", code), ("place", "RU-X-KRASKINO"), ("day", day), ("time", "10:00")]
}

#[test]
fn one_that_cannot_be_is_taken_with_a_warning_until_it_is_corrected() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    register(&mut visitor, "HC-1");
    let page = record(&mut visitor, "HC-1", &milestone("Arrived", "2026-07-03"));
    assert!(page.path.ends_with("?done=recorded") && !page.has(".warnings") && !page.has(".notice.doubt"), "{}", page.words());
    assert!(!visitor.get("/admin").words().contains("Milestones that cannot be"));
    // Loaded after it arrived: recorded, and said at once, above all else.
    let page = record(&mut visitor, "HC-1", &milestone("Loaded", "2026-07-05"));
    assert!(page.path.ends_with("?done=recorded"), "{}", page.words());
    let said = page.texts(".notice.doubt");
    assert!(said.len() == 1 && said[0].contains("Arrived") && said[0].contains(BEFORE) && said[0].contains("Loaded"), "{said:?}");
    // Whoever opens the page later reads it among its warnings, and the office lists the shipment.
    let page = visitor.get("/shipments/HC-1");
    assert!(!page.has(".notice.doubt"));
    assert!(page.texts(".warnings li").iter().any(|text| text.contains(BEFORE)), "{}", page.words());
    visitor
        .get("/admin")
        .says("Milestones that cannot be as they stand")
        .says("HC-1 \u{201c}Arrived\u{201d} stands before \u{201c}Loaded\u{201d}");
    // What is recorded next is not what is doubted.
    let page =
        record(&mut visitor, "HC-1", &[("what", "noted"), ("note", "x"), ("place", "CNHCG"), ("day", "2026-07-06"), ("time", "10:00")]);
    assert!(!page.has(".notice.doubt") && page.has(".warnings"), "{}", page.words());
    for language in ["zh-CN", "ru"] {
        visitor.post("/language", &[("language", language), ("to", "/shipments/HC-1")]);
        assert!(visitor.get("/shipments/HC-1").has(".warnings"));
        assert_eq!(visitor.get("/admin").status, 200);
    }
    visitor.post("/language", &[("language", "en"), ("to", "/")]);
}

#[test]
fn an_import_says_which_of_its_milestones_cannot_be() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let file = "shipment,event,occurred_at,code,origin,destination\nHC-2,registered,2026-07-01T08:00:00+08:00,,CNHCG,RUYEK\n\
                HC-2,milestone,2026-07-03T08:00:00+08:00,border_crossed,,\nHC-2,milestone,2026-07-05T08:00:00+08:00,border_crossed,,\n";
    let judged = send(&mut visitor, file);
    judged.says("1 milestone cannot be as it stands").says("Row 4, HC-2 \u{201c}Border crossed\u{201d} stands a second time");
    let page = visitor.post(&judged.path, &[]);
    let done = crate::transfer::settled(&mut visitor, page);
    done.says("Recorded 3 events")
        .says("1 milestone cannot be as it stands")
        .says("HC-2 \u{201c}Border crossed\u{201d} stands a second time");
    assert!(done.has(".warnings a[href=\"/shipments/HC-2\"]"));
}

#[test]
fn a_fault_of_many_rows_stands_on_the_page_once() {
    let office = Office::staffed();
    let mut visitor = office.signed_in(Role::Administrator);
    let rows: String = (0..30).map(|n| format!("HC-{n},registered,2026-07-01T08:00:00+08:00,9611\n")).collect();
    let page = send(&mut visitor, &format!("shipment,event,occurred_at,mode\n{rows}"));
    page.says("Nothing was imported: 1 fault.").says("The same in 29 more rows: 3, 4, 5, 6, 7, \u{2026}.");
    assert_eq!(page.texts(".faults tbody tr").len(), 1);
}
