//! A vault to measure: real keys, a real disk, the cheapest passphrase.

#![allow(clippy::disallowed_methods, reason = "a vault of today is written by the clock")]

use std::path::Path;

use casework::Record;
use getrandom::SysRng;
use jiff::Timestamp;
use rand_core::UnwrapErr;
use vault::{Cost, Mode, NewVault, Place, Randomness, Secret, Unlock, Vault};

const PASSPHRASE: &str = crate::program::PASSPHRASE;

/// What opens every vault that is measured.
pub fn passphrase() -> Secret {
    Secret::new(PASSPHRASE.to_owned())
}

fn place(dir: &Path) -> Place {
    Place::new(dir.join("vault"))
}

fn rng() -> Randomness {
    Box::new(UnwrapErr(SysRng))
}

/// An empty vault in this folder.
pub fn vault(dir: &Path) -> Vault {
    std::fs::create_dir_all(dir).expect("a folder");
    let new = NewVault { passphrase: passphrase(), identity_passphrase: None, cost: Cost::FLOOR };
    Vault::create(&place(dir), &new, rng(), Timestamp::now()).expect("a new vault").0
}

/// The vault that stands in this folder.
pub fn open(dir: &Path) -> Vault {
    let unlock = Unlock::Passphrase(passphrase());
    let opened = Vault::open(&place(dir), &unlock, Mode::Write, rng(), Timestamp::now());
    opened.expect("an open vault").vault
}

/// One durable batch.
pub fn put(vault: &mut Vault, records: Vec<Record>) {
    let count = records.len();
    let receipt = vault.put(records, Timestamp::now()).expect("a written batch");
    assert_eq!(receipt.accepted, count);
}
