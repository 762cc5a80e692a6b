//! One changed byte anywhere in a vault at rest: refused, repaired or reported, never silently wrong.
//!
//! Each trial changes a byte of one file, opens the vault with its root (so that no passphrase is stretched), reads every
//! record and lets `verify` judge. Deliberately absent: changes that know the keys; the vault's own tests make those.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use casework::Kind;
use rand_core::Rng as _;
use vault::{Mode, Notice, Place, Unlock, Vault};

use crate::crash::{Base, Image, at, person, randomness};

/// Bytes of a page of the database.
pub const PAGE: usize = 16 * 1024;

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The vault, or the reading, was refused.
    Refused,
    /// It opened and said so, or `verify` did.
    Reported,
    /// Nobody noticed, and everything is as it was.
    Harmless,
    /// Nobody noticed, and something is not as it was.
    Wrong,
}

/// A vault at rest, and what it says when nothing was changed.
pub struct Specimen {
    base: Base,
    image: Image,
    told: Told,
}

/// What an opened vault says: its notices and every record.
#[derive(Debug, PartialEq)]
struct Told {
    notices: Vec<Notice>,
    records: Vec<String>,
}

/// A change that ended in a way it must not.
#[derive(Debug)]
pub struct Bad {
    /// The file.
    pub file: PathBuf,
    /// The byte.
    pub at: usize,
    /// The bits that were turned.
    pub mask: u8,
    /// What became of it.
    pub outcome: Outcome,
}

impl fmt::Display for Bad {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} byte {} mask {:#04x}: {:?}",
            self.file.display(),
            self.at,
            self.mask,
            self.outcome
        )
    }
}

/// How many changes ended how.
#[derive(Debug, Default)]
pub struct Figures {
    /// Every trial.
    pub tried: usize,
    /// By outcome: refused, reported, harmless, wrong.
    pub outcomes: [usize; 4],
    /// Those that were neither refused nor reported.
    pub unnoticed: Vec<Bad>,
}

