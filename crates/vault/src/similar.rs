//! "Possibly the same person": who is offered when somebody is taken down.
//!
//! A year of birth, a region and the words of an event each give points; nothing is linked by itself. Deliberately absent:
//! names. Identities are sealed, and a guess by name would tell that one is on record.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Params, params};

use crate::error::Error;
use crate::limits;
use crate::read::parse_kind;
use crate::vault::Vault;

/// Points by person: who has fewer than two is not offered.
type Points = BTreeMap<[u8; 16], usize>;

const LEAST: usize = 2;
/// Words of the event count for at most so much.
const MOST_WORDS: usize = 3;

impl Vault {
    /// People who may be the same as the one being taken down: born in the year given or one beside it, met in the same
    /// region, and about whom something alike is told. Handles, best first.
    pub fn find_similar(
        &self,
        region: Option<&str>,
        birth_year: Option<i64>,
        event: &str,
    ) -> Result<Vec<String>, Error> {
        let mut points = Points::new();
        if let Some(year) = birth_year {
            self.give(BORN, params![year], 2, &mut points)?;
            self.give(BORN, params![year.saturating_sub(1)], 1, &mut points)?;
            self.give(BORN, params![year.saturating_add(1)], 1, &mut points)?;
        }
        if let Some(region) = region {
            self.give(MET, params![region], 1, &mut points)?;
        }
        self.count_words(event, &mut points)?;
        let mut best: Vec<(usize, [u8; 16])> =
            points.into_iter().map(|(person, points)| (points, person)).collect();
        best.retain(|(points, _)| *points >= LEAST);
        best.sort_by(|a, b| b.cmp(a));
        let handles = best.into_iter().map(|(_, person)| self.person(person));
        handles.filter_map(Result::transpose).take(limits::MAX_SIMILAR).collect()
    }

    /// Adds to the points of those who have some already: words alone make nobody alike.
    fn count_words(&self, event: &str, points: &mut Points) -> Result<(), Error> {
        let telling =
            |stem: &Arc<str>| stem.chars().count() > 2 || stem.bytes().all(|c| c.is_ascii_digit());
        let mut told = Points::new();
        for stem in
            self.words.stems(event).into_iter().filter(telling).take(limits::MAX_QUERY_WORDS)
        {
            self.give(TOLD, params![format!("\"{stem}\"")], 1, &mut told)?;
        }
        for (person, words) in told {
            points.entry(person).and_modify(|points| *points += words.min(MOST_WORDS));
        }
        Ok(())
    }

    /// Gives points to everyone a statement names.
    fn give(
        &self,
        sql: &str,
        about: impl Params,
        worth: usize,
        points: &mut Points,
    ) -> Result<(), Error> {
        let mut query = self.db.prepare_cached(sql)?;
        for person in query.query_map(about, |row| row.get(0))? {
            *points.entry(person?).or_default() += worth;
        }
        Ok(())
    }

    /// The handle, if the entity is a person who stands.
    fn person(&self, entity: [u8; 16]) -> Result<Option<String>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT kind, handle FROM record WHERE entity = ?1")?;
        let mut rows = query.query([entity])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let is_person = parse_kind(&row.get::<_, String>(0)?)? == casework::Kind::Person;
        Ok(if is_person { Some(row.get(1)?) } else { None })
    }
}

/// The newest of those born in a year.
const BORN: &str = "SELECT entity FROM record WHERE birth_year = ?1 ORDER BY id DESC LIMIT 2000";

/// The people of the newest cases and incidents of a region.
const MET: &str = "
    SELECT DISTINCT l.target FROM (SELECT id FROM record WHERE region = ?1 ORDER BY id DESC LIMIT 2000) c
    JOIN link l ON l.record = c.id WHERE l.field IN ('people', 'people.person')";

/// The people of the newest records with a word, and of their cases.
const TOLD: &str = "
    WITH hit AS (SELECT rowid AS id FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT 500)
    SELECT l.target FROM hit JOIN link l ON l.record = hit.id
    UNION
    SELECT l.target FROM hit JOIN record r ON r.id = hit.id JOIN record c ON c.entity = r.case_entity
    JOIN link l ON l.record = c.id";
