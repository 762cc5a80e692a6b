//! An office: a vault of so many cases, the release program's desk over it, and what that process takes.
//!
//! Deliberately absent: the browser; what a page says.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{
    caseload::{self, EACH},
    ours, text,
};
use crate::desk::Desk;
use crate::program::Bench;

/// Calls of the person in the middle.
pub const LINKS: usize = 5_000;
/// Cases of one durable batch.
const BATCH: usize = 80;
/// Milliseconds of a clock tick in `/proc`, as Linux has it everywhere.
const TICK_MS: u64 = 10;

/// The program beside this one; `xtask` builds both. `None` where there is none.
pub fn program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?.with_file_name("guvoh");
    program.exists().then_some(program)
}

/// Writes `n` cases and the person in the middle into a new vault.
///
/// # Panics
/// Where the disk refuses.
pub fn fill(home: &Path, n: usize) {
    let words = text::words();
    let mut vault = ours::vault(home);
    for first in (0..n).step_by(BATCH) {
        let cases = (first..n.min(first + BATCH)).flat_map(|number| caseload::case(number, &words));
        ours::put(&mut vault, cases.collect());
    }
    for part in caseload::hub(LINKS.min(n), &words).chunks(BATCH * EACH) {
        ours::put(&mut vault, part.to_vec());
    }
    vault.close().expect("a closed vault");
}

/// The desk over it, with the browser that entered.
pub fn unlocked(home: &Bench) -> Desk {
    let mut command: Command = home.command(&["desk", "--port", "0", "--no-open"]);
    Desk::start(&mut command).enter()
}

/// The first address on a page that begins so.
pub fn address(page: &str, start: &str) -> Option<String> {
    addresses(page, start).next()
}

/// All of them.
pub fn addresses(page: &str, start: &str) -> impl Iterator<Item = String> {
    let begin = format!("href=\"{start}");
    let found: Vec<String> = page
        .match_indices(&begin)
        .filter_map(|(at, _)| {
            let rest = &page[at + "href=\"".len()..];
            Some(rest[..rest.find(['"', '#'])?].to_owned())
        })
        .collect();
    found.into_iter()
}

/// Megabytes of the process: `VmRSS` those it is in now, `VmHWM` the most it was ever in.
pub fn megabytes(desk: &Desk, name: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", desk.child.id()));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}

/// Processor time of the desk so far.
pub fn cpu(desk: &Desk) -> Duration {
    let stat =
        std::fs::read_to_string(format!("/proc/{}/stat", desk.child.id())).unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks =
        after.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * TICK_MS)
}
