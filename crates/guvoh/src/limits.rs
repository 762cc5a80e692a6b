//! Every limit of the program itself; the rooms below have their own.

use std::time::Duration;

/// Longest passphrase line read from a file or a terminal, in bytes.
pub const SECRET_BYTES_MAX: usize = 1024;
/// Largest caseload file read into memory, in bytes: what the format itself allows.
pub const CASELOAD_BYTES_MAX: u64 = caseload::limits::MAX_FILE_BYTES as u64;
/// Largest start note of a desk that was locked, in bytes (a pipe holds 64 KiB).
pub const RESUME_NOTE_BYTES_MAX: u64 = 16 * 1024;
/// How long answers under way may take before the desk locks or ends anyway.
pub const DRAIN: Duration = Duration::from_millis(1500);
/// How often the desk looks whether the machine was asleep.
pub const SLEEP_CHECK: Duration = Duration::from_secs(1);
/// How far the two clocks may drift before it counts as sleep.
pub const SLEEP_SLACK: Duration = Duration::from_secs(2);
/// How often and for how long a folder in memory is tried to be deleted.
pub const REAP_TRIES: u32 = 50;
/// Pause between two of these tries.
pub const REAP_PAUSE: Duration = Duration::from_millis(100);

/// Most handles that one sentence names; the JSON answer names all of its own.
pub const RECORDS_NAMED_MAX: usize = 20;
