//! TOML: `format` first, then `[[kind]]` tables.
//!
//! Dates and offset date-times become text; a time that says nothing of its offset is refused.

use std::collections::BTreeMap;
use std::ops::Range;

use casework::schema::{self, Shape};
use casework::{Kind, Record, Why as RecordWhy};
use serde_json::{Map, Number, Value};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};
use toml::value::{Datetime, Time};

use crate::jsonl::wrong_id;
use crate::limits::Limits;
use crate::lines::Lines;
use crate::place::{Placed, Refusal};
use crate::read::{Parsed, Raw};
use crate::{FORMAT, Why};

type Entry<'e, 'i> = (&'e Spanned<DeString<'i>>, &'e Spanned<DeValue<'i>>);

pub(crate) fn parse(text: &str, limits: Limits) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut parser = Parser { text, lines: Lines::new(text), limits, parsed: Parsed::default() };
    let mut entries: Vec<Entry<'_, '_>> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    if let Err(why) = format(&entries) {
        let line = entries.first().map_or(1, |(key, _)| parser.lines.line(key.span().start));
        parser.parsed.refusals.push(Refusal::of_text(line, why));
        return parser.parsed;
    }
    let mut impossible = Vec::new();
    entries.iter().for_each(|(_, value)| impossible_dates(value, &mut impossible));
    for error in
        errors.iter().filter(|error| !error.span().is_some_and(|s| impossible.contains(&s)))
    {
        let refusal = parser.broken(error);
        parser.parsed.refusals.push(refusal);
    }
    for (key, value) in entries.into_iter().skip(1) {
        parser.kind(key, value);
    }
    parser.parsed.records.sort_by_key(|raw| raw.placed.line);
    parser.parsed
}

/// The first key names the format.
fn format(entries: &[Entry<'_, '_>]) -> Result<(), Why> {
    match entries.first().map(|(key, value)| (key.get_ref().as_ref(), value.get_ref())) {
        Some(("format", DeValue::String(format))) if format == FORMAT => Ok(()),
        Some(("format", DeValue::String(format))) => Err(Why::OtherFormat(format.to_string())),
        _ => Err(Why::NoFormat),
    }
}

/// Dates that the parser could not make sense of stay as empty ones: they are faults of a field,
/// not of the text.
fn impossible_dates(value: &Spanned<DeValue<'_>>, found: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::Datetime(when) if is_impossible(when) => found.push(value.span()),
        DeValue::Array(items) => items.iter().for_each(|item| impossible_dates(item, found)),
        DeValue::Table(table) => table.values().for_each(|value| impossible_dates(value, found)),
        _ => {}
    }
}

fn is_impossible(when: &Datetime) -> bool {
    when.date.is_none() && when.time.is_none()
}

struct Parser<'t> {
    text: &'t str,
    lines: Lines,
    limits: Limits,
    parsed: Parsed,
}

impl<'t> Parser<'t> {
    fn broken(&self, error: &toml::de::Error) -> Refusal {
        let at = error.span().map_or(0, |span| span.start);
        let why = match error.message() {
            "duplicate key" => {
                let span = error.span().unwrap_or_default();
                Why::DuplicateKey(self.slice(span).to_owned())
            }
            message if message.contains("recurs") => Why::TooDeep(self.limits.depth),
            _ => Why::BrokenToml(self.lines.column(self.text, at)),
        };
        Refusal::of_text(self.lines.line(at), why)
    }

