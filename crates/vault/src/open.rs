//! Making, opening and looking over a vault before it is used.
//!
//! Deliberately absent: reading and writing records.

use jiff::Timestamp;
use ledger::{Digest, Kind, Stream, StreamId};
use rusqlite::{Connection, OptionalExtension, params};
use seal::{HeadFile, IdentitySecret, RecoveryCode, SlotFile, StreamHead, VaultId, VaultRoot};

use crate::db::{self, How};
use crate::disk::{Disk, RealDisk};
use crate::error::{Error, OpenError, Part};
use crate::heads::Head;
use crate::house::{self, House};

use crate::ops::{Draft, HOUSE, make_key};
use crate::place::{Place, WriterLock};
use crate::secrets::{self, NewVault, Unlock};
use crate::slots::{self, Slots};
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
    /// The ledger holds operations of a newer version: reading only.
    UnknownOperations,
    /// The tables did not fit the ledger and were made again.
    TablesRebuilt,
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
            Notice::UnknownOperations => "vault-notice-unknown-operations",
            Notice::TablesRebuilt => "vault-notice-tables-rebuilt",
            Notice::Copied => "vault-notice-copied",
            Notice::SlotCopyRepaired => "vault-notice-slot-copy-repaired",
        }
    }
}

impl Vault {
    /// Makes a vault in a folder that has none. The recovery code is shown once and stored nowhere.
    pub fn create(
        place: &Place,
        new: &NewVault,
        rng: Randomness,
        now: Timestamp,
    ) -> Result<(Vault, RecoveryCode), OpenError> {
        Vault::create_on(Box::new(RealDisk), place, new, rng, now)
    }

    /// The same on another disk.
    pub fn create_on(
        disk: Box<dyn Disk>,
        place: &Place,
        new: &NewVault,
        mut rng: Randomness,
        now: Timestamp,
    ) -> Result<(Vault, RecoveryCode), OpenError> {
        let (root, identity) = (VaultRoot::generate(&mut *rng), IdentitySecret::generate(&mut *rng));
        let code = RecoveryCode::generate(&mut *rng);
        let mut slots = SlotFile::new(VaultId::random(&mut *rng));
        disk.create_dir(place.dir())?;
        let lock = WriterLock::take(place)?;
        if place.is_taken() {
            return Err(OpenError::Taken);
        }
        secrets::fill(&mut slots, new, (&root, &identity), &code, &mut *rng)?;
        let apart = new.identity_passphrase.is_some();
        let vault = Vault::create_with(disk, place, lock, (root, slots), (&identity, apart), rng, now)?;
        Ok((vault, code))
    }

    /// Makes the files of a vault whose keys and slots stand.
    pub(crate) fn create_with(
        disk: Box<dyn Disk>,
        place: &Place,
        lock: WriterLock,
        (root, slots): (VaultRoot, SlotFile),
        identity: (&IdentitySecret, bool),
        mut rng: Randomness,
        now: Timestamp,
    ) -> Result<Vault, OpenError> {
        let id = slots.vault();
        found(&*disk, place, &root, &slots, identity, &mut *rng, now)?;
        slots::write(&*disk, place, &slots, &root.mac_key(&id))?;
        adopt_next(&*disk, place)?;
        let db = db::open(&place.database(), &root.database_key(&id), write_how(place))?;
        let mut vault = assemble(disk, place, db, root, slots, Mode::Write, rng)?;
        vault.lock = Some(lock);
        vault.write(now, |vault| vault.announce_device(now))?;
        vault.write_head()?;
        Ok(vault)
    }

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
        let slots = Slots::read(&*disk, place)?;
        let lock = if mode == Mode::Write { Some(WriterLock::take(place)?) } else { None };
        let root = slots.file.open_root(&unlock.credential()?).map_err(secrets::refusal)?;
        open_with_root(disk, place, slots, root, (mode, lock), rng, now)
    }
}

impl Vault {
    /// The first operation of a vault: the certificate of the device that writes the others.
    fn announce_device(&mut self, now: Timestamp) -> Result<(), Error> {
        let key = self.house_key()?;
        let op = self.new_op();
        let payload = Some(self.house.certificate.as_bytes().to_vec());
        self.append(op, Draft { payload, ..Draft::of_house(Kind::DeviceAdd, &key) }, now).map(|_| ())
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
        slots.repair(&*disk, place, &mac)?;
    }
    let db = open_database(&*disk, place, &root, &id, mode)?;
    let head = Head::read(&*disk, place, &id, &mac)?;
    let mut vault = assemble(disk, place, db, root, slots.file, mode, rng)?;
    vault.lock = lock;
    vault.head_generation = head.generation();
    vault.look_over(&head, &mut notices, now)?;
    notices.sort();
    Ok(Opened { vault, notices })
}

