//! Rows of the ledger changed by SQL in the keyed database: by a program gone wrong, or by somebody who has the root and
//! does not sign anew.
//!
//! It has to be named, and reading must refuse or give what was saved. Deliberately absent: the tables made from the
//! ledger; the vault's own tests change those.

use rusqlite::Connection;
use vault::{Mode, Notice, Opened, Unlock, Vault};

use super::specimen::{Specimen, shown};
use super::{Figures, Outcome};
use crate::crash::{at, randomness};
use crate::keys;

/// A change of rows.
#[derive(Clone, Debug)]
pub struct Tampering {
    /// In words.
    pub what: String,
    sql: String,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// Whether opening or `verify` said so.
    pub named: bool,
    /// Whether nothing was read otherwise than it was saved, unless it was said that changes are missing. A refusal reads
    /// nothing.
    pub right: bool,
}

/// What one value of each column becomes.
const CELLS: [(&str, &str); 12] = [
    ("pos", "pos + 1000"),
    ("stream", "stream + 90"),
    ("seq", "seq + 1000"),
    ("record", "-1"),
    ("record", "0"),
    ("record", "(SELECT max(record) FROM op o WHERE o.record <> op.record)"),
    ("header", "zeroblob(length(header))"),
    ("header", "(SELECT header FROM op o WHERE o.pos <> op.pos ORDER BY pos DESC LIMIT 1)"),
    ("signature", "zeroblob(length(signature))"),
    ("signature", "(SELECT signature FROM op o WHERE o.pos <> op.pos ORDER BY pos LIMIT 1)"),
    ("body", "NULL"),
    ("body", "(SELECT body FROM op o WHERE o.pos <> op.pos ORDER BY pos LIMIT 1)"),
];

/// What may be exchanged between two rows.
const PARTS: [&str; 6] =
    ["record", "header", "signature", "body", "seq", "header, signature, body"];

/// Every way in which these entries of the ledger are changed.
pub fn tamperings(entries: &[i64]) -> Vec<Tampering> {
    let mut all = Vec::new();
    for pos in entries {
        for (column, value) in CELLS {
            let sql = format!("UPDATE op SET {column} = {value} WHERE pos = {pos}");
            all.push(Tampering { what: format!("{column} of entry {pos} = {value}"), sql });
        }
        let sql = format!("DELETE FROM op WHERE pos = {pos}");
        all.push(Tampering { what: format!("entry {pos} deleted"), sql });
        all.push(Tampering { what: format!("entry {pos} twice"), sql: twice(*pos) });
        let sql = format!("DELETE FROM op WHERE pos >= {pos}");
        all.push(Tampering { what: format!("entries from {pos} on deleted"), sql });
    }
    for two in entries.windows(2) {
        all.extend(PARTS.map(|part| Tampering {
            what: format!("{part} of entries {two:?} exchanged"),
            sql: exchange(part, two[0], two[1]),
        }));
    }
    all
}

fn twice(pos: i64) -> String {
    format!(
        "INSERT INTO op (stream, seq, record, header, signature, body)
         SELECT stream, 1 + (SELECT max(seq) FROM op o WHERE o.stream = op.stream), record, header, signature, body
         FROM op WHERE pos = {pos}"
    )
}

fn exchange(part: &str, one: i64, other: i64) -> String {
    // Two rows of one stream never have one number, so one of them steps aside.
    let aside = if part == "seq" {
        format!("UPDATE op SET seq = -1 WHERE pos = {other};")
    } else {
        String::new()
    };
    format!(
        "CREATE TEMP TABLE kept AS SELECT pos, {part} FROM op WHERE pos IN ({one}, {other});
         {aside}
         UPDATE op SET ({part}) = (SELECT {part} FROM kept WHERE kept.pos = {other}) WHERE pos = {one};
         UPDATE op SET ({part}) = (SELECT {part} FROM kept WHERE kept.pos = {one}) WHERE pos = {other};"
    )
}

