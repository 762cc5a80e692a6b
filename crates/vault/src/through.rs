//! Reading the ledger through once, on all cores: every signature, hash and body, and what each record comes to.
//!
//! One thread reads rows, since there is one connection; the others look at runs of them. A run starts from the operation
//! before it, so that runs do not wait for one another. What a record comes to is kept as two numbers, so that a large
//! ledger fits into memory; of a record that was changed more than once it is worked out later, see [`crate::verify`].
//! Deliberately absent: the tables.

use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use ledger::stream::verify_chain_again;
use ledger::{Body, Certificate, Digest, Entity, Fork, Kind, OpId, Operation, Stream, StreamId};
use rusqlite::{Row, Statement};

use crate::error::Error;
use crate::house::House;
use crate::merged::Merged;
use crate::ops::{Key, WrappedKey};
use crate::rows::row_state;
use crate::summary;
use crate::vault::Vault;
use crate::verify::Fault;
use crate::words::Words;

/// Operations verified together: enough for the batch equation.
const RUN: usize = seal::limits::SIGNATURE_BATCH;
/// Bytes of bodies after which a run ends earlier, so that runs of long texts fit into memory.
const RUN_BYTES: usize = 8 * 1024 * 1024;
/// Runs read ahead of those who look at them.
const AHEAD: usize = 4;

/// What the ledger showed.
#[derive(Default)]
pub(crate) struct Through {
    pub operations: u64,
    pub faults: Vec<Fault>,
    /// What each record that was written once comes to, by local number.
    pub records: HashMap<i64, Expected>,
    /// What the streams say they continue, and where they say it.
    pub forks: Vec<(Fork, String)>,
}

/// What the tables have to hold of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    /// The digest of its row.
    pub row: Digest,
    /// The image of its words.
    pub words: u64,
}

impl Expected {
    pub(crate) fn of(house: &House, words: &Words, state: &Entity) -> Result<Expected, Error> {
        let merged = Merged::of(state)?;
        let row = row_state(house, state, &merged).digest();
        Ok(Expected { row, words: summary::stems_image(&merged.record, words) })
    }
}

/// Operations that follow one another.
struct Run<'v> {
    number: usize,
    start: Stream,
    certificate: &'v Certificate,
    rows: Vec<Read>,
}

/// One operation as it was read, with the key of its body.
struct Read {
    pos: i64,
    seq: i64,
    record: i64,
    header: Vec<u8>,
    signature: Vec<u8>,
    body: Option<Vec<u8>>,
    key: Option<WrappedKey>,
    /// Whether the record consists of this operation alone.
    alone: bool,
}

/// What one thread found.
#[derive(Default)]
struct Part {
    operations: u64,
    faults: Vec<(usize, Fault)>,
    records: Vec<(i64, Expected)>,
    forks: Vec<(Fork, String)>,
}

impl Vault {
    /// Looks at every stream. `erased` are the operations whose bodies may be gone.
    pub(crate) fn read_through(&self, erased: &BTreeSet<OpId>) -> Result<Through, Error> {
        let mut through = Through::default();
        let streams = self.certified(&mut through.faults)?;
        let (send, receive) = sync_channel(AHEAD);
        let (receive, house) = (Mutex::new(receive), &self.house);
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let parts = thread::scope(|scope| {
            let look = || look_at_runs(house, erased, &receive);
            let looking: Vec<_> = (0..cores).map(|_| scope.spawn(look)).collect();
            // The channel ends here, whether all was read or not, and with it those who look.
            let read = self.read_runs(&streams, send);
            let parts = looking.into_iter().map(|one| one.join().expect("a look does not panic"));
            let parts: Vec<Part> = parts.collect();
            read.map(|()| parts)
        })?;
        through.take(parts);
        Ok(through)
    }

    /// The streams whose certificates hold.
    fn certified(
        &self,
        faults: &mut Vec<Fault>,
    ) -> Result<Vec<(i64, StreamId, Certificate)>, Error> {
        let mut query =
            self.db.prepare("SELECT id, stream, certificate FROM stream ORDER BY id")?;
        let mut rows = query.query([])?;
        let mut streams = Vec::new();
        while let Some(row) = rows.next()? {
            let stream = StreamId::from_bytes(row.get(1)?);
            match Certificate::decode(&row.get::<_, Vec<u8>>(2)?, &self.house.root) {
                Ok(certificate) => streams.push((row.get(0)?, stream, certificate)),
                Err(error) => {
                    faults.push(Fault { message_id: error.message_id(), place: stream.to_string() })
                }
            }
        }
        Ok(streams)
    }

