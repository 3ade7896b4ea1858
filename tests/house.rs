//! The walls of the house, read off its sources: which room may know what, arrows that point down only, and no circle
//! of files. The rooms and their floors are those that the top of `src/lib.rs` draws.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/sources.rs"]
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use sources::files_of;

/// Rooms from the ground up; those of one floor do not know each other.
const FLOORS: &[&[&str]] =
    &[&["domain"], &["i18n"], &["store", "stats", "formats"], &["office"], &["jobs", "demo"], &["web"], &["cli"], &["main"]];

/// A source file: its module path, and its code without comments and unit tests.
struct Source {
    module: Vec<String>,
    code: String,
}

impl Source {
    fn name(&self) -> String {
        self.module.join("::")
    }

    fn room(&self) -> &str {
        &self.module[0]
    }

    /// Every path that the file names, from the root of the crate.
    fn paths(&self) -> BTreeSet<Vec<String>> {
        let (mut paths, mut rest) = (Vec::new(), String::new());
        let mut lines = self.code.lines();
        while let Some(line) = lines.next() {
            let begun = line.trim_start().trim_start_matches("pub ");
            let Some(tree) = begun.strip_prefix("use ") else {
                rest.push_str(line);
                rest.push('\n');
                continue;
            };
            let mut tree = tree.to_owned();
            while !tree.contains(';') {
                let Some(more) = lines.next() else { break };
                tree.push_str(more.trim());
            }
            expand("", tree.split(';').next().unwrap_or(""), &mut paths);
        }
        let separators = |c: char| !(c.is_alphanumeric() || c == '_' || c == ':');
        paths.extend(rest.split(separators).filter(|word| word.starts_with("crate::") || word.starts_with("super::")).map(str::to_owned));
        paths.iter().filter_map(|path| self.absolute(path)).collect()
    }

    fn absolute(&self, path: &str) -> Option<Vec<String>> {
        let mut parts: Vec<String> = path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
        match parts.first()?.as_str() {
            "crate" => Some(parts.split_off(1)),
            "super" | "self" => {
                let ups = parts.iter().take_while(|part| *part == "super").count();
                let base = &self.module[..self.module.len().checked_sub(ups)?];
                Some([base, &parts[ups.max(1)..]].concat())
            }
            _ => None,
        }
    }
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn expand(before: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, body)) = tree.split_once('{') else {
        paths.push(format!("{before}{}", tree.split(" as ").next().unwrap_or(tree)));
        return;
    };
    let body = body.trim_end().trim_end_matches('}');
    let (mut depth, mut from) = (0, 0);
    for (at, c) in body.char_indices().chain([(body.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = body.get(from..at).unwrap_or("").trim();
                if !part.is_empty() {
                    let closed = if part.contains('{') && !part.ends_with('}') { format!("{part}}}") } else { part.to_owned() };
                    expand(&format!("{before}{}", head.trim()), &closed, paths);
                }
                from = at + 1;
            }
            _ => {}
        }
    }
}

fn sources() -> Vec<Source> {
    let (root, found) = files_of("src", "rs");
    let source = |path: &PathBuf| {
        let mut module: Vec<String> =
            path.strip_prefix(&root).unwrap().with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or("");
        let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
        Source { module, code: code.join("\n") }
    };
    let is_test = |source: &Source| source.module.iter().any(|part| part == "tests");
    found.iter().map(source).filter(|source| !is_test(source) && source.room() != "lib").collect()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn every_arrow_points_down() {
    let mut wrong = Vec::new();
    for source in sources() {
        let own = floor(source.room()).unwrap_or_else(|| panic!("{} is in no room that is drawn", source.name()));
        for path in source.paths() {
            let Some(other) = path.first().filter(|room| *room != source.room()) else { continue };
            if floor(other).is_some_and(|other| other >= own) {
                wrong.push(format!("{} → {}", source.name(), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rooms_know_only_what_is_theirs() {
    let mut wrong = Vec::new();
    for source in sources() {
        let room = source.room();
        let mut forbid = |what: &str, words: &[&str]| {
            wrong.extend(
                words.iter().filter(|word| source.code.contains(**word)).map(|word| format!("{what}: {} has {word}", source.name())),
            );
        };
        if room != "store" {
            forbid("the store alone knows diesel", &["diesel::", "diesel_migrations::"]);
        }
        if !["web", "cli", "main"].contains(&room) {
            forbid("the web alone knows HTTP", &["actix_web", "actix_multipart"]);
        }
        if ["domain", "stats", "formats"].contains(&room) {
            forbid(
                "no clock, no I/O",
                &["Utc::now", "Local::now", "SystemTime::now", "Instant::now", "std::fs::", "std::net::", "std::env::", "tokio::"],
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_files_stand_in_a_circle() {
    let sources = sources();
    let names: BTreeSet<String> = sources.iter().map(Source::name).collect();
    // A path names a file by its longest beginning that is one; a file and the folder of its parts know each other.
    let file_of = |path: &[String]| (1..=path.len()).rev().map(|length| path[..length].join("::")).find(|name| names.contains(name));
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in &sources {
        let name = source.name();
        let others = source.paths().into_iter().filter_map(|path| file_of(&path));
        arrows.insert(name.clone(), others.filter(|other| *other != name && !name.starts_with(&format!("{other}::"))).collect());
    }
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 500, "arrows are not read any more");
    // What has no arrow to what is left cannot be in a circle: taken away until nothing more goes.
    loop {
        let free: Vec<String> =
            arrows.iter().filter(|(_, to)| !to.iter().any(|to| arrows.contains_key(to))).map(|(name, _)| name.clone()).collect();
        if free.is_empty() {
            break;
        }
        for name in free {
            arrows.remove(&name);
        }
    }
    assert!(arrows.is_empty(), "in a circle, or leading into one: {arrows:#?}");
}

/// Lines that can be read beside each other: one cell, field or branch a line.
#[test]
fn templates_have_no_long_lines() {
    for path in files_of("templates", "html").1 {
        for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            let length = line.chars().count();
            assert!(length <= 140, "{}:{} has {length} characters", path.display(), number + 1);
        }
    }
}
