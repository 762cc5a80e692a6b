//! Whether a record fits into one operation, as a whole: an export is taken in again record by record.
//!
//! Deliberately absent: limits of a single text or list; the caseload format has them.

use casework::Record;
use casework::schema::IDENTITY;
use serde_json::Value;

use crate::error::Error;
use crate::limits::{MAX_IDENTITY, MAX_RECORD, MAX_VALUE};
use crate::merged::write_value;

/// The field that is too large, empty where the record is so as a whole; `None` where it fits. `sealed` are the bytes of
/// an identity that is not in the record.
pub(crate) fn too_large(record: &Record, sealed: usize) -> Option<&str> {
    if is_far_below(record, sealed) {
        return None;
    }
    let mut whole = sealed;
    for (field, value) in &record.fields {
        let length = write_value(value).len();
        let limit = if field == IDENTITY { MAX_IDENTITY } else { MAX_VALUE };
        if length > limit {
            return Some(field);
        }
        // Sealed it is padded.
        whole += if field == IDENTITY { length + length / 8 } else { length };
    }
    (whole > MAX_RECORD).then_some("")
}

/// Whether all fits however it is spelled, so that nothing has to be spelled to know.
fn is_far_below(record: &Record, sealed: usize) -> bool {
    let most: usize = record.fields.values().map(at_most).sum();
    most <= MAX_IDENTITY.min(MAX_VALUE) && sealed + most + most / 8 <= MAX_RECORD
}

/// More bytes than a value takes as JSON: a byte is never spelled with more than six.
fn at_most(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) => 6,
        Value::Number(_) => 64,
        Value::String(text) => 6 * text.len() + 3,
        Value::Array(items) => 3 + items.iter().map(at_most).sum::<usize>(),
        Value::Object(fields) => {
            3 + fields.iter().map(|(key, value)| 6 * key.len() + 4 + at_most(value)).sum::<usize>()
        }
    }
}

/// Refuses what does not fit.
pub(crate) fn fit(record: &Record, sealed: usize) -> Result<(), Error> {
    if too_large(record, sealed).is_some() { Err(Error::TooLarge) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_value_is_spelled_longer_than_believed() {
        let odd = "\u{1}\"\\\u{7f}я";
        for value in [
            json!(null),
            json!(false),
            json!(-1.234_567_890_123_456_7e-300),
            json!(u64::MAX),
            json!(odd),
            json!([]),
            json!([[], {}, odd, {odd: [1, odd], "": null}]),
        ] {
            assert!(write_value(&value).len() < at_most(&value), "{value}");
        }
    }
}
