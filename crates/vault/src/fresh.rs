//! Whether the ledger is the newest one: what the head file, the folder and the last commit say against it.
//!
//! Deliberately absent: heads kept elsewhere. Whoever puts the whole folder back is not noticed here.

use jiff::Timestamp;
use ledger::{Dep, Digest, Stream, StreamId};
use rusqlite::{OptionalExtension, params};
use seal::{HeadFile, StreamHead};

use crate::error::{Error, OpenError, Part};
use crate::heads::{Head, Heads};
use crate::house;
use crate::open::Notice;
use crate::vault::{Mode, Vault};

impl Vault {
    /// Compares the ledger with what the head file, the folder and the last commit say, and prepares for writing.
    pub(crate) fn look_over(
        &mut self,
        heads: &Heads,
        notices: &mut Vec<Notice>,
        now: Timestamp,
    ) -> Result<(), OpenError> {
        let fresh = self.freshness(heads)?;
        let copied =
            house::get(&self.db, "place")? != Some(self.house.image(&self.place.mark()?).to_vec());
        let torn = !self.last_commit_fits()?;
        notices.extend(fresh);
        if heads.one_lost {
            notices.push(Notice::HeadCopyLost);
        }
        if copied {
            notices.push(Notice::Copied);
        }
        if !self.writer.understands_all() {
            notices.push(Notice::UnknownOperations);
        }
        self.writer.fork = copied
            || torn
            || matches!(fresh, Some(Notice::ChangesMissing(_) | Notice::OtherThanHead));
        if self.mode == Mode::Write && self.writer.understands_all() {
            if torn && self.ledger_holds()? {
                notices.push(Notice::TablesRebuilt);
                self.mend(now)?;
            } else if torn {
                // Tables made from what is left would pass for the truth. As they are, what is hurt is refused.
                notices.push(Notice::LedgerDamaged);
            }
            // What an erasure left is unreadable by now. If its remnants cannot be overwritten yet, for lack of room or
            // because a reader holds the file, the vault opens all the same and tries again next time.
            let _ = self.finish_erasing();
            // The same with what attaching files has left: a part that a record names is read as it is.
            let _ = self.settle_parts();
        }
        Ok(())
    }

    /// What the head files know that the ledger does not have; of several the most serious.
    fn freshness(&self, heads: &Heads) -> Result<Option<Notice>, Error> {
        let durable = match &heads.head {
            Head::Known(head) => self.against(head)?,
            Head::Unreadable | Head::Absent => Some(Notice::HeadUnreadable),
        };
        let tip = heads.tip.as_ref().map(|tip| self.against(tip)).transpose()?.flatten();
        let missing = |notice: &Notice| match notice {
            Notice::ChangesMissing(count) => *count,
            _ => 0,
        };
        let told = durable.into_iter().chain(tip).chain(self.against_last_commit()?);
        Ok(told.max_by_key(|notice| (missing(notice), std::cmp::Reverse(*notice))))
    }

    fn against(&self, known: &HeadFile) -> Result<Option<Notice>, Error> {
        let (missing, differs) = self.compare(known)?;
        Ok(match (missing, differs) {
            (0, false) => None,
            (0, true) => Some(Notice::OtherThanHead),
            (missing, _) => Some(Notice::ChangesMissing(missing)),
        })
    }

    /// What the last commit's own note knows that the ledger does not have.
    fn against_last_commit(&self) -> Result<Option<Notice>, Error> {
        let length = self.length(self.writer.number)?;
        let missing = self.writer.stream.next_seq().saturating_sub(length);
        Ok((missing > 0).then_some(Notice::ChangesMissing(missing)))
    }

    /// Whether tables can be made from the ledger: nothing of it is missing, and every signature, hash and body is right.
    fn ledger_holds(&self) -> Result<bool, Error> {
        let complete = self.against_last_commit()?.is_none();
        Ok(complete && self.read_through(&self.erased_operations()?)?.faults.is_empty())
    }

    /// How many operations are missing, and whether one at a known place is another one.
    fn compare(&self, known: &HeadFile) -> Result<(u64, bool), Error> {
        let numbers = self.stream_numbers()?;
        let (mut missing, mut differs) = (0, false);
        for head in &known.heads {
            let found = numbers.get(&head.stream).copied();
            let length = found.map_or(Ok(0), |number| self.length(number))?;
            if length <= head.seq {
                missing += head.seq + 1 - length;
            } else if let Some(number) = found {
                differs |= self.hash_at(number, head)? != Some(head.hash);
            }
        }
        Ok((missing, differs))
    }

    /// How many operations a stream has.
    fn length(&self, stream: i64) -> Result<u64, Error> {
        let mut query = self.db.prepare_cached("SELECT max(seq) FROM op WHERE stream = ?1")?;
        let last: Option<i64> = query.query_row([stream], |row| row.get(0))?;
        Ok(last.and_then(|last| u64::try_from(last).ok()).map_or(0, |last| last + 1))
    }

    pub(crate) fn hash_at(&self, stream: i64, head: &StreamHead) -> Result<Option<Digest>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT pos, record, header, signature, NULL FROM op WHERE stream = ?1 AND seq = ?2",
        )?;
        let seq = i64::try_from(head.seq).map_err(|_| Error::Damaged(Part::Ledger))?;
        let kept = query.query_row(params![stream, seq], crate::ops::read_kept).optional()?;
        Ok(kept.transpose()?.map(|kept| kept.operation.hash()))
    }

    /// Whether the last commit's own note of the stream is what the ledger ends with.
    pub(crate) fn last_commit_fits(&self) -> Result<bool, Error> {
        let length = self.length(self.writer.number)?;
        let Some(head) = self.writer.stream.head() else { return Ok(length == 0) };
        let noted = StreamHead { stream: *head.stream.as_bytes(), seq: head.seq, hash: head.hash };
        Ok(length == head.seq + 1 && self.hash_at(self.writer.number, &noted)? == Some(head.hash))
    }

    /// The ledger is the truth: what the last commit noted is made again from it.
    fn mend(&mut self, now: Timestamp) -> Result<(), Error> {
        let heads = self.stream_heads()?;
        let own = heads.iter().find(|head| head.stream == *self.writer.stream.stream().as_bytes());
        let dep = own.map(|head| Dep {
            stream: StreamId::from_bytes(head.stream),
            seq: head.seq,
            hash: head.hash,
        });
        let space = self.house.space();
        let stream = self.writer.stream.stream();
        self.writer.stream =
            dep.map_or_else(|| Stream::start(space, stream), |dep| Stream::after(space, &dep));
        // Erased operations no longer tell their number, but each number was given with an operation: counting them goes past
        // it. Nothing is kept under the number of an erased record, so this is for the order of records, not for secrecy.
        let sql = "SELECT max(ifnull(max(record), 0), count(*)) FROM op";
        let last: i64 = self.db.query_row(sql, [], |row| row.get(0))?;
        let keyed: i64 =
            self.db.query_row("SELECT max(record) FROM record_key", [], |row| row.get(0))?;
        self.writer.next_record = self.writer.next_record.max(last.max(keyed) + 1);
        self.rebuild_at(now).map(|_| ())
    }
}