fn write_how(place: &Place) -> How {
    How::Write { removable: place.is_removable() }
}

/// Writes a database with the house in it under the name that counts for nothing yet.
fn found(
    disk: &dyn Disk,
    place: &Place,
    root: &VaultRoot,
    file: &SlotFile,
    (identity, apart): (&IdentitySecret, bool),
    rng: &mut dyn rand_core::CryptoRng,
    now: Timestamp,
) -> Result<(), Error> {
    remove_database(disk, &place.next_database())?;
    // Made here and not by SQLite, so that nobody else may read it.
    drop(disk.create(&place.next_database())?);
    let key = root.database_key(&file.vault());
    let db = db::open(&place.next_database(), &key, How::Create { removable: true })?;
    db.execute_batch("BEGIN IMMEDIATE")?;
    db.execute_batch(include_str!("schema.sql"))?;
    db.execute_batch(include_str!("tables.sql"))?;
    db.execute_batch(&format!("PRAGMA user_version = {}", db::FORMAT))?;
    let house = House::found(&db, file.vault(), identity.public(), apart, rng, now)?;
    make_key(&db, &house, HOUSE, rng)?;
    let stream = StreamId::random(rng);
    db.execute(
        "INSERT INTO stream (stream, certificate) VALUES (?1, ?2)",
        params![stream.as_bytes(), house.certificate.as_bytes()],
    )?;
    house::set(&db, "place", &house.image(&place.mark()?))?;
    Writer::new(Stream::start(house.space(), stream), db.last_insert_rowid()).store(&db)?;
    db.execute_batch("COMMIT")?;
    db.close().map_err(|(_, error)| Error::from(error))
}

/// Makes the prepared database the one that counts.
pub(crate) fn adopt_next(disk: &dyn Disk, place: &Place) -> Result<(), Error> {
    for suffix in ["-wal", "-shm"] {
        disk.remove(&with_suffix(&place.database(), suffix))?;
    }
    Ok(disk.rename(&place.next_database(), &place.database())?)
}

/// Removes a database and what SQLite keeps beside it.
pub(crate) fn remove_database(disk: &dyn Disk, path: &std::path::Path) -> Result<(), Error> {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        disk.remove(&with_suffix(path, suffix))?;
    }
    Ok(())
}

