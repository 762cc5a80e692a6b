//! Every fact of the law's list reaches the law from some record, or the reason why not stands here.

#[allow(dead_code, reason = "each test file uses its own part")]
mod scenario;

use std::collections::{BTreeMap, BTreeSet};

use casework::book::Book;
use casework::{Complaint, Kind, Proceeding, Record, exposure, facts};
use jiff::civil::{Date, date};
use law::Subject;
use law::fact_list::Sort;
use scenario::pack;
use serde_json::{Value, json};

const DAY: Date = date(2025, 3, 1);

/// Facts that no record gives as a fact, and why.
const ELSEWHERE: [(&str, &str); 3] = [
    (
        "complaint.forwarded.registered",
        "asked where a reply says \"passed on\"; the answer is another complaint",
    ),
    ("complaint.extended.until", "read by the docket from the reply that puts the answer off"),
    ("complaint.reply_checked", "read by the docket: somebody looked for a reply"),
];

/// A person, a complaint and a proceeding of whom everything is written down.
fn book() -> Book {
    let person = |id: &str| {
        let state = |code: &str| {
            json!({ "country": code, "basis": "naturalised", "from": "2020-01-01", "until": "2024-01-01",
                "decision_on": "2020-01-01", "oath_on": "2020-01-02", "passport_on": "2020-01-03" })
        };
        let registered = json!([{ "country": "RU", "done": true, "on": "2020-01-09" },
            { "country": "KG", "done": true, "on": "2020-01-09" }]);
        Record::new(Kind::Person, id)
            .with("sex", "male")
            .with("birth_year", 1991)
            .with("birth_country", "TJ")
            .with("stateless", false)
            .with("citizenship", ["RU", "KG", "UZ", "KZ", "TJ", "TM"].map(state).to_vec())
            .with("residence", json!({ "country": "KG", "status": "citizen" }))
            .with("military_registration", registered)
    };
    let child = person("p2").with(
        "family",
        json!([{ "person": "p1", "relation": "parent", "citizenship_through": true }]),
    );
    let complaint = Record::new(Kind::Complaint, "m1")
        .with("case", "c1")
        .with("by", "p1")
        .with("to", json!({ "kind": "court", "region": "RU-KLU" }))
        .with("about", json!(["x1"]))
        .with("sent", "2024-02-01")
        .with("channel", "post")
        .with("handed_over", "2024-01-31T10:00:00+03:00")
        .with("passed_on", json!({ "done": true, "on": "2024-02-01T09:00:00+03:00" }))
        .with("received", "2024-02-03")
        .with("registered", json!({ "on": "2024-02-04" }))
        .with("reply", json!([{ "on": "2024-02-09", "kind": "forwarded" }, { "on": "2024-03-01", "kind": "extended" }]))
        .with("elsewhere", false);
    let proceeding = Record::new(Kind::Proceeding, "x1")
        .with("case", "c1")
        .with("person", "p1")
        .with("what", "koap_arrest")
        .with("violation_on", "2024-01-01")
        .with("detained_since", "2024-01-01T10:00:00+03:00")
        .with("detained_over", json!({ "done": true, "on": "2024-01-02T10:00:00+03:00" }))
        .with("carries_arrest", true)
        .with("drawn", "2024-01-01")
        .with("file_received", "2024-01-02")
        .with("extended_from", "2024-01-03")
        .with("decided", "2024-01-04")
        .with("learned", "2024-01-04")
        .with("copy_received", "2024-01-05")
        .with("by", "court")
        .with(
            "appealed",
            json!({ "done": true, "on": "2024-01-06", "to": "court", "filed_at": "2024-01-06",
            "file_received": "2024-01-07", "decided": "2024-01-08" }),
        );
    let case =
        Record::new(Kind::Case, "c1").with("opened", "2024").with("people", json!(["p1", "p2"]));
    Book::new([person("p1"), child, case, complaint, proceeding])
}

