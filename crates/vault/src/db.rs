//! Opening the encrypted database with the settings that everything else relies on.
//!
//! - 16 KiB pages: measured faster and smaller than 4 KiB for records of this size.
//! - `synchronous`: a commit is acknowledged only when it is on the disk. With a rollback journal that also takes the
//!   flush of the folder after the journal is gone (`EXTRA`), or a power cut could bring the journal back.
//! - `temp_store = MEMORY`: sorting and VACUUM leave nothing beside the database.
//! - `secure_delete`: what is deleted is overwritten inside the file.
//! - `cipher_memory_security` off: it locks and wipes every allocation, costs a factor of five in searches, and does not
//!   keep our own copies out of swap. Keys are wiped by `seal`; the threat model names swap.
//!
//! Deliberately absent: what the database holds.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, ffi};
use seal::DatabaseKey;

use crate::disk::Disk;
use crate::error::Error;
use crate::limits;

/// The format of the database, in its `user_version`.
pub(crate) const FORMAT: i64 = 1;

const STATEMENTS_KEPT: usize = 64;

/// How a database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// A new one, for writing.
    Create { removable: bool },
    /// The one that stands there, for writing.
    Write { removable: bool },
    /// The one that stands there, also while another program writes.
    Read,
}

/// Opens a database; a wrong key and a damaged first page both come back as damage.
pub(crate) fn open(
    disk: &dyn Disk,
    path: &Path,
    key: &DatabaseKey,
    how: How,
) -> Result<Connection, Error> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if matches!(how, How::Create { .. }) {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    match unlock(connect(disk, path, flags)?, key, how) {
        Err(Error::ReadOnlyDisk) if how == How::Read && has_no_log(path) => {
            open_unwritable(disk, path, key)
        }
        opened => opened,
    }
}

fn connect(
    disk: &dyn Disk,
    path: impl AsRef<Path>,
    flags: OpenFlags,
) -> Result<Connection, rusqlite::Error> {
    match disk.vfs() {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs),
        None => Connection::open_with_flags(path, flags),
    }
}

/// Opens a database on a disk that takes no file beside it: nobody can be writing to it.
fn open_unwritable(disk: &dyn Disk, path: &Path, key: &DatabaseKey) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let path = path.to_str().ok_or(Error::Unusable)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
    let mut address = String::from("file:");
    for c in path.chars() {
        if plain(c) {
            address.push(c);
        } else {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            address.extend(bytes.map(|byte| format!("%{byte:02X}")));
        }
    }
    address.push_str("?immutable=1");
    unlock(connect(disk, address, flags)?, key, How::Read)
}

/// Whether no write-ahead log is left that the database would need.
fn has_no_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).map_or(true, |about| about.len() == 0)
}

fn unlock(db: Connection, key: &DatabaseKey, how: How) -> Result<Connection, Error> {
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    db.pragma_update(None, "key", key.to_raw().as_str())?;
    db.execute_batch(SETTINGS)?;
    db.busy_timeout(Duration::from_millis(limits::BUSY_MS))?;
    db.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    if let How::Create { removable } | How::Write { removable } = how {
        settle_journal(&db, removable)?;
    }
    // Only now is a page read, so that a key that does not fit is found here.
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    // Lives in memory, with this connection; the words it tells of are those of the index.
    db.execute_batch(
        "CREATE VIRTUAL TABLE temp.stem USING fts5vocab('main', 'words', 'instance')",
    )?;
    if how == How::Read {
        db.pragma_update(None, "query_only", true)?;
    }
    Ok(db)
}

const SETTINGS: &str = "
    PRAGMA cipher_page_size = 16384;
    PRAGMA cipher_memory_security = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cache_size = -65536;
";

/// Write-ahead log on a disk that stays; one single file, held alone, on one that may be pulled out.
fn settle_journal(db: &Connection, removable: bool) -> Result<(), Error> {
    let (lock, mode, sync) =
        if removable { ("EXCLUSIVE", "DELETE", "EXTRA") } else { ("NORMAL", "WAL", "FULL") };
    db.pragma_update(None, "locking_mode", lock)?;
    db.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(()))?;
    db.pragma_update(None, "synchronous", sync)?;
    Ok(())
}

/// The format the file says it has; 0 for one that was never finished.
pub(crate) fn format(db: &Connection) -> Result<i64, Error> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// The pages of the file that do not fit their own authentication, as the database names them; also those that no table uses.
///
/// A page that stands anew in the write-ahead log may be torn in the file without harm, so a log is carried over first. Where
/// that cannot be (another program writes, or this one only reads), nothing is said about pages.
pub(crate) fn broken_pages(db: &Connection, path: &Path) -> Result<Vec<String>, Error> {
    if !has_no_log(path) && (checkpoint(db).is_err() || !has_no_log(path)) {
        return Ok(Vec::new());
    }
    let mut query = db.prepare("PRAGMA cipher_integrity_check")?;
    let pages = query.query_map([], |row| row.get(0))?;
    Ok(pages.collect::<Result<_, _>>()?)
}

/// Whether tables and indexes say the same.
pub(crate) fn is_consistent(db: &Connection) -> Result<bool, Error> {
    let first: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(first == "ok")
}

