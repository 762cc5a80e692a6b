//! A desk over the five invented accounts and the whole law, on 5 September 2023: what the route tests look at.

use std::fs;
use std::path::Path;

use caseload::Spelling;
use casework::Record;
use law::Pack;

use crate::testing::Desk;

const ACCOUNTS: &str = include_str!("../../../testing/scenario/five-accounts.toml");

/// The records of the scenario.
pub fn records() -> Vec<Record> {
    let placed = caseload::read(ACCOUNTS, Spelling::Toml).expect("the scenario is well formed");
    placed.into_iter().map(|one| one.record).collect()
}

/// The law of the repository.
pub fn law() -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    Pack::load(files).expect("the law of the repository")
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).expect("a folder of the law").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|end| end == "toml") {
            let name =
                path.strip_prefix(root).expect("below the law").to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).expect("a text")));
        }
    }
}

/// An open desk with all of it.
pub fn desk() -> Desk {
    Desk::with_pack(law()).holding(records())
}

/// The same with more records.
pub fn desk_with(more: Vec<Record>) -> Desk {
    Desk::with_pack(law()).holding(records().into_iter().chain(more).collect())
}

/// The text between two marks, for looking at one part of a page.
#[track_caller]
pub fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("{from} is not on the page")).1;
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

/// Whether the marks stand on the page in this order.
#[track_caller]
pub fn assert_order(text: &str, marks: &[&str]) {
    let mut rest = text;
    for mark in marks {
        rest = rest.split_once(mark).unwrap_or_else(|| panic!("{mark} is missing or too early")).1;
    }
}
