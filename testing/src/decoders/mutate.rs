//! Changes bytes as accident and malice do: the same changes for the same seed.
//!
//! Deliberately absent: looking at what a change reached; that is what `cargo xtask soak fuzz` is for.

use crate::crash::Chance;

/// Most bytes of one input.
const MAX_INPUT: usize = 64 * 1024;
/// Most changes to one input.
const MOST_CHANGES: usize = 6;
/// Pieces that readers treat in a way of their own.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\xff",
    b"\xff\xff\xff\xff",
    b"\x80\0\0\0",
    b"\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    "\u{202e}".as_bytes(),
    "\u{feff}".as_bytes(),
    "e\u{301}".as_bytes(),
    b"\r\n",
    b"\"",
    b"[[",
    b"{}",
    b"null",
    b"9999999999999999999",
    b"-1",
    b"1e999",
    b"%00",
    b"&",
    b"=",
    b"\\ud800",
    b"\x9f\xff",
    b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff",
];

/// Makes inputs out of samples.
pub struct Mutator {
    samples: Vec<Vec<u8>>,
    chance: Chance,
}

impl Mutator {
    /// Changes of these samples, by a seed.
    pub fn new(samples: Vec<Vec<u8>>, seed: u64) -> Mutator {
        Mutator { samples, chance: Chance::new(seed) }
    }

    /// The next input.
    pub fn draw(&mut self) -> Vec<u8> {
        let mut bytes = self.sample();
        for _ in 0..=self.chance.below(MOST_CHANGES) {
            self.change(&mut bytes);
        }
        bytes.truncate(MAX_INPUT);
        bytes
    }

    fn sample(&mut self) -> Vec<u8> {
        let at = self.chance.below(self.samples.len());
        self.samples.get(at).cloned().unwrap_or_default()
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let at = self.chance.below(bytes.len() + 1);
        let end = (at + 1 + self.chance.below(16)).min(bytes.len());
        let byte = self.chance.draw().to_le_bytes()[0];
        match (self.chance.below(9), bytes.get_mut(at)) {
            (0, Some(there)) => *there ^= 1 << (byte % 8),
            (1, Some(there)) => *there = byte,
            (2, Some(there)) => *there = there.wrapping_add(byte % 3).wrapping_sub(1),
            (3, _) => bytes.insert(at, byte),
            (4, _) => drop(bytes.drain(at..end)),
            (5, _) => bytes.truncate(at),
            (6, _) => {
                let piece = bytes[at..end].to_vec();
                let times = 1 + self.chance.below(20);
                drop(bytes.splice(at..at, piece.repeat(times)));
            }
            (7, _) => {
                let other = self.sample();
                let from = self.chance.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => {
                let piece = PIECES[self.chance.below(PIECES.len())];
                drop(bytes.splice(at..end.min(at + piece.len()), piece.iter().copied()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_inputs_and_no_two_are_alike_for_long() {
        let inputs = |seed| {
            let mut mutator = Mutator::new(vec![b"a sample".to_vec(), vec![]], seed);
            (0..200).map(|_| mutator.draw()).collect::<Vec<_>>()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
        let different: std::collections::BTreeSet<_> = inputs(1).into_iter().collect();
        assert!(different.len() > 150, "{}", different.len());
    }
}
