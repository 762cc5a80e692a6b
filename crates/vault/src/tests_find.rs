//! Lists, searches and their filters.

use casework::{Kind, Record};
use serde_json::json;

use crate::testing::{TestVault, at, case, incident, person, testimony, vault};
use crate::{ListQuery, SearchQuery};

fn many() -> TestVault {
    let mut test = vault();
    let mut records = Vec::new();
    for n in 0..20 {
        let [p, c, i, t] = ["p", "c", "i", "t"].map(|kind| format!("{kind}{n}"));
        let region = if n % 2 == 0 { "RU-KLU" } else { "RU-MOW" };
        let status = if n % 5 == 0 { "closed" } else { "open" };
        records.push(person(&p, &format!("A-{n}")));
        records.push(
            case(&c, &[&p])
                .with("region", region)
                .with("status", status)
                .with("opened", format!("2023-08-{:02}", n + 1)),
        );
        let method = if n % 4 == 0 { "raid" } else { "beating" };
        records.push(incident(&i, &c, &[&p]).with("methods", json!([method])));
        records.push(testimony(&t, &c, &p, &format!("Составили протокол номер {n}.")));
    }
    records.push(
        Record::new(Kind::Situation, "z1")
            .with("person", "p3")
            .with("status", "detained")
            .with("since", "2023-08-01"),
    );
    records.push(
        Record::new(Kind::Situation, "z2")
            .with("person", "p4")
            .with("status", "detained")
            .with("since", "2023-08-01"),
    );
    records.push(
        Record::new(Kind::Situation, "z3")
            .with("person", "p4")
            .with("status", "free")
            .with("since", "2023-08-09"),
    );
    test.vault.put(records, at(1)).unwrap();
    test
}

#[track_caller]
fn listed(test: &TestVault, query: ListQuery, expected: &[&str], total: usize) {
    let listing = test.vault.list(&ListQuery { limit: 3, ..query }).unwrap();
    let ids: Vec<_> = listing.rows.iter().map(|row| row.record.id.as_str()).collect();
    assert_eq!((ids.as_slice(), listing.total), (expected, total));
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn lists_are_newest_first_and_page_by_page() {
    let test = many();
    let cases = || ListQuery { kind: Some(Kind::Case), ..ListQuery::default() };
    listed(&test, cases(), &["c19", "c18", "c17"], 20);
    listed(&test, ListQuery { offset: 18, ..cases() }, &["c1", "c0"], 20);
    listed(&test, ListQuery { region: some("RU-MOW"), ..cases() }, &["c19", "c17", "c15"], 10);
    listed(&test, ListQuery { state: some("closed"), ..cases() }, &["c15", "c10", "c5"], 4);
    listed(&test, ListQuery { method: some("raid"), ..cases() }, &["c16", "c12", "c8"], 5);
    listed(&test, ListQuery { method: some("torture"), ..cases() }, &[], 0);
    listed(&test, ListQuery { situation: some("detained"), ..cases() }, &["c3"], 1);
    listed(&test, ListQuery { situation: some("free"), ..cases() }, &["c4"], 1);
    let both = ListQuery { region: some("RU-KLU"), state: some("closed"), ..cases() };
    listed(&test, both, &["c10", "c0"], 2);
    let days = ListQuery {
        from: Some(jiff::civil::date(2023, 8, 3)),
        to: Some(jiff::civil::date(2023, 8, 4)),
        ..cases()
    };
    listed(&test, days, &["c3", "c2"], 2);
    let people = || ListQuery { kind: Some(Kind::Person), ..ListQuery::default() };
    listed(&test, ListQuery { region: some("RU-MOW"), ..people() }, &["p19", "p17", "p15"], 10);
    listed(&test, ListQuery { method: some("raid"), ..people() }, &["p16", "p12", "p8"], 5);
    listed(&test, ListQuery { situation: some("detained"), ..people() }, &["p3"], 1);
    let of_case = ListQuery { case: some("c7"), ..ListQuery::default() };
    listed(&test, of_case, &["t7", "i7"], 2);
    listed(&test, ListQuery { text: some("протокола 7"), ..ListQuery::default() }, &["t7"], 1);
    listed(&test, ListQuery { text: some("!"), ..ListQuery::default() }, &[], 0);
}

#[track_caller]
fn found(test: &TestVault, query: SearchQuery, expected: &[&str]) {
    let hits = test.vault.search(&SearchQuery { limit: 3, ..query }).unwrap();
    let ids: Vec<_> = hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids, expected);
}

