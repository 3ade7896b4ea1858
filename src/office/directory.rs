//! The directory of parties and goods: the names that were used are offered to whoever types, an administrator says which
//! of them are one and how each is shown in each language. Nothing that is recorded changes: a history says what was
//! entered, and by any spelling all shipments are found.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::edit_error::EditError;
use super::names::trimmed;
use super::rights::Right;
use super::{Context, Error, Office};
use crate::domain::field::Field;
pub use crate::domain::named::NameKind;
use crate::domain::search_terms;
use crate::i18n::Language;
pub use crate::store::{DirectoryName, Names};
use crate::store::{MadeOf, Store};

/// The longest name, in characters.
const LENGTH: usize = 128;
/// Names are those of so many of the last registrations.
const REGISTRATIONS: usize = 2_000;
/// The most names that a field offers.
const OFFERED: usize = 200;
/// The most whole names that a search asks for besides words.
const ASKED: usize = 200;

/// The names that were used lately, the latest first.
#[derive(Debug, Clone, Default)]
pub struct NamesUsed(HashMap<Field, Vec<String>>);

/// The directory as it stands.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    names: BTreeMap<(NameKind, String), DirectoryName>,
    /// The name under which each spelling and each translation stands.
    meant: HashMap<(NameKind, String), String>,
}

/// A name as an administrator means it.
#[derive(Debug, Clone)]
pub struct NameDraft {
    /// What it is a name of.
    pub kind: NameKind,
    /// As it is entered.
    pub name: String,
    /// The name of which it is another spelling; empty of none.
    pub same_as: String,
    /// As it is shown in each language; empty as it is entered.
    pub shown: Names,
    /// Whether no form offers it.
    pub retired: bool,
}

/// What is wrong with a name, each a field of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// It is no name, or too long.
    #[error("it is no name, or too long")]
    Name,
    /// The name that it is another spelling of is not known.
    #[error("the name that it is another spelling of is not known")]
    SameAs,
    /// The name in that language is too long.
    #[error("the name in that language is too long")]
    Shown(Language),
}

fn is_name(text: &str) -> bool {
    (1..=LENGTH).contains(&text.chars().count()) && !text.contains(char::is_control)
}

impl Directory {
    /// Of names.
    pub(super) fn new(names: Vec<DirectoryName>) -> Self {
        let mut meant = HashMap::new();
        for name in &names {
            let head = if name.same_as.is_empty() { &name.name } else { &name.same_as };
            meant.insert((name.kind, name.name.clone()), head.clone());
        }
        for name in &names {
            for language in Language::ALL {
                let shown = name.shown.by_tag(language.tag());
                if !shown.is_empty() {
                    let head = meant[&(name.kind, name.name.clone())].clone();
                    meant.entry((name.kind, shown.to_owned())).or_insert(head);
                }
            }
        }
        Self { names: names.into_iter().map(|name| ((name.kind, name.name.clone()), name)).collect(), meant }
    }

    /// All names, by kind and name.
    pub fn names(&self) -> impl Iterator<Item = &DirectoryName> {
        self.names.values()
    }

    /// A name as it is entered.
    pub fn name(&self, kind: NameKind, name: &str) -> Option<&DirectoryName> {
        self.names.get(&(kind, name.to_owned()))
    }

    /// The name under which a text stands, if the directory knows it.
    fn head(&self, kind: NameKind, text: &str) -> Option<&str> {
        self.meant.get(&(kind, text.trim().to_owned())).map(String::as_str)
    }

    /// How a name that was entered is shown in a language.
    pub fn shown<'a>(&'a self, kind: NameKind, text: &'a str, language: Language) -> &'a str {
        let Some(head) = self.head(kind, text) else { return text };
        let shown = self.name(kind, head).map_or("", |name| name.shown.by_tag(language.tag()));
        if shown.is_empty() { head } else { shown }
    }

    /// The other spellings of a name that stands for itself.
    pub fn spellings<'a>(&'a self, kind: NameKind, head: &'a str) -> impl Iterator<Item = &'a str> {
        self.names.values().filter(move |name| name.kind == kind && name.same_as == head).map(|name| name.name.as_str())
    }

