//! Backup and restore: everything in one file that opens by the passphrase of its day or the recovery code.
//!
//! ```text
//! file    = content || mac[32] || SHA-256(content || mac)[32]
//! content = "guvbackp" || format u8 = 1 || reserved[7] = 0 || vault[16] || length u32 || slot file || part ... || 0x00
//! part    = kind u8 (1 database, 2 sealed file) || length u16 || name || length u64 || bytes
//! mac     = HMAC-SHA256(mac key, "guvoh backup v1" || 0x00 || SHA-256(content))
//! ```
//! The database is a SQLCipher file under the vault's own key, a sealed file is as it lies in the vault: nothing in a
//! backup is readable without the root. The checksum finds accidents before a passphrase is typed, the MAC finds forgery.
//! A restored vault is a copy: it begins a new stream, and what was erased before the backup stays erased.
//!
//! Deliberately absent: restoring over a vault, or into one.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use seal::{Digest, Hasher, MacKey, OtherCopy, SlotFile, SlotFileError, VaultId, VaultRoot};

use crate::db::{self, How};
use crate::disk::{Disk, RealDisk};
use crate::error::{Error, OpenError, Part};
use crate::history::Act;
use crate::house;
use crate::limits;
use crate::open::{Opened, open_with_root};
use crate::place::{Place, WriterLock};
use crate::secrets::Unlock;
use crate::slots::{self, Slots};
use crate::swap::{adopt_next, remove_database};
use crate::vault::{Mode, Randomness, Vault};
use crate::writer::Writer;

const MAGIC: &[u8; 8] = b"guvbackp";
const FORMAT: u8 = 1;
const LABEL: &str = "guvoh backup v1";
const END: u8 = 0;
const DATABASE: u8 = 1;
const SEALED: u8 = 2;
const TRAILER: u64 = 64;
const CHUNK: usize = 1 << 16;

impl Vault {
    /// Writes a backup to a file that does not exist yet, and reads it again to be sure.
    pub fn backup(&mut self, file: &Path, now: Timestamp) -> Result<(), Error> {
        self.may_write()?;
        if self.disk.exists(file) {
            return Err(Error::TargetExists);
        }
        self.record_access(Act::Backup, None, None, now)?;
        let [copy, part] = ["db-part", "part"].map(|suffix| beside(file, suffix));
        let written = self.write_backup(&copy, &part);
        if written.is_err() {
            // A copy that was broken off may still hang on this connection, and nothing could be written then. Where it
            // cannot be opened anew now, the next error tries again.
            let _ = self.connect_anew();
        }
        remove_database(&*self.disk, &copy)?;
        if written.is_err() {
            self.disk.remove(&part)?;
        }
        written?;
        Ok(self.disk.rename(&part, file)?)
    }

    fn write_backup(&self, copy: &Path, part: &Path) -> Result<(), Error> {
        remove_database(&*self.disk, copy)?;
        self.disk.remove(part)?;
        let key = self.root.database_key(&self.house.vault);
        // Made before the copy, so that the copy finds nothing there to trust.
        drop(self.disk.create(copy)?);
        db::copy(&self.db, copy, &key)?;
        self.check_copy(copy)?;
        let to = BufWriter::with_capacity(CHUNK, self.disk.create(part)?);
        let mut out = Out::begin(to, &self.house.vault, &self.slots.encode(&self.mac))?;
        let (from, length) = measured(self.disk.open(copy)?)?;
        out.part(DATABASE, "vault.db", from, length)?;
        for name in self.blob_names()? {
            let (from, length) = measured(self.open_blob(&name)?)?;
            out.part(SEALED, &name, from, length)?;
        }
        let file = out.finish(&self.mac)?.into_inner();
        file.map_err(|error| Error::from(error.into_error()))?.sync()?;
        let checked = Backup::open(&*self.disk, part)?;
        checked.authenticate(&self.mac)
    }

    /// Opens the copy and holds its last commit against ours.
    fn check_copy(&self, copy: &Path) -> Result<(), Error> {
        let db =
            db::open(&*self.disk, copy, &self.root.database_key(&self.house.vault), How::Read)?;
        let same = Writer::read(&db, self.house.space())?.stream == self.writer.stream;
        if same && db::format(&db)? == db::FORMAT {
            Ok(())
        } else {
            Err(Error::Damaged(Part::Backup))
        }
    }

