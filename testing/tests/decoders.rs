//! Bytes that somebody else may have made: every reader, over changed samples, in the quick form.
//!
//! `cargo xtask soak fuzz` goes on where this ends. A failure names reader and seed; the input is drawn from both.

use std::panic::{AssertUnwindSafe, catch_unwind};

use testing::decoders::{Decoder, Mutator, decoder, decoders};

/// Runs of a quick reader.
const RUNS: usize = 20_000;

fn hold(decoder: &Decoder, seed: u64) {
    let samples = (decoder.samples)();
    samples.iter().for_each(|sample| (decoder.read)(sample));
    (decoder.read)(b"");
    let mut mutator = Mutator::new(samples, seed);
    for run in 0..RUNS / decoder.every {
        let input = mutator.draw();
        let read = catch_unwind(AssertUnwindSafe(|| (decoder.read)(&input)));
        assert!(read.is_ok(), "{}, seed {seed}, run {run}: {input:02x?}", decoder.name);
    }
}

fn hold_all(of: &str) {
    let of: Vec<_> = decoders().filter(|decoder| decoder.name.starts_with(of)).collect();
    assert!(!of.is_empty());
    of.into_iter().for_each(|decoder| hold(decoder, 1));
}

#[test]
fn the_ledger_reads_any_bytes() {
    hold_all("ledger-");
}

#[test]
fn the_seal_reads_any_bytes() {
    hold_all("seal-");
}

#[test]
fn the_caseload_reads_any_bytes() {
    hold_all("caseload-");
    hold_all("casework-");
}

#[test]
fn the_law_reads_any_bytes() {
    hold_all("law-");
}

#[test]
fn the_desk_reads_any_bytes() {
    hold_all("desk-");
}

#[test]
fn the_vault_reads_any_bytes() {
    hold_all("vault-");
}

#[test]
fn no_reader_is_left_out_and_each_has_a_name_of_its_own() {
    let groups = ["ledger-", "seal-", "caseload-", "casework-", "law-", "desk-", "vault-"];
    for one in decoders() {
        assert!(groups.iter().any(|group| one.name.starts_with(group)), "{}", one.name);
        assert_eq!(decoders().filter(|other| other.name == one.name).count(), 1, "{}", one.name);
        assert!(decoder(one.name).is_some() && !(one.samples)().is_empty());
    }
}
