//! Lists of records, page by page, newest first.
//!
//! Filters and counts come from the tables; what a row shows comes from the ledger, for the rows of the page only.
//! Deliberately absent: due dates. They are computed elsewhere, never stored.

use casework::Kind;
use jiff::civil::Date;
use rusqlite::types::Value;

use crate::error::Error;
use crate::filter::{Conditions, Filters, Form};
use crate::limits;
use crate::query::Query;
use crate::stored::Stored;
use crate::vault::Vault;

/// Which records to list. An absent filter lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// In this region, or of a case there.
    pub region: Option<String>,
    /// With this method, or of a case with it.
    pub method: Option<String>,
    /// Of a person who is in this situation now.
    pub situation: Option<String>,
    /// `open`, `closed` or `done`.
    pub state: Option<String>,
    /// On or after this day.
    pub from: Option<Date>,
    /// On or before this day.
    pub to: Option<Date>,
    /// With these words.
    pub text: Option<String>,
    /// Of this case, by handle or entity.
    pub case: Option<String>,
    /// Skip so many.
    pub offset: usize,
    /// Give at most so many; 0 gives the count only.
    pub limit: usize,
}

/// One page of a list, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// The records of the page.
    pub rows: Vec<Stored>,
    /// How many there are on all pages.
    pub total: usize,
}

impl Vault {
    /// One page of a list.
    pub fn list(&self, query: &ListQuery) -> Result<Listing, Error> {
        let Some(conditions) = self.list_conditions(query) else { return Ok(Listing::default()) };
        let total = self.count(&conditions)?;
        let rows = self.page(&conditions, query.limit.min(limits::MAX_PAGE), query.offset)?;
        Ok(Listing { rows, total })
    }

    /// `None` where the words sought hold no word: then nothing is found.
    fn list_conditions(&self, query: &ListQuery) -> Option<Conditions> {
        let kinds: Vec<Kind> = query.kind.into_iter().collect();
        let filters = Filters {
            kinds: &kinds,
            region: query.region.as_deref(),
            method: query.method.as_deref(),
            situation: query.situation.as_deref(),
            state: query.state.as_deref(),
            from: query.from,
            to: query.to,
            case: query.case.as_deref().map(|case| self.entity(case)),
        };
        let mut conditions = Conditions::of(&filters, Form::Gather);
        if let Some(text) = &query.text {
            let sought = Query::read(text, &self.words);
            if sought.is_empty() {
                return None;
            }
            conditions.and("r.id IN (SELECT rowid FROM words WHERE words MATCH :words)");
            conditions.name(":words", Value::Text(sought.to_match(None)));
        }
        Some(conditions)
    }

    fn count(&self, conditions: &Conditions) -> Result<usize, Error> {
        let sql = format!("SELECT count(*) FROM record r{}", conditions.sql());
        let mut query = self.db.prepare_cached(&sql)?;
        let total: i64 = query.query_row(conditions.values().as_slice(), |row| row.get(0))?;
        Ok(usize::try_from(total).unwrap_or(0))
    }

    fn page(
        &self,
        conditions: &Conditions,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Stored>, Error> {
        let sql = format!(
            "SELECT r.id FROM record r{} ORDER BY r.id DESC LIMIT {limit} OFFSET {offset}",
            conditions.sql()
        );
        let mut query = self.db.prepare(&sql)?;
        let numbers = query.query_map(conditions.values().as_slice(), |row| row.get(0))?;
        numbers.map(|number| self.stored(number?)).collect()
    }
}
