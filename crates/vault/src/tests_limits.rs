//! One less, the limit, one more.

use casework::{Kind, Record};
use serde_json::Value;

use crate::testing::{at, person, vault};
use crate::{Error, ListQuery, SearchQuery, limits};

fn around(limit: usize) -> [usize; 3] {
    [limit - 1, limit, limit + 1]
}

#[track_caller]
fn check<T>(done: &Result<T, Error>, length: usize, limit: usize) {
    match done {
        Ok(_) => assert!(length <= limit, "{length} of {limit}"),
        Err(Error::TooLarge | Error::Unusable) => assert!(length > limit, "{length} of {limit}"),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn drafts_and_settings_have_a_limit() {
    let mut test = vault();
    for length in around(limits::MAX_DRAFT) {
        // Two bytes are the quotation marks.
        let value = Value::from("x".repeat(length - 2));
        check(&test.vault.draft_save("call", &value, at(1)), length, limits::MAX_DRAFT);
        let setting = test.vault.set_setting("big", &"x".repeat(length));
        check(&setting, length, limits::MAX_DRAFT);
    }
    for length in around(limits::MAX_NAME) {
        let name = "x".repeat(length);
        let saved = test.vault.draft_save(&name, &Value::Null, at(1));
        check(&saved, length, limits::MAX_NAME);
        check(&test.vault.set_setting(&name, "x"), length, limits::MAX_NAME);
    }
    assert_eq!(test.vault.drafts().unwrap().len(), 3);
    test.vault.draft_drop("call").unwrap();
    assert_eq!(test.vault.draft("call").unwrap(), None);
    assert_eq!(test.vault.setting("none").unwrap(), None);
}

#[test]
fn a_reason_has_a_limit_in_any_script() {
    let mut test = vault();
    test.vault.put(vec![person("p1", "A-1")], at(1)).unwrap();
    for length in around(limits::MAX_REASON) {
        let told = test.vault.record_exit("p1", &"\u{1f9f5}".repeat(length), at(2));
        check(&told, length, limits::MAX_REASON);
    }
}

#[test]
fn a_batch_has_a_limit() {
    let mut test = vault();
    // Each of them is refused for another reason, after the limit.
    let none = || Record::new(Kind::Erased, "e");
    for length in around(limits::MAX_BATCH) {
        let refused = test.vault.put(vec![none(); length], at(1)).unwrap_err();
        assert_eq!(matches!(refused, Error::TooLarge), length > limits::MAX_BATCH);
    }
    assert_eq!(limits::MAX_IMPORT, caseload::limits::MAX_RECORDS);
}

/// A note whose text has so many bytes as JSON, with its quotation marks.
fn note_of(id: &str, bytes: usize) -> Record {
    Record::new(Kind::Note, id).with("about", "").with("text", "x".repeat(bytes - 2))
}

#[test]
fn a_record_has_a_limit_and_the_import_says_which() {
    let mut test = vault();
    let how = || crate::Import {
        dry_run: false,
        identity: None,
        folder: None,
        law: &crate::tests_erase::NoLaw,
    };
    for (index, length) in around(limits::MAX_RECORD).into_iter().enumerate() {
        let halves = Record::new(Kind::Note, format!("h{index}"))
            .with("a", "x".repeat(length / 2 - 2))
            .with("b", "x".repeat(length - length / 2 - 2));
        check(&test.vault.put(vec![halves], at(1)), length, limits::MAX_RECORD);
    }
    for (index, length) in around(limits::MAX_VALUE).into_iter().enumerate() {
        let put = test.vault.put(vec![note_of(&format!("v{index}"), length)], at(1));
        check(&put, length, limits::MAX_VALUE);
    }
    let letters = "щ".repeat(casework::limits::MAX_TEXT);
    let address = person("p1", "A-1").with("identity", serde_json::json!({ "address": letters }));
    let crowd = vec![letters; 8];
    let names = person("p2", "A-2").with("identity", serde_json::json!({ "names": crowd }));
    let taken = test.vault.import(vec![address.clone(), person("p3", "A-3")], &how(), at(2));
    assert_eq!(taken.unwrap().refused, []);
    let refused =
        test.vault.import(vec![person("p4", "A-4"), names], &how(), at(3)).unwrap().refused;
    let told = refused.first().map(|one| (one.index, one.field.as_str(), one.why.clone()));
    assert_eq!(told, Some((1, "identity", crate::Reason::TooLarge)));
}

#[test]
fn a_record_does_not_grow_over_its_limit_piece_by_piece() {
    let mut test = vault();
    let half = "x".repeat(limits::MAX_RECORD / 2);
    test.vault
        .put(
            vec![
                person("p1", "A-1")
                    .with("identity", serde_json::json!({"address": half[..4_000_000]})),
            ],
            at(1),
        )
        .unwrap();
    let mut change = |field: &str| {
        let fields = [(field.to_owned(), Some(Value::from(half.as_str())))].into();
        test.vault.change("p1", fields, None, at(2)).map(|_| ())
    };
    change("alias").unwrap();
    assert!(matches!(change("birth_country"), Err(Error::TooLarge)));
}

#[test]
fn pages_and_hits_have_a_limit() {
    let mut test = vault();
    let note = |n: usize| {
        Record::new(Kind::Note, format!("o{n}")).with("about", "c1").with("text", "ежевика")
    };
    test.vault
        .put((0..=limits::MAX_HITS.max(limits::MAX_PAGE)).map(note).collect(), at(1))
        .unwrap();
    for limit in around(limits::MAX_HITS) {
        let query =
            SearchQuery { text: "ежевика".to_owned(), limit, ..SearchQuery::default() };
        assert_eq!(test.vault.search(&query).unwrap().len(), limit.min(limits::MAX_HITS));
    }
    for limit in around(limits::MAX_PAGE) {
        let listing = test.vault.list(&ListQuery { limit, ..ListQuery::default() }).unwrap();
        assert_eq!(listing.rows.len(), limit.min(limits::MAX_PAGE));
    }
}

#[test]
fn the_head_follows_the_ledger_at_a_distance() {
    let mut test = vault();
    let before = test.vault.head_generation;
    for n in 1..i64::from(limits::COMMITS_PER_HEAD) - 1 {
        test.vault.put(vec![person(&format!("p{n}"), "A")], at(n)).unwrap();
    }
    // The first commit of all told of the device.
    assert_eq!(test.vault.head_generation, before);
    test.vault.put(vec![person("last", "A")], at(99)).unwrap();
    assert_eq!(test.vault.head_generation, before + 1);
}