/// The names that the records of [`book`] give.
fn given() -> BTreeSet<String> {
    let (book, pack) = (book(), pack());
    let of = |id: &str| exposure::of_person(&book, &pack, book.person(id).expect("a person"), DAY);
    let complaint = book.get("m1").and_then(Complaint::of).expect("a complaint");
    let proceeding = book.get("x1").and_then(Proceeding::of).expect("a proceeding");
    let all = [
        of("p1"),
        of("p2"),
        facts::of_complaint(&complaint, DAY),
        facts::of_proceeding(&proceeding, DAY),
    ];
    all.iter().flat_map(|facts| facts.iter().map(|(name, _)| name.clone())).collect()
}

/// Whether a record of kind `fact` that states it reaches the law.
fn can_be_stated(name: &str, sort: Sort) -> bool {
    let value: Value = match sort {
        Sort::Bool => true.into(),
        Sort::Number => 3.into(),
        Sort::Day | Sort::Moment => "2024-01-01".into(),
        Sort::Text | Sort::List => "a code".into(),
    };
    let fact =
        Record::new(Kind::Fact, "f1").with("person", "p9").with("fact", name).with("value", value);
    let book = Book::new([Record::new(Kind::Person, "p9"), fact]);
    let person = book.person("p9").expect("a person");
    facts::of_person(&book, person, DAY).get(name).is_some()
}

#[test]
fn every_fact_of_the_list_reaches_the_law_or_stands_here_with_its_reason() {
    let (pack, given) = (pack(), given());
    let excused: BTreeMap<&str, &str> = ELSEWHERE.into_iter().collect();
    for listed in pack.facts().iter() {
        let name = listed.name.replace('*', "kg");
        let of_person = Subject::of_fact(&name) == Some(Subject::Person);
        let reaches = given.contains(&name) || (of_person && can_be_stated(&name, listed.sort));
        let is_excused = excused.contains_key(listed.name.as_str());
        assert!(reaches || is_excused, "{name}: no record gives it, and no reason is written down");
        assert!(!(reaches && is_excused), "{name}: it is given, its excuse is stale");
    }
    for name in excused.keys() {
        assert!(pack.facts().get(name).is_some(), "{name} is excused and not on the list");
    }
}

#[test]
fn a_letter_out_of_detention_that_is_known_to_lie_there_is_late_and_one_nobody_asked_about_is_not()
{
    let letter = |passed: Option<Value>| {
        let mut record = Record::new(Kind::Complaint, "m1")
            .with("case", "c1")
            .with("by", "p1")
            .with("to", json!({ "kind": "federal_commissioner" }))
            .with("about", json!([]))
            .with("sent", "2025-03-01")
            .with("channel", "post")
            .with("handed_over", "2025-03-01T09:00:00+03:00");
        if let Some(passed) = passed {
            record = record.with("passed_on", passed);
        }
        let book = Book::new([Record::new(Kind::Person, "p1"), record]);
        let rows = casework::docket::docket(&book, &pack(), date(2025, 3, 10));
        scenario::row(&rows, "ru.omb.detained.24h", "m1").state
    };
    assert_eq!(letter(None), "no_reply_recorded");
    assert_eq!(letter(Some(json!({ "done": false, "known_on": "2025-03-08" }))), "late");
    assert_eq!(
        letter(Some(json!({ "done": true, "on": "2025-03-02T08:00:00+03:00" }))),
        "answered"
    );
    assert_eq!(letter(Some(json!({ "done": true }))), "answered");
}

fn one_person(more: Vec<Record>, citizenship: Value) -> (Book, String) {
    let person = Record::new(Kind::Person, "p1").with("citizenship", citizenship);
    (Book::new(more.into_iter().chain([person])), "p1".to_owned())
}

fn fact(book: &Book, person: &str, name: &str) -> Option<law::Value> {
    let person = book.person(person).expect("a person");
    facts::of_person(book, person, DAY).get(name).map(|fact| fact.value.clone())
}