    fn slice(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    /// All records of one kind.
    fn kind(&mut self, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let line = self.lines.line(key.span().start);
        let name = key.get_ref().as_ref();
        let Some(kind) = Kind::parse(name) else {
            self.parsed.refusals.push(Refusal {
                field: Some("kind".to_owned()),
                ..Refusal::of_text(line, Why::UnknownKind(name.to_owned()))
            });
            return;
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.parsed.refusals.push(Refusal::of_text(line, Why::NotARecord));
            return;
        };
        for item in items.iter() {
            self.item(kind, item);
        }
    }

    fn item(&mut self, kind: Kind, item: &Spanned<DeValue<'_>>) {
        let line = self.lines.line(item.span().start);
        let DeValue::Table(table) = item.get_ref() else {
            self.parsed.refusals.push(Refusal::of_text(line, Why::NotARecord));
            return;
        };
        if self.parsed.records.len() >= self.limits.records {
            let why = Why::TooManyRecords(self.limits.records);
            if self.parsed.refusals.last().is_none_or(|last| last.why != why) {
                self.parsed.refusals.push(Refusal::of_text(line, why));
            }
            return;
        }
        let raw = self.record(kind, line, table);
        self.parsed.records.push(raw);
    }

    fn record(&self, kind: Kind, line: usize, table: &DeTable<'_>) -> Raw {
        let mut reading =
            Reading { parser: self, kind, faults: Vec::new(), lines: BTreeMap::new() };
        let mut fields = reading.table(table, "", self.limits.depth.saturating_sub(1));
        let id = fields.remove("id");
        let named = id.as_ref().and_then(Value::as_str).map(str::to_owned);
        reading.faults.extend(wrong_id(id.as_ref()));
        let mut record = Record::new(kind, named.clone().unwrap_or_default());
        record.fields = fields.into_iter().collect();
        let placed = Placed { record, line, lines: reading.lines };
        Raw { placed, has_id: named.is_some(), faults: reading.faults }
    }
}

/// One record while it is read: what it is made of, where, and what is wrong with the spelling.
struct Reading<'p, 't> {
    parser: &'p Parser<'t>,
    kind: Kind,
    faults: Vec<(String, Why)>,
    lines: BTreeMap<String, usize>,
}

impl Reading<'_, '_> {
    /// `depth`: how many lists and objects may still lie within one another.
    fn table(&mut self, table: &DeTable<'_>, path: &str, depth: usize) -> Map<String, Value> {
        let mut object = Map::new();
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let shown = casework::text::shown(&name);
            let inner = if path.is_empty() { shown } else { format!("{path}.{shown}") };
            self.lines.insert(inner.clone(), self.parser.lines.line(key.span().start));
            let value = self.value(value, &inner, depth);
            object.insert(name, value);
        }
        object
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: &str, depth: usize) -> Value {
        match value.get_ref() {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Integer(n) => {
                let whole = i64::from_str_radix(n.as_str(), n.radix()).ok();
                self.number(whole.map(Number::from), path)
            }
            DeValue::Float(n) => {
                let float = n.as_str().parse().ok().and_then(Number::from_f64);
                self.number(float, path)
            }
            DeValue::Datetime(when) => Value::String(self.date(when, value.span(), path)),
            DeValue::Array(_) | DeValue::Table(_) if depth == 0 => {
                self.fault(path, Why::TooDeep(self.parser.limits.depth));
                Value::Null
            }
            DeValue::Array(items) => {
                let items = items.iter().enumerate();
                items.map(|(n, item)| self.item(item, &format!("{path}[{n}]"), depth - 1)).collect()
            }
            DeValue::Table(table) => Value::Object(self.table(table, path, depth - 1)),
        }
    }

    fn item(&mut self, item: &Spanned<DeValue<'_>>, path: &str, depth: usize) -> Value {
        self.lines.insert(path.to_owned(), self.parser.lines.line(item.span().start));
        self.value(item, path, depth)
    }

    fn number(&mut self, number: Option<Number>, path: &str) -> Value {
        match number {
            Some(number) => Value::Number(number),
            None => {
                self.fault(path, RecordWhy::NumberTooExact);
                Value::Null
            }
        }
    }

    fn fault(&mut self, path: &str, why: impl Into<Why>) {
        self.faults.push((path.to_owned(), why.into()));
    }

    /// A date as the format spells it. TOML's own dates may only stand where a date may.
    fn date(&mut self, when: &Datetime, span: Range<usize>, path: &str) -> String {
        let spelled = self.parser.slice(span);
        if is_impossible(when) {
            self.fault(path, RecordWhy::NoSuchDate(spelled.to_owned()));
            return spelled.to_owned();
        }
        if when.time.is_some() && when.offset.is_none() {
            self.fault(path, RecordWhy::WrongType("moment"));
        }
        match schema::shape_at(self.kind, path) {
            Some(shape) if !takes_dates(shape) => self.fault(path, RecordWhy::needs(shape)),
            _ => {}
        }
        // TOML may leave the seconds out, RFC 3339 may not.
        let time = when.time.map(|time| Time { second: Some(time.second.unwrap_or(0)), ..time });
        Datetime { time, ..*when }.to_string()
    }
}

fn takes_dates(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Day | Shape::Date | Shape::Moment | Shape::DateOrMoment | Shape::FactValue
    )
}
