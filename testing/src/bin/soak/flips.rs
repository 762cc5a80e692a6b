//! The long form of what `tests/flips.rs` tries quickly: every byte of a vault at rest, every pair of files put back.
//!
//! `soak flips [--every N] [--all-bits] [file ...]`. It prints one line for each file: how many changes were tried, refused,
//! reported, harmless, wrong; a wrong one is printed with what repeats it. One bit of each byte is turned, which one is drawn
//! from its place; with `--all-bits` each of the eight. Deliberately absent: a limit of time; whoever starts it waits.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use testing::flips::{Figures, Outcome, Past, Served, Specimen, one_bit, tamperings};
use vault::Mode;

use crate::told;

/// How it is called.
pub const USAGE: &str = "soak flips [--every N] [--all-bits] [file ...]";
/// What is swept where nothing else is asked for, the short ones first. `backup` is all of it but the content of the database,
/// `entries` every byte of the ledger's rows, `rows` whole rows, `files` whole files.
const ALL: [&str; 11] = [
    "slots.a",
    "slots.b",
    "head.a",
    "head.b",
    "head.tip",
    "backup",
    "entries",
    "rows",
    "files",
    "vault.db-wal",
    "vault.db",
];
/// Bytes a thread takes at once.
const RUN: usize = 64;
/// How many wrong ones of a file are printed.
const SHOWN: usize = 20;
/// How many harmless ones.
const SHOWN_HARMLESS: usize = 3;

struct Wanted {
    every: usize,
    masks: fn(usize) -> Vec<u8>,
    files: Vec<String>,
}

/// Sweeps; whether nothing was wrong, `None` where the words make no sense.
pub fn soak(words: &[String]) -> Option<bool> {
    let wanted = wanted(words)?;
    println!("file | tried | refused | reported | harmless | wrong");
    let mut told = Vec::new();
    let mut wrong = 0;
    for file in &wanted.files {
        let figures = sweep(file, &wanted);
        wrong += say(file, &figures);
        let [refused, reported, harmless, wrong] = figures.outcomes;
        told.push(format!(
            "{file}: {} tried, {refused} refused, {reported} reported, {harmless} harmless, {wrong} wrong",
            figures.tried
        ));
    }
    let tried = match wanted.every {
        1 => "every byte".to_owned(),
        every => format!("one byte of {every}"),
    };
    told::keep("flips", &tried, &told.join("; "));
    Some(wrong == 0)
}

fn wanted(words: &[String]) -> Option<Wanted> {
    let mut wanted = Wanted { every: 1, masks: one_bit, files: Vec::new() };
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "--every" => wanted.every = rest.next()?.parse().ok().filter(|every| *every > 0)?,
            "--all-bits" => wanted.masks = |_| (0..8).map(|bit| 1 << bit).collect(),
            file if ALL.contains(&file) => wanted.files.push(file.to_owned()),
            _ => return None,
        }
    }
    if wanted.files.is_empty() {
        wanted.files = ALL.map(str::to_owned).to_vec();
    }
    Some(wanted)
}

fn sweep(file: &str, wanted: &Wanted) -> Figures {
    let masks = wanted.masks;
    match file {
        "rows" => rows(),
        "files" => files(),
        "entries" => Specimen::smallest().flip_entries(wanted.every, masks),
        "backup" => {
            let specimen = Specimen::smallest();
            let bytes = specimen.backup_front();
            together(&specimen, &bytes, wanted.every, |specimen, bytes| {
                specimen.flip_backup(bytes.iter().copied(), masks)
            })
        }
        _ => {
            let mut specimen = Specimen::smallest();
            if file == "vault.db-wal" {
                specimen = specimen.unfinished();
            }
            let bytes: Vec<usize> = specimen.all(file).collect();
            together(&specimen, &bytes, wanted.every, |specimen, bytes| {
                specimen.flip(file, bytes.iter().copied(), masks)
            })
        }
    }
}

/// Sweeps bytes on every core, each with the vault in a folder of its own.
fn together(
    specimen: &Specimen,
    bytes: &[usize],
    every: usize,
    flip: impl Fn(&Specimen, &[usize]) -> Figures + Sync,
) -> Figures {
    let bytes: Vec<usize> = bytes.iter().copied().step_by(every).collect();
    let runs: Vec<&[usize]> = bytes.chunks(RUN).collect();
    let (next, cores) =
        (AtomicUsize::new(0), thread::available_parallelism().map_or(1, usize::from));
    let work = |specimen: &Specimen| {
        let mut figures = Figures::default();
        while let Some(run) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
            figures.add(flip(specimen, run));
        }
        figures
    };
    let copies: Vec<Specimen> = (0..cores).map(|_| specimen.again()).collect();
    let mut all = Figures::default();
    thread::scope(|scope| {
        let working: Vec<_> = copies.iter().map(|copy| scope.spawn(|| work(copy))).collect();
        for one in working {
            all.add(one.join().expect("a sweep does not panic"));
        }
    });
    all
}

/// Whole rows of the ledger, with heads and without.
fn rows() -> Figures {
    let (specimen, mut figures) = (Specimen::new(), Figures::default());
    for specimen in [&specimen, &specimen.without_heads()] {
        for tampering in tamperings(&specimen.entries()) {
            for mode in [Mode::Read, Mode::Write] {
                let outcome = match specimen.tamper(&tampering, mode) {
                    None => Outcome::Harmless,
                    Some(Served { named: true, right: true }) => Outcome::Reported,
                    Some(_) => Outcome::Wrong,
                };
                figures.count(format_args!("{mode:?} {}", tampering.what), outcome);
            }
        }
    }
    figures
}

/// Whole files, put back alone and in pairs to any two earlier states, or spoilt; with heads and without.
fn files() -> Figures {
    let (past, mut figures) = (Past::new(), Figures::default());
    for past in [&past, &past.without_heads()] {
        for mode in [Mode::Read, Mode::Write] {
            figures.add(past.alone(mode));
            figures.add(past.in_pairs(mode, true));
            figures.add(past.spoilt(mode));
            figures.add(past.killed().spoilt(mode));
        }
    }
    figures
}

/// Prints a line and what was wrong; how many that were.
fn say(file: &str, figures: &Figures) -> usize {
    let [refused, reported, harmless, wrong] = figures.outcomes;
    println!("{file} | {} | {refused} | {reported} | {harmless} | {wrong}", figures.tried);
    let (worse, better) = (figures.wrong(), figures.harmless());
    for one in worse.into_iter().take(SHOWN).chain(better.into_iter().take(SHOWN_HARMLESS)) {
        println!("    {one}");
    }
    wrong
}
