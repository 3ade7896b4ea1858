//! What all JSON has in common: a value is a line, and an object can keep the order of its words.

use std::io::{self, Write};

use serde::ser::{Serialize, Serializer};

/// An object whose keys stand in the order that they are given in.
pub(super) struct InOrder<'w, V>(pub Vec<(&'w str, V)>);

impl<V: Serialize> Serialize for InOrder<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(word, value)| (word, value)))
    }
}

/// Writes a value on a line of its own.
pub fn line(output: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, value)?;
    output.write_all(b"\n")
}
