//! The signatures; bodies follow.
#![expect(clippy::todo, reason = "bodies follow")]
#![expect(unused_variables, reason = "bodies follow")]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use casework::{Kind, Record};
use jiff::Timestamp;
use jiff::civil::Date;
use rand_core::CryptoRng;
use serde_json::Value;

use crate::{Conflict, EntityId, Error, Link, OpenError, Place, Stored, Version};

pub use seal::{Cost, RecoveryCode};

/// A secret that a person typed; wiped when dropped.
pub type Secret = zeroize::Zeroizing<String>;
/// Where randomness comes from.
pub type Randomness = Box<dyn CryptoRng + Send>;

/// What opens a vault.
pub enum Unlock {
    /// The passphrase.
    Passphrase(Secret),
    /// The printed recovery code, as typed.
    Recovery(Secret),
}

/// What the vault is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reading and writing: one program at a time.
    Write,
    /// Reading, also while a desk is open.
    Read,
}

/// What a new vault is made with.
pub struct NewVault {
    /// The passphrase.
    pub passphrase: Secret,
    /// A passphrase of its own for identities; without it, one serves both.
    pub identity_passphrase: Option<Secret>,
    /// What guessing costs.
    pub cost: Cost,
}

/// An opened vault and what the person must be told about it.
pub struct Opened {
    /// The vault.
    pub vault: Vault,
    /// What to tell, most serious first.
    pub notices: Vec<Notice>,
}

/// Something a person must be told after opening; never about anybody's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// This many saved changes are missing.
    ChangesMissing(u64),
    /// The ledger is not the one the head file knows: an older or another copy was put back.
    OlderThanHead,
    /// No head file can be read, so it cannot be told whether changes are missing.
    HeadUnreadable,
    /// One copy of the slots was damaged and was made again from the other.
    SlotCopyRepaired,
    /// The ledger holds operations of a newer version: reading only.
    UnknownOperations,
    /// The folder is a copy, or was restored: writing begins a new stream.
    Copied,
    /// The tables were made by another version and have been rebuilt.
    TablesRebuilt,
}

impl Notice {
    /// The Fluent message; `ChangesMissing` takes `$count`.
    pub const fn message_id(self) -> &'static str {
        todo!()
    }
}

/// Identities can be opened while this lives; its key is wiped when it is dropped.
pub struct IdentityKey(());

/// What `put` did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Records created or changed.
    pub accepted: usize,
    /// Records that said what was there already.
    pub unchanged: usize,
    /// The handles of the records, in the order given.
    pub ids: Vec<String>,
}

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
    /// Give at most so many.
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

/// What to search for. An absent filter lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// Words in any form; a phrase in quotation marks; the last word may be cut off with `*`.
    pub text: String,
    /// Of these kinds; none means all.
    pub kinds: Vec<Kind>,
    /// See [`ListQuery`].
    pub region: Option<String>,
    /// See [`ListQuery`].
    pub method: Option<String>,
    /// See [`ListQuery`].
    pub situation: Option<String>,
    /// See [`ListQuery`].
    pub state: Option<String>,
    /// See [`ListQuery`].
    pub from: Option<Date>,
    /// See [`ListQuery`].
    pub to: Option<Date>,
    /// Give at most so many.
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

/// A short piece of text with the words that were searched for marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text.
    pub text: String,
    /// Byte ranges of the words found, in order.
    pub marks: Vec<(usize, usize)>,
}

/// One entry of the ledger, opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The stream, in hexadecimal.
    pub stream: String,
    /// Its number in the stream.
    pub seq: u64,
    /// Its hash, in hexadecimal.
    pub hash: String,
    /// When, by the clock of the device.
    pub time: Timestamp,
    /// Which device, in hexadecimal.
    pub device: String,
    /// What was done.
    pub act: Act,
    /// To which record, where the entry still tells.
    pub id: Option<String>,
    /// Of which kind.
    pub kind: Option<Kind>,
    /// Which fields got which values; identities are named, not shown.
    pub fields: Vec<(String, Option<Value>)>,
    /// The reason given.
    pub reason: Option<String>,
}

