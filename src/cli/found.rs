//! What a check found, in words and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::i18n::Language;
use crate::office::check::{ChainFault, Checked, Difference};
use crate::values;

/// The head of the ledger, whether all is fine, and what is not.
#[derive(Serialize)]
struct Written<'a> {
    sequence: i64,
    seal: String,
    fine: bool,
    found: Vec<Found<'a>>,
}

/// One thing that is not as it must be; `what` names it.
#[derive(Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
enum Found<'a> {
    CommandsMissing { from: i64, to: i64 },
    SealDiffers { sequence: i64, shipment: Option<&'a str>, events: &'a [i32] },
    EventUnreadable { shipment: Option<&'a str>, event: i32 },
    EventWithoutCommand { shipment: Option<&'a str>, event: i32 },
    ShipmentWithoutEvents { shipment: &'a str },
    HeadDiffers { head: Option<i64>, last: i64 },
    RowsDiffer { table: &'static str, shipment: &'a str },
    HistoryRefused { shipment: &'a str, code: &'static str, event: u32 },
}

/// The result as JSON, on one line.
pub(super) fn json(checked: &Checked) -> serde_json::Result<String> {
    let found = checked.broken.iter().map(Found::from).chain(checked.different.iter().map(Found::from)).collect();
    serde_json::to_string(&Written { sequence: checked.head.sequence, seal: checked.head.full_seal(), fine: checked.is_fine(), found })
}

impl<'a> From<&'a ChainFault> for Found<'a> {
    fn from(fault: &'a ChainFault) -> Self {
        match fault {
            ChainFault::CommandsMissing { from, to } => Self::CommandsMissing { from: *from, to: *to },
            ChainFault::SealDiffers { sequence, shipment, numbers } => {
                Self::SealDiffers { sequence: *sequence, shipment: shipment.as_deref(), events: numbers }
            }
            ChainFault::EventUnreadable { shipment, number } => Self::EventUnreadable { shipment: shipment.as_deref(), event: *number },
            ChainFault::EventWithoutCommand { shipment, number } => {
                Self::EventWithoutCommand { shipment: shipment.as_deref(), event: *number }
            }
            ChainFault::ShipmentWithoutEvents { shipment } => Self::ShipmentWithoutEvents { shipment },
            ChainFault::HeadDiffers { head, last } => Self::HeadDiffers { head: *head, last: *last },
        }
    }
}

impl<'a> From<&'a Difference> for Found<'a> {
    fn from(difference: &'a Difference) -> Self {
        match difference {
            Difference::Rows { table, shipment } => Self::RowsDiffer { table, shipment },
            Difference::History { shipment, code, event } => Self::HistoryRefused { shipment, code, event: *event },
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
