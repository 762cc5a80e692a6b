//! Erasing: a record and what is solely about it, for ever.
//!
//! One transaction takes the key, the bodies of all operations, the rows, the words and the unfinished forms that name
//! what goes, and leaves a `Redact` operation
//! with handle, kind and day: without the handle an import could bring the record back. After it the index is merged, the
//! file is written anew and the log emptied; a crash in between is made up for at the next opening. The chain still
//! verifies, because headers, hashes and signatures stay.
//!
//! Deliberately absent: reaching copies. Old backups, exports, other devices and the remnants on a flash disk keep what
//! they have, and the person is told so.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use casework::Kind;
use jiff::Timestamp;
use ledger::{Change, EntityId, HybridTime, Kind as OpKind, OpId};
use rusqlite::{Row, params};
use serde_json::Value;

use crate::db;
use crate::drafts::Names;
use crate::error::{Error, Part};
use crate::house;
use crate::merged::write_value;
use crate::ops::{Draft, HOUSE, Kept, Key};
use crate::read::parse_kind;
use crate::reveal::fit_reason;
use crate::rows::day_of;
use crate::stored::Stored;
use crate::ties::short;
use crate::vault::Vault;

/// What `erase` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The handles of the erased records, the one asked for first.
    pub records: Vec<String>,
    /// Unfinished forms that went with them: about one of them, or naming one.
    pub drafts: usize,
    /// Unfinished forms that stay. They name none of the erased, but may tell of one in free words: say `DRAFTS_LEFT`.
    pub drafts_left: usize,
    /// Fluent messages that say what cannot be recalled, and that remnants still stand in the file where they do.
    pub cannot_recall: Vec<&'static str>,
    /// Records that stay and name one of the erased, in what they say now or in an earlier version: say [`STILL_NAMED`].
    pub still_named: Vec<String>,
    /// Whether the remnants inside the file are overwritten already. If not, that is done at the next opening.
    pub purged: bool,
}

/// What no program can take back.
pub const CANNOT_RECALL: &[&str] = &[
    "vault-cannot-recall-exports",
    "vault-cannot-recall-backups",
    "vault-cannot-recall-devices",
    "vault-cannot-recall-disk",
];

/// The Fluent message that unfinished forms stay; it takes `$count`.
pub const DRAFTS_LEFT: &str = "vault-drafts-left";

/// The Fluent message that the remnants inside the file are not overwritten yet.
pub const NOT_PURGED: &str = "vault-not-purged-yet";

/// The Fluent message that records stay which name the erased; it takes `$count`.
pub const STILL_NAMED: &str = "vault-still-named";

/// The mark of an erased record.
pub(crate) struct Tombstone {
    pub entity: EntityId,
    pub handle: String,
    pub was: String,
    pub day: String,
    /// The operations whose bodies went with it.
    pub ops: Vec<OpId>,
}

/// Names of operations that fit into the payload of one.
const OPS_PER_REDACT: usize = ledger::limits::PAYLOAD_MAX_BYTES / 16;

impl Vault {
    /// What `erase` would take along, the record itself first.
    pub fn would_erase(&self, id: &str) -> Result<Vec<Stored>, Error> {
        self.goes_along(id)?.into_iter().map(|number| self.stored_as_it_is(number)).collect()
    }

    /// Erases a record and what is solely about it. What merely mentions it keeps the reference.
    pub fn erase(&mut self, id: &str, reason: &str, now: Timestamp) -> Result<Erased, Error> {
        let reason = fit_reason(reason)?;
        let numbers = self.goes_along(id)?;
        let (records, drafts) = self.write(now, |vault| {
            let gone = vault.names_of(&numbers)?;
            let mut blobs = vault.erasing()?.unwrap_or_default();
            let mut records = Vec::new();
            for number in numbers {
                blobs.extend(vault.blobs_of(number)?.into_iter().map(|file| file.blob));
                records.push(vault.erase_one(number, reason, now)?);
            }
            house::set(&vault.db, "erasing", blobs.join(" ").as_bytes())?;
            Ok((records, vault.drop_drafts_about(&gone)?))
        })?;
        let purged = self.finish_erasing().is_ok();
        let remnants = (!purged).then_some(NOT_PURGED).into_iter();
        let cannot_recall = remnants.chain(CANNOT_RECALL.iter().copied()).collect();
        let drafts_left = self.drafts_count().unwrap_or_default();
        // The erasure stands by now: what cannot be read meanwhile, which `verify` tells, undoes no answer.
        let still_named = self.naming(&records).unwrap_or_default();
        Ok(Erased { records, drafts, drafts_left, cannot_recall, still_named, purged })
    }

