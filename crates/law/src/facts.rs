//! Named facts: what is known about a person, a complaint or a proceeding.
//!
//! A fact that is absent is *unknown*, never "no". A fact may carry the day it became known; asked about an earlier
//! day it does not count. Deliberately absent: where facts come from. Casework makes them out of records.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map;

use jiff::civil::{Date, DateTime};

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A code or words.
    Text(String),
    /// A number, a year for instance.
    Number(f64),
    /// A day of the calendar.
    Day(Date),
    /// A day with its hour, in the time of the place where it happened.
    Moment(DateTime),
    /// Several codes; a test on the fact holds where one of them satisfies it.
    List(Vec<String>),
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::Text(value.to_owned())
    }
}

impl From<Date> for Value {
    fn from(value: Date) -> Value {
        Value::Day(value)
    }
}

impl From<DateTime> for Value {
    fn from(value: DateTime) -> Value {
        Value::Moment(value)
    }
}

impl Value {
    /// The day it holds, the hour of a moment left off.
    pub fn day(&self) -> Option<Date> {
        match self {
            Value::Day(day) => Some(*day),
            Value::Moment(at) => Some(at.date()),
            _ => None,
        }
    }
}

/// A value with the day on which it became known and the record it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What is known.
    pub value: Value,
    /// Since when we know it; `None` means always.
    pub known_on: Option<Date>,
    /// The handle of the record that says so.
    pub source: Option<String>,
}

impl Fact {
    /// A fact known without a day and without a record behind it.
    pub fn new(value: impl Into<Value>) -> Fact {
        Fact { value: value.into(), known_on: None, source: None }
    }
}

/// Facts by name, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(BTreeMap<String, Fact>);

impl Facts {
    /// No facts: everything is unknown.
    pub fn new() -> Facts {
        Facts::default()
    }

    /// The fact of that name, if it is known at all.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.0.get(name)
    }

    /// The day a fact holds, where it is known and is a day or a moment.
    pub fn day(&self, name: &str) -> Option<Date> {
        self.get(name)?.value.day()
    }

    /// The yes or no a fact holds, where it is known and is one.
    pub fn bool(&self, name: &str) -> Option<bool> {
        match self.get(name)?.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Puts a fact in, and gives back the one that stood there.
    pub fn insert(&mut self, name: impl Into<String>, fact: Fact) -> Option<Fact> {
        self.0.insert(name.into(), fact)
    }

    /// Takes a fact out: nothing is known of it any more.
    pub fn remove(&mut self, name: &str) -> Option<Fact> {
        self.0.remove(name)
    }

    /// The same facts with one more; reads well in a chain.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Facts {
        self.insert(name, Fact::new(value));
        self
    }

    /// All facts, sorted by name.
    pub fn iter(&self) -> btree_map::Iter<'_, String, Fact> {
        self.0.iter()
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing at all is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Fact)> for Facts {
    fn from_iter<I: IntoIterator<Item = (String, Fact)>>(facts: I) -> Facts {
        Facts(facts.into_iter().collect())
    }
}

impl Extend<(String, Fact)> for Facts {
    fn extend<I: IntoIterator<Item = (String, Fact)>>(&mut self, facts: I) {
        self.0.extend(facts);
    }
}

impl<'a> IntoIterator for &'a Facts {
    type Item = (&'a String, &'a Fact);
    type IntoIter = btree_map::Iter<'a, String, Fact>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The name under which a condition may use the day asked about.
pub const DAY_ASKED: &str = "day_asked";

/// The fact that settles an age where the year of birth leaves it open.
pub const BIRTH_DAY: &str = "birth_day";

/// Facts as they were known on one day.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    facts: &'a Facts,
    as_of: Option<Date>,
}

impl<'a> View<'a> {
    /// All facts, whenever they became known.
    pub(crate) fn whole(facts: &'a Facts) -> View<'a> {
        View { facts, as_of: None }
    }

    /// Only what was known on `as_of`.
    pub(crate) fn on(facts: &'a Facts, as_of: Date) -> View<'a> {
        View { facts, as_of: Some(as_of) }
    }

    /// The value of a fact that was known by then.
    pub(crate) fn value(&self, name: &str) -> Option<Cow<'a, Value>> {
        if name == DAY_ASKED {
            return self.as_of.map(|day| Cow::Owned(Value::Day(day)));
        }
        let fact = self.facts.get(name)?;
        let late =
            matches!((fact.known_on, self.as_of), (Some(known), Some(asked)) if known > asked);
        (!late).then_some(Cow::Borrowed(&fact.value))
    }

    /// The day a fact held by then.
    pub(crate) fn day(&self, name: &str) -> Option<Date> {
        self.value(name)?.day()
    }

    /// The moment a fact held by then, where its hour is known.
    pub(crate) fn moment(&self, name: &str) -> Option<DateTime> {
        match *self.value(name)? {
            Value::Moment(at) => Some(at),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_fact_learned_later_does_not_count_earlier() {
        let learned = Fact {
            value: Value::Bool(false),
            known_on: Some(date(2023, 8, 30)),
            source: Some("p4".into()),
        };
        let facts: Facts = [("milreg.ru.done".to_owned(), learned)].into_iter().collect();
        assert_eq!(View::on(&facts, date(2023, 8, 29)).value("milreg.ru.done"), None);
        let known = View::on(&facts, date(2023, 8, 30)).value("milreg.ru.done");
        assert_eq!(known.as_deref(), Some(&Value::Bool(false)));
    }

    #[test]
    fn the_day_asked_is_a_fact_only_where_a_day_was_asked() {
        let facts = Facts::new();
        assert_eq!(View::on(&facts, date(2025, 1, 15)).day(DAY_ASKED), Some(date(2025, 1, 15)));
        assert_eq!(View::whole(&facts).day(DAY_ASKED), None);
    }
}
