//! A record put together from its operations.
//!
//! Values are JSON text inside the operations. Two fields are not: `identity`, sealed to the identity key, and `@file`,
//! which says where an attached file lies and never leaves the vault. Deliberately absent: SQL.

use casework::merge::{self, Head};
use casework::schema::{self, IDENTITY};
use casework::{Kind, Record};
use ledger::{Entity, OpId, Register};
use serde_json::Value;

use crate::error::{Error, Part};
use crate::files::SealedFile;
use crate::stored::Conflict;

/// The field that says where an attached file lies.
pub(crate) const FILE: &str = "@file";

/// What the operations of a record come to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Merged {
    /// Without its identity.
    pub record: Record,
    pub conflicts: Vec<Conflict>,
    pub has_identity: bool,
    pub file: Option<SealedFile>,
}

impl Merged {
    /// What a record that was just made comes to.
    pub(crate) fn of_new(mut record: Record) -> Merged {
        let has_identity = record.fields.remove(IDENTITY).is_some();
        Merged { record, conflicts: Vec::new(), has_identity, file: None }
    }

    /// Settles every field by its policy and keeps what does not win beside it.
    pub(crate) fn of(entity: &Entity) -> Result<Merged, Error> {
        let kind = Kind::parse(entity.record_kind()).ok_or(Error::Damaged(Part::Ledger))?;
        let record = Record::new(kind, entity.handle());
        let mut merged = Merged { record, conflicts: Vec::new(), has_identity: false, file: None };
        for (field, register) in entity.fields() {
            match field {
                IDENTITY => merged.take_identity(register),
                FILE => merged.file = latest_file(register)?,
                _ => merged.take(kind, field, register)?,
            }
        }
        Ok(merged)
    }

    fn take_identity(&mut self, register: &Register) {
        self.has_identity = register.latest().is_some_and(|version| version.value.is_some());
        if register.is_contested() {
            self.conflicts.push(Conflict { field: IDENTITY.to_owned(), values: Vec::new() });
        }
    }

    fn take(&mut self, kind: Kind, field: &str, register: &Register) -> Result<(), Error> {
        if let [only] = register.heads() {
            // One value needs no settling, which is what nearly every field has.
            let value = only.value.as_deref().map(read_value).transpose()?;
            self.record.fields.extend(value.map(|value| (field.to_owned(), value)));
            return Ok(());
        }
        let heads = register.heads().iter().map(|version| {
            let value = version.value.as_deref().map(read_value).transpose()?;
            Ok(Head { clock: version.clock.to_bits(), op: *version.op.as_bytes(), value })
        });
        let settled = merge::settle(kind, field, &heads.collect::<Result<Vec<_>, Error>>()?);
        if !settled.others.is_empty() {
            let values = std::iter::once(settled.value.clone()).chain(settled.others).collect();
            self.conflicts.push(Conflict { field: field.to_owned(), values });
        }
        self.record.fields.extend(settled.value.map(|value| (field.to_owned(), value)));
        Ok(())
    }
}

/// The sealed identity that counts, and the operation it is bound to.
pub(crate) fn sealed_identity(entity: &Entity) -> Option<(OpId, &[u8])> {
    let version = entity.field(IDENTITY)?.latest()?;
    Some((version.op, version.value.as_deref()?))
}

/// Whether the field keeps its first value for ever.
pub(crate) fn is_immutable(kind: Kind, field: &str) -> bool {
    schema::field(kind, field).is_some_and(|field| field.merge == merge::Merge::Immutable)
}

fn latest_file(register: &Register) -> Result<Option<SealedFile>, Error> {
    let value = register.latest().and_then(|version| version.value.as_deref());
    value.map(|bytes| SealedFile::decode(bytes).ok_or(Error::Damaged(Part::Ledger))).transpose()
}

fn read_value(bytes: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(bytes).map_err(|_| Error::Damaged(Part::Ledger))
}

/// A value as an operation carries it.
pub(crate) fn write_value(value: &Value) -> Vec<u8> {
    // A text mostly needs nothing but its quotation marks.
    let mut out = Vec::with_capacity(value.as_str().map_or(64, |text| text.len() + 8));
    serde_json::to_writer(&mut out, value).expect("JSON values have text keys and finite numbers");
    out
}
