//! Keys, copies and checks; and what happens to a vault that is not as it should be.

mod common;

use std::fs;

use common::{empty_vault, five_accounts, without_vault};
use serde_json::json;
use testing::{
    folder,
    program::{Answer, Bench, PASSPHRASE},
};

fn with_passphrase(bench: &Bench, passphrase: &str, words: &[&str]) -> Answer {
    let file = bench.file("other-pass", &format!("{passphrase}\n"));
    testing::program::answer(bench.bare(words).arg("--passphrase-file").arg(file))
}

#[test]
fn a_new_vault_tells_its_code_once_and_never_overwrites_another() {
    let bench = without_vault();
    let made = bench.done(&["new"]);
    assert!(!made.out.contains(PASSPHRASE) && !made.err.contains(PASSPHRASE));
    bench.file("code", &made.out);
    bench.run(&["new"]).refused();
    bench.file("new-pass", "other walnut lantern gravel tunic maple\n");
    let words = ["passphrase", "--recovery-file", "code", "--new-passphrase-file", "new-pass"];
    let changed = bench.run_bare(&words);
    assert_eq!(changed.code, Some(0), "{changed:?}");
    bench.run(&["due"]).refused();
    assert_eq!(
        with_passphrase(&bench, "other walnut lantern gravel tunic maple", &["due"]).code,
        Some(0)
    );

    bench.file("code", &made.out.replacen(|c: char| c.is_ascii_alphanumeric(), "", 1));
    bench.run_bare(&words).refused();
}

#[test]
fn identities_may_have_a_passphrase_of_their_own() {
    let bench = without_vault();
    bench.file("names", "second walnut lantern gravel tunic maple\n");
    let names = ["--identity-passphrase-file", "names"];
    bench.done(&[&["new"][..], &names].concat());
    bench.file("five.toml", testing::FIVE_ACCOUNTS);
    bench.done(&["import", "five.toml"]);
    let reveal = ["reveal", "p1", "--reason", "the lawyer asked"];
    let answer = bench.run(&reveal);
    assert!(answer.refused().err.contains("--identity-passphrase-file"), "{answer:?}");
    bench.done(&[&reveal[..], &names].concat());
    bench.run(&["export", "out"]).refused();
    bench.done(&[&["export", "out"][..], &names].concat());
}

#[test]
fn a_wrong_passphrase_is_refused() {
    let bench = empty_vault();
    let answer = with_passphrase(&bench, "not this one", &["due"]);
    assert!(!answer.refused().err.contains("not this one"));
    with_passphrase(&bench, "", &["due"]).refused();
    with_passphrase(&bench, &"x".repeat(5000), &["due"]).refused();
    let missing = bench.run_bare(&["due", "--passphrase-file", "nowhere"]);
    missing.refused();
}

#[test]
fn rekey_makes_a_copied_slot_file_worthless() {
    let bench = five_accounts();
    let old = bench.again();
    bench.done(&["rekey"]);
    assert_eq!(bench.json(&["verify"])["faults"], json!([]));
    for name in ["slots.a", "slots.b"] {
        fs::copy(old.vault().join(name), bench.vault().join(name)).expect("a copy");
    }
    bench.run(&["due"]).refused();
}

#[test]
fn a_backup_opens_elsewhere_and_never_over_a_vault() {
    let bench = five_accounts();
    bench.done(&["backup", "copy.guvoh"]);
    bench.run(&["backup", "copy.guvoh"]).refused();
    let other = without_vault();
    fs::copy(bench.home().join("copy.guvoh"), other.home().join("copy.guvoh")).expect("a copy");
    with_passphrase(&other, "not this one", &["restore", "copy.guvoh"]).refused();
    other.done(&["restore", "copy.guvoh"]);
    other.run(&["restore", "copy.guvoh"]).refused();
    assert_eq!(other.json(&["verify"])["faults"], json!([]));
    let day = ["due", "--as-of", "2023-09-05"];
    assert_eq!(bench.json(&day), other.json(&day));
    assert!(
        testing::canary::scan(&bench.home().join("copy.guvoh"), "протокол")
            .expect("a scan")
            .is_empty()
    );

    let damaged = without_vault();
    let length = fs::metadata(bench.home().join("copy.guvoh")).expect("a file").len();
    for at in [0, 20, length / 2, length - 1] {
        let at = usize::try_from(at).expect("a small file");
        fs::copy(bench.home().join("copy.guvoh"), damaged.home().join("copy.guvoh"))
            .expect("a copy");
        folder::flip(&damaged.home().join("copy.guvoh"), at).expect("a flip");
        damaged.run(&["restore", "copy.guvoh"]).refused();
    }
}

#[test]
fn verify_and_rebuild_agree_with_what_is_there() {
    let bench = five_accounts();
    let verified = bench.json(&["verify"]);
    assert!(verified["operations"].as_u64().expect("a number") > 0);
    assert_eq!((&verified["files"], &verified["faults"]), (&json!(0), &json!([])));
    let rebuilt = bench.json(&["rebuild"]);
    assert_eq!(rebuilt["before"], rebuilt["after"]);
    assert_eq!(rebuilt["after"].as_str().expect("a hash").len(), 64);
    let table = bench.done(&["rebuild"]);
    assert_eq!(table.out.lines().count(), 2, "{table:?}");
}

#[test]
fn damaged_slots_are_mended_from_the_other_copy_or_refused() {
    let bench = five_accounts();
    let one = bench.again();
    fs::write(one.vault().join("slots.a"), b"torn").expect("a write");
    assert_eq!(one.run(&["due"]).code, Some(0));
    let both = bench.again();
    for name in ["slots.a", "slots.b"] {
        fs::write(both.vault().join(name), b"torn").expect("a write");
    }
    both.run(&["due"]).refused();
    let without = bench.again();
    fs::remove_file(without.vault().join("vault.db")).expect("a file");
    without.run(&["due"]).refused();
    let garbled = bench.again();
    fs::write(garbled.vault().join("vault.db"), vec![7; 65_536]).expect("a write");
    let _ = fs::remove_file(garbled.vault().join("vault.db-wal"));
    garbled.run(&["due"]).refused();
}

#[test]
fn nothing_said_lies_open_in_the_folder() {
    let bench = five_accounts();
    bench.done(&["search", "протокола"]);
    for word in
        ["Саидов", "000001", "протокол", "не вечером", "Papers not taken", "C-3", PASSPHRASE]
    {
        let finds = testing::canary::scan(&bench.vault(), word).expect("a scan");
        assert!(finds.is_empty(), "{word}: {finds:?}");
    }
}
