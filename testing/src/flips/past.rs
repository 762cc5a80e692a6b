//! Files of a vault put back to what they were at an earlier closing, alone and in pairs, and files that are simply not
//! what they were: gone, empty, cut, doubled, another vault's.
//!
//! Deliberately absent: all files put back together; nothing inside the folder can tell of that.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vault::{Cost, Mode, Secret, Vault};

use super::specimen::{Specimen, is_head, records};
use super::{Figures, Outcome};
use crate::crash::{Base, Image, NEXT_PASSPHRASE, PASSPHRASE, at, content, person, typed};

/// Bytes of a file that is attached late.
const LATE_FILE: usize = 9_000;

/// A vault at rest with the states in which it was left before.
pub struct Past {
    now: Specimen,
    /// Earlier states, the oldest first; one of them was left by a killed program.
    earlier: Vec<Image>,
    foreign: Image,
}

/// A file and the earlier state that it is put back to.
type Back<'p> = (&'p Path, usize);

impl Past {
    /// A vault that was written to, given another passphrase, erased from, attached to, killed and closed again.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn new() -> Past {
        let specimen = Specimen::new();
        let (mut images, mut seen) = (vec![specimen.image.clone()], Vec::new());
        seen.push(specimen.told.records.clone());
        let mut left = |vault: &Vault| {
            seen.push(records(vault).expect("readable records"));
            Image::of(specimen.base.root()).expect("an image")
        };
        for session in SESSIONS {
            let mut vault = specimen.opened();
            session(&mut vault);
            images.push(left(&vault));
            vault.close().expect("a closed vault");
            images.push(Image::of(specimen.base.root()).expect("an image"));
        }
        let now = images.pop().expect("the last state");
        // Of a killed program one is enough; it has the log that stood there last.
        let killed = images.pop().expect("the last log");
        images.retain(|image| !image.files.contains_key(Path::new(LOG)));
        images.push(killed);
        Past { now: Specimen::of(specimen.base, now, seen), earlier: images, foreign: foreign() }
    }

    /// The same on another machine, without what tells rollbacks.
    ///
    /// # Panics
    /// Where the disk refuses.
    #[must_use]
    pub fn without_heads(&self) -> Past {
        let mut earlier = self.earlier.clone();
        earlier.iter_mut().for_each(|image| image.files.retain(|path, _| !is_head(path)));
        Past { now: self.now.without_heads(), earlier, foreign: self.foreign.clone() }
    }

    /// Every file that stands in the vault now, or did.
    fn files(&self) -> BTreeSet<&Path> {
        let all = self.earlier.iter().chain([&self.now.image]);
        all.flat_map(|image| image.below(Path::new("vault"))).collect()
    }

    /// Puts each file back alone.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn alone(&self, mode: Mode) -> Figures {
        let files = self.files();
        let states = 0..self.earlier.len();
        let all = files.iter().flat_map(|file| states.clone().map(|state| vec![(*file, state)]));
        self.sweep(all, mode)
    }

    /// Puts each two files back, to the same earlier state or, with `mixed`, to two.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn in_pairs(&self, mode: Mode, mixed: bool) -> Figures {
        let files: Vec<&Path> = self.files().into_iter().collect();
        let mut pairs = Vec::new();
        for (number, one) in files.iter().enumerate() {
            for other in &files[number + 1..] {
                for state in 0..self.earlier.len() {
                    let others = if mixed { 0..self.earlier.len() } else { state..state + 1 };
                    pairs.extend(others.map(|second| vec![(*one, state), (*other, second)]));
                }
            }
        }
        self.sweep(pairs.into_iter(), mode)
    }

    fn sweep<'p>(&self, all: impl Iterator<Item = Vec<Back<'p>>>, mode: Mode) -> Figures {
        let mut figures = Figures::default();
        for backs in all.filter(|backs| backs.iter().all(|back| self.differs(*back))) {
            figures.count(format_args!("{mode:?} {backs:?}"), self.put_back(&backs, mode));
        }
        self.now.lay();
        figures
    }

    fn differs(&self, (path, state): Back<'_>) -> bool {
        self.earlier[state].files.get(path) != self.now.image.files.get(path)
    }

    fn put_back(&self, backs: &[Back<'_>], mode: Mode) -> Outcome {
        self.now.lay();
        for (path, state) in backs {
            self.place(path, self.earlier[*state].files.get(*path).map(|bytes| bytes.as_slice()));
        }
        self.now.judge(mode)
    }

    /// Puts a file there, or takes it away.
    fn place(&self, path: &Path, bytes: Option<&[u8]>) {
        let path = self.now.base.root().join(path);
        match bytes {
            None => drop(fs::remove_file(path)),
            Some(bytes) => {
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, bytes).expect("a file that can be written");
            }
        }
    }

    /// Each file gone, empty, cut in half, doubled, and another vault's in its place; also of a vault that a killed
    /// program has left.
    ///
    /// # Panics
    /// Where the disk refuses.
    pub fn spoilt(&self, mode: Mode) -> Figures {
        let mut figures = Figures::default();
        let files: Vec<PathBuf> =
            self.now.image.below(Path::new("vault")).map(Path::to_owned).collect();
        for path in &files {
            let whole = &self.now.image.files[path];
            for (how, bytes) in self.spoil(path, whole) {
                self.now.lay();
                self.place(path, bytes.as_deref());
                let outcome = self.now.judge(mode);
                figures.count(format_args!("{mode:?} {} {how}", path.display()), outcome);
            }
        }
        self.now.lay();
        figures
    }

    fn spoil(&self, path: &Path, whole: &[u8]) -> Vec<(&'static str, Option<Vec<u8>>)> {
        let half = whole[..whole.len() / 2].to_vec();
        let mut all = vec![
            ("gone", None),
            ("empty", Some(Vec::new())),
            ("cut in half", Some(half)),
            ("doubled", Some([whole, whole].concat())),
        ];
        let foreign = self.foreign.files.get(path).or_else(|| self.foreign_blob(path));
        all.extend(foreign.map(|bytes| ("another vault's", Some(bytes.to_vec()))));
        all
    }

    /// Sealed files have no name in common; any of the other vault's stands for one.
    fn foreign_blob(&self, path: &Path) -> Option<&Arc<Vec<u8>>> {
        let blobs = Path::new("vault/blobs");
        let other = path.starts_with(blobs).then(|| self.foreign.below(blobs).next()).flatten()?;
        self.foreign.files.get(other)
    }

    /// The vault as a killed program has left it last, to be spoilt.
    ///
    /// # Panics
    /// Where the disk refuses.
    #[must_use]
    pub fn killed(&self) -> Past {
        let killed = self.earlier.last().expect("the last log").clone();
        let now = Specimen::of(self.now.base.again(), killed, self.now.earlier.clone());
        Past { now, earlier: self.earlier.clone(), foreign: self.foreign.clone() }
    }
}

