//! JSON Lines: one object a line, the first naming the format.
//!
//! JSON is read by a visitor of our own, because the same key twice in one object must be
//! refused, not decided by whichever came last.

use std::cell::RefCell;
use std::fmt;

use casework::{Kind, Record};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, error::Category};

use crate::limits::Limits;
use crate::place::{Placed, Refusal};
use crate::read::{Parsed, Raw};
use crate::{FORMAT, Why};

pub(crate) fn parse(text: &str, limits: Limits) -> Parsed {
    let mut parsed = Parsed::default();
    let lines = text.split('\n').enumerate().map(|(n, line)| (n + 1, line));
    let mut lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    if let Some((number, line)) = lines.next()
        && let Err(why) = header(line, limits)
    {
        parsed.refusals.push(Refusal::of_text(number, why));
        return parsed;
    }
    for (number, line) in lines {
        if parsed.records.len() >= limits.records {
            let why = Why::TooManyRecords(limits.records);
            parsed.refusals.push(Refusal::of_text(number, why));
            return parsed;
        }
        match record(number, line, limits) {
            Ok(raw) => parsed.records.push(raw),
            Err(refusal) => parsed.refusals.push(refusal),
        }
    }
    parsed
}

fn header(line: &str, limits: Limits) -> Result<(), Why> {
    let mut object = object(line, limits).map_err(|_| Why::NoFormat)?;
    let format = object.remove("format");
    if !object.is_empty() {
        return Err(Why::NoFormat);
    }
    match format {
        Some(Value::String(format)) if format == FORMAT => Ok(()),
        Some(Value::String(format)) => Err(Why::OtherFormat(format)),
        _ => Err(Why::NoFormat),
    }
}

fn record(line: usize, text: &str, limits: Limits) -> Result<Raw, Refusal> {
    let mut object = object(text, limits).map_err(|why| Refusal::of_text(line, why))?;
    let id = object.remove("id");
    let named = id.as_ref().and_then(Value::as_str).map(str::to_owned);
    let refuse = |why: Why| {
        let record = named.as_deref().map(casework::text::shown);
        Refusal { line, record, field: Some("kind".to_owned()), why }
    };
    let kind = match object.remove("kind") {
        Some(Value::String(word)) => {
            Kind::parse(&word).ok_or_else(|| refuse(Why::UnknownKind(word)))?
        }
        Some(_) => return Err(refuse(casework::Why::WrongType("text").into())),
        None => return Err(refuse(casework::Why::MissingField.into())),
    };
    let mut record = Record::new(kind, named.clone().unwrap_or_default());
    record.fields = object.into_iter().collect();
    Ok(Raw {
        placed: Placed { record, line, lines: Default::default() },
        has_id: named.is_some(),
        faults: wrong_id(id.as_ref()),
    })
}

/// An id that is there but is no text.
pub(crate) fn wrong_id(id: Option<&Value>) -> Vec<(String, Why)> {
    let wrong = id.filter(|id| !id.is_string());
    wrong
        .map(|_| ("id".to_owned(), casework::Why::WrongType("handle").into()))
        .into_iter()
        .collect()
}

fn object(line: &str, limits: Limits) -> Result<Map<String, Value>, Why> {
    if line.len() > limits.line_bytes {
        return Err(Why::LineTooLong(limits.line_bytes));
    }
    let found = RefCell::new(None);
    let tree = Tree { depth: limits.depth, found: &found, limit: limits.depth };
    let mut reader = serde_json::Deserializer::from_str(line);
    let read = tree.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    match read {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Why::NotAnObject),
        Err(error) => Err(found.into_inner().unwrap_or_else(|| broken(line, &error))),
    }
}

fn broken(line: &str, error: &serde_json::Error) -> Why {
    match error.classify() {
        Category::Eof => Why::CutShort,
        // The parser counts bytes; a person counts characters.
        _ => {
            let before = line.as_bytes().get(..error.column().saturating_sub(1));
            Why::BrokenJson(String::from_utf8_lossy(before.unwrap_or_default()).chars().count() + 1)
        }
    }
}

/// One JSON value, with no key twice in an object and no more than so much nesting.
#[derive(Clone, Copy)]
struct Tree<'f> {
    /// How many lists and objects may lie within one another from here on.
    depth: usize,
    limit: usize,
    found: &'f RefCell<Option<Why>>,
}

impl Tree<'_> {
    fn refuse<E: Error>(&self, why: Why) -> E {
        self.found.replace(Some(why));
        E::custom("refused")
    }

    /// What may stand inside this list or object, if it may be there at all.
    fn inside<E: Error>(&self) -> Result<Tree<'_>, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Tree { depth, ..*self }),
            None => Err(self.refuse(Why::TooDeep(self.limit))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let inside = self.inside()?;
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        let inside = self.inside()?;
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(self.refuse(Why::DuplicateKey(key)));
            }
            let value = entries.next_value_seed(inside)?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}
