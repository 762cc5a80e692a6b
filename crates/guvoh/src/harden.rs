//! What the process gives up before it holds a key.
//!
//! Best effort: a system that refuses is no reason to refuse a defender, so
//! nothing here fails. Swap and hibernation are not covered; the threat model says so.

use std::io::Write;

/// No core file, and no other process of the same user may read this one's memory.
#[cfg(target_os = "linux")]
pub fn process() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    no_core_file();
}

/// No core file.
#[cfg(all(unix, not(target_os = "linux")))]
pub fn process() {
    no_core_file();
}

/// Nothing the standard library offers.
#[cfg(not(unix))]
pub fn process() {}

/// A panic says where it was and nothing of what it held: its own text may quote a record.
pub fn quiet_panics(sentence: String) {
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        // Nobody to tell where standard error is closed.
        let _ = writeln!(std::io::stderr(), "{sentence} ({})", place.unwrap_or_default());
    }));
}

#[cfg(unix)]
fn no_core_file() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}
