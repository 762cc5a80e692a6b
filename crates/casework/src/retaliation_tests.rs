use serde_json::json;

use super::*;
use crate::{Kind, Record};

/// The chain of the first invented account without its links, and a sister whom only p1 names.
fn records() -> Vec<Record> {
    vec![
        Record::new(Kind::Person, "p1")
            .with("family", json!([{ "person": "p2", "relation": "sibling" }])),
        Record::new(Kind::Person, "p2"),
        Record::new(Kind::Person, "p3"),
        Record::new(Kind::Case, "c1").with("opened", "2023-05-01").with("people", json!(["p1"])),
        incident("i1", "p1", "2023-05-30"),
        complaint("m1", "2023-06-02"),
        act("x1", "p1", "2023-06-19"),
    ]
}

fn complaint(id: &str, sent: &str) -> Record {
    Record::new(Kind::Complaint, id)
        .with("case", "c1")
        .with("by", "p1")
        .with("to", json!({ "kind": "interior_ministry" }))
        .with("about", json!(["i1"]))
        .with("sent", sent)
        .with("channel", "post")
}

fn act(id: &str, person: &str, drawn: &str) -> Record {
    Record::new(Kind::Proceeding, id)
        .with("case", "c1")
        .with("person", person)
        .with("what", "koap_fine")
        .with("drawn", drawn)
}

fn incident(id: &str, person: &str, when: &str) -> Record {
    Record::new(Kind::Incident, id)
        .with("case", "c1")
        .with("when", when)
        .with("people", json!([{ "person": person }, { "person": "p3", "role": "witness" }]))
}

fn situation(status: &str, since: &str) -> Record {
    Record::new(Kind::Situation, "z1")
        .with("person", "p1")
        .with("status", status)
        .with("since", since)
}

/// The records with these in the place of those of the same handle, or added.
fn with(changed: impl IntoIterator<Item = Record>) -> Book {
    let mut all = records();
    for record in changed {
        all.retain(|one| one.id != record.id);
        all.push(record);
    }
    Book::new(all)
}

type Told = (String, String, Option<i64>, String, Through);

fn told(found: Vec<Followed>) -> Vec<Told> {
    found.into_iter().map(|it| (it.complaint, it.act, it.days, it.person, it.through)).collect()
}

fn one(act: &str, days: Option<i64>, person: &str, through: Through) -> Vec<Told> {
    vec![("m1".into(), act.into(), days, person.into(), through)]
}

fn offered(changed: impl IntoIterator<Item = Record>) -> Vec<Told> {
    told(offers(&with(changed), "c1"))
}

#[test]
fn what_came_after_is_offered_with_the_days_between() {
    assert_eq!(offered([]), one("x1", Some(17), "p1", Through::Own));
    assert_eq!(offers(&Book::new(records()), "c2"), []);
}

#[test]
fn what_is_linked_is_not_offered_again_but_told() {
    let book = with([act("x1", "p1", "2023-06-19").with("because_of", "m1")]);
    assert_eq!(offers(&book, "c1"), []);
    let expected = one("x1", Some(17), "p1", Through::Own);
    assert_eq!(told(linked(&book)), expected);
    assert_eq!(linked(&Book::new(records())), []);
}

#[test]
fn what_came_before_or_long_after_is_not_offered() {
    for day in ["2023-06-01", "2023-05", "../2023-06-01", "2024-06-02", "2025"] {
        assert_eq!(offered([act("x1", "p1", day)]), [], "{day}");
    }
    for day in ["2023-06-02", "2024-06-01"] {
        assert_eq!(offered([act("x1", "p1", day)]).len(), 1, "{day}");
    }
}

