//! Everything that is made, written, moved or removed outside the database, behind a boundary that a test can record or cut.
//!
//! Deliberately absent: the database itself and its log (SQLite does its own input and output); taking the lock, which is
//! empty; looks that change nothing (what the folder is, whether a log is left, the files an import is shown); and anything
//! that would write through a temporary folder: a file's parts stand beside it or nowhere.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::limits;

/// What the store asks of a disk for everything that is not the database.
///
/// The steps of a disk come first; what is made of several of them follows and is the same on every disk, so that a disk
/// that records or refuses steps meets each of them.
pub trait Disk: Send {
    /// The whole of a small file; `None` where there is none.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// Makes the names in a folder durable.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
    /// Makes the bytes of a file durable that somebody else has written.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Gives a file another name, over what has that name; durable once the folder is synced.
    fn name_anew(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file; it is no error when it is not there. Durable once the folder is synced.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder and everything in it; it is no error when it is not there.
    fn remove_dir(&self, dir: &Path) -> io::Result<()>;
    /// Whether something stands there.
    fn exists(&self, path: &Path) -> bool;
    /// The names in a folder; none where it is not there.
    fn names(&self, dir: &Path) -> io::Result<Vec<OsString>>;
    /// Makes one folder that only its owner may enter; it is no error when it stands there. Durable once the one above it
    /// is synced.
    fn make_dir(&self, dir: &Path) -> io::Result<()>;
    /// A new file for streaming, readable by its owner only; refused where one stands.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>>;
    /// A file opened for reading.
    fn open(&self, path: &Path) -> io::Result<File>;
    /// Takes everybody's rights to a file but its owner's, if it stands there. Whoever does not own it may not, and a disk
    /// may have no rights to take: then it stays as it is.
    fn tighten(&self, path: &Path);

    /// What SQLite calls the file system through which it reaches this disk; `None` for the system's own.
    fn vfs(&self) -> Option<&str> {
        None
    }

    /// Replaces a file so that a crash leaves the old or the new one, never a mixture, and returns
    /// only when the new one is durable.
    fn write_atomic(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let part = path.with_extension(part_extension(path));
        self.remove(&part)?;
        let mut file = self.create(&part)?;
        let written = file.write_all(bytes).and_then(|()| file.sync());
        drop(file);
        if written.is_err() {
            self.remove(&part)?;
        }
        written.and_then(|()| self.rename(&part, path))
    }

    /// The same without waiting for the disk: after a power cut the file may be old, gone or worth nothing.
    fn write_hint(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let part = path.with_extension(part_extension(path));
        self.remove(&part)?;
        self.create(&part)?.write_all(bytes)?;
        self.name_anew(&part, path)
    }

    /// Takes away what a crash has left of replacing a file.
    fn remove_part(&self, path: &Path) -> io::Result<()> {
        self.remove(&path.with_extension(part_extension(path)))
    }

    /// Moves a file over another in one step, durably.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.name_anew(from, to)?;
        to.parent().map_or(Ok(()), |dir| self.sync_dir(dir))
    }

    /// Makes a folder that only its owner may enter, and those above it, durably.
    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = dir
            .ancestors()
            .take_while(|dir| !dir.as_os_str().is_empty() && !self.exists(dir))
            .collect();
        for made in missing.iter().rev() {
            self.make_dir(made)?;
            // A folder's name stands in the one above it.
            let above = made.parent().filter(|above| !above.as_os_str().is_empty());
            self.sync_dir(above.unwrap_or(Path::new(".")))?;
        }
        Ok(())
    }
}

/// A file that is being written. Its bytes are durable once [`NewFile::sync`] returns, its name once the folder is synced.
pub trait NewFile: Write {
    /// Makes the bytes durable.
    fn sync(&self) -> io::Result<()>;
}

impl NewFile for File {
    fn sync(&self) -> io::Result<()> {
        self.sync_all()
    }
}

/// The disk of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let Some(file) = unless_absent(open_file(path).map(Some), None)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(limits::MAX_SMALL_FILE + 1).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        // Windows has no handle to a folder that could be flushed; its rename is journalled.
        if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    fn name_anew(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        unless_absent(fs::remove_file(path), ())
    }

    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        unless_absent(fs::remove_dir_all(dir), ())
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn names(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        let Some(entries) = unless_absent(fs::read_dir(dir).map(Some), None)? else {
            return Ok(Vec::new());
        };
        entries.map(|entry| Ok(entry?.file_name())).collect()
    }

    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "there is no mode to set"))]
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(dir) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && dir.is_dir() => Ok(()),
            made => made,
        }
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Box::new(options.open(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        open_file(path)
    }

    fn tighten(&self, path: &Path) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(path).map_or(0, |about| about.permissions().mode());
            if mode & 0o077 != 0 {
                let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o600));
            }
        }
        #[cfg(not(unix))]
        let _ = path;
    }
}

/// Opening a pipe would wait for whoever writes into it, perhaps for ever.
fn open_file(path: &Path) -> io::Result<File> {
    if fs::metadata(path)?.is_file() {
        File::open(path)
    } else {
        Err(io::ErrorKind::InvalidInput.into())
    }
}

fn unless_absent<T>(done: io::Result<T>, absent: T) -> io::Result<T> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(absent),
        done => done,
    }
}

/// `slots.a` is written by way of `slots.a-part`.
fn part_extension(path: &Path) -> String {
    let own = path.extension().and_then(|own| own.to_str()).unwrap_or_default();
    format!("{own}-part")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_leaves_no_part() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("slots.a");
        assert_eq!(RealDisk.read(&path).unwrap(), None);
        RealDisk.write_atomic(&path, b"first, and longer").unwrap();
        RealDisk.write_atomic(&path, b"second").unwrap();
        assert_eq!(RealDisk.read(&path).unwrap().as_deref(), Some(&b"second"[..]));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_part_left_by_a_crash_is_in_nobodys_way() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("head.b");
        fs::write(dir.path().join("head.b-part"), b"torn").unwrap();
        RealDisk.write_atomic(&path, b"whole").unwrap();
        assert_eq!(RealDisk.read(&path).unwrap().as_deref(), Some(&b"whole"[..]));
    }

    #[test]
    fn what_is_not_there_is_removed_and_listed_without_a_word() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("a").join("b");
        RealDisk.remove_dir(&inner).unwrap();
        RealDisk.remove(&inner).unwrap();
        assert_eq!(RealDisk.names(&inner).unwrap(), Vec::<OsString>::new());
        RealDisk.create_dir(&inner).unwrap();
        RealDisk.create_dir(&inner).unwrap();
        assert_eq!(RealDisk.names(dir.path()).unwrap(), ["a"]);
        RealDisk.remove_dir(&dir.path().join("a")).unwrap();
        assert!(!inner.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("vault");
        RealDisk.create_dir(&inner).unwrap();
        RealDisk.write_atomic(&inner.join("slots.a"), b"x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&inner), 0o700);
        assert_eq!(mode(&inner.join("slots.a")), 0o600);
    }

    #[test]
    fn a_small_file_is_read_up_to_its_limit_and_one_byte_more() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("big");
        for length in
            [limits::MAX_SMALL_FILE - 1, limits::MAX_SMALL_FILE, limits::MAX_SMALL_FILE + 9]
        {
            fs::write(&path, vec![0; usize::try_from(length).unwrap()]).unwrap();
            let read = RealDisk.read(&path).unwrap().unwrap().len() as u64;
            assert_eq!(read, length.min(limits::MAX_SMALL_FILE + 1));
        }
    }
}
