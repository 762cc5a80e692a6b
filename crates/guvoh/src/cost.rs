//! What guessing a passphrase shall cost on this machine.

use std::fs;

use seal::Cost;

/// The default cost, or less where memory is short: a vault that cannot be opened helps nobody.
pub fn affordable() -> Cost {
    let half = Cost::new(Cost::DEFAULT.mem_kib() / 2, Cost::DEFAULT.passes(), 1);
    match available_kib() {
        Some(free) if free < 3 * u64::from(Cost::DEFAULT.mem_kib()) / 2 => Cost::FLOOR,
        Some(free) if free < 3 * u64::from(Cost::DEFAULT.mem_kib()) => half.unwrap_or(Cost::FLOOR),
        _ => Cost::DEFAULT,
    }
}

/// Memory that programs can still get, where the system tells.
fn available_kib() -> Option<u64> {
    let told = fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
