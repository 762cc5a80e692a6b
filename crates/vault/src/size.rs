//! Whether a record fits into one operation, as a whole: an export is taken in again record by record.
//!
//! Deliberately absent: limits of a single text or list; the caseload format has them.

use casework::Record;
use casework::schema::IDENTITY;

use crate::error::Error;
use crate::limits::{MAX_IDENTITY, MAX_RECORD, MAX_VALUE};
use crate::merged::write_value;

/// The field that is too large, empty where the record is so as a whole; `None` where it fits. `sealed` are the bytes of
/// an identity that is not in the record.
pub(crate) fn too_large(record: &Record, sealed: usize) -> Option<&str> {
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

/// Refuses what does not fit.
pub(crate) fn fit(record: &Record, sealed: usize) -> Result<(), Error> {
    if too_large(record, sealed).is_some() { Err(Error::TooLarge) } else { Ok(()) }
}
