//! A vault to measure: real keys, a real disk, the cheapest passphrase.

use std::path::Path;

use casework::Record;
use getrandom::SysRng;
use jiff::Timestamp;
use rand_core::UnwrapErr;
use vault::{Cost, NewVault, Place, Secret, Vault};

/// An empty vault in this folder.
pub fn vault(dir: &Path) -> Vault {
    let new = NewVault {
        passphrase: Secret::new("orbit walnut lantern gravel tunic maple".to_owned()),
        identity_passphrase: None,
        cost: Cost::FLOOR,
    };
    let place = Place::new(dir.join("vault"));
    let rng = Box::new(UnwrapErr(SysRng));
    Vault::create(&place, &new, rng, Timestamp::now()).expect("a new vault").0
}

/// One durable batch.
pub fn put(vault: &mut Vault, records: Vec<Record>) {
    let count = records.len();
    let receipt = vault.put(records, Timestamp::now()).expect("a written batch");
    assert_eq!(receipt.accepted, count);
}
