//! `cargo xtask bench`: the vault against plain SQLite and bare cryptography, in one run.
//!
//! Each figure is one JSON line: `{"name","kind","n","measure","ours","reference","ratio"}`;
//! milliseconds throughout. Ours and the reference do the same work on the same records, one
//! after the other, so that a busy machine slows both. Where there is nothing to compare with,
//! reference and ratio are null.
//!
//! Deliberately absent: targets. A figure is printed; whether it is good enough is for a test.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a measurement is printed")]
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

mod fill;
mod import;
mod law;
mod open;
mod pages;
mod plain;
mod row;
mod save;
mod search;
mod verify;
mod write;

use std::process::ExitCode;

use testing::load::{ours, text};

/// What can be measured: its name, over how many records, and how.
type Bench = (&'static str, usize, fn(usize));

const BENCHES: [Bench; 8] = [
    ("write", 100_000, write::bench),
    ("search", 100_000, search::bench),
    ("verify", 200_000, verify::bench),
    ("save", 100_000, save::bench),
    ("open", 100_000, open::bench),
    ("import", 100_000, import::bench),
    ("pages", 100_000, pages::bench),
    ("law", 100_000, law::bench),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Some(()) => ExitCode::SUCCESS,
        None => {
            let names = BENCHES.map(|(name, ..)| name).join(" | ");
            eprintln!("usage: bench [{names}] [--n N | --part OF]");
            ExitCode::from(2)
        }
    }
}

/// Over how many records.
enum Size {
    /// As many as usual, or one part of so many of them.
    Part(usize),
    /// So many.
    Records(usize),
}

fn run(words: &[String]) -> Option<()> {
    let at = words.iter().position(|word| word.starts_with("--")).unwrap_or(words.len());
    let (names, size) = (&words[..at], size(&words[at..])?);
    let asked: Vec<_> = if names.is_empty() {
        BENCHES.iter().collect()
    } else {
        let find = |name| BENCHES.iter().find(|(known, ..)| known == name);
        names.iter().map(find).collect::<Option<_>>()?
    };
    for (_, usual, bench) in asked {
        bench(match size {
            Size::Part(of) => usual / of,
            Size::Records(n) => n,
        });
    }
    Some(())
}

fn size(words: &[String]) -> Option<Size> {
    match words {
        [] => Some(Size::Part(1)),
        [word, n] if word == "--n" => Some(Size::Records(n.parse().ok()?)),
        [word, of] if word == "--part" => Some(Size::Part(of.parse().ok().filter(|of| *of > 0)?)),
        _ => None,
    }
}
