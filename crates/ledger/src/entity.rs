//! An entity: the state a set of operations gives one record.
//!
//! The state is a function of the *set* of operations. Redaction absorbs everything, also what arrives later. Deliberately
//! absent: what kinds and fields mean.

use std::collections::BTreeMap;

use crate::body::Body;
use crate::clock::HybridTime;
use crate::ids::{EntityId, OpId};
use crate::kind::Kind;
use crate::register::{Register, Version};

/// What applying an operation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// The state changed.
    Changed,
    /// It was known already, or was replaced before it came.
    Unchanged,
    /// The entity is erased; nothing comes back.
    Erased,
    /// The operation is not about this entity's state.
    NotHere,
}

/// The mark an erased entity leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// When, by the writer's clock.
    pub clock: HybridTime,
    /// The operation that erased it.
    pub op: OpId,
    /// The kind of record it was.
    pub record_kind: String,
    /// The handle it had.
    pub handle: String,
}

/// What an entity was called by its first operation.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    clock: HybridTime,
    op: OpId,
    record_kind: String,
    handle: String,
}

/// The state of one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    id: EntityId,
    first: Option<Name>,
    changed: HybridTime,
    fields: BTreeMap<String, Register>,
    redaction: Option<Redaction>,
}

impl Entity {
    /// An entity nothing is known of.
    pub const fn new(id: EntityId) -> Self {
        let changed = HybridTime::from_bits(0);
        Self { id, first: None, changed, fields: BTreeMap::new(), redaction: None }
    }

    /// Its name in the ledger.
    pub const fn id(&self) -> EntityId {
        self.id
    }

    /// The kind of record it is or was; empty while nothing is known.
    pub fn record_kind(&self) -> &str {
        let erased = self.redaction.as_ref().map(|mark| mark.record_kind.as_str());
        erased.or(self.first.as_ref().map(|name| name.record_kind.as_str())).unwrap_or_default()
    }

    /// The handle it has or had; empty while nothing is known.
    pub fn handle(&self) -> &str {
        let erased = self.redaction.as_ref().map(|mark| mark.handle.as_str());
        erased.or(self.first.as_ref().map(|name| name.handle.as_str())).unwrap_or_default()
    }

    /// When it was first written; `None` while nothing is known or after erasure.
    pub fn created(&self) -> Option<HybridTime> {
        self.first.as_ref().map(|name| name.clock)
    }

    /// When it was last written; `None` while nothing is known or after erasure.
    pub fn changed(&self) -> Option<HybridTime> {
        self.first.as_ref().map(|_| self.changed)
    }

