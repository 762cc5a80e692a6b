//! Looking over everything: every signature, hash, body, row, word of the index and file.
//!
//! Faults are named by where they are, never by what stands there. Deliberately absent: mending. `rebuild` makes tables
//! again; a damaged ledger or file needs a backup.

use std::collections::{BTreeSet, HashMap};

use ledger::{Dep, Digest, Fork, OpId, Tally};
use seal::StreamHead;

use crate::db;
use crate::error::{Error, Part};
use crate::ops::HOUSE;
use crate::rows::RowState;
use crate::through::Expected;
use crate::vault::Vault;

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Operations looked at.
    pub operations: u64,
    /// Files looked at.
    pub files: u64,
    /// What does not hold.
    pub faults: Vec<Fault>,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The Fluent message; it takes `$place`.
    pub message_id: &'static str,
    /// Where: a stream and a number, or a record's entity.
    pub place: String,
}

impl Vault {
    /// Looks at every signature, hash, body, row, word of the index and file. An unreadable database is an error; all else is a fault.
    pub fn verify(&self) -> Result<Verification, Error> {
        let mut found = Verification::default();
        let through = self.read_through(&self.erased_operations()?)?;
        found.operations = through.operations;
        found.faults = through.faults;
        self.verify_numbers(&mut found)?;
        self.verify_forks(through.forks, &mut found)?;
        self.verify_tables(&through.records, &mut found)?;
        self.verify_erased(&mut found)?;
        self.verify_present(&mut found)?;
        self.verify_pages(&mut found)?;
        Ok(found)
    }

    /// The operations whose bodies may be gone. A mark that does not open is a fault where it stands, and no reason to stop.
    pub(crate) fn erased_operations(&self) -> Result<BTreeSet<OpId>, Error> {
        let marks = self.redactions()?.into_iter().flatten();
        Ok(marks.flat_map(|(_, mark)| mark.ops).collect())
    }

    /// Whether each page of the file is as it was written, also those from which nothing above was read, and whether they
    /// fit each other: an old page of an index, put back, would hide a record from lists.
    fn verify_pages(&self, found: &mut Verification) -> Result<(), Error> {
        if !db::is_consistent(&self.db)? {
            found.fault("vault-fault-tables", "tables".to_owned());
        }
        for page in db::broken_pages(&self.db, &self.place.database())? {
            let number: String = page.chars().filter(char::is_ascii_digit).collect();
            found.fault("vault-fault-page", number);
        }
        Ok(())
    }

    /// Whether entries are numbered one after another, as they came: what shows them goes by these numbers.
    fn verify_numbers(&self, found: &mut Verification) -> Result<(), Error> {
        let sql = "SELECT ifnull(max(pos), 0) = count(*) FROM op";
        if !self.db.query_row(sql, [], |row| row.get::<_, bool>(0))? {
            found.fault("vault-fault-order", "op".to_owned());
        }
        Ok(())
    }

    /// Whether what a stream continues stands in the ledger.
    fn verify_forks(
        &self,
        forks: Vec<(Fork, String)>,
        found: &mut Verification,
    ) -> Result<(), Error> {
        for (fork, place) in forks {
            if !self.is_known(&fork.from)? {
                found.fault("vault-fault-payload", place);
            }
        }
        Ok(())
    }

    /// Whether the operation that another one names stands in the ledger.
    fn is_known(&self, dep: &Dep) -> Result<bool, Error> {
        let head = StreamHead { stream: *dep.stream.as_bytes(), seq: dep.seq, hash: dep.hash };
        match self.stream_numbers()?.get(&head.stream) {
            Some(number) => Ok(self.hash_at(*number, &head)? == Some(head.hash)),
            None => Ok(false),
        }
    }

    /// Whether the ledger ends where the last commit says, the tables add up to what it says, each row is what its
    /// operations come to, and each attached file is whole.
    fn verify_tables(
        &self,
        records: &HashMap<i64, Expected>,
        found: &mut Verification,
    ) -> Result<(), Error> {
        if !self.last_commit_fits()? {
            found.fault("vault-fault-last-commit", self.writer.stream.stream().to_string());
        }
        let mut rows = Verification::default();
        let tally = self.verify_rows(records, &mut rows)?;
        if tally != self.writer.tally {
            found.fault("vault-fault-tables", "tables".to_owned());
        }
        found.files += rows.files;
        found.faults.extend(rows.faults);
        Ok(())
    }

    /// Looks at each row; gives what all of them add up to.
    fn verify_rows(
        &self,
        records: &HashMap<i64, Expected>,
        found: &mut Verification,
    ) -> Result<Tally, Error> {
        let mut index = match self.indexed() {
            Err(Error::Damaged(_)) => {
                found.fault("vault-fault-index", "tables".to_owned());
                None
            }
            index => Some(index?),
        };
        let (mut tally, mut known) = (Tally::default(), BTreeSet::new());
        self.each_row(&mut |number, row| {
            known.insert(number);
            let digest = row.digest();
            tally.add(&self.house.tally_key, &digest);
            let words = index.as_mut().map(|index| index.take(number));
            self.verify_row(number, &row, (digest, words), records, found)
        })?;
        self.erased_rows()?.iter().for_each(|(_, digest)| tally.add(&self.house.tally_key, digest));
        if index.is_some_and(|index| index.has_more()) {
            found.fault("vault-fault-index", "tables".to_owned());
        }
        let mut query = self.db.prepare("SELECT record FROM record_key WHERE record > ?1")?;
        for number in query.query_map([HOUSE], |row| row.get::<_, i64>(0))? {
            if !known.contains(&number?) {
                found.fault("vault-fault-row-missing", "tables".to_owned());
            }
        }
        Ok(tally)
    }

    fn verify_row(
        &self,
        number: i64,
        row: &RowState,
        (digest, words): (Digest, Option<u64>),
        records: &HashMap<i64, Expected>,
        found: &mut Verification,
    ) -> Result<(), Error> {
        let place = row.entity.to_string();
        let expected = match records.get(&number) {
            Some(expected) => *expected,
            None => match self.expected(number) {
                Err(Error::Damaged(_) | Error::Erased) => {
                    found.fault("vault-fault-record", place);
                    return Ok(());
                }
                expected => expected?,
            },
        };
        if words.is_some_and(|words| words != expected.words) {
            found.fault("vault-fault-index", place.clone());
        }
        if digest != expected.row {
            found.fault("vault-fault-row", place);
            return Ok(());
        }
        // Only sources have files.
        if row.kind == "source" { self.verify_files(number, &place, found) } else { Ok(()) }
    }

    /// What the tables have to hold of a record that was written several times.
    fn expected(&self, number: i64) -> Result<Expected, Error> {
        let (state, _) = self.entity_state(number, i64::MAX)?;
        Expected::of(&self.house, &self.words, &state)
    }

    fn verify_files(
        &self,
        number: i64,
        place: &str,
        found: &mut Verification,
    ) -> Result<(), Error> {
        for file in self.blobs_of(number)? {
            found.files += 1;
            let key = self.key(number)?.ok_or(Error::Erased)?;
            match self.open_file(&key, &file, &mut std::io::sink()) {
                Err(Error::Damaged(Part::Files)) => {
                    found.fault("vault-fault-file", place.to_owned())
                }
                opened => opened?,
            }
        }
        Ok(())
    }
}

impl Verification {
    pub(crate) fn fault(&mut self, message_id: &'static str, place: String) {
        self.faults.push(Fault { message_id, place });
    }
}