    /// All texts that mean what a text means, itself among them.
    pub fn alike(&self, kind: NameKind, text: &str) -> Vec<String> {
        let text = text.trim();
        let Some(head) = self.head(kind, text) else { return vec![text.to_owned()] };
        let alike = self.meant.iter().filter(|((of, _), means)| *of == kind && *means == head).map(|((_, text), _)| text.clone());
        alike.chain([head.to_owned(), text.to_owned()]).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The whole names, as a shipment is found by them, of all that has several and is found by what someone typed.
    pub fn found_by(&self, typed: &str) -> Vec<String> {
        let heads: BTreeSet<(NameKind, &str)> = self
            .meant
            .iter()
            .filter(|((_, text), _)| search_terms::is_in(typed, text))
            .map(|((kind, _), head)| (*kind, head.as_str()))
            .collect();
        let alike = heads.into_iter().flat_map(|(kind, head)| self.alike(kind, head));
        let terms: BTreeSet<String> = alike.filter_map(|name| search_terms::whole_name(&name)).collect();
        terms.into_iter().take(ASKED).collect()
    }

    /// What a field offers: the names that were used in it, the latest first, then the directory's own; each thing once, by
    /// the name that is shown.
    pub fn offered(&self, field: Field, used: &NamesUsed, language: Language) -> Vec<String> {
        let Some(kind) = NameKind::of(field) else { return Vec::new() };
        let own = self.names.values().filter(|name| name.kind == kind && name.same_as.is_empty()).map(|name| name.name.as_str());
        let mut known = HashSet::new();
        let used = used.0.get(&field).map(Vec::as_slice).unwrap_or_default();
        let is_offered = |text: &&str| self.head(kind, text).is_none_or(|head| self.name(kind, head).is_none_or(|name| !name.retired));
        used.iter()
            .map(String::as_str)
            .chain(own)
            .filter(is_offered)
            .map(|text| self.shown(kind, text, language))
            .filter(|shown| known.insert(crate::domain::normal_form::folded(shown)))
            .take(OFFERED)
            .map(str::to_owned)
            .collect()
    }
}

/// The names that were used lately.
pub fn used(office: &Office, context: &Context) -> Result<Arc<NamesUsed>, Error> {
    context.require(Right::Look)?;
    let read = |store: &Store| {
        let mut used = NamesUsed::default();
        let mut known = HashSet::new();
        for (field, name) in store.names_used(REGISTRATIONS)? {
            let name = name.trim();
            if is_name(name) && known.insert((field, name.to_owned())) {
                used.0.entry(field).or_default().push(name.to_owned());
            }
        }
        Ok(used)
    };
    Ok(office.store().remember(MadeOf::Ledger, read)?)
}

/// All names of the directory, and those that were used and are not in it, by kind and name.
pub fn all(office: &Office, context: &Context) -> Result<(Directory, Vec<DirectoryName>), Error> {
    context.require(Right::ManageDirectory)?;
    let (directory, used) = (Directory::new(office.store().directory()?), used(office, context)?);
    let mut names: BTreeMap<(NameKind, String), DirectoryName> = directory.names.clone();
    for (kind, name) in used.0.iter().filter_map(|(field, names)| Some((NameKind::of(*field)?, names))).flat_map(each) {
        names.entry((kind, name.clone())).or_insert_with(|| blank(kind, &name));
    }
    Ok((directory, names.into_values().collect()))
}

fn each((kind, names): (NameKind, &Vec<String>)) -> impl Iterator<Item = (NameKind, String)> + '_ {
    names.iter().map(move |name| (kind, name.clone()))
}

/// A name of which nothing is said yet.
fn blank(kind: NameKind, name: &str) -> DirectoryName {
    DirectoryName { kind, name: name.to_owned(), same_as: String::new(), shown: Names::default(), retired: false }
}

