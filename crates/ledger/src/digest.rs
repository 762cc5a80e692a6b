//! The digest of a state: the same for the same set of operations, however they arrived.
//!
//! ```text
//! entity = SHA-256("guvoh entity v1" || 0x00 || id[16] || state)
//! live   = 0x00 || text(kind) || text(handle) || created u64 || changed u64 || count u32 || field ...
//! field  = text(name) || count u32 || (op[16] || clock u64 || actor[16] || 0x00, or 0x01 || bytes(value)) ...
//! erased = 0x01 || text(kind) || text(handle) || clock u64 || op[16]
//! state  = SHA-256("guvoh state v1" || 0x00 || (id[16] || entity[32]) ... in the order of ids)
//! text, bytes = length u32 || content
//! ```
//! Deliberately absent: rows, indexes and anything else a store adds.

use std::collections::BTreeMap;

use seal::{Digest, Hasher};

use crate::entity::Entity;
use crate::ids::EntityId;
use crate::register::Register;

/// The digest of one entity.
pub fn entity_digest(entity: &Entity) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(b"guvoh entity v1\0");
    hasher.update(entity.id().as_bytes());
    match entity.redaction() {
        Some(mark) => {
            hasher.update(&[1]);
            bytes(&mut hasher, mark.record_kind.as_bytes());
            bytes(&mut hasher, mark.handle.as_bytes());
            hasher.update(&mark.clock.to_bits().to_be_bytes());
            hasher.update(mark.op.as_bytes());
        }
        None => live(&mut hasher, entity),
    }
    hasher.finish()
}

/// The digest of all entities; they may come in any order.
pub fn state_digest(entities: impl IntoIterator<Item = (EntityId, Digest)>) -> Digest {
    let sorted: BTreeMap<EntityId, Digest> = entities.into_iter().collect();
    let mut hasher = Hasher::new();
    hasher.update(b"guvoh state v1\0");
    for (id, digest) in &sorted {
        hasher.update(id.as_bytes());
        hasher.update(digest.as_bytes());
    }
    hasher.finish()
}

fn live(hasher: &mut Hasher, entity: &Entity) {
    hasher.update(&[0]);
    bytes(hasher, entity.record_kind().as_bytes());
    bytes(hasher, entity.handle().as_bytes());
    for moment in [entity.created(), entity.changed()] {
        hasher.update(&moment.unwrap_or_default().to_bits().to_be_bytes());
    }
    let standing: Vec<_> =
        entity.fields().filter(|(_, register)| !register.heads().is_empty()).collect();
    hasher.update(&count(standing.len()));
    standing.iter().for_each(|(name, register)| field(hasher, name, register));
}

fn field(hasher: &mut Hasher, name: &str, register: &Register) {
    bytes(hasher, name.as_bytes());
    hasher.update(&count(register.heads().len()));
    for version in register.heads() {
        hasher.update(version.op.as_bytes());
        hasher.update(&version.clock.to_bits().to_be_bytes());
        hasher.update(version.actor.as_bytes());
        match &version.value {
            None => hasher.update(&[0]),
            Some(value) => {
                hasher.update(&[1]);
                bytes(hasher, value);
            }
        }
    }
}

fn bytes(hasher: &mut Hasher, content: &[u8]) {
    hasher.update(&count(content.len()));
    hasher.update(content);
}

fn count(len: usize) -> [u8; 4] {
    u32::try_from(len).expect("limits keep every length far below 4 GiB").to_be_bytes()
}
