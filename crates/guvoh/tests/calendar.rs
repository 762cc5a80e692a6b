//! `guvoh calendar`: what it writes, what it says, and that it is recorded.

mod common;

use std::fs;

use common::five_accounts;
use testing::program::Bench;

const DAY: [&str; 2] = ["--as-of", "2023-09-05"];

fn calendar(bench: &Bench, more: &[&str]) -> (String, serde_json::Value) {
    let words = [&["calendar", "terms.ics", "--json"][..], &DAY, more].concat();
    let answer = bench.done(&words);
    let file = fs::read_to_string(bench.home().join("terms.ics")).expect("a file");
    (file, answer.json())
}

#[test]
fn a_file_is_written_over_the_last_one_and_warns() {
    let bench = five_accounts();
    let (first, told) = calendar(&bench, &["--with-planned"]);
    assert!(first.starts_with("BEGIN:VCALENDAR\r\n") && first.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(told["terms"], first.matches("STATUS:CONFIRMED").count());
    let (second, told) = calendar(&bench, &[]);
    assert!(told["cancelled"].as_u64().expect("a number") > 0, "{told}");
    assert_eq!(told["cancelled"], second.matches("STATUS:CANCELLED").count());
    let warned = bench.done(&[&["calendar", "terms.ics"][..], &DAY].concat());
    assert!(warned.err.contains("cannot be called back"), "{warned:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_stood_open_to_others_is_closed_to_them() {
    use std::os::unix::fs::PermissionsExt;
    let bench = five_accounts();
    let file = bench.home().join("terms.ics");
    fs::write(&file, "an earlier calendar").expect("written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("open to all");
    calendar(&bench, &[]);
    let mode = fs::metadata(&file).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn where_nothing_can_be_written_nothing_is_recorded() {
    let bench = five_accounts();
    let before = bench.done(&["verify", "--json"]).json()["operations"].clone();
    bench.run(&["calendar", "no/such/folder/terms.ics"]).refused();
    assert_eq!(bench.done(&["verify", "--json"]).json()["operations"], before);
    calendar(&bench, &[]);
    let after = bench.done(&["verify", "--json"]).json()["operations"].clone();
    assert_eq!(after.as_u64(), before.as_u64().map(|count| count + 1), "the exit is in the ledger");
}
