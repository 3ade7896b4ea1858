//! In what a use case is asked for: by whom, by which way, when, in which language. Every use case that is not open
//! to all asks here whether whoever asks may.

use super::Error;
use super::rights::{Right, may};
use crate::domain::actor::{Actor, ActorKind, Source};
use crate::domain::role::Role;
use crate::domain::time::Moment;
use crate::i18n::Language;
use crate::store::{Asker, Store, User};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Principal {
    /// A person who is signed in.
    User {
        /// Their row.
        id: i64,
        /// Who they are in the ledger, for good.
        lasting_id: String,
        /// The name that stands in the histories.
        name: String,
        /// What they may do.
        role: Role,
    },
    /// Whoever runs the machine, by the name in its operating system: may do all.
    CommandLine {
        /// The name.
        name: String,
    },
}

/// In what a use case is asked for. Who asks is set when it is made, and by those two ways alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    principal: Principal,
    source: Source,
    /// When.
    pub now: Moment,
    /// In which language the answer is read.
    pub language: Language,
}

/// What whoever asks does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("forbidden: {self:?}")]
pub enum Forbidden {
    /// A right.
    Right(Right),
    /// The machine: it is for its command line alone.
    Machine,
    /// An account of their own.
    Account,
}

impl Context {
    /// A person who is signed in.
    pub fn of_user(user: &User, source: Source, now: Moment, language: Language) -> Self {
        let (lasting_id, name) = (user.lasting_id.clone(), user.display_name.clone());
        Self { principal: Principal::User { id: user.id, lasting_id, name, role: user.role }, source, now, language }
    }

    /// The command line of the machine.
    pub fn command_line(name: &str, now: Moment, language: Language) -> Self {
        Self { principal: Principal::CommandLine { name: name.to_owned() }, source: Source::CommandLine, now, language }
    }

    /// The same, by another way.
    pub fn by(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// By which way it is asked.
    pub(super) fn source(&self) -> Source {
        self.source
    }

    /// Goes on only where whoever asks has the right.
    pub fn require(&self, right: Right) -> Result<(), Forbidden> {
        match self.principal {
            Principal::User { role, .. } if !may(role, right) => Err(Forbidden::Right(right)),
            Principal::User { .. } | Principal::CommandLine { .. } => Ok(()),
        }
    }

    /// Goes on only for the command line.
    pub(super) fn require_machine(&self) -> Result<(), Forbidden> {
        match self.principal {
            Principal::CommandLine { .. } => Ok(()),
            Principal::User { .. } => Err(Forbidden::Machine),
        }
    }

    /// The row of the person who asks; the command line has none.
    pub(super) fn account(&self) -> Result<i64, Forbidden> {
        match self.principal {
            Principal::User { id, .. } => Ok(id),
            Principal::CommandLine { .. } => Err(Forbidden::Account),
        }
    }

    /// The name that stands in the histories.
    pub(super) fn name(&self) -> &str {
        match &self.principal {
            Principal::User { name, .. } | Principal::CommandLine { name } => name,
        }
    }

    /// Who asks, to be kept with a job until it runs.
    pub(super) fn asker(&self) -> Asker {
        let Actor { kind, id, name } = self.acting();
        let (kind, source) = (kind.word().to_owned(), self.source.word().to_owned());
        Asker { kind, id, name, source, language: self.language.tag().to_owned() }
    }

    /// In what a job runs now: as whoever asked for it, with what they may do now. Refused to one who is no user any more.
    pub(super) fn of_asker(store: &Store, asker: &Asker) -> Result<Self, Error> {
        let source = Source::parse(&asker.source).unwrap_or(Source::Job);
        let language = Language::from_locale(&asker.language).unwrap_or(Language::En);
        // Of all machines only the command line may do everything: whoever runs it has the database too.
        if (asker.kind.as_str(), asker.id.as_str()) == (ActorKind::Machine.word(), Actor::command_line("").id.as_str()) {
            return Ok(Self::command_line(&asker.name, store.now(), language).by(source));
        }
        let is_asker = |user: &User| user.lasting_id == asker.id && !user.disabled;
        let user = store.users()?.into_iter().find(is_asker).ok_or(Forbidden::Account)?;
        Ok(Self::of_user(&user, source, store.now(), language))
    }

    /// Whether whoever asks is whoever runs the machine.
    pub(super) fn is_machine(&self) -> bool {
        matches!(self.principal, Principal::CommandLine { .. })
    }

    /// Who acts, as the ledger seals it.
    pub(super) fn acting(&self) -> Actor {
        match &self.principal {
            Principal::User { lasting_id, name, .. } => Actor::user(lasting_id, name),
            Principal::CommandLine { name } => Actor::command_line(name),
        }
    }
}
