//! The invented caseload and the law of the repository, for the tests that ask them.

use std::fs;
use std::path::{Path, PathBuf};

use casework::book::Book;
use casework::docket::DocketRow;
use casework::{Kind, Record};
use jiff::civil::{Date, date};
use law::Pack;
use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the law folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "toml") {
            found.push(path);
        }
    }
}

/// The law of the repository.
pub fn pack() -> Pack {
    let root = Path::new(ROOT).join("law");
    let mut found = Vec::new();
    files(&root, &mut found);
    let texts: Vec<(String, String)> = found
        .iter()
        .map(|path| {
            let name =
                path.strip_prefix(&root).expect("below the folder").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a rule file"))
        })
        .collect();
    let pairs = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Pack::load(pairs).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(when) => Value::String(when.to_string()),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), json(value))).collect()
        }
        toml::Value::String(text) => Value::String(text.clone()),
        toml::Value::Boolean(value) => Value::Bool(*value),
        toml::Value::Integer(value) => Value::from(*value),
        toml::Value::Float(value) => Value::from(*value),
    }
}

/// The records of the scenario.
pub fn records() -> Vec<Record> {
    let path = Path::new(ROOT).join("testing/scenario/five-accounts.toml");
    let table: toml::Table = fs::read_to_string(path).expect("the scenario").parse().expect("TOML");
    let mut records = Vec::new();
    for (kind, items) in table.iter().filter(|(key, _)| *key != "format") {
        for item in items.as_array().expect("records") {
            let Value::Object(mut fields) = json(item) else { panic!("a table") };
            let id =
                fields.remove("id").and_then(|id| id.as_str().map(str::to_owned)).expect("an id");
            let kind = Kind::parse(kind).expect("a kind");
            records.push(Record { kind, id, fields: fields.into_iter().collect() });
        }
    }
    records
}

/// All of them, opened.
pub fn book() -> Book {
    Book::new(records())
}

/// The book with one field of one record changed.
pub fn book_with(id: &str, change: impl Fn(&mut Record)) -> Book {
    Book::new(records().into_iter().map(|mut record| {
        if record.id == id {
            change(&mut record);
        }
        record
    }))
}

/// The day asked about.
pub const DAY: Date = date(2023, 9, 5);

/// The row of one rule about one record.
pub fn row(rows: &[DocketRow], rule: &str, about: &str) -> DocketRow {
    let found = rows.iter().find(|row| row.rule == rule && row.about == about);
    found.unwrap_or_else(|| panic!("no row {rule} about {about}")).clone()
}
