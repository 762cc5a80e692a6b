//! The page of one record: every field in words, what was not asked, doubts side by side, history, who speaks of it.
//!
//! Deliberately absent: identities (they are named, never shown) and any way to change something here; forms do that.

use std::collections::BTreeMap;

use casework::schema::{self, Field};
use casework::{Kind, Record};
use serde_json::Value;
use vault::{Act, Conflict, Entry, Link, Stored};

use crate::clock::Clock;
use crate::pages::sources::excerpt;

use super::words::{Bit, Line, Words, short};

/// A field with its value in words.
pub struct Row {
    /// What it is called.
    pub label: String,
    /// Its value, line by line.
    pub lines: Vec<Line>,
    /// Whether the words are somebody's own and keep their lines.
    pub verbatim: bool,
    /// Where to change it; empty: nowhere.
    pub change: String,
}

/// A field that holds several values.
pub struct Doubt {
    /// The field.
    pub field: String,
    /// What it is called.
    pub label: String,
    /// Every value in words, the one that counts first.
    pub values: Vec<Vec<Line>>,
}

/// One line of the history.
pub struct Past {
    /// When, in words.
    pub when: String,
    /// What was done, in words.
    pub what: String,
    /// Which fields, where their values are not shown.
    pub fields: String,
    /// What stood there and what stands there since.
    pub moves: Vec<Move>,
    /// The reason that was given.
    pub reason: String,
    /// Which device, shortened.
    pub device: String,
}

/// A field before and after a change, in words; empty where nothing stood or stands.
pub struct Move {
    /// What it is called.
    pub label: String,
    /// What stood there.
    pub before: String,
    /// What stands there.
    pub after: String,
}

/// A record that names this one.
pub struct Pointer {
    /// Its kind in words.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// Where its page is.
    pub path: String,
    /// As what it names this one.
    pub field: String,
}

/// A place in a source from which the record was taken.
pub struct Quoted {
    /// What the source is called.
    pub source: String,
    /// Where its page is.
    pub path: String,
    /// The words, where the text is at hand.
    pub words: String,
}

/// The fields that have a value, in the order of the format.
pub fn rows(record: &Record, words: &Words<'_>, edit: &str) -> Vec<Row> {
    let given = schema::fields(record.kind)
        .filter(|field| !["passages", "not_known"].contains(&field.name));
    given
        .filter_map(|field| Some(row(record, field, record.get(field.name)?, words, edit)))
        .collect()
}

fn row(record: &Record, field: &Field, value: &Value, words: &Words<'_>, edit: &str) -> Row {
    Row {
        label: words.label(record.kind, field.name),
        lines: match record.text("fact").filter(|_| field.name == "value") {
            Some(fact) => {
                vec![vec![Bit { text: words.value_of_fact(fact, value), ..Bit::default() }]]
            }
            None => words.lines(field, value),
        },
        verbatim: ["text", "narrative", "quote", "summary"].contains(&field.name),
        change: format!("{edit}#f-{}", field.name),
    }
}

/// The names of the fields nobody was asked about, and of those asked in vain.
pub fn open_questions(record: &Record, words: &Words<'_>) -> (Vec<String>, Vec<String>) {
    let not_known: Vec<&str> = record
        .get("not_known")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let missing =
        super::control::asked_for(record.kind).filter(|field| record.get(field.name).is_none());
    let not_asked = missing.filter(|field| !not_known.contains(&field.name));
    let label = |name: &str| match name.split_once('.') {
        Some((outer, inner)) => words.inner_label(outer, inner),
        None => words.label(record.kind, name),
    };
    (
        not_asked.map(|field| label(field.name)).collect(),
        not_known.iter().map(|name| label(name)).collect(),
    )
}

/// Fields in which concurrent values stand side by side.
pub fn doubts(stored: &Stored, words: &Words<'_>) -> Vec<Doubt> {
    stored.conflicts.iter().map(|conflict| doubt(stored.kind(), conflict, words)).collect()
}

fn doubt(kind: Kind, conflict: &Conflict, words: &Words<'_>) -> Doubt {
    let field = schema::field(kind, &conflict.field);
    let lines = |value: &Option<Value>| match (field, value) {
        (Some(field), Some(value)) if field.name != schema::IDENTITY => words.lines(field, value),
        _ => vec![],
    };
    Doubt {
        field: conflict.field.clone(),
        label: words.label(kind, &conflict.field),
        values: conflict.values.iter().map(lines).collect(),
    }
}

/// What was done to the record, the latest first.
pub fn past(kind: Kind, entries: &[Entry], words: &Words<'_>, clock: &dyn Clock) -> Vec<Past> {
    let mut teller = Teller { kind, words, clock, stood: BTreeMap::new() };
    let mut told: Vec<Past> =
        entries.iter().enumerate().map(|(at, entry)| teller.tell(entry, at == 0)).collect();
    told.reverse();
    told
}

