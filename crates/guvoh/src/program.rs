//! This program's own file, and what one image of it hands to the next.
//!
//! Taking over a descriptor that the image before left open has no safe form; the program
//! has no other unsafe calls but its allocator (`wiping`) and the one that locks a page (`harden`).

use std::{fs::File, io, path::PathBuf};

/// The file this process runs from, also after an update replaced it.
pub fn path() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    std::env::current_exe()
}

/// A pipe's end as a file, so that it can be kept and handed on.
#[cfg(unix)]
pub fn file_of(end: io::PipeWriter) -> File {
    File::from(std::os::fd::OwnedFd::from(end))
}

/// A pipe's end as a file, so that it can be kept and handed on.
#[cfg(windows)]
pub fn file_of(end: io::PipeWriter) -> File {
    File::from(std::os::windows::io::OwnedHandle::from(end))
}

/// Descriptors that outlive an image.
#[cfg(unix)]
pub mod descriptors {
    use std::{
        io,
        os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd},
    };

    use rustix::io::{FdFlags, fcntl_getfd, fcntl_setfd};

    /// Standard input, output and error belong to the process, not to a note.
    const FIRST_OWN: RawFd = 3;

    /// Leaves a descriptor open for the next image; its number there is the same.
    pub fn keep(file: &impl AsFd) -> io::Result<RawFd> {
        let file = file.as_fd();
        fcntl_setfd(file, FdFlags::empty())?;
        Ok(file.as_raw_fd())
    }

    /// Takes over a descriptor that the image before kept; it closes at the next one.
    #[expect(unsafe_code, reason = "a descriptor by number has no safe form")]
    pub fn take(number: RawFd) -> io::Result<OwnedFd> {
        if number < FIRST_OWN {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        // SAFETY: borrowed for one call that fails cleanly where nothing is open.
        let borrowed = unsafe { BorrowedFd::borrow_raw(number) };
        // Only the image before leaves descriptors open across an exec; one that would
        // close at the next exec was opened by this image and has an owner already.
        if fcntl_getfd(borrowed)?.contains(FdFlags::CLOEXEC) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        fcntl_setfd(borrowed, FdFlags::CLOEXEC)?;
        // SAFETY: open (just checked), not opened by this image (no CLOEXEC), and not
        // taken twice: from here on it carries CLOEXEC, which the check above refuses.
        Ok(unsafe { OwnedFd::from_raw_fd(number) })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::descriptors::{keep, take};
    use std::io::Read;

    #[test]
    fn what_was_kept_is_taken_once() {
        let mut file = tempfile::tempfile().expect("a file");
        std::io::Write::write_all(&mut file, b"kept").expect("a write");
        std::io::Seek::rewind(&mut file).expect("a seek");
        let number = keep(&file).expect("an open file");
        std::mem::forget(file);
        let mut again = std::fs::File::from(take(number).expect("kept"));
        let mut text = String::new();
        again.read_to_string(&mut text).expect("a read");
        assert_eq!(text, "kept");
        assert!(take(number).is_err(), "an owned descriptor is not taken again");
    }

    #[test]
    fn standard_streams_and_closed_numbers_are_refused() {
        for number in [-1, 0, 1, 2, 4000] {
            assert!(take(number).is_err());
        }
    }
}
