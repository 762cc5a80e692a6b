//! What `verify` holds against the tables that have no digest of a row: the index, the latest situations, the erased.
//!
//! Deliberately absent: mending; `rebuild` makes all of them again.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::rows::erased_digest;
use crate::vault::Vault;
use crate::verify::Verification;
use crate::words::image;

impl Vault {
    /// What the index holds, by local number: a sum over the words of each record.
    pub(crate) fn indexed(&self) -> Result<BTreeMap<i64, u64>, Error> {
        self.look_into_index()?;
        let mut sums = BTreeMap::new();
        let mut query = self.db.prepare("SELECT doc, term FROM temp.indexed")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let sum: &mut u64 = sums.entry(row.get(0)?).or_default();
            *sum = sum.wrapping_add(image(row.get_ref(1)?.as_bytes().unwrap_or_default()));
        }
        Ok(sums)
    }

    /// A temporary table that shows the index. It lives in memory, so a reader may have it as well.
    fn look_into_index(&self) -> Result<(), Error> {
        let reads_only: bool = self.db.pragma_query_value(None, "query_only", |row| row.get(0))?;
        self.db.pragma_update(None, "query_only", false)?;
        let made = self.db.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab(main, words, instance)",
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
