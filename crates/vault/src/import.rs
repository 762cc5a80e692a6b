//! Importing a caseload: all of it or nothing, and nothing that was erased here.
//!
//! The file itself was read by `caseload`, which says what is wrong with each line. Here the records meet what is held.
//! Deliberately absent: merging what differs; a changed record in a file replaces what is held, and history keeps both.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use casework::check;
use casework::{Kind, Record, Why};
use jiff::Timestamp;
use serde_json::Value;

use crate::erase::Tombstone;
use crate::error::Error;
use crate::files::is_safe_name;
use crate::held::LawNames;
use crate::limits;
use crate::merged::Merged;
use crate::secrets::IdentityKey;
use crate::size;
use crate::vault::Vault;

/// How records are imported.
pub struct Import<'a> {
    /// Look, and change nothing.
    pub dry_run: bool,
    /// Lets identities be compared; without it one that is held is kept.
    pub identity: Option<&'a IdentityKey>,
    /// The folder in which the files of sources lie; without it none is taken in.
    pub folder: Option<&'a Path>,
    /// What the law names.
    pub law: &'a dyn LawNames,
}

/// What `import` did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Records created or changed.
    pub accepted: usize,
    /// Records that said what was there already.
    pub unchanged: usize,
    /// Handles of records that stood here and say something else now.
    pub changed: Vec<String>,
    /// Handles that came as erased and were free here: nothing can be taken down under them any more.
    pub buried: Vec<String>,
    /// Handles that were erased here and were skipped.
    pub erased: Vec<String>,
    /// Handles erased elsewhere that still stand here: the person decides.
    pub erased_elsewhere: Vec<String>,
    /// Handles whose identity was left as it was, since it could not be compared without its key.
    pub identities_kept: Vec<String>,
    /// Handles of sources whose file does not lie in the folder.
    pub files_missing: Vec<String>,
    /// Why nothing was imported.
    pub refused: Vec<Refused>,
}

/// One reason why nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which of the records given, counted from nought.
    pub index: usize,
    /// Its handle.
    pub record: String,
    /// The path of the field; empty for the record as a whole.
    pub field: String,
    /// Why.
    pub why: Reason,
}

/// Why a record was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It does not fit the format or the other records.
    Unfit(Why),
    /// It would overwrite the words of a testimony; a correction is a new one with `version_of`.
    TestimonyText,
    /// Its file is not the one whose digest it names.
    FileDiffers,
    /// The field, or the whole record, is larger than the vault takes.
    TooLarge,
    /// Its file is larger than the vault takes.
    FileTooLarge,
}

impl Reason {
    /// The Fluent message. That of a `Why` takes the arguments of that `Why`.
    pub fn message_id(&self) -> &'static str {
        match self {
            Reason::Unfit(why) => why.message_id(),
            Reason::TestimonyText => Error::TestimonyText.message_id(),
            Reason::FileDiffers => Error::FileDiffers.message_id(),
            Reason::TooLarge | Reason::FileTooLarge => Error::TooLarge.message_id(),
        }
    }
}

impl Vault {
    /// Imports records, all or nothing.
    pub fn import(
        &mut self,
        records: Vec<Record>,
        how: &Import<'_>,
        now: Timestamp,
    ) -> Result<ImportReport, Error> {
        self.may_write()?;
        if records.len() > limits::MAX_IMPORT {
            return Err(Error::TooLarge);
        }
        let mut report = ImportReport::default();
        let (indices, records) = self.sort_out(records, &mut report)?;
        let mut plan = Plan { digests: BTreeMap::new(), refused: Vec::new() };
        self.plan(&records, how, &mut plan, &mut report)?;
        if !plan.refused.is_empty() {
            report.refused = plan.refused;
            report.refused.iter_mut().for_each(|refused| refused.index = indices[refused.index]);
            return Ok(report);
        }
        self.carry_out(records, how, &plan.digests, report, now)
    }

    /// Leaves out what was erased here, and what was erased elsewhere and stands here.
    fn sort_out(
        &self,
        records: Vec<Record>,
        report: &mut ImportReport,
    ) -> Result<(Vec<usize>, Vec<Record>), Error> {
        let mut taken = (Vec::new(), Vec::new());
        for (index, record) in records.into_iter().enumerate() {
            let entity = self.house.entity_of(&record.id);
            if record.kind == Kind::Erased && self.number(entity)?.is_some() {
                report.erased_elsewhere.push(record.id);
            } else if record.kind != Kind::Erased && self.is_erased(entity)? {
                report.erased.push(record.id);
            } else {
                taken.0.push(index);
                taken.1.push(record);
            }
        }
        Ok(taken)
    }