    /// The records that name one of these handles in any version. Each is opened: erasing is rare, and may take its time.
    fn naming(&self, handles: &[String]) -> Result<Vec<String>, Error> {
        let numbers: Vec<i64> = {
            let mut query = self.db.prepare("SELECT id FROM record ORDER BY id")?;
            query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        let mut found = Vec::new();
        for number in numbers {
            found.extend(self.names_any(number, handles).unwrap_or_default());
        }
        Ok(found)
    }

    /// The handle of a record, if a value of it ever was one of these.
    fn names_any(&self, number: i64, handles: &[String]) -> Result<Option<String>, Error> {
        let Some(key) = self.key(number)? else { return Ok(None) };
        for kept in self.kept(number)? {
            let body = kept.operation.open(&key.key).map_err(|_| Error::Damaged(Part::Ledger))?;
            let values = body.changes.iter().filter_map(|change| change.value.as_deref());
            let mut values = values.filter_map(|value| serde_json::from_slice(value).ok());
            if values.any(|value: Value| holds_any(&value, handles)) {
                return Ok(Some(body.handle));
            }
        }
        Ok(None)
    }

    /// Everything by which an unfinished form can name records.
    fn names_of(&self, numbers: &[i64]) -> Result<Names, Error> {
        let mut names = Names::default();
        for number in numbers {
            let stored = self.stored_as_it_is(*number)?;
            names
                .aliases
                .extend(stored.record.text("alias").map(|alias| alias.trim().to_lowercase()));
            names.entities.push(stored.entity.to_string());
            names.handles.push(stored.record.id);
        }
        Ok(names)
    }

    /// The sealed files that an erasure has still to remove.
    fn erasing(&self) -> Result<Option<Vec<String>>, Error> {
        let Some(blobs) = house::get(&self.db, "erasing")? else { return Ok(None) };
        let blobs = String::from_utf8(blobs).map_err(|_| Error::Damaged(Part::Database))?;
        let named = blobs.split_whitespace().filter(|blob| blob.len() == 32 && blob.is_ascii());
        Ok(Some(named.map(str::to_owned).collect()))
    }

    /// Removes what an erasure left in files, index, free pages and log. Nothing to do where nothing was erased.
    pub(crate) fn finish_erasing(&mut self) -> Result<(), Error> {
        let Some(blobs) = self.erasing()? else { return Ok(()) };
        for blob in &blobs {
            self.remove_blob(blob)?;
        }
        self.db.execute_batch("INSERT INTO words (words) VALUES ('optimize')")?;
        self.db.execute_batch("VACUUM")?;
        db::checkpoint(&self.db)?;
        self.db.execute("DELETE FROM house WHERE name = 'erasing'", [])?;
        Ok(())
    }

    /// Takes one record out of everything and leaves its mark.
    fn erase_one(&mut self, number: i64, reason: &str, now: Timestamp) -> Result<String, Error> {
        let (state, _) = self.entity_state(number, i64::MAX)?;
        let (entity, was, handle) =
            (state.id(), state.record_kind().to_owned(), state.handle().to_owned());
        let ops: Vec<OpId> =
            self.kept(number)?.iter().map(|kept| kept.operation.header.op).collect();
        self.forget_row(number)?;
        self.forgotten.push(short(number)?);
        self.unindex(number)?;
        self.db.execute("DELETE FROM record_key WHERE record = ?1", [number])?;
        // The number goes too: nothing tells any more which of the erased operations belonged together.
        self.db.execute("UPDATE op SET body = NULL, record = -1 WHERE record = ?1", [number])?;
        let day = jiff::tz::TimeZone::UTC.to_datetime(now).date().to_string();
        let mark = Tombstone { entity, handle, was, day, ops };
        self.redact(&mark, Some(reason), now)?;
        Ok(mark.handle)
    }

    /// Writes the operation that erases for ever, and the row that tells of it.
    pub(crate) fn redact(
        &mut self,
        mark: &Tombstone,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let key = self.house_key()?;
        let mut names = mark.ops.as_slice();
        loop {
            let (these, rest) = names.split_at(names.len().min(OPS_PER_REDACT));
            let mut draft = Draft::of_house(OpKind::Redact, &key);
            draft.entity = Some(mark.entity);
            (draft.record_kind, draft.handle, draft.reason) = (&mark.was, &mark.handle, reason);
            let on = Some(write_value(&Value::from(mark.day.as_str())));
            draft.changes = vec![Change { field: "on".to_owned(), value: on, base: Vec::new() }];
            draft.payload = Some(these.iter().flat_map(|op| *op.as_bytes()).collect());
            let op = self.new_op();
            self.append(op, draft, now)?;
            names = rest;
            if names.is_empty() {
                return self.write_erased(mark.entity, &mark.handle, &mark.was, &mark.day);
            }
        }
    }

    /// Every erased record, from the house's own operations; of two marks the earlier by clock.
    pub(crate) fn tombstones(&self) -> Result<Vec<Tombstone>, Error> {
        let mut marks = BTreeMap::new();
        for redaction in self.redactions()? {
            let (at, mark) = redaction?;
            let (first, held) = marks
                .entry(mark.entity)
                .or_insert_with(|| (at, Tombstone { ops: Vec::new(), ..mark.bare() }));
            held.ops.extend(&mark.ops);
            if at < *first {
                *first = at;
                (held.handle, held.was, held.day) = (mark.handle, mark.was, mark.day);
            }
        }
        Ok(marks.into_values().map(|(_, mark)| mark).collect())
    }

    /// Each operation that erases, with its place in time; one that does not open is damage of its own.
    pub(crate) fn redactions(&self) -> Result<Vec<Redaction>, Error> {
        let key = self.house_key()?;
        let redacts = self.kept(HOUSE)?.into_iter();
        let redacts = redacts.filter(|kept| kept.operation.header.kind == OpKind::Redact);
        Ok(redacts.map(|kept| read_redaction(&kept, &key)).collect())
    }

    /// The local numbers of a record and of everything solely about it, in the order in which they follow.
    fn goes_along(&self, id: &str) -> Result<Vec<i64>, Error> {
        let (number, _) = self.standing(id)?;
        let entity = self.entity(id);
        let (mut numbers, mut gone) = (vec![number], BTreeSet::from([entity]));
        let mut queue = VecDeque::from([entity]);
        while let Some(target) = queue.pop_front() {
            for referring in self.referring(target)? {
                if !gone.contains(&referring.entity) && self.is_solely_about(&referring, &gone)? {
                    gone.insert(referring.entity);
                    numbers.push(referring.number);
                    queue.push_back(referring.entity);
                }
            }
        }
        Ok(numbers)
    }

    fn referring(&self, target: EntityId) -> Result<Vec<Referring>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT r.id, r.entity, r.kind, l.field FROM link l JOIN record r ON r.id = l.record
             WHERE l.target = ?1 ORDER BY r.id",
        )?;
        query.query_map([target.as_bytes()], read_referring)?.map(|row| row?).collect()
    }

    /// Whether a record has nothing to say once what it refers to is gone.
    fn is_solely_about(
        &self,
        referring: &Referring,
        gone: &BTreeSet<EntityId>,
    ) -> Result<bool, Error> {
        use Kind::*;
        let people: &[&str] = match (referring.kind, referring.field.as_str()) {
            (_, "case") | (Task | Note, "about") => return Ok(true),
            (
                Fact | Situation | Consent | Mandate | Referral | Departure | Proceeding,
                "person",
            ) => return Ok(true),
            (Testimony, "given_by" | "about")
            | (Statement, "speaker_person")
            | (Complaint, "by") => return Ok(true),
            (Contact, "speaker" | "about_person") => &["speaker", "about_person"],
            (Incident, "people.person") => &["people.person"],
            (Case, "people") => &["people"],
            _ => return Ok(false),
        };
        for field in people {
            let mut query = self
                .db
                .prepare_cached("SELECT target FROM link WHERE record = ?1 AND field = ?2")?;
            let rows = query
                .query_map(params![referring.number, field], |row| row.get::<_, [u8; 16]>(0))?;
            for target in rows {
                if !gone.contains(&EntityId::from_bytes(target?)) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

/// Whether a value is, or holds, one of these texts.
fn holds_any(value: &Value, texts: &[String]) -> bool {
    match value {
        Value::String(text) => texts.contains(text),
        Value::Array(parts) => parts.iter().any(|part| holds_any(part, texts)),
        Value::Object(parts) => parts.values().any(|part| holds_any(part, texts)),
        _ => false,
    }
}

/// A mark and when it was made.
type Redaction = Result<((HybridTime, OpId), Tombstone), Error>;

fn read_redaction(kept: &Kept, key: &Key) -> Redaction {
    let damaged = || Error::Damaged(Part::Ledger);
    let body = kept.operation.open(&key.key).map_err(|_| damaged())?;
    let entity = body.entity.ok_or_else(damaged)?;
    let on = body.changes.iter().find(|change| change.field == "on");
    let on = on.and_then(|on| serde_json::from_slice::<String>(on.value.as_deref()?).ok());
    let day = on.or_else(|| day_of(body.clock)).ok_or_else(damaged)?;
    let names = body.payload.as_deref().unwrap_or_default().chunks_exact(16);
    let ops = names.filter_map(OpId::from_slice).collect();
    let at = (body.clock, kept.operation.header.op);
    Ok((at, Tombstone { entity, handle: body.handle, was: body.record_kind, day, ops }))
}

impl Tombstone {
    fn bare(&self) -> Tombstone {
        let (handle, was, day) = (self.handle.clone(), self.was.clone(), self.day.clone());
        Tombstone { entity: self.entity, handle, was, day, ops: Vec::new() }
    }
}

/// A record that refers to another, and where.
struct Referring {
    number: i64,
    entity: EntityId,
    kind: Kind,
    field: String,
}

fn read_referring(row: &Row<'_>) -> rusqlite::Result<Result<Referring, Error>> {
    let (number, entity, kind, field) =
        (row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?);
    Ok(parse_kind(&kind).map(|kind| Referring {
        number,
        entity: EntityId::from_bytes(entity),
        kind,
        field,
    }))
}
