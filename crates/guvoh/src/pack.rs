//! The law, built into the program.

use include_dir::{Dir, DirEntry, include_dir};
use law::{Fault, Pack};
use vault::LawNames;

use crate::refusal::Refusal;

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

/// The law as built in, with everything that is wrong with it.
pub fn try_load() -> Result<Pack, Vec<Fault>> {
    Pack::load(files())
}

/// The law as built in.
pub fn load() -> Result<Pack, Refusal> {
    try_load().map_err(|faults| Refusal::new("cli-law-fault").with("faults", faults.len()))
}

/// What the law names, for checking records that refer to it.
pub struct Names(pub Pack);

impl LawNames for Names {
    fn is_law(&self, id: &str) -> bool {
        self.0.rule(id).is_some()
    }

    fn is_fact(&self, name: &str) -> bool {
        self.0.facts().get(name).is_some()
    }
}
