//! Whatever is done in whatever order, the tables are what the ledger says.

use std::collections::BTreeMap;

use casework::Kind;
use proptest::prelude::*;
use serde_json::json;

use crate::testing::{TestVault, at, case, incident, named, testimony, vault};
use crate::{Error, Mode};

/// One thing a person may do.
#[derive(Clone, Debug)]
enum Step {
    Put(u8, u8),
    Change(u8, u8, bool),
    Situation(u8, u8),
    Erase(u8),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..5u8, any::<u8>()).prop_map(|(who, what)| Step::Put(who, what)),
        3 => (0..5u8, any::<u8>(), any::<bool>()).prop_map(|(who, what, stale)| Step::Change(who, what, stale)),
        2 => (0..5u8, 0..3u8).prop_map(|(who, what)| Step::Situation(who, what)),
        1 => (0..5u8).prop_map(Step::Erase),
        1 => Just(Step::Reopen),
    ]
}

fn take(mut test: TestVault, second: i64, step: &Step) -> TestVault {
    let now = at(second * 60);
    let done = match step {
        Step::Put(who, what) => {
            let (p, c) = (format!("p{who}"), format!("c{who}"));
            let records = vec![
                named(&p, &format!("Птица {what}"), "Вымышленный")
                    .with("birth_year", 1980 + i64::from(*what % 4)),
                case(&c, &[&p, &format!("p{}", what % 5)]),
                incident(&format!("i{who}-{}", what % 2), &c, &[&p]),
                testimony(&format!("t{who}"), &c, &p, "Сказали: сначала контракт."),
            ];
            test.vault.put(records, now).map(|_| ())
        }
        Step::Change(who, what, stale) => {
            let id = format!("c{who}");
            let seen = test.vault.get(&id).unwrap().map(|stored| stored.version);
            let title = |title: String| BTreeMap::from([("title".to_owned(), Some(json!(title)))]);
            let first = test.vault.change(&id, title(format!("Дело {what}")), seen, now);
            if *stale && first.is_ok() {
                test.vault.change(&id, title(format!("Спор {what}")), seen, now).unwrap();
            }
            first.map(|_| ())
        }
        Step::Situation(who, what) => {
            let status = ["free", "detained", "missing"][usize::from(*what)];
            let record = casework::Record::new(Kind::Situation, format!("z{who}-{what}"))
                .with("person", format!("p{who}"))
                .with("status", status);
            test.vault.put(vec![record], now).map(|_| ())
        }
        Step::Erase(who) => {
            test.vault.erase(&format!("p{who}"), "asked to be forgotten", now).map(|_| ())
        }
        Step::Reopen => {
            let place = test.vault.place().clone();
            test.vault.close().unwrap();
            let opened = crate::testing::open(&place, Mode::Write).unwrap();
            assert_eq!(opened.notices, []);
            test.vault = opened.vault;
            Ok(())
        }
    };
    assert!(matches!(done, Ok(()) | Err(Error::NotFound | Error::Erased)), "{done:?}");
    test
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rebuild_comes_to_the_same_state(steps in proptest::collection::vec(step(), 1..16)) {
        let mut test = vault();
        for (second, step) in (1..).zip(&steps) {
            test = take(test, second, step);
        }
        let live = test.vault.state_hash().unwrap();
        let tally = test.vault.writer.tally;
        let rebuilt = test.vault.rebuild(at(100_000)).unwrap();
        prop_assert_eq!(rebuilt.before, live);
        prop_assert_eq!(rebuilt.after, live);
        prop_assert_eq!(test.vault.writer.tally, tally);
        let verified = test.vault.verify().unwrap();
        prop_assert_eq!(verified.faults, []);
    }
}
