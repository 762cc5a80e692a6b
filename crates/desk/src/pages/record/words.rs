//! Records in words: what a record is called, what its fields are called, and their values as people read them.
//!
//! Codes become the labels of the vocabulary, handles become names, dates are spoken. Deliberately absent: HTML, and
//! identities, which never come this far.

use casework::schema::{Field, Shape};
use casework::{Kind, Record, places, vocabulary};
use law::Pack;
use serde_json::Value;

use crate::books::Shelf;
use crate::pages::law::rows::list_of;
use crate::speech::Speech;

/// Most characters of somebody's text inside a name.
const SHORT: usize = 90;

/// What turns records into words: a voice, the records around, and the law's questions.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The voice.
    pub t: Speech,
    /// The records whose names are known.
    pub shelf: &'a Shelf,
    /// The law.
    pub pack: &'a Pack,
}

/// A piece of a value: its label or none, its words, and where they lead or nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bit {
    /// What it is called; empty where the field's own name says it.
    pub label: String,
    /// The words.
    pub text: String,
    /// Where they lead; empty: nowhere.
    pub path: String,
}

/// One line of a value: a list has several, an object has several pieces in one.
pub type Line = Vec<Bit>;

impl<'a> Words<'a> {
    /// The language of the voice.
    pub fn lang(&self) -> &'static str {
        self.t.lang().code()
    }

    /// A code in words.
    pub fn code(&self, list: &str, code: &str) -> String {
        vocabulary::label(list, code, self.lang()).unwrap_or(code).to_owned()
    }

    /// Several codes in words, separated by semicolons.
    pub fn codes<'c>(&self, list: &str, codes: impl IntoIterator<Item = &'c String>) -> String {
        codes.into_iter().map(|code| self.code(list, code)).collect::<Vec<_>>().join("; ")
    }

    /// A region in words.
    pub fn region(&self, code: &str) -> String {
        places::region_label(code, self.lang()).to_owned()
    }

    /// A country in words; any other text as it is.
    pub fn country(&self, code: &str) -> String {
        places::country_label(code, self.lang()).to_owned()
    }

    /// What a person is called.
    pub fn who(&self, person: &str) -> String {
        match person {
            "defender" => self.t.say("record-defender"),
            _ => self.shelf.alias(person),
        }
    }

    /// The question that asks for a fact; its name where nobody wrote one.
    pub fn question(&self, fact: &str) -> String {
        if fact == law::DAY_ASKED {
            return self.t.say("law_pages-day-asked");
        }
        self.pack.question(fact, self.lang()).unwrap_or(fact).to_owned()
    }

    /// The title of a rule; its id where it is not known.
    pub fn rule(&self, id: &str) -> String {
        self.pack.rule(id).map_or(id, |rule| rule.title(self.lang())).to_owned()
    }

    /// What the record with this handle is called, or the rule of this id.
    pub fn called(&self, handle: &str) -> String {
        match self.shelf.book.get(handle) {
            Some(record) => self.name(record),
            None if handle == "defender" => self.t.say("record-defender"),
            None => self.rule(handle),
        }
    }

    /// The name of a kind of record.
    pub fn kind(&self, kind: Kind) -> String {
        capital(&self.code("kind", kind.as_str()))
    }

    /// What a record is called: short, on one line, without an identity.
    pub fn name(&self, record: &Record) -> String {
        let text = |field: &str| record.text(field).map(short);
        let code = |list: &str, field: &str| record.text(field).map(|code| self.code(list, code));
        let name = match record.kind {
            Kind::Person => text("alias").or_else(|| Some(record.id.clone())),
            Kind::Case => text("title").or_else(|| Some(self.people_of(record))),
            Kind::Contact | Kind::Note => text("text"),
            Kind::Review => record.text("rule").map(|rule| self.rule(rule)),
            Kind::Situation => code("situation", "status"),
            Kind::Consent => self.list(record, "consent_use", "uses"),
            Kind::Mandate => text("holder"),
            Kind::Testimony => record
                .text("given_by")
                .map(|person| self.of_person("record-name-testimony", person)),
            Kind::Incident => self.list(record, "method", "methods").or_else(|| text("narrative")),
            Kind::Complaint => Some(self.addressee(record)),
            Kind::Proceeding => {
                Some(joined([code("proceeding", "what"), self.article(record)], ", "))
            }
            Kind::Departure => Some(self.departure(record)),
            Kind::Source => text("title").or_else(|| code("source", "what")),
            Kind::Statement => {
                text("quote").map(|quote| self.quoted(&quote)).or_else(|| text("speaker"))
            }
            Kind::Referral => code("referral_need", "need"),
            Kind::Letter => text("title"),
            Kind::Decision => code("decision", "choice"),
            Kind::Task => text("what"),
            Kind::Fact => record.text("fact").map(|fact| self.question(fact)),
            Kind::Erased => Some(self.t.say("record-name-erased")),
        };
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| self.kind(record.kind));
        if record.kind == Kind::Person { name } else { capital(&name) }
    }

    /// The article of an act, in the page's language where its spelling is one of ours.
    fn article(&self, record: &Record) -> Option<String> {
        let article = record.text("article").map(short)?;
        Some(crate::citation::spoken(&article, self.t))
    }

    fn people_of(&self, case: &Record) -> String {
        let people = case.get("people").and_then(Value::as_array).into_iter().flatten();
        people
            .filter_map(Value::as_str)
            .map(|person| self.who(person))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn of_person(&self, key: &str, person: &str) -> String {
        self.t.say_with(key, &[("who", self.who(person).into())])
    }

    fn quoted(&self, quote: &str) -> String {
        self.t.say_with("record-quoted", &[("text", quote.to_owned().into())])
    }

    fn list(&self, record: &Record, list: &str, field: &str) -> Option<String> {
        let codes = record.get(field)?.as_array()?.iter().filter_map(Value::as_str);
        let words: Vec<String> = codes.map(|code| self.code(list, code)).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    fn addressee(&self, record: &Record) -> String {
        let to =
            |field: &str| record.get("to").and_then(|to| to.get(field)).and_then(Value::as_str);
        let name = to("name").map(str::to_owned);
        let kind = name.or_else(|| to("kind").map(|kind| self.code("authority", kind)));
        let to = joined([kind, to("region").map(|region| self.region(region))], ", ");
        self.t.say_with("record-name-complaint", &[("to", to.into())])
    }

    fn departure(&self, record: &Record) -> String {
        match record.text("to") {
            Some(to) => self.t.say_with("record-name-left-for", &[("to", self.country(to).into())]),
            None => self.t.say("record-name-left"),
        }
    }

    /// What a field is called: the kind's own word for it, else the common one.
    pub fn label(&self, kind: Kind, field: &str) -> String {
        self.first_known(&[&format!("record-f-{kind}-{field}"), &format!("record-f-{field}")])
    }

    /// What a field inside another is called.
    pub fn inner_label(&self, outer: &str, field: &str) -> String {
        self.first_known(&[&format!("record-f-{outer}-{field}"), &format!("record-f-{field}")])
    }

    fn first_known(&self, keys: &[&str]) -> String {
        let known = keys.iter().find(|key| self.t.knows(key));
        known.or(keys.last()).map(|key| self.t.say(key)).unwrap_or_default()
    }

    /// A field's value in words, line by line.
    pub fn lines(&self, field: &Field, value: &Value) -> Vec<Line> {
        match (&field.shape, value) {
            (Shape::List(of), Value::Array(items)) => {
                items.iter().map(|item| self.line(field.name, of, item)).collect()
            }
            (shape, value) => vec![self.line(field.name, shape, value)],
        }
    }

    fn line(&self, outer: &str, shape: &Shape, value: &Value) -> Line {
        let Shape::Object(fields) = shape else { return vec![self.bit(shape, value)] };
        let given = fields.iter().filter_map(|field| Some((field, value.get(field.name)?)));
        given
            .map(|(field, value)| Bit {
                label: self.inner_label(outer, field.name),
                ..self.bit(&field.shape, value)
            })
            .collect()
    }

    fn bit(&self, shape: &Shape, value: &Value) -> Bit {
        let text = value.as_str().unwrap_or_default();
        let words = match shape {
            Shape::Bool => self.yes_no(value),
            Shape::Code(list) => self.code(list, text),
            Shape::Country => self.country(text),
            Shape::Region => self.region(text),
            Shape::Language => self.language(text),
            Shape::Day | Shape::Date | Shape::Moment | Shape::DateOrMoment => self.t.when(text),
            Shape::FactName => self.question(text),
            Shape::FactValue => self.fact_value(value),
            Shape::Handle(_) | Shape::HandleOrWord(..) => return self.link(text),
            Shape::HandleOrLaw => return self.link_or_law(text),
            Shape::List(of) => {
                let items = value.as_array().into_iter().flatten();
                items.map(|item| self.bit(of, item).text).collect::<Vec<_>>().join(", ")
            }
            _ => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        };
        Bit { text: words, ..Bit::default() }
    }

    fn link(&self, handle: &str) -> Bit {
        Bit { label: String::new(), text: self.called(handle), path: self.shelf.path(handle) }
    }

    fn link_or_law(&self, id: &str) -> Bit {
        let own = self.link(id);
        match self.pack.rule(id) {
            Some(rule) if own.path.is_empty() => Bit { path: law_path(rule), ..own },
            _ => own,
        }
    }

    fn yes_no(&self, value: &Value) -> String {
        self.t.say(if value.as_bool() == Some(true) { "common-yes" } else { "common-no" })
    }

    /// The value of a fact, whatever sort it has.
    pub fn fact_value(&self, value: &Value) -> String {
        match value {
            Value::Bool(_) => self.yes_no(value),
            Value::String(text) => self.t.when(text),
            other => other.to_string(),
        }
    }

    /// The same where it is known which fact: its codes in words.
    pub fn value_of_fact(&self, fact: &str, value: &Value) -> String {
        let code = list_of(fact).zip(value.as_str());
        code.map_or_else(|| self.fact_value(value), |(list, code)| self.code(list, code))
    }

    /// A language in words; its tag where it has none.
    pub fn language(&self, tag: &str) -> String {
        let key = format!("record-lang-{tag}");
        if self.t.knows(&key) { self.t.say(&key) } else { tag.to_owned() }
    }
}

/// Where the page of a rule is.
pub fn law_path(rule: &law::Rule) -> String {
    let room = if rule.kind == law::Kind::Bill { "bill" } else { "rule" };
    format!("/law/{room}/{}", rule.id)
}

/// The first characters of a text, on one line.
pub fn short(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = flat.chars().take(SHORT).collect();
    if cut.len() < flat.len() {
        cut.push('…');
    }
    cut
}

/// The same text with its first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The same text with its first letter small.
pub fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What is there, with a separator between.
pub fn joined<const N: usize>(parts: [Option<String>; N], between: &str) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use casework::schema;

    use super::*;
    use crate::speech::Lang;

    #[test]
    fn every_field_has_a_label_in_every_language() {
        for lang in Lang::all() {
            let t = Speech::new(lang);
            let known = |outer: &str, name: &str| {
                t.knows(&format!("record-f-{outer}-{name}")) || t.knows(&format!("record-f-{name}"))
            };
            for kind in Kind::ALL {
                for field in schema::fields(kind) {
                    assert!(known(kind.as_str(), field.name), "{kind}.{}", field.name);
                    for inner in inner(&field.shape) {
                        assert!(
                            known(field.name, inner.name),
                            "{kind}.{}.{}",
                            field.name,
                            inner.name
                        );
                    }
                }
            }
        }
    }

    fn inner(shape: &'static Shape) -> &'static [Field] {
        match shape {
            Shape::Object(fields) | Shape::List(Shape::Object(fields)) => fields,
            _ => &[],
        }
    }

    #[test]
    fn a_name_is_short_and_on_one_line() {
        assert_eq!(short("один\n  два"), "один два");
        let long = short(&"ж".repeat(SHORT + 1));
        assert_eq!(long.chars().count(), SHORT + 1);
        assert!(long.ends_with('…'));
        assert_eq!(capital("ёлка"), "Ёлка");
    }
}
