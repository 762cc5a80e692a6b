//! Vaults for tests, made without stretching a passphrase, and a few invented records.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use casework::{Kind, Record};
use jiff::Timestamp;
use seal::{IdentitySecret, SlotFile, VaultId, VaultRoot};
use serde_json::json;
use tempfile::TempDir;

use crate::disk::{Disk, NewFile, RealDisk};
use crate::open::{Opened, open_with_root};
use crate::place::{Place, WriterLock};
use crate::secrets::IdentityKey;
use crate::slots::Slots;
use crate::vault::{Mode, Randomness, Vault};

/// A vault in a folder that goes when the test ends.
pub(crate) struct TestVault {
    pub vault: Vault,
    pub dir: TempDir,
    pub identity: IdentityKey,
}

pub(crate) fn randomness() -> Randomness {
    Box::new(rand_core::UnwrapErr(getrandom::SysRng))
}

/// A moment of the invented story.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_692_000_000 + second).unwrap()
}

pub(crate) const ROOT: [u8; 32] = [42; 32];

pub(crate) fn vault() -> TestVault {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path().join("vault"));
    std::fs::create_dir(place.dir()).unwrap();
    let vault = create(Box::new(RealDisk), &place).unwrap();
    TestVault { vault, dir, identity: IdentityKey(IdentitySecret::from_bytes([7; 32])) }
}

pub(crate) fn create(disk: Box<dyn Disk>, place: &Place) -> Result<Vault, crate::OpenError> {
    let identity = IdentitySecret::from_bytes([7; 32]);
    let keys = (VaultRoot::from_bytes(ROOT), SlotFile::new(VaultId::from_bytes([9; 16])));
    let lock = WriterLock::take(place)?;
    Vault::create_with(disk, place, lock, keys, (&identity, true), randomness(), at(0))
}

/// Opens a test vault again, as its passphrase would.
pub(crate) fn open(place: &Place, mode: Mode) -> Result<Opened, crate::OpenError> {
    let lock = if mode == Mode::Write { Some(WriterLock::take(place)?) } else { None };
    let slots = Slots::read(&RealDisk, place)?;
    open_with_root(
        Box::new(RealDisk),
        place,
        slots,
        VaultRoot::from_bytes(ROOT),
        (mode, lock),
        randomness(),
        at(9),
    )
}

pub(crate) fn person(id: &str, alias: &str) -> Record {
    Record::new(Kind::Person, id).with("alias", alias).with("birth_year", 1991)
}

pub(crate) fn named(id: &str, alias: &str, name: &str) -> Record {
    person(id, alias).with("identity", json!({ "names": [name] }))
}

pub(crate) fn case(id: &str, people: &[&str]) -> Record {
    Record::new(Kind::Case, id)
        .with("opened", "2023-08-14")
        .with("people", json!(people))
        .with("title", "Contract in a stack of papers")
        .with("region", "RU-KLU")
}

pub(crate) fn incident(id: &str, case: &str, people: &[&str]) -> Record {
    let people: Vec<_> =
        people.iter().map(|person| json!({ "person": person, "role": "affected" })).collect();
    Record::new(Kind::Incident, id)
        .with("case", case)
        .with("people", people)
        .with("when", "2023-06")
        .with("methods", json!(["contract_in_stack"]))
        .with("narrative", "Дали сорок листов, среди них контракт.")
}

pub(crate) fn testimony(id: &str, case: &str, by: &str, text: &str) -> Record {
    Record::new(Kind::Testimony, id)
        .with("case", case)
        .with("given_by", by)
        .with("taken", "2023-08-16")
        .with("text", text)
}

/// A frozen example of `docs/formats/vectors/vault.txt`.
pub(crate) fn vector(name: &str) -> &'static str {
    let vectors = include_str!("../../../docs/formats/vectors/vault.txt");
    let mut lines = vectors.lines().filter_map(|line| line.split_once(" = "));
    lines.find(|(known, _)| *known == name).map(|(_, value)| value).unwrap()
}

/// A disk that tells what was asked of it, and refuses from some call on.
#[derive(Clone, Default)]
pub(crate) struct Trace {
    pub calls: Arc<Mutex<Vec<String>>>,
    /// After so many changes nothing works any more.
    pub limit: Option<usize>,
}

impl Trace {
    /// Remembers a change, or refuses it.
    fn change(&self, what: &str, path: &Path) -> io::Result<()> {
        let mut calls = self.calls.lock().unwrap();
        if self.limit.is_some_and(|limit| calls.len() >= limit) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        calls.push(format!("{what} {name}"));
        Ok(())
    }
}

impl Disk for Trace {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        RealDisk.read(path)
    }
    fn write_atomic(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.change("write", path).and_then(|()| RealDisk.write_atomic(path, bytes))
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.change("sync_dir", dir).and_then(|()| RealDisk.sync_dir(dir))
    }
    fn sync(&self, path: &Path) -> io::Result<()> {
        self.change("sync", path).and_then(|()| RealDisk.sync(path))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change("rename", to).and_then(|()| RealDisk.rename(from, to))
    }
    fn name_anew(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.name_anew(from, to)
    }
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        RealDisk.make_dir(dir)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        RealDisk.remove_dir(dir)
    }
    fn exists(&self, path: &Path) -> bool {
        RealDisk.exists(path)
    }
    fn names(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        RealDisk.names(dir)
    }
    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        self.change("create_dir", dir).and_then(|()| RealDisk.create_dir(dir))
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        self.change("create", path).and_then(|()| RealDisk.create(path))
    }
    fn open(&self, path: &Path) -> io::Result<std::fs::File> {
        RealDisk.open(path)
    }
    fn tighten(&self, path: &Path) {
        RealDisk.tighten(path);
    }
}
