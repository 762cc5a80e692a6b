//! Every text the program can show: all strings of the law's files, all messages of all languages.
//!
//! Nothing is left out by its key: a new kind of text is read without anybody thinking of it. Deliberately absent:
//! remarks, which only readers of the files see.

use std::path::Path;

use crate::shipped::{law_folder, texts_below};

/// One text, and the file it stands in.
#[derive(Debug)]
pub struct Text {
    pub place: String,
    pub words: String,
}

/// All of them.
pub fn shown() -> Vec<Text> {
    let law = texts_below(&law_folder()).into_iter();
    let law = law.filter(|(name, _)| name.ends_with(".toml"));
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let said = texts_below(&locales).into_iter().filter(|(name, _)| name.ends_with(".ftl"));
    law.flat_map(|(name, text)| of_toml(&name, &text))
        .chain(said.flat_map(|(name, text)| of_ftl(&name, &text)))
        .collect()
}

/// Every string of a TOML file, however deep.
pub fn of_toml(place: &str, text: &str) -> Vec<Text> {
    let table: toml::Table = text.parse().expect("a file of the law");
    let mut found = Vec::new();
    collect(&toml::Value::Table(table), &mut found);
    found.into_iter().map(|words| Text { place: place.to_owned(), words }).collect()
}

fn collect(value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::String(words) => found.push(words.clone()),
        toml::Value::Array(parts) => parts.iter().for_each(|part| collect(part, found)),
        toml::Value::Table(table) => table.values().for_each(|part| collect(part, found)),
        _ => {}
    }
}

/// Every message of a file of sentences; lines that are indented go on with the message above.
pub fn of_ftl(place: &str, text: &str) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match (line.split_once(" ="), found.last_mut()) {
            (Some((_, words)), _) if !line.starts_with(' ') => {
                found.push(Text { place: place.to_owned(), words: words.trim().to_owned() });
            }
            (_, Some(last)) => last.words = format!("{} {}", last.words, line.trim()),
            _ => {}
        }
    }
    found
}
