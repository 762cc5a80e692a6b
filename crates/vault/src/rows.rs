//! The tables: one logical row for each record, its links and methods, its words in the index.
//!
//! Every row has a digest; the sum of all is stored with each commit, so that a single old page put back into the file
//! does not pass for the truth. Deliberately absent: reading rows for people.

use std::collections::BTreeSet;

use casework::Kind;
use ledger::{Digest, Entity, EntityId, entity_digest};
use rusqlite::{Connection, OptionalExtension, params};
use seal::Hasher;

use crate::error::{Error, Part};
use crate::house::House;
use crate::merged::Merged;
use crate::summary::{self, Summary};
use crate::vault::Vault;

/// Everything the tables say of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowState {
    pub entity: EntityId,
    pub kind: String,
    pub handle: String,
    pub texts: [Option<String>; 5],
    pub birth_year: Option<i64>,
    pub case: Option<EntityId>,
    pub content: Vec<u8>,
    pub methods: BTreeSet<String>,
    pub links: BTreeSet<(String, EntityId)>,
}

impl RowState {
    /// The digest over all of it.
    pub(crate) fn digest(&self) -> Digest {
        let mut hasher = Hasher::new();
        hasher.update(b"guvoh row v1\0");
        hasher.update(self.entity.as_bytes());
        let year = self.birth_year.map(|year| year.to_be_bytes());
        let columns = [Some(self.kind.as_bytes()), Some(self.handle.as_bytes())]
            .into_iter()
            .chain(self.texts.iter().map(|text| text.as_ref().map(String::as_bytes)))
            .chain([year.as_ref().map(|year| year.as_slice())])
            .chain([self.case.as_ref().map(|case| case.as_bytes().as_slice())])
            .chain([Some(self.content.as_slice())])
            .chain(self.methods.iter().map(|method| Some(method.as_bytes())));
        columns.for_each(|column| put(&mut hasher, column));
        for (field, target) in &self.links {
            put(&mut hasher, Some(field.as_bytes()));
            hasher.update(target.as_bytes());
        }
        hasher.finish()
    }
}

/// A column with its length in front; a missing one is not an empty one.
fn put(hasher: &mut Hasher, column: Option<&[u8]>) {
    let length = column.map_or(u64::MAX, |bytes| bytes.len() as u64);
    hasher.update(&length.to_be_bytes());
    hasher.update(column.unwrap_or_default());
}

/// The digest of the row that an erased record leaves.
pub(crate) fn erased_digest(entity: EntityId, handle: &str, was: &str, day: &str) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(b"guvoh erased row v1\0");
    hasher.update(entity.as_bytes());
    [handle, was, day].iter().for_each(|column| put(&mut hasher, Some(column.as_bytes())));
    hasher.finish()
}

/// What the tables must say of a record.
pub(crate) fn row_state(house: &House, state: &Entity, merged: &Merged) -> RowState {
    let mut summary = Summary::of(&merged.record);
    if merged.record.kind == Kind::Situation && summary.first_day.is_none() {
        // Without `since`, a situation holds from the day it was told.
        let day = state.created().and_then(day_of);
        (summary.first_day, summary.last_day) = (day.clone(), day);
    }
    let links = summary.links.into_iter().map(|(field, to)| (field, house.entity_of(&to)));
    RowState {
        entity: state.id(),
        kind: state.record_kind().to_owned(),
        handle: state.handle().to_owned(),
        links: links.collect(),
        case: summary.case.as_deref().map(|case| house.entity_of(case)),
        texts: [
            summary.region,
            summary.situation,
            summary.state,
            summary.first_day,
            summary.last_day,
        ],
        birth_year: summary.birth_year,
        content: entity_digest(state).as_bytes().to_vec(),
        methods: summary.methods,
    }
}

impl Vault {
    /// Brings the tables to what a record has become. `before` is what it was.
    pub(crate) fn write_row(
        &mut self,
        number: i64,
        state: &Entity,
        merged: &Merged,
        before: Option<&Merged>,
    ) -> Result<(), Error> {
        let row = row_state(&self.house, state, merged);
        let digest = row.digest();
        if before.is_some() {
            self.forget_row(number)?;
        }
        self.writer.tally.add(&self.house.tally_key, &digest);
        insert_row(&self.db, number, &row, &digest)?;
        if merged.record.kind == Kind::Situation {
            self.refresh_present(&row.links)?;
        }
        self.index(number, merged, before)
    }

    /// Takes a record's row, links and methods out of the tables; its words stay.
    pub(crate) fn forget_row(&mut self, number: i64) -> Result<(), Error> {
        let mut query = self.db.prepare_cached("SELECT digest FROM record WHERE id = ?1")?;
        let Some(digest) = query.query_row([number], |row| row.get::<_, Vec<u8>>(0)).optional()?
        else {
            return Ok(());
        };
        let digest = Digest::from_slice(&digest).ok_or(Error::Damaged(Part::Tables))?;
        self.writer.tally.remove(&self.house.tally_key, &digest);
        let people = self.linked_people(number)?;
        for sql in [
            "DELETE FROM record WHERE id = ?1",
            "DELETE FROM link WHERE record = ?1",
            "DELETE FROM method WHERE record = ?1",
        ] {
            self.db.prepare_cached(sql)?.execute([number])?;
        }
        self.refresh_present(&people)
    }

