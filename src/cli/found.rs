//! What a check found, in words and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::i18n::Language;
use crate::office::check::{ChainFault, Checked, Difference};
use crate::values;

/// The result as JSON: the head of the ledger, whether all is fine, and what is not.
pub(super) fn json(checked: &Checked) -> Value {
    let full: String = checked.head.seal.iter().map(|byte| format!("{byte:02x}")).collect();
    let found: Vec<Value> = checked.broken.iter().map(broken).chain(checked.different.iter().map(different)).collect();
    json!({ "sequence": checked.head.sequence, "seal": full, "fine": checked.is_fine(), "found": found })
}

fn broken(broken: &ChainFault) -> Value {
    match broken {
        ChainFault::CommandsMissing { from, to } => json!({ "what": "commands_missing", "from": from, "to": to }),
        ChainFault::SealDiffers { sequence, shipment, numbers } => {
            json!({ "what": "seal_differs", "sequence": sequence, "shipment": shipment, "events": numbers })
        }
        ChainFault::EventUnreadable { shipment, number } => json!({ "what": "event_unreadable", "shipment": shipment, "event": number }),
        ChainFault::EventWithoutCommand { shipment, number } => {
            json!({ "what": "event_without_command", "shipment": shipment, "event": number })
        }
        ChainFault::ShipmentWithoutEvents { shipment } => json!({ "what": "shipment_without_events", "shipment": shipment }),
        ChainFault::HeadDiffers { head, last } => json!({ "what": "head_differs", "head": head, "last": last }),
    }
}

fn different(difference: &Difference) -> Value {
    match difference {
        Difference::Rows { table, shipment } => json!({ "what": "rows_differ", "table": table, "shipment": shipment }),
        Difference::History { shipment, code, event } => {
            json!({ "what": "history_refused", "shipment": shipment, "code": code, "event": event })
        }
    }
}

/// The result in words: a line for each thing, then how many there are.
pub(super) fn print(output: &mut impl Write, checked: &Checked, language: Language) -> io::Result<()> {
    for found in &checked.broken {
        writeln!(output, "{}", broken_words(found, language))?;
    }
    for found in &checked.different {
        writeln!(output, "{}", different_words(found, language))?;
    }
    let key = if checked.is_fine() { "check-fine" } else { "check-wrong" };
    let count = checked.broken.len() + checked.different.len();
    let values = values!(count = count, sequence = checked.head.sequence.to_string(), seal = checked.head.short_seal());
    writeln!(output, "{}", language.format(key, values))
}

fn broken_words(broken: &ChainFault, language: Language) -> String {
    let named = |shipment: &Option<String>| shipment.clone().unwrap_or_else(|| language.text("check-unknown"));
    match broken {
        ChainFault::CommandsMissing { from, to } => {
            language.format("check-commands-missing", values!(from = from.to_string(), to = to.to_string()))
        }
        ChainFault::SealDiffers { sequence, shipment, numbers } => {
            let numbers: Vec<String> = numbers.iter().map(i32::to_string).collect();
            let values = values!(sequence = sequence.to_string(), shipment = named(shipment), numbers = numbers.join(", "));
            language.format("check-seal-differs", values)
        }
        ChainFault::EventUnreadable { shipment, number } => {
            language.format("check-event-unreadable", values!(shipment = named(shipment), number = number.to_string()))
        }
        ChainFault::EventWithoutCommand { shipment, number } => {
            language.format("check-event-without-command", values!(shipment = named(shipment), number = number.to_string()))
        }
        ChainFault::ShipmentWithoutEvents { shipment } => {
            language.format("check-shipment-without-events", values!(shipment = shipment.as_str()))
        }
        ChainFault::HeadDiffers { head, last } => {
            let head = head.map_or_else(|| language.text("check-unknown"), |head| head.to_string());
            language.format("check-head-differs", values!(head = head, last = last.to_string()))
        }
    }
}

fn different_words(difference: &Difference, language: Language) -> String {
    match difference {
        Difference::Rows { table, shipment } => language.format("check-rows-differ", values!(table = *table, shipment = shipment.as_str())),
        Difference::History { shipment, code, event } => {
            let values = values!(shipment = shipment.as_str(), event = event.to_string(), code = *code);
            language.format("check-history-refused", values)
        }
    }
}
