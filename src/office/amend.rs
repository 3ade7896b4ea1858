//! Amending details: only what was changed is recorded. What is recorded can be replaced, never emptied.

use super::draft::Draft;
use super::goods::{self, Line};
use super::reference_data::ReferenceData;
use super::rights::Right;
use super::submit::{self, Form, Problem, Refused, Wrong};
use super::{Context, Office};
use crate::domain::codes::Cell;
use crate::domain::details::Details;
use crate::domain::event::Recorded;
use crate::domain::field::Field;
use crate::domain::replay::Replay;
use crate::store::ledger::Receipt;

/// The goods lines of details, as a form has them.
pub fn lines(details: &Details) -> Vec<Line> {
    let text = |amount: &Option<crate::domain::codes::Amount>| amount.as_ref().map(|a| a.text().into_owned()).unwrap_or_default();
    let code = |code: &Option<crate::domain::codes::HsCode>| code.as_ref().map(ToString::to_string).unwrap_or_default();
    let lines = details.goods_lines.as_ref().map(|lines| lines.lines()).unwrap_or_default();
    let line = |line: &crate::domain::goods::GoodsLine| {
        [
            line.description.clone(),
            code(&line.hs_code),
            code(&line.tnved_code),
            text(&line.quantity),
            line.unit.clone().unwrap_or_default(),
            text(&line.value),
        ]
    };
    lines.iter().map(line).collect()
}

/// Records what a form changes; targets only for whoever may set them.
pub fn amend(
    office: &Office,
    context: &Context,
    known: &ReferenceData,
    form: Form,
    draft: &Draft,
    typed: Option<&[Line]>,
) -> Result<Receipt, Refused> {
    context.require(Right::Correct)?;
    let (store, with_targets) = (office.store(), context.require(Right::SetTargets).is_ok());
    if let Some(receipt) = submit::repeated(store, &form)? {
        return Ok(receipt);
    }
    let history = submit::history(store, &form.shipment)?;
    let mut amended = changes(&history, draft, typed, with_targets)?;
    amended.set(Field::Event, "amended");
    let event = amended.event(known, context.name())?;
    submit::submit(store, context, form, vec![event])
}

fn changes(history: &[Recorded], draft: &Draft, typed: Option<&[Line]>, with_targets: bool) -> Result<Draft, Refused> {
    let replay = Replay::new(history).map_err(|_| Refused::Unknown)?;
    let now = replay.details();
    // Lines that nobody touched, or that were too many to show, are not judged again, nor is what they come to.
    let is_filled = |line: &&Line| line.iter().any(|cell| !cell.trim().is_empty());
    let typed = typed.map(|lines| lines.iter().filter(is_filled).cloned().collect::<Vec<_>>());
    let are_lines_changed = typed.as_ref().is_some_and(|typed| *typed != lines(&now));
    let is_value_changed = draft.get(Field::Value).trim() != now.cell(Field::Value).unwrap_or_default();
    let judged = typed.filter(|_| are_lines_changed || is_value_changed).unwrap_or_default();
    let (read, mut wrong) = match goods::read(&judged, draft.get(Field::Value)) {
        Ok(read) => (read, Vec::new()),
        Err(wrong) => (goods::Lines::default(), wrong),
    };
    let mut amended = Draft { cells: Vec::new(), ..draft.clone() };
    for field in [Field::Place, Field::Reason, Field::Note] {
        amended.set(field, draft.get(field));
    }
    let mut changed = false;
    for field in Field::details().iter().copied().filter(|field| with_targets || field.target_of().is_none()) {
        let before = now.cell(field).unwrap_or_default();
        let after = match field {
            Field::GoodsLines if are_lines_changed && wrong.is_empty() => read.json.as_str(),
            Field::GoodsLines => before.as_ref(),
            field => draft.get(field).trim(),
        };
        if after == before {
            continue;
        }
        if after.is_empty() {
            wrong.push(Wrong { field: field.word().to_owned(), problem: Problem::Emptied, value: Some(before.clone().into_owned()) });
        }
        amended.set(field, after);
        changed = true;
    }
    let value = draft.get(Field::Value);
    if !value.trim().is_empty() && draft.get(Field::Currency).trim().is_empty() {
        wrong.push(Wrong::new(Field::Currency.word(), Problem::Currency));
    }
    if !changed {
        wrong.push(Wrong::new("what", Problem::Unchanged));
    }
    if wrong.is_empty() { Ok(amended) } else { Err(Refused::Wrong(wrong)) }
}