    fn read_runs<'v>(
        &self,
        streams: &'v [(i64, StreamId, Certificate)],
        send: SyncSender<Run<'v>>,
    ) -> Result<(), Error> {
        let several = self.written_several_times()?;
        let mut query = self.db.prepare(
            "SELECT o.pos, o.seq, o.record, o.header, o.signature, o.body, k.key_id, k.epoch, k.wrapped
             FROM op o LEFT JOIN record_key k ON k.record = o.record WHERE o.stream = ?1 ORDER BY o.seq",
        )?;
        let mut number = 0;
        for (stream, name, certificate) in streams {
            let mut start = Stream::start(self.house.space(), *name);
            each_run(&mut query, *stream, &several, &mut |rows| {
                let next = rows.iter().rev().find_map(Read::past).unwrap_or(start);
                let run = Run { number, start, certificate, rows };
                (number, start) = (number + 1, next);
                // Nobody receives any more only after a panic, which joining tells.
                send.send(run).is_ok()
            })?;
        }
        Ok(())
    }

    /// The records that more than one operation is about.
    fn written_several_times(&self) -> Result<BTreeSet<i64>, Error> {
        let mut query = self.db.prepare(
            "SELECT record FROM op WHERE record > 0 GROUP BY record HAVING count(*) > 1",
        )?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

fn each_run(
    query: &mut Statement<'_>,
    stream: i64,
    several: &BTreeSet<i64>,
    hand_over: &mut dyn FnMut(Vec<Read>) -> bool,
) -> Result<(), Error> {
    let mut rows = query.query([stream])?;
    let (mut run, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let read = Read::of(row, several)?;
        bytes += read.body.as_ref().map_or(0, Vec::len);
        run.push(read);
        if run.len() >= RUN || bytes >= RUN_BYTES {
            bytes = 0;
            if !hand_over(std::mem::take(&mut run)) {
                return Ok(());
            }
        }
    }
    if !run.is_empty() {
        hand_over(run);
    }
    Ok(())
}

impl Read {
    fn of(row: &Row<'_>, several: &BTreeSet<i64>) -> rusqlite::Result<Read> {
        let record = row.get(2)?;
        let key = match row.get_ref(6)?.as_blob_or_null()? {
            Some(_) => Some(WrappedKey::read(row, 6)?),
            None => None,
        };
        Ok(Read {
            pos: row.get(0)?,
            seq: row.get(1)?,
            record,
            header: row.get(3)?,
            signature: row.get(4)?,
            body: row.get(5)?,
            key,
            alone: record > 0 && !several.contains(&record),
        })
    }

    /// Where the stream stands after this operation, if it reads.
    fn past(&self) -> Option<Stream> {
        let operation = Operation::from_parts(&self.header, &self.signature, None);
        operation.ok().map(|operation| Stream::skip_past(&operation))
    }
}

impl Through {
    fn take(&mut self, parts: Vec<Part>) {
        let mut faults = Vec::new();
        for part in parts {
            self.operations += part.operations;
            faults.extend(part.faults);
            self.records.extend(part.records);
            self.forks.extend(part.forks);
        }
        // In the order of the ledger, whoever was quicker.
        faults.sort_by_key(|(run, _)| *run);
        self.faults.extend(faults.into_iter().map(|(_, fault)| fault));
    }
}

/// Looks at runs until there are no more.
fn look_at_runs(house: &House, erased: &BTreeSet<OpId>, runs: &Mutex<Receiver<Run<'_>>>) -> Part {
    let (words, mut part) = (Words::new(), Part::default());
    loop {
        let run = runs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(run) = run else { return part };
        let mut look = Look { house, erased, words: &words, run: run.number, part: &mut part };
        look.at_run(run.start, run.certificate, run.rows);
    }
}

/// One run being looked at.
struct Look<'l> {
    house: &'l House,
    erased: &'l BTreeSet<OpId>,
    words: &'l Words,
    run: usize,
    part: &'l mut Part,
}