    /// The names of all sealed files that records know.
    pub(crate) fn blob_names(&self) -> Result<BTreeSet<String>, Error> {
        let mut query = self.db.prepare("SELECT id FROM record WHERE kind = 'source'")?;
        let mut names = BTreeSet::new();
        for number in query.query_map([], |row| row.get(0))? {
            names.extend(self.blobs_of(number?)?.into_iter().map(|file| file.blob));
        }
        Ok(names)
    }

    /// Opens a backup into a new place; never over anything.
    pub fn restore(
        file: &Path,
        place: &Place,
        unlock: &Unlock,
        rng: Randomness,
        now: Timestamp,
    ) -> Result<Opened, OpenError> {
        Vault::restore_on(Box::new(RealDisk), file, place, unlock, rng, now)
    }

    /// The same on another disk.
    pub fn restore_on(
        disk: Box<dyn Disk>,
        file: &Path,
        place: &Place,
        unlock: &Unlock,
        rng: Randomness,
        now: Timestamp,
    ) -> Result<Opened, OpenError> {
        if place.look()? {
            return Err(OpenError::Taken);
        }
        clear_unfinished(&*disk, place)?;
        // A lock alone says nothing: a restore that was cut short leaves one.
        if disk.names(place.dir())?.iter().any(|name| name != "lock") {
            return Err(Error::TargetExists.into());
        }
        let backup = Backup::open(&*disk, file)?;
        let root = unlock.root(&backup.slots)?;
        restore_with_root(disk, backup, place, root, rng, now)
    }
}

/// Unpacks a backup whose root is known, and opens what came out.
pub(crate) fn restore_with_root(
    disk: Box<dyn Disk>,
    backup: Backup,
    place: &Place,
    root: VaultRoot,
    rng: Randomness,
    now: Timestamp,
) -> Result<Opened, OpenError> {
    let mac = root.mac_key(&backup.slots.vault());
    backup.authenticate(&mac)?;
    backup.slots.verify(&mac).map_err(|_| Error::Damaged(Part::Backup))?;
    disk.create_dir(place.dir())?;
    let lock = WriterLock::take(place)?;
    let unpacked = unpack(&*disk, &backup, place, &root, &mac);
    if let Err(error) = unpacked {
        clear(&*disk, place)?;
        drop(lock);
        disk.remove(&place.lock_file())?;
        return Err(error.into());
    }
    let slots = Slots { file: backup.slots, other: OtherCopy::Same };
    let mut opened = open_with_root(disk, place, slots, root, (Mode::Write, Some(lock)), rng, now)?;
    opened.vault.write_head()?;
    // There is no head file yet because the vault is new here, which is no reason to worry anybody.
    opened.notices.retain(|notice| *notice != crate::open::Notice::HeadUnreadable);
    Ok(opened)
}

/// The slots come after everything: until they stand, there is no vault here. The database gets its name after them, if need
/// be at the next opening.
fn unpack(
    disk: &dyn Disk,
    backup: &Backup,
    place: &Place,
    root: &VaultRoot,
    mac: &MacKey,
) -> Result<(), Error> {
    let mut folders = BTreeSet::new();
    backup.each_part(disk, &mut |kind, name, from, length| {
        let to =
            if kind == DATABASE { place.next_database() } else { blob_path(disk, place, name)? };
        let mut out = disk.create(&to)?;
        copy_exactly(from, &mut out, length)?;
        folders.extend(to.parent().map(Path::to_owned));
        Ok(out.sync()?)
    })?;
    folders.iter().try_for_each(|folder| disk.sync_dir(folder))?;
    let db = db::open(
        disk,
        &place.next_database(),
        &root.database_key(&backup.slots.vault()),
        How::Write { removable: true },
    )?;
    if db::format(&db)? != db::FORMAT {
        return Err(Error::UnknownOperations);
    }
    // Without a mark of its place the vault counts as a copy, whatever the disk says.
    house::set(&db, "place", &[])?;
    db.close().map_err(|(_, error)| Error::from(error))?;
    slots::write(disk, place, &backup.slots, mac)?;
    adopt_next(disk, place)
}

