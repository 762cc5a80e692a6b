//! A record as the vault gives it out: merged from its operations, without its identity.
//!
//! Deliberately absent: the identity itself ([`crate::reveal`]) and anything that depends on today's date.

use casework::{Kind, Record};
use jiff::Timestamp;
use ledger::EntityId;
use serde_json::Value;

/// The state of a record that somebody had before their eyes while changing it. A form carries it
/// along, so that a change made meanwhile in another window is kept beside theirs and not lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub i64);

/// A record with what the vault knows about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The record itself, never with its identity.
    pub record: Record,
    /// Its name inside this vault.
    pub entity: EntityId,
    /// Whether an identity is sealed apart.
    pub has_identity: bool,
    /// The file kept with it.
    pub file: Option<FileInfo>,
    /// Fields that hold several values written without knowing of each other.
    pub conflicts: Vec<Conflict>,
    /// When it was first taken down.
    pub created: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
    /// What a later change is based on.
    pub version: Version,
}

impl Stored {
    /// The record's kind.
    pub fn kind(&self) -> Kind {
        self.record.kind
    }

    /// The record's handle.
    pub fn id(&self) -> &str {
        &self.record.id
    }
}

/// A field with values that stand side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The field.
    pub field: String,
    /// Every value, the one that counts first; `None` where somebody took the field away. An
    /// identity is named here, never shown.
    pub values: Vec<Option<Value>>,
}

/// What is known of an attached file without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInfo {
    /// Its relative name, as exported.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

/// A reference from one record to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The handle of the record that refers.
    pub from: String,
    /// Its name inside this vault.
    pub entity: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The field in which it refers, `people.person` where it lies inside another.
    pub field: String,
}
