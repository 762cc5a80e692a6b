//! What letters over the five invented accounts would tell, before whom they would speak against the person, and that the
//! channels agree with the law of the repository.

#[allow(dead_code, reason = "each test file uses its own part")]
#[path = "../../casework/tests/scenario/mod.rs"]
mod scenario;

use casework::book::Book;
use casework::{Addressee, Kind, Record, docket, exposure};
use drafting::draft::{Ask, plan};
use drafting::shelf::built_in;
use drafting::tells::REGISTER_DAYS;
use drafting::{Draft, channels, draft, self_incrimination, tells};
use jiff::civil::{Date, date};
use scenario::{DAY, book, book_with, pack};
use serde_json::{Value, json};

/// A plan and, where the letter may leave, its draft.
fn letter(book: &Book, id: &str, about: &str, to: Option<&str>) -> (Draft, Option<Draft>) {
    let pack = pack();
    let all = built_in().expect("letters");
    let lang = all.templates.iter().find(|one| one.id == id).expect("a letter").lang.clone();
    let (template, words) = all.letter(id, &lang).expect("a letter");
    let to = to.map(|kind| Addressee { kind: kind.into(), region: None, name: None });
    let (to, on, by_representative) = (to.as_ref(), DAY, None);
    let ask = Ask { book, pack: &pack, words, template, about, on, to, by_representative };
    (plan(ask).expect("a plan"), draft(ask).ok())
}

fn told(book: &Book, draft: &Draft, about: &str) -> Vec<(&'static str, String)> {
    tells(book, draft, about).into_iter().map(|one| (one.what, one.from.join(" "))).collect()
}

