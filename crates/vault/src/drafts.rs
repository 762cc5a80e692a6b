//! Unfinished forms and settings, kept inside the vault and nowhere else.
//!
//! They are no records: no operation, no history, no export. Deliberately absent: what a form asks.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;

use crate::error::Error;
use crate::limits;
use crate::vault::Vault;

/// An unfinished form.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its key.
    pub key: String,
    /// What was typed.
    pub value: Value,
    /// When it was saved.
    pub saved: Timestamp,
}

impl Vault {
    /// Keeps what was typed so far; durable when it returns.
    pub fn draft_save(&mut self, key: &str, value: &Value, now: Timestamp) -> Result<(), Error> {
        self.may_write()?;
        let text = value.to_string();
        if text.len() > limits::MAX_DRAFT {
            return Err(Error::TooLarge);
        }
        fit_name(key)?;
        let sql = "INSERT INTO draft VALUES (?1, ?2, ?3)
                   ON CONFLICT DO UPDATE SET value = excluded.value, saved = excluded.saved";
        self.db.prepare_cached(sql)?.execute(params![key, text, now.as_millisecond()])?;
        Ok(())
    }

    /// An unfinished form.
    pub fn draft(&self, key: &str) -> Result<Option<Draft>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT name, value, saved FROM draft WHERE name = ?1")?;
        query.query_row([key], read_draft).optional()?.transpose()
    }

    /// All unfinished forms, latest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT name, value, saved FROM draft ORDER BY saved DESC, name")?;
        query.query_map([], read_draft)?.map(|draft| draft?).collect()
    }

    /// Drops an unfinished form; it is no error when there is none.
    pub fn draft_drop(&mut self, key: &str) -> Result<(), Error> {
        self.may_write()?;
        self.db.prepare_cached("DELETE FROM draft WHERE name = ?1")?.execute([key])?;
        Ok(())
    }

    /// A setting of this vault.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        let mut query = self.db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Keeps a setting.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.may_write()?;
        if value.len() > limits::MAX_DRAFT {
            return Err(Error::TooLarge);
        }
        fit_name(name)?;
        let sql =
            "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.db.prepare_cached(sql)?.execute([name, value])?;
        Ok(())
    }
}

fn fit_name(name: &str) -> Result<(), Error> {
    if name.is_empty() || name.len() > limits::MAX_NAME { Err(Error::Unusable) } else { Ok(()) }
}

fn read_draft(row: &Row<'_>) -> rusqlite::Result<Result<Draft, Error>> {
    let (key, text, saved): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let damaged = |_| Error::Damaged(crate::error::Part::Tables);
    let read = || -> Result<Draft, Error> {
        let value =
            serde_json::from_str(&text).map_err(|_| Error::Damaged(crate::error::Part::Tables))?;
        Ok(Draft { key, value, saved: Timestamp::from_millisecond(saved).map_err(damaged)? })
    };
    Ok(read())
}