#[test]
fn searches_find_word_forms_newest_first() {
    let test = many();
    let text = |text: &str| SearchQuery { text: text.to_owned(), ..SearchQuery::default() };
    found(&test, text("протоколов"), &["t19", "t18", "t17"]);
    found(&test, text("протокол 12"), &["t12"]);
    found(&test, text("«протокол номер»"), &["t19", "t18", "t17"]);
    found(&test, text("«номер протокол»"), &[]);
    found(&test, text("прото*"), &["t19", "t18", "t17"]);
    found(&test, text("contracts"), &["c19", "c18", "c17"]);
    found(&test, text("нет такого"), &[]);
    found(&test, text(""), &[]);
    let filtered = |region: &str| SearchQuery { region: some(region), ..text("протокол") };
    found(&test, filtered("RU-KLU"), &["t18", "t16", "t14"]);
    found(&test, SearchQuery { method: some("raid"), ..text("протокол") }, &["t16", "t12", "t8"]);
    found(&test, SearchQuery { situation: some("detained"), ..text("протокол") }, &["t3"]);
    found(&test, SearchQuery { state: some("closed"), ..text("протокол") }, &["t15", "t10", "t5"]);
    found(&test, SearchQuery { kinds: vec![Kind::Case], ..text("протокол") }, &[]);
    let hit = test.vault.search(&text("протоколы")).unwrap().remove(0);
    let (start, end) = hit.snippet.marks[0];
    assert_eq!(&hit.snippet.text[start..end], "протокол");
}

#[test]
fn the_index_follows_changes() {
    let mut test = many();
    test.vault.put(vec![case("c1", &["p1"]).with("title", "Ежевика")], at(2)).unwrap();
    let text = |text: &str| SearchQuery { text: text.to_owned(), ..SearchQuery::default() };
    found(&test, text("ежевики"), &["c1"]);
    test.vault.put(vec![case("c1", &["p1"]).with("title", "Малина")], at(3)).unwrap();
    found(&test, text("ежевики"), &[]);
    let expected = vec![crate::Link {
        from: "c1".to_owned(),
        entity: test.vault.get("c1").unwrap().unwrap().entity,
        kind: Kind::Case,
        field: "people".to_owned(),
    }];
    let linked: Vec<_> = test
        .vault
        .linked("p1")
        .unwrap()
        .into_iter()
        .filter(|link| link.kind == Kind::Case)
        .collect();
    assert_eq!(linked, expected);
}

#[test]
fn people_who_may_be_the_same_are_offered() {
    let test = many();
    let similar = test.vault.find_similar(Some("RU-MOW"), Some(1991), "протокол номер 7").unwrap();
    assert_eq!(similar.first().map(String::as_str), Some("p7"));
    assert!(similar.len() <= crate::limits::MAX_SIMILAR);
    for year in [1950, i64::MIN, i64::MAX] {
        assert_eq!(test.vault.find_similar(None, Some(year), "").unwrap(), Vec::<String>::new());
    }
}

/// However many words begin alike, what is found is the same: named one by one, or gathered by the index itself.
#[test]
fn a_word_cut_off_finds_every_word_that_begins_so() {
    let mut test = vault();
    let count = crate::limits::MAX_BEGUN + 1;
    let call = |n: usize| {
        Record::new(Kind::Contact, format!("n{n:03}"))
            .with("on", "2023-08-17")
            .with("text", format!("общее зимород{n:03}"))
    };
    test.vault.put((0..count - 1).map(call).collect(), at(1)).unwrap();
    let newest = |test: &TestVault, text: &str| {
        let query = SearchQuery { text: text.to_owned(), limit: 2, ..SearchQuery::default() };
        let hits = test.vault.search(&query).unwrap();
        hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(newest(&test, "зимород*"), ["n127", "n126"]);
    assert_eq!(newest(&test, "общее зимород12*"), ["n127", "n126"]);
    assert_eq!(newest(&test, "зимородок*"), [""; 0]);
    test.vault.put(vec![call(count - 1)], at(2)).unwrap();
    assert_eq!(newest(&test, "зимород*"), ["n128", "n127"]);
    test.vault.erase("n128", "asked", at(3)).unwrap();
    assert_eq!(newest(&test, "зимород*"), ["n127", "n126"]);
}
