//! Putting one database in the place of another, and finding out after a crash which of the two counts.
//!
//! Deliberately absent: what is in them.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use seal::{VaultId, VaultRoot};

use crate::db::{self, How};
use crate::disk::Disk;
use crate::error::{Error, OpenError, Part};
use crate::heads;
use crate::open::write_how;
use crate::place::Place;
use crate::vault::Mode;

/// Makes the prepared database the one that counts. What SQLite keeps beside either is gone before: it was closed or looked
/// at, and a journal of the one must never be taken for one of the other.
pub(crate) fn adopt_next(disk: &dyn Disk, place: &Place) -> Result<(), Error> {
    remove_beside(disk, &place.next_database())?;
    remove_beside(disk, &place.database())?;
    Ok(disk.rename(&place.next_database(), &place.database())?)
}

/// Removes a database and what SQLite keeps beside it. The database goes last: by it one sees that there is something to
/// remove.
pub(crate) fn remove_database(disk: &dyn Disk, path: &Path) -> Result<(), Error> {
    remove_beside(disk, path)?;
    Ok(disk.remove(path)?)
}

fn remove_beside(disk: &dyn Disk, path: &Path) -> Result<(), Error> {
    for suffix in ["-journal", "-wal", "-shm"] {
        disk.remove(&with_suffix(path, suffix))?;
    }
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Opens the database the root fits. A rekey or a creation cut short after its slots were written is finished here, which
/// the flag tells; one cut short before is cleared away.
pub(crate) fn open_database(
    disk: &dyn Disk,
    place: &Place,
    root: &VaultRoot,
    id: &VaultId,
    mode: Mode,
) -> Result<(Connection, bool), OpenError> {
    let key = root.database_key(id);
    let how = if mode == Mode::Write { write_how(place) } else { How::Read };
    let (current, next) = (place.database(), place.next_database());
    let fits = |path: &Path| disk.exists(path) && db::open(disk, path, &key, How::Read).is_ok();
    let mut adopted = false;
    if disk.exists(&next) {
        match (fits(&current), mode) {
            (true, Mode::Write) => remove_database(disk, &next)?,
            (true, Mode::Read) => {}
            (false, Mode::Write) if fits(&next) => {
                adopt_next(disk, place)?;
                heads::remove(disk, place)?;
                adopted = true;
            }
            (false, Mode::Read) if fits(&next) => {
                return Ok((checked(db::open(disk, &next, &key, how)?)?, false));
            }
            (false, _) => {}
        }
    }
    if !disk.exists(&current) {
        return Err(Error::Damaged(Part::Database).into());
    }
    Ok((checked(db::open(disk, &current, &key, how)?)?, adopted))
}

fn checked(db: Connection) -> Result<Connection, OpenError> {
    match db::format(&db)? {
        db::FORMAT => Ok(db),
        newer if newer > db::FORMAT => Err(OpenError::NewerFormat),
        _ => Err(Error::Damaged(Part::Database).into()),
    }
}
