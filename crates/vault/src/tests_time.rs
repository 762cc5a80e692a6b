//! A clock that jumps: nothing is lost, nothing is dated by the wrong one for longer than it lasts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::json;

use crate::Mode;
use crate::testing::{at, open, person, vault};

/// Two years, in seconds.
const JUMP: i64 = 2 * 366 * 24 * 3_600;

fn alias(to: &str) -> BTreeMap<String, Option<serde_json::Value>> {
    BTreeMap::from([("alias".to_owned(), Some(json!(to)))])
}

/// Changes an alias with the clock as it jumps; says what stands at the end and how the history is dated.
fn jump(moments: &[Timestamp]) -> (String, Vec<Timestamp>) {
    let mut test = vault();
    test.vault.put(vec![person("p1", "A-0")], at(0)).unwrap();
    for (number, moment) in moments.iter().enumerate() {
        let alias = alias(&format!("A-{}", number + 1));
        test.vault.change("p1", alias, None, *moment).unwrap();
    }
    let found = test.vault.verify().unwrap();
    assert_eq!(found.faults, []);
    let place = test.vault.place().clone();
    test.vault.close().unwrap();
    let mut opened = open(&place, Mode::Write).unwrap();
    assert_eq!(opened.notices, []);
    let rebuilt = opened.vault.rebuild(at(9)).unwrap();
    assert_eq!(rebuilt.before, rebuilt.after);
    let stands = opened.vault.get("p1").unwrap().unwrap().record;
    let history = opened.vault.history("p1").unwrap();
    let dated = history.iter().filter_map(|entry| entry.time).collect();
    (stands.text("alias").unwrap().to_owned(), dated)
}

#[test]
fn what_was_saved_last_stands_whatever_the_clock_said() {
    for moments in [
        [at(JUMP), at(10), at(20)],
        [at(-JUMP), at(10), at(20)],
        [at(JUMP), at(-JUMP), at(10)],
        [at(10), at(10), at(10)],
    ] {
        assert_eq!(jump(&moments).0, "A-3", "{moments:?}");
    }
}

#[test]
fn a_clock_put_right_dates_rightly_again() {
    let (_, dated) = jump(&[at(JUMP), at(10), at(20)]);
    assert_eq!(dated, [at(0), at(JUMP), at(10), at(20)]);
}

#[test]
fn a_clock_a_little_behind_never_runs_backwards() {
    let (_, dated) = jump(&[at(3_600), at(10), at(20)]);
    assert!(dated.is_sorted(), "{dated:?}");
}

#[test]
fn the_end_of_february_and_of_the_year_are_days_like_others() {
    let moments = ["2024-02-28T23:59:59Z", "2024-02-29T23:59:59Z", "2024-12-31T23:59:59Z"]
        .map(|moment| moment.parse().unwrap());
    let (stands, dated) = jump(&moments);
    assert_eq!((stands.as_str(), &dated[1..]), ("A-3", &moments[..]));
}
