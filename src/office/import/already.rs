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
    let names = Names::new(&rows, history);
    for depth in 0..=DEPTH {
        let here: Vec<(&FileRow, Named)> = (0..rows.len())
            .filter(|index| levels[*index] == depth && became[*index].is_none())
            .map(|index| (&rows[index], named(&rows[index], depth, &at, &became)))
            .collect();
        let pairs = pair(&here, &left, &names);
        let free = (0..rows.len()).filter(|index| levels[*index] == depth && became[*index].is_none()).collect::<Vec<_>>();
        for (index, event) in free.into_iter().zip(pairs) {
            became[index] = event.map(|event| left[event].number);
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

/// The fields in which a row must agree with the event that it became.
fn to_agree(row: &FileRow) -> Vec<Field> {
    let mut fields: Vec<Field> = row.filled.iter().copied().filter(|field| !OWN.contains(field)).collect();
    fields.sort_unstable_by_key(|field| field.index());
    fields
}

fn is_same(row: &FileRow, recorded: &Recorded) -> bool {
    recorded.event.occurred.instant == row.event.occurred.instant
        && recorded.event.kind.word() == row.event.kind.word()
        && to_agree(row).into_iter().all(|field| cell(&recorded.event, field) == cell(&row.event, field))
}

/// What refers to what, in the file and in the history.
struct Names<'h> {
    rows: HashMap<u32, Vec<&'h FileRow>>,
    events: HashMap<u32, Vec<&'h Recorded>>,
}

impl<'h> Names<'h> {
    fn new(rows: &'h [FileRow], history: &'h [Recorded]) -> Self {
        let mut names = Self { rows: HashMap::new(), events: HashMap::new() };
        for row in rows {
            if let Some(number) = row.event.refers_to() {
                names.rows.entry(number).or_default().push(row);
            }
        }
        for recorded in history {
            if let Some(number) = recorded.event.refers_to() {
                names.events.entry(number).or_default().push(recorded);
            }
        }
        names
    }

    fn of_row(&self, row: &FileRow) -> &[&'h FileRow] {
        self.rows.get(&row.number).map_or(&[], Vec::as_slice)
    }

    fn of_event(&self, recorded: &Recorded) -> &[&'h Recorded] {
        self.events.get(&recorded.number).map_or(&[], Vec::as_slice)
    }

    /// Whether the rows that name a row are just those that name an event, and so on: of twins, each is known by
    /// what refers to it. References deeper than they can lead are not followed.
    fn are_alike(&self, row: &FileRow, recorded: &Recorded, depth: usize) -> bool {
        if depth == 0 {
            return true;
        }
        let (naming_row, naming_event) = (self.of_row(row), self.of_event(recorded));
        let is_alike = |other: &FileRow, event: &Recorded| is_same(other, event) && self.are_alike(other, event, depth - 1);
        naming_row.len() == naming_event.len() && naming_row.iter().all(|other| naming_event.iter().any(|event| is_alike(other, event)))
    }
}

/// Of when and of which kind events are, in which fields they are compared, and whether what they refer to counts.
type Compared = (i64, &'static str, Vec<Field>, bool);

/// By what they say, events and their group, once it has one.
type BySaid = HashMap<String, (Vec<usize>, Option<usize>)>;

/// The events that rows may have become: rows that say the same may have become the same.
#[derive(Default)]
struct Choices {
    groups: Vec<Vec<usize>>,
    /// The group of each row.
    of_row: Vec<usize>,
}

impl Choices {
    /// The events in which each row finds all its cells, found by those cells: not every event is looked at for every row.
    fn fitting(rows: &[(&FileRow, Named)], events: &[&Recorded]) -> Self {
        let mut by_time: HashMap<(i64, &'static str), Vec<usize>> = HashMap::new();
        for (index, recorded) in events.iter().enumerate() {
            by_time.entry((recorded.event.occurred.instant.seconds(), recorded.event.kind.word())).or_default().push(index);
        }
        let mut choices = Self::default();
        let mut indexes: HashMap<Compared, BySaid> = HashMap::new();
        for (row, named) in rows {
            let (time, fields, refers) =
                ((row.event.occurred.instant.seconds(), row.event.kind.word()), to_agree(row), *named != Named::Nothing);
            let index = indexes.entry((time.0, time.1, fields.clone(), refers)).or_insert_with(|| {
                let mut index = BySaid::new();
                for at in by_time.get(&time).into_iter().flatten() {
                    let number = if refers { events[*at].event.refers_to() } else { None };
                    index.entry(said(&events[*at].event, &fields, number)).or_default().0.push(*at);
                }
                index
            });
            let said = match named {
                Named::Nothing => Some(said(&row.event, &fields, None)),
                Named::Event(number) => Some(said(&row.event, &fields, Some(*number))),
                Named::Unknown => None,
            };
            let group = match said.and_then(|said| index.get_mut(&said)) {
                Some((_, Some(group))) => *group,
                Some((events, group)) => *group.insert(choices.add(std::mem::take(events))),
                None => choices.add(Vec::new()),
            };
            choices.of_row.push(group);
        }
        choices
    }

    /// Of these the events that are named as their rows are.
    fn named_alike(&self, rows: &[(&FileRow, Named)], events: &[&Recorded], names: &Names<'_>) -> Self {
        let mut choices = Self::default();
        let mut unnamed: HashMap<usize, usize> = HashMap::new();
        for ((row, _), group) in rows.iter().zip(&self.of_row) {
            let own = if names.of_row(row).is_empty() {
                *unnamed.entry(*group).or_insert_with(|| {
                    let is_unnamed = |event: &&usize| names.of_event(events[**event]).is_empty();
                    choices.groups.push(self.groups[*group].iter().filter(is_unnamed).copied().collect());
                    choices.groups.len() - 1
                })
            } else {
                let is_alike = |event: &&usize| names.are_alike(row, events[**event], DEPTH);
                choices.add(self.groups[*group].iter().filter(is_alike).copied().collect())
            };
            choices.of_row.push(own);
        }
        choices
    }

    fn add(&mut self, events: Vec<usize>) -> usize {
        self.groups.push(events);
        self.groups.len() - 1
    }

    /// Gives each row that has no event one of its own, as far as there are any: by augmenting paths, from group to group.
    /// A group in which a search ended in vain has nothing to give to any later one.
    fn take(&self, taken_by: &mut [Option<usize>]) {
        let mut first_free = vec![0; self.groups.len()];
        let mut is_spent = vec![false; self.groups.len()];
        let mut has_event = vec![false; self.of_row.len()];
        for row in taken_by.iter().flatten() {
            has_event[*row] = true;
        }
        for row in (0..self.of_row.len()).filter(|row| !has_event[*row]) {
            self.augment(row, taken_by, &mut first_free, &mut is_spent);
        }
    }

    fn augment(&self, row: usize, taken_by: &mut [Option<usize>], first_free: &mut [usize], is_spent: &mut [bool]) {
        let start = self.of_row[row];
        // Each group that is reached: by which event of which group; whose row would take another.
        let mut come_from: HashMap<usize, (usize, usize)> = HashMap::new();
        let mut reached = vec![start];
        let mut next = 0;
        while let Some(group) = reached.get(next).copied().filter(|_| !is_spent[start]) {
            next += 1;
            let events = &self.groups[group];
            while events.get(first_free[group]).is_some_and(|event| taken_by[*event].is_some()) {
                first_free[group] += 1;
            }
            if let Some(free) = events.get(first_free[group]) {
                let (mut event, mut group) = (*free, group);
                while group != start {
                    let (before, from) = come_from[&group];
                    taken_by[event] = taken_by[before];
                    (event, group) = (before, from);
                }
                taken_by[event] = Some(row);
                return;
            }
            for event in events {
                let Some(other) = taken_by[*event].map(|row| self.of_row[row]) else { continue };
                if other != start && other != group && !is_spent[other] && !come_from.contains_key(&other) {
                    come_from.insert(other, (*event, group));
                    reached.push(other);
                }
            }
        }
        for group in reached {
            is_spent[group] = true;
        }
    }
}

/// What an event says in these fields, and what it refers to, where that counts.
fn said(event: &Event, fields: &[Field], refers_to: Option<u32>) -> String {
    format!("{}\u{1e}{}", refers_to.unwrap_or(0), cells(event, fields))
}

/// Pairs as many rows with events as can be, each event once: those that are alike in what names them first, then
/// any that fit; earlier rows and events first.
fn pair(rows: &[(&FileRow, Named)], events: &[&Recorded], names: &Names<'_>) -> Vec<Option<usize>> {
    let fitting = Choices::fitting(rows, events);
    let mut taken_by: Vec<Option<usize>> = vec![None; events.len()];
    fitting.named_alike(rows, events, names).take(&mut taken_by);
    fitting.take(&mut taken_by);
    let mut pairs = vec![None; rows.len()];
    for (event, row) in taken_by.iter().enumerate().filter_map(|(event, row)| row.map(|row| (event, row))) {
        pairs[row] = Some(event);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(groups: &[&[usize]], of_row: Vec<usize>, events: usize) -> Vec<Option<usize>> {
        let mut taken_by = vec![None; events];
        Choices { groups: groups.iter().map(|group| group.to_vec()).collect(), of_row }.take(&mut taken_by);
        taken_by
    }

    #[test]
    fn a_row_that_fits_several_events_leaves_each_its_own() {
        let check = |candidates: &[&[usize]], events: usize, expected: &[Option<usize>]| {
            assert_eq!(taken(candidates, (0..candidates.len()).collect(), events), expected);
        };
        // By event, the row that takes it.
        check(&[&[0, 1], &[0]], 2, &[Some(1), Some(0)]);
        check(&[&[0], &[0]], 1, &[Some(0)]);
        check(&[&[0, 1], &[0, 2], &[0]], 3, &[Some(2), Some(0), Some(1)]);
        check(&[&[0, 1], &[1, 2], &[0], &[1]], 3, &[Some(2), Some(0), Some(1)]);
    }

    /// As many are paired as a search through all ways finds.
    #[test]
    fn no_pairing_has_more() {
        fn most(candidates: &[Vec<usize>], used: u32) -> usize {
            let Some((first, rest)) = candidates.split_first() else { return 0 };
            let with = first.iter().filter(|event| used & (1 << **event) == 0).map(|event| 1 + most(rest, used | 1 << event)).max();
            with.unwrap_or(0).max(most(rest, used))
        }
        // Every way in which four rows can fit four events, rows that fit the same in one group.
        for sets in 0..1_u32 << 16 {
            let masks: Vec<u32> = (0..4).map(|row| sets >> (4 * row) & 0xf).collect();
            let candidates: Vec<Vec<usize>> = masks.iter().map(|mask| (0..4).filter(|event| mask & (1 << event) != 0).collect()).collect();
            let mut groups: Vec<u32> = masks.clone();
            groups.sort_unstable();
            groups.dedup();
            let of_row = masks.iter().map(|mask| groups.partition_point(|group| group < mask)).collect();
            let events: Vec<Vec<usize>> = groups.iter().map(|mask| (0..4).filter(|event| mask & (1 << event) != 0).collect()).collect();
            let groups: Vec<&[usize]> = events.iter().map(Vec::as_slice).collect();
            let taken_by = taken(&groups, of_row, 4);
            let mut rows: Vec<usize> = taken_by.iter().flatten().copied().collect();
            assert!(taken_by.iter().enumerate().all(|(event, row)| row.is_none_or(|row| candidates[row].contains(&event))));
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), taken_by.iter().flatten().count());
            assert_eq!(rows.len(), most(&candidates, 0), "{candidates:?}");
        }
    }

    #[test]
    fn many_twins_are_paired_at_once() {
        const TWINS: usize = 200_000;
        let all: Vec<usize> = (0..TWINS).collect();
        // All but the last fit all; the last fits the first alone; then as many again that find nothing.
        let of_row = (0..2 * TWINS + 1).map(|row| usize::from(row == TWINS)).collect();
        let taken_by = taken(&[&all, &[0]], of_row, TWINS);
        assert!(taken_by.iter().all(Option::is_some));
    }
}
