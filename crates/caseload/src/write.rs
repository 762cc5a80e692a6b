//! Writing: JSON Lines in one canonical form.
//!
//! The same records give the same bytes, whatever order they come in: kinds in the order of the
//! format, handles within a kind, keys in the order of the schema. What is written reads back
//! without loss.

use casework::Record;
use casework::schema::{self, Field, Shape};
use serde_json::{Map, Value};

use crate::FORMAT;

/// A whole file.
pub fn write_jsonl(records: &[Record]) -> String {
    let mut sorted: Vec<&Record> = records.iter().collect();
    sorted.sort_by_key(|record| (record.kind, record.id.as_str()));
    let mut out = format!("{{\"format\":{}}}\n", text(FORMAT));
    for record in sorted {
        out.push_str(&write_record(record));
        out.push('\n');
    }
    out
}

/// One line, without its end.
pub fn write_record(record: &Record) -> String {
    let mut out = format!("{{\"kind\":{},\"id\":{}", text(record.kind.as_str()), text(&record.id));
    let listed = schema::fields(record.kind)
        .filter_map(|field| Some((field, record.fields.get(field.name)?)));
    for (field, value) in listed {
        entry(field.name, value, Some(&field.shape), &mut out);
    }
    for (name, value) in &record.fields {
        if schema::field(record.kind, name).is_none() {
            entry(name, value, None, &mut out);
        }
    }
    out.push('}');
    out
}

fn entry(name: &str, value: &Value, shape: Option<&Shape>, out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
    out.push_str(&text(name));
    out.push(':');
    write(value, shape, out);
}

fn write(value: &Value, shape: Option<&Shape>, out: &mut String) {
    match (value, shape) {
        (Value::Array(items), _) => {
            let of = match shape {
                Some(Shape::List(of)) => Some(*of),
                _ => None,
            };
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write(item, of, out);
            }
            out.push(']');
        }
        (Value::Object(entries), Some(Shape::Object(fields))) => object(entries, fields, out),
        (Value::Object(entries), _) => object(entries, &[], out),
        (Value::String(given), _) => out.push_str(&text(given)),
        _ => out.push_str(&value.to_string()),
    }
}

/// The keys of the schema first, in its order; then whatever else there is, by name.
fn object(entries: &Map<String, Value>, fields: &[Field], out: &mut String) {
    out.push('{');
    for field in fields {
        if let Some(value) = entries.get(field.name) {
            entry(field.name, value, Some(&field.shape), out);
        }
    }
    let mut others: Vec<(&String, &Value)> =
        entries.iter().filter(|(name, _)| fields.iter().all(|field| field.name != *name)).collect();
    others.sort_by_key(|(name, _)| *name);
    for (name, value) in others {
        entry(name, value, None, out);
    }
    out.push('}');
}

/// Text as a JSON string.
fn text(text: &str) -> String {
    Value::from(text).to_string()
}