/// What a plan tells, a code and its records a pair.
#[track_caller]
fn check(id: &str, about: &str, expected: &[(&'static str, &str)]) {
    let (book, expected) =
        (book(), expected.iter().map(|(what, from)| (*what, (*from).to_owned())));
    let (plan, _) = letter(&book, id, about, None);
    assert_eq!(told(&book, &plan, about), expected.collect::<Vec<_>>(), "{id} {about}");
}

#[test]
fn the_man_who_complained_shows_that_he_left_and_that_he_complained() {
    let common = [("left_country", "z1 d1"), ("new_citizen", "p1"), ("refusal", "i1")];
    let named = [("name", "p1"), ("reached_at", "p1")];
    let silence = [("complained_before", "m1"), ("helper", "w1")];
    check("inaction", "m1", &[&named[..], &common, &silence].concat());
    let punished = [("complained_before", "m1"), ("helper", "w1")];
    check("retaliation", "x1", &[&named[..], &common, &punished].concat());
    let second = [("complained_before", "m2"), ("helper", "w1 m2")];
    check("inaction", "m2", &[&named[..], &common, &second].concat());
}

#[test]
fn the_others_show_what_is_on_record_of_them_and_no_more() {
    let named = |id: &'static str| [("name", id), ("reached_at", id)];
    check("complaint", "i2", &[&named("p2")[..], &[("refusal", "i2")]].concat());
    check("complaint", "i3", &[&named("p3")[..], &[("refusal", "i3")]].concat());
    let family = [
        ("not_registered", "p5"),
        ("new_citizen", "p5"),
        ("family", "p6 p7 i5"),
        ("refusal", "i5"),
    ];
    check("complaint", "i5", &[&named("p5")[..], &family].concat());
}

#[test]
fn a_new_citizen_whose_two_weeks_run_is_told_to_be_one() {
    let book = book_with("i3", |record| {
        record.fields.insert("people".into(), json!([{ "person": "p4", "role": "affected" }]));
    });
    let (plan, _) = letter(&book, "complaint", "i3", None);
    let codes: Vec<&str> = tells(&book, &plan, "i3").iter().map(|one| one.what).collect();
    assert_eq!(codes, ["name", "reached_at", "not_registered", "new_citizen", "refusal"]);
}

#[test]
fn a_draft_that_leaves_the_address_blank_does_not_tell_it() {
    let book = book();
    let (_, draft) = letter(&book, "inaction", "m1", None);
    let codes: Vec<&str> =
        tells(&book, &draft.expect("a draft"), "m1").iter().map(|one| one.what).collect();
    assert!(codes.contains(&"name") && !codes.contains(&"reached_at"), "{codes:?}");
    assert!(!codes.contains(&"helper"), "he writes himself: {codes:?}");
}

#[test]
fn a_power_of_attorney_tells_who_helps_and_nothing_of_where_he_is() {
    let book = book();
    let (plan, _) = letter(&book, "power_of_attorney", "i1", None);
    let codes: Vec<&str> = tells(&book, &plan, "i1").iter().map(|one| one.what).collect();
    assert_eq!(codes, ["name", "reached_at", "helper"]);
}

#[test]
fn the_two_weeks_are_those_of_the_law() {
    let pack = pack();
    let rule = pack.rule("ru.mil.reg.2weeks").expect("the rule");
    let term = rule.version_on(DAY).and_then(|version| version.term).expect("a term");
    assert_eq!((term.unit, i64::from(REGISTER_DAYS)), (law::Unit::Week, i64::from(term.n) * 7));
}

/// The man from Kyrgyzstan, with these answers about the contract and this citizenship.
fn with_contract(contract: &str, country: Option<&str>) -> Book {
    let held = country.map(|country| json!([{ "country": country, "basis": "birth" }]));
    Book::new(scenario::records().into_iter().map(|record| match (record.id.as_str(), &held) {
        ("i2", _) => record.with("contract", contract),
        ("p2", Some(held)) => record.with("citizenship", held.clone()),
        ("p2", None) => {
            let mut record = record;
            record.fields.remove("citizenship");
            record
        }
        _ => record,
    }))
}

fn at_home(book: &Book, to: &str) -> Vec<String> {
    let (plan, _) = letter(book, "complaint", "i2", Some(to));
    self_incrimination(book, &plan, &pack(), DAY)
}

#[test]
fn a_contract_told_to_the_home_state_speaks_against_its_citizen() {
    for (country, rules) in [
        ("KG", &["kg.uk.256", "kg.uk.416"][..]),
        ("UZ", &["uz.uk.154", "uz.uk.154-1"]),
        ("TJ", &["tj.uk.401", "tj.uk.401-1"]),
        ("KZ", &["kz.uk.170", "kz.uk.172"]),
        ("TM", &["tm.uk.mercenary"]),
        ("RU", &[]),
        ("BY", &[]),
    ] {
        let book = with_contract("forced", Some(country));
        for to in ["consulate", "hrc", "wgad", "special_rapporteur"] {
            assert_eq!(at_home(&book, to), rules, "{country} {to}");
        }
        assert_eq!(at_home(&book, "prosecutor"), Vec::<String>::new(), "{country}");
    }
}

#[test]
fn no_contract_or_a_citizenship_nobody_asked_about_gives_no_rule() {
    for contract in ["requested_refused", "not_shown", "unknown"] {
        assert_eq!(at_home(&with_contract(contract, Some("KG")), "consulate"), [""; 0]);
    }
    assert_eq!(at_home(&with_contract("forced", None), "consulate"), [""; 0]);
}

#[test]
fn a_rule_that_is_known_not_to_hold_is_left_out() {
    let fact = Record::new(Kind::Fact, "f1")
        .with("person", "p2")
        .with("fact", "took_part_in_hostilities")
        .with("value", false);
    let book = with_contract("forced", Some("UZ"));
    let book = Book::new(book.records().cloned().chain([fact]));
    assert_eq!(at_home(&book, "consulate"), ["uz.uk.154-1"]);
}

/// A complaint that went this way on that day and was registered.
fn sent(to: &str, channel: &str, on: Date) -> Book {
    Book::new([
        Record::new(Kind::Person, "p1"),
        Record::new(Kind::Case, "c1").with("opened", "2023-01-01").with("people", json!(["p1"])),
        Record::new(Kind::Complaint, "m1")
            .with("case", "c1")
            .with("by", "p1")
            .with("to", json!({ "kind": to }))
            .with("about", Value::Array(vec![]))
            .with("sent", on.to_string())
            .with("channel", channel)
            .with("registered", json!({ "on": on.to_string() })),
    ])
}

#[test]
fn a_channel_starts_a_clock_where_the_law_counts_one() {
    let pack = pack();
    let state = [
        ("prosecutor", "ru.proc.answer"),
        ("military_prosecutor", "ru.proc.answer"),
        ("interior_ministry", "ru.59.answer"),
        ("migration_department", "ru.59.answer"),
        ("defence_ministry", "ru.59.answer"),
        ("enlistment_office", "ru.59.answer"),
        ("regional_commissioner", "ru.59.answer"),
    ];
    for on in [date(2025, 3, 29), date(2025, 3, 30), date(2026, 6, 1)] {
        for (to, rule) in state {
            for one in channels(to, on) {
                let rows = docket::docket_about(&sent(to, one.code, on), &pack, "m1", on);
                let counted = rows.iter().any(|row| row.rule == rule);
                assert_eq!(counted, one.starts_clock, "{to} {} {on}", one.code);
            }
        }
    }
}

#[test]
fn a_channel_that_starts_none_is_the_one_the_law_warns_of() {
    let pack = pack();
    for on in [date(2025, 3, 29), date(2025, 3, 30)] {
        for to in ["prosecutor", "interior_ministry", "federal_commissioner"] {
            for one in channels(to, on) {
                let found = exposure::of_matter(&sent(to, one.code, on), &pack, "m1", on);
                let found = found.expect("a complaint");
                let warned =
                    found.iter().any(|it| it.rule == "ru.59.echannel" && it.state == "met");
                assert_eq!(warned, !one.starts_clock, "{to} {} {on}", one.code);
            }
        }
    }
}
