//! A vault at rest that bytes are changed in, and the judge of what becomes of it.
//!
//! Between trials only what a trial touched is laid down again, so that one takes milliseconds. Deliberately absent: which
//! bytes are worth a trial; that is for who sweeps.

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use casework::Kind;
use seal::SlotFile;
use vault::{Mode, Notice, Place, Stored, Unlock, Vault};

use super::{Figures, Outcome};
use crate::crash::{Base, Chance, Image, at, person, randomness};

/// Bytes of a page of the database.
pub const PAGE: usize = 16 * 1024;

/// A vault at rest, and what it says when nothing was changed.
pub struct Specimen {
    pub(super) base: Base,
    pub(super) image: Image,
    pub(super) told: Told,
    /// What the records were at each moment that may come back whole, if the vault says that changes are missing.
    pub(super) earlier: Vec<Vec<String>>,
}

/// What an opened vault says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    notices: Vec<Notice>,
    pub(super) records: Vec<String>,
    /// The generation of the slots that opened it.
    slots: u64,
    /// Whether `verify` found something.
    faulty: bool,
}

impl Specimen {
    /// A small vault with a few records, an identity and a file, closed.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn new() -> Specimen {
        Specimen::at_rest(Base::new())
    }

    /// The smallest vault that holds one case, closed.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn smallest() -> Specimen {
        Specimen::at_rest(Base::smallest())
    }

    pub(super) fn at_rest(base: Base) -> Specimen {
        base.lay();
        let image = Image::of(base.root()).expect("an image");
        Specimen::of(base, image, Vec::new())
    }

    /// A vault as a program leaves it that was killed: its last changes stand in the log.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn unfinished(self) -> Specimen {
        self.lay();
        let (mut vault, mut earlier) = (self.opened(), vec![self.told.records.clone()]);
        for number in 0..3 {
            let more = vec![person(&format!("p{}", 70 + number), "W-1")];
            vault.put(more, at(60 + number)).expect("a change");
            earlier.push(records(&vault).expect("readable records"));
        }
        let image = Image::of(self.base.root()).expect("an image");
        drop(vault);
        Specimen::of(self.base, image, earlier)
    }

    /// The same vault in another folder, for another thread.
    ///
    /// # Panics
    /// Where the disk refuses.
    #[must_use]
    pub fn again(&self) -> Specimen {
        Specimen::of(self.base.again(), self.image.clone(), self.earlier.clone())
    }

    /// The same vault brought to another machine without what tells rollbacks.
    ///
    /// # Panics
    /// Where the disk refuses.
    #[must_use]
    pub fn without_heads(&self) -> Specimen {
        let mut image = self.image.clone();
        image.files.retain(|path, _| !is_head(path));
        Specimen::of(self.base.again(), image, self.earlier.clone())
    }

    pub(super) fn of(base: Base, image: Image, mut earlier: Vec<Vec<String>>) -> Specimen {
        image.lay(base.root()).expect("a folder that can be written");
        let told = look(&base, Mode::Read).expect("a vault that was not changed opens");
        // Whoever closes last carries a log over.
        image.lay(base.root()).expect("a folder that can be written");
        earlier.push(told.records.clone());
        Specimen { base, image, told, earlier }
    }

    pub(super) fn lay(&self) {
        self.image.lay(self.base.root()).expect("a folder that can be written");
    }

    /// A file of the vault; `../backup` is the backup beside it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.base.root().join("vault").join(name)
    }

    pub(super) fn opened(&self) -> Vault {
        let unlock = Unlock::Root(self.base.key.clone());
        let opened = Vault::open(&self.place(), &unlock, Mode::Write, randomness(5), at(50));
        opened.expect("a vault that opens").vault
    }

    pub(super) fn place(&self) -> Place {
        place_of(&self.base)
    }

    /// Changes bytes of a file, one after another, and looks what becomes of each.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn flip(
        &self,
        name: &str,
        bytes: impl IntoIterator<Item = usize>,
        masks: impl Fn(usize) -> Vec<u8>,
    ) -> Figures {
        self.lay();
        let (path, mut figures) = (self.file(name), Figures::default());
        let whole = fs::read(&path).expect("a file of the vault");
        for at in bytes {
            for mask in masks(at) {
                set_byte(&path, at, whole[at] ^ mask);
                let outcome = self.judge(Mode::Read);
                self.mend(&path, at, whole[at]);
                figures.count(format_args!("{name} byte {at} mask {mask:#04x}"), outcome);
            }
        }
        let left = Image::of(self.base.root()).expect("an image");
        assert!(left == self.image, "a trial left something behind");
        figures
    }

    /// Takes back a changed byte, and what reading has left beside the database.
    fn mend(&self, path: &Path, at: usize, byte: u8) {
        if self.image.files.contains_key(Path::new("vault/vault.db-wal")) {
            return self.lay();
        }
        set_byte(path, at, byte);
        for name in ["vault.db-wal", "vault.db-shm"] {
            fs::remove_file(self.file(name)).ok();
        }
    }

    /// What becomes of the vault with this file in place of its own.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn with(&self, path: &Path, bytes: &[u8], mode: Mode) -> Outcome {
        self.lay();
        fs::write(path, bytes).expect("a file that can be written");
        let outcome = self.judge(mode);
        self.lay();
        outcome
    }

    /// Every byte of a file.
    ///
    /// # Panics
    /// Where there is no such file.
    pub fn all(&self, name: &str) -> std::ops::Range<usize> {
        let about = fs::metadata(self.file(name)).expect("a file");
        0..usize::try_from(about.len()).unwrap_or(0)
    }

    /// Some bytes of every page of the database, by a seed.
    pub fn of_each_page(&self, seed: u64, each: usize) -> Vec<usize> {
        let (mut dice, length) = (Chance::new(seed), self.all("vault.db").end);
        let pages = (0..length).step_by(PAGE);
        pages
            .flat_map(|page| (0..each).map(move |_| page))
            .map(|page| page + dice.below(PAGE))
            .collect()
    }

    /// Some bytes of a file, by a seed.
    pub fn some(&self, name: &str, seed: u64, count: usize) -> Vec<usize> {
        let (mut dice, length) = (Chance::new(seed), self.all(name).end);
        (0..count).map(|_| dice.below(length)).collect()
    }

    /// Puts each page of the database that a change altered back to what it was before. Returns how many there were, and
    /// those after which something was wrong and nobody noticed.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn old_pages(mut self, mode: Mode) -> (usize, Vec<usize>) {
        self.lay();
        let path = self.file("vault.db");
        let old = fs::read(&path).expect("a database");
        let mut vault = self.opened();
        vault.put(vec![person("p80", "W-2")], at(70)).expect("a change");
        vault.close().expect("a closed vault");
        let image = Image::of(self.base.root()).expect("an image");
        self = Specimen::of(self.base, image, self.earlier);
        let new = fs::read(&path).expect("a database");
        let pages = (0..old.len() / PAGE).map(|page| page * PAGE..(page + 1) * PAGE);
        let changed: Vec<_> = pages.filter(|page| old[page.clone()] != new[page.clone()]).collect();
        let wrong = |page: &std::ops::Range<usize>| {
            let mut mixed = new.clone();
            mixed[page.clone()].copy_from_slice(&old[page.clone()]);
            self.with(&path, &mixed, mode) == Outcome::Wrong
        };
        let bad = changed.iter().filter(|page| wrong(page)).map(|page| page.start / PAGE).collect();
        (changed.len(), bad)
    }

    /// The bytes of the backup before its first part's content, and those behind the last one's.
    ///
    /// # Panics
    /// Where the backup is none.
    pub fn backup_front(&self) -> Vec<usize> {
        let bytes = fs::read(self.file("../backup")).expect("a backup");
        let slots = u32::from_be_bytes(*bytes[32..].first_chunk().expect("a length"));
        let part = 36 + usize::try_from(slots).expect("a length");
        let name = usize::from(u16::from_be_bytes(*bytes[part + 1..].first_chunk().expect("one")));
        let content = part + 3 + name + 8;
        (0..content).chain(bytes.len() - 65..bytes.len()).collect()
    }

    /// Changes bytes of the backup and restores it into an empty place.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn flip_backup(
        &self,
        bytes: impl IntoIterator<Item = usize>,
        masks: impl Fn(usize) -> Vec<u8>,
    ) -> Figures {
        self.lay();
        let (path, mut figures) = (self.base.outside().join("changed"), Figures::default());
        fs::copy(self.file("../backup"), &path).expect("a copied backup");
        let whole = fs::read(&path).expect("a backup");
        for at in bytes {
            for mask in masks(at) {
                set_byte(&path, at, whole[at] ^ mask);
                let outcome = self.restored(&path);
                set_byte(&path, at, whole[at]);
                figures.count(format_args!("backup byte {at} mask {mask:#04x}"), outcome);
            }
        }
        figures
    }

    fn restored(&self, backup: &Path) -> Outcome {
        let place = Place::new(self.base.outside().join("restored"));
        let unlock = Unlock::Root(self.base.key.clone());
        let outcome = match Vault::restore(backup, &place, &unlock, randomness(4), at(80)) {
            Err(_) => Outcome::Refused,
            Ok(opened) => match records(&opened.vault) {
                Err(outcome) => outcome,
                Ok(records) if records == self.told.records => Outcome::Harmless,
                Ok(_) => Outcome::Wrong,
            },
        };
        fs::remove_dir_all(place.dir()).ok();
        outcome
    }

    /// Opens the vault as it lies, and holds what it says against what it should.
    pub(super) fn judge(&self, mode: Mode) -> Outcome {
        match look(&self.base, mode) {
            Err(outcome) => outcome,
            Ok(told) if told.faulty => Outcome::Reported,
            Ok(told) if told.records == self.told.records => self.judge_notices(&told),
            Ok(told) if told.says_missing() && self.earlier.contains(&told.records) => {
                Outcome::Reported
            }
            Ok(_) => Outcome::Wrong,
        }
    }

    /// All records are there. Older slots open with an older passphrase: that has to be told.
    fn judge_notices(&self, told: &Told) -> Outcome {
        match told {
            told if told.notices != self.told.notices => Outcome::Reported,
            told if told.slots < self.told.slots => Outcome::Wrong,
            _ => Outcome::Harmless,
        }
    }
}

