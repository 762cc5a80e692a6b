//! Many words looked for at once.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

/// Words to be found in bytes, each under a name that a failed test can show.
pub struct Needles {
    names: Vec<String>,
    joined: Vec<u8>,
    machine: AhoCorasick,
    longest: usize,
}

impl Needles {
    /// These bytes, each with its name.
    ///
    /// # Panics
    /// Where one is so short that it would be found by chance.
    pub fn new(words: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let (names, bytes): (Vec<String>, Vec<Vec<u8>>) = words.into_iter().unzip();
        assert!(bytes.iter().all(|bytes| bytes.len() >= 6), "too short: {names:?}");
        let longest = bytes.iter().map(Vec::len).max().unwrap_or_default();
        let machine = AhoCorasick::new(&bytes).expect("far fewer than it can take");
        Self { names, joined: bytes.join(&b"\n"[..]), machine, longest }
    }

    /// The names of those that stand in these bytes.
    pub fn found(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let hits = self.machine.find_overlapping_iter(bytes);
        hits.map(|hit| self.names[hit.pattern().as_usize()].as_str()).collect()
    }

    /// Every name.
    pub fn names(&self) -> BTreeSet<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    /// All of them, each in a line: for a process or a file that shall be found to hold them.
    pub fn joined(&self) -> &[u8] {
        &self.joined
    }

    /// How many bytes the longest has.
    pub fn longest(&self) -> usize {
        self.longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_inside_another_is_found_too() {
        let words = [("short", "orchard"), ("long", "the orchard"), ("none", "nowhere")];
        let words = words.map(|(name, word)| (name.to_owned(), word.as_bytes().to_vec()));
        let needles = Needles::new(words);
        assert_eq!(needles.found(b"in the orchard"), BTreeSet::from(["short", "long"]));
    }
}
