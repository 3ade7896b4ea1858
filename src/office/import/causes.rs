//! The faults of a file's rows as they are named: one that many rows have for one reason stands once, at the first of
//! them, with their number. What has to be mended once is told once: a place that is not known, a word that is no stage,
//! a column in which dates are written another way, a column that is not there.

use std::collections::HashMap;

use super::{Also, RowFault};
use crate::domain::field::Field;
use crate::domain::normal_form::excerpt;
use crate::domain::refusal::{FieldFault, Rule};

/// Characters that are kept of a value at fault, as long as not much is kept in all; and what is much, in bytes.
const LONG_VALUE: usize = 4_096;
const MUCH: usize = 4 * 1_048_576;
/// Characters that are kept of each after that.
const SHORT_VALUE: usize = 100;
/// Further rows that are named of those that have a fault too.
const ALSO_NAMED: usize = 5;

/// What faults of several rows have in common, where one thing is to be mended.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Cause {
    /// One code or word, in one column; a place's in any.
    Word(Rule, Option<Field>, String, usize),
    /// A column that is written another way: digits as 9.
    Form(Rule, Field, String),
    /// A column that the file does not have.
    NoColumn(Rule, Field),
    /// A column that a kind of event does not have.
    NotOfKind(Field, String),
    /// Rows with other cells than there are columns.
    Cells,
    /// The file is in another encoding.
    Encoding,
    /// The file registers nothing, and goes on with what is not there.
    NothingRegistered,
}

/// Whether what a cell says is of a fixed form, so that a column of wrong ones was written by one rule.
fn has_form(field: Field) -> bool {
    matches!(field, Field::OccurredAt | Field::RecordedAt | Field::GrossKg | Field::Value | Field::Packages) || field.target_of().is_some()
}

/// A value by its form: each number as 9, a tariff code's with as many as it has digits. None of what has no digit, or
/// is of the right form and wrong for itself.
fn form(field: Field, value: &str) -> Option<String> {
    let is_code = matches!(field, Field::HsCode | Field::TnvedCode);
    if !(is_code || has_form(field)) || !value.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut form = String::new();
    for c in value.chars() {
        let c = if c.is_ascii_digit() { '9' } else { c };
        if is_code || c != '9' || !form.ends_with('9') {
            form.push(c);
        }
    }
    let is_instant = matches!(field, Field::OccurredAt | Field::RecordedAt);
    let is_right =
        is_instant && form.starts_with("9-9-9T9:9:9") && (form.ends_with('Z') || form.ends_with("+9:9") || form.ends_with("-9:9"));
    Some(form).filter(|form| !is_right && form.chars().count() <= SHORT_VALUE)
}

impl Cause {
    /// The cause of a field fault in a row of a kind; none where each row is to be mended by itself.
    fn of(fault: &FieldFault, kind: Option<&str>, has_column: impl Fn(Field) -> bool) -> Option<Self> {
        let FieldFault { rule, field, value } = fault;
        match (rule, field, value) {
            (Rule::ValueInvalid, None, None) => Some(Self::Cells),
            (Rule::ValueInvalid, Some(_), Some(value)) if value.contains(char::REPLACEMENT_CHARACTER) => Some(Self::Encoding),
            (Rule::FieldMissing | Rule::ReasonMissing, Some(field), None) => (!has_column(*field)).then_some(Self::NoColumn(*rule, *field)),
            (Rule::FieldUnexpected, Some(field), _) => kind.map(|kind| Self::NotOfKind(*field, kind.to_owned())),
            (Rule::ValueInvalid | Rule::TimeInvalid, Some(field), Some(value)) if let Some(form) = form(*field, value) => {
                Some(Self::Form(*rule, *field, form))
            }
            (Rule::PlaceUnknown | Rule::KindUnknown | Rule::StageUnknown | Rule::ValueInvalid, Some(field), Some(value)) => {
                Some(Self::Word(*rule, Some(*field).filter(|field| !field.is_place()), excerpt(value, SHORT_VALUE), value.len()))
            }
            _ => None,
        }
    }
}

/// Faults, each cause once.
#[derive(Default)]
pub(super) struct NamedFaults {
    faults: Vec<RowFault>,
    /// The last row that has each.
    last_rows: Vec<u64>,
    causes: HashMap<Cause, usize>,
    /// Bytes of the values and references that stand in the faults.
    kept: usize,
}

/// Where a fault stands.
pub(super) struct FaultyRow<'r> {
    pub(super) row: u64,
    pub(super) shipment: Option<&'r str>,
    /// The kind of its event, as it is written.
    pub(super) kind: Option<&'r str>,
}

