//! Damage to a vault at rest, quickly; `cargo xtask soak flips` changes every byte and puts every pair of files back.

use testing::flips::{Figures, Outcome, Past, Specimen, one_bit, tamperings};
use vault::Mode;

#[track_caller]
fn noticed(figures: &Figures, at_least: usize) {
    let told: Vec<_> = figures.unnoticed.iter().take(20).collect();
    assert!(told.is_empty(), "{} of {}: {told:#?}", figures.unnoticed.len(), figures.tried);
    assert!(figures.tried >= at_least, "only {} were tried", figures.tried);
}

/// Also harmless ones may stand among them.
#[track_caller]
fn never_wrong(figures: &Figures, at_least: usize) {
    let wrong = figures.wrong();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), figures.tried);
    assert!(figures.tried >= at_least, "only {} were tried", figures.tried);
    assert!(figures.outcomes[Outcome::Reported as usize] > 0, "none was reported");
}

#[test]
fn a_changed_byte_of_the_slots_or_of_what_tells_rollbacks_is_noticed() {
    let specimen = Specimen::new();
    for (name, every) in [("slots.a", 3), ("slots.b", 9), ("head.b", 1)] {
        noticed(&specimen.flip(name, specimen.all(name).step_by(every), one_bit), 50);
    }
}

/// The older of two heads is written over with the next change, and the mark of every commit says nothing that the newer
/// head of a closed vault does not.
#[test]
fn a_changed_byte_of_a_head_that_is_not_needed_changes_nothing() {
    let specimen = Specimen::new();
    for name in ["head.a", "head.tip"] {
        let figures = specimen.flip(name, specimen.all(name), one_bit);
        assert_eq!((figures.wrong().len(), figures.tried), (0, specimen.all(name).len()), "{name}");
    }
}

#[test]
fn a_changed_byte_of_the_log_leaves_what_was_saved_before_it_and_is_told() {
    let specimen = Specimen::new().unfinished();
    let bytes = specimen.some("vault.db-wal", 1, 300);
    noticed(&specimen.flip("vault.db-wal", bytes, one_bit), 300);
}

#[test]
fn without_heads_a_changed_byte_of_the_log_still_leaves_what_was_saved_before_it() {
    let specimen = Specimen::new().unfinished().without_heads();
    let bytes = specimen.some("vault.db-wal", 2, 100);
    never_wrong(&specimen.flip("vault.db-wal", bytes, one_bit), 100);
}

#[test]
fn an_old_page_put_back_is_never_silently_wrong() {
    for specimen in [Specimen::new(), Specimen::new().without_heads()] {
        for mode in [Mode::Read, Mode::Write] {
            let (tried, wrong) = specimen.again().old_pages(mode);
            assert!(tried > 5, "only {tried} pages differ");
            assert!(wrong.is_empty(), "{mode:?}: pages {wrong:?} of {tried}");
        }
    }
}

#[test]
fn old_files_put_back_alone_and_in_pairs_are_never_silently_wrong() {
    let past = Past::new();
    for past in [&past, &past.without_heads()] {
        never_wrong(&past.alone(Mode::Read), 12);
        never_wrong(&past.alone(Mode::Write), 12);
        never_wrong(&past.in_pairs(Mode::Read, false), 12);
    }
}

#[test]
fn a_file_that_is_gone_or_cut_or_doubled_or_anothers_is_never_silently_wrong() {
    let past = Past::new();
    for past in [&past, &past.without_heads(), &past.killed()] {
        never_wrong(&past.spoilt(Mode::Read), 25);
        never_wrong(&past.spoilt(Mode::Write), 25);
    }
}

#[test]
fn a_changed_entry_of_the_ledger_is_named_and_never_read_as_something_else() {
    // With heads it is no harder to see: `cargo xtask soak flips rows`.
    let specimen = Specimen::new().without_heads();
    let (all, mut bad) = (tamperings(&specimen.entries()), Vec::new());
    assert!(all.len() > 150, "only {} ways", all.len());
    for tampering in &all {
        for mode in [Mode::Read, Mode::Write] {
            let served = specimen.tamper(tampering, mode);
            if served.is_some_and(|served| !(served.named && served.right)) {
                bad.push(format!("{mode:?} {}: {served:?}", tampering.what));
            }
        }
    }
    assert!(bad.is_empty(), "{} of {}: {bad:#?}", bad.len(), all.len());
}

#[test]
fn a_changed_byte_of_an_entry_is_named() {
    noticed(&Specimen::smallest().flip_entries(61, one_bit), 30);
}

#[test]
fn a_changed_byte_of_a_backup_is_refused() {
    let specimen = Specimen::new();
    let rest = specimen.some("../backup", 2, 60);
    noticed(&specimen.flip_backup(specimen.backup_front().into_iter().chain(rest), one_bit), 600);
}

#[test]
fn a_changed_byte_in_any_page_is_noticed() {
    let specimen = Specimen::new();
    noticed(&specimen.flip("vault.db", specimen.of_each_page(1, 4), one_bit), 100);
}

#[test]
fn what_was_not_changed_is_harmless_and_the_judge_sees_what_was() {
    let specimen = Specimen::new();
    let path = specimen.file("vault.db");
    let whole = std::fs::read(&path).expect("a database");
    assert_eq!(specimen.with(&path, &whole, Mode::Read), Outcome::Harmless);
    assert_eq!(specimen.with(&path, &whole[..whole.len() / 2], Mode::Read), Outcome::Refused);
}