    /// The people whose situation a situation record tells.
    fn linked_people(&self, number: i64) -> Result<BTreeSet<(String, EntityId)>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT l.field, l.target FROM link l JOIN record r ON r.id = l.record
             WHERE l.record = ?1 AND r.kind = 'situation' AND l.field = 'person'",
        )?;
        let rows =
            query.query_map([number], |row| Ok((row.get(0)?, row.get::<_, [u8; 16]>(1)?)))?;
        rows.map(|row| {
            row.map(|(field, to)| (field, EntityId::from_bytes(to))).map_err(Error::from)
        })
        .collect()
    }

    /// Sets the latest situation of the people linked by `person`.
    fn refresh_present(&self, links: &BTreeSet<(String, EntityId)>) -> Result<(), Error> {
        for (_, person) in links.iter().filter(|(field, _)| field == "person") {
            self.db
                .prepare_cached("DELETE FROM present WHERE person = ?1")?
                .execute([person.as_bytes()])?;
            self.db.prepare_cached(PRESENT)?.execute([person.as_bytes()])?;
        }
        Ok(())
    }

    /// Brings the words of a record into the index, if they are other than before.
    fn index(&self, number: i64, merged: &Merged, before: Option<&Merged>) -> Result<(), Error> {
        let words = summary::indexed(&merged.record, &self.words);
        if let Some(before) = before {
            if summary::indexed(&before.record, &self.words) == words {
                return Ok(());
            }
            self.unindex(number)?;
        }
        self.db
            .prepare_cached("INSERT INTO words (rowid, stems) VALUES (?1, ?2)")?
            .execute(params![number, words])?;
        Ok(())
    }

    /// Takes a record out of the index.
    pub(crate) fn unindex(&self, number: i64) -> Result<(), Error> {
        self.db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([number])?;
        Ok(())
    }

    /// Writes the row of an erased record; what was kept beside it goes.
    pub(crate) fn write_erased(
        &mut self,
        entity: EntityId,
        handle: &str,
        was: &str,
        day: &str,
    ) -> Result<(), Error> {
        let digest = erased_digest(entity, handle, was, day);
        self.writer.tally.add(&self.house.tally_key, &digest);
        let mut insert = self.db.prepare_cached("INSERT INTO erased VALUES (?1, ?2, ?3, ?4)")?;
        insert.execute(params![entity.as_bytes(), handle, was, day])?;
        drop(insert);
        self.drop_beside(entity)
    }
}

const PRESENT: &str = "
    INSERT INTO present
    SELECT ?1, r.situation FROM link l JOIN record r ON r.id = l.record
    WHERE l.target = ?1 AND l.field = 'person' AND r.kind = 'situation' AND r.situation IS NOT NULL
    ORDER BY r.first_day DESC, r.id DESC LIMIT 1";

fn insert_row(db: &Connection, number: i64, row: &RowState, digest: &Digest) -> Result<(), Error> {
    let [region, situation, state, first_day, last_day] = &row.texts;
    let case = row.case.as_ref().map(|case| case.as_bytes().as_slice());
    let sql = "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    db.prepare_cached(sql)?.execute(params![
        number,
        row.entity.as_bytes(),
        row.kind,
        row.handle,
        region,
        situation,
        state,
        first_day,
        last_day,
        row.birth_year,
        case,
        row.content,
        digest.as_bytes(),
    ])?;
    let mut insert = db.prepare_cached("INSERT INTO method VALUES (?1, ?2)")?;
    for method in &row.methods {
        insert.execute(params![number, method])?;
    }
    let mut insert = db.prepare_cached("INSERT INTO link VALUES (?1, ?2, ?3)")?;
    for (field, target) in &row.links {
        insert.execute(params![number, field, target.as_bytes()])?;
    }
    Ok(())
}

/// The civil day of a moment of the ledger, in UTC.
pub(crate) fn day_of(moment: ledger::HybridTime) -> Option<String> {
    let millis = i64::try_from(moment.ms()).ok()?;
    let moment = jiff::Timestamp::from_millisecond(millis).ok()?;
    Some(jiff::tz::TimeZone::UTC.to_datetime(moment).date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::vector;

    fn row() -> RowState {
        let texts = [Some("RU-KLU"), None, Some("open"), Some("2023-08-14"), Some("2023-08-14")];
        RowState {
            entity: EntityId::from_bytes([3; 16]),
            kind: "case".to_owned(),
            handle: "c1".to_owned(),
            texts: texts.map(|text| text.map(str::to_owned)),
            birth_year: None,
            case: Some(EntityId::from_bytes([4; 16])),
            content: vec![5; 32],
            methods: BTreeSet::from(["raid".to_owned()]),
            links: BTreeSet::from([("people".to_owned(), EntityId::from_bytes([6; 16]))]),
        }
    }

    #[test]
    fn the_digests_are_frozen() {
        assert_eq!(row().digest().to_string(), vector("row"));
        let entity = EntityId::from_bytes([3; 16]);
        let erased = erased_digest(entity, "p1", "person", "2023-08-14");
        assert_eq!(erased.to_string(), vector("erased-row"));
    }

    #[test]
    fn an_empty_column_is_not_a_missing_one() {
        let mut other = row();
        other.texts[1] = Some(String::new());
        assert_ne!(other.digest(), row().digest());
    }
}
