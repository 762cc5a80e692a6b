//! Putting records in: one signed operation for each that changed, all of them in one durable transaction.
//!
//! Deliberately absent: checking a record against the schema (`casework::check`); the desk and the import do that first,
//! and a merge may never refuse what was signed.

use std::collections::BTreeMap;

use casework::schema::IDENTITY;
use casework::{Kind, Record};
use jiff::Timestamp;
use ledger::{Change, Entity, EntityId, Kind as OpKind, OpId};
use seal::{IdentityContext, Zeroizing};
use serde_json::Value;

use crate::error::Error;
use crate::limits;
use crate::merged::{FILE, Merged, is_immutable, sealed_identity, write_value};
use crate::ops::{Draft, Key};
use crate::secrets::IdentityKey;
use crate::size;
use crate::stored::{Stored, Version};
use crate::vault::Vault;

/// What `put` did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Records created or changed.
    pub accepted: usize,
    /// Records that said what was there already.
    pub unchanged: usize,
    /// The handles of the records, in the order given.
    pub ids: Vec<String>,
    /// Handles whose identity was left as it was, since without its key it cannot be compared.
    pub identities_kept: Vec<String>,
}

/// What became of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub changed: bool,
    pub identity_kept: bool,
}

impl Vault {
    /// Creates or changes whole records: what a record does not name is taken away from it, except an identity and an
    /// attached file, which are never part of what the vault gives out. A record that says what is there already leaves
    /// no trace. An identity that is there already is kept (see [`Vault::change`] for replacing it).
    pub fn put(&mut self, records: Vec<Record>, now: Timestamp) -> Result<Receipt, Error> {
        if records.len() > limits::MAX_BATCH {
            return Err(Error::TooLarge);
        }
        self.write(now, |vault| {
            vault.sign_aside(records.len());
            vault.put_all(records, None, now)
        })
    }

    /// Changes some fields of one record; `None` takes a field away. `base` is the version the author had before them:
    /// what was changed since then is kept beside their value as a conflict. Without it, everything is replaced.
    pub fn change(
        &mut self,
        id: &str,
        fields: BTreeMap<String, Option<Value>>,
        base: Option<Version>,
        now: Timestamp,
    ) -> Result<Stored, Error> {
        let (number, _) = self.standing(id)?;
        self.write(now, |vault| vault.change_fields(number, fields, base, now))?;
        self.stored(number)
    }

    /// The records of one transaction.
    pub(crate) fn put_all(
        &mut self,
        records: Vec<Record>,
        identity: Option<&IdentityKey>,
        now: Timestamp,
    ) -> Result<Receipt, Error> {
        let mut receipt = Receipt::default();
        for record in records {
            receipt.ids.push(record.id.clone());
            let outcome = self.put_one(record, identity, now)?;
            if outcome.changed {
                receipt.accepted += 1;
            } else {
                receipt.unchanged += 1;
            }
            if outcome.identity_kept {
                receipt.identities_kept.extend(receipt.ids.last().cloned());
            }
        }
        Ok(receipt)
    }

    fn put_one(
        &mut self,
        record: Record,
        identity: Option<&IdentityKey>,
        now: Timestamp,
    ) -> Result<Outcome, Error> {
        if record.kind == Kind::Erased || record.fields.contains_key(FILE) {
            return Err(Error::Unusable);
        }
        let entity = self.house.entity_of(&record.id);
        match self.number(entity)? {
            Some((_, kind)) if kind != record.kind => Err(Error::KindChanged),
            Some((number, _)) => self.update(number, record, identity, now),
            None if self.is_erased(entity)? => Err(Error::Erased),
            None => self.insert_record(entity, record, now),
        }
    }

    fn insert_record(
        &mut self,
        entity: EntityId,
        record: Record,
        now: Timestamp,
    ) -> Result<Outcome, Error> {
        if !casework::handle::is_valid(&record.id) {
            return Err(Error::Unusable);
        }
        size::fit(&record, 0)?;
        let number = self.writer.next_record;
        self.writer.next_record += 1;
        let key = self.new_key(number)?;
        let op = self.new_op();
        let mut changes = Vec::with_capacity(record.fields.len());
        for (field, value) in &record.fields {
            let value = Some(self.sealed_value(entity, op, field, value)?);
            changes.push(Change { field: field.clone(), value, base: Vec::new() });
        }
        let (kind, id) = (record.kind.as_str(), record.id.as_str());
        let draft = change_draft(number, &key, entity, (kind, id), changes);
        let body = self.append(op, draft, now)?;
        let mut state = Entity::new(entity);
        state.apply(op, OpKind::Change, &body);
        self.write_row(number, &state, &Merged::of_new(record), None)?;
        Ok(Outcome { changed: true, identity_kept: false })
    }

