//! Exporting: the one deliberate exit of plaintext, recorded before the first byte is written.
//!
//! One that was cut off is removed at the next opening for writing.
//!
//! `records.jsonl` can be imported again without loss; `history.jsonl` is for reading and comes back only through
//! `restore`. Deliberately absent: asking consent. An export is the organisation's own copy; what leaves to another party
//! goes another way.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::Path;

use casework::schema::IDENTITY;
use casework::{Kind, Record};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::disk::{Disk, NewFile};
use crate::error::{Error, Part};
use crate::history::{Act, Entry};
use crate::house;
use crate::merged::Merged;
use crate::secrets::IdentityKey;
use crate::vault::Vault;

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

const FILES: &str = "files";
/// The file that stands in the folder until everything else does.
const UNFINISHED: &str = "UNFINISHED";
/// The entry of the house that names the folder meanwhile.
const EXPORTING: &str = "exporting";

impl Vault {
    /// Writes everything in plain into an empty or new folder; identities only with their key. `readme` is the text that
    /// tells a person what the folder holds.
    pub fn export(
        &mut self,
        dir: &Path,
        identities: Option<&IdentityKey>,
        readme: &str,
        now: Timestamp,
    ) -> Result<Exported, Error> {
        self.may_write()?;
        let made = !self.disk.exists(dir);
        if !self.disk.names(dir)?.is_empty() {
            return Err(Error::TargetExists);
        }
        self.record_access(Act::Export, None, None, now)?;
        self.remember_export(dir)?;
        self.disk.create_dir(dir)?;
        let exported = self.export_into(dir, identities, readme);
        if exported.is_err() {
            // Half an export is plaintext nobody asked for. The folder was empty, so all of it is ours.
            clear(&*self.disk, dir, made);
        }
        if !self.disk.exists(&dir.join(UNFINISHED)) {
            // Where this is refused, the next opening finds nothing unfinished there.
            let _ = self.forget_export();
        }
        exported
    }

    /// Remembers where plaintext is about to lie, in case this program does not come to the end.
    fn remember_export(&self, dir: &Path) -> Result<(), Error> {
        let whole = std::path::absolute(dir)?;
        house::set(&self.db, EXPORTING, whole.to_str().ok_or(Error::Unusable)?.as_bytes())
    }

    fn forget_export(&self) -> Result<(), Error> {
        self.db.execute("DELETE FROM house WHERE name = ?1", [EXPORTING])?;
        Ok(())
    }

    /// Removes what an export has left that was cut off, and says whether there was one. Where the folder cannot be reached
    /// any more, only the saying is left.
    pub(crate) fn clear_cut_export(&self) -> Result<bool, Error> {
        let Some(path) = house::get(&self.db, EXPORTING)? else { return Ok(false) };
        let path = String::from_utf8(path).map_err(|_| Error::Damaged(Part::Database))?;
        let dir = Path::new(&path);
        let is_finished = self.disk.exists(dir) && !self.disk.exists(&dir.join(UNFINISHED));
        if !is_finished {
            clear(&*self.disk, dir, true);
        }
        self.forget_export()?;
        Ok(!is_finished)
    }

    fn export_into(
        &self,
        dir: &Path,
        identities: Option<&IdentityKey>,
        readme: &str,
    ) -> Result<Exported, Error> {
        finish(self.text_file(&dir.join(UNFINISHED))?)?;
        self.disk.sync_dir(dir)?;
        let mut files = Files { dir, taken: BTreeMap::new(), written: 0 };
        let records = self.export_records(dir, identities, &mut files)?;
        let entries = self.export_history(dir)?;
        let mut out = self.text_file(&dir.join("README.txt"))?;
        out.write_all(readme.as_bytes())?;
        finish(out)?;
        self.disk.sync_dir(dir)?;
        self.disk.remove(&dir.join(UNFINISHED))?;
        self.disk.sync_dir(dir)?;
        Ok(Exported { records, entries, files: files.written })
    }

