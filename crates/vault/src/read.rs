//! Reading records: by name, by kind, and who refers to them.
//!
//! Deliberately absent: identities ([`crate::reveal`]) and the past ([`crate::history`]).

use casework::{Kind, Record};
use jiff::Timestamp;
use ledger::{Entity, EntityId, HybridTime, entity_digest};
use rusqlite::{OptionalExtension, Row};
use serde_json::Value;

use crate::error::{Error, Part};
use crate::merged::Merged;
use crate::stored::{Link, Stored, Version};
use crate::vault::Vault;

impl Vault {
    /// One record by handle or entity. What was erased comes back as a record of kind `erased`.
    pub fn get(&self, id: &str) -> Result<Option<Stored>, Error> {
        for entity in self.entities(id) {
            if let Some((number, _)) = self.number(entity)? {
                return self.stored(number).map(Some);
            }
            if let Some(erased) = self.erased_record(entity)? {
                return Ok(Some(erased));
            }
        }
        Ok(None)
    }

    /// All records of a kind, oldest first.
    pub fn all(&self, kind: Kind) -> Result<Vec<Stored>, Error> {
        if kind == Kind::Erased {
            return self.all_erased();
        }
        let mut query =
            self.db.prepare_cached("SELECT id FROM record WHERE kind = ?1 ORDER BY id")?;
        let numbers = query.query_map([kind.as_str()], |row| row.get(0))?;
        numbers.map(|number| self.stored(number?)).collect()
    }

    /// Who refers to a record, oldest first. Also answered for what was erased.
    pub fn linked(&self, id: &str) -> Result<Vec<Link>, Error> {
        let target = self.entity(id);
        let mut query = self.db.prepare_cached(
            "SELECT r.handle, r.entity, r.kind, l.field FROM link l JOIN record r ON r.id = l.record
             WHERE l.target = ?1 ORDER BY r.id, l.field",
        )?;
        query.query_map([target.as_bytes()], read_link)?.map(|link| link?).collect()
    }

    /// A handle that no record has.
    pub fn new_handle(&mut self, kind: Kind) -> Result<String, Error> {
        loop {
            let mut random = [0; 10];
            rand_core::Rng::fill_bytes(&mut self.rng, &mut random);
            let handle = casework::handle::generate(kind, random);
            let entity = self.house.entity_of(&handle);
            if self.number(entity)?.is_none() && !self.is_erased(entity)? {
                return Ok(handle);
            }
        }
    }

    /// The record of a local number.
    pub(crate) fn stored(&self, number: i64) -> Result<Stored, Error> {
        let (state, version) = self.current_state(number)?;
        stored_of(&state, Merged::of(&state)?, version)
    }

    /// The same for who erases it: what does not hold together any more has to go all the same.
    pub(crate) fn stored_as_it_is(&self, number: i64) -> Result<Stored, Error> {
        let (state, version) = self.entity_state(number, i64::MAX)?;
        stored_of(&state, Merged::of(&state)?, version)
    }

    /// The newest state of a record and its version. Where an entry is gone or stands elsewhere, the ledger gives an older
    /// state and never says so; but the tables were made from the newest one.
    pub(crate) fn current_state(&self, number: i64) -> Result<(Entity, i64), Error> {
        let (state, version) = self.entity_state(number, i64::MAX)?;
        let mut query = self.db.prepare_cached("SELECT content FROM record WHERE id = ?1")?;
        let content: Vec<u8> = query.query_row([number], |row| row.get(0))?;
        if content == entity_digest(&state).as_bytes() {
            Ok((state, version))
        } else {
            Err(Error::Damaged(Part::Ledger))
        }
    }

    /// The entity that a handle or an entity's digits name; the handle goes first.
    pub(crate) fn entity(&self, id: &str) -> EntityId {
        let [by_handle, by_digits] = [Some(self.house.entity_of(id)), EntityId::from_hex(id)];
        let stands = |entity: &EntityId| {
            matches!(self.number(*entity), Ok(Some(_)))
                || matches!(self.is_erased(*entity), Ok(true))
        };
        let named = by_handle.expect("a handle always has an entity");
        match by_digits {
            Some(digits) if !stands(&named) => digits,
            _ => named,
        }
    }

