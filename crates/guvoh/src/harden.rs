//! What the process gives up before it holds a key.
//!
//! Best effort: a system that refuses is no reason to refuse a defender, so
//! nothing here fails. Hibernation is not covered, nor swap where the system lets a person lock only a little memory:
//! there the keys are locked and the words are not. The threat model says so.

use std::io::Write;

/// No core file, and no other process of the same user may read this one's memory.
#[cfg(target_os = "linux")]
pub fn process() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    no_core_file();
    whole_memory();
}

/// Keeps everything this process has or will have out of swap, where nothing limits that: under a limit a later wish for
/// memory would be refused, and the program would end in the middle of its work.
#[cfg(target_os = "linux")]
fn whole_memory() {
    use rustix::mm::{MlockAllFlags, mlockall};
    if may_lock_everything() {
        let _ = mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT);
    }
}

#[cfg(target_os = "linux")]
fn may_lock_everything() -> bool {
    use rustix::process::{Resource, getrlimit};
    use rustix::thread::{CapabilitySet, capabilities};
    let unlimited = getrlimit(Resource::Memlock).current.is_none();
    let able =
        |sets: rustix::thread::CapabilitySets| sets.effective.contains(CapabilitySet::IPC_LOCK);
    unlimited || capabilities(None).is_ok_and(able)
}

/// Keeps the page a key stands on out of swap.
#[cfg(unix)]
#[expect(unsafe_code, reason = "a page is named by an address")]
pub fn out_of_swap(key: &[u8; 32]) {
    // SAFETY: the bytes are borrowed, so that their pages are mapped; locking a page changes nothing in it.
    let _ = unsafe { rustix::mm::mlock(key.as_ptr().cast_mut().cast(), key.len()) };
}

/// Nothing the standard library offers.
#[cfg(not(unix))]
pub fn out_of_swap(_: &[u8; 32]) {}

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
