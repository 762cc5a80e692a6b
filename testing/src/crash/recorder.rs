//! The one ordered trace, and the plan by which steps are refused.
//!
//! Deliberately absent: doing anything to a disk; whoever does it asks here before and tells here after.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use super::image::Image;
use super::step::{FileId, Step};

/// How a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The device answers with an error.
    Io,
    /// The disk is full.
    Full,
    /// The disk may not be written, or this not be read.
    Denied,
    /// Half of the bytes are written.
    Short,
}

impl Fault {
    /// Every way.
    pub const ALL: [Fault; 4] = [Fault::Io, Fault::Full, Fault::Denied, Fault::Short];

    /// As the system says it.
    pub fn to_error(self) -> io::Error {
        match self {
            Fault::Io => io::Error::from_raw_os_error(5),
            Fault::Full | Fault::Short => io::ErrorKind::StorageFull.into(),
            Fault::Denied => io::ErrorKind::PermissionDenied.into(),
        }
    }
}

/// Which steps are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// None.
    Fine,
    /// One call, counted from nought, reading included.
    At(usize, Fault),
    /// Every call from this one on: the volume was pulled away.
    Gone(usize),
    /// Every write that would make all files together longer than this.
    Room(u64),
}

/// What is asked of a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Bytes or names are read.
    Read,
    /// So many bytes are written at a place of a file.
    Write(FileId, u64, u64),
    /// Anything else is changed.
    Change,
}

/// Takes down what happens below one folder.
pub struct Recorder {
    root: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    steps: Vec<Step>,
    names: BTreeMap<PathBuf, FileId>,
    lengths: Vec<u64>,
    plan: Option<Plan>,
    calls: usize,
    refused: usize,
}

impl Recorder {
    /// Records what happens to this image, which lies in that folder.
    pub fn over(root: &Path, image: &Image) -> Recorder {
        let mut state = State::default();
        for (path, bytes) in &image.files {
            state.names.insert(path.clone(), state.lengths.len());
            state.lengths.push(bytes.len() as u64);
        }
        Recorder { root: root.to_owned(), state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test thread died here")
    }

    /// Refuses steps by this plan from now on.
    pub fn plan(&self, plan: Plan) {
        self.state().plan = Some(plan);
    }

    /// How many calls were made, reading included.
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// How many of them were refused.
    pub fn refused(&self) -> usize {
        self.state().refused
    }

    /// Bytes of all files that have a name.
    pub fn used(&self) -> u64 {
        self.state().used()
    }

    /// What was taken down.
    pub fn steps(&self) -> Vec<Step> {
        self.state().steps.clone()
    }

    /// A path as steps name it; `None` for what is not recorded: the memory SQLite's readers share, and the lock, which
    /// is empty and taken past the disk.
    pub(super) fn inside(&self, path: &Path) -> Option<PathBuf> {
        let inside = path.strip_prefix(&self.root).ok()?.to_owned();
        let name = path.file_name()?.to_str()?;
        (!name.ends_with("-shm") && name != "lock").then_some(inside)
    }

    /// The file of this name.
    pub(super) fn file(&self, path: &Path) -> Option<FileId> {
        self.state().names.get(path).copied()
    }

    /// Whether a call is done or refused.
    pub(super) fn ask(&self, call: Call) -> Result<(), Fault> {
        let mut state = self.state();
        let number = state.calls;
        state.calls += 1;
        let fault = match (state.plan, call) {
            (Some(Plan::At(at, Fault::Short)), Call::Write(..)) if at == number => Fault::Short,
            (Some(Plan::At(_, Fault::Short)), _) => return Ok(()),
            // A disk that is full is still read.
            (Some(Plan::At(_, Fault::Full)), Call::Read) => return Ok(()),
            (Some(Plan::At(at, fault)), _) if at == number => fault,
            (Some(Plan::Gone(from)), _) if number >= from => Fault::Io,
            (Some(Plan::Room(room)), Call::Write(file, at, length))
                if state.grown(file, at, length) > room =>
            {
                Fault::Full
            }
            _ => return Ok(()),
        };
        state.refused += 1;
        Err(fault)
    }

    /// Takes a step down that was done.
    pub(super) fn tell(&self, step: Step) {
        let mut state = self.state();
        state.follow(&step);
        state.steps.push(step);
    }

    /// Takes down a new file.
    pub(super) fn tell_created(&self, path: PathBuf) -> FileId {
        let file = self.state().lengths.len();
        self.tell(Step::Create { file, path });
        file
    }

    /// Notes that so many parts of the workflow were acknowledged.
    pub fn acknowledge(&self, parts: usize) {
        self.tell(Step::Acknowledged(parts));
    }
}

impl State {
    fn used(&self) -> u64 {
        self.names.values().map(|file| self.lengths[*file]).sum()
    }

    fn grown(&self, file: FileId, at: u64, length: u64) -> u64 {
        self.used() + (at + length).saturating_sub(self.lengths[file])
    }

    fn follow(&mut self, step: &Step) {
        match step {
            Step::Create { file, path } => {
                self.names.insert(path.clone(), *file);
                self.lengths.push(0);
            }
            Step::Write { file, at, bytes } => {
                let end = at + bytes.len() as u64;
                self.lengths[*file] = self.lengths[*file].max(end);
            }
            Step::Truncate { file, length } => self.lengths[*file] = *length,
            Step::Rename { from, to } => {
                if let Some(file) = self.names.remove(from) {
                    self.names.insert(to.clone(), file);
                }
            }
            Step::Remove { path } => drop(self.names.remove(path)),
            Step::Sync { .. }
            | Step::SyncDir { .. }
            | Step::MakeDir { .. }
            | Step::RemoveDir { .. }
            | Step::Acknowledged(_) => {}
        }
    }
}