impl Default for Specimen {
    fn default() -> Specimen {
        Specimen::new()
    }
}

impl Told {
    /// Whether it says that changes are missing, or may be.
    fn says_missing(&self) -> bool {
        self.notices.iter().any(|notice| {
            matches!(
                notice,
                Notice::ChangesMissing(_)
                    | Notice::OtherThanHead
                    | Notice::HeadUnreadable
                    | Notice::HeadCopyLost
            )
        })
    }
}

/// One bit of a byte, another one from byte to byte.
pub fn one_bit(at: usize) -> Vec<u8> {
    vec![1 << Chance::new(at as u64).below(8)]
}

pub(super) fn is_head(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "head")
}

fn place_of(base: &Base) -> Place {
    Place::new(base.root().join("vault"))
}

fn set_byte(path: &Path, at: usize, byte: u8) {
    let set = || {
        let mut file = fs::OpenOptions::new().write(true).open(path)?;
        file.seek(SeekFrom::Start(at as u64))?;
        file.write_all(&[byte])
    };
    set().expect("a file that can be written");
}

/// Opens, reads all, verifies.
pub(super) fn look(base: &Base, mode: Mode) -> Result<Told, Outcome> {
    let (unlock, place) = (Unlock::Root(base.key.clone()), place_of(base));
    let opened = Vault::open(&place, &unlock, mode, randomness(3), at(50));
    let opened = opened.map_err(|_| Outcome::Refused)?;
    let records = records(&opened.vault)?;
    let faulty = opened.vault.verify().map_or(true, |found| !found.faults.is_empty());
    Ok(Told { notices: opened.notices, records, slots: generation(&place), faulty })
}

/// The generation of the newer slot file; nought where none reads.
fn generation(place: &Place) -> u64 {
    let read = |name: &str| SlotFile::decode(&fs::read(place.dir().join(name)).ok()?).ok();
    let copies = ["slots.a", "slots.b"].into_iter().filter_map(read);
    copies.map(|slots| slots.generation()).max().unwrap_or(0)
}

/// A record with everything but the place of its last operation, which nobody sees.
pub(super) fn shown(one: &Stored) -> String {
    let Stored { record, entity, has_identity, file, conflicts, created, changed, .. } = one;
    format!("{entity} {record:?} {has_identity} {file:?} {conflicts:?} {created} {changed}")
}

/// Every record, as a debugger shows it.
pub(super) fn records(vault: &Vault) -> Result<Vec<String>, Outcome> {
    let mut records = Vec::new();
    for kind in Kind::ALL {
        let all = vault.all(kind).map_err(|_| Outcome::Refused)?;
        records.extend(all.iter().map(shown));
    }
    Ok(records)
}
