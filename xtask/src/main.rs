//! `cargo xtask`: the project's tasks, in Rust, so that there is no tool to install.
//!
//! `test` is what the README and CI run, `tidy` holds the house rules, `bench`
//! measures, `soak` tries for as long as one likes what the tests try quickly. Deliberately absent: anything a person must run before building.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a task talks to its developer")]

mod assurance;
mod browser_tests;
mod conditional;
mod letters;
mod run;
mod test;
mod tidy;

use std::{env, process::ExitCode};

use anyhow::{Result, bail};

const USAGE: &str = "cargo xtask test | tidy | bench [name ...] [--n N | --part OF] | assurance [--build] [name ...] [--n N] | assurance --soaks | soak crash [--seeds N] | soak flips [--every N] [--all-bits] [file ...] | soak fuzz [--seconds N] [name ...] | soak work [--minutes N] [--cases N]";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match task(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn task(words: &[String]) -> Result<()> {
    match words.split_first().map(|(task, rest)| (task.as_str(), rest)) {
        Some(("test", [])) => test::all(),
        Some(("tidy", [])) => tidy::all(),
        Some(("assurance", rest)) => assurance::write(rest),
        Some(("bench", rest)) => bench(rest),
        Some(("soak", rest)) => release("soak", rest),
        _ => bail!("usage: {USAGE}"),
    }
}

/// Measures what was named, or everything: what the bench of `testing` knows, and letters.
fn bench(words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let asked = letters::split(&words)?;
    if let Some(words) = asked.bench {
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        release("bench", &words)?;
    }
    if asked.letters { run::cargo(&letters::RUN) } else { Ok(()) }
}

/// Runs a tool of `testing` in a release build: a figure from a debug build says nothing, and a soak takes long enough.
fn release(tool: &str, rest: &[String]) -> Result<()> {
    // The desk is measured as a process: it stands beside the tool.
    run::cargo(&["build", "--quiet", "--release", "-p", "guvoh"])?;
    let mut line = vec!["run", "--quiet", "--release", "-p", "testing", "--bin", tool, "--"];
    line.extend(rest.iter().map(String::as_str));
    run::cargo(&line)
}
