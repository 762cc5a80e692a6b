//! What tests from outside need: the built program over a throw-away vault, and a
//! search for words that must not be on a disk.
//!
//! Deliberately absent: any way into a room but its public one. These tests use the
//! program as a script does.

pub mod canary;
pub mod crash;
pub mod decoders;
#[cfg(unix)]
pub mod desk;
pub mod every_field;
pub mod flips;
pub mod folder;
pub mod keys;
#[cfg(unix)]
pub mod load;
#[cfg(target_os = "linux")]
pub mod memory;
pub mod needles;
pub mod opened;
pub mod program;
pub mod written;

/// The invented caseload that the project's contracts are told with.
pub const FIVE_ACCOUNTS: &str = include_str!("../scenario/five-accounts.toml");
