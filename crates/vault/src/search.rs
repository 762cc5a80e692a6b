//! Full-text search: word forms, newest first.
//!
//! The order is that of taking down, so that a common word costs no more than a rare one. Identities are not in the index
//! (see [`crate::reveal`] for searching them). Deliberately absent: ranking; a name or a case number finds few records,
//! and of a common word the newest are what a defender looks for.

use casework::Kind;
use jiff::civil::Date;
use ledger::EntityId;
use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use crate::error::Error;
use crate::filter::{Conditions, Filters, Form};
use crate::limits;
use crate::query::Query;
use crate::snippet::{Snippet, snippet};
use crate::stored::Stored;
use crate::summary;
use crate::vault::Vault;

/// What to search for. An absent filter lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// Words in any form; a phrase in quotation marks; the last word may be cut off with `*`.
    pub text: String,
    /// Of these kinds; none means all.
    pub kinds: Vec<Kind>,
    /// See [`crate::ListQuery`].
    pub region: Option<String>,
    /// See [`crate::ListQuery`].
    pub method: Option<String>,
    /// See [`crate::ListQuery`].
    pub situation: Option<String>,
    /// See [`crate::ListQuery`].
    pub state: Option<String>,
    /// See [`crate::ListQuery`].
    pub from: Option<Date>,
    /// See [`crate::ListQuery`].
    pub to: Option<Date>,
    /// Give at most so many; 0 means as many as there may be.
    pub limit: usize,
}

/// One record found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its kind.
    pub kind: Kind,
    /// Its handle.
    pub id: String,
    /// Its name inside this vault.
    pub entity: EntityId,
    /// Some words around the hit.
    pub snippet: Snippet,
}

impl Vault {
    /// Searches everything but identities, newest first.
    pub fn search(&self, query: &SearchQuery) -> Result<Vec<Hit>, Error> {
        let sought = Query::read(&query.text, &self.words);
        if sought.is_empty() {
            return Ok(Vec::new());
        }
        let limit =
            if query.limit == 0 { limits::MAX_HITS } else { query.limit.min(limits::MAX_HITS) };
        let begun = self.begun(&sought)?;
        if begun.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Vec::new());
        }
        let (sql, conditions) = statement(query, (&sought, begun.as_deref()), limit);
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(conditions.values().as_slice())?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()?
            && hits.len() < limit
        {
            hits.extend(self.hit(self.stored(row.get(0)?)?, &sought));
        }
        Ok(hits)
    }

    /// The stems in the index that begin like the word that was cut off; `None` where there is none, or very many.
    ///
    /// Each look begins right behind the stem before, so that none goes along the records of a stem.
    fn begun(&self, sought: &Query) -> Result<Option<Vec<String>>, Error> {
        let Some(prefix) = &sought.prefix else { return Ok(None) };
        let mut query = self
            .db
            .prepare_cached("SELECT term FROM temp.stem WHERE term >= ?1 AND term <= ?2 LIMIT 1")?;
        let (mut from, end) = (prefix.clone(), format!("{prefix}{}", char::MAX));
        let mut found: Vec<String> = Vec::new();
        while let Some(stem) =
            query.query_row([&from, &end], |row| row.get::<_, String>(0)).optional()?
        {
            if found.len() == limits::MAX_BEGUN {
                return Ok(None);
            }
            from = format!("{stem}\u{1}");
            found.push(stem);
        }
        Ok(Some(found))
    }

    /// The hit, unless a phrase that was asked for does not stand in the record.
    fn hit(&self, stored: Stored, sought: &Query) -> Option<Hit> {
        let texts = summary::texts(&stored.record);
        if !sought.phrases.is_empty() {
            let spots: Vec<_> = texts.iter().map(|text| self.words.spots(text)).collect();
            if !sought.has_phrases(&spots) {
                return None;
            }
        }
        let snippet = snippet(&texts, sought, &self.words);
        drop(texts);
        Some(Hit { kind: stored.record.kind, id: stored.record.id, entity: stored.entity, snippet })
    }
}

fn statement(
    query: &SearchQuery,
    (sought, begun): (&Query, Option<&[String]>),
    limit: usize,
) -> (String, Conditions) {
    let filters = Filters {
        kinds: &query.kinds,
        region: query.region.as_deref(),
        method: query.method.as_deref(),
        situation: query.situation.as_deref(),
        state: query.state.as_deref(),
        from: query.from,
        to: query.to,
        case: None,
    };
    let mut conditions = Conditions::of(&filters, Form::Each);
    // Without filters the index alone knows which records they are.
    let from = if conditions.sql().is_empty() {
        "SELECT words.rowid FROM words"
    } else {
        "SELECT r.id FROM words CROSS JOIN record r ON r.id = words.rowid"
    };
    conditions.and("words MATCH :words");
    conditions.name(":words", Value::Text(sought.to_match(begun)));
    let most = if sought.phrases.is_empty() { limit } else { limits::MAX_OPENED };
    let sql = format!("{from}{} ORDER BY words.rowid DESC LIMIT {most}", conditions.sql());
    (sql, conditions)
}