impl NamedFaults {
    pub(super) fn len(&self) -> usize {
        self.faults.len()
    }

    /// Notes a fault of a cell: what is stored and shown of it does not grow with what stands in the file.
    pub(super) fn name(&mut self, at: &FaultyRow<'_>, fault: FieldFault, has_column: impl Fn(Field) -> bool) {
        match Cause::of(&fault, at.kind, has_column) {
            Some(cause) => self.name_once(cause, at, fault),
            None => self.push(at, fault),
        }
    }

    fn name_once(&mut self, cause: Cause, at: &FaultyRow<'_>, fault: FieldFault) {
        let Some(index) = self.causes.get(&cause).copied() else {
            self.causes.insert(cause, self.faults.len());
            return self.push(at, fault);
        };
        if std::mem::replace(&mut self.last_rows[index], at.row) != at.row {
            self.faults[index].also.add(at.row);
        }
    }

    fn push(&mut self, at: &FaultyRow<'_>, fault: FieldFault) {
        let most = if self.kept < MUCH { LONG_VALUE } else { SHORT_VALUE };
        let (shipment, value) = (at.shipment.map(|text| excerpt(text, most)), fault.value.as_deref().map(|text| excerpt(text, most)));
        self.kept += [&shipment, &value].into_iter().flatten().map(String::len).sum::<usize>();
        self.last_rows.push(at.row);
        self.faults.push(RowFault { shipment, ..RowFault::at(at.row, FieldFault { value, ..fault }) });
    }

    /// Notes that a quote which a row opens is never closed: nothing else of that row is known.
    pub(super) fn name_open_quote(&mut self, row: u64, fault: FieldFault) {
        let Self { faults, last_rows, causes, .. } = self;
        // It is the last row of all, so the faults that only it has stand at the end.
        while last_rows.last() == Some(&row) && faults.last().is_some_and(|fault| fault.row == row) {
            faults.pop();
            last_rows.pop();
        }
        causes.retain(|_, index| *index < faults.len());
        for (fault, last) in faults.iter_mut().zip(last_rows.iter()).filter(|(_, last)| **last == row) {
            fault.also.take_back(*last);
        }
        self.push(&FaultyRow { row, shipment: None, kind: None }, fault);
    }

    /// Adds one that no other row can share.
    pub(super) fn add(&mut self, fault: RowFault) {
        self.last_rows.push(fault.row);
        self.faults.push(fault);
    }

    /// Adds one of a shipment's history. Of a file that registers nothing it is one thing that the shipments which it goes
    /// on with are not there.
    pub(super) fn add_of_history(&mut self, fault: RowFault, is_anything_registered: bool) {
        if fault.fault.rule != Rule::NotRegistered || is_anything_registered {
            return self.add(fault);
        }
        let at = FaultyRow { row: fault.row, shipment: fault.shipment.as_deref(), kind: None };
        self.name_once(Cause::NothingRegistered, &at, fault.fault.clone());
    }

    /// All of them, in order of rows.
    pub(super) fn take(&mut self) -> Vec<RowFault> {
        let mut faults = std::mem::take(self).faults;
        faults.sort_by_key(|fault| fault.row);
        faults
    }
}

impl Also {
    fn add(&mut self, row: u64) {
        self.count += 1;
        if self.first.len() < ALSO_NAMED {
            self.first.push(row);
        }
    }

    fn take_back(&mut self, row: u64) {
        self.count -= 1;
        self.first.retain(|named| *named != row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_its_form_and_a_mistake_by_itself() {
        for (field, value, expected) in [
            (Field::OccurredAt, "2021-08-11 09:51:00", Some("9-9-9 9:9:9")),
            (Field::OccurredAt, "2021/7/9 4:05", Some("9/9/9 9:9")),
            (Field::OccurredAt, "11.08.2021", Some("9.9.9")),
            (Field::OccurredAt, "44419.410416", Some("9.9")),
            (Field::OccurredAt, "2021-08-11T09:51:00", Some("9-9-9T9:9:9")),
            // Of the right form: no such day, no such offset.
            (Field::OccurredAt, "2021-02-30T09:51:00Z", None),
            (Field::OccurredAt, "2021-02-03T09:51:00+19:00", None),
            (Field::OccurredAt, "never", None),
            (Field::Value, "1.234,50", Some("9.9,9")),
            (Field::HsCode, "640299", Some("999999")),
            (Field::HsCode, "6402", Some("9999")),
            (Field::Mode, "9611", None),
        ] {
            assert_eq!(form(field, value).as_deref(), expected, "{value}");
        }
    }
}