    /// The fields, by name. A field that was emptied is among them.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Register)> {
        self.fields.iter().map(|(name, register)| (name.as_str(), register))
    }

    /// One field.
    pub fn field(&self, name: &str) -> Option<&Register> {
        self.fields.get(name)
    }

    /// The mark of its erasure.
    pub const fn redaction(&self) -> Option<&Redaction> {
        self.redaction.as_ref()
    }

    /// Takes an operation in. Any order and any repetition of the same operations gives the same state.
    pub fn apply(&mut self, op: OpId, kind: Kind, body: &Body) -> Applied {
        if body.entity != Some(self.id) {
            return Applied::NotHere;
        }
        match kind {
            Kind::Redact => self.redact(op, body),
            Kind::Change if self.redaction.is_some() => Applied::Erased,
            Kind::Change => self.change(op, body),
            _ => Applied::NotHere,
        }
    }

    /// The first erasure by clock is the one that is remembered, whichever came first.
    fn redact(&mut self, op: OpId, body: &Body) -> Applied {
        if self.redaction.as_ref().is_some_and(|mark| (mark.clock, mark.op) <= (body.clock, op)) {
            return Applied::Unchanged;
        }
        let (record_kind, handle) = (body.record_kind.clone(), body.handle.clone());
        self.redaction = Some(Redaction { clock: body.clock, op, record_kind, handle });
        self.first = None;
        self.fields.clear();
        self.changed = HybridTime::from_bits(0);
        Applied::Changed
    }

    fn change(&mut self, op: OpId, body: &Body) -> Applied {
        let named = self.name(op, body);
        let later = body.clock > self.changed;
        self.changed = self.changed.max(body.clock);
        let mut changed = named || later;
        for change in &body.changes {
            let value = change.value.clone();
            let version = Version { op, clock: body.clock, actor: body.actor, value };
            changed |= self.register(&change.field).apply(version, &change.base);
        }
        if changed { Applied::Changed } else { Applied::Unchanged }
    }

    /// Kind, handle and birth are those of the first operation by clock.
    fn name(&mut self, op: OpId, body: &Body) -> bool {
        if self.first.as_ref().is_some_and(|name| (name.clock, name.op) <= (body.clock, op)) {
            return false;
        }
        let (record_kind, handle) = (body.record_kind.clone(), body.handle.clone());
        self.first = Some(Name { clock: body.clock, op, record_kind, handle });
        true
    }

    fn register(&mut self, field: &str) -> &mut Register {
        if !self.fields.contains_key(field) {
            self.fields.insert(field.to_owned(), Register::default());
        }
        self.fields.get_mut(field).expect("inserted above if it was missing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ENTITY, body, change, op};

    fn values(entity: &Entity, field: &str) -> Vec<String> {
        let heads = entity.field(field).map(Register::heads).unwrap_or_default();
        let text = |version: &Version| String::from_utf8(version.value.clone().unwrap_or_default());
        heads.iter().map(|version| text(version).expect("text in a test")).collect()
    }

    fn apply(entity: &mut Entity, n: u8, clock: u64, value: &str, base: &[u8]) -> Applied {
        entity.apply(op(n), Kind::Change, &body(clock, vec![change("alias", value, base)]))
    }

    #[test]
    fn a_later_value_replaces_what_its_writer_saw() {
        let mut entity = Entity::new(ENTITY);
        assert_eq!(apply(&mut entity, 1, 10, "one", &[]), Applied::Changed);
        assert_eq!(apply(&mut entity, 2, 20, "two", &[1]), Applied::Changed);
        assert_eq!(apply(&mut entity, 1, 10, "one", &[]), Applied::Unchanged);
        assert_eq!(values(&entity, "alias"), ["two"]);
        assert_eq!(entity.created().map(HybridTime::to_bits), Some(10));
        assert_eq!(entity.changed().map(HybridTime::to_bits), Some(20));
    }

    #[test]
    fn values_written_at_once_both_stand_until_someone_settles_them() {
        let mut entity = Entity::new(ENTITY);
        apply(&mut entity, 1, 10, "one", &[]);
        apply(&mut entity, 2, 30, "two", &[1]);
        apply(&mut entity, 3, 20, "three", &[1]);
        assert_eq!(values(&entity, "alias"), ["two", "three"]);
        let register = entity.field("alias").expect("there");
        assert!(register.is_contested());
        assert_eq!(register.latest().map(|version| version.op), Some(op(2)));
        assert_eq!(register.base(), [op(2), op(3)]);
        apply(&mut entity, 4, 5, "four", &[2, 3]);
        assert_eq!(values(&entity, "alias"), ["four"]);
    }

    #[test]
    fn a_clock_does_not_beat_what_the_writer_saw() {
        let mut entity = Entity::new(ENTITY);
        apply(&mut entity, 1, 1_000, "a clock far ahead", &[]);
        apply(&mut entity, 2, 1, "corrected", &[1]);
        assert_eq!(values(&entity, "alias"), ["corrected"]);
    }

    #[test]
    fn an_emptied_field_stands_as_emptied() {
        let mut entity = Entity::new(ENTITY);
        apply(&mut entity, 1, 1, "one", &[]);
        let mut emptied = change("alias", "", &[1]);
        emptied.value = None;
        entity.apply(op(2), Kind::Change, &body(2, vec![emptied]));
        let heads = entity.field("alias").expect("there").heads();
        assert_eq!((heads.len(), &heads[0].value), (1, &None));
    }

    #[test]
    fn nothing_comes_back_after_erasure() {
        let mut entity = Entity::new(ENTITY);
        apply(&mut entity, 1, 10, "one", &[]);
        assert_eq!(entity.apply(op(9), Kind::Redact, &body(5, Vec::new())), Applied::Changed);
        assert_eq!(apply(&mut entity, 2, 99, "two", &[1]), Applied::Erased);
        assert_eq!(entity.fields().count(), 0);
        assert_eq!((entity.created(), entity.changed()), (None, None));
        assert_eq!((entity.record_kind(), entity.handle()), ("person", "p-1"));
        assert_eq!(entity.apply(op(9), Kind::Redact, &body(5, Vec::new())), Applied::Unchanged);
    }

    #[test]
    fn other_kinds_and_other_entities_leave_it_alone() {
        let mut entity = Entity::new(EntityId::from_bytes([1; 16]));
        assert_eq!(apply(&mut entity, 1, 1, "one", &[]), Applied::NotHere);
        let mut entity = Entity::new(ENTITY);
        for kind in [Kind::Access, Kind::Checkpoint, Kind::Other(77)] {
            assert_eq!(
                entity.apply(op(1), kind, &body(1, vec![change("a", "x", &[])])),
                Applied::NotHere
            );
        }
        assert_eq!(entity, Entity::new(ENTITY));
    }
}
