//! What a condition comes to on given facts.
//!
//! A fact that is missing makes a test *unknown*; Kleene's logic carries that upwards, and the finding names exactly the
//! facts that carried the answer, or those that would settle it. A value of the wrong sort counts as missing.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::condition::{AgeOn, Condition, DayRef, Finding, Step, StepKind, Test, Truth, add};
use crate::facts::{BIRTH_DAY, Facts, Value, View};

impl Condition {
    /// What the condition comes to on all these facts.
    pub fn judge(&self, facts: &Facts) -> Finding {
        self.judge_view(View::whole(facts))
    }

    /// What it comes to on the facts known by `as_of`.
    pub fn judge_on(&self, facts: &Facts, as_of: Date) -> Finding {
        self.judge_view(View::on(facts, as_of))
    }

    /// Every test of the condition with its own answer, for the page that shows the reasoning.
    pub fn trace(&self, facts: &Facts, as_of: Date) -> Vec<Step> {
        let mut steps = Vec::new();
        self.trace_into(View::on(facts, as_of), 0, &mut steps);
        steps
    }

    pub(crate) fn judge_view(&self, view: View<'_>) -> Finding {
        match self {
            Condition::Always => Finding { truth: Truth::True, used: vec![], missing: vec![] },
            Condition::All(parts) => join(parts, view, Truth::False, Truth::True),
            Condition::Any(parts) => join(parts, view, Truth::True, Truth::False),
            Condition::Not(part) => {
                let found = part.judge_view(view);
                Finding { truth: found.truth.negated(), ..found }
            }
            Condition::Leaf { fact, test } => judge_leaf(fact, test, view),
            Condition::AgeOn(age) => age.judge(view),
        }
    }

    /// What it comes to, without the names behind it.
    pub(crate) fn truth(&self, view: View<'_>) -> Truth {
        match self {
            Condition::Always => Truth::True,
            Condition::All(parts) => decide(parts, view, Truth::False, Truth::True),
            Condition::Any(parts) => decide(parts, view, Truth::True, Truth::False),
            Condition::Not(part) => part.truth(view).negated(),
            Condition::Leaf { fact, test } => test.truth(view.value(fact).as_deref(), view),
            Condition::AgeOn(age) => age.truth(view),
        }
    }

    fn trace_into(&self, view: View<'_>, depth: usize, steps: &mut Vec<Step>) {
        let truth = self.judge_view(view).truth;
        let (what, parts) = match self {
            Condition::Always => return,
            Condition::All(parts) => (StepKind::All, parts.as_slice()),
            Condition::Any(parts) => (StepKind::Any, parts.as_slice()),
            Condition::Not(part) => (StepKind::Not, std::slice::from_ref(part.as_ref())),
            Condition::Leaf { fact, .. } => (StepKind::Fact(fact.clone()), [].as_slice()),
            Condition::AgeOn(age) => (StepKind::Fact(age.born.clone()), [].as_slice()),
        };
        steps.push(Step { depth, what, truth });
        for part in parts {
            part.trace_into(view, depth + 1, steps);
        }
    }
}

fn decide(parts: &[Condition], view: View<'_>, deciding: Truth, rest: Truth) -> Truth {
    let mut whole = rest;
    for part in parts {
        match part.truth(view) {
            truth if truth == deciding => return deciding,
            Truth::Unknown => whole = Truth::Unknown,
            _ => {}
        }
    }
    whole
}

/// Joins parts: one `deciding` part settles it; otherwise one unknown leaves it open; otherwise it is `rest`.
fn join(parts: &[Condition], view: View<'_>, deciding: Truth, rest: Truth) -> Finding {
    let found: Vec<Finding> = parts.iter().map(|part| part.judge_view(view)).collect();
    if found.iter().any(|part| part.truth == deciding) {
        return gather(found.into_iter().filter(|part| part.truth == deciding), deciding);
    }
    let open = found.iter().any(|part| part.truth == Truth::Unknown);
    gather(found.into_iter(), if open { Truth::Unknown } else { rest })
}

fn gather(parts: impl Iterator<Item = Finding>, truth: Truth) -> Finding {
    let mut whole = Finding { truth, used: vec![], missing: vec![] };
    for part in parts {
        part.used.into_iter().for_each(|name| add(&mut whole.used, name));
        part.missing.into_iter().for_each(|name| add(&mut whole.missing, name));
    }
    whole
}

fn judge_leaf(fact: &str, test: &Test, view: View<'_>) -> Finding {
    let value = view.value(fact);
    if let Test::Present(wanted) = test {
        let used = value.iter().map(|_| fact.to_owned()).collect();
        return Finding { truth: (value.is_some() == *wanted).into(), used, missing: vec![] };
    }
    let mut names = Names::default();
    let value = names.note(fact, value);
    let truth = match test.day_ref() {
        None => value.and_then(|value| test.of_value(&value)),
        Some(limit) => {
            let limit = limit.resolve(view, &mut names);
            value.zip(limit).and_then(|(value, limit)| test.of_day(&value, limit))
        }
    };
    names.conclude(truth, fact)
}

/// The facts a test met on its way.
#[derive(Default)]
struct Names {
    used: Vec<String>,
    missing: Vec<String>,
}

