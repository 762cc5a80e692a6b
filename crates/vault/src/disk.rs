//! The small files beside the database, behind a boundary that a test can record or cut.
//!
//! Deliberately absent: the database itself (SQLite does its own input and output) and anything that
//! would write through a temporary folder: a file's parts stand beside it or nowhere.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::limits;

/// What the store asks of a disk for everything that is not the database.
pub trait Disk: Send {
    /// The whole of a small file; `None` where there is none.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// Replaces a file so that a crash leaves the old or the new one, never a mixture, and returns
    /// only when the new one is durable.
    fn write_atomic(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
    /// Moves a file over another in one step, durably.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file; it is no error when it is not there.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Whether something stands there.
    fn exists(&self, path: &Path) -> bool;
    /// Makes a folder that only its owner may enter, and those above it.
    fn create_dir(&self, dir: &Path) -> io::Result<()>;
    /// A new file for streaming, readable by its owner only; refused where one stands.
    fn create(&self, path: &Path) -> io::Result<File>;
    /// A file opened for reading.
    fn open(&self, path: &Path) -> io::Result<File>;
    /// Takes everybody's rights to a file but its owner's, if it stands there. Whoever does not own it may not, and a disk
    /// may have no rights to take: then it stays as it is.
    fn tighten(&self, path: &Path);
}

/// The disk of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        file.take(limits::MAX_SMALL_FILE + 1).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    fn write_atomic(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let part = path.with_extension(part_extension(path));
        self.remove(&part)?;
        let mut file = self.create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        self.rename(&part, path)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        // Windows has no handle to a folder that could be flushed; its rename is journalled.
        if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)?;
        to.parent().map_or(Ok(()), |dir| self.sync_dir(dir))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(dir)
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        File::open(path)
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
