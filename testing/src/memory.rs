//! Looks into the memory of another process, as the system's administrator can.
//!
//! Everything that can be written is looked at: heap, stacks, what was given back. What is mapped from a file for reading
//! only is not.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    os::unix::fs::FileExt,
};

use crate::needles::Needles;

const STEP: usize = 4 << 20;

/// The names of the needles that stand in the memory of a process.
///
/// # Errors
/// Where the system lets nobody look.
pub fn look(pid: u32, needles: &Needles) -> io::Result<BTreeSet<String>> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps"))?;
    let memory = File::open(format!("/proc/{pid}/mem"))?;
    let mut found = BTreeSet::new();
    for (from, to) in maps.lines().filter_map(range) {
        let mut at = from;
        while at < to {
            let mut bytes = vec![0; STEP.min(to - at)];
            let read = memory.read_at(&mut bytes, at as u64).unwrap_or(0);
            found.extend(needles.found(&bytes[..read]).into_iter().map(str::to_owned));
            // The next step begins where a word could still lie across.
            let back = if at + read < to { needles.longest() } else { 0 };
            if read <= back {
                break;
            }
            at += read - back;
        }
    }
    Ok(found)
}

/// A part of memory that can be written.
fn range(line: &str) -> Option<(usize, usize)> {
    let mut parts = line.split_whitespace();
    let (from, to) = parts.next()?.split_once('-')?;
    let writable = parts.next()?.starts_with("rw");
    let number = |text| usize::from_str_radix(text, 16).ok();
    number(from).zip(number(to)).filter(|_| writable)
}
