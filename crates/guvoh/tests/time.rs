//! No deadline moves by the machine's zone.

mod common;

use common::five_accounts;
use testing::program::{Bench, answer};

/// The ends of the day line, and a zone between.
const ZONES: [&str; 4] = ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Yekaterinburg"];
/// The leap day, the year end, and the days about the five accounts' own terms.
const DAYS: [&str; 6] =
    ["2023-07-01", "2023-09-08", "2023-09-09", "2023-12-31", "2024-02-29", "2025-01-01"];

fn asked(bench: &Bench, zone: &str, words: &[&str]) -> serde_json::Value {
    let mut command = bench.command(words);
    let answer = answer(command.arg("--json").env("TZ", zone));
    assert_eq!(answer.code, Some(0), "{answer:?}");
    answer.json()
}

#[test]
fn no_deadline_moves_by_the_machines_zone() {
    let bench = five_accounts();
    for day in DAYS {
        let [here, others @ ..] = ZONES;
        let words = ["due", "--as-of", day];
        let expected = asked(&bench, here, &words);
        assert!(expected.as_array().is_some_and(|rows| !rows.is_empty()), "{expected}");
        for zone in others {
            assert_eq!(asked(&bench, zone, &words), expected, "{day} in {zone}");
        }
    }
}
