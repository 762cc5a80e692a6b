//! Every page of a vault's database as who has its key (`keys::raw`) reads it: free pages and the log as well.
//!
//! What a page of the log said before is laid into a copy of the database, at its place, and read from there. The plain
//! bytes stay in memory. Deliberately absent: what a table means; a page says what it says, whoever wrote it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use rusqlite::MAIN_DB;
use tempfile::TempDir;

use crate::keys;

/// Bytes of the log before its first page, and before each.
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;
/// Bytes of a page.
const PAGE: usize = 16_384;
/// What tells one sealed body, or one wrapped key, from every other.
const TELLS: usize = 32;

/// Every page, decrypted: as the database stands, as it stands without its log, and each version in the log.
///
/// # Panics
/// Where the raw key does not open it, or a page does not fit its own authentication.
pub fn pages(vault: &Path, raw: &str) -> Vec<u8> {
    let db = fs::read(vault.join("vault.db")).expect("a database");
    let log = fs::read(vault.join("vault.db-wal")).unwrap_or_default();
    let mut bytes = plain(&db, &log, raw);
    if !log.is_empty() {
        bytes.extend(plain(&db, &[], raw));
        for layer in layers(&log) {
            bytes.extend(plain(&laid(db.clone(), &layer), &[], raw));
        }
    }
    bytes
}

/// The first bytes of each sealed body and each wrapped key of these records: with both, and the house's keys beside
/// them, a record could be read again.
///
/// # Panics
/// Where the raw key does not open the database.
pub fn sealed(vault: &Path, raw: &str) -> Vec<(String, Vec<u8>)> {
    let copy = copied(vault);
    let db = keys::open(copy.path(), raw);
    let sql = "SELECT 'body ' || pos || ' of ' || handle, body FROM op JOIN record r ON r.id = op.record
               UNION ALL SELECT 'key of ' || handle, wrapped FROM record_key k JOIN record r ON r.id = k.record";
    let mut query = db.prepare(sql).expect("a query");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    let tells = |(name, mut bytes): (String, Vec<u8>)| {
        bytes.truncate(TELLS);
        (name, bytes)
    };
    rows.map(|row| tells(row.expect("a row"))).collect()
}

fn copied(vault: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["vault.db", "vault.db-wal"] {
        let there = vault.join(name);
        if there.exists() {
            fs::copy(&there, copy.path().join(name)).expect("a copy");
        }
    }
    copy
}

/// The versions of pages in a log: the first of each page, the second of each, and so on.
fn layers(log: &[u8]) -> Vec<BTreeMap<usize, &[u8]>> {
    let mut layers: Vec<BTreeMap<usize, &[u8]>> = Vec::new();
    for frame in log[LOG_HEAD..].chunks_exact(FRAME_HEAD + PAGE) {
        let number = u32::from_be_bytes(frame[..4].try_into().expect("four bytes")) as usize;
        let page = &frame[FRAME_HEAD..];
        match layers.iter_mut().find(|layer| !layer.contains_key(&number)) {
            Some(layer) => drop(layer.insert(number, page)),
            None => layers.push(BTreeMap::from([(number, page)])),
        }
    }
    layers
}

/// A database with these pages in the place of its own.
fn laid(mut db: Vec<u8>, layer: &BTreeMap<usize, &[u8]>) -> Vec<u8> {
    for (number, page) in layer {
        let end = number * PAGE;
        db.resize(db.len().max(end), 0);
        db[end - PAGE..end].copy_from_slice(page);
    }
    db
}

/// The pages of a database, decrypted.
fn plain(db: &[u8], log: &[u8], raw: &str) -> Vec<u8> {
    let dir = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = dir.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    write("vault.db", db);
    if !log.is_empty() {
        write("vault.db-wal", log);
    }
    let mut db = keys::open(dir.path(), raw);
    db.serialize(MAIN_DB).expect("every page fits its authentication").to_vec()
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    const WORD: &[u8] = b"tells of somebody";

    /// A database that wipes nothing of what is deleted, and keeps its log.
    fn careless(dir: &Path) -> Connection {
        let db = keys::open(dir, RAW);
        db.execute_batch(
            "PRAGMA secure_delete = OFF; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0",
        )
        .expect("settings");
        db.execute_batch("CREATE TABLE IF NOT EXISTS said (words TEXT)").expect("a table");
        db
    }

    const RAW: &str = "x'2dd29ca851e7b56e4697b0e1f08507293d761a05ce4d1b628663f411a8086d99'";

    fn holds(dir: &Path) -> bool {
        let db = fs::read(dir.join("vault.db")).expect("a database");
        let log = fs::read(dir.join("vault.db-wal")).unwrap_or_default();
        let mut bytes = plain(&db, &log, RAW);
        for layer in layers(if log.is_empty() { &[0; LOG_HEAD] } else { &log }) {
            bytes.extend(plain(&laid(db.clone(), &layer), &[], RAW));
        }
        bytes.windows(WORD.len()).any(|part| part == WORD)
    }

    fn say(db: &Connection) {
        let text = String::from_utf8(WORD.repeat(5000)).expect("text");
        db.execute("INSERT INTO said VALUES (?1)", [text]).expect("said");
    }

    #[test]
    fn a_free_page_is_read() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("vault.db"), b"").expect("a file");
        let db = careless(dir.path());
        assert!(!holds(dir.path()));
        say(&db);
        db.execute_batch("DELETE FROM said; PRAGMA wal_checkpoint(TRUNCATE)").expect("deleted");
        assert!(holds(dir.path()), "the words stand in a free page");
        db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").expect("written anew");
        assert!(!holds(dir.path()));
    }

    #[test]
    fn what_a_log_said_before_is_read() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("vault.db"), b"").expect("a file");
        let db = careless(dir.path());
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("an empty log");
        db.execute_batch("PRAGMA secure_delete = ON").expect("a setting");
        say(&db);
        db.execute_batch("DELETE FROM said").expect("deleted");
        let log = fs::read(dir.path().join("vault.db-wal")).expect("a log");
        let now = plain(&fs::read(dir.path().join("vault.db")).expect("a database"), &log, RAW);
        assert!(!now.windows(WORD.len()).any(|part| part == WORD), "as it stands it says nothing");
        assert!(holds(dir.path()), "the log still says it");
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("an empty log");
        assert!(!holds(dir.path()));
    }
}
