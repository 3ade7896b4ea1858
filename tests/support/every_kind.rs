//! One event of every kind of timeline.md §6, with every field that it can have.

use super::{Cells, cells};

const PLACE: &[(&str, &str)] = &[
    ("place", "CNHCG"),
    ("note", "in the clerk's words, \"quoted\",\nover two lines; 中文, русский"),
    ("authority", "Hunchun Customs"),
    ("responsible", "declarant"),
    ("actor", "李"),
];

const DETAILS: &[(&str, &str)] = &[
    ("mode", "9610"),
    ("origin", "CNHCG"),
    ("destination", "RUYEK"),
    ("crossing", "RU-X-KRASKINO"),
    ("goods", "鞋子、帽子"),
    ("hs_code", "6402992900"),
    ("tnved_code", "6402999800"),
    (
        "goods_lines",
        r#"[{"description":"鞋子","hs_code":"6402992900","tnved_code":"6402999800","quantity":"1200","unit":"pair","value":"2600000.00"}]"#,
    ),
    ("packages", "500"),
    ("gross_kg", "4210.50"),
    ("value", "2600000.00"),
    ("currency", "CNY"),
    ("consignor", "珲春某某贸易有限公司"),
    ("consignee", "ООО «Пример»"),
    ("carrier", "Carrier"),
    ("broker", "报关行"),
    ("bank", "Bank"),
    ("transport_mode", "road"),
    ("declaration_number", "15172021E000000001"),
    ("master_waybill", "CMR-1"),
    ("target_door_to_door_minutes", "43200"),
    ("target_release_minutes", "7200"),
    ("target_clearance_minutes", "28800"),
    ("target_declaration_minutes", "1440"),
    ("target_quarantine_minutes", "1440"),
    ("target_inspection_minutes", "2880"),
    ("target_transport_minutes", "20160"),
    ("target_delivery_minutes", "4320"),
];

/// The kinds, in an order in which one shipment's history is valid; the outcomes that exclude one another end
/// shipments of their own.
pub fn every_kind() -> Vec<Cells> {
    let digest = "a".repeat(64);
    let own: Vec<(&str, Vec<(&str, &str)>)> = vec![
        ("registered", [DETAILS, &[("related", "PARENT")]].concat()),
        ("skipped", vec![("stage", "quarantine")]),
        ("entered", vec![("stage", "declaration"), ("reason", "first")]),
        ("held", vec![("reason", "document_request"), ("pauses", "false")]),
        ("released", vec![("refers_to", "4"), ("reason", "came")]),
        ("noted", vec![]),
        ("milestone", vec![("code", "departed"), ("classifier", "estimated")]),
        ("customs", vec![("country", "CN"), ("code", "800")]),
        ("amended", DETAILS.to_vec()),
        ("split", vec![("related", "KINDS-A"), ("packages", "20"), ("gross_kg", "10.5"), ("value", "1000.01")]),
        ("packed", vec![("parcels", "RB123456785GB 376104250021234568 SHOP-1")]),
        ("unpacked", vec![("parcels", "SHOP-1")]),
        ("scanned", vec![("parcels", "RB123456785GB"), ("stage", "declaration"), ("code", "gate")]),
        ("attached", vec![("code", "invoice"), ("document", &digest)]),
        ("retracted", vec![("refers_to", "6"), ("reason", "wrong shipment")]),
        ("delivered", vec![]),
    ];
    let mut rows = Vec::new();
    for (number, (kind, fields)) in (1..).zip(own) {
        rows.push(row("KINDS", number, kind, &fields));
    }
    for outcome in ["returned", "refused", "seized", "destroyed", "lost", "cancelled"] {
        let shipment = format!("KINDS-{outcome}");
        rows.push(row(&shipment, 1, "registered", &[]));
        rows.push(row(&shipment, 2, outcome, &[("reason", "so it was")]));
    }
    rows
}

fn row(shipment: &str, number: u32, kind: &str, own: &[(&str, &str)]) -> Cells {
    let mut row = cells(PLACE);
    row.extend(cells(own));
    row.extend(cells(&[
        ("shipment", shipment),
        ("event", kind),
        ("number", &number.to_string()),
        ("occurred_at", &format!("2021-07-01T{number:02}:00:00+08:00")),
        ("recorded_at", &format!("2021-07-02T00:00:{number:02}.000001Z")),
    ]));
    row
}