impl Specimen {
    /// A small vault with a few records, an identity and a file, closed.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn new() -> Specimen {
        let base = Base::new();
        base.lay();
        let told = look(&vault_of(&base), &base).expect("a vault that was not changed opens");
        Specimen { image: Image::of(base.root()).expect("an image"), base, told }
    }

    /// The same as a program leaves it that was killed: its last changes stand in the log.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn unfinished() -> Specimen {
        let base = Base::new();
        base.lay();
        let mut vault = opened(&base);
        for number in 0..3 {
            vault
                .put(vec![person(&format!("p{}", 70 + number), "W-1")], at(60 + number))
                .expect("a change");
        }
        let image = Image::of(base.root()).expect("an image");
        drop(vault);
        image.lay(base.root()).expect("a folder");
        let told = look(&vault_of(&base), &base).expect("a vault with a log opens");
        // Whoever closes last carries the log over.
        image.lay(base.root()).expect("a folder");
        Specimen { base, image, told }
    }

    fn lay(&self) {
        self.image.lay(self.base.root()).expect("a folder that can be written");
    }

    /// A file of the vault.
    pub fn file(&self, name: &str) -> PathBuf {
        self.base.root().join("vault").join(name)
    }

    /// Changes bytes of a file, one after another, and looks what becomes of each.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn flip(&self, name: &str, bytes: impl Iterator<Item = usize>, masks: &[u8]) -> Figures {
        self.lay();
        let (path, mut figures) = (self.file(name), Figures::default());
        let whole = fs::read(&path).expect("a file of the vault");
        for at in bytes {
            for mask in masks {
                let mut changed = whole.clone();
                changed[at] ^= mask;
                let outcome = self.with(&path, &changed);
                figures.count(Bad { file: name.into(), at, mask: *mask, outcome });
            }
        }
        self.lay();
        figures
    }

    /// What becomes of the vault with this file in place of its own.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn with(&self, path: &Path, bytes: &[u8]) -> Outcome {
        fs::write(path, bytes).expect("a file that can be written");
        let outcome = self.judge();
        self.lay();
        outcome
    }

    /// Every byte of a file.
    ///
    /// # Panics
    /// Where there is no such file.
    pub fn all(&self, name: &str) -> std::ops::Range<usize> {
        0..fs::metadata(self.file(name))
            .map(|about| usize::try_from(about.len()).unwrap_or(0))
            .expect("a file")
    }

    /// Some bytes of every page of the database, by a seed.
    pub fn of_each_page(&self, seed: u64, each: usize) -> Vec<usize> {
        let (mut dice, length) = (randomness(seed), self.all("vault.db").end);
        let pages = (0..length).step_by(PAGE);
        pages
            .flat_map(|page| (0..each).map(move |_| page))
            .map(|page| page + usize::try_from(dice.next_u64() % PAGE as u64).unwrap_or(0))
            .collect()
    }

    /// Some bytes of a file, by a seed.
    pub fn some(&self, name: &str, seed: u64, count: usize) -> Vec<usize> {
        let (mut dice, length) = (randomness(seed), self.all(name).end as u64);
        (0..count).filter_map(|_| usize::try_from(dice.next_u64() % length).ok()).collect()
    }

    /// Puts each page of the database that a change altered back to what it was before. Returns how many there were, and
    /// those after which something was wrong and nobody noticed.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn old_pages(mut self) -> (usize, Vec<usize>) {
        self.lay();
        let path = self.file("vault.db");
        let old = fs::read(&path).expect("a database");
        let mut vault = opened(&self.base);
        vault.put(vec![person("p80", "W-2")], at(70)).expect("a change");
        vault.close().expect("a closed vault");
        self.image = Image::of(self.base.root()).expect("an image");
        self.told = look(&vault_of(&self.base), &self.base).expect("a vault");
        let new = fs::read(&path).expect("a database");
        let pages = (0..old.len() / PAGE).map(|page| page * PAGE..(page + 1) * PAGE);
        let changed: Vec<_> = pages.filter(|page| old[page.clone()] != new[page.clone()]).collect();
        let wrong = |page: &std::ops::Range<usize>| {
            let mut mixed = new.clone();
            mixed[page.clone()].copy_from_slice(&old[page.clone()]);
            self.with(&path, &mixed) == Outcome::Wrong
        };
        let bad = changed.iter().filter(|page| wrong(page)).map(|page| page.start / PAGE).collect();
        (changed.len(), bad)
    }

    /// Changes bytes of the backup and restores it into an empty place.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn flip_backup(&self, bytes: impl Iterator<Item = usize>, mask: u8) -> Figures {
        let (whole, mut figures) =
            (fs::read(self.file("../backup")).expect("a backup"), Figures::default());
        for at in bytes {
            let mut changed = whole.clone();
            changed[at] ^= mask;
            let outcome = self.restored(&changed);
            figures.count(Bad { file: "backup".into(), at, mask, outcome });
        }
        figures
    }

    fn restored(&self, backup: &[u8]) -> Outcome {
        let file = self.base.outside().join("changed");
        fs::write(&file, backup).expect("a file");
        let place = Place::new(self.base.outside().join("restored"));
        let unlock = Unlock::Root(self.base.key.clone());
        let outcome = match Vault::restore(&file, &place, &unlock, randomness(4), at(80)) {
            Err(_) => Outcome::Refused,
            Ok(opened) => {
                drop(opened);
                match look(&place, &self.base) {
                    Err(outcome) => outcome,
                    Ok(told) if told.records == self.told.records => Outcome::Harmless,
                    Ok(_) => Outcome::Wrong,
                }
            }
        };
        fs::remove_dir_all(place.dir()).ok();
        outcome
    }

    fn judge(&self) -> Outcome {
        match look(&vault_of(&self.base), &self.base) {
            Err(outcome) => outcome,
            Ok(told) if told.notices != self.told.notices => Outcome::Reported,
            Ok(told) if told == self.told => Outcome::Harmless,
            Ok(_) => Outcome::Wrong,
        }
    }
}

impl Default for Specimen {
    fn default() -> Specimen {
        Specimen::new()
    }
}

impl Figures {
    fn count(&mut self, one: Bad) {
        self.tried += 1;
        self.outcomes[one.outcome as usize] += 1;
        if one.outcome >= Outcome::Harmless {
            self.unnoticed.push(one);
        }
    }
}

fn vault_of(base: &Base) -> Place {
    Place::new(base.root().join("vault"))
}

fn opened(base: &Base) -> Vault {
    let unlock = Unlock::Root(base.key.clone());
    let opened = Vault::open(&vault_of(base), &unlock, Mode::Write, randomness(5), at(50));
    opened.expect("a vault that opens").vault
}

/// Opens, reads all, verifies.
fn look(place: &Place, base: &Base) -> Result<Told, Outcome> {
    let unlock = Unlock::Root(base.key.clone());
    let opened = Vault::open(place, &unlock, Mode::Read, randomness(3), at(50));
    let opened = opened.map_err(|_| Outcome::Refused)?;
    let mut records = Vec::new();
    for kind in Kind::ALL {
        let all = opened.vault.all(kind).map_err(|_| Outcome::Refused)?;
        records.extend(all.iter().map(|one| format!("{one:?}")));
    }
    let found = opened.vault.verify().map_err(|_| Outcome::Reported)?;
    if !found.faults.is_empty() {
        return Err(Outcome::Reported);
    }
    Ok(Told { notices: opened.notices, records })
}