    fn export_records(
        &self,
        dir: &Path,
        identities: Option<&IdentityKey>,
        files: &mut Files<'_>,
    ) -> Result<usize, Error> {
        let mut out = self.text_file(&dir.join("records.jsonl"))?;
        out.write_all(caseload::write_jsonl(&[]).as_bytes())?;
        let mut count = 0;
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Erased) {
            for number in self.numbers_by_handle(kind)? {
                let record = self.exported_record(number, identities, files)?;
                writeln!(out, "{}", caseload::write_record(&record))?;
                count += 1;
            }
        }
        for erased in self.all(Kind::Erased)? {
            writeln!(out, "{}", caseload::write_record(&erased.record))?;
            count += 1;
        }
        finish(out)?;
        Ok(count)
    }

    /// The local numbers of a kind in the order of the canonical file.
    fn numbers_by_handle(&self, kind: Kind) -> Result<Vec<i64>, Error> {
        let mut query =
            self.db.prepare_cached("SELECT id FROM record WHERE kind = ?1 ORDER BY handle")?;
        Ok(query.query_map([kind.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    fn exported_record(
        &self,
        number: i64,
        identities: Option<&IdentityKey>,
        files: &mut Files<'_>,
    ) -> Result<Record, Error> {
        let (state, _) = self.current_state(number)?;
        let merged = Merged::of(&state)?;
        let mut record = merged.record;
        if let Some(key) = identities {
            let identity = self.opened_identity(&state, key)?;
            record.fields.extend(identity.map(|identity| (IDENTITY.to_owned(), identity)));
        }
        if let Some(file) = merged.file {
            let (name, is_new) = files.name(&file.info, &state.id().to_string());
            if is_new {
                let key = self.key(number)?.ok_or(Error::Erased)?;
                let path = files.dir.join(&name);
                self.disk.create_dir(path.parent().ok_or(Error::Unusable)?)?;
                let mut out = self.text_file(&path)?;
                self.open_file(&key, &file, &mut out)?;
                finish(out)?;
            }
            record.fields.insert("file".to_owned(), Value::from(name));
        }
        Ok(record)
    }

    fn export_history(&self, dir: &Path) -> Result<usize, Error> {
        let mut out = self.text_file(&dir.join("history.jsonl"))?;
        let mut count = 0;
        self.each_entry(&mut |entry| {
            writeln!(out, "{}", line(entry))?;
            count += 1;
            Ok(())
        })?;
        finish(out)?;
        Ok(count)
    }

    fn text_file(&self, path: &Path) -> Result<BufWriter<Box<dyn NewFile>>, Error> {
        Ok(BufWriter::new(self.disk.create(path)?))
    }
}

/// Where exported files go. A name that is taken by another content gets the record's name in front.
struct Files<'d> {
    dir: &'d Path,
    /// In small letters, with the name itself and the digest of the content.
    taken: BTreeMap<String, (String, String)>,
    written: usize,
}

impl Files<'_> {
    /// The path beside the records, and whether it has to be written.
    fn name(&mut self, info: &crate::stored::FileInfo, entity: &str) -> (String, bool) {
        let below = info.name.strip_prefix("files/").unwrap_or(&info.name);
        let plain = format!("{FILES}/{below}");
        // Folders that tell capitals apart and folders that do not must give the same names.
        if let Some((name, digest)) = self.taken.get(&plain.to_lowercase())
            && *digest == info.sha256
        {
            return (name.clone(), false);
        }
        let name = if self.is_free(&plain.to_lowercase()) {
            plain
        } else {
            format!("{FILES}/{entity}/{below}")
        };
        self.taken.insert(name.to_lowercase(), (name.clone(), info.sha256.clone()));
        self.written += 1;
        (name, true)
    }

    /// Neither a file, nor a folder that holds one, nor below a file.
    fn is_free(&self, name: &str) -> bool {
        let within = |outer: &str, inner: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
        };
        !self.taken.keys().any(|taken| taken == name || within(taken, name) || within(name, taken))
    }
}

fn line(entry: Entry) -> Value {
    let fields: Map<String, Value> = entry
        .fields
        .into_iter()
        .map(|(field, value)| (field, value.unwrap_or(Value::Null)))
        .collect();
    json!({
        "stream": entry.stream,
        "seq": entry.seq,
        "hash": entry.hash,
        "time": entry.time.map(|time| time.to_string()),
        "device": entry.device,
        "act": entry.act.as_str(),
        "kind": entry.kind.map(Kind::as_str),
        "id": entry.id,
        "fields": fields,
        "reason": entry.reason,
    })
}

fn finish(out: BufWriter<Box<dyn NewFile>>) -> Result<(), Error> {
    let file = out.into_inner().map_err(|error| Error::from(error.into_error()))?;
    Ok(file.sync()?)
}

fn clear(disk: &dyn Disk, dir: &Path, made: bool) {
    for name in ["records.jsonl", "history.jsonl", "README.txt"] {
        let _ = disk.remove(&dir.join(name));
    }
    let _ = disk.remove_dir(&dir.join(FILES));
    let _ = disk.remove(&dir.join(UNFINISHED));
    // Somebody else may have put something in meanwhile.
    if made && disk.names(dir).is_ok_and(|names| names.is_empty()) {
        let _ = disk.remove_dir(dir);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::testing::{at, open, person, vault};
    use crate::{Mode, Notice};

    /// What a killed program leaves: the entry in the house, and a part of the files.
    fn cut(unfinished: bool, reachable: bool) -> (bool, Vec<Notice>) {
        let mut test = vault();
        test.vault.put(vec![person("p1", "A-1")], at(5)).unwrap();
        let dir = test.dir.path().join("out");
        test.vault.export(&dir, None, "Read me.\n", at(6)).unwrap();
        test.vault.remember_export(&dir).unwrap();
        if unfinished {
            fs::write(dir.join(UNFINISHED), "").unwrap();
            fs::remove_file(dir.join("README.txt")).unwrap();
        }
        if !reachable {
            fs::rename(&dir, test.dir.path().join("pulled out")).unwrap();
        }
        let place = test.vault.place().clone();
        test.vault.close().unwrap();
        let notices = open(&place, Mode::Write).unwrap().notices;
        assert_eq!(open(&place, Mode::Write).unwrap().notices, [], "told once");
        (dir.exists(), notices)
    }

    #[test]
    fn what_a_killed_export_left_is_removed_and_told_at_the_next_opening() {
        assert_eq!(cut(true, true), (false, vec![Notice::ExportCut]));
        assert_eq!(cut(true, false), (false, vec![Notice::ExportCut]));
        assert_eq!(cut(false, true), (true, vec![]), "it had come to its end");
    }
}
