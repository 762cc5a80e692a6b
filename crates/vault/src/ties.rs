//! How records hang together, by their numbers: what a reader needs that goes from record to record without opening each.
//!
//! Numbers are local and short-lived: a rebuild gives new ones, and the number of what was erased may be given again.
//! They never leave the process. Deliberately absent: what a reference means ([`casework::cluster`]).

use std::collections::BTreeSet;

use casework::Kind;
use ledger::EntityId;
use rusqlite::{OptionalExtension, Row, ToSql};

use crate::error::{Error, Part};
use crate::ops::HOUSE;
use crate::read::parse_kind;
use crate::stored::Stored;
use crate::vault::Vault;

/// A record's number in the tables of this vault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub u32);

/// A reference between two records that stand, as seen from one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The other record.
    pub number: Number,
    /// The kind of the other record.
    pub kind: Kind,
    /// The field that refers, of whichever of the two refers.
    pub field: String,
}

/// What the tables tell of a record without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its name inside this vault.
    pub entity: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is a closed case or a task that is done.
    pub over: bool,
}

/// How far a reader has followed what changes in an open vault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    position: u64,
    forgotten: usize,
}

/// The states of the tables that mean "over".
const OVER: [&str; 2] = ["closed", "done"];

impl Vault {
    /// The numbers of the records below one, from the highest down.
    ///
    /// # Errors
    /// What the database gives.
    pub fn numbers_below(&self, below: Number, most: usize) -> Result<Vec<Number>, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT id FROM record WHERE id < ?1 ORDER BY id DESC LIMIT ?2")?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map([i64::from(below.0), most], |row| row.get(0))?;
        rows.map(|number| short(number?)).collect()
    }

    /// The highest number that a record has; 0 where there is none.
    ///
    /// # Errors
    /// What the database gives.
    pub fn last_number(&self) -> Result<Number, Error> {
        let last: Option<i64> =
            self.db.query_row("SELECT max(id) FROM record", [], |row| row.get(0))?;
        short(last.unwrap_or(0))
    }

    /// What stands under a number; `None` where nothing does.
    ///
    /// # Errors
    /// What the database gives.
    pub fn standing_of(&self, number: Number) -> Result<Option<Standing>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT entity, kind, state FROM record WHERE id = ?1")?;
        let read = |row: &Row<'_>| {
            Ok((
                row.get::<_, [u8; 16]>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
            ))
        };
        let Some((entity, kind, state)) = query.query_row([number.0], read).optional()? else {
            return Ok(None);
        };
        let over = state.is_some_and(|state| OVER.contains(&state.as_str()));
        let entity = EntityId::from_bytes(entity);
        Ok(Some(Standing { entity, kind: parse_kind(&kind)?, over }))
    }

    /// The records that one refers to.
    ///
    /// # Errors
    /// What the database gives.
    pub fn ties_from(&self, number: Number) -> Result<Vec<Tie>, Error> {
        self.ties(
            "SELECT r.id, r.kind, l.field FROM link l JOIN record r ON r.entity = l.target
             WHERE l.record = ?1",
            number.0,
        )
    }

    /// The records that refer to one.
    ///
    /// # Errors
    /// What the database gives.
    pub fn ties_to(&self, number: Number) -> Result<Vec<Tie>, Error> {
        self.ties(
            "SELECT r.id, r.kind, l.field FROM record t JOIN link l ON l.target = t.entity
             JOIN record r ON r.id = l.record WHERE t.id = ?1",
            number.0,
        )
    }

    /// The records that refer to one, by its name in this vault: the newest first.
    ///
    /// # Errors
    /// What the database gives.
    pub fn ties_to_entity(&self, entity: EntityId) -> Result<Vec<Tie>, Error> {
        self.ties(
            "SELECT r.id, r.kind, l.field FROM link l JOIN record r ON r.id = l.record
             WHERE l.target = ?1 ORDER BY l.record DESC",
            entity.as_bytes(),
        )
    }

    fn ties(&self, sql: &str, of: impl ToSql) -> Result<Vec<Tie>, Error> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([of])?;
        let mut ties = Vec::new();
        while let Some(row) = rows.next()? {
            let kind = parse_kind(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
            ties.push(Tie { number: short(row.get(0)?)?, kind, field: row.get(2)? });
        }
        Ok(ties)
    }

    /// The record under a number; `None` where none stands there.
    ///
    /// # Errors
    /// What the database gives, or what the ledger does not give any more.
    pub fn record_at(&self, number: Number) -> Result<Option<Stored>, Error> {
        match self.standing_of(number)? {
            Some(_) => self.stored(i64::from(number.0)).map(Some),
            None => Ok(None),
        }
    }

    /// Where the vault is now.
    ///
    /// # Errors
    /// What the database gives.
    pub fn mark(&self) -> Result<Mark, Error> {
        Ok(Mark { position: self.changes()?, forgotten: self.forgotten.len() })
    }

    /// The records that were made, changed or erased since, each once, and where the vault is now. Under the number of
    /// what was erased nothing stands, or something new.
    ///
    /// # Errors
    /// What the database gives.
    pub fn touched_since(&self, mark: Mark) -> Result<(BTreeSet<Number>, Mark), Error> {
        let now = self.mark()?;
        let gone = self.forgotten.get(mark.forgotten..).unwrap_or_default();
        let mut touched: BTreeSet<Number> = gone.iter().copied().collect();
        let after = i64::try_from(mark.position).map_err(|_| Error::Damaged(Part::Ledger))?;
        let mut query =
            self.db.prepare_cached("SELECT record FROM op WHERE pos > ?1 AND record > ?2")?;
        let records = query.query_map([after, HOUSE], |row| row.get(0))?;
        for number in records {
            touched.insert(short(number?)?);
        }
        Ok((touched, now))
    }
}

pub(crate) fn short(number: i64) -> Result<Number, Error> {
    u32::try_from(number).map(Number).map_err(|_| Error::Damaged(Part::Tables))
}
