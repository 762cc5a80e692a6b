//! Saving one interview: how long a person waits until the disk has it, against one flushed append.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    path::Path,
    time::Duration,
};

use casework::{Kind, Record};
use serde_json::json;

use crate::{
    fill, ours,
    row::{Row, half, measure, p99},
    text,
};

const SAVES: usize = 200;
const PAGE: usize = 4096;
/// Bytes of the words taken down in an interview, about.
const WORDS: usize = 6000;

/// Prints how long it takes until one interview more is on the disk of a vault that holds `n` records.
pub fn bench(n: usize) {
    let dir = tempfile::tempdir().expect("a folder");
    let words = text::words();
    let mut vault = ours::vault(dir.path());
    fill::with_records(n, &words, |batch| ours::put(&mut vault, batch));
    let mut bare = append_only(dir.path());
    let (mut ours, mut reference) = (Vec::new(), Vec::new());
    for number in 0..SAVES {
        reference.push(measure(|| append(&mut bare)).1.wall);
        let interview = interview(number, &words);
        ours.push(measure(|| ours::put(&mut vault, interview)).1.wall);
    }
    print("wall", n, (half(ours.clone()), half(reference.clone())));
    print("p99", n, (p99(ours), p99(reference)));
}

fn print(measure: &'static str, n: usize, (ours, reference): (Duration, Duration)) {
    Row::print(("save", "interview", n), measure, ours, Some(reference));
}

/// What one interview leaves: a person, a case, what was said and what happened.
fn interview(number: usize, words: &[String]) -> Vec<Record> {
    let [person, case] = ["p", "c"].map(|kind| format!("{kind}{number}"));
    vec![
        Record::new(Kind::Person, person.clone()).with("alias", "Аист").with("birth_year", 1990),
        Record::new(Kind::Case, case.clone())
            .with("opened", "2023-08-17")
            .with("people", json!([person])),
        Record::new(Kind::Testimony, format!("t{number}"))
            .with("case", case.clone())
            .with("given_by", person.clone())
            .with("taken", "2023-08-17")
            .with("text", text::long(number, words, WORDS)),
        Record::new(Kind::Incident, format!("i{number}"))
            .with("case", case)
            .with("people", json!([{"person": person}]))
            .with("when", "2023-08-14"),
    ]
}

fn append_only(dir: &Path) -> File {
    OpenOptions::new().append(true).create_new(true).open(dir.join("bare")).expect("a file")
}

/// As little as can be called saved.
fn append(file: &mut File) {
    file.write_all(&[7; PAGE]).expect("a write");
    file.sync_data().expect("a flush");
}
