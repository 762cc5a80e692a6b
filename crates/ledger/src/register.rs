//! One field of an entity: a multi-value register.
//!
//! A version replaces the versions its writer saw (`base`); versions nobody replaced stand side by side, so nothing a
//! witness said is lost because two people wrote at once. Deliberately absent: choosing among them; each field's policy
//! lives with the records.

use std::collections::BTreeSet;

use crate::clock::HybridTime;
use crate::ids::{CertificateId, OpId};

/// One value a field was given.
#[derive(Clone, PartialEq, Eq)]
pub struct Version {
    /// The operation that gave it.
    pub op: OpId,
    /// When, by the writer's clock.
    pub clock: HybridTime,
    /// Who.
    pub actor: CertificateId,
    /// The value; `None`: emptied.
    pub value: Option<Vec<u8>>,
}

/// Values are what people said: they are not printed.
impl core::fmt::Debug for Version {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Version")
            .field("op", &self.op)
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}

/// A field: the versions nobody replaced, and the names of those that were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    heads: Vec<Version>,
    replaced: BTreeSet<OpId>,
}

impl Register {
    /// The versions nobody replaced, sorted by operation. More than one: they were written without knowing of each other.
    pub fn heads(&self) -> &[Version] {
        &self.heads
    }

    /// Whether more than one value stands.
    pub const fn is_contested(&self) -> bool {
        self.heads.len() > 1
    }

    /// The last writer's version by clock, ties by operation.
    pub fn latest(&self) -> Option<&Version> {
        self.heads.iter().max_by_key(|version| (version.clock, version.op))
    }

    /// The operations a writer who saw this register replaces.
    pub fn base(&self) -> Vec<OpId> {
        self.heads.iter().map(|version| version.op).collect()
    }

    /// Takes a version in; `true` if anything changed. Order and repetition do not matter.
    pub(crate) fn apply(&mut self, version: Version, base: &[OpId]) -> bool {
        let before = self.replaced.len();
        self.replaced.extend(base.iter().filter(|op| **op != version.op));
        let learned = self.replaced.len() > before;
        if learned {
            self.heads.retain(|head| !self.replaced.contains(&head.op));
        }
        self.insert(version) || learned
    }

    fn insert(&mut self, version: Version) -> bool {
        if self.replaced.contains(&version.op) {
            return false;
        }
        match self.heads.binary_search_by_key(&version.op, |head| head.op) {
            Ok(_) => false,
            Err(at) => {
                self.heads.insert(at, version);
                true
            }
        }
    }
}