/// A name in a backup counts only if it is one that a vault gives.
fn blob_path(disk: &dyn Disk, place: &Place, name: &str) -> Result<PathBuf, Error> {
    if name.len() != 32 || !name.bytes().all(|c| c.is_ascii_hexdigit()) {
        return Err(Error::Damaged(Part::Backup));
    }
    let dir = place.blobs().join(&name[..2]);
    disk.create_dir(&dir)?;
    Ok(dir.join(name))
}

/// Takes away what a restore has left that was cut short: a prepared database without slots counts for nothing.
fn clear_unfinished(disk: &dyn Disk, place: &Place) -> Result<(), OpenError> {
    if disk.exists(&place.next_database()) {
        let _lock = WriterLock::take(place)?;
        clear(disk, place)?;
    }
    Ok(())
}

/// Takes away what a restore that failed has put into a folder that was empty. What tells that it was one goes last.
fn clear(disk: &dyn Disk, place: &Place) -> Result<(), Error> {
    for path in place.slots().iter().chain(&place.heads()) {
        disk.remove_part(path)?;
        disk.remove(path)?;
    }
    disk.remove_dir(&place.blobs())?;
    remove_database(disk, &place.database())?;
    remove_database(disk, &place.next_database())
}

/// Takes a part: kind, name, bytes, length.
type PartVisitor<'v> = dyn FnMut(u8, &str, &mut dyn Read, u64) -> Result<(), Error> + 'v;

/// A backup file whose checksum holds.
pub(crate) struct Backup {
    path: PathBuf,
    pub slots: SlotFile,
    /// Where the parts begin, and how many bytes they have.
    parts: (u64, u64),
    digest: Digest,
    mac: [u8; 32],
}

impl Backup {
    /// Reads the whole file once for its checksum, then its front.
    pub(crate) fn open(disk: &dyn Disk, path: &Path) -> Result<Backup, OpenError> {
        let damaged = || Error::Damaged(Part::Backup);
        let file = disk.open(path)?;
        let content = file.metadata()?.len().checked_sub(TRAILER).ok_or_else(damaged)?;
        let mut from = BufReader::with_capacity(CHUNK, file);
        let (digest, mac) = checksum(&mut from, content)?;
        let mut from = BufReader::new(disk.open(path)?);
        let front: [u8; 36] = array(&mut from)?;
        let (magic, rest) = front.split_at(8);
        if magic != MAGIC {
            return Err(damaged().into());
        }
        if rest[0] != FORMAT {
            return Err(OpenError::NewerFormat);
        }
        if rest[1..8] != [0; 7] {
            return Err(damaged().into());
        }
        let length = u32::from_be_bytes(*rest[24..].first_chunk().expect("the front has 36 bytes"));
        let length = u64::from(length).min(limits::MAX_SMALL_FILE);
        let mut slots = Vec::new();
        (&mut from).take(length).read_to_end(&mut slots)?;
        let slots = match SlotFile::decode(&slots) {
            Err(SlotFileError::UnknownFormat) => return Err(OpenError::NewerFormat),
            slots => slots.map_err(|_| damaged())?,
        };
        if rest[8..24] != *slots.vault().as_bytes() {
            return Err(damaged().into());
        }
        let parts = (36 + length, content.checked_sub(36 + length).ok_or_else(damaged)?);
        Ok(Backup { path: path.to_owned(), slots, parts, digest, mac })
    }

    /// Whether it was written by a vault with this key.
    pub(crate) fn authenticate(&self, mac: &MacKey) -> Result<(), Error> {
        let expected = mac.tag(LABEL, self.digest.as_bytes());
        if expected == seal::Tag::from_bytes(self.mac) {
            Ok(())
        } else {
            Err(Error::Damaged(Part::Backup))
        }
    }

