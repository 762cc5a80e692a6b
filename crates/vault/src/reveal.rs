//! Opening identities: deliberate, with a reason, and recorded before anything is shown.
//!
//! The entry is durable when the value is returned: whoever pulls the plug in between leaves an entry without a showing,
//! never a showing without an entry. Deliberately absent: keeping the key; the caller drops it after one page.

use jiff::Timestamp;
use ledger::{Entity, Kind as OpKind};
use serde_json::Value;

use crate::error::{Error, Part};
use crate::history::Act;
use crate::limits;
use crate::merged::{Merged, sealed_identity};
use crate::ops::Draft;
use crate::query::Query;
use crate::search::Hit;
use crate::secrets::IdentityKey;
use crate::snippet::snippet;
use crate::vault::Vault;

impl Vault {
    /// Shows an identity, after recording that it was shown and why.
    pub fn reveal(
        &mut self,
        person: &str,
        reason: &str,
        key: &IdentityKey,
        now: Timestamp,
    ) -> Result<Value, Error> {
        let (number, _) = self.standing(person)?;
        let (state, _) = self.current_state(number)?;
        // Opened first so that a wrong key leaves no entry; shown only after the entry stands.
        let identity = self.opened_identity(&state, key)?.ok_or(Error::NoIdentity)?;
        self.record_access(Act::Reveal, Some((number, &state)), Some(reason), now)?;
        Ok(identity)
    }

    /// Searches identities, after recording that they were searched and why. Opens every one of them.
    pub fn search_identities(
        &mut self,
        text: &str,
        reason: &str,
        key: &IdentityKey,
        now: Timestamp,
    ) -> Result<Vec<Hit>, Error> {
        self.record_access(Act::SearchIdentities, None, Some(reason), now)?;
        let sought = Query::read(text, &self.words);
        let mut query = self
            .db
            .prepare_cached("SELECT id FROM record WHERE kind = 'person' ORDER BY id DESC")?;
        let mut rows = query.query([])?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()?
            && hits.len() < limits::MAX_HITS
        {
            let (state, _) = self.current_state(row.get(0)?)?;
            if let Some(identity) = self.opened_identity(&state, key)? {
                hits.extend(self.identity_hit(&state, &identity, &sought)?);
            }
        }
        Ok(hits)
    }

    /// Records that something about a record left the house by another way: print, letter, message.
    pub fn record_exit(&mut self, id: &str, reason: &str, now: Timestamp) -> Result<(), Error> {
        let (number, _) = self.standing(id)?;
        let (state, _) = self.current_state(number)?;
        self.record_access(Act::Exit, Some((number, &state)), Some(reason), now)
    }

    /// Records that something of the whole house left it: a calendar file, a report.
    pub fn record_house_exit(&mut self, reason: &str, now: Timestamp) -> Result<(), Error> {
        self.record_access(Act::Exit, None, Some(reason), now)
    }

    /// Records that another pack of law is in use, by its number.
    pub fn record_law(&mut self, number: &str, now: Timestamp) -> Result<(), Error> {
        self.record_access(Act::Law, None, Some(number), now)
    }

    /// Writes an entry that tells of an access. About a record it is sealed with the record's key and goes with it.
    pub(crate) fn record_access(
        &mut self,
        act: Act,
        about: Option<(i64, &Entity)>,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let reason = reason.map(fit_reason).transpose()?;
        self.write(now, |vault| {
            let key = match about {
                Some((number, _)) => vault.key(number)?.ok_or(Error::Erased)?,
                None => vault.house_key()?,
            };
            let mut draft = Draft::of_house(OpKind::Access, &key);
            if let Some((number, state)) = about {
                draft.record = number;
                draft.entity = Some(state.id());
                (draft.record_kind, draft.handle) = (state.record_kind(), state.handle());
            }
            draft.reason = reason;
            draft.payload = Some(act.as_str().as_bytes().to_vec());
            let op = vault.new_op();
            vault.append(op, draft, now).map(|_| ())
        })
    }

    /// The identity that counts, opened.
    pub(crate) fn opened_identity(
        &self,
        state: &Entity,
        key: &IdentityKey,
    ) -> Result<Option<Value>, Error> {
        let Some((op, sealed)) = sealed_identity(state) else { return Ok(None) };
        let text = key
            .0
            .open(&self.identity_context(state.id(), op), sealed)
            .map_err(|_| Error::WrongSecret)?;
        serde_json::from_slice(&text).map(Some).map_err(|_| Error::Damaged(Part::Ledger))
    }

    fn identity_hit(
        &self,
        state: &Entity,
        identity: &Value,
        sought: &Query,
    ) -> Result<Option<Hit>, Error> {
        let mut texts = Vec::new();
        gather(identity, &mut texts);
        let all = texts.join("\n");
        if !sought.is_found_in(&self.words.spots(&all)) {
            return Ok(None);
        }
        let record = Merged::of(state)?.record;
        let snippet = snippet(&texts, sought, &self.words);
        Ok(Some(Hit { kind: record.kind, id: record.id, entity: state.id(), snippet }))
    }
}

/// A reason has something visible in it and is not a story.
pub(crate) fn fit_reason(reason: &str) -> Result<&str, Error> {
    let reason = reason.trim();
    if reason.chars().count() > limits::MAX_REASON {
        return Err(Error::TooLarge);
    }
    if casework::text::is_visible(reason) { Ok(reason) } else { Err(Error::Unusable) }
}

fn gather<'v>(value: &'v Value, into: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => into.push(text),
        Value::Array(items) => items.iter().for_each(|item| gather(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| gather(field, into)),
        _ => {}
    }
}
