//! A record into the fields of its form, and the fields of a form into a record.
//!
//! What a form leaves empty is left out: not asked. "Unknown" to a yes-or-no question goes into `not_known`. Whether
//! the result may stand is casework's to say. Deliberately absent: saving.

use std::collections::BTreeMap;

use casework::schema::{Field, Shape};
use casework::{Kind, Record};
use serde_json::{Map, Value};

use crate::clock::Clock;
use crate::fields::Fields;
use crate::speech::Speech;

use super::control::{asked_for, last_item};
use super::typed;

/// The common field that lists what was asked and nobody knew.
const NOT_KNOWN: &str = "not_known";

/// What a record's form shows.
pub fn fill(record: &Record, t: Speech, clock: &dyn Clock) -> Fields {
    let mut filler = Filler { fields: Fields::default(), t, clock };
    for field in asked_for(record.kind) {
        if let Some(value) = record.get(field.name) {
            filler.put(field.name, &field.shape, value);
        }
    }
    let mut fields = filler.fields;
    for name in texts(record.get(NOT_KNOWN)).filter(|name| is_question(record.kind, name)) {
        fields.set(name, "unknown");
    }
    fields
}

/// Puts values into the fields of a form.
struct Filler<'a> {
    fields: Fields,
    t: Speech,
    clock: &'a dyn Clock,
}

impl Filler<'_> {
    fn put(&mut self, name: &str, shape: &Shape, value: &Value) {
        match (shape, value) {
            (Shape::Object(inner), Value::Object(_)) => self.put_object(name, inner, value),
            (Shape::List(Shape::Object(inner)), Value::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    self.put_object(&format!("{name}.{at}"), inner, item);
                }
            }
            (Shape::List(Shape::Text), Value::Array(_)) => {
                self.fields.set(name, texts(Some(value)).collect::<Vec<_>>().join("\n"));
            }
            (Shape::List(_), Value::Array(_)) => {
                texts(Some(value)).for_each(|text| self.fields.add(name, text))
            }
            (shape, value) => self.fields.set(name, self.leaf(shape, value)),
        }
    }

    fn put_object(&mut self, path: &str, inner: &[Field], value: &Value) {
        for field in inner {
            if let Some(value) = value.get(field.name) {
                self.put(&format!("{path}.{}", field.name), &field.shape, value);
            }
        }
    }

    fn leaf(&self, shape: &Shape, value: &Value) -> String {
        match (shape, value) {
            (_, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (Shape::Moment, Value::String(text)) => typed::wall(text, self.clock),
            (Shape::Day | Shape::Date, Value::String(text)) => typed::shown(text, self.t),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        }
    }
}

fn texts(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Whether a name is that of a yes-or-no question of this kind's form, outside of lists.
fn is_question(kind: Kind, name: &str) -> bool {
    let (outer, inner) =
        name.split_once('.').map_or((name, None), |(outer, inner)| (outer, Some(inner)));
    let Some(field) = asked_for(kind).find(|field| field.name == outer) else { return false };
    match (&field.shape, inner) {
        (Shape::Bool | Shape::FactValue, None) => true,
        (Shape::Object(fields), Some(inner)) => {
            fields.iter().any(|field| field.name == inner && matches!(field.shape, Shape::Bool))
        }
        _ => false,
    }
}

/// What a form says: each field with its value, in the spelling of the format.
pub fn read(
    kind: Kind,
    fields: &Fields,
    known_before: &Record,
    clock: &dyn Clock,
) -> BTreeMap<String, Value> {
    let reader = Reader { fields, clock };
    let mut values = BTreeMap::new();
    for field in asked_for(kind) {
        let value =
            reader.value(field.name, &field.shape).or_else(|| empty_before(field, known_before));
        if let Some(value) = value {
            values.insert(field.name.to_owned(), value);
        }
    }
    let mut not_known: Vec<&str> = texts(known_before.get(NOT_KNOWN))
        .filter(|name| !is_question(kind, name) && !values.contains_key(*name))
        .collect();
    not_known.extend(
        fields
            .pairs()
            .filter(|(name, text)| *text == "unknown" && is_question(kind, name))
            .map(|(name, _)| name),
    );
    if !not_known.is_empty() {
        values.insert(NOT_KNOWN.to_owned(), not_known.into_iter().collect());
    }
    values
}

/// An empty list is an answer ("citizen of no state"), and no form can show it: it stays.
fn empty_before(field: &Field, before: &Record) -> Option<Value> {
    before.get(field.name).filter(|value| value.as_array().is_some_and(Vec::is_empty)).cloned()
}

/// What differs from what the form was filled with: only that is written. `None` takes a field away.
pub fn changed(
    before: &BTreeMap<String, Value>,
    after: &BTreeMap<String, Value>,
) -> BTreeMap<String, Option<Value>> {
    let gone =
        before.keys().filter(|name| !after.contains_key(*name)).map(|name| (name.clone(), None));
    let new = after.iter().filter(|(name, value)| before.get(*name) != Some(value));
    gone.chain(new.map(|(name, value)| (name.clone(), Some(value.clone())))).collect()
}

struct Reader<'a> {
    fields: &'a Fields,
    clock: &'a dyn Clock,
}