    /// Everything that speaks against the records, and the digests of their files.
    fn plan(
        &self,
        records: &[Record],
        how: &Import<'_>,
        plan: &mut Plan,
        report: &mut ImportReport,
    ) -> Result<(), Error> {
        let held = self.held(how.law);
        let faults = check::check(records, &held);
        held.looked_up()?;
        let unfit = faults.into_iter().map(|fault| Refused {
            index: fault.index,
            record: fault.record,
            field: fault.field,
            why: Reason::Unfit(fault.why),
        });
        plan.refused.extend(unfit);
        for (index, record) in records.iter().enumerate() {
            if let Some(field) = size::too_large(record, 0) {
                plan.refuse(index, record, field, Reason::TooLarge);
            }
            if record.kind == Kind::Testimony && self.overwrites(record)? {
                plan.refuse(index, record, "text", Reason::TestimonyText);
            }
            if let (Kind::Source, Some(name), Some(folder)) =
                (record.kind, record.text("file"), how.folder)
            {
                match file_in(folder, name) {
                    Ok(Some(path)) => plan.look_at(index, record, &path)?,
                    Ok(None) => report.files_missing.push(record.id.clone()),
                    Err(reason) => plan.refuse(index, record, "file", reason),
                }
            }
        }
        plan.refused.sort_by_key(|refused| refused.index);
        Ok(())
    }

    /// Whether the words of a testimony that is held would change.
    fn overwrites(&self, record: &Record) -> Result<bool, Error> {
        let Some((number, _)) = self.number(self.house.entity_of(&record.id))? else {
            return Ok(false);
        };
        let held = self.stored(number)?.record;
        let differs =
            |field: &str| held.get(field).is_some() && held.get(field) != record.get(field);
        Ok(differs("text") || differs("version_of"))
    }

    fn carry_out(
        &mut self,
        records: Vec<Record>,
        how: &Import<'_>,
        digests: &BTreeMap<String, String>,
        mut report: ImportReport,
        now: Timestamp,
    ) -> Result<ImportReport, Error> {
        let mut blobs = Vec::new();
        let done = self.write(now, |vault| {
            vault.sign_aside(records.len());
            for record in records {
                vault.import_one(record, how, digests, (&mut report, &mut blobs), now)?;
            }
            // Nothing of a dry run stays: it is refused as a reader would be, after everything else went well.
            if how.dry_run { Err(Error::ReadOnly) } else { Ok(()) }
        });
        if !how.dry_run {
            self.settle_blobs(&blobs, done.is_ok());
        }
        match done {
            Err(Error::ReadOnly) if how.dry_run => Ok(report),
            done => done.map(|()| report),
        }
    }

    fn import_one(
        &mut self,
        mut record: Record,
        how: &Import<'_>,
        digests: &BTreeMap<String, String>,
        (report, blobs): (&mut ImportReport, &mut Vec<String>),
        now: Timestamp,
    ) -> Result<(), Error> {
        if record.kind == Kind::Erased {
            let made = self.bury(&record, now)?;
            *(if made { &mut report.accepted } else { &mut report.unchanged }) += 1;
            report.buried.extend(made.then_some(record.id));
            return Ok(());
        }
        let id = record.id.clone();
        let stood = self.number(self.house.entity_of(&id))?.is_some();
        if record.kind == Kind::Source {
            self.name_digest(&mut record, digests)?;
        }
        let receipt = self.put_all(vec![record], how.identity, now)?;
        report.identities_kept.extend(receipt.identities_kept);
        let attached = match (digests.get(&id), how.folder) {
            (Some(digest), Some(folder)) if !how.dry_run => {
                self.take_file(&id, digest, folder, blobs, now)?
            }
            _ => false,
        };
        if receipt.accepted > 0 || attached {
            report.accepted += 1;
            report.changed.extend(stood.then_some(id));
        } else {
            report.unchanged += 1;
        }
        Ok(())
    }

