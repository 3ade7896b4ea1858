//! Rows that are there already: an event of the shipment has the row's kind, its instant and every cell that
//! it fills, retracted or not; one event for one row. So the same file twice changes nothing.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use super::as_meant::as_scanned;
use super::file::FileRow;
use crate::domain::event::{Event, Kind, Recorded};
use crate::domain::field::Field;
use crate::domain::refusal::Rule;

/// How deep references may lead: a retraction names a release, which names a hold.
const DEPTH: usize = 3;

/// What a row may differ in from the event that it became.
const OWN: [Field; 8] =
    [Field::Shipment, Field::OccurredAt, Field::Number, Field::RecordedAt, Field::Actor, Field::ActorId, Field::Source, Field::RefersTo];

/// Leaves out the rows that the history has, numbers the others after it, and follows their references to the
/// events that the named rows became. Gives also how many were left out.
///
/// A new row that names no row of the file is refused with its row: `refers_to` points within the file, and in a
/// history that goes on, the number would mean an event of another counting.
pub(super) fn leave_out(history: &[Recorded], rows: Vec<FileRow>) -> Result<(Vec<FileRow>, u64), (u64, Rule)> {
    let at: HashMap<u32, usize> = rows.iter().enumerate().map(|(index, row)| (row.number, index)).collect();
    let levels: Vec<usize> = rows.iter().map(|row| level(row, &rows, &at, 0)).collect();
    let mut became: Vec<Option<u32>> = vec![None; rows.len()];
    let left = pair_exactly(history, &rows, &mut became);
    for depth in 0..=DEPTH {
        let here: Vec<usize> = (0..rows.len()).filter(|index| levels[*index] == depth && became[*index].is_none()).collect();
        let named: Vec<Named> = here.iter().map(|index| named(&rows[*index], depth, &at, &became)).collect();
        let fits = |row: usize, event: usize| is_same(&rows[here[row]], named[row], left[event]);
        let alike = |row: usize, event: usize| fits(row, event) && named_alike(&rows[here[row]], left[event], &rows, history, DEPTH);
        let pairs = pair(here.len(), left.len(), &alike, &fits);
        for (index, event) in here.iter().zip(pairs) {
            became[*index] = event.map(|event| left[event].number);
        }
    }
    let mut next = history.iter().map(|recorded| recorded.number).max().unwrap_or(0);
    let is_new: Vec<bool> = became.iter().map(Option::is_none).collect();
    for number in became.iter_mut().filter(|number| number.is_none()) {
        next += 1;
        *number = Some(next);
    }
    let stray = |row: &FileRow| row.event.refers_to().is_some_and(|number| !at.contains_key(&number));
    if let Some((row, _)) = rows.iter().zip(&is_new).find(|(row, is_new)| **is_new && stray(row)) {
        let is_retraction = matches!(row.event.kind, Kind::Retracted { .. });
        return Err((row.row, if is_retraction { Rule::RefersUnknown } else { Rule::NoOpenHold }));
    }
    let unchanged = is_new.iter().filter(|is_new| !**is_new).count() as u64;
    let now_numbered = |number: u32| at.get(&number).and_then(|index| became[*index]);
    let renumber = |(index, mut row): (usize, FileRow)| {
        row.number = became[index].unwrap_or(0);
        if let Some(number) = row.event.refers_to() {
            row.event = row.event.referring_to(now_numbered(number).unwrap_or(number));
        }
        row
    };
    Ok((rows.into_iter().enumerate().filter(|(index, _)| is_new[*index]).map(renumber).collect(), unchanged))
}

/// Pairs rows with events that have just their cells, where neither refers to anything nor is named by anything; gives
/// the events that are left. None is lost by that: what fits such an event fits every other that its row fits.
fn pair_exactly<'h>(history: &'h [Recorded], rows: &[FileRow], became: &mut [Option<u32>]) -> Vec<&'h Recorded> {
    let named_events: HashSet<u32> = history.iter().filter_map(|recorded| recorded.event.refers_to()).collect();
    let named_rows: HashSet<u32> = rows.iter().filter_map(|row| row.event.refers_to()).collect();
    let mut alone: HashMap<String, VecDeque<u32>> = HashMap::new();
    let is_alone = |recorded: &&Recorded| recorded.event.refers_to().is_none() && !named_events.contains(&recorded.number);
    for recorded in history.iter().filter(is_alone) {
        alone.entry(cells(&recorded.event, Field::ALL)).or_default().push_back(recorded.number);
    }
    let mut taken = HashSet::new();
    for (row, became) in rows.iter().zip(became) {
        if row.event.refers_to().is_none() && !named_rows.contains(&row.number) {
            *became = alone.get_mut(&cells(&row.event, &row.filled)).and_then(VecDeque::pop_front);
            taken.extend(*became);
        }
    }
    history.iter().filter(|recorded| !taken.contains(&recorded.number)).collect()
}

/// What an event says in a field: of parcels what is meant, for an earlier version recorded them as they were typed.
fn cell(event: &Event, field: Field) -> Option<Cow<'_, str>> {
    let cell = event.cell(field)?;
    Some(if field == Field::Parcels { Cow::Owned(as_scanned(&cell)) } else { cell })
}

/// What an event says in these fields, when, and of which kind: the same for two that are the same.
fn cells(event: &Event, fields: &[Field]) -> String {
    let mut told = format!("{} {}", event.occurred.instant.seconds(), event.kind.word());
    let mut fields: Vec<Field> = fields.iter().copied().filter(|field| !OWN.contains(field)).collect();
    fields.sort_unstable_by_key(|field| field.index());
    for field in fields {
        if let Some(cell) = cell(event, field) {
            told.push_str(&format!("\u{1f}{}={cell}", field.index()));
        }
    }
    told
}