impl Default for Past {
    fn default() -> Past {
        Past::new()
    }
}

const LOG: &str = "vault/vault.db-wal";

/// What was done between one opening and the next closing.
const SESSIONS: [fn(&mut Vault); 4] =
    [written, given_another_passphrase, erased_from, written_again];

fn written(vault: &mut Vault) {
    vault.put(vec![person("p70", "W-1")], at(60)).expect("a change");
}

fn given_another_passphrase(vault: &mut Vault) {
    vault.put(vec![person("p1", "X-9")], at(70)).expect("a change");
    let next = Secret::new(NEXT_PASSPHRASE.to_owned());
    vault.change_passphrase(&typed(PASSPHRASE), &next, Cost::FLOOR).expect("another passphrase");
}

fn erased_from(vault: &mut Vault) {
    vault.erase("p70", "asked", at(80)).expect("an erasure");
    let mut late = &content(LATE_FILE)[..];
    vault.attach("s1", "later.pdf", &mut late, at(81)).expect("a file");
}

fn written_again(vault: &mut Vault) {
    vault.put(vec![person("p90", "W-3")], at(90)).expect("a change");
    vault.put(vec![person("p1", "Y-9")], at(91)).expect("a change");
}

fn foreign() -> Image {
    let other = Base::foreign();
    other.lay();
    // With a log, as the vault may have one.
    let specimen = Specimen::at_rest(other).unfinished();
    specimen.image
}
