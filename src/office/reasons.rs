//! Why shipments are held, and the office's policy for each: whether it pauses, who acts. A reason is never
//! removed, and each hold keeps the policy of its day, which is written on its event.

use super::edit_error::EditError;
use super::names;
use super::rights::Right;
use super::{Context, Error, Office};
use crate::i18n::Language;
pub use crate::store::HoldReason;
use crate::store::Names;

/// The longest code and the longest authority, in characters.
const LENGTH: usize = 64;

pub use crate::domain::named::RESPONSIBLE;

/// Authorities with a word of their own; others are named as they are.
pub const AUTHORITIES: &[&str] = &["customs", "quarantine"];

/// A reason as it was typed.
#[derive(Debug, Clone, Default)]
pub struct ReasonDraft {
    /// Its code; of a reason that is there, it says which.
    pub code: String,
    /// Its name.
    pub names: Names,
    /// Whether it pauses the net clocks.
    pub pauses: bool,
    /// Which authority acts; empty for none.
    pub authority: String,
    /// Who must act; empty for no one.
    pub responsible: String,
}

/// What is wrong with a reason, each a field of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReasonError {
    /// This is no code.
    #[error("this is no code")]
    Code,
    /// There is a reason of that code.
    #[error("there is a reason of that code")]
    CodeTaken,
    /// The name in that language is missing or too long.
    #[error("the name in that language is missing or too long")]
    Name(Language),
    /// The authority is too long.
    #[error("the authority is too long")]
    Authority,
    /// There is no such party.
    #[error("there is no such party")]
    Responsible,
}

/// The reasons that a new form offers: those in use.
pub fn offered(reasons: &[HoldReason]) -> impl Iterator<Item = &HoldReason> {
    reasons.iter().filter(|reason| !reason.retired)
}

fn is_code(code: &str) -> bool {
    (1..=LENGTH).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

impl ReasonDraft {
    fn authority(&self) -> Option<String> {
        Some(self.authority.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn responsible(&self) -> Option<String> {
        Some(self.responsible.clone()).filter(|word| !word.is_empty())
    }

    fn faults(&self) -> Vec<ReasonError> {
        let is_authority = self.authority().is_none_or(|text| names::is_name(&text));
        let is_responsible = self.responsible().is_none_or(|word| RESPONSIBLE.contains(&word.as_str()));
        let checks = [(is_authority, ReasonError::Authority), (is_responsible, ReasonError::Responsible)];
        let others = checks.into_iter().filter(|(good, _)| !good).map(|(_, fault)| fault);
        names::wrong(&self.names).map(ReasonError::Name).chain(others).collect()
    }

    fn made(&self, code: String, retired: bool) -> HoldReason {
        HoldReason {
            code,
            names: names::trimmed(&self.names),
            pauses: self.pauses,
            authority: self.authority(),
            responsible: self.responsible(),
            retired,
        }
    }
}

/// All reasons, in order of their codes.
pub fn all(office: &Office, context: &Context) -> Result<Vec<HoldReason>, Error> {
    context.require(Right::ManageReasons)?;
    Ok(office.store().reasons()?)
}

/// Adds a reason.
pub fn add(office: &Office, context: &Context, draft: &ReasonDraft) -> Result<HoldReason, EditError<ReasonError>> {
    context.require(Right::ManageReasons)?;
    let code = draft.code.trim();
    let wrong = (!is_code(code)).then_some(ReasonError::Code);
    EditError::unless_none(wrong.into_iter().chain(draft.faults()).collect())?;
    let reason = draft.made(code.to_owned(), false);
    if office.store().add_reason(&reason)? { Ok(reason) } else { Err(EditError::Invalid(vec![ReasonError::CodeTaken])) }
}

/// Changes names and policy of a reason, for holds that are recorded from now on.
pub fn change(office: &Office, context: &Context, draft: &ReasonDraft) -> Result<HoldReason, EditError<ReasonError>> {
    context.require(Right::ManageReasons)?;
    EditError::unless_none(draft.faults())?;
    let changed = office.store().change_reason(&draft.code, |reason| draft.made(reason.code, reason.retired))?;
    changed.ok_or(EditError::Unknown)
}

/// Retires a reason, or brings it back.
pub fn set_retired(office: &Office, context: &Context, code: &str, retired: bool) -> Result<HoldReason, EditError<ReasonError>> {
    context.require(Right::ManageReasons)?;
    office.store().change_reason(code, |reason| HoldReason { retired, ..reason })?.ok_or(EditError::Unknown)
}
