//! The program's own sources, for tests that read them.

use std::path::{Path, PathBuf};

/// All Rust files below a folder of `src`: the folder, and their paths.
pub fn files_of(room: &str) -> (PathBuf, Vec<PathBuf>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    let mut found = Vec::new();
    files(&root, &mut found);
    assert!(!found.is_empty(), "{room} has no sources");
    (root, found)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
