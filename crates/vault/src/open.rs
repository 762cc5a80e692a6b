//! Opening a vault, and what has to be told when it opens.
//!
//! Deliberately absent: making one ([`crate::found`]) and finding out how new it is ([`crate::fresh`]).

use std::cell::RefCell;

use jiff::Timestamp;
use rusqlite::Connection;
use seal::{SlotFile, VaultRoot};

use crate::db::How;
use crate::disk::{Disk, RealDisk};
use crate::error::{Error, OpenError, Part};
use crate::heads::{Head, Heads};
use crate::house::{self, CODE_UNSEEN, House};
use crate::place::{Place, WriterLock};
use crate::secrets::Unlock;
use crate::slots::Slots;
use crate::swap::open_database;
use crate::vault::{Mode, Randomness, Vault};
use crate::words::Words;
use crate::writer::Writer;

/// An opened vault and what the person must be told about it.
pub struct Opened {
    /// The vault.
    pub vault: Vault,
    /// What to tell, most serious first.
    pub notices: Vec<Notice>,
}

/// Something a person must be told after opening; never about anybody's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// This many saved changes are missing.
    ChangesMissing(u64),
    /// The ledger is not the one the head file knows: another copy was put back.
    OtherThanHead,
    /// No head file can be read, so it cannot be told whether changes are missing.
    HeadUnreadable,
    /// One of the two head files is gone or damaged, so that changes since the other may be missing unseen.
    HeadCopyLost,
    /// Slots of an earlier day were put back, and an earlier passphrase opens the vault again.
    OldSlots,
    /// The vault, or its new root, was not made to the end, and nobody has seen its recovery code.
    RecoveryCodeUnseen,
    /// The ledger holds operations of a newer version: reading only.
    UnknownOperations,
    /// The ledger does not hold together: what is hurt is not shown.
    LedgerDamaged,
    /// The tables did not fit the ledger and were made again.
    TablesRebuilt,
    /// An export was cut off. What it had written was removed where it could be reached.
    ExportCut,
    /// The folder is a copy or was restored: what is written now begins a new stream.
    Copied,
    /// One copy of the slots was damaged and was made again from the other.
    SlotCopyRepaired,
}

impl Notice {
    /// The Fluent message; that of [`Notice::ChangesMissing`] takes `$count`.
    pub const fn message_id(self) -> &'static str {
        match self {
            Notice::ChangesMissing(_) => "vault-notice-changes-missing",
            Notice::OtherThanHead => "vault-notice-other-than-head",
            Notice::HeadUnreadable => "vault-notice-head-unreadable",
            Notice::HeadCopyLost => "vault-notice-head-copy-lost",
            Notice::OldSlots => "vault-notice-old-slots",
            Notice::RecoveryCodeUnseen => "vault-notice-recovery-code-unseen",
            Notice::UnknownOperations => "vault-notice-unknown-operations",
            Notice::LedgerDamaged => "vault-notice-ledger-damaged",
            Notice::TablesRebuilt => "vault-notice-tables-rebuilt",
            Notice::ExportCut => "vault-notice-export-cut",
            Notice::Copied => "vault-notice-copied",
            Notice::SlotCopyRepaired => "vault-notice-slot-copy-repaired",
        }
    }
}

impl Vault {
    /// Opens a vault.
    pub fn open(
        place: &Place,
        unlock: &Unlock,
        mode: Mode,
        rng: Randomness,
        now: Timestamp,
    ) -> Result<Opened, OpenError> {
        Vault::open_on(Box::new(RealDisk), place, unlock, mode, rng, now)
    }

    /// The same on another disk.
    pub fn open_on(
        disk: Box<dyn Disk>,
        place: &Place,
        unlock: &Unlock,
        mode: Mode,
        rng: Randomness,
        now: Timestamp,
    ) -> Result<Opened, OpenError> {
        if !place.look()? {
            return Err(OpenError::NoVault);
        }
        // Before the slots are read: who holds the lock may be writing them.
        let lock = if mode == Mode::Write { Some(WriterLock::take(place)?) } else { None };
        let slots = Slots::read(&*disk, place)?;
        let root = unlock.root(&slots.file)?;
        open_with_root(disk, place, slots, root, (mode, lock), rng, now)
    }
}

