//! `cargo xtask bench`: the vault against plain SQLite and bare cryptography, in one run.
//!
//! Each figure is one JSON line: `{"name","kind","n","measure","ours","reference","ratio"}`;
//! milliseconds throughout. Ours and the reference do the same work on the same records, one
//! after the other, so that a busy machine slows both.
//!
//! Deliberately absent: targets. A figure is printed; whether it is good enough is for a test.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a measurement is printed")]
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

mod ours;
mod plain;
mod row;
mod search;
mod text;
mod verify;
mod write;

use std::process::ExitCode;

const USAGE: &str = "bench [write | search | verify] [--n N]";
const RECORDS: usize = 100_000;
const OPERATIONS: usize = 200_000;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Some(()) => ExitCode::SUCCESS,
        None => {
            eprintln!("usage: {USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[String]) -> Option<()> {
    let (names, n) = match words.iter().position(|word| word == "--n") {
        Some(at) => (&words[..at], Some(words.get(at + 1)?.parse().ok()?)),
        None => (words, None),
    };
    let all = ["write".to_owned(), "search".to_owned(), "verify".to_owned()];
    for name in if names.is_empty() { &all[..] } else { names } {
        match name.as_str() {
            "write" => write::bench(n.unwrap_or(RECORDS)),
            "search" => search::bench(n.unwrap_or(RECORDS)),
            "verify" => verify::bench(n.unwrap_or(OPERATIONS)),
            _ => return None,
        }
    }
    Some(())
}
