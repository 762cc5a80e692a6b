//! Where a vault stands: its folder, the names in it, and the lock that lets one writer in.
//!
//! Deliberately absent: what the files hold.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::OpenError;

/// A folder that holds a vault, or may come to hold one.
#[derive(Clone, Debug)]
pub struct Place {
    dir: PathBuf,
    removable: bool,
}

impl Place {
    /// The vault in this folder, on a disk that stays in the machine.
    pub fn new(dir: impl Into<PathBuf>) -> Place {
        Place { dir: dir.into(), removable: false }
    }

    /// The same folder on a disk that may be pulled out: everything then stays in one file, and no
    /// second program may read while this one is open.
    #[must_use]
    pub fn removable(mut self, removable: bool) -> Place {
        self.removable = removable;
        self
    }

    /// Whether the disk may be pulled out.
    pub fn is_removable(&self) -> bool {
        self.removable
    }

    /// The folder itself.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether anything of a vault stands here, or may stand where nobody can look: nothing is made there.
    pub fn is_taken(&self) -> bool {
        self.look().unwrap_or(true)
    }

    /// Whether anything of a vault stands here. A folder that may not be entered says neither yes nor no.
    pub fn look(&self) -> Result<bool, OpenError> {
        look(&["vault.db", "slots.a", "slots.b"].map(|name| self.dir.join(name).try_exists()))
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.dir.join("vault.db")
    }

    /// The database that `rekey` prepares; it counts only once the slots open it.
    pub(crate) fn next_database(&self) -> PathBuf {
        self.dir.join("vault.db-next")
    }

    pub(crate) fn slots(&self) -> [PathBuf; 2] {
        [self.dir.join("slots.a"), self.dir.join("slots.b")]
    }

    pub(crate) fn heads(&self) -> [PathBuf; 2] {
        [self.dir.join("head.a"), self.dir.join("head.b")]
    }

    /// How far the ledger had come with the last commit. It is not flushed, so after a power cut it may be worth nothing.
    pub(crate) fn tip(&self) -> PathBuf {
        self.dir.join("head.tip")
    }

    pub(crate) fn blobs(&self) -> PathBuf {
        self.dir.join("blobs")
    }

    pub(crate) fn lock_file(&self) -> PathBuf {
        self.dir.join("lock")
    }

    /// Every file that may stand directly in the folder. SQLite gives its log the rights of the database.
    pub(crate) fn files(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let logs =
            ["vault.db-wal", "vault.db-shm", "vault.db-journal"].map(|name| self.dir.join(name));
        let own = [self.database(), self.next_database(), self.lock_file()];
        own.into_iter().chain(logs).chain(self.slots()).chain(self.heads()).chain([self.tip()])
    }

    /// What tells this folder from a copy of it: a copied folder is another folder to the disk.
    ///
    /// It is not proof. A disk imaged whole carries it along, and some disks number their folders
    /// anew at every mounting; then a new stream begins, which costs one operation.
    pub(crate) fn mark(&self) -> io::Result<Vec<u8>> {
        let about = std::fs::metadata(&self.dir)?;
        let mut mark = Vec::new();
        #[cfg(unix)]
        mark.extend(std::os::unix::fs::MetadataExt::ino(&about).to_be_bytes());
        let born = about.created().ok();
        let since = born.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        mark.extend(since.map_or(0, |since| since.as_nanos()).to_be_bytes());
        Ok(mark)
    }
}

/// One file is enough to say yes; for a no the disk has to answer for each.
fn look(stands: &[io::Result<bool>]) -> Result<bool, OpenError> {
    if stands.iter().any(|one| matches!(one, Ok(true))) {
        return Ok(true);
    }
    match stands.iter().find_map(|one| one.as_ref().err()).map(io::Error::kind) {
        None | Some(io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename) => Ok(false),
        Some(io::ErrorKind::PermissionDenied) => Err(OpenError::NotAllowed),
        Some(kind) => Err(io::Error::from(kind).into()),
    }
}

/// The right to write, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct WriterLock(#[expect(dead_code, reason = "held, never read")] File);

impl WriterLock {
    /// Takes the lock, or says that another program holds it.
    pub(crate) fn take(place: &Place) -> Result<WriterLock, OpenError> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(place.lock_file())
            .map_err(|error| OpenError::from(crate::error::Error::from(error)))?;
        match file.try_lock() {
            Ok(()) => Ok(WriterLock(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::AlreadyOpen),
            Err(TryLockError::Error(error)) => Err(crate::error::Error::from(error).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writer_at_a_time_and_none_is_kept_out_by_a_leftover() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        std::fs::write(place.lock_file(), b"left by a killed process").unwrap();
        let first = WriterLock::take(&place).unwrap();
        assert!(matches!(WriterLock::take(&place), Err(OpenError::AlreadyOpen)));
        drop(first);
        assert!(WriterLock::take(&place).is_ok());
    }

    #[test]
    fn what_may_not_be_looked_at_is_neither_there_nor_missing() {
        use io::ErrorKind::{InvalidFilename, NotADirectory, Other, PermissionDenied};
        let asked = |kind| look(&[Ok(false), Err(io::Error::from(kind)), Ok(false)]);
        assert!(matches!(asked(PermissionDenied), Err(OpenError::NotAllowed)));
        assert!(matches!(asked(Other), Err(OpenError::Store(crate::Error::Disk(Other)))));
        for kind in [NotADirectory, InvalidFilename] {
            assert!(matches!(asked(kind), Ok(false)), "{kind}");
        }
        assert!(matches!(look(&[Err(PermissionDenied.into()), Ok(true)]), Ok(true)));
        assert!(matches!(look(&[Ok(false)]), Ok(false)));
    }

    #[test]
    fn below_a_file_there_is_no_vault() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("file"), b"").unwrap();
        assert!(matches!(Place::new(dir.path().join("file/vault")).look(), Ok(false)));
    }

    #[test]
    fn a_copied_folder_has_another_mark() {
        let dir = tempfile::tempdir().unwrap();
        let [one, two] = ["one", "two"].map(|name| Place::new(dir.path().join(name)));
        std::fs::create_dir(one.dir()).unwrap();
        std::fs::create_dir(two.dir()).unwrap();
        assert_eq!(one.mark().unwrap(), one.mark().unwrap());
        assert_ne!(one.mark().unwrap(), two.mark().unwrap());
    }
}
