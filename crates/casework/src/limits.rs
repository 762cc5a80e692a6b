//! How much of anything a record may hold. Every limit is tested at one less, itself, one more.

/// Scalars in one text: a book of five hundred pages fits, a film does not.
pub const MAX_TEXT: usize = 1_048_576;
/// Scalars in a handle.
pub const MAX_HANDLE: usize = 128;
/// Items in one list of a record.
pub const MAX_ITEMS: usize = 10_000;
/// Significant digits of a number, so that every reader gives back the same one.
pub const MAX_DIGITS: usize = 15;
/// Scalars of somebody else's text that a message may repeat.
pub const MAX_SHOWN: usize = 80;