/// What an entry of the ledger did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A record was made or changed.
    Change,
    /// The body of the operation was erased.
    Gone,
    /// Something was erased.
    Erase,
    /// An identity was shown.
    Reveal,
    /// Identities were searched.
    SearchIdentities,
    /// Everything was exported.
    Export,
    /// A backup was written.
    Backup,
    /// Something was printed or went out by another way.
    Exit,
    /// A new stream began.
    Fork,
    /// Another entry of the house: devices, epochs, checkpoints.
    House,
    /// An entry this version does not know.
    Unknown,
}

/// What `erase` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The handles of the erased records.
    pub records: Vec<String>,
    /// Fluent messages that say what cannot be recalled.
    pub cannot_recall: Vec<&'static str>,
}

/// A record that `import` refused; with one, nothing is imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The record's handle.
    pub record: String,
    /// The field, where one is to blame.
    pub field: Option<String>,
    /// Why.
    pub why: casework::Why,
}

/// What `import` did, or would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportReport {
    /// Records created or changed.
    pub accepted: usize,
    /// Records that said what was there already.
    pub unchanged: usize,
    /// Handles that were erased here and were skipped.
    pub erased: Vec<String>,
    /// Handles erased elsewhere that still stand here: the person decides.
    pub erased_elsewhere: Vec<String>,
    /// Handles whose identity was left as it was, since it could not be compared without a key.
    pub identities_kept: Vec<String>,
    /// Why nothing was imported.
    pub refused: Vec<Refusal>,
}

/// What `export` wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Records.
    pub records: usize,
    /// Entries of the ledger.
    pub entries: usize,
    /// Files.
    pub files: usize,
}

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

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Operations looked at.
    pub operations: u64,
    /// Files looked at.
    pub files: u64,
    /// What does not hold.
    pub faults: Vec<Fault>,
}

/// Something that does not hold, named without anybody's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The Fluent message.
    pub message_id: &'static str,
    /// Where: stream and number, or a record's entity.
    pub place: String,
}

/// The state hash before and after a rebuild.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Before.
    pub before: seal::Digest,
    /// After.
    pub after: seal::Digest,
}

/// An open vault.
pub struct Vault(());

impl Vault {
    /// Makes a vault in an empty or new folder.
    pub fn create(place: &Place, new: &NewVault, rng: Randomness, now: Timestamp) -> Result<(Vault, RecoveryCode), OpenError> { todo!() }
    /// Opens a vault.
    pub fn open(place: &Place, unlock: &Unlock, mode: Mode, rng: Randomness, now: Timestamp) -> Result<Opened, OpenError> { todo!() }
    /// Opens a backup into a new place; never over a vault.
    pub fn restore(file: &Path, place: &Place, unlock: &Unlock, rng: Randomness, now: Timestamp) -> Result<Opened, OpenError> { todo!() }
    /// Checkpoints, writes the head files and closes.
    pub fn close(self) -> Result<(), Error> { todo!() }
    /// What it was opened for.
    pub fn mode(&self) -> Mode { todo!() }

    /// Creates or changes whole records in one durable transaction.
    pub fn put(&mut self, records: Vec<Record>, now: Timestamp) -> Result<Receipt, Error> { todo!() }
    /// Changes some fields of one record, based on the version the author saw.
    pub fn change(&mut self, id: &str, fields: BTreeMap<String, Option<Value>>, base: Option<Version>, now: Timestamp) -> Result<Stored, Error> { todo!() }
    /// A new random handle of a kind.
    pub fn new_handle(&mut self, kind: Kind) -> Result<String, Error> { todo!() }
    /// One record by handle or entity.
    pub fn get(&self, id: &str) -> Result<Option<Stored>, Error> { todo!() }
    /// All records of a kind, oldest first.
    pub fn all(&self, kind: Kind) -> Result<Vec<Stored>, Error> { todo!() }
    /// One page of a list.
    pub fn list(&self, query: &ListQuery) -> Result<Listing, Error> { todo!() }
    /// Who refers to a record.
    pub fn linked(&self, id: &str) -> Result<Vec<Link>, Error> { todo!() }
    /// What was done to a record, oldest first.
    pub fn history(&self, id: &str) -> Result<Vec<Entry>, Error> { todo!() }
    /// People who may be the same.
    pub fn find_similar(&self, region: Option<&str>, birth_year: Option<i64>, event: &str) -> Result<Vec<String>, Error> { todo!() }
    /// Searches everything but identities, newest first.
    pub fn search(&self, query: &SearchQuery) -> Result<Vec<Hit>, Error> { todo!() }

