//! The text of some rows of a file, as it stands there, for whoever must mend them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::formats::histories::Rows;

/// The most that is shown of a row, in bytes.
const LONGEST: u64 = 1_000;

/// The texts of these rows, by row.
pub fn texts(path: &Path, rows: &[u64]) -> io::Result<BTreeMap<u64, String>> {
    let mut file = File::open(path)?;
    let mut found = BTreeMap::new();
    if rows.contains(&1) {
        let mut header = Vec::new();
        BufReader::new(&file).take(LONGEST).read_until(b'\n', &mut header)?;
        found.insert(1, told(&header));
        file.seek(SeekFrom::Start(0))?;
    }
    let last = rows.iter().copied().max().unwrap_or(0);
    let mut lying = Vec::new();
    if let Ok(mut reading) = Rows::begin(BufReader::new(file.try_clone()?))? {
        while let Some(row) = reading.next_row()?.filter(|row| row.row <= last) {
            if rows.contains(&row.row) {
                lying.push((row.row, row.start, row.end));
            }
        }
    }
    for (row, start, end) in lying {
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        (&file).take((end - start).min(LONGEST)).read_to_end(&mut bytes)?;
        found.insert(row, told(&bytes));
    }
    Ok(found)
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_matches(['\u{feff}', '\r', '\n']).to_owned()
}
