//! What `verify` holds against the tables that have no digest of a row: the index, the latest situations, the erased.
//!
//! Deliberately absent: mending; `rebuild` makes all of them again.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::rows::erased_digest;
use crate::vault::Vault;
use crate::verify::Verification;
use crate::words::image;

impl Vault {
    /// What the index holds of each record: a sum over its words.
    pub(crate) fn indexed(&self) -> Result<Indexed, Error> {
        self.look_into_index()?;
        let last: Option<i64> =
            self.db.query_row("SELECT max(id) FROM record", [], |row| row.get(0))?;
        let mut found = Indexed::up_to(last.unwrap_or(0));
        // Word by word: to be told the word again with each record takes most of the time.
        let mut words = self.db.prepare("SELECT term FROM temp.indexed_words")?;
        let mut records = self.db.prepare("SELECT doc FROM temp.indexed WHERE term = ?1")?;
        let mut words = words.query([])?;
        while let Some(word) = words.next()? {
            let word: String = word.get(0)?;
            let image = image(word.as_bytes());
            let mut records = records.query([&word])?;
            while let Some(record) = records.next()? {
                found.add(record.get(0)?, image);
            }
        }
        Ok(found)
    }

    /// Temporary tables that show the index. They live in memory, so a reader may have them as well.
    fn look_into_index(&self) -> Result<(), Error> {
        let reads_only: bool = self.db.pragma_query_value(None, "query_only", |row| row.get(0))?;
        self.db.pragma_update(None, "query_only", false)?;
        let made = self.db.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab(main, words, instance);
             CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_words USING fts5vocab(main, words, row)",
        );
        self.db.pragma_update(None, "query_only", reads_only)?;
        Ok(made?)
    }

    /// Whether the latest situations are those of the rows.
    pub(crate) fn verify_present(&self, found: &mut Verification) -> Result<(), Error> {
        let differ: i64 = self.db.query_row(PRESENT_DIFFERS, [], |row| row.get(0))?;
        if differ > 0 {
            found.fault("vault-fault-tables", "present".to_owned());
        }
        Ok(())
    }

    /// Whether the rows of what was erased are those of the ledger.
    pub(crate) fn verify_erased(&self, found: &mut Verification) -> Result<(), Error> {
        let marks = match self.tombstones() {
            // Told already, where the mark stands.
            Err(Error::Damaged(_)) => return Ok(()),
            marks => marks?,
        };
        let expected: BTreeSet<_> = marks
            .iter()
            .map(|mark| erased_digest(mark.entity, &mark.handle, &mark.was, &mark.day))
            .map(|digest| *digest.as_bytes())
            .collect();
        let held: BTreeSet<_> =
            self.erased_rows()?.into_iter().map(|(_, digest)| *digest.as_bytes()).collect();
        if expected != held {
            found.fault("vault-fault-tables", "erased".to_owned());
        }
        Ok(())
    }
}

/// The sums of the index. Local numbers lie close together, and each word visits them in their order.
pub(crate) struct Indexed {
    sums: Vec<u64>,
    /// Whether it holds words of what has no row.
    strays: bool,
}

impl Indexed {
    fn up_to(last: i64) -> Indexed {
        Indexed { sums: vec![0; usize::try_from(last).map_or(0, |last| last + 1)], strays: false }
    }

    fn add(&mut self, record: i64, image: u64) {
        match usize::try_from(record).ok().and_then(|at| self.sums.get_mut(at)) {
            Some(sum) => *sum = sum.wrapping_add(image),
            None => self.strays = true,
        }
    }

    /// The sum of a record, which is asked for once.
    pub(crate) fn take(&mut self, record: i64) -> u64 {
        let sum = usize::try_from(record).ok().and_then(|at| self.sums.get_mut(at));
        sum.map(std::mem::take).unwrap_or_default()
    }

    /// Whether it holds words of what nobody asked for.
    pub(crate) fn has_more(&self) -> bool {
        self.strays || self.sums.iter().any(|sum| *sum != 0)
    }
}

/// How many people have another latest situation than `rows` would give them.
const PRESENT_DIFFERS: &str = "
    WITH ranked AS (
      SELECT l.target AS person, r.situation,
             row_number() OVER (PARTITION BY l.target ORDER BY r.first_day DESC, r.id DESC) AS place
      FROM link l JOIN record r ON r.id = l.record
      WHERE l.field = 'person' AND r.kind = 'situation' AND r.situation IS NOT NULL
    ), latest AS (SELECT person, situation FROM ranked WHERE place = 1)
    SELECT (SELECT count(*) FROM (SELECT * FROM latest EXCEPT SELECT person, situation FROM present))
         + (SELECT count(*) FROM (SELECT person, situation FROM present EXCEPT SELECT * FROM latest))";
