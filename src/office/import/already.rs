//! Rows that are there already: an event of the shipment has the row's kind, its instant and every cell that
//! it fills, retracted or not; one event for one row. So the same file twice changes nothing.

use std::collections::HashMap;

use super::file::FileRow;
use crate::domain::event::Recorded;
use crate::domain::field::Field;

/// How deep references may lead: a retraction names a release, which names a hold.
const DEPTH: usize = 3;

/// What a row may differ in from the event that it became.
const OWN: [Field; 6] = [Field::Shipment, Field::OccurredAt, Field::Number, Field::RecordedAt, Field::Actor, Field::RefersTo];

/// Leaves out the rows that the history has, numbers the others after it, and follows their references to the
/// events that the named rows became. Gives also how many were left out.
pub(super) fn leave_out(history: &[Recorded], rows: Vec<FileRow>) -> (Vec<FileRow>, u64) {
    let at: HashMap<u32, usize> = rows.iter().enumerate().map(|(index, row)| (row.number, index)).collect();
    let levels: Vec<usize> = rows.iter().map(|row| level(row, &rows, &at, 0)).collect();
    let mut became: Vec<Option<u32>> = vec![None; rows.len()];
    for depth in 0..=DEPTH {
        let here: Vec<usize> = (0..rows.len()).filter(|index| levels[*index] == depth).collect();
        let candidates: Vec<Vec<usize>> = here.iter().map(|index| candidates(&rows[*index], history, &at, &became)).collect();
        for (index, event) in here.iter().zip(pair(&candidates, history.len())) {
            became[*index] = event.map(|event| history[event].number);
        }
    }
    let mut next = history.iter().map(|recorded| recorded.number).max().unwrap_or(0);
    let is_new: Vec<bool> = became.iter().map(Option::is_none).collect();
    for number in became.iter_mut().filter(|number| number.is_none()) {
        next += 1;
        *number = Some(next);
    }
    let passed_over = is_new.iter().filter(|is_new| !**is_new).count() as u64;
    let named = |number: u32| at.get(&number).and_then(|index| became[*index]);
    let renumber = |(index, mut row): (usize, FileRow)| {
        row.number = became[index].unwrap_or(0);
        if let Some(number) = row.event.refers_to() {
            row.event = row.event.referring_to(named(number).unwrap_or(0));
        }
        row
    };
    (rows.into_iter().enumerate().filter(|(index, _)| is_new[*index]).map(renumber).collect(), passed_over)
}

/// How many references lead on from a row.
fn level(row: &FileRow, rows: &[FileRow], at: &HashMap<u32, usize>, depth: usize) -> usize {
    match row.event.refers_to().and_then(|number| at.get(&number)) {
        Some(named) if depth < DEPTH => 1 + level(&rows[*named], rows, at, depth + 1),
        _ => 0,
    }
}

fn candidates(row: &FileRow, history: &[Recorded], at: &HashMap<u32, usize>, became: &[Option<u32>]) -> Vec<usize> {
    let names = row.event.refers_to().map(|number| at.get(&number).and_then(|index| became[*index]));
    let same = |recorded: &Recorded| {
        recorded.event.kind.word() == row.event.kind.word()
            && recorded.event.occurred.instant == row.event.occurred.instant
            && names.is_none_or(|number| number.is_some() && recorded.event.refers_to() == number)
            && row.filled.iter().filter(|field| !OWN.contains(field)).all(|field| recorded.event.cell(*field) == row.event.cell(*field))
    };
    history.iter().enumerate().filter(|(_, recorded)| same(recorded)).map(|(index, _)| index).collect()
}

/// Pairs as many rows with events as can be, each event once: augmenting paths, earlier rows and events first.
fn pair(candidates: &[Vec<usize>], events: usize) -> Vec<Option<usize>> {
    let mut taken_by: Vec<Option<usize>> = vec![None; events];
    for row in 0..candidates.len() {
        augment(row, candidates, &mut taken_by, &mut vec![false; events]);
    }
    let mut pairs = vec![None; candidates.len()];
    for (event, row) in taken_by.iter().enumerate().filter_map(|(event, row)| row.map(|row| (event, row))) {
        pairs[row] = Some(event);
    }
    pairs
}

fn augment(row: usize, candidates: &[Vec<usize>], taken_by: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for event in &candidates[row] {
        if !std::mem::replace(&mut tried[*event], true) && taken_by[*event].is_none_or(|other| augment(other, candidates, taken_by, tried))
        {
            taken_by[*event] = Some(row);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_fits_several_events_leaves_each_its_own() {
        assert_eq!(pair(&[vec![0, 1], vec![0]], 2), [Some(1), Some(0)]);
        assert_eq!(pair(&[vec![0], vec![0]], 1), [Some(0), None]);
    }
}
