//! How much a letter may hold. What is longer is an annex, not a letter.

/// Characters in all texts together, about a hundred and fifty pages.
pub const MAX_CHARS: usize = 400_000;
/// Parts.
pub const MAX_PARTS: usize = 4_000;
/// Lines that the layout cannot join: lines of addresses, points, annexes, rows of tables, breaks within a text.
pub const MAX_LINES: usize = 10_000;
/// Columns of a table: eight on a page are two centimetres each.
pub const MAX_COLUMNS: usize = 8;

/// The same as values, so that tests reach them with small letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub chars: usize,
    pub parts: usize,
    pub lines: usize,
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { chars: MAX_CHARS, parts: MAX_PARTS, lines: MAX_LINES, columns: MAX_COLUMNS }
    }
}