impl Reader<'_> {
    /// The value at a path; `None` where the form leaves it open.
    fn value(&self, path: &str, shape: &Shape) -> Option<Value> {
        match shape {
            Shape::Object(inner) => self.object(path, inner),
            Shape::List(Shape::Object(inner)) => self.objects(path, inner),
            Shape::List(Shape::Text) => {
                list(self.fields.get(path).lines().map(str::trim).filter(|line| !line.is_empty()))
            }
            Shape::List(_) => list(self.fields.all(path)),
            shape => self.leaf(shape, self.fields.some(path)?, self.fields.raw(path)),
        }
    }

    fn leaf(&self, shape: &Shape, text: &str, raw: &str) -> Option<Value> {
        Some(match shape {
            Shape::Bool => return answer(text),
            Shape::FactValue => return self.fact_value(text),
            Shape::Year | Shape::Offset => {
                text.parse::<u64>().map_or_else(|_| text.into(), Value::from)
            }
            Shape::Day | Shape::Date => typed::date(text, self.clock.today()).into(),
            Shape::Moment => {
                typed::moment(text, self.clock).unwrap_or_else(|| text.to_owned()).into()
            }
            Shape::DateOrMoment => self.date_or_moment(text).into(),
            Shape::Text => raw.into(),
            _ => text.into(),
        })
    }

    fn fact_value(&self, text: &str) -> Option<Value> {
        match text {
            "yes" | "no" => answer(text),
            "unknown" => None,
            _ => Some(
                text.parse::<i64>()
                    .map_or_else(|_| typed::date(text, self.clock.today()).into(), Value::from),
            ),
        }
    }

    fn date_or_moment(&self, text: &str) -> String {
        if text.parse::<casework::On>().is_ok() {
            return text.to_owned();
        }
        typed::moment(text, self.clock).unwrap_or_else(|| typed::date(text, self.clock.today()))
    }

    fn object(&self, path: &str, inner: &[Field]) -> Option<Value> {
        let given = inner.iter().filter_map(|field| {
            let value = self.value(&format!("{path}.{}", field.name), &field.shape)?;
            Some((field.name.to_owned(), value))
        });
        let object: Map<String, Value> = given.collect();
        (!object.is_empty()).then_some(Value::Object(object))
    }

    fn objects(&self, path: &str, inner: &[Field]) -> Option<Value> {
        let last = last_item(path, self.fields)?;
        let kept = (0..=last).filter(|at| self.fields.get(&format!("{path}.{at}.gone")).is_empty());
        let items: Vec<Value> =
            kept.filter_map(|at| self.object(&format!("{path}.{at}"), inner)).collect();
        (!items.is_empty()).then_some(Value::Array(items))
    }
}

fn list<'t>(items: impl Iterator<Item = &'t str>) -> Option<Value> {
    let items: Vec<Value> = items.map(Value::from).collect();
    (!items.is_empty()).then_some(Value::Array(items))
}