    fn each_part(&self, disk: &dyn Disk, visit: &mut PartVisitor<'_>) -> Result<(), Error> {
        let damaged = || Error::Damaged(Part::Backup);
        let mut from = BufReader::with_capacity(CHUNK, disk.open(&self.path)?);
        std::io::copy(&mut (&mut from).take(self.parts.0), &mut std::io::sink())?;
        let mut left = self.parts.1;
        for number in 0..limits::MAX_BACKUP_ENTRIES {
            let [kind] = array(&mut from)?;
            if kind == END {
                return if left == 1 && number > 0 { Ok(()) } else { Err(damaged()) };
            }
            let name_length = u16::from_be_bytes(array(&mut from)?);
            let mut name = vec![0; usize::from(name_length)];
            from.read_exact(&mut name).map_err(|_| damaged())?;
            let name = String::from_utf8(name).map_err(|_| damaged())?;
            let length = u64::from_be_bytes(array(&mut from)?);
            let whole = length.checked_add(11 + u64::from(name_length)).ok_or_else(damaged)?;
            left = left.checked_sub(whole).filter(|left| *left > 0).ok_or_else(damaged)?;
            // The database stands first and once.
            if (kind == DATABASE) != (number == 0) || kind > SEALED {
                return Err(damaged());
            }
            visit(kind, &name, &mut from, length)?;
        }
        Err(Error::TooLarge)
    }
}

/// Reads content and trailer: the digest of the content, and the MAC, if the checksum over both holds.
fn checksum(from: &mut impl Read, content: u64) -> Result<(Digest, [u8; 32]), Error> {
    let (mut inner, mut outer) = (Hasher::new(), Hasher::new());
    let mut left = content;
    let mut chunk = vec![0; CHUNK];
    while left > 0 {
        let most = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
        from.read_exact(&mut chunk[..most])?;
        inner.update(&chunk[..most]);
        outer.update(&chunk[..most]);
        left -= most as u64;
    }
    let mac: [u8; 32] = array(from)?;
    outer.update(&mac);
    let stated: [u8; 32] = array(from)?;
    if outer.finish().as_bytes() == &stated {
        Ok((inner.finish(), mac))
    } else {
        Err(Error::Damaged(Part::Backup))
    }
}

fn array<const N: usize>(from: &mut impl Read) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes).map_err(|_| Error::Damaged(Part::Backup))?;
    Ok(bytes)
}

fn copy_exactly(from: &mut dyn Read, to: &mut dyn Write, length: u64) -> Result<(), Error> {
    let copied = std::io::copy(&mut from.take(length), to)?;
    if copied == length { Ok(()) } else { Err(Error::Damaged(Part::Backup)) }
}

/// A file with its length.
fn measured(file: File) -> Result<(File, u64), Error> {
    let length = file.metadata()?.len();
    Ok((file, length))
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-");
    name.push(suffix);
    name.into()
}

/// Writes content and keeps both digests going.
struct Out<W> {
    to: W,
    inner: Hasher,
    outer: Hasher,
}

impl<W: Write> Out<W> {
    /// Begins a file with its front.
    fn begin(to: W, vault: &VaultId, slots: &[u8]) -> Result<Out<W>, Error> {
        let mut out = Out { to, inner: Hasher::new(), outer: Hasher::new() };
        out.put(MAGIC)?;
        out.put(&[FORMAT, 0, 0, 0, 0, 0, 0, 0])?;
        out.put(vault.as_bytes())?;
        out.put(&u32::try_from(slots.len()).map_err(|_| Error::TooLarge)?.to_be_bytes())?;
        out.put(slots)?;
        Ok(out)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.inner.update(bytes);
        self.outer.update(bytes);
        Ok(self.to.write_all(bytes)?)
    }

    fn part(
        &mut self,
        kind: u8,
        name: &str,
        mut from: impl Read,
        length: u64,
    ) -> Result<(), Error> {
        self.put(&[kind])?;
        self.put(&u16::try_from(name.len()).map_err(|_| Error::TooLarge)?.to_be_bytes())?;
        self.put(name.as_bytes())?;
        self.put(&length.to_be_bytes())?;
        let mut left = length;
        let mut chunk = vec![0; CHUNK];
        while left > 0 {
            let most = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
            from.read_exact(&mut chunk[..most])?;
            self.put(&chunk[..most])?;
            left -= most as u64;
        }
        Ok(())
    }

    /// Ends the parts and writes the trailer.
    fn finish(mut self, mac: &MacKey) -> Result<W, Error> {
        self.put(&[END])?;
        let tag = mac.tag(LABEL, self.inner.finish().as_bytes());
        self.outer.update(tag.as_bytes());
        self.to.write_all(tag.as_bytes())?;
        self.to.write_all(self.outer.finish().as_bytes())?;
        Ok(self.to)
    }
}

