//! Every reader of foreign bytes under libFuzzer, one after another, guided by what each input reaches.
//!
//! `soak fuzz [--seconds N] [name ...]`. The fuzzing program is built on the stable compiler with the instrumentation that
//! `cargo fuzz --sanitizer none` uses. What was reached stays in `target/fuzz/corpus`, what failed in `target/fuzz/found`.
//! Deliberately absent: a sanitizer; what is fuzzed is safe Rust, so panics and broken properties are what there is to find.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use testing::decoders::{Decoder, decoder, decoders};

use crate::told;

/// How it is called.
pub const USAGE: &str = "soak fuzz [--seconds N] [name ...]";
/// Seconds for each reader, where nothing else is asked for.
const SECONDS: u64 = 600;
/// Most bytes of an input.
const MAX_INPUT: usize = 64 * 1024;
/// Most memory of a run, in megabytes.
const MAX_MEMORY: usize = 256;
/// Most seconds for one input.
const MAX_SECONDS: usize = 10;
/// What a compiler of another year would call otherwise, in one place.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

struct Wanted {
    seconds: u64,
    readers: Vec<&'static Decoder>,
}

/// Fuzzes; whether nothing was found, `None` where the words make no sense.
pub fn soak(words: &[String]) -> Option<bool> {
    let wanted = wanted(words)?;
    let Some(program) = build() else {
        println!("FAILED  the fuzzing program was not built");
        return Some(false);
    };
    println!("reader | seconds | runs | reached | outcome");
    let found = wanted.readers.iter().filter(|reader| !run(&program, reader, wanted.seconds));
    Some(found.count() == 0)
}

fn wanted(words: &[String]) -> Option<Wanted> {
    let (seconds, names) = match words {
        [word, seconds, names @ ..] if word == "--seconds" => (seconds.parse().ok()?, names),
        names => (SECONDS, names),
    };
    let named: Option<Vec<_>> = names.iter().map(|name| decoder(name)).collect();
    let readers = if names.is_empty() { decoders().collect() } else { named? };
    Some(Wanted { seconds, readers })
}

/// Builds the fuzzing program, naming the machine so that build scripts are not instrumented.
fn build() -> Option<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/Cargo.toml");
    let version = Command::new("rustc").arg("-vV").output().ok()?;
    let version = String::from_utf8(version.stdout).ok()?;
    let machine = version.lines().find_map(|line| line.strip_prefix("host: "))?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--release", "--locked", "--target", machine]);
    cargo.arg("--manifest-path").arg(manifest).arg("--target-dir").arg(folder());
    cargo.env("RUSTFLAGS", FLAGS).env_remove("CARGO_TARGET_DIR");
    let built = cargo.status().ok()?.success();
    built.then(|| folder().join(machine).join("release/fuzz"))
}

fn folder() -> PathBuf {
    told::built().join("fuzz")
}

/// Fuzzes one reader and says how it went; whether nothing was found.
fn run(program: &Path, reader: &Decoder, seconds: u64) -> bool {
    let (corpus, found) = (folder().join("corpus").join(reader.name), folder().join("found"));
    let laid = lay(&corpus, reader).and_then(|()| fs::create_dir_all(&found));
    let mut fuzzer = Command::new(program);
    fuzzer.env("GUVOH_DECODER", reader.name).arg(&corpus);
    fuzzer.arg(format!("-max_total_time={seconds}")).arg(format!("-max_len={MAX_INPUT}"));
    fuzzer.arg(format!("-rss_limit_mb={MAX_MEMORY}")).arg(format!("-timeout={MAX_SECONDS}"));
    fuzzer.arg("-print_final_stats=1");
    fuzzer.arg(format!("-artifact_prefix={}/{}-", found.display(), reader.name));
    let Ok(Ok(out)) = laid.map(|()| fuzzer.output()) else {
        println!("{} | 0 | 0 | 0 | FAILED to start", reader.name);
        return false;
    };
    let told = String::from_utf8_lossy(&out.stderr);
    let (runs, reached) = (after(&told, "stat::number_of_executed_units:"), after(&told, "cov:"));
    let well = out.status.success();
    let outcome = if well { "nothing found" } else { "FOUND something" };
    println!("{} | {seconds} | {runs} | {reached} | {outcome}", reader.name);
    // Each for itself: all of them together take hours, and need not be run together.
    told::keep(&format!("fuzz {}", reader.name), &format!("{seconds} s, {runs} runs"), outcome);
    if !well {
        told.lines().filter(|line| is_telling(line)).for_each(|line| println!("    {line}"));
    }
    well
}

/// Lays the samples down beside what earlier runs have reached.
fn lay(corpus: &Path, reader: &Decoder) -> std::io::Result<()> {
    fs::create_dir_all(corpus)?;
    for (number, sample) in (reader.samples)().into_iter().enumerate() {
        fs::write(corpus.join(format!("sample-{number}")), sample)?;
    }
    Ok(())
}

/// The last word that stands behind this one.
fn after<'a>(told: &'a str, word: &str) -> &'a str {
    let behind = told.rsplit_once(word).map_or("", |(_, behind)| behind);
    behind.split_whitespace().next().unwrap_or("-")
}

/// Whether a line of the fuzzer says what happened and where the input is.
fn is_telling(line: &str) -> bool {
    ["panicked at", "assertion", "ERROR", "Test unit written", "left:", "right:"]
        .iter()
        .any(|word| line.contains(word))
}
