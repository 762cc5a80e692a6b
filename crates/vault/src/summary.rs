//! What the tables keep of a record: enough for lists and filters, and no more.
//!
//! Deliberately absent: aliases, titles and texts. They are read from the ledger when a page is shown.

use std::collections::BTreeSet;

use casework::schema::{self, Field, Shape};
use casework::{Kind, Record, When};
use serde_json::Value;

use crate::words::Words;

/// The logical row of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    pub region: Option<String>,
    pub situation: Option<String>,
    pub state: Option<String>,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub birth_year: Option<i64>,
    /// The handle of the case it belongs to.
    pub case: Option<String>,
    pub methods: BTreeSet<String>,
    /// Where it refers: field and handle.
    pub links: BTreeSet<(String, String)>,
}

impl Summary {
    pub(crate) fn of(record: &Record) -> Summary {
        let text = |field| record.text(field).map(str::to_owned);
        let (first_day, last_day) = days(record);
        let addressee = || record.get("to")?.get("region")?.as_str().map(str::to_owned);
        Summary {
            region: text("region").or_else(addressee),
            situation: if record.kind == Kind::Situation { text("status") } else { None },
            state: state(record),
            first_day,
            last_day,
            birth_year: record.get("birth_year").and_then(Value::as_i64),
            case: text("case"),
            methods: methods(record),
            links: links(record),
        }
    }
}

/// The day a record is filed under, first and last it may be. An open side stays open.
fn days(record: &Record) -> (Option<String>, Option<String>) {
    let given = day_fields(record.kind).iter().find_map(|field| record.text(field));
    let Some(given) = given else { return (None, None) };
    if let Ok(moment) = given.parse::<casework::Moment>() {
        let day = moment.day().map(|day| day.to_string());
        return (day.clone(), day);
    }
    let Ok(when) = given.parse::<When>() else { return (None, None) };
    if when.is_unknown() {
        return (None, None);
    }
    let first = when.first_day().map_or_else(|| "0000".to_owned(), |day| day.to_string());
    let last = when.last_day().map_or_else(|| "9999".to_owned(), |day| day.to_string());
    (Some(first), Some(last))
}

/// The fields that may tell the day, best first.
const fn day_fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Person | Kind::Erased => &[],
        Kind::Fact => &["on", "known_on"],
        Kind::Case => &["opened"],
        Kind::Contact
        | Kind::Decision
        | Kind::Departure
        | Kind::Letter
        | Kind::Note
        | Kind::Review
        | Kind::Statement => &["on"],
        Kind::Situation => &["since", "last_contact"],
        Kind::Consent => &["given"],
        Kind::Mandate => &["from"],
        Kind::Testimony => &["taken"],
        Kind::Incident => &["when"],
        Kind::Complaint | Kind::Referral => &["sent"],
        Kind::Proceeding => &["drawn", "decided", "copy_received"],
        Kind::Source => &["published", "captured"],
        Kind::Task => &["due"],
    }
}

/// A case is open until it is closed, a task until it is done. Lateness is not a state: it is computed.
fn state(record: &Record) -> Option<String> {
    let state = match record.kind {
        Kind::Case => record.text("status").unwrap_or("open"),
        Kind::Task if record.get("done").is_some() => "done",
        Kind::Task => "open",
        _ => return None,
    };
    Some(state.to_owned())
}

fn methods(record: &Record) -> BTreeSet<String> {
    let listed = record.get("methods").and_then(Value::as_array).map(Vec::as_slice);
    listed.unwrap_or_default().iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn links(record: &Record) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    walk(record, &mut |path, shape, text| {
        let refers = match shape {
            Shape::Handle(_) | Shape::HandleOrLaw => true,
            Shape::HandleOrWord(_, word) => text != *word,
            _ => false,
        };
        if refers {
            found.insert((path.to_owned(), text.to_owned()));
        }
    });
    found
}

/// Every text a person may search for, in the order of the schema.
pub(crate) fn texts(record: &Record) -> Vec<&str> {
    let mut found = Vec::new();
    walk(record, &mut |_, shape, text| {
        if matches!(shape, Shape::Text) {
            found.push(text);
        }
    });
    found
}