#[test]
fn two_entries_of_one_citizenship_that_contradict_each_other_give_no_answer() {
    let held = |entries: Value| one_person(vec![], entries).0;
    let two = |from: &str, basis: &str| {
        held(json!([
            { "country": "RU", "basis": "naturalised", "from": "2023-01-20" },
            { "country": "RU", "basis": basis, "from": from },
        ]))
    };
    let told = |book: &Book, name: &str| fact(book, "p1", &format!("citizenship.ru.{name}"));
    let days = two("2023-02-20", "naturalised");
    assert_eq!(told(&days, "from"), None);
    assert_eq!(told(&days, "basis"), Some(law::Value::Text("naturalised".into())));
    assert_eq!(told(&days, "held"), Some(law::Value::Bool(true)));
    let bases = two("2023-01-20", "birth");
    assert_eq!((told(&bases, "basis"), told(&bases, "from").is_some()), (None, true));
    let again = held(json!([
        { "country": "RU", "basis": "birth", "from": "1990-01-01", "until": "2000-01-01" },
        { "country": "RU", "basis": "naturalised", "from": "2023-02-20" },
    ]));
    assert_eq!(told(&again, "from"), Some(law::Value::Day(date(2023, 2, 20))), "one after another");
}

#[test]
fn who_is_a_citizen_of_any_state_is_not_stateless() {
    let stateless = |entries: Value| fact(&one_person(vec![], entries).0, "p1", "stateless");
    assert_eq!(stateless(json!([{ "country": "FR" }])), Some(law::Value::Bool(false)));
    assert_eq!(stateless(json!([])), None);
    assert_eq!(stateless(json!([{ "country": "TJ", "until": "2020-01-01" }])), None);
}

#[test]
fn what_was_told_of_a_contract_reaches_the_law() {
    let incident = |id: &str, when: &str, contract: &str| {
        Record::new(Kind::Incident, id)
            .with("case", "c1")
            .with("people", json!([{ "person": "p1", "role": "affected" }]))
            .with("when", when)
            .with("contract", contract)
    };
    let signed = |records: Vec<Record>| {
        let (book, person) = one_person(records, json!([{ "country": "KG" }]));
        fact(&book, &person, "signed_contract")
    };
    let (yes, no) = (Some(law::Value::Bool(true)), Some(law::Value::Bool(false)));
    let refused = || incident("i1", "2024-05-01", "requested_refused");
    assert_eq!(signed(vec![]), None);
    for told in ["forced", "deceived", "without_understanding", "voluntary"] {
        assert_eq!(signed(vec![refused(), incident("i2", "2024-06-01", told)]), yes, "{told}");
    }
    assert_eq!(signed(vec![refused()]), no);
    assert_eq!(signed(vec![incident("i1", "2024-05-01", "not_shown")]), None);
    assert_eq!(signed(vec![refused(), incident("i2", "2024-06-01", "signed_by_another")]), None);
    assert_eq!(signed(vec![incident("i1", "2026-05-01", "forced")]), None, "not yet");
    let taken = Record::new(Kind::Situation, "z1")
        .with("person", "p1")
        .with("status", "front")
        .with("since", "2024-09-01");
    assert_eq!(signed(vec![refused(), taken]), None, "nobody knows how he came there");
    let spoken = Record::new(Kind::Fact, "f1")
        .with("person", "p1")
        .with("fact", "signed_contract")
        .with("value", true);
    assert_eq!(signed(vec![refused(), spoken]), yes, "said later, outright");
    let witness = refused().with("people", json!([{ "person": "p1", "role": "witness" }]));
    assert_eq!(signed(vec![witness]), None);
}

#[test]
fn dates_that_cannot_both_be_right_are_no_facts() {
    let record = Record::new(Kind::Proceeding, "x1")
        .with("case", "c1")
        .with("person", "p1")
        .with("what", "koap_fine")
        .with("decided", "2025-02-02")
        .with("copy_received", "2025-01-20");
    let facts = facts::of_proceeding(&Proceeding::of(&record).expect("an act"), DAY);
    assert!(facts.get("decision.decided").is_none());
    assert!(facts.get("decision_copy_received.date").is_none());
    assert!(facts.get("decision.kind").is_some());
}
