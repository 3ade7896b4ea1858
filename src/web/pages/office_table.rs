//! The table that the office's lists share: on a narrow screen each of its rows is a card.

use askama::Template;

use crate::i18n::Language;
use crate::web::frame::Frame;

/// Rows with a head each, and what can be done with them.
#[derive(Template)]
#[template(path = "parts/office-table.html")]
pub struct OfficeTable {
    language: Language,
    caption: String,
    /// What the heads of the rows are.
    head: String,
    columns: Vec<String>,
    rows: Vec<OfficeRow>,
}

/// One row.
pub struct OfficeRow {
    head: String,
    is_code: bool,
    /// That it is of no use any more, in a word.
    ended: Option<String>,
    cells: Vec<OfficeCell>,
    change: Option<String>,
    /// Where it is retired or brought back, and whether it is retired.
    retire: Option<(String, bool)>,
}

/// What one column says of a row.
#[derive(Default)]
pub struct OfficeCell {
    text: String,
    class: &'static str,
    /// Its language, where it is another than the page's.
    lang: String,
}

impl OfficeTable {
    /// With a caption for those who do not see it, the name of the rows' heads, and the columns after them.
    pub fn new(language: Language, caption: String, head: String, columns: Vec<String>, rows: Vec<OfficeRow>) -> Self {
        Self { language, caption, head, columns, rows }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether anything can be done with a row.
    fn has_doing(&self) -> bool {
        self.rows.iter().any(|row| row.change.is_some() || row.retire.is_some())
    }
}

impl OfficeRow {
    /// Under a name.
    pub fn named(head: String, cells: Vec<OfficeCell>) -> Self {
        Self { head, is_code: false, ended: None, cells, change: None, retire: None }
    }

    /// Under a code.
    pub fn coded(code: &str, cells: Vec<OfficeCell>) -> Self {
        Self { is_code: true, ..Self::named(code.to_owned(), cells) }
    }

    /// Marked as ended, in a word, if it has.
    pub fn ended(mut self, word: Option<String>) -> Self {
        self.ended = word;
        self
    }

    /// With the way to where it is changed.
    pub fn changed_at(mut self, path: String) -> Self {
        self.change = Some(path);
        self
    }

    /// With a button that retires it, or brings it back.
    pub fn retired_at(mut self, path: String, is_retired: bool) -> Self {
        self.retire = Some((path, is_retired));
        self
    }
}

impl OfficeCell {
    /// In the page's language.
    pub fn new(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Of a class.
    pub fn classed(class: &'static str, text: String) -> Self {
        Self { class, ..Self::new(text) }
    }

    /// In a language of its own.
    pub fn in_language(tag: &str, text: String) -> Self {
        Self { lang: tag.to_owned(), ..Self::new(text) }
    }
}

/// A list of the office: what it is for, the way to a new one, and all of them.
#[derive(Template)]
#[template(path = "office-list.html")]
pub struct OfficeList {
    /// Around it.
    pub frame: Frame,
    /// Where it is.
    pub path: &'static str,
    /// What they are for.
    pub about: String,
    /// What the button for a new one says.
    pub new: String,
    /// All of them.
    pub table: OfficeTable,
}
