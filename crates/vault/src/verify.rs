//! Looking over everything: every signature, hash, body, row, word of the index and file.
//!
//! Faults are named by where they are, never by what stands there. Deliberately absent: mending. `rebuild` makes tables
//! again; a damaged ledger or file needs a backup.

use std::collections::{BTreeMap, BTreeSet};

use ledger::stream::verify_chain_again;
use ledger::{Body, Certificate, Dep, Fork, Kind, OpId, Operation, Stream, StreamId, Tally};
use seal::StreamHead;

use crate::erase::Tombstone;
use crate::error::{Error, Part};
use crate::merged::Merged;
use crate::ops::{HOUSE, Kept, Key, read_kept};
use crate::summary;
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

/// Operations verified together: enough for the batch equation, few enough to hold.
const RUN: usize = 256;

impl Vault {
    /// Looks at every signature, hash, body, row, word of the index and file. An unreadable database is an error; all else is a fault.
    pub fn verify(&self) -> Result<Verification, Error> {
        let mut found = Verification::default();
        // A mark that does not open is a fault where it stands, and no reason to stop.
        let marks: Vec<Tombstone> =
            self.redactions()?.into_iter().flatten().map(|(_, mark)| mark).collect();
        let erased: BTreeSet<OpId> = marks.iter().flat_map(|mark| mark.ops.clone()).collect();
        self.verify_chains(&erased, &mut found)?;
        self.verify_last_commit(&mut found)?;
        self.verify_records(&mut found)?;
        self.verify_erased(&mut found)?;
        self.verify_present(&mut found)?;
        Ok(found)
    }

    fn verify_chains(
        &self,
        erased: &BTreeSet<OpId>,
        found: &mut Verification,
    ) -> Result<(), Error> {
        let streams: BTreeMap<i64, (StreamId, Vec<u8>)> = {
            let mut query = self.db.prepare("SELECT id, stream, certificate FROM stream")?;
            let rows = query.query_map([], |row| {
                Ok((row.get(0)?, (StreamId::from_bytes(row.get(1)?), row.get(2)?)))
            })?;
            rows.collect::<Result<_, _>>()?
        };
        for (number, (stream, certificate)) in streams {
            match Certificate::decode(&certificate, &self.house.root) {
                Ok(certificate) => {
                    self.verify_stream(number, stream, &certificate, erased, found)?
                }
                Err(error) => found.fault(error.message_id(), stream.to_string()),
            }
        }
        Ok(())
    }

    fn verify_stream(
        &self,
        number: i64,
        stream: StreamId,
        certificate: &Certificate,
        erased: &BTreeSet<OpId>,
        found: &mut Verification,
    ) -> Result<(), Error> {
        let mut next = Stream::start(self.house.space(), stream);
        let mut query = self.db.prepare(
            "SELECT pos, record, header, signature, body FROM op WHERE stream = ?1 ORDER BY seq",
        )?;
        let mut rows = query.query_map([number], read_kept)?;
        let mut keys = Keys::default();
        loop {
            let mut run: Vec<Kept> = Vec::with_capacity(RUN);
            for row in rows.by_ref().take(RUN) {
                match row? {
                    Ok(kept) => run.push(kept),
                    Err(_) => {
                        found.fault("ledger-operation-damaged", place(&stream, next.next_seq()))
                    }
                }
            }
            if run.is_empty() {
                return Ok(());
            }
            for kept in &run {
                self.verify_body(kept, certificate, erased, &mut keys, found)?;
            }
            found.operations += run.len() as u64;
            next = verify_run(next, certificate, run, found);
        }
    }

    /// Whether a body opens under its record's key and says what its place says, or was erased and is said to be.
    fn verify_body(
        &self,
        kept: &Kept,
        certificate: &Certificate,
        erased: &BTreeSet<OpId>,
        keys: &mut Keys,
        found: &mut Verification,
    ) -> Result<(), Error> {
        let header = &kept.operation.header;
        let here = || place(&header.stream, header.seq);
        if kept.operation.body.is_none() {
            if !erased.contains(&header.op) {
                found.fault("vault-fault-body-missing", here());
            }
            return Ok(());
        }
        let Some(key) = keys.of(self, kept.record)? else {
            found.fault("vault-fault-key-missing", here());
            return Ok(());
        };
        match kept.operation.open(&key.key) {
            Ok(body) if body.key_id != key.id || body.actor != certificate.id() => {
                found.fault("vault-fault-body-misplaced", here());
            }
            Ok(_) if kept.operation.key_id(&self.house.epoch_key) != Some(key.id) => {
                found.fault("vault-fault-body-misplaced", here());
            }
            Ok(body) if !self.payload_fits(header.kind, &body)? => {
                found.fault("vault-fault-payload", here());
            }
            Ok(_) => {}
            Err(error) => found.fault(error.message_id(), here()),
        }
        Ok(())
    }

