//! Pages to look at, one a language: every case under its name.

use std::fmt::Write as _;

use super::*;

const BUDGETS: &str = "origin=CNHCG; destination=RUYEK; target_clearance_minutes=28800; target_declaration_minutes=2880; \
     target_quarantine_minutes=4320; target_inspection_minutes=5760; target_transport_minutes=14400; target_delivery_minutes=2880";

const WAY: &[DrawnLine] = &[
    ("event=entered; stage=declaration; place=CNHCG", 0.05),
    ("event=customs; country=CN; code=1; place=CNHCG", 0.06),
    ("event=customs; country=CN; code=120; place=CNHCG", 0.15),
    ("event=entered; stage=quarantine; place=CNHCG", 2.11),
    ("event=held; reason=wood_packaging; place=CNHCG", 3.05),
    ("event=released; place=CNHCG", 5.27),
    ("event=entered; stage=inspection; place=CNHCG", 5.35),
    ("event=customs; country=CN; code=500; place=CNHCG", 5.37),
    ("event=customs; country=CN; code=800; place=CNHCG", 7.14),
    ("event=entered; stage=transport; place=CNHCG", 7.3),
    ("event=customs; country=RU; code=12; place=RU-X-KRASKINO", 8.2),
    ("event=entered; stage=inspection; reason=again; place=RU-X-KRASKINO", 8.18),
    ("event=held; reason=documents; place=RU-X-KRASKINO", 8.25),
    ("event=released; place=RU-X-KRASKINO", 9.06),
    ("event=customs; country=RU; code=10; place=RU-X-KRASKINO", 9.34),
    ("event=entered; stage=transport; place=RU-X-KRASKINO", 9.36),
];

fn cases() -> Vec<(&'static str, &'static str, Vec<DrawnLine>, f64)> {
    let with = |more: &[DrawnLine]| WAY.iter().chain(more).copied().collect::<Vec<_>>();
    let mut again: Vec<DrawnLine> = vec![("event=entered; stage=inspection", 0.0)];
    for round in 0..10 {
        again.push(("event=entered; stage=transport", f64::from(round) * 1.3 + 0.5));
        again.push(("event=entered; stage=inspection; reason=again", f64::from(round) * 1.3 + 1.3));
    }
    let skipped: Vec<DrawnLine> = vec![
        ("event=entered; stage=declaration; place=CNHCG", 0.0),
        ("event=skipped; stage=quarantine", 1.2),
        ("event=entered; stage=inspection; place=CNHCG", 1.2),
        ("event=entered; stage=transport; place=CNHCG", 4.6),
        ("event=entered; stage=inspection; place=RU-X-KRASKINO; reason=again", 5.5),
        ("event=held; reason=x", 6.0),
        ("event=released", 7.6),
        ("event=entered; stage=transport; place=RU-X-KRASKINO", 8.1),
    ];
    vec![
        ("on its way", BUDGETS, WAY.to_vec(), 16.36),
        ("day 19", BUDGETS, WAY.to_vec(), 21.4),
        ("late", BUDGETS, skipped, 22.9),
        (
            "delivered",
            BUDGETS,
            with(&[("event=entered; stage=delivery; place=RUYEK", 18.0), ("event=delivered; place=RUYEK", 19.5)]),
            300.0,
        ),
        ("seized", BUDGETS, with(&[("event=held; reason=x", 11.0), ("event=seized", 12.5)]), 300.0),
        ("registered", BUDGETS, vec![], 0.5),
        ("not started", BUDGETS, vec![("event=entered; stage=declaration; place=CNHCG", 0.0)], 1.0),
        ("held now, no target", "", vec![("event=entered; stage=transport", 0.0), ("event=held; reason=x", 2.0)], 6.0),
        ("ten entries", BUDGETS, again, 14.0),
        (
            "two hours",
            "",
            vec![("event=entered; stage=declaration; place=CNHCG", 0.0), ("event=entered; stage=quarantine", 0.03)],
            2.0 / 24.0,
        ),
        ("400 days", BUDGETS, vec![("event=entered; stage=quarantine; place=CNHCG", 0.0), ("event=entered; stage=transport", 0.0)], 400.0),
    ]
}

fn refusal(language: Language) -> String {
    let recorded = history("", &[WAY[3], ("event=held; reason=x", 3.05), ("event=released", 5.27)]);
    drawn(&recorded, 5.41, language, |scene| {
        let near = (
            at(5.27),
            [
                "hold lifted",
                "\u{89e3}\u{9664}\u{6ede}\u{7559}",
                "\u{43f}\u{440}\u{438}\u{43e}\u{441}\u{442}\u{430}\u{43d}\u{43e}\u{432}\u{43a}\u{430} \u{441}\u{43d}\u{44f}\u{442}\u{430}",
            ][language as usize]
                .to_owned(),
        );
        let far = (at(2.11), near.1.clone());
        [(at(5.22), Some(near)), (at(1.0), Some(far)), (at(5.9), None)]
            .map(|(yours, obstacle)| rendered(&RefusalTrack::new(scene, yours, Tz::Asia__Vladivostok, obstacle)))
            .join("<hr>")
    })
}

#[test]
fn pages_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp");
    must(std::fs::create_dir_all(&folder).ok());
    for language in Language::ALL {
        let mut page = format!(
            "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>drawings</title>\
             <link rel=\"stylesheet\" href=\"../../static/css/tokens.css\"><link rel=\"stylesheet\" href=\"../../static/css/track.css\">\
             <link rel=\"stylesheet\" href=\"drawing.css\"><body><main>{}<h1>drawings</h1>",
            language.tag(),
            rendered(&Hatch)
        );
        let mut rows = String::new();
        for (name, details, lines, day) in cases() {
            let recorded = history(details, &lines);
            let html = drawn(&recorded, day, language, |scene| rendered(&StageTrack::new(scene)));
            assert!(!html.contains("track-") || !html.contains(">track-"), "{html}");
            assert!(!html.contains("NaN") && !html.contains("style="));
            must(write!(page, "<h2>{name}</h2>{html}").ok());
            let row = drawn(&recorded, day, language, |scene| (row_track(scene), rendered(&Pips::new(scene.replay.progress(), language))));
            must(write!(rows, "<div class=\"demo-row\"><span>{name}</span>{}{}</div>", row.0, row.1).ok());
        }
        must(write!(page, "<h2>rows</h2>{rows}<h2>refused</h2><div class=\"demo-field\">{}</div></main></html>", refusal(language)).ok());
        must(std::fs::write(folder.join(format!("drawing-{}.html", language.tag())), page).ok());
    }
    let sheet = "body{margin:0;background:var(--paper);color:var(--ink);font-family:var(--font);font-size:14px}main{max-width:1344px;margin:0 auto;padding:var(--gutter)}\
         h2{font-size:16px;margin:32px 0 8px}.demo-row{display:grid;grid-template-columns:140px 1fr 40px;gap:16px;max-width:500px;padding:8px;background:var(--surface);border-bottom:1px solid var(--line)}.demo-field{max-width:660px}";
    must(std::fs::write(folder.join("drawing.css"), sheet).ok());
}