    fn entities(&self, id: &str) -> impl Iterator<Item = EntityId> + use<> {
        [Some(self.house.entity_of(id)), EntityId::from_hex(id)].into_iter().flatten()
    }

    /// The local number and the kind of a record that stands.
    pub(crate) fn number(&self, entity: EntityId) -> Result<Option<(i64, Kind)>, Error> {
        let mut query = self.db.prepare_cached("SELECT id, kind FROM record WHERE entity = ?1")?;
        let row =
            query.query_row([entity.as_bytes()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
        row.optional()?.map(|(number, kind)| Ok((number, parse_kind(&kind)?))).transpose()
    }

    /// The number of a record that stands, or why there is none.
    pub(crate) fn standing(&self, id: &str) -> Result<(i64, Kind), Error> {
        for entity in self.entities(id) {
            if let Some(found) = self.number(entity)? {
                return Ok(found);
            }
            if self.is_erased(entity)? {
                return Err(Error::Erased);
            }
        }
        Err(Error::NotFound)
    }

    /// Whether a record stood here and was erased.
    pub(crate) fn is_erased(&self, entity: EntityId) -> Result<bool, Error> {
        let mut query = self.db.prepare_cached("SELECT 1 FROM erased WHERE entity = ?1")?;
        Ok(query.exists([entity.as_bytes()])?)
    }

    fn erased_record(&self, entity: EntityId) -> Result<Option<Stored>, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT entity, handle, was, day FROM erased WHERE entity = ?1")?;
        query.query_row([entity.as_bytes()], read_erased).optional()?.transpose()
    }

    fn all_erased(&self) -> Result<Vec<Stored>, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT entity, handle, was, day FROM erased ORDER BY handle")?;
        query.query_map([], read_erased)?.map(|erased| erased?).collect()
    }
}

/// A record for people from its merged state.
pub(crate) fn stored_of(state: &Entity, merged: Merged, version: i64) -> Result<Stored, Error> {
    Ok(Stored {
        entity: state.id(),
        has_identity: merged.has_identity,
        file: merged.file.map(|file| file.info),
        conflicts: merged.conflicts,
        created: moment(state.created())?,
        changed: moment(state.changed())?,
        version: Version(version),
        record: merged.record,
    })
}

/// A moment of the ledger as a timestamp.
pub(crate) fn moment(time: Option<HybridTime>) -> Result<Timestamp, Error> {
    let millis =
        i64::try_from(time.unwrap_or_default().ms()).map_err(|_| Error::Damaged(Part::Ledger))?;
    Timestamp::from_millisecond(millis).map_err(|_| Error::Damaged(Part::Ledger))
}

pub(crate) fn parse_kind(word: &str) -> Result<Kind, Error> {
    Kind::parse(word).ok_or(Error::Damaged(Part::Tables))
}

fn read_link(row: &Row<'_>) -> rusqlite::Result<Result<Link, Error>> {
    let (from, entity, kind, field) =
        (row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?);
    Ok(parse_kind(&kind).map(|kind| Link {
        from,
        entity: EntityId::from_bytes(entity),
        kind,
        field,
    }))
}

fn read_erased(row: &Row<'_>) -> rusqlite::Result<Result<Stored, Error>> {
    let (entity, handle, was, day) =
        (row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?);
    let record =
        Record::new(Kind::Erased, handle).with("was", was).with("on", Value::String(day.clone()));
    let stored = |at: Timestamp| Stored {
        record,
        entity: EntityId::from_bytes(entity),
        has_identity: false,
        file: None,
        conflicts: Vec::new(),
        created: at,
        changed: at,
        version: Version(0),
    };
    // Only the day is kept of when it was; a date that is no day says nothing about the moment.
    let day = day.parse::<casework::When>().ok().and_then(|when| when.first_day());
    let at = day.and_then(|day| jiff::tz::TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok());
    Ok(Ok(stored(at.unwrap_or(Timestamp::UNIX_EPOCH))))
}
