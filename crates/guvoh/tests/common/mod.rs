//! The program over a fresh vault.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod desk;

use testing::{FIVE_ACCOUNTS, program::Bench};

/// The program over no vault.
pub fn without_vault() -> Bench {
    Bench::new(env!("CARGO_BIN_EXE_guvoh"))
}

/// The program over an empty vault.
pub fn empty_vault() -> Bench {
    let bench = without_vault();
    bench.done(&["new"]);
    bench
}

/// The program over a vault with the five invented accounts.
pub fn five_accounts() -> Bench {
    let bench = empty_vault();
    bench.file("five.toml", FIVE_ACCOUNTS);
    bench.done(&["import", "five.toml"]);
    bench
}
