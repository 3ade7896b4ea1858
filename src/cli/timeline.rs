//! A timeline as text for a terminal.

use std::io::{self, Write};

use comfy_table::{Table, presets};

use super::report::duration;
use crate::domain::clock::State;
use crate::domain::codes::Reference;
use crate::domain::stage::{ClockName, Stage};
use crate::domain::time::Instant;
use crate::domain::timeline::Timeline;
use crate::i18n::Language;
use crate::values;
use crate::web::doubted;

/// Prints where a shipment is, its visits, holds and clocks.
pub(super) fn print(output: &mut impl Write, shipment: &Reference, timeline: &Timeline, language: Language) -> io::Result<()> {
    let stage = |stage: Stage| language.text(&format!("stage-{stage}"));
    writeln!(output, "{shipment}")?;
    writeln!(output, "{}", language.format("timeline-as-of", values!(as_of = timeline.as_of.to_string())))?;
    let standing = match (timeline.stage, timeline.outcome) {
        (Some(at), _) => language.format("timeline-stage", values!(stage = stage(at))),
        (None, Some((outcome, at))) => {
            let outcome = language.text(&format!("outcome-{outcome}"));
            language.format("timeline-outcome", values!(outcome = outcome, at = at.to_string()))
        }
        (None, None) => language.text("timeline-no-stage"),
    };
    writeln!(output, "{standing}")?;
    if !timeline.skipped.is_empty() {
        let stages: Vec<String> = timeline.skipped.iter().map(|skipped| stage(*skipped)).collect();
        writeln!(output, "{}", language.format("timeline-skipped", values!(stages = stages.join(", "))))?;
    }
    for (country, code) in &timeline.customs {
        writeln!(output, "{} {country}: {code}", language.text("timeline-customs"))?;
    }
    let tables = [("visits", visits(timeline, language)), ("holds", holds(timeline, language)), ("clocks", clocks(timeline, language))];
    for (title, table) in tables.into_iter().filter(|(_, table)| table.row_count() > 0) {
        writeln!(output, "\n{}\n{table}", language.text(&format!("timeline-{title}")))?;
    }
    if !timeline.warnings.is_empty() || !timeline.doubted.is_empty() {
        writeln!(output, "\n{}", language.text("timeline-warnings"))?;
        for (warning, at) in &timeline.warnings {
            writeln!(output, "  {}: {}", stage(*at), language.text(&format!("warning-{warning}")))?;
        }
        for doubt in &timeline.doubted {
            writeln!(output, "  {}", doubted(doubt, language))?;
        }
    }
    Ok(())
}

fn table(heads: &[&str], language: Language) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_header(heads.iter().map(|head| language.text(&format!("timeline-{head}"))));
    table
}

fn instant(instant: Option<Instant>) -> String {
    instant.map_or_else(String::new, |instant| instant.to_string())
}

fn visits(timeline: &Timeline, language: Language) -> Table {
    let mut table = table(&["stage-head", "entered", "left", "duration"], language);
    for visit in &timeline.visits {
        table.add_row([
            language.text(&format!("stage-{}", visit.stage)),
            visit.entered_at.to_string(),
            instant(visit.left_at),
            duration(visit.seconds as f64, language),
        ]);
    }
    table
}

fn holds(timeline: &Timeline, language: Language) -> Table {
    let mut table = table(&["number", "reason", "held", "released", "duration", "pauses"], language);
    for hold in &timeline.holds {
        table.add_row([
            hold.number.to_string(),
            hold.reason.clone(),
            hold.held_at.to_string(),
            instant(hold.ended.map(|(end, _)| end)),
            duration(hold.seconds as f64, language),
            language.text(if hold.pauses { "yes" } else { "no" }),
        ]);
    }
    table
}

fn clocks(timeline: &Timeline, language: Language) -> Table {
    let mut table = table(&["clock-head", "state", "start", "end", "gross", "net", "target", "within"], language);
    for (name, reading) in ClockName::ALL.iter().filter_map(|name| timeline.clock(*name).map(|reading| (name, reading))) {
        let (state, end) = match reading.clock.state {
            State::Running => ("state-running", None),
            State::Ended(end) => ("state-ended", Some(end)),
            State::Stopped(end, _) => ("state-stopped", Some(end)),
        };
        table.add_row([
            language.text(&format!("clock-{name}")),
            language.text(state),
            reading.clock.start.to_string(),
            instant(end),
            duration(reading.elapsed.gross as f64, language),
            duration(reading.elapsed.net as f64, language),
            reading.clock.target.map_or_else(String::new, |target| duration(target.seconds() as f64, language)),
            reading.within().map_or_else(String::new, |within| language.text(if within { "yes" } else { "no" })),
        ]);
    }
    table
}