fn with_suffix(path: &std::path::Path, suffix: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Opens the database the root fits. A rekey or a creation cut short after its slots were written is finished here;
/// one cut short before is cleared away.
fn open_database(
    disk: &dyn Disk,
    place: &Place,
    root: &VaultRoot,
    id: &VaultId,
    mode: Mode,
) -> Result<Connection, OpenError> {
    let key = root.database_key(id);
    let how = if mode == Mode::Write { write_how(place) } else { How::Read };
    let (current, next) = (place.database(), place.next_database());
    let fits = |path: &std::path::Path| disk.exists(path) && db::open(path, &key, How::Read).is_ok();
    if disk.exists(&next) {
        match (fits(&current), mode) {
            (true, Mode::Write) => remove_database(disk, &next)?,
            (true, Mode::Read) => {}
            (false, Mode::Write) if fits(&next) => {
                adopt_next(disk, place)?;
                // They speak of the database that is gone, under its key.
                place.heads().iter().try_for_each(|head| disk.remove(head))?;
            }
            (false, Mode::Read) if fits(&next) => return checked(db::open(&next, &key, how)?),
            (false, _) => {}
        }
    }
    if !disk.exists(&current) {
        return Err(Error::Damaged(Part::Database).into());
    }
    checked(db::open(&current, &key, how)?)
}

fn checked(db: Connection) -> Result<Connection, OpenError> {
    match db::format(&db)? {
        db::FORMAT => Ok(db),
        newer if newer > db::FORMAT => Err(OpenError::NewerFormat),
        _ => Err(Error::Damaged(Part::Database).into()),
    }
}

fn assemble(
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
    Ok(Vault { db, place, disk, rng, words, house, writer, slots, root, mac, blob_names, mode, head_generation, commits, lock })
}

impl Vault {
    /// Compares the ledger with what the head file, the folder and the last commit say, and prepares for writing.
    fn look_over(&mut self, head: &Head, notices: &mut Vec<Notice>, now: Timestamp) -> Result<(), OpenError> {
        let fresh = self.freshness(head)?;
        let copied = house::get(&self.db, "place")? != Some(self.house.image(&self.place.mark()?).to_vec());
        let torn = !self.last_commit_fits()?;
        notices.extend(fresh);
        if copied {
            notices.push(Notice::Copied);
        }
        if !self.writer.understands_all() {
            notices.push(Notice::UnknownOperations);
        }
        self.writer.fork = copied || torn || matches!(fresh, Some(Notice::ChangesMissing(_) | Notice::OtherThanHead));
        if self.mode == Mode::Write && self.writer.understands_all() {
            if torn {
                notices.push(Notice::TablesRebuilt);
                self.mend(now)?;
            }
            self.finish_erasing()?;
        }
        Ok(())
    }

    /// What the head file knows that the ledger does not have.
    fn freshness(&self, head: &Head) -> Result<Option<Notice>, Error> {
        let known = match head {
            Head::Known(head) => head,
            Head::Unreadable => return Ok(Some(Notice::HeadUnreadable)),
            Head::Absent => return Ok(Some(Notice::HeadUnreadable)),
        };
        let (missing, differs) = self.compare(known)?;
        Ok(match (missing, differs) {
            (0, false) => None,
            (0, true) => Some(Notice::OtherThanHead),
            (missing, _) => Some(Notice::ChangesMissing(missing)),
        })
    }

    /// How many operations are missing, and whether one at a known place is another one.
    fn compare(&self, known: &HeadFile) -> Result<(u64, bool), Error> {
        let numbers = self.stream_numbers()?;
        let (mut missing, mut differs) = (0, false);
        for head in &known.heads {
            let found = numbers.get(&head.stream).copied();
            let length = found.map_or(Ok(0), |number| self.length(number))?;
            if length <= head.seq {
                missing += head.seq + 1 - length;
            } else if let Some(number) = found {
                differs |= self.hash_at(number, head)? != Some(head.hash);
            }
        }
        Ok((missing, differs))
    }

    /// How many operations a stream has.
    fn length(&self, stream: i64) -> Result<u64, Error> {
        let mut query = self.db.prepare_cached("SELECT max(seq) FROM op WHERE stream = ?1")?;
        let last: Option<i64> = query.query_row([stream], |row| row.get(0))?;
        Ok(last.and_then(|last| u64::try_from(last).ok()).map_or(0, |last| last + 1))
    }

    fn hash_at(&self, stream: i64, head: &StreamHead) -> Result<Option<Digest>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT pos, record, header, signature, NULL FROM op WHERE stream = ?1 AND seq = ?2",
        )?;
        let seq = i64::try_from(head.seq).map_err(|_| Error::Damaged(Part::Ledger))?;
        let kept = query.query_row(params![stream, seq], crate::ops::read_kept).optional()?;
        Ok(kept.transpose()?.map(|kept| kept.operation.hash()))
    }

    /// Whether the last commit's own note of the stream is what the ledger ends with.
    pub(crate) fn last_commit_fits(&self) -> Result<bool, Error> {
        let length = self.length(self.writer.number)?;
        let Some(head) = self.writer.stream.head() else { return Ok(length == 0) };
        let noted = StreamHead { stream: *head.stream.as_bytes(), seq: head.seq, hash: head.hash };
        Ok(length == head.seq + 1 && self.hash_at(self.writer.number, &noted)? == Some(head.hash))
    }

    /// The ledger is the truth: what the last commit noted is made again from it.
    fn mend(&mut self, now: Timestamp) -> Result<(), Error> {
        let heads = self.stream_heads()?;
        let own = heads.iter().find(|head| head.stream == *self.writer.stream.stream().as_bytes());
        let dep = own.map(|head| ledger::Dep {
            stream: StreamId::from_bytes(head.stream),
            seq: head.seq,
            hash: head.hash,
        });
        let space = self.house.space();
        let stream = self.writer.stream.stream();
        self.writer.stream = dep.map_or_else(|| Stream::start(space, stream), |dep| Stream::after(space, &dep));
        let last: i64 = self.db.query_row("SELECT ifnull(max(record), 0) FROM op", [], |row| row.get(0))?;
        self.writer.next_record = self.writer.next_record.max(last + 1);
        self.rebuild_at(now).map(|_| ())
    }
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
