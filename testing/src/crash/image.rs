//! What lies on a disk: folders, and files with their bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A disk, or what became of it. Paths are relative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Every folder but the topmost one.
    pub folders: BTreeSet<PathBuf>,
    /// Every file.
    pub files: BTreeMap<PathBuf, Arc<Vec<u8>>>,
}

impl Image {
    /// What lies in a folder.
    ///
    /// # Errors
    /// What the disk gives.
    pub fn of(root: &Path) -> io::Result<Image> {
        let mut image = Image::default();
        walk(root, &mut |path, is_folder| {
            let inside = path.strip_prefix(root).expect("it was found there").to_owned();
            if is_folder {
                image.folders.insert(inside);
            } else if !is_fleeting(path) {
                image.files.insert(inside, Arc::new(fs::read(path)?));
            }
            Ok(())
        })?;
        Ok(image)
    }

    /// Makes a folder hold this and nothing else. Folders that stand in both stay the folders they are, and every one
    /// that holds slots or a database gets the lock that a program leaves there.
    ///
    /// # Errors
    /// What the disk gives.
    pub fn lay(&self, root: &Path) -> io::Result<()> {
        let mut found = Vec::new();
        walk(root, &mut |path, is_folder| {
            found.push((path.to_owned(), is_folder));
            Ok(())
        })?;
        // Deepest first.
        for (path, is_folder) in found.into_iter().rev() {
            let inside = path.strip_prefix(root).expect("it was found there");
            if !is_folder {
                fs::remove_file(&path)?;
            } else if !self.folders.contains(inside) {
                fs::remove_dir(&path)?;
            }
        }
        for folder in &self.folders {
            fs::create_dir_all(root.join(folder))?;
        }
        for (path, bytes) in &self.files {
            fs::write(root.join(path), bytes.as_slice())?;
        }
        self.folders
            .iter()
            .filter(|folder| folder.components().count() == 1)
            .try_for_each(|folder| fs::write(root.join(folder).join("lock"), b""))
    }

    /// The names of the files below a folder.
    pub fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = &'a Path> {
        self.files.keys().map(PathBuf::as_path).filter(move |path| path.starts_with(folder))
    }
}

/// What no image holds: see [`super::recorder::Recorder::inside`].
fn is_fleeting(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with("-shm") || name == "lock"
}

/// Visits folders before what is in them.
fn walk(dir: &Path, visit: &mut dyn FnMut(&Path, bool) -> io::Result<()>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let is_folder = entry.file_type()?.is_dir();
        visit(&entry.path(), is_folder)?;
        if is_folder {
            walk(&entry.path(), visit)?;
        }
    }
    Ok(())
}