impl From<OpenError> for Error {
    /// A file that was just written and does not open is damaged, whatever it was called.
    fn from(error: OpenError) -> Error {
        match error {
            OpenError::Store(error) => error,
            _ => Error::Damaged(Part::Backup),
        }
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;
    use crate::testing::ROOT;

    /// The backup of `docs/formats/vectors/vault.txt`.
    fn sample() -> (Vec<u8>, MacKey) {
        let vault = VaultId::from_bytes([9; 16]);
        let mac = VaultRoot::from_bytes(ROOT).mac_key(&vault);
        let slots = SlotFile::new(vault).encode(&mac);
        let mut out = Out::begin(Vec::new(), &vault, &slots).unwrap();
        out.part(DATABASE, "vault.db", &b"database"[..], 8).unwrap();
        out.part(SEALED, &"ab".repeat(16), &b"sealed file"[..], 11).unwrap();
        (out.finish(&mac).unwrap(), mac)
    }

    #[test]
    fn the_format_is_frozen() {
        let (bytes, mac) = sample();
        assert_eq!(HEXLOWER.encode(&bytes), crate::testing::vector("backup"));
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("backup");
        std::fs::write(&path, &bytes).unwrap();
        let backup = Backup::open(&RealDisk, &path).unwrap();
        backup.authenticate(&mac).unwrap();
        let mut parts = Vec::new();
        let read = backup.each_part(&RealDisk, &mut |kind, name, from, length| {
            let mut bytes = Vec::new();
            from.take(length).read_to_end(&mut bytes)?;
            parts.push((kind, name.to_owned(), bytes));
            Ok(())
        });
        read.unwrap();
        let expected = [
            (DATABASE, "vault.db".to_owned(), b"database".to_vec()),
            (SEALED, "ab".repeat(16), b"sealed file".to_vec()),
        ];
        assert_eq!(parts, expected);
    }

    /// Fronts that no vault writes, under a checksum that holds.
    #[test]
    fn hostile_fronts_are_damage() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("backup");
        let mac = sample().1;
        let slots = SlotFile::new(VaultId::from_bytes([9; 16])).encode(&mac);
        let front = |reserved: u8, length: usize| {
            let mut front = [&MAGIC[..], &[FORMAT, 0, 0, 0, 0, 0, 0, reserved], &[9; 16]].concat();
            front.extend(u32::try_from(length).unwrap().to_be_bytes());
            front
        };
        let cut = &slots[..slots.len() - 64];
        for (content, fine) in [
            ([front(0, slots.len()), slots.clone()].concat(), true),
            ([front(1, slots.len()), slots.clone()].concat(), false),
            ([front(0, slots.len()), cut.to_vec()].concat(), false),
            ([front(0, usize::from(u16::MAX)), slots.clone()].concat(), false),
            (front(0, 0), false),
            (MAGIC.to_vec(), false),
            (Vec::new(), false),
        ] {
            let mut out = Out { to: Vec::new(), inner: Hasher::new(), outer: Hasher::new() };
            out.put(&content).unwrap();
            std::fs::write(&path, out.finish(&mac).unwrap()).unwrap();
            assert_eq!(Backup::open(&RealDisk, &path).is_ok(), fine, "{content:?}");
        }
    }

    /// Parts that no vault writes, under a checksum that holds.
    #[test]
    fn hostile_parts_are_damage() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("backup");
        let (vault, mac) = (VaultId::from_bytes([9; 16]), sample().1);
        let slots = SlotFile::new(vault).encode(&mac);
        let long = u64::MAX.to_be_bytes();
        let huge = [&[DATABASE, 0, 1, b'x'][..], &long].concat();
        let hostile: [&[u8]; 5] =
            [&[], &[SEALED, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &[7], &huge, &[DATABASE, 255, 255]];
        for parts in hostile {
            let mut out = Out::begin(Vec::new(), &vault, &slots).unwrap();
            out.put(parts).unwrap();
            std::fs::write(&path, out.finish(&mac).unwrap()).unwrap();
            let backup = Backup::open(&RealDisk, &path).unwrap();
            let read = backup.each_part(&RealDisk, &mut |_, _, _, _| Ok(()));
            assert!(matches!(read, Err(Error::Damaged(Part::Backup))), "{parts:?}");
        }
    }
}