    /// Opens the identity slots.
    pub fn open_identity(&self, secret: &Secret) -> Result<IdentityKey, Error> { todo!() }
    /// Whether identities have a passphrase of their own.
    pub fn identity_is_apart(&self) -> bool { todo!() }
    /// Shows an identity, after recording that it was shown.
    pub fn reveal(&mut self, person: &str, reason: &str, key: &IdentityKey, now: Timestamp) -> Result<Value, Error> { todo!() }
    /// Searches identities, after recording that they were searched.
    pub fn search_identities(&mut self, text: &str, reason: &str, key: &IdentityKey, now: Timestamp) -> Result<Vec<Hit>, Error> { todo!() }
    /// Records that something about a record left by another way (print, letter).
    pub fn record_exit(&mut self, id: &str, reason: &str, now: Timestamp) -> Result<(), Error> { todo!() }

    /// What `erase` would take along, the record itself first.
    pub fn would_erase(&self, id: &str) -> Result<Vec<Stored>, Error> { todo!() }
    /// Erases a record and what is solely about it.
    pub fn erase(&mut self, id: &str, reason: &str, now: Timestamp) -> Result<Erased, Error> { todo!() }

    /// Imports records, all or nothing.
    pub fn import(&mut self, records: Vec<Record>, dry_run: bool, identity: Option<&IdentityKey>, now: Timestamp) -> Result<ImportReport, Error> { todo!() }
    /// The same, with the folder in which the records' files lie.
    pub fn import_with_files(&mut self, records: Vec<Record>, folder: &Path, dry_run: bool, identity: Option<&IdentityKey>, now: Timestamp) -> Result<ImportReport, Error> { todo!() }
    /// Writes everything in plain into an empty or new folder.
    pub fn export(&mut self, dir: &Path, identities: Option<&IdentityKey>, now: Timestamp) -> Result<Exported, Error> { todo!() }

    /// Keeps a file with a source.
    pub fn attach(&mut self, id: &str, name: &str, content: &mut dyn Read, now: Timestamp) -> Result<Stored, Error> { todo!() }
    /// The content of an attached file.
    pub fn read_file(&self, id: &str) -> Result<Box<dyn Read + '_>, Error> { todo!() }

    /// Keeps what was typed so far.
    pub fn draft_save(&mut self, key: &str, value: &Value, now: Timestamp) -> Result<(), Error> { todo!() }
    /// An unfinished form.
    pub fn draft(&self, key: &str) -> Result<Option<Draft>, Error> { todo!() }
    /// All unfinished forms, latest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> { todo!() }
    /// Drops an unfinished form.
    pub fn draft_drop(&mut self, key: &str) -> Result<(), Error> { todo!() }
    /// A setting of this vault.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> { todo!() }
    /// Keeps a setting.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), Error> { todo!() }

    /// Looks at every signature, hash, body, row and file.
    pub fn verify(&self) -> Result<Verification, Error> { todo!() }
    /// Makes tables and index again from the ledger.
    pub fn rebuild(&mut self) -> Result<Rebuilt, Error> { todo!() }
    /// A hash over every logical row.
    pub fn state_hash(&self) -> Result<seal::Digest, Error> { todo!() }
    /// Writes one encrypted file with everything in it and opens it again to be sure.
    pub fn backup(&mut self, file: &Path, now: Timestamp) -> Result<(), Error> { todo!() }
    /// Writes a new root key, new slots and a new database. Returns the new recovery code.
    pub fn rekey(self, new: &NewVault, identity: &IdentityKey, now: Timestamp) -> Result<(Vault, RecoveryCode), Error> { todo!() }
    /// Changes the passphrase.
    pub fn change_passphrase(&mut self, current: &Unlock, new: &Secret, cost: Cost) -> Result<(), Error> { todo!() }
    /// Changes the passphrase for identities; `current` is that passphrase or the recovery code.
    pub fn change_identity_passphrase(&mut self, current: &Secret, new: &Secret, cost: Cost) -> Result<(), Error> { todo!() }
}