    /// Whether what an operation of the house carries is what its kind says.
    fn payload_fits(&self, kind: Kind, body: &Body) -> Result<bool, Error> {
        let payload = body.payload.as_deref().unwrap_or_default();
        Ok(match kind {
            Kind::StreamFork => match Fork::decode(payload) {
                Ok(fork) => self.is_known(&fork.from)?,
                Err(_) => false,
            },
            Kind::DeviceAdd => Certificate::decode(payload, &self.house.root).is_ok(),
            Kind::Redact => body.entity.is_some() && payload.len().is_multiple_of(16),
            _ => true,
        })
    }

    /// Whether the operation that another one names stands in the ledger.
    fn is_known(&self, dep: &Dep) -> Result<bool, Error> {
        let head = StreamHead { stream: *dep.stream.as_bytes(), seq: dep.seq, hash: dep.hash };
        match self.stream_numbers()?.get(&head.stream) {
            Some(number) => Ok(self.hash_at(*number, &head)? == Some(head.hash)),
            None => Ok(false),
        }
    }

    /// Whether the ledger ends where the last commit says, and the tables add up to what it says.
    fn verify_last_commit(&self, found: &mut Verification) -> Result<(), Error> {
        if !self.last_commit_fits()? {
            found.fault("vault-fault-last-commit", self.writer.stream.stream().to_string());
        }
        let mut tally = Tally::default();
        self.each_row(&mut |_, row| {
            tally.add(&self.house.tally_key, &row.digest());
            Ok(())
        })?;
        self.erased_rows()?.iter().for_each(|(_, digest)| tally.add(&self.house.tally_key, digest));
        if tally != self.writer.tally {
            found.fault("vault-fault-tables", "tables".to_owned());
        }
        Ok(())
    }

    /// Whether each row is what its operations come to, and each attached file is whole.
    fn verify_records(&self, found: &mut Verification) -> Result<(), Error> {
        let mut known = BTreeSet::new();
        let mut index = match self.indexed() {
            Err(Error::Damaged(_)) => {
                found.fault("vault-fault-index", "tables".to_owned());
                None
            }
            index => Some(index?),
        };
        self.each_row(&mut |number, row| {
            known.insert(number);
            let place = row.entity.to_string();
            let expected = self.entity_state(number, i64::MAX).and_then(|(state, _)| {
                let merged = Merged::of(&state)?;
                Ok((
                    self.row_state(&state, &merged),
                    summary::stems_image(&merged.record, &self.words),
                ))
            });
            let sum = index.as_mut().map(|index| index.remove(&number).unwrap_or_default());
            if let (Ok((_, expected)), Some(sum)) = (&expected, sum)
                && *expected != sum
            {
                found.fault("vault-fault-index", place.clone());
            }
            match expected {
                Ok((expected, _)) if expected != row => {
                    found.fault("vault-fault-row", place);
                    Ok(())
                }
                // Only sources have files.
                Ok(_) if row.kind == "source" => self.verify_files(number, &place, found),
                Ok(_) => Ok(()),
                Err(Error::Damaged(_) | Error::Erased) => {
                    found.fault("vault-fault-record", place);
                    Ok(())
                }
                Err(error) => Err(error),
            }
        })?;
        if index.is_some_and(|rest| !rest.is_empty()) {
            found.fault("vault-fault-index", "tables".to_owned());
        }
        let mut query = self.db.prepare("SELECT record FROM record_key WHERE record > ?1")?;
        for number in query.query_map([HOUSE], |row| row.get::<_, i64>(0))? {
            if !known.contains(&number?) {
                found.fault("vault-fault-row-missing", "tables".to_owned());
            }
        }
        Ok(())
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

/// Verifies a run and goes on behind a fault, so that one fault is one fault.
fn verify_run(
    mut next: Stream,
    certificate: &Certificate,
    run: Vec<Kept>,
    found: &mut Verification,
) -> Stream {
    let operations: Vec<Operation> = run.into_iter().map(|kept| kept.operation).collect();
    let mut rest = operations.as_slice();
    while !rest.is_empty() {
        match verify_chain_again(next, certificate.device(), rest) {
            Ok(verified) => return verified.next,
            Err(fault) => {
                let wrong = &rest[fault.index];
                found.fault(fault.why.message_id(), place(&wrong.header.stream, wrong.header.seq));
                next = Stream::skip_past(wrong);
                rest = &rest[fault.index + 1..];
            }
        }
    }
    next
}

impl Verification {
    pub(crate) fn fault(&mut self, message_id: &'static str, place: String) {
        self.faults.push(Fault { message_id, place });
    }
}

/// The last key used: operations of one record mostly stand together.
#[derive(Default)]
struct Keys(Option<(i64, Option<Key>)>);

impl Keys {
    fn of(&mut self, vault: &Vault, record: i64) -> Result<Option<Key>, Error> {
        if self.0.as_ref().is_none_or(|(last, _)| *last != record) {
            let key = match vault.key(record) {
                Err(Error::Damaged(_)) => None,
                key => key?,
            };
            self.0 = Some((record, key));
        }
        Ok(self.0.as_ref().and_then(|(_, key)| key.clone()))
    }
}

fn place(stream: &StreamId, seq: u64) -> String {
    format!("{stream}/{seq}")
}
