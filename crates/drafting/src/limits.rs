//! The most of everything that comes from outside.

/// Parts of a template.
pub const MAX_PARTS: usize = 200;
/// Characters of one text of a template.
pub const MAX_TEXT: usize = 20_000;
/// Bytes of one template file.
pub const MAX_FILE: usize = 256 * 1024;
/// How far a cause is followed back: longer chains exist in no letter anybody reads.
pub const MAX_CAUSES: usize = 50;
