//! One encrypted file that holds everything: a signed, append-only ledger, and tables made from it.
//!
//! The ledger is the truth, the tables are a view; `rebuild` makes them again and must come to the same state. What is
//! acknowledged is durable. What is erased cannot be read through this vault again.
//!
//! Deliberately absent: the clock and randomness (both are passed in), any meaning of a field beyond what lists and
//! filters need, the law, the network, and any plaintext file other than an export a person asked for.

mod backup;
mod beside;
mod db;
mod disk;
mod drafts;
mod erase;
mod error;
mod export;
mod files;
mod filter;
mod found;
mod fresh;
mod heads;
mod held;
mod history;
mod house;
mod import;
pub mod limits;
mod list;
mod merged;
mod open;
mod ops;
mod place;
mod query;
mod read;
mod rebuild;
mod rekey;
mod reveal;
mod rows;
mod search;
mod secrets;
mod signing;
mod similar;
mod size;
mod slots;
mod snippet;
mod stored;
mod summary;
mod swap;
mod tables;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests_backup;
#[cfg(test)]
mod tests_erase;
#[cfg(test)]
mod tests_find;
#[cfg(test)]
mod tests_fresh;
#[cfg(test)]
mod tests_limits;
#[cfg(test)]
mod tests_messages;
#[cfg(test)]
mod tests_state;
#[cfg(test)]
mod tests_time;
#[cfg(test)]
mod tests_write;
mod through;
mod ties;
mod vault;
mod verify;
mod words;
mod write;
mod writer;

pub use beside::Keep;
pub use disk::{Disk, NewFile, RealDisk};
pub use drafts::Draft;
pub use erase::{CANNOT_RECALL, DRAFTS_LEFT, Erased, NOT_PURGED, STILL_NAMED};
pub use error::{Error, OpenError, Part};
pub use export::Exported;
pub use held::{Held, LawNames};
pub use history::{Act, Entry};
pub use import::{Import, ImportReport, Reason, Refused};
pub use ledger::EntityId;
pub use list::{ListQuery, Listing};
pub use open::{Notice, Opened};
pub use place::Place;
pub use rebuild::Rebuilt;
pub use seal::{Cost, Digest, RecoveryCode, Secret, VaultRoot};
pub use search::{Hit, SearchQuery};
pub use secrets::{IdentityKey, NewVault, Unlock};
pub use snippet::Snippet;
pub use stored::{Conflict, FileInfo, Link, Stored, Version};
pub use ties::{Mark, Number, Standing, Tie};
pub use vault::{Mode, Randomness, Vault};
pub use verify::{Fault, Verification};
pub use write::Receipt;