/// Keeps what is said of a name. Another spelling stands under the name that stands for itself; how a name was shown
/// before still finds it.
pub fn keep(office: &Office, context: &Context, draft: &NameDraft) -> Result<(), EditError<NameError>> {
    context.require(Right::ManageDirectory)?;
    let (name, same_as, shown) = (draft.name.trim(), draft.same_as.trim(), trimmed(&draft.shown));
    let is_shown = |language: &Language| Some(shown.by_tag(language.tag())).filter(|text| !text.is_empty()).is_none_or(is_name);
    let mut faults: Vec<NameError> = Language::ALL.into_iter().filter(|language| !is_shown(language)).map(NameError::Shown).collect();
    let (_, known) = all(office, context)?;
    let is_known = |wanted: &str| known.iter().any(|name| name.kind == draft.kind && name.name == wanted);
    let checks = [(is_name(name), NameError::Name), (same_as.is_empty() || (is_known(same_as) && same_as != name), NameError::SameAs)];
    faults.extend(checks.into_iter().filter(|(good, _)| !good).map(|(_, fault)| fault));
    EditError::unless_none(faults)?;
    office.store().change_directory(|now| {
        let directory = Directory::new(now.to_vec());
        let head = if same_as.is_empty() { "" } else { directory.name(draft.kind, same_as).map_or(same_as, |other| other.head()) };
        if head == name {
            return Err(EditError::Invalid(vec![NameError::SameAs]));
        }
        let kept = DirectoryName {
            kind: draft.kind,
            name: name.to_owned(),
            same_as: head.to_owned(),
            shown: shown.clone(),
            retired: draft.retired,
        };
        let mut changes = vec![kept];
        if !head.is_empty() {
            // What stood under it stands under the same name now, which is in the directory from now on.
            let moved = |other: &&DirectoryName| other.kind == draft.kind && other.same_as == name;
            changes.extend(now.iter().filter(moved).map(|other| DirectoryName { same_as: head.to_owned(), ..other.clone() }));
            if directory.name(draft.kind, head).is_none() {
                changes.push(blank(draft.kind, head));
            }
        }
        if let Some(before) = directory.name(draft.kind, name) {
            let earlier = Language::ALL.map(|language| before.shown.by_tag(language.tag()));
            let is_gone = |text: &&str| !text.is_empty() && *text != name && directory.name(draft.kind, text).is_none();
            let still = Language::ALL.map(|language| shown.by_tag(language.tag()));
            let gone: BTreeSet<&str> = earlier.into_iter().filter(is_gone).filter(|text| !still.contains(text)).collect();
            let under = if head.is_empty() { name } else { head };
            let spelling = |text: &str| DirectoryName { same_as: under.to_owned(), ..blank(draft.kind, text) };
            changes.extend(gone.into_iter().map(spelling));
        }
        Ok(changes)
    })
}

impl DirectoryName {
    /// The name under which it stands.
    fn head(&self) -> &str {
        if self.same_as.is_empty() { &self.name } else { &self.same_as }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, same_as: &str, [en, zh, ru]: [&str; 3], retired: bool) -> DirectoryName {
        let shown = Names { en: en.to_owned(), zh: zh.to_owned(), ru: ru.to_owned() };
        DirectoryName { kind: NameKind::Party, name: name.to_owned(), same_as: same_as.to_owned(), shown, retired }
    }

    fn directory() -> Directory {
        Directory::new(vec![
            name("Ruitong", "", ["", "瑞通", "Жуйтун"], false),
            name("Rui Tong Logistics", "Ruitong", ["", "", ""], false),
            name("Old Carrier", "", ["", "", ""], true),
            name("Kraskino Terminal", "", ["", "", ""], false),
        ])
    }

    #[test]
    fn spellings_are_one_name_in_the_readers_language() {
        let directory = directory();
        for (entered, language, expected) in [
            ("Rui Tong Logistics", Language::En, "Ruitong"),
            ("Rui Tong Logistics", Language::ZhCn, "瑞通"),
            ("Жуйтун", Language::ZhCn, "瑞通"),
            (" Ruitong ", Language::Ru, "Жуйтун"),
            ("Unknown", Language::Ru, "Unknown"),
        ] {
            assert_eq!(directory.shown(NameKind::Party, entered, language), expected, "{entered}");
        }
        assert_eq!(directory.shown(NameKind::Goods, "Ruitong", Language::ZhCn), "Ruitong");
        let alike = ["Rui Tong Logistics", "Ruitong", "Жуйтун", "瑞通"];
        for text in alike {
            assert_eq!(directory.alike(NameKind::Party, text), alike, "{text}");
        }
        assert_eq!(directory.alike(NameKind::Party, "Unknown"), ["Unknown"]);
        assert_eq!(directory.found_by("жуйт"), ["@Rui Tong Logistics", "@Ruitong", "@Жуйтун", "@瑞通"]);
        assert_eq!(directory.found_by("tong ru"), directory.found_by("瑞通"));
        assert!(directory.found_by("nobody").is_empty() && directory.found_by("").is_empty());
    }

    #[test]
    fn each_thing_is_offered_once_by_the_name_that_is_shown() {
        let used = ["Rui Tong Logistics", "New One", "Old Carrier", "Ruitong", "NEW ONE"].map(str::to_owned).to_vec();
        let used = NamesUsed(HashMap::from([(Field::Carrier, used)]));
        let offered = |field| directory().offered(field, &used, Language::ZhCn);
        assert_eq!(offered(Field::Carrier), ["瑞通", "New One", "Kraskino Terminal"]);
        assert_eq!(offered(Field::Bank), ["Kraskino Terminal", "瑞通"]);
        assert!(offered(Field::Goods).is_empty() && offered(Field::Value).is_empty());
    }
}
