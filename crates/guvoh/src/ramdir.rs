//! A folder in memory that is gone at the end, after a crash too.
//!
//! A child process in a session of its own holds the reading end of a pipe and
//! deletes the folder when the pipe closes, which `kill -9` cannot prevent. What
//! even that misses (both killed, a power cut with a temporary folder on disk) the
//! next start sweeps: whoever uses a folder holds a lock on its `alive` file.
//!
//! Deliberately absent: overwriting. Memory needs none, and a flash disk ignores it.

use std::{
    env,
    fs::{self, DirBuilder, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use rand_core::Rng;

use crate::{
    clock,
    limits::{REAP_PAUSE, REAP_TRIES},
    program,
};

const PREFIX: &str = "guvoh-";
/// Hexadecimal digits after it.
const DIGITS: usize = 16;
/// A folder on its way: renamed once its lock is held, so that no sweep takes it.
const PREFIX_NEW: &str = ".guvoh-new-";
const ALIVE: &str = "alive";
/// What the child says once it has left the parent's session.
const READY: u8 = b'!';

/// The folder; dropping it has it deleted.
pub struct RamDir {
    /// Where it is.
    pub path: PathBuf,
    /// Whether the place is kept in memory; else it is the system's temporary folder.
    pub in_memory: bool,
    /// The writing end of the child's pipe.
    pub pipe: Option<File>,
    /// The lock that tells a sweep to keep away.
    pub alive: File,
}

impl RamDir {
    /// Makes a folder only this user can enter, and the child that will delete it.
    pub fn create() -> io::Result<Self> {
        let (base, in_memory) = base();
        let name = data_encoding::HEXLOWER.encode(&clock::randomness().next_u64().to_be_bytes());
        let unready = base.join(format!("{PREFIX_NEW}{name}"));
        private_folder(&unready)?;
        let alive = File::create(unready.join(ALIVE))?;
        alive.lock_shared()?;
        let path = base.join(format!("{PREFIX}{name}"));
        fs::rename(&unready, &path)?;
        let pipe = Some(spawn_reaper(&path)?);
        Ok(Self { path, in_memory, pipe, alive })
    }

    /// Tells the child about a program that writes into the folder: it ends with it.
    pub fn ends_with_it(&mut self, pid: u32) -> io::Result<()> {
        match &mut self.pipe {
            Some(pipe) => writeln!(pipe, "{pid}"),
            None => Ok(()),
        }
    }
}

impl Drop for RamDir {
    fn drop(&mut self) {
        drop(self.pipe.take());
        for _ in 0..REAP_TRIES {
            if !self.path.exists() {
                return;
            }
            thread::sleep(REAP_PAUSE);
        }
        // The child is gone or stuck: try once from here.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Deletes folders of this user whose program is no longer there.
pub fn sweep() {
    for base in bases() {
        let Ok(entries) = fs::read_dir(base) else { continue };
        for entry in entries.flatten() {
            let ours = entry.file_name().to_str().is_some_and(is_our_name);
            if ours && abandoned(&entry.path()) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// The child's whole life: wait for the parent's end, then delete.
///
/// # Errors
/// Where the folder is not one that this program names itself, or nobody reads.
pub fn reap(dir: &Path) -> io::Result<()> {
    if !dir.file_name().and_then(|name| name.to_str()).is_some_and(is_our_name) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    leave_session();
    let mut out = io::stdout();
    out.write_all(&[READY])?;
    out.flush()?;
    let mut told = String::new();
    // A read error means that the parent is gone as surely as the end does.
    let _ = io::stdin().read_to_string(&mut told);
    for pid in told.lines().filter_map(|line| line.parse().ok()) {
        end_program(pid, dir);
    }
    delete_patiently(dir);
    Ok(())
}

/// A browser that is just ending may still write: try until nothing comes back.
fn delete_patiently(dir: &Path) {
    for _ in 0..REAP_TRIES {
        let _ = fs::remove_dir_all(dir);
        if !dir.exists() {
            return;
        }
        thread::sleep(REAP_PAUSE);
    }
}

fn spawn_reaper(dir: &Path) -> io::Result<File> {
    let (mut ready, ready_writer) = io::pipe()?;
    let (reader, writer) = io::pipe()?;
    Command::new(program::path()?)
        .arg("reap")
        .arg(dir)
        .current_dir("/")
        .env_clear()
        .stdin(reader)
        .stdout(ready_writer)
        .stderr(Stdio::null())
        .spawn()?;
    let mut said = [0];
    ready.read_exact(&mut said)?;
    Ok(program::file_of(writer))
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Whether folders made here lie in memory.
pub fn in_memory() -> bool {
    base().1
}

/// The best place there is, and whether it is kept in memory.
fn base() -> (PathBuf, bool) {
    let memory = memory_folders().into_iter().find(|dir| writable(dir));
    match memory {
        Some(dir) => (dir, true),
        None => (env::temp_dir(), false),
    }
}

fn bases() -> Vec<PathBuf> {
    let mut all = memory_folders();
    all.push(env::temp_dir());
    all
}

fn memory_folders() -> Vec<PathBuf> {
    let runtime = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let shm = cfg!(target_os = "linux").then(|| PathBuf::from("/dev/shm"));
    shm.into_iter().chain(runtime).collect()
}

#[cfg(unix)]
fn writable(dir: &Path) -> bool {
    use rustix::fs::{Access, access};
    dir.is_dir() && access(dir, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn writable(dir: &Path) -> bool {
    dir.is_dir()
}

/// Only names this file makes: a person may call a folder of their own `guvoh-export`.
fn is_our_name(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|rest| {
        rest.len() == DIGITS && rest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// A folder of ours whose lock nobody holds. The memory folder is open to every
/// user, so what is not a plain folder of this user is left alone.
fn abandoned(dir: &Path) -> bool {
    let mine = fs::symlink_metadata(dir).is_ok_and(|meta| meta.is_dir() && owned_by_us(&meta));
    mine && match File::open(dir.join(ALIVE)) {
        Ok(alive) => alive.try_lock().is_ok(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

#[cfg(unix)]
fn owned_by_us(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    meta.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn owned_by_us(_meta: &fs::Metadata) -> bool {
    true
}

#[cfg(unix)]
fn leave_session() {
    // Fails only for a group leader, which a fresh child is not.
    let _ = rustix::process::setsid();
}

#[cfg(not(unix))]
fn leave_session() {}

/// Ends a program if it is still the one that was started over this folder: a
/// process id may have been given to another in the meantime.
#[cfg(target_os = "linux")]
fn end_program(pid: i32, dir: &Path) {
    use rustix::process::{Pid, Signal, kill_process};
    use std::os::unix::ffi::OsStrExt;
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let dir = dir.as_os_str().as_bytes();
    let same = line.windows(dir.len()).any(|part| part == dir);
    if let Some(pid) = Pid::from_raw(pid).filter(|_| same) {
        let _ = kill_process(pid, Signal::TERM);
    }
}

#[cfg(not(target_os = "linux"))]
fn end_program(_pid: i32, _dir: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with_lock(base: &Path, name: &str) -> (PathBuf, File) {
        let dir = base.join(name);
        private_folder(&dir).expect("a folder");
        let alive = File::create(dir.join(ALIVE)).expect("a file");
        (dir, alive)
    }

    #[test]
    fn a_folder_in_use_is_not_abandoned() {
        let base = tempfile::tempdir().expect("a folder");
        let (dir, alive) = folder_with_lock(base.path(), "guvoh-1");
        alive.lock_shared().expect("a lock");
        assert!(!abandoned(&dir));
        drop(alive);
        assert!(abandoned(&dir));
    }

    #[test]
    fn a_folder_of_the_persons_own_is_never_swept() {
        assert!(is_our_name("guvoh-00c0ffee00c0ffee"));
        for name in ["guvoh-export", "guvoh-", "guvoh-00c0ffee00c0ffee0", "guvoh-00c0ffee00c0ffeE"]
        {
            assert!(!is_our_name(name), "{name}");
        }
    }

    #[test]
    fn a_folder_without_a_lock_file_is_abandoned() {
        let base = tempfile::tempdir().expect("a folder");
        assert!(abandoned(base.path()));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_left_alone() {
        let base = tempfile::tempdir().expect("a folder");
        let (dir, _) = folder_with_lock(base.path(), "guvoh-2");
        let link = base.path().join("guvoh-3");
        std::os::unix::fs::symlink(dir, &link).expect("a link");
        assert!(!abandoned(&link));
    }
}
