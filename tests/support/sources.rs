//! The program's own sources, for tests that read them.

use std::path::{Path, PathBuf};

/// All files of a kind below a folder of the program's: the folder, and their paths.
pub fn files_of(folder: &str, kind: &str) -> (PathBuf, Vec<PathBuf>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    files(&root, kind, &mut found);
    assert!(!found.is_empty(), "{folder} has no sources");
    (root, found)
}

fn files(folder: &Path, kind: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, kind, found);
        } else if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
}
