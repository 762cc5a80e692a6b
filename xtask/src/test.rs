//! Everything that must hold, in the order in which it fails soonest.
//!
//! A failed step does not hide the next one: all run, then the summary says which failed, and which tests could not run
//! here at all.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::{browser_tests, conditional, run, tidy};

type Step = (&'static str, fn() -> Result<()>);

const STEPS: [Step; 6] = [
    ("format", format),
    ("tidy", tidy::all),
    ("clippy", clippy),
    ("tests", tests),
    ("tests that need something", conditional::all),
    ("browser tests", browser_tests::all),
];

/// Runs every step.
pub fn all() -> Result<()> {
    let outcomes: Vec<_> = STEPS.iter().map(|(name, step)| (*name, timed(name, *step))).collect();
    println!();
    for (name, (outcome, seconds)) in &outcomes {
        match outcome {
            Ok(()) => println!("passed  {name} ({seconds} s)"),
            Err(error) => println!("FAILED  {name} ({seconds} s): {error:#}"),
        }
    }
    let failed = outcomes.iter().filter(|(_, (outcome, _))| outcome.is_err()).count();
    let skipped = conditional::skipped();
    skipped.iter().for_each(|one| println!("{one}"));
    let passed = outcomes.len() - failed;
    println!("{passed} steps passed, {failed} failed; {} tests skipped", skipped.len());
    if failed > 0 {
        bail!("{failed} of {} steps failed", outcomes.len());
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a task tells its developer how long a step took")]
fn timed(name: &str, step: fn() -> Result<()>) -> (Result<()>, u64) {
    println!("\n== {name}");
    let start = Instant::now();
    let outcome = step();
    (outcome, start.elapsed().as_secs())
}

fn format() -> Result<()> {
    run::cargo(&["fmt", "--all", "--check"])
}

fn clippy() -> Result<()> {
    run::cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
}

/// `nextest` where it is installed: it runs each test in its own process.
fn tests() -> Result<()> {
    if run::answers("cargo", &["nextest", "--version"]) {
        run::cargo(&["nextest", "run", "--workspace", "--locked", "--no-fail-fast"])?;
        run::cargo(&["test", "--workspace", "--locked", "--doc", "--quiet"])
    } else {
        run::cargo(&["test", "--workspace", "--locked", "--no-fail-fast"])
    }
}
