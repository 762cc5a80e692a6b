//! Unfinished forms and settings, kept inside the vault and nowhere else.
//!
//! They are no records: no operation, no history, no export. Erasing a record takes along the forms that name it. A form
//! kept in pieces names them `whole` and `whole.piece`; they go together. Deliberately absent: what a form asks.

use std::collections::BTreeSet;

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

    /// How many unfinished forms there are.
    pub(crate) fn drafts_count(&self) -> Result<usize, Error> {
        let count: i64 = self.db.query_row("SELECT count(*) FROM draft", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Drops the unfinished forms about records, and returns how many.
    pub(crate) fn drop_drafts_about(&self, gone: &Names) -> Result<usize, Error> {
        let drafts = self.drafts()?;
        let about = drafts.iter().filter(|draft| gone.are_named_in(draft));
        let whole_ones: BTreeSet<&str> = about.map(|draft| whole(&draft.key)).collect();
        let mut delete = self.db.prepare_cached("DELETE FROM draft WHERE name = ?1")?;
        let mut dropped = 0;
        for draft in drafts.iter().filter(|draft| whole_ones.contains(whole(&draft.key))) {
            dropped += delete.execute([&draft.key])?;
        }
        Ok(dropped)
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

/// What names records in an unfinished form.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub entities: Vec<String>,
    pub handles: Vec<String>,
    /// In lower case. They are ordinary words, so only an answer that asks for an alias counts.
    pub aliases: Vec<String>,
}

impl Names {
    fn are_named_in(&self, draft: &Draft) -> bool {
        let handle = |text: &str| self.handles.iter().any(|handle| handle == text);
        let entity = |text: &str| self.entities.iter().any(|entity| text.contains(entity));
        entity(&draft.key)
            || draft.key.split('/').any(handle)
            || any_answer(&draft.value, "", &|name, text| {
                let alias = || self.aliases.contains(&text.trim().to_lowercase());
                entity(text) || handle(text) || (name.ends_with("alias") && alias())
            })
    }
}

/// Whether one of the answers is so. A form keeps them as pairs of name and text, or as an object.
fn any_answer(value: &Value, name: &str, is_so: &dyn Fn(&str, &str) -> bool) -> bool {
    match value {
        Value::String(text) => is_so(name, text),
        Value::Array(items) => match items.as_slice() {
            [Value::String(name), Value::String(text)] => is_so(name, text) || is_so("", name),
            items => items.iter().any(|item| any_answer(item, name, is_so)),
        },
        Value::Object(fields) => fields.iter().any(|(name, field)| any_answer(field, name, is_so)),
        _ => false,
    }
}

/// The name of the form that a key is a piece of.
fn whole(key: &str) -> &str {
    key.split_once('.').map_or(key, |(whole, _)| whole)
}

pub(crate) fn fit_name(name: &str) -> Result<(), Error> {
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
