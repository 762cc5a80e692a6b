//! Plain SQLite with the same rows, the same words and the same promise to keep them.
//!
//! No keys, no signatures, no history: what the vault's promises cost is the difference.

use std::{cell::RefCell, collections::HashMap, path::Path, sync::Arc};

use casework::Record;
use rusqlite::{Connection, OptionalExtension, params};
use rust_stemmers::{Algorithm, Stemmer};

/// The page size at which plain SQLite wrote these rows quickest.
const PAGE: u32 = 4096;

/// A plain database.
pub struct Plain {
    db: Connection,
    stems: Stems,
}

impl Plain {
    /// An empty one in this folder.
    pub fn create(dir: &Path) -> Self {
        let db = Connection::open(dir.join("plain.db")).expect("a database");
        db.execute_batch(&format!(
            "PRAGMA page_size = {PAGE};
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -65536;
             CREATE TABLE record (
               id INTEGER PRIMARY KEY, handle TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
               day TEXT, content TEXT NOT NULL) STRICT;
             CREATE INDEX record_kind ON record (kind, id);
             CREATE VIRTUAL TABLE words USING fts5(
               stems, content='', contentless_delete=1, detail=none, tokenize='ascii');"
        ))
        .expect("a schema");
        Self { db, stems: Stems::new() }
    }

    /// One durable batch.
    pub fn put(&mut self, records: &[Record]) {
        let transaction = self.db.transaction().expect("a transaction");
        for record in records {
            let text = record.text("text").unwrap_or_default();
            let content = serde_json::to_string(&record.fields).expect("fields are JSON");
            let mut insert = transaction
                .prepare_cached(
                    "INSERT INTO record (handle, kind, day, content) VALUES (?1, ?2, ?3, ?4)",
                )
                .expect("a statement");
            let row = params![record.id, record.kind.as_str(), record.text("on"), content];
            insert.execute(row).expect("a row");
            let stems = self.stems.of_text(text);
            let mut index = transaction
                .prepare_cached("INSERT INTO words (rowid, stems) VALUES (?1, ?2)")
                .expect("a statement");
            index.execute(params![transaction.last_insert_rowid(), stems]).expect("a row");
        }
        transaction.commit().expect("a commit");
    }

    /// The newest records with all these words, with their text.
    pub fn search(&self, words: &str, limit: u32) -> usize {
        let mut query = self
            .db
            .prepare_cached(
                "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
            )
            .expect("a statement");
        let rows = query
            .query_map(params![self.matching(words), limit], |row| row.get::<_, i64>(0))
            .expect("rows");
        let mut found = 0;
        for row in rows {
            let mut record = self
                .db
                .prepare_cached("SELECT handle, content FROM record WHERE id = ?1")
                .expect("a statement");
            let read =
                |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
            let got = record.query_row([row.expect("a row")], read).optional().expect("a row");
            found += usize::from(got.is_some());
        }
        found
    }

    fn matching(&self, words: &str) -> String {
        let one = |word: &str| match word.strip_suffix('*') {
            Some(start) => format!("\"{}\"*", self.stems.of(start)),
            None => format!("\"{}\"", self.stems.of(word)),
        };
        words.split(' ').map(one).collect::<Vec<_>>().join(" ")
    }
}

/// Stems, each word's remembered: few words make most of a text.
struct Stems {
    stemmer: Stemmer,
    known: RefCell<HashMap<String, Arc<str>>>,
}

impl Stems {
    fn new() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::Russian), known: RefCell::default() }
    }

    fn of(&self, word: &str) -> Arc<str> {
        let mut known = self.known.borrow_mut();
        if let Some(stem) = known.get(word) {
            return Arc::clone(stem);
        }
        let stem: Arc<str> = self.stemmer.stem(&word.to_lowercase()).into();
        known.insert(word.to_owned(), Arc::clone(&stem));
        stem
    }

    /// The stems of a text, each once.
    fn of_text(&self, text: &str) -> String {
        let words = text.split(|c| !is_letter(c)).filter(|word| !word.is_empty());
        let mut stems: Vec<Arc<str>> = words.map(|word| self.of(word)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems.join(" ")
    }
}

/// The letters of these texts are told without a table.
fn is_letter(c: char) -> bool {
    matches!(c, 'а'..='я' | '0'..='9') || c != ' ' && c.is_alphanumeric()
}
