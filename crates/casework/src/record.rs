//! One record as it travels: its kind, its handle, and its fields as plain values.
//!
//! The values have the shape of the caseload format; dates are text, spelled exactly as given.
//! Deliberately absent: any judgement whether they fit the schema (see [`crate::check`]).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Kind;

/// A record of the caseload format. `id` and the kind itself are not among `fields`.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its handle, unique among all records.
    pub id: String,
    /// What was given. A missing field means "not asked yet", never "no".
    pub fields: BTreeMap<String, Value>,
}

impl Record {
    /// A record without fields.
    pub fn new(kind: Kind, id: impl Into<String>) -> Record {
        Record { kind, id: id.into(), fields: BTreeMap::new() }
    }

    /// The same record with one field more, for building records in a row.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Record {
        self.fields.insert(field.to_owned(), value.into());
        self
    }

    /// A field's value, if it was given.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.fields.get(field)
    }

    /// A field's value where it is text.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.get(field).and_then(Value::as_str)
    }
}

impl AsRef<Record> for Record {
    fn as_ref(&self) -> &Record {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absence_is_not_an_answer() {
        let record = Record::new(Kind::Person, "p1").with("stateless", false);
        assert_eq!(record.get("stateless"), Some(&Value::Bool(false)));
        assert_eq!(record.get("sex"), None);
        assert_eq!(record.text("stateless"), None);
    }
}