    /// The mark of what was erased elsewhere; `false` where it stands already.
    fn bury(&mut self, record: &Record, now: Timestamp) -> Result<bool, Error> {
        let entity = self.house.entity_of(&record.id);
        if self.is_erased(entity)? {
            return Ok(false);
        }
        let text = |field| record.text(field).map(str::to_owned).ok_or(Error::Unusable);
        let (was, day) = (text("was")?, text("on")?);
        let mark = Tombstone { entity, handle: record.id.clone(), was, day, ops: Vec::new() };
        self.redact(&mark, None, now)?;
        Ok(true)
    }

    /// A file's digest belongs to its record even where the record leaves it out: else importing twice would differ.
    fn name_digest(
        &self,
        record: &mut Record,
        digests: &BTreeMap<String, String>,
    ) -> Result<(), Error> {
        if record.get("sha256").is_some() || record.get("file").is_none() {
            return Ok(());
        }
        let held = match self.number(self.house.entity_of(&record.id))? {
            Some((number, _)) => self.stored(number)?.file,
            None => None,
        };
        let held = held
            .filter(|held| Some(held.name.as_str()) == record.text("file"))
            .map(|held| held.sha256);
        let digest = digests.get(&record.id).cloned().or(held);
        record.fields.extend(digest.map(|digest| ("sha256".to_owned(), Value::from(digest))));
        Ok(())
    }

    /// Takes a file in, unless it is the one that is held.
    fn take_file(
        &mut self,
        id: &str,
        digest: &str,
        folder: &Path,
        blobs: &mut Vec<String>,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let (number, _) = self.standing(id)?;
        let (state, _) = self.current_state(number)?;
        let merged = Merged::of(&state)?;
        let Some(name) = merged.record.text("file").map(str::to_owned) else { return Ok(false) };
        if merged.file.is_some_and(|held| held.info.sha256 == digest && held.info.name == name) {
            return Ok(false);
        }
        let path = file_in(folder, &name).ok().flatten().ok_or(Error::FileDiffers)?;
        let key = self.key(number)?.ok_or(Error::Erased)?;
        let sealed = self.seal_file(&key, &name, &mut self.disk.open(&path)?)?;
        blobs.push(sealed.blob.clone());
        // The file may have been changed between the look at it and the reading.
        if sealed.info.sha256 != digest {
            return Err(Error::FileDiffers);
        }
        self.put_file(number, &sealed, now)?;
        Ok(true)
    }
}

struct Plan {
    /// By handle, the digest of the file that lies in the folder.
    digests: BTreeMap<String, String>,
    refused: Vec<Refused>,
}

impl Plan {
    fn refuse(&mut self, index: usize, record: &Record, field: &str, why: Reason) {
        self.refused.push(Refused {
            index,
            record: record.id.clone(),
            field: field.to_owned(),
            why,
        });
    }

    fn look_at(&mut self, index: usize, record: &Record, path: &Path) -> Result<(), Error> {
        if std::fs::metadata(path)?.len() > limits::MAX_FILE {
            self.refuse(index, record, "file", Reason::FileTooLarge);
            return Ok(());
        }
        let digest = digest_of(path)?;
        if record.text("sha256").is_some_and(|named| !named.eq_ignore_ascii_case(&digest)) {
            self.refuse(index, record, "sha256", Reason::FileDiffers);
        }
        self.digests.insert(record.id.clone(), digest);
        Ok(())
    }
}

/// The file of this name, if it lies in the folder and does not lead out of it.
fn file_in(folder: &Path, name: &str) -> Result<Option<PathBuf>, Reason> {
    let unsafe_path = || Reason::Unfit(Why::UnsafePath);
    if !is_safe_name(name) {
        return Err(unsafe_path());
    }
    let (Ok(folder), Ok(path)) = (folder.canonicalize(), folder.join(name).canonicalize()) else {
        return Ok(None);
    };
    if !path.starts_with(&folder) {
        return Err(unsafe_path());
    }
    Ok(path.is_file().then_some(path))
}

fn digest_of(path: &Path) -> Result<String, Error> {
    let mut file = File::open(path)?;
    let mut hasher = seal::Hasher::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        match std::io::Read::read(&mut file, &mut chunk)? {
            0 => return Ok(hasher.finish().to_string()),
            read => hasher.update(&chunk[..read]),
        }
    }
}
