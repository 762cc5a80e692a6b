//! Every limit of this crate. Rule packs arrive from outside one day, so nothing in them is unbounded.

/// How deep `all`, `any` and `not` may nest.
pub const MAX_DEPTH: usize = 8;
/// How many tests one condition may hold.
pub const MAX_LEAVES: usize = 64;
/// How many codes one `in` may list.
pub const MAX_CODES: usize = 64;
/// How many files a pack may hold.
pub const MAX_FILES: usize = 4_096;
/// How long one file of a pack may be.
pub const MAX_FILE_BYTES: usize = 256 * 1024;
/// The largest number a term may hold; the longest known is five years.
pub const MAX_TERM: u16 = 1_000;
/// The longest span counted day by day: a little over ten years.
pub const MAX_SPAN_DAYS: usize = 3_700;
/// How many sentences a text to read aloud may hold.
pub const MAX_RIGHTS_LINES: usize = 16;
/// How many characters one of them may have.
pub const MAX_RIGHTS_LINE: usize = 240;
/// How many days a production calendar may list under one heading.
pub const MAX_CALENDAR_DAYS: usize = 366;