/// Goes through a history in the order it happened and knows what stood before each entry.
struct Teller<'a> {
    kind: Kind,
    words: &'a Words<'a>,
    clock: &'a dyn Clock,
    stood: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Teller<'a> {
    /// One entry. The first one made the record: its fields are named, the page shows what they say.
    fn tell(&mut self, entry: &'a Entry, first: bool) -> Past {
        let plain = |(name, _): &&(String, Option<Value>)| !first && name != schema::IDENTITY;
        let named = entry.fields.iter().filter(|field| !plain(field));
        let labels: Vec<String> =
            named.map(|(name, _)| self.words.label(self.kind, name)).collect();
        let moves =
            entry.fields.iter().filter(plain).map(|(name, now)| self.moved(name, now)).collect();
        for (name, value) in &entry.fields {
            match value {
                Some(value) => self.stood.insert(name, value),
                None => self.stood.remove(name.as_str()),
            };
        }
        Past {
            when: entry
                .time
                .map(|at| self.words.t.moment(self.clock.local(at)))
                .unwrap_or_default(),
            what: self.words.t.say(act(entry.act)),
            fields: labels.join(", "),
            moves,
            reason: entry.reason.clone().unwrap_or_default(),
            device: entry.device.iter().flat_map(|device| device.chars()).take(8).collect(),
        }
    }

    fn moved(&self, name: &str, now: &Option<Value>) -> Move {
        Move {
            label: self.words.label(self.kind, name),
            before: self.value(name, self.stood.get(name).copied()),
            after: self.value(name, now.as_ref()),
        }
    }

    fn value(&self, name: &str, value: Option<&Value>) -> String {
        let known = schema::field(self.kind, name).zip(value);
        let lines = known.map(|(field, value)| self.words.lines(field, value)).unwrap_or_default();
        let line = |line: &Line| {
            line.iter().map(|bit| bit.text.as_str()).collect::<Vec<_>>().join(" \u{b7} ")
        };
        short(&lines.iter().map(line).collect::<Vec<_>>().join("; "))
    }
}

fn act(act: Act) -> &'static str {
    match act {
        Act::Change => "record-act-change",
        Act::Gone => "record-act-gone",
        Act::Erase => "record-act-erase",
        Act::Reveal => "record-act-reveal",
        Act::SearchIdentities => "record-act-search",
        Act::Export => "record-act-export",
        Act::Backup => "record-act-backup",
        Act::Exit => "record-act-exit",
        Act::Fork | Act::Device | Act::Law | Act::Unknown => "record-act-house",
    }
}

/// The records that name this one.
pub fn pointers(links: &[Link], words: &Words<'_>) -> Vec<Pointer> {
    let pointer = |link: &Link| {
        let field = link.field.split('.').next().unwrap_or_default();
        Pointer {
            kind: words.kind(link.kind),
            name: words.called(&link.from),
            path: crate::books::path(link.kind, link.entity),
            field: words.label(link.kind, field),
        }
    };
    links.iter().map(pointer).collect()
}

/// Where in the texts of sources the record was read.
pub fn quoted(record: &Record, words: &Words<'_>) -> Vec<Quoted> {
    let passages = record.get("passages").and_then(Value::as_array).into_iter().flatten();
    passages.filter_map(|passage| one_quoted(passage, words)).collect()
}

fn one_quoted(passage: &Value, words: &Words<'_>) -> Option<Quoted> {
    let source = passage.get("source")?.as_str()?;
    let at = |name: &str| passage.get(name)?.as_u64().and_then(|at| usize::try_from(at).ok());
    let text = words.shelf.book.get(source);
    Some(Quoted {
        source: words.called(source),
        path: words.shelf.path(source),
        words: text
            .zip(at("start").zip(at("end")))
            .map(|(text, (start, end))| excerpt(text, start, end))
            .unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use law::Pack;
    use serde_json::json;

    use super::*;
    use crate::books::Shelf;
    use crate::speech::{Lang, Speech};

    #[test]
    fn not_asked_and_not_known_are_told_apart() {
        let record = Record::new(Kind::Proceeding, "x1")
            .with("what", "koap_fine")
            .with("not_known", json!(["fabricated", "appealed.done"]));
        let (shelf, pack) = (Shelf::default(), Pack::default());
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let (not_asked, not_known) = open_questions(&record, &words);
        assert_eq!(not_known.len(), 2);
        assert!(!not_asked.contains(&not_known[0]));
        assert!(not_asked.contains(&words.label(Kind::Proceeding, "drawn")));
        assert!(!not_asked.contains(&words.label(Kind::Proceeding, "what")));
    }

    #[test]
    fn a_passage_is_cut_by_scalars_and_never_outside_the_text() {
        let source =
            Record::new(Kind::Source, "s1").with("what", "news").with("text", "Взял билет.");
        let shelf = Shelf::default().with(&source);
        let pack = Pack::default();
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let of = |start: u64, end: u64| {
            let record = Record::new(Kind::Departure, "d1")
                .with("passages", json!([{ "source": "s1", "start": start, "end": end }]));
            quoted(&record, &words).remove(0).words
        };
        assert_eq!(of(5, 10), "билет");
        assert_eq!(of(5, 99), "билет.");
        assert_eq!(of(9, 2), "");
    }
}
