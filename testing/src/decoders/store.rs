//! What the vault reads: a backup somebody hands over, and words somebody searches for.

use std::cell::RefCell;
use std::fs;

use jiff::Timestamp;
use seal::{Digest, SlotFile, VaultId, VaultRoot};
use tempfile::TempDir;
use vault::{Cost, NewVault, Place, SearchQuery, Secret, Unlock, Vault};

use super::{Decoder, slow, texts};
use crate::crash::Chance;

pub(super) const ALL: &[Decoder] =
    &[slow("vault-backup", backup, backups, 40), slow("vault-search", search, words, 20)];

const VAULT: VaultId = VaultId::from_bytes([1; 16]);

fn root() -> VaultRoot {
    VaultRoot::from_bytes([2; 32])
}

/// Front and parts; MAC and checksum are put behind them. What is no vault is not restored, and nothing is left of it.
fn backup(content: &[u8]) {
    let tag = root().mac_key(&VAULT).tag("guvoh backup v1", Digest::of(content).as_bytes());
    let mac = [content, tag.as_bytes()].concat();
    let whole = [mac.as_slice(), Digest::of(&mac).as_bytes()].concat();
    for bytes in [whole.as_slice(), content] {
        let folder = folder();
        let (file, place) = (folder.path().join("backup"), Place::new(folder.path().join("vault")));
        fs::write(&file, bytes).expect("a file");
        let (unlock, rng) = (Unlock::Root(root()), Box::new(Chance::new(1)));
        let restored = Vault::restore(&file, &place, &unlock, rng, Timestamp::UNIX_EPOCH);
        assert!(restored.is_err(), "no database was in it");
        assert!(!place.is_taken());
    }
}

fn folder() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder")
}

fn backups() -> Vec<Vec<u8>> {
    let slots = SlotFile::new(VAULT).encode(&root().mac_key(&VAULT));
    let mut front = [b"guvbackp".as_slice(), &[1, 0, 0, 0, 0, 0, 0, 0], VAULT.as_bytes()].concat();
    front.extend(u32::try_from(slots.len()).expect("small").to_be_bytes());
    front.extend(slots);
    let part = |kind: u8, name: &str, bytes: &[u8]| {
        let mut part = vec![kind];
        part.extend(u16::try_from(name.len()).expect("small").to_be_bytes());
        part.extend(name.as_bytes());
        part.extend((bytes.len() as u64).to_be_bytes());
        part.extend(bytes);
        part
    };
    let database = part(1, "vault.db", &[7; 4096]);
    let sealed = part(2, "00112233445566778899aabbccddeeff", &[8; 100]);
    vec![
        [front.as_slice(), &database, &sealed, &[0]].concat(),
        [front.as_slice(), &database, &[0]].concat(),
    ]
}

thread_local! {
    /// One vault for all runs of a thread.
    static OPEN: RefCell<Option<(Vault, TempDir)>> = const { RefCell::new(None) };
}

fn search(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    OPEN.with_borrow_mut(|open| {
        let (vault, _) = open.get_or_insert_with(opened);
        let query = SearchQuery { text, ..SearchQuery::default() };
        let hits = vault.search(&query).expect("there is no wrong query");
        for snippet in hits.iter().map(|hit| &hit.snippet) {
            for (from, to) in &snippet.marks {
                assert!(snippet.text.get(*from..*to).is_some(), "{snippet:?}");
            }
        }
    });
}

fn opened() -> (Vault, TempDir) {
    let folder = folder();
    let new = NewVault {
        passphrase: Secret::new("orbit walnut lantern gravel tunic maple".to_owned()),
        identity_passphrase: None,
        cost: Cost::FLOOR,
    };
    let place = Place::new(folder.path().join("vault"));
    let made = Vault::create(&place, &new, Box::new(Chance::new(2)), Timestamp::UNIX_EPOCH);
    let (mut vault, _) = made.expect("a vault");
    let read = caseload::read(crate::FIVE_ACCOUNTS, caseload::Spelling::Toml);
    let records = read.expect("the five accounts").into_iter().map(|placed| placed.record);
    vault.put(records.collect(), Timestamp::UNIX_EPOCH).expect("records");
    (vault, folder)
}

fn words() -> Vec<Vec<u8>> {
    texts(&[
        "контракт \"военный билет\"",
        "«угрожали выслать» полиц*",
        "p1 2023",
        "*",
        "e\u{301}\u{0}",
    ])
}
