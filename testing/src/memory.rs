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

/// Which part of the memory is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What can never be written to a disk by the system.
    Locked,
    /// What can.
    Swappable,
}

/// The names of the needles that stand in the memory of a process.
///
/// # Errors
/// Where the system lets nobody look.
pub fn look(pid: u32, needles: &Needles) -> io::Result<BTreeSet<String>> {
    let mut found = look_at(pid, needles, Part::Locked)?;
    found.append(&mut look_at(pid, needles, Part::Swappable)?);
    Ok(found)
}

/// The names of the needles that stand in one part of it.
///
/// # Errors
/// Where the system lets nobody look.
pub fn look_at(pid: u32, needles: &Needles, part: Part) -> io::Result<BTreeSet<String>> {
    let maps = fs::read_to_string(format!("/proc/{pid}/smaps"))?;
    let memory = File::open(format!("/proc/{pid}/mem"))?;
    let mut found = BTreeSet::new();
    for (from, to) in ranges(&maps, part) {
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

/// The parts of memory that can be written and are locked, or are not. Each has a line of its own, then lines about it.
fn ranges(maps: &str, part: Part) -> Vec<(usize, usize)> {
    let (mut ranges, mut last) = (Vec::new(), None);
    for line in maps.lines() {
        if let Some((range, writable)) = header(line) {
            last = Some(range).filter(|_| writable);
        } else if let Some(flags) = line.strip_prefix("VmFlags:") {
            let locked = flags.split_whitespace().any(|flag| flag == "lo");
            ranges.extend(last.take().filter(|_| locked == (part == Part::Locked)));
        }
    }
    ranges
}

/// From where to where, and whether it can be written.
fn header(line: &str) -> Option<((usize, usize), bool)> {
    let mut words = line.split_whitespace();
    let (from, to) = words.next()?.split_once('-')?;
    let number = |text| usize::from_str_radix(text, 16).ok();
    let range = number(from).zip(number(to))?;
    Some((range, words.next()?.starts_with("rw")))
}
