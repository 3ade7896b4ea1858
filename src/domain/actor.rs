//! Who acts, and by which way: what the seal of a command says of it.

use super::stage::words;

words! {
    /// What an actor is.
    ActorKind {
        /// Not known: of a command from before it was kept, or of a file that does not say it. Has no id.
        Unknown = "",
        /// A person with an account; the id is the account's, a UUID that never changes.
        User = "user",
        /// A program outside that was let in: the command line, whoever holds a token.
        Machine = "machine",
        /// The program itself: the sample, work by the clock.
        System = "system",
    }
}

words! {
    /// By which way a command comes in. Words are sealed and stand in files: none is ever renamed.
    Source {
        /// A form of the pages.
        Form = "form",
        /// A file.
        Import = "import",
        /// The sample.
        Demo = "demo",
        /// A command typed at a terminal, other than an import.
        CommandLine = "command_line",
        /// The interface for programs.
        Api = "api",
        /// Work by the clock.
        Job = "job",
        /// A link that was sent to someone.
        Link = "link",
    }
}

/// The longest id, in characters.
const ID_LENGTH: usize = 64;

/// Who acts. Names are neither unique nor lasting; kind and id together are both.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Actor {
    /// What it is.
    pub kind: ActorKind,
    /// Its id among its kind; empty if and only if the kind is not known.
    pub id: String,
    /// What it was called when it acted; may be empty.
    pub name: String,
}

impl Actor {
    /// One of which only the name is known.
    pub fn named(name: &str) -> Self {
        Self { kind: ActorKind::Unknown, id: String::new(), name: name.to_owned() }
    }

    /// A person by the id of the account.
    pub fn user(id: &str, name: &str) -> Self {
        Self { kind: ActorKind::User, id: id.to_owned(), name: name.to_owned() }
    }

    /// Whoever works on the command line, by the name in the operating system.
    pub fn command_line(name: &str) -> Self {
        Self { kind: ActorKind::Machine, id: "command-line".to_owned(), name: name.to_owned() }
    }

    /// A person that the sample made up.
    pub fn demo(name: &str) -> Self {
        Self { kind: ActorKind::System, id: "demo".to_owned(), name: name.to_owned() }
    }

    /// Whether more than a name is known.
    pub fn is_known(&self) -> bool {
        self.kind != ActorKind::Unknown || !self.id.is_empty()
    }

    /// Kind and id as files have them, `kind:id`; empty if they are not known.
    pub fn told_id(&self) -> String {
        if self.is_known() { format!("{}:{}", self.kind, self.id) } else { String::new() }
    }

    /// One that is called so, by kind and id as files have them. None where that is not `kind:id` with a kind
    /// that is known, and an id of 1 to 64 characters without control characters and spaces at its ends.
    pub fn read(told_id: &str, name: &str) -> Option<Self> {
        if told_id.is_empty() {
            return Some(Self::named(name));
        }
        let (kind, id) = told_id.split_once(':')?;
        let kind = ActorKind::parse(kind).filter(|kind| *kind != ActorKind::Unknown)?;
        let is_id = (1..=ID_LENGTH).contains(&id.chars().count()) && id.trim() == id && !id.contains(char::is_control);
        is_id.then(|| Self { kind, id: id.to_owned(), name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_and_id_come_back_as_they_were_told() {
        for actor in [Actor::named("李"), Actor::user("a:b", "李"), Actor::command_line(""), Actor::demo("x")] {
            assert_eq!(Actor::read(&actor.told_id(), &actor.name), Some(actor));
        }
        for wrong in [":", ":1", "user", "user:", "user: 1", "nobody:1", "user:\u{7}", &format!("user:{}", "1".repeat(65))] {
            assert_eq!(Actor::read(wrong, ""), None, "{wrong:?}");
        }
    }
}
