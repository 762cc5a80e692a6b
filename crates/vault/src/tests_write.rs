//! Putting records in and changing them.

use std::collections::BTreeMap;

use serde_json::json;

use casework::{Kind, Record};

use crate::Error;
use crate::testing::{at, named, person, testimony, vault};

#[test]
fn what_is_put_is_given_back_and_the_same_again_leaves_no_trace() {
    let mut test = vault();
    let record =
        person("p1", "A-1").with("citizenship", json!([{"country": "TJ", "from": "1991-04-12"}]));
    let first = test.vault.put(vec![record.clone()], at(1)).unwrap();
    assert_eq!((first.accepted, first.unchanged, first.ids), (1, 0, vec!["p1".to_owned()]));
    let again = test.vault.put(vec![record.clone()], at(2)).unwrap();
    assert_eq!((again.accepted, again.unchanged), (0, 1));
    let stored = test.vault.get("p1").unwrap().unwrap();
    assert_eq!((stored.record, stored.created, stored.changed), (record, at(1), at(1)));
    assert_eq!(test.vault.get(&stored.entity.to_string()).unwrap().unwrap().record.id, "p1");
    assert_eq!(test.vault.history("p1").unwrap().len(), 1);
}

#[test]
fn a_whole_record_takes_away_what_it_does_not_name() {
    let mut test = vault();
    test.vault.put(vec![person("p1", "A-1").with("sex", "male")], at(1)).unwrap();
    test.vault.put(vec![person("p1", "A-2")], at(2)).unwrap();
    let stored = test.vault.get("p1").unwrap().unwrap();
    assert_eq!(stored.record, person("p1", "A-2"));
    assert_eq!((stored.created, stored.changed), (at(1), at(2)));
    let history = test.vault.history("p1").unwrap();
    let fields: Vec<_> = history[1].fields.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["alias", "sex"]);
}

#[test]
fn an_identity_is_kept_apart_and_not_overwritten_blindly() {
    let mut test = vault();
    test.vault.put(vec![named("p1", "A-1", "Вымышленный Первый")], at(1)).unwrap();
    let other = test.vault.put(vec![named("p1", "A-1", "Другой")], at(2)).unwrap();
    assert_eq!((other.unchanged, other.identities_kept), (1, vec!["p1".to_owned()]));
    let stored = test.vault.get("p1").unwrap().unwrap();
    assert!(stored.has_identity && stored.record.get("identity").is_none());
    let key = &test.identity;
    let shown = test.vault.reveal("p1", "a call to the family", key, at(3)).unwrap();
    assert_eq!(shown, json!({"names": ["Вымышленный Первый"]}));
    let new = BTreeMap::from([("identity".to_owned(), Some(json!({"names": ["Второй"]})))]);
    test.vault.change("p1", new, None, at(4)).unwrap();
    let shown = test.vault.reveal("p1", "a call to the family", key, at(5)).unwrap();
    assert_eq!(shown, json!({"names": ["Второй"]}));
}

#[test]
fn a_testimony_is_never_overwritten() {
    let mut test = vault();
    test.vault.put(vec![testimony("t1", "c1", "p1", "Как было.")], at(1)).unwrap();
    let changed = testimony("t1", "c1", "p1", "Как не было.");
    assert!(matches!(test.vault.put(vec![changed], at(2)), Err(Error::TestimonyText)));
    let gone = BTreeMap::from([("text".to_owned(), None)]);
    assert!(matches!(test.vault.change("t1", gone, None, at(3)), Err(Error::TestimonyText)));
    let more = testimony("t1", "c1", "p1", "Как было.").with("language", "ru");
    assert_eq!(test.vault.put(vec![more], at(4)).unwrap().accepted, 1);
}

#[test]
fn two_windows_that_change_one_field_keep_both_values() {
    let mut test = vault();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    let seen = test.vault.get("p1").unwrap().unwrap().version;
    let alias = |value: &str| BTreeMap::from([("alias".to_owned(), Some(json!(value)))]);
    test.vault.change("p1", alias("left"), Some(seen), at(2)).unwrap();
    let both = test.vault.change("p1", alias("right"), Some(seen), at(3)).unwrap();
    assert_eq!(both.record.text("alias"), Some("right"));
    assert_eq!(both.conflicts.len(), 1);
    assert_eq!(both.conflicts[0].values, [Some(json!("right")), Some(json!("left"))]);
    let settled = test.vault.change("p1", alias("right"), Some(both.version), at(4)).unwrap();
    assert_eq!(settled.conflicts, []);
}

#[test]
fn one_refused_record_leaves_nothing_of_the_others() {
    let mut test = vault();
    let before = test.vault.state_hash().unwrap();
    let bad = person("p 2\n", "B-2");
    assert!(matches!(test.vault.put(vec![person("p1", "A-1"), bad], at(1)), Err(Error::Unusable)));
    assert_eq!(test.vault.state_hash().unwrap(), before);
    assert!(test.vault.get("p1").unwrap().is_none());
    test.vault.put(vec![person("p1", "A-1")], at(2)).unwrap();
    let other = Record::new(Kind::Note, "p1").with("about", "c1").with("text", "x");
    assert!(matches!(test.vault.put(vec![other], at(3)), Err(Error::KindChanged)));
}

#[test]
fn ten_megabytes_in_a_field_are_kept() {
    let mut test = vault();
    let text = "ж".repeat(5 * 1024 * 1024);
    test.vault.put(vec![testimony("t1", "c1", "p1", &text)], at(1)).unwrap();
    assert_eq!(test.vault.get("t1").unwrap().unwrap().record.text("text"), Some(text.as_str()));
    let more = "ж".repeat(7 * 1024 * 1024);
    assert!(matches!(
        test.vault.put(vec![testimony("t2", "c1", "p1", &more)], at(2)),
        Err(Error::TooLarge)
    ));
}

#[test]
fn many_records_are_signed_in_their_order_whoever_signs() {
    let mut test = vault();
    let many = |from: usize, to: usize| -> Vec<Record> {
        (from..to).map(|n| person(&format!("p{n}"), &format!("A-{n}"))).collect()
    };
    // The last one is there already when its turn comes again.
    let mut records = many(0, 120);
    records.push(person("p7", "A-7").with("sex", "male"));
    records.push(person("p7", "A-7").with("sex", "male"));
    let receipt = test.vault.put(records, at(1)).unwrap();
    assert_eq!((receipt.accepted, receipt.unchanged), (121, 1));
    assert_eq!(test.vault.history("p7").unwrap().len(), 2);
    let before = test.vault.changes().unwrap();

    // What fails at the end leaves nothing, and the stream goes on where it was.
    let mut records = many(200, 320);
    records.push(Record::new(Kind::Erased, "p320"));
    assert!(matches!(test.vault.put(records, at(2)), Err(Error::Unusable)));
    assert_eq!(test.vault.changes().unwrap(), before);
    test.vault.put(many(300, 301), at(3)).unwrap();
    test.vault.put(many(400, 520), at(4)).unwrap();
    let verified = test.vault.verify().unwrap();
    assert_eq!((verified.faults, verified.operations), (vec![], before + 121));
}
