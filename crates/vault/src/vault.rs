//! The open vault: what it holds in memory, and the one way a change is committed.
//!
//! Deliberately absent: every single operation; each stands in a file of its own.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::Timestamp;
use ledger::{Fork, Kind, Stream, StreamId};
use rand_core::CryptoRng;
use rusqlite::{Connection, params};
use seal::{BlobNameKey, HeadFile, MacKey, SlotFile, StreamHead, VaultRoot};

use crate::db::{self, How};
use crate::disk::Disk;
use crate::error::{Error, Part};
use crate::heads;
use crate::house::{self, House};
use crate::limits;
use crate::open::write_how;
use crate::ops::Draft;
use crate::place::{Place, WriterLock};
use crate::signing::Signing;
use crate::ties::Number;
use crate::words::Words;
use crate::writer::Writer;

/// Where randomness comes from.
pub type Randomness = Box<dyn CryptoRng + Send>;

/// What the vault is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reading and writing: one program at a time.
    Write,
    /// Reading, also while a desk is open.
    Read,
}

/// An open vault. Its keys are wiped when it is dropped.
pub struct Vault {
    pub(crate) db: Connection,
    pub(crate) place: Place,
    pub(crate) disk: Box<dyn Disk>,
    pub(crate) rng: Randomness,
    pub(crate) words: Words,
    pub(crate) house: House,
    pub(crate) writer: Writer,
    pub(crate) slots: SlotFile,
    pub(crate) root: VaultRoot,
    pub(crate) mac: MacKey,
    pub(crate) blob_names: BlobNameKey,
    pub(crate) mode: Mode,
    /// The generation of the last head file.
    pub(crate) head_generation: u64,
    pub(crate) commits: u32,
    /// Signs while this thread goes on, in a transaction of many records.
    pub(crate) signing: RefCell<Option<Signing>>,
    /// The numbers of what was erased since it was opened, for whoever follows changes.
    pub(crate) forgotten: Vec<Number>,
    /// Whether the disk refused something that the connection still holds against the database (removable disks only).
    pub(crate) refused: bool,
    /// Declared last, so that the lock outlives the database.
    pub(crate) lock: Option<WriterLock>,
}

impl Vault {
    /// What it was opened for.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Where its keys stand in memory, for whoever can keep those pages out of swap. True until the vault is moved.
    ///
    /// SQLCipher locks the pages of its own keys itself.
    pub fn key_places(&self) -> impl Iterator<Item = &[u8; 32]> {
        let own = [self.root.expose(), self.mac.expose(), self.blob_names.expose()];
        own.into_iter().chain(self.house.key_places())
    }

    /// Whether a change would be refused, and why.
    pub fn may_write(&self) -> Result<(), Error> {
        if self.mode == Mode::Read {
            return Err(Error::ReadOnly);
        }
        if self.writer.understands_all() { Ok(()) } else { Err(Error::UnknownOperations) }
    }

    /// How many entries the ledger holds: what was read before is still so while this stays the same.
    pub fn changes(&self) -> Result<u64, Error> {
        let last: Option<i64> =
            self.db.query_row("SELECT max(pos) FROM op", [], |row| row.get(0))?;
        Ok(last.map_or(0, i64::cast_unsigned))
    }

    /// Carries the log into the database, writes the head file and closes. What was acknowledged is safe without it.
    pub fn close(mut self) -> Result<(), Error> {
        if self.mode == Mode::Read {
            return Ok(());
        }
        match db::checkpoint(&self.db) {
            // A reader holds an older state; the log stays beside the database until the next closing.
            Ok(()) | Err(Error::Busy) => {}
            Err(error) => return Err(self.really(error)),
        }
        let told = self.write_head();
        told.map_err(|error| self.really(error))
    }

    /// What happened: a connection that met a refusal of the disk calls the database damaged from then on, which nobody knows.
    fn really(&self, error: Error) -> Error {
        match error {
            Error::Damaged(Part::Database) if self.refused => {
                Error::Disk(std::io::ErrorKind::Other)
            }
            error => error,
        }
    }

    /// Runs `change` in one transaction that is durable when this returns, or leaves everything as it was.
    pub(crate) fn write<T>(
        &mut self,
        now: Timestamp,
        change: impl FnOnce(&mut Vault) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.may_write()?;
        let before = self.writer;
        self.begin()?;
        let done = self.begin_stream(now).and_then(|()| change(self)).and_then(|value| {
            self.finish_signing()?;
            self.writer.store(&self.db)?;
            self.db.execute_batch("COMMIT")?;
            Ok(value)
        });
        match &done {
            Ok(_) => {
                self.refused = false;
                self.committed();
            }
            Err(error) => {
                self.refused |= matches!(error, Error::Disk(_)) && self.place.is_removable();
                self.signing.take();
                let rolled_back =
                    self.db.is_autocommit() || self.db.execute_batch("ROLLBACK").is_ok();
                if !rolled_back || is_of_the_disk(error) {
                    // If it is refused as well, it is tried again before the next change.
                    let _ = self.connect_anew();
                }
                self.writer = self.writer_after_failure(before);
            }
        }
        done
    }

    /// A commit that the disk refused at its very end may stand all the same: what counts is what the database says.
    fn writer_after_failure(&self, before: Writer) -> Writer {
        match Writer::read(&self.db, self.house.space()) {
            Ok(stands) if stands.stream != before.stream => stands,
            _ => before,
        }
    }

