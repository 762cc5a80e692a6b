//! Changed bytes in a vault at rest, quickly; `cargo xtask soak flips` changes every bit.

use testing::flips::{Figures, Outcome, Specimen};

/// One bit of each byte, another one from byte to byte.
fn one_bit(specimen: &Specimen, name: &str) -> Figures {
    let mut all = Figures::default();
    for bit in 0..8 {
        let bytes = specimen.all(name).filter(|at| at % 8 == bit);
        let figures = specimen.flip(name, bytes, &[1 << bit]);
        all.tried += figures.tried;
        all.unnoticed.extend(figures.unnoticed);
    }
    all
}

#[track_caller]
fn noticed(figures: &Figures, at_least: usize) {
    let told: Vec<String> = figures.unnoticed.iter().take(20).map(ToString::to_string).collect();
    assert!(told.is_empty(), "{} of {}: {told:#?}", figures.unnoticed.len(), figures.tried);
    assert!(figures.tried >= at_least, "only {} were tried", figures.tried);
}

#[test]
fn a_changed_byte_of_the_slots_or_of_what_tells_rollbacks_is_noticed() {
    let specimen = Specimen::new();
    for name in ["slots.a", "slots.b", "head.b"] {
        noticed(&one_bit(&specimen, name), 50);
    }
}

/// The older of two heads is written over with the next change, and the mark of every commit says nothing that the newer
/// head of a closed vault does not.
#[test]
fn a_changed_byte_of_a_head_that_is_not_needed_changes_nothing() {
    let specimen = Specimen::new();
    for name in ["head.a", "head.tip"] {
        let figures = one_bit(&specimen, name);
        let wrong = figures.unnoticed.iter().filter(|one| one.outcome == Outcome::Wrong).count();
        assert_eq!((wrong, figures.tried), (0, specimen.all(name).len()), "{name}");
    }
}

#[test]
fn a_changed_byte_of_the_log_leaves_what_was_saved_before_it_and_is_told() {
    let specimen = Specimen::unfinished();
    let bytes = specimen.some("vault.db-wal", 1, 300);
    noticed(&specimen.flip("vault.db-wal", bytes.into_iter(), &[0x04]), 300);
}

#[test]
fn an_old_page_put_back_is_never_silently_wrong() {
    let (tried, wrong) = Specimen::new().old_pages();
    assert!(tried > 5, "only {tried} pages differ");
    assert!(wrong.is_empty(), "pages {wrong:?} of {tried}");
}

#[test]
fn a_changed_byte_of_a_backup_is_refused() {
    let specimen = Specimen::new();
    let (head, rest) = (0..600, specimen.some("../backup", 2, 60));
    noticed(&specimen.flip_backup(head.chain(rest), 0x20), 600);
}

#[test]
fn a_changed_byte_in_any_page_is_noticed() {
    let specimen = Specimen::new();
    let bytes = specimen.of_each_page(1, 4);
    noticed(&specimen.flip("vault.db", bytes.into_iter(), &[0x10]), 100);
}

#[test]
fn what_was_not_changed_is_harmless_and_the_judge_sees_what_was() {
    let specimen = Specimen::new();
    let path = specimen.file("vault.db");
    let whole = std::fs::read(&path).expect("a database");
    assert_eq!(specimen.with(&path, &whole), Outcome::Harmless);
    assert_eq!(specimen.with(&path, &whole[..whole.len() / 2]), Outcome::Refused);
}
