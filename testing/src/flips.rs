//! Damage to a vault at rest: refused, repaired or reported, never silently wrong.
//!
//! Each trial changes something (a byte, a file put back as it was before, a row of the ledger), opens the vault with its
//! root (so that no passphrase is stretched), reads every record and lets `verify` judge. Deliberately absent: who knows the
//! keys and makes everything fit again; against them only a head kept elsewhere would help.

mod past;
mod rows;
mod specimen;

use std::fmt;

pub use past::Past;
pub use rows::{Served, Tampering, tamperings};
pub use specimen::{PAGE, Specimen, one_bit};

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The vault, or the reading, was refused.
    Refused,
    /// It opened and said so, or `verify` did.
    Reported,
    /// Nobody noticed, and everything is as it was.
    Harmless,
    /// Something is not as it was, and nobody noticed, or what was told does not cover it.
    Wrong,
}

/// How many changes ended how.
#[derive(Debug, Default)]
pub struct Figures {
    /// Every trial.
    pub tried: usize,
    /// By outcome: refused, reported, harmless, wrong.
    pub outcomes: [usize; 4],
    /// Those that were neither refused nor reported, in words.
    pub unnoticed: Vec<String>,
}

impl Figures {
    /// Counts one more.
    pub fn count(&mut self, what: impl fmt::Display, outcome: Outcome) {
        self.tried += 1;
        self.outcomes[outcome as usize] += 1;
        if outcome >= Outcome::Harmless {
            self.unnoticed.push(format!("{what}: {outcome:?}"));
        }
    }

    /// Adds those of another sweep.
    pub fn add(&mut self, other: Figures) {
        self.tried += other.tried;
        for (sum, more) in self.outcomes.iter_mut().zip(other.outcomes) {
            *sum += more;
        }
        self.unnoticed.extend(other.unnoticed);
    }

    /// Those that were wrong and nobody noticed.
    pub fn wrong(&self) -> Vec<&String> {
        self.that_ended(Outcome::Wrong)
    }

    /// Those that changed nothing.
    pub fn harmless(&self) -> Vec<&String> {
        self.that_ended(Outcome::Harmless)
    }

    fn that_ended(&self, how: Outcome) -> Vec<&String> {
        let end = format!(": {how:?}");
        self.unnoticed.iter().filter(|one| one.ends_with(&end)).collect()
    }
}