impl Look<'_> {
    fn at_run(&mut self, start: Stream, certificate: &Certificate, rows: Vec<Read>) {
        let mut operations = Vec::with_capacity(rows.len());
        let mut last = i64::MIN;
        for row in rows {
            if row.pos < std::mem::replace(&mut last, row.pos) {
                self.fault("vault-fault-order", place(&start.stream(), row.seq.cast_unsigned()));
            }
            match Operation::from_parts(&row.header, &row.signature, row.body) {
                Ok(operation) => {
                    if operation.header.seq != row.seq.cast_unsigned() {
                        let place = place(&start.stream(), operation.header.seq);
                        self.fault("vault-fault-order", place);
                    }
                    self.at_body(&operation, row.record, row.key.as_ref(), row.alone, certificate);
                    operations.push(operation);
                }
                Err(_) => {
                    let place = place(&start.stream(), row.seq.cast_unsigned());
                    self.fault("ledger-operation-damaged", place);
                }
            }
        }
        self.part.operations += operations.len() as u64;
        self.at_chain(start, certificate, &operations);
    }

    /// Whether a body opens under its record's key and says what its place says, or was erased and is said to be.
    fn at_body(
        &mut self,
        operation: &Operation,
        record: i64,
        key: Option<&WrappedKey>,
        alone: bool,
        certificate: &Certificate,
    ) {
        let header = &operation.header;
        let here = || place(&header.stream, header.seq);
        if operation.body.is_none() {
            if !self.erased.contains(&header.op) {
                self.fault("vault-fault-body-missing", here());
            }
            return;
        }
        let Some(key) = key.and_then(|key| key.open(self.house).ok()) else {
            self.fault("vault-fault-key-missing", here());
            return;
        };
        match operation.open(&key.key) {
            Ok(body) => {
                if !self.is_in_its_place(operation, &body, &key, certificate) {
                    self.fault("vault-fault-body-misplaced", here());
                } else if !self.payload_fits(header.kind, &body, here) {
                    self.fault("vault-fault-payload", here());
                }
                if alone && header.kind == Kind::Change {
                    self.keep_record(record, header.op, &body);
                }
            }
            Err(error) => self.fault(error.message_id(), here()),
        }
    }

    fn is_in_its_place(
        &self,
        operation: &Operation,
        body: &Body,
        key: &Key,
        certificate: &Certificate,
    ) -> bool {
        body.key_id == key.id
            && body.actor == certificate.id()
            && operation.key_id(&self.house.epoch_key) == Some(key.id)
    }

    /// Whether what an operation of the house carries is what its kind says. What it says of other streams is asked later.
    fn payload_fits(&mut self, kind: Kind, body: &Body, here: impl Fn() -> String) -> bool {
        let payload = body.payload.as_deref().unwrap_or_default();
        match kind {
            Kind::StreamFork => {
                let fork = Fork::decode(payload);
                let reads = fork.is_ok();
                self.part.forks.extend(fork.into_iter().map(|fork| (fork, here())));
                reads
            }
            Kind::DeviceAdd => Certificate::decode(payload, &self.house.root).is_ok(),
            Kind::Redact => body.entity.is_some() && payload.len().is_multiple_of(16),
            _ => true,
        }
    }

    /// What does not come to a record is left out, and found missing when its row is looked at.
    fn keep_record(&mut self, record: i64, op: OpId, body: &Body) {
        let Some(entity) = body.entity else { return };
        let mut state = Entity::new(entity);
        state.apply(op, Kind::Change, body);
        let expected = Expected::of(self.house, self.words, &state);
        self.part.records.extend(expected.ok().map(|expected| (record, expected)));
    }

    /// Verifies a run and goes on behind a fault, so that one fault is one fault.
    fn at_chain(&mut self, mut next: Stream, certificate: &Certificate, mut rest: &[Operation]) {
        while !rest.is_empty() {
            match verify_chain_again(next, certificate.device(), rest) {
                Ok(_) => return,
                Err(fault) => {
                    let wrong = &rest[fault.index];
                    let place = place(&wrong.header.stream, wrong.header.seq);
                    self.fault(fault.why.message_id(), place);
                    next = Stream::skip_past(wrong);
                    rest = &rest[fault.index + 1..];
                }
            }
        }
    }

    fn fault(&mut self, message_id: &'static str, place: String) {
        self.part.faults.push((self.run, Fault { message_id, place }));
    }
}

fn place(stream: &StreamId, seq: u64) -> String {
    format!("{stream}/{seq}")
}
