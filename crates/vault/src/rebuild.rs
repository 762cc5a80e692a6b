//! Making the tables again from the ledger, and the hash that shows they came out the same.
//!
//! Deliberately absent: mending a ledger that does not open; that is damage, and is said.

use std::collections::BTreeSet;
use std::iter::Peekable;

use jiff::Timestamp;
use ledger::{Digest, EntityId, Tally, state_digest};
use rusqlite::Row;

use crate::error::Error;
use crate::merged::Merged;
use crate::read::parse_kind;
use crate::rows::{RowState, erased_digest};
use crate::vault::Vault;

/// The state hash before and after a rebuild.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Before.
    pub before: Digest,
    /// After.
    pub after: Digest,
}

impl Vault {
    /// Makes tables and index again from the ledger, in one transaction.
    pub fn rebuild(&mut self, now: Timestamp) -> Result<Rebuilt, Error> {
        self.rebuild_at(now)
    }

    pub(crate) fn rebuild_at(&mut self, now: Timestamp) -> Result<Rebuilt, Error> {
        let before = self.state_hash().unwrap_or(Digest::from_bytes([0; 32]));
        self.write(now, |vault| {
            vault.db.flush_prepared_statement_cache();
            for table in TABLES {
                vault.db.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
            }
            vault.db.execute_batch(include_str!("tables.sql"))?;
            vault.writer.tally = Tally::default();
            vault.fill_records()?;
            vault.fill_erased()
        })?;
        Ok(Rebuilt { before, after: self.state_hash()? })
    }

    fn fill_records(&mut self) -> Result<(), Error> {
        let numbers: Vec<i64> = {
            let mut query = self
                .db
                .prepare("SELECT record FROM record_key WHERE record > 0 ORDER BY record")?;
            query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        for number in numbers {
            let (state, _) = self.entity_state(number, i64::MAX)?;
            let merged = Merged::of(&state)?;
            self.write_row(number, &state, &merged, None)?;
        }
        Ok(())
    }

    fn fill_erased(&mut self) -> Result<(), Error> {
        for mark in self.tombstones()? {
            self.write_erased(mark.entity, &mark.handle, &mark.was, &mark.day)?;
        }
        Ok(())
    }

    /// A hash over every logical row as it stands in the tables, in the order of entities.
    pub fn state_hash(&self) -> Result<Digest, Error> {
        let mut rows = Vec::new();
        self.each_row(&mut |_, row| {
            rows.push((row.entity, row.digest()));
            Ok(())
        })?;
        rows.extend(self.erased_rows()?);
        let present = self.present_digest()?;
        Ok(Digest::of_parts(&[
            b"guvoh tables v1\0",
            state_digest(rows).as_bytes(),
            present.as_bytes(),
        ]))
    }

    /// Visits every row with its local number, read from the tables alone.
    pub(crate) fn each_row(
        &self,
        visit: &mut dyn FnMut(i64, RowState) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut query = self.db.prepare(
            "SELECT id, entity, kind, handle, region, situation, state, first_day, last_day, birth_year, case_entity,
             content FROM record ORDER BY id",
        )?;
        // Three tables in the order of records, read side by side: asking two of them anew for each row takes longer.
        let mut methods = self.db.prepare("SELECT record, method FROM method ORDER BY record")?;
        let mut methods = Beside::new(methods.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?);
        let mut links =
            self.db.prepare("SELECT record, field, target FROM link ORDER BY record")?;
        let mut links = Beside::new(links.query_map([], |row| {
            Ok((row.get(0)?, (row.get(1)?, EntityId::from_bytes(row.get(2)?))))
        })?);
        for row in query.query_map([], read_row)? {
            let (number, mut row) = row?;
            parse_kind(&row.kind)?;
            row.methods = methods.of(number)?;
            row.links = links.of(number)?;
            visit(number, row)?;
        }
        Ok(())
    }

    /// The digests of what was erased.
    pub(crate) fn erased_rows(&self) -> Result<Vec<(EntityId, Digest)>, Error> {
        let mut query =
            self.db.prepare("SELECT entity, handle, was, day FROM erased ORDER BY entity")?;
        let rows = query.query_map([], |row| {
            let entity = EntityId::from_bytes(row.get(0)?);
            let (handle, was, day) =
                (row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?);
            Ok((entity, erased_digest(entity, &handle, &was, &day)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn present_digest(&self) -> Result<Digest, Error> {
        let mut query = self.db.prepare("SELECT person, situation FROM present ORDER BY person")?;
        let mut hasher = seal::Hasher::new();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (person, situation): ([u8; 16], String) = (row.get(0)?, row.get(1)?);
            hasher.update(&person);
            hasher.update(&(situation.len() as u64).to_be_bytes());
            hasher.update(situation.as_bytes());
        }
        Ok(hasher.finish())
    }
}

/// What another table holds of each record, read once, in the order of records.
struct Beside<T, I: Iterator<Item = rusqlite::Result<(i64, T)>>>(Peekable<I>);

impl<T: Ord, I: Iterator<Item = rusqlite::Result<(i64, T)>>> Beside<T, I> {
    fn new(rows: I) -> Self {
        Beside(rows.peekable())
    }

    /// What belongs to a record. Records are asked for in their order.
    fn of(&mut self, number: i64) -> Result<BTreeSet<T>, Error> {
        let mut found = BTreeSet::new();
        while let Some(row) =
            self.0.next_if(|row| row.as_ref().map_or(true, |(record, _)| *record <= number))
        {
            let (record, value) = row?;
            if record == number {
                found.insert(value);
            }
        }
        Ok(found)
    }
}

const TABLES: [&str; 6] = ["record", "method", "link", "present", "erased", "words"];

fn read_row(row: &Row<'_>) -> rusqlite::Result<(i64, RowState)> {
    let state = RowState {
        entity: EntityId::from_bytes(row.get(1)?),
        kind: row.get(2)?,
        handle: row.get(3)?,
        texts: [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?],
        birth_year: row.get(9)?,
        case: row.get::<_, Option<[u8; 16]>>(10)?.map(EntityId::from_bytes),
        content: row.get(11)?,
        methods: BTreeSet::new(),
        links: BTreeSet::new(),
    };
    Ok((row.get(0)?, state))
}
