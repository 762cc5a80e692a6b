//! One encrypted file that holds everything: a signed, append-only ledger, and tables made from it.
//!
//! The ledger is the truth, the tables are a view; `rebuild` makes them again and must come to the same state. What is
//! acknowledged is durable. What is erased cannot be read through this vault again.
//!
//! Deliberately absent: the clock and randomness (both are passed in), any meaning of a field beyond what lists and
//! filters need, the law, the network, and any plaintext file other than an export a person asked for.

mod disk;
mod error;
pub mod limits;
mod place;
mod stored;
mod vault;
mod words;

pub use disk::{Disk, RealDisk};
pub use error::{Error, OpenError, Part};
pub use place::Place;
pub use stored::{Conflict, EntityId, FileInfo, Link, Stored, Version};
pub use vault::*;
