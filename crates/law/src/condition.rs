//! The closed form in which a rule says when it applies, and the shape of its three-valued answer.
//!
//! `all`, `any`, `not`, tests of one fact, and an age: a lawyer can read the whole of it. Deliberately absent: loops,
//! arithmetic, user functions. How it is judged stands in `judge`, how it is spelled in `condition_file`.

use jiff::civil::Date;

use crate::facts::Value;
use crate::term::Term;

/// True, false, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// A fact is missing.
    Unknown,
}

impl Truth {
    /// The word used for a ground or an offence.
    pub fn as_str(self) -> &'static str {
        match self {
            Truth::True => "met",
            Truth::False => "not_met",
            Truth::Unknown => "unknown",
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Truth {
        if holds { Truth::True } else { Truth::False }
    }
}

/// What a condition comes to on some facts, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it holds.
    pub truth: Truth,
    /// The known facts that carried the answer, in the order of the condition.
    pub used: Vec<String>,
    /// The facts that would settle an unknown answer; empty otherwise.
    pub missing: Vec<String>,
}

/// When a rule applies.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Nothing is asked; it always holds.
    Always,
    /// Every part must hold.
    All(Vec<Condition>),
    /// One part must hold.
    Any(Vec<Condition>),
    /// The part must not hold.
    Not(Box<Condition>),
    /// One fact is tested.
    Leaf {
        /// The name of the fact.
        fact: String,
        /// How.
        test: Test,
    },
    /// Somebody's age on a day.
    AgeOn(AgeOn),
}

/// A test of one fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It is this.
    Eq(Value),
    /// It is known, and something else.
    Ne(Value),
    /// It is one of these codes.
    In(Vec<String>),
    /// It is a day before that one.
    Before(DayRef),
    /// It is that day or an earlier one.
    OnOrBefore(DayRef),
    /// It is a day after that one.
    After(DayRef),
    /// It is that day or a later one.
    OnOrAfter(DayRef),
    /// It lies between two days or two numbers, ends included.
    Between(Value, Value),
    /// It is known (or, with `false`, not known). The one test that is never unknown.
    Present(bool),
}

/// A day written down, or the day another fact holds, moved by a term.
#[derive(Clone, Debug, PartialEq)]
pub enum DayRef {
    /// A day of the calendar.
    Day(Date),
    /// The day in another fact, and how long after it.
    Fact {
        /// The name of that fact.
        fact: String,
        /// How long after it; all days counted.
        plus: Option<Term>,
    },
}

/// Whether someone is of an age on a day. A year of birth alone may leave it unknown: then the fact `birth_day` is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct AgeOn {
    /// The fact with the day or the year of birth.
    pub born: String,
    /// The day asked about.
    pub on: DayRef,
    /// The youngest age that fits.
    pub at_least: Option<u8>,
    /// The age that is already too old.
    pub under: Option<u8>,
}

/// One line of a trace: a test, where it stands, and what it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How deep it stands in the condition.
    pub depth: usize,
    /// What stands there.
    pub what: StepKind,
    /// What it came to, the part below `not` seen for itself.
    pub truth: Truth,
}

/// What one line of a trace is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The head of an `all`.
    All,
    /// The head of an `any`.
    Any,
    /// The head of a `not`.
    Not,
    /// A test of the fact of that name.
    Fact(String),
}

impl Condition {
    /// The names of all facts the condition looks at.
    pub fn facts(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect_facts(&mut names);
        names
    }

    fn collect_facts<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Condition::Always => {}
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.collect_facts(names));
            }
            Condition::Not(part) => part.collect_facts(names),
            Condition::Leaf { fact, test } => {
                names.push(fact);
                names.extend(test.day_ref().and_then(DayRef::fact));
            }
            Condition::AgeOn(age) => {
                names.push(&age.born);
                names.extend(age.on.fact());
            }
        }
    }
}

impl Test {
    pub(crate) fn day_ref(&self) -> Option<&DayRef> {
        match self {
            Test::Before(day) | Test::OnOrBefore(day) | Test::After(day) | Test::OnOrAfter(day) => {
                Some(day)
            }
            _ => None,
        }
    }
}

impl DayRef {
    pub(crate) fn fact(&self) -> Option<&str> {
        match self {
            DayRef::Day(_) => None,
            DayRef::Fact { fact, .. } => Some(fact),
        }
    }
}

/// Adds a name to a list that holds each name once, in the order of the first mention.
pub(crate) fn add(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}
