//! What stands around every page: navigation by the reader's rights, language, person, the sample's notice.

use super::assets;
use super::kept_form;
use super::request_user::RequestUser;
use crate::domain::role::Role;
use crate::i18n::Language;
use crate::office::rights::Right;

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The reader's language.
    pub language: Language,
    /// The page's own name.
    pub title: String,
    /// The page with its query.
    pub here: String,
    /// The parts of the house that the reader may see.
    pub nav: Vec<Door>,
    /// Who is signed in.
    pub person: Option<Person>,
    /// Whether all of it is a sample.
    pub is_sample: bool,
    /// What was just done, said once.
    pub done: Option<String>,
    /// How to take it back: words and address.
    pub undo: Option<(String, String)>,
    /// Whether work goes on, so that the page is asked for again.
    pub is_waiting: bool,
}

/// A part of the house.
#[derive(Debug, Clone)]
pub struct Door {
    /// Where.
    pub path: &'static str,
    /// Its name.
    pub text: String,
    /// Its icon.
    pub icon: &'static str,
    /// Whether the page is in it.
    pub is_here: bool,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their number.
    pub id: i64,
    /// Their name in the histories.
    pub name: String,
    /// Its first letters.
    pub initials: String,
}

/// The doors: path, key of the name, icon, right.
const DOORS: &[(&str, &str, &str, Right)] = &[
    ("/", "nav-board", "board", Right::Look),
    ("/shipments", "nav-shipments", "list", Right::Look),
    ("/shipments/new", "nav-register", "plus", Right::Register),
    ("/reports/clearance", "nav-reports", "report", Right::Report),
    ("/exports", "nav-exports", "out", Right::Export),
    ("/imports", "nav-imports", "in", Right::Import),
    ("/admin", "nav-office", "office", Right::SetTargets),
];

/// Doors that stand in a handheld's row; the others open from it.
const HAND_DOORS: usize = 4;

/// The rooms behind the office's door: path, keys of the name and of what it is for, icon, right.
const ROOMS: &[(&str, &str, &str, &str, Right)] = &[
    ("/admin/lanes", "nav-lanes", "office-lanes-for", "route", Right::SetTargets),
    ("/admin/places", "nav-places", "office-places-for", "place", Right::ManagePlaces),
    ("/admin/reasons", "nav-reasons", "office-reasons-for", "pause", Right::ManageReasons),
    ("/admin/directory", "nav-directory", "office-directory-for", "note", Right::ManageDirectory),
    ("/admin/users", "nav-users", "office-users-for", "person", Right::ManageUsers),
];

/// Keys of what can have been done; the address of a page names one after a form was taken.
const DONE: &[&str] = &[
    "done-account",
    "done-password",
    "done-session-ended",
    "done-registered",
    "done-recorded",
    "done-repeated",
    "done-corrected",
    "done-retracted",
    "done-amended",
    "done-packed",
    "done-unpacked",
    "done-kept",
    "done-user-added",
    "done-signed-out",
];

impl Frame {
    /// Says on a form with this key who it is made for.
    pub fn by(&self, key: &str) -> String {
        self.person.as_ref().map(|person| kept_form::mark(person.id, key)).unwrap_or_default()
    }

    /// The frame of a page.
    pub fn new(request_user: &RequestUser, title: impl Into<String>) -> Self {
        let language = request_user.language;
        let path = request_user.here.split('?').next().unwrap_or("");
        let doors = DOORS.iter().filter(|(_, _, _, right)| request_user.may(*right));
        let nav: Vec<Door> =
            doors.map(|(door, key, icon, _)| Door { path: door, text: language.text(key), icon, is_here: false }).collect();
        let frame = Self {
            language,
            title: title.into(),
            here: request_user.here.clone(),
            nav: with_here(nav, path),
            person: request_user.user.as_ref().map(|user| Person {
                id: user.id,
                name: user.display_name.clone(),
                initials: initials(&user.display_name),
            }),
            is_sample: request_user.is_sample,
            is_waiting: false,
            undo: None,
            done: None,
        };
        let done = frame.what_was_done().and_then(|said| DONE.iter().find(|key| key[5..] == *said)).map(|key| language.text(key));
        Self { done, ..frame }
    }

    /// What the address says was just done.
    pub fn what_was_done(&self) -> Option<&str> {
        self.here.split(['?', '&']).find_map(|part| part.strip_prefix("done="))
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.language.text(key)
    }

    /// The languages, each with its own name, and that where there is little room.
    pub fn languages(&self) -> [(Language, &'static str, &'static str); 3] {
        Language::ALL.map(|language| (language, language.own_name(), language.short_name()))
    }

    /// The first doors, for which there is room on a handheld, and the others.
    pub fn hand_nav(&self) -> (&[Door], &[Door]) {
        self.nav.split_at(self.nav.len().min(HAND_DOORS))
    }

    /// Where the style sheet is.
    pub fn sheet(&self) -> &'static str {
        assets::sheet()
    }

    /// Where the script is.
    pub fn script(&self) -> &'static str {
        assets::script()
    }

    /// Where the mark is.
    pub fn mark(&self) -> &'static str {
        assets::mark()
    }
}

/// The rooms of the office that someone may enter: path, name, what it is for, icon.
pub fn rooms(request_user: &RequestUser) -> Vec<(&'static str, String, String, &'static str)> {
    let told = |key: &str| request_user.language.text(key);
    let mine = ROOMS.iter().filter(|(.., right)| request_user.may(*right));
    mine.map(|(path, name, about, icon, _)| (*path, told(name), told(about), *icon)).collect()
}

/// The longest path that the page's begins with is where the reader is.
fn with_here(mut nav: Vec<Door>, path: &str) -> Vec<Door> {
    let is_under =
        |door: &Door| path == door.path || door.path != "/" && path.strip_prefix(door.path).is_some_and(|rest| rest.starts_with('/'));
    let here = nav.iter().filter(|door| is_under(door)).map(|door| door.path).max_by_key(|path| path.len());
    for door in &mut nav {
        door.is_here = Some(door.path) == here;
    }
    nav
}

/// The first letters of the first two words of a name; of a Chinese name its first character.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next();
    match name.chars().next() {
        Some(c) if !c.is_alphabetic() || c > '\u{2e80}' => c.to_string(),
        _ => name.split_whitespace().filter_map(first).take(2).flat_map(char::to_uppercase).collect(),
    }
}

/// An icon of the sheet of icons; it says nothing to a screen reader, words stand beside it.
pub fn icon(name: &str) -> String {
    format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{}#{name}\"/></svg>", assets::icons())
}

/// The key of a role's name.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Staff => "role-staff",
        Role::Manager => "role-manager",
        Role::Administrator => "role-administrator",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_short_in_every_script() {
        for (name, expected) in [
            ("sofia", "S"),
            ("Wang Jun", "WJ"),
            ("\u{674e}\u{5a1c}", "\u{674e}"),
            ("\u{430}\u{43d}\u{43d}\u{430} \u{418}\u{432}\u{430}\u{43d}\u{43e}\u{432}\u{430}", "\u{410}\u{418}"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
