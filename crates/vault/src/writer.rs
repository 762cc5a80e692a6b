//! The state of what is being written: the stream, the clock, the digest of the tables.
//!
//! It is a small value. A transaction starts from a copy of it and puts the copy back when it fails, so that a number of
//! the stream is never used for two operations. Deliberately absent: SQL beyond its own row.

use ledger::{Clock, Dep, Digest, HybridTime, SpaceId, Stream, StreamId, Tally};
use rusqlite::Connection;

use crate::error::{Error, Part};
use crate::house;

/// What a writer carries from one transaction to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Writer {
    pub stream: Stream,
    /// The local number of the stream.
    pub number: i64,
    pub clock: Clock,
    pub tally: Tally,
    /// The local number of the next new record.
    pub next_record: i64,
    /// Whether the next operation has to begin a new stream.
    pub fork: bool,
    /// The kinds of operation in the ledger, one bit each; kinds from 63 on share the last.
    pub kinds: u64,
}

const BYTES: usize = 16 + 8 + 8 + 32 + 32 + 8 + 8 + 8;

impl Writer {
    /// The writer of a stream that has nothing yet.
    pub(crate) fn new(stream: Stream, number: i64) -> Writer {
        let (clock, tally) = (Clock::default(), Tally::default());
        Writer { stream, number, clock, tally, next_record: 1, fork: false, kinds: 0 }
    }

    /// Stores it, in the transaction of what it describes.
    pub(crate) fn store(&self, db: &Connection) -> Result<(), Error> {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend(self.stream.stream().as_bytes());
        bytes.extend(self.number.to_be_bytes());
        bytes.extend(self.stream.next_seq().to_be_bytes());
        bytes.extend(self.stream.head().map_or([0; 32], |head| *head.hash.as_bytes()));
        bytes.extend(self.tally.as_bytes());
        bytes.extend(self.clock.last().to_bits().to_be_bytes());
        bytes.extend(self.next_record.to_be_bytes());
        bytes.extend(self.kinds.to_be_bytes());
        house::set(db, "writer", &bytes)
    }

    /// Reads what [`Writer::store`] wrote.
    pub(crate) fn read(db: &Connection, space: SpaceId) -> Result<Writer, Error> {
        let bytes = house::get(db, "writer")?.filter(|bytes| bytes.len() == BYTES);
        let bytes = bytes.ok_or(Error::Damaged(Part::Database))?;
        let (stream, rest) = bytes.split_at(16);
        let stream = StreamId::from_slice(stream).expect("split after 16 bytes");
        let long = |at: usize| {
            u64::from_be_bytes(*rest[at..].first_chunk().expect("the length was checked"))
        };
        let digest = |at: usize| *rest[at..].first_chunk().expect("the length was checked");
        let head = long(8).checked_sub(1).map(|seq| Dep {
            stream,
            seq,
            hash: Digest::from_bytes(digest(16)),
        });
        Ok(Writer {
            stream: head
                .map_or_else(|| Stream::start(space, stream), |head| Stream::after(space, &head)),
            number: long(0).cast_signed(),
            tally: Tally::from_bytes(digest(48)),
            clock: Clock::after(HybridTime::from_bits(long(80))),
            next_record: long(88).cast_signed(),
            fork: false,
            kinds: long(96),
        })
    }

    /// Remembers that the ledger holds an operation of this kind.
    pub(crate) fn saw(&mut self, kind: ledger::Kind) {
        self.kinds |= 1 << kind.to_u8().min(63);
    }

    /// Whether every kind in the ledger is understood.
    pub(crate) fn understands_all(&self) -> bool {
        (0..=63u8)
            .filter(|kind| self.kinds >> kind & 1 == 1)
            .all(|kind| ledger::Kind::from_u8(kind).is_understood())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_reads_back() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(include_str!("schema.sql")).unwrap();
        let space = SpaceId::from_bytes([1; 16]);
        let stream = StreamId::from_bytes([2; 16]);
        let mut writer = Writer::new(Stream::start(space, stream), 3);
        let head = Dep { stream, seq: 41, hash: Digest::of(b"head") };
        for stream in [writer.stream, Stream::after(space, &head)] {
            writer.stream = stream;
            writer.next_record = 77;
            writer.saw(ledger::Kind::Change);
            writer.clock = Clock::after(HybridTime::first_of(5));
            writer.tally = Tally::from_bytes([9; 32]);
            writer.store(&db).unwrap();
            assert_eq!(Writer::read(&db, space).unwrap(), writer);
        }
    }

    #[test]
    fn a_kind_of_a_later_version_is_noticed() {
        for (kind, understood) in [(1, true), (6, true), (8, false), (62, false), (200, false)] {
            let mut writer = Writer::new(Stream::start(SpaceId::default(), StreamId::default()), 1);
            writer.saw(ledger::Kind::from_u8(kind));
            assert_eq!(writer.understands_all(), understood, "{kind}");
        }
    }
}
