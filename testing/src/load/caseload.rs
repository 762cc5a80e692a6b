//! An invented caseload of any size: for each case a person, what happened, a complaint, a call, where they are now.
//!
//! Most cases are old and closed, some press: as in an office that has worked for years. Everything follows from the
//! case's number. Deliberately absent: anybody who lives.

use casework::{Kind, Record};
use serde_json::json;

use super::text;

/// Records of one case.
pub const EACH: usize = 6;

const REGIONS: [&str; 5] = ["RU-MOW", "RU-KLU", "RU-SPE", "RU-SVE", "RU-TYU"];

/// The records of a case, by its number.
pub fn case(number: usize, words: &[String]) -> Vec<Record> {
    let [p, c, i, m, n, z] = ["p", "c", "i", "m", "n", "z"].map(|kind| format!("{kind}{number}"));
    let region = REGIONS[number % REGIONS.len()];
    // Two of three are over.
    let status = if number.is_multiple_of(3) { "open" } else { "closed" };
    let day =
        |shift: usize| format!("2026-{:02}-{:02}", (number / 7 + shift) % 10 + 1, number % 28 + 1);
    let citizen = json!([{ "country": "RU", "basis": "naturalised", "from": day(0) }]);
    vec![
        Record::new(Kind::Person, &p)
            .with("alias", format!("A-{number}"))
            .with("sex", if number.is_multiple_of(9) { "female" } else { "male" })
            .with("birth_year", 1970 + number % 35)
            .with("citizenship", citizen),
        Record::new(Kind::Case, &c)
            .with("opened", day(1))
            .with("people", json!([p]))
            .with("region", region)
            .with("status", status)
            .with("summary", text::long(number, words, 200)),
        Record::new(Kind::Incident, i)
            .with("case", &*c)
            .with("people", json!([{ "person": p }]))
            .with("when", day(0))
            .with("region", region)
            .with("methods", json!(["raid"]))
            .with("narrative", text::long(number, words, 400)),
        Record::new(Kind::Complaint, m)
            .with("case", &*c)
            .with("by", "defender")
            .with("to", json!({ "kind": "prosecutor", "region": region }))
            .with("about", json!([]))
            .with("sent", day(2))
            .with("registered", json!({ "on": day(2) }))
            .with("channel", "post"),
        Record::new(Kind::Contact, n)
            .with("on", day(1))
            .with("text", text::long(number, words, 200))
            .with("speaker", &*p),
        Record::new(Kind::Situation, z)
            .with("person", &*p)
            .with("status", if number.is_multiple_of(200) { "detained" } else { "free" })
            .with("since", day(2)),
    ]
}

/// Somebody to whom many calls were made, with the calls.
pub fn hub(calls: usize, words: &[String]) -> Vec<Record> {
    let hub = Record::new(Kind::Person, "hub").with("alias", "Hub");
    let call = |number: usize| {
        Record::new(Kind::Contact, format!("h{number}"))
            .with("on", format!("2026-{:02}-{:02}", number % 10 + 1, number % 28 + 1))
            .with("text", text::long(number, words, 100))
            .with("speaker", "hub")
            .with("about_person", format!("p{number}"))
    };
    std::iter::once(hub).chain((0..calls).map(call)).collect()
}
