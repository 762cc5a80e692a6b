//! The built program, killed at real calls of the system: a cross-check of the sweeps over recorded steps, which know only
//! what the recorder knows.
//!
//! `strace` kills at the Nth call of one kind; where it is missing the test is a skip. Deliberately absent: every call; the
//! sweeps of `testing` try every step.

#![cfg(unix)]

mod common;

use std::path::Path;
use std::process::Command;

use common::{empty_vault, five_accounts};
use serde_json::json;
use testing::{
    FIVE_ACCOUNTS,
    program::{Bench, answer},
};

/// What changes a disk or makes it durable.
const CALLS: [&str; 6] = ["pwrite64", "fdatasync", "fsync", "rename", "unlink", "ftruncate"];
/// Kills in one workflow, spread over its calls.
const KILLS: usize = 4;
/// What a shell and a parent see of a program killed by this signal.
const SIGKILL: i32 = 9;

/// The program under `strace`.
fn traced(bench: &Bench, words: &[&str], options: &[&str]) -> Command {
    let inner = bench.command(words);
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(bench.home().join("trace")).args(options);
    command.arg(inner.get_program()).args(inner.get_args());
    command.env_clear().env("HOME", bench.home()).env("PATH", "/usr/bin:/bin");
    command.current_dir(bench.home()).stdin(std::process::Stdio::null());
    command
}

/// How often each kind of call is made by this workflow.
fn counts(bench: &Bench, words: &[&str]) -> Vec<(&'static str, usize)> {
    let bench = bench.again();
    bench.file("five.toml", FIVE_ACCOUNTS);
    let done = answer(&mut traced(&bench, words, &["-e", &format!("trace={}", CALLS.join(","))]));
    assert_eq!(done.code, Some(0), "{done:?}");
    let trace = std::fs::read_to_string(bench.home().join("trace")).expect("a trace");
    let made =
        |call: &str| trace.lines().filter(|line| line.contains(&format!(" {call}("))).count();
    CALLS.iter().map(|call| (*call, made(call))).filter(|(_, made)| *made > 0).collect()
}

/// Kills the workflow at some of its calls and looks at each vault that is left.
fn kill(bench: &Bench, words: &[&str], look: impl Fn(&Bench)) {
    let counts = counts(bench, words);
    let all: Vec<_> = counts
        .iter()
        .flat_map(|(call, made)| (1..=*made).map(move |number| (*call, number)))
        .collect();
    assert!(all.len() >= KILLS, "{counts:?}");
    for (call, number) in all.iter().step_by(all.len().div_ceil(KILLS)) {
        let one = bench.again();
        one.file("five.toml", FIVE_ACCOUNTS);
        let inject = format!("inject={call}:signal=SIGKILL:when={number}");
        let status = traced(&one, words, &["-e", &format!("trace={call}"), "-e", &inject])
            .status()
            .expect("strace starts");
        let signal = std::os::unix::process::ExitStatusExt::signal(&status);
        assert!(
            signal == Some(SIGKILL) || status.code() == Some(128 + SIGKILL),
            "{call} {number}: {status:?}"
        );
        assert_eq!(one.json(&["verify"])["faults"], json!([]), "{call} {number}");
        look(&one);
    }
}

#[test]
#[ignore = "needs strace: `cargo xtask test` runs it where that is installed"]
fn a_kill_at_a_real_call_loses_nothing() {
    assert!(Path::new("/usr/bin/strace").exists());
    let records = FIVE_ACCOUNTS.matches("\n[[").count();
    kill(&empty_vault(), &["import", "five.toml"], |bench| {
        let again = bench.json(&["import", "five.toml"]);
        let accepted = again["accepted"].as_u64().expect("a number");
        assert!(accepted == 0 || accepted == records as u64, "{again}");
    });
    let told = five_accounts();
    kill(&told, &["erase", "p3", "--reason", "he asked for it"], |bench| {
        let again = bench.run(&["erase", "p3", "--reason", "he asked for it"]);
        assert!(matches!(again.code, Some(0 | 1)), "{again:?}");
    });
    kill(&told, &["export", "out"], |bench| {
        let out = bench.home().join("out");
        let is_whole = out.join("README.txt").exists() && !out.join("UNFINISHED").exists();
        bench.done(&["rebuild"]);
        assert_eq!(out.exists(), is_whole, "half an export is gone after the next opening");
    });
    kill(&told, &["backup", "copy"], |bench| {
        if bench.home().join("copy").exists() {
            std::fs::rename(bench.vault(), bench.home().join("old")).expect("a moved vault");
            bench.done(&["restore", "copy"]);
            assert_eq!(bench.json(&["verify"])["faults"], json!([]));
        }
    });
}