    fn update(
        &mut self,
        number: i64,
        mut record: Record,
        identity: Option<&IdentityKey>,
        now: Timestamp,
    ) -> Result<Outcome, Error> {
        let (state, _) = self.current_state(number)?;
        let before = Merged::of(&state)?;
        let given = record.fields.remove(IDENTITY);
        let (replaces, identity_kept) = self.identity_differs(&state, given.as_ref(), identity)?;
        let mut fields = difference(&before.record, record);
        if replaces {
            fields.insert(IDENTITY.to_owned(), given);
        }
        if fields.is_empty() {
            return Ok(Outcome { changed: false, identity_kept });
        }
        self.append_change(number, state, &before, &fields, None, now)?;
        Ok(Outcome { changed: true, identity_kept })
    }

    /// Whether a given identity replaces the sealed one, and whether it was left because it could not be compared.
    fn identity_differs(
        &self,
        state: &Entity,
        given: Option<&Value>,
        key: Option<&IdentityKey>,
    ) -> Result<(bool, bool), Error> {
        let Some(given) = given else { return Ok((false, false)) };
        if sealed_identity(state).is_none() {
            return Ok((true, false));
        }
        match key {
            Some(key) => Ok((self.opened_identity(state, key)?.as_ref() != Some(given), false)),
            None => Ok((false, true)),
        }
    }

    fn change_fields(
        &mut self,
        number: i64,
        mut fields: BTreeMap<String, Option<Value>>,
        base: Option<Version>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let (state, _) = self.current_state(number)?;
        let before = Merged::of(&state)?;
        if fields.contains_key(FILE) {
            return Err(Error::Unusable);
        }
        let seen = match base {
            Some(Version(version)) => Some(self.entity_state(number, version)?.0),
            None => None,
        };
        fields.retain(|field, value| {
            let contested = state.field(field).is_some_and(ledger::Register::is_contested);
            field == IDENTITY || contested || before.record.get(field) != value.as_ref()
        });
        if fields.is_empty() {
            Ok(())
        } else {
            self.append_change(number, state, &before, &fields, seen.as_ref(), now)
        }
    }

    /// Writes one operation that changes fields, and brings the tables along.
    pub(crate) fn append_change(
        &mut self,
        number: i64,
        mut state: Entity,
        before: &Merged,
        fields: &BTreeMap<String, Option<Value>>,
        seen: Option<&Entity>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let kind = before.record.kind;
        if fields
            .keys()
            .any(|field| is_immutable(kind, field) && before.record.get(field).is_some())
        {
            return Err(Error::TestimonyText);
        }
        let key = self.key(number)?.ok_or(Error::Erased)?;
        let op = self.new_op();
        let mut changes = Vec::with_capacity(fields.len());
        for (field, value) in fields {
            let value = value
                .as_ref()
                .map(|value| self.sealed_value(state.id(), op, field, value))
                .transpose()?;
            let base =
                seen.unwrap_or(&state).field(field).map(ledger::Register::base).unwrap_or_default();
            changes.push(Change { field: field.clone(), value, base });
        }
        let names = (kind.as_str(), before.record.id.as_str());
        let body = self.append(op, change_draft(number, &key, state.id(), names, changes), now)?;
        state.apply(op, OpKind::Change, &body);
        let merged = Merged::of(&state)?;
        size::fit(&merged.record, sealed_identity(&state).map_or(0, |(_, sealed)| sealed.len()))?;
        self.write_row(number, &state, &merged, Some(before))
    }

    /// A value as the operation carries it: JSON, and an identity sealed to the identity key before anything else.
    fn sealed_value(
        &mut self,
        entity: EntityId,
        op: OpId,
        field: &str,
        value: &Value,
    ) -> Result<Vec<u8>, Error> {
        if field != IDENTITY {
            return Ok(write_value(value));
        }
        let text = Zeroizing::new(write_value(value));
        let context = self.identity_context(entity, op);
        self.house.identity.seal(&context, &text, &mut self.rng).map_err(|_| Error::TooLarge)
    }

    /// Where a sealed identity belongs.
    pub(crate) fn identity_context(&self, entity: EntityId, op: OpId) -> IdentityContext {
        let space = *self.house.space().as_bytes();
        IdentityContext { space, entity: *entity.as_bytes(), operation: *op.as_bytes() }
    }
}

fn change_draft<'d>(
    record: i64,
    key: &'d Key,
    entity: EntityId,
    (record_kind, handle): (&'d str, &'d str),
    changes: Vec<Change>,
) -> Draft<'d> {
    let (kind, entity) = (OpKind::Change, Some(entity));
    Draft { kind, record, key, entity, record_kind, handle, changes, reason: None, payload: None }
}

/// What has to change for the record to become the one given.
fn difference(before: &Record, given: Record) -> BTreeMap<String, Option<Value>> {
    let gone = before.fields.keys().filter(|field| !given.fields.contains_key(*field));
    let mut fields: BTreeMap<String, Option<Value>> =
        gone.map(|field| (field.clone(), None)).collect();
    let new = given.fields.into_iter().filter(|(field, value)| before.get(field) != Some(value));
    fields.extend(new.map(|(field, value)| (field, Some(value))));
    fields
}
