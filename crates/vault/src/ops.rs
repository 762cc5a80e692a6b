//! Operations in the database: appending, reading, opening, and the keys of their bodies.
//!
//! Deliberately absent: what a change means for the tables ([`crate::rows`]).

use jiff::Timestamp;
use ledger::{Body, Change, Entity, EntityId, KeyId, Kind, OpId, Operation};
use rand_core::CryptoRng;
use rusqlite::{Connection, OptionalExtension, Row, params};
use seal::RecordKey;

use crate::error::{Error, Part};
use crate::house::{House, millis};
use crate::signing::{self, Order, Signing};
use crate::vault::Vault;

/// The number under which the house's own operations are kept.
pub(crate) const HOUSE: i64 = 0;

/// What is to be written as one operation.
pub(crate) struct Draft<'d> {
    pub kind: Kind,
    /// Whose key seals it, by local number.
    pub record: i64,
    pub key: &'d Key,
    pub entity: Option<EntityId>,
    pub record_kind: &'d str,
    pub handle: &'d str,
    pub changes: Vec<Change>,
    pub reason: Option<&'d str>,
    pub payload: Option<Vec<u8>>,
}

/// A content key with its name.
#[derive(Clone)]
pub(crate) struct Key {
    pub id: KeyId,
    pub key: RecordKey,
}

/// The same as it stands in the database.
pub(crate) struct WrappedKey {
    pub id: Vec<u8>,
    pub epoch: Vec<u8>,
    pub wrapped: Vec<u8>,
}

impl WrappedKey {
    /// Reads its name, epoch and wrap from three columns.
    pub(crate) fn read(row: &Row<'_>, at: usize) -> rusqlite::Result<WrappedKey> {
        Ok(WrappedKey { id: row.get(at)?, epoch: row.get(at + 1)?, wrapped: row.get(at + 2)? })
    }

    /// Opens it with the epoch key.
    pub(crate) fn open(&self, house: &House) -> Result<Key, Error> {
        let damaged = || Error::Damaged(Part::Ledger);
        let epoch = house.epoch.as_bytes();
        let id = KeyId::from_slice(&self.id).filter(|_| self.epoch == epoch).ok_or_else(damaged)?;
        let key = house.epoch_key.unwrap(&self.wrapped, &wrap_aad(epoch, &id));
        Ok(Key { id, key: key.map_err(|_| damaged())? })
    }
}

/// An operation as it stands in the database.
pub(crate) struct Kept {
    pub pos: i64,
    pub record: i64,
    pub operation: Operation,
}

impl<'d> Draft<'d> {
    /// An operation of the house, about no record or about one whose key is gone or not concerned.
    pub(crate) fn of_house(kind: Kind, key: &'d Key) -> Draft<'d> {
        Draft {
            kind,
            record: HOUSE,
            key,
            entity: None,
            record_kind: "",
            handle: "",
            changes: Vec::new(),
            reason: None,
            payload: None,
        }
    }
}

impl Vault {
    /// Chains, seals, signs and stores one operation; returns what was sealed, for the tables.
    pub(crate) fn append(
        &mut self,
        op: OpId,
        draft: Draft<'_>,
        now: Timestamp,
    ) -> Result<Body, Error> {
        let body = Body {
            actor: self.house.actor,
            clock: self.writer.clock.tick(millis(now)?).map_err(|_| Error::Clock)?,
            entity: draft.entity,
            record_kind: draft.record_kind.to_owned(),
            handle: draft.handle.to_owned(),
            changes: draft.changes,
            deps: Vec::new(),
            key_id: draft.key.id,
            reason: draft.reason.map(str::to_owned),
            payload: draft.payload,
        };
        self.writer.saw(draft.kind);
        let (record, kind) = (draft.record, draft.kind);
        if let Some(signing) = self.signing.get_mut() {
            let key = draft.key.key.clone();
            signing.order(Order { record, op, kind, body: body.clone(), key });
            self.store_signed(false)?;
            return Ok(body);
        }
        let author = self.house.author();
        let made = self.writer.stream.append(&author, op, kind, &body, &draft.key.key);
        self.insert(record, &made.map_err(|_| Error::TooLarge)?)?;
        Ok(body)
    }

    /// Signs on another core for the rest of the transaction, if there are many records and is another core.
    pub(crate) fn sign_aside(&mut self, records: usize) {
        if records >= signing::MANY {
            *self.signing.get_mut() = Signing::start(&self.house, self.writer.stream);
        }
    }

    /// Waits for what is being signed, before the commit.
    pub(crate) fn finish_signing(&mut self) -> Result<(), Error> {
        self.store_signed(true)?;
        if let Some(signing) = self.signing.get_mut().take() {
            self.writer.stream = signing.finish();
        }
        Ok(())
    }

    /// Stores what was signed meanwhile; with `wait` all that was ordered.
    fn store_signed(&self, wait: bool) -> Result<(), Error> {
        let mut signing = self.signing.borrow_mut();
        let Some(signing) = signing.as_mut() else { return Ok(()) };
        while let Some(signed) = signing.next(wait) {
            for signed in signed {
                let (record, operation) = signed?;
                self.insert(record, &operation)?;
            }
        }
        Ok(())
    }