/// Hands out the stems a record is found by, each once.
pub(crate) fn stems(record: &Record, words: &Words, take: &mut dyn FnMut(&str, u64)) {
    words.begin();
    walk(record, &mut |_, shape, text| {
        if matches!(shape, Shape::Text) {
            words.gather(text, take);
        }
    });
}

/// The stems a record is found by, with blanks between: what the index takes.
pub(crate) fn indexed(record: &Record, words: &Words) -> String {
    let mut found = String::new();
    stems(record, words, &mut |stem, _| {
        found.push_str(stem);
        found.push(' ');
    });
    found
}

/// A number for all of these stems together, whatever their order.
pub(crate) fn stems_image(record: &Record, words: &Words) -> u64 {
    let mut sum = 0_u64;
    stems(record, words, &mut |_, image| sum = sum.wrapping_add(image));
    sum
}

/// Visits every text of a record with its shape; the identity is passed by.
fn walk<'r>(record: &'r Record, visit: &mut dyn FnMut(&str, &Shape, &'r str)) {
    let mut path = String::new();
    for field in schema::fields(record.kind).filter(|field| field.name != schema::IDENTITY) {
        if let Some(value) = record.get(field.name) {
            step(field, value, &mut path, visit);
        }
    }
}

fn step<'r>(
    field: &Field,
    value: &'r Value,
    path: &mut String,
    visit: &mut dyn FnMut(&str, &Shape, &'r str),
) {
    let length = path.len();
    if length > 0 {
        path.push('.');
    }
    path.push_str(field.name);
    descend(&field.shape, value, path, visit);
    path.truncate(length);
}

fn descend<'r>(
    shape: &Shape,
    value: &'r Value,
    path: &mut String,
    visit: &mut dyn FnMut(&str, &Shape, &'r str),
) {
    match (shape, value) {
        (Shape::List(of), Value::Array(items)) => {
            items.iter().for_each(|item| descend(of, item, path, visit));
        }
        (Shape::Object(fields), Value::Object(values)) => {
            for field in *fields {
                if let Some(value) = values.get(field.name) {
                    step(field, value, path, visit);
                }
            }
        }
        (shape, Value::String(text)) => visit(path, shape, text),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_found_wherever_they_lie() {
        let record = Record::new(Kind::Complaint, "m1")
            .with("by", "defender")
            .with("case", "c1")
            .with("about", json!(["i1", "x1"]))
            .with("passages", json!([{"source": "s1", "start": 0, "end": 4}]));
        let expected =
            [("about", "i1"), ("about", "x1"), ("case", "c1"), ("passages.source", "s1")];
        let expected = expected.map(|(field, to)| (field.to_owned(), to.to_owned()));
        assert_eq!(Summary::of(&record).links, BTreeSet::from(expected));
    }

    #[test]
    fn an_identity_is_not_indexed() {
        let record = Record::new(Kind::Person, "p1")
            .with("alias", "Аист")
            .with("identity", json!({"names": ["Вымышленный"]}));
        assert_eq!(indexed(&record, &Words::new()), "аист ");
        assert_eq!(texts(&record), ["Аист"]);
    }

    #[track_caller]
    fn check_days(when: &str, expected: Option<(&str, &str)>) {
        let summary = Summary::of(&Record::new(Kind::Incident, "i1").with("when", when));
        let found = summary.first_day.as_deref().zip(summary.last_day.as_deref());
        assert_eq!(found, expected, "{when}");
    }

    #[test]
    fn days_reach_as_far_as_they_may() {
        check_days("2023-06-19", Some(("2023-06-19", "2023-06-19")));
        check_days("2023-06", Some(("2023-06-01", "2023-06-30")));
        check_days("../2023-08-28", Some(("0000", "2023-08-28")));
        check_days("unknown", None);
        check_days("not a date", None);
    }

    #[test]
    fn a_case_is_open_until_it_is_closed() {
        let case = Record::new(Kind::Case, "c1");
        assert_eq!(Summary::of(&case).state.as_deref(), Some("open"));
        let closed = case.with("status", "closed");
        assert_eq!(Summary::of(&closed).state.as_deref(), Some("closed"));
    }
}
