//! The law: built into the program, and the organisation's own files over it.
//!
//! Deliberately absent: which later pack a vault holds; the desk knows (`desk::lawbook`).

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::lawbook::{self, Shipped};
use include_dir::{Dir, DirEntry, include_dir};
use law::{Fault, Pack};
use vault::{LawNames, Vault};

use crate::{args::Common, refusal::Refusal};

/// Names the organisation's own folder of law where no option does.
const FOLDER_VARIABLE: &str = "GUVOH_LAW";
/// How many folders deep a file of law may stand: `ru/koap/30-3.complaint.toml`.
const DEPTH: usize = 3;

static LAW: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../law");

/// Every file of the law, by its path inside `law/`.
pub fn files() -> Vec<(&'static str, &'static str)> {
    let mut files = Vec::new();
    collect(&LAW, &mut files);
    files.sort_unstable();
    files
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static str)>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, files),
            DirEntry::File(file) => {
                let toml = file.path().extension().is_some_and(|end| end == "toml");
                let path = file.path().to_str().filter(|_| toml);
                files.extend(path.zip(file.contents_utf8()));
            }
        }
    }
}

/// What the program brings: the law as built in, and the files of the folder that was named, faulty or not.
pub fn shipped(common: &Common) -> Result<Shipped, Refusal> {
    let pack = Pack::load(files()).map_err(|faults| faulty(&faults))?;
    Ok(Shipped { pack: Arc::new(pack), own: own(common)? })
}

/// The same as one, with everything that is wrong with it.
pub fn try_load(common: &Common) -> Result<Result<Pack, Vec<Fault>>, Refusal> {
    let own = own(common)?;
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    all.extend(files().into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())));
    all.extend(own);
    Ok(Pack::load(all))
}

/// The law without a vault. The organisation's own files are checked like the law itself, cases and all.
pub fn load(common: &Common) -> Result<Arc<Pack>, Refusal> {
    let shipped = shipped(common)?;
    let pack = shipped.alone().map_err(|faults| faulty(&faults))?;
    if !shipped.own.is_empty() {
        let faults = pack.check(common.as_of.unwrap_or_else(crate::clock::today)).faults;
        if !faults.is_empty() {
            return Err(faulty(&faults));
        }
    }
    Ok(pack)
}

/// The law this vault is counted with.
pub fn of_vault(common: &Common, vault: &Vault) -> Result<Arc<Pack>, Refusal> {
    load(common)?;
    let found = lawbook::in_use(&shipped(common)?, vault);
    found.map_err(|error| Refusal::new(error.message_id()))
}

/// That files of law cannot be used: where the first fault is, and what names them all.
pub fn faulty(faults: &[Fault]) -> Refusal {
    let first = faults.first().map(Fault::place).unwrap_or_default();
    Refusal::new("cli-law-faulty").with("faults", faults.len()).with("place", first)
}

/// The files of the organisation's own folder, by their path inside it.
fn own(common: &Common) -> Result<BTreeMap<String, String>, Refusal> {
    let named = common.law.clone().or_else(|| std::env::var_os(FOLDER_VARIABLE).map(PathBuf::from));
    let Some(folder) = named.filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(BTreeMap::new());
    };
    read_folder(&folder)
}

/// Every TOML file of a folder, a few folders deep. Links are left aside: a rule stands in the folder or nowhere.
pub fn read_folder(folder: &Path) -> Result<BTreeMap<String, String>, Refusal> {
    let unreadable = |_| Refusal::new("cli-law-folder").with("file", folder.display());
    let mut files = BTreeMap::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((dir, below)) = open.pop() {
        for entry in fs::read_dir(&dir).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().map_err(unreadable)?;
            if kind.is_dir() && below.matches('/').count() < DEPTH {
                open.push((entry.path(), format!("{name}/")));
            } else if kind.is_file() && name.ends_with(".toml") {
                files.insert(name, read_file(&entry.path()).map_err(unreadable)?);
            }
            if files.len() > law::limits::MAX_FILES {
                return Err(Refusal::new("law-fault-too-many-files"));
            }
        }
    }
    Ok(files)
}

/// A text, read no further than one byte past the longest a pack takes: `Pack::load` names it as too long.
fn read_file(path: &Path) -> io::Result<String> {
    let most = u64::try_from(law::limits::MAX_FILE_BYTES).unwrap_or(u64::MAX);
    let mut text = String::new();
    fs::File::open(path)?.take(most.saturating_add(1)).read_to_string(&mut text)?;
    Ok(text)
}

/// What the law names, for checking records that refer to it.
pub struct Names(pub Arc<Pack>);

impl LawNames for Names {
    fn is_law(&self, id: &str) -> bool {
        self.0.rule(id).is_some()
    }

    fn is_fact(&self, name: &str) -> bool {
        self.0.facts().get(name).is_some()
    }
}
