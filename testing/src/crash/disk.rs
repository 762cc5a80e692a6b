//! The vault's own files, recorded.
//!
//! Only the steps of a disk are here; what the vault makes of several of them stays the vault's own code. Deliberately
//! absent: reading from an opened file, which only a whole disk could refuse.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use vault::{Disk, NewFile, RealDisk};

use super::recorder::{Call, Fault, Recorder};
use super::step::{FileId, Step};
use super::vfs::Vfs;

/// A disk that tells every step to a recorder and refuses what its plan refuses.
#[derive(Clone)]
pub struct RecordingDisk {
    recorder: Arc<Recorder>,
    vfs: Arc<Vfs>,
}

impl RecordingDisk {
    /// The machine's disk, recorded.
    pub fn new(recorder: Arc<Recorder>) -> RecordingDisk {
        let vfs = Arc::new(Vfs::over(recorder.clone()));
        RecordingDisk { recorder, vfs }
    }

    fn ask(&self, call: Call) -> io::Result<()> {
        self.recorder.ask(call).map_err(Fault::to_error)
    }

    /// Tells a step about this path, if the path is recorded.
    fn tell(&self, path: &Path, step: impl FnOnce(std::path::PathBuf) -> Step) {
        if let Some(inside) = self.recorder.inside(path) {
            self.recorder.tell(step(inside));
        }
    }

    fn is_folder(path: &Path) -> io::Result<bool> {
        Ok(std::fs::symlink_metadata(path)?.is_dir())
    }
}

impl Disk for RecordingDisk {
    fn vfs(&self) -> Option<&str> {
        Some(self.vfs.name())
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.ask(Call::Read)?;
        RealDisk.read(path)
    }

    fn names(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        self.ask(Call::Read)?;
        RealDisk.names(dir)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        self.ask(Call::Read)?;
        RealDisk.open(path)
    }

    fn exists(&self, path: &Path) -> bool {
        RealDisk.exists(path)
    }

    fn tighten(&self, path: &Path) {
        RealDisk.tighten(path);
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.ask(Call::Change)?;
        self.tell(dir, |path| Step::SyncDir { path });
        Ok(())
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.ask(Call::Change)?;
        let file = self.recorder.inside(path).and_then(|inside| self.recorder.file(&inside));
        self.recorder.tell(Step::Sync { file: file.expect("a file that was recorded") });
        Ok(())
    }

    fn name_anew(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Call::Change)?;
        RealDisk.name_anew(from, to)?;
        let to = self.recorder.inside(to).expect("a recorded name");
        self.tell(from, |from| Step::Rename { from, to });
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.ask(Call::Change)?;
        let stood = self.exists(path);
        RealDisk.remove(path)?;
        if stood {
            self.tell(path, |path| Step::Remove { path });
        }
        Ok(())
    }

    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        for name in self.names(dir)? {
            let path = dir.join(name);
            if Self::is_folder(&path)? { self.remove_dir(&path)? } else { self.remove(&path)? }
        }
        self.ask(Call::Change)?;
        let stood = self.exists(dir);
        RealDisk.remove_dir(dir)?;
        if stood {
            self.tell(dir, |path| Step::RemoveDir { path });
        }
        Ok(())
    }

    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.ask(Call::Change)?;
        let stood = self.exists(dir);
        RealDisk.make_dir(dir)?;
        if !stood {
            self.tell(dir, |path| Step::MakeDir { path });
        }
        Ok(())
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        self.ask(Call::Change)?;
        let inner = RealDisk.create(path)?;
        let inside = self.recorder.inside(path).expect("a recorded name");
        let file = self.recorder.tell_created(inside);
        Ok(Box::new(RecordedFile { inner, recorder: self.recorder.clone(), file, at: 0 }))
    }
}

/// A file that is being written, recorded.
struct RecordedFile {
    inner: Box<dyn NewFile>,
    recorder: Arc<Recorder>,
    file: FileId,
    at: u64,
}

impl Write for RecordedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = match self.recorder.ask(Call::Write(self.file, self.at, bytes.len() as u64)) {
            Ok(()) => bytes,
            // Whoever writes has to notice and go on.
            Err(Fault::Short) if bytes.len() > 1 => &bytes[..bytes.len() / 2],
            Err(fault) => return Err(fault.to_error()),
        };
        self.inner.write_all(taken)?;
        self.recorder.tell(Step::Write { file: self.file, at: self.at, bytes: taken.into() });
        self.at += taken.len() as u64;
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl NewFile for RecordedFile {
    fn sync(&self) -> io::Result<()> {
        self.recorder.ask(Call::Change).map_err(Fault::to_error)?;
        self.recorder.tell(Step::Sync { file: self.file });
        Ok(())
    }
}