/// "Unknown" is no value: it is written down as asked and not known.
fn answer(text: &str) -> Option<Value> {
    match text {
        "yes" => Some(true.into()),
        "no" => Some(false.into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::{Date, DateTime};
    use jiff::tz::TimeZone;
    use serde_json::json;

    use super::*;
    use crate::speech::Lang;

    struct Utc;

    impl Clock for Utc {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
        fn today(&self) -> Date {
            jiff::civil::date(1970, 1, 1)
        }
        fn local(&self, at: Timestamp) -> DateTime {
            at.to_zoned(TimeZone::UTC).datetime()
        }
    }

    /// Fills a form from the record and reads it back: nothing may be lost.
    #[track_caller]
    fn check(kind: Kind, fields: Value) {
        let record = Record {
            kind,
            id: "x1".into(),
            fields: serde_json::from_value(fields).expect("an object"),
        };
        let form = fill(&record, Speech::new(Lang::default()), &Utc);
        assert_eq!(read(kind, &form, &record, &Utc), record.fields);
    }

    #[test]
    fn what_a_form_shows_it_gives_back() {
        check(
            Kind::Incident,
            json!({
                "case": "c1", "when": "2023-06/..", "methods": ["raid", "beating"], "narrative": "  two\nlines ",
                "people": [{ "person": "p1", "role": "affected" }, { "person": "p2" }], "sources": ["s1"],
            }),
        );
        check(
            Kind::Proceeding,
            json!({
                "case": "c1", "person": "p1", "what": "koap_fine", "fabricated": true, "appealed": { "done": false, "known_on": "2023-08-14" },
            }),
        );
        check(
            Kind::Situation,
            json!({ "person": "p1", "status": "detained", "next": { "what": "hearing", "at": "2023-08-20T10:00:00+00:00" } }),
        );
        check(
            Kind::Person,
            json!({ "birth_year": 1991, "citizenship": [{ "country": "TJ", "basis": "birth" }], "not_known": ["stateless"] }),
        );
        check(Kind::Person, json!({ "citizenship": [], "stateless": true }));
        check(Kind::Fact, json!({ "person": "p1", "fact": "paid", "value": false }));
        check(Kind::Statement, json!({ "source": "s1", "via": ["an agency", "a channel"] }));
    }

    #[test]
    fn not_asked_unknown_and_no_are_three_answers() {
        let before = Record::new(Kind::Proceeding, "x1");
        let read = |answer: &str| {
            read(Kind::Proceeding, &Fields::default().with("fabricated", answer), &before, &Utc)
        };
        assert_eq!(read(""), BTreeMap::new());
        assert_eq!(read("no"), BTreeMap::from([("fabricated".to_owned(), json!(false))]));
        assert_eq!(
            read("unknown"),
            BTreeMap::from([(NOT_KNOWN.to_owned(), json!(["fabricated"]))])
        );
    }

    #[test]
    fn an_object_marked_gone_or_left_empty_goes() {
        let before = Record::new(Kind::Incident, "i1");
        let fields = Fields::default()
            .with("people.0.person", "p1")
            .with("people.0.gone", "yes")
            .with("people.1.person", "p2")
            .with("people.2.person", "");
        let read = read(Kind::Incident, &fields, &before, &Utc);
        assert_eq!(read["people"], json!([{ "person": "p2" }]));
    }

    #[test]
    fn only_what_differs_is_written() {
        let of = |value: Value| {
            serde_json::from_value::<BTreeMap<String, Value>>(value).expect("an object")
        };
        let before = of(json!({ "title": "a", "region": "RU-MOW", "summary": "s" }));
        let after = of(json!({ "title": "b", "summary": "s", "review_on": "2024" }));
        let expected = BTreeMap::from([
            ("title".to_owned(), Some(json!("b"))),
            ("region".to_owned(), None),
            ("review_on".to_owned(), Some(json!("2024"))),
        ]);
        assert_eq!(changed(&before, &after), expected);
    }
}
