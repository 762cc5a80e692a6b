//! Files kept with a source: sealed beside the database, each under a key of its own.
//!
//! A file's name on disk is a keyed image and tells nothing; its key and its real name stand in the record, sealed by the
//! record's key. Erasing the record destroys the key. A sealed file is called a part until a record names it: a part that no
//! record names is what a power cut has left, and goes at the next opening. Deliberately absent: looking into a file.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};

use casework::Kind;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use ledger::Kind as OpKind;
use seal::{FileKey, file::FileError};
use serde_json::{Value, json};

use crate::error::{Error, Part};
use crate::limits;
use crate::merged::{FILE, Merged};
use crate::ops::Key;
use crate::stored::{FileInfo, Stored};
use crate::vault::Vault;

/// Where an attached file lies and what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SealedFile {
    pub info: FileInfo,
    /// Its name on disk: 32 hexadecimal digits.
    pub blob: String,
    /// Its key under the record's key.
    pub key: Vec<u8>,
}

impl SealedFile {
    fn encode(&self) -> Value {
        let FileInfo { name, bytes, sha256 } = &self.info;
        json!({ "name": name, "bytes": bytes, "sha256": sha256, "blob": self.blob, "key": HEXLOWER.encode(&self.key) })
    }

    /// Reads the field of an operation.
    pub(crate) fn decode(bytes: &[u8]) -> Option<SealedFile> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let text = |field: &str| value.get(field)?.as_str().map(str::to_owned);
        let info = FileInfo {
            name: text("name")?,
            bytes: value.get("bytes")?.as_u64()?,
            sha256: text("sha256")?,
        };
        let blob = text("blob")
            .filter(|blob| blob.len() == 32 && blob.bytes().all(|c| c.is_ascii_hexdigit()))?;
        Some(SealedFile { info, blob, key: HEXLOWER.decode(text("key")?.as_bytes()).ok()? })
    }
}

impl Vault {
    /// Keeps a file with a source, under a relative name. The source's `file` and `sha256` are set with it.
    pub fn attach(
        &mut self,
        id: &str,
        name: &str,
        content: &mut dyn Read,
        now: Timestamp,
    ) -> Result<Stored, Error> {
        self.may_write()?;
        let (number, kind) = self.standing(id)?;
        if kind != Kind::Source || !is_safe_name(name) {
            return Err(Error::Unusable);
        }
        let key = self.key(number)?.ok_or(Error::Erased)?;
        let sealed = self.seal_file(&key, name, content)?;
        let stored = self.write(now, |vault| vault.put_file(number, &sealed, now));
        self.settle_blobs(std::slice::from_ref(&sealed.blob), stored.is_ok());
        stored?;
        self.stored(number)
    }

    /// Writes the content of an attached file. What was written is to be believed only when this returns well.
    pub fn read_file(&self, id: &str, to: &mut dyn Write) -> Result<FileInfo, Error> {
        let (number, _) = self.standing(id)?;
        let (state, _) = self.current_state(number)?;
        let file = Merged::of(&state)?.file.ok_or(Error::NoFile)?;
        let key = self.key(number)?.ok_or(Error::Erased)?;
        self.open_file(&key, &file, to)?;
        Ok(file.info)
    }

    /// Seals a file into the folder of blobs; it counts for nothing until a record names it.
    pub(crate) fn seal_file(
        &mut self,
        key: &Key,
        name: &str,
        content: &mut dyn Read,
    ) -> Result<SealedFile, Error> {
        let mut id = [0; 16];
        rand_core::Rng::fill_bytes(&mut self.rng, &mut id);
        let blob = self.blob_names.name(&id);
        let path = self.blob(&blob);
        self.disk.create_dir(&self.folder_of(&blob))?;
        let part = part_of(&path);
        let file_key = FileKey::generate(&mut *self.rng);
        let mut to = self.disk.create(&part)?;
        let content = content.take(limits::MAX_FILE + 1);
        let facts = seal::file::seal(&file_key, blob.as_bytes(), content, &mut to, &mut *self.rng);
        let facts = match facts {
            Ok(facts) if facts.len <= limits::MAX_FILE => facts,
            refused => {
                self.disk.remove(&part)?;
                return Err(refused.map_or_else(file_error, |_| Error::TooLarge));
            }
        };
        let synced = to.sync().and_then(|()| self.disk.sync_dir(&self.folder_of(&blob)));
        if let Err(error) = synced {
            self.disk.remove(&part)?;
            return Err(error.into());
        }
        let key = key.key.wrap(&file_key, blob.as_bytes(), &mut *self.rng);
        let info =
            FileInfo { name: name.to_owned(), bytes: facts.len, sha256: facts.sha256.to_string() };
        Ok(SealedFile { info, blob, key })
    }

    /// Names a sealed file in its record. A digest that the record names already must be that of the file.
    pub(crate) fn put_file(
        &mut self,
        number: i64,
        file: &SealedFile,
        now: Timestamp,
    ) -> Result<(), Error> {
        let (state, _) = self.current_state(number)?;
        let before = Merged::of(&state)?;
        let claimed = before.record.text("sha256").filter(|_| before.file.is_none());
        if claimed.is_some_and(|claimed| !claimed.eq_ignore_ascii_case(&file.info.sha256)) {
            return Err(Error::FileDiffers);
        }
        let mut fields = BTreeMap::from([(FILE.to_owned(), Some(file.encode()))]);
        for (field, value) in [("file", &file.info.name), ("sha256", &file.info.sha256)] {
            let same =
                before.record.text(field).is_some_and(|held| held.eq_ignore_ascii_case(value));
            if !same {
                fields.insert(field.to_owned(), Some(Value::from(value.as_str())));
            }
        }
        self.append_change(number, state, &before, &fields, None, now)
    }

