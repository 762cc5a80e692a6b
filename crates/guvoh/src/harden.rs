//! What the process gives up before it holds a key.
//!
//! Best effort: a system that refuses is no reason to refuse a defender, so
//! nothing here fails. Swap and hibernation are not covered; the threat model says so.

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

#[cfg(unix)]
fn no_core_file() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}