impl Names {
    fn note<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        let list = if value.is_some() { &mut self.used } else { &mut self.missing };
        add(list, name.to_owned());
        value
    }

    /// A value of the wrong sort is as good as none: the fact is asked again.
    fn conclude(mut self, truth: Option<bool>, fact: &str) -> Finding {
        match truth {
            Some(holds) => Finding { truth: holds.into(), used: self.used, missing: vec![] },
            None => {
                if self.missing.is_empty() {
                    self.used.retain(|name| name != fact);
                    self.missing.push(fact.to_owned());
                }
                Finding { truth: Truth::Unknown, used: self.used, missing: self.missing }
            }
        }
    }
}

impl Test {
    fn truth(&self, value: Option<&Value>, view: View<'_>) -> Truth {
        if let Test::Present(wanted) = self {
            return (value.is_some() == *wanted).into();
        }
        let holds = match self.day_ref() {
            None => value.and_then(|value| self.of_value(value)),
            Some(limit) => value
                .zip(limit.resolve(view, &mut Names::default()))
                .and_then(|(value, limit)| self.of_day(value, limit)),
        };
        holds.map_or(Truth::Unknown, Truth::from)
    }

    /// `None` where the value is not of the sort the test asks for.
    fn of_value(&self, value: &Value) -> Option<bool> {
        match self {
            Test::Eq(wanted) => same(value, wanted),
            Test::Ne(wanted) => same(value, wanted).map(|equal| !equal),
            Test::In(codes) => among(value, codes),
            Test::Between(low, high) => between(value, low, high),
            _ => None,
        }
    }

    fn of_day(&self, value: &Value, limit: Date) -> Option<bool> {
        let day = value.day()?;
        match self {
            Test::Before(_) => Some(day < limit),
            Test::OnOrBefore(_) => Some(day <= limit),
            Test::After(_) => Some(day > limit),
            Test::OnOrAfter(_) => Some(day >= limit),
            _ => None,
        }
    }
}

fn same(value: &Value, wanted: &Value) -> Option<bool> {
    match (value, wanted) {
        (Value::List(list), Value::Text(code)) => Some(list.contains(code)),
        (Value::Bool(_), Value::Bool(_))
        | (Value::Text(_), Value::Text(_))
        | (Value::Number(_), Value::Number(_))
        | (Value::Day(_), Value::Day(_)) => Some(value == wanted),
        _ => None,
    }
}

fn among(value: &Value, codes: &[String]) -> Option<bool> {
    match value {
        Value::Text(code) => Some(codes.contains(code)),
        Value::List(list) => Some(list.iter().any(|code| codes.contains(code))),
        _ => None,
    }
}

fn between(value: &Value, low: &Value, high: &Value) -> Option<bool> {
    match (value, low, high) {
        (Value::Day(day), Value::Day(low), Value::Day(high)) => Some(low <= day && day <= high),
        (Value::Number(n), Value::Number(low), Value::Number(high)) => Some(low <= n && n <= high),
        _ => None,
    }
}

impl DayRef {
    fn resolve(&self, view: View<'_>, names: &mut Names) -> Option<Date> {
        match self {
            DayRef::Day(day) => Some(*day),
            DayRef::Fact { fact, plus } => {
                let day = names.note(fact, view.day(fact))?;
                plus.map_or(Some(day), |term| term.after(day))
            }
        }
    }
}

impl AgeOn {
    fn truth(&self, view: View<'_>) -> Truth {
        self.judge(view).truth
    }

    fn judge(&self, view: View<'_>) -> Finding {
        let mut names = Names::default();
        let born = names.note(&self.born, view.value(&self.born));
        let on = self.on.resolve(view, &mut names);
        let ages = born.as_ref().zip(on).and_then(|(born, on)| Some((ages_on(born, on)?, on)));
        let Some(([younger, older], on)) = ages else {
            return names.conclude(None, &self.born);
        };
        let (young, old) = (self.fits(younger), self.fits(older));
        if young == old {
            return names.conclude(Some(young), &self.born);
        }
        // The year is known and leaves it open: the day is asked for, not the year again.
        let day = names.note(BIRTH_DAY, view.day(BIRTH_DAY).filter(|day| is_of(*day, &born)));
        let age = day.and_then(|day| age_of(day, on));
        names.conclude(age.map(|age| self.fits(age)), BIRTH_DAY)
    }

    fn fits(&self, age: i16) -> bool {
        self.at_least.is_none_or(|least| age >= i16::from(least))
            && self.under.is_none_or(|limit| age < i16::from(limit))
    }
}

/// The youngest and the oldest somebody can be on that day: equal where the day of birth is known.
fn ages_on(born: &Value, on: Date) -> Option<[i16; 2]> {
    match *born {
        Value::Day(born) => age_of(born, on).map(|age| [age, age]),
        Value::Number(year) => {
            let year = (1000..=9999_i16).find(|candidate| f64::from(*candidate) == year)?;
            let age = on.year() - year;
            Some([age - 1, age])
        }
        _ => None,
    }
}

fn age_of(born: Date, on: Date) -> Option<i16> {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    Some(on.year().checked_sub(born.year())? - i16::from(!had_birthday))
}

/// A day that contradicts the year on record settles nothing.
fn is_of(day: Date, year: &Option<Cow<'_, Value>>) -> bool {
    matches!(year.as_deref(), Some(Value::Number(year)) if f64::from(day.year()) == *year)
}

impl Truth {
    fn negated(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
