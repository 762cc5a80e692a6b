use std::collections::{BTreeMap, BTreeSet};

use casework::{Addressee, Kind, Record};
use jiff::civil::date;
use serde_json::{Value as Json, json};

use super::*;
use crate::draft::Drafted;
use crate::gate::Gate;
use crate::template::Is;

const DAY: Date = date(2023, 9, 5);

/// A plan for a letter of p1 to a prosecutor.
fn planned() -> Draft {
    Draft {
        person: "p1".into(),
        to: Some(Addressee { kind: "prosecutor".into(), region: None, name: None }),
        why: BTreeMap::new(),
        clock: vec![],
        by_representative: false,
        title: "A letter".into(),
        lang: "en".into(),
        on: DAY,
        annexes: String::new(),
        parts: vec![],
        gaps: vec![],
        gate: Gate::default(),
    }
}

fn part(text: &str, from: &[&str]) -> Drafted {
    let from = from.iter().map(|id| (*id).to_owned()).collect();
    Drafted { is: Is::Paragraph, text: text.into(), from: vec![from] }
}

fn person() -> Record {
    Record::new(Kind::Person, "p1")
}

fn incident() -> Record {
    Record::new(Kind::Incident, "i1")
        .with("case", "c1")
        .with("people", json!([{ "person": "p1", "role": "affected" }]))
        .with("when", "2023-05-30")
}

fn situation(status: &str, since: &str) -> Record {
    Record::new(Kind::Situation, format!("z-{status}"))
        .with("person", "p1")
        .with("status", status)
        .with("since", since)
}

fn act(what: &str) -> Record {
    Record::new(Kind::Proceeding, "x1").with("case", "c1").with("person", "p1").with("what", what)
}

fn complaint(by: &str) -> Record {
    Record::new(Kind::Complaint, "m1")
        .with("case", "c1")
        .with("by", by)
        .with("to", json!({ "kind": "interior_ministry" }))
        .with("about", json!(["i1"]))
        .with("sent", "2023-06-02")
        .with("channel", "post")
}

fn mandate() -> Record {
    Record::new(Kind::Mandate, "w1")
        .with("person", "p1")
        .with("holder", "duty defender")
        .with("from", "2023-06-01")
}

fn citizen(entry: Json) -> Record {
    person().with("citizenship", json!([entry]))
}

fn book(records: impl IntoIterator<Item = Record>) -> Book {
    let mut all: BTreeMap<String, Record> =
        [person(), incident()].map(|record| (record.id.clone(), record)).into();
    all.extend(records.into_iter().map(|record| (record.id.clone(), record)));
    all.entry("c1".into()).or_insert_with(|| {
        Record::new(Kind::Case, "c1").with("opened", "2023-05-01").with("people", json!(["p1"]))
    });
    Book::new(all.into_values())
}

fn from_of(told: &[Told], what: &str) -> Vec<String> {
    told.iter().find(|one| one.what == what).map(|one| one.from.clone()).unwrap_or_default()
}

