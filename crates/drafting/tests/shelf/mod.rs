//! The letters of the repository, for the tests that fill them.

use std::fs;
use std::path::Path;

use drafting::Templates;
use drafting::wording::Wording;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../letters");

/// Every file below `letters/`, by its path there.
fn files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in fs::read_dir(ROOT).expect("the letters") {
        let folder = folder.expect("an entry").path();
        for file in fs::read_dir(&folder).into_iter().flatten() {
            let path = file.expect("an entry").path();
            let name = path.strip_prefix(ROOT).expect("below").to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).expect("a text")));
        }
    }
    found
}

/// All letters.
pub fn templates() -> Templates {
    let files = files();
    let pairs = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Templates::read(pairs).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// The words of a language.
pub fn words(lang: &str) -> Wording {
    let text = fs::read_to_string(Path::new(ROOT).join(lang).join("words.toml")).expect("words");
    Wording::read(&text).unwrap_or_else(|wrong| panic!("{lang}: {wrong:?}"))
}