    /// Opens a sealed file and holds it against what the record says of it.
    pub(crate) fn open_file(
        &self,
        key: &Key,
        file: &SealedFile,
        to: &mut dyn Write,
    ) -> Result<(), Error> {
        let damaged = || Error::Damaged(Part::Files);
        let file_key = key.key.unwrap(&file.key, file.blob.as_bytes()).map_err(|_| damaged())?;
        let from = self.open_blob(&file.blob)?;
        let facts =
            seal::file::open(&file_key, file.blob.as_bytes(), from, to).map_err(file_error)?;
        let fits = facts.len == file.info.bytes && facts.sha256.to_string() == file.info.sha256;
        if fits { Ok(()) } else { Err(damaged()) }
    }

    /// Opens a sealed file as it lies, as a part where its last step was cut short. One that is not there is damage; what
    /// the disk refuses is not.
    pub(crate) fn open_blob(&self, name: &str) -> Result<std::fs::File, Error> {
        let whole = self.blob(name);
        for path in [&whole, &part_of(&whole)] {
            match self.disk.open(path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                opened => return Ok(opened?),
            }
        }
        Err(Error::Damaged(Part::Files))
    }

    /// Where a blob lies.
    pub(crate) fn blob(&self, name: &str) -> PathBuf {
        self.folder_of(name).join(name)
    }

    fn folder_of(&self, blob: &str) -> PathBuf {
        self.place.blobs().join(&blob[..2])
    }

    /// Removes a blob, under whichever name it lies.
    pub(crate) fn remove_blob(&self, name: &str) -> Result<(), Error> {
        let whole = self.blob(name);
        self.disk.remove(&part_of(&whole))?;
        Ok(self.disk.remove(&whole)?)
    }

    /// Gives sealed files their names once records name them. If the disk refuses, they get them at the next opening: a part
    /// is read as well. After a change that failed, the ledger has to tell whether it stands all the same.
    pub(crate) fn settle_blobs(&self, blobs: &[String], saved: bool) {
        if !saved {
            let _ = self.settle_parts();
            return;
        }
        for whole in blobs.iter().map(|blob| self.blob(blob)) {
            let _ = self.disk.rename(&part_of(&whole), &whole);
        }
    }

    /// Finishes what a power cut has left of attaching files: a part that a record names gets its name, any other goes.
    pub(crate) fn settle_parts(&self) -> Result<(), Error> {
        let mut parts = Vec::new();
        for folder in self.disk.names(&self.place.blobs())? {
            let names = self.disk.names(&self.place.blobs().join(folder))?.into_iter();
            let names = names.filter_map(|name| name.into_string().ok());
            parts.extend(names.filter_map(|name| name.strip_suffix(".part").map(str::to_owned)));
        }
        parts.retain(|name| name.len() == 32 && name.is_ascii());
        if parts.is_empty() {
            return Ok(());
        }
        let named = self.blob_names()?;
        let (whole, left): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|part| named.contains(part));
        self.settle_blobs(&whole, true);
        Ok(left.iter().try_for_each(|part| self.disk.remove(&part_of(&self.blob(part))))?)
    }

    /// The blobs that any version of a record names.
    pub(crate) fn blobs_of(&self, number: i64) -> Result<Vec<SealedFile>, Error> {
        let key = self.key(number)?.ok_or(Error::Erased)?;
        let mut found = Vec::new();
        for kept in self.kept(number)? {
            if kept.operation.header.kind == OpKind::Change {
                let body =
                    kept.operation.open(&key.key).map_err(|_| Error::Damaged(Part::Ledger))?;
                let named = body.changes.iter().filter(|change| change.field == FILE);
                found.extend(
                    named.filter_map(|change| SealedFile::decode(change.value.as_deref()?)),
                );
            }
        }
        Ok(found)
    }
}

/// What a sealed file is called until a record names it.
fn part_of(whole: &Path) -> PathBuf {
    whole.with_extension("part")
}

/// A relative name that stays in its folder on every system.
pub(crate) fn is_safe_name(name: &str) -> bool {
    let plain =
        !name.is_empty() && name.len() <= limits::MAX_NAME && !name.contains(['\\', ':', '\0']);
    plain && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

fn file_error(error: FileError) -> Error {
    match error {
        FileError::Io(error) => error.into(),
        FileError::TooLarge => Error::TooLarge,
        FileError::UnknownFormat => Error::UnknownOperations,
        FileError::DoesNotOpen => Error::Damaged(Part::Files),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        for name in ["photo.jpg", "files/a/b.pdf", "фото 1.jpg", "..a"] {
            assert!(is_safe_name(name), "{name}");
        }
        for name in ["", "/etc/x", "../x", "a/../x", "C:x", "a\\b", "a\0", "."] {
            assert!(!is_safe_name(name), "{name:?}");
        }
        for length in [limits::MAX_NAME - 1, limits::MAX_NAME, limits::MAX_NAME + 1] {
            assert_eq!(is_safe_name(&"a".repeat(length)), length <= limits::MAX_NAME);
        }
    }
}
