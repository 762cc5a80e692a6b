//! Records go in and out without loss; what was erased stays erased.

mod common;

use std::fs;

use common::{empty_vault, five_accounts};
use serde_json::{Value, json};
use testing::{FIVE_ACCOUNTS, program::Bench};

fn read(bench: &Bench, path: &str) -> String {
    fs::read_to_string(bench.home().join(path)).expect("a file")
}

/// Brings one vault's export into another.
fn hand_over(from: &Bench, export: &str, to: &Bench) -> Value {
    to.file("records.jsonl", &read(from, &format!("{export}/records.jsonl")));
    to.json(&["import", "records.jsonl"])
}

#[test]
fn the_same_file_again_changes_nothing() {
    let bench = empty_vault();
    bench.file("five.toml", FIVE_ACCOUNTS);
    let dry = bench.json(&["import", "five.toml", "--dry-run"]);
    let first = bench.json(&["import", "five.toml"]);
    assert_eq!(dry, first, "a trial tells what would happen");
    let records = FIVE_ACCOUNTS.matches("\n[[").count();
    assert_eq!(first, json!({"accepted": records, "unchanged": 0, "erased": [], "refused": []}));
    let before = bench.json(&["verify"]);
    let second = bench.json(&["import", "five.toml"]);
    assert_eq!(second, json!({"accepted": 0, "unchanged": records, "erased": [], "refused": []}));
    assert_eq!(bench.json(&["verify"])["operations"], before["operations"]);

    bench.file("five.toml", &FIVE_ACCOUNTS.replace("region = \"RU-MOW\"", "region = \"RU-SPE\""));
    let third = bench.json(&["import", "five.toml"]);
    assert_eq!(third["accepted"], 1, "a changed file updates");
}

#[test]
fn a_trial_changes_nothing() {
    let bench = empty_vault();
    bench.file("five.toml", FIVE_ACCOUNTS);
    bench.json(&["import", "five.toml", "--dry-run"]);
    assert_eq!(bench.json(&["due", "--as-of", "2023-09-05"]), json!([]));
}

#[test]
fn export_and_import_keep_every_byte() {
    let one = five_accounts();
    one.done(&["export", "out"]);
    for file in ["records.jsonl", "history.jsonl", "README.txt"] {
        assert!(one.home().join("out").join(file).is_file(), "{file}");
    }
    let two = empty_vault();
    let answer = hand_over(&one, "out", &two);
    assert_eq!(answer["refused"], json!([]));
    two.done(&["export", "out"]);
    assert_eq!(read(&one, "out/records.jsonl"), read(&two, "out/records.jsonl"));
    assert!(read(&one, "out/records.jsonl").contains("Фарход Саидов"));

    one.run(&["export", "out"]).refused();
    one.done(&["export", "bare", "--without-identities"]);
    assert!(!read(&one, "bare/records.jsonl").contains("Саидов"));
    assert!(!read(&one, "bare/history.jsonl").contains("Саидов"));
}

#[test]
fn what_was_erased_does_not_come_back() {
    let bench = five_accounts();
    let erased = bench.json(&["erase", "p3", "--reason", "he asked for it"]);
    let gone = erased["erased"].as_array().expect("a list").clone();
    assert!(gone.contains(&json!("p3")), "{erased}");
    assert!(!erased["cannot_recall"].as_array().expect("a list").is_empty());

    let again = bench.json(&["import", "five.toml"]);
    assert!(again["erased"].as_array().expect("a list").contains(&json!("p3")), "{again}");
    assert_eq!(again["accepted"], 0, "{again}");
    bench.run(&["exposure", "p3"]).refused();
    assert_eq!(bench.json(&["verify"])["faults"], json!([]));

    bench.done(&["export", "out"]);
    let stone = read(&bench, "out/records.jsonl");
    let stone = stone.lines().find(|line| line.contains("\"erased\"") && line.contains("\"p3\""));
    let stone: Value = serde_json::from_str(stone.expect("a tombstone")).expect("JSON");
    assert_eq!((&stone["kind"], &stone["was"]), (&json!("erased"), &json!("person")));
    let two = empty_vault();
    assert_eq!(hand_over(&bench, "out", &two)["refused"], json!([]));
}

#[test]
fn a_faulty_file_is_refused_whole_with_every_fault_named() {
    let bench = empty_vault();
    let text = FIVE_ACCOUNTS
        .replace("sex = \"female\"", "sex = \"woman\"")
        .replace("people = [\"p2\"]", "people = [\"p22\"]")
        .replace("since = 2023-07-10", "since = \"2023-02-30\"");
    bench.file("bad.toml", &text);
    let answer = bench.run(&["import", "bad.toml", "--json"]);
    answer.refused();
    let refused = answer.json()["refused"].as_array().expect("a list").clone();
    for (record, field) in [("p6", "sex"), ("p7", "sex"), ("c2", "people"), ("z1", "since")] {
        let named = refused.iter().find(|row| row["record"] == record).expect(record);
        assert!(named["field"].as_str().expect("a field").contains(field), "{named}");
        assert!(named["line"].as_u64().expect("a line") > 1, "{named}");
        assert!(named["why"].as_str().expect("a sentence").contains(' '), "{named}");
    }
    assert_eq!(
        bench.json(&["due", "--as-of", "2023-09-05"]),
        json!([]),
        "nothing is half imported"
    );
    for (name, text) in [("x.toml", "format = \"other/1\"\n"), ("y.jsonl", "{}\n"), ("z.toml", "")]
    {
        bench.file(name, text);
        bench.run(&["import", name, "--json"]).refused();
    }
    bench.run(&["import", "nowhere.toml"]).refused();
    bench.file("five.txt", FIVE_ACCOUNTS);
    bench.run(&["import", "five.txt"]).refused();
}
