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
