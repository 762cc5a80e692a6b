//! The law as it is shipped, for the tests that read it.

#![allow(dead_code, reason = "each test uses what it needs of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use law::Pack;

/// Where it stands.
pub fn law_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law")
}

/// The pack made of it.
pub fn pack() -> Pack {
    Pack::load(texts_below(&law_folder())).expect("the law that is shipped")
}

/// Every text below a folder, by its path inside that folder.
pub fn texts_below(root: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    collect(root, root, &mut texts);
    texts
}

fn collect(root: &Path, folder: &Path, texts: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(root, &path, texts);
            continue;
        }
        let below = path.strip_prefix(root).expect("it was found below the root");
        let name = below.to_string_lossy().replace('\\', "/");
        texts.insert(name, fs::read_to_string(&path).expect("a text in UTF-8"));
    }
}
