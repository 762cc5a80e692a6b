//! A letter as a document, and its three spellings: PDF, DOCX and plain text.
//!
//! Pure: a [`Document`] in, bytes out; the same letter gives the same bytes, in any process. A file says what the letter
//! says and nothing else: no author, no program, no clock.
//!
//! Deliberately absent: which letter says what, where a file goes, and whether it may leave at all.

mod columns;
mod document;
mod docx;
mod error;
pub mod limits;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(test)]
mod sample;
mod shown;
mod text;

pub use document::{Document, Language, Part};
pub use docx::docx;
pub use error::Error;
#[cfg(feature = "pdf")]
pub use pdf::{Typesetter, pdf};
pub use shown::{REPLACEMENT, shown};
pub use text::{WIDTH, text};
