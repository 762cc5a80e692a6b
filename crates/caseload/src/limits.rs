//! How large a file may be. Limits of what is in a record are in [`casework::limits`].

/// Bytes in a file.
pub const MAX_FILE_BYTES: usize = 1 << 30;
/// Bytes in one line of JSON Lines: a text at its limit fits, fully escaped.
pub const MAX_LINE_BYTES: usize = 64 << 20;
/// Records in a file.
pub const MAX_RECORDS: usize = 2_000_000;
/// Lists and objects within one another.
pub const MAX_DEPTH: usize = 16;
/// Faults reported; the last then says how many more there are.
pub const MAX_REFUSALS: usize = 1_000;

/// The same as values, so that tests reach them with small files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub file_bytes: usize,
    pub line_bytes: usize,
    pub records: usize,
    pub depth: usize,
    pub refusals: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: MAX_FILE_BYTES,
            line_bytes: MAX_LINE_BYTES,
            records: MAX_RECORDS,
            depth: MAX_DEPTH,
            refusals: MAX_REFUSALS,
        }
    }
}
