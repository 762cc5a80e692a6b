//! The caseload format, version 1: records as text that people and programs can carry about.
//!
//! Pure: bytes in, records or refusals out. Everything wrong with a file is reported at once,
//! each fault with its line, record and field; nothing is half read. The page that describes the
//! format is `docs/formats/caseload.md`.
//!
//! Deliberately absent: opening files (whether `file` is a link is for whoever opens it), and
//! what is held already (it is passed in as [`casework::check::Known`]).

mod jsonl;
pub mod limits;
mod lines;
mod place;
mod read;
mod toml;
mod why;
mod write;

pub use place::{Placed, Refusal};
pub use read::{Spelling, check_all, read, read_against};
pub use why::Why;
pub use write::{write_jsonl, write_record};

/// What a file of this version says of itself.
pub const FORMAT: &str = "guvoh-caseload/1";