#[test]
fn a_day_that_is_not_known_gives_no_number() {
    for day in ["unknown", "2023-06", "2023", "2023-05/.."] {
        let expected = one("x1", None, "p1", Through::Own);
        assert_eq!(offered([act("x1", "p1", day)]), expected, "{day}");
    }
    let undated = Record::new(Kind::Proceeding, "x1").with("case", "c1").with("person", "p1");
    assert_eq!(offered([undated.with("what", "koap_fine")]).len(), 1);
    assert_eq!(offered([complaint("m1", "unknown")]), one("x1", None, "p1", Through::Own));
}

#[test]
fn family_counts_whichever_of_them_named_the_other() {
    let expected = one("x1", Some(17), "p2", Through::Family("p1".into()));
    let fined = || act("x1", "p2", "2023-06-19");
    assert_eq!(offered([fined()]), expected);
    let nobody = || Record::new(Kind::Person, "p1");
    assert_eq!(offered([fined(), nobody()]), []);
    let names = json!([{ "person": "p1", "relation": "sibling" }]);
    let sister = Record::new(Kind::Person, "p2").with("family", names);
    assert_eq!(offered([fined(), nobody(), sister]), expected);
}

#[test]
fn whoever_only_saw_it_was_not_punished_by_it() {
    let kin = json!([{ "person": "p3", "relation": "parent" }]);
    let person = Record::new(Kind::Person, "p1").with("family", kin);
    let seen = incident("i2", "p9", "2023-06-20");
    assert_eq!(offered([person, seen, act("x1", "p9", "2023-06-19")]), []);
}

#[test]
fn what_the_complaint_came_of_or_speaks_of_is_not_offered() {
    let about = complaint("m1", "2023-06").with("about", json!(["x1"]));
    assert_eq!(told(offers(&with([about, incident("i1", "p9", "2023")]), "c1")), []);
    let circle = complaint("m1", "2023-06").with("because_of", "i2");
    let between = incident("i2", "p9", "2023").with("because_of", "x1");
    assert_eq!(offered([circle, between]), []);
}

#[test]
fn a_situation_is_named_until_a_linked_act_bears_its_day() {
    let linked = || act("x1", "p1", "2023-06-19").with("because_of", "m1");
    let held = one("z1", Some(8), "p1", Through::Own);
    assert_eq!(offered([linked(), situation("detained", "2023-06-10")]), held);
    assert_eq!(offered([linked(), situation("taken_to_unit", "2023-06-10")]), held);
    assert_eq!(offered([linked(), situation("free", "2023-06-10")]), []);
    assert_eq!(offered([linked(), situation("detained", "2023-06-19")]), []);
}

#[test]
fn leaving_is_an_outcome_and_names_the_nearest_complaint() {
    let departure = Record::new(Kind::Departure, "d1")
        .with("case", "c1")
        .with("person", "p1")
        .with("on", "2023-07-10")
        .with("because_of", "x1");
    let second = complaint("m2", "2023-06-12").with("because_of", "m1");
    let book = with([departure, second, act("x1", "p1", "2023-06-19").with("because_of", "m2")]);
    let found = told(linked(&book));
    let own = |act: &str, days| ("m2".into(), act.into(), Some(days), "p1".into(), Through::Own);
    assert_eq!(found, [own("x1", 7), own("d1", 28)]);
}

#[test]
fn a_link_on_somebody_else_or_against_the_days_is_told_without_them() {
    let other = act("x1", "p3", "2023-05-01").with("because_of", "m1");
    assert_eq!(told(linked(&with([other]))), one("x1", None, "p3", Through::Other));
    let both = incident("i2", "p3", "2023-06-20")
        .with("people", json!([{ "person": "p3" }, { "person": "p2" }]))
        .with("because_of", "m1");
    let found = told(linked(&with([both])));
    assert_eq!(found, one("i2", Some(18), "p2", Through::Family("p1".into())));
}

#[test]
fn a_circle_of_causes_ends() {
    let round = act("x1", "p1", "2023-06-19").with("because_of", "x2");
    let back = act("x2", "p1", "2023-06-20").with("because_of", "x1");
    assert_eq!(linked(&with([round, back])), []);
}
