//! Folders as a test needs them: copied, listed, damaged.

use std::{fs, io, path::Path};

/// Copies a folder with everything in it.
///
/// # Errors
/// What the disk gives.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Turns every bit of one byte of a file.
///
/// # Errors
/// What the disk gives, or that the file is shorter.
pub fn flip(file: &Path, at: usize) -> io::Result<()> {
    let mut bytes = fs::read(file)?;
    let byte = bytes.get_mut(at).ok_or(io::ErrorKind::UnexpectedEof)?;
    *byte = !*byte;
    fs::write(file, bytes)
}
