//! The long forms of what the tests try quickly, for as long as one likes.
//!
//! `soak crash` is `tests/crash.rs`, `soak flips` is `tests/flips.rs`, `soak fuzz` is `tests/decoders.rs`, `soak work` is an
//! hour at a desk. Deliberately absent: a limit of time for a sweep; whoever starts it waits.

#![allow(clippy::print_stdout, reason = "a task talks to its developer")]
#![allow(clippy::disallowed_methods, reason = "a soak reads the clock")]

mod crash;
mod flips;
mod fuzz;
mod told;
mod work;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let held = match words.split_first().map(|(task, rest)| (task.as_str(), rest)) {
        Some(("crash", rest)) => crash::soak(rest),
        Some(("flips", rest)) => flips::soak(rest),
        Some(("fuzz", rest)) => fuzz::soak(rest),
        Some(("work", rest)) => work::soak(rest),
        _ => None,
    };
    match held {
        Some(true) => ExitCode::SUCCESS,
        Some(false) => ExitCode::FAILURE,
        None => {
            let usages = [crash::USAGE, flips::USAGE, fuzz::USAGE, work::USAGE];
            println!("usage: {}", usages.join("\n       "));
            ExitCode::FAILURE
        }
    }
}
