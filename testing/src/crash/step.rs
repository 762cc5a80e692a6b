//! What a disk is asked to do, one step at a time.
//!
//! Deliberately absent: reading, which leaves nothing behind, and rights, which no power cut changes.

use std::path::PathBuf;
use std::sync::Arc;

/// A file, whatever it is called: a name may be given to another one.
pub type FileId = usize;

/// One step. Paths are relative to the folder that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new, empty file.
    Create {
        /// The file.
        file: FileId,
        /// Its name.
        path: PathBuf,
    },
    /// Bytes at a place of a file.
    Write {
        /// The file.
        file: FileId,
        /// Where they begin.
        at: u64,
        /// The bytes.
        bytes: Arc<[u8]>,
    },
    /// A file is cut or filled up with noughts.
    Truncate {
        /// The file.
        file: FileId,
        /// Its new length.
        length: u64,
    },
    /// The bytes of a file are durable.
    Sync {
        /// The file.
        file: FileId,
    },
    /// A new folder.
    MakeDir {
        /// Its name.
        path: PathBuf,
    },
    /// A file gets another name in the same folder, over what has it.
    Rename {
        /// The old name.
        from: PathBuf,
        /// The new name.
        to: PathBuf,
    },
    /// A name of a file is gone.
    Remove {
        /// The name.
        path: PathBuf,
    },
    /// An empty folder is gone.
    RemoveDir {
        /// Its name.
        path: PathBuf,
    },
    /// The names in a folder are durable.
    SyncDir {
        /// The folder.
        path: PathBuf,
    },
    /// The workflow was told that so many of its parts are saved.
    Acknowledged(usize),
}

impl Step {
    /// Whether what is durable, or what is called what, changes here: the steps around which orders are decided.
    pub fn is_boundary(&self) -> bool {
        !matches!(self, Step::Write { .. } | Step::Truncate { .. })
    }
}
