//! Full-text search: word forms, newest first.
//!
//! The order is that of taking down, so that a common word costs no more than a rare one. Identities are not in the index
//! (see [`crate::reveal`] for searching them). Deliberately absent: ranking; a name or a case number finds few records,
//! and of a common word the newest are what a defender looks for.

use std::collections::BTreeSet;

use casework::Kind;
use jiff::civil::Date;
use ledger::EntityId;
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
        let (sql, conditions) = statement(query, &sought, limit);
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

    /// The hit, unless a phrase that was asked for does not stand in the record.
    fn hit(&self, stored: Stored, sought: &Query) -> Option<Hit> {
        let texts = summary::texts(&stored.record);
        if !sought.phrases.is_empty() {
            let spots: Vec<_> = texts.iter().map(|(_, text)| self.words.spots(text)).collect();
            if !sought.has_phrases(&spots) {
                return None;
            }
        }
        let snippet = snippet(&texts, sought, &self.words);
        Some(Hit { kind: stored.record.kind, id: stored.record.id, entity: stored.entity, snippet })
    }

    /// People who may be the same as the one being taken down: born within a year of the year given, or taken down in the
    /// same region, and in whose case something alike is told. Best first.
    pub fn find_similar(
        &self,
        region: Option<&str>,
        birth_year: Option<i64>,
        event: &str,
    ) -> Result<Vec<String>, Error> {
        let mut stems = BTreeSet::new();
        self.words.collect(event, &mut stems);
        let telling =
            |stem: &String| stem.chars().count() > 2 || stem.bytes().all(|c| c.is_ascii_digit());
        let stems: Vec<String> = stems.into_iter().filter(telling).collect();
        let mut found: Vec<(usize, String)> = Vec::new();
        for (id, points) in self.alike(region, birth_year)? {
            let told = if stems.is_empty() { 0 } else { self.told_alike(&id, &stems)? };
            if points + told > 1 {
                found.push((points + told, id));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Ok(found.into_iter().take(limits::MAX_SIMILAR).map(|(_, id)| id).collect())
    }

    /// People with a point for the year of birth (two if exact) and one for the region.
    fn alike(
        &self,
        region: Option<&str>,
        birth_year: Option<i64>,
    ) -> Result<Vec<(String, usize)>, Error> {
        let mut statement = self.db.prepare_cached(ALIKE)?;
        let year = birth_year.unwrap_or(i64::MIN / 2);
        let most = i64::try_from(limits::MAX_OPENED).unwrap_or(i64::MAX);
        let rows = statement.query_map(rusqlite::params![region, year, most], |row| {
            Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many of the words stand in the records that refer to a person, at most three.
    fn told_alike(&self, person: &str, stems: &[String]) -> Result<usize, Error> {
        let any = stems.iter().take(limits::MAX_QUERY_WORDS).map(|stem| format!("\"{stem}\""));
        let mut told = 0;
        for word in any {
            let mut statement = self.db.prepare_cached(TOLD)?;
            let entity = self.entity(person);
            told += usize::from(statement.exists(rusqlite::params![word, entity.as_bytes()])?);
            if told == 3 {
                break;
            }
        }
        Ok(told)
    }
}

fn statement(query: &SearchQuery, sought: &Query, limit: usize) -> (String, Conditions) {
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
    conditions.and("words MATCH :words");
    conditions.name(":words", Value::Text(sought.to_match()));
    let most = if sought.phrases.is_empty() { limit } else { limits::MAX_OPENED };
    let sql = format!(
        "SELECT r.id FROM words CROSS JOIN record r ON r.id = words.rowid{} ORDER BY words.rowid DESC LIMIT {most}",
        conditions.sql()
    );
    (sql, conditions)
}

const ALIKE: &str = "
    SELECT handle, points FROM (
      SELECT p.id, p.handle,
        CASE WHEN p.birth_year = ?2 THEN 2 WHEN abs(p.birth_year - ?2) = 1 THEN 1 ELSE 0 END
        + (?1 IS NOT NULL AND EXISTS (SELECT 1 FROM link l JOIN record c ON c.id = l.record
             WHERE l.target = p.entity AND c.region = ?1)) AS points
      FROM record p WHERE p.kind = 'person')
    WHERE points > 0 ORDER BY points DESC, id DESC LIMIT ?3";

const TOLD: &str = "
    SELECT 1 FROM words CROSS JOIN record r ON r.id = words.rowid
    WHERE words MATCH ?1 AND (
      EXISTS (SELECT 1 FROM link l WHERE l.record = r.id AND l.target = ?2)
      OR EXISTS (SELECT 1 FROM link l JOIN record c ON c.id = l.record WHERE c.entity = r.case_entity AND l.target = ?2))
    LIMIT 1";
