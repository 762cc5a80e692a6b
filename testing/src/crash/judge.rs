//! What has to hold of a disk after anything: all that was acknowledged is there, nothing else is half there, and the
//! vault opens or says exactly what is missing.
//!
//! Deliberately absent: how the disk came to be as it is.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use vault::{Error, Mode, Notice, OpenError, Opened, Part, Place, RealDisk, Unlock, Vault};

use super::image::Image;
use super::recording::{Mark, Recording, Seen, blobs};
use super::story::{Base, PASSPHRASE, at, call, new_vault, randomness};
use super::workflow::open;

/// Looks at what became of one workflow.
pub struct Judge<'r> {
    base: &'r Base,
    recording: &'r Recording,
    /// Leftovers over which a vault was made already: making one takes long.
    tried_again: RefCell<BTreeSet<Vec<PathBuf>>>,
}

/// What was found beside what has to be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Sealed files that no record names. Their keys were never stored: nobody can read them.
    pub unnamed_files: usize,
    /// Whether there was no vault, and making it began anew.
    pub made_again: bool,
}

type Verdict<T> = Result<T, String>;

impl<'r> Judge<'r> {
    /// For this recording, in the folder of this base.
    pub fn of(base: &'r Base, recording: &'r Recording) -> Judge<'r> {
        Judge { base, recording, tried_again: RefCell::default() }
    }

    /// Looks at the folder as it lies; so many parts of the workflow were acknowledged. `thorough` also writes on.
    ///
    /// # Errors
    /// What does not hold.
    pub fn look(&self, acknowledged: usize, thorough: bool) -> Verdict<Found> {
        let looked = catch_unwind(AssertUnwindSafe(|| self.look_at(acknowledged, thorough)));
        looked.unwrap_or_else(|panic| {
            let told = panic.downcast_ref::<String>().cloned();
            Err(format!("panicked: {}", told.unwrap_or_default()))
        })
    }

    fn look_at(&self, acknowledged: usize, thorough: bool) -> Verdict<Found> {
        let possible = self.recording.possible(acknowledged);
        let place = self.place();
        if thorough {
            self.reads_as_it_is(possible, &place)?;
        }
        let Some((opened, key)) = self.open_any(possible, &place)? else {
            return self.make_again(possible);
        };
        self.told_rightly(&opened, acknowledged)?;
        let vault = opened.vault;
        let seen = Seen::of(&vault).map_err(said("looking at what it holds"))?;
        let here = |mark: &&Mark| mark.seen == seen && mark.key.expose() == key.expose();
        let fitting: Vec<&Mark> = possible.iter().flatten().filter(here).collect();
        if fitting.is_empty() {
            return Err(format!("what it holds is neither the one nor the other: {seen:?}"));
        }
        let files = blobs(place.dir()).map_err(|error| error.to_string())?;
        let Some(mark) = fitting.iter().find(|mark| self.slots_fit(mark, &place)) else {
            return Err("the slots are neither the ones nor the others".to_owned());
        };
        whole(&vault)?;
        let Some(unnamed) = fitting.iter().find_map(|mark| unnamed(mark, &files)) else {
            return Err(format!("a sealed file is missing: {files:?}"));
        };
        self.nothing_strange(&place)?;
        let erased = self.recording.workflow.name.starts_with("erase") && acknowledged > 0;
        if erased && unnamed > 0 {
            return Err(format!("a sealed file outlived its erasure: {files:?}"));
        }
        let first = self.recording.marks[acknowledged].as_ref();
        if vault.changes().map_err(said("counting"))? < first.map_or(0, |mark| mark.changes) {
            return Err("an acknowledged entry is missing".to_owned());
        }
        if self.recording.workflow.name == "backup" {
            self.backup_whole(acknowledged > 0)?;
        }
        if thorough {
            goes_on(vault, &place, mark)?;
        }
        Ok(Found { unnamed_files: unnamed, made_again: false })
    }

    fn place(&self) -> Place {
        self.recording.workflow.place(self.base.root())
    }

    /// Opens the vault by one of the roots it may have now; `None` where there may be no vault and is none.
    fn open_any(
        &self,
        possible: &[Option<Mark>],
        place: &Place,
    ) -> Verdict<Option<(Opened, vault::VaultRoot)>> {
        let mut refused = Vec::new();
        for mark in possible.iter().flatten() {
            match open(Box::new(RealDisk), place, &mark.key, Mode::Write, 6) {
                Ok(opened) => return Ok(Some((opened, mark.key.clone()))),
                Err(error) => refused.push(error),
            }
        }
        let none = refused.iter().all(|error| matches!(error, OpenError::NoVault));
        if none && possible.iter().any(Option::is_none) {
            return Ok(None);
        }
        Err(format!("does not open: {refused:?}; there lies {:?}", self.names()))
    }

    /// A reader, who may not mend anything, sees the one or the other as well.
    fn reads_as_it_is(&self, possible: &[Option<Mark>], place: &Place) -> Verdict<()> {
        for mark in possible.iter().flatten() {
            let Ok(opened) = open(Box::new(RealDisk), place, &mark.key, Mode::Read, 5) else {
                continue;
            };
            let seen = Seen::of(&opened.vault).map_err(said("reading"))?;
            let known = possible.iter().flatten().any(|mark| mark.seen == seen);
            whole(&opened.vault)?;
            return if known { Ok(()) } else { Err("a reader sees something else".to_owned()) };
        }
        if possible.iter().any(Option::is_none) {
            Ok(())
        } else {
            Err("no reader opens it".to_owned())
        }
    }

    /// There is no vault yet: then one can be made, whatever lies about.
    fn make_again(&self, possible: &[Option<Mark>]) -> Verdict<Found> {
        let (place, again) = (self.place(), Found { unnamed_files: 0, made_again: true });
        if self.recording.workflow.name == "restore" {
            let unlock = Unlock::Root(self.base.key.clone());
            let file = self.base.root().join("backup");
            let opened = Vault::restore(&file, &place, &unlock, randomness(4), at(30))
                .map_err(|error| format!("restoring again: {error}; {:?}", self.names()))?;
            whole(&opened.vault)?;
            let seen = Seen::of(&opened.vault).map_err(said("looking"))?;
            let same = possible.iter().flatten().any(|mark| mark.seen == seen);
            return if same { Ok(again) } else { Err("another vault was restored".to_owned()) };
        }
        if self.tried_again.borrow_mut().insert(self.names()) {
            let made = Vault::create(&place, &new_vault(PASSPHRASE), randomness(4), at(30));
            whole(&made.map_err(|error| format!("making again: {error}"))?.0)?;
        }
        Ok(again)
    }

    fn names(&self) -> Vec<PathBuf> {
        let image = Image::of(self.place().dir()).unwrap_or_default();
        image.files.into_keys().collect()
    }

    /// Only what is true is told.
    fn told_rightly(&self, opened: &Opened, acknowledged: usize) -> Verdict<()> {
        let workflow = self.recording.workflow;
        let unfinished = acknowledged == 0 && matches!(workflow.name, "new vault" | "rekey");
        let fine = |notice: &&Notice| match notice {
            Notice::Copied => !workflow.stands(),
            Notice::RecoveryCodeUnseen => unfinished,
            Notice::SlotCopyRepaired => !workflow.stands() && acknowledged == 0,
            _ => false,
        };
        match opened.notices.iter().find(|notice| !fine(notice)) {
            Some(notice) => Err(format!("is told {notice:?}")),
            None => Ok(()),
        }
    }

    /// Both copies of the slots say the same, and what they say is what the mark has. A vault that was made or restored in
    /// a folder has the slots that came with it.
    fn slots_fit(&self, mark: &Mark, place: &Place) -> bool {
        ["slots.a", "slots.b"].iter().all(|name| {
            std::fs::read(place.dir().join(name)).is_ok_and(|bytes| bytes == mark.slots)
        })
    }

    /// Nothing lies about but what a vault has.
    fn nothing_strange(&self, place: &Place) -> Verdict<()> {
        let image = Image::of(place.dir()).map_err(|error| error.to_string())?;
        let own = |path: &Path| {
            let name = path.to_string_lossy();
            let sealed = path.starts_with("blobs") && path.extension().is_none();
            sealed || OWN.contains(&name.as_ref())
        };
        match image.files.keys().find(|path| !own(path)) {
            Some(path) => Err(format!("{} lies about", path.display())),
            None => Ok(()),
        }
    }

    /// A backup is there whole or not at all.
    fn backup_whole(&self, acknowledged: bool) -> Verdict<()> {
        let file = self.base.root().join("second");
        if !file.exists() {
            return if acknowledged { Err("the backup is missing".to_owned()) } else { Ok(()) };
        }
        let dir = self.base.outside().join("restored");
        let place = Place::new(&dir);
        let unlock = Unlock::Root(self.base.key.clone());
        let restored = Vault::restore(&file, &place, &unlock, randomness(4), at(30));
        let looked = restored
            .map_err(|error| format!("the backup does not restore: {error}"))
            .and_then(|opened| whole(&opened.vault));
        std::fs::remove_dir_all(&dir).map_err(|error| error.to_string())?;
        looked
    }
}