    fn insert(&self, record: i64, operation: &Operation) -> Result<(), Error> {
        let sql = "INSERT INTO op (stream, seq, record, header, signature, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let seq = i64::try_from(operation.header.seq).map_err(|_| Error::TooLarge)?;
        let header = operation.header.encode();
        let signature = operation.signature.as_bytes();
        let body = operation.body.as_deref();
        let mut insert = self.db.prepare_cached(sql)?;
        insert.execute(params![self.writer.number, seq, record, header, signature, body])?;
        Ok(())
    }

    /// A new random name of an operation.
    pub(crate) fn new_op(&mut self) -> OpId {
        OpId::random(&mut *self.rng)
    }

    /// Makes and stores the key of a new record.
    pub(crate) fn new_key(&mut self, record: i64) -> Result<Key, Error> {
        make_key(&self.db, &self.house, record, &mut *self.rng)
    }

    /// The key of a record; `None` where it was destroyed.
    pub(crate) fn key(&self, record: i64) -> Result<Option<Key>, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT key_id, epoch, wrapped FROM record_key WHERE record = ?1")?;
        let wrapped = query.query_row([record], |row| WrappedKey::read(row, 0)).optional()?;
        wrapped.map(|wrapped| wrapped.open(&self.house)).transpose()
    }

    /// The house's own key.
    pub(crate) fn house_key(&self) -> Result<Key, Error> {
        self.key(HOUSE)?.ok_or(Error::Damaged(Part::Ledger))
    }

    /// The operations of a record whose bodies are there, in the order they came.
    pub(crate) fn kept(&self, record: i64) -> Result<Vec<Kept>, Error> {
        self.store_signed(true)?;
        let mut query = self.db.prepare_cached(
            "SELECT pos, record, header, signature, body FROM op
             WHERE record = ?1 AND body IS NOT NULL ORDER BY pos",
        )?;
        query.query_map([record], read_kept)?.map(|kept| kept?).collect()
    }

    /// The state of a record up to a version, and the version it is.
    pub(crate) fn entity_state(&self, record: i64, upto: i64) -> Result<(Entity, i64), Error> {
        self.store_signed(true)?;
        let damaged = || Error::Damaged(Part::Ledger);
        // Key and operations at once: a page of hits opens fifty records.
        let mut query = self.db.prepare_cached(
            "SELECT o.pos, o.record, o.header, o.signature, o.body, k.key_id, k.epoch, k.wrapped
             FROM record_key k CROSS JOIN op o ON o.record = k.record
             WHERE k.record = ?1 AND o.pos <= ?2 AND o.body IS NOT NULL ORDER BY o.pos",
        )?;
        let mut rows = query.query([record, upto])?;
        let mut key: Option<Key> = None;
        let mut state: Option<Entity> = None;
        let mut version = 0;
        while let Some(row) = rows.next()? {
            let kept = read_kept(row)??;
            if key.is_none() {
                key = Some(WrappedKey::read(row, 5)?.open(&self.house)?);
            }
            let Some(key) = key.as_ref().filter(|_| kept.operation.header.kind == Kind::Change)
            else {
                continue;
            };
            let body = kept.operation.open(&key.key).map_err(|_| damaged())?;
            let id = body.entity.ok_or_else(damaged)?;
            state.get_or_insert_with(|| Entity::new(id)).apply(
                kept.operation.header.op,
                Kind::Change,
                &body,
            );
            version = kept.pos;
        }
        state.map(|state| (state, version)).ok_or_else(damaged)
    }
}

/// Reads one row: position, record, header, signature, body.
pub(crate) fn read_kept(row: &Row<'_>) -> rusqlite::Result<Result<Kept, Error>> {
    let (header, signature): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
    let operation = Operation::from_parts(&header, &signature, row.get(4)?);
    let (pos, record) = (row.get(0)?, row.get(1)?);
    Ok(operation
        .map(|operation| Kept { pos, record, operation })
        .map_err(|_| Error::Damaged(Part::Ledger)))
}

/// Makes a content key and stores it, wrapped by the epoch key.
pub(crate) fn make_key(
    db: &Connection,
    house: &House,
    record: i64,
    rng: &mut dyn CryptoRng,
) -> Result<Key, Error> {
    let key = Key { id: KeyId::random(rng), key: RecordKey::generate(rng) };
    let wrapped = house.epoch_key.wrap(&key.key, &wrap_aad(house.epoch.as_bytes(), &key.id), rng);
    let mut insert = db.prepare_cached("INSERT INTO record_key VALUES (?1, ?2, ?3, ?4)")?;
    insert.execute(params![record, key.id.as_bytes(), house.epoch.as_bytes(), wrapped])?;
    Ok(key)
}

fn wrap_aad(epoch: &[u8; 16], key: &KeyId) -> [u8; 32] {
    let mut aad = [0; 32];
    aad[..16].copy_from_slice(epoch);
    aad[16..].copy_from_slice(key.as_bytes());
    aad
}
