//! What was done, when, by which device: the ledger, opened for a person.
//!
//! Deliberately absent: identities. That one was set or shown is told, never what it says.

use casework::Kind;
use casework::schema::IDENTITY;
use jiff::Timestamp;
use ledger::{Body, Kind as OpKind};
use serde_json::Value;

use crate::error::Error;
use crate::merged::FILE;
use crate::ops::{HOUSE, Kept, Key, read_kept};
use crate::read::moment;
use crate::vault::Vault;

/// One entry of the ledger, opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The stream, in hexadecimal.
    pub stream: String,
    /// Its number in the stream.
    pub seq: u64,
    /// Its hash, in hexadecimal.
    pub hash: String,
    /// When, by the clock of the device; `None` where the body is gone.
    pub time: Option<Timestamp>,
    /// Which device, in hexadecimal.
    pub device: Option<String>,
    /// What was done.
    pub act: Act,
    /// To which record, where the entry still tells.
    pub id: Option<String>,
    /// Of which kind.
    pub kind: Option<Kind>,
    /// Which fields got which values, `None` for a field taken away. An identity is named without its value.
    pub fields: Vec<(String, Option<Value>)>,
    /// The reason given.
    pub reason: Option<String>,
}

/// What an entry of the ledger did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A record was made or changed.
    Change,
    /// What it did was erased.
    Gone,
    /// A record was erased.
    Erase,
    /// An identity was shown.
    Reveal,
    /// Identities were searched.
    SearchIdentities,
    /// Everything was exported.
    Export,
    /// A backup was written.
    Backup,
    /// Something about the record left the house: printed, sent, handed over.
    Exit,
    /// Another pack of law was taken into use.
    Law,
    /// A new stream began.
    Fork,
    /// A device was added.
    Device,
    /// Something this version does not know.
    Unknown,
}

impl Act {
    /// The word that scripts and formats use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Act::Change => "change",
            Act::Gone => "gone",
            Act::Erase => "erase",
            Act::Reveal => "reveal",
            Act::SearchIdentities => "search_identities",
            Act::Export => "export",
            Act::Backup => "backup",
            Act::Exit => "exit",
            Act::Law => "law",
            Act::Fork => "fork",
            Act::Device => "device",
            Act::Unknown => "unknown",
        }
    }

    /// The access that an operation's payload names.
    fn of_access(payload: Option<&[u8]>) -> Act {
        let access =
            [Act::Reveal, Act::SearchIdentities, Act::Export, Act::Backup, Act::Exit, Act::Law];
        let named = |act: &Act| payload == Some(act.as_str().as_bytes());
        access.into_iter().find(named).unwrap_or(Act::Unknown)
    }

    fn of(kind: OpKind, body: &Body) -> Act {
        match kind {
            OpKind::Change => Act::Change,
            OpKind::Redact => Act::Erase,
            OpKind::Access => Act::of_access(body.payload.as_deref()),
            OpKind::StreamFork => Act::Fork,
            OpKind::DeviceAdd => Act::Device,
            _ => Act::Unknown,
        }
    }
}

impl Vault {
    /// What was done to a record, oldest first. Of an erased one nothing is left but the export and search entries.
    pub fn history(&self, id: &str) -> Result<Vec<Entry>, Error> {
        let (number, _) = self.standing(id)?;
        let key = self.key(number)?;
        self.kept(number)?.into_iter().map(|kept| entry(&kept, key.as_ref())).collect()
    }

    /// Every entry of the ledger in the order they came, handed on one by one.
    pub fn each_entry(
        &self,
        visit: &mut dyn FnMut(Entry) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut query =
            self.db.prepare("SELECT pos, record, header, signature, body FROM op ORDER BY pos")?;
        let mut last: Option<(i64, Option<Key>)> = None;
        for kept in query.query_map([], read_kept)? {
            let kept = kept??;
            let key = match &last {
                Some((record, key)) if *record == kept.record => key.clone(),
                _ => self.key(kept.record)?,
            };
            visit(entry(&kept, key.as_ref())?)?;
            last = Some((kept.record, key));
        }
        Ok(())
    }

    /// What the house itself did, oldest first: exports, searches of identities, backups, erasures.
    pub fn house_history(&self) -> Result<Vec<Entry>, Error> {
        let key = self.house_key()?;
        self.kept(HOUSE)?.into_iter().map(|kept| entry(&kept, Some(&key))).collect()
    }
}

fn entry(kept: &Kept, key: Option<&Key>) -> Result<Entry, Error> {
    let header = &kept.operation.header;
    let mut entry = Entry {
        stream: header.stream.to_string(),
        seq: header.seq,
        hash: kept.operation.hash().to_string(),
        time: None,
        device: None,
        act: if header.kind.is_understood() { Act::Gone } else { Act::Unknown },
        id: None,
        kind: None,
        fields: Vec::new(),
        reason: None,
    };
    let body = key.and_then(|key| kept.operation.open(&key.key).ok());
    if let Some(body) = body {
        entry.act = Act::of(header.kind, &body);
        entry.time = Some(moment(Some(body.clock))?);
        entry.device = Some(body.actor.to_string());
        entry.kind = Kind::parse(&body.record_kind);
        entry.fields = fields(&body);
        entry.id = Some(body.handle).filter(|handle| !handle.is_empty());
        entry.reason = body.reason;
    }
    Ok(entry)
}

fn fields(body: &Body) -> Vec<(String, Option<Value>)> {
    let shown = body.changes.iter().filter(|change| change.field != FILE);
    let value = |change: &ledger::Change| match change.field.as_str() {
        IDENTITY => None,
        _ => change.value.as_deref().and_then(|value| serde_json::from_slice(value).ok()),
    };
    shown.map(|change| (change.field.clone(), value(change))).collect()
}
