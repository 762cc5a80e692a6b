//! Records in batches, the same for everything that is measured.

use casework::Record;

use crate::text;

/// Records of one durable batch.
const BATCH: usize = 500;

/// Hands over `n` records of about a kilobyte, batch by batch.
pub fn with_records(n: usize, words: &[String], put: impl FnMut(Vec<Record>)) {
    by_batches(n, |number| text::record(number, words), put);
}

/// Hands over `n` records, batch by batch.
pub fn by_batches(n: usize, make: impl Fn(usize) -> Record, mut put: impl FnMut(Vec<Record>)) {
    for first in (0..n).step_by(BATCH) {
        put((first..n.min(first + BATCH)).map(&make).collect());
    }
}
