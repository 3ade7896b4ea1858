//! Words that have names in three languages (timeline.md §6). Another word is kept and shown as it is.

use super::field::Field;
use super::stage::words;

words! {
    /// What a name of the directory is of.
    NameKind {
        /// Somebody: who sends, gets, carries, declares or pays.
        Party = "party",
        /// What is sent.
        Goods = "goods",
    }
}

impl NameKind {
    /// What the text of a detail is a name of, or what its lines are of, if it is one.
    pub fn of(field: Field) -> Option<Self> {
        match field {
            Field::Consignor | Field::Consignee | Field::Carrier | Field::Broker | Field::Bank => Some(Self::Party),
            Field::Goods | Field::GoodsLines => Some(Self::Goods),
            _ => None,
        }
    }
}

/// Milestones, as `code` has them.
pub const MILESTONES: &[&str] =
    &["loaded", "departed", "border_arrived", "border_crossed", "transshipped", "arrived", "out_for_delivery", "attempted"];

/// Who can be the one to act, as `responsible` has them.
pub const RESPONSIBLE: &[&str] =
    &["customs", "quarantine", "declarant", "consignor", "consignee", "carrier", "broker", "bank", "platform", "force_majeure"];

/// Whom a hold names where the office itself must act: it declares the goods.
pub const OFFICE_ITSELF: &str = "declarant";

/// By what goods go, as `transport_mode` has them.
pub const TRANSPORT_MODES: &[&str] = &["road", "rail", "sea", "air", "mail"];

/// Types of documents, as `code` of an attached one has them.
pub const DOCUMENTS: &[&str] = &[
    "declaration",
    "export_list",
    "order",
    "payment_receipt",
    "waybill",
    "master_waybill",
    "cmr",
    "smgs",
    "manifest",
    "invoice",
    "packing_list",
    "contract",
    "power_of_attorney",
    "inspection_record",
    "certificate_of_origin",
    "phytosanitary_certificate",
    "veterinary_certificate",
    "fumigation_certificate",
    "destruction_record",
    "delivery_proof",
];

/// Countries whose customs may speak: of this trade, those that others pass through, and their neighbours (ISO 3166-1).
pub const COUNTRIES: &[&str] = &[
    "CN", "RU", "KZ", "BY", "KG", "AM", "MN", "UZ", "TJ", "TM", "AZ", "GE", "TR", "IR", "KR", "KP", "JP", "VN", "HK", "PL", "LV", "LT",
    "FI", "DE",
];

/// Currencies in which goods of this trade are declared (ISO 4217); any other is taken.
pub const CURRENCIES: &[&str] = &[
    "CNY", "RUB", "USD", "EUR", "KZT", "BYN", "KGS", "AMD", "MNT", "UZS", "TJS", "AZN", "GEL", "TRY", "AED", "INR", "KRW", "JPY", "HKD",
    "VND", "GBP",
];

/// Units of quantities, as goods lines have them.
pub const UNITS: &[&str] = &["pair", "piece", "set", "carton", "kg"];