/// Opens a vault whose root is known.
pub(crate) fn open_with_root(
    disk: Box<dyn Disk>,
    place: &Place,
    slots: Slots,
    root: VaultRoot,
    (mode, lock): (Mode, Option<WriterLock>),
    rng: Randomness,
    now: Timestamp,
) -> Result<Opened, OpenError> {
    let id = slots.file.vault();
    let mac = root.mac_key(&id);
    slots.file.verify(&mac).map_err(|_| Error::Damaged(Part::Slots))?;
    let mut notices = Vec::new();
    if slots.was_damaged() {
        notices.push(Notice::SlotCopyRepaired);
    }
    if mode == Mode::Write {
        // An older version, or a copying by hand, may have left them open to others.
        place.files().for_each(|path| disk.tighten(&path));
        slots.repair(&*disk, place, &mac)?;
        let small = place.slots().into_iter().chain(place.heads()).chain([place.tip()]);
        small.into_iter().try_for_each(|path| disk.remove_part(&path))?;
    }
    let (db, adopted) = open_database(&*disk, place, &root, &id, mode)?;
    let heads = Heads::read(&*disk, place, &id, &mac);
    let mut vault = assemble(disk, place, db, root, slots.file, mode, rng)?;
    vault.lock = lock;
    vault.head_generation = heads.head.generation();
    vault.look_over(&heads, &mut notices, now)?;
    if vault.has_old_slots()? {
        notices.push(Notice::OldSlots);
    }
    let (restored, marked) = (vault.is_restored()?, house::get(&vault.db, CODE_UNSEEN)?.is_some());
    let is_new = heads.head == Head::Absent && vault.is_new()?;
    let new_root = marked && !matches!(heads.head, Head::Known(_));
    let unseen = marked || adopted && !restored || is_new;
    if adopted || is_new || new_root || restored && heads.head == Head::Absent {
        // The head files spoke of a database that is gone, or there were none yet.
        notices.retain(|notice| *notice != Notice::HeadUnreadable);
        vault.finish_making(now)?;
    }
    if unseen {
        notices.push(Notice::RecoveryCodeUnseen);
    }
    if mode == Mode::Write && vault.clear_cut_export()? {
        notices.push(Notice::ExportCut);
    }
    notices.sort();
    Ok(Opened { vault, notices })
}

impl Vault {
    /// Whether it was restored and nothing was written since.
    fn is_restored(&self) -> Result<bool, Error> {
        Ok(house::get(&self.db, "place")?.is_some_and(|place| place.is_empty()))
    }

    /// Whether nothing was ever done in it but making it.
    fn is_new(&self) -> Result<bool, Error> {
        Ok(self.changes()? <= 1)
    }

    /// Does what a creation that was cut short has left undone.
    fn finish_making(&mut self, now: Timestamp) -> Result<(), Error> {
        if self.mode == Mode::Read {
            return Ok(());
        }
        if self.changes()? == 0 {
            self.write(now, |vault| vault.announce_device(now))?;
        }
        self.write_head()
    }
}

pub(crate) fn write_how(place: &Place) -> How {
    How::Write { removable: place.is_removable() }
}

pub(crate) fn assemble(
    disk: Box<dyn Disk>,
    place: &Place,
    db: Connection,
    root: VaultRoot,
    slots: SlotFile,
    mode: Mode,
    rng: Randomness,
) -> Result<Vault, Error> {
    let house = House::read(&db)?;
    let id = slots.vault();
    if house.vault != id {
        return Err(Error::Damaged(Part::Database));
    }
    let (mac, blob_names) = (root.mac_key(&id), root.blob_name_key(&id));
    let writer = Writer::read(&db, house.space())?;
    let (words, place) = (Words::new(), place.clone());
    let (head_generation, commits, lock) = (0, 0, None);
    Ok(Vault {
        db,
        place,
        disk,
        rng,
        words,
        house,
        writer,
        slots,
        root,
        mac,
        blob_names,
        mode,
        head_generation,
        commits,
        signing: RefCell::default(),
        forgotten: Vec::new(),
        refused: false,
        lock,
    })
}

/// Opens a vault whose files were just replaced.
pub(crate) fn reopen(
    disk: Box<dyn Disk>,
    place: &Place,
    root: VaultRoot,
    lock: Option<WriterLock>,
    rng: Randomness,
    now: Timestamp,
) -> Result<Vault, Error> {
    let slots = Slots::read(&*disk, place)?;
    let opened = open_with_root(disk, place, slots, root, (Mode::Write, lock), rng, now)?;
    let mut vault = opened.vault;
    vault.write_head()?;
    Ok(vault)
}