/// The files of a vault's folder that are no sealed files.
const OWN: [&str; 8] = [
    "vault.db",
    "vault.db-wal",
    "vault.db-journal",
    "slots.a",
    "slots.b",
    "head.tip",
    "head.a",
    "head.b",
];

fn said(what: &'static str) -> impl Fn(Error) -> String {
    move |error| format!("{what}: {error}")
}

/// Every signature, body, row, word and file of it is as it should be.
fn whole(vault: &Vault) -> Verdict<()> {
    let verified = vault.verify().map_err(said("verifying"))?;
    if verified.faults.is_empty() { Ok(()) } else { Err(format!("{:?}", verified.faults)) }
}

/// How many files no record names; `None` where one that is named is missing.
fn unnamed(mark: &Mark, files: &BTreeSet<PathBuf>) -> Option<usize> {
    mark.blobs.is_subset(files).then(|| files.len() - mark.blobs.len())
}

/// A vault that was cut and opened is one to work with.
fn goes_on(mut vault: Vault, place: &Place, mark: &Mark) -> Verdict<()> {
    let mut records = call();
    records.iter_mut().for_each(|record| record.id.push_str("on"));
    vault.put(records, at(40)).map_err(said("writing on"))?;
    // Whoever goes on with a new root has been given its code by then.
    vault.recovery_code_shown().map_err(said("noting the code"))?;
    whole(&vault)?;
    vault.close().map_err(said("closing"))?;
    let opened = open(Box::new(RealDisk), place, &mark.key, Mode::Read, 6)
        .map_err(|error| format!("opening again: {error}"))?;
    match opened.notices.first() {
        Some(notice) => Err(format!("is told {notice:?} when it is opened again")),
        None => Ok(()),
    }
}

