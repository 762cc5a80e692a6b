//! One record by itself: fields, shapes, and the few rules between its own fields.

use std::collections::BTreeMap;

use serde_json::Value;

use super::values;
use crate::limits::MAX_ITEMS;
use crate::schema::{self, Field, Shape};
use crate::text::shown;
use crate::{Kind, Record, Why, handle};

/// What is wrong, with the path of the field.
pub(super) type Found = Vec<(String, Why)>;

/// Everything wrong with one record.
pub(super) fn check(record: &Record) -> Found {
    let mut found = Found::new();
    if !handle::is_valid(&record.id) {
        found.push(("id".to_owned(), Why::BadHandle));
    }
    for (name, value) in &record.fields {
        match schema::field(record.kind, name) {
            Some(field) => check_value(value, &field.shape, name, record.kind, &mut found),
            None => found.push((shown(name), Why::UnknownField)),
        }
    }
    let missing = schema::fields(record.kind)
        .filter(|field| field.required && !record.fields.contains_key(field.name));
    found.extend(missing.map(|field| (field.name.to_owned(), Why::MissingField)));
    if record.kind == Kind::Statement {
        found.extend(check_speaker(&record.fields));
    }
    found.extend(check_passages(record));
    found
}

/// Walks into lists and objects; what stands at the ends is judged by [`values`].
fn check_value(value: &Value, shape: &Shape, path: &str, kind: Kind, found: &mut Found) {
    match (shape, value) {
        (Shape::List(of), Value::Array(items)) => {
            if items.len() > MAX_ITEMS {
                found.push((path.to_owned(), Why::TooMany(MAX_ITEMS)));
                return;
            }
            for (n, item) in items.iter().enumerate() {
                check_value(item, of, &format!("{path}[{n}]"), kind, found);
            }
        }
        (Shape::Object(fields), Value::Object(object)) => {
            for (name, value) in object {
                let inner = format!("{path}.{}", shown(name));
                match fields.iter().find(|field| field.name == name) {
                    Some(field) => check_value(value, &field.shape, &inner, kind, found),
                    None => found.push((inner, Why::UnknownField)),
                }
            }
            found.extend(missing_in(fields, object, path));
        }
        _ => {
            if let Err(why) = values::check(value, shape, kind) {
                found.push((path.to_owned(), why));
            }
        }
    }
}

fn missing_in<'f>(
    fields: &'f [Field],
    object: &'f serde_json::Map<String, Value>,
    path: &'f str,
) -> impl Iterator<Item = (String, Why)> + 'f {
    fields
        .iter()
        .filter(|field| field.required && !object.contains_key(field.name))
        .map(move |field| (format!("{path}.{}", field.name), Why::MissingField))
}

/// Exactly one of the words and the record of who spoke.
fn check_speaker(fields: &BTreeMap<String, Value>) -> Option<(String, Why)> {
    match (fields.contains_key("speaker"), fields.contains_key("speaker_person")) {
        (false, false) => Some(("speaker".to_owned(), Why::NoSpeaker)),
        (true, true) => Some(("speaker_person".to_owned(), Why::TwoSpeakers)),
        _ => None,
    }
}

fn check_passages(record: &Record) -> Found {
    let passages = record.get("passages").and_then(Value::as_array);
    let backwards = |passage: &Value| {
        let at = |key| passage.get(key).and_then(Value::as_u64);
        matches!((at("start"), at("end")), (Some(start), Some(end)) if end < start)
    };
    let passages = passages.into_iter().flatten().enumerate();
    passages
        .filter(|(_, passage)| backwards(passage))
        .map(|(n, _)| (format!("passages[{n}].end"), Why::PassageBackwards))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check_record(record: Record, expected: &[(&str, Why)]) {
        let expected: Found =
            expected.iter().map(|(field, why)| ((*field).to_owned(), why.clone())).collect();
        assert_eq!(check(&record), expected);
    }

    fn person() -> Record {
        Record::new(Kind::Person, "p1")
    }

    #[test]
    fn a_record_that_fits_has_no_fault() {
        let record = person()
            .with("citizenship", json!([{ "country": "TJ", "from": "1991" }]))
            .with("not_known", json!(["stateless", "citizenship.oath_on"]))
            .with("defender", true);
        check_record(record, &[]);
    }

    #[test]
    fn every_fault_is_named() {
        let record = person()
            .with("nickname", "x")
            .with("sex", "masculine")
            .with("citizenship", json!([{ "country": "TJ" }, { "from": "2023-02-30", "x": 1 }]))
            .with("stateless", Value::Null)
            .with("not_known", json!(["shoe_size"]));
        let code = Why::UnknownCode { list: "sex", code: "masculine".into() };
        check_record(
            record,
            &[
                ("citizenship[1].from", Why::NoSuchDate("2023-02-30".into())),
                ("citizenship[1].x", Why::UnknownField),
                ("citizenship[1].country", Why::MissingField),
                ("nickname", Why::UnknownField),
                ("not_known[0]", Why::UnknownFieldName("shoe_size".into())),
                ("sex", code),
                ("stateless", Why::WrongType("bool")),
            ],
        );
    }

    #[test]
    fn required_fields_are_asked_for() {
        let missing = |field| (field, Why::MissingField);
        check_record(
            Record::new(Kind::Note, ""),
            &[("id", Why::BadHandle), missing("about"), missing("text")],
        );
    }

    #[test]
    fn exactly_one_spoke() {
        let statement = Record::new(Kind::Statement, "q1").with("source", "s1");
        check_record(statement.clone(), &[("speaker", Why::NoSpeaker)]);
        let one = statement.with("speaker", "a deputy");
        check_record(one.clone(), &[]);
        check_record(one.with("speaker_person", "p1"), &[("speaker_person", Why::TwoSpeakers)]);
    }

    #[test]
    fn a_passage_runs_forwards() {
        let read = |start: u64, end: u64| {
            person().with("passages", json!([{ "source": "s1", "start": start, "end": end }]))
        };
        check_record(read(3, 3), &[]);
        check_record(read(4, 3), &[("passages[0].end", Why::PassageBackwards)]);
    }

    #[test]
    fn a_list_has_a_limit() {
        let same_as = |n: usize| person().with("same_as", vec!["p2"; n]);
        check_record(same_as(MAX_ITEMS - 1), &[]);
        check_record(same_as(MAX_ITEMS), &[]);
        check_record(same_as(MAX_ITEMS + 1), &[("same_as", Why::TooMany(MAX_ITEMS))]);
    }

    #[test]
    fn a_hostile_key_is_shown_harmlessly() {
        let record = person().with("\u{202e}\n", 1);
        check_record(record, &[("\\u{202e}\\u{a}", Why::UnknownField)]);
    }
}