impl Specimen {
    /// The places of all entries of the ledger.
    ///
    /// # Panics
    /// Where the database refuses.
    pub fn entries(&self) -> Vec<i64> {
        self.lay();
        let db = self.keyed();
        let mut query = db.prepare("SELECT pos FROM op ORDER BY pos").expect("a query");
        let rows = query.query_map([], |row| row.get(0)).expect("rows");
        rows.collect::<Result<_, _>>().expect("places")
    }

    fn keyed(&self) -> Connection {
        keys::database(self.place().dir(), &self.base.key)
    }

    /// Changes rows and looks what is read then, and whether anybody says so; `None` where it changes nothing.
    ///
    /// # Panics
    /// Where the database refuses the change.
    pub fn tamper(&self, tampering: &Tampering, mode: Mode) -> Option<Served> {
        self.lay();
        let db = self.keyed();
        let before = ledger(&db);
        let changed = db.execute_batch(&tampering.sql);
        changed.unwrap_or_else(|error| panic!("{}: {error}", tampering.what));
        if ledger(&db) == before {
            return None;
        }
        drop(db);
        let unlock = Unlock::Root(self.base.key.clone());
        let opened = Vault::open(&self.place(), &unlock, mode, randomness(3), at(50));
        let served = opened.map_or(Served { named: true, right: true }, |one| self.served(&one));
        self.lay();
        Some(served)
    }

    fn served(&self, opened: &Opened) -> Served {
        let missing =
            |notice: &Notice| matches!(notice, Notice::ChangesMissing(_) | Notice::OtherThanHead);
        let told = opened.notices.iter().any(missing);
        let verified = opened.vault.verify();
        let named = told || verified.map_or(true, |found| !found.faults.is_empty());
        let right = |saved: &String| is_right(&opened.vault, saved);
        Served { named, right: told || self.told.records.iter().all(right) }
    }

    /// Turns bits in header, signature and body of each entry, so many bytes apart.
    ///
    /// # Panics
    /// Where the database refuses.
    pub fn flip_entries(&self, every: usize, masks: impl Fn(usize) -> Vec<u8>) -> Figures {
        let mut figures = Figures::default();
        for pos in self.entries() {
            for column in ["header", "signature", "body"] {
                let bytes = self.cell(pos, column);
                for at in (0..bytes.len()).step_by(every) {
                    for mask in masks(at) {
                        let mut changed = bytes.clone();
                        changed[at] ^= mask;
                        let what = format!("{column} of entry {pos}, byte {at} mask {mask:#04x}");
                        let outcome = self.with_cell(&what, pos, column, &changed);
                        figures.count(what, outcome);
                    }
                }
            }
        }
        figures
    }

    fn cell(&self, pos: i64, column: &str) -> Vec<u8> {
        let sql = format!("SELECT {column} FROM op WHERE pos = {pos}");
        self.keyed().query_row(&sql, [], |row| row.get(0)).expect("a value")
    }

    fn with_cell(&self, what: &str, pos: i64, column: &str, bytes: &[u8]) -> Outcome {
        let hex = data_encoding::HEXLOWER.encode(bytes);
        let sql = format!("UPDATE op SET {column} = x'{hex}' WHERE pos = {pos}");
        match self.tamper(&Tampering { what: what.to_owned(), sql }, Mode::Read) {
            None => Outcome::Harmless,
            Some(Served { named: true, right: true }) => Outcome::Reported,
            Some(_) => Outcome::Wrong,
        }
    }
}

/// All rows of the ledger, as text.
fn ledger(db: &Connection) -> Vec<String> {
    let sql = "SELECT format('%d %d %d %d %s %s %s', pos, stream, seq, record, hex(header), hex(signature), hex(body))
               FROM op ORDER BY pos";
    let mut query = db.prepare(sql).expect("a query");
    let rows = query.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("text")
}

/// Whether a record is refused or given as it was saved.
fn is_right(vault: &Vault, saved: &str) -> bool {
    let (entity, _) = saved.split_once(' ').expect("its entity stands in front");
    match vault.get(entity) {
        Err(_) => true,
        Ok(stored) => stored.is_some_and(|stored| shown(&stored) == saved),
    }
}