    fn begin(&mut self) -> Result<(), Error> {
        let begun = self.db.execute_batch("BEGIN IMMEDIATE").map_err(Error::from);
        match begun {
            Err(error) if is_of_the_disk(&error) => {
                self.connect_anew()?;
                Ok(self.db.execute_batch("BEGIN IMMEDIATE")?)
            }
            begun => begun,
        }
    }

    /// After a page could not be read, SQLCipher takes the whole connection for damaged; a new one finds the disk as it is.
    /// Where a disk may be pulled out the old one holds the file alone: there the vault has to be locked and opened again.
    pub(crate) fn connect_anew(&mut self) -> Result<(), Error> {
        if !self.place.is_removable() {
            let key = self.root.database_key(&self.house.vault);
            let (disk, path) = (&*self.disk, self.place.database());
            let how = if self.mode == Mode::Read { How::Read } else { write_how(&self.place) };
            self.db = db::open(disk, &path, &key, how)?;
        }
        Ok(())
    }

    /// In a copied, restored or shortened vault, a new stream begins before anything else is written.
    fn begin_stream(&mut self, now: Timestamp) -> Result<(), Error> {
        if !self.writer.fork {
            return Ok(());
        }
        let left = self.writer.stream.head();
        self.start_stream()?;
        self.writer.fork = false;
        house::set(&self.db, "place", &self.house.image(&self.place.mark()?))?;
        if let Some(from) = left {
            let key = self.house_key()?;
            let op = self.new_op();
            let draft = Draft {
                payload: Some(Fork { from }.encode()),
                ..Draft::of_house(Kind::StreamFork, &key)
            };
            self.append(op, draft, now)?;
        }
        Ok(())
    }

    /// Begins a stream that nobody has written to.
    pub(crate) fn start_stream(&mut self) -> Result<(), Error> {
        let stream = StreamId::random(&mut *self.rng);
        self.db.execute(
            "INSERT INTO stream (stream, certificate) VALUES (?1, ?2)",
            params![stream.as_bytes(), self.house.certificate.as_bytes()],
        )?;
        self.writer.number = self.db.last_insert_rowid();
        self.writer.stream = Stream::start(self.house.space(), stream);
        Ok(())
    }

    /// The head file follows the ledger at a distance; that it could not be written loses nothing.
    fn committed(&mut self) {
        self.commits += 1;
        if self.commits >= limits::COMMITS_PER_HEAD && self.write_head().is_ok() {
            self.commits = 0;
            return;
        }
        match self.head(self.head_generation) {
            Ok(head) => heads::note(&*self.disk, &self.place, &head, &self.mac),
            // It was saved; only what is read next must not be taken for damaged.
            Err(error) => {
                self.refused |= matches!(error, Error::Disk(_)) && self.place.is_removable();
                self.look_again(error.message_id());
            }
        }
    }

    /// After an error with this message id was met while reading: where the disk or damage was met, opens the database anew,
    /// because SQLCipher refuses every page once it could not read one. What is really damaged is met again.
    pub fn look_again(&mut self, told: &str) {
        let of_the_disk = [Error::Disk(std::io::ErrorKind::Other), Error::Damaged(Part::Database)];
        if of_the_disk.iter().any(|error| error.message_id() == told) {
            // If that is refused as well, it is tried again after the next error.
            let _ = self.connect_anew();
        }
    }

    /// Writes how far every stream has come into the head file whose turn it is.
    pub(crate) fn write_head(&mut self) -> Result<(), Error> {
        let head = self.head(self.head_generation + 1)?;
        heads::write(&*self.disk, &self.place, &head, &self.mac)?;
        self.head_generation = head.generation;
        Ok(())
    }

    fn head(&self, generation: u64) -> Result<HeadFile, Error> {
        Ok(HeadFile {
            vault: self.house.vault,
            generation,
            moment_ms: i64::try_from(self.writer.clock.last().ms()).unwrap_or(i64::MAX),
            tables: self.writer.tally.digest(),
            heads: self.stream_heads()?,
        })
    }

    /// The last operation of each stream, as the ledger has it; of very many streams the latest.
    pub(crate) fn stream_heads(&self) -> Result<Vec<StreamHead>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT o.pos, o.record, o.header, o.signature, NULL FROM stream s
             JOIN op o ON o.stream = s.id AND o.seq = (SELECT max(seq) FROM op WHERE stream = s.id)
             ORDER BY s.id DESC LIMIT ?1",
        )?;
        let rows = query.query_map(
            [i64::try_from(seal::limits::HEADS_MAX).unwrap_or(i64::MAX)],
            crate::ops::read_kept,
        )?;
        rows.map(|kept| {
            let operation = kept??.operation;
            let header = operation.header;
            Ok(StreamHead {
                stream: *header.stream.as_bytes(),
                seq: header.seq,
                hash: operation.hash(),
            })
        })
        .collect()
    }

    /// The local numbers of the streams, by name.
    pub(crate) fn stream_numbers(&self) -> Result<BTreeMap<[u8; 16], i64>, Error> {
        let mut query = self.db.prepare_cached("SELECT stream, id FROM stream")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Whether an error came from the disk, or looks like damage, as everything does after one that did.
fn is_of_the_disk(error: &Error) -> bool {
    matches!(error, Error::Disk(_) | Error::Damaged(Part::Database))
}
