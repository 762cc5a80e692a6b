//! The desk of a vault as a process, and what is waited for.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use testing::desk::Desk;
use testing::program::Bench;

/// A page only an open desk shows.
pub const INSIDE: &str = "/settings";
const PATIENCE: Duration = Duration::from_secs(20);

/// Tries until it holds.
#[allow(clippy::disallowed_methods, reason = "a test from outside waits for another process")]
pub fn soon(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "not in time: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

pub fn desk(bench: &Bench) -> Desk {
    Desk::start(&mut bench.command(&["desk", "--port", "0", "--no-open"]))
}

/// What tells one process image from the next: where its stack begins.
pub fn image(desk: &Desk) -> String {
    let stat = fs::read_to_string(format!("/proc/{}/stat", desk.child.id())).unwrap_or_default();
    stat.rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .nth(25)
        .unwrap_or_default()
        .into()
}