/// What a plan about `about` tells under a code, over these records and those every case has.
#[track_caller]
fn check(
    what: &str,
    records: impl IntoIterator<Item = Record>,
    about: &str,
    from: impl AsRef<[&'static str]>,
) {
    assert!(TOLD.contains(&what), "{what}");
    let told = tells(&book(records), &planned(), about);
    assert_eq!(from_of(&told, what), from.as_ref(), "{what}: {told:?}");
}

#[test]
fn where_nobody_asked_only_the_tokens_are_told() {
    let told = tells(&book([]), &planned(), "i1");
    let codes: Vec<&str> = told.iter().map(|one| one.what).collect();
    assert_eq!(codes, ["name", "reached_at"]);
}

#[test]
fn codes_are_each_there_once() {
    assert_eq!(TOLD.iter().collect::<BTreeSet<_>>().len(), TOLD.len());
    assert!(OWN.iter().all(|code| TOLD.contains(code)));
}

#[test]
fn a_token_tells_where_it_stands() {
    let told = |text: &str| {
        let parts = vec![part(text, &[])];
        let told = tells(&book([]), &Draft { parts, ..planned() }, "i1");
        told.iter().map(|one| one.what).collect::<Vec<_>>()
    };
    assert_eq!(told("From {name}, {address}"), ["name", "reached_at"]);
    assert_eq!(told("{documents}"), ["name"]);
    assert_eq!(told("Call {phone}"), ["reached_at"]);
    assert_eq!(told("Nobody"), Vec::<&str>::new());
}

#[test]
fn where_the_person_is_now_or_whether_they_hide() {
    let hidden = || situation("in_hiding", "2023-07-01");
    check("whereabouts", [hidden()], "i1", ["z-in_hiding"]);
    check(
        "whereabouts",
        [situation("free", "2023-07-01").with("place", "hostel")],
        "i1",
        ["z-free"],
    );
    check("whereabouts", [situation("free", "2023-07-01")], "i1", []);
    check("whereabouts", [hidden(), situation("free", "2023-08-01")], "i1", []);
    check(
        "whereabouts",
        [hidden(), situation("free", "2023-08-01")],
        "z-in_hiding",
        ["z-in_hiding"],
    );
    check("whereabouts", [situation("in_hiding", "2023-09-06")], "i1", []);
}

#[test]
fn who_left_the_country_is_told_to_have_left_until_they_are_back() {
    let left = || {
        Record::new(Kind::Departure, "d1")
            .with("case", "c1")
            .with("person", "p1")
            .with("on", "2023-07-10")
    };
    check("left_country", [left()], "i1", ["d1"]);
    let gone = || situation("left_country", "2023-07-10");
    check("left_country", [left(), gone()], "i1", ["z-left_country", "d1"]);
    check("left_country", [left(), situation("free", "2023-08-01")], "i1", []);
    check("left_country", [left(), situation("free", "2023-06-01")], "i1", ["d1"]);
    check("left_country", [left().with("on", "2023-10")], "i1", []);
}

#[test]
fn who_is_held_or_taken_to_a_unit() {
    check("held_or_taken", [situation("detained", "2023-09-01")], "i1", ["z-detained"]);
    check("held_or_taken", [situation("taken_to_unit", "2023-09")], "i1", ["z-taken_to_unit"]);
    let held = || act("koap_arrest").with("detained_since", "2023-09-04T10:00:00+03:00");
    check("held_or_taken", [held()], "i1", ["x1"]);
    check("held_or_taken", [held().with("detained_over", json!({ "done": true }))], "i1", []);
}

#[test]
fn a_right_to_stay_that_ended() {
    let residence = |status: &str, until: Option<&str>| {
        let mut residence = json!({ "country": "RU", "status": status });
        if let Some(until) = until {
            residence["until"] = until.into();
        }
        person().with("residence", residence)
    };
    let gap = |record: Record, from: &[&'static str]| check("residence_gap", [record], "i1", from);
    gap(residence("none", None), &["p1"]);
    gap(residence("patent", Some("2023-09-04")), &["p1"]);
    gap(residence("patent", Some("2023-09")), &["p1"]);
    gap(residence("patent", Some("2023-09-05")), &[]);
    gap(residence("patent", Some("unknown")), &[]);
    gap(residence("patent", None), &[]);
    gap(act("residence_refused"), &["x1"]);
    gap(act("koap_fine"), &[]);
    gap(act("citizenship_ended").with("drawn", "2023-10-01"), &[]);
    gap(incident().with("outcomes", json!(["papers_refused"])), &["i1"]);
    let fact = Record::new(Kind::Fact, "f1")
        .with("person", "p1")
        .with("fact", "residence.ru.status")
        .with("value", "none");
    gap(fact, &["f1"]);
}

#[test]
fn no_entry_in_the_register_or_a_late_one_where_it_is_asked() {
    let russian = |from: &str| json!({ "country": "RU", "basis": "naturalised", "from": from });
    let entered =
        |person: Record, entry: Json| person.with("military_registration", json!([entry]));
    let not_yet = || json!({ "country": "RU", "done": false });
    let done = |on: &str| json!({ "country": "RU", "done": true, "on": on });
    let told = |record: Record, from: &[&'static str]| {
        check("not_registered", [record], "i1", from);
    };
    told(entered(person(), not_yet()), &["p1"]);
    told(entered(citizen(russian("2023-08-01")), not_yet()), &["p1"]);
    told(entered(citizen(russian("2023-08-01")), done("2023-08-15")), &[]);
    told(entered(citizen(russian("2023-08-01")), done("2023-08-16")), &["p1"]);
    told(entered(citizen(russian("2023-08")), done("2023-08-30")), &[]);
    told(entered(citizen(json!({ "country": "TJ" })), not_yet()), &[]);
    told(entered(person().with("sex", "female"), not_yet()), &[]);
    told(entered(person(), json!({ "country": "KG", "done": false })), &[]);
}

#[test]
fn a_citizenship_that_was_given() {
    let told = |entry: Json, from: &[&'static str]| {
        check("new_citizen", [citizen(entry)], "i1", from);
    };
    told(json!({ "country": "RU", "basis": "naturalised" }), &["p1"]);
    told(json!({ "country": "RU", "basis": "treaty" }), &["p1"]);
    told(json!({ "country": "RU", "oath_on": "2023-08-20" }), &["p1"]);
    told(json!({ "country": "RU", "basis": "birth", "oath_on": "2023-08-20" }), &[]);
    told(json!({ "country": "RU" }), &[]);
    told(json!({ "country": "TJ", "basis": "naturalised" }), &[]);
    told(json!({ "country": "RU", "basis": "naturalised", "from": "2023-09-06" }), &[]);
}

#[test]
fn family_whose_papers_hang_on_the_persons_or_who_was_threatened() {
    let tied = |id: &str, to: &str, through: bool| {
        let tie = json!([{ "person": to, "relation": "spouse", "citizenship_through": through }]);
        Record::new(Kind::Person, id).with("family", tie)
    };
    let other = || Record::new(Kind::Person, "p2");
    check("family", [tied("p1", "p2", true), other()], "i1", ["p1", "p2"]);
    check("family", [tied("p2", "p1", true)], "i1", ["p2"]);
    check("family", [tied("p1", "p2", false), other()], "i1", []);
    let both = || incident().with("people", json!([{ "person": "p1" }, { "person": "p2" }]));
    check("family", [tied("p2", "p1", false), both()], "i1", ["i1", "p2"]);
    check("family", [other(), both()], "i1", []);
    check("family", [incident().with("methods", json!(["threat_to_family"]))], "i1", ["i1"]);
}

#[test]
fn service_or_a_contract() {
    for code in CONTRACTS {
        check("service", [incident().with("contract", code)], "i1", ["i1"]);
    }
    for code in ["requested_refused", "not_shown", "unknown"] {
        check("service", [incident().with("contract", code)], "i1", []);
    }
    check("service", [incident().with("outcomes", json!(["sent_to_front"]))], "i1", ["i1"]);
    check("service", [incident().with("methods", json!(["discharge_refused"]))], "i1", ["i1"]);
    check("service", [incident().with("place", "war_zone")], "i1", ["i1"]);
    check("service", [situation("front", "2023-08")], "i1", ["z-front"]);
    check("service", [situation("training", "2023-10")], "i1", []);
    let seen = json!([{ "person": "p1", "role": "witness" }]);
    check("service", [incident().with("contract", "forced").with("people", seen)], "i1", []);
    let fact = |value: bool| {
        Record::new(Kind::Fact, "f1")
            .with("person", "p1")
            .with("fact", "took_part_in_hostilities")
            .with("value", value)
    };
    check("service", [fact(true)], "i1", ["f1"]);
    check("service", [fact(false)], "i1", []);
}

const CONTRACTS: [&str; 5] =
    ["forced", "deceived", "without_understanding", "signed_by_another", "voluntary"];

#[test]
fn a_refusal_that_the_letter_tells_and_a_unit_that_was_left() {
    check("refusal", [incident().with("contract", "requested_refused")], "i1", ["i1"]);
    check("refusal", [incident().with("outcomes", json!(["refused_to_sign"]))], "i1", ["i1"]);
    let other = || Record { id: "i2".into(), ..incident() };
    check("refusal", [other().with("contract", "requested_refused")], "i1", []);
    check("refusal", [other().with("outcomes", json!(["left_unit"]))], "i1", ["i2"]);
}

#[test]
fn complaints_made_before_and_who_helped() {
    check("complained_before", [complaint("p1")], "m1", ["m1"]);
    check(
        "complained_before",
        [complaint("p1"), act("koap_fine").with("because_of", "m1")],
        "x1",
        ["m1"],
    );
    check("complained_before", [complaint("p1")], "i1", []);
    check("complained_before", [complaint("p1").with("sent", "2023-10")], "m1", []);
    check("helper", [complaint("p1")], "m1", []);
    check("helper", [complaint("defender").with("mandate", "w1"), mandate()], "m1", ["w1", "m1"]);
    check("helper", [mandate()], "i1", ["w1"]);
    check("helper", [mandate().with("until", "2023-08-01")], "i1", []);
}

#[test]
fn whoever_holds_a_power_is_told_where_the_letter_names_them() {
    let told = |parts| {
        let draft = Draft { parts, ..planned() };
        from_of(&tells(&book([mandate()]), &draft, "i1"), "helper")
    };
    assert_eq!(told(vec![part("by duty defender", &["w1"])]), ["w1"]);
    assert_eq!(told(vec![part("by {name}", &[])]), Vec::<String>::new());
    let gate = Gate { mandate: Some("w1".into()), ..Gate::default() };
    let draft = Draft { gate, parts: vec![part("{name}", &[])], ..planned() };
    assert_eq!(from_of(&tells(&book([mandate()]), &draft, "i1"), "helper"), ["w1"]);
}

#[test]
fn others_who_were_there() {
    let people = json!([{ "person": "p1" }, { "person": "p2", "role": "witness" }]);
    let seen = || incident().with("people", people.clone());
    let other = || Record::new(Kind::Person, "p2");
    check("others_there", [seen(), other()], "i1", ["i1", "p2"]);
    check("others_there", [seen()], "i1", ["i1"]);
    check("others_there", [seen(), other(), complaint("p1")], "m1", ["i1", "p2"]);
    check("others_there", [], "i1", []);
}

#[test]
fn a_letter_that_stays_with_the_person_tells_little() {
    let book = book([situation("in_hiding", "2023-07-01"), mandate()]);
    let own = Draft { to: None, ..planned() };
    let told: Vec<&str> = tells(&book, &own, "i1").iter().map(|one| one.what).collect();
    assert_eq!(told, ["name", "reached_at", "helper"]);
}

#[test]
fn nothing_is_told_of_a_person_or_about_a_record_that_is_not_there() {
    assert_eq!(tells(&Book::default(), &planned(), "i1"), []);
    let told = tells(&book([]), &planned(), "nothing");
    assert_eq!(told.iter().map(|one| one.what).collect::<Vec<_>>(), ["name", "reached_at"]);
}