/// How many references lead on from a row.
fn level(row: &FileRow, rows: &[FileRow], at: &HashMap<u32, usize>, depth: usize) -> usize {
    match row.event.refers_to().and_then(|number| at.get(&number)) {
        Some(named) if depth < DEPTH => 1 + level(&rows[*named], rows, at, depth + 1),
        _ => 0,
    }
}

/// What a row's reference leads to: no reference, one to an event that is there, or one to nothing there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Nothing,
    Event(u32),
    Unknown,
}

/// A number that names no row, or one that leads round in a circle, means what it says.
fn named(row: &FileRow, depth: usize, at: &HashMap<u32, usize>, became: &[Option<u32>]) -> Named {
    let Some(number) = row.event.refers_to() else { return Named::Nothing };
    match at.get(&number) {
        None => Named::Event(number),
        Some(index) => match became[*index] {
            Some(event) => Named::Event(event),
            None if depth == DEPTH => Named::Event(number),
            None => Named::Unknown,
        },
    }
}

fn is_same(row: &FileRow, named: Named, recorded: &Recorded) -> bool {
    let refers = match named {
        Named::Nothing => true,
        Named::Event(number) => recorded.event.refers_to() == Some(number),
        Named::Unknown => false,
    };
    refers
        && recorded.event.occurred.instant == row.event.occurred.instant
        && recorded.event.kind.word() == row.event.kind.word()
        && row.filled.iter().filter(|field| !OWN.contains(field)).all(|field| cell(&recorded.event, *field) == cell(&row.event, *field))
}

/// Whether the rows that name a row are just those that name an event, and so on: of twins, each is known by
/// what refers to it. References deeper than they can lead are not followed.
fn named_alike(row: &FileRow, recorded: &Recorded, rows: &[FileRow], history: &[Recorded], depth: usize) -> bool {
    if depth == 0 {
        return true;
    }
    let naming_row = || rows.iter().filter(|other| other.event.refers_to() == Some(row.number));
    let naming_event = || history.iter().filter(|other| other.event.refers_to() == Some(recorded.number));
    let alike =
        |other: &FileRow, event: &Recorded| is_same(other, Named::Nothing, event) && named_alike(other, event, rows, history, depth - 1);
    naming_row().count() == naming_event().count() && naming_row().all(|other| naming_event().any(|event| alike(other, event)))
}

/// Pairs as many rows with events as can be, each event once: those that are alike in what names them first, then
/// any that fit; by augmenting paths, earlier rows and events first.
fn pair(rows: usize, events: usize, alike: &dyn Fn(usize, usize) -> bool, fits: &dyn Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let mut taken_by: Vec<Option<usize>> = vec![None; events];
    let first: Vec<bool> = (0..rows).map(|row| augment(row, alike, &mut taken_by)).collect();
    for row in (0..rows).filter(|row| !first[*row]) {
        augment(row, fits, &mut taken_by);
    }
    let mut pairs = vec![None; rows];
    for (event, row) in taken_by.iter().enumerate().filter_map(|(event, row)| row.map(|row| (event, row))) {
        pairs[row] = Some(event);
    }
    pairs
}

/// Takes an event for a row: a free one if there is any, else one whose row can take another, and so on. Breadth
/// first, without a stack that grows with the twins.
fn augment(row: usize, fits: &dyn Fn(usize, usize) -> bool, taken_by: &mut [Option<usize>]) -> bool {
    let mut come_from: Vec<Option<usize>> = vec![None; taken_by.len()];
    let mut held: HashMap<usize, usize> = HashMap::new();
    let mut waiting = VecDeque::from([row]);
    while let Some(mover) = waiting.pop_front() {
        if let Some(free) = (0..taken_by.len()).find(|event| taken_by[*event].is_none() && fits(mover, *event)) {
            come_from[free] = Some(mover);
            let mut event = free;
            while let Some(mover) = come_from[event] {
                taken_by[event] = Some(mover);
                match held.get(&mover) {
                    Some(before) => event = *before,
                    None => break,
                }
            }
            return true;
        }
        for event in 0..taken_by.len() {
            let Some(other) = taken_by[event].filter(|_| come_from[event].is_none() && fits(mover, event)) else { continue };
            come_from[event] = Some(mover);
            held.insert(other, event);
            waiting.push_back(other);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_fits_several_events_leaves_each_its_own() {
        let check = |candidates: &[&[usize]], events: usize, expected: &[Option<usize>]| {
            assert_eq!(pair(candidates.len(), events, &|_, _| false, &|row, event| candidates[row].contains(&event)), expected);
        };
        check(&[&[0, 1], &[0]], 2, &[Some(1), Some(0)]);
        check(&[&[0], &[0]], 1, &[Some(0), None]);
        check(&[&[0, 1], &[0, 2], &[0]], 3, &[Some(1), Some(2), Some(0)]);
    }

    #[test]
    fn many_twins_do_not_need_a_deep_stack() {
        const TWINS: usize = 12_000;
        let fits = |row: usize, event: usize| row < TWINS || event == 0;
        let pairs = pair(TWINS + 1, TWINS, &|_, _| false, &fits);
        assert_eq!(pairs.iter().filter(|event| event.is_none()).count(), 1);
    }
}
