//! What a check found, in words and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::faults::DoubtJson;
use crate::domain::codes::Reference;
use crate::formats::json::line;
use crate::i18n::Language;
use crate::office::check::{ChainFault, Checked, Difference};
use crate::values;
use crate::web::doubted;

#[derive(Serialize)]
struct CheckedJson<'c> {
    sequence: i64,
    seal: String,
    fine: bool,
    found: Vec<FoundJson<'c>>,
    read_alike: &'c [Vec<Reference>],
    milestone_warnings: Vec<DoubtJson<'c>>,
}

#[derive(Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
enum FoundJson<'c> {
    CommandsMissing { from: i64, to: i64 },
    SealDiffers { sequence: i64, shipment: Option<&'c str>, events: &'c [i32] },
    EventUnreadable { shipment: Option<&'c str>, event: i32 },
    EventWithoutCommand { shipment: Option<&'c str>, event: i32 },
    ShipmentWithoutEvents { shipment: &'c str },
    HeadDiffers { head: Option<i64>, last: i64 },
    RowsDiffer { table: &'c str, shipment: &'c str },
    HistoryRefused { shipment: &'c str, code: &'c str, event: u32 },
}

/// Writes the result as JSON: the head of the ledger, whether all is fine, and what is not.
pub(super) fn write_json(output: &mut impl Write, checked: &Checked) -> io::Result<()> {
    let found = checked.broken.iter().map(broken).chain(checked.different.iter().map(different)).collect();
    let (sequence, seal, read_alike) = (checked.head.sequence, checked.head.full_seal(), checked.read_alike.as_slice());
    let milestone_warnings = checked.doubted_milestones.iter().map(DoubtJson::new).collect();
    line(output, &CheckedJson { sequence, seal, fine: checked.is_fine(), found, read_alike, milestone_warnings })
}

fn broken(broken: &ChainFault) -> FoundJson<'_> {
    match broken {
        ChainFault::CommandsMissing { from, to } => FoundJson::CommandsMissing { from: *from, to: *to },
        ChainFault::SealDiffers { sequence, shipment, numbers } => {
            FoundJson::SealDiffers { sequence: *sequence, shipment: shipment.as_deref(), events: numbers }
        }
        ChainFault::EventUnreadable { shipment, number } => FoundJson::EventUnreadable { shipment: shipment.as_deref(), event: *number },
        ChainFault::EventWithoutCommand { shipment, number } => {
            FoundJson::EventWithoutCommand { shipment: shipment.as_deref(), event: *number }
        }
        ChainFault::ShipmentWithoutEvents { shipment } => FoundJson::ShipmentWithoutEvents { shipment },
        ChainFault::HeadDiffers { head, last } => FoundJson::HeadDiffers { head: *head, last: *last },
    }
}

fn different(difference: &Difference) -> FoundJson<'_> {
    match difference {
        Difference::Rows { table, shipment } => FoundJson::RowsDiffer { table, shipment },
        Difference::History { shipment, code, event } => FoundJson::HistoryRefused { shipment, code, event: *event },
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
    for alike in &checked.read_alike {
        let references = alike.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        writeln!(output, "{}", language.format("check-read-alike", values!(references = references)))?;
    }
    for doubt in &checked.doubted_milestones {
        writeln!(
            output,
            "{}",
            language.format("check-doubted", values!(shipment = doubt.shipment.as_str(), what = doubted(&doubt.doubt, language)))
        )?;
    }
    let key = if checked.is_fine() { "check-fine" } else { "check-wrong" };
    let count = checked.broken.len() + checked.different.len();
    let values = values!(count = count, sequence = checked.head.sequence, seal = checked.head.short_seal());
    writeln!(output, "{}", language.format(key, values))
}

fn broken_words(broken: &ChainFault, language: Language) -> String {
    let named = |shipment: &Option<String>| shipment.clone().unwrap_or_else(|| language.text("check-unknown"));
    match broken {
        ChainFault::CommandsMissing { from, to } => language.format("check-commands-missing", values!(from = *from, to = *to)),
        ChainFault::SealDiffers { sequence, shipment, numbers } => {
            let numbers: Vec<String> = numbers.iter().map(i32::to_string).collect();
            let values = values!(sequence = *sequence, shipment = named(shipment), numbers = numbers.join(", "));
            language.format("check-seal-differs", values)
        }
        ChainFault::EventUnreadable { shipment, number } => {
            language.format("check-event-unreadable", values!(shipment = named(shipment), number = *number))
        }
        ChainFault::EventWithoutCommand { shipment, number } => {
            language.format("check-event-without-command", values!(shipment = named(shipment), number = *number))
        }
        ChainFault::ShipmentWithoutEvents { shipment } => {
            language.format("check-shipment-without-events", values!(shipment = shipment.as_str()))
        }
        ChainFault::HeadDiffers { head, last } => {
            let head = head.map_or_else(|| language.text("check-unknown"), |head| head.to_string());
            language.format("check-head-differs", values!(head = head, last = *last))
        }
    }
}

fn different_words(difference: &Difference, language: Language) -> String {
    match difference {
        Difference::Rows { table, shipment } => language.format("check-rows-differ", values!(table = *table, shipment = shipment.as_str())),
        Difference::History { shipment, code, event } => {
            let values = values!(shipment = shipment.as_str(), event = *event, code = *code);
            language.format("check-history-refused", values)
        }
    }
}
