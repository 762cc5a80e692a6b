//! The keys of a vault, learned by who knows its passphrase: what a test looks for where no key may be.

use std::{fs, path::Path};

use data_encoding::{HEXLOWER, HEXUPPER};
use getrandom::{SysRng, rand_core::UnwrapErr};
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};
use seal::{Credential, EpochKey, Passphrase, Secret, SlotFile};
use vault::{Mode, Place, Unlock, Vault, VaultRoot};

/// Every key of the vault in this folder, with its name.
///
/// # Panics
/// Where the passphrase does not open it, or it is not a vault.
pub fn of(vault: &Path, passphrase: &str) -> Vec<(String, Vec<u8>)> {
    let (slots, credential) = slots(vault, passphrase);
    let root = slots.open_root(&credential).expect("the root");
    let identity = slots.open_identity(&credential).expect("the identity key");
    let raw = root.database_key(&slots.vault()).to_raw();
    let hex = &raw[2..66];
    let page = HEXLOWER.decode(hex.as_bytes()).expect("hexadecimal");
    let mut keys = vec![
        named("root", root.expose()),
        named("identity key", identity.expose()),
        named("page key", &page),
        named("page key in hexadecimal", hex.as_bytes()),
        named("page key in capitals", HEXUPPER.encode(&page).as_bytes()),
    ];
    keys.extend(inside(&open(vault, &raw)));
    keys
}

/// The raw key of the database, as SQLCipher takes it.
///
/// # Panics
/// Where the passphrase does not open the vault.
pub fn raw(vault: &Path, passphrase: &str) -> String {
    let (slots, credential) = slots(vault, passphrase);
    let root = slots.open_root(&credential).expect("the root");
    root.database_key(&slots.vault()).to_raw().to_string()
}

fn slots(vault: &Path, passphrase: &str) -> (SlotFile, Credential) {
    let typed = Passphrase::new(&Secret::new(passphrase.to_owned())).expect("a passphrase");
    let slots = SlotFile::decode(&fs::read(vault.join("slots.a")).expect("slots")).expect("slots");
    (slots, Credential::Passphrase(typed))
}

/// The id by which the desk names the record of this handle.
///
/// # Panics
/// Where there is no such record.
pub fn entity(vault: &Path, passphrase: &str, handle: &str) -> String {
    let unlock = Unlock::Passphrase(Secret::new(passphrase.to_owned()));
    let randomness = Box::new(UnwrapErr(SysRng));
    let opened =
        Vault::open(&Place::new(vault), &unlock, Mode::Read, randomness, Timestamp::UNIX_EPOCH);
    let record = opened.expect("a vault").vault.get(handle).expect("read").expect("a record");
    record.entity.to_string()
}

/// The database of the vault in this folder, for who has its root and changes what stands there.
///
/// # Panics
/// Where it is not a vault of this root.
pub fn database(vault: &Path, root: &VaultRoot) -> Connection {
    let slots = SlotFile::decode(&fs::read(vault.join("slots.a")).expect("slots")).expect("slots");
    open(vault, &root.database_key(&slots.vault()).to_raw())
}

/// The database of a vault, with its raw key.
pub(crate) fn open(vault: &Path, raw: &str) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(vault.join("vault.db"), flags).expect("a database");
    db.pragma_update(None, "key", raw).expect("a key");
    db.pragma_update(None, "cipher_page_size", 16384).expect("a setting");
    db
}

/// The keys that lie in the database.
fn inside(db: &Connection) -> Vec<(String, Vec<u8>)> {
    let (id, key): (Vec<u8>, Vec<u8>) = db
        .query_row("SELECT id, key FROM epoch", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("an epoch");
    let epoch = EpochKey::from_slice(&key).expect("a key");
    let mut keys = vec![named("epoch key", &key)];
    let mut house = db
        .prepare("SELECT name, value FROM house WHERE name IN ('root', 'device', 'names', 'tally')")
        .expect("a query");
    let stored = house.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    keys.extend(stored.map(|row: rusqlite::Result<(String, Vec<u8>)>| {
        let (name, value) = row.expect("a row");
        (format!("{name} key"), value)
    }));
    let mut records =
        db.prepare("SELECT record, key_id, wrapped FROM record_key").expect("a query");
    let mut rows = records.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        let (number, key_id, wrapped): (i64, Vec<u8>, Vec<u8>) =
            (row.get_unwrap(0), row.get_unwrap(1), row.get_unwrap(2));
        let key = epoch.unwrap(&wrapped, &[id.clone(), key_id].concat()).expect("a record's key");
        keys.push(named(&format!("key of record {number}"), key.expose()));
    }
    keys
}

fn named(name: &str, key: &[u8]) -> (String, Vec<u8>) {
    (name.to_owned(), key.to_vec())
}