/// Carries the write-ahead log into the database and empties it.
pub(crate) fn checkpoint(db: &Connection) -> Result<(), Error> {
    let busy: i64 = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(Error::Busy) }
}

/// Writes a whole copy under another key, or the same, into a file that does not exist yet.
pub(crate) fn copy(db: &Connection, to: &Path, key: &DatabaseKey) -> Result<(), Error> {
    let to = to.to_str().ok_or(Error::Unusable)?;
    // One that failed may have left it.
    let _ = db.execute_batch("DETACH other");
    db.execute("ATTACH ?1 AS other KEY ?2", [to, key.to_raw().as_str()])?;
    let copied = fill_other(db);
    let detached = db.execute_batch("DETACH other");
    copied?;
    Ok(detached?)
}

fn fill_other(db: &Connection) -> Result<(), Error> {
    db.execute_batch("PRAGMA other.cipher_page_size = 16384; PRAGMA other.synchronous = FULL;")?;
    db.query_row("SELECT sqlcipher_export('other')", [], |_| Ok(())).map_err(export_refusal)?;
    db.execute_batch(&format!("PRAGMA other.user_version = {FORMAT}"))?;
    Ok(())
}

/// `sqlcipher_export` says why it failed in SQLite's words and with no code of its own.
fn export_refusal(error: rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(failure, Some(told)) = &error else { return error.into() };
    let known = EXPORT_REFUSALS.iter().find(|(words, _)| told.contains(words));
    let code = known.map_or(failure.extended_code, |(_, code)| *code);
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
}

const EXPORT_REFUSALS: [(&str, i32); 6] = [
    ("database or disk is full", ffi::SQLITE_FULL),
    ("disk I/O error", ffi::SQLITE_IOERR),
    ("unable to open database file", ffi::SQLITE_CANTOPEN),
    ("attempt to write a readonly database", ffi::SQLITE_READONLY),
    ("database is locked", ffi::SQLITE_BUSY),
    ("malformed", ffi::SQLITE_CORRUPT),
];

#[cfg(test)]
mod tests {
    use seal::{VaultId, VaultRoot};

    use super::*;
    use crate::disk::RealDisk;
    use crate::error::Part;

    fn key(root: u8) -> DatabaseKey {
        VaultRoot::from_bytes([root; 32]).database_key(&VaultId::from_bytes([7; 16]))
    }

    fn filled(path: &Path) -> Connection {
        let db = open(&RealDisk, path, &key(1), How::Create { removable: false }).unwrap();
        db.execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES ('kept');").unwrap();
        db
    }

    #[test]
    fn another_key_reads_as_damage() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.db");
        drop(filled(&path));
        let refused = open(&RealDisk, &path, &key(2), How::Read).unwrap_err();
        assert!(matches!(refused, Error::Damaged(Part::Database)), "{refused:?}");
        assert!(open(&RealDisk, &path, &key(1), How::Read).is_ok());
    }

    #[test]
    fn a_disk_that_may_be_pulled_out_holds_one_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.db");
        let db = open(&RealDisk, &path, &key(1), How::Create { removable: true }).unwrap();
        db.execute_batch("CREATE TABLE t (a)").unwrap();
        assert_eq!(
            db.pragma_query_value(None, "synchronous", |row| row.get::<_, i64>(0)).unwrap(),
            3
        );
        drop(db);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_reader_cannot_write() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.db");
        let writer = filled(&path);
        let reader = open(&RealDisk, &path, &key(1), How::Read).unwrap();
        assert!(reader.execute("INSERT INTO t VALUES (1)", []).is_err());
        writer.execute("INSERT INTO t VALUES ('meanwhile')", []).unwrap();
        let seen: i64 = reader.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(seen, 2);
    }

    #[test]
    fn a_disk_that_takes_no_file_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("дело №1 %20?#.db");
        drop(filled(&path));
        assert!(has_no_log(&path));
        let db = open_unwritable(&RealDisk, &path, &key(1)).unwrap();
        let kept: String = db.query_row("SELECT a FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "kept");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(db.execute("INSERT INTO t VALUES (1)", []).is_err());
        assert!(open_unwritable(&RealDisk, &path, &key(2)).is_err());
    }

    #[test]
    fn an_export_that_meets_a_full_disk_says_so() {
        let refused = |words: &str| {
            let failure = ffi::Error::new(ffi::SQLITE_ERROR);
            export_refusal(rusqlite::Error::SqliteFailure(failure, Some(words.to_owned())))
        };
        assert!(matches!(refused("database or disk is full"), Error::DiskFull));
        assert!(matches!(refused("disk I/O error"), Error::Disk(_)));
        assert!(matches!(refused("no such table: t"), Error::Database(ffi::SQLITE_ERROR)));
    }

    #[test]
    fn a_copy_opens_under_its_own_key_only() {
        let dir = tempfile::tempdir().unwrap();
        let db = filled(&dir.path().join("vault.db"));
        let copied = dir.path().join("other.db");
        copy(&db, &copied, &key(2)).unwrap();
        assert!(open(&RealDisk, &copied, &key(1), How::Read).is_err());
        let other = open(&RealDisk, &copied, &key(2), How::Read).unwrap();
        let kept: String = other.query_row("SELECT a FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!((kept.as_str(), format(&other).unwrap()), ("kept", FORMAT));
    }
}