/// An open vault after a step was refused, on a disk that works again: what it holds is readable, and it can be written
/// and erased from.
///
/// # Errors
/// What does not hold.
pub fn works_on(mut vault: Vault, marks: &[Option<Mark>]) -> Verdict<()> {
    let seen = match Seen::of(&vault) {
        // A page that could not be read while nothing was written: SQLCipher takes the connection for damaged.
        Err(error) => {
            vault.look_again(error.message_id());
            match Seen::of(&vault) {
                // Where a disk may be pulled out it is mended by the next change, or by locking and opening again.
                Err(Error::Damaged(Part::Database)) if vault.place().is_removable() => {
                    if vault.put(call(), at(39)).is_ok() {
                        Seen::of(&vault).map_err(said("reading after a change"))?;
                    }
                    return Ok(());
                }
                seen => seen.map_err(said("reading after another look"))?,
            }
        }
        seen => seen.map_err(said("reading on"))?,
    };
    if !marks.iter().flatten().any(|mark| mark.seen == seen) {
        return Err("what it holds is neither the one nor the other".to_owned());
    }
    let mut records = call();
    records.iter_mut().for_each(|record| record.id.push_str("on"));
    let people = records[0].id.clone();
    vault.put(records, at(40)).map_err(said("writing on"))?;
    vault.erase(&people, "asked", at(41)).map_err(said("erasing"))?;
    whole(&vault)
}

/// The refusals that say what happened to the disk, or that a new root counts already and what to do.
pub const CLEAR: [&str; 4] =
    ["vault-disk", "vault-disk-full", "vault-read-only-disk", "vault-unfinished"];
